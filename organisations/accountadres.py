"""The mail address of an account of staff: a forgotten password goes there, so two persons change it (ADR 19)."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet

from audit.services import record
from organisations.actor import Actor
from organisations.models import Lidmaatschap, User, Voorstel
from organisations.rollen import VIER_OGEN
from organisations.toegang.bewijzen import vraag_aan
from organisations.toegang.models import Bewijssoort, Toegangsbewijs
from organisations.toegang.nieuws import vertel
from organisations.toegang.uitnodigen import nodig_uit
from organisations.toegang.wekken import wek

BEZET = "Dit mailadres hoort al bij een ander account. Kies een ander mailadres."
OOK_ELDERS = (
    "Dit account is ook ergens anders in gebruik. Deze gegevens kunt u hier daarom niet wijzigen. Komt er geen "
    "mail meer aan? Beëindig de rol hier en voeg de persoon toe met het nieuwe mailadres."
)
EINDIGT = (Bewijssoort.CODE, Bewijssoort.WACHTWOORD, Bewijssoort.UITNODIGING)
"""What went to the old address and would still open the account."""


class MailadresBezet(Exception):
    """Another account took this address in the meantime."""


def lopende_hoeden(user: User, *, op: date) -> QuerySet[Lidmaatschap]:
    """The hats of today and later, wherever they are."""
    return user.lidmaatschappen.filter(Q(tot__isnull=True) | Q(tot__gte=op))


def ook_elders(user: User, swv_id: int, *, op: date) -> bool:
    """Whether the account is also somebody's elsewhere, or of a parent or pupil: then it is not ours to change."""
    hier = Lidmaatschap.objects.filter(Q(swv_id=swv_id) | Q(school__swv_id=swv_id), user=user)
    return lopende_hoeden(user, op=op).exclude(pk__in=hier.values("pk")).exists()


def is_bezet(email: str, user: User) -> bool:
    return User.objects.met_mail(email).exclude(pk=user.pk).exists()


def twee_nodig(user: User, *, op: date) -> bool:
    """Whether a second person confirms: the account is in use, or has or is to have a role that two persons give.

    Otherwise one person would confirm a role for one address, and another one would get in.
    """
    if user.has_usable_password() or lopende_hoeden(user, op=op).filter(rol__in=VIER_OGEN).exists():
        return True
    return Voorstel.objects.filter(user=user, soort=Voorstel.Soort.HOED, stand=Voorstel.Stand.OPEN).exists()


@transaction.atomic
def zet_mailadres(actor: Actor, user: User, email: str, *, nu: datetime, gevraagd_door: int | None = None) -> None:
    """The account has this address from now on: old links end, and the person hears of it at both addresses.

    Who has no account yet is invited anew; that one person did so is told as when the role was given.
    """
    oud, user.email = user.email, User.objects.normalize_email(email)
    try:
        with transaction.atomic():
            user.save(update_fields=["email"])
    except IntegrityError as fout:
        raise MailadresBezet(BEZET) from fout
    bewijzen = Toegangsbewijs.objects.filter(user=user, soort__in=EINDIGT, hoed__isnull=True)
    bewijzen.filter(gebruikt_op=None, vervallen_op=None).update(vervallen_op=nu)
    hoeden = list(lopende_hoeden(user, op=actor.vandaag).select_related("user", "school").order_by("pk"))
    for lid in hoeden:
        record(
            actor,
            "mailadres_wijzigen",
            swv_id=actor.swv_id,
            object_soort="organisations.lidmaatschap",
            object_id=lid.pk,
            gebruiker=user.pk,
            gevraagd_door=gevraagd_door,
        )
        if gevraagd_door is None:
            vertel(lid, door=actor.persoon_id, op=actor.vandaag, nu=nu)
    if user.has_usable_password():
        for adres in (oud, user.email):
            vraag_aan(Bewijssoort.MAILADRES, email=adres, user=user, nu=nu)
    elif hoeden:
        nodig_uit(actor, hoeden[0], nu=nu)
    transaction.on_commit(wek)

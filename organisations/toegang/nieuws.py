"""Who is let in by one person alone is told to somebody else at once, by mail and at home; a page shows all changes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from audit.models import Gebeurtenis
from audit.services import record
from organisations.actor import Actor
from organisations.beheer import MANDAATGEVERS
from organisations.models import Lidmaatschap, Toegangsnieuws, User
from organisations.rollen import VIER_OGEN, Rol
from organisations.toegang.bewijzen import vraag_aan
from organisations.toegang.models import Bewijssoort
from organisations.toegang.wekken import wek

LEZERS = frozenset({*MANDAATGEVERS, Rol.FG, Rol.SCHOOLDIRECTEUR})
TERUG = timedelta(days=90)
PAS_WEG = timedelta(days=30)
"""So long after a hat ended its wearer is told, when nobody else is left to look along."""
HOOGSTENS = 200
GEBEURD = {
    "eerste_beheerder": "Rol gegeven vanaf de server",
    "hoed_geven": "Rol gegeven",
    "hoed_aannemen": "Rol aangenomen",
    "hoed_beeindigen": "Laatste dag gezet",
    "mailadres_wijzigen": "Ander mailadres",
}
"""What changes who gets in, as the record calls it."""


def vertel(lid: Lidmaatschap, *, door: int, op: date, nu: datetime) -> None:
    """Tell who can judge whether this is right; a role that two persons gave was judged already."""
    if lid.rol in VIER_OGEN:
        return
    mensen: dict[int, User] = {}
    for voor in _meekijkers(lid, door=door, op=op):
        Toegangsnieuws.objects.create(lid=lid, voor=voor, op=nu)
        mensen[voor.user_id] = voor.user
    for user in mensen.values():
        vraag_aan(Bewijssoort.NIEUWS, email=user.email, user=user, nu=nu)
    transaction.on_commit(wek)


def _meekijkers(lid: Lidmaatschap, *, door: int, op: date) -> list[Lidmaatschap]:
    """The heads of that school; of a new head, of a school without one and of an expert the other administrators and
    the director; and where one person administers alone, the FG. Never who gave it or who got it.
    """
    swv_id = lid.school.swv_id if lid.school else lid.swv_id
    anderen = Lidmaatschap.objects.werkzaam_op(op).exclude(user_id__in=[door, lid.user_id])
    hoofden = _met_account(anderen.filter(school=lid.school, rol=Rol.SCHOOLDIRECTEUR))
    if hoofden and lid.rol != Rol.SCHOOLDIRECTEUR:
        return hoofden
    kantoor = anderen.filter(swv_id=swv_id)
    beheer = _met_account(kantoor.filter(rol__in=MANDAATGEVERS)) or _met_account(kantoor.filter(rol=Rol.FG))
    return hoofden + (beheer or _wie_pas_weg_is(lid, swv_id, door=door, op=op))


def _wie_pas_weg_is(lid: Lidmaatschap, swv_id: int | None, *, door: int, op: date) -> list[Lidmaatschap]:
    """One administrator can end the hats of all who look along, and then let anybody in: they hear of it all the same.

    Only by mail, as they cannot log in; who is told may call.
    """
    weg = Lidmaatschap.objects.filter(swv_id=swv_id, rol__in=[*MANDAATGEVERS, Rol.FG], user__is_active=True)
    return _met_account(weg.filter(tot__lt=op, tot__gte=op - PAS_WEG).exclude(user_id__in=[door, lid.user_id]))


def _met_account(leden: QuerySet[Lidmaatschap]) -> list[Lidmaatschap]:
    return [lid for lid in leden.select_related("user").order_by("pk") if lid.user.has_usable_password()]


def mag_lezen(actor: Actor) -> bool:
    """Administration, director and FG of the whole samenwerkingsverband; a head of the own school."""
    return actor.rol in LEZERS


def ongezien(actor: Actor) -> QuerySet[Toegangsnieuws]:
    """What this hat was told and did not look at."""
    return Toegangsnieuws.objects.filter(voor_id=actor.hoed_id, gezien_op=None)


@transaction.atomic
def zet_gezien(actor: Actor, *, ids: Iterable[int], nu: datetime) -> bool:
    """Somebody says to have looked, at what was new on the page and nothing that came later; the record keeps that."""
    if not ongezien(actor).filter(pk__in=list(ids)).update(gezien_op=nu):
        return False
    record(actor, "toegang_nagekeken", swv_id=actor.swv_id, object_soort="organisations.toegangsnieuws")
    return True


@dataclass(frozen=True)
class Wijziging:
    """One change of who gets in. `nieuw`: this hat was told and did not look yet."""

    moment: datetime
    wat: str
    lid: Lidmaatschap
    door: tuple[str, ...]
    nieuw: bool


def wijzigingen(actor: Actor, *, nu: datetime) -> list[Wijziging]:
    """The last changes, newest first, as the record has them."""
    leden = _leden(actor)
    rijen = Gebeurtenis.objects.filter(
        swv_id=actor.eigen_swv_id, moment__gte=nu - TERUG, actie__in=GEBEURD, object_soort="organisations.lidmaatschap"
    )
    if actor.rol == Rol.SCHOOLDIRECTEUR:
        rijen = rijen.filter(object_id__in=list(leden.values_list("pk", flat=True)))
    rijen = rijen.order_by("-moment", "-id")[:HOOGSTENS]
    bekend = leden.select_related("user", "school", "swv").in_bulk([rij.object_id for rij in rijen])
    namen = dict(User.objects.filter(pk__in={pk for rij in rijen for pk in _door(rij)}).values_list("pk", "naam"))
    nieuw = set(ongezien(actor).values_list("lid_id", flat=True))
    return [
        Wijziging(
            rij.moment,
            GEBEURD[rij.actie],
            bekend[rij.object_id],
            tuple(namen[pk] for pk in _door(rij) if pk in namen),
            rij.object_id in nieuw and rij.actie != "hoed_beeindigen",
        )
        for rij in rijen
        if rij.object_id in bekend
    ]


def _leden(actor: Actor) -> QuerySet[Lidmaatschap]:
    if actor.rol == Rol.SCHOOLDIRECTEUR:
        return Lidmaatschap.objects.filter(school=actor.school_id)
    return Lidmaatschap.objects.bij_swv(actor.eigen_swv_id)


def _door(rij: Gebeurtenis) -> list[int]:
    """Who asked, and who gave or confirmed it; not the person who took the role on."""
    wie = [rij.bijzonderheden.get("gevraagd_door"), rij.gebruiker_id if rij.actie != "hoed_aannemen" else None]
    return [pk for pk in wie if pk]

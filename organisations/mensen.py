"""People of a samenwerkingsverband and its schools: their hats, invitations and professions. Every write is audited."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from audit.models import Soort
from audit.services import record
from organisations.actor import Actor
from organisations.beheer import MANDAATGEVERS
from organisations.hoeden import DubbeleHoed, maak_hoed
from organisations.mandaten import afwezigheden_bij, lopend_zonder_rol
from organisations.models import (
    Afwezigheid,
    Deskundigheid,
    Lidmaatschap,
    LidmaatschapQuerySet,
    School,
    User,
    Voorstel,
)
from organisations.rollen import SCHOOLROLLEN, VIER_OGEN, Rol
from organisations.toegang.models import POGINGEN, Bewijssoort, Toegangsbewijs
from organisations.toegang.nieuws import vertel
from organisations.toegang.uitnodigen import nodig_uit, van_elders, vraag_voor_hoed
from organisations.versies import controleer
from organisations.voorstellen import stel_voor

AL = "Deze persoon heeft deze rol in die periode al. Kies een andere rol of datum."


class NietToegestaan(Exception):
    """A rule says no, with a sentence that tells what to do."""


def mag_beheren(actor: Actor) -> bool:
    """The administrator and the director of a samenwerkingsverband; neither for himself."""
    return actor.rol in MANDAATGEVERS


def hoeden_bij(actor: Actor) -> LidmaatschapQuerySet:
    """All hats of staff that this administrator looks after, ended ones included."""
    return Lidmaatschap.objects.bij_swv(actor.eigen_swv_id).select_related("school", "swv", "user")


def mensen_van(actor: Actor) -> QuerySet[User]:
    """Who has or had a hat here, or is new and proposed for one; parents and pupils are not looked after in this place.

    Who has an account elsewhere comes into sight by taking the hat on.
    """
    voorgesteld = Voorstel.objects.filter(
        swv_id=actor.eigen_swv_id, soort=Voorstel.Soort.HOED, stand=Voorstel.Stand.OPEN
    )
    nieuw = Q(password__startswith=UNUSABLE_PASSWORD_PREFIX) & ~Exists(Lidmaatschap.objects.filter(user=OuterRef("pk")))
    hier = Q(pk__in=hoeden_bij(actor).values("user_id"))
    return User.objects.filter(hier | (Q(pk__in=voorgesteld.values("user_id")) & nieuw))


def haal_mens(actor: Actor, gebruiker_id: int) -> User:
    """The one door to a person; who belongs to another samenwerkingsverband does not exist here."""
    user = mensen_van(actor).filter(pk=gebruiker_id).first()
    if user is None:
        record(actor, "gebruiker_openen", soort=Soort.WEIGERING, swv_id=actor.swv_id, grond="niet zichtbaar")
        raise Http404
    return user


def haal_medewerker(actor: Actor, gebruiker_id: int) -> User:
    """The door to changing something about a person: only of who works here, not of who left or is proposed."""
    user = haal_mens(actor, gebruiker_id)
    if not werkt_hier(actor, user):
        record(actor, "gebruiker_wijzigen", soort=Soort.WEIGERING, swv_id=actor.swv_id, grond="werkt hier niet")
        raise Http404
    return user


@dataclass(frozen=True)
class Hoedgegevens:
    """A hat to be given. `reden` is asked for where a second person has to confirm."""

    rol: str
    school: School | None
    van: date
    tot: date | None
    reden: str = ""


@transaction.atomic
def voeg_toe(actor: Actor, *, naam: str, email: str, hoed: Hoedgegevens, nu: datetime, telefoon: str = "") -> User:
    """A person with a first hat here; who has an account already keeps it, with its name."""
    user = _account(actor, naam=naam, email=email, telefoon=telefoon)
    geef_hoed(actor, user, hoed, nu=nu)
    return user


def _account(actor: Actor, *, naam: str, email: str, telefoon: str) -> User:
    """The account with this mail address, made when there is none; a colleague may be making it at this moment."""
    bekend = User.objects.met_mail(email)
    if user := bekend.first():
        return user
    try:
        with transaction.atomic():
            user = User.objects.create_user(email, naam=naam, telefoon=telefoon)
    except IntegrityError:
        return bekend.get()
    _leg_vast(actor, "gebruiker_toevoegen", "user", user.pk)
    return user


@transaction.atomic
def geef_hoed(actor: Actor, user: User, hoed: Hoedgegevens, *, nu: datetime) -> Lidmaatschap | Voorstel | None:
    """Give a hat, or propose it where a second person has to confirm; None when the person has to take it on first.
    Nobody gives himself one.
    """
    if user.pk == actor.gebruiker_id:
        raise NietToegestaan("U kunt uzelf geen rol geven. Vraag een andere beheerder of de directeur.")
    swv_id = actor.eigen_swv_id
    User.objects.select_for_update(no_key=True).get(pk=user.pk)  # two who give the same role wait for each other
    plek = {"school": hoed.school} if hoed.rol in SCHOOLROLLEN else {"swv_id": swv_id}
    velden = {"rol": hoed.rol, "van": hoed.van, "tot": hoed.tot}
    if hoed.rol in VIER_OGEN:
        al = Lidmaatschap.objects.niet_voorbij_op(hoed.van).filter(user=user, rol=hoed.rol, **plek)
        if al.filter(van__lte=hoed.tot or date.max).exists():
            raise NietToegestaan(AL)
        return stel_voor(actor, Voorstel.Soort.HOED, user, reden=hoed.reden, nu=nu, **velden)
    if van_elders(user, swv_id):
        vraag_voor_hoed(actor, user, rol=hoed.rol, school=hoed.school, dagen=(hoed.van, hoed.tot), nu=nu)
        return None
    try:
        lid = maak_hoed(user=user, **velden, **plek)
    except DubbeleHoed as fout:
        raise NietToegestaan(AL) from fout
    _leg_vast(actor, "hoed_geven", "lidmaatschap", lid.pk, rol=hoed.rol, gebruiker=user.pk)
    nodig_uit(actor, lid, nu=nu)
    vertel(lid, door=actor.persoon_id, op=actor.vandaag, nu=nu)
    return lid


@transaction.atomic
def beeindig_hoed(actor: Actor, lid: Lidmaatschap, *, tot: date) -> None:
    """The last day of a hat, and of the mandates it carried. What is left is handed over first (workflow.vertrek)."""
    lid.tot = tot
    lid.save(update_fields=["tot"])
    _leg_vast(actor, "hoed_beeindigen", "lidmaatschap", lid.pk, rol=lid.rol, gebruiker=lid.user_id)
    for mandaat in lopend_zonder_rol(lid, na=tot):
        mandaat.tot = max(tot, mandaat.van)
        mandaat.save(update_fields=["tot"])
        _leg_vast(actor, "mandaat_beeindigen", "mandaat", mandaat.pk, gebruiker=lid.user_id, met_rol=lid.rol)


def hoed_op_slot(actor: Actor, lid_id: int) -> Lidmaatschap:
    """A hat looked after here, locked; of an administrator with the hats of all of them, in one order.

    So two administrators who end each other's hat at once do not both go, and do not wait for each other for ever.
    """
    lid = hoeden_bij(actor).get(pk=lid_id)
    if lid.rol == Rol.BEHEERDER and lid.swv_id is not None:
        list(_beheerders(lid.swv_id).select_for_update(of=("self",)))
    return hoeden_bij(actor).select_for_update(of=("self",)).get(pk=lid_id)


def _beheerders(swv_id: int) -> LidmaatschapQuerySet:
    return Lidmaatschap.objects.filter(swv_id=swv_id, rol=Rol.BEHEERDER).order_by("pk")


def laatste_beheerder(lid: Lidmaatschap, *, na: date) -> bool:
    """Whether nobody would be left to administer this samenwerkingsverband on the day after `na` (`hoed_op_slot`)."""
    if lid.rol != Rol.BEHEERDER or lid.swv_id is None:
        return False
    blijft = _beheerders(lid.swv_id).werkzaam_op(na + timedelta(days=1))
    return not blijft.exclude(pk=lid.pk).exclude(user_id=lid.user_id).exists()


def werkt_hier(actor: Actor, user: User) -> bool:
    """Whether this person has a hat here now or later."""
    return hoeden_bij(actor).niet_voorbij_op(actor.vandaag).filter(user=user).exists()


def _open_uitnodigingen(user: User) -> QuerySet[Toegangsbewijs]:
    """To make an account; an invitation for a hat is another thing, and maybe of somebody else."""
    rijen = Toegangsbewijs.objects.filter(soort=Bewijssoort.UITNODIGING, user=user, gebruikt_op=None, vervallen_op=None)
    return rijen.filter(hoed__isnull=True)


def uitnodiging_van(user: User) -> Toegangsbewijs | None:
    """The last invitation that was neither used nor withdrawn."""
    rijen = _open_uitnodigingen(user)
    return rijen.order_by("-pk").first()


def mislukte_uitnodigingen(swv_id: int) -> QuerySet[Toegangsbewijs]:
    """Invitations to people looked after here of which the mail failed for good."""
    hier = Lidmaatschap.objects.bij_swv(swv_id).values("user_id")
    rijen = Toegangsbewijs.objects.filter(soort=Bewijssoort.UITNODIGING, verstuurd_op=None, vervallen_op=None)
    rijen = rijen.filter(hoed__isnull=True, pogingen__gte=POGINGEN)
    return rijen.filter(user__in=hier).select_related("user").order_by("aangevraagd_op")


@transaction.atomic
def nodig_opnieuw_uit(actor: Actor, user: User, *, nu: datetime) -> bool:
    """A new link by mail; False for who has an account already or no hat to come."""
    komend = hoeden_bij(actor).niet_voorbij_op(actor.vandaag).filter(user=user).first()
    if komend is None or user.has_usable_password():
        return False
    nodig_uit(actor, komend, nu=nu)
    return True


@transaction.atomic
def trek_uitnodiging_in(actor: Actor, user: User, *, nu: datetime) -> bool:
    """The link stops working; the hats stay until they are ended."""
    if not hoeden_bij(actor).filter(user=user).exists():
        return False
    if not _open_uitnodigingen(user).update(vervallen_op=nu):
        return False
    _leg_vast(actor, "uitnodiging_intrekken", "user", user.pk)
    return True


@transaction.atomic
def voeg_beroep_toe(actor: Actor, user: User, gegevens: dict[str, Any]) -> None:
    rij = Deskundigheid.objects.create(user=user, swv_id=actor.eigen_swv_id, **gegevens)
    _leg_vast(actor, "beroep_toevoegen", "deskundigheid", rij.pk, gebruiker=user.pk, beroep=rij.beroep)


@transaction.atomic
def beeindig_beroep(actor: Actor, user: User, beroep_id: int, *, tot: date, form: forms.BaseForm) -> bool:
    """The last day, and only here; it is never deleted, for advices rest on it. False when it is past already."""
    hier = Deskundigheid.objects.bij(actor.eigen_swv_id).select_for_update(of=("self",))
    nog = Q(tot__isnull=True) | Q(tot__gte=actor.vandaag)
    rij = hier.filter(nog, pk=beroep_id, user=user, van__lte=tot).first()
    if rij is None:
        return False
    controleer(form, {"tot": rij.tot}, soort="organisations.deskundigheid", pk=rij.pk)
    if rij.swv_id is None:
        _verdeel(rij, eigen_swv_id=actor.eigen_swv_id)
    rij.tot = tot
    rij.save(update_fields=["swv", "tot"])
    _leg_vast(actor, "beroep_beeindigen", "deskundigheid", rij.pk, gebruiker=user.pk)
    return True


def _verdeel(rij: Deskundigheid, *, eigen_swv_id: int) -> None:
    """A row that counted everywhere becomes ours; every other place where this person works keeps one of its own."""
    elders = Lidmaatschap.objects.filter(user_id=rij.user_id, swv_id__isnull=False).exclude(swv_id=eigen_swv_id)
    zelfde = {"user_id": rij.user_id, "beroep": rij.beroep, "registratie": rij.registratie, "van": rij.van}
    swvs = elders.order_by("swv_id").values_list("swv_id", flat=True).distinct()
    Deskundigheid.objects.bulk_create([Deskundigheid(swv_id=swv_id, **zelfde) for swv_id in swvs])
    rij.swv_id = eigen_swv_id


@transaction.atomic
def haal_afwezigheid_weg(actor: Actor, user: User, afwezigheid_id: int) -> bool:
    """An absence that has not begun is taken back; one that runs ended yesterday, for a deputy may have signed."""
    rij = _afwezigheid_hier(actor, user, afwezigheid_id)
    if rij is None:
        return False
    _leg_vast(actor, "afwezigheid_intrekken", "afwezigheid", rij.pk, gebruiker=user.pk)
    if rij.van < actor.vandaag:
        rij.tot = actor.vandaag - timedelta(days=1)
        rij.save(update_fields=["tot"])
    else:
        rij.delete()
    return True


def _afwezigheid_hier(actor: Actor, user: User, afwezigheid_id: int) -> Afwezigheid | None:
    hier = afwezigheden_bij(actor.eigen_swv_id).select_for_update(of=("self",))
    return hier.filter(pk=afwezigheid_id, user=user, tot__gte=actor.vandaag).first()


def _leg_vast(actor: Actor, actie: str, soort: str, pk: int, **extra: Any) -> None:
    record(actor, actie, swv_id=actor.swv_id, object_soort=f"organisations.{soort}", object_id=pk, **extra)

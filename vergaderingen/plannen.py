"""Plan a meeting, move it, call it off, and send its agenda round."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from audit.services import record
from organisations.actor import Actor
from organisations.models import Lidmaatschap, Samenwerkingsverband
from organisations.rollen import COMMISSIEROLLEN, Rol
from vergaderingen import meldingen
from vergaderingen.models import UIT_TE_NODIGEN, Agendapunt, Genodigde, Vergadering
from vergaderingen.toegang import eis_open, eis_regelaar, op_slot
from workflow.fouten import Conflict, Geweigerd
from workflow.papieren import eis_afdrukbaar
from workflow.werk import bied_werk_aan

VOORZITTERS = (Rol.VOORZITTER, Rol.PLV_VOORZITTER)
GEBEURD = (Agendapunt.Stand.BEHANDELD, Agendapunt.Stand.DOORGESCHOVEN)


def uit_te_nodigen(swv_id: int, vandaag: date) -> list[Lidmaatschap]:
    """Hats at this office that can be asked: the commission first, then by name."""
    leden = Lidmaatschap.objects.werkzaam_op(vandaag).filter(swv_id=swv_id, rol__in=UIT_TE_NODIGEN)
    rang: dict[str, int] = {rol: nr for nr, rol in enumerate((*VOORZITTERS, Rol.COMMISSIELID, Rol.SECRETARIAAT))}
    return sorted(leden.select_related("user"), key=lambda lid: (rang.get(lid.rol, 9), lid.user.naam.casefold()))


def vanzelf_genodigd(leden: list[Lidmaatschap]) -> list[int]:
    """Whoever is of the commission is asked unless somebody unticks the name."""
    return [lid.pk for lid in leden if lid.rol in COMMISSIEROLLEN]


@transaction.atomic
def plan(actor: Actor, gegevens: dict[str, Any], *, nu: datetime) -> Vergadering:
    """A new meeting; the invited are told."""
    eis_regelaar(actor)
    eis_afdrukbaar({"plaats": gegevens["plaats"]})
    swv = Samenwerkingsverband.objects.select_related("commissie").get(pk=actor.eigen_swv_id)
    leden = _genodigden(actor, gegevens)
    vergadering = Vergadering.objects.create(
        swv=swv,
        commissie=swv.commissie,
        begin=gegevens["begin"],
        einde=gegevens["einde"],
        online=gegevens["online"],
        plaats=gegevens["plaats"],
        voorzitter_id=_voorzitter(gegevens, leden),
        gepland_door_id=actor.persoon_id,
        gepland_op=nu,
        gewijzigd_op=nu,
    )
    rijen = [Genodigde.objects.create(vergadering=vergadering, lid=lid) for lid in leden]
    leg_vast(actor, "plannen", vergadering)
    meldingen.meld_uitnodiging(vergadering, rijen, nu=nu)
    transaction.on_commit(bied_werk_aan)
    return vergadering


@transaction.atomic
def wijzig(actor: Actor, vergadering_id: int, gegevens: dict[str, Any], *, versie: int | None, nu: datetime) -> None:
    """Another time, place or circle; each is told what changed for them."""
    vergadering = op_slot(actor, vergadering_id)
    eis_open(vergadering)
    if versie is not None and versie != vergadering.versie:
        raise Conflict("Een ander wijzigde deze vergadering ondertussen. Vergelijk, en wijzig opnieuw.")
    eis_afdrukbaar({"plaats": gegevens["plaats"]})
    _eis_niet_na_afloop(vergadering, gegevens["begin"], nu=nu)
    leden = _genodigden(actor, gegevens)
    velden = ("begin", "einde", "online", "plaats")
    verzet = any(getattr(vergadering, veld) != gegevens[veld] for veld in velden)
    for veld in velden:
        setattr(vergadering, veld, gegevens[veld])
    vergadering.voorzitter_id = _voorzitter(gegevens, leden)
    vergadering.versie += 1
    vergadering.verschoven += verzet
    vergadering.gewijzigd_op = nu
    vergadering.save()
    blijft, nieuw, weg = _zet_genodigden(actor, vergadering, leden)
    leg_vast(actor, "wijzigen", vergadering, verzet=verzet, erbij=len(nieuw), eraf=len(weg))
    meldingen.meld_uitnodiging(vergadering, nieuw, nu=nu)
    meldingen.meld_niet_meer(vergadering, weg, nu=nu)
    if verzet:
        meldingen.meld_wijziging(vergadering, blijft, nu=nu)
    transaction.on_commit(bied_werk_aan)


def _eis_niet_na_afloop(vergadering: Vergadering, begin: datetime, *, nu: datetime) -> None:
    """What was dealt with was dealt with on that day: such a meeting can be corrected, and not be held again."""
    if begin > nu and vergadering.punten.filter(stand__in=GEBEURD).exists():
        raise Geweigerd("Er is al een punt behandeld. Plan een nieuwe vergadering en verplaats de rest.", veld="datum")


@transaction.atomic
def last_af(actor: Actor, vergadering_id: int, *, reden: str, nu: datetime) -> None:
    """Called off: what was on its agenda waits for another meeting."""
    vergadering = op_slot(actor, vergadering_id)
    eis_open(vergadering)
    behandeld = vergadering.punten.filter(stand=Agendapunt.Stand.BEHANDELD)
    if behandeld.exists():
        raise Geweigerd("Er is al een punt behandeld. Sluit de vergadering af, dan komt dat in het verslag.")
    vergadering.stand = Vergadering.Stand.AFGELAST
    vergadering.reden_afgelast = reden
    vergadering.verschoven += 1
    vergadering.versie += 1
    vergadering.gewijzigd_op = nu
    vergadering.save()
    open_ = vergadering.punten.filter(stand=Agendapunt.Stand.GEPLAND)
    terug = open_.update(stand=Agendapunt.Stand.WACHT, vergadering=None, volgorde=0)
    leg_vast(actor, "afgelasten", vergadering, punten=terug)
    meldingen.meld_afgelast(vergadering, nu=nu)
    transaction.on_commit(bied_werk_aan)


@transaction.atomic
def stuur_rond(actor: Actor, vergadering_id: int, *, nu: datetime) -> None:
    """Tell the invited that agenda and papers are there; again when there is reason to."""
    vergadering = op_slot(actor, vergadering_id)
    eis_open(vergadering)
    if not vergadering.punten.filter(stand=Agendapunt.Stand.GEPLAND).exists():
        raise Geweigerd("Er staat nog niets op de agenda. Zet er eerst een punt op.")
    vergadering.rondgestuurd_op = nu
    vergadering.save(update_fields=["rondgestuurd_op"])
    leg_vast(actor, "rondsturen", vergadering)
    meldingen.meld_agenda(vergadering, nu=nu)
    transaction.on_commit(bied_werk_aan)


def leg_vast(actor: Actor, wat: str, vergadering: Vergadering, **meer: Any) -> None:
    record(
        actor,
        f"vergadering.{wat}",
        swv_id=vergadering.swv_id,
        object_soort="vergaderingen.vergadering",
        object_id=vergadering.pk,
        **meer,
    )


def _genodigden(actor: Actor, gegevens: dict[str, Any]) -> list[Lidmaatschap]:
    gekozen = set(gegevens["leden"])
    return [lid for lid in uit_te_nodigen(actor.eigen_swv_id, actor.vandaag) if lid.pk in gekozen]


def _voorzitter(gegevens: dict[str, Any], leden: list[Lidmaatschap]) -> int:
    """The chair is one of the invited, so that the minutes have somebody who led the meeting."""
    voorzitter_id: int = gegevens["voorzitter"]
    if voorzitter_id not in {lid.user_id for lid in leden}:
        raise Geweigerd("Nodig ook uit wie de vergadering voorzit.", veld="leden")
    return voorzitter_id


def _zet_genodigden(
    actor: Actor, vergadering: Vergadering, leden: list[Lidmaatschap]
) -> tuple[list[Genodigde], list[Genodigde], list[Genodigde]]:
    """Who stays, who is new, who goes. A hat that ended cannot be ticked, and stays as invited as it was."""
    daar = {g.lid_id: g for g in vergadering.genodigden.select_related("lid__user")}
    te_kiezen = {lid.pk for lid in uit_te_nodigen(actor.eigen_swv_id, actor.vandaag)}
    weg_ids = (te_kiezen & daar.keys()) - {lid.pk for lid in leden}
    weg = [daar[lid_id] for lid_id in sorted(weg_ids)]
    vergadering.genodigden.filter(pk__in=[g.pk for g in weg]).delete()
    nieuw = [Genodigde.objects.create(vergadering=vergadering, lid=lid) for lid in leden if lid.pk not in daar]
    if nieuw or weg:
        vergadering.presentie_versie += 1
        vergadering.save(update_fields=["presentie_versie"])
    return [g for lid_id, g in daar.items() if lid_id not in weg_ids], nieuw, weg

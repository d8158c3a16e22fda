"""Items: put a case or a question on an agenda, order them, move them to another meeting, take them off.

`zet_op_agenda`, `haal_van_agenda` and `open_vergaderingen` are what a workflow uses: an action that wants the
commission's view calls the first inside its own transaction, with or without a meeting in mind.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from audit.services import record
from cases.models import Zaak
from documents.models import Document
from organisations.actor import Actor
from organisations.models import Commissie, Samenwerkingsverband
from vergaderingen.models import Agendapunt, Vergadering
from vergaderingen.toegang import eis_open, eis_regelaar, gesloten_voor, op_slot, punt_op_slot
from vergaderingen.woorden import eis_zonder_naam
from workflow.fouten import Conflict, Geweigerd
from workflow.papieren import eis_afdrukbaar
from workflow.process import process_van

Vorm, Stand = Agendapunt.Vorm, Agendapunt.Stand
OP, NEER = "op", "neer"
AL_GEPLAND = "Deze zaak staat al op een agenda, of wacht op een vergadering. Kijk op de agendapagina van de zaak."


def open_vergaderingen(swv: Samenwerkingsverband, commissie: Commissie | None = None) -> Any:
    """Meetings that an item can still be put on, the first one first."""
    rijen = Vergadering.objects.gepland().filter(swv=swv, einde__gte=timezone.now())
    return rijen.filter(commissie=commissie) if commissie else rijen


@transaction.atomic
def zet_op_agenda(
    zaak: Zaak,
    soort: str,
    *,
    by: Actor,
    nu: datetime,
    vergadering_id: int | None = None,
    vraag: str = "",
    stukken: Iterable[int] = (),
) -> Agendapunt:
    """Put a case on an agenda, or on the list of what waits for a meeting. The caller has locked the case.

    Geweigerd when it stands on one already for the same reason, or the meeting takes nothing more.
    """
    wat = process_van(zaak).agendapunten[soort]
    vergadering = _vergadering_voor(zaak.swv_id, vergadering_id)
    if Agendapunt.objects.filter(zaak=zaak, soort=soort, stand__in=Agendapunt.OPEN).exists():
        raise Geweigerd(AL_GEPLAND)
    punt = Agendapunt.objects.create(
        swv_id=zaak.swv_id,
        vergadering=vergadering,
        volgorde=_achteraan(vergadering),
        vorm=Vorm.ZAAK,
        zaak=zaak,
        soort=soort,
        titel=wat.label,
        vraag=vraag,
        ingebracht_door_id=by.gebruiker_id,
        ingebracht_op=nu,
        stand=Stand.GEPLAND if vergadering else Stand.WACHT,
    )
    punt.stukken.set(Document.objects.zichtbaar_voor(by).filter(zaak=zaak, pk__in=list(stukken)))
    return punt


def punten_van(zaak: Zaak) -> list[Agendapunt]:
    """Where a case stands or stood on an agenda, the newest first."""
    rijen = Agendapunt.objects.filter(zaak=zaak).select_related("vergadering__commissie", "zaak")
    return list(rijen.order_by("-ingebracht_op", "-pk"))


@transaction.atomic
def voeg_punt_toe(actor: Actor, vergadering_id: int | None, gegevens: dict[str, Any], *, nu: datetime) -> Agendapunt:
    """A consultation without a request, or another item."""
    eis_regelaar(actor)
    vergadering = op_slot(actor, vergadering_id) if vergadering_id is not None else None
    if vergadering is not None:
        eis_open(vergadering)
        eis_zonder_naam(vergadering, gegevens["titel"], veld="titel")
    eis_afdrukbaar({"titel": gegevens["titel"]})
    punt = Agendapunt.objects.create(
        swv_id=actor.eigen_swv_id,
        vergadering=vergadering,
        volgorde=_achteraan(vergadering),
        ingebracht_door_id=actor.persoon_id,
        ingebracht_op=nu,
        stand=Stand.GEPLAND if vergadering else Stand.WACHT,
        **gegevens,
    )
    leg_vast(actor, "punt_toevoegen", punt, vorm=punt.vorm)
    return punt


@transaction.atomic
def wijzig_punt(actor: Actor, punt_id: int, gegevens: dict[str, Any], *, versie: int | None, nu: datetime) -> None:
    """Its question, who prepares it, and which papers go with it."""
    punt = punt_op_slot(actor, punt_id)
    eis_te_wijzigen(actor, punt, versie=versie)
    stukken = gegevens.pop("stukken", None)
    if punt.vergadering is not None:
        eis_zonder_naam(punt.vergadering, gegevens.get("titel", ""), veld="titel")
    eis_afdrukbaar({"titel": gegevens.get("titel", "")})
    for veld, waarde in gegevens.items():
        setattr(punt, veld, waarde)
    punt.versie += 1
    punt.save()
    if stukken is not None and punt.zaak is not None:
        punt.stukken.set(Document.objects.zichtbaar_voor(actor).filter(zaak=punt.zaak, pk__in=stukken))
    leg_vast(actor, "punt_wijzigen", punt, velden=sorted(gegevens))


def eis_te_wijzigen(actor: Actor, punt: Agendapunt, *, versie: int | None = None) -> None:
    """Still open, on a meeting that is, by somebody without a stake in it, and as it was shown."""
    if punt.vergadering is not None:
        eis_open(punt.vergadering)
    if not punt.is_open:
        raise Conflict(f"Dit punt is ondertussen {punt.stand_in_woorden}. Er is niets gewijzigd.")
    eis_geen_belang(actor, punt)
    if versie is not None and versie != punt.versie:
        raise Conflict("Een ander wijzigde dit punt ondertussen. Uw tekst staat er nog; vergelijk, en bewaar opnieuw.")


def eis_geen_belang(actor: Actor, punt: Agendapunt) -> None:
    if waarom := gesloten_voor(actor, [punt]).get(punt.pk):
        raise Geweigerd(f"{waarom} Laat een collega dit doen.")


@transaction.atomic
def schuif(actor: Actor, punt_id: int, richting: str) -> Agendapunt:
    """One place up or down on its agenda; at the edge it stays where it is."""
    punt = punt_op_slot(actor, punt_id)
    if punt.vergadering is None or punt.stand != Stand.GEPLAND:
        raise Conflict("Dit punt staat niet meer op de agenda. Er is niets gewijzigd.")
    eis_open(punt.vergadering)
    rijen = list(punt.vergadering.agenda().select_for_update())
    plek = next(nr for nr, rij in enumerate(rijen) if rij.pk == punt.pk)
    naar = plek - 1 if richting == OP else plek + 1
    if 0 <= naar < len(rijen):
        rijen[plek], rijen[naar] = rijen[naar], rijen[plek]
        for nr, rij in enumerate(rijen, 1):
            rij.volgorde = nr
        Agendapunt.objects.bulk_update(rijen, ["volgorde"])
        leg_vast(actor, "punt_schuiven", punt, richting=richting)
    return punt


@transaction.atomic
def verplaats(
    actor: Actor, punt_id: int, naar_id: int | None, *, versie: int | None = None, nu: datetime
) -> Agendapunt:
    """To another meeting, or (None) to the list of what waits for one.

    Once the meeting has begun the item stays in its minutes as not dealt with, and goes on as a new one.
    """
    punt = punt_op_slot(actor, punt_id, ook=naar_id)
    if punt.vergadering_id is not None and punt.vergadering_id == naar_id:
        raise Geweigerd("Het punt staat al op deze agenda. Kies een andere vergadering.", veld="naar")
    eis_te_wijzigen(actor, punt, versie=versie)
    nieuw = _vergadering_voor(punt.swv_id, naar_id)
    van = punt.vergadering_id
    if punt.vergadering is not None and punt.vergadering.is_begonnen(nu):
        punt = _schuif_door(punt)
    punt.vergadering, punt.volgorde = nieuw, _achteraan(nieuw)
    punt.stand = Stand.GEPLAND if nieuw else Stand.WACHT
    punt.versie += 1
    punt.save()
    leg_vast(actor, "punt_verplaatsen", punt, van=van, naar=naar_id)
    return punt


def _schuif_door(oud: Agendapunt) -> Agendapunt:
    stukken = list(oud.stukken.all())
    belangen = list(oud.belangen.all())
    oud.stand = Stand.DOORGESCHOVEN
    oud.save(update_fields=["stand"])
    nieuw = Agendapunt.objects.get(pk=oud.pk)
    nieuw.pk, nieuw.id = None, None
    nieuw._state.adding = True
    nieuw.vorige = oud
    nieuw.uitkomst, nieuw.keuze = "", ""
    nieuw.stand, nieuw.vergadering = Stand.WACHT, None
    nieuw.save()
    nieuw.stukken.set(stukken)
    for belang in belangen:
        nieuw.belangen.create(user_id=belang.user_id, gemeld_op=belang.gemeld_op, gemeld_door_id=belang.gemeld_door_id)
    return nieuw


@transaction.atomic
def laat_vervallen(actor: Actor, punt_id: int, *, nu: datetime) -> Agendapunt:
    """Taken off for good; the case can be put on an agenda again."""
    punt = punt_op_slot(actor, punt_id)
    eis_te_wijzigen(actor, punt)
    _vervalt(actor, punt, Agendapunt.Waarom.INGETROKKEN, nu=nu)
    return punt


@transaction.atomic
def haal_van_agenda(zaak: Zaak, soort: str, *, by: Actor, nu: datetime) -> None:
    """What was asked is settled otherwise: the item that stands open for it is taken off. The caller has locked the
    case. When its meeting has begun, the minutes tell it."""
    open_ = Agendapunt.objects.filter(zaak=zaak, soort=soort, stand__in=Agendapunt.OPEN)
    list(Vergadering.objects.select_for_update().filter(pk__in=open_.values("vergadering")).order_by("pk"))
    for punt in open_.select_for_update(of=("self",)):
        _vervalt(by, punt, Agendapunt.Waarom.ELDERS, nu=nu)


def _vervalt(actor: Actor, punt: Agendapunt, waarom: Agendapunt.Waarom, *, nu: datetime) -> None:
    punt.stand, punt.vervallen_op, punt.waarom_vervallen = Stand.VERVALLEN, nu, waarom
    punt.versie += 1
    punt.save(update_fields=["stand", "vervallen_op", "waarom_vervallen", "versie"])
    leg_vast(actor, "punt_vervallen", punt, waarom=waarom)


def leg_vast(actor: Actor, wat: str, punt: Agendapunt, **meer: Any) -> None:
    """Loose rows, not of the chain of a case: what happens to the case itself goes through `workflow.edit`."""
    record(
        actor,
        f"vergadering.{wat}",
        swv_id=punt.swv_id,
        object_soort="vergaderingen.agendapunt",
        object_id=punt.pk,
        **meer,
    )


def _vergadering_voor(swv_id: int, vergadering_id: int | None) -> Vergadering | None:
    """The meeting an item goes to, locked, so that none is put on one that is being closed."""
    if vergadering_id is None:
        return None
    rijen = Vergadering.objects.select_for_update(of=("self",)).filter(pk=vergadering_id, swv_id=swv_id)
    vergadering: Vergadering | None = rijen.first()
    if vergadering is None or not vergadering.is_open:
        raise Geweigerd("Deze vergadering neemt geen punten meer aan. Kies een andere.", veld="vergadering")
    return vergadering


def _achteraan(vergadering: Vergadering | None) -> int:
    if vergadering is None:
        return 0
    return 1 + (vergadering.punten.aggregate(laatste=Max("volgorde"))["laatste"] or 0)

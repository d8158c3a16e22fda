"""`perform`: the one door through which the state of a case changes (architecture.md, "The one way data flows")."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django_fsm import TransitionNotAllowed, can_proceed

from audit.models import Gebeurtenis, Soort
from audit.services import record
from cases.models import Dossier, Zaak
from cases.toegang import FAMILIE, leg_zaakweigering_vast, werkt_aan_eigen_gezin
from deadlines import services as termijnen
from deadlines.berekening import AANVULLING
from organisations.actor import Actor
from ui.notatie import datumtijd
from workflow.afspraken import zeg_af_bij_sluiten
from workflow.berichten import schrijf_berichten
from workflow.fouten import Conflict, GeenRecht, Geweigerd, HerbevestigingNodig, NietGevonden
from workflow.models import Handeling
from workflow.papieren import leg_papier_klaar
from workflow.process import Action, Gevraagd, Process, Uitvoering, niemand_gevraagd, process_van
from workflow.sleutels import afdruk
from workflow.werk import bied_werk_aan

TEKENSESSIE = timedelta(minutes=5)
"""How long an identification for signing lasts (ASVS 7.5.3)."""
GEBRUIKT = "Dit formulier is al eerder gebruikt. Open de pagina opnieuw."


@dataclass(frozen=True)
class Resultaat:
    """What came of a submit; `herhaald` when the same idempotency key was used before."""

    zaak_id: int
    status: str
    waarden: dict[str, Any]
    herhaald: bool = False


@dataclass(frozen=True, kw_only=True)
class Opdracht:
    """What `perform` was called with."""

    zaak_id: int
    actie: str
    by: Actor
    data: dict[str, Any]
    versie: int | None
    sleutel: str
    doel_id: int | None
    herbevestigd_op: datetime | None
    verstreken: int | None
    nu: datetime
    afdruk: str


def perform(
    zaak_id: int,
    actie: str,
    *,
    by: Actor,
    data: dict[str, Any] | None = None,
    versie: int | None = None,
    sleutel: str = "",
    doel_id: int | None = None,
    herbevestigd_op: datetime | None = None,
    verstreken: int | None = None,
    nu: datetime | None = None,
    gestuurd: str = "",
) -> Resultaat:
    """Carry out one action on one case, wholly or not at all.

    The same `sleutel` again with the same form (double click) gives the first result. With another one (back button)
    it is a Conflict: the act was done as it was sent first, and nothing typed is dropped in silence. `gestuurd` is a
    print of the form; without it that of the data.

    `verstreken` is the term whose lapse the act answers: a Conflict when it did not lapse, or runs no more.

    Raises NietGevonden (not visible), GeenRecht (not allowed), Conflict (state or version moved on), Geweigerd (a rule
    says no, with a sentence for the person) or HerbevestigingNodig. Refusals are recorded after the rollback.
    """
    opdracht = Opdracht(
        zaak_id=zaak_id,
        actie=actie,
        by=by,
        data=data or {},
        versie=versie,
        sleutel=sleutel,
        doel_id=doel_id,
        herbevestigd_op=herbevestigd_op,
        verstreken=verstreken,
        nu=nu or timezone.now(),
        afdruk=gestuurd or afdruk(data or {}),
    )
    try:
        eis_eigen_sleutel(by, sleutel)
        with transaction.atomic():
            return _voer_uit(opdracht)
    except (NietGevonden, GeenRecht, Conflict, Geweigerd) as weigering:
        leg_zaakweigering_vast(by, actie, zaak_id, grond=type(weigering).__name__)
        raise


def eis_eigen_sleutel(by: Actor, sleutel: str) -> None:
    """A key of the system tells what it is about, with a colon, so it can be foretold. Nobody else uses one: a lapse
    whose key was used up beforehand would be taken for done.
    """
    if ":" in sleutel and not by.is_systeem:
        raise Conflict(GEBRUIKT)


def haal_zaak_op_slot(zaak_id: int, by: Actor, *, gevraagd: Gevraagd = niemand_gevraagd) -> Zaak:
    """The case, row locked until the transaction ends; NietGevonden when this actor may not see it.

    `gevraagd` says of a case that this actor has something to do there without seeing it.
    """
    return _zichtbaar(_vergrendel(zaak_id), by, gevraagd)


def _vergrendel(zaak_id: int) -> Zaak | None:
    zaak = Zaak.objects.select_for_update().filter(pk=zaak_id).first()
    # Every act asks whose child it is. Not joined to the lock: that would hide a row which a merge just moved.
    if zaak is not None:
        zaak.dossier = Dossier.objects.select_related("leerling").get(pk=zaak.dossier_id)
    return zaak


def _zichtbaar(zaak: Zaak | None, by: Actor, gevraagd: Gevraagd) -> Zaak:
    if zaak is None or not (Zaak.objects.visible_to(by).filter(pk=zaak.pk).exists() or gevraagd(by, zaak)):
        raise NietGevonden
    return zaak


def _voer_uit(o: Opdracht) -> Resultaat:
    zaak = _vergrendel(o.zaak_id)
    # Before sight is judged: who gave the case away with the first click is told so again by the second.
    if eerder := _eerdere_handeling(o):
        return eerder
    gevraagd = process_van(zaak).action(o.actie).zonder_inzage if zaak else niemand_gevraagd
    zaak = _zichtbaar(zaak, o.by, gevraagd)
    if o.sleutel and Handeling.objects.filter(sleutel=o.sleutel).exists():
        raise Conflict(GEBRUIKT)
    if o.verstreken is not None and not termijnen.is_verstreken(o.verstreken, op=o.by.vandaag):
        raise Conflict(laatste_wijziging(zaak))
    process = process_van(zaak)
    action = process.action(o.actie)
    obj: Any = process.model._default_manager.select_for_update().get(zaak=zaak)
    obj.zaak = zaak  # one and the same row object, so that rules and letters see what the action changed
    doel = _haal_doel(action, obj, o.doel_id)
    uitvoering = Uitvoering(zaak=zaak, obj=obj, doel=doel, by=o.by, data=o.data, nu=o.nu, actie=o.actie)
    _controleer(action, uitvoering, versie=o.versie, herbevestigd_op=o.herbevestigd_op)
    _zet_toestand(process, action, uitvoering)
    _leg_vast(process, action, uitvoering)
    _pas_termijnen_toe(process, action, uitvoering)
    _leg_papieren_klaar(action, uitvoering)
    schrijf_berichten(process, action, uitvoering)
    _onthoud(o, uitvoering)
    transaction.on_commit(bied_werk_aan)
    return Resultaat(zaak.pk, zaak.status, uitvoering.resultaat)


def _eerdere_handeling(o: Opdracht) -> Resultaat | None:
    """The result of an earlier submit of the same act by the same person with this key."""
    eerder = Handeling.objects.filter(sleutel=o.sleutel).first() if o.sleutel else None
    if eerder is None:
        return None
    eigen = (eerder.zaak_id, eerder.actie, eerder.hoed_id, eerder.resultaat.get("doel"))
    if eigen != (o.zaak_id, o.actie, o.by.hoed_id, o.doel_id):
        return None
    if eerder.resultaat.get("afdruk", o.afdruk) != o.afdruk:
        return None
    return Resultaat(o.zaak_id, eerder.resultaat["status"], eerder.resultaat["waarden"], herhaald=True)


def _onthoud(o: Opdracht, u: Uitvoering) -> None:
    if o.sleutel:
        Handeling.objects.create(
            sleutel=o.sleutel,
            zaak=u.zaak,
            actie=o.actie,
            hoed_id=o.by.hoed_id,
            resultaat={"status": u.zaak.status, "doel": o.doel_id, "waarden": u.resultaat, "afdruk": o.afdruk},
            moment=o.nu,
        )


def _leg_papieren_klaar(action: Action, u: Uitvoering) -> None:
    for maak in action.papieren:
        for papier in maak(u):
            leg_papier_klaar(u.zaak, papier, by=u.by, nu=u.nu)


def _haal_doel(action: Action, obj: Any, doel_id: int | None) -> Any:
    """The child row the action targets, locked; it must belong to this very case."""
    if action.doel is None:
        return None
    veld = "zaak" if any(f.name == "zaak" for f in action.doel._meta.get_fields()) else obj._meta.model_name
    eigenaar = obj.zaak if veld == "zaak" else obj
    doel = action.doel._default_manager.select_for_update().filter(pk=doel_id, **{str(veld): eigenaar}).first()
    if doel is None:
        raise NietGevonden
    return doel


def _controleer(action: Action, u: Uitvoering, *, versie: int | None, herbevestigd_op: datetime | None) -> None:
    if action.systeem and not u.by.is_systeem:
        raise GeenRecht
    if not u.by.is_systeem and not action.mag(u.by, u.doel or u.obj):
        raise GeenRecht
    if werkt_aan_eigen_gezin(u.by, u.zaak.dossier.leerling):
        raise Geweigerd(FAMILIE)
    if versie is not None and versie != u.zaak.versie:
        raise Conflict(laatste_wijziging(u.zaak), huidig={"status": u.zaak.status_label})
    if not can_proceed(getattr(u.obj, action.naam)):
        raise Conflict(laatste_wijziging(u.zaak), huidig={"status": u.zaak.status_label})
    if action.reauthenticate and not u.by.is_systeem:
        eis_herbevestigd(herbevestigd_op, u.nu)


def eis_herbevestigd(op: datetime | None, nu: datetime) -> None:
    """Whoever signs identified again just now."""
    if op is None or not timedelta(0) <= nu - op <= TEKENSESSIE:
        raise HerbevestigingNodig


def _zet_toestand(process: Process, action: Action, u: Uitvoering) -> None:
    """Run the transition and write the workflow row, its children and the envelope."""
    kwargs = action.voorbereiden(u)
    try:
        getattr(u.obj, action.naam)(**kwargs)
    except TransitionNotAllowed as fout:
        raise Conflict(laatste_wijziging(u.zaak)) from fout
    u.obj.save()
    if action.daarna is not None:
        action.daarna(u)
    toestand = process.toestanden[u.obj.status]
    u.zaak.status = u.obj.status
    u.zaak.status_label = toestand.label
    u.zaak.gesloten_op = None if toestand.open else (u.zaak.gesloten_op or u.vandaag)
    u.zaak.versie += 1
    u.zaak.bijgewerkt_op = u.nu
    u.zaak.save()
    if not toestand.open:
        zeg_af_bij_sluiten(u, f"{toestand.voor_gezin}.")
        # who took part by name has no more to do here; the record keeps that they did
        u.zaak.betrokkenen.filter(tot__isnull=True).update(tot=u.vandaag)


def _leg_vast(process: Process, action: Action, u: Uitvoering) -> None:
    record(
        u.by,
        f"{process.kind}.{action.naam}",
        swv_id=u.zaak.swv_id,
        zaak_id=u.zaak.pk,
        leerling_id=u.zaak.dossier.leerling_id,
        object_soort=u.doel._meta.label_lower if u.doel else u.obj._meta.label_lower,
        object_id=u.doel.pk if u.doel else u.obj.pk,
        moment=u.nu,
        status=u.obj.status,
        versie=u.zaak.versie,
        velden=sorted(u.data),
        **u.vast,
    )


def _pas_termijnen_toe(process: Process, action: Action, u: Uitvoering) -> None:
    """Carry out what the action declares about terms, in a fixed order; then note the next date on the envelope."""
    with termijnen.samen(u.zaak):
        for soort in action.stops:
            termijnen.stop(u.zaak, soort, op=u.vandaag)
        for soort in action.resumes:
            # Only what waited for a supplement: consent, delay and force majeure end by acts of their own.
            termijnen.hervatten(u.zaak, soort, op=action.hervat_op(u), grond=AANVULLING)
        einden = []
        for soort in action.starts:
            regel = process.termijnen[soort]
            gestart = termijnen.start(u.zaak, soort, vanaf=regel.vanaf(u), parameters=regel.parameters(u))
            einden.append(gestart.einde)
        # Standing still ends by itself with the repair term that goes with it (Awb 4:15).
        uiterlijk = max((einde for einde in einden if einde), default=None)
        for soort in action.suspends:
            if termijnen.kan_stilstaan(u.zaak, soort, van=u.vandaag):
                termijnen.opschorten(u.zaak, soort, van=u.vandaag, uiterlijk=uiterlijk)


def laatste_wijziging(zaak: Zaak) -> str:
    """Who changed the case last and what its state is now, as a sentence for the conflict page."""
    laatste = Gebeurtenis.objects.filter(zaak_id=zaak.pk, soort=Soort.SCHRIJVEN).order_by("-id").only("moment").first()
    sinds = f" sinds {datumtijd(laatste.moment)}" if laatste else ""
    return f"Deze zaak is ondertussen veranderd. De stand is{sinds}: {zaak.status_label}."

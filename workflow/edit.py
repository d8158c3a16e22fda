"""`edit`: the door for all writing that is not a transition: drafts, notes, checklists, uploads."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from audit.services import record
from cases.models import Zaak
from cases.toegang import FAMILIE, leg_zaakweigering_vast, werkt_aan_eigen_gezin
from organisations.actor import Actor
from workflow.fouten import Conflict, GeenRecht, Geweigerd, NietGevonden
from workflow.models import Bewerksessie, Handeling
from workflow.perform import GEBRUIKT, eis_eigen_sleutel, haal_zaak_op_slot
from workflow.process import Bewerking, Deel, Process, process_van
from workflow.sleutels import afdruk
from workflow.werk import bied_werk_aan

SESSIE = timedelta(minutes=30)
"""Writes by one person in one part within this time are one editing session: one audit row."""

AANWEZIG = timedelta(seconds=60)
"""Somebody seen in a part within this time is working there now."""

OVERGESCHREVEN = "Hierna is dit onderdeel opnieuw gewijzigd. Uw tekst staat er nog; vergelijk en kies."


@dataclass(frozen=True)
class Bewerkt:
    """The version that is there now, and what the part reports back."""

    versie: int
    waarden: dict[str, Any]


def edit(
    zaak_id: int,
    deel: str,
    *,
    by: Actor,
    data: dict[str, Any],
    verwachte_versie: int | None = None,
    sleutel: str = "",
    nu: datetime | None = None,
) -> Bewerkt:
    """Write one part of a case. Raises NietGevonden, GeenRecht, Geweigerd, or Conflict when the version moved on.

    The same `sleutel` again with the same data (double click, resubmit) writes nothing and gives the first result, or
    a Conflict when something else was stored since; with other data (the back button) it is a write like any other, so
    that nothing typed is dropped in silence.
    On a Conflict nothing is written and `huidig` carries what is there now; the caller keeps what was typed.
    """
    nu = nu or timezone.now()
    try:
        eis_eigen_sleutel(by, sleutel)
        with transaction.atomic():
            zaak = haal_zaak_op_slot(zaak_id, by, gevraagd=lambda by, zaak: _eigen_deur(zaak, deel, by, data))
            process = process_van(zaak)
            obj = process.object_van(zaak)
            obj.zaak = zaak
            b = Bewerking(zaak=zaak, obj=obj, by=by, data=data, nu=nu, deel=deel, verwachte_versie=verwachte_versie)
            return _eerder_bewerkt(process, b, sleutel) or _schrijf(process, b, sleutel)
    except (NietGevonden, GeenRecht, Conflict, Geweigerd) as weigering:
        leg_zaakweigering_vast(by, f"bewerken:{deel}", zaak_id, grond=type(weigering).__name__)
        raise


def _eigen_deur(zaak: Zaak, deel: str, by: Actor, data: dict[str, Any]) -> bool:
    return process_van(zaak).deel(deel).deur(by, zaak, data)


def _schrijf(process: Process, b: Bewerking, sleutel: str) -> Bewerkt:
    plan = process.deel(b.deel)
    _controleer(plan, b)
    plan.schrijf(b)
    b.zaak.bijgewerkt_op = b.nu
    b.zaak.save(update_fields=["bijgewerkt_op"])
    _leg_vast(process, plan, b)
    transaction.on_commit(bied_werk_aan)
    bewerkt = Bewerkt(plan.versie(b), b.resultaat)
    _onthoud(sleutel, b, bewerkt)
    return bewerkt


def _eerder_bewerkt(process: Process, b: Bewerking, sleutel: str) -> Bewerkt | None:
    """The result of an earlier submit of the same data with this key, as long as that is what is stored.

    The key of somebody else is a conflict. So is what was overtaken: twice back and save again must not say "saved" of
    an older text while the newer one stays.
    """
    eerder = Handeling.objects.filter(sleutel=sleutel).first() if sleutel else None
    if eerder is None:
        return None
    if (eerder.zaak_id, eerder.actie, eerder.hoed_id) != (b.zaak.pk, _actie(b), b.by.hoed_id):
        raise Conflict(GEBRUIKT)
    if eerder.resultaat["afdruk"] != afdruk(b.data):
        return None
    if (nu_daar := process.deel(b.deel).versie(b)) != eerder.resultaat["versie"]:
        raise Conflict(OVERGESCHREVEN, huidig={"versie": nu_daar})
    return Bewerkt(eerder.resultaat["versie"], eerder.resultaat["waarden"])


def _onthoud(sleutel: str, b: Bewerking, bewerkt: Bewerkt) -> None:
    if sleutel and not Handeling.objects.filter(sleutel=sleutel).exists():
        waarden = json.loads(json.dumps(bewerkt.waarden, default=str))
        Handeling.objects.create(
            sleutel=sleutel,
            zaak=b.zaak,
            actie=_actie(b),
            hoed_id=b.by.hoed_id,
            resultaat={"versie": bewerkt.versie, "waarden": waarden, "afdruk": afdruk(b.data)},
            moment=b.nu,
        )


def _actie(b: Bewerking) -> str:
    return f"bewerken:{b.deel}"[:60]


def _controleer(plan: Deel, b: Bewerking) -> None:
    if not b.by.is_systeem and not plan.mag(b.by, b.obj):
        raise GeenRecht
    if not plan.ook_familie and werkt_aan_eigen_gezin(b.by, b.zaak.dossier.leerling):
        raise Geweigerd(FAMILIE)
    eis_gezien(plan.versie(b), b.verwachte_versie)


def eis_gezien(nu_daar: int, gezien: int | None) -> None:
    """What is written over is what was on the screen; also for a row of a part that keeps a version of its own."""
    if gezien is not None and gezien != nu_daar:
        raise Conflict(
            "Dit onderdeel is ondertussen gewijzigd, door een ander of in een ander venster. "
            "Uw tekst staat er nog; vergelijk en kies.",
            huidig={"versie": nu_daar},
        )


def _leg_vast(process: Process, plan: Deel, b: Bewerking) -> None:
    """One audit row per editing session rather than one per keystroke."""
    if b.by.gebruiker_id is None:
        _schrijf_auditrij(process, b)
        return
    sessie = meld_aanwezig(b.zaak.pk, b.deel, b.by, nu=b.nu)
    if not sessie.heeft_geschreven or not plan.sessie:
        _schrijf_auditrij(process, b)
        Bewerksessie.objects.filter(pk=sessie.pk).update(heeft_geschreven=True)


def _schrijf_auditrij(process: Process, b: Bewerking) -> None:
    record(
        b.by,
        f"{process.kind}.bewerken:{b.deel}",
        swv_id=b.zaak.swv_id,
        zaak_id=b.zaak.pk,
        leerling_id=b.zaak.dossier.leerling_id,
        moment=b.nu,
        velden=sorted(b.data),
        **b.vast,
    )


def meld_aanwezig(zaak_id: int, deel: str, by: Actor, *, nu: datetime) -> Bewerksessie:
    """Note that this person is in this part now; reuses the session of the last half hour."""
    gebruiker_id = by.persoon_id
    sessie = (
        Bewerksessie.objects.filter(zaak_id=zaak_id, deel=deel, user_id=gebruiker_id, laatst_gezien_op__gte=nu - SESSIE)
        .order_by("-laatst_gezien_op")
        .first()
    )
    if sessie is None:
        return Bewerksessie.objects.create(
            zaak_id=zaak_id, deel=deel, user_id=gebruiker_id, begonnen_op=nu, laatst_gezien_op=nu
        )
    sessie.laatst_gezien_op = nu
    sessie.save(update_fields=["laatst_gezien_op"])
    return sessie


def blijf_aanwezig(zaak_id: int, deel: str, by: Actor, *, nu: datetime) -> None:
    """The same for a page that only says that somebody is there."""
    eigen = Bewerksessie.objects.filter(zaak_id=zaak_id, deel=deel, user_id=by.persoon_id)
    if not eigen.filter(laatst_gezien_op__gte=nu - SESSIE).update(laatst_gezien_op=nu):
        meld_aanwezig(zaak_id, deel, by, nu=nu)


def anderen_aanwezig(zaak_id: int, deel: str, by: Actor, *, nu: datetime) -> list[str]:
    """Names of colleagues who work in this part right now."""
    return sorted(set(anderenvraag(zaak_id, deel, by, nu=nu)))


def anderenvraag(zaak_id: int, deel: str, by: Actor, *, nu: datetime) -> QuerySet[Bewerksessie, str]:
    """The question behind them, for a page that asks it together with others."""
    sessies = Bewerksessie.objects.filter(zaak_id=zaak_id, deel=deel, laatst_gezien_op__gte=nu - AANWEZIG)
    return sessies.exclude(user_id=by.persoon_id).values_list("user__naam", flat=True)

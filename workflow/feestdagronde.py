"""After a change in the table of holidays: the terms of each case derived anew, under its lock, in slices.

How far it is stands in the row of the change. Only a case of which a term is not what it should be by now is locked.
When all is done, administrators and directors everywhere are told, each of the cases of the own samenwerkingsverband.
"""

import logging
import time
from datetime import date, datetime

from celery.exceptions import SoftTimeLimitExceeded
from django.db import DatabaseError, transaction

from audit.services import record
from cases.models import Zaak
from deadlines import services as termijnen
from deadlines.feestdagen import BEHEERDERS, te_bekijken, verschuivingen
from deadlines.models import Feestdagwijziging, kalender_uit_tabel
from documents import slot
from organisations.actor import systeem
from organisations.models import Lidmaatschap
from ui.notatie import datum
from workflow.berichten import Mededeling, schrijf_aan_lid
from workflow.ontvangers import leden
from workflow.opsomming import GETOOND, opgesomd
from workflow.process import Ontvanger

logger = logging.getLogger(__name__)
BUDGET = 60
"""Seconds of one slice; the rest follows in the next sweep."""
PARTIJ = 500


def verwerk_feestdagen(*, vandaag: date, nu: datetime, budget: float = BUDGET) -> int:
    """Go on with what changed, in the order in which it did. How many changes were finished; one worker at a time."""
    if not Feestdagwijziging.objects.filter(verwerkt_op=None).exists() or not slot.pak(slot.FEESTDAGEN, 0):
        return 0
    tot, klaar = time.monotonic() + budget, 0
    try:
        for wijziging in Feestdagwijziging.objects.filter(verwerkt_op=None).order_by("pk"):
            if not _verwerk(wijziging, tot):
                break
            _sluit(wijziging, vandaag=vandaag, nu=nu)
            klaar += 1
    finally:
        slot.laat_los(slot.FEESTDAGEN, 0)
    return klaar


def _verwerk(wijziging: Feestdagwijziging, tot: float) -> bool:
    """Case by case until all are done (True), or the time is over."""
    while zaak_ids := _volgende_partij(wijziging):
        for zaak_id in _die_verschuiven(zaak_ids, wijziging.datum):
            _probeer(zaak_id, wijziging)
        wijziging.na = zaak_ids[-1]
        wijziging.save(update_fields=["na"])
        if time.monotonic() >= tot:
            return False
    return True


def _volgende_partij(wijziging: Feestdagwijziging) -> list[int]:
    rijen = te_bekijken(wijziging.datum).filter(zaak_id__gt=wijziging.na).order_by("zaak_id")
    return list(rijen.values_list("zaak_id", flat=True).distinct()[:PARTIJ])


def _die_verschuiven(zaak_ids: list[int], dag: date) -> list[int]:
    """Without a lock: the others are left alone. All of them when one cannot be reckoned; then each is tried apart."""
    rijen = te_bekijken(dag).filter(zaak_id__in=zaak_ids)
    try:
        return sorted({v.termijn.zaak_id for v in verschuivingen(rijen, kalender_uit_tabel())})
    except (SoftTimeLimitExceeded, DatabaseError):
        raise
    except Exception:  # what cannot be reckoned is found and told by the weekly check
        return zaak_ids


def _probeer(zaak_id: int, wijziging: Feestdagwijziging) -> None:
    try:
        _herreken(zaak_id, wijziging)
    except (SoftTimeLimitExceeded, DatabaseError):
        raise
    except Exception:  # one broken case must not keep the others from their dates
        logger.exception("termijnen niet herrekend", extra={"zaak": zaak_id})


@transaction.atomic
def _herreken(zaak_id: int, wijziging: Feestdagwijziging) -> None:
    """What moved, and that it was counted, are written together."""
    zaak = Zaak.objects.select_for_update(of=("self",)).get(pk=zaak_id)
    verschoven = termijnen.herreken(zaak)
    if not verschoven:
        return
    eigen = wijziging.gevolgen.setdefault(str(zaak.swv_id), {"aantal": 0, "regels": []})
    for termijn, oud in verschoven:
        eigen["aantal"] += 1
        if len(eigen["regels"]) < GETOOND:
            nummer = zaak.nummer or f"concept {zaak.pk}"
            eigen["regels"].append(f"{nummer}, {termijn.get_soort_display()}: {_dag(oud)} → {_dag(termijn.einde)}")
    wijziging.save(update_fields=["gevolgen"])


def _dag(dag: date | None) -> str:
    return datum(dag) if dag else "geen laatste dag"


@transaction.atomic
def _sluit(wijziging: Feestdagwijziging, *, vandaag: date, nu: datetime) -> None:
    wijziging.verwerkt_op = nu
    wijziging.save(update_fields=["verwerkt_op"])
    record(
        systeem(vandaag),
        "feestdagen_herrekenen",
        object_soort="deadlines.feestdagwijziging",
        object_id=wijziging.pk,
        moment=nu,
        verschoven=sum(deel["aantal"] for deel in wijziging.gevolgen.values()),
    )
    for lid in leden(vandaag, *BEHEERDERS):
        _vertel(lid, wijziging, vandaag=vandaag, nu=nu)


def _vertel(lid: Ontvanger, wijziging: Feestdagwijziging, *, vandaag: date, nu: datetime) -> None:
    """To whoever may change the table, about the cases of the own samenwerkingsverband only."""
    hoeden = Lidmaatschap.objects.geldig_op(vandaag).filter(user=lid.user, rol__in=BEHEERDERS)
    ids = sorted(swv_id for swv_id in hoeden.values_list("swv_id", flat=True) if swv_id is not None)
    eigen = [wijziging.gevolgen[str(swv_id)] for swv_id in ids if str(swv_id) in wijziging.gevolgen]
    wat = Mededeling(
        soort="feestdagwijziging",
        onderwerp=f"Feestdagen: {datum(wijziging.datum)} is {'toegevoegd' if wijziging.erbij else 'weggehaald'}",
        tekst=_tekst(wijziging, sum(d["aantal"] for d in eigen), [regel for d in eigen for regel in d["regels"]]),
        sleutel=f"feestdagwijziging:{wijziging.pk}",
    )
    schrijf_aan_lid(lid, ids[0] if ids else None, wat, nu=nu)


def _tekst(wijziging: Feestdagwijziging, aantal: int, regels: list[str]) -> str:
    wie = f"{wijziging.swv} heeft" if wijziging.swv else "Iemand heeft"
    wat = "aan de feestdagen toegevoegd" if wijziging.erbij else "uit de feestdagen gehaald"
    delen = [
        f"{wie} {datum(wijziging.datum)} ({wijziging.naam}) {wat}.",
        "De feestdagen gelden voor alle samenwerkingsverbanden. Klopt het niet? Neem dan contact op met wie dit deed, "
        "of draai het terug bij Feestdagen.",
    ]
    if not aantal:
        return "\n".join([*delen, "In uw zaken verschoof geen lopende termijn."])
    kop = "1 lopende termijn verschoof:" if aantal == 1 else f"{aantal} lopende termijnen verschoven:"
    return "\n".join([*delen, f"In uw zaken: {kop}", *opgesomd(regels, aantal=aantal)])

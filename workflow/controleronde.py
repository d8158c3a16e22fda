"""The weekly check of all that is on record (`workflow.controle`), in slices that fit in a task.

How far it is stands in the database: a worker that dies or has to stop loses one page. A slice that fails again and
again ends the check of that week, and the administrators hear that it failed.
"""

import logging
import time
from datetime import date, datetime

from celery.exceptions import SoftTimeLimitExceeded
from django.db import transaction
from django.db.models import F

from documents import slot
from organisations.models import Lidmaatschap
from organisations.rollen import Rol
from workflow.berichten import Mededeling, schrijf_aan_lid
from workflow.controle import STAPPEN, Bevinding, Dag, de_dag, nagekeken
from workflow.models import Controleronde
from workflow.ontvangers import leden
from workflow.opsomming import GETOOND, opgesomd

logger = logging.getLogger(__name__)
BUDGET = 120
"""Seconds of one slice; the limit of a task is twice that."""
HOOGSTENS = 5


def controleer_verder(*, vandaag: date, nu: datetime, budget: float = BUDGET) -> bool:
    """Go on with the check of this week where it was. True when it is done now; one worker at a time."""
    if not slot.pak(slot.CONTROLE, 0):
        return False
    try:
        ronde = _begin(vandaag, nu)
        return ronde is not None and _stuk(ronde, de_dag(vandaag=vandaag, nu=nu), budget)
    finally:
        slot.laat_los(slot.CONTROLE, 0)


def _begin(vandaag: date, nu: datetime) -> Controleronde | None:
    """That a slice begins is on record before it begins; None when the check of this week is done."""
    jaar, week, _ = vandaag.isocalendar()
    ronde, _ = Controleronde.objects.get_or_create(week=f"{jaar}-W{week:02}", defaults={"begonnen_op": nu})
    if ronde.klaar_op is not None:
        return None
    Controleronde.objects.filter(pk=ronde.pk).update(pogingen=F("pogingen") + 1)
    ronde.refresh_from_db()
    return ronde


def _stuk(ronde: Controleronde, dag: Dag, budget: float) -> bool:
    if ronde.pogingen > HOOGSTENS:
        logger.error("wekelijkse controle afgebroken", extra={"week": ronde.week, "reden": ronde.laatste_fout})
        return _sluit(ronde, dag, gelukt=False)
    tot = time.monotonic() + budget
    try:
        while ronde.stap < len(STAPPEN):
            _bladzijde(ronde, dag)
            if time.monotonic() >= tot:
                return False
    except SoftTimeLimitExceeded:
        _noteer(ronde, "duurt te lang")
        raise
    except Exception as fout:  # it is on record, so that it does not begin anew in silence for ever
        _noteer(ronde, type(fout).__name__)
        raise
    return _sluit(ronde, dag, gelukt=True)


def _noteer(ronde: Controleronde, fout: str) -> None:
    Controleronde.objects.filter(pk=ronde.pk).update(laatste_fout=fout)


def _bladzijde(ronde: Controleronde, dag: Dag) -> None:
    """One page of one step; what it found and how far it came are written together."""
    stap = STAPPEN[ronde.stap]
    rijen = stap.bladzijde(dag, ronde.na)
    for bevinding in nagekeken(stap, rijen, dag):
        _tel(ronde, bevinding)
    if rijen:
        ronde.na = rijen[-1].pk
    else:
        ronde.stap, ronde.na = ronde.stap + 1, 0
    ronde.pogingen, ronde.laatste_fout = 0, ""
    ronde.save(update_fields=["stap", "na", "gevonden", "pogingen", "laatste_fout"])


def _tel(ronde: Controleronde, bevinding: Bevinding) -> None:
    eigen = ronde.gevonden.setdefault(str(bevinding.swv_id), {"aantal": 0, "regels": []})
    eigen["aantal"] += 1
    if len(eigen["regels"]) < GETOOND:
        eigen["regels"].append(str(bevinding))


@transaction.atomic
def _sluit(ronde: Controleronde, dag: Dag, *, gelukt: bool) -> bool:
    ronde.klaar_op = dag.nu
    ronde.save(update_fields=["klaar_op"])
    for lid in leden(dag.vandaag, Rol.BEHEERDER):
        swvs = Lidmaatschap.objects.geldig_op(dag.vandaag).filter(user=lid.user, rol=Rol.BEHEERDER)
        ids = sorted(swv_id for swv_id in swvs.values_list("swv_id", flat=True) if swv_id is not None)
        eigen = [ronde.gevonden[str(swv_id)] for swv_id in ids if str(swv_id) in ronde.gevonden]
        aantal = sum(deel["aantal"] for deel in eigen)
        regels = [regel for deel in eigen for regel in deel["regels"]]
        wat = Mededeling(
            soort="termijncontrole",
            onderwerp=_onderwerp(aantal, gelukt=gelukt),
            tekst=_tekst(aantal, regels, gelukt=gelukt),
            sleutel=f"termijncontrole:{ronde.week}",
        )
        schrijf_aan_lid(lid, ids[0] if ids else None, wat, nu=dag.nu)
    return True


def _onderwerp(aantal: int, *, gelukt: bool) -> str:
    if not gelukt:
        return "Wekelijkse controle: niet gelukt"
    if not aantal:
        return "Wekelijkse controle: alle termijnen kloppen"
    return f"Wekelijkse controle: {aantal} {'bevinding' if aantal == 1 else 'bevindingen'}"


def _tekst(aantal: int, regels: list[str], *, gelukt: bool) -> str:
    if gelukt and not aantal:
        return "Elke open termijn is opnieuw berekend. Alle brieven, mails en verstreken termijnen kloppen ook."
    delen = [] if gelukt else ["De controle is steeds afgebroken. Laat uitzoeken hoe dat komt: zie het logboek."]
    if aantal:
        waar = "Alles ziet u met: manage.py termijnen_controle"
        delen += ["Dit klopt niet. Laat uitzoeken hoe het komt.", *opgesomd(regels, aantal=aantal, waar=waar)]
    return "\n".join(delen)

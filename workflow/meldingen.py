"""Telling about terms: before their last day and after it, each moment once, as the process declares.

A term carries the next day on which something is told (`melding_op`) and the end for which that was worked out
(`melding_voor`): a sweep then finds what is due without reading the rest, and what moved is worked out anew. Telling
is claimed by moving that day on, in the transaction that writes the messages, under the lock of the case.
"""

import logging
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from celery.exceptions import SoftTimeLimitExceeded
from django.db import transaction
from django.utils import timezone

from cases.models import Zaak
from deadlines.models import Soort, Termijn
from ui.notatie import datum, nog_dagen
from workflow.berichten import Mededeling, schrijf_in_overzicht, schrijf_los_bericht
from workflow.meldplan import Meldplan, eerste_na, laatste_tot_en_met
from workflow.process import Ontvanger, Termijnmelding, Termijnregel, process_van, processen

logger = logging.getLogger(__name__)
PARTIJ = 200
OOK_GESLOTEN = (Soort.DWANGSOMBESLUIT,)
"""What the law still asks of us when the request was withdrawn and the case is closed (Awb 4:18)."""


def verwerk_meldingen(*, vandaag: date, nu: datetime) -> int:
    """Work out what is new, tell what is due. How many terms were told about."""
    plan_in(vandaag=vandaag)
    gemeld, na = 0, (date.min, 0)
    while rijen := _volgende_partij(vandaag, na):
        for termijn_id, _ in rijen:
            gemeld += _probeer(termijn_id, vandaag=vandaag, nu=nu)
        na = (rijen[-1][1], rijen[-1][0])
    return gemeld


def plan_in(*, vandaag: date) -> int:
    """The next day to tell, for every term that is new or moved. How many that were."""
    gepland, na = 0, 0
    while rijen := list(
        Termijn.objects.te_plannen().filter(pk__gt=na).order_by("pk").select_related("zaak__swv")[:PARTIJ]
    ):
        gepland += _plan_partij(rijen, vandaag)
        na = rijen[-1].pk
    return gepland


def _plan_partij(rijen: list[Termijn], vandaag: date) -> int:
    """A handful at once: one read for all that binds them, and one write for those that get the same days."""
    objecten = _objecten(rijen)
    zelfde: dict[tuple[date, date | None], list[int]] = {}
    mislukt: dict[int, str] = {}
    for termijn in rijen:
        assert termijn.einde is not None
        try:
            eerste = eerste_na(_plan(termijn, objecten.get(termijn.zaak_id)), termijn.einde, _vanaf(termijn, vandaag))
        except SoftTimeLimitExceeded:
            raise
        except Exception as fout:  # a policy version that cannot be read: the other terms are worked out
            mislukt[termijn.pk] = type(fout).__name__
        else:
            zelfde.setdefault((termijn.einde, eerste), []).append(termijn.pk)
    if mislukt:
        logger.error("meldingen niet te plannen", extra={"termijnen": mislukt})
    return sum(
        Termijn.objects.te_plannen().filter(pk__in=ids, einde=einde).update(melding_op=eerste, melding_voor=einde)
        for (einde, eerste), ids in zelfde.items()
    )


def _objecten(rijen: list[Termijn]) -> dict[int, Any]:
    """The workflow's own row by case, with its case in it."""
    zaken = {termijn.zaak_id: termijn.zaak for termijn in rijen}
    gevonden = {}
    for kind, process in processen().items():
        ids = [zaak_id for zaak_id, zaak in zaken.items() if zaak.soort == kind]
        for obj in process.model._default_manager.filter(zaak__in=ids) if ids else ():
            eigen: Any = obj
            eigen.zaak = zaken[eigen.zaak_id]
            gevonden[eigen.zaak_id] = eigen
    return gevonden


def _vanaf(termijn: Termijn, vandaag: date) -> date:
    """Of a new term the day it was made; of one that moved today, or sooner when what was still to be told is past now.

    What is past is told once: the last of the days that were missed (`_meld`).
    """
    if termijn.melding_voor is None:
        return max(termijn.vanaf, min(timezone.localdate(termijn.aangemaakt_op), vandaag))
    if termijn.melding_op is None:
        return vandaag
    assert termijn.einde is not None
    return min(vandaag, termijn.melding_op + (termijn.einde - termijn.melding_voor) - timedelta(days=1))


def plan_van(termijn: Termijn) -> Meldplan:
    """The days that the process declares, filled in by the policy that binds the case."""
    return _plan(termijn, _objecten([termijn]).get(termijn.zaak_id))


def _plan(termijn: Termijn, obj: Any) -> Meldplan:
    regel = process_van(termijn.zaak).termijnen.get(termijn.soort)
    if obj is None or regel is None or not (regel.vooraf or regel.te_laat):
        return Meldplan()
    return Meldplan(
        vooraf=_dagen(regel.vooraf, obj),
        erna=_dagen(regel.te_laat, obj),
        elke=regel.te_laat.elke(obj) if regel.te_laat else 0,
    )


def _dagen(melding: Termijnmelding | None, obj: Any) -> tuple[int, ...]:
    return tuple(melding.dagen(obj)) if melding else ()


def _volgende_partij(vandaag: date, na: tuple[date, int]) -> list[tuple[int, date]]:
    """Ids in the order of their days, a handful at a time: memory does not grow with how much is due."""
    dag, pk = na
    rijen = Termijn.objects.te_melden(vandaag).filter(melding_op__gte=dag).exclude(melding_op=dag, pk__lte=pk)
    return [(rij, op) for rij, op in rijen.values_list("pk", "melding_op")[:PARTIJ] if op is not None]


def _probeer(termijn_id: int, *, vandaag: date, nu: datetime) -> bool:
    """One term that breaks waits for the next sweep and never stops the ones behind it."""
    try:
        with transaction.atomic():
            return _meld(termijn_id, vandaag=vandaag, nu=nu)
    except SoftTimeLimitExceeded:  # the worker has to stop, the next one goes on
        raise
    except Exception:  # whatever it is, the others are told
        logger.exception("termijn niet gemeld", extra={"termijn": termijn_id})
        return False


def _meld(termijn_id: int, *, vandaag: date, nu: datetime) -> bool:
    """Under the lock of the case (first, as everywhere): is it still so? Then move the day on and write."""
    zaak_id = Termijn.objects.values_list("zaak_id", flat=True).get(pk=termijn_id)
    zaak = Zaak.objects.select_for_update(of=("self",)).select_related("dossier__leerling").get(pk=zaak_id)
    termijn = Termijn.objects.te_melden(vandaag).filter(pk=termijn_id).first()
    if termijn is None or termijn.einde is None or termijn.einde != termijn.melding_voor:
        return False
    termijn.zaak = zaak
    plan = plan_van(termijn)
    moment = laatste_tot_en_met(plan, termijn.einde, vandaag)
    Termijn.objects.filter(pk=termijn_id).update(melding_op=eerste_na(plan, termijn.einde, vandaag))
    gesloten = zaak.gesloten_op is not None and termijn.soort not in OOK_GESLOTEN
    if moment is None or gesloten or termijn.stilgelegd(vandaag) is not None:
        return False
    melding = _melding(process_van(zaak).termijnen[termijn.soort], termijn.einde, vandaag)
    if melding is None:
        return False
    _schrijf(termijn, melding, melding.aan(zaak, vandaag), moment=moment, vandaag=vandaag, nu=nu)
    return True


def _melding(regel: Termijnregel, einde: date, vandaag: date) -> Termijnmelding | None:
    """What fits today: a reminder that was missed until after the last day is no reminder any more."""
    return regel.vooraf if vandaag <= einde else regel.te_laat


def _schrijf(
    termijn: Termijn,
    melding: Termijnmelding,
    aan: Iterable[Ontvanger],
    *,
    moment: date,
    vandaag: date,
    nu: datetime,
) -> None:
    """On its own day a message; what was missed goes, with all that follows that day, in one overview per person."""
    assert termijn.einde is not None
    zaak, einde = termijn.zaak, termijn.einde
    over = "vandaag is de laatste dag" if einde == vandaag else nog_dagen(einde, vandaag)
    for ontvanger in aan:
        if schrijf_in_overzicht(
            zaak,
            ontvanger,
            f"{zaak.nummer}: {termijn.get_soort_display()}, {datum(einde)} ({over})",
            beginnen=moment < vandaag,
            vandaag=vandaag,
            nu=nu,
        ):
            continue
        wat = Mededeling(
            soort=f"termijn_{termijn.soort}",
            onderwerp=melding.onderwerp,
            tekst=melding.tekst,
            woorden={"termijn": termijn.get_soort_display(), "dag": datum(einde), "over": over},
            sleutel=f"termijn:{termijn.pk}:{einde}:{moment}:{ontvanger.wie}",
            termijn=termijn,
        )
        schrijf_los_bericht(zaak, ontvanger, wat, nu=nu)

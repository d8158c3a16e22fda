"""What the system does by itself: lapses and automatic actions. Safe to run twice and after any absence."""

import logging
from collections.abc import Callable
from contextlib import nullcontext
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import partial
from typing import Any

from celery.exceptions import SoftTimeLimitExceeded
from django.db import transaction

from cases.models import Zaak
from deadlines import services as termijnen
from deadlines.models import Termijn
from organisations.actor import systeem
from workflow import haperingen
from workflow.fouten import Conflict, Geweigerd
from workflow.models import Hapering
from workflow.perform import haal_zaak_op_slot, perform
from workflow.post import in_een_mail
from workflow.process import Automatisch, Process, process_van, processen
from workflow.tekenfeiten import tekenacties
from workflow.werk import na_elkaar

logger = logging.getLogger(__name__)
PARTIJ = 200
Wachten = dict[tuple[str, int], datetime]
"""By act and case when what broke off is tried again."""


class Uitkomst(StrEnum):
    """What came of one act of the system."""

    GEDAAN = "gedaan"
    NIET_NODIG = "niet nodig"
    KAPOT = "kapot"


def verwerk_verstreken(*, vandaag: date, nu: datetime) -> int:
    """Every term that passed without its lapse being dealt with: perform what the process declares. How many."""
    wachten = _wat_wacht(vandaag)
    aantal, na = 0, (date.min, 0)
    while voorbij := _volgende_partij(vandaag, na):
        _verwerk_partij(voorbij, wachten, vandaag=vandaag, nu=nu)
        aantal += len(voorbij)
        na = (voorbij[-1].einde or vandaag, voorbij[-1].pk)
    return aantal


def lapse_acties() -> set[str]:
    """What the processes do when a term passes."""
    return {regel.on_lapse for process in processen().values() for regel in process.termijnen.values()} - {""}


def _wat_wacht(vandaag: date) -> Wachten:
    """By lapse that broke off when it is tried again; of a term that is not past any more it is forgotten."""
    wachten = haperingen.van_acties(lapse_acties())
    if not wachten:
        return {}
    rijen = termijnen.verstreken(vandaag).filter(zaak__in={zaak_id for _, zaak_id in wachten})
    nog = {(bij_verstrijken(termijn), termijn.zaak_id) for termijn in rijen}
    for actie, zaak_id in wachten.keys() - nog:
        haperingen.vergeet(actie, [zaak_id])
    return {welke: moment for welke, moment in wachten.items() if welke in nog}


def _verwerk_partij(voorbij: list[Termijn], wachten: Wachten, *, vandaag: date, nu: datetime) -> None:
    """What brings about an act one by one, in order; what brings about nothing is noted in one go."""
    stil = []
    for termijn in voorbij:
        actie = bij_verstrijken(termijn)
        if not actie:
            stil.append(termijn)
        elif wachten.get((actie, termijn.zaak_id), nu) <= nu:
            _verwerk(termijn, vandaag=vandaag, nu=nu)
    termijnen.afgehandeld(stil, moment=nu)


def bij_verstrijken(termijn: Termijn) -> str:
    """The act that its process declares for when this term passes; empty when there is none."""
    regel = process_van(termijn.zaak).termijnen.get(termijn.soort)
    return regel.on_lapse if regel else ""


def _volgende_partij(vandaag: date, na: tuple[date, int]) -> list[Termijn]:
    """In the order of their last days, a handful at a time: what a lapse starts may itself have lapsed by now."""
    einde, pk = na
    return list(termijnen.verstreken(vandaag).filter(einde__gte=einde).exclude(einde=einde, pk__lte=pk)[:PARTIJ])


def verwerk_een(termijn: Termijn, *, vandaag: date, nu: datetime) -> bool:
    """One lapse, now, because somebody asks; False when it still fails."""
    if _verwerk(termijn, vandaag=vandaag, nu=nu) == Uitkomst.KAPOT:
        return False
    haperingen.vergeet(bij_verstrijken(termijn), [termijn.zaak_id])
    return True


def _verwerk(termijn: Termijn, *, vandaag: date, nu: datetime) -> Uitkomst:
    """A lapse that fails unexpectedly stays to be dealt with, with its reason; it never stops the ones behind it."""
    uitkomst, reden = Uitkomst.GEDAAN, ""
    if actie := bij_verstrijken(termijn):
        sleutel = f"verstreken:{termijn.pk}:{termijn.einde}"
        with in_een_mail() if _gemist(termijn, vandaag) else nullcontext():
            uitkomst, reden = _doe(
                termijn.zaak_id, actie, vandaag=vandaag, nu=nu, sleutel=sleutel, verstreken=termijn.pk
            )
    if uitkomst == Uitkomst.KAPOT:
        haperingen.noteer(termijn.zaak_id, actie, reden=reden, nu=nu)
    else:
        termijnen.afgehandeld([termijn], moment=nu)
    return uitkomst


def _gemist(termijn: Termijn, vandaag: date) -> bool:
    """It passed before yesterday: the system was away, and there may be many of these."""
    return termijn.einde is not None and termijn.einde < vandaag - timedelta(days=1)


def voer_automatisch_uit(*, vandaag: date, nu: datetime) -> int:
    """Actions the processes declare as automatic, for every case that is due. How many were carried out."""
    soorten = [automatisch for process in processen().values() for automatisch in alle_automatisch(process)]
    return sum(na_elkaar(*(partial(_voer_soort_uit, soort, vandaag=vandaag, nu=nu) for soort in soorten)))


def _voer_soort_uit(automatisch: Automatisch, *, vandaag: date, nu: datetime) -> int:
    """What broke off waits longer each time; what is not due any more (recalled, done by hand) is forgotten."""
    wachten, te_doen = haperingen.van_actie(automatisch.actie), list(automatisch.welke(nu))
    haperingen.vergeet(automatisch.actie, wachten.keys() - set(te_doen))
    aan_de_beurt = [zaak_id for zaak_id in te_doen if wachten.get(zaak_id, nu) <= nu]
    uitkomsten = [_voer_uit(zaak_id, automatisch, vandaag=vandaag, nu=nu) for zaak_id in aan_de_beurt]
    haperde = [i for i, u in zip(aan_de_beurt, uitkomsten, strict=True) if i in wachten and u != Uitkomst.KAPOT]
    haperingen.vergeet(automatisch.actie, haperde)
    return uitkomsten.count(Uitkomst.GEDAAN)


def alle_automatisch(process: Process) -> tuple[Automatisch, ...]:
    """What the process declares, and what follows from signing in it."""
    return (*process.automatisch, *tekenacties(process))


def voer_tekenacties_uit(zaak: Zaak, *, vandaag: date, nu: datetime) -> None:
    """What follows from signing in this case, at once and in order; what breaks off is for the sweep."""
    acties = tekenacties(process_van(zaak))
    for _ in acties:  # one answer can make several facts, and each is acted upon after the one before it
        te_doen = [automatisch for automatisch in acties if zaak.pk in automatisch.welke(nu)]
        uitkomsten = [_voer_uit(zaak.pk, automatisch, vandaag=vandaag, nu=nu) for automatisch in te_doen]
        if Uitkomst.GEDAAN not in uitkomsten:
            return


def _voer_uit(zaak_id: int, automatisch: Automatisch, *, vandaag: date, nu: datetime) -> Uitkomst:
    doe = partial(_naar_aanleiding, zaak_id, automatisch, vandaag=vandaag, nu=nu) if automatisch.klaar else None
    uitkomst, reden = _doe(zaak_id, automatisch.actie, vandaag=vandaag, nu=nu, doe=doe)
    if uitkomst == Uitkomst.KAPOT:
        haperingen.noteer(zaak_id, automatisch.actie, reden=reden, nu=nu)
    return uitkomst


def _naar_aanleiding(zaak_id: int, automatisch: Automatisch, *, vandaag: date, nu: datetime) -> None:
    """What asks for the act is looked at and marked under the lock of the case, so that nobody acts upon it twice.

    A case that moved on needs nothing: it stays marked. A rule that says no takes the mark back, for tomorrow it may
    say yes.
    """
    assert automatisch.klaar is not None
    with transaction.atomic():
        haal_zaak_op_slot(zaak_id, systeem(vandaag))
        if not (data := automatisch.data(zaak_id)):
            return
        automatisch.klaar(zaak_id, nu, data)
        try:
            perform(zaak_id, automatisch.actie, by=systeem(vandaag), nu=nu, data=data)
        except Conflict:
            logger.info("niet meer nodig", extra={"zaak": zaak_id, "actie": automatisch.actie})


def probeer_weer(hapering: Hapering, *, vandaag: date, nu: datetime) -> bool:
    """One act that broke off, now, because somebody asks; False when it still fails. Not due any more: forgotten."""
    soorten = alle_automatisch(process_van(hapering.zaak))
    nog = (a for a in soorten if a.actie == hapering.actie and hapering.zaak_id in set(a.welke(nu)))
    soort = next(nog, None)
    if soort is not None and _voer_uit(hapering.zaak_id, soort, vandaag=vandaag, nu=nu) == Uitkomst.KAPOT:
        return False
    haperingen.vergeet(hapering.actie, [hapering.zaak_id])
    return True


def _doe(
    zaak_id: int,
    actie: str,
    *,
    vandaag: date,
    nu: datetime,
    doe: Callable[[], None] | None = None,
    **hoe: Any,
) -> tuple[Uitkomst, str]:
    """Perform as the system. A rule that says no, or a state that moved on, is an answer; anything else is broken.

    With the kind of the error, if any. `doe` does it in another way than simply to perform it.
    """
    try:
        if doe is not None:
            doe()
        else:
            perform(zaak_id, actie, by=systeem(vandaag), nu=nu, **hoe)
    except (Conflict, Geweigerd) as fout:
        logger.info("niet uitgevoerd", extra={"zaak": zaak_id, "actie": actie, "reden": type(fout).__name__})
        return Uitkomst.NIET_NODIG, type(fout).__name__
    except SoftTimeLimitExceeded:  # the worker has to stop, the next one goes on
        raise
    except Exception as fout:  # one broken case must not stop the work on all others
        logger.exception("mislukt", extra={"zaak": zaak_id, "actie": actie})
        return Uitkomst.KAPOT, type(fout).__name__
    return Uitkomst.GEDAAN, ""

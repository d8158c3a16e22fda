"""Starting, stopping, suspending and moving terms.

Called within the transaction of `workflow.perform`, which holds the lock on the Zaak: nothing here commits,
and nothing here knows what day it is. Every call derives the end of the term and the next date of the case; that date
once for several calls within `samen`.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from cases.models import Zaak
from cases.samen import haal_samen, hang_aan
from deadlines.berekening import AANVULLING, Stilstand
from deadlines.kalender import DAG, Kalender
from deadlines.models import (
    MET_FEITEN,
    NIET_OP_WERKLIJST,
    Opschorting,
    Soort,
    Termijn,
    TermijnQuerySet,
    Verzetting,
    kalender_uit_tabel,
)
from deadlines.regels import SOORTEN, bereken
from deadlines.verschuiven import TermijnFout, toets_verdaging, toets_verzetting


def start(
    zaak: Zaak,
    soort: str,
    *,
    vanaf: date,
    parameters: Mapping[str, int] | None = None,
    kenmerk: str = "",
) -> Termijn:
    """Starts a term; what `parameters` leaves out gets its statutory or standard value, and all is frozen."""
    standaard = _standaard(soort)
    gegeven = dict(parameters or {})
    if onbekend := gegeven.keys() - standaard.keys():
        raise TermijnFout(f"{soort} kent geen parameter {', '.join(sorted(onbekend))}")
    if _open(zaak, soort, kenmerk).exists():
        raise TermijnFout(f"{soort} {kenmerk} loopt al".replace("  ", " "))
    termijn = Termijn(zaak=zaak, soort=soort, kenmerk=kenmerk, vanaf=vanaf, parameters={**standaard, **gegeven})
    termijn.einde = bereken(soort, vanaf, parameters=termijn.parameters, kalender=kalender_uit_tabel()).einde
    termijn.save()
    volgende(zaak)
    return termijn


def stop(zaak: Zaak, soort: str, *, op: date, kenmerk: str | None = None) -> int:
    """Stops what runs of this kind (all marks when `kenmerk` is None); how many that were, possibly none."""
    aantal = _open(zaak, soort, kenmerk).update(gestopt_op=op)
    volgende(zaak)
    return aantal


def vergeet(zaak: Zaak, soort: str, *, vanaf: date, kenmerk: str) -> int:
    """What started this term turned out not to have happened, so it never ran; the record keeps both acts."""
    aantal, _ = Termijn.objects.filter(zaak=zaak, soort=soort, vanaf=vanaf, kenmerk=kenmerk).delete()
    volgende(zaak)
    return aantal


def heropen(zaak: Zaak, soort: str, *, gestopt_op: date) -> int:
    """What stopped the term was recalled: the term runs on as if it had never stopped. Returns 1 or 0.

    Its end is derived anew: a stopped term does not follow the table of holidays.
    """
    termijn = Termijn.objects.filter(zaak=zaak, soort=soort, gestopt_op=gestopt_op).order_by("-pk").first()
    if termijn is None or Termijn.objects.open().filter(zaak=zaak, soort=soort).exists():
        return 0
    termijn.gestopt_op = None
    termijn.save(update_fields=["gestopt_op"])
    _herreken(termijn, kalender_uit_tabel())
    volgende(zaak)
    return 1


def opschorten(
    zaak: Zaak,
    soort: str,
    *,
    van: date,
    grond: str = AANVULLING,
    uiterlijk: date | None = None,
    toelichting: str = "",
) -> Opschorting:
    """The clock stands still from the day after `van` (A), at the latest through `uiterlijk` (Awb 4:15)."""
    termijn = _lopende(zaak, soort)
    if not SOORTEN[soort].opschortbaar:
        raise TermijnFout(f"{soort} kan niet worden stilgelegd")
    if staat_al_stil(termijn, Stilstand(van=van, uiterlijk=uiterlijk, grond=grond)):
        raise TermijnFout(f"{soort} staat al stil: {grond}")
    opschorting = Opschorting.objects.create(
        termijn=termijn, van=van, uiterlijk=uiterlijk, grond=grond, toelichting=toelichting
    )
    _herreken(termijn, kalender_uit_tabel())
    volgende(zaak)
    return opschorting


def hervatten(zaak: Zaak, soort: str, *, op: date, grond: str | None = None) -> int:
    """The clock runs again from `op` (B), the day the supplement came; how many suspensions that closed.

    When nothing came at all, B is the day after the repair term. What came in time can be entered after that day: then
    what was taken to end later ended on `op`.
    """
    termijn = _lopende(zaak, soort)
    lopend = termijn.opschortingen.filter(Q(tot__isnull=True) | Q(tot__gt=op, van__lte=op), vervallen_op__isnull=True)
    if grond is not None:
        lopend = lopend.filter(grond=grond)
    if any(opschorting.van > op for opschorting in lopend):
        raise TermijnFout(f"{soort} kan niet hervatten voor de dag waarop die werd stilgelegd")
    aantal = lopend.update(tot=op)
    _herreken(termijn, kalender_uit_tabel())
    volgende(zaak)
    return aantal


def kan_stilstaan(zaak: Zaak, soort: str, *, van: date) -> bool:
    """Whether a term runs that is not over on the day after `van` (A): what is over does not stand still (ADR 25)."""
    termijn = _open(zaak, soort, "").first()
    return termijn is not None and (termijn.einde is None or van < termijn.einde)


def lopende_opschortingen(termijn: Termijn) -> QuerySet[Opschorting]:
    """Those nobody ended; one whose last day has passed is over by itself."""
    return termijn.opschortingen.lopend()


def staat_al_stil(termijn: Termijn, nieuw: Stilstand) -> Opschorting | None:
    """One on the same ground that overlaps and lasts at least as long, so that the new one would prolong nothing."""
    for rij in lopende_opschortingen(termijn).filter(grond=nieuw.grond):
        duurt_even_lang = (rij.uiterlijk or date.max) >= (nieuw.uiterlijk or date.max)
        if rij.stilstand.overlapt(nieuw) and duurt_even_lang:
            return rij
    return None


def beeindigen(zaak: Zaak, soort: str, *, laatste: date, grond: str) -> int:
    """The cause is gone: whatever stood still because of it and had begun, stood still through `laatste`. How many."""
    termijn = _lopende(zaak, soort)
    begonnen = lopende_opschortingen(termijn).filter(grond=grond, van__lt=laatste)
    # What was over by itself before stays over: a later one on the same ground does not fill the days between.
    aantal = begonnen.filter(uiterlijk__lt=laatste).update(tot=F("uiterlijk") + DAG)
    aantal += begonnen.filter(tot__isnull=True).update(tot=laatste + DAG)
    _herreken(termijn, kalender_uit_tabel())
    volgende(zaak)
    return aantal


def sluit_verlopen(opschortingen: QuerySet[Opschorting]) -> int:
    """What ended by itself is written down as ended; the last day of the term stays what it was."""
    return opschortingen.update(tot=F("uiterlijk") + DAG)


def laat_vervallen(zaak: Zaak, soort: str, opschorting_id: int, *, op: date) -> None:
    """There was no ground for this suspension: the term never stood still because of it; the row stays."""
    termijn = _lopende(zaak, soort)
    geldig = termijn.opschortingen.filter(pk=opschorting_id, vervallen_op__isnull=True)
    if not geldig.update(vervallen_op=op):
        raise TermijnFout("deze opschorting telt al niet mee")
    _herreken(termijn, kalender_uit_tabel())
    volgende(zaak)


def verzet(zaak: Zaak, soort: str, *, op: date, tot: date, reden: str) -> Verzetting:
    """Moves a date that policy sets; one of the law only by the means of the law (`verdagen`, `opschorten`)."""
    termijn = _lopende(zaak, soort)
    if not SOORTEN[soort].verzetbaar:
        raise TermijnFout(f"{soort} kan niet worden verzet")
    kalender = kalender_uit_tabel()
    toets_verzetting(termijn.einde, op=op, tot=tot, kalender=kalender)
    assert termijn.einde is not None, "it was asked just now"
    verzetting = Verzetting.objects.create(termijn=termijn, op=op, oud=termijn.einde, tot=tot, reden=reden)
    _herreken(termijn, kalender)
    volgende(zaak)
    return verzetting


def verdagen(zaak: Zaak, soort: str, *, op: date, tot: date, reden: str = "") -> Termijn:
    """Announces a later date, where the law knows that."""
    termijn = _lopende(zaak, soort)
    kalender = kalender_uit_tabel()
    if not SOORTEN[soort].opschortbaar:
        raise TermijnFout(f"{soort} kan niet worden uitgesteld")
    toets_verdaging(termijn.feiten, termijn.einde, op=op, tot=tot, kalender=kalender)
    termijn.verdaagd_op, termijn.verdaagd_tot, termijn.verdaagd_reden = op, tot, reden
    termijn.save(update_fields=["verdaagd_op", "verdaagd_tot", "verdaagd_reden"])
    _herreken(termijn, kalender)
    volgende(zaak)
    return termijn


def verstreken(op: date) -> TermijnQuerySet:
    """Open terms whose last day is before `op` and whose lapse is not yet dealt with, for the sweep."""
    return Termijn.objects.verstreken(op).select_related("zaak")


def is_verstreken(termijn_id: int, *, op: date) -> bool:
    """Whether this very term is still open and past its last day; asked again under the lock of the case."""
    return Termijn.objects.open().filter(pk=termijn_id, einde__lt=op).exists()


def afgehandeld(rijen: Iterable[Termijn], *, moment: datetime) -> int:
    """What follows from these lapses has been done; a term stays open (and overdue) until it is stopped. How many.

    Leaves those alone whose end moved meanwhile: then it was not this lapse.
    """
    per_einde: dict[date, list[int]] = {}
    for termijn in rijen:
        if termijn.einde is not None:
            per_einde.setdefault(termijn.einde, []).append(termijn.pk)
    nog_zo = Termijn.objects.filter(afgehandeld_op__isnull=True)
    return sum(nog_zo.filter(pk__in=ids, einde=einde).update(afgehandeld_op=moment) for einde, ids in per_einde.items())


class Termijnvraag:
    """The terms of a case with what moved them, as questions to be asked together with others (cases.samen).

    No questions when the case holds its terms already: asked once, however many parts of a page ask.
    """

    def __init__(self, zaak: Zaak) -> None:
        self.zaak = zaak
        self.vragen: tuple[QuerySet[Any], ...] = ()
        if "termijnen" not in getattr(zaak, "_prefetched_objects_cache", ()):
            van_zaak = (Opschorting.objects.filter(termijn__zaak=zaak), Verzetting.objects.filter(termijn__zaak=zaak))
            self.vragen = (Termijn.objects.filter(zaak=zaak), *van_zaak)

    def antwoord(self) -> list[Termijn]:
        """Once the questions have been asked."""
        if self.vragen:
            rijen, *feiten = self.vragen
            for naam, gelezen in zip(MET_FEITEN, feiten, strict=True):
                hang_aan(rijen, naam, gelezen)
            hang_aan([self.zaak], "termijnen", rijen)
        return list(self.zaak.termijnen.all())


def termijnen_van(zaak: Zaak) -> list[Termijn]:
    """All terms of this case for a page that shows them, with what moved them."""
    vraag = Termijnvraag(zaak)
    haal_samen(*vraag.vragen)
    return vraag.antwoord()


def eerstvolgende_soort() -> Subquery:
    """For rows of cases: the kind of term that `volgende_termijn` is the end of. The date alone does not say which."""
    rijen = Termijn.objects.open().filter(zaak=OuterRef("pk"), einde__isnull=False)
    rijen = rijen.exclude(soort__in=NIET_OP_WERKLIJST).order_by("einde", "pk")
    return Subquery(rijen.values("soort")[:1])


def einde_beslistermijn() -> Subquery:
    """For rows of cases: the last day that the law gives for the decision, while that term is open."""
    rijen = Termijn.objects.open().filter(zaak=OuterRef("pk"), soort=Soort.BESLISTERMIJN, einde__isnull=False)
    return Subquery(rijen.order_by("einde", "pk").values("einde")[:1])


VOLGENDE = """UPDATE cases_zaak SET volgende_termijn = (
    SELECT min(einde) FROM deadlines_termijn WHERE zaak_id = %s AND gestopt_op IS NULL AND soort <> ALL(%s))
    WHERE id = %s RETURNING volgende_termijn"""
"""What is open and on the worklist (`TermijnQuerySet`), by hand: the ORM writes and reads it in two."""
_straks: ContextVar[int | None] = ContextVar("straks", default=None)
"""The case whose next date is derived when what is going on is over."""


@contextmanager
def samen(zaak: Zaak) -> Iterator[None]:
    """Around several of these for one case: its next date is derived once, at the end."""
    token = _straks.set(zaak.pk)
    try:
        yield
    finally:
        _straks.reset(token)
    volgende(zaak)


def volgende(zaak: Zaak) -> date | None:
    """Derives and writes the next deadline of the case, unless `samen` will: the earliest end that asks for work."""
    if _straks.get() != zaak.pk:
        with connection.cursor() as cursor:
            cursor.execute(VOLGENDE, [zaak.pk, list(NIET_OP_WERKLIJST), zaak.pk])
            (zaak.volgende_termijn,) = cursor.fetchone()
    return zaak.volgende_termijn


def herreken(zaak: Zaak) -> list[tuple[Termijn, date | None]]:
    """Derives the open terms of one case anew, after the table of holidays changed; those that moved, with what it was.

    The caller holds the lock of the case.
    """
    kalender, verschoven = kalender_uit_tabel(), []
    for termijn in Termijn.objects.open().filter(zaak=zaak).prefetch_related(*MET_FEITEN):
        oud = termijn.einde
        _herreken(termijn, kalender)
        if termijn.einde != oud:
            verschoven.append((termijn, oud))
    if verschoven:
        volgende(zaak)
    return verschoven


def _standaard(soort: str) -> Mapping[str, int]:
    if soort not in SOORTEN:
        raise TermijnFout(f"onbekende termijn {soort}")
    return SOORTEN[soort].standaard


def _open(zaak: Zaak, soort: str, kenmerk: str | None) -> TermijnQuerySet:
    termijnen = Termijn.objects.open().filter(zaak=zaak, soort=soort)
    return termijnen if kenmerk is None else termijnen.filter(kenmerk=kenmerk)


def _lopende(zaak: Zaak, soort: str) -> Termijn:
    termijn = _open(zaak, soort, "").first()
    if termijn is None:
        raise TermijnFout(f"{soort} loopt niet")
    return termijn


def _herreken(termijn: Termijn, kalender: Kalender) -> None:
    """A term that gets another end has not lapsed yet: what was noted of the old end is no longer so."""
    einde = termijn.berekening(kalender).einde
    if einde != termijn.einde:
        termijn.einde, termijn.afgehandeld_op = einde, None
        termijn.save(update_fields=["einde", "afgehandeld_op"])

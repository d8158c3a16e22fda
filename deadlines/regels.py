"""Legal and policy terms as pure functions: dates in, a `Berekening` that explains itself out.

Awb = Algemene wet bestuursrecht, Atw = Algemene termijnenwet. Every function takes the calendar as an
argument and none knows what day it is. The date given is that of the event; the first day of the term is the
day after it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from deadlines import dwangsom, trajectregels
from deadlines.berekening import (
    BELEID,
    UITSTEL,
    VRIJ,
    Berekening,
    Loop,
    Stap,
    Stilstand,
    Verdaging,
    Verzetting,
    awb,
    in_dagen,
    stap_werkdag,
)
from deadlines.kalender import Kalender
from deadlines.termijnenwet import Duur, verlengd
from ui.notatie import datum

BESLISTERMIJN_WEKEN = 8
SERVICENORM_WEKEN = 6
AANVULTERMIJN_WEKEN = 3
BUITEN_BEHANDELING_WEKEN = 4
EEN_VAN_BEIDE, TERMIJN_OM, NIET_GENOEG = 0, 1, 2
"""What the weeks to decide not to treat are reckoned from; the first where nobody said which of the two."""
VOLLEDIGHEIDSNORM_WERKDAGEN = 5
BEZWAAR_WEKEN = 6
VERTELD = "de datum die bij het besluit is genoemd"
BEZWAARBESLISSING_WEKEN = 12
DESKUNDIGEN_DAGEN = 14
INFORMATIE_DAGEN = 14


def _wettelijk(
    basis: Stap,
    *,
    weken: int,
    stilstanden: Iterable[Stilstand],
    verdaging: Verdaging | None,
    verdaging_bron: str,
    kalender: Kalender,
) -> Berekening:
    """A statutory term with suspensions and an announced later date; extended over days off (Atw 1, 4)."""
    stilstanden = tuple(stilstanden)
    atw = kalender if Duur(weken).wordt_verlengd() else None
    gewoon = Loop(basis.tot, basis.van, stilstanden)
    gewoon.tot_einde(atw)
    zonder = Berekening(gewoon.einde, (basis, *gewoon.stappen, *gewoon.te_laat()), gewoon.voorlopig)
    if verdaging is None:
        return zonder
    later = _verdaagd(basis, stilstanden, verdaging, verdaging_bron, atw)
    # An announcement gives more time, never less.
    if later.einde and gewoon.einde is None:
        return zonder
    if later.einde and gewoon.einde and later.einde < gewoon.einde:
        stap = _stap_geen_uitstel(verdaging, gewoon.einde, verdaging_bron)
        return Berekening(gewoon.einde, (basis, *gewoon.stappen, stap, *gewoon.te_laat()), gewoon.voorlopig)
    return later


def _stap_geen_uitstel(verdaging: Verdaging, einde: date, bron: str) -> Stap:
    wat = f"Er is uitstel gemeld tot en met {datum(verdaging.tot)}. Dat geeft niet meer tijd dan {datum(einde)}."
    return Stap(wat, einde, einde, 0, bron, UITSTEL)


def _verdaagd(
    basis: Stap,
    stilstanden: tuple[Stilstand, ...],
    verdaging: Verdaging,
    bron: str,
    atw: Kalender | None,
) -> Berekening:
    """Suspended days after the announcement move the announced date; earlier ones are reckoned in it.

    The steps before the announcement lead to the last day as it stood then, moved on over days off (Atw 1).
    """
    gemeld = verdaging.op or basis.tot
    eerder = Loop(
        basis.tot,
        basis.van,
        (s for s in stilstanden if s.laatste and s.laatste <= gemeld),
    )
    eerder.tot_einde(atw)
    oud = eerder.einde or basis.tot
    stap = Stap(_wat_uitstel(verdaging, gemeld), oud, verdaging.tot, (verdaging.tot - oud).days, bron, UITSTEL)
    nieuw = Loop(verdaging.tot, gemeld, stilstanden)
    nieuw.tot_einde(atw)
    stappen = (basis, *eerder.stappen, stap, *nieuw.stappen, *nieuw.te_laat())
    return Berekening(nieuw.einde, stappen, nieuw.voorlopig)


def _wat_uitstel(verdaging: Verdaging, gemeld: date) -> str:
    nieuw = f"De nieuwe datum is {datum(verdaging.tot)}."
    if verdaging.op is not None:
        return f"Op {datum(verdaging.op)} is uitstel gemeld. {nieuw}"
    return f"Er is uitstel gemeld. {nieuw} Dagen waarop de termijn tot en met {datum(gemeld)} stilstond, zitten daarin."


def beslistermijn(
    ontvangen: date,
    *,
    weken: int = BESLISTERMIJN_WEKEN,
    stilstanden: Iterable[Stilstand] = (),
    verdaging: Verdaging | None = None,
    kalender: Kalender,
) -> Berekening:
    """Beslistermijn: 8 weeks from receipt (Awb 4:13), or a later date announced in time (Awb 4:14)."""
    einde = ontvangen + timedelta(weeks=weken)
    wat = (
        f"De aanvraag is ontvangen op {datum(ontvangen)}. Beslissen mag {weken} weken duren: tot en met {datum(einde)}."
    )
    basis = Stap(wat, ontvangen, einde, (einde - ontvangen).days, awb("4:13"))
    return _wettelijk(
        basis,
        weken=weken,
        stilstanden=stilstanden,
        verdaging=verdaging,
        verdaging_bron=awb("4:14"),
        kalender=kalender,
    )


# In objection the repair request rests on art. 6:6 and the suspension on 7:10; agreed delay is further postponement.
BRON_IN_BEZWAAR = {
    awb("4:15, eerste lid"): awb("7:10, tweede lid"),
    awb("4:15, tweede lid, onder a"): awb("7:10, vierde lid"),
}


def bezwaarbeslissing(
    einde_bezwaar: date,
    *,
    weken: int = BEZWAARBESLISSING_WEKEN,
    stilstanden: Iterable[Stilstand] = (),
    verdaging: Verdaging | None = None,
    kalender: Kalender,
) -> Berekening:
    """Decision on an objection: 12 weeks from the day after the objection term ended (Awb 7:10)."""
    einde = einde_bezwaar + timedelta(weeks=weken)
    wat = (
        f"Bezwaar maken kon tot en met {datum(einde_bezwaar)}. "
        f"Daarna zijn er {weken} weken voor een besluit: tot en met {datum(einde)}."
    )
    basis = Stap(wat, einde_bezwaar, einde, (einde - einde_bezwaar).days, awb("7:10, eerste lid"))
    uitkomst = _wettelijk(
        basis,
        weken=weken,
        stilstanden=stilstanden,
        verdaging=verdaging,
        verdaging_bron=awb("7:10, derde lid"),
        kalender=kalender,
    )
    stappen = tuple(replace(stap, bron=BRON_IN_BEZWAAR.get(stap.bron, stap.bron)) for stap in uitkomst.stappen)
    return replace(uitkomst, stappen=stappen)


def bezwaar(
    verzonden: date, *, weken: int = BEZWAAR_WEKEN, gesteld: date | None = None, kalender: Kalender
) -> Berekening:
    """Objection term: 6 weeks (Awb 6:7), starting on the day after sending (Awb 6:8).

    `gesteld` is the last day that somebody was told: another calendar can make it later, never earlier (ADR 28).
    """
    einde = verzonden + timedelta(weeks=weken)
    wat = (
        f"Het besluit is verstuurd op {datum(verzonden)}. "
        f"Vanaf de dag erna zijn er {weken} weken voor bezwaar: tot en met {datum(einde)}."
    )
    basis = Stap(wat, verzonden, einde, (einde - verzonden).days, awb("6:7 en 6:8"))
    uitkomst = _met_verlenging(basis, Duur(weken), kalender)
    if gesteld is None or uitkomst.einde is None or gesteld <= uitkomst.einde:
        return uitkomst
    return Berekening(gesteld, (*uitkomst.stappen, _verteld(uitkomst.einde, gesteld)))


def _verteld(einde: date, gesteld: date) -> Stap:
    wat = f"Verteld is dat bezwaar kan tot en met {datum(gesteld)}. Die dag blijft."
    return Stap(wat, einde, gesteld, (gesteld - einde).days, VERTELD, VRIJ)


def buiten_behandeling(
    einde_aanvultermijn: date,
    *,
    weken: int = BUITEN_BEHANDELING_WEKEN,
    aanleiding: int = EEN_VAN_BEIDE,
    kalender: Kalender,
) -> Berekening:
    """Deciding not to treat an incomplete request: within 4 weeks (Awb 4:5, fourth paragraph).

    Reckoned from the supplement that was not enough, or from the repair term that passed unused.
    """
    einde, dag = einde_aanvultermijn + timedelta(weeks=weken), datum(einde_aanvultermijn)
    aanloop = {
        TERMIJN_OM: f"De termijn om aan te vullen was om op {dag}. Er kwam geen aanvulling.",
        NIET_GENOEG: f"De aanvulling kwam op {dag} en was niet genoeg.",
    }.get(aanleiding, f"Op {dag} kwam de aanvulling, of was de termijn daarvoor om.")
    wat = f"{aanloop} Stoppen met de aanvraag mag tot {weken} weken daarna: {datum(einde)}."
    basis = Stap(
        wat,
        einde_aanvultermijn,
        einde,
        (einde - einde_aanvultermijn).days,
        awb("4:5, vierde lid"),
    )
    return _met_verlenging(basis, Duur(weken), kalender)


def aanvultermijn(
    gevraagd: date, *, weken: int = AANVULTERMIJN_WEKEN, gesteld: date | None = None, kalender: Kalender
) -> Berekening:
    """Repair term (Awb 4:5): set by us, 3 weeks, and chosen so that it ends on a working day.

    `gesteld` is the last day as the letter set it: from then on the calendar does not move it any more (ADR 20).
    """
    einde = gevraagd + timedelta(weeks=weken)
    wat = (
        f"Om een aanvulling is gevraagd op {datum(gevraagd)}. "
        f"Daarvoor zijn er {weken} weken: tot en met {datum(einde)}."
    )
    basis = Stap(wat, gevraagd, einde, (einde - gevraagd).days, f"{awb('4:5')}, {BELEID}")
    gekozen = _naar_werkdag(basis, kalender, BELEID)
    return gekozen if gesteld in (None, gekozen.einde) else _gesteld(basis, gesteld)


def _gesteld(basis: Stap, op: date) -> Berekening:
    """A day that was chosen by another calendar than the one of today."""
    if op == basis.tot:
        return Berekening(op, (basis,))
    wat = f"De laatste dag is in de brief gesteld op {datum(op)}."
    return Berekening(op, (basis, Stap(wat, basis.tot, op, (op - basis.tot).days, BELEID, VRIJ)))


def _met_verlenging(basis: Stap, duur: Duur, kalender: Kalender) -> Berekening:
    """A statutory term that cannot stand still."""
    einde, stappen = verlengd(basis.van, duur, kalender)
    return Berekening(einde, (basis, *stappen))


def _naar_werkdag(basis: Stap, kalender: Kalender, bron: str) -> Berekening:
    werkdag = kalender.eerstvolgende_werkdag(basis.tot)
    if werkdag == basis.tot:
        return Berekening(werkdag, (basis,))
    return Berekening(werkdag, (basis, stap_werkdag(basis.tot, werkdag, kalender, bron)))


def servicenorm(
    volledig: date,
    *,
    weken: int = SERVICENORM_WEKEN,
    verzettingen: Iterable[Verzetting] = (),
    kalender: Kalender,
) -> Berekening:
    """Service norm (policy): 6 weeks from completeness, the date as it falls, or the last one it was moved to."""
    einde = volledig + timedelta(weeks=weken)
    wat = (
        f"De aanvraag was compleet op {datum(volledig)}. "
        f"Wij willen binnen {weken} weken beslissen: uiterlijk {datum(einde)}."
    )
    return verzet(beleidsdatum(wat, volledig, einde), verzettingen)


def verzet(berekening: Berekening, verzettingen: Iterable[Verzetting]) -> Berekening:
    """A policy date moved, once or more: every date it had stays among the steps, the last one counts."""
    for keer in sorted(verzettingen):
        if berekening.einde is None:
            return berekening
        stap = _stap_verzet(keer, berekening.einde)
        berekening = Berekening(keer.tot, (*berekening.stappen, stap), berekening.voorlopig)
    return berekening


def _stap_verzet(keer: Verzetting, oud: date) -> Stap:
    wat = f"Op {datum(keer.op)} is de datum verzet van {datum(oud)} naar {datum(keer.tot)}."
    return Stap(wat, oud, keer.tot, (keer.tot - oud).days, BELEID, UITSTEL)


def volledigheidsnorm(
    ontvangen: date, *, werkdagen: int = VOLLEDIGHEIDSNORM_WERKDAGEN, kalender: Kalender
) -> Berekening:
    """Norm (policy) to declare a request complete or ask for more: 5 working days."""
    einde = kalender.werkdagen_erbij(ontvangen, werkdagen)
    wat = (
        f"De stukken zijn ontvangen op {datum(ontvangen)}. "
        f"Wij kijken binnen {werkdagen} werkdagen of alles er is: uiterlijk {datum(einde)}. "
        "Weekenden en feestdagen tellen niet mee."
    )
    return beleidsdatum(wat, ontvangen, einde)


def deskundigentermijn(gevraagd: date, *, dagen: int = DESKUNDIGEN_DAGEN, kalender: Kalender) -> Berekening:
    """Time for an expert to file an advice (policy), the date as it falls."""
    einde = gevraagd + timedelta(days=dagen)
    wat = (
        f"Het advies is gevraagd op {datum(gevraagd)}. "
        f"De deskundige heeft {in_dagen(dagen)}: tot en met {datum(einde)}."
    )
    return beleidsdatum(wat, gevraagd, einde)


def informatietermijn(gevraagd: date, *, dagen: int = INFORMATIE_DAGEN, kalender: Kalender) -> Berekening:
    """Time to answer a question of an expert or the chair (policy), the date as it falls."""
    einde = gevraagd + timedelta(days=dagen)
    wat = (
        f"De vraag is gesteld op {datum(gevraagd)}. "
        f"Voor het antwoord is er tijd tot en met {datum(einde)}: {in_dagen(dagen)}."
    )
    return beleidsdatum(wat, gevraagd, einde)


def beleidsdatum(wat: str, van: date, einde: date) -> Berekening:
    """A date that policy sets: it falls where it falls."""
    return Berekening(einde, (Stap(wat, van, einde, (einde - van).days, BELEID),))


@dataclass(frozen=True)
class Soort:
    """A kind of term: its rule, the parameters frozen at its start, and how its end may move.

    `opschortbaar`: by the means of the law alone. `verzetbaar`: by policy, with a reason. `gesteld`: the day that a
    letter named counts, whatever the calendar became.
    """

    regel: Callable[..., Berekening]
    standaard: Mapping[str, int]
    opschortbaar: bool = False
    verzetbaar: bool = False
    gesteld: bool = False


SOORTEN: Mapping[str, Soort] = {
    "beslistermijn": Soort(beslistermijn, {"weken": BESLISTERMIJN_WEKEN}, opschortbaar=True),
    "servicenorm": Soort(servicenorm, {"weken": SERVICENORM_WEKEN}, verzetbaar=True),
    "aanvultermijn": Soort(aanvultermijn, {"weken": AANVULTERMIJN_WEKEN}, gesteld=True),
    "buiten_behandeling": Soort(buiten_behandeling, {"weken": BUITEN_BEHANDELING_WEKEN, "aanleiding": EEN_VAN_BEIDE}),
    "volledigheidsnorm": Soort(volledigheidsnorm, {"werkdagen": VOLLEDIGHEIDSNORM_WERKDAGEN}),
    "bezwaar": Soort(bezwaar, {"weken": BEZWAAR_WEKEN}, gesteld=True),
    "bezwaarbeslissing": Soort(bezwaarbeslissing, {"weken": BEZWAARBESLISSING_WEKEN}, opschortbaar=True),
    "deskundigentermijn": Soort(deskundigentermijn, {"dagen": DESKUNDIGEN_DAGEN}),
    "informatietermijn": Soort(informatietermijn, {"dagen": INFORMATIE_DAGEN}),
    "commissieadvies": Soort(trajectregels.commissieadvies, {"dagen": trajectregels.COMMISSIEADVIES_DAGEN}),
    "directeursbesluit": Soort(trajectregels.directeursbesluit, {"dagen": trajectregels.DIRECTEURSBESLUIT_DAGEN}),
    "aanvaarden": Soort(trajectregels.aanvaarden, {"dagen": trajectregels.AANVAARDEN_DAGEN}),
    "ingebreke": Soort(dwangsom.twee_weken, {}),
    "dwangsom": Soort(dwangsom.dwangsom, {}),
    "dwangsombesluit": Soort(dwangsom.dwangsombesluit, {}),
    "ouders_spreken": Soort(trajectregels.ouders_spreken, {"weken": trajectregels.OUDERS_SPREKEN_WEKEN}),
}


def bereken(
    soort: str,
    vanaf: date,
    *,
    parameters: Mapping[str, int],
    stilstanden: Iterable[Stilstand] = (),
    verdaging: Verdaging | None = None,
    verzettingen: Iterable[Verzetting] = (),
    gesteld: date | None = None,
    kalender: Kalender,
) -> Berekening:
    """Applies the rule of a kind of term; suspensions and announcements only where the law knows them.

    `gesteld` is the last day that a running term was given; it counts for the kinds that are set.
    """
    regel = SOORTEN[soort]
    if regel.gesteld:
        return regel.regel(vanaf, **parameters, gesteld=gesteld, kalender=kalender)
    if regel.verzetbaar:
        return regel.regel(vanaf, **parameters, verzettingen=verzettingen, kalender=kalender)
    if regel.opschortbaar:
        return regel.regel(
            vanaf,
            **parameters,
            stilstanden=stilstanden,
            verdaging=verdaging,
            kalender=kalender,
        )
    return regel.regel(vanaf, **parameters, kalender=kalender)

"""Terms around an objection: in time or not, who advises by when, and by when it is decided (Awb 6:7–6:11, 7:10)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from enum import StrEnum

from deadlines.berekening import Berekening, Stap, Stilstand, Verdaging, awb
from deadlines.kalender import DAG, Kalender
from deadlines.regels import BEZWAARBESLISSING_WEKEN, beleidsdatum, bezwaar, bezwaarbeslissing
from deadlines.termijnenwet import Duur, verlengd
from ui.notatie import datum

POST = Duur(1)
LBT_WEKEN = 2
VERDAGING_HOOGSTENS = Duur(6)


class Tijdigheid(StrEnum):
    OP_TIJD = "op tijd"
    TE_LAAT = "te laat"


def postgrens(einde_bezwaar: date, *, kalender: Kalender) -> Berekening:
    """The last day on which an objection that was posted in time may come in: a week later (Awb 6:9)."""
    einde, verlenging = verlengd(einde_bezwaar, POST, kalender)
    nominaal = POST.na(einde_bezwaar)
    wat = (
        f"Bezwaar maken kan tot en met {datum(einde_bezwaar)}. Een brief die dan op de post is, "
        f"mag een week later binnenkomen: tot en met {datum(nominaal)}."
    )
    basis = Stap(wat, einde_bezwaar, nominaal, (nominaal - einde_bezwaar).days, awb("6:9, tweede lid"))
    return Berekening(einde, (basis, *verlenging))


def nog_in_de_post(op: date, *, kalender: Kalender) -> date:
    """The first last day of an objection term of which a letter may still come in on `op` (Awb 6:9)."""
    eerste = op
    while (postgrens(eerste - DAG, kalender=kalender).einde or op) >= op:
        eerste -= DAG
    return eerste


def op_tijd(einde_bezwaar: date, *, ontvangen: date, op_de_post: date | None = None, kalender: Kalender) -> Tijdigheid:
    """Whether an objection is in time (Awb 6:9): received within the term, or posted within it and soon received.

    Too late is a question to the sender (Awb 6:11), never a refusal by itself.
    """
    if ontvangen <= einde_bezwaar:
        return Tijdigheid.OP_TIJD
    grens = postgrens(einde_bezwaar, kalender=kalender).einde
    gepost = op_de_post is not None and op_de_post <= einde_bezwaar
    return Tijdigheid.OP_TIJD if gepost and grens is not None and ontvangen <= grens else Tijdigheid.TE_LAAT


def lbt_advies(ontvangen: date, *, weken: int = LBT_WEKEN, kalender: Kalender) -> Berekening:
    """Asking the national committee for advice (policy): within 2 weeks of receipt, as the date falls."""
    einde = ontvangen + timedelta(weeks=weken)
    wat = (
        f"Het bezwaar is ontvangen op {datum(ontvangen)}. "
        f"Binnen {weken} weken vragen wij de landelijke commissie om advies: uiterlijk {datum(einde)}."
    )
    return beleidsdatum(wat, ontvangen, einde)


def beslissing_op_bezwaar(
    verzonden: date,
    *,
    weken: int = BEZWAARBESLISSING_WEKEN,
    stilstanden: Iterable[Stilstand] = (),
    verdaging: Verdaging | None = None,
    kalender: Kalender,
) -> Berekening:
    """The decision on an objection, reckoned from the day on which the contested decision was sent.

    Awb 7:10: 12 weeks with an advisory committee and 6 without, from the day after the objection term ended: its last
    day as the Algemene termijnenwet extends it.
    """
    eerst = bezwaar(verzonden, kalender=kalender)
    assert eerst.einde is not None  # an objection term never stands still
    daarna = bezwaarbeslissing(
        eerst.einde, weken=weken, stilstanden=stilstanden, verdaging=verdaging, kalender=kalender
    )
    return replace(daarna, stappen=(*eerst.stappen, *daarna.stappen))


def verdaging_hoogstens(einde: date, *, kalender: Kalender) -> date:
    """The latest day to which a decision on an objection can be put off without anyone's consent (Awb 7:10)."""
    return verlengd(einde, VERDAGING_HOOGSTENS, kalender)[0]

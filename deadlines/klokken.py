"""Both clocks of a request from its facts: what happened goes in, in any order; two calculations come out.

The statutory clock (Awb 4:13–4:15) runs from receipt and stands still during repair requests. The service norm
(policy) runs from the day on which the request was declared complete and starts anew when that has to happen again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from deadlines.berekening import BELEID, STIL, Berekening, Stap, Stilstand, Verdaging, Verzetting
from deadlines.kalender import DAG, Kalender
from deadlines.regels import BESLISTERMIJN_WEKEN, SERVICENORM_WEKEN, beslistermijn, servicenorm
from ui.notatie import datum


@dataclass(frozen=True)
class Herstelverzoek:
    """A repair request: asked, with a last day to answer, and what ended it: a supplement, or its withdrawal."""

    gevraagd: date
    uiterlijk: date | None = None
    aangevuld: date | None = None
    ingetrokken: date | None = None

    @property
    def stilstand(self) -> Stilstand:
        """Days A+1 … B-1, B the day of the supplement or of the withdrawal, whichever came first (Awb 4:15).

        Without either it lasts through the repair term. Withdrawn on the day it was asked: it never stood still.
        """
        einden = [dag for dag in (self.aangevuld, self.ingetrokken) if dag is not None]
        return Stilstand(self.gevraagd, tot=min(einden, default=None), uiterlijk=self.uiterlijk)


@dataclass(frozen=True)
class Feiten:
    """What happened to a request. Nothing is overwritten: a wrong "volledig" stays, with the day it was undone."""

    ontvangen: date
    volledig: tuple[date, ...] = ()
    volledig_ongedaan: tuple[date, ...] = ()
    herstelverzoeken: tuple[Herstelverzoek, ...] = ()
    andere_stilstanden: tuple[Stilstand, ...] = ()
    verdaging: Verdaging | None = None
    verzettingen: tuple[Verzetting, ...] = ()

    @property
    def stilstanden(self) -> tuple[Stilstand, ...]:
        return (*(verzoek.stilstand for verzoek in self.herstelverzoeken), *self.andere_stilstanden)

    @property
    def volledig_sinds(self) -> date | None:
        """The day that still counts: not undone later, and nothing asked after it."""
        if not self.volledig:
            return None
        laatste = max(self.volledig)
        gevraagd = [verzoek.gevraagd for verzoek in self.herstelverzoeken]
        return (
            None
            if any(dag >= laatste for dag in self.volledig_ongedaan) or max(gevraagd, default=date.min) > laatste
            else laatste
        )


@dataclass(frozen=True)
class Klokken:
    servicenorm: Berekening
    beslistermijn: Berekening


def klokken(
    feiten: Feiten,
    *,
    weken: int = BESLISTERMIJN_WEKEN,
    norm_weken: int = SERVICENORM_WEKEN,
    kalender: Kalender,
) -> Klokken:
    """Service norm and statutory term side by side."""
    wettelijk = beslistermijn(
        feiten.ontvangen,
        weken=weken,
        stilstanden=feiten.stilstanden,
        verdaging=feiten.verdaging,
        kalender=kalender,
    )
    return Klokken(servicenorm=_norm(feiten, norm_weken, kalender), beslistermijn=wettelijk)


def _norm(feiten: Feiten, weken: int, kalender: Kalender) -> Berekening:
    sinds = feiten.volledig_sinds
    if sinds is not None:
        # What was moved before was another norm: it ran from an earlier completeness.
        verzet = tuple(keer for keer in feiten.verzettingen if keer.op >= sinds)
        return servicenorm(sinds, weken=weken, verzettingen=verzet, kalender=kalender)
    begin = max((*feiten.volledig_ongedaan, *(verzoek.gevraagd for verzoek in feiten.herstelverzoeken)), default=None)
    vanaf = (begin or feiten.ontvangen) + DAG
    wat = f"De aanvraag is sinds {datum(vanaf)} niet compleet. De streefdatum komt er zodra zij dat wel is."
    return Berekening(None, (Stap(wat, vanaf, vanaf, 0, BELEID, STIL),))

"""The rules as anyone can ask them: by name, from a first day, with suspensions and an announced date.

One table for the command line and the page. What cannot be is refused with a Dutch sentence (`InvoerFout`), here and
nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import Any

from deadlines import beleidsregels, bezwaarregels, regels
from deadlines.berekening import AANVULLING, Berekening, Stilstand, Verdaging
from deadlines.dwangsom import BEDRAGEN, GeenDwangsom, dwangsom
from deadlines.kalender import Kalender
from ui.notatie import datum

# Since this day there is an Awb to reckon by.
BEGIN_AWB = date(1994, 1, 1)


class InvoerFout(ValueError):
    """What was asked cannot be reckoned; the message is a Dutch sentence for whoever asked."""


@dataclass(frozen=True)
class Regel:
    """A rule by name: what its first day is, how long it takes, and whether it can stand still or be put off.

    `parameters` are what a samenwerkingsverband may set otherwise; `hoelang` names them between braces.
    """

    naam: str
    titel: str
    start: str
    hoelang: str
    functie: Callable[..., Berekening]
    opschortbaar: bool = False
    uitkomst: str = "uiterlijk"
    parameters: Mapping[str, int] = field(default_factory=dict)

    @property
    def duur(self) -> str:
        return self.hoelang.format(**self.parameters)

    def bereken(self, start: date, *, kalender: Kalender, **feiten: Any) -> Berekening:
        return self.functie(start, **self.parameters, **feiten, kalender=kalender)


_ALLE = (
    Regel(
        "beslistermijn",
        "Wettelijke beslistermijn",
        "dag waarop de aanvraag is ontvangen",
        "{weken} weken, wettelijk",
        regels.beslistermijn,
        opschortbaar=True,
        parameters={"weken": regels.BESLISTERMIJN_WEKEN},
    ),
    Regel(
        "servicenorm",
        "Streefdatum voor het besluit",
        "dag waarop de aanvraag compleet is verklaard",
        "{weken} weken, beleid",
        regels.servicenorm,
        parameters={"weken": regels.SERVICENORM_WEKEN},
    ),
    Regel(
        "aanvulling",
        "Termijn om aan te vullen",
        "dag waarop het verzoek om aanvulling is verstuurd",
        "{weken} weken, eindigt op een werkdag",
        regels.aanvultermijn,
        parameters={"weken": regels.AANVULTERMIJN_WEKEN},
    ),
    Regel(
        "bezwaar",
        "Bezwaartermijn",
        "dag waarop het besluit is verstuurd",
        "6 weken, wettelijk",
        regels.bezwaar,
    ),
    Regel(
        "beslissing-op-bezwaar",
        "Beslissing op bezwaar",
        "dag waarop het bestreden besluit is verstuurd",
        "12 weken na de bezwaartermijn, wettelijk",
        bezwaarregels.beslissing_op_bezwaar,
        opschortbaar=True,
    ),
    Regel(
        "buiten-behandeling",
        "Besluit om niet te behandelen",
        "laatste dag van de termijn om aan te vullen",
        "4 weken, wettelijk",
        regels.buiten_behandeling,
    ),
    Regel(
        "dwangsom",
        "Dwangsom bij te laat beslissen",
        "dag waarop de ingebrekestelling is ontvangen",
        "na 2 weken hoogstens 42 dagen, wettelijk",
        dwangsom,
        uitkomst="laatste dag met dwangsom",
    ),
    Regel(
        "bezwaar-per-post",
        "Bezwaar dat per post komt",
        "laatste dag van de bezwaartermijn",
        "1 week, wettelijk",
        bezwaarregels.postgrens,
    ),
    Regel(
        "lbt-advies",
        "Advies vragen aan de landelijke commissie",
        "dag waarop het bezwaar is ontvangen",
        "2 weken, beleid",
        bezwaarregels.lbt_advies,
    ),
    Regel(
        "volledigheid",
        "Controle of alles er is",
        "dag waarop de stukken zijn ontvangen",
        "{werkdagen} werkdagen, beleid",
        regels.volledigheidsnorm,
        parameters={"werkdagen": regels.VOLLEDIGHEIDSNORM_WERKDAGEN},
    ),
    Regel(
        "deskundige",
        "Advies van de deskundige",
        "dag waarop het advies is gevraagd",
        "{dagen} dagen, beleid",
        regels.deskundigentermijn,
        parameters={"dagen": regels.DESKUNDIGEN_DAGEN},
    ),
    Regel(
        "kwaliteitsgesprek",
        "Leerlingen invoeren voor een kwaliteitsgesprek",
        "dag van het kwaliteitsgesprek",
        "2 weken terug, beleid",
        beleidsregels.voor_kwaliteitsgesprek,
    ),
    Regel(
        "halfjaar",
        "Einde van een toekenning voor 6 maanden",
        "eerste dag van de toekenning",
        "6 maanden, beleid",
        beleidsregels.einde_na_maanden,
        uitkomst="tot en met",
    ),
    Regel(
        "plan",
        "Gezamenlijk plan voor een thuiszitter",
        "dag waarop het plan is afgesproken",
        "4 weken, beleid",
        beleidsregels.gezamenlijk_plan,
    ),
    Regel(
        "toelating",
        "Beslissing van de school over toelating",
        "dag waarop de leerling is aangemeld",
        "6 weken, wettelijk",
        beleidsregels.toelating,
    ),
    Regel(
        "toelating-verlengd",
        "Beslissing van de school over toelating, met 4 weken extra",
        "dag waarop de leerling is aangemeld",
        "6 en 4 weken, wettelijk",
        partial(beleidsregels.toelating, verlengd_met=beleidsregels.TOELATING_VERLENGING),
    ),
    Regel(
        "tijdelijke-plaatsing",
        "Tijdelijke plaats zonder beslissing",
        "dag waarop de leerling is aangemeld",
        "na 10 weken, wettelijk",
        beleidsregels.tijdelijke_plaatsing,
        uitkomst="vanaf",
    ),
)
Regels = Mapping[str, Regel]
REGELS: Regels = {regel.naam: regel for regel in _ALLE}
"""As the law says, and what policy has unless it says otherwise."""


def met_duren(duren: Mapping[str, Mapping[str, int]]) -> Regels:
    """The rules as they are where policy set other durations, by name and parameter."""
    return {
        naam: replace(regel, parameters={**regel.parameters, **duren.get(naam, {})}) for naam, regel in REGELS.items()
    }


@dataclass(frozen=True)
class Vraag:
    """What is asked of a rule: the facts, nothing reckoned yet."""

    regel: str
    start: date
    stilstanden: tuple[Stilstand, ...] = ()
    verdaagd_tot: date | None = None
    verdaagd_op: date | None = None


def reken(vraag: Vraag, kalender: Kalender, regels: Regels = REGELS) -> Berekening:
    """The answer, or an `InvoerFout` that says what is wrong with the question."""
    regel = zoek(vraag.regel, regels)
    if vraag.start < BEGIN_AWB:
        raise InvoerFout(f"Rekenen kan vanaf {datum(BEGIN_AWB)}: toen begon de Algemene wet bestuursrecht.")
    _controleer_stilstanden(regel, vraag)
    try:
        _controleer_uitstel(regel, vraag, kalender)
        return _bereken(regel, vraag, kalender)
    except OverflowError as fout:
        raise InvoerFout("De uitkomst valt na het jaar 9999; zo ver gaat de kalender niet.") from fout
    except GeenDwangsom as fout:
        raise InvoerFout(f"Een dwangsom bestaat pas sinds {datum(BEDRAGEN[0][0])}.") from fout


def zoek(naam: str, regels: Regels = REGELS) -> Regel:
    try:
        return regels[naam]
    except KeyError:
        raise InvoerFout(f'De regel "{naam}" bestaat niet. Kies uit: {", ".join(REGELS)}.') from None


def _bereken(regel: Regel, vraag: Vraag, kalender: Kalender) -> Berekening:
    if not regel.opschortbaar:
        return regel.bereken(vraag.start, kalender=kalender)
    verdaging = Verdaging(vraag.verdaagd_op, vraag.verdaagd_tot) if vraag.verdaagd_tot else None
    return regel.bereken(vraag.start, stilstanden=vraag.stilstanden, verdaging=verdaging, kalender=kalender)


def _controleer_stilstanden(regel: Regel, vraag: Vraag) -> None:
    if vraag.stilstanden and not regel.opschortbaar:
        raise InvoerFout(f'De regel "{regel.naam}" kan niet worden opgeschort.')
    for stil in vraag.stilstanden:
        if stil.tot is not None and stil.tot < stil.van:
            raise InvoerFout(f"Een opschorting eindigt niet voor zij begint: {stil.van}..{stil.tot}.")
        if stil.van < vraag.start:
            dag = stil.van if stil.grond == AANVULLING else stil.eerste
            raise InvoerFout(f"De opschorting van {datum(dag)} ligt voor de start op {datum(vraag.start)}.")


def _controleer_uitstel(regel: Regel, vraag: Vraag, kalender: Kalender) -> None:
    if vraag.verdaagd_tot is None:
        if vraag.verdaagd_op is not None:
            raise InvoerFout("Bij de dag waarop uitstel is gemeld hoort ook de nieuwe datum.")
        return
    if not regel.opschortbaar:
        raise InvoerFout(f'De regel "{regel.naam}" kent geen uitstel.')
    zonder = _einde(regel, vraag.start, (), kalender)
    if zonder is not None and vraag.verdaagd_tot <= zonder:
        raise InvoerFout(
            f"Uitstel tot en met {datum(vraag.verdaagd_tot)} geeft niet meer tijd: "
            f"de termijn loopt al tot en met {datum(zonder)}."
        )
    einde = _einde(regel, vraag.start, vraag.stilstanden, kalender)
    _controleer_gemeld(vraag, einde)
    if regel.naam == "beslissing-op-bezwaar" and einde is not None:
        grens = bezwaarregels.verdaging_hoogstens(einde, kalender=kalender)
        if vraag.verdaagd_tot > grens:
            raise InvoerFout(
                f"Een beslissing op bezwaar kan hoogstens 6 weken later komen: tot en met {datum(grens)}. "
                "Verder uitstel kan alleen als de indiener instemt; geef dat op als opschorting."
            )


def _controleer_gemeld(vraag: Vraag, einde: date | None) -> None:
    op, tot = vraag.verdaagd_op, vraag.verdaagd_tot
    if op is None or tot is None:
        return
    if op < vraag.start or op >= tot:
        raise InvoerFout("Uitstel wordt gemeld na de start en voor de nieuwe datum.")
    if einde is not None and op > einde:
        raise InvoerFout(f"Uitstel is te laat gemeld: de termijn was voorbij op {datum(einde)}.")


def _einde(regel: Regel, start: date, stilstanden: Iterable[Stilstand], kalender: Kalender) -> date | None:
    return regel.bereken(start, stilstanden=stilstanden, kalender=kalender).einde

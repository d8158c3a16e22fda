"""The paper of a version of the plan, with the offer as annex: frozen content in, merge data out."""

from collections.abc import Iterator, Mapping
from datetime import date

from documents.briefgegevens import Briefhoofd, Leerlinggegevens, Onderdeel
from documents.briefgegevens_plan import (
    Offertegegevens,
    Offerteregelgegevens,
    Offertesom,
    Planhoofdstuk,
    Planrij,
    PlanVanAanpakGegevens,
)
from maatwerk import geld
from maatwerk.geld import Bedrag, Betaler, Btw, Per, Regel, Regelsoort
from maatwerk.planinhoud import Inhoud, blokken, regels_van, rijen_van
from maatwerk.plansecties import OFFERTE, PLANSECTIES, PLEK
from ui.notatie import datum, euro, getal
from workflow.secties import Sectie, als_datum

REKENWIJZE = (
    "Elke regel is aantal maal keren maal prijs, afgerond op hele centen (een halve cent naar boven). De btw is per "
    "regel berekend en op dezelfde manier afgerond. Alle totalen zijn de som van de afgeronde regels."
)
BOVENAAN = ("school", "directeur_naam", "start", "einde")
"""Answers that stand at the top of the paper already."""
MEERVOUD = {Per.WEEK: ("week", "weken"), Per.MAAND: ("maand", "maanden")}


def plangegevens(
    inhoud: Inhoud, *, hoofd: Briefhoofd, versie: int, reden: str, start: date, einde: date, op: date
) -> PlanVanAanpakGegevens:
    leerling = inhoud["leerling"]
    plek = inhoud["secties"][PLEK]
    return PlanVanAanpakGegevens(
        hoofd=hoofd,
        zaaknummer=inhoud["nummer"],
        versie=versie,
        reden=reden,
        leerling=Leerlinggegevens(naam=leerling["naam"], geboortedatum=date.fromisoformat(leerling["geboortedatum"])),
        school=inhoud["school"],
        plek=plek["school"],
        plek_leiding=plek.get("directeur_naam", ""),
        casemanager=inhoud["casemanager"],
        ouders=list(inhoud["ouders"]),
        start=start,
        einde=einde,
        vastgelegd_op=op,
        hoofdstukken=[_hoofdstuk(inhoud, sectie) for sectie in PLANSECTIES if sectie.sleutel != OFFERTE],
        offerte=offertegegevens(inhoud, kenmerk=f"{inhoud['nummer']}, offerte {versie}"),
    )


def _hoofdstuk(inhoud: Inhoud, sectie: Sectie) -> Planhoofdstuk:
    blok = next(blok for blok in blokken(inhoud) if blok.sleutel == sectie.sleutel)
    rijen = [
        Planrij(titel=rij.titel, onderdelen=[Onderdeel(kop=r.label, tekst=r.waarde) for r in rij.regels[1:]])
        for lijst in sectie.rijen
        for rij in rijen_van(inhoud, sectie.sleutel, lijst)
    ]
    return Planhoofdstuk(
        kop=sectie.label,
        onderdelen=[Onderdeel(kop=r.label, tekst=r.waarde) for r in blok.regels if r.sleutel not in BOVENAAN],
        rijen_naam=sectie.rijen[0].titel if sectie.rijen else "",
        rijen=rijen,
    )


def offertegegevens(inhoud: Inhoud, *, kenmerk: str) -> Offertegegevens:
    regels, antwoorden = regels_van(inhoud), inhoud["secties"].get(OFFERTE, {})
    betalers = {str(Betaler(wie).label): som for wie, som in geld.per_betaler(regels).items()}
    tarieven = {str(Btw(btw).label): som for btw, som in geld.per_btw(regels).items()}
    return Offertegegevens(
        kenmerk=kenmerk,
        geldig_tot=als_datum(antwoorden.get("geldig_tot")),
        toelichting=antwoorden.get("toelichting", ""),
        regels=[_regel(nr, regel) for nr, regel in enumerate(regels, 1)],
        betalers=list(_sommen(betalers)),
        tarieven=list(_sommen(tarieven)),
        totaal=next(_sommen({"Totaal": geld.totaal(regels)})),
        schooljaren=[
            (geld.schooljaar_in_woorden(jaar), euro(bedrag)) for jaar, bedrag in geld.per_schooljaar(regels).items()
        ],
        rekenwijze=REKENWIJZE,
    )


def _regel(nummer: int, regel: Regel) -> Offerteregelgegevens:
    return Offerteregelgegevens(
        nummer=nummer,
        omschrijving=regel.omschrijving,
        soort=str(Regelsoort(regel.soort).label),
        hoeveel=hoeveel(regel),
        prijs=euro(regel.tarief),
        periode=periode(regel),
        betaler=wie_betaalt(regel),
        btw="vrijgesteld van btw" if regel.btw == Btw.VRIJGESTELD else f"btw {Btw(regel.btw).label}",
        excl=euro(regel.excl),
        btw_bedrag=euro(regel.btw_bedrag),
        incl=euro(regel.incl),
    )


def hoeveel(regel: Regel) -> str:
    """4 × 20 weken = 80"""
    if regel.per == Per.TOTAAL:
        return getal(regel.aantal)
    een, meer = MEERVOUD[Per(regel.per)]
    samen = getal(regel.aantal * regel.keren)
    return f"{getal(regel.aantal)} × {regel.keren} {een if regel.keren == 1 else meer} = {samen}"


def periode(regel: Regel) -> str:
    return datum(regel.van) if regel.van == regel.tot else f"{datum(regel.van)} tot en met {datum(regel.tot)}"


def wie_betaalt(regel: Regel) -> str:
    return regel.betaler_naam if regel.betaler == Betaler.ANDER else str(Betaler(regel.betaler).label)


def _sommen(sommen: Mapping[str, Bedrag]) -> Iterator[Offertesom]:
    for wat, som in sommen.items():
        yield Offertesom(wat=wat, excl=euro(som.excl), btw=euro(som.btw), incl=euro(som.incl))

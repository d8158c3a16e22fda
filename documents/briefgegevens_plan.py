"""Schema of a plan van aanpak with its offer as annex (source 000, step 4). Amounts come as they are printed."""

from datetime import date
from typing import Self

from pydantic import Field

from documents.briefgegevens import Briefhoofd, Gegevens, Leerlinggegevens, Onderdeel


class Planrij(Gegevens):
    """One goal, agreement or evaluation: what it is, and the rest of it."""

    titel: str
    onderdelen: list[Onderdeel] = []


class Planhoofdstuk(Gegevens):
    kop: str
    onderdelen: list[Onderdeel] = []
    rijen_naam: str = ""
    rijen: list[Planrij] = []


class Offerteregelgegevens(Gegevens):
    nummer: int
    omschrijving: str
    soort: str
    hoeveel: str
    prijs: str
    periode: str
    betaler: str
    btw: str
    excl: str
    btw_bedrag: str
    incl: str


class Offertesom(Gegevens):
    """One sum: of a payer, a rate or the whole."""

    wat: str
    excl: str
    btw: str
    incl: str


class Offertegegevens(Gegevens):
    kenmerk: str
    geldig_tot: date | None = None
    toelichting: str = ""
    regels: list[Offerteregelgegevens] = Field(min_length=1)
    betalers: list[Offertesom] = Field(min_length=1)
    tarieven: list[Offertesom] = []
    totaal: Offertesom
    schooljaren: list[tuple[str, str]] = []
    rekenwijze: str


class PlanVanAanpakGegevens(Gegevens):
    """What casemanager, receiving school, director, parents and pupil sign."""

    hoofd: Briefhoofd
    onderwerp: str = "Plan van aanpak"
    zaaknummer: str
    versie: int = Field(ge=1)
    reden: str = ""
    leerling: Leerlinggegevens
    school: str
    plek: str
    plek_leiding: str = ""
    casemanager: str
    ouders: list[str]
    start: date
    einde: date
    vastgelegd_op: date
    hoofdstukken: list[Planhoofdstuk]
    offerte: Offertegegevens

    @classmethod
    def voorbeeld(cls) -> Self:
        som = {"excl": "€ 4.200,00", "btw": "€ 0,00", "incl": "€ 4.200,00"}
        return cls(
            hoofd=Briefhoofd.voorbeeld(),
            zaaknummer="M2026-0003",
            versie=1,
            leerling=Leerlinggegevens.voorbeeld(),
            school="De Wissel",
            plek="De Springplank",
            plek_leiding="T. Aker, directeur",
            casemanager="Ilse de Graaf",
            ouders=["L. Çelik-Novák", "T. Novák"],
            start=date(2026, 4, 7),
            einde=date(2027, 3, 31),
            vastgelegd_op=date(2026, 3, 23),
            hoofdstukken=[
                Planhoofdstuk(
                    kop="De plek",
                    onderdelen=[
                        Onderdeel(
                            kop="Hoe ziet een week eruit?", tekst="Vier ochtenden in een groep van acht leerlingen."
                        )
                    ],
                ),
                Planhoofdstuk(
                    kop="Doelen en ondersteuning",
                    rijen_naam="Doel",
                    rijen=[
                        Planrij(
                            titel="Daniël komt elke ochtend binnen zonder strijd.",
                            onderdelen=[
                                Onderdeel(kop="Waaraan merken wij dat het lukt?", tekst="Vier van de vijf ochtenden."),
                                Onderdeel(kop="Wie is verantwoordelijk?", tekst="R. Bos, mentor"),
                            ],
                        )
                    ],
                ),
            ],
            offerte=Offertegegevens(
                kenmerk="M2026-0003, offerte 1",
                geldig_tot=date(2026, 5, 1),
                regels=[
                    Offerteregelgegevens(
                        nummer=1,
                        omschrijving="Begeleiding in de klas door een orthopedagoog",
                        soort="uren",
                        hoeveel="3 × 16 weken = 48",
                        prijs="€ 87,50",
                        periode="7 april 2026 tot en met 31 maart 2027",
                        betaler="het samenwerkingsverband",
                        btw="vrijgesteld",
                        excl="€ 4.200,00",
                        btw_bedrag="€ 0,00",
                        incl="€ 4.200,00",
                    )
                ],
                betalers=[Offertesom(wat="het samenwerkingsverband", **som)],
                tarieven=[Offertesom(wat="vrijgesteld van btw", **som)],
                totaal=Offertesom(wat="Totaal", **som),
                schooljaren=[("2025-2026", "€ 1.360,11"), ("2026-2027", "€ 2.839,89")],
                rekenwijze="Elke regel is afgerond op hele centen. De btw is per regel berekend.",
            ),
        )

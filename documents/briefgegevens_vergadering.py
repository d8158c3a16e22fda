"""The schema of the minutes of a commission's meeting: cases by number and initials, never by name."""

from datetime import date
from typing import Self

from pydantic import Field

from documents.briefgegevens import Briefhoofd, Gegevens, Verificatie


class Verslagactie(Gegevens):
    wat: str
    wie: str
    uiterlijk: date | None = None


class Verslagpunt(Gegevens):
    """One item; `kenmerk` is the number and initials of a case, or the school that asked."""

    nummer: int
    titel: str
    kenmerk: str = ""
    verlieten: list[str] = []
    uitkomst: str
    advies: str = ""
    acties: list[Verslagactie] = []


class VergaderverslagGegevens(Gegevens):
    """Who was there, what came of each item, who does what."""

    hoofd: Briefhoofd
    commissie: str
    datum: date
    van: str
    tot: str
    waar: str
    voorzitter: str
    aanwezig: list[str] = Field(min_length=1)
    afwezig: list[str]
    punten: list[Verslagpunt]
    acties: list[Verslagactie] = []
    vastgesteld_door: str
    vastgesteld_op: date
    verificatie: Verificatie

    @classmethod
    def voorbeeld(cls) -> Self:
        return cls(
            hoofd=Briefhoofd.voorbeeld(),
            commissie="Commissie Toewijzing Ondersteuning",
            datum=date(2026, 3, 3),
            van="13:30",
            tot="15:00",
            waar="Havenkade 12, vergaderkamer 2",
            voorzitter="dr. H. van den Berg",
            aanwezig=["dr. H. van den Berg", "Noor Bakker", "M. Yıldız"],
            afwezig=["J. Østergård"],
            punten=[
                Verslagpunt(
                    nummer=1,
                    titel="Bespreking van de aanvraag",
                    kenmerk="TLV-2026-0042 · D.Ç. · De Wissel",
                    verlieten=["M. Yıldız"],
                    uitkomst="eens met verlenen",
                    advies="De commissie volgt beide deskundigen. De behoefte aan een kleine groep is blijvend.",
                    acties=[Verslagactie(wat="Besluit voorbereiden", wie="Noor Bakker", uiterlijk=date(2026, 3, 6))],
                ),
                Verslagpunt(
                    nummer=2,
                    titel="Hoe begeleiden wij een klas met veel wisselingen?",
                    kenmerk="Het Baken",
                    uitkomst="advies gegeven",
                    advies="Begin met een vaste mentor per dagdeel.\n\nBespreek na zes weken wat het opleverde.",
                ),
            ],
            acties=[Verslagactie(wat="Datums voor het najaar rondsturen", wie="Noor Bakker")],
            vastgesteld_door="Noor Bakker",
            vastgesteld_op=date(2026, 3, 4),
            verificatie=Verificatie.voorbeeld(),
        )

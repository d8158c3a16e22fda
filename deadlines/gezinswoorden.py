"""What a family reads of a term, on its page and in its calendar: plain words, one table for both."""

from collections.abc import Mapping
from dataclasses import dataclass

from deadlines.models import Soort


@dataclass(frozen=True)
class Gezinswoorden:
    """`zin` is a sentence with the day, `jij` the same to a pupil where that differs, `agenda` the name of the day."""

    zin: str
    agenda: str
    jij: str = ""

    def tegen(self, *, jij: bool) -> str:
        return (self.jij if jij else "") or self.zin


GEZINSWOORDEN: Mapping[Soort, Gezinswoorden] = {
    Soort.BESLISTERMIJN: Gezinswoorden("Wij beslissen uiterlijk op {}.", "laatste dag voor ons besluit"),
    Soort.SERVICENORM: Gezinswoorden("Wij willen uiterlijk op {} beslissen.", "op deze dag willen wij beslissen"),
    Soort.AANVULTERMIJN: Gezinswoorden(
        "De school stuurt uiterlijk op {} wat er nog mist.", "laatste dag voor de papieren van school"
    ),
    Soort.BUITEN_BEHANDELING: Gezinswoorden(
        "U hoort uiterlijk op {} of de aanvraag stopt.",
        "laatste dag om te horen of de aanvraag stopt",
        jij="Je hoort uiterlijk op {} of de aanvraag stopt.",
    ),
    Soort.VOLLEDIGHEIDSNORM: Gezinswoorden(
        "Wij kijken uiterlijk op {} of alle stukken er zijn.", "op deze dag willen wij de stukken bekijken"
    ),
    Soort.BEZWAAR: Gezinswoorden(
        "U kunt bezwaar maken tot en met {}.",
        "laatste dag om bezwaar te maken",
        jij="Je kunt bezwaar maken tot en met {}.",
    ),
    Soort.BEZWAARBESLISSING: Gezinswoorden(
        "Wij beslissen uiterlijk op {} over het bezwaar.", "laatste dag voor ons besluit over het bezwaar"
    ),
    Soort.DESKUNDIGENTERMIJN: Gezinswoorden(
        "De deskundige geeft uiterlijk op {} advies.", "laatste dag voor het advies"
    ),
    Soort.INFORMATIETERMIJN: Gezinswoorden(
        "Wij verwachten uiterlijk op {} een antwoord op onze vraag.", "laatste dag voor het antwoord op onze vraag"
    ),
    Soort.COMMISSIEADVIES: Gezinswoorden(
        "De groep deskundigen geeft uiterlijk op {} advies.", "laatste dag voor het advies"
    ),
    Soort.DIRECTEURSBESLUIT: Gezinswoorden("De directeur beslist uiterlijk op {}.", "laatste dag voor het besluit"),
    Soort.AANVAARDEN: Gezinswoorden(
        "De casemanager geeft uiterlijk op {} antwoord.", "laatste dag voor het antwoord van de casemanager"
    ),
    Soort.INGEBREKE: Gezinswoorden(
        "Wij hadden al moeten beslissen. Wij doen dat nu uiterlijk op {}.", "laatste dag om alsnog te beslissen"
    ),
    Soort.DWANGSOM: Gezinswoorden(
        "Wij betalen de school, hoogstens tot en met {}, omdat wij te laat zijn.", "laatste dag van de boete"
    ),
    Soort.DWANGSOMBESLUIT: Gezinswoorden(
        "Wij schrijven de school uiterlijk op {} hoeveel wij betalen.", "laatste dag voor onze brief over het bedrag"
    ),
    Soort.OUDERS_SPREKEN: Gezinswoorden(
        "De casemanager praat uiterlijk op {} weer met u.",
        "voor deze dag praat de casemanager weer met u",
        jij="De casemanager praat uiterlijk op {} weer met je ouders.",
    ),
}
BEZWAAR_KON = "Bezwaar maken kon tot en met {}."

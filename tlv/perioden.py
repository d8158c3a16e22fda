"""School years and the period of a TLV vso, as pure rules (domain.md §2, Period)."""

from datetime import date

from django.db import models

from cases.datums import verjaardag
from deadlines.beleidsregels import schooljaar

JONGST, OUDST = 18, 20


class Uitstroomprofiel(models.TextChoices):
    """Where education leads to (source 004, Uitstroomperspectief)."""

    VERVOLGONDERWIJS = "vervolgonderwijs", "vervolgonderwijs"
    ARBEID = "arbeid", "arbeid"
    DAGBESTEDING = "dagbesteding", "dagbesteding"


def einde_schooljaar(dag: date) -> date:
    """31 July of the school year in which a day falls."""
    return date(schooljaar(dag) + 1, 7, 31)


def is_einde_schooljaar(dag: date) -> bool:
    """A TLV covers whole school years, so its last day is a 31 July (domain.md §2, Period)."""
    return dag == einde_schooljaar(dag)


def einde_schooljaar_van_leeftijd(geboren: date, leeftijd: int) -> date:
    """31 July of the school year in which the pupil turns `leeftijd` (domain.md §9.6)."""
    return einde_schooljaar(verjaardag(geboren, leeftijd))


def kortste_einde(besloten: date) -> date:
    """The end of a TLV at the least: 31 July of the school year after the one of the decision."""
    lopend = einde_schooljaar(besloten)
    return date(lopend.year + 1, 7, 31)


def richteinde(profiel: str, *, geboren: date, besloten: date) -> date:
    """The end that the outflow profile suggests; longer is possible, with reasons."""
    kortste = kortste_einde(besloten)
    if profiel not in (Uitstroomprofiel.ARBEID, Uitstroomprofiel.DAGBESTEDING):
        return kortste
    return max(kortste, einde_schooljaar_van_leeftijd(geboren, JONGST))


def mogelijke_eindes(*, geboren: date, besloten: date) -> list[date]:
    """Every 31 July from the shortest to the school year of turning 20; never empty."""
    kortste = kortste_einde(besloten)
    laatste = max(kortste, einde_schooljaar_van_leeftijd(geboren, OUDST))
    return [date(jaar, 7, 31) for jaar in range(kortste.year, laatste.year + 1)]

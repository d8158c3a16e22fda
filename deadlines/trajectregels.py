"""Terms that policy sets for a maatwerk track (source 000): each date falls where it falls."""

from collections.abc import Callable
from datetime import date, timedelta

from deadlines.berekening import BELEID, Berekening, Stap, in_dagen
from deadlines.kalender import Kalender
from ui.notatie import datum

COMMISSIEADVIES_DAGEN = 21
DIRECTEURSBESLUIT_DAGEN = 7
AANVAARDEN_DAGEN = 5
OUDERS_SPREKEN_WEKEN = 3


def _na(vanaf: date, einde: date, wat: str) -> Berekening:
    return Berekening(einde, (Stap(wat, vanaf, einde, (einde - vanaf).days, BELEID),))


def _in_dagen_na(wat: str) -> Callable[..., Berekening]:
    """A rule for a number of days, told as `wat` with {van}, {dagen} and {tot}."""

    def regel(vanaf: date, *, dagen: int, kalender: Kalender) -> Berekening:
        einde = vanaf + timedelta(days=dagen)
        return _na(vanaf, einde, wat.format(van=datum(vanaf), dagen=in_dagen(dagen), tot=datum(einde)))

    return regel


commissieadvies = _in_dagen_na("Het dossier is ingebracht op {van}. Voor het advies is er {dagen}: tot en met {tot}.")
directeursbesluit = _in_dagen_na(
    "De directeur is aan zet sinds {van}. Voor het besluit is er {dagen}: tot en met {tot}."
)
aanvaarden = _in_dagen_na("De casemanager is gevraagd op {van}. Voor het antwoord is er {dagen}: tot en met {tot}.")


def ouders_spreken(sinds: date, *, weken: int = OUDERS_SPREKEN_WEKEN, kalender: Kalender) -> Berekening:
    """The casemanager keeps attuning with the parents (source 000, step 3); how often is policy."""
    einde = sinds + timedelta(weeks=weken)
    wat = (
        f"De ouders zijn gesproken op {datum(sinds)}, of toen is de casemanager aangesteld. "
        f"Binnen {weken} weken spreekt de casemanager hen weer: uiterlijk {datum(einde)}."
    )
    return _na(sinds, einde, wat)

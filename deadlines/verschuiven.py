"""When a date may be moved: asked before it is shown what would change, and again when it is recorded."""

from datetime import date

from deadlines.berekening import Termijnfeiten
from deadlines.kalender import Kalender
from ui.notatie import datum


class TermijnFout(ValueError):
    """A deadline was asked for something that its state or the law does not allow; a Dutch sentence says what."""


class DatumFout(TermijnFout):
    """Another date may do."""


def toets_niet_voorbij(einde: date | None, *, op: date) -> None:
    """What is over cannot be put off or stand still any more (ADR 25); without an end it is not over."""
    if einde is not None and einde < op:
        raise TermijnFout(f"De termijn was op {datum(einde)} voorbij. Wat voorbij is, kan niet meer verschuiven.")


def toets_verdaging(feiten: Termijnfeiten, einde: date | None, *, op: date, tot: date, kalender: Kalender) -> None:
    """A later date (Awb 4:14, 7:10): once, within the term itself, later than it was, and a working day.

    Once: the notice has to be given within the term that the law sets, not within the one that was announced.
    """
    if feiten.verdaging is not None:
        raise TermijnFout("Er is al een nieuwe datum gemeld. De wet laat dat maar één keer toe (artikel 4:14 Awb).")
    toets_niet_voorbij(einde, op=op)
    if einde is None:
        raise TermijnFout("De termijn staat stil zonder einddatum. Meld een nieuwe datum als de termijn weer loopt.")
    if tot <= einde:
        raise DatumFout(f"Kies een datum na {datum(einde)}: tot die dag mag het al.")
    _toets_werkdag(tot, kalender)


def _toets_werkdag(dag: date, kalender: Kalender) -> None:
    """A date that somebody chooses is one on which somebody works; one that is reckoned falls as it falls."""
    if not kalender.is_werkdag(dag):
        raise DatumFout(f"{datum(dag)} is geen werkdag ({kalender.reden(dag)}). Kies een werkdag.")


def toets_verzetting(einde: date | None, *, op: date, tot: date, kalender: Kalender) -> None:
    """A date that policy sets can move to any other working day after the one on which that is done."""
    if einde is None or tot == einde:
        raise DatumFout("Dit is de datum die er al staat. Kies een andere.")
    if tot <= op:
        raise DatumFout("Kies een datum na vandaag.")
    _toets_werkdag(tot, kalender)

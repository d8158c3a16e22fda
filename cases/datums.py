"""Ages and birthdays, as pure functions."""

from datetime import date


def verjaardag(geboren: date, leeftijd: int) -> date:
    """The day a person turns `leeftijd`; born on 29 February: 1 March in a year that has no such day."""
    try:
        return geboren.replace(year=geboren.year + leeftijd)
    except ValueError:
        return date(geboren.year + leeftijd, 3, 1)


def leeftijd_op(geboren: date, op: date) -> int:
    """Age in whole years on a day."""
    jaren = op.year - geboren.year
    return jaren if verjaardag(geboren, jaren) <= op else jaren - 1


def geboren_uiterlijk(leeftijd: int, op: date) -> date:
    """Last date of birth with which a person is at least `leeftijd` on the day `op`."""
    try:
        return op.replace(year=op.year - leeftijd)
    except ValueError:
        return date(op.year - leeftijd, 2, 28)

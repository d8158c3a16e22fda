"""Which fields of a form that came in were chosen or hidden, and so hold nothing that somebody typed.

A page that says no gives back what was typed, and knows no more than what was sent. The forms that read it do: they
note it with the data itself.
"""

from collections.abc import Iterable

from django.http import QueryDict

PLEK = "_gekozen_velden"


def onthoud_gekozen(data: QueryDict, namen: Iterable[str]) -> None:
    """Note these names; several forms may read the same data."""
    setattr(data, PLEK, gekozen(data) | frozenset(namen))


def gekozen(data: QueryDict) -> frozenset[str]:
    """What the forms noted; nothing when none of them read it."""
    namen: frozenset[str] = getattr(data, PLEK, frozenset())
    return namen

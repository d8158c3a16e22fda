"""Numbers of a case or a declaration by how they begin or end; a piece out of the middle has no index to find it by."""

from typing import Any, TypeVar

from django.db.models import QuerySet
from django.db.models.functions import Collate, Reverse, Upper

Rijen = TypeVar("Rijen", bound=QuerySet[Any])


def nummer_begin() -> Collate:
    """A number as its index has it: capitals or not, and sorted in a way that a beginning can be looked up in."""
    return Collate(Upper("nummer"), "C")


def nummer_einde() -> Collate:
    return Collate(Reverse(Upper("nummer")), "C")


def met_nummer(rijen: Rijen, nummer: str) -> list[Rijen]:
    """The rows whose number begins so, and those whose number ends so: each has an index of its own."""
    tekst = nummer.upper()
    return [
        rijen.alias(nummer_begin=nummer_begin()).filter(nummer_begin__startswith=tekst),
        rijen.alias(nummer_einde=nummer_einde()).filter(nummer_einde__startswith=tekst[::-1]),
    ]

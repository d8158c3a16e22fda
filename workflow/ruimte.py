"""Rooms between `workflow` and the workflows: what each adds to the pages that everybody shares.

A workflow declares itself as a `Process`; a room that serves several workflows and has no cases of its own (meetings)
as a `Ruimte`. So the menu, the home page, the calendar and the record know of it without importing it.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string

from organisations.actor import Actor
from workflow.process import Werktaak


@dataclass(frozen=True, kw_only=True)
class Bijeenkomst:
    """Something at an hour, as it goes into a calendar that may be read by others: no names, and nothing of a case.

    `verschoven` counts how often it moved; `afgelast` takes it out of calendars that have it.
    """

    kenmerk: str
    begin: datetime
    einde: datetime
    titel: str
    plaats: str
    pad: str
    gewijzigd_op: datetime
    verschoven: int
    afgelast: bool = False


@dataclass(frozen=True, kw_only=True)
class Ruimte:
    naam: str
    """The namespace of its addresses."""
    menu: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    """Pages in the menu, by role: label and name of the url."""
    zelden: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    """The same, for who has a full menu: under "Meer"."""
    taken: Callable[[Actor], Iterable[Werktaak]] = lambda actor: ()
    """What awaits this actor here, for the home page."""
    bijeenkomsten: Callable[[Actor], Iterable[Bijeenkomst]] = lambda actor: ()
    """What goes into the calendar of this hat."""
    paginas: Mapping[str, str] = field(default_factory=dict)
    """Pages as they are called in the record of reads: name of the page, in words."""
    acties: Mapping[str, str] = field(default_factory=dict)
    """Acts as they are called in the record, in words."""


@cache
def ruimtes() -> tuple[Ruimte, ...]:
    """Every registered room, from settings.WORKFLOW_RUIMTES (dotted paths)."""
    return tuple(import_string(pad) for pad in settings.WORKFLOW_RUIMTES)

"""What a workflow adds to the place of the family: a track as the home tells it, its papers, and its words.

The home of a family shows every track of every child, of whatever workflow. What all tracks have (state, terms, papers,
appointments, people, who looked) it reads itself; what only the workflow knows, that workflow says by a `Gezinsdeel`.
A workflow that declares none is shown by the words of its states.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django.db.models import QuerySet

from cases.models import Zaak
from deadlines.models import Termijn
from documents.models import Document
from organisations.actor import Actor
from organisations.rollen import Rol


@dataclass(frozen=True, kw_only=True)
class Gezinsvraag:
    """One thing that is asked of this person now: to react, to sign, to read, to choose.

    `knop` names the button that leads to `url`. `mag` is true when it is offered and not demanded. A sentence of
    `uitleg` is in the form of this person ("u" or "je"), as is `knop`.
    """

    titel: str
    uitleg: str
    knop: str
    url: str
    uiterlijk: date | None = None
    mag: bool = False


@dataclass(frozen=True, kw_only=True)
class Spoor:
    """One track, as its workflow tells it to this person. What is empty is not shown."""

    gevraagd: tuple[Gezinsvraag, ...] = ()
    wie_nu: str = ""
    """Who is to act, by what the family calls them; empty when nothing is waited for."""
    straks: str = ""
    """What comes after this, in a few words without a full stop."""
    termijnen: tuple[Termijn, ...] = ()
    """The terms this person waits for or must meet, the one that matters most first; the calendar has the same."""


class Gezinsdeel:
    """The part of one workflow in the place of a family: made once per page, for the cases of its kind.

    `vragen` are read in one statement with those of the home and of the other workflows (docs/adr/0027); only after
    that the other methods are called. They ask nothing: the terms of each case hang on it already.
    """

    waarom: ClassVar[Mapping[str, str]] = {}
    """Role → why somebody in it may look, where this track has better words than `gezinsinzage.WAAROM`."""
    lezingen: ClassVar[Mapping[str, tuple[str, str]]] = {}
    """Begin of the name of a page → what somebody did who read it, and why; for reads unlike reading the dossier."""

    def __init__(self, actor: Actor, zaken: Sequence[Zaak]) -> None:
        self.actor = actor
        self.zaken = zaken

    @property
    def jij(self) -> bool:
        """A pupil is addressed with "jij"."""
        return self.actor.rol == Rol.LEERLING

    def u(self, voor_ouder: str, voor_leerling: str) -> str:
        """Both are written out, as in the templates."""
        return voor_leerling if self.jij else voor_ouder

    def vragen(self) -> Iterable[QuerySet[Any, Any]]:
        """What has to be read of these cases, without the rows of the other parent."""
        return ()

    def spoor(self, zaak: Zaak) -> Spoor:
        """Where this case stands for this person."""
        return Spoor()

    def papiertitel(self, zaak: Zaak, document: Document) -> str:
        """Under which name the family knows this paper; empty: not to be shown (yet)."""
        return document.titel

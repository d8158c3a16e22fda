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

    `knop` names the button that leads to `url`. `mag` is true when it is offered and not demanded. `gevolg` says what
    follows when this person does not want to. All of it is in the form of this person ("u" or "je").
    """

    titel: str
    uitleg: str
    knop: str
    url: str
    uiterlijk: date | None = None
    mag: bool = False
    gevolg: str = ""


@dataclass(frozen=True, kw_only=True)
class Verteld:
    """Something this person told, said so to that person: "U tekende het plan". `url` is where it can be read."""

    wat: str
    op: date
    url: str


@dataclass(frozen=True, kw_only=True)
class Afgesproken:
    """Something this person is to do as was agreed: by when, how far it is, and where to tell more."""

    wat: str
    stand: str
    soort: str
    url: str
    uiterlijk: date | None = None


@dataclass(frozen=True, kw_only=True)
class Beller:
    """Somebody of this track to call, before the people that every case has."""

    naam: str
    functie: str
    telefoon: str = ""
    taak: str = ""
    """What this person does, in one sentence."""


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
    verteld: tuple[Verteld, ...] = ()
    """What this person told in this track, beside views and what was signed in the signing room."""
    bellen: tuple[Beller, ...] = ()
    afgesproken: tuple[Afgesproken, ...] = ()


@dataclass(frozen=True)
class Inzageregel:
    """One person who is no family, on one day: what this person did, and why that was allowed."""

    dag: date
    naam: str
    rol: str
    wat: str
    waarom: str


class Gezinsdeel:
    """The part of one workflow in the place of a family: made once per page, for the cases of its kind.

    `vragen` are read in one statement with those of the home and of the other workflows (docs/adr/0027); only after
    that the other methods are called. They ask nothing: the terms of each case and the appointments of the family
    hang on it already. `objecten` are the workflow's own rows of these cases, read in the same statement.
    """

    waarom: ClassVar[Mapping[str, str]] = {}
    """Role → why somebody in it may look, where this track has better words than `gezinsinzage.WAAROM`."""
    lezingen: ClassVar[Mapping[str, tuple[str, str]]] = {}
    """Begin of the name of a page → what somebody did who read it, and why; for reads unlike reading the dossier."""

    def __init__(self, actor: Actor, zaken: Sequence[Zaak], objecten: QuerySet[Any, Any]) -> None:
        self.actor = actor
        self.zaken = zaken
        self.objecten = objecten

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

    def object_van(self, zaak: Zaak) -> Any:
        """The workflow's own row of this case."""
        obj = next(rij for rij in self.objecten if rij.zaak_id == zaak.pk)
        obj.zaak = zaak
        return obj

    def spoor(self, zaak: Zaak) -> Spoor:
        """Where this case stands for this person."""
        return Spoor()

    @classmethod
    def te_bellen(cls, actor: Actor, zaak: Zaak) -> Iterable[Beller]:
        """Whom this person can call in this track, for pages that do not read the track; in one question at most."""
        return ()

    @classmethod
    def van_buiten(cls, zaak: Zaak) -> Iterable[Inzageregel]:
        """Who read something of this case without an account here, for the page that says who looked."""
        return ()

    def papiertitel(self, zaak: Zaak, document: Document) -> str:
        """Under which name the family knows this paper; empty: not to be shown (yet)."""
        return document.titel

"""The declaration of a workflow as data. `perform` and `edit` interpret it; behaviour stays in named functions."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.module_loading import import_string

from cases.compartimenten import Compartiment
from cases.fouten import NietGevonden
from cases.models import Dossier, Ouder, Zaak
from documents.models import Documentsoort
from organisations.actor import Actor
from organisations.models import Lidmaatschap, School, User
from workflow.gezinsdeel import Gezinsdeel
from workflow.tekenregel import Tekenregel
from workflow.terugpost import Terugpost

Mag = Callable[[Actor, Any], bool]

Gevraagd = Callable[[Actor, Zaak], bool]

STARTEN = "starten"
"""Name in the audit record of the start of a case; no action may be called so."""


def niemand_gevraagd(actor: Actor, zaak: Zaak) -> bool:
    """Who acts sees the case."""
    return False


@dataclass
class Uitvoering:
    """One call of `perform`, as its rules and effects see it. `obj` is the workflow's own row, `doel` a child of it."""

    zaak: Zaak
    obj: Any
    doel: Any
    by: Actor
    data: dict[str, Any]
    nu: datetime
    actie: str
    resultaat: dict[str, Any] = field(default_factory=dict)
    vast: dict[str, Any] = field(default_factory=dict)
    """What the record keeps of it besides: dates and kinds, nothing that somebody typed."""
    woorden: dict[str, str] = field(default_factory=dict)
    """For the texts of its messages, beside {nummer} and {leerling}."""
    tussen: dict[str, Any] = field(default_factory=dict)
    """What `daarna` found out and the letters need; kept nowhere."""

    @property
    def vandaag(self) -> date:
        return self.by.vandaag


@dataclass
class Bewerking:
    """One call of `edit`."""

    zaak: Zaak
    obj: Any
    by: Actor
    data: dict[str, Any]
    nu: datetime
    deel: str
    verwachte_versie: int | None
    resultaat: dict[str, Any] = field(default_factory=dict)
    vast: dict[str, Any] = field(default_factory=dict)
    """What the record keeps of it besides: numbers and kinds, nothing that somebody typed."""


@dataclass
class Aanvang:
    """One call of `start`, as its rules see it: the dossier, locked, and later the new case."""

    dossier: Dossier
    by: Actor
    data: dict[str, Any]
    nu: datetime


@dataclass(frozen=True, kw_only=True)
class Begin:
    """How a case of this kind comes to be: who may, what is asked, and which rows it needs beside the envelope.

    `school` checks the rules (Geweigerd with what to do) and names the school the case is for; `maak` writes the
    workflow's own row. A case that an office enters is known to the samenwerkingsverband from the start.
    """

    mag: Callable[[Actor, Dossier], bool]
    school: Callable[[Aanvang], School]
    maak: Callable[[Aanvang, Zaak], None]
    status: str
    gebeurd: str
    gezin: str


@dataclass(frozen=True, kw_only=True)
class Ontvanger:
    """Somebody to tell: in the inbox (user), by mail (user's or own address)."""

    user: User | None = None
    ouder: Ouder | None = None
    rol: str = ""

    @property
    def wie(self) -> str:
        """This person, in the key by which a message or a letter is made once."""
        return f"u{self.user.pk}" if self.user else f"o{self.ouder.pk if self.ouder else 0}"


@dataclass(frozen=True, kw_only=True)
class Termijnmelding:
    """What is told before or after the last day of a term, to whom, and on which days.

    `dagen` counts from the last day (away from it), by the policy that binds the case; `elke` repeats after the last
    of them. Texts may use {nummer}, {leerling}, {termijn}, {dag} and {over}, in the inbox only.
    """

    aan: Callable[[Zaak, date], Iterable[Ontvanger]]
    dagen: Callable[[Any], Iterable[int]] = lambda obj: ()
    elke: Callable[[Any], int] = lambda obj: 0
    onderwerp: str
    tekst: str


@dataclass(frozen=True, kw_only=True)
class Termijnregel:
    """When a term starts and with what parameters (weeks, days) from the policy that binds the case.

    `vooraf` is told before the last day, `on_lapse` is done by the system when it has passed, `te_laat` is told as
    long as the term is open after that. `stil` is told while it stands still without a last day: `elke` so many days.
    """

    vanaf: Callable[[Uitvoering], date]
    parameters: Callable[[Uitvoering], dict[str, Any]] = lambda u: {}
    vooraf: Termijnmelding | None = None
    on_lapse: str = ""
    te_laat: Termijnmelding | None = None
    stil: Termijnmelding | None = None


@dataclass(frozen=True, kw_only=True)
class Papier:
    """A document to be made: frozen merge data for one letter."""

    brief: str
    titel: str
    naam: str
    gegevens: dict[str, Any]
    compartiment: Compartiment
    soort: Documentsoort = Documentsoort.BRIEF
    sleutel: str
    te_verzegelen: bool = False
    gezinslid_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class Berichtregel:
    """A message: who gets it and its text; `onderwerp` and `tekst` may use {nummer} and {leerling} (inbox only).

    `jij` is subject and text to the pupil, where the same words do not fit.
    """

    aan: Callable[[Uitvoering], Iterable[Ontvanger]]
    onderwerp: str
    tekst: str
    jij: tuple[str, str] | None = None
    wettelijk: bool = False
    """True: the law asks us to tell it, so it is mailed whatever somebody chose, and goes on paper when mail fails."""


@dataclass(frozen=True, kw_only=True)
class Action:
    """One action: the FSM method of the same name, who may, and the effects it declares.

    `voorbereiden` checks rules that need data and returns the arguments of the FSM method; `daarna` writes child rows.
    """

    naam: str
    label: str
    mag: Mag
    doel: type[models.Model] | None = None
    voorbereiden: Callable[[Uitvoering], dict[str, Any]] = lambda u: {}
    daarna: Callable[[Uitvoering], None] | None = None
    starts: tuple[str, ...] = ()
    stops: tuple[str, ...] = ()
    suspends: tuple[str, ...] = ()
    resumes: tuple[str, ...] = ()
    hervat_op: Callable[[Uitvoering], date] = lambda u: u.vandaag
    """The day on which came what the terms in `resumes` waited for: B of Awb 4:15."""
    papieren: tuple[Callable[[Uitvoering], Iterable[Papier]], ...] = ()
    berichten: tuple[str, ...] = ()
    reauthenticate: bool = False
    zonder_inzage: Gevraagd = niemand_gevraagd
    """Who may do this one act without seeing the case: somebody asked by name, who has not said yes."""
    systeem: bool = False
    gebeurd: str = ""
    """The same in the past tense, for the story of the case; the label when empty."""
    gezin: str = ""
    """The same for the family, in words that fit both "u" and "je"; the words of the new state when empty."""
    icoon: str = "point"
    geheim: bool = False
    """True: only the offices read it in the story until an act that `openbaart` (a signed decision, domain.md §3)."""
    openbaart: bool = False
    """True: what was kept back is told from here on."""
    doet_teniet: bool = False
    """True: what was kept back until here did not come to be, and is never told outside the offices."""


@dataclass(frozen=True, kw_only=True)
class Deel:
    """A part of a case that can be edited: who may, which version is there now, and how it is written."""

    naam: str
    label: str
    mag: Mag
    versie: Callable[[Bewerking], int] = lambda b: 0
    schrijf: Callable[[Bewerking], None]
    sessie: bool = True
    """False: every write is an audit row of its own (a note, an upload), not one per editing session."""
    ook_familie: bool = False
    """True: also for somebody of the family of the pupil who works here, who may otherwise not work on the case."""
    schrijfwerk: bool = False
    """True: written row by row, but told as one stretch of work."""
    gebeurd: str = ""
    """In the past tense, for the story of the case; the label when empty."""
    voor_allen: bool = False
    """True: school and offices both read that it happened; otherwise only the side that wrote it."""
    gezin: str = ""
    """That it happened, told to the whole family; not told to who did not do it when empty."""
    icoon: str = "pencil"
    deur: Callable[[Actor, Zaak, dict[str, Any]], bool] = lambda actor, zaak, data: False
    """True: somebody who does not see the case may write this part of it all the same, for it was asked by name."""


@dataclass(frozen=True, kw_only=True)
class Toestand:
    """How a state is shown: label, badge, who is to act, and the same in plain words for the family."""

    label: str
    soort: str
    aan_zet: frozenset[str] = frozenset()
    voor_gezin: str = ""
    wat_nu: str = ""
    open: bool = True
    uitkomst: bool = False
    """True: the outcome is known; what may still come after it (an objection) is for nobody here to wait on."""


@dataclass(frozen=True, kw_only=True)
class Automatisch:
    """Work the system does by itself: the sweep performs `actie` on each zaak id that `welke` finds."""

    actie: str
    welke: Callable[[datetime], Iterable[int]]
    data: Callable[[int], dict[str, Any]] = lambda zaak_id: {}
    """What the action is told, by case."""
    klaar: Callable[[int, datetime, dict[str, Any]], None] | None = None
    """Marks what asked for it, with what the action is told: in the same transaction, under the lock of the case."""


@dataclass(frozen=True, kw_only=True)
class Agendakeuze:
    """One more question at an item, beside some of its outcomes: whom the commission proposes. It may stay open."""

    label: str
    leeg: str
    bij: frozenset[str]
    """The outcomes with which the answer counts."""
    keuzes: Callable[[Any, date], Iterable[tuple[str, str]]]
    """The answers there are on this day, for the workflow's own row: key, and words."""
    woorden: Callable[[str], str]
    """What was answered, by its key, as page and minutes tell it."""


@dataclass(frozen=True, kw_only=True)
class Agendasoort:
    """What a commission can discuss of a case of this kind: who may ask for it, and what can come of it.

    `na_uitkomst` names by outcome the action that whoever records it performs with it, in the same transaction. What is
    known then is `uitkomst` (a key of `uitkomsten`), `advies` (the text), `keuze` (a key of `keuze`, or nothing),
    `besproken_op` and `vergadering_id`; `gegevens` makes of it what that action asks. An outcome without an action is
    only on record.
    """

    label: str
    mag: Mag
    uitkomsten: Mapping[str, str]
    keuze: Agendakeuze | None = None
    na_uitkomst: Mapping[str, str] = field(default_factory=dict)
    gegevens: Callable[[dict[str, Any]], dict[str, Any]] = lambda bekend: bekend


@dataclass(frozen=True, kw_only=True)
class Werktaak:
    """Something a person has to do that is not simply "this case is yours now": a signature, a batch to print."""

    titel: str
    url: str
    status: str = "Te doen"
    soort: str = "warning"
    uiterlijk: date | None = None


@dataclass(frozen=True)
class Openstaand:
    """What was asked of somebody by name and is not done: in words, with the number of the case and nothing more."""

    wat: str
    zaak: str
    uiterlijk: date | None = None


@dataclass(frozen=True, kw_only=True)
class Process:
    """A workflow. `model` has a OneToOne `zaak` and a protected FSM field `status`."""

    kind: str
    label: str
    model: type[models.Model]
    begin: Begin
    toestanden: Mapping[Any, Toestand]
    actions: tuple[Action, ...]
    delen: tuple[Deel, ...] = ()
    termijnen: Mapping[str, Termijnregel] = field(default_factory=dict)
    berichten: Mapping[str, Berichtregel] = field(default_factory=dict)
    automatisch: tuple[Automatisch, ...] = ()
    agendapunten: Mapping[str, Agendasoort] = field(default_factory=dict)
    """What of a case can be put on the agenda of a commission, by key."""
    tekenregels: Mapping[str, Tekenregel] = field(default_factory=dict)
    """What is signed in the signing room, by `Ondertekenstuk.soort`."""
    terugpost: Terugpost | None = None
    """What it sends by post itself, for when that comes back."""
    taken: Callable[[Actor], Iterable[Werktaak]] = lambda actor: ()
    """Work for this actor beside the cases that are his to move on."""
    al_gedaan: Callable[[Actor, Iterable[int]], set[int]] = lambda actor, zaak_ids: set()
    """Of these cases, those in which this actor has done his part although his role is to act."""
    zonder_besluit: Callable[[Iterable[int]], set[int]] = lambda zaak_ids: set()
    """Of these cases, those that ended without a decision: they tell nothing about how long deciding takes."""
    als_vervanger: Callable[[Actor], str] = lambda actor: ""
    """Why what is this role's turn is not yet this actor's own work, as a sentence: somebody else comes first."""
    openstaand: Callable[[Lidmaatschap], Iterable[Openstaand]] = lambda lid: ()
    """What this hat still owes, for who ends it."""
    gezinsdeel: type[Gezinsdeel] = Gezinsdeel
    """What this workflow tells in the place of the family: where a case stands, what is asked, its terms and papers."""
    gezin_naam: tuple[str, str] = ("Het traject", "Jouw traject")
    """What the family calls a case of this kind: to a parent and to the pupil."""
    tabs: Callable[[Actor, Zaak], Iterable[tuple[str, str, str]]] = lambda actor, zaak: ()
    """Tabs of the case page for this actor: key, label, url."""
    zoek: Callable[[Actor, str], list[models.QuerySet[Any]]] | None = None
    """Ids of cases that carry a number of this workflow that begins or ends so, as far as this actor may read it."""
    menu: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    """Pages of this workflow in the menu, by role: label and name of the url."""
    zelden: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    """The same, of what is seldom needed: under "Meer"."""
    beginnen: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Where a role starts a case of this kind from its home page: label and name of the url."""
    paginas: Mapping[str, str] = field(default_factory=dict)
    """Pages of this workflow as they are called in the record of reads: name of the page, in words."""
    detail_url: str = ""
    gezin_url: str = ""

    def action(self, naam: str) -> Action:
        """The action of this name; a case of another kind has none."""
        gevonden = next((action for action in self.actions if action.naam == naam), None)
        if gevonden is None:
            raise NietGevonden
        return gevonden

    def deel(self, naam: str) -> Deel:
        gevonden = next((deel for deel in self.delen if deel.naam == naam), None)
        if gevonden is None:
            raise NietGevonden
        return gevonden

    def object_van(self, zaak: Zaak) -> Any:
        return self.model._default_manager.get(zaak=zaak)


@cache
def processen() -> Mapping[str, Process]:
    """Every registered workflow by kind, from settings.WORKFLOW_PROCESSES (dotted paths)."""
    alle: list[Process] = [import_string(pad) for pad in settings.WORKFLOW_PROCESSES]
    return {process.kind: process for process in alle}


def process_van(zaak: Zaak) -> Process:
    return processen()[zaak.soort]

"""What the checklist is made of: the facts it looks at, a requirement, and how one stands."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from documents.models import Documentsoort
from workflow.secties import als_datum


@dataclass(frozen=True)
class Gevraagde:
    """Somebody who was asked to sign or to react on the version that counts."""

    rol: str
    naam: str
    uitkomst: str
    ouder_id: int | None = None
    oude_versie: bool = False
    """What this person signed is no longer what is written."""


@dataclass(frozen=True)
class Feiten:
    """All that the requirements look at, gathered once; no queries below this line."""

    vandaag: date
    """The day as of which papers must be recent: of receipt, before that today."""
    eigen_stem: bool
    antwoorden: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    klaar: frozenset[str] = frozenset()
    """Sections that hold all they need."""
    stukken: frozenset[str] = frozenset()
    """Kinds of documents that are there."""
    ouders: Mapping[int, str] = field(default_factory=dict)
    """Guardians with gezag today: id → name."""
    gevraagd: tuple[Gevraagde, ...] = ()
    toestemming: frozenset[tuple[int, str]] = frozenset()
    """Consent in force: (guardian, purpose)."""
    gereageerd: frozenset[int] = frozenset()
    """Guardians who gave their view."""
    opp_maanden: int = 12
    onderzoek_maanden: int = 24
    beoordelingen: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Requirement → (status in Eisstatus, reason of the school)."""

    def antwoord(self, sectie: str, vraag: str) -> Any:
        return self.antwoorden.get(sectie, {}).get(vraag)

    def dag(self, sectie: str, vraag: str) -> date | None:
        return als_datum(self.antwoord(sectie, vraag))


Toets = Callable[[Feiten], list[str]]
"""What is still missing, as short sentences; empty when the requirement is met."""


@dataclass(frozen=True, kw_only=True)
class Eis:
    """One requirement. `sectie` is where the school meets it, or "handtekeningen"."""

    sleutel: str
    label: str
    waarom: str
    bron: str
    sectie: str
    toets: Toets
    stukken: tuple[Documentsoort, ...] = ()
    ontheffing: bool = True

    @property
    def is_van_mensen(self) -> bool:
        """Met by what people signed, said or allowed: facts that are kept here, not a text to be judged."""
        return self.sectie == "handtekeningen"


@dataclass(frozen=True)
class Eisstand:
    """A requirement as it stands: voldaan, nog_niet, ontheffing_gevraagd, ontheffing_verleend or ontheffing_geweigerd.

    `beoordeling` is what the secretariat noted (Eisstatus), "" when nothing was noted yet.
    """

    eis: Eis
    stand: str
    ontbreekt: tuple[str, ...] = ()
    reden: str = ""
    beoordeling: str = ""

    @property
    def voldaan(self) -> bool:
        return self.stand in ("voldaan", "ontheffing_verleend")

    @property
    def open(self) -> bool:
        """Nothing was done about it: not met, and no waiver asked or granted."""
        return self.stand in ("nog_niet", "ontheffing_geweigerd")

    @property
    def label(self) -> str:
        return STANDLABELS[self.stand][0]

    @property
    def soort(self) -> str:
        """Kind of badge."""
        return STANDLABELS[self.stand][1]


@dataclass(frozen=True)
class Meter:
    """The checklist for the eye: what remains first, what is in order after it."""

    rijen: list[Eisstand]

    @property
    def nog(self) -> list[Eisstand]:
        return [rij for rij in self.rijen if not rij.voldaan]

    @property
    def klaar(self) -> list[Eisstand]:
        return [rij for rij in self.rijen if rij.voldaan]


STANDLABELS = {
    "voldaan": ("Voldaan", "success"),
    "nog_niet": ("Nog niet", "warning"),
    "ontheffing_gevraagd": ("Ontheffing gevraagd", "neutral"),
    "ontheffing_verleend": ("Ontheffing verleend", "success"),
    "ontheffing_geweigerd": ("Ontheffing geweigerd", "error"),
}

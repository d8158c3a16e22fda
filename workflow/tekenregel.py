"""What a workflow declares about signing: who signs which paper, in which order, and what follows from it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from cases.compartimenten import Compartiment
from cases.models import Leerling, Ouder
from documents.models import Documentsoort, Handtekening
from organisations.actor import Actor
from organisations.models import School, User
from organisations.rollen import Rol

Uitkomst = Handtekening.Uitkomst

TEKENEN_OF_NIET: tuple[str, ...] = (Uitkomst.GETEKEND, Uitkomst.GEWEIGERD)
OOK_GEZIEN: tuple[str, ...] = (Uitkomst.GETEKEND, Uitkomst.GEZIEN, Uitkomst.GEWEIGERD)
NAKIJKERS = (Rol.SECRETARIAAT, Rol.VOORZITTER, Rol.PLV_VOORZITTER)


@dataclass(frozen=True, kw_only=True)
class Tekenaar:
    """One person to be asked: an account, a parent or the pupil, or (with a name alone) somebody who signs on paper.

    `groep` is the turn: group 2 is asked when enough of group 1 signed. Within a group everybody is asked at once.
    """

    rol: str
    naam: str
    groep: int = 1
    functie: str = ""
    school: School | None = None
    """For which school staff sign; found by itself when this person has the role at one school only."""
    user: User | None = None
    ouder: Ouder | None = None
    leerling: Leerling | None = None
    keuzes: tuple[str, ...] = TEKENEN_OF_NIET
    moet_tekenen: bool = True
    """False: "seen, not agreed" is an answer with which the paper can become complete."""


def bureau_van_de_zaak(actor: Actor, obj: Any) -> bool:
    """Secretariat and commission of the samenwerkingsverband of the case."""
    return actor.is_swv_bureau and actor.swv_id == obj.zaak.swv_id


def kijkt_papier_na(actor: Actor, obj: Any) -> bool:
    """The secretariat compares scan and original; an office of one person has the chair."""
    return actor.rol in NAKIJKERS and actor.swv_id == obj.zaak.swv_id


def niemand_neemt_over(obj: Any, rij: Handtekening, op: date) -> Iterable[User]:
    """Passing a request on is not allowed unless a workflow says to whom."""
    return ()


def niets_tegen(user_id: int, rij: Handtekening, obj: Any, op: date) -> str:
    """No rule of the workflow keeps this person from signing."""
    return ""


@dataclass(frozen=True, kw_only=True)
class Tekenregel:
    """How one kind of paper (`Ondertekenstuk.soort`) is signed. Rules get the workflow's own row, `obj`.

    `na_…` are names of actions that the system performs, with `stuk_id` and, of one person, `handtekening_id` in their
    data: the facts are kept first, so that nothing is lost when an action breaks off.
    """

    titel: str
    wie: Callable[[Any, date], Iterable[Tekenaar]]
    nodig: Mapping[int, int] = field(default_factory=dict)
    """By group how many of those asked it takes; all of them when a group is not named."""
    gezin: int | None = None
    """The group in which everybody signs who speaks for the pupil, and from 16 the pupil. It follows gezag: who gets it
    is asked too, and who lost it is not waited for. None: who was asked at first."""
    dagen: Callable[[Any], int] = lambda obj: 14
    """Days to answer, from the day a person is asked."""
    herinner: Callable[[Any], Iterable[int]] = lambda obj: (7, 2)
    """So many days before the last one a reminder goes."""
    verloopt_na: Callable[[Any], int | None] = lambda obj: None
    """So many days after the last one the request lapses; never when None."""
    groep_open: Callable[[Any, int], bool] = lambda obj, groep: True
    """Whether the state of the case lets this group be asked and answer: a talk may have to come first."""
    gaat_over_naar: Callable[[Any, Handtekening, date], Iterable[User]] = niemand_neemt_over
    """To whom of the same role somebody may pass the own request on; nobody when empty. Never for parent or pupil."""
    waarom_niet: Callable[[int, Handtekening, Any, date], str] = niets_tegen
    """Why this person may not sign on this day, as a sentence: nobody approves what is his own."""
    beheert: Callable[[Actor, Any], bool] = bureau_van_de_zaak
    """Who follows it: reminds, asks again, withdraws, makes letters with codes, enters what came on paper."""
    kijkt_na: Callable[[Actor, Any], bool] = kijkt_papier_na
    """Who compares a scan with the original; never the one who entered it."""
    belt: frozenset[str] = frozenset({Rol.SECRETARIAAT})
    """Whose work it becomes to call somebody who did not answer in time: nothing else says so, for it never lapses."""
    weigergevolg: Callable[[Handtekening, Any], str] = lambda rij, obj: ""
    """What it means not to sign, in plain words, shown before somebody chooses."""
    uitleg: Callable[[Handtekening, Any], str] = lambda rij, obj: ""
    """What signing means, in one or two sentences above the paper."""
    in_te_trekken: bool = True
    """Whether who manages it may withdraw it here. False when the workflow has an act for that: the case would
    otherwise stand still with nothing to sign."""
    na_groep: Mapping[int, str] = field(default_factory=dict)
    na_getekend: str = ""
    na_weigering: str = ""
    na_verlopen: str = ""
    na_intrekking: str = ""
    eindnaam: str = "getekend.pdf"
    documentsoort: Documentsoort = Documentsoort.BRIEF
    compartiment: Compartiment = Compartiment.DOSSIER

    @property
    def acties(self) -> set[str]:
        """Every action that follows from signing."""
        namen = {self.na_getekend, self.na_weigering, self.na_verlopen, self.na_intrekking, *self.na_groep.values()}
        return namen - {""}

"""What a workflow itself sends by post and can come back: it stands in the list of post that came back."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from cases.models import Zaak
from organisations.actor import Actor


@dataclass(frozen=True, kw_only=True)
class Gepost:
    """Something on the post that can still come back, as it is offered in a list."""

    pk: int
    wat: str
    zaaknummer: str
    gepost_op: date


@dataclass(frozen=True, kw_only=True)
class Teruggekomen:
    """Something that came back and about which nothing was decided yet; `url` is where that is done."""

    zaak: Zaak
    wat: str
    aan: str
    telefoon: str
    gepost_op: date
    terug_op: date
    reden: str
    url: str


@dataclass(frozen=True, kw_only=True)
class Terugpost:
    """What can have come back, by number; how that is noted (day, words on the envelope); and what still lies there."""

    te_kiezen: Callable[[Actor], Iterable[Gepost]]
    noteer: Callable[[Actor, int, date, str], None]
    open: Callable[[Actor], Iterable[Teruggekomen]]

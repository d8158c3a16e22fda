"""`record` writes one event, `record_lezing` one read; `weigeringen_bewaard` lets refusals outlive a rollback."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol, TypedDict, Unpack

from django.db import connection, transaction
from django.utils import timezone

from audit.models import Gebeurtenis, Lezing, Soort
from audit.verzoek import verzoek_id

GROOTSTE_ID = 2**63 - 1
LEESSESSIE = timedelta(minutes=15)
"""Reading the same again within this time is not recorded again."""
SLOT_KETEN = 7201
SLOT_SNEDE = 7202
"""Advisory locks: one chain at a time, and (shared by all writers) the cut of a checkpoint."""


class Wie(Protocol):
    """What the record needs to know of an actor; every hat, and the system, offers it."""

    @property
    def gebruiker_id(self) -> int | None: ...
    @property
    def hoed_id(self) -> int | None: ...
    @property
    def rol(self) -> str: ...


@dataclass(frozen=True)
class Systeem:
    """The system itself, for the upkeep of the record."""

    gebruiker_id: int | None = None
    hoed_id: int | None = None
    rol: str = "systeem"


def record(
    wie: Wie,
    actie: str,
    *,
    soort: Soort = Soort.SCHRIJVEN,
    swv_id: int | None = None,
    zaak_id: int | None = None,
    leerling_id: int | None = None,
    object_soort: str = "",
    object_id: int | None = None,
    moment: datetime | None = None,
    **bijzonderheden: Any,
) -> Gebeurtenis:
    """Write one event. `bijzonderheden` holds identifiers and field names only, never what somebody typed.

    A refusal must be recorded whatever was asked for: what no row can be called is cut off or left out.
    """
    rij = Gebeurtenis(
        moment=moment or timezone.now(),
        soort=soort,
        actie=actie[:80],
        gebruiker_id=wie.gebruiker_id,
        hoed_id=wie.hoed_id,
        rol=wie.rol,
        swv_id=swv_id,
        zaak_id=zaak_id,
        leerling_id=leerling_id,
        object_soort=object_soort,
        object_id=_past(object_id),
        bijzonderheden=bijzonderheden,
        verzoek_id=verzoek_id.get(),
    )
    if soort == Soort.WEIGERING and _stel_uit(rij):
        return rij
    _schrijf(rij)
    return rij


def _past(nummer: int | None) -> int | None:
    return nummer if nummer is None or nummer <= GROOTSTE_ID else None


def _schrijf(rij: Gebeurtenis) -> None:
    """Add the row; a write on a Zaak becomes the next link of its chain.

    Both locks are held until the transaction ends: the shared one so that a checkpoint never cuts between a number
    that was given out and its row, the other one so that a chain never forks.
    """
    with transaction.atomic(savepoint=False), connection.cursor() as cursor:
        snede = "SELECT pg_advisory_xact_lock_shared(%s, 0)"
        if rij.zaak_id is not None and rij.soort == Soort.SCHRIJVEN:
            keten = [SLOT_SNEDE, SLOT_KETEN, rij.zaak_id % 2_147_483_647]
            cursor.execute(f"{snede}, pg_advisory_xact_lock(%s, %s)", keten)
            _schakel_aan(rij)
        else:
            cursor.execute(snede, [SLOT_SNEDE])
        rij.save(force_insert=True)


def _schakel_aan(rij: Gebeurtenis) -> None:
    """Make the row the next link of the chain of its Zaak."""
    einde = (
        Gebeurtenis.objects.filter(zaak_id=rij.zaak_id, volgnummer__isnull=False)
        .order_by("-volgnummer")
        .values_list("volgnummer", "hash")
        .first()
    )
    laatste, rij.vorige = einde or (0, "")
    rij.volgnummer = (laatste or 0) + 1
    rij.hash = digest(rij)


def digest(rij: Gebeurtenis) -> str:
    """The hash over what the row says and the hash before it. Its place in the chain is checked by counting."""
    inhoud = [
        rij.vorige,
        rij.moment.astimezone(UTC).isoformat(),
        rij.soort,
        rij.actie,
        rij.gebruiker_id,
        rij.hoed_id,
        rij.rol,
        rij.swv_id,
        rij.zaak_id,
        rij.leerling_id,
        rij.object_soort,
        rij.object_id,
        rij.bijzonderheden,
        rij.verzoek_id,
    ]
    return hashlib.sha256(json.dumps(inhoud, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


class Waarvan(TypedDict, total=False):
    """What was read."""

    swv_id: int | None
    zaak_id: int | None
    leerling_id: int | None
    object_soort: str
    object_id: int | None


def record_lezing(
    wie: Wie, wat: str, *, grond: dict[str, Any], moment: datetime | None = None, **waarvan: Unpack[Waarvan]
) -> Lezing:
    """Write one read of the page or paper `wat`, with the ground that made it visible at that moment."""
    rij = _lezing(wie, wat, grond, waarvan, moment or timezone.now())
    rij.save(force_insert=True)
    return rij


def record_lezingen(wie: Wie, wat: str, *, gronden: Iterable[tuple[dict[str, Any], Waarvan]]) -> None:
    """The same of one page about several cases, together."""
    nu = timezone.now()
    Lezing.objects.bulk_create([_lezing(wie, wat, grond, waarvan, nu) for grond, waarvan in gronden])


def _lezing(wie: Wie, wat: str, grond: dict[str, Any], waarvan: Waarvan, moment: datetime) -> Lezing:
    nummer = _past(waarvan.pop("object_id", None))
    return Lezing(
        moment=moment,
        actie=_leesactie(wat),
        gebruiker_id=wie.gebruiker_id,
        hoed_id=wie.hoed_id,
        rol=wie.rol,
        object_id=nummer,
        grond=grond,
        verzoek_id=verzoek_id.get(),
        **waarvan,
    )


def net_gelezen(wie: Wie, wat: str, *, nu: datetime, **waarvan: int | None) -> bool:
    """Whether this person, in this hat, read the page `wat` of the same case or dossier a moment ago."""
    gelijk = {"actie": _leesactie(wat), "hoed_id": wie.hoed_id, **waarvan}
    eisen = " AND ".join(f"{kolom} {'IS NULL' if waarde is None else '= %s'}" for kolom, waarde in gelijk.items())
    waarden = [waarde for waarde in gelijk.values() if waarde is not None]
    with (
        connection.cursor() as cursor
    ):  # by hand: every page of a dossier or case asks it, and the ORM asks as much again
        cursor.execute(f"SELECT FROM audit_lezing WHERE moment >= %s AND {eisen} LIMIT 1", [nu - LEESSESSIE, *waarden])
        return cursor.fetchone() is not None


def net_gelezen_zaken(wie: Wie, wat: str, zaak_ids: Iterable[int], *, nu: datetime) -> set[int]:
    """The same for a page about several cases: of which of them it was read."""
    rijen = Lezing.objects.filter(
        moment__gte=nu - LEESSESSIE, actie=_leesactie(wat), hoed_id=wie.hoed_id, zaak_id__in=list(zaak_ids)
    )
    return {zaak_id for zaak_id in rijen.values_list("zaak_id", flat=True) if zaak_id is not None}


def _leesactie(wat: str) -> str:
    return f"lezen:{wat}"[:80]


# -- refusals outlive a rollback -------------------------------------------------------------------


@dataclass
class Weigeringen:
    """The refusals of one request: how many there were, and those that wait for the end of a transaction."""

    aantal: int = 0
    wachtend: list[Gebeurtenis] = field(default_factory=list)


_weigeringen: ContextVar[Weigeringen | None] = ContextVar("weigeringen", default=None)


@contextmanager
def weigeringen_bewaard() -> Iterator[Weigeringen]:
    """Around a request: what is refused inside a transaction is written after it, so that no rollback erases it."""
    weigeringen = Weigeringen()
    token = _weigeringen.set(weigeringen)
    try:
        yield weigeringen
    finally:
        _weigeringen.reset(token)
        for rij in weigeringen.wachtend:
            _schrijf(rij)


def _stel_uit(rij: Gebeurtenis) -> bool:
    """Whether this refusal waits for the end of the request, because the transaction around it may roll back."""
    weigeringen = _weigeringen.get()
    if weigeringen is None:
        return False
    weigeringen.aantal += 1
    if not _in_transactie():
        return False
    weigeringen.wachtend.append(rij)
    return True


def _in_transactie() -> bool:
    """In a transaction of our own; the one a test puts around everything does not count."""
    return any(not getattr(blok, "_from_testcase", False) for blok in connection.atomic_blocks)

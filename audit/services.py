"""`record` writes one event; `keten_klopt` checks the chain of one Zaak."""

import hashlib
import json
from collections.abc import Iterable
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any, Protocol

from django.db import connection
from django.utils import timezone

from audit.models import Gebeurtenis, Soort

GROOTSTE_ID = 2**63 - 1

verzoek_id: ContextVar[str] = ContextVar("verzoek_id", default="")


class Wie(Protocol):
    """What the record needs to know of an actor; every hat, and the system, offers it."""

    @property
    def gebruiker_id(self) -> int | None: ...
    @property
    def hoed_id(self) -> int | None: ...
    @property
    def rol(self) -> str: ...


def _digest(rij: Gebeurtenis) -> str:
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


def _laatste_hash(zaak_id: int) -> str:
    """Last hash of this Zaak's chain, holding a lock on the chain until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [7201, zaak_id % 2_147_483_647])
    laatste = (
        Gebeurtenis.objects.filter(zaak_id=zaak_id, soort=Soort.SCHRIJVEN)
        .order_by("-id")
        .values_list("hash", flat=True)
        .first()
    )
    return laatste or ""


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
        object_id=object_id if object_id is None or object_id <= GROOTSTE_ID else None,
        bijzonderheden=bijzonderheden,
        verzoek_id=verzoek_id.get(),
    )
    if zaak_id is not None and soort == Soort.SCHRIJVEN:
        rij.vorige = _laatste_hash(zaak_id)
        rij.hash = _digest(rij)
    rij.save(force_insert=True)
    return rij


def keten_klopt(gebeurtenissen: Iterable[Gebeurtenis]) -> bool:
    """Whether the writes of one Zaak, oldest first, still form the chain in which they were written."""
    vorige = ""
    for rij in gebeurtenissen:
        if rij.vorige != vorige or rij.hash != _digest(rij):
            return False
        vorige = rij.hash
    return True

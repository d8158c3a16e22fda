"""The key by which one act makes something for one person once; so its mail and its letter find each other."""

import hashlib
import json
import re
from typing import Any

from django.core.files.base import File
from django.db.models import Model, QuerySet

from workflow.process import Uitvoering

_VAN_DAAD = re.compile(r"[^:]+:([0-9]+:[0-9]+:[uo][0-9]+)")


def sleutel_van(wat: str, u: Uitvoering, wie: str) -> str:
    """What it is, of which case and act, and for whom (`Ontvanger.wie`, or a word for who is no person)."""
    return f"{wat}:{u.zaak.pk}:{u.zaak.versie}:{wie}"


def daad_en_persoon(sleutel: str | None) -> str:
    """What everything that this act made for this person shares; empty when the key is of something else."""
    gelezen = _VAN_DAAD.fullmatch(sleutel or "")
    return gelezen[1] if gelezen else ""


def afdruk(data: dict[str, Any]) -> str:
    """All that a form sent, as one short text: the same again is a double click, something else was typed anew."""
    return hashlib.sha256(json.dumps(data, default=_kaal, sort_keys=True).encode()).hexdigest()


def _kaal(waarde: Any) -> Any:
    """A row by its number: what it says may change by the very act."""
    if isinstance(waarde, Model):
        return waarde.pk
    if isinstance(waarde, QuerySet):
        return [rij.pk for rij in waarde]
    return [waarde.name, waarde.size] if isinstance(waarde, File) else str(waarde)

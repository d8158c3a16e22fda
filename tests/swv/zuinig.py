"""The press of the demo in tests that look at cases and not into letters; apart, since its processes import it."""

from datetime import datetime
from typing import Any
from unittest.mock import patch

from documents import brieven, werk
from documents.models import Document

_gedrukt: dict[str, bytes] = {}
_maak = brieven.maak


def maak_pdf(document: Document) -> bytes:
    """Checked and sealed as any letter, but each process draws only the first of its kind; the others are that one."""
    with patch.object(brieven, "maak", _eerste):
        return werk.maak_pdf(document)


def _eerste(naam: str, gegevens: dict[str, Any], *, gemaakt_op: datetime | None = None) -> bytes:
    if naam not in _gedrukt:
        _gedrukt[naam] = _maak(naam, gegevens, gemaakt_op=gemaakt_op)
    return _gedrukt[naam]

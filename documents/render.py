"""HTML template to PDF, in one place.

Every PDF we make is tagged and claims PDF/A-2a (it can be kept) and PDF/UA-1 (a screen reader can read it):
WeasyPrint writes the first, the second is added to its metadata (`documents.tekenaar`).
"""

import unicodedata
from datetime import datetime
from typing import Any

from django.template.loader import render_to_string

from documents.conf import BRIEF_BASIS, BRIEF_STATISCH


def render_pdf(template: str, context: dict[str, Any], *, titel: str, gemaakt_op: datetime | None = None) -> bytes:
    """Render a template to an accessible, archivable PDF.

    The bytes depend on template, context, title and moment only: rendering again after a crash gives the same file.
    """
    tekst = render_to_string(template, {**context, "titel": titel, "statisch": BRIEF_BASIS + BRIEF_STATISCH})
    return html_naar_pdf(tekst, gemaakt_op=gemaakt_op)


def html_naar_pdf(tekst: str, *, gemaakt_op: datetime | None = None) -> bytes:
    from documents import tekenaar  # noqa: PLC0415 - most processes never draw, and this takes long to load

    return tekenaar.teken(tekst, gemaakt_op=gemaakt_op)


def ontbrekende_tekens(tekst: str) -> set[str]:
    """Characters that our fonts cannot print: the caller warns before a letter goes out with an empty box."""
    from documents import tekenaar  # noqa: PLC0415 - see above

    gewoon = unicodedata.normalize("NFC", tekst)
    bekend = tekenaar.bekende_tekens()
    return {c for c in gewoon if not c.isspace() and unicodedata.category(c) != "Cf" and ord(c) not in bekend}

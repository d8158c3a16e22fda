"""A paper as the family sees it: one row to download, under the name the family knows."""

from pathlib import PurePath
from typing import Any

from django.urls import reverse

from documents.models import Document


def bestandsregel(document: Document, label: str) -> dict[str, Any]:
    """As the file row of the interface wants it."""
    return {
        "label": label,
        "url": reverse("documents:download", args=[document.pk]),
        "type": PurePath(document.naam).suffix.lstrip("."),
        "grootte": document.bestand.grootte if document.bestand else 0,
        "document": document,
    }

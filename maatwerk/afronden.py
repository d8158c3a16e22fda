"""A track that ends before its time: who may, and what stops with it."""

from typing import Any

from maatwerk.besluiten import eis_reden
from maatwerk.casemanagers import beeindig_aanstelling
from maatwerk.models import Gedeeldstuk
from workflow.process import Uitvoering


def bereid_beeindigen_voor(u: Uitvoering) -> dict[str, Any]:
    return eis_reden(u, "Schrijf op waarom het traject stopt.")


def sluit(u: Uitvoering) -> None:
    """No appointment, and no paper that can still be opened with a code."""
    beeindig_aanstelling(u)
    Gedeeldstuk.objects.filter(partner__traject=u.obj, ingetrokken_op__isnull=True).update(ingetrokken_op=u.nu)

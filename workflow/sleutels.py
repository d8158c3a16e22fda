"""The key by which one act makes something for one person once; so its mail and its letter find each other."""

import re

from workflow.process import Uitvoering

_VAN_DAAD = re.compile(r"[^:]+:([0-9]+:[0-9]+:[uo][0-9]+)")


def sleutel_van(wat: str, u: Uitvoering, wie: str) -> str:
    """What it is, of which case and act, and for whom (`Ontvanger.wie`, or a word for who is no person)."""
    return f"{wat}:{u.zaak.pk}:{u.zaak.versie}:{wie}"


def daad_en_persoon(sleutel: str | None) -> str:
    """What everything that this act made for this person shares; empty when the key is of something else."""
    gelezen = _VAN_DAAD.fullmatch(sleutel or "")
    return gelezen[1] if gelezen else ""

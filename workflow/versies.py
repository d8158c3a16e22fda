"""A frozen version of what somebody wrote: its hash, how it reads, and what differs from an earlier one."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any


@dataclass(frozen=True)
class Regel:
    """One line of the readable version."""

    sleutel: str
    label: str
    waarde: str


@dataclass(frozen=True)
class Blok:
    """One section of the readable version."""

    sleutel: str
    titel: str
    regels: tuple[Regel, ...]


@dataclass(frozen=True)
class Wijziging:
    """One answer that differs between two versions."""

    blok: str
    titel: str
    label: str
    oud: str
    nieuw: str

    @property
    def delen(self) -> list[tuple[str, str]]:
        return woordverschil(self.oud, self.nieuw)


def gevuld(waarde: Any) -> Any:
    """Answers without what is empty, so that opening a section does not change the version."""
    if isinstance(waarde, Mapping):
        schoon = {naam: gevuld(deel) for naam, deel in waarde.items()}
        return {naam: deel for naam, deel in schoon.items() if deel not in (None, "", [], {})}
    if isinstance(waarde, list):
        return [deel for deel in map(gevuld, waarde) if deel not in (None, "", [], {})]
    return waarde


def hash_van(inhoud: Mapping[str, Any]) -> str:
    """SHA-256 over canonical JSON: sorted keys, no spaces."""
    tekst = json.dumps(inhoud, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(tekst.encode()).hexdigest()


def verschil(oud: Iterable[Blok], nieuw: Iterable[Blok]) -> list[Wijziging]:
    """Every answer that was added, changed or removed between two versions, in reading order."""
    vorige = {(blok.sleutel, regel.sleutel): (blok, regel) for blok in oud for regel in blok.regels}
    wijzigingen, gezien = [], set()
    for blok in nieuw:
        for regel in blok.regels:
            sleutel = (blok.sleutel, regel.sleutel)
            gezien.add(sleutel)
            was = vorige[sleutel][1].waarde if sleutel in vorige else ""
            if was != regel.waarde:
                wijzigingen.append(Wijziging(blok.sleutel, blok.titel, regel.label, was, regel.waarde))
    for sleutel, (blok, regel) in vorige.items():
        if sleutel not in gezien:
            wijzigingen.append(Wijziging(blok.sleutel, blok.titel, regel.label, regel.waarde, ""))
    return wijzigingen


def woordverschil(oud: str, nieuw: str) -> list[tuple[str, str]]:
    """Two texts word by word: pieces that are `gelijk`, `weg` or `nieuw`, in reading order."""
    a, b = re.findall(r"\s+|\S+", oud), re.findall(r"\s+|\S+", nieuw)
    stukken: list[tuple[str, str]] = []
    for wat, i1, i2, j1, j2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if wat == "equal":
            stukken.append(("gelijk", "".join(a[i1:i2])))
            continue
        if i2 > i1:
            stukken.append(("weg", "".join(a[i1:i2])))
        if j2 > j1:
            stukken.append(("nieuw", "".join(b[j1:j2])))
    return stukken

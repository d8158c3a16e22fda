"""A frozen version of a request: its content, its hash, how it reads, and what differs from an earlier one."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from typing import Any

from django.db.models import QuerySet

from cases.compartimenten import Compartiment
from cases.models import Gezagsvraag, Inschrijving
from cases.samen import haal_samen
from documents.models import Document, Documentsoort
from organisations.actor import systeem
from tlv.models import Aanvraag, Route
from tlv.secties import SECTIES, als_datum, secties_van, vragen_en_antwoorden
from ui.notatie import datum
from workflow.onderdelen import antwoordvraag

NIET_IN_VERSIE = (Documentsoort.HANDTEKENINGEN, Documentsoort.TOESTEMMING)
"""Papers that are themselves about signing: adding one must not make the version out of date."""


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


def inhoud_van(aanvraag: Aanvraag, *, vandaag: date) -> dict[str, Any]:
    """Everything a person signs for: the sections, what the dossier knows, and the hashes of the papers.

    Names only of the guardians: they never see each other's address or phone number here.
    """
    zaak = aanvraag.zaak
    leerling = zaak.dossier.leerling
    plaatsen, antwoordrijen = Inschrijving.objects.filter(leerling=leerling, school=zaak.school), antwoordvraag(zaak)
    gezag, stukken = Gezagsvraag(leerling), _stukken(aanvraag, vandaag)
    haal_samen(plaatsen, antwoordrijen, stukken, *gezag.vragen)
    plek, antwoorden = next(iter(plaatsen), None), dict(antwoordrijen)
    return {
        "route": aanvraag.route,
        "leerling": {
            "naam": leerling.naam,
            "geboortedatum": leerling.geboortedatum.isoformat(),
            "leerjaar": plek.leerjaar if plek else None,
            "niveau": plek.niveau if plek else "",
        },
        "school": {"naam": zaak.school.naam, "brin": zaak.school.brin, "bestuur": zaak.school.bestuur.naam},
        "ouders": [ouder.naam for ouder in gezag.vertegenwoordigers(vandaag)],
        "secties": {
            sectie.sleutel: gevuld(antwoorden.get(sectie.sleutel, {})) for sectie in secties_van(aanvraag.route)
        },
        "stukken": [
            {"soort": doc.soort, "titel": doc.titel, "sha256": doc.opgeslagen.sha256 if doc.opgeslagen else ""}
            for doc in stukken
        ],
    }


def _stukken(aanvraag: Aanvraag, vandaag: date) -> QuerySet[Document]:
    """The papers of the dossier; a supplement that was not sent in yet is still only the school's."""
    documenten = Document.objects.zichtbaar_voor(systeem(vandaag)).filter(
        zaak=aanvraag.zaak, brief="", compartiment=Compartiment.DOSSIER
    )
    return documenten.exclude(soort__in=NIET_IN_VERSIE).select_related("bestand", "quarantaine").order_by("pk")


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


def blokken(inhoud: Mapping[str, Any]) -> list[Blok]:
    """The version as a person reads it, in the order of the sections (the stored JSON keeps no order)."""
    lijst = [Blok("dossier", "Leerling en school", tuple(_dossierregels(inhoud)))]
    for sectie in SECTIES:
        antwoorden = inhoud["secties"].get(sectie.sleutel, {})
        regels = (Regel(*rij) for rij in vragen_en_antwoorden(sectie, antwoorden))
        lijst.append(Blok(sectie.sleutel, sectie.label, tuple(regel for regel in regels if regel.waarde)))
    stukken = (
        Regel(f"stuk.{stuk['sha256'][:12]}.{stuk['titel']}", _soortlabel(stuk["soort"]), stuk["titel"])
        for stuk in inhoud["stukken"]
    )
    lijst.append(Blok("stukken", "Stukken", tuple(stukken)))
    return lijst


def _dossierregels(inhoud: Mapping[str, Any]) -> Iterable[Regel]:
    leerling, school = inhoud["leerling"], inhoud["school"]
    geboren = als_datum(leerling["geboortedatum"])
    yield Regel("leerling", "Leerling", leerling["naam"])
    yield Regel("geboren", "Geboren op", datum(geboren) if geboren else "")
    if leerling.get("leerjaar"):
        yield Regel("leerjaar", "Leerjaar", f"{leerling['leerjaar']} {leerling.get('niveau', '')}".strip())
    yield Regel("school", "School", school["naam"])
    yield Regel("bestuur", "Aanvrager", school["bestuur"])
    yield Regel("ouders", "Ouders met gezag", "\n".join(inhoud["ouders"]))
    yield Regel("route", "Aanvraag", str(Route(inhoud["route"]).label))


def _soortlabel(soort: str) -> str:
    label = str(Documentsoort(soort).label)
    return label[:1].upper() + label[1:]


def verschil(oud: Mapping[str, Any], nieuw: Mapping[str, Any]) -> list[Wijziging]:
    """Every answer that was added, changed or removed between two versions, in reading order."""
    vorige = {(blok.sleutel, regel.sleutel): (blok, regel) for blok in blokken(oud) for regel in blok.regels}
    wijzigingen, gezien = [], set()
    for blok in blokken(nieuw):
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

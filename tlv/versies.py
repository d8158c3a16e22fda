"""A frozen version of a request: its content, how it reads, and what differs from an earlier one."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import QuerySet

from cases.compartimenten import Compartiment
from cases.models import Gezagsvraag, Inschrijving
from cases.samen import haal_samen
from documents.models import Document, Documentsoort
from organisations.actor import systeem
from tlv.models import Aanvraag, Route
from tlv.secties import SECTIES, secties_van
from ui.notatie import datum
from workflow import versies
from workflow.onderdelen import antwoordvraag
from workflow.secties import als_datum, vragen_en_antwoorden
from workflow.versies import Blok, Regel, Wijziging, gevuld

NIET_IN_VERSIE = (Documentsoort.HANDTEKENINGEN, Documentsoort.TOESTEMMING)
"""Papers that are themselves about signing: adding one must not make the version out of date."""


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
    """Every answer that differs between two frozen versions."""
    return versies.verschil(blokken(oud), blokken(nieuw))

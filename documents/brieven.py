"""The register of letters: name → template, schema and title. `maak` turns frozen values into a PDF."""

import hashlib
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pikepdf
import segno
from django.template.loader import get_template

from documents import briefgegevens as g
from documents import briefgegevens_maatwerk as m
from documents import briefgegevens_overig as o
from documents import briefgegevens_plan as plan
from documents import briefgegevens_tekenen as t
from documents import briefgegevens_uitstel as uit
from documents import briefgegevens_vergadering as verg
from documents.render import ontbrekende_tekens, render_pdf

_VERWIJZING = re.compile(r"{%\s*(?:extends|include)\s+[\"']([^\"']+)[\"']")


@dataclass(frozen=True)
class Briefsoort:
    template: str
    schema: type[g.Gegevens]
    titel: str


BRIEVEN: dict[str, Briefsoort] = {
    "beschikking_tlv": Briefsoort("documents/brief/beschikking_tlv.html", g.BeschikkingGegevens, "Besluit"),
    "buiten_behandeling": Briefsoort(
        "documents/brief/buiten_behandeling.html",
        g.BuitenBehandelingGegevens,
        "Besluit om niet te behandelen",
    ),
    "aanvulverzoek": Briefsoort("documents/brief/aanvulverzoek.html", g.AanvulverzoekGegevens, "Verzoek om aanvulling"),
    "ontvangstbevestiging": Briefsoort(
        "documents/brief/ontvangstbevestiging.html", g.OntvangstbevestigingGegevens, "Ontvangstbevestiging"
    ),
    "begeleidende_brief_ouders": Briefsoort(
        "documents/brief/begeleidende_brief_ouders.html", o.BegeleidendeBriefGegevens, "Brief bij het besluit"
    ),
    "bericht": Briefsoort("documents/brief/bericht.html", o.BerichtGegevens, "Bericht"),
    "uitstel_school": Briefsoort(
        "documents/brief/uitstel_school.html", uit.UitstelSchoolGegevens, "De datum van het besluit"
    ),
    "uitstel_gezin": Briefsoort(
        "documents/brief/uitstel_gezin.html", uit.UitstelGezinGegevens, "De datum van het besluit"
    ),
    "maatwerk": Briefsoort("documents/brief/maatwerk.html", m.MaatwerkBriefGegevens, "Brief over het maatwerktraject"),
    "maatwerk_gezin": Briefsoort(
        "documents/brief/maatwerk_gezin.html", m.MaatwerkGezinGegevens, "Brief over het maatwerktraject"
    ),
    "plan_van_aanpak": Briefsoort(
        "documents/brief/plan_van_aanpak.html", plan.PlanVanAanpakGegevens, "Plan van aanpak"
    ),
    "adressenblad": Briefsoort("documents/brief/adressenblad.html", o.AdressenbladGegevens, "Adressenblad"),
    "deskundigenadvies": Briefsoort(
        "documents/brief/deskundigenadvies.html", o.DeskundigenadviesGegevens, "Advies van deskundige"
    ),
    "handtekeningenblad": Briefsoort(
        "documents/brief/handtekeningenblad.html",
        o.HandtekeningenbladGegevens,
        "Formulier om te ondertekenen",
    ),
    "bewijsblad": Briefsoort("documents/brief/bewijsblad.html", t.BewijsbladGegevens, "Handtekeningen"),
    "tekenblad": Briefsoort("documents/brief/tekenblad.html", t.TekenbladGegevens, "Formulier om te tekenen"),
    "tekenbrief": Briefsoort("documents/brief/tekenbrief.html", t.TekenbriefGegevens, "Lezen en tekenen"),
    "dossier_voorblad": Briefsoort("documents/brief/dossier_voorblad.html", o.DossierVoorbladGegevens, "Dossier"),
    "vergaderverslag": Briefsoort(
        "documents/brief/vergaderverslag.html", verg.VergaderverslagGegevens, "Verslag van een vergadering"
    ),
}


def bevries(naam: str, gegevens: g.Gegevens) -> dict[str, Any]:
    """The values of a letter as they go into the row: checked against the schema and JSON-able."""
    schema = BRIEVEN[naam].schema
    if not isinstance(gegevens, schema):
        raise TypeError(f"{naam} needs {schema.__name__}")
    return gegevens.model_dump(mode="json")


def onafdrukbaar(gegevens: Any) -> str:
    """The characters in the values of a letter that no font of ours can print, each once; empty when all can be."""
    return "".join(sorted(ontbrekende_tekens("".join(teksten(gegevens)))))


def teksten(waarde: Any) -> Iterator[str]:
    """Every text in a value as JSON knows it, however deep."""
    if isinstance(waarde, str):
        yield waarde
    elif isinstance(waarde, dict):
        for deel in waarde.values():
            yield from teksten(deel)
    elif isinstance(waarde, list):
        for deel in waarde:
            yield from teksten(deel)


def maak(naam: str, gegevens: dict[str, Any], *, gemaakt_op: datetime | None = None) -> bytes:
    """The letter as PDF. `gegevens` is what `bevries` gave, today or years ago."""
    soort = BRIEVEN[naam]
    brief = soort.schema.model_validate(gegevens)
    verificatie = getattr(brief, "verificatie", None)
    context = {"brief": brief, "qr": qr_code(verificatie.url) if verificatie else ""}
    return render_pdf(soort.template, context, titel=_titel(soort, brief), gemaakt_op=gemaakt_op)


def qr_code(tekst: str) -> str:
    """QR code as a data: address. Error level M survives a fold or a coffee stain."""
    return segno.make_qr(tekst, error="m").svg_data_uri(border=0, omitsize=True)


def template_hash(naam: str) -> str:
    """SHA-256 over the template and all that it extends or includes, in a fixed order."""
    teller = hashlib.sha256()
    for template, bron in sorted(_bronnen(BRIEVEN[naam].template, {}).items()):
        teller.update(template.encode() + b"\0" + bron.encode() + b"\0")
    return teller.hexdigest()


def _titel(soort: Briefsoort, brief: g.Gegevens) -> str:
    onderwerp = getattr(brief, "onderwerp", "") or soort.titel
    return f"{onderwerp} ({getattr(brief, 'hoofd').swv_naam})"  # noqa: B009


def _bronnen(template: str, gezien: dict[str, str]) -> dict[str, str]:
    if template not in gezien:
        bron = get_template(template).template.source  # type: ignore[attr-defined]
        gezien[template] = bron
        for ander in _VERWIJZING.findall(bron):
            _bronnen(ander, gezien)
    return gezien


def aantal_paginas(pdf: bytes) -> int:
    """Page count of a PDF that we made ourselves."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return len(document.pages)

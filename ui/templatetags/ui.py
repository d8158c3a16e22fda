"""Template tags for the components; docs/ui.md shows each with an example."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django import template
from django.forms import BaseForm, BaseFormSet
from django.template.context import Context
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from ui import fouten, notatie

register = template.Library()

STATUS_ICONEN = {
    "success": "check",
    "warning": "clock",
    "error": "alert-circle",
    "neutral": "circle-dashed",
    "inactive": "hourglass",
    "info": "info-circle",
}
MELDINGEN = {
    "info": ("info", "info-circle"),
    "debug": ("info", "info-circle"),
    "success": ("ok", "circle-check"),
    "warning": ("warning", "alert-triangle"),
    "error": ("error", "alert-circle"),
}
KNOPPEN = {
    "primary": "nl-button--primary",
    "secondary": "nl-button--secondary",
    "subtle": "nl-button--subtle",
    "danger": "nl-button--primary nl-button--negative",
}
BESTANDSICONEN = {
    "pdf": "file-type-pdf",
    "docx": "file-type-docx",
    "jpg": "file-type-jpg",
    "jpeg": "file-type-jpg",
    "png": "file-type-png",
    "zip": "file-zip",
}
STAPPEN = {"klaar": "checked", "nu": "current", "straks": "not-checked"}


def _van(bron: Any, *namen: str) -> Any:
    """First of these keys or attributes that is there: tags take dicts and objects alike."""
    for naam in namen:
        waarde = bron.get(naam) if isinstance(bron, Mapping) else getattr(bron, naam, None)
        if callable(waarde):
            waarde = waarde()
        if waarde is not None and waarde != "":
            return waarde
    return None


def _attributen(extra: Mapping[str, Any]) -> SafeString:
    """hx_post="…" becomes hx-post="…"; None and False are left out, True is a bare attribute."""
    paren = [(naam.rstrip("_").replace("_", "-"), w) for naam, w in extra.items() if w not in (None, False)]
    return format_html_join("", "{}", ((format_html(' {}="{}"', n, "" if w is True else w),) for n, w in paren))


@register.simple_tag
@lru_cache(maxsize=512, typed=True)  # a list asks for the same few a hundred times; typed: safe text is not text
def icoon(naam: str, label: str = "", klasse: str = "") -> SafeString:
    """An icon from the sprite; without a label it is decoration."""
    rol = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    opmaak = '<svg class="i {}" {} focusable="false"><use href="{}#{}"></use></svg>'
    return format_html(opmaak, klasse, rol, static("icons.svg"), naam)


def _filter(functie: Callable[[Any], str]) -> Callable[[Any], str]:
    def leeg_blijft_leeg(waarde: Any) -> str:
        return "" if waarde is None or waarde == "" else functie(waarde)

    return leeg_blijft_leeg


for _functie in (
    notatie.datum,
    notatie.datum_kort,
    notatie.datumtijd,
    notatie.tijd,
    notatie.euro,
    notatie.getal,
    notatie.uren,
    notatie.grootte,
):
    register.filter(_functie.__name__, _filter(_functie))


@register.filter
def nog_dagen(tot: date | datetime | None, vandaag: date | None = None) -> str:
    """nog 12 dagen, morgen, vandaag, 3 dagen te laat"""
    if tot is None or tot == "":
        return ""
    dag = timezone.localtime(tot).date() if isinstance(tot, datetime) else tot
    return notatie.nog_dagen(dag, vandaag or timezone.localdate())


@register.filter
def koppen_en_alineas(tekst: str) -> SafeString:
    """Text as paragraphs; a line that begins with # is a heading (the motivation of a decision)."""
    delen: list[SafeString] = []
    for alinea in re.split(r"\n\s*\n|\n(?=#)|(?<=\n)(?=#)", tekst.replace("\r", "").strip()):
        kop, _, rest = alinea.partition("\n") if alinea.startswith("#") else ("", "", alinea)
        if kop:
            delen.append(format_html('<h3 class="utrecht-heading-4">{}</h3>', kop.lstrip("# ")))
        if rest.strip():
            delen.append(
                format_html(
                    "<p>{}</p>", format_html_join(mark_safe("<br>"), "{}", ((r,) for r in rest.strip().split("\n")))
                )
            )
    return format_html_join("", "{}", ((deel,) for deel in delen))


@register.filter
def naam(waarde: Any) -> str:
    """A name inside other text: one from right to left is set apart, so that it does not turn the words around it."""
    tekst = "" if waarde is None else str(waarde)
    if tekst.isascii():
        return tekst
    van_rechts = any(unicodedata.bidirectional(teken) in ("R", "AL") for teken in tekst)
    return format_html("<bdi>{}</bdi>", tekst) if van_rechts else tekst


@register.filter
def ja_nee(waarde: bool | None) -> str:
    return {True: "ja", False: "nee"}.get(waarde, "nog niet bekend") if waarde is not None else "nog niet bekend"


@register.simple_tag
@lru_cache(maxsize=512, typed=True)
def status(tekst: str, soort: str = "neutral", icoon_naam: str = "") -> SafeString:
    """A badge with an icon and a word: never by colour alone."""
    uiterlijk = "neutral" if soort == "info" else soort
    svg = icoon(icoon_naam or STATUS_ICONEN[soort])
    klassen = f"utrecht-badge-status utrecht-status-badge utrecht-status-badge--{uiterlijk} badge"
    return format_html('<span class="{}">{} {}</span>', klassen, svg, tekst)


@register.simple_block_tag
def melding(content: str, soort: str = "info", titel: str = "", rol: str = "", niveau: int = 2) -> SafeString:
    """An alert: soort is info, success, warning or error."""
    uiterlijk, svg = MELDINGEN.get(soort, MELDINGEN["info"])
    kop = format_html('<h{} class="utrecht-heading-3">{}</h{}>', niveau, titel, niveau) if titel else ""
    return format_html(
        '<div class="utrecht-alert utrecht-alert--{}"{}><div class="utrecht-alert__icon">{}</div>'
        '<div class="utrecht-alert__content"><div class="utrecht-alert__message stack-s">'
        "{}{}</div></div></div>",
        uiterlijk,
        format_html(' role="{}"', rol) if rol else "",
        icoon(svg),
        kop,
        mark_safe(content.strip()),
    )


@register.simple_block_tag
def uitklap(content: str, titel: str, open: bool = False) -> SafeString:
    """Details that open on request; printed open."""
    return format_html(
        '<details class="uitklap"{}><summary class="uitklap__titel">{}<span>{}</span></summary>'
        '<div class="uitklap__inhoud stack">{}</div></details>',
        mark_safe(" open") if open else "",
        icoon("chevron-right", klasse="uitklap__pijl"),
        titel,
        mark_safe(content.strip()),
    )


@register.inclusion_tag("ui/taak.html")
def taak(label: str, url: str = "", status: str = "", soort: str = "neutral", meta: str = "") -> dict[str, Any]:
    """One row of a list with tasks, to be put in <ul class="tasks">."""
    return {"label": label, "url": url, "status": status, "soort": soort, "meta": meta}


@register.inclusion_tag("ui/bestand.html")
def bestand(doc: Any = None, **los: Any) -> dict[str, Any]:
    """A row to download a file; doc has label, url, grootte (bytes) and type, or give them by name."""
    bron = {**{n: _van(doc, n) for n in ("label", "naam", "url", "grootte", "type")}, **los} if doc else los
    soort = str(_van(bron, "type") or "").lower().rpartition("/")[2]
    grootte = bron.get("grootte")
    details = [soort.upper()] if soort else []
    if grootte:
        details.append(notatie.grootte(int(grootte)))
    return {
        "label": _van(bron, "label", "naam") or "Document",
        "url": bron.get("url") or "",
        "details": ", ".join(details),
        "icoon": BESTANDSICONEN.get(soort, "file-text"),
        "actie": bron.get("actie") or "Download",
    }


@register.simple_tag
def knop(label: str, soort: str = "primary", icoon_naam: str = "", type: str = "submit", **extra: Any) -> SafeString:
    """A button; other attributes by name, with an underscore for a hyphen."""
    svg = icoon(icoon_naam) if icoon_naam else ""
    opmaak = '<button class="nl-button {}" type="{}"{}>{}<span class="nl-button__label">{}</span></button>'
    return format_html(opmaak, KNOPPEN[soort], type, _attributen(extra), svg, label)


@register.simple_tag
def knop_link(label: str, url: str, soort: str = "secondary", icoon_naam: str = "", **extra: Any) -> SafeString:
    """A link that looks like a button: for going somewhere, never for changing something."""
    svg = icoon(icoon_naam) if icoon_naam else ""
    opmaak = '<a class="nl-button {}" href="{}"{}>{}<span class="nl-button__label">{}</span></a>'
    return format_html(opmaak, KNOPPEN[soort], url, _attributen(extra), svg, label)


@register.inclusion_tag("ui/stappen.html")
def stappen(lijst: Iterable[Any]) -> dict[str, Any]:
    """Process steps; each has label, meta (or datum) and toestand: klaar, nu or straks."""
    rijen = []
    for stap in lijst:
        moment = _van(stap, "datum")
        meta = _van(stap, "meta") or (notatie.datum(moment) if isinstance(moment, date) else moment) or ""
        toestand = STAPPEN[_van(stap, "toestand") or "straks"]
        rijen.append({"label": _van(stap, "label"), "meta": meta, "toestand": toestand, "url": _van(stap, "url")})
    return {"stappen": rijen}


@register.inclusion_tag("ui/beschrijving.html")
def beschrijving(lijst: Iterable[Any]) -> dict[str, Any]:
    """Names and values: pairs, or dicts with term, waarde and (optional) url and actie."""
    rijen = []
    for rij in lijst:
        if isinstance(rij, tuple | list):
            rijen.append({"term": rij[0], "waarde": rij[1]})
        else:
            rijen.append({naam: _van(rij, naam) for naam in ("term", "waarde", "url", "actie")})
    return {"rijen": rijen, "met_actie": any(rij.get("url") for rij in rijen)}


@register.inclusion_tag("ui/paginering.html")
def paginering(vorige: str = "", volgende: str = "", label: str = "Bladeren") -> dict[str, Any]:
    """Keyset pages: only next and previous."""
    return {"vorige": vorige, "volgende": volgende, "label": label}


@register.inclusion_tag("ui/leeg.html")
def leeg(tekst: str, titel: str = "", icoon_naam: str = "circle-check") -> dict[str, Any]:
    return {"tekst": tekst, "titel": titel, "icoon": icoon_naam}


@register.inclusion_tag("ui/tabs.html")
def tabs(lijst: Iterable[Any], label: str = "Onderdelen") -> dict[str, Any]:
    """Tabs that are plain links; each has label, url, actief and perhaps aantal."""
    return {"tabs": lijst, "label": label}


@register.inclusion_tag("ui/kruimelpad.html")
def kruimelpad(*delen: str) -> dict[str, Any]:
    """{% kruimelpad "Dossiers" url "Dossier 2026-0142" %}: Start comes first, the last one has no link."""
    paren = [(delen[i], delen[i + 1] if i + 1 < len(delen) else "") for i in range(0, len(delen), 2)]
    return {"paren": [("Start", "/"), *paren]}


@register.simple_tag
def veld(field: Any) -> SafeString:
    """One form field with label, help, error and input."""
    return mark_safe(field.as_field_group())


@register.inclusion_tag("ui/forms/foutenlijst.html")
def foutenlijst(*bronnen: BaseForm | BaseFormSet[Any] | None) -> dict[str, Any]:
    """Error summary of forms and formsets; nothing when there are no errors."""
    alle = fouten.verzamel(*bronnen)
    return {"fouten": alle, "titel": "Verbeter 1 fout" if len(alle) == 1 else f"Verbeter {len(alle)} fouten"}


@register.simple_tag
def rijen(
    formset: BaseFormSet[Any], titel: str = "Rij", toevoegen: str = "Nog een toevoegen", methode: str = "post"
) -> str:
    """A formset with a button that adds an empty row, with or without JavaScript; `methode` as of its form."""
    context = {"formset": formset, "titel": titel, "toevoegen": toevoegen, "methode": methode}
    return render_to_string("ui/forms/formset.html", context)


@register.simple_tag(takes_context=True)
def foutprefix(context: Context) -> str:
    """ "Fout: " in the page title when a form of this page has errors, or was overtaken by somebody else."""
    bronnen = [context.get("form"), context.get("formset"), *(context.get("forms") or ())]
    bekend = [bron for bron in bronnen if isinstance(bron, BaseForm | BaseFormSet)]
    return "Fout: " if context.get("fouten") or context.get("conflict") or fouten.verzamel(*bekend) else ""

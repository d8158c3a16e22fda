"""The page on which one section is written, in any workflow: storing, autosave, presence, and two who wrote at once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from cases.models import Zaak
from organisations.http import Verzoek, als_nummer
from ui.notatie import tijd
from workflow.concept import Data, Invulling, invulling_van, leg_over, naar_data
from workflow.edit import anderen_aanwezig, meld_aanwezig
from workflow.forms_secties import Sectiecontext
from workflow.fouten import Conflict
from workflow.models import Onderdeel
from workflow.onderdelen import VOORVOEGSEL, bewaar_onderdeel, onderdeel_van
from workflow.secties import Sectie, buren, leesbaar, vragen_van


@dataclass(frozen=True)
class Schrijfplek:
    """One section of one case; `pagina` is the name of the url of its page, with case and section as arguments."""

    zaak: Zaak
    sectie: Sectie
    context: Sectiecontext
    pagina: str

    @property
    def url(self) -> str:
        return reverse(self.pagina, args=[self.zaak.pk, self.sectie.sleutel])

    @property
    def deel(self) -> str:
        return f"{VOORVOEGSEL}{self.sectie.sleutel}"

    @property
    def rij(self) -> Onderdeel:
        """As it is stored now."""
        return onderdeel_van(self.zaak, self.sectie.sleutel)


@dataclass(frozen=True, kw_only=True)
class Schrijfpagina:
    """How a workflow shows that page: its template, on which tab, and the list of `secties` it leads back to."""

    sjabloon: str
    actief: str
    secties: Sequence[Sectie]
    lijst: str
    """Name of the url of that list, with the case as argument."""
    erbij: Callable[[], dict[str, Any]] = dict
    """What the template shows besides."""
    bestanden: Callable[[], list[str]] = list
    """Keeps the files that came along (without JavaScript); a sentence for each that was refused."""


def schrijf_sectie(request: Verzoek, plek: Schrijfplek, pagina: Schrijfpagina) -> HttpResponse:
    """One section. The buttons say what a POST means: next row, draft, files, or "Opslaan en verder"."""
    sectie, rij = plek.sectie, plek.rij
    meld_aanwezig(plek.zaak.pk, plek.deel, request.actor, nu=timezone.now())
    if request.method != "POST":
        invulling = invulling_van(sectie, plek.context, rij.antwoorden, stil=True, versie=rij.versie)
        return _toon(request, plek, pagina, invulling, rij)
    getypt = request.POST.copy()
    if any(f"{lijst.naam}-toevoegen" in getypt for lijst in sectie.rijen):
        return _toon(request, plek, pagina, Invulling(sectie, plek.context, getypt, stil=True), rij)
    return _sla_op(request, plek, pagina, getypt)


def _sla_op(request: Verzoek, plek: Schrijfplek, pagina: Schrijfpagina, getypt: Data) -> HttpResponse:
    """Store what was typed first; judge it only for "Opslaan en verder"."""
    invulling = Invulling(plek.sectie, plek.context, getypt)
    concept, klaar = "concept" in getypt or "upload" in getypt, invulling.is_klaar()
    afgerond = klaar and (not concept or plek.rij.afgerond)
    data = {**invulling.antwoorden(opschonen=klaar or concept), "_afgerond": afgerond}
    versie = als_nummer(getypt.get("versie") or "")
    try:
        bewerkt = bewaar_onderdeel(plek.zaak, plek.sectie.sleutel, by=request.actor, data=data, versie=versie)
    except Conflict:
        return _toon_conflict(request, plek, pagina, getypt)
    geweigerd = pagina.bestanden()
    if not geweigerd and (klaar or concept):
        return _ga_verder(request, plek, pagina, getypt)
    getypt["versie"] = str(bewerkt.versie)
    invulling = Invulling(plek.sectie, plek.context, getypt, stil=concept)
    if not concept:
        invulling.is_klaar()
    for zin in geweigerd:
        invulling.form.add_error(None, zin)
    return _toon(request, plek, pagina, invulling, plek.rij, status=422, geweigerd=geweigerd)


def _ga_verder(request: Verzoek, plek: Schrijfplek, pagina: Schrijfpagina, getypt: Data) -> HttpResponse:
    """Where the button that was pressed leads to, once all of it was accepted."""
    if "upload" in getypt:
        return redirect(plek.url)
    _, volgende = buren(plek.sectie.sleutel, pagina.secties)
    if "concept" in getypt:
        messages.success(request, f"‘{plek.sectie.label}’ is bewaard. U kunt later verdergaan.")
    if "concept" in getypt or volgende is None:
        return redirect(pagina.lijst, plek.zaak.pk)
    return redirect(plek.pagina, plek.zaak.pk, volgende.sleutel)


def _toon_conflict(request: Verzoek, plek: Schrijfplek, pagina: Schrijfpagina, getypt: Data) -> HttpResponse:
    """What was typed stays in the form; saving it again is a choice made knowingly."""
    rij = plek.rij
    getypt["versie"] = str(rij.versie)
    invulling = Invulling(plek.sectie, plek.context, getypt, stil=True)
    return _toon(request, plek, pagina, invulling, rij, status=409, conflict=botsing(request, invulling, rij))


def _toon(
    request: Verzoek,
    plek: Schrijfplek,
    pagina: Schrijfpagina,
    invulling: Invulling,
    rij: Onderdeel,
    *,
    status: int = 200,
    **extra: Any,
) -> HttpResponse:
    vorige, volgende = buren(plek.sectie.sleutel, pagina.secties)
    context = {
        "zaak": plek.zaak,
        "actief": pagina.actief,
        "sectie": plek.sectie,
        "pagina": plek.pagina,
        "rij": rij,
        "form": invulling.form,
        "formsets": invulling.formsets,
        "formset": invulling.formsets[0][1] if invulling.formsets else None,
        "vorige": vorige,
        "volgende": volgende,
        "aanwezig": aanwezig_zin(anderen_aanwezig(plek.zaak.pk, plek.deel, request.actor, nu=timezone.now())),
        "fouten": status == 422,
        **pagina.erbij(),
        **extra,
    }
    return render(request, pagina.sjabloon, context, status=status)


def bewaar_tussendoor(request: Verzoek, plek: Schrijfplek) -> JsonResponse:
    """Autosave: only what was touched, incomplete values too. Never judges, never finishes a section."""
    rij = plek.rij
    namen = set(request.POST) - {"versie", "sleutel", "csrfmiddlewaretoken", "gewijzigd"}
    data = leg_over(naar_data(plek.sectie, rij.antwoorden), request.POST, namen)
    invulling = Invulling(plek.sectie, plek.context, data)
    nieuw = {**invulling.gewijzigde(namen), "_afgerond": rij.afgerond and invulling.is_klaar()}
    versie = als_nummer(request.POST.get("versie") or "")
    try:
        bewerkt = bewaar_onderdeel(plek.zaak, plek.sectie.sleutel, by=request.actor, data=nieuw, versie=versie)
    except Conflict as conflict:
        huidig = conflict.huidig.get("versie")
        return JsonResponse({"melding": conflict.melding, "url": plek.url, "versie": huidig}, status=409)
    om = tijd(timezone.now())
    return JsonResponse({"versie": bewerkt.versie, "opgeslagen_om": om, "melding": f"Opgeslagen om {om}"})


def meld_bij(request: Verzoek, plek: Schrijfplek) -> JsonResponse:
    """Presence ping: I am here; who else is?"""
    nu = timezone.now()
    meld_aanwezig(plek.zaak.pk, plek.deel, request.actor, nu=nu)
    return JsonResponse({"melding": aanwezig_zin(anderen_aanwezig(plek.zaak.pk, plek.deel, request.actor, nu=nu))})


def aanwezig_zin(namen: list[str]) -> str:
    if not namen:
        return ""
    werkt = "werkt" if len(namen) == 1 else "werken"
    return f"{' en '.join(namen)} {werkt} nu ook in dit onderdeel. Spreek af wie wat doet."


def botsing(request: Verzoek, invulling: Invulling, rij: Onderdeel) -> dict[str, Any]:
    """Both versions side by side: what is there now, and what was typed."""
    sectie, eigen = invulling.sectie, invulling.antwoorden()
    verschillen = [
        {"label": veld.label, "hun": leesbaar(veld, rij.antwoorden.get(naam)), "uw": leesbaar(veld, eigen[naam])}
        for naam, veld in vragen_van(sectie.form).items()
        if leesbaar(veld, rij.antwoorden.get(naam)) != leesbaar(veld, eigen[naam])
    ]
    lijsten = [lijst.meervoud for lijst in sectie.rijen if rij.antwoorden.get(lijst.naam) != eigen[lijst.naam]]
    zelf = rij.bijgewerkt_door_id == request.actor.persoon_id
    return {"verschillen": verschillen, "lijsten": lijsten, "door": rij.bijgewerkt_door, "zelf": zelf}

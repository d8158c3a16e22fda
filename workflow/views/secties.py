"""What the pages on which sections are written share: autosave, presence, and what to show when two wrote at once."""

from dataclasses import dataclass
from typing import Any

from django.http import JsonResponse
from django.urls import reverse
from django.utils import timezone

from cases.models import Zaak
from organisations.http import Verzoek, als_nummer
from ui.notatie import tijd
from workflow.concept import Invulling, leg_over, naar_data
from workflow.edit import anderen_aanwezig, meld_aanwezig
from workflow.forms_secties import Sectiecontext
from workflow.fouten import Conflict
from workflow.models import Onderdeel
from workflow.onderdelen import VOORVOEGSEL, bewaar_onderdeel, onderdeel_van
from workflow.secties import Sectie, leesbaar, vragen_van


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


def bewaar_tussendoor(request: Verzoek, plek: Schrijfplek) -> JsonResponse:
    """Autosave: only what was touched, incomplete values too. Never judges, never finishes a section."""
    rij = onderdeel_van(plek.zaak, plek.sectie.sleutel)
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

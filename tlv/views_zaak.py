"""The staff page of a TLV case: overview, papers, and the small actions that belong to no step."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from cases.compartimenten import mag_dossier_lezen
from cases.models import Zaak
from documents.antwoord import met_inzage
from organisations.http import METHODEN, Verzoek
from tlv import zaakbeeld as beeld
from tlv.bevriezen import geldig_stuk
from tlv.forms_besluit import BevestigForm
from tlv.models import Aanvraag, Aanvulverzoek
from tlv.stukken import AANVULBAAR, mag_stukken
from tlv.toegang import haal_aanvraag
from tlv.versies import blokken
from tlv.zaakrijen import rijen_van
from workflow.afspraken import mag_afspreken
from workflow.fouten import GeenRecht
from workflow.toegang import haal_zaak
from workflow.views.afspraken import maak_afspraak
from workflow.views.documenten import documenten_van, toon_documenten


def _haal(request: Verzoek, zaak_id: int, pagina: str) -> tuple[Zaak, Aanvraag]:
    """The case and its request for staff; the family has pages of its own."""
    aanvraag = haal_aanvraag(request, zaak_id, pagina=pagina)
    if request.actor.is_gezin:
        raise GeenRecht
    return aanvraag.zaak, aanvraag


@require_safe
def zaak(request: Verzoek, zaak_id: int) -> HttpResponse:
    """What happens now, the one next action of this hat, and the rest in short."""
    if request.actor.is_gezin:
        haal_zaak(request.actor, zaak_id, pagina="zaak", soort="tlv")
        return redirect("tlv:gezin", zaak_id)
    gevonden, aanvraag = _haal(request, zaak_id, "zaak")
    return render(request, "tlv/zaak/zaak.html", _overzicht(request, gevonden, aanvraag))


def _overzicht(request: Verzoek, gevonden: Zaak, aanvraag: Aanvraag) -> dict[str, Any]:
    actor = request.actor
    leest = mag_dossier_lezen(actor)
    rijen = rijen_van(actor, aanvraag)
    verzoeken = beeld.verzoeken(aanvraag, rijen)
    besluit = beeld.besluit_te_zien(actor, aanvraag, rijen)
    archiveren = beeld.mag_archiveren(actor, aanvraag, rijen)
    return {
        "zaak": gevonden,
        "leest_dossier": leest,
        "aanvraag": aanvraag,
        "actief": "overzicht",
        "stap": beeld.volgende_stap(actor, aanvraag, rijen),
        "acties": beeld.overige_acties(actor, aanvraag),
        "archiveren": BevestigForm(initial={"versie": gevonden.versie}) if archiveren else None,
        "samenvatting": beeld.samenvatting(aanvraag, dict(rijen.antwoorden)) if leest else [],
        "betrokkenen": rijen.betrokkenen,
        "handtekeningen": rijen.handtekeningen,
        "adviezen": beeld.adviesstand(rijen),
        "verzoeken": verzoeken,
        "verzoek_open": any(rij.verzoek.stand == Aanvulverzoek.Stand.OPEN for rij in verzoeken),
        "zienswijzen": beeld.zienswijzen(rijen),
        "besluit": besluit,
        "beschikking": beeld.beschikking_van(besluit, rijen),
        "bezorgingen": beeld.bezorgingen(rijen) if besluit and (actor.is_swv_bureau or actor.is_school) else [],
        "afspraken": rijen.afspraken,
        "mag_afspreken": mag_afspreken(actor, aanvraag),
        "andere_zaken": rijen.andere_zaken,
        "stuk": rijen.stukken[0] if leest and rijen.stukken else None,
    }


@require_safe
def aanvraag_lezen(request: Verzoek, zaak_id: int) -> HttpResponse:
    """The whole request as it was frozen, to read and to print."""
    gevonden, _ = _haal(request, zaak_id, "zaak_aanvraag")
    if not mag_dossier_lezen(request.actor):
        raise GeenRecht
    stuk = geldig_stuk(gevonden)
    context = {"zaak": gevonden, "actief": "overzicht", "stuk": stuk, "blokken": blokken(stuk.inhoud) if stuk else []}
    return render(request, "tlv/zaak/aanvraag.html", context)


@met_inzage
@require_safe
def documenten(request: Verzoek, zaak_id: int) -> HttpResponse:
    """All papers this hat may read; one of them is shown beside the list."""
    gevonden, aanvraag = _haal(request, zaak_id, "documenten")
    groepen = beeld.gegroepeerd(documenten_van(request.actor, gevonden))
    return toon_documenten(request, gevonden, groepen, **_toevoegen(request, gevonden, aanvraag))


def _toevoegen(request: Verzoek, gevonden: Zaak, aanvraag: Aanvraag) -> dict[str, str]:
    """Where this hat adds papers, which is never on the list itself: each belongs to a section or to a question."""
    if not mag_stukken(request.actor, aanvraag):
        return {}
    if aanvraag.status in AANVULBAAR:
        uitleg = "Een stuk hoort bij wat er is gevraagd. U voegt het toe bij ‘Aanvullen’."
        return {"toevoegen": reverse("tlv:aanvulling", args=[gevonden.pk]), "toevoegen_uitleg": uitleg}
    uitleg = "Een stuk hoort bij een onderdeel van de aanvraag. Andere stukken voegt u toe bij ‘Bijlagen’."
    return {"toevoegen": reverse("tlv:onderdeel", args=[gevonden.pk, "bijlagen"]), "toevoegen_uitleg": uitleg}


@require_http_methods(METHODEN)
def afspraak(request: Verzoek, zaak_id: int) -> HttpResponse:
    """Make an appointment; parents see who attends and why."""
    gevonden, _ = _haal(request, zaak_id, "afspraak")
    return maak_afspraak(request, gevonden)

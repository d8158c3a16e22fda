"""Check answers, file, confirmation, withdraw."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cases.models import Zaak
from organisations.http import Verzoek
from tlv import rechten
from tlv.beleid import beleid_van, gemiste_zekere_dag
from tlv.bevriezen import geldig_stuk, gewijzigd_sinds, handtekeningen_van
from tlv.eisen import Eisstand, Meter
from tlv.feiten import stand_van
from tlv.forms_indienen import IndienenForm, IntrekkenForm
from tlv.indienen import stappen, stappen_bureau, uiterste_besluitdatum
from tlv.models import VOOR_BESLUIT, Aanvraag, Kanaal, Status
from tlv.schrijven import sectiestanden
from tlv.toegang import haal_aanvraag
from tlv.views_schrijven import haal_concept, stukken_van
from workflow.afspraken import wat_vervalt
from workflow.formulieren import voer_uit
from workflow.fouten import Conflict, GeenRecht
from workflow.perform import laatste_wijziging
from workflow.secties import vragen_en_antwoorden


def _form(request: Verzoek, aanvraag: Aanvraag, eisen: list[Eisstand], data: Any = None) -> IndienenForm:
    return IndienenForm(
        data,
        initial={"versie": aanvraag.zaak.versie, "ontvangen_op": aanvraag.binnengekomen_op},
        namens=aanvraag.kanaal != Kanaal.DIGITAAL,
        open_punten=sum(eis.open for eis in eisen),
    )


@require_GET
def controle(request: Verzoek, zaak_id: int) -> HttpResponse:
    """Everything that was answered, on one page, with what is still open."""
    aanvraag = haal_concept(request, zaak_id, "controle")
    eisen = stand_van(aanvraag, vandaag=request.actor.vandaag)
    return _toon_controle(request, aanvraag, eisen, _form(request, aanvraag, eisen))


def _toon_controle(request: Verzoek, aanvraag: Aanvraag, eisen: list[Eisstand], form: IndienenForm) -> HttpResponse:
    vandaag = request.actor.vandaag
    stuk = geldig_stuk(aanvraag.zaak)
    context = {
        "aanvraag": aanvraag,
        "zaak": aanvraag.zaak,
        "actief": "schrijven",
        "form": form,
        "meter": Meter(eisen),
        "open_eisen": [eis for eis in eisen if eis.open],
        "overzicht": _overzicht(aanvraag, vandaag),
        "stukken": stukken_van(request, aanvraag.zaak),
        "stuk": stuk,
        "handtekeningen": handtekeningen_van(aanvraag.zaak),
        "gewijzigd": gewijzigd_sinds(aanvraag, stuk, vandaag=vandaag) if stuk else [],
        "te_laat": gemiste_zekere_dag(beleid_van(aanvraag), vandaag),
        "leerling": aanvraag.zaak.dossier.leerling,
    }
    return render(request, "tlv/schrijven/controle.html", context, status=422 if form.errors else 200)


def _overzicht(aanvraag: Aanvraag, vandaag: date) -> list[dict[str, Any]]:
    lijst = []
    for stand in sectiestanden(aanvraag, vandaag=vandaag):
        antwoorden = stand.rij.antwoorden if stand.rij else {}
        regels = [
            (vraag, antwoord) for _, vraag, antwoord in vragen_en_antwoorden(stand.sectie, antwoorden) if antwoord
        ]
        lijst.append({"stand": stand, "sectie": stand.sectie, "regels": regels})
    return lijst


@require_POST
def indienen(request: Verzoek, zaak_id: int) -> HttpResponse:
    """File the request; a double click gives the same confirmation."""
    aanvraag = haal_aanvraag(request, zaak_id, pagina="controle")
    if not rechten.mag_indienen(request.actor, aanvraag):
        raise GeenRecht
    al_ingediend = aanvraag.status != Status.CONCEPT
    eisen = [] if al_ingediend else stand_van(aanvraag, vandaag=request.actor.vandaag)
    form = _form(request, aanvraag, eisen, request.POST)
    if voer_uit(request, form, zaak_id, "indienen") is None:
        if al_ingediend:
            raise Conflict(laatste_wijziging(aanvraag.zaak))
        return _toon_controle(request, aanvraag, eisen, form)
    return redirect("tlv:bevestiging", zaak_id)


@require_GET
def bevestiging(request: Verzoek, zaak_id: int) -> HttpResponse:
    """The number, what happens next, and when. Can be opened and printed again later."""
    aanvraag = haal_aanvraag(request, zaak_id, pagina="bevestiging")
    if aanvraag.ingediend_op is None or not rechten.mag_indienen(request.actor, aanvraag):
        raise GeenRecht
    zaak: Zaak = aanvraag.zaak
    open_tekeningen = [rij for rij in handtekeningen_van(zaak) if rij.uitkomst == "open"]
    bureau = rechten.is_secretariaat(request.actor, aanvraag)
    context = {
        "aanvraag": aanvraag,
        "zaak": zaak,
        "stappen": (stappen_bureau if bureau else stappen)(beleid_van(aanvraag)),
        "bureau": bureau,
        "uiterlijk": uiterste_besluitdatum(zaak.pk),
        "wettelijk": zaak.termijnen.open().filter(soort="beslistermijn").first(),
        "vandaag": request.actor.vandaag,
        "controle_voor": zaak.termijnen.open().filter(soort="volledigheidsnorm").first(),
        "eigen_stem": zaak.dossier.leerling.heeft_eigen_stem(request.actor.vandaag),
        "open_tekeningen": open_tekeningen,
        "te_laat": gemiste_zekere_dag(beleid_van(aanvraag), zaak.ontvangen_op or request.actor.vandaag),
        "leerling": zaak.dossier.leerling,
    }
    return render(request, "tlv/schrijven/bevestiging.html", context)


@require_http_methods(["GET", "POST"])
def intrekken(request: Verzoek, zaak_id: int) -> HttpResponse:
    """Withdraw, with a reason; possible until the decision."""
    aanvraag = haal_aanvraag(request, zaak_id, pagina="intrekken")
    if not rechten.mag_indienen(request.actor, aanvraag):
        raise GeenRecht
    if request.method == "GET" and aanvraag.status not in VOOR_BESLUIT:
        raise Conflict(laatste_wijziging(aanvraag.zaak))
    form = IntrekkenForm(request.POST or None, initial={"versie": aanvraag.zaak.versie})
    if request.method == "POST" and voer_uit(request, form, zaak_id, "intrekken"):
        return redirect("workflow:zaak", zaak_id)
    context = {"aanvraag": aanvraag, "zaak": aanvraag.zaak, "actief": "overzicht", "form": form}
    context["vervalt"] = wat_vervalt(aanvraag.zaak, timezone.now())
    return render(request, "tlv/schrijven/intrekken.html", context, status=422 if form.errors else 200)

"""Pages of parents and pupil: where it stands, what they think of it, what they may do."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from deadlines.regels import BEZWAAR_WEKEN
from organisations.beleid import BeleidFout
from organisations.http import Verzoek
from tlv import gezinsbeeld as beeld
from tlv.beleid import beleid_van
from tlv.forms_gezin import ReactieForm, ReactieNoterenForm, ToestemmingIntrekkenForm
from tlv.gezin import TE_LAAT, mag_noteren, personen_voor_reactie
from tlv.gezinsdeel import gevraagd_over
from tlv.gezinsrijen import Gezinsrijen, rijen_van
from tlv.models import VOOR_BESLUIT, Aanvraag
from tlv.toegang import haal_aanvraag
from tlv.versies import blokken
from workflow.edit import edit
from workflow.formulieren import bewerk
from workflow.fouten import GeenRecht
from workflow.gezinsinzage import wie_keek
from workflow.gezinslid import Gezinslid, gezinslid
from workflow.storing import gevolgen, storingen_bij
from workflow.toegang import haal_zaak
from workflow.zijkant import zijkant_van

FORMULIER = ("GET", "HEAD", "POST")


def _haal(request: Verzoek, zaak_id: int, pagina: str) -> tuple[Gezinslid, Aanvraag, dict[str, Any]]:
    """The family member who looks, the request, and what every page of the family needs."""
    aanvraag = haal_aanvraag(request, zaak_id, pagina=pagina)
    zaak = aanvraag.zaak
    lid = gezinslid(request.actor, zaak)
    context = {
        "zaak": zaak,
        "lid": lid,
        "jij": lid.jij,
        "roepnaam": zaak.dossier.leerling.roepnaam,
        "vandaag": request.actor.vandaag,
    }
    return lid, aanvraag, context


@require_safe
def gezin(request: Verzoek, zaak_id: int) -> HttpResponse:
    """Most important first: what to do now, where it stands, when they hear, papers, people, rights."""
    lid, aanvraag, context = _haal(request, zaak_id, "gezin")
    rijen = rijen_van(lid, aanvraag)
    versie, kant = beeld.gelezen_versie(rijen), zijkant_van(request.actor, lid.zaak)
    keken, nu = wie_keek(lid.zaak), beeld.wat_nu(aanvraag, versie, rijen)
    context |= {
        "aanvraag": aanvraag,
        "nu": nu,
        "gevraagd": gevraagd_over(lid.zaak, nu, versie.vraag, request.actor),
        "versie": versie,
        "stappen": beeld.stappen(aanvraag, rijen, jij=lid.jij),
        "wie_nu": beeld.wie_nu(aanvraag),
        "loopt": aanvraag.status not in beeld.BEKEND and not beeld.is_ingetrokken(aanvraag),
        "ingetrokken": beeld.is_ingetrokken(aanvraag),
        "kan_reageren": aanvraag.status in VOOR_BESLUIT,
        "kalender": kant.kalender,
        "termijnen": beeld.termijnen_voor_gezin(rijen),
        "papieren": beeld.papieren_voor_gezin(aanvraag, rijen),
        "afspraken": rijen.afspraken,
        "reactie": rijen.reactie,
        "toestemmingen": [regel for regel in beeld.toestemmingsregels(lid, rijen.toestemmingen) if regel.rij],
        "uitkomst": beeld.besluit_voor_gezin(aanvraag, rijen),
        "aantal_keken": len({regel.naam for regel in keken}),
    }
    return render(request, "tlv/gezin/gezin.html", context)


@require_http_methods(FORMULIER)
def reactie(request: Verzoek, zaak_id: int) -> HttpResponse:
    """The view and the consent, beside the version they are about; closed once there is a decision."""
    lid, aanvraag, context = _haal(request, zaak_id, "reactie")
    rijen = rijen_van(lid, aanvraag)
    versie = beeld.gelezen_versie(rijen)
    context |= {
        "versie": versie,
        "te_laat": aanvraag.status not in VOOR_BESLUIT,
        "te_laat_tekst": TE_LAAT,
        "form": None,
    }
    if context["te_laat"]:
        return render(request, "tlv/gezin/reactie.html", context, status=200 if request.method != "POST" else 422)
    begin = {"sha256": versie.stuk.sha256 if versie.stuk else "", **_eerdere_antwoorden(rijen)}
    form = ReactieForm(request.POST or None, roepnaam=context["roepnaam"], jij=lid.jij, initial=begin)
    if request.method == "POST" and bewerk(request, form, zaak_id, "reactie"):
        messages.success(request, "Bedankt. Wij hebben je reactie." if lid.jij else "Bedankt. Wij hebben uw reactie.")
        return redirect("tlv:gezin", zaak_id)
    return render(request, "tlv/gezin/reactie.html", {**context, "form": form}, status=422 if form.is_bound else 200)


def _eerdere_antwoorden(rijen: Gezinsrijen) -> dict[str, Any]:
    """What this person answered before, to change instead of to type again."""
    begin: dict[str, Any] = {f"doel_{rij.doel}": rij.gegeven for rij in rijen.toestemmingen}
    if rijen.reactie is not None:
        begin |= {"standpunt": rijen.reactie.standpunt, "tekst": rijen.reactie.tekst}
    return begin


@require_safe
def aanvraag_lezen(request: Verzoek, zaak_id: int) -> HttpResponse:
    """The whole frozen version, to read and to print, with what changed since the last reaction on top."""
    lid, aanvraag, context = _haal(request, zaak_id, "gezin_aanvraag")
    rijen = rijen_van(lid, aanvraag)
    versie = beeld.gelezen_versie(rijen)
    context |= {
        "versie": versie,
        "blokken": blokken(versie.stuk.inhoud) if versie.stuk else [],
        "kan_reageren": aanvraag.status in VOOR_BESLUIT,
        "papieren": beeld.papieren_voor_gezin(aanvraag, rijen)["aanvraag"],
    }
    return render(request, "tlv/gezin/aanvraag.html", context)


@require_http_methods(FORMULIER)
def toestemming_intrekken(request: Verzoek, zaak_id: int) -> HttpResponse:
    """Consents given, each to be withdrawn with one button."""
    lid, aanvraag, context = _haal(request, zaak_id, "toestemming")
    form = ToestemmingIntrekkenForm(request.POST or None)
    if request.method == "POST" and bewerk(request, form, zaak_id, "toestemming_intrekken"):
        messages.success(request, "De toestemming stopt vandaag.")
        return redirect("tlv:gezin_toestemming", zaak_id)
    regels = beeld.toestemmingsregels(lid, rijen_van(lid, aanvraag).toestemmingen)
    context |= {"form": form, "regels": regels}
    return render(request, "tlv/gezin/toestemming.html", context, status=422 if form.is_bound else 200)


@require_safe
def besluit(request: Verzoek, zaak_id: int) -> HttpResponse:
    """The decision in plain words, its papers, and until when this person can object. Opening it is noted."""
    lid, aanvraag, context = _haal(request, zaak_id, "gezin_besluit")
    rijen = rijen_van(lid, aanvraag)
    uitkomst = beeld.besluit_voor_gezin(aanvraag, rijen)
    if uitkomst is None:
        return redirect("tlv:gezin", zaak_id)
    if uitkomst.bekendmaking is not None and uitkomst.bekendmaking.geopend_op is None:
        edit(zaak_id, "besluit_geopend", by=request.actor, data={})
    context |= {
        "uitkomst": uitkomst,
        "papieren": beeld.papieren_voor_gezin(aanvraag, rijen)["besluit"],
        "gevolgen": gevolgen(
            [uitkomst.bezwaar] if uitkomst.bezwaar else [], storingen_bij(lid.zaak), nu=timezone.now()
        ),
        "bezwaar_bij": _bezwaar_bij(aanvraag),
        "bezwaar_weken": BEZWAAR_WEKEN,
    }
    return render(request, "tlv/gezin/besluit.html", context)


def _bezwaar_bij(aanvraag: Aanvraag) -> str:
    """As policy says; the letter with the decision says it too, so nobody is kept from a decision by this."""
    try:
        return beleid_van(aanvraag).bezwaar_bij
    except BeleidFout:
        return "het samenwerkingsverband"


@require_safe
def rechten_uitleg(request: Verzoek, zaak_id: int) -> HttpResponse:
    """What parents and pupil may do, each with where to do it."""
    _, aanvraag, context = _haal(request, zaak_id, "gezin_rechten")
    context |= {"kan_reageren": aanvraag.status in VOOR_BESLUIT, "bezwaar_weken": BEZWAAR_WEKEN}
    return render(request, "tlv/gezin/rechten.html", context)


@require_http_methods(FORMULIER)
def reactie_noteren(request: Verzoek, zaak_id: int) -> HttpResponse:
    """For the secretariat: a view that was told in a talk."""
    zaak = haal_zaak(request.actor, zaak_id, pagina="reactie_noteren", soort="tlv")
    aanvraag = Aanvraag.objects.select_related("zaak").get(zaak=zaak)
    if not mag_noteren(request.actor, aanvraag):
        raise GeenRecht
    form = ReactieNoterenForm(request.POST or None, personen=personen_voor_reactie(zaak, request.actor))
    if request.method == "POST" and bewerk(request, form, zaak_id, "reactie_noteren"):
        messages.success(request, "De reactie staat in het dossier.")
        return redirect("tlv:zaak", zaak_id)
    context = {"zaak": zaak, "form": form, "actief": "overzicht", "gesloten": aanvraag.status not in VOOR_BESLUIT}
    return render(request, "tlv/zaak/reactie_noteren.html", context, status=422 if form.is_bound else 200)

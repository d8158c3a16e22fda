"""The secretariat's pages about completeness: checklist, repair request, declaring and undoing; the chair's waivers."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from cases.models import Zaak
from deadlines import services as termijnservices
from deadlines.berekening import Berekening
from deadlines.models import kalender_uit_tabel
from deadlines.regels import NIET_GENOEG, buiten_behandeling
from documents.antwoord import bestandsantwoord, met_inzage
from documents.brieven import bevries, maak
from documents.keuring import PDF
from documents.models import Document
from organisations.http import Verzoek
from tlv import rechten
from tlv.aanvullen import lopend_verzoek
from tlv.checklist import Punt, checklist, nog_te_leveren
from tlv.forms_volledigheid import AanvulvraagForm, BevestigForm, EisForm, OntheffingForm, RedenForm
from tlv.models import Aanvraag, Aanvulverzoek, Eisstatus, Status
from tlv.toegang import haal_aanvraag
from tlv.uitstel import BESLISTERMIJN, gevolg_van_intrekken
from tlv.uitstelbeeld import gevolgbeeld
from tlv.versies import blokken, inhoud_van
from tlv.volledigheid import (
    TE_BEOORDELEN,
    aanvul_berekening,
    beantwoord_verzoek,
    brief_aan_school,
    openstaand,
    waarom_nog_behandelen,
)
from workflow.formulieren import bewerk, voer_uit
from workflow.fouten import GeenRecht

BESLIST = (Eisstatus.ONTHEFFING_VERLEEND, Eisstatus.ONTHEFFING_GEWEIGERD)
GEEN_STUK = ("brief", "advies", "beschikking", "bundel")


def stukken_van(request: Verzoek, zaak: Zaak) -> list[Document]:
    """The papers of the dossier this actor may read, oldest first."""
    zichtbaar = Document.objects.zichtbaar_voor(request.actor).filter(zaak=zaak, bestand__isnull=False)
    return list(zichtbaar.exclude(soort__in=GEEN_STUK).select_related("bestand"))


@met_inzage
@require_http_methods(["GET", "HEAD", "POST"])
def volledigheid(request: Verzoek, zaak_id: int) -> HttpResponse:
    """The checklist beside the documents; each item is saved by itself."""
    aanvraag = haal_aanvraag(request, zaak_id, pagina="volledigheid")
    if not rechten.is_secretariaat(request.actor, aanvraag):
        raise GeenRecht
    punten = checklist(aanvraag, vandaag=request.actor.vandaag)
    gekozen = _gekozen(request, punten)
    form = _eisform(request, gekozen) if gekozen and aanvraag.status in TE_BEOORDELEN else None
    if request.method == "POST" and form is not None and bewerk(request, form, zaak_id, "eis"):
        return redirect(_volgende(aanvraag, request))
    context = {
        **_lijst(request, aanvraag, punten),
        **_inzage(request, aanvraag, gekozen),
        "form": form if form is not None and form.is_bound else None,
        "eisform": form,
        "gekozen": gekozen,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "tlv/volledigheid/lijst.html", context, status=status)


def _gekozen(request: Verzoek, punten: list[Punt]) -> Punt | None:
    """The item that is open: asked for, posted, or the first that waits to be judged."""
    sleutel = request.POST.get("eis") or request.GET.get("eis")
    gevraagd = next((punt for punt in punten if punt.sleutel == sleutel), None)
    return gevraagd or next((punt for punt in punten if punt.status == Eisstatus.OPEN), None)


def _eisform(request: Verzoek, punt: Punt) -> EisForm:
    """Nothing is chosen beforehand: what the system sees is shown, a person judges."""
    if request.method == "POST":
        return EisForm(request.POST, punt=punt)
    voldaan = punt.status == Eisstatus.VOLDAAN
    toelichting, waarom = ("", punt.toelichting) if voldaan else (punt.toelichting, "")
    if punt.status == Eisstatus.OPEN and not toelichting:
        toelichting = " ".join(punt.gezien.ontbreekt)
    beoordeeld = {"eis": punt.sleutel, "versie": punt.beoordeling.versie}
    teksten = {"toelichting": toelichting, "waarom_toch": waarom}
    return EisForm(punt=punt, initial={**beoordeeld, "status": punt.status, **teksten})


def _volgende(aanvraag: Aanvraag, request: Verzoek) -> str:
    """On to the next open item; back to the list when there is none."""
    adres = reverse("tlv:volledigheid", args=[aanvraag.zaak_id])
    punten = checklist(aanvraag, vandaag=request.actor.vandaag)
    volgende = next((punt for punt in punten if punt.status == Eisstatus.OPEN), None)
    if volgende is None:
        return f"{adres}?eis=#besluit"
    return f"{adres}?eis={volgende.sleutel}#eis-{volgende.sleutel}"


def _lijst(request: Verzoek, aanvraag: Aanvraag, punten: list[Punt]) -> dict[str, Any]:
    return {
        "zaak": aanvraag.zaak,
        "actief": "volledigheid",
        "aanvraag": aanvraag,
        "punten": punten,
        "afgedaan": sum(punt.is_afgedaan for punt in punten),
        "openstaand": openstaand(punten),
        **_te_gaan(punten),
        "te_beoordelen": aanvraag.status in TE_BEOORDELEN,
        "verzoek": lopend_verzoek(aanvraag),
        "kan_herroepen": aanvraag.status in (Status.VOLLEDIG, Status.DESKUNDIGENADVIES),
        "bevestig": BevestigForm(initial={"versie": aanvraag.zaak.versie}),
        "vandaag": request.actor.vandaag,
    }


def _te_gaan(punten: list[Punt]) -> dict[str, Any]:
    """How much is left, where to go on, and whether something is known to be missing: what stands above the list."""
    open_ = [punt for punt in punten if punt.status == Eisstatus.OPEN]
    mist = (Eisstatus.ONTBREEKT, Eisstatus.ONTHEFFING_GEWEIGERD)
    return {
        "te_gaan": len(open_),
        "beoordeeld": len(punten) - len(open_),
        "verder": open_[0] if open_ else None,
        "mist": any(punt.status in mist for punt in punten),
    }


def _inzage(request: Verzoek, aanvraag: Aanvraag, punt: Punt | None) -> dict[str, Any]:
    """What is shown beside the list: the chosen document, else one that belongs to the item, else its section."""
    stukken = stukken_van(request, aanvraag.zaak)
    gevraagd = request.GET.get("document", "")
    document = next((stuk for stuk in stukken if str(stuk.pk) == gevraagd), None)
    if document is None and punt is not None and gevraagd != "geen":
        soorten = punt.eis.stukken
        document = next((stuk for stuk in reversed(stukken) if stuk.soort in soorten), None)
    sectie = None
    if punt is not None:
        delen = blokken(inhoud_van(aanvraag, vandaag=request.actor.vandaag))
        sectie = next((blok for blok in delen if blok.sleutel == punt.eis.sectie), None)
    return {"stukken": stukken, "document": document, "sectie": sectie}


@require_http_methods(["GET", "HEAD", "POST"])
def aanvulling_vragen(request: Verzoek, zaak_id: int) -> HttpResponse:
    """Ask the school for a supplement: which items, a text, the date, and the letter as it will be."""
    aanvraag = haal_aanvraag(request, zaak_id, pagina="aanvulling_vragen")
    if not rechten.is_secretariaat(request.actor, aanvraag):
        raise GeenRecht
    if aanvraag.status not in TE_BEOORDELEN:
        return redirect("tlv:volledigheid", zaak_id)
    punten = checklist(aanvraag, vandaag=request.actor.vandaag)
    form = AanvulvraagForm(request.POST or None, punten=punten, initial={"versie": aanvraag.zaak.versie})
    termijn = aanvul_berekening(aanvraag, vandaag=request.actor.vandaag)
    kan_stil = termijnservices.kan_stilstaan(aanvraag.zaak, BESLISTERMIJN, van=request.actor.vandaag)
    if request.method == "POST" and "voorbeeld" in request.POST and form.is_valid():
        return _briefvoorbeeld(request, aanvraag, form, punten, termijn)
    if request.method == "POST" and voer_uit(request, form, zaak_id, "aanvulling_vragen"):
        stil = " De beslistermijn staat stil." if kan_stil else ""
        messages.success(request, f"De school heeft het verzoek gekregen.{stil}")
        return redirect("tlv:volledigheid", zaak_id)
    context = {
        "zaak": aanvraag.zaak,
        "actief": "volledigheid",
        "form": form,
        "punten": [punt for punt in punten if not punt.is_afgedaan],
        "berekening": termijn,
        "kan_stil": kan_stil,
    }
    return render(request, "tlv/volledigheid/aanvulling_vragen.html", context, status=422 if form.is_bound else 200)


def _briefvoorbeeld(
    request: Verzoek, aanvraag: Aanvraag, form: AanvulvraagForm, punten: list[Punt], termijn: Berekening
) -> HttpResponse:
    """The letter as PDF, made of what is in the form now; nothing is stored."""
    gekozen = [punt for punt in punten if punt.sleutel in form.cleaned_data["eisen"]]
    brief = brief_aan_school(
        aanvraag,
        gekozen,
        vraag=form.cleaned_data["vraag"],
        uiterlijk=termijn.einde or request.actor.vandaag,
        vandaag=request.actor.vandaag,
        door=request.actor.gebruiker_id,
    )
    return bestandsantwoord(maak("aanvulverzoek", bevries("aanvulverzoek", brief)), PDF, "voorbeeld.pdf")


@require_POST
def volledig_verklaren(request: Verzoek, zaak_id: int) -> HttpResponse:
    """Declare complete; refused with the open items by name."""
    haal_aanvraag(request, zaak_id, pagina="volledigheid")
    form = BevestigForm(request.POST)
    if voer_uit(request, form, zaak_id, "volledig_verklaren"):
        messages.success(request, "De aanvraag is volledig. Wijs nu de deskundigen toe.")
        return redirect("tlv:deskundigen", zaak_id)
    for fout in form.non_field_errors():
        messages.error(request, str(fout))
    return redirect(f"{reverse('tlv:volledigheid', args=[zaak_id])}?eis=#besluit")


@require_http_methods(["GET", "HEAD", "POST"])
def aanvulling_intrekken(request: Verzoek, zaak_id: int) -> HttpResponse:
    """Take back a repair request that turned out not to be needed."""
    aanvraag = haal_aanvraag(request, zaak_id, pagina="volledigheid")
    if not rechten.is_secretariaat(request.actor, aanvraag):
        raise GeenRecht
    form = BevestigForm(request.POST or None, initial={"versie": aanvraag.zaak.versie})
    if request.method == "POST" and voer_uit(request, form, zaak_id, "aanvulling_intrekken"):
        messages.success(request, "Het verzoek is ingetrokken. De school krijgt bericht.")
        return redirect("tlv:volledigheid", zaak_id)
    verzoek = lopend_verzoek(aanvraag)
    context = {"zaak": aanvraag.zaak, "actief": "volledigheid", "form": form, "verzoek": verzoek}
    if verzoek is not None and verzoek.stand == Aanvulverzoek.Stand.OPEN:
        context |= gevolgbeeld(aanvraag, gevolg_van_intrekken(aanvraag, vandaag=request.actor.vandaag), request.actor)
    return render(request, "tlv/volledigheid/intrekken.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def aanvulling_onvoldoende(request: Verzoek, zaak_id: int) -> HttpResponse:
    """Lay the decision not to treat ready, because the supplement does not complete the request."""
    aanvraag = haal_aanvraag(request, zaak_id, pagina="volledigheid")
    if not rechten.is_secretariaat(request.actor, aanvraag):
        raise GeenRecht
    form = BevestigForm(request.POST or None, initial={"versie": aanvraag.zaak.versie})
    if request.method == "POST" and voer_uit(request, form, zaak_id, "aanvulling_onvoldoende"):
        messages.success(request, "Het besluit om niet te behandelen ligt klaar voor de voorzitter.")
        return redirect("tlv:volledigheid", zaak_id)
    vandaag = request.actor.vandaag
    reden, verzoek = waarom_nog_behandelen(aanvraag, vandaag=vandaag), beantwoord_verzoek(aanvraag)
    context = {"zaak": aanvraag.zaak, "actief": "volledigheid", "form": form, "reden": reden, "verzoek": verzoek}
    if not reden and verzoek is not None and verzoek.beantwoord_op is not None:
        mist = nog_te_leveren(aanvraag, verzoek)
        context["punten"] = [punt for punt in checklist(aanvraag, vandaag=vandaag) if punt.sleutel in mist]
        op, kalender = verzoek.beantwoord_op, kalender_uit_tabel()
        context["berekening"] = buiten_behandeling(op, aanleiding=NIET_GENOEG, kalender=kalender)
    return render(request, "tlv/volledigheid/onvoldoende.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def volledig_herroepen(request: Verzoek, zaak_id: int) -> HttpResponse:
    """Undo a wrong "volledig", with a reason that the school reads."""
    aanvraag = haal_aanvraag(request, zaak_id, pagina="volledigheid")
    if not rechten.is_secretariaat(request.actor, aanvraag):
        raise GeenRecht
    form = RedenForm(request.POST or None, initial={"versie": aanvraag.zaak.versie})
    if request.method == "POST" and voer_uit(request, form, zaak_id, "volledig_herroepen"):
        messages.success(request, "De aanvraag is terug bij de controle. De school leest de reden.")
        return redirect("tlv:volledigheid", zaak_id)
    open_ = aanvraag.adviezen.filter(stand="gevraagd").select_related("deskundige")
    context = {"zaak": aanvraag.zaak, "actief": "volledigheid", "form": form, "open_adviezen": open_}
    return render(request, "tlv/volledigheid/herroepen.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def ontheffing(request: Verzoek, zaak_id: int) -> HttpResponse:
    """The chair decides on each waiver that was asked."""
    aanvraag = haal_aanvraag(request, zaak_id, pagina="ontheffing")
    if not rechten.is_voorzitter(request.actor, aanvraag):
        raise GeenRecht
    punten = checklist(aanvraag, vandaag=request.actor.vandaag)
    wachtend = [punt for punt in punten if punt.status == Eisstatus.ONTHEFFING_GEVRAAGD]
    paren = [(punt, _ontheffingform(request, punt)) for punt in wachtend]
    gebonden = next((form for _, form in paren if form.is_bound), None)
    if request.method == "POST" and gebonden is None:
        gebonden = OntheffingForm(request.POST, sleutel="weg")
    if gebonden is not None and bewerk(request, gebonden, zaak_id, "ontheffing_besluit"):
        messages.success(request, "Uw keuze is vastgelegd.")
        return redirect("tlv:ontheffing", zaak_id)
    beslist = [punt for punt in punten if punt.status in BESLIST]
    context = {"zaak": aanvraag.zaak, "actief": "ontheffing", "paren": paren, "beslist": beslist, "form": gebonden}
    return render(request, "tlv/volledigheid/ontheffing.html", context, status=422 if gebonden else 200)


def _ontheffingform(request: Verzoek, punt: Punt) -> OntheffingForm:
    if request.method == "POST" and request.POST.get("eis") == punt.sleutel:
        return OntheffingForm(request.POST, sleutel=punt.sleutel)
    beginstand = {"eis": punt.sleutel, "versie": punt.beoordeling.versie}
    return OntheffingForm(sleutel=punt.sleutel, initial=beginstand)

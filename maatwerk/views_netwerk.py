"""Pages of step 3: the contact log, the network with consent and sharing, and the options."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from documents.models import Document
from maatwerk import rechten
from maatwerk.delen import maak_code
from maatwerk.forms_netwerk import (
    AanvulForm,
    ContactForm,
    DeelForm,
    DeeltoestemmingForm,
    OptieForm,
    PartnerForm,
    SnelContactForm,
    StandForm,
)
from maatwerk.gesprekken import VOLGORDE, Met, gesproken_met, wijkt_af
from maatwerk.models import Contact, Optie, Traject
from maatwerk.netwerk import (
    VELDEN,
    Doel,
    lopend,
    lopend_met_ontbrekend,
    ontbrekende_toestemming,
    partner_van,
    wie_toestemt,
)
from maatwerk.opties import VERDER
from maatwerk.toegang import voor_medewerkers
from organisations.http import METHODEN, Verzoek
from workflow.edit import edit
from workflow.formulieren import bewerk
from workflow.fouten import GeenRecht, Geweigerd, NietGevonden


def _lees(request: Verzoek, zaak_id: int, pagina: str) -> Traject:
    """For the casemanager and the director: nobody else reads what was said."""
    traject = voor_medewerkers(request, zaak_id, pagina=pagina)
    if not rechten.mag_logboek_lezen(request.actor, traject):
        raise GeenRecht
    return traject


def _schrijf(request: Verzoek, zaak_id: int, pagina: str) -> Traject:
    traject = voor_medewerkers(request, zaak_id, pagina=pagina)
    if not rechten.is_casemanager(request.actor, traject):
        raise GeenRecht
    return traject


# -- contact ------------------------------------------------------------------------------------------


@require_safe
def contact(request: Verzoek, zaak_id: int) -> HttpResponse:
    """The log, newest first, with two taps to add a line."""
    traject = _lees(request, zaak_id, "logboek_contact")
    return render(request, "maatwerk/contact.html", _logboek(request, traject, SnelContactForm()))


def _logboek(request: Verzoek, traject: Traject, snel: SnelContactForm) -> dict[str, Any]:
    vandaag = request.actor.vandaag
    return {
        "zaak": traject.zaak,
        "actief": "contact",
        "snel": snel,
        "mag": rechten.is_casemanager(request.actor, traject),
        "wijzen": Contact.Wijze.choices,
        "contacten": traject.contacten.select_related("partner", "door"),
        "ouders_op": gesproken_met(traject, Met.OUDERS, op=vandaag),
        "school_op": gesproken_met(traject, Met.SCHOOL, op=vandaag),
        "ik": request.actor.gebruiker_id,
    }


@require_POST
def contact_snel(request: Verzoek, zaak_id: int) -> HttpResponse:
    """With whom and how, today. What comes before its turn goes on to the form that asks why."""
    traject = _schrijf(request, zaak_id, "logboek_contact")
    form = SnelContactForm(request.POST)
    if form.is_valid():
        keuze, vandaag = form.cleaned_data, request.actor.vandaag
        afwijkend = wijkt_af(traject, keuze["met"], keuze["wijze"], op=vandaag)
        if afwijkend or keuze["met"] == Met.PARTNER:
            verder = ContactForm(
                netwerk=lopend(traject), initial={"met": keuze["met"], "wijze": keuze["wijze"], "op": vandaag}
            )
            return _contactformulier(request, traject, verder, uitleg=VOLGORDE if afwijkend else "")
        if bewerkt := bewerk(request, form, zaak_id, "contact", op=vandaag):
            messages.success(request, "Het contact staat in het logboek. U kunt er woorden bij zetten.")
            return redirect("maatwerk:contact_aanvullen", zaak_id, bewerkt.waarden["id"])
    return render(request, "maatwerk/contact.html", _logboek(request, traject, form), status=422)


@require_http_methods(METHODEN)
def contact_nieuw(request: Verzoek, zaak_id: int) -> HttpResponse:
    """A line with another day, words, or a reason."""
    traject = _schrijf(request, zaak_id, "logboek_contact")
    begin = {"op": request.actor.vandaag}
    form = ContactForm(request.POST or None, netwerk=lopend(traject), initial=begin)
    if request.method == "POST" and bewerk(request, form, zaak_id, "contact"):
        messages.success(request, "Het contact staat in het logboek.")
        return redirect("maatwerk:contact", zaak_id)
    return _contactformulier(request, traject, form)


def _contactformulier(request: Verzoek, traject: Traject, form: ContactForm, *, uitleg: str = "") -> HttpResponse:
    context = {"zaak": traject.zaak, "actief": "contact", "form": form, "uitleg": uitleg}
    return render(request, "maatwerk/contact_nieuw.html", context, status=422 if form.is_bound else 200)


@require_http_methods(METHODEN)
def contact_aanvullen(request: Verzoek, zaak_id: int, contact_id: int) -> HttpResponse:
    """Words with a line of one's own."""
    traject = _schrijf(request, zaak_id, "logboek_contact")
    rij = traject.contacten.filter(pk=contact_id, door_id=request.actor.gebruiker_id).first()
    if rij is None:
        raise NietGevonden
    form = AanvulForm(request.POST or None, initial={"notitie": rij.notitie})
    if request.method == "POST" and bewerk(request, form, zaak_id, "contact_aanvullen", contact_id=rij.pk):
        messages.success(request, "Het logboek is aangevuld.")
        return redirect("maatwerk:contact", zaak_id)
    context = {"zaak": traject.zaak, "actief": "contact", "form": form, "rij": rij}
    return render(request, "maatwerk/contact_aanvullen.html", context, status=422 if form.is_bound else 200)


# -- network --------------------------------------------------------------------------------------------


@require_safe
def netwerk(request: Verzoek, zaak_id: int) -> HttpResponse:
    """Who thinks along, what each may be told, and what was shared."""
    traject = _lees(request, zaak_id, "netwerk")
    vandaag = request.actor.vandaag
    context = {
        "zaak": traject.zaak,
        "actief": "netwerk",
        "mag": rechten.is_casemanager(request.actor, traject),
        "rijen": lopend_met_ontbrekend(traject, Doel.STUKKEN, op=vandaag),
        "vroeger": traject.netwerk.filter(tot__isnull=False),
        "vandaag": vandaag,
    }
    return render(request, "maatwerk/netwerk.html", context)


@require_http_methods(METHODEN)
def partner(request: Verzoek, zaak_id: int, partner_id: int = 0) -> HttpResponse:
    """Somebody new in the network, or other details of who is in it."""
    traject = _schrijf(request, zaak_id, "netwerk")
    rij = partner_van(traject, partner_id) if partner_id else None
    begin: dict[str, Any] = {veld: getattr(rij, veld) for veld in VELDEN} if rij else {}
    begin |= {"partnerversie": rij.versie} if rij else {}
    form = PartnerForm(request.POST or None, initial=begin)
    extra = {"partner_id": rij.pk} if rij else {}
    if request.method == "POST" and bewerk(request, form, zaak_id, "partner", **extra):
        messages.success(request, "Het netwerk is bijgewerkt.")
        return redirect("maatwerk:netwerk", zaak_id)
    context = {"zaak": traject.zaak, "actief": "netwerk", "form": form, "rij": rij}
    return render(request, "maatwerk/partner.html", context, status=422 if form.is_bound else 200)


@require_POST
def partner_weg(request: Verzoek, zaak_id: int, partner_id: int) -> HttpResponse:
    traject = _schrijf(request, zaak_id, "netwerk")
    edit(zaak_id, "partner_weg", by=request.actor, data={"partner_id": partner_van(traject, partner_id).pk})
    messages.success(request, "Deze persoon doet niet meer mee. Gedeelde documenten zijn niet meer te openen.")
    return redirect("maatwerk:netwerk", zaak_id)


@require_http_methods(METHODEN)
def toestemming(request: Verzoek, zaak_id: int, partner_id: int) -> HttpResponse:
    """Who consents that this person is told, for which purpose."""
    traject = _schrijf(request, zaak_id, "netwerk")
    rij, leerling = partner_van(traject, partner_id), traject.zaak.dossier.leerling
    form = DeeltoestemmingForm(
        request.POST or None,
        gevers=wie_toestemt(leerling, request.actor.vandaag),
        leerling=leerling.naam,
        initial={"gegeven_op": request.actor.vandaag},
    )
    if request.method == "POST" and bewerk(request, form, zaak_id, "deeltoestemming", partner_id=rij.pk):
        messages.success(request, "De toestemming is genoteerd.")
        return redirect("maatwerk:netwerk", zaak_id)
    context = {"zaak": traject.zaak, "actief": "netwerk", "form": form, "rij": rij}
    return render(request, "maatwerk/toestemming.html", context, status=422 if form.is_bound else 200)


@require_POST
def toestemming_weg(request: Verzoek, zaak_id: int, toestemming_id: int) -> HttpResponse:
    _schrijf(request, zaak_id, "netwerk")
    edit(zaak_id, "deeltoestemming_intrekken", by=request.actor, data={"toestemming_id": toestemming_id})
    messages.success(request, "De toestemming is ingetrokken. Wat daarop was gedeeld, is niet meer te openen.")
    return redirect("maatwerk:netwerk", zaak_id)


# -- sharing --------------------------------------------------------------------------------------------


@require_http_methods(METHODEN)
def delen(request: Verzoek, zaak_id: int, partner_id: int) -> HttpResponse:
    """Choose one document; the code is shown once, to be told by phone or given on paper."""
    traject = _schrijf(request, zaak_id, "netwerk")
    rij = partner_van(traject, partner_id)
    form = DeelForm(request.POST or None, documenten=_te_delen(request, traject))
    context = {"zaak": traject.zaak, "actief": "netwerk", "form": form, "rij": rij}
    if request.method == "POST":
        code, code_hash = maak_code()
        if bewerk(request, form, zaak_id, "delen", partner_id=rij.pk, code_hash=code_hash):
            gedeeld = rij.stukken.select_related("document").get(code_hash=code_hash)
            return render(request, "maatwerk/code.html", {**context, "code": code, "gedeeld": gedeeld})
    mist = ontbrekende_toestemming(rij, Doel.STUKKEN, op=request.actor.vandaag)
    return render(request, "maatwerk/delen.html", {**context, "mist": mist}, status=422 if form.is_bound else 200)


def _te_delen(request: Verzoek, traject: Traject) -> list[Document]:
    rijen = Document.objects.zichtbaar_voor(request.actor).filter(zaak=traject.zaak, bestand__isnull=False)
    return list(rijen.filter(gezinslid__isnull=True).order_by("-aangemaakt_op"))


@require_POST
def delen_stoppen(request: Verzoek, zaak_id: int, stuk_id: int) -> HttpResponse:
    _schrijf(request, zaak_id, "netwerk")
    edit(zaak_id, "delen_stoppen", by=request.actor, data={"stuk_id": stuk_id})
    messages.success(request, "Het document is met deze code niet meer te openen.")
    return redirect("maatwerk:netwerk", zaak_id)


# -- options --------------------------------------------------------------------------------------------


@require_safe
def opties(request: Verzoek, zaak_id: int) -> HttpResponse:
    """Every place that was thought of, by how far it is."""
    traject = _lees(request, zaak_id, "opties")
    rijen = list(traject.opties.select_related("school"))
    volgorde = (Optie.Stand.PAST, Optie.Stand.VERKEND, Optie.Stand.IDEE, Optie.Stand.VALT_AF)
    context = {
        "zaak": traject.zaak,
        "actief": "opties",
        "mag": rechten.is_casemanager(request.actor, traject),
        "groepen": [(stand.label, [_met_stappen(rij) for rij in rijen if rij.stand == stand]) for stand in volgorde],
        "leeg": not rijen,
    }
    return render(request, "maatwerk/opties.html", context)


def _met_stappen(rij: Optie) -> tuple[Optie, list[tuple[str, str]]]:
    knoppen = {
        Optie.Stand.IDEE: "Terug op de lijst",
        Optie.Stand.VERKEND: "Verkend",
        Optie.Stand.PAST: "Past",
        Optie.Stand.VALT_AF: "Valt af",
    }
    return rij, [(stand.value, knoppen[stand]) for stand in VERDER[Optie.Stand(rij.stand)]]


def _optie_van(traject: Traject, optie_id: int) -> Optie:
    rij = traject.opties.filter(pk=optie_id).first()
    if rij is None:
        raise NietGevonden
    return rij


@require_http_methods(METHODEN)
def optie(request: Verzoek, zaak_id: int, optie_id: int = 0) -> HttpResponse:
    """A new idea, or other words for one."""
    traject = _schrijf(request, zaak_id, "opties")
    rij = _optie_van(traject, optie_id) if optie_id else None
    velden = ("naam", "vorm", "school", "ondersteuning")
    begin: dict[str, Any] = {veld: getattr(rij, veld) for veld in velden} if rij else {}
    begin |= {"optieversie": rij.versie} if rij else {}
    form = OptieForm(request.POST or None, swv_id=traject.zaak.swv_id, initial=begin)
    extra = {"optie_id": rij.pk} if rij else {}
    if request.method == "POST" and bewerk(request, form, zaak_id, "optie", **extra):
        messages.success(request, "De optie staat op de lijst.")
        return redirect("maatwerk:opties", zaak_id)
    context = {"zaak": traject.zaak, "actief": "opties", "form": form, "rij": rij}
    return render(request, "maatwerk/optie.html", context, status=422 if form.is_bound else 200)


@require_http_methods(METHODEN)
def optie_stand(request: Verzoek, zaak_id: int, optie_id: int, stand: str) -> HttpResponse:
    """One step of an option, with what that step asks."""
    traject = _schrijf(request, zaak_id, "opties")
    rij = _optie_van(traject, optie_id)
    if stand not in Optie.Stand.values:
        raise NietGevonden
    if stand not in VERDER[Optie.Stand(rij.stand)]:
        raise Geweigerd("Deze stap kan nu niet. Kijk hoe de optie ervoor staat.")
    form = StandForm(request.POST or None, stand=stand, initial={"optieversie": rij.versie})
    if request.method == "POST" and bewerk(request, form, zaak_id, "optie_stand", optie_id=rij.pk, stand=stand):
        messages.success(request, f"‘{rij.naam}’: {Optie.Stand(stand).label}.")
        return redirect("maatwerk:opties", zaak_id)
    context = {
        "zaak": traject.zaak,
        "actief": "opties",
        "form": form,
        "rij": rij,
        "stand": Optie.Stand(stand).label,
    }
    return render(request, "maatwerk/optie_stand.html", context, status=422 if form.is_bound else 200)

"""The dates of a case: every term with its story, and the acts that move one, each looked at before it is done."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from cases.compartimenten import mag_dossier_lezen
from deadlines.models import MET_FEITEN, Termijn, kalender_uit_tabel
from documents.antwoord import bestandsantwoord
from documents.brieven import bevries, maak
from documents.keuring import PDF
from documents.models import Bekendmaking
from organisations.actor import Actor
from organisations.http import Verzoek
from organisations.models import Beleidsversie
from organisations.rollen import Rol
from tlv import uitstel
from tlv.bekendmaken import kenmerk
from tlv.forms_uitstel import FORMS, DatumswijzigingForm
from tlv.ingebreke import kan_stellen, mag_vastleggen, rijen_voor, school_wacht
from tlv.models import Aanvraag, Terugzending
from tlv.process import PROCESS
from tlv.toegang import haal_aanvraag
from tlv.uitstelbeeld import gevolgbeeld
from tlv.uitstelbrief import Inhoud, schoolbrief
from workflow.formulieren import voer_uit
from workflow.fouten import GeenRecht, Geweigerd
from workflow.ingebreke import stand

WIJZIGINGEN = {
    "streefdatum": uitstel.VERZETTEN,
    "verdagen": uitstel.VERDAGEN,
    "instemming": "opschorten_instemming",
    "buitenland": "opschorten_buitenland",
    "vertraging": "opschorten_vertraging",
    "overmacht": "opschorten_overmacht",
    "weer-laten-lopen": uitstel.BEEINDIGEN,
    "ongedaan": uitstel.ONGEDAAN,
}
"""The address of each act, as it stands in the URL."""
UITLEG = {
    uitstel.VERZETTEN: "Dit is onze eigen streefdatum. U mag die verzetten, als u zegt waarom. "
    "De wettelijke termijn verandert niet.",
    uitstel.VERDAGEN: "Lukt het niet binnen de wettelijke termijn? Meld dan op tijd een nieuwe datum. "
    "Dat kan één keer (artikel 4:14 Awb). Kies een zo kort mogelijke tijd.",
    "opschorten_instemming": "De termijn staat stil zolang de school schriftelijk heeft ingestemd met uitstel "
    "(artikel 4:15, tweede lid, onder a, Awb).",
    "opschorten_buitenland": "Is er informatie nodig van een instantie in een ander land? Vraag die aan, en laat het "
    "de school weten. De termijn staat stil vanaf de dag na die brief, tot de informatie er is of langer wachten niet "
    "redelijk is (artikel 4:15, eerste lid, onder b, Awb). Dekkend stuurt de brief vandaag.",
    "opschorten_vertraging": "De termijn staat stil zolang de vertraging aan de school ligt "
    "(artikel 4:15, tweede lid, onder b, Awb). Laat de termijn weer lopen zodra dat voorbij is.",
    "opschorten_overmacht": "De termijn staat stil zolang u door overmacht niet kunt beslissen "
    "(artikel 4:15, tweede lid, onder c, Awb). Drukte of ziekte van één collega is meestal geen overmacht.",
    uitstel.BEEINDIGEN: "De reden om stil te staan is voorbij. De school hoort tot wanneer er nu beslist kan worden "
    "(artikel 4:15, vierde lid, Awb).",
    uitstel.ONGEDAAN: "Er was geen grond om de termijn stil te leggen. De termijn heeft dan gewoon doorgelopen. "
    "Wat er stond, blijft bewaard.",
}

Sending = tuple[str, date]
"""Mark of the objection term of an addressee, and the day on which it was sent."""


@require_safe
def termijnen(request: Verzoek, zaak_id: int) -> HttpResponse:
    """Every term of the case, how each date came about, what was done to it, and what can be done now."""
    aanvraag = haal_aanvraag(request, zaak_id, pagina="termijnen")
    if request.actor.is_gezin:
        raise GeenRecht
    rijen = [rij for rij in _termijnen(request.actor, zaak_id) if rij.is_voor(request.actor)]
    mogelijk = uitstel.mogelijk(request.actor, aanvraag)
    terug = _teruggekomen(zaak_id)
    titel, verhaal = _titels(zaak_id, terug), terug if request.actor.is_swv_bureau else {}
    vandaag, kalender = request.actor.vandaag, kalender_uit_tabel()
    standen = [stand(rij, vandaag=vandaag, kalender=kalender) for rij in rijen_voor(request.actor, aanvraag)]
    voorbij = _wet_voorbij(rijen, vandaag)
    context = {
        "zaak": aanvraag.zaak,
        "actief": "overzicht",
        "wet_voorbij": voorbij,
        "betaalt": request.actor.is_swv_bureau or request.actor.rol == Rol.DIRECTEUR_SWV,
        "regels": [(rij, titel(rij), verhaal.get((rij.kenmerk, rij.vanaf))) for rij in rijen if rij.is_open],
        "termijnen": [rij for rij in rijen if rij.is_open],
        "afgerond": [(rij, titel(rij), verhaal.get((rij.kenmerk, rij.vanaf))) for rij in rijen if not rij.is_open],
        "leest_redenen": mag_dossier_lezen(request.actor),
        "beleidsversie": Beleidsversie.objects.filter(pk=aanvraag.zaak.beleid.get("tlv") or 0).first(),
        "kalender": kalender,
        "vandaag": vandaag,
        "ingebreke": standen,
        "telt_van_school": voorbij is not None and school_wacht(aanvraag),
        "kan_ingebreke": kan_stellen(request.actor, aanvraag),
        "mag_ingebreke": mag_vastleggen(request.actor, aanvraag),
        "acties": [(slug, PROCESS.action(actie).label) for slug, actie in WIJZIGINGEN.items() if actie in mogelijk],
    }
    return render(request, "tlv/uitstel/termijnen.html", context)


def _termijnen(actor: Actor, zaak_id: int) -> QuerySet[Termijn]:
    """Who does not read to whom the decision went, does not read their objection terms either."""
    rijen = Termijn.objects.filter(zaak_id=zaak_id).prefetch_related(*MET_FEITEN).order_by("-pk")
    return rijen if actor.is_swv_bureau or actor.is_school else rijen.exclude(soort="bezwaar")


def _wet_voorbij(rijen: list[Termijn], vandaag: date) -> Termijn | None:
    """The term of the law for the decision, when its last day has passed without one."""
    open_ = (rij for rij in rijen if rij.is_open and rij.soort == uitstel.BESLISTERMIJN)
    return next((rij for rij in open_ if rij.einde is not None and rij.einde < vandaag), None)


def _teruggekomen(zaak_id: int) -> dict[Sending, Terugzending]:
    """What came back, by the objection term that began with its sending."""
    rijen = Terugzending.objects.filter(bekendmaking__zaak_id=zaak_id).defer("adresregels")
    rijen = rijen.select_related("bekendmaking", "beoordeeld_door")
    return {(kenmerk(rij.bekendmaking), rij.verzonden_op): rij for rij in rijen}


def _titels(zaak_id: int, terug: Mapping[Sending, Terugzending]) -> Callable[[Termijn], str]:
    """What a term is called; an objection term by its addressee, because each has its own (Awb 6:8)."""
    namen = {kenmerk(rij): rij.naam for rij in Bekendmaking.objects.filter(zaak_id=zaak_id)}
    telt_niet = {van for van, rij in terug.items() if rij.oordeel == Terugzending.Oordeel.NIET_BEKEND}

    def titel(rij: Termijn) -> str:
        soort = rij.get_soort_display()
        if rij.kenmerk not in namen:
            return soort
        waarom = ", telt niet: het besluit kwam terug" if (rij.kenmerk, rij.vanaf) in telt_niet else ""
        return f"{soort} van {namen[rij.kenmerk]}{waarom}"

    return titel


@require_http_methods(["GET", "HEAD", "POST"])
def wijzigen(request: Verzoek, zaak_id: int, wijziging: str) -> HttpResponse:
    """One act: what is asked, then what changes, then it is done."""
    actie = WIJZIGINGEN.get(wijziging)
    if actie is None:
        raise Http404
    aanvraag = haal_aanvraag(request, zaak_id, pagina="termijnen")
    if not PROCESS.action(actie).mag(request.actor, aanvraag):
        raise GeenRecht
    if request.method != "POST":
        return _formulier(request, aanvraag, actie)
    form = _form(request, aanvraag, actie, request.POST)
    if "bevestig" in request.POST and _doe(request, form, zaak_id, actie):
        messages.success(request, "Vastgelegd. De school en het gezin krijgen bericht en een brief.")
        return redirect("tlv:termijnen", zaak_id)
    inhoud = _bekijk(request, aanvraag, actie, form)
    if inhoud is not None and "voorbeeld" in request.POST:
        return _briefvoorbeeld(request, aanvraag, inhoud)
    return _toon(request, aanvraag, actie, form, inhoud)


def _form(request: Verzoek, aanvraag: Aanvraag, actie: str, data: Any = None) -> DatumswijzigingForm:
    beginstand = {"versie": aanvraag.zaak.versie}
    return FORMS[actie](data, aanvraag=aanvraag, vandaag=request.actor.vandaag, initial=beginstand)


def _formulier(request: Verzoek, aanvraag: Aanvraag, actie: str) -> HttpResponse:
    if actie not in uitstel.mogelijk(request.actor, aanvraag):
        messages.error(request, f"‘{PROCESS.action(actie).label}’ kan nu niet bij deze zaak.")
        return redirect("tlv:termijnen", aanvraag.zaak_id)
    return _toon(request, aanvraag, actie, _form(request, aanvraag, actie), None)


def _doe(request: Verzoek, form: DatumswijzigingForm, zaak_id: int, actie: str) -> bool:
    """Only what was looked at is done: without a date that was seen the door refuses."""
    gezien = request.POST.get("gezien") or "niets"
    return voer_uit(request, form, zaak_id, actie, gezien=gezien) is not None


def _bekijk(request: Verzoek, aanvraag: Aanvraag, actie: str, form: DatumswijzigingForm) -> Inhoud | None:
    if not form.is_valid():
        return None
    data = form.cleaned_data
    try:
        return Inhoud(actie, uitstel.gevolg(aanvraag, actie, data, vandaag=request.actor.vandaag), data)
    except Geweigerd as weigering:
        weigering.zet_bij(form)
        return None


def _briefvoorbeeld(request: Verzoek, aanvraag: Aanvraag, inhoud: Inhoud) -> HttpResponse:
    """The letter as PDF, made of what is in the form now; nothing is stored."""
    actor = request.actor
    brief = schoolbrief(aanvraag, inhoud, vandaag=actor.vandaag, door=actor.gebruiker_id)
    return bestandsantwoord(maak("uitstel_school", bevries("uitstel_school", brief)), PDF, "voorbeeld.pdf")


def _toon(
    request: Verzoek, aanvraag: Aanvraag, actie: str, form: DatumswijzigingForm, inhoud: Inhoud | None
) -> HttpResponse:
    if inhoud is not None:
        form = _form(request, aanvraag, actie, {**request.POST.dict(), "gezien": inhoud.gevolg.kenmerk})
    context = {
        "zaak": aanvraag.zaak,
        "actief": "overzicht",
        "form": form,
        "titel": PROCESS.action(actie).label,
        "uitleg": UITLEG[actie],
        "huidig": uitstel.termijn_van(aanvraag, uitstel.SOORT_VAN[actie]),
        "vandaag": request.actor.vandaag,
        **(gevolgbeeld(aanvraag, inhoud.gevolg, request.actor) if inhoud else {}),
    }
    status = 422 if form.is_bound and inhoud is None else 200
    return render(request, "tlv/uitstel/wijzigen.html", context, status=status)

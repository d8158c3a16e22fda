"""Freezing a version, signing it, reading it, and the same on paper."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cases.compartimenten import mag_dossier_lezen
from documents.antwoord import bestandsantwoord
from documents.brieven import bevries as bevries_brief
from documents.brieven import maak
from documents.keuring import PDF, keur_upload
from documents.models import Document, Handtekening, Ondertekenstuk
from documents.tekenen import EIGEN_PAPIER, is_eigen_papier
from organisations.http import Verzoek
from organisations.rollen import Rol
from organisations.toegang.aanmelden import herbevestigd_op
from tlv import rechten
from tlv.bevriezen import (
    eerder_gezien,
    gedragswetenschappers,
    gekozen_gedragswetenschapper,
    geldig_stuk,
    gewijzigd_sinds,
    handtekeningen_van,
    stand_van_bevriezen,
)
from tlv.feiten import STUK
from tlv.forms_indienen import BevriezenForm, PapierForm, PapierGezinForm, TekenForm
from tlv.handtekeningenblad import gegevens_voor
from tlv.models import Aanvraag
from tlv.ondertekenen import mag_papier
from tlv.toegang import haal_aanvraag
from tlv.versies import blokken, verschil
from tlv.views_schrijven import haal_concept, stukken_van
from workflow.edit import edit
from workflow.formulieren import bewerk, tekensessie
from workflow.fouten import GeenRecht, NietGevonden


@require_http_methods(["GET", "POST"])
def bevriezen(request: Verzoek, zaak_id: int) -> HttpResponse:
    """Freeze this version and ask for signatures, or ask again after a change."""
    aanvraag = haal_concept(request, zaak_id, "bevriezen")
    zaak, vandaag = aanvraag.zaak, request.actor.vandaag
    stuk = geldig_stuk(zaak)
    form = BevriezenForm(
        request.POST or None,
        pool=gedragswetenschappers(zaak, op=vandaag),
        initial={
            "gedragswetenschapper_id": gekozen_gedragswetenschapper(zaak, op=vandaag),
            "versie": stand_van_bevriezen(aanvraag, vandaag=vandaag),
        },
    )
    if request.method == "POST" and (bewerkt := bewerk(request, form, zaak_id, "bevriezen")):
        messages.success(
            request, f"Versie {bewerkt.waarden['nummer']} is bevroren. Iedereen die moet tekenen, krijgt bericht."
        )
        return redirect("tlv:schrijven", zaak_id)
    context = {
        "aanvraag": aanvraag,
        "zaak": zaak,
        "actief": "schrijven",
        "form": form,
        "stuk": stuk,
        "gewijzigd": gewijzigd_sinds(aanvraag, stuk, vandaag=vandaag) if stuk else [],
        "handtekeningen": handtekeningen_van(zaak),
        "ouders": zaak.dossier.leerling.vertegenwoordigers(vandaag),
        "leerling": zaak.dossier.leerling,
        "eigen_stem": zaak.dossier.leerling.heeft_eigen_stem(vandaag),
    }
    return render(request, "tlv/ondertekenen/bevriezen.html", context, status=422 if form.errors else 200)


def _rij(request: Verzoek, handtekening_id: int, pagina: str) -> tuple[Handtekening, Aanvraag]:
    """One request to sign, in a case this actor may see."""
    rij = (
        Handtekening.objects.select_related("stuk", "user", "ouder", "leerling")
        .filter(pk=handtekening_id, stuk__soort=STUK)
        .first()
    )
    if rij is None:
        raise NietGevonden
    return rij, haal_aanvraag(request, rij.stuk.zaak_id, pagina=pagina)


def _is_eigen(request: Verzoek, rij: Handtekening) -> bool:
    return rij.user_id == request.actor.gebruiker_id and rij.rol == request.actor.rol


@require_http_methods(["GET", "POST"])
def ondertekenen(request: Verzoek, handtekening_id: int) -> HttpResponse:
    """Head or gedragswetenschapper reads the frozen version, sees what changed, and signs or declines."""
    rij, aanvraag = _rij(request, handtekening_id, "ondertekenen")
    if request.actor.is_gezin:
        return redirect("workflow:zaak", aanvraag.zaak_id)
    if not _is_eigen(request, rij):
        raise GeenRecht
    form = TekenForm(request.POST or None, initial={"sha256": rij.stuk.sha256})
    if request.method == "POST" and bewerk(
        request,
        form,
        aanvraag.zaak_id,
        "handtekening",
        handtekening_id=rij.pk,
        herbevestigd_op=herbevestigd_op(request),
    ):
        getekend = form.cleaned_data["uitkomst"] == Handtekening.Uitkomst.GETEKEND
        messages.success(request, "U hebt getekend." if getekend else "Wij hebben bewaard dat u niet tekent.")
        return redirect("tlv:ondertekenen", rij.pk)
    nieuw = geldig_stuk(aanvraag.zaak)
    context = {
        **versie_context(request, aanvraag, rij.stuk),
        "rij": rij,
        "form": form,
        "eerder": eerder_gezien(rij),
        "wijzigingen": _wijzigingen(rij),
        **tekensessie(request),
        "nieuwe_rij": _opvolger(rij, nieuw),
    }
    return render(request, "tlv/ondertekenen/ondertekenen.html", context, status=422 if form.errors else 200)


def _wijzigingen(rij: Handtekening) -> list[Any]:
    eerder = eerder_gezien(rij)
    return verschil(eerder.inhoud, rij.stuk.inhoud) if eerder else []


def _opvolger(rij: Handtekening, nieuw: Ondertekenstuk | None) -> Handtekening | None:
    """The request of the same person on the version that counts now."""
    if nieuw is None or nieuw.pk == rij.stuk_id:
        return None
    return nieuw.handtekeningen.filter(user=rij.user, rol=rij.rol).exclude(uitkomst="vervallen").first()


def versie_context(request: Verzoek, aanvraag: Aanvraag, stuk: Ondertekenstuk) -> dict[str, Any]:
    """What the partial tlv/ondertekenen/_versie.html needs, for every page that shows a frozen version."""
    return {
        "aanvraag": aanvraag,
        "zaak": aanvraag.zaak,
        "actief": "ondertekenen",
        "stuk": stuk,
        "blokken": blokken(stuk.inhoud),
        "stukken": bevroren_stukken(request, aanvraag, stuk),
        "leerling": aanvraag.zaak.dossier.leerling,
    }


def bevroren_stukken(request: Verzoek, aanvraag: Aanvraag, stuk: Ondertekenstuk) -> list[Document]:
    """The papers of this version that the reader may open: same hash, so the very same file."""
    hashes = {rij["sha256"] for rij in stuk.inhoud["stukken"]}
    return [doc for doc in stukken_van(request, aanvraag.zaak) if doc.bestand and doc.bestand.sha256 in hashes]


@require_GET
def versie(request: Verzoek, zaak_id: int, nummer: int) -> HttpResponse:
    """Read one frozen version; with what changed since the version before it."""
    aanvraag = haal_aanvraag(request, zaak_id, pagina=f"versie {nummer}")
    if request.actor.is_gezin or not mag_dossier_lezen(request.actor):
        raise GeenRecht
    stukken = aanvraag.zaak.ondertekenstukken.filter(soort=STUK)
    stuk = get_object_or_404(stukken, nummer=nummer)
    vorige = stukken.filter(nummer=nummer - 1).first()
    handtekeningen = list(stuk.handtekeningen.select_related("scan", "bevestigd_door"))
    kijkt_na = rechten.is_secretariaat_of_voorzitter(request.actor, aanvraag) and not aanvraag.zaak.gesloten_op
    ik = request.actor.gebruiker_id
    context = {
        **versie_context(request, aanvraag, stuk),
        "vorige": vorige,
        "wijzigingen": verschil(vorige.inhoud, stuk.inhoud) if vorige else [],
        "handtekeningen": handtekeningen,
        "na_te_kijken": [rij for rij in handtekeningen if kijkt_na and rij.na_te_kijken],
        "eigen": {rij.pk for rij in handtekeningen if is_eigen_papier(rij, ik)},
        "eigen_papier": EIGEN_PAPIER,
    }
    return render(request, "tlv/ondertekenen/versie.html", context)


@require_GET
def blad(request: Verzoek, handtekening_id: int) -> HttpResponse:
    """The prefilled form for one person, to print and sign by hand."""
    rij, aanvraag = _rij(request, handtekening_id, "handtekeningenblad")
    if not (_is_eigen(request, rij) or mag_papier(request.actor, aanvraag)):
        raise GeenRecht
    gegevens = bevries_brief("handtekeningenblad", gegevens_voor(aanvraag, rij))
    pdf = maak("handtekeningenblad", gegevens, gemaakt_op=rij.stuk.bevroren_op)
    return bestandsantwoord(pdf, PDF, f"formulier-{rij.pk}.pdf", bijlage=True)


@require_http_methods(["GET", "POST"])
def papier(request: Verzoek, handtekening_id: int) -> HttpResponse:
    """Enter what stands on a form that was signed by hand, with its scan."""
    rij, aanvraag = _rij(request, handtekening_id, "handtekening op papier")
    if not mag_papier(request.actor, aanvraag):
        raise GeenRecht
    gezin = rij.rol in (Rol.OUDER, Rol.LEERLING)
    klasse = PapierGezinForm if gezin else PapierForm
    form = klasse(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and _leg_papier_vast(request, rij, aanvraag, form):
        messages.success(request, f"Het formulier van {rij.naam} is vastgelegd.")
        return redirect(*_na_papier(request, aanvraag))
    context = {
        "aanvraag": aanvraag,
        "zaak": aanvraag.zaak,
        "actief": "schrijven",
        "form": form,
        "rij": rij,
        "gezin": gezin,
    }
    return render(request, "tlv/ondertekenen/papier.html", context, status=422 if form.errors else 200)


def _na_papier(request: Verzoek, aanvraag: Aanvraag) -> tuple[Any, ...]:
    if rechten.mag_schrijven(request.actor, aanvraag):
        return ("tlv:schrijven", aanvraag.zaak_id)
    return ("workflow:zaak", aanvraag.zaak_id)


def _leg_papier_vast(
    request: Verzoek, rij: Handtekening, aanvraag: Aanvraag, form: PapierForm | PapierGezinForm
) -> bool:
    """Judge the scan, then record signature and scan in one go."""
    keuring = keur_upload(form.cleaned_data["scan"])
    if not keuring.goedgekeurd:
        form.add_error("scan", keuring.melding)
        return False
    extra: dict[str, Any] = {"handtekening_id": rij.pk, "keuring": keuring}
    if isinstance(form, PapierGezinForm):
        extra["toestemmingen"] = form.toestemmingen
    return bewerk(request, form, aanvraag.zaak_id, "handtekening_papier", **extra) is not None


@require_POST
def papier_bevestigen(request: Verzoek, handtekening_id: int) -> HttpResponse:
    """Somebody else than who entered it saw the scan, and confirms."""
    rij, aanvraag = _rij(request, handtekening_id, "handtekening op papier")
    edit(aanvraag.zaak_id, "handtekening_bevestigen", by=request.actor, data={"handtekening_id": rij.pk})
    messages.success(request, f"De handtekening van {rij.naam} is bevestigd.")
    return redirect("tlv:versie", aanvraag.zaak_id, rij.stuk.nummer)

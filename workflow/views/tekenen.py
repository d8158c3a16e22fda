"""Signing: read exactly this paper, identify again, answer; or pass it on. For staff, parents and pupils alike."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from documents.antwoord import antwoord_met_bestand, bestandsantwoord, met_inzage
from documents.keuring import PDF
from documents.models import Handtekening
from documents.tekenaccount import account_van, van_persoon
from documents.tekenen import bestand_van, stand, waarom_vervallen
from documents.tekenstukken import blad_om_te_tekenen
from organisations.http import METHODEN, Verzoek
from organisations.toegang.aanmelden import herbevestigd_met, herbevestigd_op
from workflow.forms_tekenen import AntwoordForm, DoorgeefForm
from workflow.formulieren import bewerk, tekensessie
from workflow.process import process_van
from workflow.sweeps import voer_tekenacties_uit
from workflow.tekendelen import kan_overnemen
from workflow.tekenkamer import regel_van, weigergevolg_van
from workflow.tekentaken import eigen_verzoeken
from workflow.tekentoegang import eis_leesbaar, haal_eigen, leest_nog

KLAAR: dict[str, tuple[str, str]] = {
    Handtekening.Uitkomst.GETEKEND: ("U hebt getekend.", "Je hebt getekend."),
    Handtekening.Uitkomst.GEZIEN: (
        "Wij hebben bewaard dat u het stuk las en het er niet mee eens bent.",
        "Wij hebben bewaard dat je het stuk las en het er niet mee eens bent.",
    ),
    Handtekening.Uitkomst.GEWEIGERD: (
        "Wij hebben bewaard dat u niet tekent.",
        "Wij hebben bewaard dat je niet tekent.",
    ),
}
"""As one says it to a parent or colleague, and to a pupil."""


@require_safe
def lijst(request: Verzoek) -> HttpResponse:
    """What this person was asked to sign, in this hat: open first, then what was answered."""
    rijen = eigen_verzoeken(request.actor)
    context = {
        "open": [rij for rij in rijen if rij.uitkomst == Handtekening.Uitkomst.OPEN],
        "klaar": [rij for rij in rijen if rij.uitkomst != Handtekening.Uitkomst.OPEN],
    }
    return render(request, "workflow/tekenen/lijst.html", context)


@met_inzage
@require_http_methods(METHODEN)
def tekenen(request: Verzoek, rij_id: int) -> HttpResponse:
    """The paper, what it means to sign or not, and after identifying again the answer. Opening it answers nothing."""
    rij = haal_eigen(request.actor, rij_id)
    jij = rij.leerling_id is not None
    form = AntwoordForm(request.POST or None, rij=rij, jij=jij, initial={"sha256": rij.stuk.sha256})
    hoe = f"ingelogd; opnieuw bevestigd met {herbevestigd_met(request)}"
    sessie = {"herbevestigd_op": herbevestigd_op(request), "hoe": hoe}
    if request.method == "POST" and (
        bewerkt := bewerk(request, form, rij.stuk.zaak_id, "tekenen", handtekening_id=rij.pk, **sessie)
    ):
        voer_tekenacties_uit(rij.stuk.zaak, vandaag=request.actor.vandaag, nu=timezone.now())
        messages.success(request, KLAAR[bewerkt.waarden["uitkomst"]][jij])
        return redirect("workflow:tekenen", rij.pk)
    context = {
        **context_van(rij),
        "form": form,
        **tekensessie(request),
        "kan_doorgeven": bool(_mensen(request, rij)),
        "leesbaar": leest_nog(request.actor, rij),
    }
    return render(request, "workflow/tekenen/tekenen.html", context, status=422 if form.errors else 200)


def context_van(rij: Handtekening) -> dict[str, Any]:
    """What every page about one request shows: the paper, whose turn it is, what an answer means."""
    zaak = rij.stuk.zaak
    obj, regel = process_van(zaak).object_van(zaak), regel_van(rij.stuk)
    aan_de_beurt = rij.pk in {wie.pk for wie in stand(rij.stuk).aan_de_beurt} and rij.uitgenodigd_op is not None
    return {
        "rij": rij,
        "stuk": rij.stuk,
        "zaak": zaak,
        "leerling": zaak.dossier.leerling,
        "jij": rij.leerling_id is not None,
        "aan_de_beurt": aan_de_beurt and regel.groep_open(obj, rij.groep),
        "weigergevolg": regel.weigergevolg(rij, obj),
        "uitleg": regel.uitleg(rij, obj),
        "vervallen": waarom_vervallen(rij.stuk) if rij.stuk.vervallen_op else "",
        "opvolger": _opvolger(rij),
    }


def _opvolger(rij: Handtekening) -> Handtekening | None:
    """The request of the same person on the version that counts, or the one that came in the place of this one."""
    if (na := rij.opgevolgd_door) is not None:
        return na if na.user_id == rij.user_id and na.uitgenodigd_op is not None else None
    wie = account_van(rij)
    if rij.stuk.vervallen_op is None or wie is None:
        return None
    stukken = rij.stuk.zaak.ondertekenstukken.filter(kamer=True, soort=rij.stuk.soort, vervallen_op__isnull=True)
    zelfde = Handtekening.objects.filter(
        van_persoon(wie, rij.rol), stuk__in=stukken, rol=rij.rol, uitgenodigd_op__isnull=False
    )
    return zelfde.filter(opgevolgd_door__isnull=True).first()


@require_safe
def stuk(request: Verzoek, rij_id: int) -> HttpResponse:
    """The very file that is signed, to look at."""
    rij = haal_eigen(request.actor, rij_id)
    eis_leesbaar(request.actor, rij)
    return antwoord_met_bestand(bestand_van(rij.stuk), f"{rij.stuk.soort}-versie-{rij.stuk.nummer}.pdf")


@require_safe
def blad(request: Verzoek, rij_id: int) -> HttpResponse:
    """The paper with a sheet to sign by hand: on paper counts as much."""
    rij = haal_eigen(request.actor, rij_id)
    eis_leesbaar(request.actor, rij)
    pdf = blad_om_te_tekenen(rij, weigergevolg=weigergevolg_van(rij))
    return bestandsantwoord(pdf, PDF, f"tekenen-{rij.pk}.pdf", bijlage=True)


@require_http_methods(METHODEN)
def doorgeven(request: Verzoek, rij_id: int) -> HttpResponse:
    """Pass the own request on, where the workflow allows it."""
    rij = haal_eigen(request.actor, rij_id)
    form = DoorgeefForm(request.POST or None, mensen=_mensen(request, rij))
    if request.method == "POST" and bewerk(
        request, form, rij.stuk.zaak_id, "tekenen_doorgeven", handtekening_id=rij.pk
    ):
        messages.success(request, "Het verzoek is doorgegeven. Uw collega krijgt bericht.")
        return redirect("workflow:tekenlijst")
    context = {**context_van(rij), "form": form, "mensen": _mensen(request, rij)}
    return render(request, "workflow/tekenen/doorgeven.html", context, status=422 if form.errors else 200)


def _mensen(request: Verzoek, rij: Handtekening) -> list[Any]:
    if rij.uitkomst != Handtekening.Uitkomst.OPEN or rij.stuk.vervallen_op is not None:
        return []
    obj = process_van(rij.stuk.zaak).object_van(rij.stuk.zaak)
    return kan_overnemen(regel_van(rij.stuk), obj, rij, request.actor.vandaag)

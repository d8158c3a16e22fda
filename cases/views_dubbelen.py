"""The secretariat compares likely doubles, and merges them or keeps them apart."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cases.forms import SamenvoegForm, SplitsForm
from cases.fouten import GeenRecht, NietGevonden
from cases.models import Dossier, MogelijkeDubbel, Zaak
from cases.pagina import leerlinggegevens, ouderkaarten
from cases.samenvoegen import dubbelen_voor, houd_apart, voeg_samen
from cases.splitsen import splits, waarom_niet
from cases.toegang import leg_lezen_vast
from organisations.actor import Actor
from organisations.http import Verzoek
from organisations.rollen import Rol

PER_LIJST = 100


@require_safe
def dubbelen(request: Verzoek) -> HttpResponse:
    """Pairs to judge, and the ones judged last."""
    if request.actor.rol != Rol.SECRETARIAAT:
        raise GeenRecht
    paren = dubbelen_voor(request.actor)
    context = {
        "open": paren.filter(uitkomst=MogelijkeDubbel.Uitkomst.OPEN).order_by("gevonden_op", "pk")[:PER_LIJST],
        "beoordeeld": paren.exclude(uitkomst=MogelijkeDubbel.Uitkomst.OPEN)
        .select_related("beoordeeld_door")
        .order_by("-beoordeeld_op", "-pk")[:20],
    }
    return render(request, "cases/dubbelen.html", context)


def dubbel(request: Verzoek, dubbel_id: int) -> HttpResponse:
    """Two dossiers side by side, and the judgement."""
    actor = request.actor
    if actor.rol != Rol.SECRETARIAAT:
        raise GeenRecht
    paar = dubbelen_voor(actor).filter(pk=dubbel_id).first()
    if paar is None:
        raise NietGevonden
    form = SamenvoegForm(
        request.POST if request.method == "POST" else None,
        initial={"versie_bestaand": paar.bestaand.versie, "versie_nieuw": paar.nieuw.versie},
    )
    if request.method == "POST" and form.is_valid():
        return _beoordeel(request, paar, form.cleaned_data)
    kanten, scholen = [], []
    if paar.uitkomst == MogelijkeDubbel.Uitkomst.OPEN:
        for rij in (paar.bestaand, paar.nieuw):
            leg_lezen_vast(actor, rij, "dubbel", nu=timezone.now())
        kanten, scholen = _kanten(actor, paar), _scholen_na_samenvoegen(paar)
    samen = paar.uitkomst == MogelijkeDubbel.Uitkomst.SAMENGEVOEGD
    waarom = waarom_niet(paar) if samen else ""
    context = {"paar": paar, "form": form, "kanten": kanten, "scholen": scholen, "samen": samen, "waarom": waarom}
    return render(request, "cases/dubbel.html", context, status=422 if form.is_bound else 200)


def dubbel_ongedaan(request: Verzoek, dubbel_id: int) -> HttpResponse:
    """A merge that turned out wrong: what will happen, and the reason."""
    actor = request.actor
    if actor.rol != Rol.SECRETARIAAT:
        raise GeenRecht
    samen = dubbelen_voor(actor).filter(uitkomst=MogelijkeDubbel.Uitkomst.SAMENGEVOEGD)
    paar = samen.filter(pk=dubbel_id).first()
    if paar is None:
        raise NietGevonden
    form = SplitsForm(request.POST if request.method == "POST" else None)
    waarom = waarom_niet(paar)
    if request.method == "POST" and form.is_valid() and not waarom:
        splits(paar.pk, by=actor, reden=form.cleaned_data["reden"], nu=timezone.now())
        messages.success(request, "Het zijn weer twee dossiers. Uw reden is bewaard.")
        return redirect("cases:dubbelen")
    context = {"paar": paar, "form": form, "waarom": waarom}
    return render(request, "cases/dubbel_ongedaan.html", context, status=422 if form.is_bound else 200)


def _beoordeel(request: Verzoek, paar: MogelijkeDubbel, schoon: dict[str, Any]) -> HttpResponse:
    nu = timezone.now()
    if schoon["oordeel"] == "apart":
        houd_apart(paar.pk, by=request.actor, reden=schoon["reden"], nu=nu)
        messages.success(request, "De dossiers blijven apart. Uw reden is bewaard.")
        return redirect("cases:dubbelen")
    blijft = voeg_samen(
        paar.pk,
        by=request.actor,
        gegevens_van=schoon["gegevens_van"],
        reden=schoon["reden"],
        nu=nu,
        versies=(schoon["versie_bestaand"], schoon["versie_nieuw"]),
    )
    zichtbaar = Dossier.objects.visible_to(request.actor).filter(pk=blijft.pk).exists()
    vervolg = " Controleer de ouders en de inschrijvingen." if zichtbaar else ""
    messages.success(request, f"De dossiers zijn samengevoegd.{vervolg}")
    return redirect("cases:dossier", blijft.pk) if zichtbaar else redirect("cases:dubbelen")


def _kanten(actor: Actor, paar: MogelijkeDubbel) -> list[dict[str, Any]]:
    """Both dossiers, line by line, with what differs marked."""
    links = leerlinggegevens(actor, paar.bestaand.leerling)
    rechts = leerlinggegevens(actor, paar.nieuw.leerling)
    anders = {term for (term, een), (_, twee) in zip(links, rechts, strict=True) if een != twee}
    return [
        _kant("Oudste dossier", actor, paar.bestaand, links, anders),
        _kant("Nieuwste dossier", actor, paar.nieuw, rechts, anders),
    ]


def _kant(kop: str, actor: Actor, rij: Dossier, regels: list[tuple[str, Any]], anders: set[str]) -> dict[str, Any]:
    return {
        "kop": kop,
        "dossier": rij,
        "regels": [(term, waarde, term in anders) for term, waarde in regels],
        "kaarten": ouderkaarten(actor, rij.leerling),
        "inschrijvingen": rij.leerling.inschrijvingen.select_related("school"),
        "zaken": Zaak.objects.visible_to(actor).filter(dossier=rij),
    }


def _scholen_na_samenvoegen(paar: MogelijkeDubbel) -> list[str]:
    """Which schools can open the dossier after a merge: the secretariat must know before it decides."""
    scholen = {paar.bestaand.school.naam}
    vandaag = timezone.localdate()
    for leerling in (paar.bestaand.leerling, paar.nieuw.leerling):
        for rij in leerling.inschrijvingen.filter(geeft_toegang=True).select_related("school"):
            if rij.tot is None or rij.tot >= vandaag:
                scholen.add(rij.school.naam)
    return sorted(scholen)

"""The termijnrekenaar: facts in, a date and its derivation out. Keeps nothing, so it is asked with GET."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from deadlines.berekening import AANVULLING, GRONDEN, Berekening, Stilstand
from deadlines.forms import RekenForm, Stilstanden, maak_rijen, met_telling, vraag_uit
from deadlines.models import kalender_uit_tabel
from deadlines.rekenaar import REGELS, InvoerFout, Regels, Vraag, met_duren, reken
from deadlines.tijdlijn import teken
from organisations.beleid import BeleidFout, duren_van
from organisations.http import Verzoek
from organisations.rollen import SWVROLLEN
from ui.notatie import datum


@require_safe
def termijnrekenaar(request: Verzoek) -> HttpResponse:
    """For anyone at the samenwerkingsverband: it holds no case and no pupil. Another page may choose the rule."""
    if request.actor.rol not in SWVROLLEN:
        raise PermissionDenied
    regels = _regels(request)
    if request.GET.keys() <= {"regel"}:
        return _pagina(request, RekenForm(initial=request.GET.dict(), regels=regels), maak_rijen(), regels)
    gegevens = met_telling(request.GET)
    form, rijen = RekenForm(gegevens, regels=regels), maak_rijen(gegevens)
    if rijen.toevoegen_gevraagd:
        form.stil = True
        return _pagina(request, form, rijen, regels)
    if not (form.is_valid() & rijen.is_valid()):
        return _pagina(request, form, rijen, regels, status=422)
    try:
        uitkomst = _uitkomst(request, vraag_uit(form, rijen), form, regels)
    except InvoerFout as fout:
        form.add_error(None, str(fout))
        return _pagina(request, form, rijen, regels, status=422)
    return _pagina(request, form, rijen, regels, uitkomst=uitkomst)


def _regels(request: Verzoek) -> Regels:
    """As they are here; when policy cannot be read as the law and the standard have them, and the page says so."""
    try:
        return met_duren(duren_van(request.actor.swv_id, op=request.actor.vandaag))
    except BeleidFout as fout:
        messages.warning(request, f"{fout.melding} Wij rekenen zolang met de standaardtermijnen.")
        return REGELS


def _uitkomst(request: Verzoek, vraag: Vraag, form: RekenForm, regels: Regels) -> dict[str, Any]:
    kalender = kalender_uit_tabel()
    antwoord = reken(vraag, kalender, regels)
    norm: Berekening | None = None
    if volledig := form.cleaned_data["volledig"]:
        norm = regels["servicenorm"].bereken(volledig, kalender=kalender)
    return {
        "regel": regels[vraag.regel],
        "antwoord": antwoord,
        "norm": norm,
        "lijn": teken(antwoord, vandaag=request.actor.vandaag, norm=norm.einde if norm else None),
        "feiten": _feiten(vraag, volledig),
        "vandaag": request.actor.vandaag,
    }


def _feiten(vraag: Vraag, volledig: date | None) -> list[tuple[str, str]]:
    """What was filled in, for the print."""
    paren = [(REGELS[vraag.regel].start.capitalize(), datum(vraag.start))]
    for stil in vraag.stilstanden:
        paren.append(("Stilstand", ", ".join(_delen(stil))))
    if vraag.verdaagd_op:
        paren.append(("Uitstel gemeld op", datum(vraag.verdaagd_op)))
    if vraag.verdaagd_tot:
        paren.append(("Nieuwe datum na uitstel", datum(vraag.verdaagd_tot)))
    if volledig:
        paren.append(("Compleet verklaard op", datum(volledig)))
    return paren


def _delen(stil: Stilstand) -> Iterable[str]:
    if stil.grond != AANVULLING:
        yield f"{GRONDEN[stil.grond].reden.rstrip('.')}: vanaf {datum(stil.eerste)}"
        yield f"tot en met {datum(stil.laatste)}" if stil.laatste else "het einde is nog niet bekend"
        return
    yield f"gevraagd op {datum(stil.van)}"
    yield f"ontvangen op {datum(stil.tot)}" if stil.tot else "nog niet ontvangen"
    if stil.uiterlijk:
        yield f"laatste dag {datum(stil.uiterlijk)}"


def _pagina(
    request: Verzoek, form: RekenForm, rijen: Stilstanden, regels: Regels, *, status: int = 200, **context: Any
) -> HttpResponse:
    context |= {"form": form, "formset": rijen, "regels": regels.values()}
    return render(request, "deadlines/termijnrekenaar.html", context, status=status)

"""The termijnrekenaar: facts in, a date and its derivation out. Keeps nothing, so it is asked with GET."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from deadlines.berekening import Berekening
from deadlines.forms import RekenForm, Stilstanden, maak_rijen, met_telling, vraag_uit
from deadlines.kalender import Kalender
from deadlines.models import kalender_uit_tabel
from deadlines.regels import servicenorm
from deadlines.rekenaar import REGELS, InvoerFout, Vraag, reken
from deadlines.tijdlijn import teken
from organisations.http import Verzoek
from organisations.rollen import SWVROLLEN
from ui.notatie import datum


@require_safe
def termijnrekenaar(request: Verzoek) -> HttpResponse:
    """For anyone at the samenwerkingsverband: it holds no case and no pupil."""
    if request.actor.rol not in SWVROLLEN:
        raise PermissionDenied
    if not request.GET:
        return _pagina(request, RekenForm(), maak_rijen())
    gegevens = met_telling(request.GET)
    form, rijen = RekenForm(gegevens), maak_rijen(gegevens)
    if rijen.toevoegen_gevraagd:
        form.stil = True
        return _pagina(request, form, rijen)
    if not (form.is_valid() & rijen.is_valid()):
        return _pagina(request, form, rijen, status=422)
    try:
        uitkomst = _uitkomst(request, vraag_uit(form, rijen), form, kalender_uit_tabel())
    except InvoerFout as fout:
        form.add_error(None, str(fout))
        return _pagina(request, form, rijen, status=422)
    return _pagina(request, form, rijen, uitkomst=uitkomst)


def _uitkomst(request: Verzoek, vraag: Vraag, form: RekenForm, kalender: Kalender) -> dict[str, Any]:
    antwoord = reken(vraag, kalender)
    norm: Berekening | None = None
    if volledig := form.cleaned_data["volledig"]:
        norm = servicenorm(volledig, kalender=kalender)
    return {
        "regel": REGELS[vraag.regel],
        "antwoord": antwoord,
        "norm": norm,
        "lijn": teken(antwoord, vandaag=request.actor.vandaag, norm=norm.einde if norm else None),
        "feiten": _feiten(vraag),
        "vandaag": request.actor.vandaag,
    }


def _feiten(vraag: Vraag) -> list[tuple[str, str]]:
    """What was filled in, for the print."""
    paren = [(REGELS[vraag.regel].start.capitalize(), datum(vraag.start))]
    for stil in vraag.stilstanden:
        delen = [
            f"gevraagd op {datum(stil.van)}",
            f"ontvangen op {datum(stil.tot)}" if stil.tot else "nog niet ontvangen",
        ]
        if stil.uiterlijk:
            delen.append(f"laatste dag {datum(stil.uiterlijk)}")
        paren.append(("Stilstand", ", ".join(delen)))
    if vraag.verdaagd_op:
        paren.append(("Uitstel gemeld op", datum(vraag.verdaagd_op)))
    if vraag.verdaagd_tot:
        paren.append(("Nieuwe datum na uitstel", datum(vraag.verdaagd_tot)))
    return paren


def _pagina(
    request: Verzoek, form: RekenForm, rijen: Stilstanden, *, status: int = 200, **context: Any
) -> HttpResponse:
    context |= {"form": form, "formset": rijen, "regels": REGELS.values()}
    return render(request, "deadlines/termijnrekenaar.html", context, status=status)

"""Turns refusals into pages that say what happened and keep what was typed, and sees that each is recorded."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from audit.services import weigeringen_bewaard
from cases.toegang import leg_zaakweigering_vast
from documents.opslag import Beschadigd
from organisations.beleid import BeleidFout
from organisations.toegang.bewaard import TeGroot, bewaar, getypt, zet_cookie
from organisations.versies import Verouderd
from workflow import bestandweg
from workflow.fouten import Conflict, Geweigerd, HerbevestigingNodig


class WeigeringMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with weigeringen_bewaard() as weigeringen:
            antwoord = self.get_response(request)
            if antwoord.status_code in (403, 404) and not weigeringen.aantal:
                _leg_vast(request, antwoord.status_code)
            return antwoord

    def process_exception(self, request: HttpRequest, fout: Exception) -> HttpResponse | None:
        if isinstance(fout, Conflict):
            return _met_getypte_tekst(request, "409.html", fout.melding, 409)
        if isinstance(fout, Verouderd):
            return _met_getypte_tekst(request, "409.html", fout.melding, 409, verschillen=fout.verschillen)
        if isinstance(fout, Geweigerd):
            return _met_getypte_tekst(request, "422.html", fout.melding, 422)
        if isinstance(fout, BeleidFout):
            return _met_getypte_tekst(request, "422.html", fout.melding, 409)
        if isinstance(fout, Beschadigd):
            return bestandweg.antwoord_op(request, fout)
        if isinstance(fout, HerbevestigingNodig):
            return _eerst_bevestigen(request)
        return None


def _leg_vast(request: HttpRequest, code: int) -> None:
    """A refusal that no door recorded, on the address of a case: who asked for which page of which case."""
    adres, actor = request.resolver_match, getattr(request, "actor", None)
    if adres is None or actor is None or "zaak_id" not in adres.kwargs:
        return
    leg_zaakweigering_vast(actor, f"lezen:{adres.view_name}", adres.kwargs["zaak_id"], grond=str(code))


def _pagina_van(request: HttpRequest) -> str:
    """The page to return to: for a POST the page that held the form, when it is ours."""
    verwijzer = request.headers.get("Referer", "")
    eigen = f"{request.scheme}://{request.get_host()}"
    return verwijzer.removeprefix(eigen) if verwijzer.startswith(eigen + "/") else request.path


def _eerst_bevestigen(request: HttpRequest) -> HttpResponse:
    """To the page to identify again, and from there back to the form with what was typed."""
    rij = None
    with suppress(TeGroot):
        rij = bewaar(request, nu=timezone.now(), bevestigen=True)
    volgende = reverse("organisations:bewaard", args=[rij.pk]) if rij else _pagina_van(request)
    antwoord = HttpResponseRedirect(f"{reverse('organisations:herbevestigen')}?{urlencode({'volgende': volgende})}")
    if rij:
        zet_cookie(request, antwoord)
    return antwoord


def _met_getypte_tekst(request: HttpRequest, sjabloon: str, melding: str, status: int, **extra: Any) -> HttpResponse:
    context = {"melding": melding, "getypt": getypt(request), "pagina": _pagina_van(request), **extra}
    return render(request, sjabloon, context, status=status)

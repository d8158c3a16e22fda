"""Turns the refusals of the two doors into pages that say what happened and keep what was typed."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from workflow.fouten import Conflict, Geweigerd, HerbevestigingNodig

NIET_TONEN = {"csrfmiddlewaretoken", "versie", "sleutel", "password"}


class WeigeringMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, fout: Exception) -> HttpResponse | None:
        if isinstance(fout, Conflict):
            return _met_getypte_tekst(request, "409.html", fout.melding, 409)
        if isinstance(fout, Geweigerd):
            return _met_getypte_tekst(request, "422.html", fout.melding, 422)
        if isinstance(fout, HerbevestigingNodig):
            volgende = urlencode({"volgende": _pagina_van(request)})
            return HttpResponseRedirect(f"{reverse('workflow:herbevestigen')}?{volgende}")
        return None


def _pagina_van(request: HttpRequest) -> str:
    """The page to return to: for a POST the page that held the form, when it is ours."""
    verwijzer = request.headers.get("Referer", "")
    eigen = f"{request.scheme}://{request.get_host()}"
    return verwijzer.removeprefix(eigen) if verwijzer.startswith(eigen + "/") else request.path


def _met_getypte_tekst(request: HttpRequest, sjabloon: str, melding: str, status: int) -> HttpResponse:
    getypt = [
        tekst
        for naam in request.POST
        if naam not in NIET_TONEN
        for tekst in request.POST.getlist(naam)
        if len(tekst.strip()) > 2
    ]
    context = {"melding": melding, "getypt": getypt, "pagina": _pagina_van(request)}
    return render(request, sjabloon, context, status=status)

"""The board as a month, and the forecast."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from deadlines.bord import loopt
from deadlines.maand import EERSTE_JAAR, LAATSTE_JAAR, erbij, grenzen, lees_maand, vaste_data, weken
from deadlines.models import Soort, TermijnQuerySet, kalender_uit_tabel
from organisations.http import METHODEN, Verzoek
from ui.notatie import MAANDEN
from workflow.bord import Keuze, heeft_vooruitblik, termijnen_van
from workflow.prognose import vooruitblik as bereken
from workflow.views.bord import MAAND, adres, eis_bord, filters, keuze_van, kies, weergaven

DAGNAMEN = (
    ("ma", "maandag"),
    ("di", "dinsdag"),
    ("wo", "woensdag"),
    ("do", "donderdag"),
    ("vr", "vrijdag"),
    ("za", "zaterdag"),
    ("zo", "zondag"),
)
WETTELIJK = (Soort.BESLISTERMIJN, Soort.BUITEN_BEHANDELING)


@require_http_methods(METHODEN)
def maand(request: Verzoek) -> HttpResponse:
    """How many terms end on each day of a month, with the yearly dates marked; a day leads to its terms."""
    eis_bord(request.actor)
    if request.method == "POST":
        return kies(request, MAAND, "maand")
    keuze = keuze_van(request)
    vandaag = request.actor.vandaag
    eerste = lees_maand(request.GET.get("maand", ""), vandaag)
    van, tot = grenzen(eerste)
    alle = termijnen_van(request.actor, keuze).filter(loopt(vandaag), einde__gte=van, einde__lte=tot)
    rijen = weken(eerste, _per_dag(alle), vandaag=vandaag, kalender=kalender_uit_tabel())
    context = {
        "titel": f"{MAANDEN[eerste.month - 1]} {eerste.year}",
        "weken": [[(dag, adres(keuze, dag=str(dag.dag))) for dag in week] for week in rijen],
        "dagnamen": DAGNAMEN,
        "vast": [(dag.dag, vast) for week in rijen for dag in week for vast in dag.vast],
        "vorige": _adres(keuze, erbij(eerste, -1)),
        "volgende": _adres(keuze, erbij(eerste, 1)),
        "jaardata": [(dag, vast, _adres(keuze, dag.replace(day=1))) for dag, vast in vaste_data(eerste)],
        "waar": {"maand": f"{eerste:%Y-%m}"},
        **filters(request.actor, keuze),
    }
    return render(request, "workflow/bord_maand.html", context)


def _per_dag(termijnen: TermijnQuerySet) -> dict[date, tuple[int, int]]:
    per_dag = termijnen.order_by().values("einde")
    rijen = per_dag.annotate(aantal=Count("pk"), wettelijk=Count("pk", filter=Q(soort__in=WETTELIJK)))
    return {rij["einde"]: (rij["aantal"], rij["wettelijk"]) for rij in rijen if rij["einde"]}


def _adres(keuze: Keuze, eerste: date) -> str:
    """Empty beyond the years that the calendar knows."""
    if not EERSTE_JAAR <= eerste.year <= LAATSTE_JAAR:
        return ""
    return adres(keuze, MAAND, maand=f"{eerste:%Y-%m}")


@require_safe
def vooruitblik(request: Verzoek) -> HttpResponse:
    """How many requests will not be decided in time at the pace of now, and how that was reckoned."""
    if not heeft_vooruitblik(request.actor):
        raise PermissionDenied
    context = {"blik": bereken(request.actor), **weergaven(request.actor, keuze_van(request))}
    return render(request, "workflow/bord_vooruitblik.html", context)

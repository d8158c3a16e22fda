"""Signing in with the account of the school."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from organisations.toegang import school
from organisations.toegang.aanmelden import Wijze, meld_aan, veilig, weiger
from organisations.toegang.views_inloggen import na_eerste_stap


@login_not_required
@require_safe
def scholen(request: HttpRequest) -> HttpResponse:
    """Which school? Links, because a form would be stopped by the CSP on its way to another site."""
    rijen = sorted((rij["naam"], school_id) for school_id, rij in settings.SCHOOLLOGINS.items())
    context = {"scholen": rijen, "next": veilig(request, request.GET.get("next", ""))}
    return render(request, "organisations/scholen.html", context)


@login_not_required
@require_safe
def naar_school(request: HttpRequest, school_id: str) -> HttpResponse:
    """On to the log-in page of this school."""
    _bestaat(school_id)
    try:
        return school.naar(request, school_id, veilig(request, request.GET.get("next", "")))
    except school.NietErkend as fout:
        return _mislukt(request, school_id, fout, storing=True)


@login_not_required
@require_safe
def school_terug(request: HttpRequest, school_id: str) -> HttpResponse:
    """Back from the school: known, with a hat there, and with a second factor of the school or of one's own."""
    _bestaat(school_id)
    try:
        claims, volgende = school.terug(request, school_id)
        user = school.herken(school_id, claims)
    except school.NietErkend as fout:
        return _mislukt(request, school_id, fout)
    alleen = school.scholen_van(school_id)
    if school.met_twee_stappen(school_id, claims):
        meld_aan(request, user, Wijze.SCHOOL, scholen=alleen)
        return redirect(veilig(request, volgende))
    return na_eerste_stap(request, user, veilig(request, volgende), wijze=Wijze.SCHOOL_ENKEL, scholen=alleen)


def _bestaat(school_id: str) -> None:
    if school_id not in settings.SCHOOLLOGINS:
        raise Http404


def _mislukt(request: HttpRequest, school_id: str, fout: school.NietErkend, *, storing: bool = False) -> HttpResponse:
    weiger("inloggen_school", None, dienst=school_id, reden=str(fout))
    context = {"naam": settings.SCHOOLLOGINS[school_id]["naam"], "storing": storing}
    return render(request, "organisations/school_mislukt.html", context, status=503 if storing else 403)

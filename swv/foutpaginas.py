from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.views.decorators.csrf import requires_csrf_token


@requires_csrf_token
def ging_mis(request: HttpRequest) -> HttpResponse:
    """The page after an error of ours: nothing of the database is asked, only the number of this request is told."""
    context = {"verzoek_id": getattr(request, "verzoek_id", "")}
    return HttpResponse(loader.get_template("500.html").render(context), status=500)

from django.http import HttpRequest, HttpResponse, QueryDict
from django.template import loader
from django.views.defaults import bad_request


def onleesbaar(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What the browser sent cannot be read. It is not read again for this page: that would be the same error anew."""
    request.POST = QueryDict()
    return bad_request(request, exception)


def ging_mis(request: HttpRequest) -> HttpResponse:
    """The page after an error of ours: nothing of the database is asked, only the number of this request is told."""
    context = {"verzoek_id": getattr(request, "verzoek_id", "")}
    return HttpResponse(loader.get_template("500.html").render(context), status=500)

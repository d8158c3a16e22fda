"""All addresses of the site. Each room brings its own list."""

from django.urls import URLPattern, URLResolver, include, path

from swv import demo_views, foutpaginas, gezondheid, metingen

urlpatterns: list[URLPattern | URLResolver] = [
    path("", demo_views.start, name="start"),
    path("demo/als/<int:lidmaatschap_id>/", demo_views.inloggen_als, name="demo_als"),
    path("demo/postvak/", demo_views.postvak, name="demo_postvak"),
    path("gezond/", gezondheid.gezond, name="gezond"),
    path("gereed/", gezondheid.gereed, name="gereed"),
    path("metrics", metingen.metrics, name="metrics"),
    path("", include("organisations.urls")),
    path("", include("workflow.urls")),
    path("", include("cases.urls")),
    path("", include("documents.urls")),
    path("", include("deadlines.urls")),
    path("", include("vergaderingen.urls")),
    path("tlv/", include("tlv.urls")),
    path("maatwerk/", include("maatwerk.urls")),
    path("", include("ui.urls")),
]

handler400 = foutpaginas.onleesbaar
handler500 = foutpaginas.ging_mis

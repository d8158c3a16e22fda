from django.urls import path

from organisations import views, views_beheer

app_name = "organisations"
urlpatterns = [
    path("inloggen/", views.InlogView.as_view(), name="inloggen"),
    path("uitloggen/", views.uitloggen, name="uitloggen"),
    path("hulp/", views.uitleg, {"pagina": "hulp"}, name="hulp"),
    path("privacy/", views.uitleg, {"pagina": "privacy"}, name="privacy"),
    path("toegankelijkheid/", views.uitleg, {"pagina": "toegankelijkheid"}, name="toegankelijkheid"),
    path("mandaten/", views_beheer.mandaten, name="mandaten"),
    path("mandaten/nieuw/", views_beheer.mandaat_nieuw, name="mandaat_nieuw"),
    path("mandaten/<int:mandaat_id>/beeindigen/", views_beheer.mandaat_beeindigen, name="mandaat_beeindigen"),
    path("mandaten/afwezig/", views_beheer.afwezig_nieuw, name="afwezig_nieuw"),
    path("beleid/", views_beheer.beleid, name="beleid"),
    path("hoed/", views.hoed_wisselen, name="hoed_wisselen"),
]

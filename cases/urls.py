from django.urls import path

from cases import views, views_activeren, views_delen, views_dubbelen, views_wachtwoord

app_name = "cases"
urlpatterns = [
    path("dossiers/", views.dossiers, name="dossiers"),
    path("dossiers/nieuw/", views.dossier_nieuw, name="dossier_nieuw"),
    path("dossiers/dubbelen/", views_dubbelen.dubbelen, name="dubbelen"),
    path("dossiers/dubbelen/<int:dubbel_id>/", views_dubbelen.dubbel, name="dubbel"),
    path("dossiers/dubbelen/<int:dubbel_id>/ongedaan/", views_dubbelen.dubbel_ongedaan, name="dubbel_ongedaan"),
    path("dossiers/<int:dossier_id>/", views.dossier, name="dossier"),
    path("activeren/", views_activeren.activeren, name="activeren"),
    path("activeren/mail/", views_activeren.activeren_mail, name="activeren_mail"),
    path("activeren/klaar/", views_activeren.geactiveerd, name="geactiveerd"),
    path("wachtwoord-met-code/<str:token>/", views_wachtwoord.wachtwoord_gezin, name="wachtwoord_gezin"),
    path(
        "dossiers/<int:dossier_id>/activeringscode/ouder/<int:ouder_id>/",
        views_activeren.code_voor_ouder,
        name="code_ouder",
    ),
    path(
        "dossiers/<int:dossier_id>/activeringscode/leerling/", views_activeren.code_voor_leerling, name="code_leerling"
    ),
    path("dossiers/<int:dossier_id>/<slug:deel>/", views_delen.deel, name="deel"),
    path("dossiers/<int:dossier_id>/<slug:deel>/<int:rij_id>/", views_delen.deel, name="deel_rij"),
]

from django.urls import URLPattern, path

from maatwerk import views, views_begin, views_casemanager, views_gezin, views_netwerk

app_name = "maatwerk"
urlpatterns: list[URLPattern] = [
    path("beginnen/<int:dossier_id>/", views.beginnen, name="beginnen"),
    path("casemanagers/", views_casemanager.casemanagers, name="casemanagers"),
    path("gevraagd/<int:aanstelling_id>/", views_casemanager.gevraagd, name="gevraagd"),
    path("gevraagd/<int:aanstelling_id>/ja/", views_casemanager.aanvaarden, name="aanvaarden"),
    path("gevraagd/<int:aanstelling_id>/nee/", views_casemanager.weigeren, name="weigeren"),
    path("gedeeld/", views_gezin.gedeeld, name="gedeeld"),
    path("<int:zaak_id>/", views.zaak, name="zaak"),
    path("<int:zaak_id>/thuis/", views_gezin.gezin, name="gezin"),
    path("<int:zaak_id>/documenten/", views.documenten, name="documenten"),
    path("<int:zaak_id>/stap/<slug:actie>/", views.stap, name="stap"),
    path("<int:zaak_id>/intake/", views_begin.intake, name="intake"),
    path("<int:zaak_id>/intake/verkenning/", views_begin.verkenning, name="verkenning_nieuw"),
    path("<int:zaak_id>/intake/verkenning/<int:verkenning_id>/", views_begin.verkenning, name="verkenning"),
    path("<int:zaak_id>/intake/stuk/", views_begin.stuk, name="stuk"),
    path("<int:zaak_id>/intake/stuk/<int:document_id>/weg/", views_begin.stuk_weg, name="stuk_weg"),
    path("<int:zaak_id>/advies/", views_begin.advies, name="advies"),
    path("<int:zaak_id>/besluit/", views_casemanager.besluit, name="besluit"),
    path(
        "<int:zaak_id>/vraag/<int:aanstelling_id>/intrekken/", views_casemanager.vraag_intrekken, name="vraag_intrekken"
    ),
    path("<int:zaak_id>/contact/", views_netwerk.contact, name="contact"),
    path("<int:zaak_id>/contact/snel/", views_netwerk.contact_snel, name="contact_snel"),
    path("<int:zaak_id>/contact/nieuw/", views_netwerk.contact_nieuw, name="contact_nieuw"),
    path("<int:zaak_id>/contact/<int:contact_id>/", views_netwerk.contact_aanvullen, name="contact_aanvullen"),
    path("<int:zaak_id>/netwerk/", views_netwerk.netwerk, name="netwerk"),
    path("<int:zaak_id>/netwerk/nieuw/", views_netwerk.partner, name="partner_nieuw"),
    path("<int:zaak_id>/netwerk/<int:partner_id>/", views_netwerk.partner, name="partner"),
    path("<int:zaak_id>/netwerk/<int:partner_id>/weg/", views_netwerk.partner_weg, name="partner_weg"),
    path("<int:zaak_id>/netwerk/<int:partner_id>/toestemming/", views_netwerk.toestemming, name="toestemming"),
    path(
        "<int:zaak_id>/netwerk/toestemming/<int:toestemming_id>/weg/",
        views_netwerk.toestemming_weg,
        name="toestemming_weg",
    ),
    path("<int:zaak_id>/netwerk/<int:partner_id>/delen/", views_netwerk.delen, name="delen"),
    path("<int:zaak_id>/netwerk/gedeeld/<int:stuk_id>/stoppen/", views_netwerk.delen_stoppen, name="delen_stoppen"),
    path("<int:zaak_id>/opties/", views_netwerk.opties, name="opties"),
    path("<int:zaak_id>/opties/nieuw/", views_netwerk.optie, name="optie_nieuw"),
    path("<int:zaak_id>/opties/<int:optie_id>/", views_netwerk.optie, name="optie"),
    path("<int:zaak_id>/opties/<int:optie_id>/<slug:stand>/", views_netwerk.optie_stand, name="optie_stand"),
]

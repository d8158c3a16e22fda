"""Addresses of writing, signing, filing and withdrawing; part of the `tlv` namespace."""

from django.urls import URLPattern, path

from tlv import views_indienen, views_ondertekenen, views_schrijven, views_stukken

urlpatterns: list[URLPattern] = [
    path("<int:zaak_id>/schrijven/", views_schrijven.takenlijst, name="schrijven"),
    path("<int:zaak_id>/schrijven/<slug:sleutel>/", views_schrijven.onderdeel, name="onderdeel"),
    path("<int:zaak_id>/schrijven/<slug:sleutel>/bewaar/", views_schrijven.bewaar, name="onderdeel_bewaar"),
    path("<int:zaak_id>/schrijven/<slug:sleutel>/aanwezig/", views_schrijven.aanwezig, name="onderdeel_aanwezig"),
    path("<int:zaak_id>/schrijven/<slug:sleutel>/bestand/", views_schrijven.upload, name="onderdeel_bestand"),
    path("<int:zaak_id>/stukken/<int:document_id>/", views_stukken.stuk, name="stuk"),
    path("<int:zaak_id>/ontheffing/<slug:sleutel>/", views_stukken.ontheffing_vragen, name="ontheffing_vragen"),
    path("<int:zaak_id>/bevriezen/", views_ondertekenen.bevriezen, name="bevriezen"),
    path("<int:zaak_id>/versie/<int:nummer>/", views_ondertekenen.versie, name="versie"),
    path("ondertekenen/<int:handtekening_id>/", views_ondertekenen.ondertekenen, name="ondertekenen"),
    path("ondertekenen/<int:handtekening_id>/formulier/", views_ondertekenen.blad, name="handtekeningenblad"),
    path("ondertekenen/<int:handtekening_id>/papier/", views_ondertekenen.papier, name="papier"),
    path(
        "ondertekenen/<int:handtekening_id>/bevestigen/",
        views_ondertekenen.papier_bevestigen,
        name="papier_bevestigen",
    ),
    path("<int:zaak_id>/controle/", views_indienen.controle, name="controle"),
    path("<int:zaak_id>/indienen/", views_indienen.indienen, name="indienen"),
    path("<int:zaak_id>/bevestiging/", views_indienen.bevestiging, name="bevestiging"),
    path("<int:zaak_id>/intrekken/", views_indienen.intrekken, name="intrekken"),
]

"""Addresses of completeness, supplements, experts and their advices."""

from django.urls import URLPattern, path

from tlv import views_aanvullen, views_deskundigen, views_volledigheid

urlpatterns: list[URLPattern] = [
    path("<int:zaak_id>/volledigheid/", views_volledigheid.volledigheid, name="volledigheid"),
    path("<int:zaak_id>/volledigheid/verklaren/", views_volledigheid.volledig_verklaren, name="volledig_verklaren"),
    path("<int:zaak_id>/volledigheid/herroepen/", views_volledigheid.volledig_herroepen, name="volledig_herroepen"),
    path("<int:zaak_id>/ontheffing/", views_volledigheid.ontheffing, name="ontheffing"),
    path("<int:zaak_id>/aanvulling/", views_aanvullen.aanvulling, name="aanvulling"),
    path("<int:zaak_id>/aanvulling/bewaren/", views_aanvullen.aanvulling_bewaren, name="aanvulling_bewaren"),
    path("<int:zaak_id>/aanvulling/vragen/", views_volledigheid.aanvulling_vragen, name="aanvulling_vragen"),
    path(
        "<int:zaak_id>/aanvulling/niet-genoeg/",
        views_volledigheid.aanvulling_onvoldoende,
        name="aanvulling_onvoldoende",
    ),
    path("<int:zaak_id>/aanvulling/intrekken/", views_volledigheid.aanvulling_intrekken, name="aanvulling_intrekken"),
    path("<int:zaak_id>/informatie/vragen/", views_aanvullen.informatie_vragen, name="informatie_vragen"),
    path("<int:zaak_id>/deskundigen/", views_deskundigen.deskundigen, name="deskundigen"),
    path("<int:zaak_id>/adviezen/<int:advies_id>/", views_deskundigen.advies_lezen, name="advies_lezen"),
    path(
        "<int:zaak_id>/adviezen/<int:advies_id>/intrekken/",
        views_deskundigen.opdracht_intrekken,
        name="opdracht_intrekken",
    ),
    path("<int:zaak_id>/advies/", views_deskundigen.advies, name="advies"),
    path("<int:zaak_id>/advies/bewaren/", views_deskundigen.advies_bewaren, name="advies_bewaren"),
    path("<int:zaak_id>/advies/indienen/", views_deskundigen.advies_indienen, name="advies_indienen"),
    path("<int:zaak_id>/advies/teruggeven/", views_deskundigen.advies_teruggeven, name="advies_teruggeven"),
    path("<int:zaak_id>/dossier.pdf", views_deskundigen.bundel, name="bundel"),
]

"""Addresses of the dates of a case."""

from django.urls import URLPattern, path

from tlv import views_ingebreke, views_uitstel

urlpatterns: list[URLPattern] = [
    path("<int:zaak_id>/termijnen/", views_uitstel.termijnen, name="termijnen"),
    path("<int:zaak_id>/termijnen/<slug:wijziging>/", views_uitstel.wijzigen, name="termijn_wijzigen"),
    path("<int:zaak_id>/ingebreke/", views_ingebreke.stellen, name="ingebreke"),
    path("<int:zaak_id>/ingebreke/<int:ingebreke_id>/intrekken/", views_ingebreke.intrekken, name="ingebreke_weg"),
    path("<int:zaak_id>/ingebreke/<int:ingebreke_id>/dwangsom/", views_ingebreke.vaststellen, name="dwangsom"),
]

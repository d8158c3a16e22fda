"""Addresses of the dates of a case."""

from django.urls import URLPattern, path

from tlv import views_uitstel

urlpatterns: list[URLPattern] = [
    path("<int:zaak_id>/termijnen/", views_uitstel.termijnen, name="termijnen"),
    path("<int:zaak_id>/termijnen/<slug:wijziging>/", views_uitstel.wijzigen, name="termijn_wijzigen"),
]

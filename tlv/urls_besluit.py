"""Addresses around the decision, the post, the register and the hand-over."""

from django.urls import URLPattern, path

from tlv import views_besluit, views_postbak, views_register, views_terug

urlpatterns: list[URLPattern] = [
    path("<int:zaak_id>/besluit/", views_besluit.besluiten_pagina, name="besluiten"),
    path("<int:zaak_id>/besluit/bewaren/", views_besluit.bewaar, name="besluit_bewaren"),
    path("<int:zaak_id>/besluit/aanwezig/", views_besluit.aanwezig, name="besluit_aanwezig"),
    path("<int:zaak_id>/besluit/gesprek/", views_besluit.bespreking, name="bespreking"),
    path("<int:zaak_id>/besluit/voorbeeld/", views_besluit.voorbeeld, name="besluit_voorbeeld"),
    path("<int:zaak_id>/besluit/ondertekenen/", views_besluit.ondertekenen, name="besluit_ondertekenen"),
    path("<int:zaak_id>/besluit/terugroepen/", views_besluit.terugroepen, name="besluit_terugroepen"),
    path("<int:zaak_id>/besluit/bekendmaken/", views_besluit.nu_bekendmaken, name="besluit_bekendmaken"),
    path("<int:zaak_id>/niet-behandelen/", views_besluit.buiten_behandeling, name="buiten_behandeling"),
    path("<int:zaak_id>/archiveren/", views_besluit.archiveren, name="archiveren"),
    path("<int:zaak_id>/overdracht/", views_register.overdracht_maken, name="overdracht_maken"),
    path("register/", views_register.register_pagina, name="register"),
    path("overdracht/<int:pk>/", views_register.overdracht, name="overdracht"),
    path("overdracht/<int:pk>/ontvangen/", views_register.overdracht_ontvangen, name="overdracht_ontvangen"),
    path(
        "overdracht/<int:pk>/stuk/<int:document_id>/",
        views_register.overdracht_document,
        name="overdracht_document",
    ),
    path("te-versturen/", views_postbak.postbak, name="postbak"),
    path("te-versturen/printen/", views_postbak.postbak_pdf, name="postbak_pdf"),
    path("te-versturen/<int:bekendmaking_id>/ongedaan/", views_postbak.postbak_ongedaan, name="postbak_ongedaan"),
    path("te-versturen/<int:bekendmaking_id>/terug/", views_terug.besluit_terug, name="besluit_terug"),
]

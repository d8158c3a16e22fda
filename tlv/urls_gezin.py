"""Addresses of the case page for staff and of the pages of the family."""

from django.urls import path

from tlv import views_gezin, views_zaak

urlpatterns = [
    path("<int:zaak_id>/", views_zaak.zaak, name="zaak"),
    path("<int:zaak_id>/documenten/", views_zaak.documenten, name="documenten"),
    path("<int:zaak_id>/aanvraag/", views_zaak.aanvraag_lezen, name="zaak_aanvraag"),
    path("<int:zaak_id>/afspraak/", views_zaak.afspraak, name="afspraak"),
    path("<int:zaak_id>/reactie-noteren/", views_gezin.reactie_noteren, name="reactie_noteren"),
    path("<int:zaak_id>/thuis/", views_gezin.gezin, name="gezin"),
    path("<int:zaak_id>/thuis/reactie/", views_gezin.reactie, name="gezin_reactie"),
    path("<int:zaak_id>/thuis/aanvraag/", views_gezin.aanvraag_lezen, name="gezin_aanvraag"),
    path("<int:zaak_id>/thuis/toestemming/", views_gezin.toestemming_intrekken, name="gezin_toestemming"),
    path("<int:zaak_id>/thuis/besluit/", views_gezin.besluit, name="gezin_besluit"),
    path("<int:zaak_id>/thuis/rechten/", views_gezin.rechten_uitleg, name="gezin_rechten"),
]

from django.urls import URLPattern, path

from tlv import urls_besluit, urls_gezin, urls_schrijven, urls_uitstel, urls_volledigheid, views_kiezen

app_name = "tlv"
urlpatterns: list[URLPattern] = [
    path("kiezen/", views_kiezen.kiezen_secretariaat, name="kiezen_secretariaat"),
    path("kiezen/<int:dossier_id>/", views_kiezen.kiezen, name="kiezen"),
    path("kiezen/<int:dossier_id>/cluster/<int:cluster>/", views_kiezen.verwijzing, name="verwijzing"),
    *urls_schrijven.urlpatterns,
    *urls_besluit.urlpatterns,
    *urls_gezin.urlpatterns,
    *urls_volledigheid.urlpatterns,
    *urls_uitstel.urlpatterns,
]

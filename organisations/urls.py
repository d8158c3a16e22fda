from django.urls import path

from organisations import views

app_name = "organisations"
urlpatterns = [
    path("inloggen/", views.InlogView.as_view(), name="inloggen"),
    path("uitloggen/", views.uitloggen, name="uitloggen"),
    path("hulp/", views.uitleg, {"pagina": "hulp"}, name="hulp"),
    path("privacy/", views.uitleg, {"pagina": "privacy"}, name="privacy"),
    path("toegankelijkheid/", views.uitleg, {"pagina": "toegankelijkheid"}, name="toegankelijkheid"),
    path("hoed/", views.hoed_wisselen, name="hoed_wisselen"),
]

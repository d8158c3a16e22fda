from django.urls import path

from organisations import views

app_name = "organisations"
urlpatterns = [
    path("inloggen/", views.InlogView.as_view(), name="inloggen"),
    path("uitloggen/", views.uitloggen, name="uitloggen"),
    path("hoed/", views.hoed_wisselen, name="hoed_wisselen"),
]

from django.urls import path

from ui import views

app_name = "ui"
urlpatterns = [path("stijlgids/", views.stijlgids, name="stijlgids")]

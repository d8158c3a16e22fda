from django.urls import path

from deadlines import views, views_feestdagen

app_name = "deadlines"
urlpatterns = [
    path("termijnrekenaar/", views.termijnrekenaar, name="termijnrekenaar"),
    path("beheer/feestdagen/", views_feestdagen.lijst, name="feestdagen"),
    path("beheer/feestdagen/nieuw/", views_feestdagen.nieuw, name="feestdag_nieuw"),
    path("beheer/feestdagen/<int:feestdag_id>/weghalen/", views_feestdagen.weghalen, name="feestdag_weg"),
    path("beheer/feestdagen/controle/<int:jaar>/", views_feestdagen.controleren, name="feestdagen_controle"),
]

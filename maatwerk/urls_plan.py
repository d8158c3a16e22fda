from django.urls import URLPattern, path

from maatwerk import views_kosten, views_plan, views_planversie

urlpatterns: list[URLPattern] = [
    path("budget/", views_kosten.budgetpagina, name="budget"),
    path("budget/<int:jaar>/", views_kosten.budget_toekennen, name="budget_toekennen"),
    path("<int:zaak_id>/plan/", views_plan.overzicht, name="plan"),
    path("<int:zaak_id>/plan/controle/", views_plan.controle, name="plan_controle"),
    path("<int:zaak_id>/plan/besluit/", views_planversie.besluit, name="plan_besluit"),
    path("<int:zaak_id>/plan/besluit/goedkeuren/", views_planversie.goedkeuren, name="plan_goedkeuren"),
    path("<int:zaak_id>/plan/besluit/teruggeven/", views_planversie.teruggeven, name="plan_teruggeven"),
    path("<int:zaak_id>/plan/versie/<int:nummer>/", views_planversie.versie, name="plan_versie"),
    path("<int:zaak_id>/plan/versie/<int:nummer>/verschil/", views_planversie.verschil, name="plan_verschil"),
    path("<int:zaak_id>/plan/onderdeel/<slug:sleutel>/", views_plan.onderdeel, name="plan_onderdeel"),
    path("<int:zaak_id>/plan/onderdeel/<slug:sleutel>/bewaar/", views_plan.bewaar, name="plan_bewaar"),
    path("<int:zaak_id>/plan/onderdeel/<slug:sleutel>/aanwezig/", views_plan.aanwezig, name="plan_aanwezig"),
    path("<int:zaak_id>/kosten/", views_kosten.kostenpagina, name="kosten"),
]

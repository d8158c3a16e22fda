from django.urls import path

from vergaderingen import views_overig, views_punt, views_vergadering

app_name = "vergaderingen"
urlpatterns = [
    path("vergaderingen/", views_vergadering.lijst, name="lijst"),
    path("vergaderingen/nieuw/", views_vergadering.nieuw, name="nieuw"),
    path("vergaderingen/acties/", views_overig.actielijst, name="acties"),
    path("vergaderingen/acties/<int:actie_id>/gereed/", views_overig.actie_gereed, name="actie_gereed"),
    path("vergaderingen/<int:vergadering_id>/", views_vergadering.vergadering, name="vergadering"),
    path("vergaderingen/<int:vergadering_id>/wijzigen/", views_vergadering.wijzigen, name="wijzigen"),
    path("vergaderingen/<int:vergadering_id>/afgelasten/", views_vergadering.afgelasten, name="afgelasten"),
    path("vergaderingen/<int:vergadering_id>/rondsturen/", views_vergadering.rondsturen, name="rondsturen"),
    path("vergaderingen/<int:vergadering_id>/aanwezig/", views_vergadering.aanwezig, name="aanwezig"),
    path("vergaderingen/<int:vergadering_id>/sluiten/", views_vergadering.sluiten, name="sluiten"),
    path("vergaderingen/<int:vergadering_id>/verslag/", views_vergadering.verslag, name="verslag"),
    path("vergaderingen/<int:vergadering_id>/punt/", views_punt.punt_nieuw, name="punt_nieuw"),
    path("vergaderingen/<int:vergadering_id>/actie/", views_overig.actie_nieuw, name="actie_nieuw"),
    path("vergaderingen/punten/<int:punt_id>/", views_punt.punt, name="punt"),
    path("vergaderingen/punten/<int:punt_id>/wijzigen/", views_punt.punt_wijzigen, name="punt_wijzigen"),
    path("vergaderingen/punten/<int:punt_id>/schuiven/", views_punt.punt_schuiven, name="punt_schuiven"),
    path("vergaderingen/punten/<int:punt_id>/verplaatsen/", views_punt.punt_verplaatsen, name="punt_verplaatsen"),
    path("vergaderingen/punten/<int:punt_id>/vervallen/", views_punt.punt_vervallen, name="punt_vervallen"),
    path("vergaderingen/punten/<int:punt_id>/uitkomst/", views_punt.uitkomst_form, name="uitkomst"),
    path("vergaderingen/punten/<int:punt_id>/heropenen/", views_punt.punt_heropenen, name="punt_heropenen"),
    path("vergaderingen/punten/<int:punt_id>/belang/", views_punt.belang, name="belang"),
    path("vergaderingen/punten/<int:punt_id>/belang-terug/", views_punt.belang_terug, name="belang_terug"),
    path("vergaderingen/punten/<int:punt_id>/stukken/<int:document_id>/", views_punt.stuk, name="stuk"),
    path("zaken/<int:zaak_id>/agenda/", views_overig.zaak_agenda, name="zaak_agenda"),
]

from django.urls import path

from workflow.views import logboek, persoon, post, samenwerken, storingen, uitval, vertrek, werk

app_name = "workflow"
urlpatterns = [
    path("werk/", werk.home, name="home"),
    path("zaken/", werk.zaken, name="zaken"),
    path("zaken/<int:zaak_id>/", werk.zaak, name="zaak"),
    path("zaken/<int:zaak_id>/vragen/", samenwerken.vragen, name="vragen"),
    path("zaken/<int:zaak_id>/notities/", samenwerken.notities, name="notities"),
    path("zaken/<int:zaak_id>/overdragen/", samenwerken.overdragen, name="overdragen"),
    path("zaken/<int:zaak_id>/verloop/", samenwerken.verloop, name="verloop"),
    path("zoeken/", werk.zoeken, name="zoeken"),
    path("postvak/", persoon.postvak, name="postvak"),
    path("postvak/alles-gelezen/", persoon.alles_gelezen, name="alles_gelezen"),
    path("postvak/<int:bericht_id>/", persoon.bericht_lezen, name="bericht"),
    path("account/mail/", persoon.mailkeuze, name="mailkeuze"),
    path("post/onbestelbaar/", post.onbestelbaar, name="onbestelbaar"),
    path("post/onbestelbaar/<int:rij_id>/werkt-weer/", post.werkt_weer, name="werkt_weer"),
    path("post/papier/", post.papier, name="papier"),
    path("post/papier/<int:rij_id>/verstuurd/", post.papier_verstuurd, name="papier_verstuurd"),
    path("beheer/storingen/", storingen.storingen, name="storingen"),
    path("beheer/storingen/<int:storing_id>/voorbij/", storingen.storing_voorbij, name="storing_voorbij"),
    path("uitval/", uitval.uitval, name="uitval"),
    path("uitval/<slug:soort>/<int:pk>/", uitval.opnieuw, name="opnieuw"),
    path("beheer/rollen/<int:lid_id>/einde/", vertrek.hoed_einde, name="hoed_einde"),
    path("logboek/", logboek.logboek, name="logboek"),
    path("logboek/bestand/", logboek.logboek_bestand, name="logboek_bestand"),
    path("logboek/lezing/<int:lezing_id>/", logboek.waarom, name="waarom"),
    path("zaken/<int:zaak_id>/inzage/", logboek.inzage, name="inzage"),
]

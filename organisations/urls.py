from django.urls import path

from organisations import views, views_beheer
from organisations.toegang import views_account, views_inloggen, views_passkeys, views_school, views_uitnodiging

app_name = "organisations"
urlpatterns = [
    path("inloggen/", views_inloggen.inloggen, name="inloggen"),
    path("inloggen/tweede-stap/", views_inloggen.tweede_stap, name="tweede_stap"),
    path("inloggen/nieuwe-code/", views_inloggen.nieuwe_code, name="nieuwe_code"),
    path("inloggen/passkey/opties/", views_passkeys.opties, name="passkey_opties"),
    path("inloggen/passkey/<slug:doel>/", views_passkeys.gebruiken, name="passkey_gebruiken"),
    path("inloggen/school/", views_school.scholen, name="scholen"),
    path("inloggen/school/<slug:school_id>/", views_school.naar_school, name="naar_school"),
    path("inloggen/school/<slug:school_id>/terug/", views_school.school_terug, name="school_terug"),
    path("uitnodiging/<str:token>/", views_uitnodiging.uitnodiging, name="uitnodiging"),
    path("wachtwoord-vergeten/", views_inloggen.wachtwoord_vergeten, name="wachtwoord_vergeten"),
    path("wachtwoord-kiezen/<str:token>/", views_inloggen.wachtwoord_kiezen, name="wachtwoord_kiezen"),
    path("bevestigen/", views_inloggen.herbevestigen, name="herbevestigen"),
    path("account/", views_account.account, name="account"),
    path("account/tweede-stap/", views_account.factor_kiezen, name="factor_kiezen"),
    path("account/app/", views_account.app_instellen, name="app_instellen"),
    path("account/app/verwijderen/", views_account.app_verwijderen, name="app_verwijderen"),
    path("account/herstelcodes/", views_account.herstelcodes, name="herstelcodes"),
    path("account/passkeys/nieuw/", views_passkeys.nieuw, name="passkey_nieuw"),
    path("account/passkeys/<int:rij_id>/naam/", views_passkeys.naam, name="passkey_naam"),
    path("account/passkeys/<int:rij_id>/verwijderen/", views_passkeys.weg, name="passkey_weg"),
    path("account/wachtwoord/", views_account.wachtwoord_wijzigen, name="wachtwoord_wijzigen"),
    path("account/aangemeld/", views_account.aangemeld, name="aangemeld"),
    path("account/aangemeld/beeindigen/", views_account.sessie_beeindigen, name="sessie_beeindigen"),
    path("uitloggen/", views.uitloggen, name="uitloggen"),
    path("hulp/", views.uitleg, {"pagina": "hulp"}, name="hulp"),
    path("privacy/", views.uitleg, {"pagina": "privacy"}, name="privacy"),
    path("toegankelijkheid/", views.uitleg, {"pagina": "toegankelijkheid"}, name="toegankelijkheid"),
    path("mandaten/", views_beheer.mandaten, name="mandaten"),
    path("mandaten/nieuw/", views_beheer.mandaat_nieuw, name="mandaat_nieuw"),
    path("mandaten/<int:mandaat_id>/beeindigen/", views_beheer.mandaat_beeindigen, name="mandaat_beeindigen"),
    path("mandaten/afwezig/", views_beheer.afwezig_nieuw, name="afwezig_nieuw"),
    path("beleid/", views_beheer.beleid, name="beleid"),
    path("hoed/", views.hoed_wisselen, name="hoed_wisselen"),
]

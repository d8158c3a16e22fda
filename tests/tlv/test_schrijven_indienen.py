"""Freezing, signing and reacting."""

import re
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from cases.models import Betrokkene, Ouder, Toestemming, Zienswijze
from documents.models import Document, Handtekening
from organisations.models import User
from organisations.rollen import Rol
from tests import factories
from tests.tlv.schrijfhulp import bevries, png, teken, wijzig
from tlv.bevriezen import eerder_gezien, geldig_stuk, gewijzigd_sinds
from tlv.feiten import stand_van
from tlv.models import Aanvraag, Status
from tlv.versies import verschil
from workflow.edit import edit
from workflow.fouten import Conflict, GeenRecht, Geweigerd, HerbevestigingNodig
from workflow.models import Bericht

pytestmark = pytest.mark.django_db
VANDAAG = factories.VANDAAG


def test_freezing_asks_everyone_and_opens_the_case_to_them(klaar, coordinator):
    stuk = bevries(klaar, coordinator)
    assert [rij.rol for rij in stuk.handtekeningen.all()] == ["schooldirecteur", "gedragswetenschapper", "ouder"]
    assert Betrokkene.objects.get(zaak=klaar.zaak).rol == Rol.GEDRAGSWETENSCHAPPER
    klaar.zaak.refresh_from_db()
    assert klaar.zaak.gezin_sinds == VANDAAG and klaar.zaak.swv_sinds is None
    assert Bericht.objects.filter(soort="handtekening_gevraagd").count() == 3


def test_a_parent_without_gezag_is_not_asked(klaar, coordinator):
    factories.OuderFactory(leerling=klaar.zaak.dossier.leerling, naam="Zonder gezag", gezag=False)
    assert "Zonder gezag" not in {rij.naam for rij in bevries(klaar, coordinator).handtekeningen.all()}


def test_a_head_who_can_no_longer_log_in_is_not_waited_for(klaar, coordinator, directeur):
    User.objects.filter(pk=directeur.gebruiker_id).update(is_active=False)
    rij = bevries(klaar, coordinator).handtekeningen.get(rol=Rol.SCHOOLDIRECTEUR)
    assert rij.user is None and rij.naam == f"Directeur van {klaar.zaak.school}"


def test_a_pupil_of_sixteen_is_asked_too(klaar, coordinator):
    klaar.zaak.dossier.leerling.geboortedatum = date(2009, 5, 17)
    klaar.zaak.dossier.leerling.save()
    assert Rol.LEERLING in {rij.rol for rij in bevries(klaar, coordinator).handtekeningen.all()}


def test_freezing_the_same_content_again_keeps_the_signatures(klaar, coordinator, directeur):
    stuk = bevries(klaar, coordinator)
    teken(klaar, directeur, stuk.handtekeningen.get(rol=Rol.SCHOOLDIRECTEUR))
    assert bevries(klaar, coordinator) == stuk
    assert stuk.handtekeningen.filter(uitkomst="getekend").exists()


def test_a_change_after_freezing_asks_again_and_shows_the_difference(klaar, coordinator, directeur):
    stuk = bevries(klaar, coordinator)
    oud = teken(klaar, directeur, stuk.handtekeningen.get(rol=Rol.SCHOOLDIRECTEUR))
    wijzig(klaar)
    assert [w.nieuw for w in gewijzigd_sinds(klaar, stuk, vandaag=VANDAAG)] == ["Drie gesprekken en een huisbezoek."]
    nieuw = bevries(klaar, coordinator)
    assert nieuw.nummer == 2
    oud.refresh_from_db()
    assert oud.uitkomst == "vervallen" and oud.sha256 == stuk.sha256
    rij = nieuw.handtekeningen.get(rol=Rol.SCHOOLDIRECTEUR)
    assert eerder_gezien(rij) == stuk
    assert [w.oud for w in verschil(stuk.inhoud, nieuw.inhoud)] == ["Drie gesprekken."]


def test_a_signature_on_an_old_version_is_not_met_until_it_is_given_again(als, klaar, coordinator, directeur):
    stuk = bevries(klaar, coordinator)
    teken(klaar, directeur, stuk.handtekeningen.get(rol=Rol.SCHOOLDIRECTEUR))

    def eis():
        rijen = stand_van(klaar, vandaag=VANDAAG)
        return next(rij for rij in rijen if rij.eis.sleutel == "schooldirecteur")

    assert eis().voldaan
    wijzig(klaar)
    assert not eis().voldaan and "oude versie" in eis().ontbreekt[0]
    pagina = als(coordinator).get(reverse("tlv:schrijven", args=[klaar.zaak_id])).content.decode()
    assert "Oude versie" in pagina
    nieuw = bevries(klaar, coordinator)
    teken(klaar, directeur, nieuw.handtekeningen.get(rol=Rol.SCHOOLDIRECTEUR))
    assert eis().voldaan


def test_another_colleague_from_the_pool_can_be_asked(klaar, coordinator, swv, gedragswetenschapper):
    collega = factories.actor(Rol.GEDRAGSWETENSCHAPPER, swv)
    stuk = bevries(klaar, coordinator)
    bevries(klaar, coordinator, gedragswetenschapper_id=collega.gebruiker_id)
    open_ = stuk.handtekeningen.filter(rol=Rol.GEDRAGSWETENSCHAPPER, uitkomst="open")
    assert [rij.user_id for rij in open_] == [collega.gebruiker_id]
    assert Betrokkene.objects.get(user_id=gedragswetenschapper.gebruiker_id).tot == VANDAAG


def test_somebody_outside_the_pool_cannot_be_asked(klaar, coordinator):
    with pytest.raises(Geweigerd):
        bevries(klaar, coordinator, gedragswetenschapper_id=coordinator.gebruiker_id)


def test_signing_needs_a_fresh_confirmation(klaar, coordinator, directeur):
    rij = bevries(klaar, coordinator).handtekeningen.get(rol=Rol.SCHOOLDIRECTEUR)
    for moment in (None, timezone.now() - timedelta(minutes=6)):
        with pytest.raises(HerbevestigingNodig):
            teken(klaar, directeur, rij, herbevestigd_op=moment)


def test_nobody_signs_for_another(klaar, coordinator, directeur, gedragswetenschapper):
    rij = bevries(klaar, coordinator).handtekeningen.get(rol=Rol.SCHOOLDIRECTEUR)
    for ander in (gedragswetenschapper, coordinator):
        with pytest.raises(GeenRecht):
            teken(klaar, ander, rij)


def test_a_signature_is_bound_to_what_was_shown(klaar, coordinator, directeur):
    rij = bevries(klaar, coordinator).handtekeningen.get(rol=Rol.SCHOOLDIRECTEUR)
    with pytest.raises(Conflict):
        teken(klaar, directeur, rij, sha256="0" * 64)
    wijzig(klaar)
    bevries(klaar, coordinator)
    with pytest.raises(Conflict):
        teken(klaar, directeur, Handtekening.objects.get(pk=rij.pk))


def test_signing_twice_is_a_conflict(klaar, coordinator, directeur):
    rij = bevries(klaar, coordinator).handtekeningen.get(rol=Rol.SCHOOLDIRECTEUR)
    teken(klaar, directeur, rij)
    with pytest.raises(Conflict):
        teken(klaar, directeur, rij)


def test_declining_asks_a_reason(klaar, coordinator, directeur):
    rij = bevries(klaar, coordinator).handtekeningen.get(rol=Rol.SCHOOLDIRECTEUR)
    with pytest.raises(Geweigerd):
        teken(klaar, directeur, rij, uitkomst="geweigerd")
    assert teken(klaar, directeur, rij, uitkomst="geweigerd", reden="Te vroeg.").uitkomst == "geweigerd"


def reageer(aanvraag, wie, **anders):
    data = {
        "standpunt": "eens",
        "tekst": "Fijn.",
        "toestemmingen": {"uitwisseling": True, "bespreking": True},
        "sha256": getattr(geldig_stuk(aanvraag.zaak), "sha256", ""),
        **anders,
    }
    edit(aanvraag.zaak_id, "reactie", by=wie, data=data)


def test_a_parent_reacts_and_consents_per_purpose(klaar, coordinator, als_moeder, moeder):
    stuk = bevries(klaar, coordinator)
    reageer(klaar, als_moeder, toestemmingen={"uitwisseling": True, "bespreking": True, "derden": False})
    assert Zienswijze.objects.get().tekst == "Fijn."
    assert dict(Toestemming.objects.values_list("doel", "gegeven"))["derden"] is False
    assert stuk.handtekeningen.get(ouder=moeder).uitkomst == "getekend"
    standen = {rij.eis.sleutel: rij.voldaan for rij in stand_van(klaar, vandaag=VANDAAG)}
    assert standen["toestemming"] and standen["mening_ouders"] and not standen["schooldirecteur"]


def test_a_parent_who_disagrees_has_seen_it(klaar, coordinator, als_moeder, moeder):
    stuk = bevries(klaar, coordinator)
    reageer(klaar, als_moeder, standpunt="oneens", toestemmingen={})
    assert stuk.handtekeningen.get(ouder=moeder).uitkomst == "gezien"


def test_a_later_reaction_replaces_the_earlier_and_keeps_it(klaar, coordinator, als_moeder):
    bevries(klaar, coordinator)
    reageer(klaar, als_moeder)
    reageer(klaar, als_moeder, standpunt="deels", toestemmingen={"uitwisseling": False})
    assert [z.standpunt for z in Zienswijze.objects.filter(vervangen_op__isnull=True)] == ["deels"]
    assert Zienswijze.objects.count() == 2
    laatste = Toestemming.objects.get(doel="uitwisseling", ingetrokken_op__isnull=True)
    assert laatste.gegeven is False


# -- on paper --------------------------------------------------------------------------------------


def test_a_form_on_paper_is_entered_with_its_scan_and_confirmed(als, klaar, coordinator, secretariaat, moeder):
    factories.OuderFactory(leerling=klaar.zaak.dossier.leerling, naam="Vader Twee", relatie="vader")
    vader = Ouder.objects.get(naam="Vader Twee")
    stuk = bevries(klaar, coordinator)
    rij = stuk.handtekeningen.get(ouder_id=vader.pk)
    browser, dag = als(coordinator), timezone.localdate()
    assert browser.get(reverse("tlv:papier", args=[rij.pk])).status_code == 200
    data = {
        "op_dag": dag.day,
        "op_maand": dag.month,
        "op_jaar": dag.year,
        "standpunt": "deels",
        "tekst": "Ik twijfel.",
        "doel_uitwisseling": "ja",
        "doel_bespreking": "nee",
        "scan": SimpleUploadedFile("scan.png", png()),
    }
    assert browser.post(reverse("tlv:papier", args=[rij.pk]), data).status_code == 302
    rij.refresh_from_db()
    assert (rij.uitkomst, rij.wijze, rij.sha256) == ("getekend", "papier", stuk.sha256)
    assert rij.scan.compartiment == "zienswijze"
    assert Zienswijze.objects.get(ouder_id=vader.pk).wijze == "papier"
    assert Toestemming.objects.get(ouder_id=vader.pk, doel="uitwisseling").op_papier
    assert not Toestemming.objects.filter(ouder_id=vader.pk, doel="derden").exists()
    klaar.zaak.swv_sinds = VANDAAG
    klaar.zaak.save()
    assert als(secretariaat).post(reverse("tlv:papier_bevestigen", args=[rij.pk])).status_code == 302
    rij.refresh_from_db()
    assert rij.bevestigd_door_id == secretariaat.gebruiker_id and rij.bevestigd_op is not None
    collega = factories.actor(Rol.SECRETARIAAT, klaar.zaak.swv)
    assert als(collega).post(reverse("tlv:papier_bevestigen", args=[rij.pk])).status_code == 409
    rij.refresh_from_db()
    assert rij.bevestigd_door_id == secretariaat.gebruiker_id


def test_a_signature_on_paper_is_not_confirmed_after_the_case_was_closed(als, klaar, coordinator, secretariaat):
    rij = bevries(klaar, coordinator).handtekeningen.get(rol=Rol.SCHOOLDIRECTEUR)
    rij.wijze, rij.uitkomst, rij.op, rij.sha256 = "papier", "getekend", timezone.now(), rij.stuk.sha256
    rij.save()
    factories.zet_status(klaar, Status.ARCHIEF)
    assert als(secretariaat).post(reverse("tlv:papier_bevestigen", args=[rij.pk])).status_code == 409
    rij.refresh_from_db()
    assert rij.bevestigd_door_id is None


def test_who_entered_a_form_on_paper_does_not_confirm_it_but_the_chair_may(als, klaar, coordinator, swv, directeur):
    secretariaat, collega = factories.actor(Rol.SECRETARIAAT, swv), factories.actor(Rol.SECRETARIAAT, swv)
    ander = factories.actor(Rol.VOORZITTER, swv, user=User.objects.get(pk=secretariaat.gebruiker_id))
    rij = bevries(klaar, coordinator).handtekeningen.get(rol=Rol.SCHOOLDIRECTEUR)
    Aanvraag.objects.filter(pk=klaar.pk).update(status=Status.INGEDIEND, ingediend_op=timezone.now())
    klaar.zaak.swv_sinds = VANDAAG
    klaar.zaak.save()
    dag = timezone.localdate()
    data = {"op_dag": dag.day, "op_maand": dag.month, "op_jaar": dag.year, "uitkomst": "getekend"}
    scan = SimpleUploadedFile("scan.png", png())
    assert als(secretariaat).post(reverse("tlv:papier", args=[rij.pk]), data | {"scan": scan}).status_code == 302
    lees, doe = reverse("tlv:versie", args=[klaar.zaak_id, 1]), reverse("tlv:papier_bevestigen", args=[rij.pk])
    html = als(secretariaat).get(lees).content.decode()
    assert "zelf ingevoerd of getekend" in html and "De scan klopt" not in html
    for zelf in (secretariaat, ander):
        antwoord = als(zelf).post(doe)
        assert antwoord.status_code == 422 and "zelf ingevoerd" in antwoord.content.decode()
    assert als(directeur).post(doe).status_code == 403
    assert "De scan klopt" in als(collega).get(lees).content.decode()
    voorzitter = factories.actor(Rol.VOORZITTER, swv)
    assert "De scan klopt" in als(voorzitter).get(lees).content.decode()
    assert als(voorzitter).post(doe).status_code == 302
    rij.refresh_from_db()
    assert rij.bevestigd_door_id == voorzitter.gebruiker_id
    html = als(secretariaat).get(lees).content.decode()
    assert f"nagekeken door {voorzitter.naam}" in html


def test_a_form_on_paper_under_an_older_version_is_not_confirmed_any_more(als, klaar, coordinator, secretariaat):
    rij = bevries(klaar, coordinator).handtekeningen.get(rol=Rol.SCHOOLDIRECTEUR)
    rij.wijze, rij.uitkomst, rij.op, rij.sha256 = "papier", "getekend", timezone.now(), rij.stuk.sha256
    rij.save()
    klaar.zaak.swv_sinds = VANDAAG
    klaar.zaak.save()
    lees = reverse("tlv:versie", args=[klaar.zaak_id, 1])
    assert "De scan klopt" in als(secretariaat).get(lees).content.decode()
    wijzig(klaar)
    bevries(klaar, coordinator)
    assert "De scan klopt" not in als(secretariaat).get(lees).content.decode()
    assert als(secretariaat).post(reverse("tlv:papier_bevestigen", args=[rij.pk])).status_code == 409
    rij.refresh_from_db()
    assert rij.bevestigd_door_id is None


def test_a_bad_scan_or_a_day_before_freezing_is_refused(als, klaar, coordinator):
    rij = bevries(klaar, coordinator).handtekeningen.get(rol=Rol.SCHOOLDIRECTEUR)
    doel = reverse("tlv:papier", args=[rij.pk])
    data = {"op_dag": "1", "op_maand": "1", "op_jaar": "2026", "uitkomst": "getekend"}
    slecht = als(coordinator).post(doel, data | {"scan": SimpleUploadedFile("x.pdf", b"MZ nee")})
    assert slecht.status_code == 422 and "programma" in slecht.content.decode()
    oud = als(coordinator).post(doel, data | {"scan": SimpleUploadedFile("x.png", png())})
    assert oud.status_code == 422 and "bevriezen" in oud.content.decode()
    assert not Document.objects.filter(soort="handtekeningen").exists()


def test_the_form_to_print_is_a_pdf_for_one_person(als, klaar, coordinator, andere_coordinator):
    rij = bevries(klaar, coordinator).handtekeningen.get(rol=Rol.OUDER)
    antwoord = als(coordinator).get(reverse("tlv:handtekeningenblad", args=[rij.pk]))
    assert antwoord.content.startswith(b"%PDF")
    assert als(andere_coordinator).get(reverse("tlv:handtekeningenblad", args=[rij.pk])).status_code == 404


# -- pages -----------------------------------------------------------------------------------------


def test_the_head_confirms_reads_and_signs(als, klaar, coordinator, directeur):
    rij = bevries(klaar, coordinator).handtekeningen.get(rol=Rol.SCHOOLDIRECTEUR)
    pagina = reverse("tlv:ondertekenen", args=[rij.pk])
    browser = als(directeur)
    eerst = browser.get(pagina).content.decode()
    assert "Bevestig dat u het bent" in eerst and "De groepen zijn te groot." in eerst
    sessie = browser.session
    sessie["herbevestigd_op"] = timezone.now().isoformat()
    sessie.save()
    assert "gelezen en teken" in browser.get(pagina).content.decode()
    browser.post(pagina, {"sha256": rij.stuk.sha256, "uitkomst": "getekend"})
    rij.refresh_from_db()
    assert rij.uitkomst == "getekend"
    assert "U hebt deze versie getekend" in browser.get(pagina).content.decode()


def test_the_signing_page_is_for_that_person_only(als, klaar, coordinator, gedragswetenschapper, andere_coordinator):
    rij = bevries(klaar, coordinator).handtekeningen.get(rol=Rol.SCHOOLDIRECTEUR)
    pagina = reverse("tlv:ondertekenen", args=[rij.pk])
    assert als(coordinator).get(pagina).status_code == 403
    assert als(gedragswetenschapper).get(pagina).status_code == 403
    assert als(andere_coordinator).get(pagina).status_code == 404


def test_what_a_colleague_changed_since_the_page_was_opened_is_not_frozen_unseen(
    als, klaar, coordinator, gedragswetenschapper
):
    browser, pagina = als(coordinator), reverse("tlv:bevriezen", args=[klaar.zaak_id])

    def velden():
        versie = re.search(r'name="versie" value="(\d+)"', browser.get(pagina).content.decode()).group(1)
        return {"versie": versie, "gedragswetenschapper_id": gedragswetenschapper.gebruiker_id}

    getoond = velden()
    wijzig(klaar)
    assert browser.post(pagina, getoond).status_code == 409
    assert geldig_stuk(klaar.zaak) is None
    assert browser.post(pagina, velden()).status_code == 302
    assert geldig_stuk(klaar.zaak) is not None


def test_freezing_and_reading_versions_through_the_pages(als, klaar, coordinator, gedragswetenschapper):
    browser = als(coordinator)
    pagina = reverse("tlv:bevriezen", args=[klaar.zaak_id])
    assert "Moeder Een" in browser.get(pagina).content.decode()
    browser.post(pagina, {"gedragswetenschapper_id": gedragswetenschapper.gebruiker_id})
    assert "Nog niet" in browser.get(reverse("tlv:schrijven", args=[klaar.zaak_id])).content.decode()
    wijzig(klaar)
    lijst = browser.get(reverse("tlv:schrijven", args=[klaar.zaak_id])).content.decode()
    assert "Gewijzigd na bevriezen" in lijst and "<ins>" in lijst
    browser.post(pagina, {"gedragswetenschapper_id": gedragswetenschapper.gebruiker_id})
    assert browser.get(reverse("tlv:versie", args=[klaar.zaak_id, 2])).status_code == 200
    assert browser.get(reverse("tlv:versie", args=[klaar.zaak_id, 3])).status_code == 404

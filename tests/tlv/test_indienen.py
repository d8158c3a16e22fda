"""Filing and withdrawing."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from documents.models import Document, Handtekening
from organisations.models import Beleidsversie, User
from organisations.rollen import Rol
from tests import factories
from tests.tlv.schrijfhulp import bevries, teken
from tlv.beleid import TlvBeleid, gemiste_zekere_dag
from tlv.bevriezen import geldig_stuk
from tlv.feiten import stand_van
from tlv.models import Aanvraag, Status
from workflow.fouten import Geweigerd
from workflow.models import Bericht
from workflow.perform import perform

pytestmark = pytest.mark.django_db
VANDAAG = factories.VANDAAG


def test_filing_gives_a_number_terms_and_participants(klaar, coordinator, swv):
    versie = Beleidsversie.objects.create(swv=swv, sectie="tlv", vanaf=date(2026, 1, 1), bron="test")
    uit = perform(klaar.zaak_id, "indienen", by=coordinator)
    klaar = Aanvraag.objects.get(pk=klaar.pk)
    zaak = klaar.zaak
    assert uit.waarden["nummer"] == zaak.nummer == "2026-0001"
    assert (zaak.ontvangen_op, zaak.swv_sinds, zaak.beleid["tlv"]) == (VANDAAG, VANDAAG, versie.pk)
    assert klaar.ingediende_versie == geldig_stuk(zaak)
    assert {b.rol for b in zaak.betrokkenen.all()} >= {Rol.OUDER, Rol.GEDRAGSWETENSCHAPPER}
    assert {t.soort for t in zaak.termijnen.all()} == {"beslistermijn", "volledigheidsnorm"}
    assert Document.objects.get(zaak=zaak, brief="ontvangstbevestiging").werk == "wacht"
    assert {"ontvangen_school", "ontvangen_gezin"} <= set(Bericht.objects.values_list("soort", flat=True))


def test_filing_keeps_the_signed_version_when_nothing_changed(klaar, coordinator, directeur):
    stuk = bevries(klaar, coordinator)
    teken(klaar, directeur, stuk.handtekeningen.get(rol=Rol.SCHOOLDIRECTEUR))
    perform(klaar.zaak_id, "indienen", by=coordinator)
    assert Aanvraag.objects.get(pk=klaar.pk).ingediende_versie == stuk
    assert stuk.handtekeningen.filter(uitkomst="getekend").exists()


def test_an_empty_request_can_be_filed_knowingly(als, aanvraag, coordinator):
    browser = als(coordinator)
    controle = browser.get(reverse("tlv:controle", args=[aanvraag.zaak_id]))
    assert "punten open" in controle.content.decode()
    doel = reverse("tlv:indienen", args=[aanvraag.zaak_id])
    data = {"versie": aanvraag.zaak.versie, "sleutel": factories.sleutel()}
    assert browser.post(doel, data).status_code == 422
    antwoord = browser.post(doel, data | {"weet_van_open_punten": "on"})
    assert antwoord.url == reverse("tlv:bevestiging", args=[aanvraag.zaak_id])
    tekst = browser.get(antwoord.url).content.decode()
    assert "Het nummer is" in tekst and "om te besluiten" in tekst


def test_a_double_click_files_once(als, klaar, coordinator):
    browser = als(coordinator)
    doel = reverse("tlv:indienen", args=[klaar.zaak_id])
    data = {"versie": klaar.zaak.versie, "sleutel": factories.sleutel(), "weet_van_open_punten": "on"}
    eerste, tweede = browser.post(doel, data), browser.post(doel, data)
    assert eerste.url == tweede.url
    assert Aanvraag.objects.get(pk=klaar.pk).zaak.nummer.endswith("0001")
    zonder = browser.post(doel, {**data, "sleutel": factories.sleutel()})
    assert zonder.status_code == 409


def test_the_form_of_an_act_sent_again_with_another_text_is_told(als, klaar, coordinator):
    browser = als(coordinator)
    browser.post(
        reverse("tlv:indienen", args=[klaar.zaak_id]), {"versie": klaar.zaak.versie, "weet_van_open_punten": "on"}
    )
    klaar.zaak.refresh_from_db()
    vel = {"versie": klaar.zaak.versie, "sleutel": factories.sleutel(), "reden": "Het gaat beter op school."}
    doel = reverse("tlv:intrekken", args=[klaar.zaak_id])
    assert [browser.post(doel, vel).status_code for _ in range(2)] == [302, 302]
    assert browser.post(doel, vel | {"reden": "Toch een andere reden."}).status_code == 409


def test_only_the_applicant_files(als, klaar, directeur, andere_coordinator):
    doel = reverse("tlv:indienen", args=[klaar.zaak_id])
    assert als(directeur).post(doel, {}).status_code == 403
    assert als(andere_coordinator).post(doel, {}).status_code == 404


def test_a_paper_request_keeps_the_day_it_was_received(als, klaar, secretariaat):
    klaar.kanaal = "papier"
    klaar.save()
    klaar.zaak.swv_sinds = VANDAAG
    klaar.zaak.save()
    eerder = timezone.localdate() - timedelta(days=4)
    data = {
        "versie": klaar.zaak.versie,
        "sleutel": factories.sleutel(),
        "weet_van_open_punten": "on",
        "ontvangen_op_dag": eerder.day,
        "ontvangen_op_maand": eerder.month,
        "ontvangen_op_jaar": eerder.year,
    }
    assert als(secretariaat).post(reverse("tlv:indienen", args=[klaar.zaak_id]), data).status_code == 302
    klaar.zaak.refresh_from_db()
    assert klaar.zaak.ontvangen_op == eerder
    assert {t.soort: t.vanaf for t in klaar.zaak.termijnen.all()} == {
        "beslistermijn": eerder,
        "volledigheidsnorm": eerder,
    }
    tekst = als(secretariaat).get(reverse("tlv:bevestiging", args=[klaar.zaak_id])).content.decode()
    assert "De aanvraag is ingevoerd" in tekst and "Controleer of alles er is" in tekst
    assert "U hoort dus" not in tekst and "krijgt u" not in tekst


def test_a_digital_request_cannot_be_dated_back(klaar, coordinator):
    with pytest.raises(Geweigerd):
        perform(klaar.zaak_id, "indienen", by=coordinator, data={"ontvangen_op": date(2026, 3, 1)})


def test_after_the_first_of_june_a_decision_in_time_is_not_sure():
    assert gemiste_zekere_dag(TlvBeleid(), date(2026, 6, 1)) is None
    assert gemiste_zekere_dag(TlvBeleid(), date(2026, 6, 2)) == date(2026, 6, 1)
    assert gemiste_zekere_dag(TlvBeleid(), date(2026, 8, 1)) is None


def test_withdrawing_asks_a_reason_and_closes_the_case(als, klaar, coordinator):
    perform(klaar.zaak_id, "indienen", by=coordinator)
    klaar.zaak.refresh_from_db()
    pagina = reverse("tlv:intrekken", args=[klaar.zaak_id])
    browser = als(coordinator)
    assert browser.get(pagina).status_code == 200
    data = {"versie": klaar.zaak.versie, "sleutel": factories.sleutel()}
    assert browser.post(pagina, data).status_code == 422
    assert browser.post(pagina, data | {"reden": "Het gaat beter."}).status_code == 302
    klaar.zaak.refresh_from_db()
    assert klaar.zaak.status == Status.INGETROKKEN and klaar.zaak.gesloten_op
    assert not Handtekening.objects.filter(uitkomst="open").exists()
    assert browser.get(pagina).status_code == 409


def test_a_draft_that_nobody_saw_is_withdrawn_in_silence(klaar, coordinator):
    perform(klaar.zaak_id, "intrekken", by=coordinator, data={"reden": "Vergissing."})
    assert not Bericht.objects.exists()
    assert User.objects.exists()


def test_waiting_does_not_undo_what_was_right_at_receipt(klaar, coordinator):
    perform(klaar.zaak_id, "indienen", by=coordinator)
    klaar = Aanvraag.objects.get(pk=klaar.pk)
    jaren_later = VANDAAG + timedelta(days=1200)
    standen = {rij.eis.sleutel: rij for rij in stand_van(klaar, vandaag=jaren_later)}
    assert standen["verzoek"].voldaan
    assert standen["opp_recent"].ontbreekt == ("Voeg het OPP toe.",)


def test_terms_and_letter_follow_the_policy_and_number_of_this_filing(klaar, coordinator, swv):
    waarden = {"beslistermijn_weken": 6, "zaaknummer": "TLV-{jaar}-{volgnummer:03d}"}
    Beleidsversie.objects.create(swv=swv, sectie="tlv", vanaf=date(2026, 1, 1), bron="test", waarden=waarden)
    perform(klaar.zaak_id, "indienen", by=coordinator)
    zaak = Aanvraag.objects.get(pk=klaar.pk).zaak
    brief = Document.objects.get(zaak=zaak, brief="ontvangstbevestiging")
    assert zaak.nummer == "TLV-2026-001"
    assert brief.gegevens["kenmerk"]["ons_kenmerk"] == zaak.nummer
    assert zaak.termijnen.get(soort="beslistermijn").parameters == {"weken": 6}

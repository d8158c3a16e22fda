"""Where the signing room ends: another hat or school, a letter that outlived gezag, a closed case, a void version."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cases.models import Gezag, Ouder, Zaak
from documents import tekencodes, tekenstukken
from documents.models import Document, Handtekening, Ondertekenstuk, Tekencode, Tekenfeit, Werkstatus, Zegel
from documents.tekenen import stand
from organisations.actor import actor_voor
from organisations.models import Lidmaatschap, School, User
from organisations.rollen import Rol
from tests import factories
from tests.documents.maak import tekst_pdf
from tests.factories import NU, VANDAAG
from tests.inloggen import log_in
from tests.tlv import besluitzaak as bz
from tests.workflow.tekenhulp import SOORT, Kamer, leg_document
from workflow import tekenkamer
from workflow.fouten import Conflict, GeenRecht, Geweigerd, NietGevonden
from workflow.models import Bericht
from workflow.sweeps import voer_automatisch_uit, voer_tekenacties_uit
from workflow.tekenbrief import brief_met_code
from workflow.tekendelen import kan_overnemen
from workflow.tekenkamer import Tekenaar
from workflow.tekentaken import rondes_voor, rondevraag, te_tekenen, tekentaken
from workflow.vertrek import nalatenschap

pytestmark = pytest.mark.django_db


def naar_het_gezin(kamer: Kamer) -> None:
    kamer.vraag()
    for wie in (kamer.casemanager, kamer.hoofd, kamer.directeur):
        kamer.antwoord(wie)


def sluit(kamer: Kamer) -> None:
    Zaak.objects.filter(pk=kamer.aanvraag.zaak_id).update(gesloten_op=VANDAAG)


# -- one hat ---------------------------------------------------------------------------------------


def test_a_head_who_leaves_for_another_school_does_not_go_on_signing_for_this_one(kamer: Kamer):
    kamer.vraag()
    rij = kamer.rij(kamer.hoofd)
    assert rij.school_id == kamer.hoofd.school_id
    elders = factories.SchoolFactory(swv=kamer.zaak.swv)
    user = User.objects.get(pk=kamer.hoofd.persoon_id)
    verhuisd = actor_voor(factories.lidmaatschap(Rol.SCHOOLDIRECTEUR, elders, user=user), vandaag=VANDAAG)
    with pytest.raises(NietGevonden):
        kamer.antwoord(verhuisd, rij=rij)
    assert not te_tekenen(verhuisd) and te_tekenen(kamer.hoofd)


def test_the_same_role_in_another_samenwerkingsverband_is_another_hat(kamer: Kamer):
    kamer.vraag()
    user = User.objects.get(pk=kamer.casemanager.persoon_id)
    hoed = factories.lidmaatschap(Rol.DESKUNDIGE, factories.SwvFactory(), user=user)
    elders = actor_voor(hoed, vandaag=VANDAAG)
    with pytest.raises(NietGevonden):
        kamer.antwoord(elders, rij=kamer.rij(kamer.casemanager))
    assert not te_tekenen(elders) and te_tekenen(kamer.casemanager)


def test_who_ends_a_hat_reads_which_signature_is_still_asked_of_it(kamer: Kamer):
    kamer.vraag()
    lid = Lidmaatschap.objects.get(pk=kamer.hoofd.hoed_id)
    assert [wat.wat for wat in nalatenschap(lid, op=VANDAAG).openstaand] == ["Handtekening gevraagd"]


def test_a_request_goes_on_to_the_same_hat_only_and_a_chain_ends_at_who_signs(kamer: Kamer):
    kamer.vraag()
    school = School.objects.get(pk=kamer.hoofd.school_id)
    elders = factories.actor(Rol.SCHOOLDIRECTEUR, factories.SchoolFactory(swv=kamer.zaak.swv))
    kamer.vervanger = User.objects.get(pk=elders.persoon_id)
    rij = kamer.rij(kamer.hoofd)
    data = {"user_id": elders.persoon_id, "reden": "Met verlof"}
    with pytest.raises(Geweigerd, match="uit de lijst"):
        kamer.doe("tekenen_doorgeven", kamer.hoofd, handtekening_id=rij.pk, **data)
    keten = [factories.actor(Rol.SCHOOLDIRECTEUR, school) for _ in range(2)]
    for van, naar in zip((kamer.hoofd, keten[0]), keten, strict=True):
        kamer.vervanger = User.objects.get(pk=naar.persoon_id)
        data = {"handtekening_id": kamer.rij(van).pk, "user_id": naar.persoon_id, "reden": "Met verlof"}
        kamer.doe("tekenen_doorgeven", van, **data)
    for wie in (kamer.hoofd, keten[0]):
        with pytest.raises(Conflict):
            kamer.antwoord(wie, rij=Handtekening.objects.get(stuk=kamer.stuk(), user_id=wie.gebruiker_id))
    kamer.antwoord(keten[1])
    assert [rij.naam for rij in stand(kamer.stuk()).groepen[0].rijen if rij.telt] == [keten[1].naam]


def test_nobody_answers_for_a_parent_whatever_a_workflow_names(kamer: Kamer):
    naar_het_gezin(kamer)
    kamer.vervanger = User.objects.get(pk=kamer.secretaris.persoon_id)
    rij = kamer.rij(kamer.moeder)
    regel = tekenkamer.regel_van(rij.stuk)
    assert kan_overnemen(regel, kamer.aanvraag, rij, VANDAAG) == []


def test_of_two_directors_who_approve_each_sets_the_own_signature_in_the_own_hat(kamer: Kamer):
    swv = kamer.zaak.swv
    een, twee = (factories.actor(Rol.DIRECTEUR_SWV, swv) for _ in range(2))
    wie = [Tekenaar(rol=a.rol, naam=a.naam, user=User.objects.get(pk=a.persoon_id)) for a in (een, twee)]
    with transaction.atomic():
        document = leg_document(kamer.zaak)
        stuk = tekenkamer.vraag_handtekeningen(
            kamer.zaak, SOORT, document=document, by=kamer.secretaris, nu=NU, tekenaars=wie
        )
    andere_hoed = replace(twee, rol=Rol.VOORZITTER)
    hoe: dict[str, Any] = {"groep": 1, "nu": NU, "hoe": "goedgekeurd"}
    with pytest.raises(GeenRecht):
        tekenkamer.teken_in_actie(kamer.zaak, SOORT, by=andere_hoed, **hoe)
    with pytest.raises(Conflict, match="nieuwe versie"):
        tekenkamer.teken_in_actie(kamer.zaak, SOORT, by=twee, sha256="0" * 64, **hoe)
    tekenkamer.teken_in_actie(kamer.zaak, SOORT, by=twee, sha256=stuk.sha256, **hoe)
    assert kamer.rij(twee).telt and kamer.rij(een).uitkomst == "open"


# -- time, and the end of a case -------------------------------------------------------------------


def test_the_last_day_counts_whole_and_the_day_after_it_does_not(kamer: Kamer):
    kamer.vraag()
    laatste = kamer.rij(kamer.hoofd).verloopt_op
    assert laatste is not None
    op = NU + (laatste - VANDAAG)
    with pytest.raises(Conflict, match="voorbij"):
        kamer.antwoord(kamer.hoofd, nu=op + timedelta(days=1))
    kamer.antwoord(kamer.hoofd, nu=op)
    assert kamer.rij(kamer.hoofd).telt


def test_in_a_closed_case_nobody_signs_enters_paper_compares_or_withdraws(kamer: Kamer):
    naar_het_gezin(kamer)
    kamer.papier(kamer.rij(kamer.vader))
    rij, stuk = kamer.rij(kamer.moeder), kamer.stuk()
    sluit(kamer)
    for doe in (
        lambda: kamer.antwoord(kamer.moeder),
        lambda: kamer.papier(rij),
        lambda: kamer.kijk_na(kamer.rij(kamer.vader)),
        lambda: kamer.doe("tekenen_herinneren", kamer.secretaris, handtekening_id=rij.pk),
        lambda: kamer.doe("tekenen_intrekken", kamer.secretaris, stuk_id=stuk.pk, reden="Klaar"),
    ):
        with pytest.raises(Conflict, match="gesloten"):
            doe()


def test_a_paper_that_is_complete_changes_no_more(kamer: Kamer):
    kamer.groepen[3] = 1
    naar_het_gezin(kamer)
    kamer.papier(kamer.rij(kamer.vader))
    kamer.antwoord(kamer.moeder)
    stuk = kamer.stuk()
    assert stuk.uitslag == "voltooid" and stuk.eindstuk is not None
    assert not [taak for taak in tekentaken(kamer.collega) if "Vergelijk" in taak.titel]
    for klopt in (True, False):
        with pytest.raises(Conflict, match="al genoeg handtekeningen"):
            kamer.kijk_na(kamer.rij(kamer.vader), klopt)
    assert [regel["naam"] for regel in stuk.eindstuk.gegevens["regels"]][-1] == "Anna de Wit"
    assert Document.objects.filter(brief="bewijsblad").count() == 1


# -- paper and letters -----------------------------------------------------------------------------


def test_a_scan_that_the_scanner_keeps_back_can_still_be_turned_down(kamer: Kamer):
    kamer.vraag()
    rij = kamer.rij(kamer.hoofd)
    kamer.papier(rij)
    Document.objects.filter(pk=kamer.rij(kamer.hoofd).scan_id).update(bestand=None, werk=Werkstatus.MISLUKT)
    with pytest.raises(Geweigerd, match="virusscanner"):
        kamer.kijk_na(rij)
    kamer.kijk_na(rij, klopt=False)
    assert kamer.rij(kamer.hoofd).uitkomst == "open"


def maak_code(kamer: Kamer) -> Tekencode:
    kamer.doe("tekenen_code", kamer.secretaris, handtekening_id=kamer.rij(kamer.vader).pk)
    code = tekencodes.haal(Tekencode.objects.latest("pk").pk)
    assert code is not None
    return code


def test_a_letter_does_not_outlive_gezag_or_the_case(kamer: Kamer, client: Client):
    naar_het_gezin(kamer)
    code = maak_code(kamer)
    assert tekencodes.waarom_niet(code, vandaag=VANDAAG) == ""
    Gezag.objects.filter(ouder=kamer.vader).update(tot=VANDAAG)
    assert tekencodes.waarom_niet(code, vandaag=VANDAAG) == ""
    morgen = VANDAAG + timedelta(days=1)
    assert "werkt niet meer" in tekencodes.waarom_niet(code, vandaag=morgen)
    sessie = client.session
    sessie["tekencode"] = {"code": code.pk, "op": timezone.now().isoformat()}
    sessie.save()
    assert client.get(reverse("workflow:tekencode_stuk")).status_code == 302
    assert client.get(reverse("workflow:tekencode_tekenen")).status_code == 410
    sluit(kamer)
    code = tekencodes.haal(code.pk)
    assert code is not None and "niet meer te tekenen" in tekencodes.waarom_niet(code, vandaag=VANDAAG)


def test_only_who_sends_the_letters_prints_a_secret_address(kamer: Kamer, monkeypatch: pytest.MonkeyPatch):
    naar_het_gezin(kamer)
    Ouder.objects.filter(pk=kamer.vader.pk).update(
        straat="Verborgenpad", huisnummer="1", postcode="1234 AB", plaats="Oeverstad", adres_geheim=True
    )
    monkeypatch.setattr("workflow.tekenbrief.maak", lambda naam, waarden, **_: str(waarden).encode())
    rij = kamer.rij(kamer.vader)
    brieven = [brief_met_code(rij, "ABCD", actor=wie) for wie in (kamer.secretaris, kamer.collega)]
    assert [b"Verborgenpad" in brief for brief in brieven] == [True, False]


# -- reading ---------------------------------------------------------------------------------------


def test_who_does_not_see_the_case_reads_the_paper_only_as_long_as_it_is_asked_or_answered(
    kamer: Kamer, client: Client
):
    nu = timezone.now()
    Zaak.objects.filter(pk=kamer.aanvraag.zaak_id).update(swv_sinds=nu.date())
    kamer.vraag(nu=nu)
    rij = kamer.rij(kamer.hoofd)
    log_in(client, kamer.hoofd)
    stuk, pagina = (reverse(f"workflow:{naam}", args=[rij.pk]) for naam in ("tekenen_stuk", "tekenen"))
    assert client.get(stuk).status_code == 200
    data = {"stuk_id": rij.stuk_id, "reden": "Sam gaat verhuizen."}
    kamer.doe("tekenen_intrekken", kamer.secretaris, nu=nu, **data)
    assert client.get(stuk).status_code == 404
    assert client.get(reverse("workflow:tekenen_blad", args=[rij.pk])).status_code == 404
    html = client.get(pagina).content.decode()
    assert "Sam gaat verhuizen." in html and stuk not in html


def test_the_page_of_the_case_leads_who_follows_it_to_the_newest_version(kamer: Kamer):
    kamer.vraag()
    nieuw = kamer.nieuwe_versie(data=tekst_pdf("Plan 2"))
    vraag = list(rondevraag(kamer.zaak))
    assert rondes_voor(kamer.secretaris, kamer.zaak, vraag) == [nieuw]
    assert rondes_voor(factories.actor(Rol.SCHOOLDIRECTEUR, kamer.zaak.school), kamer.zaak, vraag) == []


# -- what follows ----------------------------------------------------------------------------------


def test_everybody_who_was_asked_is_told_why_there_is_a_new_version(kamer: Kamer):
    kamer.vraag()
    kamer.antwoord(kamer.hoofd)
    kamer.antwoord(kamer.casemanager)
    kamer.nieuwe_versie(data=tekst_pdf("Plan 2"), reden="De uren {zijn} aangepast.")
    berichten = Bericht.objects.filter(soort="tekenen_vervangen")
    assert {bericht.user_id for bericht in berichten} == {
        wie.gebruiker_id for wie in (kamer.casemanager, kamer.hoofd, kamer.directeur)
    }
    assert all("De uren {zijn} aangepast." in bericht.tekst for bericht in berichten)


def test_what_was_signed_under_a_version_that_counts_no_more_moves_nothing_on(
    kamer: Kamer, monkeypatch: pytest.MonkeyPatch
):
    def nee(*args: Any, **kwargs: Any) -> None:
        raise Geweigerd("Nog niet.")

    kamer.vraag()
    kamer.antwoord(kamer.hoofd)
    kamer.antwoord(kamer.casemanager)
    with monkeypatch.context() as m:
        m.setattr("workflow.sweeps.perform", nee)
        voer_automatisch_uit(vandaag=VANDAAG, nu=NU)
    assert Tekenfeit.objects.filter(soort="groep", afgehandeld_op=None).exists()
    kamer.nieuwe_versie(data=tekst_pdf("Plan 2"))
    voer_automatisch_uit(vandaag=VANDAAG, nu=NU)
    assert kamer.gedaan == []


def test_a_refusal_that_was_asked_again_needs_no_act(kamer: Kamer):
    kamer.vraag()
    kamer.antwoord(kamer.hoofd, "geweigerd")
    kamer.doe("tekenen_opnieuw", kamer.secretaris, handtekening_id=kamer.rij(kamer.hoofd).pk)
    voer_automatisch_uit(vandaag=VANDAAG, nu=NU)
    assert kamer.gedaan == []


def test_acts_follow_in_the_order_in_which_it_became_so_and_each_once(kamer: Kamer):
    """After an outage both wait: "all signed" alone would find the case in the wrong state, and be lost."""
    kamer.vraag()
    kamer.alles_getekend()
    for _ in range(2):
        voer_tekenacties_uit(kamer.zaak, vandaag=VANDAAG, nu=NU)
    assert kamer.gedaan == ["proef_naar_directeur", "proef_getekend"]


# -- sealing ---------------------------------------------------------------------------------------


def zegel(stuk: Ondertekenstuk) -> Zegel:
    assert stuk.eindstuk is not None
    bz.maak_klaar(stuk.eindstuk)
    return Zegel.objects.get(document=stuk.eindstuk)


def test_a_version_that_is_sealed_late_is_replaced_by_the_newer_one(kamer: Kamer):
    oud = kamer.vraag()
    kamer.alles_getekend()
    nieuw = kamer.nieuwe_versie(data=tekst_pdf("Plan 2"))
    kamer.alles_getekend()
    oud.refresh_from_db()
    nieuw.refresh_from_db()
    later = zegel(nieuw)
    tekenstukken.vervang_ouder_zegel(later)
    eerder = zegel(oud)
    tekenstukken.vervang_ouder_zegel(eerder)
    eerder.refresh_from_db()
    later.refresh_from_db()
    assert eerder.vervangen_door == later and later.vervangen_door is None


def test_an_evidence_page_that_tells_something_else_than_the_tables_is_not_sealed(kamer: Kamer):
    stuk = kamer.vraag()
    kamer.alles_getekend()
    stuk.refresh_from_db()
    papier = stuk.eindstuk
    assert papier is not None
    assert tekenstukken.met_getekend_stuk(papier, tekst_pdf("Blad"))
    for anders in ({"sha256": "0" * 64}, {"regels": papier.gegevens["regels"][1:]}):
        papier.gegevens = {**papier.gegevens, **anders}
        with pytest.raises(tekenstukken.Ongetekend):
            tekenstukken.met_getekend_stuk(papier, tekst_pdf("Blad"))
        papier.refresh_from_db()

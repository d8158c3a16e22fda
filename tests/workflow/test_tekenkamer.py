"""The signing room: turns, outcomes, paper, new versions, time, and what follows for the workflow."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from audit.models import Gebeurtenis
from cases.models import Gezag
from documents import tekencodes
from documents.models import Document, Handtekening, Ondertekenstuk, Tekencode, Tekenfeit, Werkstatus
from documents.tekenen import stand
from organisations.actor import Actor, systeem
from organisations.models import School, User
from organisations.rollen import Rol
from tests import factories
from tests.factories import NU, VANDAAG
from tests.workflow.tekenhulp import SOORT, Kamer, leg_document, maak_kamer, met_tekenkamer
from tlv.models import Aanvraag
from workflow import tekenkamer
from workflow.edit import edit
from workflow.fouten import Conflict, GeenRecht, Geweigerd, HerbevestigingNodig, NietGevonden
from workflow.models import Bericht
from workflow.sweeps import voer_automatisch_uit
from workflow.tekenkamer import Tekenaar
from workflow.tekenronde import leg_gemaakte_stukken_voor, te_herinneren, verwerk_tekenkamer
from workflow.tekentaken import te_tekenen, tekentaken

pytestmark = pytest.mark.django_db

GETEKEND, GEZIEN, GEWEIGERD = "getekend", "gezien", "geweigerd"


@pytest.fixture
def kamer(aanvraag: Aanvraag, andere_school: School, settings: Any, tmp_path: Any) -> Iterator[Kamer]:
    settings.BESTANDEN_DIR = tmp_path
    with met_tekenkamer(maak_kamer(aanvraag, andere_school)) as kamer:
        yield kamer


def aan_de_beurt(kamer: Kamer) -> set[str]:
    return {rij.naam for rij in stand(kamer.stuk()).aan_de_beurt if rij.uitgenodigd_op}


# -- turns -----------------------------------------------------------------------------------------


def test_each_group_is_asked_when_the_one_before_it_has_signed(kamer: Kamer):
    kamer.vraag()
    assert aan_de_beurt(kamer) == {kamer.casemanager.naam, kamer.hoofd.naam}
    kamer.antwoord(kamer.hoofd)
    assert aan_de_beurt(kamer) == {kamer.casemanager.naam}
    kamer.antwoord(kamer.casemanager)
    assert aan_de_beurt(kamer) == {kamer.directeur.naam}
    with pytest.raises(Conflict, match="nog niet aan de beurt"):
        kamer.antwoord(kamer.moeder)
    kamer.antwoord(kamer.directeur)
    assert aan_de_beurt(kamer) == {"Anna de Wit", "Tom de Wit"}


def test_a_group_waits_until_the_workflow_lets_it_begin(kamer: Kamer):
    kamer.gesprek_gevoerd = False
    kamer.vraag()
    for wie in (kamer.casemanager, kamer.hoofd, kamer.directeur):
        kamer.antwoord(wie)
    assert aan_de_beurt(kamer) == set()
    kamer.gesprek_gevoerd = True
    verwerk_tekenkamer(vandaag=VANDAAG, nu=NU)
    assert aan_de_beurt(kamer) == {"Anna de Wit", "Tom de Wit"}
    kamer.gesprek_gevoerd = False
    with pytest.raises(Conflict, match="nog niet aan de beurt"):
        kamer.antwoord(kamer.moeder)


def test_n_of_m_is_enough_and_the_others_are_asked_no_more(kamer: Kamer):
    kamer.groepen[1] = 1
    kamer.vraag()
    kamer.antwoord(kamer.hoofd)
    assert kamer.rij(kamer.casemanager).uitkomst == "gestopt"
    assert aan_de_beurt(kamer) == {kamer.directeur.naam}
    with pytest.raises(Conflict):
        kamer.antwoord(kamer.casemanager)


def test_more_signatures_than_people_cannot_be_asked(kamer: Kamer):
    kamer.groepen[2] = 2
    with pytest.raises(Geweigerd, match="maar 1 mensen"):
        kamer.vraag()


def test_a_paper_that_is_not_made_yet_asks_nobody_until_it_is(kamer: Kamer):
    with transaction.atomic():
        document = leg_document(kamer.zaak)
        bestand, document.bestand, document.werk = document.bestand, None, Werkstatus.WACHT
        document.save()
        tekenkamer.vraag_handtekeningen(kamer.zaak, SOORT, document=document, by=kamer.secretaris, nu=NU)
    assert aan_de_beurt(kamer) == set() and not kamer.stuk().is_klaar
    Document.objects.filter(pk=document.pk).update(bestand=bestand, werk=Werkstatus.KLAAR)
    assert leg_gemaakte_stukken_voor(vandaag=VANDAAG, nu=NU) == 1
    assert kamer.stuk().sha256 == bestand.sha256 and len(aan_de_beurt(kamer)) == 2


def test_who_is_asked_gets_a_message_without_what_it_is_about_by_mail(kamer: Kamer):
    kamer.vraag()
    berichten = Bericht.objects.filter(soort="tekenen_gevraagd")
    assert {b.user_id for b in berichten} == {kamer.casemanager.gebruiker_id, kamer.hoofd.gebruiker_id}
    assert "Plan van aanpak" in berichten[0].tekst and "Sam" in berichten[0].tekst


# -- who -------------------------------------------------------------------------------------------


def test_nobody_signs_for_somebody_else(kamer: Kamer):
    kamer.vraag()
    with pytest.raises(NietGevonden):
        kamer.antwoord(kamer.hoofd, rij=kamer.rij(kamer.casemanager))
    with pytest.raises((GeenRecht, NietGevonden)):
        kamer.antwoord(kamer.secretaris, rij=kamer.rij(kamer.casemanager))
    with pytest.raises(GeenRecht):
        kamer.antwoord(replace(kamer.casemanager, rol=Rol.COMMISSIELID), rij=kamer.rij(kamer.casemanager))


def test_the_head_of_another_school_signs_without_seeing_the_case(kamer: Kamer):
    kamer.vraag()
    assert not type(kamer.zaak).objects.visible_to(kamer.hoofd).exists()
    kamer.antwoord(kamer.hoofd)
    assert kamer.rij(kamer.hoofd).uitkomst == GETEKEND
    with pytest.raises(NietGevonden):
        edit(kamer.aanvraag.zaak_id, "notitie", by=kamer.hoofd, data={"tekst": "x", "compartiment": "dossier"}, nu=NU)


def test_signing_asks_to_identify_again_within_five_minutes(kamer: Kamer):
    kamer.vraag()
    for op in (None, NU - timedelta(minutes=6), NU + timedelta(minutes=1)):
        with pytest.raises(HerbevestigingNodig):
            kamer.antwoord(kamer.hoofd, herbevestigd_op=op)
    assert kamer.rij(kamer.hoofd).uitkomst == "open"


def test_one_person_has_one_place_in_a_paper(kamer: Kamer):
    user = User.objects.get(pk=kamer.hoofd.persoon_id)
    twee = [Tekenaar(rol=rol, naam=user.naam, user=user) for rol in (Rol.SCHOOLDIRECTEUR, Rol.DESKUNDIGE)]
    with pytest.raises(Geweigerd, match="twee keer"), transaction.atomic():
        tekenkamer.vraag_handtekeningen(
            kamer.zaak, SOORT, document=leg_document(kamer.zaak), by=kamer.secretaris, nu=NU, tekenaars=twee
        )
    stuk = kamer.vraag()
    rij = kamer.rij(kamer.hoofd)
    with pytest.raises(IntegrityError), transaction.atomic():
        Handtekening.objects.create(stuk=stuk, rol=Rol.DESKUNDIGE, user=user, naam="x", gevraagd_op=NU, kamer=True)
    assert rij.user_id == user.pk


def test_two_guardians_with_one_account_are_two_persons_and_the_second_signs_on_paper(kamer: Kamer):
    kamer.vader.user = User.objects.get(pk=kamer.moeder.persoon_id)
    kamer.vader.save()
    kamer.vraag()
    rijen = Handtekening.objects.filter(stuk=kamer.stuk(), rol=Rol.OUDER).order_by("volgorde")
    assert [rij.user_id for rij in rijen] == [kamer.moeder.gebruiker_id, None]


def test_nobody_approves_what_is_his_own(kamer: Kamer):
    stuk = kamer.vraag()
    kamer.antwoord(kamer.hoofd)
    kamer.antwoord(kamer.casemanager)
    kamer.tegen.add(kamer.directeur.persoon_id)
    with pytest.raises(Geweigerd, match="U maakte dit zelf"):
        kamer.antwoord(kamer.directeur)
    assert stand(stuk).huidig.nummer == 2
    with pytest.raises(Geweigerd, match="U maakte dit zelf"):
        kamer.nieuwe_versie()


def test_an_action_of_the_workflow_can_be_the_signature_itself(kamer: Kamer):
    stuk = kamer.vraag()

    def keur_goed(by: Actor) -> None:
        with transaction.atomic():
            tekenkamer.teken_in_actie(kamer.zaak, SOORT, groep=2, by=by, nu=NU, hoe="goedgekeurd")

    with pytest.raises(Conflict, match="Nog niet iedereen"):
        keur_goed(kamer.directeur)
    kamer.antwoord(kamer.hoofd)
    kamer.antwoord(kamer.casemanager)
    ander = factories.actor(Rol.DIRECTEUR_SWV, kamer.zaak.swv)
    for wie in (kamer.casemanager, kamer.secretaris):
        with pytest.raises(GeenRecht):
            keur_goed(wie)
    kamer.tegen.add(ander.persoon_id)
    with pytest.raises(Geweigerd, match="U maakte dit zelf"):
        keur_goed(ander)
    kamer.tegen.clear()
    keur_goed(ander)
    assert kamer.rij(ander).telt and stuk.handtekeningen.get(user_id=kamer.directeur.gebruiker_id).uitkomst == "door"
    with pytest.raises(Conflict):
        keur_goed(ander)


def test_a_parent_who_lost_gezag_does_not_sign(kamer: Kamer):
    kamer.vraag()
    for wie in (kamer.casemanager, kamer.hoofd, kamer.directeur):
        kamer.antwoord(wie)
    Gezag.objects.filter(ouder__user_id=kamer.moeder.gebruiker_id).update(tot=VANDAAG - timedelta(days=1))
    with pytest.raises(NietGevonden):
        kamer.antwoord(kamer.moeder)
    Gezag.objects.filter(ouder=kamer.vader).update(tot=VANDAAG - timedelta(days=1))
    with pytest.raises(Geweigerd, match="geen gezag"):
        kamer.papier(kamer.rij(kamer.vader))


def test_passing_on_goes_only_to_whom_the_workflow_names(kamer: Kamer):
    kamer.vraag()
    rij = kamer.rij(kamer.hoofd)
    plv = factories.actor(Rol.SCHOOLDIRECTEUR, School.objects.get(pk=kamer.hoofd.school_id))
    data = {"handtekening_id": rij.pk, "user_id": plv.persoon_id, "reden": "Met verlof"}
    with pytest.raises(Geweigerd, match="uit de lijst"):
        kamer.doe("tekenen_doorgeven", kamer.hoofd, **data)
    kamer.vervanger = User.objects.get(pk=plv.persoon_id)
    kamer.doe("tekenen_doorgeven", kamer.hoofd, **data)
    nieuw = kamer.rij(plv)
    assert "namens" in nieuw.functie and nieuw.uitgenodigd_op and nieuw.groep == 1
    with pytest.raises(Conflict):
        kamer.antwoord(kamer.hoofd, rij=rij)
    kamer.antwoord(plv)
    assert {rij.naam for rij in stand(kamer.stuk()).groepen[0].rijen} == {kamer.casemanager.naam, plv.naam}


# -- outcomes --------------------------------------------------------------------------------------


def test_all_signed_makes_one_paper_to_seal_with_everybody_on_its_evidence_page(kamer: Kamer):
    stuk = kamer.vraag()
    kamer.alles_getekend()
    stuk.refresh_from_db()
    assert stuk.uitslag == "voltooid" and stuk.eindstuk.te_verzegelen and stuk.eindstuk.werk == Werkstatus.WACHT
    regels = stuk.eindstuk.gegevens["regels"]
    assert [r["uitkomst"] for r in regels] == [GETEKEND] * 5
    assert stuk.eindstuk.gegevens["sha256"] == stuk.sha256 == stuk.document.bestand.sha256
    papier = next(r for r in regels if r["naam"] == "Tom de Wit")
    assert papier["nagekeken_door"] == kamer.collega.naam and papier["hoe"].startswith("op papier")
    assert "code uit de app" in regels[0]["hoe"]


def test_seen_but_not_agreed_asks_why_and_holds_up_a_paper_that_must_be_signed(kamer: Kamer):
    stuk = kamer.vraag()
    for wie in (kamer.casemanager, kamer.hoofd, kamer.directeur):
        kamer.antwoord(wie)
    with pytest.raises(Geweigerd, match="waarom"):
        kamer.antwoord(kamer.moeder, GEZIEN, reden=" ")
    kamer.antwoord(kamer.moeder, GEZIEN)
    stuk.refresh_from_db()
    assert stuk.uitslag == "vast" and stuk.eindstuk is None
    assert Tekenfeit.objects.filter(stuk=stuk, soort="geweigerd").get().handtekening == kamer.rij(kamer.moeder)
    kamer.papier(kamer.rij(kamer.vader))
    kamer.kijk_na(kamer.rij(kamer.vader))
    stuk.refresh_from_db()
    assert stuk.uitslag == "vast"


def test_who_may_not_see_only_cannot_answer_so(kamer: Kamer):
    kamer.vraag()
    with pytest.raises(Geweigerd, match="Kies wat u wilt doen"):
        kamer.antwoord(kamer.hoofd, GEZIEN)


def test_after_a_refusal_the_same_person_can_be_asked_again_and_the_first_answer_stays_on_record(kamer: Kamer):
    stuk = kamer.vraag()
    kamer.antwoord(kamer.hoofd, GEWEIGERD)
    eerste = kamer.rij(kamer.hoofd)
    with pytest.raises(GeenRecht):
        kamer.doe("tekenen_opnieuw", kamer.directeur, handtekening_id=eerste.pk)
    kamer.doe("tekenen_opnieuw", kamer.secretaris, handtekening_id=eerste.pk)
    stuk.refresh_from_db()
    eerste.refresh_from_db()
    assert stuk.uitslag == "" and eerste.uitkomst == GEWEIGERD and eerste.opgevolgd_door == kamer.rij(kamer.hoofd)
    kamer.antwoord(kamer.hoofd)
    assert kamer.rij(kamer.hoofd).telt


def test_an_answer_is_given_once(kamer: Kamer):
    kamer.vraag()
    kamer.antwoord(kamer.hoofd)
    for uitkomst in (GETEKEND, GEWEIGERD):
        with pytest.raises(Conflict, match="al geantwoord"):
            kamer.antwoord(kamer.hoofd, uitkomst)


# -- versions --------------------------------------------------------------------------------------


def test_a_new_version_voids_what_was_signed_and_says_why(kamer: Kamer):
    oud = kamer.vraag()
    kamer.antwoord(kamer.hoofd)
    rij = kamer.rij(kamer.hoofd)
    with pytest.raises(Geweigerd, match="waarom er een nieuwe versie is"):
        kamer.nieuwe_versie(reden=" ")
    nieuw = kamer.nieuwe_versie(data=b"%PDF-1.7 anders", reden="De uren zijn aangepast.")
    oud.refresh_from_db()
    rij.refresh_from_db()
    assert (oud.uitslag, oud.vervallen_reden, nieuw.nummer) == ("vervangen", "De uren zijn aangepast.", 2)
    assert rij.uitkomst == "vervallen" and rij.op and rij.sha256 == oud.sha256
    assert set(nieuw.handtekeningen.values_list("uitkomst", flat=True)) == {"open"}
    with pytest.raises(Conflict, match="De uren zijn aangepast"):
        kamer.antwoord(
            kamer.casemanager, rij=Handtekening.objects.get(stuk=oud, user_id=kamer.casemanager.gebruiker_id)
        )


def test_who_has_the_old_version_on_the_screen_signs_nothing(kamer: Kamer):
    oud = kamer.vraag()
    nieuw = kamer.nieuwe_versie(data=b"%PDF-1.7 anders")
    with pytest.raises(Conflict, match="nieuwe versie"):
        kamer.antwoord(kamer.hoofd, sha256=oud.sha256)
    assert kamer.rij(kamer.hoofd, nieuw).uitkomst == "open"


def test_a_paper_that_was_complete_stays_as_it_was_signed(kamer: Kamer):
    oud = kamer.vraag()
    kamer.alles_getekend()
    kamer.nieuwe_versie(data=b"%PDF-1.7 anders")
    oud.refresh_from_db()
    assert oud.uitslag == "voltooid" and oud.vervallen_op and stand(oud).compleet


def test_there_is_one_version_at_a_time(kamer: Kamer):
    kamer.vraag()
    with pytest.raises(Conflict, match="al een versie"):
        kamer.vraag()


def test_withdrawing_tells_who_was_asked_and_voids_the_rest(kamer: Kamer):
    stuk = kamer.vraag()
    kamer.antwoord(kamer.hoofd)
    kamer.doe("tekenen_intrekken", kamer.secretaris, stuk_id=stuk.pk, reden="Sam gaat verhuizen.")
    stuk.refresh_from_db()
    assert stuk.uitslag == "terug" and set(stuk.handtekeningen.values_list("uitkomst", flat=True)) == {"vervallen"}
    assert Bericht.objects.filter(soort="tekenen_ingetrokken").count() == 2
    with pytest.raises(Conflict, match="Sam gaat verhuizen"):
        kamer.antwoord(kamer.casemanager)
    kamer.vraag()


def test_what_everybody_signed_is_not_withdrawn(kamer: Kamer):
    stuk = kamer.vraag()
    kamer.alles_getekend()
    with pytest.raises(Conflict, match="Iedereen heeft al getekend"):
        kamer.doe("tekenen_intrekken", kamer.secretaris, stuk_id=stuk.pk, reden="Toch niet.")


# -- paper -----------------------------------------------------------------------------------------


def test_paper_counts_only_when_somebody_else_compared_it_with_the_original(kamer: Kamer):
    kamer.vraag()
    rij = kamer.rij(kamer.hoofd)
    kamer.papier(rij)
    assert not kamer.rij(kamer.hoofd).telt
    with pytest.raises(Geweigerd, match="zelf ingevoerd"):
        kamer.kijk_na(rij, by=kamer.secretaris)
    with pytest.raises((GeenRecht, NietGevonden)):
        kamer.kijk_na(rij, by=kamer.casemanager)
    kamer.kijk_na(rij)
    assert kamer.rij(kamer.hoofd).telt
    with pytest.raises(Conflict, match="al nagekeken"):
        kamer.kijk_na(rij)


def test_paper_that_does_not_match_the_original_counts_for_nothing(kamer: Kamer):
    kamer.vraag()
    rij = kamer.rij(kamer.hoofd)
    kamer.papier(rij)
    kamer.kijk_na(rij, klopt=False, reden="Het kenmerk is van een oude versie.")
    nieuw = kamer.rij(kamer.hoofd)
    assert nieuw.pk != rij.pk and nieuw.uitkomst == "open" and nieuw.uitgenodigd_op
    kamer.antwoord(kamer.hoofd)


@pytest.mark.parametrize("dagen", [-30, 1])
def test_paper_is_signed_between_the_day_of_the_version_and_today(kamer: Kamer, dagen: int):
    kamer.vraag()
    with pytest.raises(Geweigerd, match="Deze datum kan niet"):
        kamer.papier(kamer.rij(kamer.hoofd), op=VANDAAG + timedelta(days=dagen))


# -- a letter with a code --------------------------------------------------------------------------


def naar_het_gezin(kamer: Kamer) -> None:
    kamer.vraag()
    for wie in (kamer.casemanager, kamer.hoofd, kamer.directeur):
        kamer.antwoord(wie)


def maak_code(kamer: Kamer) -> str:
    code: str = kamer.doe("tekenen_code", kamer.secretaris, handtekening_id=kamer.rij(kamer.vader).pk).waarden["code"]
    return code


def met_code(kamer: Kamer, code: Tekencode, uitkomst: str = GETEKEND, **anders: Any) -> None:
    rij = code.handtekening
    data = {"handtekening_id": rij.pk, "code_id": code.pk, "uitkomst": uitkomst, "reden": "", "sha256": rij.stuk.sha256}
    edit(rij.stuk.zaak_id, "tekenen_met_code", by=systeem(VANDAAG), data={**data, **anders}, nu=NU)


def test_a_parent_without_mail_signs_once_with_the_code_from_a_letter(kamer: Kamer):
    naar_het_gezin(kamer)
    getypt = maak_code(kamer)
    geboren = kamer.zaak.dossier.leerling.geboortedatum
    assert tekencodes.zoek(getypt, geboren + timedelta(days=1)) is None
    code = tekencodes.zoek(getypt.lower().replace("-", " "), geboren)
    assert code is not None and getypt not in str(Tekencode.objects.values())
    met_code(kamer, code)
    rij = kamer.rij(kamer.vader)
    assert rij.uitkomst == GETEKEND and rij.hoe_vastgesteld == "met de code uit de brief van 09-03-2026"
    code = tekencodes.zoek(getypt, geboren)
    assert code is not None and "al geantwoord" in tekencodes.waarom_niet(code, vandaag=VANDAAG)
    with pytest.raises(Conflict, match="al geantwoord"):
        met_code(kamer, code, GEWEIGERD)


def test_a_new_code_ends_the_old_one_and_time_ends_it_too(kamer: Kamer):
    naar_het_gezin(kamer)
    geboren = kamer.zaak.dossier.leerling.geboortedatum
    oud, nieuw = (tekencodes.zoek(getypt, geboren) for getypt in [maak_code(kamer), maak_code(kamer)])
    assert oud and nieuw
    assert "nieuwste brief" in tekencodes.waarom_niet(tekencodes.haal(oud.pk), vandaag=VANDAAG)
    assert tekencodes.waarom_niet(nieuw, vandaag=VANDAAG) == ""
    assert "te oud" in tekencodes.waarom_niet(nieuw, vandaag=VANDAAG + timedelta(days=31))
    kamer.nieuwe_versie(data=b"%PDF-1.7 anders")
    assert "nieuwe versie" in tekencodes.waarom_niet(tekencodes.haal(nieuw.pk), vandaag=VANDAAG)


def test_a_code_signs_for_its_own_parent_only_and_only_by_the_page_for_codes(kamer: Kamer):
    naar_het_gezin(kamer)
    code = tekencodes.zoek(maak_code(kamer), kamer.zaak.dossier.leerling.geboortedatum)
    assert code is not None
    with pytest.raises(GeenRecht):
        met_code(kamer, code, handtekening_id=kamer.rij(kamer.moeder).pk)
    with pytest.raises(GeenRecht):
        kamer.doe("tekenen_met_code", kamer.secretaris, handtekening_id=code.handtekening_id, code_id=code.pk)
    kamer.nieuwe_versie(data=b"%PDF-1.7 anders")
    with pytest.raises(Geweigerd, match="alleen voor ouders"):
        kamer.doe("tekenen_code", kamer.secretaris, handtekening_id=kamer.rij(kamer.hoofd).pk)


# -- time ------------------------------------------------------------------------------------------


def test_reminders_go_on_the_days_of_the_rule_and_catch_up_once(kamer: Kamer):
    kamer.vraag()
    rij = kamer.rij(kamer.hoofd)
    assert rij.uiterlijk == VANDAAG + timedelta(days=14)
    dagen = []
    for dag in range(20):
        op = VANDAAG + timedelta(days=dag)
        if te_herinneren(kamer.rij(kamer.hoofd), op):
            verwerk_tekenkamer(vandaag=op, nu=NU + timedelta(days=dag))
            dagen.append(dag)
    assert dagen == [7, 12]
    assert Bericht.objects.filter(soort="tekenen_herinnering", user_id=kamer.hoofd.gebruiker_id).count() == 2


def test_a_reminder_by_hand_goes_once_a_day(kamer: Kamer):
    kamer.vraag()
    rij = kamer.rij(kamer.hoofd)
    kamer.doe("tekenen_herinneren", kamer.secretaris, handtekening_id=rij.pk)
    with pytest.raises(Conflict, match="Vandaag is al"):
        kamer.doe("tekenen_herinneren", kamer.secretaris, handtekening_id=rij.pk)


def test_after_the_last_day_nobody_signs_and_the_sweep_says_so(kamer: Kamer):
    stuk = kamer.vraag()
    later = NU + timedelta(days=22)
    with pytest.raises(Conflict, match="voorbij"):
        kamer.antwoord(kamer.hoofd, nu=later)
    verwerk_tekenkamer(vandaag=later.date(), nu=later)
    verwerk_tekenkamer(vandaag=later.date(), nu=later)
    stuk.refresh_from_db()
    assert stuk.uitslag == "verlopen" and kamer.rij(kamer.hoofd).uitkomst == "verlopen"
    assert Tekenfeit.objects.filter(stuk=stuk, soort="verlopen").count() == 2
    kamer.doe("tekenen_opnieuw", kamer.secretaris, nu=later, handtekening_id=kamer.rij(kamer.hoofd).pk)
    kamer.antwoord(kamer.hoofd, nu=later)
    assert kamer.rij(kamer.hoofd).telt


def test_a_closed_case_reminds_and_asks_nobody(kamer: Kamer):
    kamer.vraag()
    type(kamer.zaak).objects.filter(pk=kamer.aanvraag.zaak_id).update(gesloten_op=VANDAAG)
    voor = Bericht.objects.count()
    verwerk_tekenkamer(vandaag=VANDAAG + timedelta(days=8), nu=NU + timedelta(days=8))
    assert Bericht.objects.count() == voor


# -- what follows ----------------------------------------------------------------------------------


def test_what_becomes_so_is_acted_upon_once(kamer: Kamer):
    kamer.vraag()
    kamer.alles_getekend()
    for _ in range(2):
        voer_automatisch_uit(vandaag=VANDAAG, nu=NU)
    assert sorted(kamer.gedaan) == ["proef_getekend", "proef_naar_directeur"]
    assert not Tekenfeit.objects.filter(afgehandeld_op=None, soort="voltooid").exists()


def test_a_case_that_moved_on_needs_nothing_more_and_a_rule_that_says_no_is_asked_again(
    kamer: Kamer, monkeypatch: pytest.MonkeyPatch
):
    kamer.vraag()
    kamer.antwoord(kamer.hoofd, GEWEIGERD)

    def nee(*args: Any, **kwargs: Any) -> None:
        raise Geweigerd("Nog niet.")

    def voorbij(*args: Any, **kwargs: Any) -> None:
        raise Conflict("De zaak ging verder.")

    monkeypatch.setattr("workflow.sweeps.perform", nee)
    voer_automatisch_uit(vandaag=VANDAAG, nu=NU)
    assert Tekenfeit.objects.filter(soort="geweigerd", afgehandeld_op=None).count() == 1
    monkeypatch.setattr("workflow.sweeps.perform", voorbij)
    voer_automatisch_uit(vandaag=VANDAAG, nu=NU)
    assert not Tekenfeit.objects.filter(soort="geweigerd", afgehandeld_op=None).exists()


def test_every_answer_is_on_record_by_number_without_what_somebody_wrote(kamer: Kamer):
    kamer.vraag()
    kamer.antwoord(kamer.hoofd, GEWEIGERD)
    rij = Gebeurtenis.objects.get(actie="tlv.bewerken:tekenen")
    assert rij.object_id == kamer.rij(kamer.hoofd).pk and rij.gebruiker_id == kamer.hoofd.gebruiker_id
    assert rij.bijzonderheden["uitkomst"] == GEWEIGERD and "Te weinig" not in str(rij.bijzonderheden)


def test_the_list_of_work_has_what_waits_for_this_person_in_this_hat(kamer: Kamer):
    kamer.vraag()
    assert [taak.titel for taak in tekentaken(kamer.hoofd)] == [
        f"Lees en teken: Plan van aanpak, {kamer.zaak.dossier.leerling.naam}"
    ]
    assert not te_tekenen(kamer.moeder) and not te_tekenen(replace(kamer.hoofd, rol=Rol.COORDINATOR))
    kamer.papier(kamer.rij(kamer.hoofd))
    assert not list(tekentaken(kamer.hoofd)) and not list(tekentaken(kamer.secretaris))
    assert [taak.titel for taak in tekentaken(kamer.collega)] == [
        "Vergelijk een formulier op papier met het origineel: Plan van aanpak, MW-2026-1"
    ]


def test_the_database_lets_no_paper_be_complete_without_its_final_paper(kamer: Kamer):
    stuk = kamer.vraag()
    with pytest.raises(IntegrityError), transaction.atomic():
        Ondertekenstuk.objects.filter(pk=stuk.pk).update(uitslag="voltooid", voltooid_op=timezone.now())


def test_staff_who_is_family_of_the_pupil_does_not_sign_as_staff(kamer: Kamer):
    kamer.vraag()
    factories.OuderFactory(
        leerling=kamer.zaak.dossier.leerling, user=User.objects.get(pk=kamer.hoofd.persoon_id), gezag=False
    )
    with pytest.raises(Geweigerd, match="familie"):
        kamer.antwoord(kamer.hoofd)


def test_another_actor_is_told_nothing(kamer: Kamer, andere_coordinator: Actor):
    kamer.vraag()
    with pytest.raises(NietGevonden):
        kamer.antwoord(andere_coordinator, rij=kamer.rij(kamer.hoofd))

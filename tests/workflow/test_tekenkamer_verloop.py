"""The signing room: new versions, paper, codes in letters, time, and what follows for the workflow."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from audit.models import Gebeurtenis
from documents import tekencodes
from documents.models import Handtekening, Ondertekenstuk, Tekencode, Tekenfeit
from documents.tekenen import stand
from organisations.actor import Actor, systeem
from organisations.models import User
from organisations.rollen import Rol
from tests import factories
from tests.factories import NU, VANDAAG
from tests.workflow.tekenhulp import Kamer
from workflow.edit import edit
from workflow.fouten import Conflict, GeenRecht, Geweigerd, NietGevonden
from workflow.models import Bericht
from workflow.sweeps import voer_automatisch_uit
from workflow.tekenronde import te_herinneren, verwerk_tekenkamer
from workflow.tekentaken import te_tekenen, tekentaken

pytestmark = pytest.mark.django_db

GETEKEND, GEWEIGERD = "getekend", "geweigerd"


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
    assert rij.uitkomst == GETEKEND and rij.hoe_vastgesteld == "met de code uit de brief van 9 maart 2026"
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

    with monkeypatch.context() as m:  # undone before the room takes its own away
        m.setattr("workflow.sweeps.perform", nee)
        voer_automatisch_uit(vandaag=VANDAAG, nu=NU)
        assert Tekenfeit.objects.filter(soort="geweigerd", afgehandeld_op=None).count() == 1
        m.setattr("workflow.sweeps.perform", voorbij)
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


def test_who_does_not_answer_in_time_becomes_work_for_one_role_that_calls(kamer: Kamer):
    stuk = kamer.vraag()
    laatste, daarna = VANDAAG + timedelta(days=14), VANDAAG + timedelta(days=15)
    assert not list(tekentaken(replace(kamer.secretaris, vandaag=laatste)))
    taken = list(tekentaken(replace(kamer.secretaris, vandaag=daarna)))
    naam = kamer.zaak.dossier.leerling.naam
    assert {taak.titel for taak in taken} == {
        f"Bel {wie.naam}, die nog niet tekende: Plan van aanpak, {naam}" for wie in (kamer.casemanager, kamer.hoofd)
    }
    assert {taak.url for taak in taken} == {f"/tekenen/ronde/{stuk.pk}/"}
    assert not [taak for taak in tekentaken(replace(kamer.directeur, vandaag=daarna)) if "Bel" in taak.titel]


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

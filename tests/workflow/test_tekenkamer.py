"""The signing room: turns, who signs, and with which outcome."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from cases.models import Gezag
from documents.models import Document, Handtekening, Tekenfeit, Werkstatus
from documents.tekenen import stand
from organisations.actor import Actor
from organisations.models import School, User
from organisations.rollen import Rol
from tests import factories
from tests.factories import NU, VANDAAG
from tests.workflow.tekenhulp import SOORT, Kamer, leg_document
from workflow import tekenkamer
from workflow.edit import edit
from workflow.fouten import Conflict, GeenRecht, Geweigerd, HerbevestigingNodig, NietGevonden
from workflow.models import Bericht
from workflow.tekenkamer import Tekenaar
from workflow.tekenronde import leg_gemaakte_stukken_voor, verwerk_tekenkamer

pytestmark = pytest.mark.django_db

GETEKEND, GEZIEN, GEWEIGERD = "getekend", "gezien", "geweigerd"


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

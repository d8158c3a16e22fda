"""Signing and recalling a decision."""

from datetime import date, timedelta

import pytest

from cases.compartimenten import Compartiment
from deadlines import services as termijnen
from deadlines.models import Termijn
from documents.models import Document, Werkstatus
from organisations.actor import Actor
from organisations.models import Afwezigheid, Nummerreeks, Samenwerkingsverband, School
from organisations.rollen import Rol
from tests import factories
from tests.factories import NU, VANDAAG
from tests.tlv import besluitzaak as bz
from tlv.models import Aanvraag, Besluit, Status
from workflow.edit import edit
from workflow.fouten import Conflict, GeenRecht, Geweigerd, HerbevestigingNodig
from workflow.models import Bericht
from workflow.perform import perform

pytestmark = pytest.mark.django_db


@pytest.fixture
def zaak(aanvraag: Aanvraag) -> Aanvraag:
    return bz.klaar_om_te_besluiten(aanvraag)


@pytest.fixture
def chair(swv: Samenwerkingsverband) -> Actor:
    return bz.actor_met_mandaat(Rol.VOORZITTER, swv)


def test_granting_signs_by_mandate_and_freezes_number_letter_and_advices(zaak: Aanvraag, chair: Actor) -> None:
    bz.schrijf_concept(zaak, chair)
    bz.teken(zaak, chair)
    besluit = bz.besluit_van(zaak)
    zaak = Aanvraag.objects.get(pk=zaak.pk)
    assert zaak.status == Status.VERLEEND
    assert besluit.tlv_nummer == f"{zaak.zaak.swv.nummer}-2026-00001"
    assert (besluit.begin, besluit.einde) == (VANDAAG, date(2027, 7, 31))
    assert (besluit.ondertekend_door_id, besluit.besloten_op) == (chair.gebruiker_id, VANDAAG)
    assert besluit.mandaat is not None
    assert besluit.terugroepbaar_tot == NU + timedelta(minutes=60)
    assert besluit.grondslag_hashes == ["1" * 64, "2" * 64]
    assert {t["stand"] for t in besluit.toetsen} <= {"goed", "let_op"}


def test_the_letter_is_work_to_do_that_nobody_outside_sees(zaak: Aanvraag, chair: Actor, coordinator: Actor) -> None:
    bz.schrijf_concept(zaak, chair)
    bz.teken(zaak, chair)
    document = bz.besluit_van(zaak).document
    assert document is not None
    assert (document.werk, document.te_verzegelen) == (Werkstatus.WACHT, True)
    assert document.compartiment == Compartiment.INTERN
    assert document.gegevens["tlv_nummer"] == bz.besluit_van(zaak).tlv_nummer
    assert document.gegevens["ondertekening"]["namens"] == "het bestuur van het samenwerkingsverband"
    assert not Document.objects.zichtbaar_voor(coordinator).filter(pk=document.pk).exists()
    assert not Bericht.objects.exists()


def test_the_letter_does_not_repeat_what_one_parent_wrote(zaak: Aanvraag, chair: Actor) -> None:
    bz.schrijf_concept(zaak, chair)
    bz.teken(zaak, chair)
    document = bz.besluit_van(zaak).document
    assert document is not None
    (mening,) = document.gegevens["zienswijzen"]
    assert mening == {"van": "moeder", "standpunt": "eens met de aanvraag", "tekst": "", "weging": bz.REACTIE}


def test_the_decision_names_the_pupil_as_in_the_passport(zaak: Aanvraag, chair: Actor) -> None:
    leerling = zaak.zaak.dossier.leerling
    leerling.roepnaam, leerling.voornamen = "Sam", "Samuel Emir"
    leerling.save()
    bz.schrijf_concept(zaak, chair)
    bz.teken(zaak, chair)
    document = bz.besluit_van(zaak).document
    assert document is not None
    assert document.gegevens["leerling"]["voluit"] == f"Samuel Emir {leerling.achternaam}"


def test_signing_asks_to_identify_again(zaak: Aanvraag, chair: Actor) -> None:
    bz.schrijf_concept(zaak, chair)
    with pytest.raises(HerbevestigingNodig):
        perform(zaak.zaak_id, "verlenen", by=chair, nu=NU)
    with pytest.raises(HerbevestigingNodig):
        perform(zaak.zaak_id, "verlenen", by=chair, nu=NU, herbevestigd_op=NU - timedelta(minutes=6))
    perform(zaak.zaak_id, "verlenen", by=chair, nu=NU, herbevestigd_op=NU - timedelta(minutes=4))


def test_refusing_has_no_number_and_needs_the_school_and_an_explanation(zaak: Aanvraag, chair: Actor) -> None:
    bz.schrijf_concept(zaak, chair, soort="afwijzen")
    with pytest.raises(Geweigerd, match="wijkt af van een advies"):
        bz.teken(zaak, chair, "afwijzen")
    bz.bespreek(zaak, "school")
    bz.bespreek(zaak, "ouders")
    bz.schrijf_concept(
        zaak,
        chair,
        soort="afwijzen",
        afwijking="De deskundigen gaan uit van een groep die de school inmiddels wel kan bieden.",
    )
    bz.teken(zaak, chair, "afwijzen")
    besluit = bz.besluit_van(zaak)
    assert (besluit.tlv_nummer, besluit.begin, besluit.einde, besluit.categorie) == ("", None, None, "")
    assert Aanvraag.objects.get(pk=zaak.pk).status == Status.AFGEWEZEN
    assert not Nummerreeks.objects.filter(soort="tlv_nummer").exists()


def test_without_a_mandate_nobody_signs(zaak: Aanvraag, voorzitter: Actor) -> None:
    bz.schrijf_concept(zaak, voorzitter)
    with pytest.raises(Geweigerd, match="geen geldig mandaat"):
        bz.teken(zaak, voorzitter)


def test_the_deputy_signs_only_when_the_chair_is_away(zaak: Aanvraag, chair: Actor, swv: Samenwerkingsverband) -> None:
    plaatsvervanger = bz.actor_met_mandaat(Rol.PLV_VOORZITTER, swv)
    bz.schrijf_concept(zaak, plaatsvervanger)
    with pytest.raises(Geweigerd, match="alleen als"):
        bz.teken(zaak, plaatsvervanger)
    assert chair.gebruiker_id is not None
    Afwezigheid.objects.create(user_id=chair.gebruiker_id, van=VANDAAG, tot=VANDAAG)
    bz.teken(zaak, plaatsvervanger)
    assert bz.besluit_van(zaak).ondertekend_door_id == plaatsvervanger.gebruiker_id


@pytest.mark.parametrize("rol", [Rol.SECRETARIAAT, Rol.COMMISSIELID, Rol.DIRECTEUR_SWV, Rol.COORDINATOR])
def test_no_other_role_decides(
    zaak: Aanvraag, chair: Actor, rol: str, school: School, swv: Samenwerkingsverband
) -> None:
    bz.schrijf_concept(zaak, chair)
    wie = factories.actor(rol, school if rol == Rol.COORDINATOR else swv)
    with pytest.raises(GeenRecht):
        bz.teken(zaak, wie)
    with pytest.raises(GeenRecht):
        edit(zaak.zaak_id, "besluit", by=wie, data={"motivering": "x"})


def test_whoever_advised_does_not_decide(zaak: Aanvraag, swv: Samenwerkingsverband) -> None:
    advies = zaak.adviezen.get(volgorde=1)
    wie = factories.actor(Rol.VOORZITTER, swv, user=advies.deskundige)
    bz.mandaat(wie)
    bz.schrijf_concept(zaak, wie)
    with pytest.raises(Geweigerd, match="Wie adviseert, besluit niet"):
        bz.teken(zaak, wie)


def test_what_is_signed_is_what_was_shown(zaak: Aanvraag, chair: Actor) -> None:
    gezien = bz.schrijf_concept(zaak, chair).versie
    bz.schrijf_concept(zaak, chair, motivering=bz.MOTIVERING + " Later toegevoegd.")
    with pytest.raises(Conflict):
        bz.teken(zaak, chair, data={"besluitversie": gezien})
    bz.teken(zaak, chair, data={"besluitversie": gezien + 1})


def test_the_outcome_signed_must_be_the_outcome_written(zaak: Aanvraag, chair: Actor) -> None:
    bz.schrijf_concept(zaak, chair)
    with pytest.raises(Geweigerd, match="andere uitkomst"):
        bz.teken(zaak, chair, "afwijzen")


def test_a_double_click_gives_one_number_and_one_letter(zaak: Aanvraag, chair: Actor) -> None:
    bz.schrijf_concept(zaak, chair)
    sleutel = factories.sleutel()
    eerste = bz.teken(zaak, chair, sleutel=sleutel)
    tweede = bz.teken(zaak, chair, sleutel=sleutel)
    assert tweede.herhaald
    assert tweede.waarden == eerste.waarden
    with pytest.raises(Conflict):
        bz.teken(zaak, chair)
    assert Document.objects.filter(soort="beschikking").count() == 1
    assert Nummerreeks.objects.get(soort="tlv_nummer").laatste == 1


def test_a_refused_signature_costs_no_number(zaak: Aanvraag, chair: Actor) -> None:
    bz.schrijf_concept(zaak, chair, motivering="akkoord")
    with pytest.raises(Geweigerd):
        bz.teken(zaak, chair)
    bz.schrijf_concept(zaak, chair)
    bz.teken(zaak, chair)
    assert bz.besluit_van(zaak).tlv_nummer.endswith("00001")


def test_recalling_leaves_a_copy_to_correct_that_keeps_its_number(zaak: Aanvraag, chair: Actor) -> None:
    bz.schrijf_concept(zaak, chair)
    bz.teken(zaak, chair)
    eerste = bz.besluit_van(zaak)
    data = {"reden": "De categorie klopt niet."}
    perform(zaak.zaak_id, "terugroepen", by=chair, data=data, nu=NU + timedelta(minutes=30))
    eerste = Besluit.objects.select_related("document").get(pk=eerste.pk)
    assert eerste.stand == Besluit.Stand.TERUGGEROEPEN
    assert eerste.document is not None
    assert eerste.document.werk == Werkstatus.VERVALLEN
    concept = Besluit.objects.get(aanvraag=zaak, stand=Besluit.Stand.CONCEPT)
    assert (concept.vervangt_id, concept.motivering) == (eerste.pk, bz.MOTIVERING)
    bz.teken(zaak, chair, nu=NU + timedelta(minutes=40))
    tweede = bz.besluit_van(zaak)
    assert tweede.tlv_nummer == eerste.tlv_nummer
    assert tweede.document_id != eerste.document_id
    assert Nummerreeks.objects.get(soort="tlv_nummer").laatste == 1


def test_after_a_recall_the_terms_run_on(zaak: Aanvraag, chair: Actor) -> None:
    termijnen.start(zaak.zaak, "beslistermijn", vanaf=VANDAAG)
    bz.schrijf_concept(zaak, chair)
    bz.teken(zaak, chair)
    assert not Termijn.objects.open().filter(zaak=zaak.zaak).exists()
    perform(zaak.zaak_id, "terugroepen", by=chair, data={"reden": "fout"}, nu=NU + timedelta(minutes=1))
    assert Termijn.objects.open().filter(zaak=zaak.zaak, soort="beslistermijn").count() == 1


def test_a_recall_opens_only_what_that_decision_ended(zaak: Aanvraag, chair: Actor) -> None:
    """On the day of the decision a late supplement had ended the term for not treating the request."""
    for soort in ("beslistermijn", "buiten_behandeling"):
        termijnen.start(zaak.zaak, soort, vanaf=VANDAAG)
    termijnen.stop(zaak.zaak, "buiten_behandeling", op=VANDAAG)
    bz.schrijf_concept(zaak, chair)
    bz.teken(zaak, chair)
    perform(zaak.zaak_id, "terugroepen", by=chair, data={"reden": "fout"}, nu=NU + timedelta(minutes=1))
    assert list(Termijn.objects.open().values_list("soort", flat=True)) == ["beslistermijn"]


def test_recalling_needs_a_reason_and_the_window(zaak: Aanvraag, chair: Actor) -> None:
    bz.schrijf_concept(zaak, chair)
    bz.teken(zaak, chair)
    with pytest.raises(Geweigerd, match="waarom"):
        perform(zaak.zaak_id, "terugroepen", by=chair, data={"reden": " "}, nu=NU)
    with pytest.raises(Geweigerd, match="niet meer"):
        perform(zaak.zaak_id, "terugroepen", by=chair, data={"reden": "x"}, nu=NU + timedelta(hours=2))


def test_two_people_in_the_draft_never_lose_text(zaak: Aanvraag, chair: Actor) -> None:
    versie = bz.schrijf_concept(zaak, chair).versie
    edit(zaak.zaak_id, "besluit", by=chair, data={"afwijking": "a"}, verwachte_versie=versie)
    with pytest.raises(Conflict):
        edit(zaak.zaak_id, "besluit", by=chair, data={"afwijking": "b"}, verwachte_versie=versie)


def test_not_treating_is_signed_by_mandate_and_can_be_recalled(aanvraag: Aanvraag, chair: Actor) -> None:
    factories.zet_status(aanvraag, Status.AANVULLING_VERLOPEN)
    Aanvraag.objects.filter(pk=aanvraag.pk).update(volledig_op=None)
    data = {"motivering": "recent onderzoek naar capaciteiten\nverslag van het knooppunt"}
    with pytest.raises(Geweigerd, match="mandaat"):
        bz.teken(aanvraag, chair, "buiten_behandeling_stellen", data=data)
    bz.mandaat(chair, product="buiten_behandeling")
    bz.teken(aanvraag, chair, "buiten_behandeling_stellen", data=data)
    besluit = bz.besluit_van(aanvraag)
    assert besluit.document is not None
    assert besluit.document.gegevens["ontbreekt"] == [
        "recent onderzoek naar capaciteiten",
        "verslag van het knooppunt",
    ]
    perform(aanvraag.zaak_id, "terugroepen", by=chair, data={"reden": "aanvulling gevonden"}, nu=NU)
    assert Aanvraag.objects.get(pk=aanvraag.pk).status == Status.AANVULLING_VERLOPEN

"""Assigning experts, filing alone, declining, and questions back to the school."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from audit.services import record, record_lezing
from cases.models import Notitie, Zaak
from deadlines.models import Termijn
from documents.models import Document
from organisations.actor import Actor
from organisations.models import Afwezigheid, User
from organisations.rollen import Rol
from tests import factories
from tests.factories import NU, VANDAAG
from tests.tlv.volledigheid_hulp import (
    Mensen,
    alles_in_orde,
    deskundige,
    dien_in,
    doe,
    ingediend,
    mensen,
    schrijf,
    status,
    wijs_toe,
)
from tlv.aanvullen import lopend_verzoek
from tlv.beleid import TlvBeleid
from tlv.deskundigen import mag_advies_lezen
from tlv.kandidaten import kandidaten
from tlv.models import Aanvraag, Aanvulverzoek, Advies, Status
from tlv.onafhankelijkheid import bezwaren
from ui.notatie import datum
from workflow.edit import edit
from workflow.fouten import Conflict, GeenRecht, Geweigerd, HerbevestigingNodig, NietGevonden
from workflow.models import Bericht
from workflow.perform import perform
from workflow.sweeps import verwerk_verstreken

pytestmark = pytest.mark.django_db


@pytest.fixture
def zaak(aanvraag: Aanvraag) -> Aanvraag:
    return ingediend(aanvraag)


@pytest.fixture
def m(zaak: Aanvraag) -> Mensen:
    return mensen(zaak)


@pytest.fixture
def volledig(zaak: Aanvraag, m: Mensen) -> Aanvraag:
    alles_in_orde(zaak)
    doe(zaak, "volledig_verklaren", m.secretariaat)
    return zaak


def toewijzing(volgorde: int, wie: Actor, beroep: str, **extra: object) -> dict[str, object]:
    return {"volgorde": volgorde, "deskundige_id": wie.gebruiker_id, "beroep": beroep, **extra}


def redenen(aanvraag: Aanvraag, wie: Actor) -> list[tuple[str, str]]:
    [feiten] = [k.feiten for k in kandidaten(aanvraag, vandaag=VANDAAG) if k.user.pk == wie.gebruiker_id]
    gevonden = bezwaren(feiten, beleid=TlvBeleid(), vandaag=VANDAAG, uiterlijk=VANDAAG + timedelta(days=14))
    return [(bezwaar.ernst, bezwaar.reden) for bezwaar in gevonden]


class TestToewijzen:
    def test_two_experts_get_the_case_and_a_message(self, volledig: Aanvraag, m: Mensen) -> None:
        assert not Zaak.objects.visible_to(m.eerste).exists()
        een, _ = _wijs_toe(volledig, m)
        assert status(volledig) == Status.DESKUNDIGENADVIES
        assert een.uiterlijk == VANDAAG + timedelta(days=14)
        assert Zaak.objects.visible_to(m.eerste).get() == volledig.zaak
        assert Bericht.objects.filter(soort="advies_gevraagd").count() == 2

    def test_one_expert_is_not_enough(self, volledig: Aanvraag, m: Mensen) -> None:
        with pytest.raises(Geweigerd, match="ten minste 2"):
            doe(
                volledig,
                "deskundigen_toewijzen",
                m.secretariaat,
                toewijzingen=[toewijzing(1, m.eerste, "orthopedagoog")],
            )

    def test_the_same_person_twice_is_refused(self, volledig: Aanvraag, m: Mensen) -> None:
        deskundige(volledig.zaak.swv, "arts", "", user=_user(m.eerste))
        with pytest.raises(Geweigerd, match="andere persoon"):
            doe(
                volledig,
                "deskundigen_toewijzen",
                m.secretariaat,
                toewijzingen=[toewijzing(1, m.eerste, "orthopedagoog"), toewijzing(2, m.eerste, "arts")],
            )

    def test_who_works_at_the_school_in_another_hat_is_refused(self, volledig: Aanvraag, m: Mensen) -> None:
        factories.lidmaatschap(Rol.COORDINATOR, volledig.zaak.school, user=_user(m.eerste))
        with pytest.raises(Geweigerd, match="school die aanvraagt"):
            _wijs_toe(volledig, m)
        assert not volledig.adviezen.exists()

    def test_a_warning_needs_an_explanation_that_stays_on_record(self, volledig: Aanvraag, m: Mensen) -> None:
        Afwezigheid.objects.create(user=_user(m.eerste), van=VANDAAG, tot=VANDAAG + timedelta(days=3))
        with pytest.raises(Geweigerd, match="afwezig"):
            _wijs_toe(volledig, m)
        een, _ = _wijs_toe(volledig, m, toelichting="Kan daarna meteen.")
        assert "afwezig" in een.waarschuwing
        assert een.waarschuwing.endswith("Toelichting: Kan daarna meteen.")

    @pytest.mark.parametrize("wie", ["voorzitter", "coordinator"])
    def test_only_the_secretariat_assigns(self, volledig: Aanvraag, m: Mensen, wie: str) -> None:
        with pytest.raises(GeenRecht):
            doe(volledig, "deskundigen_toewijzen", getattr(m, wie), toewijzingen=[])


def _user(actor: Actor) -> User:
    return User.objects.get(pk=actor.gebruiker_id)


def _wijs_toe(aanvraag: Aanvraag, m: Mensen, **extra: object) -> tuple[Advies, Advies]:
    toewijzingen = [
        toewijzing(1, m.eerste, "orthopedagoog", **extra),
        toewijzing(2, m.tweede, "jeugdpsycholoog", **extra),
    ]
    doe(aanvraag, "deskundigen_toewijzen", m.secretariaat, toewijzingen=toewijzingen)
    een, twee = aanvraag.adviezen.filter(stand="gevraagd").order_by("volgorde")
    return een, twee


class TestFeiten:
    """What the record knows of a person, whatever the hat."""

    def test_an_expert_without_a_past_here_is_free(self, zaak: Aanvraag, m: Mensen) -> None:
        assert redenen(zaak, m.eerste) == []

    def test_a_note_a_paper_a_write_and_a_read_each_count(self, zaak: Aanvraag, m: Mensen) -> None:
        user = _user(m.eerste)
        Notitie.objects.create(
            zaak=zaak.zaak, auteur=user, rol=Rol.COMMISSIELID, compartiment="intern", tekst="x", moment=NU
        )
        assert redenen(zaak, m.eerste)[0][0] == "weigeren"

    def test_reading_in_another_hat_warns(self, zaak: Aanvraag, m: Mensen) -> None:
        record_lezing(replace(m.eerste, rol=Rol.COMMISSIELID), "x", grond={}, zaak_id=zaak.zaak_id)
        assert [ernst for ernst, _ in redenen(zaak, m.eerste)] == ["waarschuwen"]

    def test_writing_in_another_hat_refuses(self, zaak: Aanvraag, m: Mensen) -> None:
        record(replace(m.eerste, rol=Rol.COORDINATOR), "tlv.x", zaak_id=zaak.zaak_id)
        assert redenen(zaak, m.eerste)[0][0] == "weigeren"

    def test_reading_as_expert_in_an_earlier_round_does_not_count(self, zaak: Aanvraag, m: Mensen) -> None:
        wijs_toe(zaak, m)
        record_lezing(m.eerste, "advies", grond={}, zaak_id=zaak.zaak_id)
        doe(zaak, "volledig_herroepen", m.secretariaat, reden="Toch niet.")
        assert redenen(zaak, m.eerste) == []

    def test_a_guardian_the_secretariat_and_the_chair_are_out(self, zaak: Aanvraag, m: Mensen) -> None:
        factories.OuderFactory(leerling=zaak.zaak.dossier.leerling).__class__.objects.update(
            user_id=m.eerste.gebruiker_id
        )
        factories.lidmaatschap(Rol.SECRETARIAAT, zaak.zaak.swv, user=_user(m.tweede))
        assert "ouder" in redenen(zaak, m.eerste)[0][1]
        assert "secretariaat" in redenen(zaak, m.tweede)[0][1]

    def test_load_is_the_number_of_open_advices(self, zaak: Aanvraag, m: Mensen) -> None:
        wijs_toe(zaak, m)
        assert {k.open_adviezen for k in kandidaten(zaak, vandaag=VANDAAG)} == {1}


class TestIndienen:
    def test_with_the_last_advice_the_case_is_ready_to_decide(self, zaak: Aanvraag, m: Mensen) -> None:
        een, twee = wijs_toe(zaak, m)
        schrijf(zaak, m.eerste)
        dien_in(zaak, m.eerste, een)
        assert status(zaak) == Status.DESKUNDIGENADVIES
        schrijf(zaak, m.tweede, overwegingen="Heel andere woorden.")
        dien_in(zaak, m.tweede, twee)
        assert status(zaak) == Status.TER_BESLUITVORMING
        assert not Termijn.objects.open().filter(soort="deskundigentermijn").exists()
        assert Bericht.objects.filter(soort="alle_adviezen_binnen", user_id=m.voorzitter.gebruiker_id).exists()

    def test_a_filed_advice_has_a_hash_a_paper_and_a_declaration(self, zaak: Aanvraag, m: Mensen) -> None:
        een, _ = wijs_toe(zaak, m)
        schrijf(zaak, m.eerste)
        dien_in(zaak, m.eerste, een)
        een.refresh_from_db()
        assert len(een.sha256) == 64
        assert een.onafhankelijk_verklaard_op == NU
        papier = Document.objects.get(sleutel=f"advies:{een.pk}")
        assert (papier.compartiment, papier.soort) == ("advies", "advies")
        assert papier.gegevens["advies"] == "toelaatbaar"

    @pytest.mark.parametrize(
        ("leeg", "zin"),
        [
            ({"overwegingen": ""}, "overwegingen"),
            ({"strekking": ""}, "verlenen"),
            ({"waarom_geen_arrangement": ""}, "arrangement"),
            ({"einde": None}, "Kies tot wanneer"),
            ({"einde": date(2027, 6, 30)}, "31 juli"),
            ({"categorie": "hoog"}, "boven laag"),
        ],
    )
    def test_what_is_missing_is_named(self, zaak: Aanvraag, m: Mensen, leeg: dict[str, object], zin: str) -> None:
        een, _ = wijs_toe(zaak, m)
        schrijf(zaak, m.eerste, **leeg)
        with pytest.raises(Geweigerd, match=zin):
            dien_in(zaak, m.eerste, een)

    def test_without_the_declaration_nothing_is_filed(self, zaak: Aanvraag, m: Mensen) -> None:
        een, _ = wijs_toe(zaak, m)
        schrijf(zaak, m.eerste)
        with pytest.raises(Geweigerd, match="onafhankelijk"):
            doe(zaak, "advies_indienen", m.eerste, doel_id=een.pk, onafhankelijk=False)

    @pytest.mark.parametrize("minuten", [None, 6, -1])
    def test_who_files_identifies_again_within_five_minutes(
        self, zaak: Aanvraag, m: Mensen, minuten: int | None
    ) -> None:
        een, _ = wijs_toe(zaak, m)
        schrijf(zaak, m.eerste)
        op = None if minuten is None else NU - timedelta(minutes=minuten)
        with pytest.raises(HerbevestigingNodig):
            perform(
                zaak.zaak_id,
                "advies_indienen",
                by=m.eerste,
                data={"onafhankelijk": True},
                doel_id=een.pk,
                nu=NU,
                herbevestigd_op=op,
            )
        een.refresh_from_db()
        assert een.stand == Advies.Stand.GEVRAAGD

    def test_a_draft_changed_in_another_window_is_a_conflict(self, zaak: Aanvraag, m: Mensen) -> None:
        een, _ = wijs_toe(zaak, m)
        schrijf(zaak, m.eerste)
        with pytest.raises(Conflict):
            doe(zaak, "advies_indienen", m.eerste, doel_id=een.pk, onafhankelijk=True, adviesversie=0)

    def test_nobody_files_for_another(self, zaak: Aanvraag, m: Mensen) -> None:
        een, _ = wijs_toe(zaak, m)
        schrijf(zaak, m.eerste)
        for wie in (m.tweede, m.secretariaat, m.voorzitter):
            with pytest.raises(GeenRecht):
                dien_in(zaak, wie, een)

    def test_a_filed_advice_cannot_be_changed_or_filed_again(self, zaak: Aanvraag, m: Mensen) -> None:
        een, _ = wijs_toe(zaak, m)
        schrijf(zaak, m.eerste)
        dien_in(zaak, m.eerste, een)
        with pytest.raises(GeenRecht):
            schrijf(zaak, m.eerste)
        with pytest.raises(Conflict):
            dien_in(zaak, m.eerste, een)


class TestLezen:
    def test_an_expert_reads_the_other_only_when_all_are_in(self, zaak: Aanvraag, m: Mensen) -> None:
        een, twee = wijs_toe(zaak, m)

        def mag(wie: Actor, advies: Advies) -> bool:
            advies.refresh_from_db()
            return mag_advies_lezen(wie, advies)

        schrijf(zaak, m.eerste)
        dien_in(zaak, m.eerste, een)
        assert not mag(m.tweede, een), "drafting, the other advice stays closed"
        assert not mag(m.eerste, twee), "filed, but the other is still written"
        assert mag(m.voorzitter, een)
        assert not mag(m.voorzitter, twee), "a draft is for nobody else"
        schrijf(zaak, m.tweede)
        dien_in(zaak, m.tweede, twee)
        assert mag(m.tweede, een)
        assert mag(m.eerste, twee)
        assert not mag(m.coordinator, een)


class TestTeruggeven:
    def test_the_dossier_is_gone_and_the_secretariat_can_reassign(self, zaak: Aanvraag, m: Mensen) -> None:
        een, _ = wijs_toe(zaak, m)
        doe(zaak, "advies_teruggeven", m.eerste, doel_id=een.pk, reden="Ik ken de ouders.")
        assert not Zaak.objects.visible_to(m.eerste).exists()
        assert Bericht.objects.filter(soort="advies_teruggegeven", user_id=m.secretariaat.gebruiker_id).exists()
        ander = deskundige(zaak.zaak.swv, "psycholoog", "Ries de Boer")
        doe(
            zaak,
            "deskundigen_toewijzen",
            m.secretariaat,
            toewijzingen=[toewijzing(1, ander, "psycholoog")],
        )
        assert zaak.adviezen.get(stand="gevraagd", volgorde=1).deskundige_id == ander.gebruiker_id

    def test_a_reason_is_needed(self, zaak: Aanvraag, m: Mensen) -> None:
        een, _ = wijs_toe(zaak, m)
        with pytest.raises(Geweigerd, match="waarom"):
            doe(zaak, "advies_teruggeven", m.eerste, doel_id=een.pk, reden="")

    def test_after_declining_the_case_does_not_exist_for_the_expert(self, zaak: Aanvraag, m: Mensen) -> None:
        een, _ = wijs_toe(zaak, m)
        doe(zaak, "advies_teruggeven", m.eerste, doel_id=een.pk, reden="Te druk.")
        with pytest.raises(NietGevonden):
            schrijf(zaak, m.eerste)


class TestInformatie:
    def test_it_goes_to_the_school_and_comes_back_to_the_same_step(self, zaak: Aanvraag, m: Mensen) -> None:
        wijs_toe(zaak, m)
        doe(zaak, "informatie_vragen", m.eerste, vraag="Wat was het verzuim?")
        assert status(zaak) == Status.INFORMATIE_GEVRAAGD
        assert Termijn.objects.open().get(soort="informatietermijn").einde == VANDAAG + timedelta(days=14)
        schrijf(zaak, m.tweede)
        edit(zaak.zaak_id, "aanvulling", by=m.coordinator, data={"teksten": {"vraag": "12 dagen."}}, nu=NU)
        doe(zaak, "informatie_geven", m.coordinator)
        assert status(zaak) == Status.DESKUNDIGENADVIES
        assert "12 dagen." in zaak.aanvulverzoeken.get().antwoord
        assert Bericht.objects.filter(soort="informatie_gegeven", user_id=m.eerste.gebruiker_id).exists()

    def test_the_statutory_clock_keeps_running(self, zaak: Aanvraag, m: Mensen) -> None:
        wijs_toe(zaak, m)
        voor = Termijn.objects.open().get(soort="beslistermijn").einde
        doe(zaak, "informatie_vragen", m.eerste, vraag="Wat was het verzuim?")
        assert Termijn.objects.open().get(soort="beslistermijn").einde == voor

    def test_without_an_answer_the_case_goes_on(self, zaak: Aanvraag, m: Mensen) -> None:
        wijs_toe(zaak, m)
        doe(zaak, "informatie_vragen", m.eerste, vraag="Wat was het verzuim?")
        verwerk_verstreken(vandaag=VANDAAG + timedelta(days=15), nu=NU + timedelta(days=15))
        assert status(zaak) == Status.DESKUNDIGENADVIES
        assert zaak.aanvulverzoeken.get().stand == Aanvulverzoek.Stand.VERLOPEN

    def test_after_the_term_the_school_is_told_and_can_still_answer_while_the_expert_writes(
        self, zaak: Aanvraag, m: Mensen, als: Callable[[Actor], Client]
    ) -> None:
        wijs_toe(zaak, m)
        doe(zaak, "informatie_vragen", m.eerste, vraag="Wat was het verzuim?")
        verwerk_verstreken(vandaag=VANDAAG + timedelta(days=15), nu=NU + timedelta(days=15))
        gemeld = Bericht.objects.filter(soort__startswith="informatie_verlopen").values_list("user_id", flat=True)
        assert set(gemeld) == {m.eerste.gebruiker_id, m.coordinator.gebruiker_id}
        school = als(m.coordinator)
        pagina = school.get(reverse("tlv:zaak", args=[zaak.zaak_id])).content.decode()
        assert "Beantwoord de vraag alsnog" in pagina and "U hoeft nu niets te doen" not in pagina
        assert "Beantwoord alsnog de vraag over" in school.get(reverse("workflow:home")).content.decode()
        einde = datum(VANDAAG + timedelta(days=14))
        pagina = school.get(reverse("tlv:termijnen", args=[zaak.zaak_id])).content.decode()
        assert f"voorbij zonder antwoord op {einde}" in pagina
        edit(zaak.zaak_id, "aanvulling", by=m.coordinator, data={"teksten": {"vraag": "12 dagen."}}, nu=NU)
        doe(zaak, "informatie_geven", m.coordinator)
        assert status(zaak) == Status.DESKUNDIGENADVIES
        assert zaak.aanvulverzoeken.get().stand == Aanvulverzoek.Stand.BEANTWOORD
        assert Bericht.objects.filter(soort="informatie_gegeven", user_id=m.eerste.gebruiker_id).exists()
        assert "Beantwoord alsnog" not in school.get(reverse("workflow:home")).content.decode()
        with pytest.raises(Conflict):
            doe(zaak, "informatie_geven", m.coordinator)

    def test_who_asked_and_filed_waits_for_no_answer_any_more(
        self, zaak: Aanvraag, m: Mensen, als: Callable[[Actor], Client]
    ) -> None:
        een, _ = wijs_toe(zaak, m)
        doe(zaak, "informatie_vragen", m.eerste, vraag="Wat was het verzuim?")
        verwerk_verstreken(vandaag=VANDAAG + timedelta(days=15), nu=NU + timedelta(days=15))
        schrijf(zaak, m.eerste)
        dien_in(zaak, m.eerste, een)
        assert lopend_verzoek(Aanvraag.objects.get(pk=zaak.pk)) is None
        assert "Beantwoord alsnog" not in als(m.coordinator).get(reverse("workflow:home")).content.decode()

    def test_the_chair_asks_too_and_an_outsider_does_not(self, zaak: Aanvraag, m: Mensen) -> None:
        een, twee = wijs_toe(zaak, m)
        for wie, advies in ((m.eerste, een), (m.tweede, twee)):
            schrijf(zaak, wie)
            dien_in(zaak, wie, advies)
        with pytest.raises(GeenRecht):
            doe(zaak, "informatie_vragen", m.secretariaat, vraag="x")
        doe(zaak, "informatie_vragen", m.voorzitter, vraag="Wat vindt de vso-school?")
        edit(zaak.zaak_id, "aanvulling", by=m.coordinator, data={"teksten": {"vraag": "Die is akkoord."}}, nu=NU)
        perform(zaak.zaak_id, "informatie_geven", by=m.coordinator, nu=NU)
        assert status(zaak) == Status.TER_BESLUITVORMING


def test_the_chair_asks_a_third_expert(zaak: Aanvraag, m: Mensen) -> None:
    een, twee = wijs_toe(zaak, m)
    for wie, advies in ((m.eerste, een), (m.tweede, twee)):
        schrijf(zaak, wie)
        dien_in(zaak, wie, advies)
    derde = deskundige(zaak.zaak.swv, "onderwijskundige", "Bo Kuiper")
    doe(zaak, "extra_advies_vragen", m.voorzitter, toewijzingen=[toewijzing(3, derde, "onderwijskundige")])
    assert status(zaak) == Status.DESKUNDIGENADVIES
    assert zaak.adviezen.filter(stand="gevraagd").get().volgorde == 3

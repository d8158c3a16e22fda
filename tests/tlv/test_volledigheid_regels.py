"""The checklist, the supplement and its lapse, declaring complete and undoing it."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from cases.models import Vraagbericht
from deadlines.models import Opschorting, Termijn
from documents.keuring import keur
from documents.models import Document, Documentsoort
from organisations.actor import Actor, systeem
from tests.documents.maak import tekst_pdf
from tests.factories import NU, VANDAAG
from tests.tlv.volledigheid_hulp import (
    Mensen,
    alles_in_orde,
    doe,
    ingediend,
    mensen,
    status,
    wijs_toe,
)
from tlv import volledigheid
from tlv.feiten import feiten_van
from tlv.models import Aanvraag, Aanvulverzoek, Advies, Besluit, Eisbeoordeling, Eisstatus, Status
from workflow.edit import edit
from workflow.fouten import Conflict, GeenRecht, Geweigerd
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


def beoordeel(aanvraag: Aanvraag, by: Actor, eis: str, stand: str, **data: object) -> None:
    edit(aanvraag.zaak_id, "eis", by=by, data={"eis": eis, "status": stand, **data}, nu=NU)


def vraag_aanvulling(aanvraag: Aanvraag, m: Mensen) -> Aanvulverzoek:
    alles_in_orde(aanvraag, behalve="knooppunt")
    beoordeel(aanvraag, m.secretariaat, "knooppunt", "ontbreekt", toelichting="De aanwezigen staan er niet in.")
    doe(aanvraag, "aanvulling_vragen", m.secretariaat, eisen=["knooppunt"], vraag="")
    return aanvraag.aanvulverzoeken.get()


class TestBeoordelen:
    def test_missing_needs_a_remark_for_the_school(self, zaak: Aanvraag, m: Mensen) -> None:
        with pytest.raises(Geweigerd, match="wat er ontbreekt"):
            beoordeel(zaak, m.secretariaat, "knooppunt", "ontbreekt")

    def test_the_secretariat_cannot_grant_a_waiver(self, zaak: Aanvraag, m: Mensen) -> None:
        with pytest.raises(Geweigerd, match="voorzitter"):
            beoordeel(zaak, m.secretariaat, "knooppunt", "ontheffing_verleend", toelichting="x")

    def test_an_essential_item_knows_no_waiver(self, zaak: Aanvraag, m: Mensen) -> None:
        with pytest.raises(Geweigerd, match="geen ontheffing"):
            beoordeel(zaak, m.secretariaat, "waarom_niet", "ontheffing_gevraagd", toelichting="x")
        assert not volledigheid.kan_ontheffing(zaak, "staat-niet-op-de-lijst")

    def test_the_chair_grants_what_the_secretariat_noted(self, zaak: Aanvraag, m: Mensen) -> None:
        beoordeel(zaak, m.secretariaat, "onderzoek", "ontheffing_gevraagd", toelichting="Te ziek voor een test.")
        data = {"eis": "onderzoek", "status": "ontheffing_verleend", "toelichting": "Het beeld is helder."}
        edit(zaak.zaak_id, "ontheffing_besluit", by=m.voorzitter, data=data, nu=NU)
        eis = zaak.eisen.get(eis="onderzoek")
        assert (eis.status, eis.reden_school) == (Eisstatus.ONTHEFFING_VERLEEND, "Te ziek voor een test.")

    @pytest.mark.parametrize("eis", ["toestemming", "mening_ouders", "schooldirecteur", "gedragswetenschapper"])
    def test_met_against_what_is_recorded_asks_a_reason_that_is_kept(self, zaak: Aanvraag, m: Mensen, eis: str) -> None:
        with pytest.raises(Geweigerd, match="waarom dit punt toch in orde is"):
            beoordeel(zaak, m.secretariaat, eis, "voldaan", toelichting="Nog geen toestemming van Sanne.")
        beoordeel(zaak, m.secretariaat, eis, "voldaan", waarom_toch="De verklaring kwam met de post.")
        rij = zaak.eisen.get(eis=eis)
        assert (rij.status, rij.toelichting) == (Eisstatus.VOLDAAN, "De verklaring kwam met de post.")

    def test_a_text_that_was_judged_needs_no_reason(self, zaak: Aanvraag, m: Mensen) -> None:
        beoordeel(zaak, m.secretariaat, "knooppunt", "voldaan", toelichting="Vul het verslag van het knooppunt in.")
        assert zaak.eisen.get(eis="knooppunt").toelichting == ""

    def test_a_colleague_who_was_first_is_not_overwritten(self, zaak: Aanvraag, m: Mensen) -> None:
        beoordeel(zaak, m.secretariaat, "knooppunt", "voldaan")
        data = {"eis": "knooppunt", "status": "ontbreekt", "toelichting": "Te oud."}
        with pytest.raises(Conflict):
            edit(zaak.zaak_id, "eis", by=m.secretariaat, data=data, verwachte_versie=0, nu=NU)
        assert zaak.eisen.get(eis="knooppunt").status == Eisstatus.VOLDAAN

    @pytest.mark.parametrize("wie", ["voorzitter", "coordinator"])
    def test_others_do_not_judge(self, zaak: Aanvraag, m: Mensen, wie: str) -> None:
        with pytest.raises(GeenRecht):
            beoordeel(zaak, getattr(m, wie), "knooppunt", "voldaan")

    def test_the_secretariat_does_not_decide_waivers(self, zaak: Aanvraag, m: Mensen) -> None:
        with pytest.raises(GeenRecht):
            edit(zaak.zaak_id, "ontheffing_besluit", by=m.secretariaat, data={"eis": "onderzoek"}, nu=NU)


class TestVolledig:
    def test_open_items_are_named(self, zaak: Aanvraag, m: Mensen) -> None:
        alles_in_orde(zaak, behalve="knooppunt")
        with pytest.raises(Geweigerd, match="Nog te beoordelen: Verslag van het knooppunt"):
            doe(zaak, "volledig_verklaren", m.secretariaat)

    def test_met_or_waived_is_complete(self, zaak: Aanvraag, m: Mensen) -> None:
        alles_in_orde(zaak)
        zaak.eisen.filter(eis="onderzoek").update(status=Eisstatus.ONTHEFFING_VERLEEND)
        doe(zaak, "volledig_verklaren", m.secretariaat)
        assert Aanvraag.objects.get().volledig_op == VANDAAG
        assert Termijn.objects.open().get(soort="servicenorm").einde == date(2026, 4, 20)

    def test_undoing_lets_open_advices_lapse_and_keeps_filed_ones(self, zaak: Aanvraag, m: Mensen) -> None:
        een, twee = wijs_toe(zaak, m)
        Advies.objects.filter(pk=een.pk).update(
            stand="ingediend", ingediend_op=NU, onafhankelijk_verklaard_op=NU, overwegingen="x", sha256="y"
        )
        doe(zaak, "volledig_herroepen", m.secretariaat, reden="Het OPP bleek van een ander.")
        een.refresh_from_db()
        twee.refresh_from_db()
        assert (een.stand, twee.stand, status(zaak)) == ("ingediend", "vervallen", "ingediend")
        assert not zaak.zaak.betrokkenen.filter(user_id=twee.deskundige_id, tot__isnull=True).exists()
        assert "van een ander" in Vraagbericht.objects.get().tekst
        assert Bericht.objects.filter(soort="advies_vervallen", user_id=twee.deskundige_id).exists()

    def test_undoing_needs_a_reason(self, zaak: Aanvraag, m: Mensen) -> None:
        wijs_toe(zaak, m)
        with pytest.raises(Geweigerd):
            doe(zaak, "volledig_herroepen", m.secretariaat, reden=" ")


class TestAanvulling:
    def test_the_school_gets_a_letter_and_the_clock_stops(self, zaak: Aanvraag, m: Mensen) -> None:
        verzoek = vraag_aanvulling(zaak, m)
        assert verzoek.uiterlijk == date(2026, 3, 30)
        assert Termijn.objects.open().get(soort="aanvultermijn").einde == verzoek.uiterlijk
        assert Opschorting.objects.get().uiterlijk == verzoek.uiterlijk
        brief = Document.objects.get(sleutel=f"aanvulverzoek:{verzoek.pk}")
        assert brief.gegevens["punten"] == [
            {"kop": "Verslag van het knooppunt", "tekst": "De aanwezigen staan er niet in."}
        ]
        assert Bericht.objects.filter(soort="aanvulling_school", user_id=m.coordinator.gebruiker_id).exists()

    def test_what_is_in_order_cannot_be_asked(self, zaak: Aanvraag, m: Mensen) -> None:
        alles_in_orde(zaak)
        with pytest.raises(Geweigerd, match="al in orde"):
            doe(zaak, "aanvulling_vragen", m.secretariaat, eisen=["knooppunt"], vraag="")

    def test_withdrawing_lets_the_clock_run(self, zaak: Aanvraag, m: Mensen) -> None:
        vraag_aanvulling(zaak, m)
        doe(zaak, "aanvulling_intrekken", m.secretariaat)
        assert status(zaak) == Status.INGEDIEND
        assert zaak.aanvulverzoeken.get().stand == Aanvulverzoek.Stand.INGETROKKEN
        assert Opschorting.objects.get().tot == VANDAAG

    def test_each_item_needs_an_answer(self, zaak: Aanvraag, m: Mensen) -> None:
        vraag_aanvulling(zaak, m)
        with pytest.raises(Geweigerd, match="Verslag van het knooppunt"):
            doe(zaak, "aanvullen", m.coordinator)

    def test_only_what_was_asked_can_be_answered(self, zaak: Aanvraag, m: Mensen) -> None:
        vraag_aanvulling(zaak, m)
        with pytest.raises(Geweigerd, match="niet gevraagd"):
            edit(zaak.zaak_id, "aanvulling", by=m.coordinator, data={"teksten": {"opp_recent": "x"}}, nu=NU)

    def test_the_supplement_goes_back_to_the_checklist(self, zaak: Aanvraag, m: Mensen) -> None:
        vraag_aanvulling(zaak, m)
        edit(zaak.zaak_id, "aanvulling", by=m.coordinator, data={"teksten": {"knooppunt": "Zie hier."}}, nu=NU)
        doe(zaak, "aanvullen", m.coordinator)
        assert status(zaak) == Status.AANGEVULD
        assert zaak.eisen.get(eis="knooppunt").status == Eisstatus.OPEN
        assert "Zie hier." in zaak.aanvulverzoeken.get().antwoord

    def test_the_legal_example_moves_the_decision_date(self, zaak: Aanvraag, m: Mensen) -> None:
        """Received 9-3, asked 16-3, supplement 27-3: ten days stand still, and the end moves on to 18-5-2026."""
        alles_in_orde(zaak, behalve="knooppunt")
        vragen, krijgen = date(2026, 3, 16), date(2026, 3, 27)
        by = _op(m.secretariaat, vragen)
        perform(zaak.zaak_id, "aanvulling_vragen", by=by, data={"eisen": ["knooppunt"], "vraag": ""}, nu=NU)
        school = _op(m.coordinator, krijgen)
        edit(zaak.zaak_id, "aanvulling", by=school, data={"teksten": {"knooppunt": "Hier."}}, nu=NU)
        perform(zaak.zaak_id, "aanvullen", by=school, nu=NU)
        assert Termijn.objects.open().get(soort="beslistermijn").einde == date(2026, 5, 18)


def _op(actor: Actor, dag: date) -> Actor:
    return replace(actor, vandaag=dag)


class TestVerloop:
    VERLOPEN_OP = date(2026, 3, 31)

    def verloop(self, op: date = VERLOPEN_OP) -> None:
        verwerk_verstreken(vandaag=op, nu=datetime(op.year, op.month, op.day, 6, 0, tzinfo=NU.tzinfo))

    def test_on_the_last_day_nothing_lapses(self, zaak: Aanvraag, m: Mensen) -> None:
        vraag_aanvulling(zaak, m)
        self.verloop(date(2026, 3, 30))
        assert status(zaak) == Status.AANVULLING_GEVRAAGD

    def test_the_draft_lies_ready_and_the_clock_runs_from_the_day_after(self, zaak: Aanvraag, m: Mensen) -> None:
        vraag_aanvulling(zaak, m)
        self.verloop()
        assert status(zaak) == Status.AANVULLING_VERLOPEN
        besluit = Besluit.objects.get()
        assert (besluit.soort, besluit.stand) == ("buiten_behandeling", "concept")
        assert "Verslag van het knooppunt" in besluit.motivering
        assert Opschorting.objects.get().tot == date(2026, 3, 31)
        vier_weken = Termijn.objects.open().get(soort="buiten_behandeling")
        assert (vier_weken.vanaf, vier_weken.einde) == (date(2026, 3, 30), date(2026, 4, 28))

    def test_a_sweep_that_comes_late_or_twice_gives_the_same_dates(self, zaak: Aanvraag, m: Mensen) -> None:
        vraag_aanvulling(zaak, m)
        self.verloop(date(2026, 4, 9))
        self.verloop(date(2026, 4, 10))
        assert Besluit.objects.count() == 1
        assert Opschorting.objects.get().tot == date(2026, 3, 31)
        assert Termijn.objects.open().get(soort="buiten_behandeling").vanaf == date(2026, 3, 30)

    def test_a_late_supplement_is_accepted_and_removes_the_draft(self, zaak: Aanvraag, m: Mensen) -> None:
        vraag_aanvulling(zaak, m)
        self.verloop()
        school = _op(m.coordinator, date(2026, 4, 7))
        edit(zaak.zaak_id, "aanvulling", by=school, data={"teksten": {"knooppunt": "Sorry."}}, nu=NU)
        perform(zaak.zaak_id, "aanvullen", by=school, nu=NU)
        assert status(zaak) == Status.AANGEVULD
        assert not Besluit.objects.exists()
        assert not Termijn.objects.open().filter(soort="buiten_behandeling").exists()
        assert Opschorting.objects.get().tot == date(2026, 3, 31), (
            "days after the repair term do not count as standing still"
        )
        assert zaak.aanvulverzoeken.get().stand == Aanvulverzoek.Stand.BEANTWOORD

    def test_nobody_but_the_system_lets_it_lapse(self, zaak: Aanvraag, m: Mensen) -> None:
        vraag_aanvulling(zaak, m)
        with pytest.raises(GeenRecht):
            doe(zaak, "aanvulling_laten_verlopen", m.secretariaat)
        doe(zaak, "aanvulling_laten_verlopen", systeem(self.VERLOPEN_OP))
        assert Eisbeoordeling.objects.filter(status="ontbreekt").count() == 1


def test_papers_of_a_supplement_count_once_it_is_sent(zaak: Aanvraag, m: Mensen) -> None:
    def stukken() -> frozenset[str]:
        return feiten_van(Aanvraag.objects.get(pk=zaak.pk), vandaag=VANDAAG).stukken

    alles_in_orde(zaak, behalve="knooppunt")
    doe(zaak, "aanvulling_vragen", m.secretariaat, eisen=["knooppunt"], vraag="")
    keuring = keur(tekst_pdf("Verslag"), "verslag.pdf")
    data = {"punt": "knooppunt", "soort": Documentsoort.KNOOPPUNT, "keuring": keuring}
    edit(zaak.zaak_id, "aanvulling_bestand", by=m.coordinator, data=data, nu=NU)
    assert Documentsoort.KNOOPPUNT not in stukken()
    doe(zaak, "aanvullen", m.coordinator)
    assert Documentsoort.KNOOPPUNT in stukken()

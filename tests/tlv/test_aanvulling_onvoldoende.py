"""A supplement that is not enough can lead to a decision not to treat, within four weeks after it (Awb 4:5).

Asked on 16-3-2026 until Tuesday 7-4, supplemented on that day: four weeks later is Liberation Day, so Wednesday 6-5.
"""

from collections.abc import Callable
from datetime import date

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from cases.models import Zaak
from deadlines.models import Opschorting, Termijn, kalender_uit_tabel
from documents.briefgegevens import BuitenBehandelingGegevens
from documents.keuring import keur
from documents.models import Document
from organisations.actor import Actor
from tests.documents.maak import tekst_pdf
from tests.tlv.test_aanvulling_op_papier import ERNA, LAATSTE, m, voer_in, zaak
from tests.tlv.uitstel_hulp import doe, nu, op
from tests.tlv.volledigheid_hulp import Mensen, status
from tlv.besluiten import voorstel_buiten_behandeling
from tlv.dossierbundel import aanvullingen
from tlv.feiten import feiten_van
from tlv.models import Aanvraag, Besluit, Eisbeoordeling, Eisstatus, Status
from workflow.edit import edit
from workflow.fouten import Geweigerd
from workflow.models import Bericht
from workflow.sweeps import verwerk_verstreken

__all__ = ["m", "zaak"]
pytestmark = pytest.mark.django_db
ACTIE = "aanvulling_onvoldoende"


@pytest.fixture
def aangevuld(zaak: Aanvraag, m: Mensen) -> Aanvraag:
    voer_in(zaak, m.coordinator, LAATSTE)
    Eisbeoordeling.objects.filter(aanvraag=zaak, eis="knooppunt").update(status=Eisstatus.ONTBREEKT)
    return zaak


def test_the_draft_lies_ready_and_four_weeks_run_from_the_supplement(aangevuld: Aanvraag, m: Mensen) -> None:
    doe(aangevuld, ACTIE, m.secretariaat, ERNA)
    assert status(aangevuld) == Status.AANVULLING_VERLOPEN
    termijn = Termijn.objects.open().get(soort="buiten_behandeling")
    assert (termijn.vanaf, termijn.einde) == (LAATSTE, date(2026, 5, 6))
    stap = termijn.berekening(kalender_uit_tabel()).stappen[0]
    assert stap.wat.startswith("De aanvulling kwam op 7 april 2026 en was niet genoeg.")
    assert not Termijn.objects.open().filter(soort="volledigheidsnorm").exists()
    besluit = Besluit.objects.get()
    assert "op 7 april 2026 ontvingen, was niet genoeg" in besluit.motivering
    assert voorstel_buiten_behandeling(aangevuld) == "Verslag van het knooppunt"
    assert set(Bericht.objects.filter(soort__startswith="onvoldoende").values_list("soort", flat=True)) == {
        "onvoldoende_school",
        "onvoldoende_voorzitter",
    }


def test_the_school_keeps_the_term_that_was_set(zaak: Aanvraag, m: Mensen) -> None:
    voer_in(zaak, m.coordinator, date(2026, 3, 20))
    Eisbeoordeling.objects.filter(aanvraag=zaak, eis="knooppunt").update(status=Eisstatus.ONTBREEKT)
    with pytest.raises(Geweigerd, match="mag nog aanvullen tot en met 7 april 2026"):
        doe(zaak, ACTIE, m.secretariaat, LAATSTE)
    doe(zaak, ACTIE, m.secretariaat, ERNA)
    assert Termijn.objects.open().get(soort="buiten_behandeling").einde == date(2026, 4, 17)


def test_not_before_the_supplement_was_judged(aangevuld: Aanvraag, m: Mensen) -> None:
    Eisbeoordeling.objects.filter(aanvraag=aangevuld, eis="knooppunt").update(status=Eisstatus.OPEN)
    with pytest.raises(Geweigerd, match="Beoordeel eerst"):
        doe(aangevuld, ACTIE, m.secretariaat, ERNA)


def test_after_four_weeks_it_is_too_late(aangevuld: Aanvraag, m: Mensen) -> None:
    with pytest.raises(Geweigerd, match="kon tot en met 6 mei 2026"):
        doe(aangevuld, ACTIE, m.secretariaat, date(2026, 5, 7))
    doe(aangevuld, ACTIE, m.secretariaat, date(2026, 5, 6))


def test_the_school_can_still_supplement_and_no_day_stands_still_for_it(aangevuld: Aanvraag, m: Mensen) -> None:
    doe(aangevuld, ACTIE, m.secretariaat, ERNA)
    voer_in(aangevuld, m.coordinator, date(2026, 4, 15), tekst="Nu met handtekening.")
    assert status(aangevuld) == Status.AANGEVULD
    assert not Termijn.objects.open().filter(soort="buiten_behandeling").exists()
    assert not Besluit.objects.exists()
    assert Opschorting.objects.get().tot == LAATSTE


@pytest.mark.parametrize("kwam", [True, False], ids=["not enough", "nothing came"])
def test_a_draft_on_the_merits_of_before_stands_in_no_way(zaak: Aanvraag, m: Mensen, kwam: bool) -> None:
    """The chair had begun, asked one more expert, and then "volledig" turned out to be wrong and was undone."""
    begonnen = Besluit.objects.create(aanvraag=zaak, soort="verlenen", motivering="De leerling heeft rust nodig.")
    if kwam:
        voer_in(zaak, m.coordinator, LAATSTE)
        Eisbeoordeling.objects.filter(aanvraag=zaak, eis="knooppunt").update(status=Eisstatus.ONTBREEKT)
        doe(zaak, ACTIE, m.secretariaat, ERNA)
    else:
        verwerk_verstreken(vandaag=ERNA, nu=nu(ERNA))
    assert status(zaak) == Status.AANVULLING_VERLOPEN
    assert Besluit.objects.get() == begonnen
    assert voorstel_buiten_behandeling(zaak) == "Verslag van het knooppunt"
    voer_in(zaak, m.coordinator, date(2026, 4, 15), tekst="Nu met handtekening.")
    assert Besluit.objects.get().motivering == "De leerling heeft rust nodig."


def test_the_same_once_more_is_no_supplement(aangevuld: Aanvraag, m: Mensen) -> None:
    """Else a school could take the draft decision off the table for ever, and have the four weeks run anew."""
    doe(aangevuld, ACTIE, m.secretariaat, ERNA)
    with pytest.raises(Geweigerd, match="niets nieuws"):
        voer_in(aangevuld, m.coordinator, date(2026, 4, 15))
    assert status(aangevuld) == Status.AANVULLING_VERLOPEN and Besluit.objects.exists()


def test_what_was_sent_in_and_judged_stays(
    zaak: Aanvraag, m: Mensen, als: Callable[[Actor], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The decision not to treat rests on it: papers stay, words stay to be read, and both are in the bundle."""
    bestand = {"punt": "knooppunt", "soort": "knooppunt", "keuring": keur(tekst_pdf("Verslag"), "verslag.pdf")}
    edit(zaak.zaak_id, "aanvulling_bestand", by=op(m.coordinator, LAATSTE), data=bestand, nu=nu(LAATSTE))
    voer_in(zaak, m.coordinator, LAATSTE)
    Eisbeoordeling.objects.filter(aanvraag=zaak, eis="knooppunt").update(status=Eisstatus.ONTBREEKT)
    doe(zaak, ACTIE, m.secretariaat, ERNA)
    [document] = Document.objects.filter(soort="knooppunt")
    assert "knooppunt" in feiten_van(zaak, vandaag=ERNA).stukken, "it came, however little was in it"
    assert [verzoek.antwoord for verzoek in aanvullingen(zaak)] == ["Verslag van het knooppunt\nHet verslag zit erbij."]
    weg = {"punt": "knooppunt", "document": document.pk}
    with pytest.raises(Geweigerd, match="al ingestuurd"):
        edit(zaak.zaak_id, "aanvulling_bestand_weg", by=op(m.coordinator, ERNA), data=weg, nu=nu(ERNA))
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *args: ERNA)
    html = als(m.coordinator).get(reverse("tlv:aanvulling", args=[zaak.zaak_id])).content.decode()
    assert "verslag.pdf" in html and 'name="weghalen"' not in html
    voer_in(zaak, m.coordinator, date(2026, 4, 15), tekst="Nu met handtekening.")
    assert Document.objects.get(pk=document.pk).verwijderd_op is None
    [verzoek] = aanvullingen(zaak)
    assert verzoek.antwoord == (
        "Verslag van het knooppunt\nNu met handtekening.\n\nIn de aanvulling van 7 april 2026 stond:\n\n"
        "Verslag van het knooppunt\nHet verslag zit erbij."
    )


def test_the_letter_says_that_it_came_and_was_not_enough() -> None:
    brief = BuitenBehandelingGegevens.voorbeeld()
    for kwam, verwacht in ((None, False), (date(2026, 2, 10), True)):
        gegevens = brief.model_copy(update={"aangevuld_op": kwam})
        html = " ".join(render_to_string("documents/brief/buiten_behandeling.html", {"brief": gegevens}).split())
        assert ("Op 10 februari 2026 ontvingen wij uw aanvulling. Die was niet genoeg." in html) == verwacht


def test_the_pages_lead_to_it(
    aangevuld: Aanvraag, m: Mensen, als: Callable[[Actor], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *args: LAATSTE)
    adres, client = reverse("tlv:aanvulling_onvoldoende", args=[aangevuld.zaak_id]), als(m.secretariaat)
    assert adres in client.get(reverse("tlv:volledigheid", args=[aangevuld.zaak_id])).content.decode()
    assert "mag nog aanvullen tot en met 7 april 2026" in client.get(adres).content.decode()
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *args: ERNA)
    client = als(m.secretariaat)
    html = client.get(adres).content.decode()
    assert "Verslag van het knooppunt" in html and "uiterlijk op 6 mei 2026" in html
    assert client.post(adres, {"versie": Zaak.objects.get(pk=aangevuld.zaak_id).versie}).status_code == 302
    assert status(aangevuld) == Status.AANVULLING_VERLOPEN
    school = als(m.coordinator).get(reverse("tlv:aanvulling", args=[aangevuld.zaak_id])).content.decode()
    assert "Uw aanvulling is niet genoeg" in school
    for wie in (m.secretariaat, m.coordinator, m.voorzitter):
        zaakpagina = als(wie).get(reverse("tlv:zaak", args=[aangevuld.zaak_id])).content.decode()
        assert "Onvolledig gebleven" in zaakpagina, "the badge fits a supplement that came and was not enough"
        assert "Niet genoeg" in zaakpagina and "Termijn voorbij" not in zaakpagina

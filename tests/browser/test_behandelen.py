"""From filed to ready to decide, in a real browser: accessible, wide and narrow, as each person in it.

DEKKEND_BEELDEN=folder keeps a picture of every page that is looked at.
"""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from cases.compartimenten import Compartiment
from deadlines import services as termijnen
from documents.models import Documentsoort
from documents.services import voeg_toe
from organisations.models import Afwezigheid, User
from organisations.rollen import Rol
from tests import factories
from tests.browser.kijken import bekijk
from tests.browser.reis.handelingen import herbevestig
from tests.documents.maak import tekst_pdf
from tests.tlv.schrijfhulp import vul_in
from tests.tlv.volledigheid_hulp import Mensen, alles_in_orde, deskundige, mensen, status, wijs_toe
from tlv.models import Aanvraag, Status
from workflow.perform import perform
from workflow.sweeps import verwerk_verstreken

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def zaak(aanvraag: Aanvraag) -> Aanvraag:
    """Filed today, filled in, with an OPP; the browser knows no other day than today."""
    vandaag = timezone.localdate()
    vul_in(aanvraag.zaak)
    zaak = aanvraag.zaak
    zaak.ontvangen_op = zaak.swv_sinds = zaak.gezin_sinds = vandaag
    factories.zet_status(aanvraag, Status.INGEDIEND)
    termijnen.start(zaak, "beslistermijn", vanaf=vandaag)
    termijnen.start(zaak, "volledigheidsnorm", vanaf=vandaag)
    return aanvraag


@pytest.fixture
def m(zaak: Aanvraag) -> Mensen:
    vandaag = timezone.localdate()
    met = mensen(zaak)
    wie = {naam: replace(getattr(met, naam), vandaag=vandaag) for naam in Mensen.__annotations__}
    school = wie["coordinator"]
    voeg_toe(
        zaak=zaak.zaak,
        actor=school,
        data=tekst_pdf("OPP 2025-2026"),
        naam="opp.pdf",
        soort=Documentsoort.OPP,
        compartiment=Compartiment.DOSSIER,
        nu=timezone.now(),
        titel="OPP 2025-2026",
    )
    return Mensen(**wie)


def test_the_secretariat_walks_the_checklist_and_asks_for_a_supplement(
    open_als, zaak: Aanvraag, m: Mensen, tmp_path: Path
) -> None:
    page = open_als(m.secretariaat)
    page.goto(f"/tlv/{zaak.zaak_id}/volledigheid/")
    bekijk(page, "01-volledigheid")
    page.goto(f"/tlv/{zaak.zaak_id}/volledigheid/?eis=opp_recent")
    expect(page.locator("iframe")).to_have_attribute("title", "OPP 2025-2026")
    bekijk(page, "02-volledigheid-document")
    page.goto(f"/tlv/{zaak.zaak_id}/volledigheid/?eis=knooppunt")
    page.get_by_label("Ontbreekt of voldoet niet").check()
    page.get_by_label("Toelichting").fill("")
    page.get_by_role("button", name="Bewaren en verder").click()
    expect(page.locator("[data-foutenlijst]")).to_be_focused()
    bekijk(page, "03-volledigheid-fout")
    page.get_by_label("Toelichting").fill("In het verslag staat niet wie er was.")
    page.get_by_role("button", name="Bewaren en verder").click()
    expect(page.locator("#eis-knooppunt")).to_contain_text("Ontbreekt")
    page.get_by_role("link", name="Aanvulling vragen").click()
    bekijk(page, "04-aanvulling-vragen")
    page.get_by_role("button", name="Verzoek versturen").click()
    expect(page.get_by_text("De beslistermijn staat stil")).to_be_visible()
    bekijk(page, "05-aanvulling-gevraagd")
    page.goto(f"/tlv/{zaak.zaak_id}/aanvulling/intrekken/")
    bekijk(page, "06-intrekken")

    school = open_als(m.coordinator)
    school.goto(f"/tlv/{zaak.zaak_id}/aanvulling/")
    bekijk(school, "07-aanvulling-leeg")
    school.get_by_role("button", name="Insturen").click()
    expect(school.locator("[data-foutenlijst]")).to_contain_text("Nog geen antwoord bij")
    bekijk(school, "08-aanvulling-fout")
    school.get_by_label("Uw antwoord bij: Verslag").fill("Het nieuwe verslag staat hieronder.")
    stuk = tmp_path / "verslag.pdf"
    stuk.write_bytes(tekst_pdf("Verslag knooppunt"))
    school.get_by_text("Bestanden toevoegen").click()
    school.get_by_label("Bestanden bij: Verslag").set_input_files(stuk)
    school.get_by_role("button", name="Toevoegen", exact=True).click()
    expect(school.get_by_role("link", name="verslag.pdf")).to_be_visible()
    expect(school.get_by_label("Uw antwoord bij: Verslag")).to_have_value("Het nieuwe verslag staat hieronder.")
    bekijk(school, "09-aanvulling-vol")
    school.get_by_role("button", name="Insturen").click()
    expect(school.get_by_text("Uw antwoord is ingestuurd")).to_be_visible()
    assert status(zaak) == Status.AANGEVULD


def test_typing_an_answer_is_saved_by_itself(open_als, zaak: Aanvraag, m: Mensen) -> None:
    alles_in_orde(zaak, behalve="knooppunt")
    _vraag(zaak, m)
    page = open_als(m.coordinator)
    page.goto(f"/tlv/{zaak.zaak_id}/aanvulling/")
    page.get_by_label("Uw antwoord bij: Verslag").type("Wij zoeken het op.")
    expect(page.locator("[data-opgeslagen]")).to_contain_text("Opgeslagen om", timeout=15000)
    assert zaak.aanvulverzoeken.get().antwoorden["knooppunt"]["tekst"] == "Wij zoeken het op."


def _vraag(zaak: Aanvraag, m: Mensen, *, op: date | None = None) -> None:
    by = replace(m.secretariaat, vandaag=op) if op else m.secretariaat
    perform(zaak.zaak_id, "aanvulling_vragen", by=by, data={"eisen": ["knooppunt"], "vraag": "Graag snel."})


def test_after_the_term_the_school_can_still_answer(open_als, zaak: Aanvraag, m: Mensen) -> None:
    alles_in_orde(zaak, behalve="knooppunt")
    _vraag(zaak, m)
    verwerk_verstreken(vandaag=timezone.localdate() + timedelta(days=40), nu=timezone.now())
    page = open_als(m.coordinator)
    page.goto(f"/tlv/{zaak.zaak_id}/aanvulling/")
    expect(page.get_by_role("heading", name="De termijn is voorbij")).to_be_visible()
    bekijk(page, "10-aanvulling-te-laat")


def test_the_chair_decides_a_waiver(open_als, zaak: Aanvraag, m: Mensen) -> None:
    page = open_als(m.secretariaat)
    page.goto(f"/tlv/{zaak.zaak_id}/volledigheid/?eis=onderzoek")
    page.get_by_label("De school vraagt ontheffing").check()
    page.get_by_label("Toelichting").fill("De leerling is te ziek voor een test.")
    page.get_by_role("button", name="Bewaren en verder").click()
    chair = open_als(m.voorzitter)
    chair.goto(f"/tlv/{zaak.zaak_id}/ontheffing/")
    bekijk(chair, "11-ontheffing")
    chair.get_by_label("Ja, dit punt hoeft niet").check()
    chair.get_by_label("De reden van uw keuze").fill("Het beeld is zonder test helder genoeg.")
    chair.get_by_role("button", name="Vastleggen").click()
    expect(chair.get_by_text("Uw keuze is vastgelegd")).to_be_visible()
    bekijk(chair, "12-ontheffing-besloten")


def test_experts_are_assigned_advise_and_file(open_als, zaak: Aanvraag, m: Mensen) -> None:
    alles_in_orde(zaak)
    swv, vandaag = zaak.zaak.swv, timezone.localdate()
    botsend = deskundige(swv, "psycholoog", "Vera Botsing")
    factories.lidmaatschap(Rol.COORDINATOR, zaak.zaak.school, user=User.objects.get(pk=botsend.gebruiker_id))
    Afwezigheid.objects.create(user_id=m.tweede.gebruiker_id, van=vandaag, tot=vandaag + timedelta(days=2))
    page = open_als(m.secretariaat)
    page.goto(f"/tlv/{zaak.zaak_id}/volledigheid/?eis=")
    bekijk(page, "13-alles-in-orde")
    page.get_by_role("button", name="Volledig verklaren").click()
    expect(page.get_by_role("heading", name="Deskundigen", exact=True)).to_be_visible()
    page.get_by_text("Wie kan niet, en waarom").first.click()
    expect(page.get_by_text("Vera Botsing werkt bij de school die aanvraagt").first).to_be_visible()
    bekijk(page, "14-toewijzen")
    page.get_by_role("button", name="Advies vragen").click()
    bekijk(page, "15-toewijzen-fout")
    page.get_by_label("Mira Yilmaz").first.check()
    page.locator("#id_deskundige_2").get_by_label("Jon Ostberg").check()
    page.get_by_label("Waarom kan deze persoon toch").first.fill("Is maandag terug.")
    page.get_by_role("button", name="Advies vragen").click()
    expect(page.get_by_text("De deskundigen hebben bericht gekregen")).to_be_visible()
    bekijk(page, "16-toegewezen")

    expert = open_als(m.eerste)
    expert.goto(f"/tlv/{zaak.zaak_id}/advies/")
    bekijk(expert, "17-advies-leeg")
    expert.get_by_label("Overwegingen").type("Een kleine groep is nodig.")
    expect(expert.locator("[data-opgeslagen]")).to_contain_text("Opgeslagen om", timeout=15000)
    expert.get_by_role("button", name="Naar controle").click()
    bekijk(expert, "18-controle-mist")
    expert.goto(f"/tlv/{zaak.zaak_id}/advies/")
    expert.get_by_label("De TLV verlenen").check()
    expert.get_by_label("Over welk soort").select_option("vso")
    expert.get_by_label("Waarom is een arrangement").fill("Dat is geprobeerd en hielp te weinig.")
    expert.get_by_label("Tot wanneer?").select_option(index=1)
    expert.get_by_label("Waarom deze periode?").fill("De kortste periode die mag.")
    expert.get_by_label("Welke categorie?").select_option("laag")
    expert.get_by_label("Misschien").check()
    expert.get_by_role("button", name="Naar controle").click()
    bekijk(expert, "19-controle")
    expert.get_by_role("button", name="Advies indienen").click()
    expect(expert.locator("[data-foutenlijst]")).to_be_focused()
    expert.get_by_label("Ja, dit verklaar ik").check()
    expert.get_by_role("button", name="Advies indienen").click()
    herbevestig(expert)
    expect(expert.get_by_label("Ja, dit verklaar ik")).to_be_checked()
    expert.get_by_role("button", name="Advies indienen").click()
    expect(expert.get_by_role("heading", name="Uw advies is ingediend")).to_be_visible()
    bekijk(expert, "20-ingediend")
    page = open_als(m.secretariaat)
    page.goto(f"/tlv/{zaak.zaak_id}/deskundigen/")
    bekijk(page, "21-een-binnen")
    page.get_by_role("link", name="Lees het advies").click()
    bekijk(page, "22-advies-lezen")
    page.goto(f"/tlv/{zaak.zaak_id}/volledigheid/herroepen/")
    bekijk(page, "23-herroepen")


def test_the_other_pages_of_an_expert_without_javascript(open_als, zaak: Aanvraag, m: Mensen) -> None:
    wijs_toe(zaak, m)
    page = open_als(m.eerste)
    page.goto(f"/tlv/{zaak.zaak_id}/informatie/vragen/")
    bekijk(page, "24-informatie-vragen")
    page.goto(f"/tlv/{zaak.zaak_id}/advies/teruggeven/")
    bekijk(page, "25-teruggeven")
    kaal = open_als(m.eerste, javascript=False)
    antwoord = kaal.request.get(f"/tlv/{zaak.zaak_id}/dossier.pdf")
    assert antwoord.body().startswith(b"%PDF")
    kaal.goto(f"/tlv/{zaak.zaak_id}/informatie/vragen/")
    kaal.get_by_label("Welke informatie mist u?").fill("Hoe vaak was de leerling ziek?")
    kaal.get_by_role("button", name="Vraag versturen").click()
    expect(kaal.get_by_role("heading", name="Er staat een vraag uit bij de school")).to_be_visible()
    school = open_als(m.coordinator)
    school.goto(f"/tlv/{zaak.zaak_id}/aanvulling/")
    bekijk(school, "26-vraag-beantwoorden")
    tweede = open_als(m.tweede, javascript=False)
    tweede.goto(f"/tlv/{zaak.zaak_id}/advies/teruggeven/")
    tweede.get_by_label("Waarom geeft u de opdracht terug?").fill("Ik ken de familie.")
    tweede.get_by_role("button", name="Teruggeven").click()
    expect(tweede.get_by_text("Deze zaak is ondertussen veranderd")).to_be_visible()

"""Side roads of the decision in a real browser: not treated, refused, recalled, archived; each as who takes part."""

import re
from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from documents.models import Document
from organisations.models import User
from tests.b1 import bezwaren
from tests.browser.kijken import bekijk, bewaar_pdf
from tests.browser.reis.handelingen import herbevestig
from tests.browser.reis.invullen import klik, vul
from tests.browser.zijzaken import Zijzaak, laat_werken, maak_zijzaak
from tlv.models import Besluit, Status, Toelaatbaarheid
from workflow.models import Bericht
from workflow.sweeps import verwerk_verstreken, voer_automatisch_uit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OpenAls = Callable[..., Page]
CODE = re.compile(r"^\w{4}-\w{4}-\w{4}$")


@pytest.fixture
def z(db: None) -> Zijzaak:
    zaak = maak_zijzaak()
    namen = {
        zaak.gezin.coordinator: "Noor van Dijk",
        zaak.gezin.secretariaat: "Fatma Yıldız",
        zaak.gezin.voorzitter: "Hanna Brouwer",
    }
    for wie, naam in namen.items():
        User.objects.filter(pk=wie.gebruiker_id).update(naam=naam)
    return zaak


def brief_van(page: Page, naam: str) -> bytes:
    """The first paper of the page as a file."""
    adres = page.locator("main a[href^='/documenten/']").first.get_attribute("href")
    return bewaar_pdf(page.request.get(adres or "").body(), naam)


def teken(page: Page, knop: str) -> None:
    """Identify again and sign."""
    klik(page, "Bevestigen")
    herbevestig(page)
    klik(page, knop)


def maak_bekend(page: Page) -> None:
    klik(page, "Nu bekendmaken")
    expect(page.get_by_role("heading", name="Wie kreeg het besluit")).to_be_visible()
    laat_werken()


def is_gewone_taal(page: Page) -> bool:
    """B1; the names of files stand apart, they are no sentences."""
    assert "Beschikking" not in page.content()
    page.evaluate("document.querySelectorAll('.denhaag-file').forEach(rij => rij.remove())")
    assert bezwaren(page.content()) == []
    return True


def bericht_aan(wie: int | None, tekst: str) -> bool:
    return Bericht.objects.filter(user_id=wie, onderwerp__contains=tekst).exists()


@pytest.fixture
def verlopen(z: Zijzaak) -> Zijzaak:
    """The school did not answer; the sweep noticed."""
    z.dien_in(40)
    z.vraag_aanvulling(
        36,
        knooppunt="In het verslag staat niet wie erbij was.",
        onderzoek="Wij missen de bladzijde met de uitkomsten.",
    )
    verwerk_verstreken(vandaag=timezone.localdate(), nu=timezone.now())
    assert z.status == Status.AANVULLING_VERLOPEN
    return z


def test_a_supplement_that_never_came_ends_in_a_decision_not_to_treat(open_als: OpenAls, verlopen: Zijzaak) -> None:
    z, gezin = verlopen, verlopen.gezin
    assert bericht_aan(gezin.coordinator.gebruiker_id, "Termijn voorbij")
    assert bericht_aan(gezin.voorzitter.gebruiker_id, "ligt klaar")
    school = open_als(gezin.coordinator)
    school.goto("/werk/")
    expect(school.get_by_role("main")).not_to_contain_text("U hebt nu niets te doen")
    bekijk(school, "01-werk-school")
    school.goto(f"/zaken/{z.pk}/")
    bekijk(school, "01-zaak-school-verlopen")
    moeder = open_als(gezin.moeder)
    moeder.goto(f"/tlv/{z.pk}/thuis/")
    bekijk(moeder, "01-thuis-verlopen")

    hanna = open_als(gezin.voorzitter)
    hanna.goto(f"/zaken/{z.pk}/")
    bekijk(hanna, "01-zaak-voorzitter")
    klik(hanna, "Lees en teken het besluit")
    bekijk(hanna, "01-niet-behandelen-bevestigen")
    klik(hanna, "Bevestigen")
    herbevestig(hanna)
    expect(hanna.get_by_label("Wat ontbreekt er nog?")).to_have_value(re.compile("knooppunt"))
    bekijk(hanna, "01-niet-behandelen")
    klik(hanna, "Onderteken het besluit")
    expect(hanna.get_by_text("De beschikking wordt nog gemaakt")).to_be_visible()
    bekijk(hanna, "01-getekend")
    assert z.status == Status.BUITEN_BEHANDELING
    moeder.reload()
    expect(moeder.get_by_role("main")).to_contain_text("Het besluit is genomen")
    expect(moeder.get_by_role("link", name=re.compile("Besluit"))).to_have_count(0)

    laat_werken()
    hanna.reload()
    maak_bekend(hanna)
    bekijk(hanna, "01-bekend-voorzitter")
    brief_van(hanna, "01-brief-buiten-behandeling")
    school.goto(f"/zaken/{z.pk}/")
    expect(school.get_by_role("main")).to_contain_text("uiten behandeling")
    bekijk(school, "01-bekend-school")
    assert Document.objects.get(zaak_id=z.pk, soort="beschikking").zegel
    moeder.goto(f"/tlv/{z.pk}/thuis/")
    bekijk(moeder, "01-thuis-bekend")
    klik(moeder, "Lees het besluit")
    expect(moeder.get_by_role("heading", name="Wij stoppen met deze aanvraag")).to_be_visible()
    bekijk(moeder, "01-besluit-ouder")
    brief_van(moeder, "01-brief-ouder")
    assert is_gewone_taal(moeder)
    assert not Toelaatbaarheid.objects.exists()


def test_a_late_supplement_is_accepted_until_the_signature(open_als: OpenAls, verlopen: Zijzaak) -> None:
    z, gezin = verlopen, verlopen.gezin
    school = open_als(gezin.coordinator)
    school.goto(f"/zaken/{z.pk}/")
    klik(school, "Vul de aanvraag alsnog aan")
    for vak in school.get_by_label(re.compile("^Uw antwoord bij")).all():
        vak.fill("Dit staat op bladzijde 3 van het verslag.")
    bekijk(school, "02-te-laat-aanvullen")
    klik(school, "Insturen")
    expect(school.get_by_text("Uw antwoord is ingestuurd")).to_be_visible()
    bekijk(school, "02-ingestuurd")
    assert z.status == Status.AANGEVULD
    hanna = open_als(gezin.voorzitter)
    hanna.goto(f"/tlv/{z.pk}/niet-behandelen/")
    expect(hanna.get_by_role("button", name="Onderteken het besluit")).to_have_count(0)
    fatma = open_als(gezin.secretariaat)
    fatma.goto(f"/zaken/{z.pk}/")
    bekijk(fatma, "02-zaak-secretariaat")


def test_a_refusal_is_read_in_plain_words_and_leaves_no_declaration(open_als: OpenAls, z: Zijzaak) -> None:
    gezin = z.gezin
    z.tot_besluit(afwijzen=True)
    z.schrijf_besluit("afwijzen")
    hanna = open_als(gezin.voorzitter)
    hanna.goto(f"/tlv/{z.pk}/besluit/")
    expect(hanna.get_by_label("De aanvraag afwijzen")).to_be_checked()
    klik(hanna, "Naar ondertekenen")
    bekijk(hanna, "03-ondertekenen")
    teken(hanna, "Onderteken en wijs af")
    expect(hanna.get_by_role("heading", name="Nog niet bekend")).to_be_visible()
    klik(hanna, "Nu bekendmaken")  # the letter is not there yet: it goes out as soon as it is
    expect(hanna.get_by_text("Terugroepen kan niet meer")).to_be_visible()
    bekijk(hanna, "03-wacht-op-brief")
    assert z.status == Status.AFGEWEZEN
    laat_werken()
    assert z.status == Status.BEKENDGEMAAKT
    laat_werken()
    hanna.reload()
    expect(hanna.get_by_role("main")).not_to_contain_text("TLV-nummer")
    brief_van(hanna, "03-beschikking-afwijzing")
    assert not Toelaatbaarheid.objects.exists()
    assert Besluit.objects.get(aanvraag=gezin.aanvraag).tlv_nummer == ""

    school = open_als(gezin.coordinator)
    school.goto(f"/zaken/{z.pk}/")
    bekijk(school, "03-school")
    expect(school.get_by_role("link", name="Draag de TLV over")).to_have_count(0)
    school.goto("/tlv/register/?stand=alle")
    expect(school.get_by_role("main")).not_to_contain_text("Mila")
    moeder = open_als(gezin.moeder)
    moeder.goto(f"/tlv/{z.pk}/thuis/")
    bekijk(moeder, "03-thuis")
    klik(moeder, "Lees het besluit")
    expect(moeder.get_by_role("heading", name="Wij zeggen nee")).to_be_visible()
    expect(moeder.get_by_role("main")).to_contain_text("U kunt bezwaar maken tot en met")
    bekijk(moeder, "03-besluit-ouder")
    brief_van(moeder, "03-brief-ouder")
    assert is_gewone_taal(moeder)


def test_a_recalled_decision_was_never_there_for_school_and_family(open_als: OpenAls, z: Zijzaak) -> None:
    gezin = z.gezin
    z.tot_besluit()
    z.schrijf_besluit()
    hanna = open_als(gezin.voorzitter)
    hanna.goto(f"/tlv/{z.pk}/besluit/ondertekenen/")
    teken(hanna, "Onderteken en verleen")
    laat_werken()
    hanna.reload()
    eerste = hanna.locator("main a[href^='/documenten/']").first.get_attribute("href") or ""
    code = hanna.get_by_text(CODE).first.inner_text()
    klik(hanna, "Terugroepen")
    klik(hanna, "Terugroepen")
    expect(hanna.locator("[data-foutenlijst]")).to_contain_text("roept")
    bekijk(hanna, "04-terugroepen-fout")
    vul(hanna, {"Waarom roept u het besluit terug?": "De periode klopt niet met het gesprek."})
    klik(hanna, "Terugroepen")
    expect(hanna.get_by_role("heading", name="Dit besluit is teruggeroepen")).to_be_visible()
    bekijk(hanna, "04-teruggeroepen")
    assert z.status == Status.TER_BESLUITVORMING

    school, moeder = open_als(gezin.coordinator), open_als(gezin.moeder)
    for page in (school, moeder):
        assert page.request.get(eerste).status == 404
    school.goto(f"/zaken/{z.pk}/verloop/")
    expect(school.get_by_role("main")).not_to_contain_text("eruggeroepen")
    moeder.goto(f"/tlv/{z.pk}/thuis/")
    expect(moeder.get_by_role("main")).not_to_contain_text("Het besluit is genomen")
    school.goto(f"/echt/{code}/")
    bekijk(school, "04-echt-teruggeroepen")
    expect(school.get_by_role("main")).to_contain_text("Het geldt niet.")

    hanna.goto(f"/tlv/{z.pk}/besluit/")
    motivering = hanna.get_by_label("Motivering", exact=True)
    motivering.fill(f"{motivering.input_value()} De periode past bij het gesprek met de ouders.")
    klik(hanna, "Naar ondertekenen")
    klik(hanna, "Onderteken en verleen")
    laat_werken()
    hanna.reload()
    maak_bekend(hanna)
    school.goto(f"/tlv/{z.pk}/documenten/")
    expect(school.get_by_role("link", name=re.compile("^Download Beschikking"))).to_have_count(1)
    assert Besluit.objects.filter(aanvraag=gezin.aanvraag).values("tlv_nummer").distinct().count() == 1
    school.goto(f"/echt/{hanna.get_by_text(CODE).first.inner_text()}/")
    bekijk(school, "04-echt")


@pytest.fixture
def afgelopen(z: Zijzaak) -> Zijzaak:
    """Granted two months ago, everybody has it, nobody objected."""
    z.tot_besluit(60)
    z.schrijf_besluit(geleden=60)
    z.maak_bekend(60)
    return z


def test_a_case_goes_to_the_archive_by_hand_and_the_register_keeps_it(open_als: OpenAls, afgelopen: Zijzaak) -> None:
    z = afgelopen
    fatma = open_als(z.gezin.secretariaat)
    fatma.goto(f"/zaken/{z.pk}/")
    bekijk(fatma, "05-na-bezwaar")
    klik(fatma, "Naar het archief")
    expect(fatma.get_by_text("De zaak staat in het archief.", exact=True)).to_be_visible()
    bekijk(fatma, "05-archief")
    fatma.goto(f"/zaken/{z.pk}/verloop/")
    bekijk(fatma, "05-verloop-secretariaat")
    fatma.goto("/tlv/register/")
    expect(fatma.get_by_role("main")).to_contain_text("Mila")
    fatma.goto("/zaken/")
    expect(fatma.get_by_role("main")).not_to_contain_text("Mila")


def test_the_sweep_archives_what_nobody_can_object_to_any_more(open_als: OpenAls, afgelopen: Zijzaak) -> None:
    z = afgelopen
    voer_automatisch_uit(vandaag=timezone.localdate(), nu=timezone.now())
    assert z.status == Status.ARCHIEF
    moeder, school = open_als(z.gezin.moeder), open_als(z.gezin.coordinator)
    moeder.goto(f"/tlv/{z.pk}/thuis/")
    bekijk(moeder, "06-thuis-archief")
    moeder.goto(f"/zaken/{z.pk}/verloop/")
    bekijk(moeder, "06-verloop-ouder")
    school.goto(f"/zaken/{z.pk}/verloop/")
    bekijk(school, "06-verloop-school")
    school.goto(f"/zaken/{z.pk}/")
    school.goto("/tlv/register/")
    expect(school.get_by_role("main")).to_contain_text("Mila")

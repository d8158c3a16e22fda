"""A notice of default in a browser, with and without JavaScript: it comes in, days cost money, the amount is fixed."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from deadlines.models import Termijn, kalender_uit_tabel
from deadlines.regels import beslistermijn
from tests.browser.kijken import bekijk
from tests.browser.reis.invullen import klik
from tests.documents.maak import tekst_pdf
from tests.tlv.gezin_voorbeeld import Gezin, maak_gezin
from tlv.models import Status
from workflow.models import Ingebrekestelling
from workflow.sweeps import verwerk_verstreken

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OpenAls = Callable[..., Page]


@pytest.fixture
def gezin(db: None) -> Gezin:
    """The term of the law ended about a month ago."""
    gezin = maak_gezin(status=Status.DESKUNDIGENADVIES)
    vanaf = timezone.localdate() - timedelta(days=30 + 56)
    einde = beslistermijn(vanaf, kalender=kalender_uit_tabel()).einde
    Termijn.objects.filter(zaak=gezin.zaak, soort="beslistermijn").update(vanaf=vanaf, einde=einde)
    return gezin


def vul_datum(page: Page, vraag: str, dag: date) -> None:
    groep = page.get_by_role("group", name=vraag)
    for naam, deel in (("Dag", dag.day), ("Maand", dag.month), ("Jaar", dag.year)):
        groep.get_by_label(naam).fill(str(deel))


def bekijk_als(page: Page, naam: str, javascript: bool) -> None:
    """What looks at a page needs JavaScript itself."""
    if javascript:
        bekijk(page, naam)


@pytest.mark.parametrize("javascript", [True, False])
def test_a_notice_comes_in_and_every_day_costs_money(open_als: OpenAls, gezin: Gezin, javascript: bool) -> None:
    dag = timezone.localdate() - timedelta(days=22)
    page = open_als(gezin.secretariaat, javascript=javascript)
    page.goto(f"/tlv/{gezin.zaak.pk}/termijnen/")
    page.get_by_role("link", name="Ingebrekestelling vastleggen").click()
    bekijk_als(page, "62-ingebreke", javascript)
    klik(page, "Leg vast")
    expect(page.get_by_role("main")).to_contain_text("Beantwoord de vraag")
    bekijk_als(page, "62-ingebreke-fout", javascript)
    page.get_by_label("De school:").check()
    vul_datum(page, "Op welke dag kwam die binnen?", dag)
    bestand = {"name": "brief.pdf", "mimeType": "application/pdf", "buffer": tekst_pdf()}
    page.get_by_label("Scan of kopie").set_input_files(files=[bestand])  # type: ignore[list-item]
    klik(page, "Leg vast")
    expect(page.get_by_role("main")).to_contain_text("De ingebrekestelling is vastgelegd")
    verwerk_verstreken(vandaag=timezone.localdate(), nu=timezone.now())
    page.reload()
    expect(page.get_by_role("main")).to_contain_text("Dwangsom tot en met vandaag")
    bekijk_als(page, "63-dwangsom-loopt", javascript)
    school = open_als(gezin.coordinator, javascript=javascript)
    school.goto(f"/tlv/{gezin.zaak.pk}/termijnen/")
    expect(school.get_by_role("main")).to_contain_text("Dwangsom tot en met vandaag")
    bekijk_als(school, "64-dwangsom-school", javascript)


def test_the_amount_is_fixed_and_a_notice_withdrawn(open_als: OpenAls, gezin: Gezin) -> None:
    vandaag = timezone.localdate()
    Ingebrekestelling.objects.create(
        zaak=gezin.zaak,
        afzender="school",
        naam="De Zwaluw",
        ontvangen_op=vandaag - timedelta(days=29),
        beslissen_tot=vandaag - timedelta(days=30),
        genoteerd_op=timezone.now(),
        geeindigd_op=vandaag,
    )
    page = open_als(gezin.voorzitter)
    page.goto(f"/tlv/{gezin.zaak.pk}/termijnen/")
    page.get_by_role("link", name="Is ingetrokken").click()
    bekijk(page, "65-ingebreke-ingetrokken")
    page.go_back()
    page.get_by_role("link", name="Dwangsom vaststellen").click()
    vul_datum(page, "Op welke dag?", vandaag)
    bekijk(page, "66-dwangsom-vaststellen")
    klik(page, "Leg vast")
    expect(page.get_by_role("main")).to_contain_text("Het bedrag is vastgelegd")
    bekijk(page, "67-dwangsom-vastgesteld")


def test_the_family_reads_until_when_the_office_has(open_als: OpenAls, gezin: Gezin) -> None:
    dag = timezone.localdate() - timedelta(days=3)
    page = open_als(gezin.secretariaat)
    page.goto(f"/tlv/{gezin.zaak.pk}/ingebreke/")
    page.get_by_label(gezin.ouder_moeder.naam).check()
    vul_datum(page, "Op welke dag kwam die binnen?", dag)
    klik(page, "Leg vast")
    expect(page.get_by_role("main")).to_contain_text("naar de rechter")
    thuis = open_als(gezin.moeder)
    thuis.goto(f"/tlv/{gezin.zaak.pk}/thuis/")
    expect(thuis.get_by_role("main")).to_contain_text("Wij hadden al moeten beslissen")
    bekijk(thuis, "68-ingebreke-thuis")

"""A decision that came back by post, in a browser: noted in the list, judged, and waiting to be sent again."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from cases.models import Zaak
from deadlines import services as termijnen
from documents.models import Bekendmaking
from tests import factories
from tests.browser.kijken import bekijk
from tests.browser.reis.invullen import klik
from tests.tlv.gezin_voorbeeld import Gezin, besluit_bekend, maak_gezin
from tlv.models import Status

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OpenAls = Callable[..., Page]


@pytest.fixture
def brief(db: None) -> tuple[Gezin, Bekendmaking]:
    """A decision that went by post to a parent, ten days ago."""
    gezin = maak_gezin(status=Status.TER_BESLUITVORMING)
    besluit = besluit_bekend(gezin)
    ouder = factories.OuderFactory(leerling=gezin.kind, naam="Omar Vos", email="", straat="Elzenpad", huisnummer="3")
    dag = timezone.localdate() - timedelta(days=10)
    rij = Bekendmaking.objects.create(
        document=besluit.document,
        zaak=gezin.zaak,
        ouder=ouder,
        naam=ouder.naam,
        adresregels=list(ouder.adresregels),
        kanaal=Bekendmaking.Kanaal.POST,
        klaargezet_op=timezone.now() - timedelta(days=11),
        verzonden_op=dag,
    )
    termijnen.start(Zaak.objects.get(pk=gezin.zaak.pk), "bezwaar", vanaf=dag, kenmerk=f"bekendmaking:{rij.pk}")
    return gezin, rij


def vul_datum(page: Page, vraag: str, dag: date) -> None:
    groep = page.get_by_role("group", name=vraag)
    for naam, deel in (("Dag", dag.day), ("Maand", dag.month), ("Jaar", dag.year)):
        groep.get_by_label(naam).fill(str(deel))


@pytest.mark.parametrize("javascript", [True, False])
def test_a_decision_that_came_back_is_judged_and_waits_again(
    open_als: OpenAls, brief: tuple[Gezin, Bekendmaking], javascript: bool
) -> None:
    gezin, rij = brief
    page = open_als(gezin.secretariaat, javascript=javascript)
    page.goto("/post/papier/teruggekomen/")
    page.get_by_label("Welke brief kwam terug?").select_option(value=f"tlv:{rij.pk}")
    vul_datum(page, "Op welke dag?", timezone.localdate())
    page.get_by_label("Wat staat er op de envelop?").fill("onbekend op dit adres")
    klik(page, "Noteer deze brief")
    expect(page.get_by_role("main")).to_contain_text("onbekend op dit adres")
    _kijk(page, "70-besluit-terug-lijst", javascript)
    page.get_by_role("link", name="Kies wat er gebeurt").click()
    _kijk(page, "71-besluit-terug", javascript)
    page.get_by_label("Nee, wij maakten een fout met het adres").check()
    page.get_by_label("Hoe weet u dit, en wat deed u?").fill("Gebeld: het huisnummer was fout.")
    klik(page, "Leg dit vast")
    expect(page.get_by_role("main")).to_contain_text("Verbeter eerst het adres")
    _kijk(page, "72-besluit-terug-zelfde-adres", javascript)
    assert rij.ouder is not None
    rij.ouder.huisnummer = "33"
    rij.ouder.save()
    klik(page, "Leg dit vast")
    expect(page.get_by_role("main")).to_contain_text("ligt klaar om opnieuw te versturen")
    _kijk(page, "73-besluit-weer-te-versturen", javascript)
    page.goto(f"/tlv/{gezin.zaak.pk}/termijnen/")
    expect(page.get_by_role("main")).to_contain_text("telt niet: het besluit kwam terug")
    _kijk(page, "74-termijn-telt-niet", javascript)


def _kijk(page: Page, naam: str, javascript: bool) -> None:
    """What looks at a page needs JavaScript itself."""
    if javascript:
        bekijk(page, naam)

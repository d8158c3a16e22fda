"""A track with the longest names there can be, and with a form that is sent once too often."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from cases.models import Leerling
from maatwerk.models import Netwerkpartner, Status
from tests.browser.axe import assert_no_overflow
from tests.maatwerk.trajectloop import Trajectloop
from workflow.models import Handeling

Open = Callable[..., Page]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LANG = "Wijnaldum" * 17 + "Wolvega"
"""160 letters without a space."""


def test_names_of_160_letters_without_a_space_fit_a_phone(open_als: Open) -> None:
    loop = Trajectloop(vandaag=True)
    kind = Leerling.objects.filter(pk=loop.dossier.leerling_id)
    assert kind.update(achternaam="W" * 120, roepnaam="M" * 60) == 1
    loop.zet(Status.UITVOERING)
    loop.schrijf("optie", naam=LANG, vorm="anders", ondersteuning=LANG)
    loop.schrijf("partner", naam=LANG, functie=LANG[:120], organisatie=LANG, bijdrage=LANG)
    loop.schrijf("contact", met="ouders", wijze="telefoon", op=loop.nu.date(), notitie=LANG)
    taak = {"wat": LANG * 2, "wie": LANG, "uiterlijk": None, "stand": "open", "voortgang": LANG}
    loop.schrijf("taak", **taak)
    for wie, paden in (
        ("casemanager", ("", "contact/", "netwerk/", "opties/", "uitvoering/", "documenten/", "intake/")),
        ("ouder", ("thuis/",)),
    ):
        page = open_als(loop.als(wie))
        for pad in paden:
            antwoord = page.goto(f"/maatwerk/{loop.zaak_id}/{pad}")
            assert antwoord is not None and antwoord.status == 200, pad
            for breed in (1280, 390, 320):
                assert_no_overflow(page, breed)


def test_a_name_of_400_letters_is_refused_at_its_field_and_stays_there(open_als: Open) -> None:
    loop = Trajectloop(vandaag=True).breng_naar(Status.VERKENNEN)
    page = open_als(loop.als("casemanager"))
    page.goto(f"/maatwerk/{loop.zaak_id}/netwerk/nieuw/")
    page.locator("input[name=naam]").evaluate("(veld) => veld.removeAttribute('maxlength')")
    page.get_by_label("Naam", exact=True).fill("N" * 400)
    page.get_by_label("Functie").fill("jeugdarts")
    page.get_by_label("Organisatie").fill("GGD")
    page.get_by_role("button", name="Bewaar").click()
    expect(page.locator("[data-foutenlijst]")).to_contain_text("160")
    expect(page.get_by_label("Naam", exact=True)).to_have_value("N" * 400)
    assert not Netwerkpartner.objects.exists()


def test_back_and_send_again_does_nothing_twice(open_als: Open) -> None:
    loop = Trajectloop(vandaag=True)
    loop.vul_intake()
    page = open_als(loop.als("secretariaat"))
    adres = f"/maatwerk/{loop.zaak_id}/"
    page.goto(f"{adres}stap/inbrengen/")
    page.get_by_role("button", name="Breng in bij de commissie").dblclick()
    page.wait_for_url(f"**{adres}")
    page.go_back()
    knop = page.get_by_role("button", name="Breng in bij de commissie")
    if knop.count():
        knop.click()
        page.wait_for_url(f"**{adres}")
    assert Handeling.objects.filter(zaak_id=loop.zaak_id, actie="inbrengen").count() == 1
    assert loop.status == Status.BIJ_COMMISSIE


def test_the_second_of_two_windows_is_told_and_keeps_what_was_typed(open_als: Open) -> None:
    loop = Trajectloop(vandaag=True).breng_naar(Status.VERKENNEN)
    een, twee = (open_als(loop.als("casemanager")) for _ in range(2))
    loop.vind_plek()
    loop.doe("plek_gevonden")
    for page in (een, twee):
        page.goto(f"/maatwerk/{loop.zaak_id}/stap/verder_zoeken/")
        page.get_by_label("Waarom valt de plek af?").fill("De groep is vol.")
    een.get_by_role("button", name="Zoek verder").click()
    expect(een.get_by_role("main")).to_contain_text("De optie is afgevallen")
    twee.get_by_role("button", name="Zoek verder").click()
    expect(twee.get_by_role("heading", level=1)).to_have_text("Er is ondertussen iets veranderd")
    expect(twee.get_by_role("main")).to_contain_text("De groep is vol.")

"""The page of outages in a browser, and the notice on the page of somebody else; on desktop and phone."""

import pytest
from playwright.sync_api import expect

from organisations.actor import Actor
from organisations.models import Samenwerkingsverband
from organisations.rollen import Rol
from tests import factories
from tests.browser.kijken import bekijk
from tests.browser.vensters import OpenAls

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_it_is_recorded_seen_and_over(open_als: OpenAls, swv: Samenwerkingsverband, secretariaat: Actor) -> None:
    beheer = open_als(factories.actor(Rol.BEHEERDER, swv))
    beheer.goto("/beheer/storingen/")
    beheer.get_by_role("button", name="Leg vast").click()
    bekijk(beheer, "storingen-fout")
    for veld, waarde in (("Dag", "9"), ("Maand", "3"), ("Jaar", "2026")):
        beheer.get_by_label(veld).first.fill(waarde)
    beheer.get_by_label("Vanaf hoe laat?").fill("9:30")
    beheer.get_by_label("Wat werkt niet?").fill("Dekkend is niet bereikbaar door onderhoud.")
    beheer.get_by_role("button", name="Leg vast").click()
    expect(beheer.get_by_role("main")).to_contain_text("Duurt nog")
    bekijk(beheer, "storingen")
    bureau = open_als(secretariaat)
    bureau.goto("/werk/")
    expect(bureau.get_by_role("main")).to_contain_text("niet bereikbaar door onderhoud")
    bekijk(bureau, "storing-gezien")
    beheer.get_by_role("button", name="Voorbij").click()
    expect(beheer.get_by_role("main")).to_contain_text("De storing is voorbij")
    bureau.goto("/werk/")
    expect(bureau.get_by_role("main")).to_contain_text("Dat is nu voorbij")
    expect(bureau.get_by_role("main")).not_to_contain_text("onderhoud")
    bekijk(bureau, "storing-voorbij")

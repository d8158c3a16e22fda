"""The pages of the family and the case page in a browser: accessible, no sideways scrolling, on desktop and phone."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page

from cases.compartimenten import Compartiment
from documents.models import Documentsoort
from organisations.actor import Actor
from organisations.models import User
from organisations.rollen import Rol
from tests import factories
from tests.browser import kijken
from tests.browser.axe import assert_axe
from tests.browser.kijken import BEELDEN
from tests.tlv.gezin_voorbeeld import Gezin, besluit_bekend, broer_van, maak_gezin, papier
from tlv.models import Advies, Status

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Bezoek = Callable[[Actor], Page]
GEZINSPAGINAS = ("tlv:gezin", "tlv:gezin_reactie", "tlv:gezin_aanvraag", "tlv:gezin_toestemming", "tlv:gezin_rechten")
OVERAL = ("workflow:gezin_correctie", "workflow:gezin_post", "workflow:gezin_inzage")


def bekijk(page: Page, naam: str, gezin: Gezin, foto: str) -> None:
    """Open a page and look at it at two widths, by probe and (on request) by eye."""
    antwoord = page.goto(reverse(naam, args=[gezin.zaak.pk]))
    assert antwoord is not None and antwoord.status == 200, (naam, foto)
    kijken.bekijk(page, f"{foto}-{naam.replace(':', '-')}")


def aangekleed(status: str) -> Gezin:
    """A family with a view, an appointment, papers and an advice, so that every part of the page is there."""
    gezin = maak_gezin(status=status)
    zaak = gezin.zaak
    zaak.zienswijzen.create(
        ouder=gezin.ouder_vader,
        standpunt="deels",
        tekst="Het gaat te snel voor Mila.",
        wijze="digitaal",
        moment=timezone.now(),
    )
    zaak.toestemmingen.create(ouder=gezin.ouder_moeder, doel="uitwisseling", gegeven=True, op=timezone.localdate())
    zaak.afspraken.create(
        moment=timezone.now() + timedelta(days=3),
        plaats="De Wissel, kamer 2.04",
        onderwerp="Gesprek over de aanvraag",
        aanwezigen="Noor van Dijk, omdat zij Mila kent\nHanna Brouwer, omdat zij het besluit neemt",
    )
    papier(zaak, "OPP Mila", soort=Documentsoort.OPP, compartiment=Compartiment.DOSSIER)
    deskundige: User = factories.UserFactory.create(naam="Marit Bos")
    Advies.objects.create(
        aanvraag=gezin.aanvraag,
        deskundige=deskundige,
        beroep="orthopedagoog",
        volgorde=1,
        gevraagd_op=timezone.localdate(),
        uiterlijk=timezone.localdate() + timedelta(days=14),
    )
    factories.betrek(zaak, deskundige, Rol.DESKUNDIGE, van=timezone.localdate())
    return gezin


def test_pages_of_the_family(open_als: Bezoek) -> None:
    gezin = aangekleed(Status.DESKUNDIGENADVIES)
    moeder = open_als(gezin.moeder)
    for naam in (*GEZINSPAGINAS, *OVERAL):
        bekijk(moeder, naam, gezin, "moeder")
    bekijk(open_als(gezin.leerling), "tlv:gezin", gezin, "leerling")
    bekijk(open_als(gezin.vader), "tlv:gezin", gezin, "vader")
    zonder = open_als(gezin.zonder_gezag)
    zonder.goto(reverse("workflow:home"))
    if BEELDEN:
        zonder.screenshot(path=Path(BEELDEN) / "zonder-gezag.png", full_page=True)
    assert_axe(zonder)
    moeder.goto(reverse("tlv:gezin_reactie", args=[gezin.zaak.pk]))
    moeder.get_by_role("button", name="Verstuur uw reactie").click()
    assert moeder.title().startswith("Fout:")
    assert_axe(moeder)


def test_the_home_of_the_family(open_als: Bezoek) -> None:
    """On paper too: everything that is not a way to somewhere else is printed."""
    gezin = aangekleed(Status.DESKUNDIGENADVIES)
    broer_van(gezin)
    for foto, wie in (("moeder", gezin.moeder), ("vader", gezin.vader), ("leerling", gezin.leerling)):
        page = open_als(wie)
        page.goto(reverse("workflow:home"))
        kijken.bekijk(page, f"thuis-{foto}")
        page.emulate_media(media="print")
        assert page.get_by_role("heading", name="Wie kunt u bellen" if foto != "leerling" else "Wie kun je").count()
        if BEELDEN:
            page.screenshot(path=Path(BEELDEN) / f"thuis-{foto}-druk.png", full_page=True)


def test_the_decision_for_the_family(open_als: Bezoek) -> None:
    gezin = aangekleed(Status.TER_BESLUITVORMING)
    besluit_bekend(gezin)
    moeder = open_als(gezin.moeder)
    bekijk(moeder, "tlv:gezin", gezin, "besluit-moeder")
    bekijk(moeder, "tlv:gezin_besluit", gezin, "moeder")
    bekijk(open_als(gezin.vader), "tlv:gezin_besluit", gezin, "vader")


def test_the_case_page_for_staff(open_als: Bezoek) -> None:
    gezin = aangekleed(Status.DESKUNDIGENADVIES)
    deskundige = gezin.aanvraag.adviezen.get().deskundige
    marit = factories.actor(Rol.DESKUNDIGE, gezin.zaak.swv, user=deskundige, vandaag=timezone.localdate())
    for foto, wie in (
        ("coordinator", gezin.coordinator),
        ("secretariaat", gezin.secretariaat),
        ("voorzitter", gezin.voorzitter),
        ("deskundige", marit),
    ):
        page = open_als(wie)
        bekijk(page, "tlv:zaak", gezin, foto)
        bekijk(page, "tlv:documenten", gezin, foto)
    bekijk(open_als(gezin.coordinator), "tlv:intrekken", gezin, "coordinator")
    kantoor = open_als(gezin.secretariaat)
    for naam in ("tlv:zaak_aanvraag", "tlv:afspraak", "tlv:reactie_noteren"):
        bekijk(kantoor, naam, gezin, "secretariaat")


def test_the_case_page_after_the_decision(open_als: Bezoek) -> None:
    gezin = aangekleed(Status.TER_BESLUITVORMING)
    besluit_bekend(gezin)
    bekijk(open_als(gezin.secretariaat), "tlv:zaak", gezin, "besluit-secretariaat")
    bekijk(open_als(gezin.coordinator), "tlv:zaak", gezin, "besluit-coordinator")

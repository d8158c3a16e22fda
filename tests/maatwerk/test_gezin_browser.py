"""The home of a family with two children and two workflows, in a browser: accessible, and fit for a phone and paper."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page

from cases.compartimenten import Compartiment
from documents.models import Documentsoort
from organisations.actor import Actor
from organisations.models import Samenwerkingsverband, School, User
from organisations.rollen import Rol
from tests import factories
from tests.browser.kijken import bekijk
from tests.maatwerk.gezinhulp import Plangezin, aanvraag_voor, maak_plangezin, zus_met_aanvraag
from tests.maatwerk.trajectloop import Trajectloop
from tests.tlv.gezin_voorbeeld import papier

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Bezoek = Callable[[Actor], Page]


@pytest.fixture
def gezin(school: School, andere_school: School, swv: Samenwerkingsverband) -> Plangezin:
    """With papers, an appointment and the support point, so that every part of the page is there."""
    swv.steunpunt_naam, swv.steunpunt_telefoon = "Steunpunt Linde", "085 555 09 09"
    swv.save()
    gezin = maak_plangezin(school, andere_school, swv)
    gezin.vertel()
    zaak = gezin.traject.zaak
    papier(zaak, "Verslag ergotherapie", soort=Documentsoort.VERSLAG, compartiment=Compartiment.DOSSIER)
    zaak.dossier.schoolbetrokkenen.create(naam="Noor van Dijk", functie="mentor", telefoon="085 555 03 00")
    zaak.afspraken.create(
        moment=timezone.now() + timedelta(days=5),
        plaats="De Kleine Plek, de tuinkamer",
        onderwerp="Kennismaken met de nieuwe school",
        aanwezigen="Meike van Dam, omdat zij alles regelt\nT. Aker, omdat hij de nieuwe school leidt",
    )
    aanvraag_voor(gezin)
    zus_met_aanvraag(gezin)
    return gezin


def test_the_home_of_two_children_and_two_workflows(open_als: Bezoek, gezin: Plangezin) -> None:
    for foto, wie in (("moeder", gezin.moeder), ("vader", gezin.vader), ("leerling", gezin.leerling)):
        page = open_als(wie)
        page.goto(reverse("workflow:home"))
        bekijk(page, f"gezinsthuis-{foto}", smalst=320)
        page.get_by_text("Wat als je dit niet wilt?" if foto == "leerling" else "Wat als u dit niet wilt?").click()
        bekijk(page, f"gezinsthuis-{foto}-gevolg")
    page.emulate_media(media="print")
    bekijk(page, "gezinsthuis-druk")


def test_what_was_answered_takes_the_place_of_what_was_asked(open_als: Bezoek, gezin: Plangezin) -> None:
    page = open_als(gezin.vader)
    page.goto(reverse("workflow:home"))
    vraag = page.get_by_role("link", name="Lees en teken: Sam")
    adres = reverse("workflow:tekenen", args=[gezin.rij(gezin.vader).pk])
    assert vraag.get_attribute("href") == adres
    gezin.antwoord(gezin.vader, "gezien")
    page.reload()
    assert vraag.count() == 0
    antwoord = page.get_by_role("link", name="u las het en bent het er niet mee eens")
    assert antwoord.get_attribute("href") == adres


def test_the_page_of_a_track(open_als: Bezoek, gezin: Plangezin) -> None:
    for foto, wie in (("vader", gezin.vader), ("leerling", gezin.leerling)):
        page = open_als(wie)
        page.goto(reverse("maatwerk:gezin", args=[gezin.traject.zaak_id]))
        bekijk(page, f"gezinstraject-{foto}", smalst=320)


def test_the_first_talk_on_a_phone(open_als: Bezoek) -> None:
    loop = Trajectloop(vandaag=True).breng_naar("gesprekken")
    page = open_als(loop.als("ouder"))
    page.goto(reverse("workflow:home"))
    bekijk(page, "gezinsthuis-praten", smalst=320)


def test_the_tasks_of_a_plan_for_family_schools_and_casemanager(open_als: Bezoek, gezin: Plangezin) -> None:
    gezin.voert_uit(verteld=True)
    dag = timezone.localdate()
    hoofd = factories.actor(Rol.SCHOOLDIRECTEUR, user=User.objects.get(pk=gezin.hoofd.persoon_id), vandaag=dag)
    coordinator = factories.actor(Rol.COORDINATOR, gezin.traject.zaak.school, vandaag=dag)
    for foto, wie, partij in (
        ("moeder", gezin.moeder, "ouders"),
        ("leerling", gezin.leerling, "leerling"),
        ("hoofd", hoofd, "ontvangend"),
        ("coordinator", coordinator, "school"),
    ):
        page = open_als(wie)
        page.goto(reverse("workflow:home"))
        bekijk(page, f"taken-thuis-{foto}")
        page.get_by_role(
            "link", name=f"Iets doen: {gezin.traject.taken.get(partij=partij).get_partij_display()}"
        ).click()
        page.get_by_label("Mee bezig").check()
        page.get_by_label("Hoe gaat het?").fill("Het gaat goed. Wij zijn begonnen.")
        page.get_by_role("button", name="Bewaar").click()
        page.get_by_text("Het is bewaard.").wait_for()
        bekijk(page, f"taak-{foto}", smalst=320)
    for naam, wie in (("gezin", gezin.moeder), ("zaak", coordinator), ("uitvoering", gezin.casemanager)):
        page = open_als(wie)
        page.goto(reverse(f"maatwerk:{naam}", args=[gezin.traject.zaak_id]))
        bekijk(page, f"taken-{naam}")

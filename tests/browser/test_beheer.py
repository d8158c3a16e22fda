"""The pages of administration in a browser without JavaScript: accessible, narrow enough, and one walk through."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from cases.models import Zaak
from organisations.actor import Actor
from organisations.mensen import Hoedgegevens, voeg_toe
from organisations.models import (
    Deskundigheid,
    Lidmaatschap,
    Samenwerkingsverband,
    School,
    Toegangsbewijs,
    User,
    Voorstel,
)
from organisations.rollen import Rol
from organisations.toegang.bewijzen import maak_link
from organisations.voorstellen import stel_voor
from tests import factories
from tests.browser.kijken import bekijk
from tlv.models import Aanvraag

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_every_page_and_an_import(
    open_als: Callable[..., Page],
    swv: Samenwerkingsverband,
    school: School,
    aanvraag: Aanvraag,
    coordinator: Actor,
    tmp_path: Path,
) -> None:
    vandaag = timezone.localdate()
    beheerder, directeur = (factories.actor(rol, swv, vandaag=vandaag) for rol in (Rol.BEHEERDER, Rol.DIRECTEUR_SWV))
    deskundige = User.objects.get(pk=factories.actor(Rol.DESKUNDIGE, swv).persoon_id)
    Deskundigheid.objects.create(user=deskundige, swv=swv, beroep="arts", registratie="register 12", van=vandaag)
    Zaak.objects.filter(pk=aanvraag.zaak_id).update(schoolbehandelaar=coordinator.persoon_id)
    stel_voor(directeur, Voorstel.Soort.HOED, deskundige, reden="opvolger", nu=timezone.now(), rol="fg", van=vandaag)
    page = open_als(beheerder)
    for naam, args in (
        ("organisations:beheer", []),
        ("organisations:gebruikers", []),
        ("organisations:gebruiker", [deskundige.pk]),
        ("organisations:gebruiker_gegevens", [deskundige.pk]),
        ("organisations:hoed_nieuw", [deskundige.pk]),
        ("organisations:herstel_vragen", [deskundige.pk]),
        ("organisations:scholenlijst", []),
        ("organisations:school_bewerken", [school.pk]),
        ("organisations:swv_gegevens", []),
        ("workflow:hoed_einde", [coordinator.hoed_id]),
    ):
        page.goto(reverse(naam, args=args))
        bekijk(page, f"20-{naam.partition(':')[2]}")
    kaal = open_als(beheerder, javascript=False)
    kaal.goto(reverse("organisations:import_nieuw"))
    bestand = tmp_path / "scholen.csv"
    bestand.write_text("brin;vestiging;naam;soort;bestuur\n41QA;00;De Ronde;vo;S\n41q;0;;havo;S\n")
    kaal.get_by_label("Bestand met scholen").set_input_files(bestand)
    kaal.get_by_role("button", name="Controleer het bestand").click()
    expect(kaal.get_by_role("heading", name="Rij 3: zonder naam")).to_be_visible()
    page.goto(kaal.url)
    bekijk(page, "20-import")
    kaal.get_by_role("button", name="Sla alleen de goede rijen op").click()
    expect(kaal.get_by_role("main")).to_contain_text("De Ronde")
    page.goto(reverse("organisations:gebruiker_nieuw"))
    page.get_by_role("button", name="Voeg toe en nodig uit").click()
    bekijk(page, "20-fout")


def test_who_was_let_in_and_who_still_has_to_take_a_role_on(
    open_als: Callable[..., Page], swv: Samenwerkingsverband, school: School
) -> None:
    vandaag, nu = timezone.localdate(), timezone.now()
    beheerder = factories.actor(Rol.BEHEERDER, swv, vandaag=vandaag)
    hoofd = factories.actor(Rol.SCHOOLDIRECTEUR, school, vandaag=vandaag)
    elders = factories.lidmaatschap(Rol.COORDINATOR, factories.SchoolFactory()).user
    hoed = Hoedgegevens(Rol.COORDINATOR, school, vandaag, None)
    voeg_toe(beheerder, naam="Vera Vreemd", email="vera.vreemd@dewissel.example", hoed=hoed, nu=nu)
    voeg_toe(beheerder, naam="x", email=elders.email, hoed=hoed, nu=nu)
    token = maak_link(Toegangsbewijs.objects.get(hoed__isnull=False), nu=nu)
    page = open_als(beheerder)
    page.goto(reverse("organisations:gebruikers"))
    expect(page.get_by_role("heading", name=elders.email)).to_be_visible()
    bekijk(page, "20-nog-niet-aangenomen")
    page.goto(reverse("organisations:uitnodiging", args=[token]))
    bekijk(page, "20-rol-aannemen")
    page = open_als(hoofd)
    for naam in ("workflow:home", "organisations:toegang"):
        page.goto(reverse(naam))
        bekijk(page, f"20-{naam.partition(':')[2]}-hoofd")
    kaal = open_als(hoofd, javascript=False)
    kaal.goto(reverse("workflow:home"))
    kaal.get_by_role("link", name="Kijk na wie toegang kreeg: 1 nieuwe rol").click()
    expect(kaal.get_by_role("main")).to_contain_text("vera.vreemd@dewissel.example")
    kaal.get_by_role("button", name="Ik heb het nagekeken").click()
    expect(kaal.get_by_role("main")).to_contain_text("Vastgelegd")
    expect(kaal.get_by_text("Nieuw", exact=True)).to_have_count(0)


def test_a_form_of_another_hat_asks_in_which(
    open_als: Callable[..., Page], coordinator: Actor, swv: Samenwerkingsverband, aanvraag: Aanvraag
) -> None:
    factories.actor(Rol.GEDRAGSWETENSCHAPPER, swv, user=User.objects.get(pk=coordinator.gebruiker_id))
    page = open_als(coordinator)
    page.goto(reverse("workflow:vragen", args=[aanvraag.zaak_id]))
    page.locator("main textarea").first.fill("Ik bel de ouders maandag.")
    ander = page.context.new_page()
    ander.goto(reverse("workflow:home"))
    ander.locator("summary.hoed__knop").click()
    ander.get_by_role("button", name="gedragswetenschapper").click()
    page.get_by_role("button", name="Plaatsen").click()
    expect(page.get_by_role("heading", name="In welke rol wilt u dit doen?")).to_be_visible()
    bekijk(page, "20-andere-rol")
    page.get_by_role("link", name="Ga verder als").click()
    expect(page.locator("main textarea").first).to_have_value("Ik bel de ouders maandag.")


def test_the_cases_of_who_left_without_javascript(
    open_als: Callable[..., Page], swv: Samenwerkingsverband, school: School, aanvraag: Aanvraag, coordinator: Actor
) -> None:
    """From the page of administration to the hand-over, and back to a page on which nothing waits any more."""
    vandaag = timezone.localdate()
    Zaak.objects.filter(pk=aanvraag.zaak_id).update(schoolbehandelaar=coordinator.persoon_id)
    Lidmaatschap.objects.filter(pk=coordinator.hoed_id).update(tot=vandaag - timedelta(days=2))
    straks = vandaag + timedelta(days=20)
    collega = factories.lidmaatschap(Rol.COORDINATOR, school, tot=straks).user
    beheerder = factories.actor(Rol.BEHEERDER, swv, vandaag=vandaag)
    page, kaal = open_als(beheerder), open_als(beheerder, javascript=False)
    page.goto(reverse("organisations:gebruiker", args=[coordinator.persoon_id]))
    bekijk(page, "20-vertrokken-persoon")
    page.goto(reverse("organisations:beheer"))
    bekijk(page, "20-vertrokken-beheer")
    page.get_by_role("link", name="Draag over").click()
    bekijk(page, "20-vertrokken")
    page.get_by_role("button", name="Draag over").click()
    bekijk(page, "20-vertrokken-fout")
    kaal.goto(reverse("organisations:beheer"))
    kaal.get_by_role("link", name="Draag over").click()
    kaal.get_by_label("Wie neemt de zaken over?").select_option(str(collega.pk))
    kaal.get_by_role("button", name="Draag over").click()
    expect(kaal.get_by_role("main")).to_contain_text("Overgedragen: 1 zaak")
    assert Zaak.objects.get(pk=aanvraag.zaak_id).schoolbehandelaar_id == collega.pk
    page.goto(reverse("workflow:hoed_einde", args=[coordinator.hoed_id]))
    bekijk(page, "20-vertrokken-klaar")
    page.goto(reverse("workflow:storingen"))
    bekijk(page, "20-storingen")

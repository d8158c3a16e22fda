"""The pages of administration in a browser without JavaScript: accessible, narrow enough, and one walk through."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from cases.models import Zaak
from organisations.actor import Actor
from organisations.models import Deskundigheid, Samenwerkingsverband, School, User, Voorstel
from organisations.rollen import Rol
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

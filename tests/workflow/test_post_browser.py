"""The pages about mail in a browser: choosing, noting what came back, sending on paper; on desktop and phone."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from organisations.actor import Actor
from organisations.rollen import Rol
from tests import factories
from tests.browser.kijken import bekijk
from tests.browser.vensters import OpenAls
from tlv.models import Aanvraag, Status
from workflow.berichten import Mededeling, schrijf_los_bericht
from workflow.models import Papierpost
from workflow.process import Ontvanger

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_parent_chooses_and_the_secretariat_sends_on_paper(
    open_als: OpenAls, aanvraag: Aanvraag, secretariaat: Actor
) -> None:
    factories.zet_status(aanvraag, Status.INGEDIEND)
    ouder = factories.OuderFactory(leerling=aanvraag.zaak.dossier.leerling, account=True)
    wat = Mededeling(
        soort="proef",
        onderwerp="Alle papieren zijn er",
        tekst="Wij hebben alle papieren voor {leerling}.",
        wettelijk=True,
        sleutel="proef",
    )
    schrijf_los_bericht(aanvraag.zaak, Ontvanger(user=ouder.user, ouder=ouder, rol=Rol.OUDER), wat, nu=factories.NU)
    thuis = open_als(factories.actor(Rol.OUDER, user=ouder.user))
    thuis.goto("/account/")
    thuis.get_by_role("link", name="Kies wanneer u mail krijgt").click()
    thuis.get_by_label("Eén keer per dag, in één mail").check()
    thuis.get_by_label("Hoe noemt u").fill(aanvraag.zaak.dossier.leerling.roepnaam)
    thuis.get_by_role("button", name="Bewaar").click()
    bekijk(thuis, "mailkeuze-fout")
    thuis.get_by_label("Hoe noemt u").fill("de oudste")
    thuis.get_by_role("button", name="Bewaar").click()
    expect(thuis.get_by_role("main")).to_contain_text("Uw keuze is bewaard")
    bekijk(thuis, "mailkeuze")
    bureau = open_als(secretariaat)
    bureau.goto("/post/onbestelbaar/")
    bekijk(bureau, "onbestelbaar-leeg")
    bureau.get_by_label("Naar welk mailadres").fill(ouder.email)
    bureau.get_by_label("Wat stond er").fill("550 mailbox unavailable")
    bureau.get_by_role("button", name="Noteer dit adres").click()
    expect(bureau.get_by_role("main")).to_contain_text("1 brief moet nu op papier")
    bekijk(bureau, "onbestelbaar")
    bureau.goto("/post/papier/")
    bekijk(bureau, "papier")
    bureau.get_by_role("checkbox").check()
    bureau.get_by_role("button", name="Op de post gedaan").click()
    bekijk(bureau, "papier-fout")
    expect(bureau.get_by_role("main")).to_contain_text("Print eerst de brieven die u kiest")
    Papierpost.objects.update(geprint_op=timezone.now())
    bureau.get_by_role("button", name="Op de post gedaan").click()
    expect(bureau.get_by_role("main")).to_contain_text("Er wachten geen brieven")


def test_a_letter_that_came_back_is_noted_and_lies_ready_again(
    open_als: OpenAls, aanvraag: Aanvraag, secretariaat: Actor
) -> None:
    factories.zet_status(aanvraag, Status.INGEDIEND)
    ouder = factories.OuderFactory(leerling=aanvraag.zaak.dossier.leerling, naam="Omar Vos", email="")
    wat = Mededeling(
        soort="proef", onderwerp="Het duurt langer", tekst="Het duurt langer.", wettelijk=True, sleutel="p"
    )
    schrijf_los_bericht(aanvraag.zaak, Ontvanger(ouder=ouder, rol=Rol.OUDER), wat, nu=timezone.now())
    Papierpost.objects.update(
        geprint_op=timezone.now(),
        verstuurd_op=timezone.now(),
        verstuurd_door=secretariaat.persoon_id,
        gepost_op=timezone.localdate(),
    )
    bureau = open_als(secretariaat)
    bureau.goto("/post/papier/")
    bureau.get_by_role("link", name="Kwam er een brief terug?").click()
    bureau.get_by_role("button", name="Noteer deze brief").click()
    bekijk(bureau, "teruggekomen-fout")
    bureau.get_by_label("Welke brief kwam terug?").select_option(index=1)
    bureau.get_by_label("Wat staat er op de envelop?").fill("verhuisd")
    bureau.get_by_role("button", name="Noteer deze brief").click()
    expect(bureau.get_by_role("main")).to_contain_text("vraag het adres na")
    bekijk(bureau, "teruggekomen")
    bureau.get_by_role("button", name="Stuur opnieuw").click()
    expect(bureau.get_by_role("main")).to_contain_text("Kwam terug")
    bekijk(bureau, "papier-weer-klaar")

"""Side roads of working together in a real browser: doubles, a request on paper, hand-over, threads and notices."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from cases.matching import leg_dubbelen_vast
from cases.models import Dossier, MogelijkeDubbel
from documents.models import Documentsoort, Handtekening
from organisations.actor import Actor
from organisations.models import Samenwerkingsverband, School
from organisations.rollen import Rol
from tests import factories
from tests.browser.kijken import bekijk
from tests.browser.reis import stukken
from tests.browser.reis.invullen import Keuze, Lijst, klik, vul
from tests.browser.zijzaken import Zijzaak, maak_zijzaak
from tests.tlv.schrijfhulp import vul_in
from tlv.models import Aanvraag, Kanaal, Overdracht, Status
from workflow.edit import meld_aanwezig

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OpenAls = Callable[..., Page]


def vandaag_actor(rol: str, plek: School | Samenwerkingsverband, naam: str) -> Actor:
    user = factories.UserFactory(naam=naam)
    factories.lidmaatschap(rol, plek, user=user)
    return factories.actor(rol, user=user, vandaag=timezone.localdate())


def dossier(school: School, roepnaam: str, achternaam: str, geboren: date) -> Dossier:
    leerling = factories.LeerlingFactory(
        roepnaam=roepnaam, voornamen=roepnaam, achternaam=achternaam, geboortedatum=geboren
    )
    factories.OuderFactory(leerling=leerling, naam=f"Nadia {achternaam}")
    rij: Dossier = factories.DossierFactory(leerling=leerling, school=school)
    leg_dubbelen_vast(rij, vandaag=timezone.localdate())
    return rij


@pytest.fixture
def fatma(swv: Samenwerkingsverband) -> Actor:
    Samenwerkingsverband.objects.filter(pk=swv.pk).update(naam="Samenwerkingsverband VO Lindestreek")
    return vandaag_actor(Rol.SECRETARIAAT, swv, "Fatma Yıldız")


def test_doubles_are_merged_or_kept_apart(
    open_als: OpenAls, fatma: Actor, school: School, andere_school: School
) -> None:
    een = dossier(school, "Thijs", "van Leeuwen", date(2012, 3, 4))
    dossier(andere_school, "Tijs", "van Leeuwen", date(2012, 3, 4))
    dossier(school, "Lotte", "Bakker", date(2011, 6, 7))
    dossier(andere_school, "Lot", "Bakker", date(2011, 6, 7))
    page = open_als(fatma)
    page.goto("/werk/")
    page.get_by_role("link", name=re.compile("^2 mogelijk dubbele dossiers beoordelen")).click()
    bekijk(page, "11-dubbelen")
    page.get_by_role("link", name=re.compile("Thijs van Leeuwen")).click()
    bekijk(page, "11-vergelijken")
    klik(page, "Oordeel opslaan")
    expect(page.locator("[data-foutenlijst]")).to_be_focused()
    vul(page, {"Wat is uw oordeel?": Keuze("Dit is één leerling…")})
    vul(page, {"Welke gegevens van de leerling kloppen?…": Keuze("Die van het oudste…")})
    vul(page, {"Waaruit blijkt dat?": "Nagevraagd bij beide scholen."})
    klik(page, "Oordeel opslaan")
    expect(page.get_by_text("De dossiers zijn samengevoegd")).to_be_visible()
    bekijk(page, "11-samengevoegd")
    assert Dossier.objects.get(samengevoegd_met=een).school == andere_school
    page.goto("/dossiers/dubbelen/")
    page.get_by_role("link", name=re.compile("Lotte Bakker")).click()
    vul(page, {"Wat is uw oordeel?": Keuze("Dit zijn twee leerlingen…"), "Waaruit blijkt dat?": "Een tweeling."})
    klik(page, "Oordeel opslaan")
    expect(page.get_by_text("De dossiers blijven apart")).to_be_visible()
    assert not MogelijkeDubbel.objects.filter(uitkomst="open").exists()


def test_the_secretariat_enters_a_request_that_came_on_paper(open_als: OpenAls, fatma: Actor, school: School) -> None:
    School.objects.filter(pk=school.pk).update(naam="De Wissel")
    directeur = vandaag_actor(Rol.SCHOOLDIRECTEUR, school, "Els Vermeer")
    vandaag_actor(Rol.GEDRAGSWETENSCHAPPER, school.swv, "Iris Kuipers")
    vorige_week = timezone.localdate() - timedelta(days=7)
    page = open_als(fatma)
    page.goto("/werk/")
    klik(page, "Aanvraag invoeren voor een school")
    page.locator("#leerling-q").fill("Vos")
    klik(page.get_by_role("main"), "Zoeken")
    bekijk(page, "12-niet-gevonden")
    klik(page, "Open een dossier voor de school")
    vul(page, {"Roepnaam": "Tim", "Alle voornamen": "Timo Jan", "Achternaam": "Vos"})
    vul(page, {"Geboortedatum": date(2012, 9, 1), "School": Lijst("De Wissel")})
    vul(
        page,
        {"Wat geldt op deze school?": Keuze("De leerling staat ingeschreven…"), "Sinds welke datum?": date(2024, 8, 1)},
    )
    bekijk(page, "12-dossier")
    klik(page, "Dossier openen")
    tim = Dossier.objects.get(leerling__achternaam="Vos")
    factories.OuderFactory(leerling=tim.leerling, naam="Petra Vos")
    page.goto(f"/tlv/kiezen/{tim.pk}/")
    vul(page, {"Hoe is de aanvraag binnengekomen?": Keuze("Op papier…")})
    vul(page, {"Op welke dag kwam de aanvraag binnen?": vorige_week})
    bekijk(page, "12-kiezen")
    klik(page, "Aanvraag invoeren")
    expect(page.get_by_text("Het concept staat klaar")).to_be_visible()
    aanvraag = Aanvraag.objects.get(zaak__dossier=tim)
    vul_in(aanvraag.zaak)
    page.goto(f"/tlv/{aanvraag.zaak_id}/bevriezen/")
    page.get_by_role("main").locator("form button[type=submit]").last.click()
    expect(page.get_by_text("Versie 1 is bevroren. Iedereen")).to_be_visible()
    for naam, keuze in ((directeur.naam, "Getekend"), ("Petra Vos", "Eens…")):
        page.get_by_role("link", name=f"Leg papier vast van {naam}").click()
        vul(page, {"Datum op het formulier": vorige_week})
        page.get_by_role("radio", name=re.compile(f"^{keuze.rstrip('…')}", re.IGNORECASE)).first.check()
        page.get_by_label("Scan of foto van het formulier").set_input_files(stukken.foto())
        if naam == directeur.naam:
            bekijk(page, "12-papier")
        klik(page, "Leg vast")
        expect(page.get_by_text(f"Het formulier van {naam} is vastgelegd")).to_be_visible()
    klik(page, "Overzicht")
    klik(page, "Wie tekende wanneer, en hoe")
    bekijk(page, "12-scan-vergelijken")
    scan = page.get_by_role("link", name=re.compile("^Bekijk de scan")).first.get_attribute("href") or ""
    assert page.request.get(scan).ok
    expect(page.get_by_text("U hebt dit formulier zelf ingevoerd").first).to_be_visible()
    expect(page.get_by_role("button", name="De scan klopt")).to_have_count(0)
    collega = open_als(vandaag_actor(Rol.SECRETARIAAT, school.swv, "Greet Sikkema"))
    collega.goto(page.url)
    while collega.get_by_role("button", name="De scan klopt").count():
        collega.get_by_role("button", name="De scan klopt").first.click()
        expect(collega.get_by_text(re.compile("^De handtekening van .* is bevestigd"))).to_be_visible()
    assert not Handtekening.objects.filter(wijze="papier", bevestigd_door=None).exists()
    page.goto(f"/tlv/{aanvraag.zaak_id}/controle/")
    vul(page, {"Ik weet dat er nog punten open staan…": True})  # the day of receipt is known already
    klik(page, "Dien de aanvraag in")
    expect(page.get_by_role("heading", name="De aanvraag is ingevoerd", level=1)).to_be_visible()
    aanvraag = Aanvraag.objects.select_related("zaak").get(pk=aanvraag.pk)
    assert (aanvraag.status, aanvraag.kanaal) == (Status.INGEDIEND, Kanaal.PAPIER)
    assert aanvraag.zaak.ontvangen_op == vorige_week
    page.goto(f"/zaken/{aanvraag.zaak_id}/")
    bekijk(page, "12-zaak")


@pytest.fixture
def z() -> Zijzaak:
    return maak_zijzaak()


def test_the_receiving_school_confirms_and_sees_only_what_was_handed_over(open_als: OpenAls, z: Zijzaak) -> None:
    springplank = factories.SchoolFactory(swv=z.gezin.zaak.swv, naam="De Springplank", soort="vso")
    jolanda = vandaag_actor(Rol.COORDINATOR, springplank, "Jolanda Bakx")
    z.tot_besluit()
    z.schrijf_besluit()
    z.maak_bekend(0)
    beschikking = z.gezin.zaak.documenten.get(soort=Documentsoort.BESCHIKKING)
    opp = z.gezin.zaak.documenten.get(soort=Documentsoort.OPP)
    z.schrijf("overdracht", z.gezin.coordinator, school_id=springplank.pk, documenten=[beschikking.pk])
    overdracht = Overdracht.objects.get()
    page = open_als(jolanda)
    page.goto("/werk/")
    expect(page.get_by_role("link", name=re.compile("^Bevestig dat u de verklaring van Mila"))).to_be_visible()
    bekijk(page, "13-werk")
    page.goto("/tlv/register/")
    bekijk(page, "13-register")
    page.get_by_role("link", name=re.compile("Mila Janssen")).click()
    expect(page.get_by_role("main")).not_to_contain_text("OPP")
    bekijk(page, "13-overdracht")
    adres = page.locator("main a[href*='/overdracht/']").first.get_attribute("href") or ""
    assert page.request.get(adres).body().startswith(b"%PDF")
    klik(page, "Ontvangst bevestigen")
    expect(page.get_by_text("U hebt de ontvangst bevestigd.")).to_be_visible()
    bekijk(page, "13-ontvangen")
    for dicht in (
        f"/tlv/overdracht/{overdracht.pk}/{opp.pk}/",
        f"/documenten/{opp.pk}/",
        f"/documenten/{beschikking.pk}/",
        f"/zaken/{z.pk}/",
        f"/tlv/{z.pk}/documenten/",
    ):
        assert page.request.get(dicht).status == 404, dicht
    noor = open_als(z.gezin.coordinator)
    noor.goto(f"/tlv/{z.pk}/overdracht/")
    expect(noor.get_by_text("Ontvangen door Jolanda Bakx")).to_be_visible()


def test_threads_notes_hand_over_and_a_colleague_at_work(open_als: OpenAls, z: Zijzaak) -> None:
    gezin = z.gezin
    z.tot_besluit()
    z.schrijf_besluit()
    vandaag_actor(Rol.COORDINATOR, gezin.zaak.school, "Maud Terpstra")
    z.schrijf("vraag", gezin.secretariaat, tekst="Op welke dag was het overleg?", draad="school")
    z.schrijf("vraag", gezin.moeder, tekst="Mag mijn zus mee naar het gesprek?")
    school, moeder, hanna = open_als(gezin.coordinator), open_als(gezin.moeder), open_als(gezin.voorzitter)
    school.goto(f"/zaken/{z.pk}/vragen/")
    vul(school, {"Uw bericht": "Op maandag 2 november."})
    klik(school, "Plaatsen")
    expect(school.get_by_role("main")).to_contain_text("Op maandag 2 november.")
    expect(school.get_by_role("main")).not_to_contain_text("mijn zus")
    bekijk(school, "14-vragen-school")
    moeder.goto(f"/zaken/{z.pk}/vragen/")
    bekijk(moeder, "14-vragen-ouder")
    fatma = open_als(gezin.secretariaat)
    fatma.goto(f"/zaken/{z.pk}/vragen/")
    expect(fatma.get_by_role("group", name="Aan wie schrijft u?")).not_to_contain_text("Ruben")  # has no gezag
    bekijk(fatma, "14-vragen-secretariaat")
    school.goto(f"/zaken/{z.pk}/notities/")
    klik(school, "Bewaar de notitie")
    expect(school.locator("[data-foutenlijst]")).to_be_focused()
    vul(school, {"Notitie": "Vader liever bellen na vier uur."})
    klik(school, "Bewaar de notitie")
    expect(school.get_by_text("Vader liever bellen")).to_be_visible()
    bekijk(school, "14-notities")
    school.goto(f"/zaken/{z.pk}/overdragen/")
    bekijk(school, "14-overdragen")
    vul(school, {"Naar welke collega gaat deze zaak?": Lijst("Maud Terpstra")})
    klik(school, "Overdragen")
    expect(school.get_by_role("complementary", name="Over deze zaak")).to_contain_text("Maud Terpstra")
    tom = factories.UserFactory(naam="Tom Peeters")
    factories.lidmaatschap(Rol.PLV_VOORZITTER, gezin.zaak.swv, user=tom)
    plv = factories.actor(Rol.PLV_VOORZITTER, user=tom, vandaag=timezone.localdate())
    meld_aanwezig(z.pk, "besluit", plv, nu=timezone.now())
    hanna.goto(f"/tlv/{z.pk}/besluit/")
    expect(hanna.get_by_text("Tom Peeters werkt nu ook aan dit besluit.")).to_be_visible()
    bekijk(hanna, "14-collega-bezig")

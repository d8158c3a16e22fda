"""One pupil for whom no school fits, from the intake to a track that is closed, in the browser, as every person in it.

Runs in the order of the file on one site; `make journey` keeps the pictures and the plan in build/journey-maatwerk.
"""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.reis import stukken
from tests.browser.reis import trajectverhaal as verhaal
from tests.browser.reis.controles import verify_pdf
from tests.browser.reis.handelingen import geef_account, herbevestig, maak_dossier, vul_rijen, wacht_op
from tests.browser.reis.invullen import Keuze, Lijst, klik, vul
from tests.browser.reis.reis import DESKTOP, TELEFOON, Reis, nummer_uit
from tests.browser.reis.trajectstappen import (
    leg_voor,
    noteer,
    schrijf_plan,
    stap,
    teken,
    teken_niet,
    tekst_van,
)
from tests.browser.reis.verhaal import LEERLING, LEERLING_NAAM, MOEDER, OUDERS, VADER, VANDAAG

pytestmark = pytest.mark.browser
REIS = {"naam": "journey-maatwerk", "pad": "maatwerk", "toets": False}


def bram(reis: Reis) -> Page:
    return reis.als(verhaal.COORDINATOR, verhaal.HOED)


def test_01_dossier(reis: Reis) -> None:
    """A pupil of sixteen with two guardians; mother and pupil have an account, the father wants paper."""
    page = bram(reis)
    klik(page, "Nieuw dossier")
    maak_dossier(reis, page, LEERLING, OUDERS[:2])
    for naam, email in verhaal.MAIL.items():
        geef_account(reis, page, naam, email)
    page.goto(f"/dossiers/{reis.dossier_id}/")
    klik(page, "Maatwerktraject")
    reis.bekijk(page, "beginnen")
    klik(page, "Begin met de intake")
    page.wait_for_url(re.compile(r"/maatwerk/\d+/intake/$"))
    reis.zaak_id = nummer_uit(page.url, r"/maatwerk/(\d+)/")


def test_02_intake(reis: Reis) -> None:
    """What the PTO found, what was explored and falls short, and a report; only then it can be brought in."""
    page = reis.zaak(bram(reis), "stap/inbrengen/")
    with reis.mag_geven(422):
        klik(page, "Breng in bij de commissie")
        expect(page.get_by_role("main")).to_contain_text("Er mist nog iets")
    reis.zaak(page, "intake/")
    vul(page, verhaal.INTAKE)
    klik(page, "Bewaar de intake")
    for rij in verhaal.VERKEND:
        klik(page, "Mogelijkheid toevoegen")
        vul(page, rij)
        klik(page, "Bewaar")
    klik(page, "Document toevoegen")
    page.get_by_label("Bestand", exact=True).set_input_files([stukken.verslag()])
    vul(page, {"Titel": "Verslag PTO"})
    klik(page, "Voeg toe")
    reis.bekijk(page, "intake")
    klik(page, "Naar het inbrengen")
    klik(page, "Breng in bij de commissie")
    expect(page.get_by_role("main")).to_contain_text("De commissie is aan zet")
    reis.bekijk(page, "ingebracht")


def test_03_vergadering(reis: Reis) -> None:
    """The case and a question without a request on one agenda; the outcome moves the case on; sealed minutes."""
    fatma = reis.als(verhaal.SECRETARIS)
    fatma.goto("/vergaderingen/nieuw/")
    vul(fatma, verhaal.VERGADERING)
    klik(fatma, "Plan de vergadering")
    fatma.wait_for_url(re.compile(r"/vergaderingen/\d+/$"))
    adres = fatma.url
    klik(fatma, "Punt toevoegen")
    vul(fatma, verhaal.CONSULTATIE)
    klik(fatma, "Zet op de agenda")
    reis.zaak(fatma)
    klik(fatma, "Agenda van de commissie")
    vul(fatma, {"Waarvoor?": Keuze("Advies over een casemanager"), "Op welke vergadering?": Lijst("uur")})
    klik(fatma, "Zet op de agenda")
    fatma.goto(adres)
    reis.bekijk(fatma, "agenda")
    for antwoorden in (
        {"Wat is de uitkomst?": Keuze("Advies gegeven"), "Advies of besluit, met de reden": "Een vaste volwassene."},
        verhaal.UITKOMST,
    ):
        fatma.get_by_role("link", name=re.compile("^Uitkomst van punt")).first.click()
        vul(fatma, antwoorden)
        klik(fatma, "Leg de uitkomst vast")
        fatma.wait_for_url(adres)
    klik(fatma, "Wie waren er")
    for keuze in fatma.get_by_label("Aanwezig", exact=True).all():
        keuze.check()
    klik(fatma, "Bewaar")
    klik(fatma, "Afsluiten en verslag maken")
    reis.bekijk(fatma, "vergadering-afsluiten")
    klik(fatma, "Sluit af en maak het verslag")
    verslag = fatma.get_by_role("link", name=re.compile("^Open het verslag"))
    wacht_op(fatma, verslag)
    pdf = fatma.request.get(verslag.get_attribute("href") or "").body()
    assert verify_pdf(reis, reis.bewaar("verslag.pdf", pdf)).returncode == 0
    tekst = tekst_van(pdf)
    assert "Rust in een klas" in tekst and LEERLING["Achternaam"] not in tekst, "minutes tell no names of pupils"


def test_04_een_casemanager(reis: Reis) -> None:
    """The director decides and asks; the casemanager sees nothing of the case before saying yes."""
    meike = reis.als(verhaal.CASEMANAGER)
    with reis.mag_geven(404):
        reis.zaak(meike)
        expect(meike.get_by_role("heading", level=1)).to_have_text("Deze pagina bestaat niet")
    karel = reis.zaak(reis.als(verhaal.DIRECTEUR), "besluit/")
    vul(karel, verhaal.INSCHAKELEN)
    reis.bekijk(karel, "besluit-casemanager")
    klik(karel, "Besluit en vraag deze casemanager")
    herbevestig(karel)
    klik(karel, "Besluit en vraag deze casemanager")
    expect(karel.get_by_role("main")).to_contain_text("De casemanager is gevraagd")
    meike.goto("/werk/")
    meike.get_by_role("link", name=re.compile("^Zeg of u casemanager wilt zijn")).click()
    expect(meike.get_by_role("main")).not_to_contain_text("In de regio is geen plek gevonden")
    reis.bekijk(meike, "gevraagd")
    vul(meike, {"Ik heb geen eigen belang bij deze leerling, deze familie of deze school": True})
    klik(meike, "Ja, ik word casemanager")
    expect(meike.get_by_role("main")).to_contain_text("U bent aangesteld")
    reis.zaak(karel, "documenten/")
    brief = karel.get_by_role("link", name=re.compile("^Download"))
    wacht_op(karel, brief.nth(1))  # the report that was brought in, and the letters
    for nr, rij in enumerate(brief.all()):
        reis.bewaar(f"stuk-{nr}.pdf", karel.request.get(rij.get_attribute("href") or "").body())


def test_05_gesprekken_op_de_telefoon(reis: Reis) -> None:
    """First the parents, then the school: the other way round asks why. Two taps each."""
    meike = reis.als(verhaal.CASEMANAGER)
    meike.set_viewport_size(TELEFOON)  # type: ignore[arg-type]
    reis.zaak(meike, "contact/")
    meike.get_by_role("radio", name="School van herkomst", exact=True).check()
    meike.get_by_role("button", name="Telefoon", exact=True).click()
    expect(meike.get_by_role("main")).to_contain_text("De casemanager spreekt eerst de ouders")
    for met, hoe, woorden in (
        ("Ouders", "Huisbezoek", "Kennisgemaakt. Thuis is rust nodig."),
        ("School van herkomst", "Telefoon", "School houdt de inschrijving."),
    ):
        reis.zaak(meike, "contact/")
        noteer(meike, met, hoe, woorden)
    meike.set_viewport_size(DESKTOP)  # type: ignore[arg-type]
    reis.bekijk(meike, "contact")
    stap(reis, meike, "verkenning_starten", "Begin met zoeken")


def test_06_netwerk(reis: Reis) -> None:
    """A partner gets one document with a code, once the pupil of sixteen agreed; who opened it is on record."""
    meike = reis.zaak(reis.als(verhaal.CASEMANAGER), "netwerk/nieuw/")
    vul(meike, verhaal.PARTNER)
    klik(meike, "Bewaar")
    expect(meike.get_by_role("main")).to_contain_text("Delen kan zodra er toestemming voor is")
    meike.get_by_role("link", name=re.compile("^Toestemming noteren")).click()
    vul(meike, verhaal.TOESTEMMING)
    klik(meike, "Noteer")
    meike.get_by_role("link", name=re.compile("^Document delen met een code")).click()
    vul(meike, {"Welk document deelt u?": Keuze("Verslag PTO")})
    klik(meike, "Maak een code")
    code = meike.get_by_text(re.compile(r"^\w{4}-\w{4}-\w{4}$")).inner_text()
    reis.bekijk(meike, "code")
    riet = reis.venster("Riet Hoekstra")
    riet.goto("/maatwerk/gedeeld/")
    with reis.mag_geven(422):
        vul(riet, {"De code die u kreeg": "AAAA-BBBB-CCCC"})
        klik(riet, "Open het document")
        expect(riet.get_by_role("main")).to_contain_text("Deze code werkt niet")
    vul(riet, {"De code die u kreeg": code.lower()})
    with riet.expect_download() as bestand:
        klik(riet, "Open het document")
    assert bestand.value.suggested_filename.endswith(".pdf")
    reis.zaak(meike, "netwerk/")
    expect(meike.get_by_role("main")).to_contain_text("1 keer geopend")
    reis.bekijk(meike, "netwerk")


def test_07_opties(reis: Reis) -> None:
    """An idea is explored and fits, another falls off with its reason; then the plan can be written."""
    meike = reis.als(verhaal.CASEMANAGER)
    for optie in verhaal.OPTIES:
        reis.zaak(meike, "opties/nieuw/")
        vul(meike, optie)
        klik(meike, "Bewaar")
    for knop, naam, antwoorden in (
        ("Verkend", verhaal.PAST, {}),
        ("Past", verhaal.PAST, {"Wanneer besprak u deze plek met de ouders?": VANDAAG}),
        ("Valt af", verhaal.VALT_AF, {"Waarom valt deze plek af?": "Er is een wachtlijst van een half jaar."}),
    ):
        meike.get_by_role("link", name=re.compile(rf"^{knop}\s*: {naam}")).click()
        vul(meike, antwoorden)
        klik(meike, "Bewaar")
    reis.bekijk(meike, "opties")
    stap(reis, meike, "plek_gevonden", "Verder met het plan")


def test_08_plan_en_offerte(reis: Reis) -> None:
    """Goals, agreements, days to look back, and an offer to the cent; casemanager and receiving school sign."""
    meike = reis.als(verhaal.CASEMANAGER)
    schrijf_plan(reis, meike)
    expect(meike.get_by_role("main")).to_contain_text("€ 4.200,00")
    reis.bekijk(meike, "plan")
    leg_voor(reis, meike, 1)
    els = reis.als(verhaal.LEIDING)
    teken(reis, els, foto="tekenen-school")
    with reis.mag_geven(404):
        reis.zaak(els)
        expect(els.get_by_role("heading", level=1)).to_have_text("Deze pagina bestaat niet")
    reis.zaak(meike)
    klik(meike, "Lees en teken het plan")
    teken(reis, meike)


def test_09_teruggegeven(reis: Reis) -> None:
    """Without money there is no yes. The director returns the plan; the next version shows what differs."""
    karel = reis.zaak(reis.als(verhaal.DIRECTEUR), "plan/besluit/")
    expect(karel.get_by_role("main")).to_contain_text("Er is niet genoeg budget")
    reis.bekijk(karel, "besluit-zonder-budget")
    vul(karel, {"Wat moet er anders?": "Graag voor € 80,00 per uur."})
    klik(karel, "Geef het plan terug")
    expect(karel.get_by_role("main")).to_contain_text("Het plan is teruggegeven")
    els = reis.als(verhaal.LEIDING)
    els.goto("/tekenen/")
    els.get_by_role("link", name=re.compile("^Plan van aanpak, versie 1")).click()
    expect(els.get_by_role("main")).to_contain_text("Graag voor € 80,00 per uur.")
    reis.bekijk(els, "handtekening-vervallen")
    meike = reis.zaak(reis.als(verhaal.CASEMANAGER), "plan/onderdeel/plan_offerte/")
    vul_rijen(meike, "Regel", ({"Prijs per uur, rit of stuk, zonder btw": "80"},), "")
    klik(meike, "Opslaan en verder")
    leg_voor(reis, meike, 2)
    klik(meike, "Wat is er anders dan in versie 1?")
    expect(meike.get_by_role("main")).to_contain_text("€ 3.840,00")
    reis.bekijk(meike, "verschil")


def test_10_goedgekeurd(reis: Reis) -> None:
    """Both sign anew, the budget is granted, and the approval of the director is a signature."""
    teken(reis, reis.als(verhaal.CASEMANAGER))
    teken(reis, reis.als(verhaal.LEIDING))
    karel = reis.als(verhaal.DIRECTEUR)
    for jaar in verhaal.SCHOOLJAREN:
        karel.goto(f"/maatwerk/budget/{jaar}/")
        vul(karel, {"Toegekend budget": "20.000", "Waarom verandert het?": "Besluit van het bestuur."})
        klik(karel, "Wijzig het budget")
    reis.bekijk(karel, "budget")
    reis.zaak(karel, "plan/besluit/")
    if karel.get_by_role("link", name="Bevestigen").count():
        klik(karel, "Bevestigen")
        herbevestig(karel)
    reis.bekijk(karel, "besluit-plan")
    klik(karel, "Keur goed en onderteken")
    expect(karel.get_by_role("main")).to_contain_text("Het plan is goedgekeurd en ondertekend")
    sanne = reis.venster(MOEDER)
    sanne.goto("/tekenen/")
    expect(sanne.get_by_role("main")).not_to_contain_text("Plan van aanpak")  # not before the talk


def test_11_niet_akkoord(reis: Reis) -> None:
    """After the talk the parents read it. One does not agree: the casemanager reads why and chooses what is next."""
    meike = reis.als(verhaal.CASEMANAGER)
    gesprek = {"Wanneer besprak u het plan?": VANDAAG, "Met wie, en wat zeiden zij?": "Met Karel, thuis."}
    stap(reis, meike, "plan_vertellen", "Vraag de ouders om te tekenen", gesprek)
    sanne = reis.venster(MOEDER)
    teken_niet(reis, sanne, "Mag Mila eerst twee ochtenden komen?", email=verhaal.MAIL[MOEDER])
    reis.bekijk(sanne, "niet-akkoord")
    reis.zaak(meike)
    expect(meike.get_by_role("main")).to_contain_text("Mag Mila eerst twee ochtenden komen?")
    reis.bekijk(meike, "vervolg-kiezen")
    stap(reis, meike, "opnieuw_vertellen", "Praat opnieuw", {"Wat gaat u anders doen?": "Rustig opbouwen."})
    stap(reis, meike, "plan_vertellen", "Vraag de ouders om te tekenen", gesprek)
    teken(reis, sanne, email=verhaal.MAIL[MOEDER], foto="tekenen-moeder")
    mila = reis.venster(LEERLING_NAAM)
    teken(reis, mila, email=verhaal.MAIL[LEERLING_NAAM], foto="tekenen-leerling")


def test_12_op_papier(reis: Reis) -> None:
    """The father signs on paper: printed, scanned, entered, and compared with the original by somebody else."""
    fatma = reis.zaak(reis.als(verhaal.SECRETARIS))
    klik(fatma, "Plan van aanpak, versie 2…")
    reis.onthouden["ronde"] = fatma.url
    reis.bekijk(fatma, "ronde")
    blad = fatma.get_by_role("link", name=f"Print het formulier voor {VADER}")
    pdf = fatma.request.get(blad.get_attribute("href") or "").body()
    assert "Ik heb dit gelezen en ben het ermee eens." in tekst_van(reis.bewaar("formulier.pdf", pdf).read_bytes())
    fatma.get_by_role("link", name=f"Voer papier in van {VADER}").click()
    antwoorden = {"Datum op het formulier": VANDAAG, "Wat staat er op het formulier?": Keuze("Ik heb dit gelezen…")}
    scan = fatma.get_by_label("Scan of foto van het hele formulier")
    with reis.mag_geven(422):
        vul(fatma, antwoorden)
        scan.set_input_files([stukken.formulier(leeg=True)])
        klik(fatma, "Leg vast")
        expect(fatma.get_by_role("main")).to_contain_text("leeg")
    vul(fatma, antwoorden)
    scan.set_input_files([stukken.formulier()])
    klik(fatma, "Leg vast")
    expect(fatma.get_by_role("main")).to_contain_text("een collega vergelijkt dit nog met het origineel")
    hanna = reis.als(verhaal.VOORZITTER)
    hanna.goto(reis.onthouden["ronde"])
    klik(hanna, f"Vergelijk met het origineel van {VADER}")
    vul(hanna, {"Zeggen het papieren origineel, de scan en de invoer hetzelfde?": Keuze("Ja")})
    reis.bekijk(hanna, "nakijken")
    klik(hanna, "Bewaar")


def test_13_verzegeld(reis: Reis) -> None:
    """Six signatures, one of them on paper, in one sealed plan with its evidence page."""
    fatma = reis.als(verhaal.SECRETARIS)
    fatma.goto(reis.onthouden["ronde"])
    plan = fatma.get_by_role("link", name=re.compile("^Open het getekende en verzegelde stuk"))
    wacht_op(fatma, plan)
    reis.bekijk(fatma, "ronde-klaar")
    pad = reis.bewaar("plan.pdf", fatma.request.get(plan.get_attribute("href") or "").body())
    assert verify_pdf(reis, pad).returncode == 0
    blad = tekst_van(pad.read_bytes()).rpartition("Iedereen op deze lijst")[2]
    for naam in (verhaal.CASEMANAGER, verhaal.LEIDING, verhaal.DIRECTEUR, MOEDER, VADER, LEERLING_NAAM):
        assert naam in blad, f"{naam} is not on the evidence page"
    assert blad.count("op papier") == 1 and blad.count("getekend") >= 6
    expect(reis.zaak(reis.als(verhaal.CASEMANAGER)).get_by_role("main")).to_contain_text("Werk de taken bij")


def test_14_uitvoering(reis: Reis) -> None:
    """The agreements are tasks; costs stand beside the offer; something small is adjusted and told to the parents."""
    meike = reis.als(verhaal.CASEMANAGER)
    for nr in range(len(verhaal.AFSPRAKEN)):
        reis.zaak(meike, "uitvoering/")
        meike.get_by_role("link", name=re.compile("^Bijwerken")).nth(nr).click()
        vul(meike, {"Hoe staat het ervoor?": Keuze("Klaar"), "Hoe gaat het?": "Het is gelukt."})
        klik(meike, "Bewaar")
    klik(meike, "Aanpassing noteren")
    kleine = {"Wat verandert er?": "Een kwartier later.", "Waarom?": "De bus."}
    vul(meike, kleine | {"Wanneer besprak u dit met de ouders?": VANDAAG})
    klik(meike, "Bewaar")
    reis.bekijk(meike, "uitvoering")
    reis.zaak(meike, "kosten/")
    kosten = {"Op welke regel van de offerte?": Lijst("Begeleider"), "Waarvoor?": "Factuur 1", "Bedrag met btw": "960"}
    vul(meike, kosten | {"Datum van de factuur": VANDAAG})
    klik(meike, "Boek de kosten")
    expect(meike.get_by_role("main")).to_contain_text("€ 2.880,00")
    reis.bekijk(meike, "kosten")
    stap(reis, meike, "evalueren", "Vraag hoe het ging")


def test_15_terugkijken(reis: Reis) -> None:
    """Each in own words; lessons without names; after closing the casemanager reads the case no more."""
    for page, woorden in ((reis.venster(MOEDER), "Er werd geluisterd."), (bram(reis), "Het ging snel.")):
        reis.zaak(page, "evaluatie/")
        vul(page, {"Wat ging goed?": woorden})
        klik(page, "Bewaar")
        expect(page.get_by_role("main")).to_contain_text("Het is bewaard")
    meike = reis.zaak(reis.als(verhaal.CASEMANAGER), "evaluatie/")
    expect(meike.get_by_role("main")).to_contain_text("Er werd geluisterd.")
    reis.bekijk(meike, "evaluatie")
    reis.zaak(meike, "afsluiten/")
    einde = {"Samenvatting van de evaluatie": "Het lukte in drie weken.", "Wat leren wij hiervan?": "Mila had haast."}
    with reis.mag_geven(422):
        vul(meike, einde)
        klik(meike, "Sluit af")
        expect(meike.get_by_role("main")).to_contain_text("In de lessen staan geen namen")
    vul(meike, einde | {"Wat leren wij hiervan?": "Begin eerder met zoeken."})
    klik(meike, "Sluit af")
    meike.wait_for_url(re.compile(r"/werk/$"))
    with reis.mag_geven(404):
        reis.zaak(meike)
        expect(meike.get_by_role("heading", level=1)).to_have_text("Deze pagina bestaat niet")
    karel = reis.zaak(reis.als(verhaal.DIRECTEUR))
    expect(karel.get_by_role("main")).to_contain_text("Het lukte in drie weken.")
    reis.bekijk(karel, "afgesloten")
    karel.goto("/maatwerk/lessen/")
    expect(karel.get_by_role("main")).to_contain_text("Begin eerder met zoeken.")
    sanne = reis.zaak(reis.venster(MOEDER), "thuis/")
    reis.bekijk(sanne, "thuis-afgesloten")

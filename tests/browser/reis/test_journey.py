"""One request for one pupil, from an empty dossier to a sealed decision, in the browser, as every person in it.

Runs in the order of the file on one site; `make journey` keeps the pictures and the decision in build/journey.
"""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.reis import stukken, verhaal
from tests.browser.reis.controles import (
    controleer_openbaar,
    verify_pdf,
    voeg_foto_en_programma_toe,
    vul_aan,
    ziet_niets,
    zoek,
)
from tests.browser.reis.handelingen import (
    advies,
    beoordeel,
    geef_account,
    herbevestig,
    maak_dossier,
    onderteken,
    reageer,
    schrijf_onderdeel,
    verder,
    voeg_toe,
    vul_rijen,
    wacht_op,
    wissel_hoed,
)
from tests.browser.reis.invullen import Keuze, Lijst, klik, vul
from tests.browser.reis.reis import Reis, nummer_uit

pytestmark = pytest.mark.browser


def test_01_start(reis: Reis) -> None:
    """The front page says what this is, and one click makes you one of its people."""
    bezoeker = reis.venster("bezoeker")
    bezoeker.goto("/")
    expect(bezoeker.get_by_role("heading", name="Noor van Dijk")).to_be_visible()
    reis.bekijk(bezoeker, "start")
    noor = reis.als("Noor van Dijk")
    expect(noor.get_by_role("heading", name=re.compile("Noor van Dijk"))).to_be_visible()
    reis.bekijk(noor, "werk-leeg")


def test_02_dossier(reis: Reis) -> None:
    """Pupil, enrolment, two guardians with gezag (one at a secret address) and one without."""
    noor = reis.als("Noor van Dijk")
    klik(noor, "Nieuw dossier")
    with reis.mag_geven(422):
        klik(noor, "Dossier openen")
        expect(noor.locator("[data-foutenlijst]")).to_be_focused()
    reis.bekijk(noor, "nieuw-dossier-fout")
    maak_dossier(reis, noor, verhaal.LEERLING, verhaal.OUDERS)
    expect(noor.get_by_role("main")).to_contain_text("geheim adres")
    expect(noor.get_by_role("main")).not_to_contain_text("Geheimweg")
    reis.bekijk(noor, "dossier")


def test_03_kiezen(reis: Reis) -> None:
    """What this school may ask, cluster 1 and 2 shown the way, and the start of a TLV request."""
    noor = reis.als("Noor van Dijk")
    noor.goto(f"/dossiers/{reis.dossier_id}/")
    klik(noor, "Aanvraag starten")
    reis.bekijk(noor, "kiezen")
    klik(noor, "Blind of slechtziend (cluster 1)")
    reis.bekijk(noor, "cluster-1")
    noor.go_back()
    klik(noor, "Start deze aanvraag")
    noor.wait_for_url(re.compile(r"/tlv/\d+/schrijven/$"))
    reis.zaak_id = nummer_uit(noor.url, r"/tlv/(\d+)/")
    reis.bekijk(noor, "takenlijst")


def test_04_schrijven_bewaart_vanzelf(reis: Reis) -> None:
    """What is typed is kept within seconds, survives a reload, and a colleague is told that somebody is writing."""
    noor = reis.zaak(reis.als("Noor van Dijk"), "schrijven/situatie_en_verzoek/")
    vraag = "Wat is er aan de hand?"
    noor.get_by_role("textbox", name=vraag).fill(verhaal.SITUATIE[vraag][:40])
    expect(noor.locator("[data-opgeslagen]")).to_contain_text("Opgeslagen om", timeout=6_000)
    noor.reload()
    expect(noor.get_by_role("textbox", name=vraag)).to_have_value(verhaal.SITUATIE[vraag][:40])
    pien = reis.als("Pien de Wit")
    wissel_hoed(pien, "ondersteuningscoördinator, De Wissel")
    reis.zaak(pien, "schrijven/situatie_en_verzoek/")
    expect(pien.get_by_role("main")).to_contain_text("Noor van Dijk werkt nu ook in dit onderdeel")
    pien.goto("/werk/")
    vul(noor, verhaal.SITUATIE | {"Tot wanneer vraagt u de verklaring aan?": Lijst("31 juli")})
    reis.bekijk(noor, "onderdeel-ingevuld")
    verder(noor, "situatie_en_verzoek")


def test_05_onderdelen(reis: Reis) -> None:
    """All other sections, with rows and with files that get their verdict at once."""
    noor = reis.als("Noor van Dijk")
    for sleutel, antwoorden in verhaal.ONDERDELEN:
        schrijf_onderdeel(reis, noor, sleutel, antwoorden)
    reis.zaak(noor, "schrijven/interventies/")
    vul_rijen(noor, "Interventie", verhaal.INTERVENTIES, "Nog een interventie toevoegen")
    reis.bekijk(noor, "interventies")
    verder(noor, "interventies")
    reis.zaak(noor, "schrijven/knooppunt/")
    vul(noor, verhaal.KNOOPPUNT)
    vul_rijen(noor, "Deelnemer", verhaal.DEELNEMERS, "Nog een deelnemer toevoegen")
    verder(noor, "knooppunt")
    reis.zaak(noor, "schrijven/opp/")
    expect(voeg_toe(noor, stukken.opp())).to_have_count(1)
    reis.zaak(noor, "schrijven/ondersteuningsbehoeften/")
    voeg_toe(noor, stukken.onderzoek())
    reis.zaak(noor, "schrijven/bijlagen/")
    voeg_foto_en_programma_toe(reis, noor)
    reis.bekijk(noor, "bijlagen-met-oordeel")
    verder(noor, "bijlagen")
    reis.bekijk(noor, "takenlijst-ingevuld")


def test_06_accounts(reis: Reis) -> None:
    """Mother, father and pupil get a code on paper and make their account with it."""
    noor = reis.als("Noor van Dijk")
    adressen = {
        verhaal.MOEDER: "sanne.mulder@thuis.example",
        verhaal.VADER: "daan.janssen@thuis.example",
        verhaal.LEERLING_NAAM: verhaal.LEERLING_MAIL,
    }
    for naam, email in adressen.items():
        page = geef_account(reis, noor, naam, email, foto="accountcode" if naam == verhaal.MOEDER else "")
    reis.bekijk(page, "thuis-leeg")


def test_07_handtekeningen(reis: Reis) -> None:
    """A frozen version is signed by the head and the gedragswetenschapper, and answered by the mother."""
    noor = reis.zaak(reis.als("Noor van Dijk"), "bevriezen/")
    reis.bekijk(noor, "bevriezen")
    klik(noor, "Bevries en vraag handtekeningen")
    expect(noor.get_by_role("main")).to_contain_text("Versie 1 is bevroren")
    onderteken(reis, verhaal.DIRECTEUR, foto="ondertekenen")
    onderteken(reis, verhaal.GEDRAG)
    sanne = reis.zaak(reis.venster(verhaal.MOEDER), "thuis/")
    reis.bekijk(sanne, "thuis-reageren")
    reis.zaak(sanne, "thuis/reactie/")
    reis.bekijk(sanne, "thuis-reactie")
    reageer(reis, sanne, *verhaal.reactie(verhaal.MOEDER))


def test_08_opnieuw_gevraagd(reis: Reis) -> None:
    """A change after signing asks everyone again, and shows the difference."""
    noor = reis.als("Noor van Dijk")
    nieuw = {"Kan het later met minder?": "Ja, als de spanning twee jaar lang laag blijft."}
    schrijf_onderdeel(reis, noor, "waarom_niet", nieuw)
    reis.zaak(noor, "schrijven/")
    expect(noor.get_by_role("heading", name="Gewijzigd na bevriezen")).to_be_visible()
    reis.bekijk(noor, "gewijzigd-na-bevriezen")
    klik(noor, "Bevries de nieuwe versie")
    klik(noor, "Bevries en vraag handtekeningen")
    els = reis.als(verhaal.DIRECTEUR)
    els.goto("/werk/")
    els.get_by_role("link", name=re.compile("^Onderteken de aanvraag")).first.click()
    expect(els.locator("ins").filter(has_text="twee")).to_be_visible()
    reis.bekijk(els, "verschil")
    onderteken(reis, verhaal.DIRECTEUR)
    onderteken(reis, verhaal.GEDRAG)
    sanne = reis.zaak(reis.venster(verhaal.MOEDER), "thuis/reactie/")
    expect(sanne.get_by_role("heading", name="Dit is anders sinds uw vorige reactie")).to_be_visible()
    for naam in (verhaal.MOEDER, verhaal.VADER, verhaal.LEERLING_NAAM):
        reageer(reis, reis.venster(naam), *verhaal.reactie(naam))
    reis.bekijk(reis.venster(verhaal.LEERLING_NAAM), "thuis-leerling")


def test_09_indienen(reis: Reis) -> None:
    """Check answers, file, and a confirmation with the number and what happens when."""
    noor = reis.zaak(reis.als("Noor van Dijk"), "controle/")
    reis.bekijk(noor, "controle")
    klik(noor, "Dien de aanvraag in")
    expect(noor.get_by_role("heading", name="De aanvraag is ingediend", level=1)).to_be_visible()
    reis.onthouden["nummer"] = noor.locator("main strong.nowrap").first.inner_text()
    reis.bekijk(noor, "bevestiging")
    reis.zaak(noor)
    reis.bekijk(noor, "zaak-school")


def test_10_volledigheid(reis: Reis) -> None:
    """The secretariat walks the checklist beside the documents and asks for one supplement, with its letter."""
    fatma = reis.als(verhaal.SECRETARIS)
    reis.bekijk(fatma, "werk-secretariaat")
    reis.zaak(fatma, "volledigheid/?eis=opp_recent")
    expect(fatma.locator("iframe.inzage__kader")).to_be_visible()
    reis.bekijk(fatma, "controlelijst-met-opp")
    reis.zaak(fatma, "volledigheid/")
    beoordeel(fatma, ontbreekt="Verslag van het knooppunt")
    klik(fatma, "Aanvulling vragen")
    reis.bekijk(fatma, "aanvulling-vragen")
    klik(fatma, "Verzoek versturen")
    expect(fatma.get_by_role("main")).to_contain_text("De beslistermijn staat stil")
    vul_aan(reis, reis.als("Noor van Dijk"))


def test_11_volledig(reis: Reis) -> None:
    """Complete after the supplement; a wrong "volledig" is undone with a reason and given again."""
    fatma = reis.zaak(reis.als(verhaal.SECRETARIS), "volledigheid/")
    beoordeel(fatma)
    klik(fatma, "Volledig verklaren")
    expect(fatma.get_by_role("heading", name="Deskundigen", level=2)).to_be_visible()
    reis.zaak(fatma, "volledigheid/herroepen/")
    vul(fatma, {"Wat is de reden?": "Het verslag hoorde bij een andere leerling."})
    klik(fatma, "Terug naar de controle")
    klik(fatma, "Volledig verklaren")
    expect(fatma.get_by_role("heading", name="Deskundigen", level=2)).to_be_visible()


def test_12_deskundigen(reis: Reis) -> None:
    """Who is not independent cannot be chosen, and the reason is told; two others are."""
    fatma = reis.zaak(reis.als(verhaal.SECRETARIS), "deskundigen/")
    eerste = fatma.get_by_role("group", name="Eerste deskundige")
    expect(eerste.get_by_role("radio", name=re.compile("Pien de Wit"))).to_have_count(0)
    fatma.get_by_text("Wie kan niet, en waarom").first.click()
    niet = fatma.locator("dt", has_text="Pien de Wit").first.locator("xpath=following-sibling::dd[1]")
    expect(niet).to_contain_text("werkt bij de school die aanvraagt")
    reis.bekijk(fatma, "deskundigen-kiezen")
    vul(fatma, {"Eerste deskundige": Keuze("Marit Bos…"), "Tweede deskundige": Keuze("Joris Smit…")})
    klik(fatma, "Advies vragen")
    expect(fatma.get_by_role("main")).to_contain_text("De deskundigen hebben bericht gekregen")
    with reis.mag_geven(404):
        pien = reis.als("Pien de Wit")
        wissel_hoed(pien, "deskundige")
        reis.zaak(pien)
        expect(pien.get_by_role("heading", level=1)).to_have_text("Deze pagina bestaat niet")


def test_13_adviezen(reis: Reis) -> None:
    """Each expert reads and files alone; one misses something and the school answers; nobody reads the other first."""
    joris = reis.zaak(reis.als("Joris Smit"), "advies/")
    bundel = joris.request.get(f"/tlv/{reis.zaak_id}/dossier.pdf")
    assert bundel.ok and bundel.body().startswith(b"%PDF"), "the dossier in one PDF"
    klik(joris, "Ik mis informatie van de school")
    vul(joris, {"Welke informatie mist u?": "Hoeveel lessen volgde Mila in oktober?"})
    klik(joris, "Vraag versturen")
    noor = reis.zaak(reis.als("Noor van Dijk"), "aanvulling/")
    reis.bekijk(noor, "vraag-van-deskundige")
    noor.get_by_role("textbox", name=re.compile("^Uw antwoord")).first.fill("Elf van de tweeëndertig lessen.")
    klik(noor, "Insturen")
    expect(noor.get_by_role("main")).to_contain_text("Uw antwoord is ingestuurd")
    advies(reis, joris, verhaal.ADVIES_JORIS, foto="advies")
    marit = reis.als("Marit Bos")
    with reis.mag_geven(403, 404):
        for nummer in (1, 2, 3, 4):
            marit.goto(f"/tlv/{reis.zaak_id}/adviezen/{nummer}/")
            expect(marit.get_by_role("main")).not_to_contain_text("vaste volwassene")
    reis.zaak(marit, "documenten/")
    expect(marit.get_by_role("main")).not_to_contain_text("Advies van Joris")
    advies(reis, marit, verhaal.ADVIES_MARIT)
    expect(marit.get_by_role("link", name=re.compile("Advies van Joris Smit"))).to_be_visible()


def test_14_besluit_schrijven(reis: Reis) -> None:
    """The chair has it on one page: talk recorded, considerations pulled in, checks green."""
    hanna = reis.als("Hanna Brouwer")
    reis.bekijk(hanna, "werk-voorzitter")
    reis.zaak(hanna, "besluit/gesprek/")
    vul(hanna, verhaal.GESPREK)
    klik(hanna, "Vastleggen")
    for naam in ("Marit Bos", "Joris Smit"):
        hanna.get_by_role("button", name=re.compile(f"Overwegingen in motivering.*{naam}")).click()
        expect(hanna.get_by_label("Motivering", exact=True)).to_have_value(re.compile(naam))
    reis.bekijk(hanna, "besluiten")
    motivering = hanna.get_by_label("Motivering", exact=True)
    motivering.fill(motivering.input_value() + verhaal.MOTIVERING)
    vul(hanna, verhaal.BESLUIT)
    for naam, kern in verhaal.KERN.items():
        vul(hanna, {f"Belangrijkste overweging van {naam}": kern})
    klik(hanna, "Concept bewaren")
    expect(hanna.get_by_text("U kunt tekenen.")).to_be_visible()
    voorbeeld = hanna.request.get(f"/tlv/{reis.zaak_id}/besluit/voorbeeld/")
    assert voorbeeld.body().startswith(b"%PDF"), "the preview of the decision"
    reis.bekijk(hanna, "besluit-klaar")


def test_15_tekenen(reis: Reis) -> None:
    """The deputy cannot sign while the chair is there; the chair signs after naming herself again."""
    tom = reis.zaak(reis.als("Tom Peeters"), "besluit/ondertekenen/")
    expect(tom.get_by_role("heading", name="U kunt nog niet tekenen")).to_be_visible()
    expect(tom.get_by_role("button", name="Onderteken en verleen")).to_have_count(0)
    reis.bekijk(tom, "plaatsvervanger-tekent-niet")
    hanna = reis.zaak(reis.als("Hanna Brouwer"), "besluit/")
    klik(hanna, "Naar ondertekenen")
    reis.bekijk(hanna, "ondertekenen-voorzitter")
    klik(hanna, "Bevestigen")
    herbevestig(hanna)
    reis.bekijk(hanna, "tekensessie")
    klik(hanna, "Onderteken en verleen")
    wacht_op(hanna, hanna.locator("main a[href^='/documenten/']"))
    reis.bekijk(hanna, "besluit-genomen")
    sanne = reis.zaak(reis.venster(verhaal.MOEDER), "thuis/")
    expect(sanne.get_by_role("main")).not_to_contain_text("Het besluit en de adviezen")


def test_16_bekendmaken(reis: Reis) -> None:
    """School and parents see it at the same moment; the sealed PDF is genuine, and one changed byte makes it false."""
    hanna = reis.zaak(reis.als("Hanna Brouwer"), "besluit/")
    klik(hanna, "Nu bekendmaken")
    wacht_op(hanna, hanna.get_by_role("heading", name="Wie kreeg het besluit"))
    reis.bekijk(hanna, "bekendgemaakt")
    adres = hanna.locator("main a[href^='/documenten/']").first.get_attribute("href")
    assert adres
    pdf = hanna.request.get(adres).body()
    beschikking = reis.bewaar("beschikking.pdf", pdf)
    assert verify_pdf(reis, beschikking).returncode == 0
    code = hanna.get_by_text(re.compile(r"^\w{4}-\w{4}-\w{4}$")).first.inner_text()
    controleer_openbaar(reis, pdf, code)


def test_17_thuis(reis: Reis) -> None:
    """Parents and pupil read the decision and the advices in plain words, and see who looked."""
    sanne = reis.zaak(reis.venster(verhaal.MOEDER), "thuis/")
    reis.bekijk(sanne, "thuis-besluit")
    reis.zaak(sanne, "thuis/besluit/")
    expect(sanne.get_by_role("heading", name="Wij zeggen ja")).to_be_visible()
    expect(sanne.get_by_role("main")).to_contain_text("Joris Smit")
    reis.bekijk(sanne, "besluit-voor-ouders")
    for adres in sanne.locator("main a[href^='/documenten/']").all():
        antwoord = sanne.request.get(adres.get_attribute("href") or "")
        assert antwoord.body().startswith(b"%PDF"), f"{antwoord.url} {antwoord.status}"
    sanne.goto(f"/zaken/{reis.zaak_id}/thuis/wie-keek/")
    expect(sanne.get_by_role("main")).to_contain_text(verhaal.SECRETARIS)
    reis.bekijk(sanne, "wie-keek")
    for pad in ("aanvraag", "rechten", "toestemming"):
        reis.zaak(sanne, f"thuis/{pad}/")
        reis.bekijk(sanne, f"thuis-{pad}")
    for pad in ("verbeteren", "post"):
        sanne.goto(f"/zaken/{reis.zaak_id}/thuis/{pad}/")
        reis.bekijk(sanne, f"thuis-{pad}")
    sanne.goto("/werk/")
    reis.bekijk(sanne, "thuis-van-het-gezin")
    daan = reis.zaak(reis.venster(verhaal.VADER), "thuis/")
    for geheim in ("Geheimweg", "085 555 07 01", verhaal.REACTIES[verhaal.MOEDER][1]):
        assert geheim not in daan.content(), f"the father sees {geheim}"
    mila = reis.zaak(reis.venster(verhaal.LEERLING_NAAM), "thuis/besluit/")
    expect(mila.get_by_role("heading", name="Ben je het niet eens met het besluit?")).to_be_visible()


def test_18_wie_niets_ziet(reis: Reis) -> None:
    """A guardian without gezag, another pupil and another school see no dossier at all."""
    rob = reis.als("Rob Visser")
    expect(rob.get_by_role("main")).to_contain_text("Er is nu geen dossier dat u mag zien")
    reis.bekijk(rob, "zonder-gezag")
    for page in (rob, reis.als("Yara El Amrani"), reis.als("Bram Hendriks", "ondersteuningscoördinator")):
        ziet_niets(reis, page)


def test_19_post_en_register(reis: Reis) -> None:
    """Who gets no digital post is in the print batch; the declaration is in the register."""
    fatma = reis.als(verhaal.SECRETARIS)
    klik(fatma, "Te versturen")
    expect(fatma.get_by_role("main")).to_contain_text(verhaal.VADER)
    expect(fatma.get_by_role("main")).not_to_contain_text(verhaal.MOEDER)
    reis.bekijk(fatma, "te-versturen")
    with reis.mag_geven(422):
        klik(fatma, "Noteer als verstuurd")  # nothing is ticked, so a hasty click starts no objection term
        expect(fatma.get_by_role("main")).to_contain_text("Kies ten minste één brief")
    brieven = fatma.get_by_role("table", name="Brieven die klaarliggen").get_by_role("checkbox")
    for vinkje in brieven.all():
        vinkje.check()
    with fatma.expect_popup() as venster, fatma.context.expect_event("response", lambda r: "printen" in r.url) as pdf:
        fatma.get_by_role("button", name=re.compile("Print de gekozen brieven")).click()
    assert pdf.value.headers["content-type"] == "application/pdf"
    venster.value.close()
    klik(fatma, "Noteer als verstuurd")
    expect(fatma.get_by_role("main")).to_contain_text("Alles is verstuurd")
    reis.bekijk(fatma, "verstuurd")
    fatma.get_by_role("link", name=re.compile("^Maak ongedaan")).first.click()
    vul(fatma, {"Waarom is de brief toch niet verstuurd?": "De envelop lag nog op de kast."})
    reis.bekijk(fatma, "verzending-ongedaan")
    klik(fatma, "Maak ongedaan")
    fatma.get_by_role("table", name="Brieven die klaarliggen").get_by_role("checkbox").check()
    klik(fatma, "Noteer als verstuurd")
    expect(fatma.get_by_role("main")).to_contain_text("Alles is verstuurd")
    klik(fatma, "Register")
    expect(fatma.get_by_role("main")).to_contain_text("Noël-Janssen")
    reis.bekijk(fatma, "register")
    reis.zaak(fatma)
    reis.bekijk(fatma, "zaak-secretariaat")
    expect(fatma.get_by_role("button", name="Naar het archief")).to_have_count(0)  # objection is still possible


def test_20_overdracht(reis: Reis) -> None:
    """The applicant hands the declaration over to the receiving school, with the papers it chooses."""
    noor = reis.zaak(reis.als("Noor van Dijk"))
    klik(noor, "Draag de TLV over")
    vul(noor, {"Aan welke school draagt u over?": Lijst("De Springplank")})
    for vinkje in noor.get_by_role("group", name="Welke stukken?").get_by_role("checkbox").all()[:2]:
        vinkje.check()
    reis.bekijk(noor, "overdragen-school")
    klik(noor, "Overdragen")
    expect(noor.get_by_role("heading", name="De Springplank")).to_be_visible()


def test_21_vragen(reis: Reis) -> None:
    """A question of the mother is answered in the thread, and is hers alone."""
    sanne = reis.venster(verhaal.MOEDER)
    sanne.goto(f"/zaken/{reis.zaak_id}/vragen/")
    vul(sanne, {"Uw bericht": "Wie helpt ons bij het zoeken van een school?"})
    klik(sanne, "Verstuur uw vraag")
    fatma = reis.als(verhaal.SECRETARIS)
    fatma.goto(f"/zaken/{reis.zaak_id}/vragen/")
    vul(fatma, {"Aan wie schrijft u?": Keuze("Sanne Mulder…"), "Uw bericht": "Noor van Dijk zoekt met u mee."})
    klik(fatma, "Plaatsen")
    expect(fatma.get_by_role("main")).to_contain_text("Noor van Dijk zoekt met u mee.")
    reis.bekijk(fatma, "vragen")
    sanne.reload()
    expect(sanne.get_by_role("main")).to_contain_text("Noor van Dijk zoekt met u mee.")
    reis.bekijk(sanne, "vragen-thuis")
    daan = reis.venster(verhaal.VADER)
    daan.goto(f"/zaken/{reis.zaak_id}/vragen/")
    expect(daan.get_by_role("main")).not_to_contain_text("zoeken van een school")


def test_22_zoeken_en_overdragen(reis: Reis) -> None:
    """Found without accents by who may see it; a case goes to a colleague; the timeline tells the story."""
    noor = reis.als("Noor van Dijk")
    expect(zoek(noor, "noel janssen").first).to_contain_text("Noël-Janssen")
    bram = reis.als("Bram Hendriks", "ondersteuningscoördinator")
    expect(zoek(bram, "noel janssen")).to_have_count(0)
    reis.bekijk(noor, "zoeken")
    noor.goto(f"/zaken/{reis.zaak_id}/overdragen/")
    vul(noor, {"Naar welke collega gaat deze zaak?": Lijst("Pien de Wit")})
    klik(noor, "Overdragen")
    reis.zaak(noor)
    expect(noor.get_by_role("complementary", name="Over deze zaak")).to_contain_text("Pien de Wit")
    noor.goto(f"/zaken/{reis.zaak_id}/verloop/")
    reis.bekijk(noor, "verloop")


def test_23_toezicht(reis: Reis) -> None:
    """The FG sees who did what, the administrator whether the system works; neither opens a dossier."""
    willem = reis.als(verhaal.FG)
    klik(willem, "Logboek")
    vul(willem, {"Leerling of zaaknummer": reis.onthouden["nummer"]})
    klik(willem, "Zoek in het logboek")
    expect(willem.get_by_role("main").get_by_role("table")).to_contain_text(reis.onthouden["nummer"])
    reis.bekijk(willem, "logboek")
    willem.get_by_role("link", name=re.compile("^Waarom zag")).last.click()
    expect(willem.get_by_role("heading", name=re.compile("^Waarom zag .* dit"))).to_be_visible()
    reis.bekijk(willem, "logboek-waarom")
    lotte = reis.als("Lotte Prins")
    expect(lotte.get_by_role("main")).not_to_contain_text("Noël-Janssen")
    reis.bekijk(lotte, "beheer")
    karel = reis.als("Karel de Groot")
    klik(karel, "Register")
    expect(karel.get_by_role("main")).to_contain_text("Noël-Janssen")
    ruud = reis.zaak(reis.als("Ruud Jacobs"), "besluit/")
    expect(ruud.get_by_role("heading", name=re.compile("^Het besluit"))).to_be_visible()
    postvak = reis.venster("bezoeker")
    postvak.goto("/demo/postvak/")
    reis.bekijk(postvak, "demo-postvak")

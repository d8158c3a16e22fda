"""One request for one pupil, from an empty dossier to a sealed decision, in the browser, as every person in it.

Runs in the order of the file on one site; `make journey` keeps the pictures and the decision in build/journey.
"""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.reis import stukken, verhaal
from tests.browser.reis.handelingen import (
    activeer,
    onderteken,
    reageer,
    schrijf_onderdeel,
    verder,
    voeg_toe,
    vul_rijen,
    wacht_op,
    wissel_hoed,
)
from tests.browser.reis.invullen import Lijst, klik, vul
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
    vul(noor, verhaal.LEERLING)
    klik(noor, "Dossier openen")
    noor.wait_for_url(re.compile(r"/dossiers/\d+/$"))
    reis.dossier_id = nummer_uit(noor.url, r"/dossiers/(\d+)/")
    for ouder in verhaal.OUDERS:
        noor.goto(f"/dossiers/{reis.dossier_id}/ouder/")
        vul(noor, ouder)
        klik(noor, "Opslaan")
        expect(noor.get_by_role("heading", name=re.compile(ouder["Naam"]))).to_be_visible()
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
    with reis.mag_geven(422):
        oordelen = voeg_toe(noor, stukken.foto(), stukken.vermomd_programma())
    expect(oordelen.filter(has_text="verslag.pdf")).to_have_class(re.compile("uploads__rij--fout"))
    expect(noor.get_by_role("link", name=re.compile("^IMG_2041"))).to_be_visible()
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
        noor.goto(f"/dossiers/{reis.dossier_id}/")
        noor.get_by_role("link", name=re.compile(rf"Account geven.*({naam}|leerling)")).first.click()
        klik(noor, "Maak een code")
        code = noor.get_by_text(re.compile(r"^\s*\w{4}-\w{4}-\w{4}\s*$")).inner_text()
        if naam == verhaal.MOEDER:
            reis.bekijk(noor, "accountcode")
        page = activeer(reis, naam, email, code)
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

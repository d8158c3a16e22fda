"""What people do more than once in the journey: sign, react, answer, wait for the worker."""

import re
from typing import Any

from playwright.sync_api import FilePayload, Locator, Page, expect
from playwright.sync_api import TimeoutError as TeLang

from tests.browser.reis.invullen import Keuze, klik, vul
from tests.browser.reis.reis import Reis, nummer_uit

WACHTWOORD = "demo-wachtwoord"
KEREN = 40


def schrijf_onderdeel(reis: Reis, page: Page, sleutel: str, antwoorden: dict[str, Any]) -> None:
    """Fill one section and go on; the section is finished when the next page opens."""
    reis.zaak(page, f"schrijven/{sleutel}/")
    vul(page, antwoorden)
    verder(page, sleutel)


def verder(page: Page, sleutel: str) -> None:
    klik(page, "Opslaan en verder")
    page.wait_for_url(re.compile(rf"/schrijven/(?!{sleutel}/)"))


def vul_rijen(page: Page, titel: str, rijen: tuple[dict[str, Any], ...], toevoegen: str) -> None:
    """Fill the rows of a list, adding one where needed."""
    for nr, rij in enumerate(rijen, 1):
        if nr > 1:
            klik(page, toevoegen)
        vak = page.get_by_role("group", name=re.compile(rf"^{titel} {nr}"))
        expect(vak).to_be_visible()
        vul(vak, rij)


def voeg_toe(page: Page, *bestanden: FilePayload) -> Locator:
    """Choose files; answers with the verdicts."""
    page.get_by_label("Bestanden toevoegen").set_input_files(list(bestanden))
    oordelen = page.locator(".uploads__rij")
    expect(oordelen.filter(has_text="wordt verstuurd")).to_have_count(0, timeout=30_000)
    return oordelen


def herbevestig(page: Page) -> None:
    page.get_by_label("Uw wachtwoord").fill(WACHTWOORD)
    klik(page, "Bevestigen")


def onderteken(reis: Reis, naam: str, *, foto: str = "") -> Page:
    """From the home page to a signature, with the password asked again."""
    page = reis.als(naam)
    page.goto("/werk/")
    page.get_by_role("link", name=re.compile("^Onderteken de aanvraag")).first.click()
    page.wait_for_url("**/ondertekenen/**")
    if foto:
        reis.bekijk(page, foto)
    bevestig = page.get_by_role("link", name="Bevestig dat u het bent")
    if bevestig.count():
        bevestig.click()
        herbevestig(page)
    vul(page, {"Wat wilt u doen?": Keuze("Ik heb de aanvraag gelezen…")})
    klik(page, "Bevestig")
    expect(page.get_by_role("main")).to_contain_text("U hebt getekend.")
    return page


def reageer(reis: Reis, page: Page, vraag: str, keuze: str, tekst: str, knop: str) -> None:
    """A view in own words, and consent for every purpose."""
    reis.zaak(page, "thuis/reactie/")
    vul(page, {vraag: Keuze(keuze)})
    page.get_by_role("textbox", name=re.compile("er iets bij zeggen")).fill(tekst)
    for ja in page.get_by_label("Ja, dat mag").all():
        ja.check()
    klik(page, knop)
    page.wait_for_url(re.compile(r"/thuis/$"))


def activeer(reis: Reis, naam: str, email: str, code: str) -> Page:
    """Use the code of the letter, then the code of the mail; afterwards this person is logged in."""
    page = reis.venster(naam)
    page.goto("/activeren/")
    vul(page, {"De code uit uw brief": code, "Uw mailadres": email})
    page.get_by_label("Kies een wachtwoord").fill(WACHTWOORD)
    page.get_by_label("Hetzelfde wachtwoord nog een keer").fill(WACHTWOORD)
    klik(page, "Stuur mij een mail")
    page.get_by_label("Code uit de mail").fill(mailcode(reis, email))
    klik(page, "Maak mijn account")
    klik(page, "Ga verder")
    page.wait_for_url("**/werk/")
    return page


def mailcode(reis: Reis, email: str) -> str:
    """The newest code that the worker sent to this address, from the mailbox of the demo; each is given once."""
    post, eerder = reis.venster("postvak"), reis.onthouden.get(f"code {email}", "")
    for _ in range(KEREN):
        post.goto("/demo/postvak/")
        mail = post.locator("article").filter(has_text=email).filter(has_text="code is:")
        code = re.search(r"code is: (\d{6})", str(mail.first.text_content())) if mail.count() else None
        if code and code.group(1) != eerder:
            reis.onthouden[f"code {email}"] = code.group(1)
            return code.group(1)
        post.wait_for_timeout(500)
    raise AssertionError(f"no code came for {email}")


def bevestig_met_mail(reis: Reis, page: Page, email: str) -> None:
    """A parent or pupil names himself again: a code by mail, and the password."""
    klik(page, "Stuur mij een code")
    page.get_by_label("Code uit de mail").fill(mailcode(reis, email))
    herbevestig(page)


def geef_account(reis: Reis, page: Page, naam: str, email: str, *, foto: str = "") -> Page:
    """A code on paper from the dossier, used at home; answers with the window of who made the account."""
    page.goto(f"/dossiers/{reis.dossier_id}/")
    page.get_by_role("link", name=re.compile(rf"Account geven.*({naam}|leerling)")).first.click()
    klik(page, "Maak een code")
    code = page.get_by_text(re.compile(r"^\s*\w{4}-\w{4}-\w{4}\s*$")).inner_text()
    if foto:
        reis.bekijk(page, foto)
    return activeer(reis, naam, email, code)


def maak_dossier(reis: Reis, page: Page, leerling: dict[str, Any], ouders: tuple[dict[str, Any], ...]) -> None:
    """From the open form of a new dossier to a pupil with the people at home."""
    vul(page, leerling)
    klik(page, "Dossier openen")
    page.wait_for_url(re.compile(r"/dossiers/\d+/$"))
    reis.dossier_id = nummer_uit(page.url, r"/dossiers/(\d+)/")
    for ouder in ouders:
        page.goto(f"/dossiers/{reis.dossier_id}/ouder/")
        vul(page, ouder)
        klik(page, "Opslaan")
        expect(page.get_by_role("heading", name=re.compile(ouder["Naam"]))).to_be_visible()


def advies(reis: Reis, page: Page, antwoorden: dict[str, Any], *, foto: str = "") -> None:
    """Write, check and file an advice, with the declaration of independence."""
    reis.zaak(page, "advies/")
    vul(page, antwoorden)
    if foto:
        reis.bekijk(page, foto)
    klik(page, "Naar controle en indienen")
    page.wait_for_url("**/advies/indienen/")
    bevestig = page.get_by_role("link", name="Bevestigen", exact=True)
    if bevestig.count():
        bevestig.click()
        herbevestig(page)
    vul(page, {"Ja, dit verklaar ik": True})
    if foto:
        reis.bekijk(page, f"{foto}-controle")
    klik(page, "Advies indienen")
    expect(page.get_by_role("heading", name="Uw advies is ingediend")).to_be_visible()


def wacht_op(page: Page, wat: Locator) -> None:
    """Open the page again until the worker has done its part."""
    for _ in range(KEREN):
        try:
            wat.first.wait_for(timeout=1_500)
            return
        except TeLang:
            assert "Er ging iets mis" not in page.title(), page.url
            page.reload()
    raise AssertionError(f"{page.url} never showed {wat}")


def wissel_hoed(page: Page, hoed: str) -> None:
    """Another hat of the same person, from the menu in the header."""
    page.locator("summary.hoed__knop").click()
    page.get_by_role("button", name=re.compile(hoed)).click()
    expect(page.locator(".hoed__rol")).to_contain_text(hoed)


def beoordeel(page: Page, *, ontbreekt: str = "") -> None:
    """Judge every item of the checklist that is still open; one of them may be missing."""
    for _ in range(KEREN):
        punt = page.locator("li.controle__punt--open")
        if not punt.count():
            return
        mist = bool(ontbreekt) and punt.get_by_role("heading", name=ontbreekt).count() > 0
        punt.get_by_role("radio", name="Ontbreekt of voldoet niet" if mist else "In orde").check()
        if mist:
            vul(punt, {"Toelichting": "Stuur het verslag van het knooppunt mee."})
        elif punt.get_by_label("Waarom is het toch in orde?").count():
            vul(punt, {"Waarom is het toch in orde?": "De vader zei aan de telefoon dat hij niets wil tekenen."})
        klik(punt, "Bewaren en verder")
        page.wait_for_load_state()

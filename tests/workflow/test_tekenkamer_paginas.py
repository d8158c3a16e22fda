"""The pages of the signing room: what each shows, to whom, and that opening them answers nothing."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from audit.models import Lezing
from cases.fouten import GeenRecht
from cases.models import Ouder, Zaak
from documents.models import Handtekening, Ondertekenstuk, Tekencode
from documents.opslag import lees_bestand
from organisations.actor import Actor
from organisations.models import School
from organisations.rollen import Rol
from tests import factories
from tests.documents.maak import tekst_pdf
from tests.documents.test_brieven import tekst
from tests.inloggen import log_in
from tests.workflow.tekenhulp import Kamer, maak_kamer, met_tekenkamer
from tlv.models import Aanvraag

pytestmark = pytest.mark.django_db

Als = Callable[[Actor], Client]


@pytest.fixture
def kamer(aanvraag: Aanvraag, andere_school: School, settings: Any, tmp_path: Any) -> Iterator[Kamer]:
    settings.BESTANDEN_DIR = tmp_path
    with met_tekenkamer(maak_kamer(aanvraag, andere_school)) as kamer:
        Zaak.objects.filter(pk=aanvraag.zaak_id).update(
            swv_sinds=timezone.localdate(), gezin_sinds=timezone.localdate()
        )
        kamer.vraag(nu=timezone.now())
        yield kamer


@pytest.fixture
def bij_gezin(kamer: Kamer) -> Kamer:
    for wie in (kamer.casemanager, kamer.hoofd, kamer.directeur):
        kamer.antwoord(wie, nu=timezone.now())
    return kamer


def adres(naam: str, *args: Any) -> str:
    return reverse(f"workflow:{naam}", args=args)


def bevestigd(client: Client, wie: Actor) -> Client:
    log_in(client, wie, herbevestigd_op=timezone.now().isoformat(), herbevestigd_met="app")
    return client


def antwoord(client: Client, rij: Handtekening, **anders: str) -> Any:
    data = {"uitkomst": "getekend", "sha256": rij.stuk.sha256, "reden": "", **anders}
    return client.post(adres("tekenen", rij.pk), data)


def test_somebody_who_was_asked_reads_exactly_that_file_and_signs_after_identifying_again(
    als: Als, client: Client, kamer: Kamer
):
    rij = kamer.rij(kamer.hoofd)
    pagina = als(kamer.hoofd).get(adres("tekenen", rij.pk))
    html = pagina.content.decode()
    assert pagina.status_code == 200 and "Bevestig dat u het bent" in html and "Verstuur" not in html
    assert "De casemanager belt u" in html and "frame-src 'self'" in pagina.headers["Content-Security-Policy"]
    gelezen = client.get(adres("tekenen_stuk", rij.pk))
    assert b"".join(gelezen) == lees_bestand(rij.stuk.document.bestand)
    assert antwoord(client, rij).headers["Location"].startswith("/bevestigen/")
    assert kamer.rij(kamer.hoofd).uitkomst == "open"
    assert antwoord(bevestigd(client, kamer.hoofd), rij).status_code == 302
    rij = kamer.rij(kamer.hoofd)
    assert rij.uitkomst == "getekend" and rij.hoe_vastgesteld.endswith("wachtwoord en code uit de app")
    assert "U hebt getekend" in client.get(adres("tekenen", rij.pk)).content.decode()


def test_opening_the_page_answers_nothing_and_is_on_record(als: Als, kamer: Kamer):
    rij = kamer.rij(kamer.hoofd)
    for _ in range(2):
        als(kamer.hoofd).get(adres("tekenen", rij.pk))
    assert kamer.rij(kamer.hoofd).uitkomst == "open"
    lezing = Lezing.objects.get(actie="lezen:tekenen")
    assert lezing.grond["been"] == "tekenaar" and lezing.object_id == rij.pk


def test_others_do_not_see_the_request_and_who_manages_it_cannot_answer(als: Als, kamer: Kamer):
    rij = kamer.rij(kamer.hoofd)
    for pagina in ("tekenen", "tekenen_stuk", "tekenen_blad", "tekenen_doorgeven"):
        assert als(kamer.directeur).get(adres(pagina, rij.pk)).status_code in (403, 404), pagina
        assert als(kamer.secretaris).get(adres(pagina, rij.pk)).status_code == 403, pagina
        assert als(kamer.moeder).get(adres(pagina, rij.pk)).status_code in (403, 404), pagina
        vreemde = factories.actor("coordinator", factories.SchoolFactory())
        assert als(vreemde).get(adres(pagina, rij.pk)).status_code == 404, pagina
    assert als(kamer.hoofd).get(adres("tekenronde", rij.stuk_id)).status_code == 404
    assert als(kamer.moeder).get(adres("tekenronde", rij.stuk_id)).status_code == 403


def test_a_parent_whose_turn_has_not_come_reads_nothing_of_it(als: Als, kamer: Kamer):
    html = als(kamer.moeder).get(adres("tekenlijst")).content.decode()
    assert "Er is nu niets dat u moet tekenen" in html


def test_a_parent_says_no_with_a_reason_and_reads_beforehand_what_that_means(
    als: Als, client: Client, bij_gezin: Kamer
):
    kamer = bij_gezin
    rij = kamer.rij(kamer.moeder)
    assert "Plan van aanpak" in als(kamer.moeder).get(adres("tekenlijst")).content.decode()
    bevestigd(client, kamer.moeder)
    html = client.get(adres("tekenen", rij.pk)).content.decode()
    assert "Als u niet tekent" in html and "ben het er niet mee eens" in html
    fout = antwoord(client, rij, uitkomst="gezien")
    assert fout.status_code == 422 and "Schrijf kort op waarom" in fout.content.decode()
    assert antwoord(client, rij, uitkomst="gezien", reden="Sam wil dit niet.").status_code == 302
    assert kamer.rij(kamer.moeder).uitkomst == "gezien" and "proef_geweigerd" in kamer.gedaan
    html = client.get(adres("tekenen", rij.pk)).content.decode()
    assert "Sam wil dit niet." in html and "Bel ons" in html


def test_an_old_page_says_that_there_is_a_new_version_and_why(als: Als, client: Client, kamer: Kamer):
    rij = kamer.rij(kamer.hoofd)
    bevestigd(client, kamer.hoofd)
    kamer.nieuwe_versie(nu=timezone.now(), data=tekst_pdf("Anders"), reden="De uren zijn aangepast.")
    conflict = antwoord(client, rij)
    assert conflict.status_code == 409 and "De uren zijn aangepast." in conflict.content.decode()
    html = client.get(adres("tekenen", rij.pk)).content.decode()
    assert "Deze versie geldt niet meer" in html and adres("tekenen", kamer.rij(kamer.hoofd).pk) in html


def test_who_waited_too_long_to_sign_reads_why_it_was_not_sent(client: Client, kamer: Kamer):
    rij = kamer.rij(kamer.hoofd)
    html = bevestigd(client, kamer.hoofd).get(adres("tekenen", rij.pk)).content.decode()
    merk = html.rsplit('name="formuliermerk" value="', 1)[1].split('"')[0]
    client.logout()
    log_in(client, kamer.hoofd)
    heen = antwoord(client, rij, uitkomst="geweigerd", reden="Er mist een dag.", formuliermerk=merk)
    volgende = parse_qs(urlsplit(heen.headers["Location"]).query)["volgende"][0]
    terug = bevestigd(client, kamer.hoofd).get(volgende, follow=True).content.decode()
    assert "Er is nog niets verstuurd" in terug and "Er mist een dag." in terug
    assert "Wij moesten eerst zeker weten dat u het bent." in terug and "verlopen" not in terug
    assert kamer.rij(kamer.hoofd).uitkomst == "open"


def test_two_tabs_sign_once(client: Client, kamer: Kamer):
    rij = kamer.rij(kamer.hoofd)
    bevestigd(client, kamer.hoofd)
    assert antwoord(client, rij).status_code == 302
    tweede = antwoord(client, rij, uitkomst="geweigerd", reden="Toch niet.")
    assert tweede.status_code == 409
    getypt = tweede.content.decode().split("Uw tekst is niet weg")[1]
    assert "Toch niet." in getypt, "what was typed comes back"
    assert rij.stuk.sha256 not in getypt and "geweigerd" not in getypt, "and what was hidden or chosen does not"
    assert kamer.rij(kamer.hoofd).uitkomst == "getekend"


def test_the_round_shows_who_signed_and_reminds_asks_again_and_withdraws(als: Als, client: Client, kamer: Kamer):
    stuk = kamer.stuk()
    als(kamer.secretaris)
    html = client.get(adres("tekenronde", stuk.pk)).content.decode()
    assert (
        kamer.hoofd.naam in html and "Herinner" in html and "Deze mensen krijgen bericht na de beurt hiervoor" in html
    )
    rij = kamer.rij(kamer.hoofd)
    assert client.post(adres("tekenen_herinneren", rij.pk)).status_code == 302
    kamer.antwoord(kamer.hoofd, "geweigerd", nu=timezone.now())
    assert "Vraag het opnieuw" in client.get(adres("tekenronde", stuk.pk)).content.decode()
    assert client.post(adres("tekenen_opnieuw", rij.pk)).status_code == 302
    assert kamer.rij(kamer.hoofd).uitkomst == "open"
    assert client.post(adres("tekenronde_intrekken", stuk.pk), {"reden": ""}).status_code == 422
    assert client.post(adres("tekenronde_intrekken", stuk.pk), {"reden": "Sam verhuist."}).status_code == 302
    assert "Sam verhuist." in client.get(adres("tekenronde", stuk.pk)).content.decode()
    assert b"".join(client.get(adres("tekenronde_stuk", stuk.pk)))[:5] == b"%PDF-"


def test_paper_is_printed_entered_and_compared_by_somebody_else(als: Als, client: Client, kamer: Kamer):
    rij, vandaag = kamer.rij(kamer.hoofd), timezone.localdate()
    als(kamer.secretaris)
    formulier = tekst(client.get(adres("tekenen_afdrukken", rij.pk)).content)
    assert "Als u niet tekent Het plan gaat dan nog niet door. De casemanager belt u." in formulier
    data: dict[str, Any] = {"op_0": vandaag.day, "op_1": vandaag.month, "op_2": vandaag.year, "uitkomst": "getekend"}
    data["op"] = f"{vandaag:%d-%m-%Y}"
    assert client.post(adres("tekenen_papier", rij.pk), data).status_code == 422
    scan = SimpleUploadedFile("formulier.pdf", tekst_pdf("Formulier"))
    assert client.post(adres("tekenen_papier", rij.pk), {**data, "scan": scan}).status_code == 302
    nakijken = adres("tekenen_nakijken", rij.pk)
    assert "zelf ingevoerd" in client.get(nakijken).content.decode()
    assert client.post(nakijken, {"klopt": "ja"}).status_code == 422
    als(kamer.collega)
    assert client.post(nakijken, {"klopt": "nee"}).status_code == 422
    assert client.post(nakijken, {"klopt": "ja"}).status_code == 302
    assert kamer.rij(kamer.hoofd).telt


def test_the_letter_has_the_code_and_nobody_else_has(als: Als, client: Client, bij_gezin: Kamer):
    rij = bij_gezin.rij(bij_gezin.vader)
    als(bij_gezin.secretaris)
    assert client.get(adres("tekenen_brief", rij.pk)).status_code == 200 and not Tekencode.objects.exists()
    brief = client.post(adres("tekenen_brief", rij.pk))
    assert brief.content[:5] == b"%PDF-" and Tekencode.objects.count() == 1


def code_voor(kamer: Kamer) -> dict[str, Any]:
    nu = timezone.localtime()  # its date is the day of the site, also in the first hours of it
    rij = kamer.rij(kamer.vader)
    code = kamer.doe("tekenen_code", kamer.secretaris, nu=nu, handtekening_id=rij.pk).waarden["code"]
    geboren = kamer.zaak.dossier.leerling.geboortedatum
    delen = {"geboren_0": geboren.day, "geboren_1": geboren.month, "geboren_2": geboren.year}
    return {"code": code, "geboren": f"{geboren:%d-%m-%Y}", **delen}


def test_with_the_code_from_the_letter_a_parent_reads_and_signs_without_an_account(client: Client, bij_gezin: Kamer):
    data, rij = code_voor(bij_gezin), bij_gezin.rij(bij_gezin.vader)
    assert client.get(adres("tekencode")).status_code == 200
    assert client.get(adres("tekencode_tekenen")).headers["Location"] == adres("tekencode")
    assert client.post(adres("tekencode"), {**data, "code": "ABCD-EFGH-JKLM"}).status_code == 422
    assert client.post(adres("tekencode"), data).headers["Location"] == adres("tekencode_tekenen")
    html = client.get(adres("tekencode_tekenen")).content.decode()
    assert "Tom de Wit" in html and bij_gezin.zaak.dossier.leerling.achternaam not in html
    assert b"".join(client.get(adres("tekencode_stuk"))) == lees_bestand(rij.stuk.document.bestand)
    assert Tekencode.objects.get().gebruikt_op is None, "looking uses nothing up"
    assert client.get(reverse("workflow:zaak", args=[bij_gezin.zaak.pk])).status_code == 302
    klaar = client.post(adres("tekencode_tekenen"), {"uitkomst": "getekend", "sha256": rij.stuk.sha256})
    assert klaar.status_code == 200 and "U hebt getekend" in klaar.content.decode()
    assert bij_gezin.rij(bij_gezin.vader).uitkomst == "getekend" and Tekencode.objects.get().gebruikt_op
    gebruikt = client.post(adres("tekencode"), data)
    assert gebruikt.status_code == 410 and "al geantwoord" in gebruikt.content.decode()
    assert Lezing.objects.filter(actie="lezen:tekenen", grond__been="briefcode").exists()


def test_who_makes_an_account_after_being_asked_signs_at_home(als: Als, client: Client, bij_gezin: Kamer):
    """The letter with the code works until then; after the signature at home it does not any more."""
    rij = bij_gezin.rij(bij_gezin.vader)
    assert rij.user is None and rij.uitgenodigd_op is not None
    bij_gezin.doe("tekenen_code", bij_gezin.secretaris, nu=timezone.now(), handtekening_id=rij.pk)
    wie = factories.lidmaatschap(Rol.OUDER).user
    vader = factories.actor(Rol.OUDER, user=wie, vandaag=timezone.localdate())
    assert als(vader).get(adres("tekenen", rij.pk)).status_code == 404
    Ouder.objects.filter(pk=bij_gezin.vader.pk).update(user=wie)
    assert adres("tekenen", rij.pk) in als(vader).get(reverse("workflow:home")).content.decode()
    assert als(bij_gezin.moeder).get(adres("tekenen", rij.pk)).status_code == 404
    assert antwoord(bevestigd(client, vader), rij).status_code == 302
    rij.refresh_from_db()
    assert (rij.user, rij.uitkomst, rij.wijze) == (wie, "getekend", "digitaal")
    assert rij.hoe_vastgesteld.startswith("ingelogd")
    assert not Tekencode.objects.filter(handtekening=rij, gebruikt_op__isnull=True, vervallen_op__isnull=True).exists()


def test_of_two_parents_with_one_account_the_second_still_signs_on_paper(als: Als, bij_gezin: Kamer):
    Ouder.objects.filter(pk=bij_gezin.vader.pk).update(user_id=bij_gezin.moeder.persoon_id)
    rij = bij_gezin.rij(bij_gezin.vader)
    assert als(bij_gezin.moeder).get(adres("tekenen", rij.pk)).status_code == 404
    assert adres("tekenen", rij.pk) not in als(bij_gezin.moeder).get(reverse("workflow:home")).content.decode()
    with pytest.raises(GeenRecht):
        bij_gezin.antwoord(bij_gezin.moeder, rij=rij, nu=timezone.now())


def test_a_code_that_is_too_old_says_what_to_do(client: Client, bij_gezin: Kamer):
    data = code_voor(bij_gezin)
    Tekencode.objects.update(geldig_tot=timezone.localdate() - timedelta(days=1))
    oud = client.post(adres("tekencode"), data)
    assert oud.status_code == 410 and "Bel" in oud.content.decode() and "085 555 01 00" in oud.content.decode()


def test_the_session_of_a_code_ends_after_half_an_hour_and_with_a_new_version(client: Client, bij_gezin: Kamer):
    data, rij = code_voor(bij_gezin), bij_gezin.rij(bij_gezin.vader)
    client.post(adres("tekencode"), data)
    bij_gezin.nieuwe_versie(nu=timezone.now(), data=tekst_pdf("Anders"))
    verlopen = client.post(adres("tekencode_tekenen"), {"uitkomst": "getekend", "sha256": rij.stuk.sha256})
    assert verlopen.status_code == 410 and "nieuwe versie" in verlopen.content.decode()
    sessie = client.session
    sessie["tekencode"] = {"code": Tekencode.objects.get().pk, "op": (timezone.now() - timedelta(hours=1)).isoformat()}
    sessie.save()
    assert client.get(adres("tekencode_tekenen")).status_code == 302
    assert client.get(adres("tekencode_stuk")).status_code == 302


def test_guessing_codes_is_braked(client: Client, bij_gezin: Kamer):
    data = {**code_voor(bij_gezin), "code": "AAAA-AAAA-AAAA"}
    assert [client.post(adres("tekencode"), data).status_code for _ in range(52)][-1] == 429


def test_passing_on_says_so_when_it_is_not_possible(als: Als, kamer: Kamer):
    html = als(kamer.hoofd).get(adres("tekenen_doorgeven", kamer.rij(kamer.hoofd).pk)).content.decode()
    assert "Dit verzoek kunt u niet doorgeven" in html
    assert Ondertekenstuk.objects.filter(kamer=True).count() == 1

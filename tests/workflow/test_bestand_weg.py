"""A stored file that is gone or damaged: every page says what happened and whom to call, and nothing is lost."""

import logging
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cases.models import Zaak
from documents import opslag, tekencodes
from documents.models import Document, Handtekening
from documents.opslag import Beschadigd
from documents.tekenen import bestand_van
from organisations.actor import Actor
from organisations.models import Samenwerkingsverband, School
from organisations.rollen import Rol
from tests import factories
from tests.b1 import bezwaren
from tests.inloggen import log_in
from tests.workflow.tekenhulp import Kamer, maak_kamer, met_tekenkamer
from tlv.models import Aanvraag
from workflow.models import Bericht

pytestmark = pytest.mark.django_db
Als = Callable[[Actor], Client]
KOP = "Wij kunnen dit stuk nu niet openen"


@pytest.fixture
def kamer(aanvraag: Aanvraag, andere_school: School, settings: Any, tmp_path: Any) -> Iterator[Kamer]:
    settings.BESTANDEN_DIR = tmp_path
    with met_tekenkamer(maak_kamer(aanvraag, andere_school)) as kamer:
        vandaag = timezone.localdate()
        Zaak.objects.filter(pk=aanvraag.zaak_id).update(swv_sinds=vandaag, gezin_sinds=vandaag)
        kamer.vraag(nu=timezone.now())
        yield kamer


def weg(kamer: Kamer) -> None:
    opslag.opslag.delete(bestand_van(kamer.stuk()).opslagnaam)


def veranderd(kamer: Kamer) -> None:
    """As long as it was, and not the same."""
    bestand = bestand_van(kamer.stuk())
    data = bytearray(opslag.lees(bestand.opslagnaam))
    data[100] ^= 1
    opslag.opslag.delete(bestand.opslagnaam)
    opslag.opslag.save(bestand.opslagnaam, opslag.ContentFile(bytes(data)))


def bevestigd(client: Client, wie: Actor) -> Client:
    log_in(client, wie, herbevestigd_op=timezone.now().isoformat(), herbevestigd_met="app")
    return client


def adres(naam: str, *args: Any) -> str:
    return reverse(f"workflow:{naam}", args=args)


@pytest.mark.parametrize("stuk", [weg, veranderd])
def test_every_page_that_opens_the_paper_says_so_and_whom_to_call(
    kamer: Kamer, als: Als, stuk: Callable[[Kamer], None]
) -> None:
    stuk(kamer)
    rij, rond = kamer.rij(kamer.hoofd), kamer.stuk()
    for wie, url in (
        (kamer.hoofd, adres("tekenen_stuk", rij.pk)),
        (kamer.hoofd, adres("tekenen_blad", rij.pk)),
        (kamer.secretaris, adres("tekenronde_stuk", rond.pk)),
        (kamer.secretaris, adres("tekenen_afdrukken", rij.pk)),
        (kamer.secretaris, reverse("documents:download", args=[rond.document_id])),
        (kamer.secretaris, reverse("documents:inzage", args=[rond.document_id])),
    ):
        antwoord = als(wie).get(url)
        html = antwoord.content.decode()
        assert antwoord.status_code == 503, url
        assert KOP in html and "‘Plan van aanpak’" in html and "085 555 01 00" in html


def test_in_the_frame_of_the_page_only_the_words_are_shown(kamer: Kamer, als: Als) -> None:
    weg(kamer)
    client, rij = als(kamer.hoofd), kamer.rij(kamer.hoofd)
    assert client.get(adres("tekenen", rij.pk)).status_code == 200
    antwoord = client.get(adres("tekenen_stuk", rij.pk), headers={"Sec-Fetch-Dest": "iframe"})
    html = antwoord.content.decode()
    assert antwoord.status_code == 503 and KOP in html
    assert "utrecht-page-header" not in html
    assert antwoord["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in antwoord["Content-Security-Policy"]


@pytest.mark.parametrize("stuk", [weg, veranderd])
def test_nobody_signs_what_cannot_be_opened_and_what_was_typed_stays(
    kamer: Kamer, client: Client, stuk: Callable[[Kamer], None]
) -> None:
    stuk(kamer)
    rij = kamer.rij(kamer.hoofd)
    data = {"uitkomst": "getekend", "sha256": rij.stuk.sha256, "reden": "De uren zijn te krap."}
    antwoord = bevestigd(client, kamer.hoofd).post(adres("tekenen", rij.pk), data)
    html = antwoord.content.decode()
    assert antwoord.status_code == 503 and KOP in html and "De uren zijn te krap." in html
    assert kamer.rij(kamer.hoofd).uitkomst == Handtekening.Uitkomst.OPEN


def test_declining_needs_no_file(kamer: Kamer, client: Client) -> None:
    weg(kamer)
    rij = kamer.rij(kamer.hoofd)
    data = {"uitkomst": "geweigerd", "sha256": rij.stuk.sha256, "reden": "Ik kan het niet lezen."}
    assert bevestigd(client, kamer.hoofd).post(adres("tekenen", rij.pk), data).status_code == 302
    assert kamer.rij(kamer.hoofd).uitkomst == Handtekening.Uitkomst.GEWEIGERD


def test_once_the_file_is_back_it_is_signed_as_before(kamer: Kamer, client: Client) -> None:
    bestand, rij = bestand_van(kamer.stuk()), kamer.rij(kamer.hoofd)
    data = opslag.lees(bestand.opslagnaam)
    weg(kamer)
    antwoord = {"uitkomst": "getekend", "sha256": rij.stuk.sha256, "reden": ""}
    assert bevestigd(client, kamer.hoofd).post(adres("tekenen", rij.pk), antwoord).status_code == 503
    opslag.opslag.save(bestand.opslagnaam, opslag.ContentFile(data))
    assert bevestigd(client, kamer.hoofd).post(adres("tekenen", rij.pk), antwoord).status_code == 302
    assert kamer.rij(kamer.hoofd).uitkomst == Handtekening.Uitkomst.GETEKEND


def test_a_parent_with_a_code_reads_it_in_plain_words(kamer: Kamer, client: Client) -> None:
    for wie in (kamer.casemanager, kamer.hoofd, kamer.directeur):
        kamer.antwoord(wie, nu=timezone.now())
    rij = kamer.rij(kamer.vader)
    nu = timezone.now()
    tekencodes.maak_code(rij, by_id=kamer.secretaris.persoon_id, vandaag=timezone.localdate(), nu=nu)
    sessie = client.session
    sessie["tekencode"] = {"code": rij.codes.get().pk, "op": timezone.now().isoformat()}
    sessie.save()
    assert client.get(adres("tekencode_stuk")).status_code == 200
    weg(kamer)
    html = client.get(adres("tekencode_stuk")).content.decode()
    assert KOP in html and "MW-2026-1" not in html
    begin = html.index(KOP)
    assert bezwaren(html[begin : html.index("Naar de startpagina")]) == []


def test_the_administrator_is_told_once_and_the_log_names_no_pupil(
    kamer: Kamer, als: Als, swv: Samenwerkingsverband, caplog: pytest.LogCaptureFixture
) -> None:
    beheerder = factories.actor(Rol.BEHEERDER, kamer.zaak.swv)
    weg(kamer)
    client, rij = als(kamer.hoofd), kamer.rij(kamer.hoofd)
    with caplog.at_level(logging.ERROR, logger="workflow.bestandweg"):
        for _ in range(3):
            client.get(adres("tekenen_stuk", rij.pk))
    bericht = Bericht.objects.get(soort="bestanden_vermist")
    assert bericht.user_id == beheerder.gebruiker_id
    assert "MW-2026-1" in bericht.tekst and f"document {kamer.stuk().document_id}" in bericht.tekst
    regels = [rij for rij in caplog.records if rij.name == "workflow.bestandweg"]
    assert len(regels) == 3 and regels[0].__dict__["reden"] == "ontbreekt"
    assert kamer.zaak.dossier.leerling.achternaam not in caplog.text


def test_where_the_proxy_hands_the_file_over_it_is_missed_before_that(
    kamer: Kamer, als: Als, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("documents.conf.intern_adres", lambda: "/intern/")
    rij = kamer.rij(kamer.hoofd)
    assert als(kamer.hoofd).get(adres("tekenen_stuk", rij.pk))["X-Accel-Redirect"].startswith("/intern/")
    weg(kamer)
    assert als(kamer.hoofd).get(adres("tekenen_stuk", rij.pk)).status_code == 503


def test_a_file_of_another_length_is_not_there(kamer: Kamer) -> None:
    bestand = bestand_van(kamer.stuk())
    opslag.eis_aanwezig(bestand)
    opslag.opslag.delete(bestand.opslagnaam)
    opslag.opslag.save(bestand.opslagnaam, opslag.ContentFile(b"kort"))
    with pytest.raises(Beschadigd, match="is veranderd"):
        opslag.eis_aanwezig(bestand)
    assert Document.objects.filter(bestand=bestand).exists()


def test_a_storage_that_does_not_answer_is_no_missing_file(
    kamer: Kamer, als: Als, monkeypatch: pytest.MonkeyPatch
) -> None:
    factories.actor(Rol.BEHEERDER, kamer.zaak.swv)

    def stil(pad: str) -> bytes:
        raise OSError("the bucket does not answer")

    monkeypatch.setattr(opslag, "lees", stil)
    antwoord = als(kamer.hoofd).get(adres("tekenen_stuk", kamer.rij(kamer.hoofd).pk))
    assert antwoord.status_code == 503 and "antwoordt nu niet" in antwoord.content.decode()
    assert not Bericht.objects.filter(soort="bestanden_vermist").exists()

"""With a virus scanner: a paper waits out of reach, and is let go or refused. With the real clamd and one signature."""

import shutil
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from audit.models import Gebeurtenis
from documents import clamd, conf, werk
from documents.models import Bestand, Document, Werkstatus
from organisations.actor import Actor
from swv import settings as instellingen
from tests.documents import maak
from tests.tlv.schrijfhulp import vul_in
from tests.tlv.volledigheid_hulp import alles_in_orde, doe, ingediend
from tlv.feiten import feiten_van
from tlv.models import Aanvraag, Aanvulverzoek, Status
from workflow.berichten import meld_geweigerd_bestand
from workflow.models import Bericht

pytestmark = pytest.mark.django_db
BESMET = b"DEKKEND-ONSCHULDIGE-TESTTEKST-7Q9X"
NU = timezone.now()


@pytest.fixture(scope="module")
def scanner() -> Iterator[str]:
    """A clamd of our own that knows one harmless text as a virus; nothing is fetched."""
    programma = shutil.which("clamd") or shutil.which("clamd", path="/usr/sbin:/usr/local/sbin")
    if programma is None:
        pytest.skip("clamd is not installed (Debian: apt-get install clamav-daemon)")
    with tempfile.TemporaryDirectory(prefix="clamd") as tekst:
        map_ = Path(tekst)
        map_.chmod(0o755)
        (map_ / "eigen.ndb").write_text(f"Dekkend.Test:0:*:{BESMET.hex()}\n")
        sok = map_ / "clamd.sock"
        instelling = map_ / "clamd.conf"
        instelling.write_text("Foreground yes\n" + _instelling_van_de_container(map_, sok))
        proces = subprocess.Popen(
            [programma, "-c", str(instelling)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            _wacht_op(sok, proces)
            yield str(sok)
        finally:
            proces.terminate()
            proces.wait(20)


def _instelling_van_de_container(map_: Path, sok: Path) -> str:
    tekst = (Path(instellingen.BASE_DIR) / "deploy/clamav/clamd.conf").read_text()
    anders = {
        "TCPSocket 3310\n": "",
        "/tmp/clamd.sock": f"{sok}",
        "/var/lib/clamav": f"{map_}",
        "TemporaryDirectory /tmp": f"TemporaryDirectory {map_}",
    }
    for oud, nieuw in anders.items():
        assert oud in tekst
        tekst = tekst.replace(oud, nieuw)
    return tekst


def _wacht_op(sok: Path, proces: "subprocess.Popen[bytes]") -> None:
    for _ in range(300):
        if proces.poll() is not None:
            pytest.fail(f"clamd stopped with {proces.returncode}")
        if sok.exists():
            return
        time.sleep(0.1)
    pytest.fail("clamd does not listen")


@pytest.fixture(autouse=True)
def eigen_map(settings, tmp_path):
    settings.BESTANDEN_DIR = tmp_path / "bestanden"


@pytest.fixture
def browser(als: Callable[[Actor], Client], coordinator: Actor) -> Client:
    return als(coordinator)


def upload(browser: Client, aanvraag: Aanvraag, data: bytes, naam: str = "opp.pdf") -> Document:
    doel = reverse("tlv:onderdeel_bestand", args=[aanvraag.zaak_id, "opp"])
    assert browser.post(doel, {"bestand": SimpleUploadedFile(naam, data)}).status_code == 200
    return Document.objects.latest("pk")


def scan(nu=None) -> int:
    return werk.onderzoek_wachtende(nu or timezone.now(), na_weigering=meld_geweigerd_bestand)


def dicht(browser: Client, document: Document) -> None:
    """Nobody gets the bytes, and the pages say why."""
    for naam in ("documents:download", "documents:inzage"):
        assert browser.get(reverse(naam, args=[document.pk])).status_code == 404
    zaak = document.zaak_id
    for pagina in (
        reverse("tlv:onderdeel", args=[zaak, "opp"]),
        reverse("tlv:documenten", args=[zaak]),
        reverse("tlv:stuk", args=[zaak, document.pk]),
        reverse("tlv:controle", args=[zaak]),
    ):
        html = browser.get(pagina).content.decode()
        assert "Wordt gecontroleerd op virussen" in html, pagina
        assert reverse("documents:inzage", args=[document.pk]) not in html, pagina


def soorten(aanvraag: Aanvraag) -> frozenset[str]:
    return feiten_van(aanvraag, vandaag=timezone.localdate()).stukken


def test_a_clean_paper_waits_and_is_let_go(settings, scanner: str, browser: Client, aanvraag: Aanvraag):
    settings.CLAMD = scanner
    document = upload(browser, aanvraag, maak.tekst_pdf())
    assert document.bestand is None and document.werk == Werkstatus.WACHT
    dicht(browser, document)
    assert soorten(aanvraag) == frozenset()
    assert scan() == 1
    document.refresh_from_db()
    assert document.werk == Werkstatus.KLAAR and document.quarantaine is None
    assert browser.get(reverse("documents:download", args=[document.pk])).content == maak.tekst_pdf()
    assert soorten(aanvraag) == {"opp"} and not Bericht.objects.exists()


@pytest.mark.parametrize(
    ("naam", "data"),
    [
        ("opp.pdf", maak.tekst_pdf(BESMET.decode())),
        ("opp.docx", maak.docx(**{"word/notes.xml": b"<w>" + BESMET + b"</w>"})),
    ],
)
def test_an_infected_paper_is_refused_destroyed_and_told(
    settings, scanner: str, browser: Client, aanvraag: Aanvraag, coordinator: Actor, naam: str, data: bytes
):
    settings.CLAMD = f"unix:{scanner}"
    document = upload(browser, aanvraag, data, naam)
    dicht(browser, document)
    assert scan() == 1
    document.refresh_from_db()
    assert document.werk == Werkstatus.VERVALLEN and document.verwijderd_op and document.bestand is None
    assert document.laatste_fout.startswith("virus: Dekkend.Test") and not Bestand.objects.exists()
    bericht = Bericht.objects.get()
    assert bericht.user_id == coordinator.gebruiker_id and f"‘{naam}’" in bericht.tekst and "virus" in bericht.tekst
    html = browser.get(reverse("workflow:postvak")).content.decode()
    assert "Een bestand is geweigerd" in html
    assert Gebeurtenis.objects.filter(actie="bestand_geweigerd", object_id=document.pk).count() == 1
    assert browser.get(reverse("documents:download", args=[document.pk])).status_code == 404
    assert scan() == 0


def test_the_bytes_of_a_refused_paper_leave_the_disk(
    settings,
    scanner: str,
    browser: Client,
    aanvraag: Aanvraag,
    django_capture_on_commit_callbacks: Callable[..., object],
):
    settings.CLAMD = scanner
    upload(browser, aanvraag, maak.tekst_pdf(BESMET.decode()))
    op_schijf = [pad for pad in conf.bestanden_map().rglob("*") if pad.is_file()]
    assert len(op_schijf) == 1
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        scan()
    assert not op_schijf[0].exists()


def test_it_stays_shut_while_the_scanner_is_down_and_heals(settings, scanner: str, browser: Client, aanvraag: Aanvraag):
    settings.CLAMD = "/bestaat/niet/clamd.sock"
    document = upload(browser, aanvraag, maak.tekst_pdf())
    moment = timezone.now()
    for poging in range(2 * werk.MAX_POGINGEN):
        assert scan(moment) == 1, poging
        assert scan(moment) == 0, "it waits before it tries again"
        moment += timedelta(hours=1)
    document.refresh_from_db()
    assert (document.werk, document.pogingen, document.bestand) == (Werkstatus.WACHT, 0, None)
    assert document.laatste_fout == werk.SCANNER_WEG
    dicht(browser, document)
    settings.CLAMD = scanner
    assert scan(moment) == 1
    document.refresh_from_db()
    assert document.werk == Werkstatus.KLAAR and document.bestand is not None


@pytest.mark.parametrize(
    "antwoord",
    [b"", b"INSTREAM size limit exceeded. ERROR\0", b"stream: OK", b"stream: OK\0 en meer\0", b"\xff\xfe\0", b"OK\0"],
)
def test_only_a_clear_yes_lets_a_paper_go(settings, antwoord: bytes):
    with socket.create_server(("127.0.0.1", 0)) as luisteraar:
        settings.CLAMD = f"127.0.0.1:{luisteraar.getsockname()[1]}"

        def bedien() -> None:
            lijn, _ = luisteraar.accept()
            with lijn:
                while not lijn.recv(65536).endswith(b"\0\0\0\0"):
                    pass
                lijn.sendall(antwoord)

        draad = threading.Thread(target=bedien)
        draad.start()
        with pytest.raises(clamd.GeenAntwoord):
            clamd.zoek_virus(b"verslag")
        draad.join()


def test_what_is_beyond_the_limits_of_the_scanner_is_not_let_go(settings, scanner: str):
    settings.CLAMD = scanner
    groot = b"x" * 30 * 2**20
    assert clamd.zoek_virus(maak.docx(**{"word/a.bin": groot})) == ""
    assert clamd.zoek_virus(maak.docx(**{"word/a.bin": groot + BESMET})).startswith("Dekkend.Test")
    diep = maak.docx()
    for _ in range(20):
        diep = maak.zip_van({"plan.docx": diep})
    assert "Limits.Exceeded" in clamd.zoek_virus(diep)


def test_a_scanner_at_an_impossible_address_is_no_answer(settings):
    for adres in ("127.0.0.1:1", "zonderpoort", "/bestaat/niet"):
        settings.CLAMD = adres
        with pytest.raises(clamd.GeenAntwoord):
            clamd.zoek_virus(b"verslag")


# -- what waits is not sent in -------------------------------------------------------------------------------------


@pytest.fixture
def verzoek(aanvraag: Aanvraag, secretariaat: Actor) -> Aanvulverzoek:
    ingediend(aanvraag)
    alles_in_orde(aanvraag, behalve="knooppunt")
    doe(aanvraag, "aanvulling_vragen", secretariaat, eisen=["knooppunt"], vraag="")
    return aanvraag.aanvulverzoeken.get()


def stuur_in(browser: Client, verzoek: Aanvulverzoek, **extra: object):
    verzoek.refresh_from_db()
    doel = reverse("tlv:aanvulling", args=[verzoek.aanvraag.zaak_id])
    data = {"tekst_knooppunt": "Zie het verslag.", "versie": verzoek.versie, "insturen": "1", **extra}
    return browser.post(doel, data)


def stand(aanvraag: Aanvraag) -> str:
    return Aanvraag.objects.values_list("status", flat=True).get(pk=aanvraag.pk)


def test_a_supplement_is_sent_in_only_after_its_papers_were_let_go(
    settings, scanner: str, browser: Client, verzoek: Aanvulverzoek
):
    settings.CLAMD = scanner
    bestanden = [SimpleUploadedFile("verslag.pdf", maak.tekst_pdf()), SimpleUploadedFile("lijst.pdf", maak.pdf(2))]
    antwoord = stuur_in(browser, verzoek, bestand_knooppunt=bestanden)
    html = antwoord.content.decode()
    assert antwoord.status_code == 422 and "‘verslag.pdf’ en ‘lijst.pdf’ worden nog gecontroleerd op virussen" in html
    assert "Zie het verslag.</textarea>" in html and stand(verzoek.aanvraag) == Status.AANVULLING_GEVRAAGD
    assert stuur_in(browser, verzoek).status_code == 422
    assert Document.objects.filter(quarantaine__isnull=False, compartiment="school").count() == 2
    scan()
    assert stuur_in(browser, verzoek).status_code == 302 and stand(verzoek.aanvraag) == Status.AANGEVULD


def test_a_supplement_goes_without_a_paper_that_the_scanner_took(
    settings, scanner: str, browser: Client, verzoek: Aanvulverzoek
):
    settings.CLAMD = scanner
    besmet = SimpleUploadedFile("verslag.pdf", maak.tekst_pdf(BESMET.decode()))
    antwoord = stuur_in(browser, verzoek, bestand_knooppunt=besmet, tekst_knooppunt="")
    assert antwoord.status_code == 422 and "‘verslag.pdf’ wordt nog gecontroleerd" in antwoord.content.decode()
    scan()
    leeg = stuur_in(browser, verzoek, tekst_knooppunt="")
    assert leeg.status_code == 422 and "Nog geen antwoord bij" in leeg.content.decode()
    assert stuur_in(browser, verzoek).status_code == 302


def test_a_paper_that_waits_can_be_taken_out_and_then_it_goes(settings, browser: Client, verzoek: Aanvulverzoek):
    settings.CLAMD = "/bestaat/niet/clamd.sock"
    assert stuur_in(browser, verzoek, bestand_knooppunt=SimpleUploadedFile("a.pdf", maak.pdf())).status_code == 422
    stuk = verzoek.documenten.get()
    doel = reverse("tlv:aanvulling", args=[verzoek.aanvraag.zaak_id])
    data = {"tekst_knooppunt": "Is er niet.", "weghalen": f"knooppunt:{stuk.pk}"}
    assert browser.post(doel, data).status_code == 302
    assert stuur_in(browser, verzoek).status_code == 302 and stand(verzoek.aanvraag) == Status.AANGEVULD


def test_a_request_is_filed_only_after_its_papers_were_let_go(
    settings, scanner: str, browser: Client, aanvraag: Aanvraag
):
    settings.CLAMD = scanner
    vul_in(aanvraag.zaak)
    upload(browser, aanvraag, maak.tekst_pdf())
    doel = reverse("tlv:indienen", args=[aanvraag.zaak_id])
    data = {"weet_van_open_punten": "on", "versie": Aanvraag.objects.get(pk=aanvraag.pk).zaak.versie}
    antwoord = browser.post(doel, data)
    assert antwoord.status_code == 422 and stand(aanvraag) == Status.CONCEPT
    assert "‘opp.pdf’ wordt nog gecontroleerd op virussen" in antwoord.content.decode()
    scan()
    assert browser.post(doel, data).status_code == 302 and stand(aanvraag) == Status.INGEDIEND


def test_without_a_scanner_nothing_waits(settings, browser: Client, aanvraag: Aanvraag):
    settings.CLAMD = ""
    document = upload(browser, aanvraag, maak.tekst_pdf())
    assert document.werk == Werkstatus.KLAAR and document.bestand is not None


def test_a_scanner_that_is_away_is_asked_once_a_round_and_letters_never_wait_for_it(
    settings, browser: Client, aanvraag: Aanvraag, monkeypatch: pytest.MonkeyPatch
):
    gevraagd = []

    def zwijg(data: bytes) -> str:
        gevraagd.append(len(data))
        raise clamd.GeenAntwoord

    settings.CLAMD = "/bestaat/niet/clamd.sock"
    monkeypatch.setattr("documents.quarantaine.zoek_virus", zwijg)
    for nummer in range(3):
        upload(browser, aanvraag, maak.tekst_pdf(), f"opp{nummer}.pdf")
    nu = timezone.now()
    assert werk.verwerk_wachtende(nu) == 0 and gevraagd == []
    assert scan(nu) == 1 and scan(nu) == 0 and len(gevraagd) == 1

"""Who opens which page of completeness and advice, and what the papers hold."""

import io
import threading
from collections.abc import Callable
from dataclasses import replace

import pikepdf
import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cases.compartimenten import Compartiment
from documents.models import Documentsoort
from documents.services import voeg_toe
from organisations.actor import Actor
from organisations.rollen import Rol
from tests import factories
from tests.documents.maak import tekst_pdf
from tests.tlv.schrijfhulp import vul_in
from tests.tlv.volledigheid_hulp import (
    Mensen,
    alles_in_orde,
    dien_in,
    doe,
    ingediend,
    mensen,
    schrijf,
    status,
    wijs_toe,
)
from tlv.dossierbundel import maak_bundel
from tlv.models import Aanvraag, Status
from ui.notatie import datum

pytestmark = pytest.mark.django_db
Als = Callable[[Actor], Client]


@pytest.fixture
def zaak(aanvraag: Aanvraag) -> Aanvraag:
    vul_in(aanvraag.zaak)
    return ingediend(aanvraag)


@pytest.fixture
def m(zaak: Aanvraag) -> Mensen:
    return mensen(zaak)


def wie(naam: str, zaak: Aanvraag, m: Mensen, andere: Actor) -> Actor:
    if naam == "andere_coordinator":
        return andere
    if naam == "ouder":
        ouder = factories.OuderFactory(leerling=zaak.zaak.dossier.leerling, account=True)
        return factories.actor(Rol.OUDER, user=ouder.user)
    return getattr(m, naam)  # type: ignore[no-any-return]


ROLLEN = ("secretariaat", "voorzitter", "coordinator", "eerste", "ouder", "andere_coordinator")
# page → code per role, in the state "bij de deskundigen"
PAGINAS = {
    "volledigheid": (200, 403, 403, 403, 403, 404),
    "aanvulling_intrekken": (200, 403, 403, 403, 403, 404),
    "aanvulling_onvoldoende": (200, 403, 403, 403, 403, 404),
    "volledig_herroepen": (200, 403, 403, 403, 403, 404),
    "ontheffing": (403, 200, 403, 403, 403, 404),
    "aanvulling": (200, 403, 200, 403, 403, 404),
    "informatie_vragen": (403, 200, 403, 200, 403, 404),
    "deskundigen": (200, 200, 403, 403, 403, 404),
    "advies": (403, 403, 403, 200, 403, 404),
    "advies_indienen": (403, 403, 403, 200, 403, 404),
    "advies_teruggeven": (403, 403, 403, 200, 403, 404),
}


@pytest.mark.parametrize("pagina", PAGINAS)
def test_each_page_opens_for_its_own_role(
    pagina: str, zaak: Aanvraag, m: Mensen, als: Als, andere_coordinator: Actor
) -> None:
    wijs_toe(zaak, m)
    adres = reverse(f"tlv:{pagina}", args=[zaak.zaak_id])
    codes = tuple(als(wie(rol, zaak, m, andere_coordinator)).get(adres).status_code for rol in ROLLEN)
    assert codes == PAGINAS[pagina]


@pytest.mark.parametrize("pagina", ["advies_bewaren", "aanvulling_bewaren", "volledig_verklaren"])
def test_what_only_takes_posts_refuses_strangers(
    pagina: str, zaak: Aanvraag, als: Als, andere_coordinator: Actor
) -> None:
    adres = reverse(f"tlv:{pagina}", args=[zaak.zaak_id])
    client = als(andere_coordinator)
    assert client.get(adres).status_code == 405
    assert client.post(adres).status_code == 404


def test_a_draft_advice_is_a_404_for_everybody_else(zaak: Aanvraag, m: Mensen, als: Als) -> None:
    een, _ = wijs_toe(zaak, m)
    schrijf(zaak, m.eerste)
    adres = reverse("tlv:advies_lezen", args=[zaak.zaak_id, een.pk])
    for actor in (m.tweede, m.voorzitter, m.secretariaat, m.coordinator):
        assert als(actor).get(adres).status_code == 404
    dien_in(zaak, m.eerste, een)
    assert als(m.tweede).get(adres).status_code == 404
    assert als(m.voorzitter).get(adres).status_code == 200


def test_the_letter_can_be_seen_before_it_is_sent(zaak: Aanvraag, m: Mensen, als: Als) -> None:
    adres = reverse("tlv:aanvulling_vragen", args=[zaak.zaak_id])
    antwoord = als(m.secretariaat).post(adres, {"eisen": ["knooppunt"], "vraag": "Graag snel.", "voorbeeld": "1"})
    assert antwoord.content.startswith(b"%PDF")
    assert status(zaak) == Status.INGEDIEND
    assert not zaak.aanvulverzoeken.exists()


def test_what_comes_next_stands_above_the_items(zaak: Aanvraag, m: Mensen, als: Als) -> None:
    client, adres = als(m.secretariaat), reverse("tlv:volledigheid", args=[zaak.zaak_id])

    def boven() -> str:
        inhoud: str = client.get(adres).content.decode()
        return inhoud[: inhoud.index('<ol class="controle">')]

    assert "Nog 15 punten te beoordelen" in boven()
    alles_in_orde(zaak, behalve="knooppunt")
    eerst = boven()
    assert "Nog 1 punt te beoordelen" in eerst and "14 van 15 punten zijn beoordeeld" in eerst
    assert "?eis=knooppunt#eis-knooppunt" in eerst and 'href="#inzage"' in eerst
    assert reverse("tlv:volledig_verklaren", args=[zaak.zaak_id]) not in eerst
    zaak.eisen.filter(eis="knooppunt").update(status="ontbreekt")
    assert "De aanvraag is nog niet volledig" in boven() and "nl-button--primary" in boven()
    alles_in_orde(zaak)
    assert "Alles is in orde" in boven()
    assert reverse("tlv:volledig_verklaren", args=[zaak.zaak_id]) in boven()


def test_the_case_page_names_what_was_asked_and_until_when(zaak: Aanvraag, m: Mensen, als: Als) -> None:
    alles_in_orde(zaak, behalve="knooppunt")
    doe(zaak, "aanvulling_vragen", m.secretariaat, eisen=["knooppunt"], vraag="Graag met datum.")
    pagina = als(m.coordinator).get(reverse("tlv:zaak", args=[zaak.zaak_id])).content.decode()
    kaart = pagina[pagina.index("Gevraagd aan de school") : pagina.index("De aanvraag in het kort")]
    assert "Verslag van het knooppunt" in kaart and "Graag met datum." in kaart
    verzoek = zaak.aanvulverzoeken.get()
    assert f"tot en met <strong>{datum(verzoek.uiterlijk)}</strong>" in kaart


def test_autosave_of_an_answer_that_is_too_long_leaves_the_earlier_one(zaak: Aanvraag, m: Mensen, als: Als) -> None:
    """A line break counts as two characters here and as one in the browser, which stops at the same number."""
    alles_in_orde(zaak, behalve="knooppunt")
    doe(zaak, "aanvulling_vragen", m.secretariaat, eisen=["knooppunt"], vraag="")
    adres, client = reverse("tlv:aanvulling_bewaren", args=[zaak.zaak_id]), als(m.coordinator)
    data = {"gewijzigd": "tekst_knooppunt", "tekst_knooppunt": "Het verslag volgt."}
    versie = client.post(adres, data).json()["versie"]
    te_lang = client.post(adres, {**data, "versie": versie, "tekst_knooppunt": "x" * 3000 + "\r\n" + "x" * 2999})
    assert te_lang.status_code == 422
    assert zaak.aanvulverzoeken.get().antwoorden["knooppunt"]["tekst"] == "Het verslag volgt."


def test_a_double_click_declares_complete_once(zaak: Aanvraag, m: Mensen, als: Als) -> None:
    alles_in_orde(zaak)
    adres = reverse("tlv:volledig_verklaren", args=[zaak.zaak_id])
    client, data = als(m.secretariaat), {"versie": zaak.zaak.versie, "sleutel": "eenmaal"}
    eerste, tweede = client.post(adres, data), client.post(adres, data)
    assert eerste.url == tweede.url == reverse("tlv:deskundigen", args=[zaak.zaak_id])  # type: ignore[attr-defined]


def test_a_stale_autosave_of_an_advice_says_so(zaak: Aanvraag, m: Mensen, als: Als) -> None:
    wijs_toe(zaak, m)
    adres = reverse("tlv:advies_bewaren", args=[zaak.zaak_id])
    client = als(m.eerste)
    nieuw = {"overwegingen": "Een", "gewijzigd": "overwegingen", "versie": "0"}
    assert client.post(adres, nieuw).json()["versie"] == 1
    oud = client.post(adres, {**nieuw, "overwegingen": "Twee"})
    assert (oud.status_code, oud.json()["versie"]) == (409, 1)
    assert zaak.adviezen.get(volgorde=1).overwegingen == "Een"


class TestBundel:
    def test_it_holds_the_request_and_the_papers_with_bookmarks(self, zaak: Aanvraag, m: Mensen) -> None:
        self.voeg_toe(zaak, m.coordinator, "OPP van dit jaar", Compartiment.DOSSIER)
        self.voeg_toe(zaak, m.secretariaat, "Interne notitie", Compartiment.INTERN)
        wijs_toe(zaak, m)
        pdf = maak_bundel(m.eerste, zaak, moment=timezone.localtime())
        with pikepdf.open(io.BytesIO(pdf)) as document, document.open_outline() as outline:
            titels = [regel.title for regel in outline.root]
        assert titels[0] == "Voorblad"
        assert titels[1].startswith("1. Aanvraag")
        assert any("OPP van dit jaar" in titel for titel in titels)
        assert not any("Interne notitie" in titel for titel in titels)

    def test_the_read_is_on_record_and_the_family_has_its_own_way(
        self, zaak: Aanvraag, m: Mensen, als: Als, andere_coordinator: Actor
    ) -> None:
        wijs_toe(zaak, m)
        adres = reverse("tlv:bundel", args=[zaak.zaak_id])
        assert als(m.eerste).get(adres).content.startswith(b"%PDF")
        assert als(wie("ouder", zaak, m, andere_coordinator)).get(adres).status_code == 403
        assert als(andere_coordinator).get(adres).status_code == 404

    @staticmethod
    def voeg_toe(zaak: Aanvraag, actor: Actor, titel: str, compartiment: Compartiment) -> None:
        voeg_toe(
            zaak=zaak.zaak,
            actor=actor,
            data=tekst_pdf(titel),
            naam="stuk.pdf",
            soort=Documentsoort.BIJLAGE,
            compartiment=compartiment,
            nu=factories.NU,
            titel=titel,
        )


@pytest.mark.django_db(transaction=True)
def test_two_experts_who_file_at_the_same_moment_make_one_step(aanvraag: Aanvraag) -> None:
    zaak = ingediend(aanvraag)
    m = mensen(zaak)
    een, twee = wijs_toe(zaak, m)
    for actor in (m.eerste, m.tweede):
        schrijf(zaak, actor)
    poort = threading.Barrier(2)

    def loop(actor: Actor, advies: object) -> None:
        poort.wait()
        try:
            dien_in(zaak, replace(actor), advies)  # type: ignore[arg-type]
        finally:
            connection.close()

    draden = [threading.Thread(target=loop, args=paar) for paar in ((m.eerste, een), (m.tweede, twee))]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()
    assert status(zaak) == Status.TER_BESLUITVORMING
    assert zaak.adviezen.filter(stand="ingediend").count() == 2


def test_an_answer_for_another_item_is_not_taken(zaak: Aanvraag, m: Mensen, als: Als) -> None:
    alles_in_orde(zaak, behalve="knooppunt")
    doe(zaak, "aanvulling_vragen", m.secretariaat, eisen=["knooppunt"], vraag="")
    adres = reverse("tlv:aanvulling", args=[zaak.zaak_id])
    als(m.coordinator).post(adres, {"tekst_knooppunt": "Hier.", "tekst_opp_recent": "Anders."})
    assert set(zaak.aanvulverzoeken.get().antwoorden) == {"knooppunt"}

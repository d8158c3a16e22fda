"""The pages of steps 1 to 3 by hand: what each says and does without JavaScript, and in plain words for the family."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cases.models import Zaak
from maatwerk.models import Contact, Status
from organisations.actor import Actor
from tests import factories
from tests.b1 import bezwaren
from tests.documents.maak import tekst_pdf
from tests.maatwerk.trajectloop import Trajectloop

pytestmark = pytest.mark.django_db
S = Status
Als = Callable[[Actor], Client]


@pytest.fixture
def loop(db: None) -> Trajectloop:
    return Trajectloop(vandaag=True, leeftijd=16)


def _adres(naam: str, loop: Trajectloop, *args: Any) -> str:
    return reverse(f"maatwerk:{naam}", args=[loop.zaak_id, *args])


def _datum(naam: str, dag: Any) -> dict[str, str]:
    return {f"{naam}_dag": str(dag.day), f"{naam}_maand": str(dag.month), f"{naam}_jaar": str(dag.year)}


def _volg(antwoord: Any) -> None:
    assert antwoord.status_code == 302, antwoord.content.decode()[:3000]


def test_the_first_three_steps_from_dossier_to_plan_with_plain_forms(db: None, client: Client, als: Als) -> None:
    """One walk through every page, each act by the person who does it."""
    loop = Trajectloop(vandaag=True)
    Zaak.objects.filter(pk=loop.zaak_id).update(gesloten_op=loop.nu.date())  # begin anew, by hand
    vandaag = loop.nu.date()
    client = als(loop.als("secretariaat"))
    begin = client.post(reverse("maatwerk:beginnen", args=[loop.dossier.pk]), {"sleutel": factories.sleutel()})
    loop.zaak_id = Zaak.objects.latest("pk").pk
    assert begin["Location"] == _adres("intake", loop)
    assert "datum van het PTO" in client.get(_adres("intake", loop)).content.decode()
    velden = {"pto_deelnemers": "Iedereen", "pto_uitkomst": "Niets past", "ondersteuning": "Rust", "vraag": "Zoek mee"}
    _volg(client.post(_adres("intake", loop), {**velden, **_datum("pto_datum", vandaag)}))
    _volg(client.post(_adres("verkenning_nieuw", loop), {"vorm": "so", "waarom_niet": "Te groot."}))
    with _bestand() as pdf:
        _volg(client.post(_adres("stuk", loop), {"bestand": pdf, "soort": "verslag", "titel": "Verslag PTO"}))
    _volg(client.post(_adres("stap", loop, "inbrengen"), {"sleutel": factories.sleutel()}))
    client = als(loop.als("voorzitter"))
    assert "Verslag PTO" in client.get(_adres("documenten", loop)).content.decode()
    advies = {"uitkomst": "inschakelen", "overwegingen": "Alles is verkend.", **_datum("besproken_op", vandaag)}
    _volg(client.post(_adres("advies", loop), {**advies, "casemanager_id": loop.mensen["casemanager"].gebruiker_id}))
    client = als(loop.als("directeur"))
    pagina = client.get(_adres("besluit", loop)).content.decode()
    assert "0 lopende trajecten (richtgetal 6)" in pagina and "Alles is verkend." in pagina
    _bevestig(client)
    ja = {"casemanager_id": loop.mensen["casemanager"].gebruiker_id, "reden": "Geen plek gevonden."}
    _volg(client.post(_adres("besluit", loop), ja))
    client = als(loop.als("casemanager"))
    assert loop.vraag is not None
    vraag = reverse("maatwerk:gevraagd", args=[loop.vraag.pk])
    assert vraag in client.get(reverse("workflow:home")).content.decode()
    assert client.get(_adres("zaak", loop)).status_code == 404
    gelezen = client.get(vraag).content.decode()
    assert loop.dossier.leerling.naam in gelezen and "Niets past" not in gelezen
    assert client.post(reverse("maatwerk:aanvaarden", args=[loop.vraag.pk]), {}).status_code == 422
    _volg(client.post(reverse("maatwerk:aanvaarden", args=[loop.vraag.pk]), {"geen_belang": "on"}))
    assert "Spreek eerst de ouders" in client.get(_adres("zaak", loop)).content.decode()
    _volg(client.post(_adres("contact_snel", loop), {"met": "ouders", "wijze": "huisbezoek"}))
    _volg(client.post(_adres("contact_snel", loop), {"met": "school", "wijze": "telefoon"}))
    _volg(client.post(_adres("stap", loop, "verkenning_starten"), {"reden": ""}))
    _volg(client.post(_adres("optie_nieuw", loop), {"naam": "De Kas", "vorm": "anders"}))
    optie = loop.rij.opties.get()
    _volg(client.post(_adres("optie_stand", loop, optie.pk, "verkend"), {"reden": ""}))
    past = {"reden": "Klein en rustig.", **_datum("afgestemd_op", vandaag)}
    _volg(client.post(_adres("optie_stand", loop, optie.pk, "past"), past))
    _volg(client.post(_adres("stap", loop, "plek_gevonden"), {"sleutel": factories.sleutel()}))
    assert loop.status == S.PLAN


def _bestand() -> Any:
    bestand = BytesIO(tekst_pdf())
    bestand.name = "verslag.pdf"
    return bestand


def _bevestig(client: Client) -> None:
    sessie = client.session
    sessie["herbevestigd_op"] = timezone.now().isoformat()
    sessie.save()


def test_two_taps_that_come_before_their_turn_go_on_to_the_form_that_asks_why(loop: Trajectloop, als: Als) -> None:
    loop.breng_naar(S.GESPREKKEN)
    client = als(loop.als("casemanager"))
    antwoord = client.post(_adres("contact_snel", loop), {"met": "school", "wijze": "telefoon"})
    assert antwoord.status_code == 200 and "Waarom eerder" in antwoord.content.decode()
    assert not Contact.objects.exists()
    data = {"met": "school", "wijze": "telefoon", **_datum("op", loop.nu.date())}
    fout = client.post(_adres("contact_nieuw", loop), data)
    assert fout.status_code == 422 and "eerst de ouders" in fout.content.decode()
    _volg(client.post(_adres("contact_nieuw", loop), {**data, "reden_volgorde": "Op reis."}))


def test_a_double_tap_is_one_line(loop: Trajectloop, als: Als) -> None:
    loop.breng_naar(S.GESPREKKEN)
    client = als(loop.als("casemanager"))
    data = {"met": "ouders", "wijze": "telefoon", "sleutel": factories.sleutel()}
    for _ in range(2):
        _volg(client.post(_adres("contact_snel", loop), data))
    assert Contact.objects.count() == 1


def test_a_page_of_another_kind_of_case_is_not_found_and_no_error(loop: Trajectloop, als: Als) -> None:
    aanvraag = factories.AanvraagFactory(zaak__dossier=loop.dossier, status="ingediend")
    client = als(loop.als("secretariaat"))
    assert client.get(reverse("maatwerk:zaak", args=[aanvraag.zaak_id])).status_code == 404
    assert client.get(reverse("tlv:zaak", args=[loop.zaak_id])).status_code == 404
    assert client.get(reverse("tlv:documenten", args=[loop.zaak_id])).status_code == 404
    assert client.post(reverse("tlv:archiveren", args=[loop.zaak_id])).status_code == 404


@pytest.mark.parametrize(
    ("wie", "codes"),
    [
        ("casemanager", {"contact": 200, "netwerk": 200, "opties": 200, "intake": 200, "documenten": 200}),
        ("directeur", {"contact": 200, "netwerk": 200, "opties": 200, "intake": 200, "documenten": 200}),
        ("secretariaat", {"contact": 403, "netwerk": 403, "opties": 403, "intake": 200, "documenten": 200}),
        ("voorzitter", {"contact": 403, "netwerk": 403, "opties": 403, "intake": 200, "documenten": 200}),
        ("coordinator", {"contact": 403, "netwerk": 403, "opties": 403, "intake": 200, "documenten": 200}),
        ("ouder", {"contact": 403, "netwerk": 403, "opties": 403, "intake": 403, "documenten": 403}),
        ("tweede", {"contact": 404, "netwerk": 404, "opties": 404, "intake": 404, "documenten": 404}),
    ],
)
def test_the_log_and_the_network_are_for_casemanager_and_director(
    loop: Trajectloop, als: Als, wie: str, codes: dict[str, int]
) -> None:
    loop.breng_naar(S.VERKENNEN)
    client = als(loop.als(wie))
    assert {naam: client.get(_adres(naam, loop)).status_code for naam in codes} == codes


def test_the_director_sees_who_has_which_tracks(loop: Trajectloop, als: Als) -> None:
    loop.breng_naar(S.VERKENNEN)
    pagina = als(loop.als("directeur")).get(reverse("maatwerk:casemanagers")).content.decode()
    assert loop.mensen["casemanager"].naam in pagina and loop.rij.zaak.nummer in pagina
    assert "Geen lopende trajecten" in pagina
    assert als(loop.als("secretariaat")).get(reverse("maatwerk:casemanagers")).status_code == 403


@pytest.mark.parametrize("status", [S.BIJ_COMMISSIE, S.BIJ_DIRECTEUR, S.CASEMANAGER_GEVRAAGD, S.GESPREKKEN, S.PLAN])
def test_the_page_of_the_family_is_plain_in_every_state(loop: Trajectloop, als: Als, status: Status) -> None:
    loop.breng_naar(status)
    for naam in ("maatwerk:gezin", "workflow:verloop"):
        pagina = als(loop.als("ouder")).get(reverse(naam, args=[loop.zaak_id]))
        assert pagina.status_code == 200
        assert bezwaren(pagina.content.decode()) == []

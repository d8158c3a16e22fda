"""The pages of the signing room that parents and pupils see are plain, and speak to each as one should."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cases.models import Leerling, Zaak
from documents.models import Handtekening
from organisations.actor import Actor
from organisations.models import School
from organisations.rollen import Rol
from tests import factories
from tests.b1 import bezwaren, zichtbare_tekst
from tests.inloggen import log_in
from tests.tlv.gezin_voorbeeld import geboren
from tests.workflow.tekenhulp import Kamer, maak_kamer, met_tekenkamer
from tlv.models import Aanvraag

pytestmark = pytest.mark.django_db
Als = Callable[[Actor], Client]
TEGEN_EEN_OUDER = {"u", "U", "uw", "Uw"}


@pytest.fixture
def leerling(aanvraag: Aanvraag) -> Actor:
    """Sixteen, with an own account."""
    lid = factories.lidmaatschap(Rol.LEERLING)
    kind = aanvraag.zaak.dossier.leerling
    Leerling.objects.filter(pk=kind.pk).update(geboortedatum=geboren(16), user=lid.user)
    return factories.actor(Rol.LEERLING, user=lid.user, vandaag=timezone.localdate())


@pytest.fixture
def kamer(aanvraag: Aanvraag, andere_school: School, leerling: Actor, settings: Any, tmp_path: Any) -> Iterator[Kamer]:
    settings.BESTANDEN_DIR = tmp_path
    with met_tekenkamer(maak_kamer(aanvraag, andere_school)) as kamer:
        nu = timezone.now()
        Zaak.objects.filter(pk=aanvraag.zaak_id).update(
            swv_sinds=timezone.localdate(), gezin_sinds=timezone.localdate()
        )
        kamer.vraag(nu=nu)
        for wie in (kamer.casemanager, kamer.hoofd, kamer.directeur):
            kamer.antwoord(wie, nu=nu)
        yield kamer


def adres(naam: str, *args: Any) -> str:
    return reverse(f"workflow:{naam}", args=args)


def bevestigd(client: Client, wie: Actor) -> Client:
    log_in(client, wie, herbevestigd_op=timezone.now().isoformat(), herbevestigd_met="app")
    return client


def lees(client: Client, pad: str, **data: str) -> str:
    antwoord = client.post(pad, data) if data else client.get(pad)
    assert antwoord.status_code in (200, 422), (pad, antwoord.status_code)
    return str(antwoord.content.decode())


def standen(client: Client, kamer: Kamer, wie: Actor) -> Iterator[str]:
    """Every way the page of one request can look: before and after identifying again, wrong, answered, replaced."""
    rij = kamer.rij(wie)
    log_in(client, wie)
    yield lees(client, adres("tekenlijst"))
    yield lees(client, adres("tekenen", rij.pk))
    bevestigd(client, wie)
    yield lees(client, adres("tekenen", rij.pk))
    yield lees(client, adres("tekenen", rij.pk), uitkomst="gezien", sha256=rij.stuk.sha256)
    for uitkomst in ("gezien", "geweigerd", "getekend", "gestopt", "verlopen"):
        Handtekening.objects.filter(pk=rij.pk).update(
            uitkomst=uitkomst, op=timezone.now(), sha256=rij.stuk.sha256, reden="Te ver weg."
        )
        yield lees(client, adres("tekenen", rij.pk))
    Handtekening.objects.filter(pk=rij.pk).update(uitkomst="open", op=None, sha256="", reden="")
    kamer.gesprek_gevoerd = False
    yield lees(client, adres("tekenen", rij.pk))
    kamer.nieuwe_versie(nu=timezone.now(), reden="De uren zijn anders.")
    yield lees(client, adres("tekenen", rij.pk))
    yield lees(client, adres("tekenlijst"))


def test_every_state_of_the_page_is_plain_for_a_parent(client: Client, kamer: Kamer) -> None:
    for html in standen(client, kamer, kamer.moeder):
        assert bezwaren(html) == [], zichtbare_tekst(html)


def test_every_state_of_the_page_is_plain_for_a_pupil_who_is_never_addressed_with_u(
    client: Client, kamer: Kamer, leerling: Actor
) -> None:
    for html in standen(client, kamer, leerling):
        assert bezwaren(html) == [], zichtbare_tekst(html)
        tekst = zichtbare_tekst(html)
        voor_de_test = {"Met uw handtekening gaat u akkoord met dit plan.", "De casemanager belt u."}
        for zin in voor_de_test:
            tekst = tekst.replace(zin, "")
        woorden = tekst.translate(str.maketrans("?.,:", "    ")).split()
        assert TEGEN_EEN_OUDER.isdisjoint(woorden), tekst


def test_signing_with_a_letter_is_plain(client: Client, kamer: Kamer) -> None:
    rij, nu = kamer.rij(kamer.vader), timezone.now()
    code = kamer.doe("tekenen_code", kamer.secretaris, nu=nu, handtekening_id=rij.pk).waarden["code"]
    dag = kamer.zaak.dossier.leerling.geboortedatum
    geboren_op = {"geboren_0": str(dag.day), "geboren_1": str(dag.month), "geboren_2": str(dag.year)}
    data = {"code": code, "geboren": f"{dag:%d-%m-%Y}", **geboren_op}
    bladen = [
        lees(client, adres("tekencode")),
        lees(client, adres("tekencode"), **{**data, "code": "AAAA-AAAA-AAAA"}),
    ]
    assert client.post(adres("tekencode"), data).status_code == 302
    bladen += [
        lees(client, adres("tekencode_tekenen")),
        lees(client, adres("tekencode_tekenen"), uitkomst="gezien", sha256=rij.stuk.sha256),
        lees(client, adres("tekencode_tekenen"), uitkomst="gezien", sha256=rij.stuk.sha256, reden="Te ver weg."),
        client.post(adres("tekencode"), data).content.decode(),
    ]
    for html in bladen:
        assert bezwaren(html) == [], zichtbare_tekst(html)


def test_identifying_again_with_a_code_by_mail_is_plain(als: Als, kamer: Kamer) -> None:
    client = als(kamer.moeder)
    pagina = reverse("organisations:herbevestigen")
    assert bezwaren(lees(client, pagina)) == []
    client.post(pagina, {"stuur": "1"})
    assert bezwaren(lees(client, pagina)) == []

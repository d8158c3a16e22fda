"""What the system does by itself and cannot: kept with its reason, tried later each time, seen, never forgotten."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from deadlines import services as termijnen
from deadlines.models import Termijn
from documents.models import Werkstatus
from documents.werk import verwerk_wachtende
from organisations.actor import Actor
from organisations.models import Samenwerkingsverband
from organisations.rollen import Rol
from tests import factories
from tests.tlv import besluitzaak
from tlv.models import Aanvraag, Aanvulverzoek, Besluit, Status
from workflow import controle, sweeps
from workflow.models import Hapering
from workflow.perform import Resultaat, perform

pytestmark = pytest.mark.django_db
NU, VANDAAG = factories.NU, factories.VANDAAG


@pytest.fixture
def getekend(aanvraag: Aanvraag, swv: Samenwerkingsverband) -> Aanvraag:
    """Signed, sealed, and the recall window over at `_straks()`."""
    voorzitter = besluitzaak.actor_met_mandaat(Rol.VOORZITTER, swv)
    besluitzaak.klaar_om_te_besluiten(aanvraag)
    besluitzaak.schrijf_concept(aanvraag, voorzitter)
    besluitzaak.teken(aanvraag, voorzitter)
    verwerk_wachtende(NU)
    assert Besluit.objects.get(aanvraag=aanvraag).document.werk == Werkstatus.KLAAR
    Besluit.objects.filter(aanvraag=aanvraag).update(terugroepbaar_tot=NU)
    return aanvraag


@pytest.fixture
def breekt(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Each time that making known is tried."""
    keren: list[int] = []

    def breek(zaak_id: int, actie: str, **kwargs: Any) -> Resultaat:
        if actie != "bekendmaken":
            return perform(zaak_id, actie, **kwargs)
        keren.append(zaak_id)
        raise RuntimeError("Mila")

    monkeypatch.setattr(sweeps, "perform", breek)
    return keren


def _ronde(na: timedelta) -> int:
    return sweeps.voer_automatisch_uit(vandaag=VANDAAG, nu=NU + na)


def _status(aanvraag: Aanvraag) -> str:
    return Aanvraag.objects.get(pk=aanvraag.pk).status


def test_an_act_that_keeps_breaking_off_is_tried_later_each_time(getekend: Aanvraag, breekt: list[int]) -> None:
    for kwart_minuut in range(4 * 60):
        _ronde(kwart_minuut * timedelta(seconds=15))
    assert len(breekt) == 8, "after 15 seconds, 30, 60 and so on"
    rij = Hapering.objects.get()
    assert (rij.zaak_id, rij.actie, rij.sinds, rij.pogingen) == (getekend.zaak_id, "bekendmaken", NU, 8)
    assert rij.reden == "RuntimeError", "the kind of the error; its text may hold a name"


def test_it_goes_as_soon_as_it_succeeds(getekend: Aanvraag, breekt: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    _ronde(timedelta())
    monkeypatch.undo()
    assert _ronde(timedelta(seconds=5)) == 0, "not yet its turn"
    _ronde(timedelta(seconds=15))
    assert _status(getekend) == Status.BEKENDGEMAAKT
    assert not Hapering.objects.exists()


def test_it_goes_when_it_is_not_due_any_more(getekend: Aanvraag, breekt: list[int]) -> None:
    _ronde(timedelta())
    Besluit.objects.filter(aanvraag=getekend).update(terugroepbaar_tot=NU + timedelta(days=1))
    _ronde(timedelta(minutes=1))
    assert not Hapering.objects.exists()


def test_the_administrator_sees_it_and_tries_again(
    getekend: Aanvraag,
    breekt: list[int],
    als: Callable[[Actor], Client],
    swv: Samenwerkingsverband,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _ronde(timedelta())
    adres = reverse("workflow:opnieuw", args=["hapering", Hapering.objects.get().pk])
    assert als(factories.actor(Rol.BEHEERDER, factories.SwvFactory())).post(adres).status_code == 404
    client = als(factories.actor(Rol.BEHEERDER, swv))
    assert "Bij 1 zaak lukt niet" in client.get(reverse("workflow:home")).content.decode()
    pagina = client.get(reverse("workflow:uitval")).content.decode()
    assert getekend.zaak.nummer in pagina and "RuntimeError" in pagina and "Mila" not in pagina
    assert "Het lukt nog niet" in client.post(adres, follow=True).content.decode()
    assert Hapering.objects.get().pogingen == 2
    monkeypatch.setattr(sweeps, "perform", perform)
    client.post(adres)
    assert _status(getekend) == Status.BEKENDGEMAAKT
    assert not Hapering.objects.exists()


@pytest.fixture
def lapse_breekt(aanvraag: Aanvraag, monkeypatch: pytest.MonkeyPatch) -> Termijn:
    """A repair term that passed, while what follows from it breaks off."""
    factories.zet_status(aanvraag, Status.AANVULLING_GEVRAAGD)
    termijnen.start(aanvraag.zaak, "beslistermijn", vanaf=VANDAAG - timedelta(days=30))
    termijn = termijnen.start(aanvraag.zaak, "aanvultermijn", vanaf=VANDAAG - timedelta(days=30))
    Aanvulverzoek.objects.create(
        aanvraag=aanvraag,
        soort="aanvulling",
        vraag="Stuur het OPP.",
        gevraagd_op=VANDAAG - timedelta(days=30),
        gevraagd_door=factories.UserFactory(),
        uiterlijk=termijn.einde,
    )

    def breek(zaak_id: int, actie: str, **kwargs: Any) -> Resultaat:
        raise RuntimeError("Mila")

    monkeypatch.setattr(sweeps, "perform", breek)
    return termijn


def _veeg(na: timedelta) -> None:
    sweeps.verwerk_verstreken(vandaag=VANDAAG, nu=NU + na)


def test_a_lapse_that_keeps_breaking_off_tells_the_administrator_why_and_waits_longer_each_time(
    lapse_breekt: Termijn, als: Callable[[Actor], Client], swv: Samenwerkingsverband, monkeypatch: pytest.MonkeyPatch
) -> None:
    for kwart_minuut in range(4 * 60):
        _veeg(kwart_minuut * timedelta(seconds=15))
    rij = Hapering.objects.get()
    assert (rij.actie, rij.sinds, rij.pogingen, rij.reden) == ("aanvulling_laten_verlopen", NU, 8, "RuntimeError")
    client, pagina = als(factories.actor(Rol.BEHEERDER, swv)), reverse("workflow:uitval")
    assert "Bij 1 zaak lukt niet" in client.get(reverse("workflow:home")).content.decode()
    html = client.get(pagina).content.decode()
    assert "RuntimeError" in html and "8 pogingen" in html and "Mila" not in html
    assert "Wat Dekkend zelf doet" not in html, "once, with its term"
    adres = reverse("workflow:opnieuw", args=["termijn", lapse_breekt.pk])
    assert "Het lukt nog niet" in client.post(adres, follow=True).content.decode()
    assert Hapering.objects.get().pogingen == 9
    monkeypatch.setattr(sweeps, "perform", perform)
    client.post(adres)
    assert _status(Aanvraag.objects.get(zaak=lapse_breekt.zaak)) == Status.AANVULLING_VERLOPEN
    assert not Hapering.objects.exists()


def test_a_lapse_that_succeeds_later_or_has_become_needless_is_forgotten(
    lapse_breekt: Termijn, monkeypatch: pytest.MonkeyPatch
) -> None:
    _veeg(timedelta())
    assert Hapering.objects.get().pogingen == 1
    monkeypatch.setattr(sweeps, "perform", perform)
    _veeg(timedelta(seconds=14))
    assert Termijn.objects.verstreken(VANDAAG).filter(pk=lapse_breekt.pk).exists(), "not yet its turn"
    termijnen.stop(lapse_breekt.zaak, "aanvultermijn", op=VANDAAG)
    _veeg(timedelta(seconds=16))
    assert not Hapering.objects.exists()
    assert _status(Aanvraag.objects.get(zaak=lapse_breekt.zaak)) == Status.AANVULLING_GEVRAAGD


def test_the_weekly_check_finds_what_should_have_been_made_known(getekend: Aanvraag) -> None:
    def gevonden(na: timedelta) -> list[str]:
        nu = NU + na
        return [b.waar for b in controle.bevindingen(vandaag=nu.date(), nu=nu) if "zelf had moeten doen" in b.wat]

    assert gevonden(timedelta(hours=23)) == []
    assert gevonden(timedelta(hours=25)) == [getekend.zaak.nummer]

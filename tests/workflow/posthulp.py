"""A parent with an account, a message to that parent, and the mail that goes out."""

from datetime import datetime

import pytest

from cases.models import Ouder
from organisations.models import User
from organisations.rollen import Rol
from tests import factories
from tlv.models import Aanvraag, Status
from workflow.berichten import Mededeling, schrijf_los_bericht
from workflow.mailen import verstuur_wachtende
from workflow.models import Bericht, Mailkeuze
from workflow.process import Ontvanger

NU = factories.NU


@pytest.fixture
def ouder(aanvraag: Aanvraag) -> Ouder:
    factories.zet_status(aanvraag, Status.INGEDIEND)
    ouder: Ouder = factories.OuderFactory(leerling=aanvraag.zaak.dossier.leerling, account=True)
    return ouder


def account_van(ouder: Ouder) -> User:
    assert ouder.user is not None
    return ouder.user


def maak_bericht(aanvraag: Aanvraag, ouder: Ouder, *, wettelijk: bool = False, nu: datetime = NU) -> Bericht:
    sleutel = factories.sleutel()
    wat = Mededeling(
        soort="proef",
        onderwerp="Over {leerling}",
        tekst="Over {leerling}.",
        wettelijk=wettelijk,
        sleutel=sleutel,
    )
    schrijf_los_bericht(aanvraag.zaak, Ontvanger(user=ouder.user, ouder=ouder, rol=Rol.OUDER), wat, nu=nu)
    return Bericht.objects.get(sleutel=sleutel)


def verstuur(nu: datetime) -> None:
    verstuur_wachtende(nu)


def kies(ouder: Ouder, wijze: str) -> None:
    Mailkeuze.objects.create(user=account_van(ouder), wijze=wijze)

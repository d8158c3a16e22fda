"""A request with the experts and a notice of default: who sends it, what time does, and the days that follow."""

from datetime import date
from typing import Any

import pytest

from deadlines.models import Termijn
from tests import factories
from tests.tlv.uitstel_hulp import doe, in_advies, nu
from tests.tlv.volledigheid_hulp import Mensen, mensen
from tlv.models import Aanvraag
from workflow.models import Ingebrekestelling
from workflow.sweeps import verwerk_verstreken

LAATSTE, KWAM = date(2026, 5, 4), date(2026, 5, 6)
WEKEN_TOT, EERSTE, VOL = date(2026, 5, 20), date(2026, 5, 21), date(2026, 7, 1)


@pytest.fixture
def zaak(aanvraag: Aanvraag) -> Aanvraag:
    factories.OuderFactory(leerling=aanvraag.zaak.dossier.leerling, account=True, naam="Sanne Mulder")
    return in_advies(aanvraag)


@pytest.fixture
def m(zaak: Aanvraag) -> Mensen:
    return mensen(zaak)


def stel(zaak: Aanvraag, m: Mensen, dag: date = KWAM, *, van: str = "school", vandaag: date | None = None) -> Any:
    doe(zaak, "ingebreke_stellen", m.secretariaat, vandaag or dag, van=van, ontvangen_op=dag)
    return Ingebrekestelling.objects.latest("pk")


def ronde(dag: date) -> int:
    return verwerk_verstreken(vandaag=dag, nu=nu(dag))


def lopend(soort: str) -> list[date | None]:
    return list(Termijn.objects.open().filter(soort=soort).values_list("einde", flat=True))


def moeder(zaak: Aanvraag) -> Any:
    return zaak.zaak.dossier.leerling.ouders.get(naam="Sanne Mulder")

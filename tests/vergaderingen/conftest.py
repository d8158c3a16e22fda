"""A meeting of one commission with its people, a case that is treated, and a question of a school."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest

from organisations.actor import Actor
from organisations.models import Samenwerkingsverband, School
from organisations.rollen import Rol
from tests import factories
from tests.factories import NU, VANDAAG
from tlv.models import Aanvraag, Status
from vergaderingen import plannen, punten
from vergaderingen.models import Agendapunt, Genodigde, Vergadering
from workflow.edit import edit

BEGIN = NU + timedelta(days=2)
TIJDENS = BEGIN + timedelta(minutes=20)


@dataclass
class Tafel:
    """Who sits at the table, and the meeting."""

    swv: Samenwerkingsverband
    school: School
    secretariaat: Actor
    collega: Actor
    voorzitter: Actor
    lid: Actor
    deskundige: Actor
    vergadering: Vergadering

    def plan(self, begin: datetime = BEGIN, **anders: Any) -> Vergadering:
        gegevens = gegevens_voor(self, begin) | anders
        return plannen.plan(self.secretariaat, gegevens, nu=NU)

    def zaak_erop(self, aanvraag: Aanvraag, vergadering: Vergadering | None = None, **data: Any) -> Agendapunt:
        """A case, put on by the office."""
        bij = {"vergadering": (vergadering or self.vergadering).pk}
        uit = edit(
            aanvraag.zaak_id, "op_agenda", by=self.secretariaat, data={"soort": "bespreking", **bij, **data}, nu=NU
        )
        return Agendapunt.objects.get(pk=uit.waarden["id"])

    def vraag_erop(self, titel: str = "Hoe houden wij rust in de klas?", **anders: Any) -> Agendapunt:
        gegevens = {"vorm": "consultatie", "titel": titel, "school_id": self.school.pk, "vraag": "Wat raadt u aan?"}
        return punten.voeg_punt_toe(self.secretariaat, self.vergadering.pk, gegevens | anders, nu=NU)

    def allen_aanwezig(self) -> dict[int, str]:
        return dict.fromkeys(Genodigde.objects.filter(vergadering=self.vergadering).values_list("pk", flat=True), "ja")


def gegevens_voor(tafel: Any, begin: datetime) -> dict[str, Any]:
    leden = [tafel.secretariaat, tafel.voorzitter, tafel.lid, tafel.deskundige]
    return {
        "begin": begin,
        "einde": begin + timedelta(hours=1),
        "online": False,
        "plaats": "Kastanjelaan 12, Lindestad",
        "voorzitter": tafel.voorzitter.persoon_id,
        "leden": [lid.hoed_id for lid in leden],
    }


@pytest.fixture(autouse=True)
def het_is_nu(monkeypatch: pytest.MonkeyPatch) -> None:
    """Actors act on 9 March 2026; so do the pages, until a test moves the clock."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NU)


@pytest.fixture
def klok(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    def zet(moment: datetime) -> None:
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment)

    return zet


@pytest.fixture
def tafel(swv: Samenwerkingsverband, school: School) -> Tafel:
    mensen = {
        naam: factories.actor(rol, swv, vandaag=VANDAAG)
        for naam, rol in (
            ("secretariaat", Rol.SECRETARIAAT),
            ("collega", Rol.SECRETARIAAT),
            ("voorzitter", Rol.VOORZITTER),
            ("lid", Rol.COMMISSIELID),
            ("deskundige", Rol.DESKUNDIGE),
        )
    }
    wie = Tafel(swv=swv, school=school, vergadering=None, **mensen)  # type: ignore[arg-type]
    wie.vergadering = wie.plan()
    return wie


@pytest.fixture
def lopend(aanvraag: Aanvraag) -> Aanvraag:
    """A request that waits for a decision."""
    factories.zet_status(aanvraag, Status.TER_BESLUITVORMING)
    return aanvraag

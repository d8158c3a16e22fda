"""A request with the experts, and what moves its dates."""

from datetime import date
from typing import Any

from cases.models import Zaak
from deadlines import services as termijnen
from deadlines.models import Termijn
from organisations.actor import Actor
from tests import factories
from tlv.models import Aanvraag, Status
from workflow.perform import Resultaat, perform

ONTVANGEN, VOLLEDIG = date(2026, 3, 9), date(2026, 3, 12)
REDEN = "De deskundige is ziek."


def op(actor: Actor, dag: date) -> Actor:
    return Actor(**{**actor.__dict__, "vandaag": dag})


def nu(dag: date) -> Any:
    return factories.NU.replace(year=dag.year, month=dag.month, day=dag.day)


def doe(zaak: Aanvraag, actie: str, wie: Actor, dag: date, **data: Any) -> Resultaat:
    data = {"reden": REDEN, **data}
    return perform(zaak.zaak_id, actie, by=op(wie, dag), data=data, nu=nu(dag))


def einde(zaak: Aanvraag, soort: str = "beslistermijn") -> date | None:
    return Termijn.objects.open().get(zaak_id=zaak.zaak_id, soort=soort).einde


def in_advies(aanvraag: Aanvraag) -> Aanvraag:
    """The request with the experts, both its terms running."""
    factories.zet_status(aanvraag, Status.DESKUNDIGENADVIES)
    Zaak.objects.filter(pk=aanvraag.zaak_id).update(ontvangen_op=ONTVANGEN)
    termijnen.start(aanvraag.zaak, "beslistermijn", vanaf=ONTVANGEN)
    termijnen.start(aanvraag.zaak, "servicenorm", vanaf=VOLLEDIG)
    return Aanvraag.objects.get(pk=aanvraag.pk)


INSTEMMING = {
    "ingestemd_op": date(2026, 4, 13),
    "ingestemd_door": "Mevrouw De Wit, directeur",
    "vindplaats": "brief bij de documenten",
    "eerste_dag": date(2026, 4, 14),
    "laatste_dag": date(2026, 4, 23),
}

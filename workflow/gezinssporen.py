"""The cases a family member may see, of whatever workflow, with what each workflow says of them: read in one go."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import F, Q, QuerySet

from cases.models import Zaak
from cases.samen import haal_samen, hang_aan
from deadlines.models import Opschorting, Termijn, Verzetting
from deadlines.services import MET_FEITEN
from organisations.actor import Actor
from workflow.afspraken import voor_gezin
from workflow.gezinsdeel import Gezinsdeel, Spoor
from workflow.process import processen

ERBIJ = ("dossier__leerling", "school", "swv", "behandelaar", "schoolbehandelaar")


class Sporen:
    """The tracks of one family member, those that run first. Three statements, however many cases and workflows.

    Which cases is asked by itself: with all that is read beside them the planner of the database would begin with every
    case there is (more tables than its `join_collapse_limit`).
    """

    def __init__(self, actor: Actor, zaken: QuerySet[Zaak]) -> None:
        self.actor = actor
        volgorde = (F("gesloten_op").desc(nulls_first=True), "-aangemaakt_op", "-pk")
        nummers = list(zaken.values_list("pk", flat=True))
        self.zaken = list(Zaak.objects.filter(pk__in=nummers).select_related(*ERBIJ).order_by(*volgorde))
        per_soort: dict[str, list[Zaak]] = defaultdict(list)
        for zaak in self.zaken:
            per_soort[zaak.soort].append(zaak)
        self._delen: dict[str, Gezinsdeel] = {
            soort: processen()[soort].gezinsdeel(actor, eigen, _objecten(soort, eigen))
            for soort, eigen in per_soort.items()
        }

    def lees(self, *vragen: QuerySet[Any, Any]) -> None:
        """Read the rows of every workflow, the terms and the appointments, together with these questions."""
        if not self.zaken:
            return
        termijnen = Termijn.objects.filter(zaak__in=self.zaken)
        feiten = [soort.objects.filter(termijn__zaak__in=self.zaken) for soort in (Opschorting, Verzetting)]
        afspraken, antwoorden = voor_gezin(Q(zaak__in=self.zaken), self.actor)
        van_delen = [vraag for deel in self._delen.values() for vraag in (deel.objecten, *deel.vragen())]
        haal_samen(*vragen, termijnen, *feiten, afspraken, antwoorden, *van_delen)
        for naam, rijen in zip(MET_FEITEN, feiten, strict=True):
            hang_aan(termijnen, naam, rijen)
        hang_aan(self.zaken, "termijnen", termijnen)
        hang_aan(self.zaken, "afspraken", afspraken)
        hang_aan(afspraken, "antwoorden", antwoorden)

    def deel(self, zaak: Zaak) -> Gezinsdeel:
        return self._delen[zaak.soort]

    def spoor(self, zaak: Zaak) -> Spoor:
        return self.deel(zaak).spoor(zaak)


def _objecten(soort: str, zaken: list[Zaak]) -> QuerySet[Any, Any]:
    rijen: QuerySet[Any, Any] = processen()[soort].model._default_manager.filter(zaak__in=zaken)
    return rijen


def gezinstermijnen(actor: Actor, zaken: QuerySet[Zaak]) -> Iterable[Termijn]:
    """Every date on the home of this person, for the own calendar."""
    sporen = Sporen(actor, zaken)
    sporen.lees()
    return [termijn for zaak in sporen.zaken for termijn in sporen.spoor(zaak).termijnen]

"""From what became so in the signing room to the actions that the process declares for it."""

from collections.abc import Iterable
from datetime import datetime
from functools import cache, partial
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from documents.models import Tekenfeit
from workflow.process import Automatisch, Process, processen
from workflow.tekenregel import Tekenregel

Soort = Tekenfeit.Soort


def tekenacties(process: Process) -> tuple[Automatisch, ...]:
    """One automatic action for each name in the rules of this process."""
    return _tekenacties(process.kind) if process.tekenregels else ()


@cache
def _tekenacties(kind: str) -> tuple[Automatisch, ...]:
    namen = sorted({naam for regel in processen()[kind].tekenregels.values() for naam in regel.acties})
    return tuple(
        Automatisch(
            actie=naam,
            welke=partial(_welke, kind, naam),
            data=partial(_data, kind, naam),
            klaar=partial(_klaar, kind, naam),
        )
        for naam in namen
    )


def _te_doen(kind: str, *acties: str) -> QuerySet[Tekenfeit]:
    """Facts that these actions answer to and that nobody acted upon."""
    keuze = Q(pk__in=[])
    for soort, regel in processen()[kind].tekenregels.items():
        for wat in (wat for actie in acties for wat in _feiten_van(regel, actie)):
            keuze |= Q(stuk__soort=soort) & wat
    return Tekenfeit.objects.filter(keuze, afgehandeld_op__isnull=True, stuk__zaak__soort=kind)


def _aan_de_beurt(kind: str, actie: str) -> QuerySet[Tekenfeit]:
    """The same, as far as nothing about the same paper that became so earlier still waits.

    Acting out of order, a case would seem to have moved on, and what was signed would never be acted upon.
    """
    alle = {naam for regel in processen()[kind].tekenregels.values() for naam in regel.acties}
    eerder = _te_doen(kind, *alle).filter(stuk=OuterRef("stuk"), pk__lt=OuterRef("pk"))
    return _te_doen(kind, actie).exclude(Exists(eerder))


def _feiten_van(regel: Tekenregel, actie: str) -> Iterable[Q]:
    bij = {
        Soort.VOLTOOID: regel.na_getekend,
        Soort.GEWEIGERD: regel.na_weigering,
        Soort.VERLOPEN: regel.na_verlopen,
        Soort.INGETROKKEN: regel.na_intrekking,
    }
    yield from (Q(soort=soort) for soort, naam in bij.items() if naam == actie)
    yield from (Q(soort=Soort.GROEP, groep=groep) for groep, naam in regel.na_groep.items() if naam == actie)


def _welke(kind: str, actie: str, nu: datetime) -> list[int]:
    return list(_aan_de_beurt(kind, actie).order_by("pk").values_list("stuk__zaak_id", flat=True).distinct())


def _eerste(kind: str, actie: str, zaak_id: int) -> Tekenfeit | None:
    return _aan_de_beurt(kind, actie).filter(stuk__zaak_id=zaak_id).order_by("pk").first()


def _data(kind: str, actie: str, zaak_id: int) -> dict[str, Any]:
    """The first fact that waits; others about the same paper are answered by the same act."""
    feit = _eerste(kind, actie, zaak_id)
    return {"stuk_id": feit.stuk_id, "handtekening_id": feit.handtekening_id} if feit else {}


def _klaar(kind: str, actie: str, zaak_id: int, nu: datetime, data: dict[str, Any]) -> None:
    """Of the paper the action was told of, whatever the action itself did with it."""
    feiten = _te_doen(kind, actie).filter(stuk__zaak_id=zaak_id, stuk_id=data.get("stuk_id"))
    feiten.update(afgehandeld_op=nu)

"""Why an actor may see a case or a dossier: the leg of `visible_to` that let it through, and since when.

Recorded with every read, so that "why did X see this?" can be answered years later as it was then. Identifiers and
dates of access only, never a date of birth: gezag counts from the day the family could follow the case at the earliest.
"""

from datetime import date
from typing import Any

from django.db.models import Min, Q, QuerySet
from django.utils.timezone import localdate

from cases import benen
from cases.benen import BEEN_VAN_ROL, BETROKKENE, GEZAG, LEERLING, SCHOOL, SWV
from cases.models import Betrokkene, Dossier, Gezag, Inschrijving, Zaak
from organisations.actor import SYSTEEM, Actor
from organisations.rollen import SCHOOLROLLEN

INSCHRIJVING, DUBBEL, OVERDRACHT, TAAK, ZOEKEN = "inschrijving", "dubbel", "overdracht", "taak", "zoeken"
VERGADERING = "vergadering"
TEKENAAR, BRIEFCODE, UITVOERDER = "tekenaar", "briefcode", "uitvoerder"


def grond(been: str, sinds: date | None, *, actor: Actor, rij: int | None = None, **meer: Any) -> dict[str, Any]:
    """What is kept: the leg, since when, the row it rests on, and since when the hat was worn."""
    inhoud = {
        "been": been,
        "sinds": sinds.isoformat() if sinds else None,
        "rij": rij,
        "hoed_sinds": actor.hoed_sinds.isoformat() if actor.hoed_sinds else None,
    }
    return {naam: waarde for naam, waarde in (inhoud | meer).items() if waarde is not None}


def grond_van_zaak(actor: Actor, zaak: Zaak, **meer: Any) -> dict[str, Any]:
    """For a case that `Zaak.objects.visible_to(actor)` gave."""
    match BEEN_VAN_ROL[actor.rol]:
        case benen.SCHOOL:
            return grond(SCHOOL, localdate(zaak.aangemaakt_op), actor=actor, rij=zaak.school_id, **meer)
        case benen.BETROKKENE:
            return _als_betrokkene(actor, zaak, meer)
        case benen.GEZAG:
            return _met_gezag(actor, zaak, meer)
        case benen.LEERLING:
            return grond(LEERLING, zaak.gezin_sinds, actor=actor, rij=zaak.dossier.leerling_id, **meer)
        case benen.SWV:
            return grond(SWV, zaak.swv_sinds, actor=actor, rij=zaak.swv_id, **meer)
    return grond(SYSTEEM, None, actor=actor, **meer)


def _als_betrokkene(actor: Actor, zaak: Zaak, meer: dict[str, Any]) -> dict[str, Any]:
    rij = (
        Betrokkene.objects.filter(_nu_geldig(actor.vandaag), zaak=zaak, user_id=actor.persoon_id, rol=actor.rol)
        .order_by("van")
        .first()
    )
    return grond(BETROKKENE, rij.van if rij else None, actor=actor, rij=rij.pk if rij else None, **meer)


def gronden_van_zaken(actor: Actor, zaken: list[Zaak]) -> list[dict[str, Any]]:
    """The same for several cases, of which a parent may have many: gezag is read once."""
    if BEEN_VAN_ROL[actor.rol] != benen.GEZAG:
        return [grond_van_zaak(actor, zaak) for zaak in zaken]
    rijen = _gezag(actor, *{zaak.dossier.leerling_id for zaak in zaken})
    eerste = {rij.ouder.leerling_id: rij for rij in rijen.order_by("-van").select_related("ouder")}
    return [_grond_met_gezag(actor, zaak, eerste.get(zaak.dossier.leerling_id), {}) for zaak in zaken]


def _gezag(actor: Actor, *leerlingen: int) -> QuerySet[Gezag]:
    eigen = Gezag.objects.filter(_nu_geldig(actor.vandaag), ouder__user_id=actor.persoon_id)
    return eigen.filter(ouder__leerling__in=leerlingen)


def _met_gezag(actor: Actor, zaak: Zaak, meer: dict[str, Any]) -> dict[str, Any]:
    rij = _gezag(actor, zaak.dossier.leerling_id).order_by("van").first()
    return _grond_met_gezag(actor, zaak, rij, meer)


def _grond_met_gezag(actor: Actor, zaak: Zaak, rij: Gezag | None, meer: dict[str, Any]) -> dict[str, Any]:
    sinds = max(rij.van, zaak.gezin_sinds or rij.van) if rij else zaak.gezin_sinds
    return grond(GEZAG, sinds, actor=actor, rij=rij.pk if rij else None, **meer)


def _nu_geldig(dag: date) -> Q:
    return Q(van__lte=dag) & (Q(tot__isnull=True) | Q(tot__gte=dag))


def grond_van_dossier(actor: Actor, dossier: Dossier) -> dict[str, Any]:
    """For a dossier that `Dossier.objects.visible_to(actor)` gave."""
    if actor.rol in SCHOOLROLLEN:
        if dossier.school_id == actor.school_id:
            return grond(SCHOOL, dossier.geopend_op, actor=actor, rij=dossier.school_id)
        rij = (
            Inschrijving.objects.filter(
                _nu_geldig(actor.vandaag),
                leerling_id=dossier.leerling_id,
                school_id=actor.school_id or 0,
                geeft_toegang=True,
            )
            .order_by("van")
            .first()
        )
        return grond(INSCHRIJVING, rij.van if rij else None, actor=actor, rij=rij.pk if rij else None)
    sinds = [d for d in (dossier.swv_sinds, _eerste_zaak(dossier)) if d is not None and d <= actor.vandaag]
    if sinds:
        return grond(SWV, min(sinds), actor=actor, rij=dossier.swv_id)
    return grond(DUBBEL, None, actor=actor)


def _eerste_zaak(dossier: Dossier) -> date | None:
    """When the first case in this dossier reached the samenwerkingsverband."""
    eerste: date | None = dossier.zaken.aggregate(eerste=Min("swv_sinds"))["eerste"]
    return eerste

"""The one door to a dossier: filters on what this actor may see, and logs that it was read."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import cache
from typing import Any

from django.db.models import QuerySet

from audit.models import Soort
from audit.services import GROOTSTE_ID, net_gelezen, record, record_lezing
from cases.fouten import NietGevonden
from cases.grond import ZOEKEN, grond, grond_van_dossier
from cases.models import Dossier, Leerling, Zaak
from organisations.actor import Actor
from organisations.rollen import Rol
from organisations.vraag import VasteVraag, iemand, waarden_van


def haal_dossier(actor: Actor, dossier_id: int, *, pagina: str, nu: datetime) -> Dossier:
    """The dossier, or NietGevonden (404) when it is absent or not for this actor.

    A dossier that was merged leads to the one it was merged into, for who may see that one.
    """
    dossier, zoek_id = zichtbaar_dossier(actor, dossier_id), dossier_id
    if dossier is None and (zoek_id := _opvolger(dossier_id)) != dossier_id:
        dossier = zichtbaar_dossier(actor, zoek_id)
    if dossier is None:
        bestaat = Dossier.objects.filter(pk=zoek_id).values_list("swv_id", "leerling_id").first()
        swv_id, leerling_id = bestaat or (actor.swv_id, None)
        waarom = weigergrond(actor, "niet zichtbaar", swv_id)
        actie, soort = f"lezen:{pagina}", Soort.WEIGERING
        record(actor, actie, soort=soort, swv_id=swv_id, leerling_id=leerling_id, **waarom)
        raise NietGevonden
    leg_lezen_vast(actor, dossier, pagina, nu=nu)
    return dossier


def zichtbaar_dossier(actor: Actor, dossier_id: int) -> Dossier | None:
    """The dossier that was asked for, when `visible_to` gives it: asked ground by ground, until one does."""
    benen = range(_aantal_benen(actor.rol))
    wie = waarden_van(actor)
    gevonden = (_langs_been(nummer, actor.rol, actor.vandaag, pk=dossier_id, **wie) for nummer in benen)
    return next((rijen[0] for rijen in gevonden if rijen), None)


@cache
def _aantal_benen(rol: str) -> int:
    return len(Dossier.objects.benen(iemand(rol, date.min, {})))


@VasteVraag
def _langs_been(nummer: int, rol: str, dag: date, *, pk: Any, **wie: Any) -> QuerySet[Dossier]:
    dossiers = Dossier.objects.filter(pk=pk).select_related("leerling", "school")
    return dossiers.benen(iemand(rol, dag, wie))[nummer].order_by()[:1]


def leg_zaakweigering_vast(actor: Actor, actie: str, zaak_id: int | None, *, grond: str, **object_: Any) -> None:
    """Record a refusal, for the samenwerkingsverband of the case when there is such a case, else for that of the actor.

    Inside a transaction it waits for its end (audit.services), so that no rollback can erase it.
    """
    zaken = _van_wie(zaak_id=zaak_id) if zaak_id and zaak_id <= GROOTSTE_ID else []
    bestaat, swv_id, leerling_id = next(iter(zaken), (None, actor.swv_id, None))
    waar = {"swv_id": swv_id, "zaak_id": bestaat, "leerling_id": leerling_id, **object_}
    record(actor, actie, soort=Soort.WEIGERING, **waar, **weigergrond(actor, grond, swv_id))


@VasteVraag
def _van_wie(*, zaak_id: Any) -> QuerySet[Zaak, tuple[int, int, int]]:
    return Zaak.objects.filter(pk=zaak_id).values_list("pk", "swv_id", "dossier__leerling_id")


def weigergrond(actor: Actor, grond: str, swv_id: int | None) -> dict[str, Any]:
    """Why it was refused, and whence the actor came when that is another samenwerkingsverband."""
    return {"grond": grond} | ({"van_swv": actor.swv_id} if actor.swv_id not in (None, swv_id) else {})


def _opvolger(dossier_id: int) -> int:
    """Where a chain of merges ends; merges never form a circle, since only an unmerged dossier can be merged."""
    while volgende := Dossier.objects.filter(pk=dossier_id).values_list("samengevoegd_met_id", flat=True).first():
        dossier_id = volgende
    return dossier_id


def leg_lezen_vast(actor: Actor, dossier: Dossier, pagina: str, *, nu: datetime) -> None:
    """One row per person, hat and page of a dossier within a quarter of an hour."""
    if not net_gelezen(actor, pagina, nu=nu, leerling_id=dossier.leerling_id, object_id=dossier.pk):
        record_lezing(
            actor,
            pagina,
            grond=grond_van_dossier(actor, dossier),
            swv_id=dossier.swv_id,
            leerling_id=dossier.leerling_id,
            object_soort="cases.dossier",
            object_id=dossier.pk,
        )


def leg_zoeken_vast(actor: Actor, leerling_ids: Iterable[int]) -> None:
    """What a search showed, by number and never what was typed: a result tells of a pupil before anything is opened
    (ASVS 5.0, 16.3.2). With one pupil the family of that child can see that somebody looked.
    """
    leerlingen = sorted(set(leerling_ids))
    record_lezing(
        actor,
        "zoeken",
        grond=grond(ZOEKEN, actor.hoed_sinds, actor=actor, leerlingen=leerlingen),
        swv_id=actor.swv_id,
        leerling_id=leerlingen[0] if len(leerlingen) == 1 else None,
    )


FAMILIE = "U bent familie van deze leerling. Laat een collega dit doen; overdragen kunt u wel."


def familie_van(leerling: Leerling) -> set[int]:
    """Accounts of pupil and parents, with or without gezag: who works on a case has no stake in it (Awb 2:4)."""
    accounts = {leerling.user_id, *leerling.ouders.values_list("user_id", flat=True)}
    return {user_id for user_id in accounts if user_id is not None}


def werkt_aan_eigen_gezin(actor: Actor, leerling: Leerling) -> bool:
    """Somebody of the family in the hat of a school or office; in the own hat of the family they act for themselves."""
    return not actor.is_gezin and actor.gebruiker_id in familie_van(leerling)


def mag_openen(actor: Actor) -> bool:
    """Who may open a new dossier: the coordinator, and the secretariat for a school."""
    return actor.rol in (Rol.COORDINATOR, Rol.SECRETARIAAT)


def mag_bewerken(actor: Actor, dossier: Dossier) -> bool:
    """The coordinator of a school that sees it; the secretariat once the samenwerkingsverband takes part.

    A dossier that the secretariat only sees because it may be a double is for reading.
    """
    if actor.rol == Rol.COORDINATOR:
        return True
    return actor.rol == Rol.SECRETARIAAT and neemt_swv_deel(actor, dossier)


def neemt_swv_deel(actor: Actor, dossier: Dossier) -> bool:
    if dossier.swv_sinds is not None:
        return True
    return dossier.zaken.filter(swv_id=actor.swv_id, swv_sinds__lte=actor.vandaag).exists()

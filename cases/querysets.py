"""Who sees which case, as querysets: one indexed leg per hat, never one big OR (architecture.md, Access)."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery

from cases.benen import BEEN_VAN_ROL, BETROKKENE, GEZAG, LEERLING, SCHOOL, SWV
from cases.datums import geboren_uiterlijk
from cases.gezag import BLIJVEN_NA_18
from organisations.actor import SYSTEEM, Actor
from organisations.rollen import Rol

if TYPE_CHECKING:
    from cases.models import Dossier, Zaak  # noqa: F401


class ZaakQuerySet(models.QuerySet["Zaak"]):
    def visible_to(self, actor: Actor) -> "ZaakQuerySet":
        """The cases this person may see in this hat on this day."""
        been = BEEN_VAN_ROL.get(actor.rol)
        return _BENEN[been](self, actor) if been else self.none()

    def open(self) -> "ZaakQuerySet":
        return self.filter(gesloten_op__isnull=True)


def _alles(zaken: ZaakQuerySet, actor: Actor) -> ZaakQuerySet:
    return zaken.all()


def _van_school(zaken: ZaakQuerySet, actor: Actor) -> ZaakQuerySet:
    return zaken.filter(school_id=actor.school_id or 0)


def _van_swv(zaken: ZaakQuerySet, actor: Actor) -> ZaakQuerySet:
    return zaken.filter(swv_id=actor.swv_id or 0, swv_sinds__lte=actor.vandaag)


def _als_betrokkene(zaken: ZaakQuerySet, actor: Actor) -> ZaakQuerySet:
    dag = actor.vandaag
    betrokkene = zaken.model._meta.get_field("betrokkenen").related_model
    eigen = betrokkene._default_manager.filter(
        Q(tot__isnull=True) | Q(tot__gte=dag), user_id=actor.gebruiker_id or 0, rol=actor.rol, van__lte=dag
    )
    return zaken.filter(pk__in=eigen.values("zaak_id"))


def _van_ouder(zaken: ZaakQuerySet, actor: Actor) -> ZaakQuerySet:
    """Parents with gezag today, until the pupil turns 18; a mentor or proxy also after that."""
    dag = actor.vandaag
    eigen = zaken.model._default_manager.filter(
        Q(dossier__leerling__ouders__gezag__tot__isnull=True) | Q(dossier__leerling__ouders__gezag__tot__gte=dag),
        Q(dossier__leerling__geboortedatum__gt=geboren_uiterlijk(18, dag))
        | Q(dossier__leerling__ouders__relatie__in=BLIJVEN_NA_18),
        dossier__leerling__ouders__user_id=actor.gebruiker_id or 0,
        dossier__leerling__ouders__gezag__van__lte=dag,
    )
    return zaken.filter(gezin_sinds__lte=dag, pk__in=eigen.values("pk"))


def _van_leerling(zaken: ZaakQuerySet, actor: Actor) -> ZaakQuerySet:
    """The pupil from 16 on."""
    return zaken.filter(
        gezin_sinds__lte=actor.vandaag,
        dossier__leerling__user_id=actor.gebruiker_id or 0,
        dossier__leerling__geboortedatum__lte=geboren_uiterlijk(16, actor.vandaag),
    )


_BENEN: dict[str, Callable[[ZaakQuerySet, Actor], ZaakQuerySet]] = {
    SYSTEEM: _alles,
    SCHOOL: _van_school,
    SWV: _van_swv,
    BETROKKENE: _als_betrokkene,
    GEZAG: _van_ouder,
    LEERLING: _van_leerling,
}


def ziet_zaken(actor: Actor) -> bool:
    """Whether this hat can see any case at all."""
    return actor.rol in BEEN_VAN_ROL


class DossierQuerySet(models.QuerySet["Dossier"]):
    def visible_to(self, actor: Actor) -> "DossierQuerySet":
        """The dossiers this person may open in this hat; a dossier that was merged into another is none.

        A UNION, so that each leg uses its own index (one big OR uses none). What was asked before stands in every leg:
        `filter(...).visible_to(actor)` looks up few, the other way round all.
        """
        return self._verenigd([been.order_by() for been in self.benen(actor)])

    def vooraan_voor(self, actor: Actor, aantal: int, *volgorde: Any) -> "DossierQuerySet":
        """The first of what `visible_to` gives, in this order: each leg stops by itself, so that nobody gathers all."""
        return self._verenigd([been.order_by(*volgorde)[:aantal] for been in self.benen(actor)]).order_by(*volgorde)

    def benen(self, actor: Actor) -> "list[DossierQuerySet]":
        """The same dossiers ground by ground, the likeliest first."""
        benen = _DOSSIERBENEN.get(actor.rol)
        return benen(self.filter(samengevoegd_met__isnull=True), actor) if benen else []

    def _verenigd(self, benen: "list[DossierQuerySet]") -> "DossierQuerySet":
        if not benen:
            return self.none()
        eerste, *meer = (been.values("pk") for been in benen)
        alle: DossierQuerySet = self.model._default_manager.all()
        return alle.filter(pk__in=eerste.union(*meer))


def _dossiers_van_school(dossiers: DossierQuerySet, actor: Actor) -> list[DossierQuerySet]:
    """Opened for this school, or the pupil is enrolled there and the school itself (or the office) noted so."""
    dag, school_id = actor.vandaag, actor.school_id or 0
    ingeschreven = _rijen(dossiers, "leerling", "inschrijvingen").filter(
        Q(tot__isnull=True) | Q(tot__gte=dag),
        leerling=OuterRef("leerling"),
        school_id=school_id,
        geeft_toegang=True,
        van__lte=dag,
    )
    return [dossiers.filter(school_id=school_id), dossiers.filter(Exists(ingeschreven))]


def _dossiers_van_swv(dossiers: DossierQuerySet, actor: Actor) -> list[DossierQuerySet]:
    """With a case that reached the samenwerkingsverband, opened by it, or in a pair that waits for its judgement."""
    eigen = dossiers.filter(swv_id=actor.swv_id or 0)
    zaken = _rijen(dossiers, "zaken").filter(dossier=OuterRef("pk"), swv_sinds__lte=actor.vandaag)
    bereikt = Subquery(zaken.values("pk")[:1])  # looked up for each dossier; EXISTS may read the whole table of cases
    paren = _rijen(dossiers, "dubbel_als_nieuw").filter(uitkomst="open")
    return [
        eigen.alias(bereikt=bereikt).filter(Q(swv_sinds__lte=actor.vandaag) | Q(bereikt__isnull=False)),
        eigen.filter(pk__in=paren.values("nieuw")),
        eigen.filter(pk__in=paren.values("bestaand")),
    ]


def _rijen(dossiers: DossierQuerySet, *pad: str) -> models.QuerySet[Any]:
    """All rows of a table that leads to a dossier, by the names of the way to it."""
    model: Any = dossiers.model
    for naam in pad:
        model = model._meta.get_field(naam).related_model
    return models.QuerySet(model)


_DOSSIERBENEN: dict[str, Callable[[DossierQuerySet, Actor], list[DossierQuerySet]]] = {
    Rol.COORDINATOR: _dossiers_van_school,
    Rol.SCHOOLDIRECTEUR: _dossiers_van_school,
    Rol.SECRETARIAAT: _dossiers_van_swv,
}

"""Who may take over a case. One rule: for handing over to a colleague, for leaving, and for who left already."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from cases.models import Leerling, Ouder, Zaak
from organisations.actor import Actor
from organisations.models import Lidmaatschap, LidmaatschapQuerySet, User
from organisations.rollen import COMMISSIEROLLEN, Rol

KANTOORROLLEN = (Rol.SECRETARIAAT, *COMMISSIEROLLEN)


@dataclass(frozen=True)
class Kant:
    """One side of a case: the school, or the office of the samenwerkingsverband."""

    school_id: int | None
    swv_id: int | None

    @property
    def veld(self) -> str:
        """Who handles the case on this side."""
        return "schoolbehandelaar" if self.school_id else "behandelaar"

    def hoeden(self) -> LidmaatschapQuerySet:
        """Hats that can handle a case here."""
        if self.school_id:
            return Lidmaatschap.objects.filter(school_id=self.school_id, rol=Rol.COORDINATOR)
        return Lidmaatschap.objects.filter(swv_id=self.swv_id, rol__in=KANTOORROLLEN)

    def zaken_van(self, user_id: int) -> QuerySet[Zaak]:
        """Open cases that this person handles on this side."""
        plek = {"school_id": self.school_id} if self.school_id else {"swv_id": self.swv_id or 0}
        return Zaak.objects.open().filter(**plek, **{f"{self.veld}_id": user_id})


@dataclass(frozen=True)
class Overnemer:
    """A colleague who may take over; `tot` is the last day here, when there is one."""

    user: User
    tot: date | None


def kant_van_hoed(lid: Lidmaatschap) -> Kant:
    return Kant(school_id=lid.school_id, swv_id=lid.swv_id)


def kant_van_actor(actor: Actor, zaak: Zaak) -> Kant:
    """The side on which this actor works in a case."""
    return Kant(zaak.school_id, None) if actor.is_school else Kant(None, zaak.swv_id)


def overnemers(
    kant: Kant, zaken: Collection[Zaak], *, vandaag: date, na: date | None = None, niet: Collection[int] = ()
) -> list[Overnemer]:
    """Who has a hat here that handles cases today, and is family of none of the pupils; by name.

    With `na` only who stays longer than that day: a case goes to nobody who is gone when the present handler is.
    """
    leden = kant.hoeden().werkzaam_op(vandaag).exclude(user_id__in={*niet, *familie(zaken)})
    if na is not None:
        leden = leden.filter(Q(tot__isnull=True) | Q(tot__gt=na))
    langst: dict[int, Overnemer] = {}
    for lid in leden.select_related("user").order_by("tot", "pk"):  # the hat that lasts longest, nulls last
        langst[lid.user_id] = Overnemer(lid.user, lid.tot)
    return sorted(langst.values(), key=lambda rij: rij.user.naam.casefold())


def familie(zaken: Collection[Zaak]) -> set[int]:
    """Accounts of the families in these cases, like `cases.toegang.familie_van` for one (Awb 2:4)."""
    dossiers = {zaak.dossier_id for zaak in zaken}
    leerlingen = Leerling.objects.filter(dossiers__in=dossiers)
    ouders = Ouder.objects.filter(leerling__in=leerlingen)
    accounts = (*leerlingen.values_list("user_id", flat=True), *ouders.values_list("user_id", flat=True))
    return {pk for pk in accounts if pk is not None}


def overnemers_voor(actor: Actor, zaak: Zaak) -> list[Overnemer]:
    """To whom this actor can hand a case over, on the own side."""
    kant = kant_van_actor(actor, zaak)
    huidig = getattr(zaak, f"{kant.veld}_id")
    return overnemers(kant, [zaak], vandaag=actor.vandaag, niet=[] if huidig is None else [huidig])

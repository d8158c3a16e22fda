"""An actor: a person in one hat, on one day. Every rule about access takes an actor, never a bare user."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from organisations.models import Lidmaatschap
from organisations.rollen import COMMISSIEROLLEN, SCHOOLROLLEN, Rol

SYSTEEM = "systeem"


@dataclass(frozen=True)
class Hoed:
    """One hat as shown in the header."""

    id: int
    label: str
    actief: bool


@dataclass(frozen=True)
class Actor:
    """Who acts: the person (`gebruiker_id`), the hat (`hoed_id`, `rol`, organisation) and the day."""

    gebruiker_id: int | None
    hoed_id: int | None
    rol: str
    naam: str
    vandaag: date
    school_id: int | None = None
    swv_id: int | None = None
    organisatie_naam: str = ""
    hoed_sinds: date | None = None
    hoeden: tuple[Hoed, ...] = ()
    alle_rollen: frozenset[str] = frozenset()

    @property
    def persoon_id(self) -> int:
        """The person, where only a person can act."""
        assert self.gebruiker_id is not None, "the system does not act here"
        return self.gebruiker_id

    @property
    def eigen_swv_id(self) -> int:
        """The samenwerkingsverband of this hat, where only a hat with one can act."""
        assert self.swv_id is not None, "this hat belongs to no samenwerkingsverband"
        return self.swv_id

    @property
    def rol_label(self) -> str:
        return "systeem" if self.is_systeem else str(Rol(self.rol).label)

    @property
    def is_systeem(self) -> bool:
        return self.rol == SYSTEEM

    @property
    def is_school(self) -> bool:
        return self.rol in SCHOOLROLLEN

    @property
    def is_commissie(self) -> bool:
        return self.rol in COMMISSIEROLLEN

    @property
    def is_gezin(self) -> bool:
        return self.rol in (Rol.OUDER, Rol.LEERLING)

    @cached_property
    def is_swv_bureau(self) -> bool:
        """Works on the cases of the whole samenwerkingsverband: secretariat and commission."""
        return self.rol == Rol.SECRETARIAAT or self.is_commissie


def systeem(vandaag: date) -> Actor:
    """The system itself, for lapses and other work that no person starts."""
    return Actor(gebruiker_id=None, hoed_id=None, rol=SYSTEEM, naam="het systeem", vandaag=vandaag)


def hoedlabel(lid: Lidmaatschap) -> str:
    """`ondersteuningscoördinator, De Wissel`; parents and pupils have no organisation."""
    organisatie = lid.organisatie
    return f"{lid.get_rol_display()}, {organisatie}" if organisatie else lid.get_rol_display()


def actor_voor(
    lid: Lidmaatschap, *, vandaag: date, hoeden: tuple[Hoed, ...] = (), rollen: frozenset[str] = frozenset()
) -> Actor:
    """The actor for one membership; the caller has checked that it is valid on that day."""
    return Actor(
        gebruiker_id=lid.user_id,
        hoed_id=lid.pk,
        rol=lid.rol,
        naam=lid.user.naam,
        vandaag=vandaag,
        school_id=lid.school_id,
        swv_id=lid.swv_id or (lid.school.swv_id if lid.school else None),
        organisatie_naam=str(lid.organisatie or ""),
        hoed_sinds=lid.van,
        hoeden=hoeden,
        alle_rollen=rollen or frozenset({lid.rol}),
    )

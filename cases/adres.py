"""Who may read an address. A masked address is never in a page, a form or a conflict notice."""

from dataclasses import dataclass

from cases.models import Leerling, Ouder
from organisations.actor import Actor
from organisations.rollen import Rol

GEHEIM = "geheim adres"
ADRESVELDEN = ("straat", "huisnummer", "postcode", "plaats")


@dataclass(frozen=True)
class Adres:
    """An address as one actor may see it."""

    regels: list[str]
    geheim: bool
    verborgen: bool


def mag_geheim_adres_lezen(actor: Actor) -> bool:
    """Only who sends the letters needs a secret address; the school can replace it, not read it back."""
    return actor.is_systeem or actor.rol == Rol.SECRETARIAAT


def is_verborgen(actor: Actor, persoon: Leerling | Ouder) -> bool:
    return persoon.adres_geheim and not mag_geheim_adres_lezen(actor)


def adres_voor(actor: Actor, persoon: Leerling | Ouder) -> Adres:
    """The address lines this actor may read, or only that there is a secret one."""
    if is_verborgen(actor, persoon):
        return Adres([GEHEIM], True, True)
    return Adres(persoon.adresregels, persoon.adres_geheim, False)

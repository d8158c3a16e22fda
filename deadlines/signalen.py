"""Terms that are a gentle word to somebody and no lateness: who reads them.

Speaking to the parents again is the thread of the casemanager (source 000, step 3). That it has been long is told to
who can do something about it; a school or an office that reads it as a term reads a reproach.
"""

from collections.abc import Mapping

from deadlines.models import Soort
from organisations.rollen import Rol

SIGNALEN: Mapping[str, frozenset[str]] = {
    Soort.OUDERS_SPREKEN: frozenset({Rol.CASEMANAGER, Rol.DIRECTEUR_SWV, Rol.OUDER, Rol.LEERLING}),
}
"""Kind of term → the roles that read it; the family reads it as a promise."""


def leest(rol: str, soort: str) -> bool:
    """Whether this term is shown in a hat of this role."""
    return soort not in SIGNALEN or rol in SIGNALEN[soort]


def niet_voor(rol: str) -> list[str]:
    """The kinds that are not shown in a hat of this role."""
    return [str(soort) for soort in SIGNALEN if not leest(rol, soort)]

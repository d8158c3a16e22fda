"""People of every role, without a database: for rules that only look at who somebody is."""

from collections.abc import Callable, Iterable
from typing import Any

from organisations.actor import SYSTEEM, Actor
from organisations.rollen import Rol
from tests.factories import VANDAAG

HIER, ELDERS = 1, 2
"""The school and samenwerkingsverband of the case, and others."""
ALLE = (*(rol.value for rol in Rol), SYSTEEM)


def iemand(rol: str, *, swv: int | None = HIER, school: int = HIER, gebruiker: int = HIER) -> Actor:
    persoon = None if rol == SYSTEEM else gebruiker
    return Actor(persoon, persoon, rol, "Iemand", VANDAAG, school_id=school, swv_id=swv)


def wie(regel: Callable[..., Any], *op: Any, rollen: Iterable[str] = ALLE, **waar: int | None) -> set[str]:
    """The roles for which this rule says yes."""
    return {rol for rol in rollen if regel(iemand(rol, **waar), *op)}

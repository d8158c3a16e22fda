"""Named rules that workflows share: a hat at the office, or at the school, of the case. `obj` is the workflow's row."""

from typing import Any

from organisations.actor import Actor
from organisations.rollen import Rol


def is_coordinator(actor: Actor, obj: Any) -> bool:
    """The coordinator of the school of the case, who acts for its schoolbestuur."""
    return actor.rol == Rol.COORDINATOR and actor.school_id == obj.zaak.school_id


def is_secretariaat(actor: Actor, obj: Any) -> bool:
    return actor.rol == Rol.SECRETARIAAT and actor.swv_id == obj.zaak.swv_id


def is_voorzitter(actor: Actor, obj: Any) -> bool:
    """Chair or deputy; whether a mandate is in force today is checked when signing."""
    return actor.rol in (Rol.VOORZITTER, Rol.PLV_VOORZITTER) and actor.swv_id == obj.zaak.swv_id


def is_secretariaat_of_voorzitter(actor: Actor, obj: Any) -> bool:
    return is_secretariaat(actor, obj) or is_voorzitter(actor, obj)


def nooit(actor: Actor, obj: Any) -> bool:
    """For actions that only the system performs."""
    return False

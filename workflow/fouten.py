"""How the doors refuse. The refusals that dossiers share with cases live in the room below."""

from cases.fouten import Conflict, GeenRecht, Geweigerd, NietGevonden

__all__ = ["Conflict", "GeenRecht", "Geweigerd", "HerbevestigingNodig", "NietGevonden"]


class HerbevestigingNodig(Exception):
    """The action asks that the person identifies again first."""

"""Whose account answers a request to sign: also one that a parent or pupil made after being asked by letter."""

from collections.abc import Mapping

from django.db.models import Exists, OuterRef, Q

from documents.models import Handtekening
from documents.tekenen import zelfde_persoon_al_gevraagd
from organisations.rollen import Rol

Uitkomst = Handtekening.Uitkomst
VAN_GEZIN: Mapping[str, str] = {Rol.OUDER: "ouder", Rol.LEERLING: "leerling"}
"""Role → by which field a request is of somebody of the family, with an account or without."""


def van_persoon(user_id: int, rol: str) -> Q:
    """Requests to this person, those of before a parent or pupil had an account among them (see `account_van`)."""
    eigen = Q(user_id=user_id)
    veld = VAN_GEZIN.get(rol)
    if veld is None:
        return eigen
    plaatsen = Handtekening.objects.filter(stuk=OuterRef("stuk"), user_id=user_id, opgevolgd_door__isnull=True)
    bezet = Exists(plaatsen.exclude(uitkomst=Uitkomst.GESTOPT))
    return eigen | Q(~bezet, user__isnull=True, **{f"{veld}__user_id": user_id})


def account_van(rij: Handtekening) -> int | None:
    """Whose account answers this request: the one that was asked, or one made since by the parent or pupil it is for.

    Not one that has another place in this paper: two persons who share an account sign each for themselves.
    """
    if rij.user_id is not None:
        return rij.user_id
    drager = rij.ouder or rij.leerling
    user_id = drager.user_id if drager else None
    return None if zelfde_persoon_al_gevraagd(rij.stuk, user_id) else user_id

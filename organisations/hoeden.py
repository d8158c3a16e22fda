"""Which hats a person has today, and which one is on."""

from datetime import date

from django.contrib.sessions.backends.base import SessionBase

from organisations.actor import Actor, Hoed, actor_voor, hoedlabel
from organisations.models import Lidmaatschap, User

SESSIE_HOED = "hoed"


def hoeden_van(user: User, *, vandaag: date) -> list[Lidmaatschap]:
    """The memberships that are valid today, in a fixed order."""
    return list(user.lidmaatschappen.geldig_op(vandaag).select_related("school", "swv", "user").order_by("pk"))


def actor_uit_sessie(user: User, sessie: SessionBase, *, vandaag: date) -> Actor | None:
    """The actor for the hat in the session; the first valid one when there is none, or when it has ended."""
    lidmaatschappen = hoeden_van(user, vandaag=vandaag)
    if not lidmaatschappen:
        return None
    gekozen = next((lid for lid in lidmaatschappen if lid.pk == sessie.get(SESSIE_HOED)), lidmaatschappen[0])
    hoeden = tuple(Hoed(lid.pk, hoedlabel(lid), lid.pk == gekozen.pk) for lid in lidmaatschappen)
    return actor_voor(gekozen, vandaag=vandaag, hoeden=hoeden)


def zet_hoed_op(user: User, sessie: SessionBase, hoed_id: int, *, vandaag: date) -> bool:
    """Put on another hat; False when it is not this person's hat today."""
    if not any(lid.pk == hoed_id for lid in hoeden_van(user, vandaag=vandaag)):
        return False
    sessie[SESSIE_HOED] = hoed_id
    return True

"""Which hats a person has today, and which one is on."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib.sessions.backends.base import SessionBase
from django.db import IntegrityError, transaction

from organisations.actor import Actor, Hoed, actor_voor, hoedlabel
from organisations.models import Lidmaatschap, LidmaatschapQuerySet, User
from organisations.rollen import Rol
from organisations.vraag import VasteVraag

SESSIE_HOED = "hoed"
SESSIE_RECHTEN = "rechten"
SESSIE_SCHOLEN = "scholen"
"""Session key of who came in with the account of a school: only the hats at these schools."""


class DubbeleHoed(Exception):
    """This person has this role there on some of these days already."""


def maak_hoed(**velden: Any) -> Lidmaatschap:
    """The one way to make a hat of staff; the database says no to one that overlaps. A family gets its own with an
    account (`cases.activeren`).

    The person is locked first: two inserts that exclude each other would wait for one another, and one be killed.
    """
    try:
        with transaction.atomic():
            User.objects.select_for_update(no_key=True).get(pk=velden["user"].pk)
            return Lidmaatschap.objects.create(**velden)
    except IntegrityError as fout:
        if "lidmaatschap_geen_overlap" not in str(fout):
            raise
        raise DubbeleHoed from fout


def hoeden_van(user: User, *, vandaag: date) -> list[Lidmaatschap]:
    """The memberships that are valid today, in a fixed order."""
    hoeden = _hoeden(user_id=user.pk, vandaag=vandaag)
    for lid in hoeden:
        lid.user = user
    return hoeden


@VasteVraag
def _hoeden(*, user_id: int, vandaag: date) -> LidmaatschapQuerySet:
    """With what a hat needs at every request, and no more."""
    geldig = Lidmaatschap.objects.filter(user_id=user_id).geldig_op(vandaag)
    nodig = geldig.only("rol", "van", "tot", "school__naam", "school__swv", "swv__naam")
    return nodig.select_related("school", "swv").order_by("pk")


def schoolleider(school_id: int, *, op: date, niet: Iterable[int] = ()) -> User | None:
    """The head of a school, who is asked to sign for it; None when nobody with that role can log in, but `niet`."""
    leden = Lidmaatschap.objects.werkzaam_op(op).filter(school_id=school_id, rol=Rol.SCHOOLDIRECTEUR)
    lid = leden.exclude(user__in=list(niet)).select_related("user").order_by("van", "pk").first()
    return lid.user if lid else None


def hoeden_in(sessie: SessionBase, user: User, *, vandaag: date) -> list[Lidmaatschap]:
    """The hats that this session may put on."""
    scholen = sessie.get(SESSIE_SCHOLEN)
    return [lid for lid in hoeden_van(user, vandaag=vandaag) if scholen is None or lid.school_id in scholen]


def actor_uit_sessie(user: User, sessie: SessionBase, *, vandaag: date) -> Actor | None:
    """The actor for the hat in the session; the first valid one when there is none, or when it has ended."""
    return actor_uit(hoeden_in(sessie, user, vandaag=vandaag), sessie, vandaag=vandaag)


def hetzelfde_als_bij_inloggen(lidmaatschappen: list[Lidmaatschap], sessie: SessionBase) -> bool:
    """Whether somebody still has the hats of the moment of log-in (ASVS 5.0, 7.4.2: a change of role ends sessions).

    Compared at every request instead of ended by whoever changes a hat, so that no way of changing one is forgotten,
    the passing of its last day included.
    """
    nu = [[lid.pk, lid.rol, lid.school_id, lid.swv_id] for lid in lidmaatschappen]
    if SESSIE_RECHTEN not in sessie:
        sessie[SESSIE_RECHTEN] = nu
    return bool(sessie[SESSIE_RECHTEN] == nu)


def actor_uit(lidmaatschappen: list[Lidmaatschap], sessie: SessionBase, *, vandaag: date) -> Actor | None:
    if not lidmaatschappen:
        return None
    gekozen = next((lid for lid in lidmaatschappen if lid.pk == sessie.get(SESSIE_HOED)), lidmaatschappen[0])
    hoeden = tuple(Hoed(lid.pk, hoedlabel(lid), lid.pk == gekozen.pk) for lid in lidmaatschappen)
    rollen = frozenset(lid.rol for lid in lidmaatschappen)
    return actor_voor(gekozen, vandaag=vandaag, hoeden=hoeden, rollen=rollen)


def zet_hoed_op(user: User, sessie: SessionBase, hoed_id: int, *, vandaag: date) -> bool:
    """Put on another hat; False when it is not this person's hat today."""
    if not any(lid.pk == hoed_id for lid in hoeden_in(sessie, user, vandaag=vandaag)):
        return False
    sessie[SESSIE_HOED] = hoed_id
    return True

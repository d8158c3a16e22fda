"""Inviting staff: an account without a password, a hat with dates, and a link by mail that is used up once.

Who has an account and never worked here takes a new hat on by such a link: nobody puts one on somebody else's head.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet

from audit.services import record
from organisations.actor import Actor
from organisations.beheer import MANDAATGEVERS
from organisations.hoeden import DubbeleHoed, maak_hoed
from organisations.models import Lidmaatschap, School, User
from organisations.rollen import Rol
from organisations.toegang.aanmelden import Persoon
from organisations.toegang.bewijzen import gebruik_link, vraag_aan
from organisations.toegang.models import Bewijssoort, Toegangsbewijs
from organisations.toegang.nieuws import vertel
from organisations.toegang.wachtwoord import zet_wachtwoord
from organisations.toegang.wekken import wek

Dagen = tuple[date, date | None]


@transaction.atomic
def nodig_uit(by: Actor, lid: Lidmaatschap, *, nu: datetime) -> None:
    """Send a (new) invitation for this hat; an earlier one stops working. Who may invite whom is the caller's rule.

    Somebody who has a password already logs in with it and finds the new hat there: no mail is needed.
    """
    if lid.user.has_usable_password():
        return
    vraag_aan(Bewijssoort.UITNODIGING, email=lid.user.email, user=lid.user, nu=nu)
    record(by, "uitnodigen", swv_id=by.swv_id, object_soort="organisations.lidmaatschap", object_id=lid.pk)
    transaction.on_commit(wek)


@transaction.atomic
def neem_aan(token: str, wachtwoord: str, *, nu: datetime) -> User | None:
    """Use up an invitation: the password is set. None when the link does not work any more."""
    bewijs = gebruik_link(Bewijssoort.UITNODIGING, token, nu=nu)
    if bewijs is None or bewijs.user is None or bewijs.hoed or bewijs.user.has_usable_password():
        return None
    zet_wachtwoord(bewijs.user, wachtwoord, eerste=True)
    return bewijs.user


def van_elders(user: User, swv_id: int) -> bool:
    """Whether this account is somebody's already, and has or had no hat here: its name is not ours to show."""
    hier = Lidmaatschap.objects.bij_swv(swv_id).filter(user=user)
    return not hier.exists() and (user.has_usable_password() or user.lidmaatschappen.exists())


@transaction.atomic
def vraag_voor_hoed(by: Actor, user: User, *, rol: str, school: School | None, dagen: Dagen, nu: datetime) -> None:
    """Ask somebody of elsewhere to take on a hat; the same asked again takes the place of the first mail."""
    van, tot = dagen
    plek = {"swv": by.eigen_swv_id, "rol": rol, "school": school.pk if school else None}
    oud = Toegangsbewijs.objects.filter(user=user, gebruikt_op=None, vervallen_op=None, hoed__contains=plek)
    oud.update(vervallen_op=nu)
    hoed = {**plek, "van": van.isoformat(), "tot": tot.isoformat() if tot else None, "door": by.gebruiker_id}
    vraag_aan(Bewijssoort.UITNODIGING, email=user.email, user=user, nu=nu, hoed=hoed)
    record(by, "hoed_vragen", swv_id=by.swv_id, object_soort="organisations.user", object_id=user.pk, rol=rol)
    transaction.on_commit(wek)


def hoed_van(bewijs: Toegangsbewijs, *, op: date) -> Lidmaatschap | None:
    """The hat of an invitation, not saved; None when it is over, or who asked may not give it any more."""
    if bewijs.hoed is None or bewijs.user is None or not bewijs.user.is_active:
        return None
    h, school = bewijs.hoed, None
    vragers = Lidmaatschap.objects.geldig_op(op).filter(user_id=h["door"], swv_id=h["swv"], rol__in=MANDAATGEVERS)
    if not vragers.exists():
        return None
    if h["school"]:
        school = School.objects.filter(pk=h["school"], swv_id=h["swv"]).first()
        if school is None:
            return None
    van, tot = date.fromisoformat(h["van"]), date.fromisoformat(h["tot"]) if h["tot"] else None
    lid = Lidmaatschap(user=bewijs.user, rol=h["rol"], school=school, van=van, tot=tot)
    lid.swv_id = None if school else h["swv"]
    al = Lidmaatschap.objects.niet_voorbij_op(van).filter(user=bewijs.user, rol=lid.rol)
    al = al.filter(school=school, swv_id=lid.swv_id)
    return None if al.exists() or (tot and tot < op) else lid


@transaction.atomic
def neem_hoed_aan(token: str, *, nu: datetime, op: date) -> bool:
    """Use up an invitation for a hat: the person has it from now on."""
    bewijs = gebruik_link(Bewijssoort.UITNODIGING, token, nu=nu)
    lid = hoed_van(bewijs, op=op) if bewijs else None
    if bewijs is None or bewijs.hoed is None or lid is None:
        return False
    plek = {"school": lid.school, "swv_id": lid.swv_id}
    try:
        lid = maak_hoed(user=lid.user, rol=lid.rol, van=lid.van, tot=lid.tot, **plek)
    except DubbeleHoed:
        return False
    record(
        Persoon(lid.user_id),
        "hoed_aannemen",
        swv_id=bewijs.hoed["swv"],
        object_soort="organisations.lidmaatschap",
        object_id=lid.pk,
        rol=lid.rol,
        gevraagd_door=bewijs.hoed["door"],
    )
    vertel(lid, door=bewijs.hoed["door"], op=op, nu=nu)
    return True


@dataclass(frozen=True)
class Hoedvraag:
    """An invitation for a hat that was not taken on: of whom only the mail address is known here."""

    bewijs: Toegangsbewijs
    rol: str
    waar: str
    door: str
    stand: str


def open_hoedvragen(swv_id: int, *, nu: datetime, op: date) -> list[Hoedvraag]:
    """Who was asked here to take on a hat and did not yet: neither used nor withdrawn. Kept for a month."""
    rijen = _hoedvragen(swv_id).select_related("user").order_by("-pk")[:100]
    vragers = User.objects.in_bulk({bewijs.hoed["door"] for bewijs in rijen if bewijs.hoed})
    scholen = School.objects.in_bulk({bewijs.hoed["school"] for bewijs in rijen if bewijs.hoed} - {None})
    vragen = []
    for bewijs in rijen:
        h = bewijs.hoed or {}
        vrager, school = vragers.get(h["door"]), scholen.get(h["school"])
        rol, waar = str(Rol(h["rol"]).label), str(school) if school else "het samenwerkingsverband"
        vragen.append(Hoedvraag(bewijs, rol, waar, vrager.naam if vrager else "", _stand(bewijs, nu=nu, op=op)))
    return vragen


def _hoedvragen(swv_id: int) -> QuerySet[Toegangsbewijs]:
    open_vragen = Toegangsbewijs.objects.filter(gebruikt_op=None, vervallen_op=None)
    return open_vragen.filter(hoed__contains={"swv": swv_id})


def _stand(bewijs: Toegangsbewijs, *, nu: datetime, op: date) -> str:
    if bewijs.geldig_tot and bewijs.geldig_tot <= nu:
        return "verlopen"
    if hoed_van(bewijs, op=op) is None:
        return "werkt niet"
    if bewijs.mislukt:
        return "mislukt"
    return "open" if bewijs.verstuurd_op else "onderweg"


@transaction.atomic
def trek_hoedvraag_in(by: Actor, bewijs_id: int, *, nu: datetime) -> bool | None:
    """The link stops working; False when it was used or withdrawn before, None when it was never asked here."""
    hier = Toegangsbewijs.objects.filter(pk=bewijs_id, hoed__contains={"swv": by.eigen_swv_id})
    user_id = hier.values_list("user_id", flat=True).first()
    if user_id is None:
        return None
    if not _hoedvragen(by.eigen_swv_id).filter(pk=bewijs_id).update(vervallen_op=nu):
        return False
    record(by, "hoed_vraag_intrekken", swv_id=by.swv_id, object_soort="organisations.user", object_id=user_id)
    return True

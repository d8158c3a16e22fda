"""Inviting staff: an account without a password, a hat with dates, and a link by mail that is used up once."""

from datetime import datetime

from django.db import transaction

from audit.services import record
from organisations.actor import Actor
from organisations.models import Lidmaatschap, User
from organisations.toegang.bewijzen import gebruik_link, vraag_aan
from organisations.toegang.models import Bewijssoort
from organisations.toegang.wachtwoord import zet_wachtwoord
from organisations.toegang.wekken import wek


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
    if bewijs is None or bewijs.user is None or bewijs.user.has_usable_password():
        return None
    zet_wachtwoord(bewijs.user, wachtwoord, eerste=True)
    return bewijs.user

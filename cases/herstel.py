"""A new password for a parent or pupil: a code on paper from school or secretariat, besides the link from the mail.

The code by mail is their second factor. So a link by mail alone would make the mailbox enough to get in.
"""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from audit.services import record
from cases.activeren import hash_van
from cases.models import Activeringscode
from organisations.models import User
from organisations.toegang.aanmelden import Persoon
from organisations.toegang.bewijzen import gebruik_link
from organisations.toegang.models import Bewijssoort
from organisations.toegang.wachtwoord import zet_wachtwoord


def past(user: User, code: str, *, vandaag: date) -> bool:
    """Whether this code was made for this person, who has an account already; nothing is used up."""
    return _codes(user, code, vandaag).exists()


def _codes(user: User, code: str, vandaag: date) -> QuerySet[Activeringscode]:
    van = Q(ouder__user=user) | Q(leerling__user=user)
    return Activeringscode.objects.filter(
        van, code_hash=hash_van(code), gebruikt_op__isnull=True, geldig_tot__gte=vandaag
    )


@transaction.atomic
def kies_wachtwoord(token: str, code: str, wachtwoord: str, *, nu: datetime) -> bool:
    """Use up link and code together, or neither."""
    bewijs = gebruik_link(Bewijssoort.WACHTWOORD, token, nu=nu)
    user = bewijs.user if bewijs else None
    rij = _codes(user, code, timezone.localdate(nu)).select_for_update(of=("self",)).first() if user else None
    if user is None or rij is None:
        transaction.set_rollback(True)
        return False
    rij.gebruikt_op = nu
    rij.save(update_fields=["gebruikt_op"])
    zet_wachtwoord(user, wachtwoord)
    record(Persoon(user.pk), "wachtwoord_met_code", object_soort="cases.activeringscode", object_id=rij.pk)
    return True

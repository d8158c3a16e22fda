"""The one way to set a password: by invitation, by the code on paper, after it was forgotten, or another one."""

from django.contrib.auth.hashers import make_password

from audit.services import record
from organisations.models import User
from organisations.toegang.aanmelden import Persoon
from organisations.toegang.models import Sessie


def zet_wachtwoord(
    user: User, wachtwoord: str = "", *, versleuteld: str = "", behalve: str | None = None, eerste: bool = False
) -> None:
    """Ends the sessions of this person, but for the one it was typed in. A form validated it before.

    `versleuteld` is one that was hashed when it was typed, for who has to prove a mail address first.
    """
    user.password = versleuteld or make_password(wachtwoord)
    user.save(update_fields=["password"])
    Sessie.objects.filter(user=user).exclude(session_key=behalve).delete()
    record(Persoon(user.pk), "wachtwoord_kiezen" if eerste else "wachtwoord_wijzigen")

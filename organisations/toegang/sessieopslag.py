"""Sessions in the database, with their owner. They end after half an hour of silence, and after half a day in any case.

Both limits stand in the expiry of the row, so that a session past its time cannot be loaded (ASVS 5.0, 7.3.1, 7.3.2).
"""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.dateparse import parse_datetime

from organisations.toegang.models import Sessie
from organisations.vraag import VasteVraag

BEGONNEN = "begonnen_op"
APPARAAT = "apparaat"
WIJZE = "aangemeld_met"
LANGST = timedelta(hours=12)
BIJHOUDEN = timedelta(minutes=1)
"""A session in use is written once in this time and not at every page, so silence may end it this much sooner."""


@VasteVraag
def _lopende(*, sleutel: str | None, nu: datetime) -> QuerySet[Sessie]:
    return Sessie.objects.filter(session_key=sleutel, expire_date__gt=nu)


class SessionStore(DatabaseStore):
    @classmethod
    def get_model_class(cls) -> type[Sessie]:
        return Sessie

    verloopt: datetime | None = None
    """When the row ends, as it was loaded."""

    def load(self) -> dict[str, Any]:
        rij = next(iter(_lopende(sleutel=self.session_key, nu=timezone.now())), None)
        if rij is None:
            self._session_key = None
            return {}
        self.verloopt = rij.expire_date
        data: dict[str, Any] = self.decode(rij.session_data)
        if self._leeftijd(data) - (rij.expire_date - timezone.now()) > BIJHOUDEN:
            self.modified = True
        return data

    @property
    def einde(self) -> datetime:
        """When this session ends if nothing more is asked."""
        return self.verloopt if self.verloopt and not self.modified else self.get_expiry_date()

    def create_model_instance(self, data: dict[str, Any]) -> Sessie:
        rij = super().create_model_instance(data)
        assert isinstance(rij, Sessie)
        rij.user_id = int(data[SESSION_KEY]) if SESSION_KEY in data else None
        rij.begonnen_op = _moment(data.get(BEGONNEN))
        rij.laatst_op = timezone.now()
        rij.apparaat = data.get(APPARAAT, "")
        rij.wijze = data.get(WIJZE, "")
        return rij

    def get_session_cookie_age(self) -> int:
        return int(self._leeftijd({BEGONNEN: self.get(BEGONNEN)}).total_seconds())

    def _leeftijd(self, data: dict[str, Any]) -> timedelta:
        """How long a session with this content lasts from now on."""
        stil, begonnen = timedelta(seconds=settings.SESSION_COOKIE_AGE), _moment(data.get(BEGONNEN))
        return stil if begonnen is None else max(timedelta(0), min(stil, begonnen + LANGST - timezone.now()))


def _moment(waarde: str | None) -> datetime | None:
    return parse_datetime(waarde) if waarde else None


def kenmerk(rij: Sessie) -> str:
    """A name for a session that may stand in a page; the key itself would be as good as a log-in."""
    return salted_hmac("dekkend.sessie", rij.session_key).hexdigest()[:20]

"""Who is behind a session: as Django finds it, in a question that is made once (docs/adr/0023)."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.db.models import QuerySet

from organisations.models import User
from organisations.vraag import VasteVraag


class Achterkant(ModelBackend):
    def get_user(self, user_id: int) -> User | None:
        user = next(iter(_gebruiker(user_id=user_id)), None)
        return user if self.user_can_authenticate(user) else None


@VasteVraag
def _gebruiker(*, user_id: Any) -> QuerySet[User]:
    return User.objects.filter(pk=user_id)

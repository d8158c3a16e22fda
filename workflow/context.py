"""What the frame of every page shows: who is logged in, the menu of this hat, unread messages."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from organisations.toegang.sessieopslag import SessionStore
from organisations.vraag import VasteTelling
from workflow.menu import menu_voor
from workflow.models import Bericht
from workflow.storing import te_melden
from workflow.zoeken import mag_zoeken


def schil(request: HttpRequest) -> dict[str, Any]:
    actor = getattr(request, "actor", None)
    if actor is None:
        storingen = te_melden(None, timezone.now(), hoogstens=3)
        return {"actor": None, "menu": [], "ongelezen": 0, "omgeving_demo": settings.DEMO, "storingen": storingen}
    return {
        "actor": actor,
        "menu": menu_voor(actor, request.path),
        "mag_zoeken": mag_zoeken(actor),
        "ongelezen": _ongelezen(user_id=actor.gebruiker_id)[0],
        "omgeving_demo": settings.DEMO,
        "storingen": te_melden(actor, timezone.now(), hoogstens=3),
        "sessie_einde": _einde(request.session).isoformat(),
    }


@VasteTelling
def _ongelezen(*, user_id: Any) -> list[QuerySet[Bericht, Any]]:
    return [Bericht.objects.filter(user_id=user_id, gelezen_op__isnull=True).order_by().values("pk")[:100]]


def _einde(sessie: SessionBase) -> datetime:
    return sessie.einde if isinstance(sessie, SessionStore) else sessie.get_expiry_date()

"""Putting on another hat, wherever that is asked."""

from django.utils import timezone

from audit.services import record
from organisations.hoeden import zet_hoed_op
from organisations.http import Verzoek
from organisations.toegang.aanmelden import vergeet_bevestiging


def wissel_hoed(request: Verzoek, hoed_id: int | None) -> bool:
    """Recorded, and a confirmation given in the other hat no longer counts; False when it is not this person's."""
    if not hoed_id or not zet_hoed_op(request.user, request.session, hoed_id, vandaag=timezone.localdate()):
        return False
    vergeet_bevestiging(request)
    record(request.actor, "hoed_wisselen", object_soort="organisations.lidmaatschap", object_id=hoed_id)
    return True

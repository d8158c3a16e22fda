"""From a bound form to one of the two doors, with refusals put back at the field they belong to."""

from typing import Any

from django.forms import BaseForm
from django.utils import timezone

from organisations.beleid import BeleidFout
from organisations.http import Verzoek
from organisations.toegang.aanmelden import herbevestigd_op
from workflow.edit import Bewerkt, edit
from workflow.fouten import Geweigerd
from workflow.perform import TEKENSESSIE, Resultaat, perform

NIET_VOOR_DATA = {"versie", "sleutel"}


def voer_uit(
    request: Verzoek, form: BaseForm, zaak_id: int, actie: str, *, doel_id: int | None = None, **extra: Any
) -> Resultaat | None:
    """Validate, perform; None when the form (now with its errors) has to be shown again with status 422."""
    if not form.is_valid():
        return None
    schoon = form.cleaned_data
    data = {naam: waarde for naam, waarde in schoon.items() if naam not in NIET_VOOR_DATA}
    try:
        return perform(
            zaak_id,
            actie,
            by=request.actor,
            data={**data, **extra},
            versie=schoon.get("versie"),
            sleutel=schoon.get("sleutel") or "",
            doel_id=doel_id,
            herbevestigd_op=herbevestigd_op(request),
        )
    except Geweigerd as weigering:
        form.add_error(weigering.veld if weigering.veld in form.fields else None, weigering.melding)
        return None
    except BeleidFout as fout:
        form.add_error(None, fout.melding)
        return None


def bewerk(request: Verzoek, form: BaseForm, zaak_id: int, deel: str, **extra: Any) -> Bewerkt | None:
    """Validate, edit; None when the form has to be shown again with status 422."""
    if not form.is_valid():
        return None
    schoon = form.cleaned_data
    data = {naam: waarde for naam, waarde in schoon.items() if naam not in NIET_VOOR_DATA}
    try:
        return edit(
            zaak_id,
            deel,
            by=request.actor,
            data={**data, **extra},
            verwachte_versie=schoon.get("versie"),
            sleutel=schoon.get("sleutel") or "",
        )
    except Geweigerd as weigering:
        form.add_error(weigering.veld if weigering.veld in form.fields else None, weigering.melding)
        return None
    except BeleidFout as fout:
        form.add_error(None, fout.melding)
        return None


def seconden_over(request: Verzoek) -> int:
    """How long the signing session of this person still runs; 0 when none is open."""
    sinds = herbevestigd_op(request)
    if sinds is None:
        return 0
    return max(0, int((TEKENSESSIE - (timezone.now() - sinds)).total_seconds()))

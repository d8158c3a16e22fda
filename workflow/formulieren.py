"""From a bound form to one of the doors, with refusals put back at the field they belong to."""

from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.contrib import messages
from django.forms import BaseForm
from django.urls import reverse
from django.utils import timezone
from django.utils.datastructures import MultiValueDict

from organisations.beleid import BeleidFout
from organisations.http import Verzoek
from organisations.toegang.aanmelden import herbevestigd_op
from organisations.toegang.bewaard import NOOIT
from workflow.afspraken import bel_ook
from workflow.edit import Bewerkt, edit
from workflow.fouten import Geweigerd
from workflow.perform import TEKENSESSIE, Resultaat, perform
from workflow.sleutels import afdruk
from workflow.start import start

KRAP = 20
"""So many seconds before the end of a signing session it is shown as over: reading and clicking take time too."""
NIET_VOOR_DATA = {"versie", "sleutel"}
T = TypeVar("T")


def uit_formulier(form: BaseForm, daad: Callable[[dict[str, Any]], T]) -> T | None:
    """What came of it; None when the form (now with its errors) has to be shown again with status 422."""
    if not form.is_valid():
        return None
    try:
        return daad({naam: waarde for naam, waarde in form.cleaned_data.items() if naam not in NIET_VOOR_DATA})
    except Geweigerd as weigering:
        weigering.zet_bij(form)
    except BeleidFout as fout:
        form.add_error(None, fout.melding)
    return None


def versie_van(form: BaseForm) -> int | None:
    """Of what the page showed."""
    versie: int | None = form.cleaned_data.get("versie")
    return versie


def formuliersleutel(form: BaseForm) -> str:
    """By which the same form sent twice is known."""
    return form.cleaned_data.get("sleutel") or ""


def gestuurd(form: BaseForm) -> str:
    """What the browser sent, as one short text, without what belongs to the page or proves who somebody is.

    What the form makes of it may be another thing the second time: after the act it can have other fields and choices.
    """
    velden = form.data.lists() if isinstance(form.data, MultiValueDict) else form.data.items()
    return afdruk({"velden": [veld for veld in velden if veld[0] not in NOOIT], **form.files})


def voer_uit(
    request: Verzoek, form: BaseForm, zaak_id: int, actie: str, *, doel_id: int | None = None, **extra: Any
) -> Resultaat | None:
    """Validate and perform; says so when appointments were called off with the closing of the case."""
    gedaan = uit_formulier(
        form,
        lambda data: perform(
            zaak_id,
            actie,
            by=request.actor,
            data={**data, **extra},
            versie=versie_van(form),
            sleutel=formuliersleutel(form),
            doel_id=doel_id,
            herbevestigd_op=herbevestigd_op(request),
            gestuurd=gestuurd(form),
        ),
    )
    if gedaan is not None and (aantal := gedaan.waarden.get("afspraken_afgezegd")):
        wat = "De afspraak die nog kwam, is" if aantal == 1 else f"De {aantal} afspraken die nog kwamen, zijn"
        messages.info(request, f"{wat} afgezegd. Wie erbij hoort, krijgt bericht.")
        if wie := bel_ook(gedaan.waarden["te_bellen"]):
            messages.warning(request, wie)
    return gedaan


def bewerk(request: Verzoek, form: BaseForm, zaak_id: int, deel: str, **extra: Any) -> Bewerkt | None:
    """Validate and edit."""
    return uit_formulier(
        form,
        lambda data: edit(
            zaak_id,
            deel,
            by=request.actor,
            data={**data, **extra},
            verwachte_versie=versie_van(form),
            sleutel=formuliersleutel(form),
        ),
    )


def begin(request: Verzoek, form: BaseForm, kind: str, dossier_id: int) -> int | None:
    """Validate and start a case of this kind; gives its id."""
    hoe: dict[str, Any] = {"by": request.actor, "nu": timezone.now()}
    return uit_formulier(
        form,
        lambda data: start(kind, dossier_id, data=data, sleutel=formuliersleutel(form), gestuurd=gestuurd(form), **hoe),
    )


def tekensessie(request: Verzoek) -> dict[str, Any]:
    """For a page on which is signed: whether there is time left to do so, and else where one identifies again."""
    volgende = urlencode({"volgende": request.path})
    return {
        "bevestigd": seconden_over(request) > KRAP,
        "bevestig_url": f"{reverse('organisations:herbevestigen')}?{volgende}",
    }


def seconden_over(request: Verzoek) -> int:
    """How long the signing session of this person still runs; 0 when none is open."""
    sinds = herbevestigd_op(request)
    if sinds is None:
        return 0
    return max(0, int((TEKENSESSIE - (timezone.now() - sinds)).total_seconds()))

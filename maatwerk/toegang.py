"""The door of the pages: the track behind a case, for whoever may see that case."""

from maatwerk.models import Traject
from organisations.http import Verzoek
from workflow.fouten import GeenRecht
from workflow.toegang import haal_zaak


def haal_traject(request: Verzoek, zaak_id: int, *, pagina: str) -> Traject:
    """The track behind a case this actor may see (404 otherwise); the read is logged under the name of the page."""
    traject: Traject = haal_zaak(
        request.actor, zaak_id, pagina=pagina, ook=("maatwerk", "maatwerk__intake"), soort="maatwerk"
    ).maatwerk
    return traject


def voor_medewerkers(request: Verzoek, zaak_id: int, *, pagina: str) -> Traject:
    """The same for staff; the family has pages of its own."""
    traject = haal_traject(request, zaak_id, pagina=pagina)
    if request.actor.is_gezin:
        raise GeenRecht
    return traject

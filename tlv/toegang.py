"""The door of the pages: the request behind a case, for whoever may see that case."""

from organisations.http import Verzoek
from tlv.models import Aanvraag
from workflow.toegang import haal_zaak


def haal_aanvraag(request: Verzoek, zaak_id: int, *, pagina: str) -> Aanvraag:
    """The request behind a case this actor may see (404 otherwise); the read is logged under the name of the page."""
    aanvraag: Aanvraag = haal_zaak(request.actor, zaak_id, pagina=pagina, ook=("tlv",), soort="tlv").tlv
    return aanvraag

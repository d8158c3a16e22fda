"""What of a request can be put on the agenda of the commission."""

from tlv import rechten
from workflow.process import Agendasoort

AGENDAPUNTEN = {
    "bespreking": Agendasoort(
        label="Bespreking van de aanvraag",
        mag=rechten.mag_agenderen,
        uitkomsten={
            "verlenen": "de commissie denkt aan verlenen",
            "afwijzen": "de commissie denkt aan afwijzen",
            "meer_weten": "eerst meer weten",
        },
    )
}
"""The commission thinks along; the advices of the experts and the decision of the chair stay what they are."""

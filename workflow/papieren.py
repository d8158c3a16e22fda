"""Documents as work to do: a row with frozen merge data, written in the transaction that asks for it."""

from datetime import datetime

from cases.models import Zaak
from documents.brieven import template_hash
from documents.models import Document, Werkstatus
from workflow.process import Papier


def leg_papier_klaar(zaak: Zaak, papier: Papier, *, nu: datetime) -> Document:
    """Write the outbox row for one letter; the same `sleutel` again gives the row that is there."""
    document, _ = Document.objects.get_or_create(
        sleutel=papier.sleutel,
        defaults={
            "zaak": zaak,
            "soort": papier.soort,
            "titel": papier.titel,
            "naam": papier.naam,
            "compartiment": papier.compartiment,
            "gezinslid_id": papier.gezinslid_id,
            "aangemaakt_op": nu,
            "brief": papier.brief,
            "gegevens": papier.gegevens,
            "sjabloonhash": template_hash(papier.brief),
            "te_verzegelen": papier.te_verzegelen,
            "werk": Werkstatus.WACHT,
        },
    )
    return document

"""Documents as work to do: a row with frozen merge data, written in the transaction that asks for it."""

from datetime import datetime
from typing import Any

from cases.models import Zaak
from documents.brieven import onafdrukbaar, template_hash
from documents.models import Document, Werkstatus
from organisations.actor import Actor
from workflow.fouten import Geweigerd
from workflow.process import Papier

NOEM_HOOGSTENS = 10


def eis_afdrukbaar(gegevens: dict[str, Any]) -> None:
    """Refuse a letter that would come out with empty boxes, while the person who sends it can still mend it."""
    if tekens := onafdrukbaar(gegevens):
        raise Geweigerd(
            f"Wij kunnen dit niet afdrukken in de brief: {' '.join(tekens[:NOEM_HOOGSTENS])}. "
            "Haal deze tekens weg, of schrijf de tekst of de naam in gewone letters."
        )


def leg_papier_klaar(zaak: Zaak, papier: Papier, *, nu: datetime, by: Actor) -> Document:
    """Write the outbox row for one letter; the same `sleutel` again gives the row that is there.

    With nobody at the keyboard the letter is not refused: it fails in the worker, with its reason, for all to see.
    """
    if not by.is_systeem:
        eis_afdrukbaar(papier.gegevens)
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

"""Where an upload waits for the virus scanner: stored, but out of everybody's reach until the scanner let it go.

The bytes hang on `Document.quarantaine`, while everything that shows or sends a paper looks at `Document.bestand`.
So whatever goes wrong, the door stays shut.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from audit.services import record
from documents import opslag
from documents.clamd import zoek_virus
from documents.models import Bestand, Document, Werkstatus
from organisations.actor import systeem


def onderzoek(document: Document) -> str:
    """What the scanner found in a waiting upload; empty when nothing."""
    assert document.quarantaine is not None
    return zoek_virus(opslag.lees_bestand(document.quarantaine))


def in_wacht(documenten: QuerySet[Document]) -> list[str]:
    """Names of the papers among these that the scanner did not let go yet."""
    return list(documenten.filter(quarantaine__isnull=False, verwijderd_op__isnull=True).values_list("naam", flat=True))


def geef_vrij(document: Document) -> None:
    document.bestand, document.quarantaine = document.quarantaine, None
    document.werk, document.volgende_poging_op, document.laatste_fout = Werkstatus.KLAAR, None, ""
    document.save(update_fields=["bestand", "quarantaine", "werk", "volgende_poging_op", "laatste_fout"])


def weiger(document: Document, virus: str, *, nu: datetime) -> None:
    """The paper goes, its bytes too: nobody can have relied on what nobody could open."""
    besmet = document.quarantaine
    assert besmet is not None
    document.quarantaine, document.verwijderd_op = None, nu
    document.werk, document.volgende_poging_op, document.laatste_fout = (
        Werkstatus.VERVALLEN,
        None,
        f"virus: {virus}"[:400],
    )
    document.save(update_fields=["quarantaine", "verwijderd_op", "werk", "volgende_poging_op", "laatste_fout"])
    record(
        systeem(timezone.localdate(nu)),
        "bestand_geweigerd",
        swv_id=document.van_wie.pk,
        zaak_id=document.zaak_id,
        object_soort="documents.document",
        object_id=document.pk,
        sha256=besmet.sha256,
    )
    naam = besmet.opslagnaam
    Bestand.objects.filter(pk=besmet.pk).delete()
    transaction.on_commit(lambda: opslag.opslag.delete(naam))

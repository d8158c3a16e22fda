"""The dossier of a request as one PDF: cover, the request as filed, supplements, and every paper."""

import io
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import pikepdf
from django.utils import timezone

from documents.briefgegevens_overig import Dossieronderdeel, DossierVoorbladGegevens
from documents.brieven import bevries, maak
from documents.bundel import Onderdeel, bundel
from documents.keuring import PDF
from documents.models import Document, Documentsoort
from documents.opslag import lees_bestand
from documents.render import render_pdf
from documents.services import briefhoofd_van
from organisations.actor import Actor
from tlv.models import Aanvraag, Aanvulverzoek
from tlv.versies import blokken, inhoud_van
from ui.notatie import datum
from workflow.briefdelen import leerlinggegevens

NIET = (
    Documentsoort.BRIEF,
    Documentsoort.ADVIES,
    Documentsoort.BESCHIKKING,
    Documentsoort.BUNDEL,
)


def maak_bundel(actor: Actor, aanvraag: Aanvraag, *, moment: datetime) -> bytes:
    """Only what this hat may read: the same filter as everywhere (`zichtbaar_voor`).

    Made anew at each request, in the web process: it differs per reader and moment and is nowhere stored, so there is
    no file that the proxy could send.
    """
    delen = [_aanvraagdeel(aanvraag, moment=moment), *_documenten(actor, aanvraag)]
    zaak = aanvraag.zaak
    voorblad = DossierVoorbladGegevens(
        hoofd=briefhoofd_van(zaak.swv),
        zaaknummer=zaak.nummer,
        leerling=leerlinggegevens(aanvraag.zaak),
        school=zaak.school.naam,
        voor=f"{actor.naam}, {actor.rol_label}",
        gemaakt_op=moment.date(),
        onderdelen=[regel for regel, _ in delen],
    )
    pdf = maak("dossier_voorblad", bevries("dossier_voorblad", voorblad), gemaakt_op=moment)
    return bundel([deel for _, deel in delen], pdf)


def _aanvraagdeel(aanvraag: Aanvraag, *, moment: datetime) -> tuple[Dossieronderdeel, Onderdeel]:
    """The request as it was filed, with what the school added later."""
    titel = f"Aanvraag {aanvraag.zaak.nummer}".strip()
    context = {
        "titel": titel,
        "delen": blokken(inhoud_ingediend(aanvraag, vandaag=moment.date())),
        "aanvullingen": aanvullingen(aanvraag),
        "zaak": aanvraag.zaak,
        "brief": {"hoofd": briefhoofd_van(aanvraag.zaak.swv)},
    }
    pdf = render_pdf("tlv/deskundigen/aanvraag_pdf.html", context, titel=titel, gemaakt_op=moment)
    op = timezone.localtime(aanvraag.ingediend_op).date() if aanvraag.ingediend_op else moment.date()
    with pikepdf.open(io.BytesIO(pdf)) as gemaakt:
        paginas = len(gemaakt.pages)
    regel = Dossieronderdeel(titel=titel, soort="aanvraag", datum=op, paginas=paginas)
    return regel, Onderdeel(titel, pdf, PDF)


def inhoud_ingediend(aanvraag: Aanvraag, *, vandaag: date) -> dict[str, Any]:
    """The frozen version that was filed; for a request entered without one, what is on record now."""
    versie = aanvraag.ingediende_versie
    return dict(versie.inhoud) if versie is not None else inhoud_van(aanvraag, vandaag=vandaag)


def aanvullingen(aanvraag: Aanvraag) -> list[Aanvulverzoek]:
    """What was answered, also when it was found not to be enough."""
    return list(aanvraag.aanvulverzoeken.filter(beantwoord_op__isnull=False).order_by("beantwoord_op"))


def _documenten(actor: Actor, aanvraag: Aanvraag) -> Iterator[tuple[Dossieronderdeel, Onderdeel]]:
    zichtbaar = Document.objects.zichtbaar_voor(actor).filter(zaak=aanvraag.zaak, bestand__isnull=False)
    for document in zichtbaar.exclude(soort__in=NIET).select_related("bestand"):
        assert document.bestand is not None
        dag = timezone.localtime(document.aangemaakt_op).date()
        titel = f"{document.titel} ({document.get_soort_display()}, {datum(dag)})"
        regel = Dossieronderdeel(
            titel=document.titel,
            soort=document.get_soort_display(),
            datum=dag,
            paginas=document.bestand.paginas,
        )
        yield regel, Onderdeel(titel, lees_bestand(document.bestand), document.bestand.mime)

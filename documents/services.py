"""Papers that people add to a case. Who may do so is the question of the caller (`workflow.edit`)."""

from dataclasses import dataclass
from datetime import datetime

from cases.compartimenten import Compartiment
from cases.models import Zaak
from documents import conf, opslag
from documents.briefgegevens import Briefhoofd
from documents.keuring import Keuring, keur
from documents.models import Document, Documentsoort, Werkstatus
from organisations.actor import Actor
from organisations.models import Samenwerkingsverband


@dataclass(frozen=True)
class Toevoeging:
    """The verdict, and the document when the file was accepted."""

    keuring: Keuring
    document: Document | None


def voeg_toe(
    *,
    zaak: Zaak,
    actor: Actor,
    data: bytes,
    naam: str,
    soort: Documentsoort,
    compartiment: Compartiment,
    nu: datetime,
    titel: str = "",
    gezinslid_id: int | None = None,
) -> Toevoeging:
    """Judge an upload and, when it passes, store it with the case."""
    keuring = keur(data, naam)
    if not keuring.goedgekeurd:
        return Toevoeging(keuring, None)
    return Toevoeging(
        keuring,
        leg_vast(
            keuring,
            zaak=zaak,
            actor=actor,
            soort=soort,
            compartiment=compartiment,
            nu=nu,
            titel=titel,
            gezinslid_id=gezinslid_id,
        ),
    )


def leg_vast(
    keuring: Keuring,
    *,
    zaak: Zaak,
    actor: Actor,
    soort: Documentsoort,
    compartiment: Compartiment,
    nu: datetime,
    titel: str = "",
    gezinslid_id: int | None = None,
    concept: bool = False,
) -> Document:
    """Store a file that was judged before: judging takes seconds and is better done outside a transaction.

    With a virus scanner it waits apart until the worker had it scanned.
    """
    if not keuring.goedgekeurd:
        raise ValueError("a refused file is never stored")
    bestand = opslag.bewaar(keuring.data, mime=keuring.mime, naam=keuring.naam, paginas=keuring.paginas)
    wacht = bool(conf.clamd())
    return Document.objects.create(
        zaak=zaak,
        soort=soort,
        titel=(titel or keuring.naam.rsplit(".", 1)[0])[:200],
        naam=keuring.naam,
        compartiment=compartiment,
        bestand=None if wacht else bestand,
        quarantaine=bestand if wacht else None,
        auteur_id=actor.gebruiker_id,
        gezinslid_id=gezinslid_id,
        concept=concept,
        aangemaakt_op=nu,
        werk=Werkstatus.WACHT if wacht else Werkstatus.KLAAR,
    )


def verwijder(document: Document, *, nu: datetime) -> None:
    """Take a paper out of sight. The bytes stay until the dossier is destroyed: somebody may have relied on them."""
    Document.objects.filter(pk=document.pk, verwijderd_op__isnull=True).update(verwijderd_op=nu)


def briefhoofd_van(swv: Samenwerkingsverband) -> Briefhoofd:
    """The letterhead of every paper of a samenwerkingsverband."""
    return Briefhoofd(
        swv_naam=swv.naam,
        swv_nummer=swv.nummer,
        adresregels=swv.adresregels,
        telefoon=swv.telefoon,
        email=swv.email,
        website=swv.website,
        kleur=swv.kleur,
        commissie=swv.commissie.naam,
    )

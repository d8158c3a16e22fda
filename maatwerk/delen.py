"""A single document for a partner without an account: opened with a code, logged, and only as long as it is allowed."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from audit.services import record_lezing
from documents.codes import nieuwe_code, normaliseer
from documents.models import Document
from maatwerk.beleid import beleid_van
from maatwerk.models import Gedeeldstuk
from maatwerk.netwerk import Doel, ontbrekende_toestemming, partner_van
from maatwerk.rechten import is_casemanager
from organisations.actor import systeem
from workflow.fouten import Geweigerd, NietGevonden
from workflow.process import Bewerking, Deel

WERKT_NIET = "Deze code werkt niet, of niet meer. Bel met wie u de code gaf."


def maak_code() -> tuple[str, str]:
    """A new code, and its hash."""
    code = nieuwe_code()
    return code, _hash(code)


def _hash(code: str) -> str:
    """Of a random secret of sixty bits a plain hash tells nothing."""
    return hashlib.sha256(code.encode()).hexdigest()


def _deel(b: Bewerking) -> None:
    """The page made the code and shows it once; only its hash comes here and is kept.

    A new code for the same document ends the one before it: of a double click only the code on the screen works.
    """
    partner = partner_van(b.obj, b.data["partner_id"])
    if partner.tot is not None:
        raise Geweigerd("Deze persoon doet niet meer mee in het netwerk.")
    if mist := ontbrekende_toestemming(partner, Doel.STUKKEN, op=b.by.vandaag):
        raise Geweigerd(f"Er is nog geen toestemming om documenten te delen van: {', '.join(mist)}.")
    document = Document.objects.zichtbaar_voor(b.by).filter(zaak=b.zaak, pk=b.data["document_id"]).first()
    if document is None or document.bestand is None or document.gezinslid_id is not None:
        raise Geweigerd("Kies een document dat u mag delen.", veld="document_id")
    partner.stukken.filter(document=document, ingetrokken_op__isnull=True).update(ingetrokken_op=b.nu)
    rij = Gedeeldstuk.objects.create(
        partner=partner,
        document=document,
        code_hash=b.data["code_hash"],
        gemaakt_op=b.nu,
        gemaakt_door_id=b.by.persoon_id,
        geldig_tot=b.by.vandaag + timedelta(days=beleid_van(b.obj).delen_dagen),
    )
    b.resultaat["id"] = rij.pk


def _stop(b: Bewerking) -> None:
    rijen = Gedeeldstuk.objects.filter(partner__traject=b.obj, pk=b.data["stuk_id"])
    if not rijen.exists():
        raise NietGevonden
    rijen.filter(ingetrokken_op__isnull=True).update(ingetrokken_op=b.nu)


DELEN = (
    Deel(
        naam="delen",
        label="Document gedeeld met een code",
        mag=is_casemanager,
        schrijf=_deel,
        sessie=False,
    ),
    Deel(naam="delen_stoppen", label="Delen van een document gestopt", mag=is_casemanager, schrijf=_stop, sessie=False),
)


@dataclass(frozen=True)
class Gevonden:
    """What a code opens."""

    rij: Gedeeldstuk
    document: Document


def zoek(getypt: str, *, nu: datetime) -> Gevonden | None:
    """What this code may open now: not expired, not stopped, still with consent, of a case that is open."""
    code = normaliseer(getypt)
    rijen = Gedeeldstuk.objects.select_related("document__bestand", "partner__traject__zaak__dossier__leerling")
    rij = rijen.filter(code_hash=_hash(code)).first() if code else None
    if rij is None or rij.ingetrokken_op is not None or rij.partner.tot is not None:
        return None
    vandaag = timezone.localdate(nu)
    if rij.geldig_tot < vandaag or not rij.partner.traject.zaak.is_open:
        return None
    if rij.document.bestand is None or rij.document.verwijderd_op is not None:
        return None
    if ontbrekende_toestemming(rij.partner, Doel.STUKKEN, op=vandaag):
        return None
    return Gevonden(rij, rij.document)


@transaction.atomic
def open_met_code(getypt: str, *, nu: datetime) -> Gevonden | None:
    """Find it and record that it was opened: by whom the code was given to, as nobody here logged in."""
    gevonden = zoek(getypt, nu=nu)
    if gevonden is None:
        return None
    rij, zaak = gevonden.rij, gevonden.rij.partner.traject.zaak
    Gedeeldstuk.objects.filter(pk=rij.pk).update(laatst_geopend_op=nu, keer_geopend=F("keer_geopend") + 1)
    record_lezing(
        systeem(timezone.localdate(nu)),
        "gedeeld_stuk",
        grond={"been": "gedeeld", "rij": rij.pk, "sinds": timezone.localdate(rij.gemaakt_op).isoformat()},
        swv_id=zaak.swv_id,
        zaak_id=zaak.pk,
        leerling_id=zaak.dossier.leerling_id,
        object_soort="documents.document",
        object_id=gevonden.document.pk,
        moment=nu,
    )
    return gevonden

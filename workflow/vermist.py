"""Files that are gone from the storage: told to the administrator, each set of them once."""

import hashlib
import logging
from collections import defaultdict
from datetime import date, datetime

from django.db.models import Q

from documents.models import Document
from organisations.actor import Actor
from organisations.rollen import Rol
from workflow.berichten import Mededeling, schrijf_aan_lid
from workflow.models import Bericht
from workflow.ontvangers import leden
from workflow.opsomming import opgesomd

logger = logging.getLogger(__name__)

SOORT = "bestanden_vermist"


def meld_vermist(bestanden: list[int], *, vandaag: date, nu: datetime) -> int:
    """How many administrators were told; the same set of missing files is told once."""
    if not bestanden:
        return 0
    logger.error("bestanden ontbreken", extra={"aantal": len(bestanden)})
    per_swv: dict[int, list[Document]] = defaultdict(list)
    rijen = Document.objects.filter(Q(bestand__in=bestanden) | Q(quarantaine__in=bestanden), verwijderd_op__isnull=True)
    for document in rijen.select_related("zaak__swv", "swv").order_by("pk"):
        per_swv[document.van_wie.pk].append(document)
    return sum(_meld(swv_id, stukken, vandaag, nu) for swv_id, stukken in per_swv.items())


def ongelezen(actor: Actor) -> int:
    """How many messages about missing files this administrator did not read yet: home does not say that all is well."""
    return Bericht.objects.filter(user_id=actor.persoon_id, soort=SOORT, gelezen_op=None).count()


def _meld(swv_id: int, stukken: list[Document], vandaag: date, nu: datetime) -> int:
    reeks = hashlib.sha256(",".join(str(stuk.pk) for stuk in stukken).encode()).hexdigest()[:16]
    regels = [f"{stuk.waarvan}: document {stuk.pk}" for stuk in stukken]
    kop = "Van deze documenten is het bestand weg of beschadigd. Zet het terug uit de back-up."
    tekst = "\n".join([kop, *opgesomd(regels, aantal=len(regels))])
    wat = Mededeling(
        soort=SOORT,
        onderwerp=f"{len(stukken)} {'bestand ontbreekt' if len(stukken) == 1 else 'bestanden ontbreken'}",
        tekst=tekst,
        sleutel=f"{SOORT}:{swv_id}:{reeks}",
    )
    return sum(schrijf_aan_lid(lid, swv_id, wat, nu=nu) for lid in leden(vandaag, Rol.BEHEERDER, swv_id=swv_id))

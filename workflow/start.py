"""`start`: the door through which a case comes to be (architecture.md, "The one way data flows")."""

from datetime import datetime
from typing import Any

from django.db import transaction

from audit.services import record
from cases.models import Dossier, Zaak
from cases.services import haal_dossier_op_slot, leg_weigering_vast
from cases.toegang import FAMILIE, werkt_aan_eigen_gezin
from organisations.actor import Actor
from organisations.models import School
from workflow.fouten import Conflict, GeenRecht, Geweigerd, NietGevonden
from workflow.models import Handeling
from workflow.perform import GEBRUIKT, eis_eigen_sleutel
from workflow.process import STARTEN, Aanvang, Process, processen
from workflow.sleutels import afdruk


def start(
    kind: str, dossier_id: int, *, by: Actor, nu: datetime, data: dict[str, Any], sleutel: str = "", gestuurd: str = ""
) -> int:
    """Make a new case of this kind for a dossier; the same key with the same form gives the first one (see `perform`).

    Returns the id of the case. Raises NietGevonden, GeenRecht, Conflict, or Geweigerd with what to do.
    """
    process, gestuurd = processen()[kind], gestuurd or afdruk(data)
    try:
        eis_eigen_sleutel(by, sleutel)
        with transaction.atomic():
            dossier = haal_dossier_op_slot(dossier_id, by)
            if not process.begin.mag(by, dossier):
                raise GeenRecht
            if werkt_aan_eigen_gezin(by, dossier.leerling):
                raise Geweigerd(FAMILIE)
            if eerder := _eerder(sleutel, dossier, by, gestuurd):
                return eerder
            aanvang = Aanvang(dossier=dossier, by=by, data=data, nu=nu)
            school = process.begin.school(aanvang)
            zaak = _maak_zaak(process, aanvang, school)
            process.begin.maak(aanvang, zaak)
            _leg_vast(process, zaak, aanvang, sleutel, gestuurd)
            return zaak.pk
    except (NietGevonden, GeenRecht, Conflict, Geweigerd) as weigering:
        leg_weigering_vast(by, f"{kind}.{STARTEN}", weigering)
        raise


def _eerder(sleutel: str, dossier: Dossier, by: Actor, gestuurd: str) -> int | None:
    if not sleutel:
        return None
    eerder = Handeling.objects.filter(sleutel=sleutel).select_related("zaak").first()
    if eerder is None:
        return None
    if (eerder.actie, eerder.hoed_id, eerder.zaak.dossier_id) != (STARTEN, by.hoed_id, dossier.pk):
        raise Conflict(GEBRUIKT)
    if eerder.resultaat.get("afdruk", gestuurd) != gestuurd:
        raise Conflict(GEBRUIKT)
    return eerder.zaak_id


def _maak_zaak(process: Process, aanvang: Aanvang, school: School) -> Zaak:
    """A draft belongs to the school alone, unless an office of the samenwerkingsverband enters it."""
    by, kantoor = aanvang.by, aanvang.by.is_swv_bureau
    return Zaak.objects.create(
        soort=process.kind,
        dossier=aanvang.dossier,
        swv_id=aanvang.dossier.swv_id,
        school=school,
        behandelaar_id=by.gebruiker_id if kantoor else None,
        schoolbehandelaar_id=None if kantoor else by.gebruiker_id,
        status=process.begin.status,
        status_label=process.toestanden[process.begin.status].label,
        aangemaakt_op=aanvang.nu,
        bijgewerkt_op=aanvang.nu,
        swv_sinds=by.vandaag if kantoor else None,
    )


def _leg_vast(process: Process, zaak: Zaak, aanvang: Aanvang, sleutel: str, gestuurd: str) -> None:
    record(
        aanvang.by,
        f"{process.kind}.{STARTEN}",
        swv_id=zaak.swv_id,
        zaak_id=zaak.pk,
        leerling_id=zaak.dossier.leerling_id,
        object_soort=process.model._meta.label_lower,
        moment=aanvang.nu,
    )
    if sleutel:
        hoed_id, nu = aanvang.by.hoed_id, aanvang.nu
        Handeling.objects.create(
            sleutel=sleutel,
            zaak=zaak,
            actie=STARTEN,
            hoed_id=hoed_id,
            resultaat={"afdruk": gestuurd},
            moment=nu,
        )

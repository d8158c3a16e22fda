"""The audited door for writing in a dossier: opening one, and changing a part of it."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from audit.models import Soort
from audit.services import record
from cases.delen import NAAMVELDEN, SCHRIJVERS, Dossierbewerking, zet_adres
from cases.fouten import Conflict, GeenRecht, Geweigerd, NietGevonden
from cases.matching import Gevonden, Persoon, leg_dubbelen_vast, lijkt_op
from cases.models import Dossier, Inschrijving, Leerling
from cases.toegang import FAMILIE, mag_bewerken, mag_openen, werkt_aan_eigen_gezin
from cases.zoeken import zoektekst_van
from organisations.actor import Actor
from organisations.models import School
from organisations.rollen import Rol


@dataclass(frozen=True)
class Bewerkt:
    """The version that is there now, and what the part reports back."""

    versie: int
    waarden: dict[str, Any]
    herhaald: bool = False


def _afdruk(sleutel: str, *wat: Any) -> str:
    """One submit as told by its key and all that was sent; empty without a key."""
    return hashlib.sha256(f"{sleutel}:{wat!r}".encode()).hexdigest() if sleutel else ""


def bewerk_dossier(
    dossier_id: int,
    deel: str,
    *,
    by: Actor,
    data: dict[str, Any],
    nu: datetime,
    rij_id: int | None = None,
    verwachte_versie: int | None = None,
    sleutel: str = "",
) -> Bewerkt:
    """Write one part of a dossier. Raises NietGevonden, GeenRecht, Geweigerd, or Conflict when it changed meanwhile.

    The same key with the same data (double click) counts once; with other data (back button) it is a write of its own.
    """
    afdruk = _afdruk(sleutel, deel, rij_id, data)
    try:
        with transaction.atomic():
            dossier = haal_dossier_op_slot(dossier_id, by)
            if not mag_bewerken(by, dossier):
                raise GeenRecht
            if werkt_aan_eigen_gezin(by, dossier.leerling):
                raise Geweigerd(FAMILIE)
            if afdruk and afdruk == dossier.laatste_sleutel:
                return Bewerkt(dossier.versie, {}, herhaald=True)
            _controleer_versie(dossier, verwachte_versie)
            bewerking = Dossierbewerking(dossier, by, data, nu, rij_id)
            SCHRIJVERS[deel](bewerking)
            dossier.versie += 1
            dossier.laatste_sleutel = afdruk
            dossier.save(update_fields=["versie", "laatste_sleutel"])
            leg_schrijven_vast(by, f"dossier.bewerken:{deel}", dossier, rij_id=rij_id, velden=sorted(data), moment=nu)
            return Bewerkt(dossier.versie, bewerking.resultaat)
    except (NietGevonden, GeenRecht, Conflict, Geweigerd) as weigering:
        leg_weigering_vast(by, f"dossier.bewerken:{deel}", weigering)
        raise


def haal_dossier_op_slot(dossier_id: int, by: Actor) -> Dossier:
    """The dossier, row locked until the transaction ends; NietGevonden when this actor may not see it."""
    dossier = Dossier.objects.select_for_update(no_key=True).filter(pk=dossier_id).first()
    if dossier is None or not Dossier.objects.visible_to(by).filter(pk=dossier_id).exists():
        raise NietGevonden
    return dossier


def _controleer_versie(dossier: Dossier, verwacht: int | None) -> None:
    if verwacht is not None and verwacht != dossier.versie:
        raise Conflict(
            "Dit dossier is ondertussen gewijzigd. Wat u invulde, staat er nog.",
            huidig={"versie": dossier.versie},
        )


def leg_schrijven_vast(by: Actor, actie: str, dossier: Dossier, **bijzonderheden: Any) -> None:
    record(
        by,
        actie,
        swv_id=dossier.swv_id,
        leerling_id=dossier.leerling_id,
        object_soort="cases.dossier",
        object_id=dossier.pk,
        **bijzonderheden,
    )


def leg_weigering_vast(by: Actor, actie: str, weigering: Exception) -> None:
    """Outside the transaction that was refused, so that no rollback can erase it."""
    record(by, actie, soort=Soort.WEIGERING, swv_id=by.swv_id, grond=type(weigering).__name__)


def persoon_uit(data: dict[str, Any]) -> Persoon:
    namen = {naam: str(data.get(naam) or "") for naam in NAAMVELDEN if naam != "geboortedatum"}
    return Persoon(**namen, geboortedatum=data["geboortedatum"])


def eigen_dubbelen(by: Actor, school: School, data: dict[str, Any]) -> list[Gevonden]:
    """Likely doubles the actor may know of: for a coordinator those in dossiers it sees already.

    The secretariat, which opens a dossier for a school, also learns that this very school has one.
    """
    gevonden = lijkt_op(persoon_uit(data), swv_id=school.swv_id)
    ids = [0, *(g.dossier.pk for g in gevonden)]  # never empty: the same query with and without a double
    zichtbaar = set(Dossier.objects.visible_to(by).filter(pk__in=ids).values_list("pk", flat=True))
    if by.rol == Rol.SECRETARIAAT:
        zichtbaar |= {g.dossier.pk for g in gevonden if g.dossier.school_id == school.pk}
    return [g for g in gevonden if g.dossier.pk in zichtbaar]


def open_dossier(
    *,
    by: Actor,
    school_id: int,
    data: dict[str, Any],
    sleutel: str = "",
    toch_nieuw: bool = False,
    nu: datetime | None = None,
) -> Dossier:
    """Open a dossier for a pupil, once per key; what another school has, changes nothing to the answer.

    The same key with other data (back button, and then a brother or sister) is an opening of its own.

    A likely double that the actor may know of is refused until the actor says that this is another pupil.
    """
    try:
        with transaction.atomic():
            school = _school_op_slot(school_id, by)
            afdruk = _afdruk(sleutel, school.pk, data)
            if afdruk and (eerder := Dossier.objects.filter(openingssleutel=afdruk, school=school).first()):
                return eerder
            if not toch_nieuw and eigen_dubbelen(by, school, data):
                raise Geweigerd("Er is waarschijnlijk al een dossier van deze leerling.", veld="toch_nieuw")
            dossier = _maak_dossier(by, school, data, afdruk)
            leg_dubbelen_vast(dossier, vandaag=by.vandaag)
            leg_schrijven_vast(by, "dossier.openen", dossier, moment=nu)
            return dossier
    except (NietGevonden, GeenRecht, Geweigerd) as weigering:
        leg_weigering_vast(by, "dossier.openen", weigering)
        raise


def _school_op_slot(school_id: int, by: Actor) -> School:
    """Openings at one school wait for each other, so that a double click finds the first."""
    if not mag_openen(by):
        raise GeenRecht
    scholen = School.objects.select_for_update(no_key=True, of=("self",)).filter(
        pk=school_id, swv_id=by.swv_id, gesloten_op__isnull=True
    )
    if by.rol == Rol.COORDINATOR:
        scholen = scholen.filter(pk=by.school_id or 0)
    school = scholen.first()
    if school is None:
        raise NietGevonden
    return school


def _maak_dossier(by: Actor, school: School, data: dict[str, Any], afdruk: str) -> Dossier:
    leerling = Leerling(**{naam: data.get(naam) or "" for naam in NAAMVELDEN})
    zet_adres(leerling, data, by)
    leerling.zoektekst = zoektekst_van(leerling)
    leerling.save()
    dossier = Dossier.objects.create(
        leerling=leerling,
        swv=school.swv,
        school=school,
        geopend_op=by.vandaag,
        swv_sinds=by.vandaag if by.rol == Rol.SECRETARIAAT else None,
        openingssleutel=afdruk or None,
    )
    Inschrijving.objects.create(
        leerling=leerling,
        school=school,
        soort=data["soort"],
        leerjaar=data.get("leerjaar"),
        niveau=data.get("niveau") or "",
        van=data["van"],
        geeft_toegang=True,
    )
    if elders := data.get("elders"):
        Inschrijving.objects.create(leerling=leerling, school=elders, van=data.get("elders_van") or data["van"])
    return dossier


def neem_dossier_in_gebruik(dossier_id: int, *, by: Actor, school_id: int, data: dict[str, Any]) -> Dossier:
    """The secretariat uses the dossier the school has, for a request that came on paper, by mail or by phone.

    Only one that matches what was typed about the pupil: this is no way to read the schools' dossiers.
    """
    with transaction.atomic():
        if by.rol != Rol.SECRETARIAAT:
            raise GeenRecht
        school = School.objects.filter(pk=school_id, swv_id=by.swv_id).first()
        bekend = {g.dossier.pk for g in eigen_dubbelen(by, school, data)} if school else set()
        dossier = Dossier.objects.select_for_update(no_key=True).filter(pk=dossier_id, pk__in=bekend).first()
        if dossier is None:
            raise NietGevonden
        if dossier.swv_sinds is None:
            dossier.swv_sinds = by.vandaag
            dossier.versie += 1
            dossier.save(update_fields=["swv_sinds", "versie"])
            leg_schrijven_vast(by, "dossier.in_gebruik_nemen", dossier)
        return dossier

"""Schools of a samenwerkingsverband: added, changed, closed and imported. BRIN and location name a school."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q

from audit.services import record
from organisations.actor import Actor
from organisations.forms_scholen import OPTIONEEL, SchoolForm, SluitForm, Wijziging, huidig
from organisations.models import Lidmaatschap, School, Schoolbestuur, Schoolimport
from organisations.versies import controleer, gewijzigd

SOORT = "organisations.school"


@dataclass(frozen=True)
class Rijoordeel:
    """What would happen to one row: added, changed, or left for its errors."""

    nummer: int
    naam: str
    brin: str
    stand: str
    fouten: list[str]
    form: SchoolForm
    wijzigingen: list[Wijziging]


def beoordeel(swv_id: int, rijen: Mapping[str, dict[str, str]]) -> list[Rijoordeel]:
    """Every row judged with the same form as a person fills in; nothing is written."""
    bekend = {
        (s.brin, s.vestiging): s
        for s in School.objects.filter(brin__in={_brin(r) for r in rijen.values()}).select_related("bestuur")
    }
    oordelen, gezien = [], dict[tuple[str, str], str]()
    for nummer, rij in rijen.items():
        sleutel = (_brin(rij), rij.get("vestiging", "").strip().zfill(2))
        school = bekend.get(sleutel)
        form = SchoolForm(_gegevens(rij, sleutel, school), school=school, swv_id=swv_id)
        fouten = _fouten(form)
        if sleutel in gezien:
            fouten.append(f"BRIN en vestiging staan ook in rij {gezien[sleutel]}. Haal een van de twee weg.")
        gezien.setdefault(sleutel, nummer)
        anders = form.wijzigingen() if school and not fouten else []
        stand = "fout" if fouten else ("wijzigen" if anders else "gelijk") if school else "nieuw"
        oordelen.append(Rijoordeel(int(nummer), rij.get("naam", ""), "-".join(sleutel), stand, fouten, form, anders))
    return oordelen


def _gegevens(rij: Mapping[str, str], sleutel: tuple[str, str], school: School | None) -> dict[str, Any]:
    """The row as a person would fill in the form; an absent column or an empty cell leaves what a school has."""
    kop = {"brin": sleutel[0], "vestiging": sleutel[1], "soort": rij.get("soort", "").lower()}
    blijft = {naam: getattr(school, naam) for naam in OPTIONEEL if school and not rij.get(naam)}
    return {**rij, **kop, **blijft}


def _brin(rij: Mapping[str, str]) -> str:
    return rij.get("brin", "").strip().upper()


def _fouten(form: SchoolForm) -> list[str]:
    form.full_clean()
    return [
        str(fout) if veld == "__all__" else f"{form.fields[veld].label}: {fout}"
        for veld, lijst in form.errors.items()
        for fout in lijst
    ]


@transaction.atomic
def bewaar(actor: Actor, form: SchoolForm) -> School:
    """Add or change one school; the board is found by its name, or made."""
    nieuw = form.school is None
    school = _op_slot(form.school) if form.school else School(swv_id=actor.eigen_swv_id)
    if not nieuw:
        controleer(form, huidig(school), soort=SOORT, pk=school.pk)
    gegevens = {naam: form.cleaned_data[naam] for naam in SchoolForm.base_fields}
    naam = gegevens.pop("bestuur")
    bestuur = Schoolbestuur.objects.filter(naam__iexact=naam).order_by("pk").first()
    school.bestuur = bestuur or Schoolbestuur.objects.create(naam=naam)
    for veld, waarde in gegevens.items():
        setattr(school, veld, waarde)
    school.save()
    _leg_vast(actor, "school_toevoegen" if nieuw else "school_wijzigen", school, velden=gewijzigd(form))
    return school


def _op_slot(school: School) -> School:
    return School.objects.select_for_update(of=("self",)).select_related("bestuur").get(pk=school.pk)


@transaction.atomic
def sluit(actor: Actor, school: School, form: SluitForm) -> None:
    """Give or take away the date of closing; cases and hats stay."""
    school, op = _op_slot(school), form.cleaned_data["gesloten_op"]
    controleer(form, {"gesloten_op": school.gesloten_op}, soort=SOORT, pk=school.pk)
    school.gesloten_op = op
    school.save(update_fields=["gesloten_op"])
    _leg_vast(actor, "school_sluiten" if op else "school_heropenen", school)


def werkt_er(school: School, *, op: date) -> int:
    """People with a hat here after that day."""
    return Lidmaatschap.objects.filter(Q(tot__isnull=True) | Q(tot__gt=op), school=school).count()


class Ingehaald(Exception):
    """What a file would do is not what was shown: a school in it was added or changed meanwhile."""


def afdruk(oordelen: Iterable[Rijoordeel]) -> str:
    """What was shown of a file, so that what is confirmed is what was seen."""
    getoond = [[o.nummer, o.stand, [[w.label, w.oud, w.nieuw] for w in o.wijzigingen]] for o in oordelen]
    return hashlib.sha256(json.dumps(getoond).encode()).hexdigest()


def voer_uit(actor: Actor, import_id: int, *, alleen_goede: bool, gezien: str = "") -> tuple[int, int] | None:
    """Write a waiting import, judged anew; (written, left out), or None when it may not or does not wait any more.

    Raises Ingehaald, with nothing written, when it would do something else than was seen.
    """
    try:
        return _voer_uit(actor, import_id, alleen_goede=alleen_goede, gezien=gezien)
    except IntegrityError as fout:  # at this very moment somebody else adds a school with the same BRIN
        raise Ingehaald from fout


@transaction.atomic
def _voer_uit(actor: Actor, import_id: int, *, alleen_goede: bool, gezien: str) -> tuple[int, int] | None:
    rij = Schoolimport.objects.select_for_update().filter(pk=import_id, swv_id=actor.swv_id, verwerkt_op=None).first()
    if rij is None:
        return None
    brins = {_brin(regel) for regel in rij.rijen.values()}
    list(School.objects.select_for_update(of=("self",)).filter(brin__in=brins, swv_id=actor.swv_id).order_by("pk"))
    oordelen = beoordeel(actor.eigen_swv_id, rij.rijen)
    if gezien and gezien != afdruk(oordelen):
        raise Ingehaald
    fout = [oordeel for oordeel in oordelen if oordeel.stand == "fout"]
    if fout and not alleen_goede:
        return None
    te_doen = [oordeel for oordeel in oordelen if oordeel.stand in ("nieuw", "wijzigen")]
    for oordeel in te_doen:
        bewaar(actor, oordeel.form)
    rij.verwerkt_op, rij.rijen = actor.vandaag, {}
    rij.save(update_fields=["verwerkt_op", "rijen"])
    record(
        actor,
        "scholen_importeren",
        swv_id=actor.swv_id,
        object_soort="organisations.schoolimport",
        object_id=rij.pk,
        aantal=len(te_doen),
    )
    return len(te_doen), len(fout)


@transaction.atomic
def zet_klaar(actor: Actor, rijen: Mapping[int, dict[str, str]], overgeslagen: list[str]) -> Schoolimport:
    """Keep what was read until it is confirmed; an earlier one of this samenwerkingsverband that waits goes."""
    Schoolimport.objects.filter(swv_id=actor.swv_id, verwerkt_op=None).delete()
    return Schoolimport.objects.create(
        swv_id=actor.eigen_swv_id,
        gemaakt_door_id=actor.persoon_id,
        gemaakt_op=actor.vandaag,
        rijen=dict(rijen),
        overgeslagen=[naam[:40] for naam in overgeslagen[:20]],
    )


def _leg_vast(actor: Actor, actie: str, school: School, **extra: Any) -> None:
    record(actor, actie, swv_id=actor.swv_id, object_soort=SOORT, object_id=school.pk, **extra)

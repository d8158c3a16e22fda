"""Versioned policy (*beleid*): typed sections with defaults, per samenwerkingsverband and from a date on."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from typing import Annotated, Any, ClassVar

from django.conf import settings
from django.utils.module_loading import import_string
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from organisations.models import Beleidsversie
from ui.notatie import datum

Weken = Annotated[int, Field(ge=1, le=52)]
Dagen = Annotated[int, Field(ge=1, le=366)]
DagenOfNul = Annotated[int, Field(ge=0, le=366)]


class BeleidFout(Exception):
    """What policy says cannot be read, so nothing is reckoned or decided by it; a guess would be worse."""

    def __init__(self, melding: str, velden: Iterable[str] = ()) -> None:
        super().__init__(melding)
        self.melding, self.velden = melding, list(velden)


class Sectie(BaseModel):
    """Base of a policy section; unknown keys are refused so that a typing error cannot pass as policy."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    rekenduren: ClassVar[Mapping[str, Mapping[str, str]]] = {}
    """By rule of the termijnrekenaar and by parameter of that rule: the field that says how long it takes here."""

    def in_woorden(self) -> Mapping[str, str]:
        """By field: what a person reads where the value itself is a pattern or half of a date."""
        return {}


@cache
def secties() -> Mapping[str, type[Sectie]]:
    """The sections by key, from settings.BELEIDSSECTIES (key → dotted path)."""
    return {sleutel: import_string(pad) for sleutel, pad in settings.BELEIDSSECTIES.items()}


def geldige_versie(swv_id: int, sectie: str, *, op: date) -> Beleidsversie | None:
    """The version in force on a day, or None when the defaults apply."""
    versies = Beleidsversie.objects.filter(swv_id=swv_id, sectie=sectie, vanaf__lte=op)
    return versies.order_by("-vanaf").first()


def waarden(versie: Beleidsversie | None, sectie: str) -> Sectie:
    """The typed values of a version; the defaults of the section without one. BeleidFout when they do not hold."""
    try:
        return secties()[sectie].model_validate(versie.waarden if versie else {})
    except ValidationError as fout:
        van = f" van {datum(versie.vanaf)}" if versie else ""
        melding = (
            f"Het beleid{van} is niet goed vastgelegd. De beheerder van het samenwerkingsverband kan dat herstellen."
        )
        raise BeleidFout(melding, _velden(fout)) from fout


def leg_versie_vast(swv_id: int, sectie: str, *, vanaf: date, bron: str, waarden: Mapping[str, Any]) -> Beleidsversie:
    """The one way to write policy: what does not hold is refused, field by field, and nothing is written."""
    if sectie not in secties():
        raise BeleidFout(f"Er is geen beleid dat ‘{sectie}’ heet. Kies uit: {', '.join(secties())}.")
    try:
        secties()[sectie].model_validate(waarden)
    except ValidationError as fout:
        velden = _velden(fout)
        raise BeleidFout(f"Dit beleid kan niet worden vastgelegd. Klopt niet: {', '.join(velden)}.", velden) from fout
    return Beleidsversie.objects.create(swv_id=swv_id, sectie=sectie, vanaf=vanaf, bron=bron, waarden=dict(waarden))


def _velden(fout: ValidationError) -> list[str]:
    """Which fields do not hold, each once; what is said of the whole is of no field."""
    namen = (str(regel["loc"][0]) if regel["loc"] else "het geheel" for regel in fout.errors())
    return list(dict.fromkeys(namen))


def beleid_op(swv_id: int, sectie: str, *, op: date) -> Sectie:
    """Policy in force on a day (for what binds at the event, or live)."""
    return waarden(geldige_versie(swv_id, sectie, op=op), sectie)


def gebonden_beleid(versie_id: int | None, sectie: str) -> Sectie:
    """Policy that a case keeps: the version it was received under."""
    versie = Beleidsversie.objects.filter(pk=versie_id).first() if versie_id else None
    return waarden(versie, sectie)


def duren_van(swv_id: int | None, *, op: date) -> Mapping[str, Mapping[str, int]]:
    """How long terms take here by the policy in force on a day, by rule of the termijnrekenaar and parameter."""
    if swv_id is None:
        return {}
    return {
        regel: {parameter: getattr(beleid, veld) for parameter, veld in velden.items()}
        for beleid in (beleid_op(swv_id, sectie, op=op) for sectie in secties())
        for regel, velden in beleid.rekenduren.items()
    }

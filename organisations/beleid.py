"""Versioned policy (*beleid*): typed sections with defaults, per samenwerkingsverband and from a date on."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import ClassVar

from django.conf import settings
from django.utils.module_loading import import_string
from pydantic import BaseModel, ConfigDict

from organisations.models import Beleidsversie


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
    """The typed values of a version; the defaults of the section without one."""
    return secties()[sectie].model_validate(versie.waarden if versie else {})


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

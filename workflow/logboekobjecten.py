"""What a row of administration is about, in words: a person of the staff or a school, and which fields changed.

The record itself keeps numbers only; the names are looked up when somebody who may read the record reads it.
"""

from collections.abc import Iterable

from django.db.models import Exists, Model, OuterRef, Q

from audit.models import Gebeurtenis
from organisations.models import Afwezigheid, Deskundigheid, Lidmaatschap, Mandaat, School, User
from organisations.rollen import Rol
from workflow.logboek import Rij

Sleutel = tuple[str, int]
VAN: dict[str, tuple[type[Model], str]] = {
    "organisations.school": (School, "naam"),
    "organisations.lidmaatschap": (Lidmaatschap, "user__naam"),
    "organisations.mandaat": (Mandaat, "user__naam"),
    "organisations.deskundigheid": (Deskundigheid, "user__naam"),
    "organisations.afwezigheid": (Afwezigheid, "user__naam"),
}
PERSOON = "organisations.user"
ELDERS = "iemand die hier nog geen rol heeft"
PERSOONSVELDEN = ("gebruiker", "gemandateerde", "afwezige")
"""Where a row names the person it is about, also when what it wrote is gone."""


def in_woorden(rijen: Iterable[Rij]) -> dict[int, str]:
    """By number of the event; nothing for rows of a case, which is named by its number."""
    beheer = [rij for rij in rijen if isinstance(rij, Gebeurtenis) and rij.zaak_id is None and rij.leerling_id is None]
    sleutels = {sleutel for rij in beheer if (sleutel := _sleutel(rij))}
    personen = {pk for soort, pk in sleutels if soort == PERSOON}
    namen = _namen(sleutels) | _personen(personen, {rij.swv_id for rij in beheer if rij.swv_id is not None})
    return {rij.pk: tekst for rij in beheer if (tekst := _woorden(rij, namen))}


def _sleutel(rij: Gebeurtenis) -> Sleutel | None:
    persoon = next((rij.bijzonderheden[v] for v in PERSOONSVELDEN if isinstance(rij.bijzonderheden.get(v), int)), None)
    if persoon is not None:
        return PERSOON, persoon
    bekend = rij.object_soort == PERSOON or rij.object_soort in VAN
    return (rij.object_soort, rij.object_id) if bekend and rij.object_id is not None else None


def _personen(pks: set[int], swv_ids: set[int]) -> dict[Sleutel, str]:
    """Who works elsewhere is not named before taking a hat on here, as in administration itself."""
    if not pks:
        return {}
    eigen = Lidmaatschap.objects.filter(Q(swv_id__in=swv_ids) | Q(school__swv_id__in=swv_ids))
    nieuw = ~Exists(Lidmaatschap.objects.filter(user=OuterRef("pk")))
    hier = User.objects.filter(Q(pk__in=eigen.values("user_id")) | nieuw, pk__in=pks)
    namen = {(PERSOON, pk): naam for pk, naam in hier.values_list("pk", "naam")}
    return {(PERSOON, pk): ELDERS for pk in pks} | namen


def _namen(sleutels: set[Sleutel]) -> dict[Sleutel, str]:
    """One query for each kind of thing."""
    gevonden: dict[Sleutel, str] = {}
    for soort, (model, veld) in VAN.items():
        if pks := {pk for van, pk in sleutels if van == soort}:
            paren = model._default_manager.filter(pk__in=pks).values_list("pk", veld)
            gevonden |= {(soort, pk): naam for pk, naam in paren}
    return gevonden


def _woorden(rij: Gebeurtenis, namen: dict[Sleutel, str]) -> str:
    sleutel = _sleutel(rij)
    naam = namen.get(sleutel, "") if sleutel else ""
    rol = rij.bijzonderheden.get("rol")
    rolnaam = str(Rol(rol).label) if rol in Rol.values else ""
    velden = rij.bijzonderheden.get("velden")
    gewijzigd = ", ".join(str(veld).replace("_", " ") for veld in velden) if isinstance(velden, list) else ""
    delen = [", ".join(filter(None, (naam, rolnaam))), f"gewijzigd: {gewijzigd}" if gewijzigd else ""]
    return "; ".join(filter(None, delen))

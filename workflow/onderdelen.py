"""Sections of a request: stored per section with a version of their own, written through `edit`."""

from typing import Any

from django.db.models import QuerySet

from cases.models import Zaak
from workflow.models import Onderdeel
from workflow.process import Bewerking, Deel, Mag

VOORVOEGSEL = "onderdeel:"


def antwoorden_van(zaak: Zaak) -> dict[str, dict[str, Any]]:
    """All answers of a case by section."""
    return dict(antwoordvraag(zaak))


def antwoordvraag(zaak: Zaak) -> QuerySet[Onderdeel, tuple[str, dict[str, Any]]]:
    """The question behind them, for a page that asks it together with others."""
    return zaak.onderdelen.values_list("sleutel", "antwoorden")


def versie_van(b: Bewerking) -> int:
    sleutel = b.deel.removeprefix(VOORVOEGSEL)
    rij = Onderdeel.objects.filter(zaak=b.zaak, sleutel=sleutel).only("versie").first()
    return rij.versie if rij else 0


def schrijf_onderdeel(b: Bewerking) -> None:
    """Merge the given answers into the section; `_afgerond` in the data sets or clears the finished mark."""
    sleutel = b.deel.removeprefix(VOORVOEGSEL)
    rij, _ = Onderdeel.objects.get_or_create(zaak=b.zaak, sleutel=sleutel)
    nieuw = {naam: waarde for naam, waarde in b.data.items() if not naam.startswith("_")}
    rij.antwoorden = {**rij.antwoorden, **nieuw}
    rij.afgerond = bool(b.data.get("_afgerond", rij.afgerond))
    rij.versie += 1
    rij.bijgewerkt_op = b.nu
    rij.bijgewerkt_door_id = b.by.gebruiker_id
    rij.save()
    b.resultaat["bijgewerkt_op"] = b.nu.isoformat()


def onderdeeldelen(secties: dict[str, str], mag: Mag) -> tuple[Deel, ...]:
    """One editable part per section (key → label)."""
    return tuple(
        Deel(
            naam=f"{VOORVOEGSEL}{sleutel}",
            label=label,
            mag=mag,
            versie=versie_van,
            schrijf=schrijf_onderdeel,
        )
        for sleutel, label in secties.items()
    )

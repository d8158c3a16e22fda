"""Sections of a request: stored per section with a version of their own, written through `edit`."""

from typing import Any

from django.db.models import QuerySet

from cases.models import Zaak
from organisations.actor import Actor
from workflow.edit import Bewerkt, edit
from workflow.fouten import Conflict
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


def onderdeel_van(zaak: Zaak, sleutel: str) -> Onderdeel:
    """The stored section, or an empty one that is not saved yet."""
    return zaak.onderdelen.filter(sleutel=sleutel).first() or Onderdeel(zaak=zaak, sleutel=sleutel)


def bewaar_onderdeel(zaak: Zaak, sleutel: str, *, by: Actor, data: dict[str, Any], versie: int | None) -> Bewerkt:
    """Store answers of a section. When the version moved on but what is there now is the same, nobody is troubled."""
    deel = f"{VOORVOEGSEL}{sleutel}"
    try:
        return edit(zaak.pk, deel, by=by, data=data, verwachte_versie=versie)
    except Conflict:
        nu = onderdeel_van(zaak, sleutel)
        eigen = {naam: waarde for naam, waarde in data.items() if not naam.startswith("_")}
        if any(_anders(nu.antwoorden.get(naam), waarde) for naam, waarde in eigen.items()):
            raise
        afgerond = bool(nu.afgerond or data.get("_afgerond"))
        return edit(zaak.pk, deel, by=by, data={**eigen, "_afgerond": afgerond}, verwachte_versie=nu.versie)


def _anders(daar: Any, eigen: Any) -> bool:
    """Nothing filled in is the same however it is written."""
    leeg: tuple[Any, ...] = (None, "", [])
    return daar != eigen and not (daar in leeg and eigen in leeg)

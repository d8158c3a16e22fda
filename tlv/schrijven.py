"""Writing the request: its sections, the waivers the school asks, its papers, and the signatures on it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from cases.models import Zaak
from organisations.actor import Actor
from tlv import ondertekenen, rechten, stukken
from tlv.eisen import eis_van
from tlv.feiten import klare_secties
from tlv.models import Aanvraag, Eisbeoordeling, Eisstatus
from tlv.secties import SECTIES, Sectie, secties_van
from tlv.versies import gevuld
from workflow.edit import Bewerkt, edit
from workflow.fouten import Conflict, Geweigerd
from workflow.models import Onderdeel
from workflow.onderdelen import VOORVOEGSEL, onderdeeldelen
from workflow.process import Bewerking, Deel

LEEG, BEZIG, INGEVULD = "nog niet begonnen", "bezig", "ingevuld"


@dataclass(frozen=True)
class Sectiestand:
    """How far a section is. "Ingevuld" says nothing about filing."""

    sectie: Sectie
    stand: str
    rij: Onderdeel | None

    @property
    def af(self) -> bool:
        return self.stand == INGEVULD


def sectiestanden(aanvraag: Aanvraag, *, vandaag: date) -> list[Sectiestand]:
    """Every section of the route with its state: what holds all it needs is filled in, whichever button was used."""
    klaar = klare_secties(aanvraag, vandaag=vandaag)
    rijen = {rij.sleutel: rij for rij in aanvraag.zaak.onderdelen.select_related("bijgewerkt_door")}
    return [
        Sectiestand(sectie, _stand(rijen.get(sectie.sleutel), klaar), rijen.get(sectie.sleutel))
        for sectie in secties_van(aanvraag.route)
    ]


def _stand(rij: Onderdeel | None, klaar: frozenset[str]) -> str:
    if rij is None:
        return LEEG
    if rij.afgerond:
        return INGEVULD
    if not gevuld(rij.antwoorden):
        return LEEG
    return INGEVULD if rij.sleutel in klaar else BEZIG


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


def mag_ontheffing(actor: Actor, aanvraag: Aanvraag) -> bool:
    return stukken.mag_stukken(actor, aanvraag)


def ontheffingversie(aanvraag: Aanvraag, eis: str) -> int:
    """Which version of this point was shown; 0 when nothing was said about it."""
    rijen = Eisbeoordeling.objects.filter(aanvraag=aanvraag, eis=eis)
    return rijen.values_list("versie", flat=True).first() or 0


def vraag_ontheffing(b: Bewerking) -> None:
    """The school asks to be excused from one requirement, with a reason; or takes that back."""
    eis = eis_van(b.obj.route, b.data["eis"])
    if eis is None or not eis.ontheffing:
        raise Geweigerd("Voor dit punt kunt u geen ontheffing vragen.")
    rij, _ = Eisbeoordeling.objects.get_or_create(aanvraag=b.obj, eis=eis.sleutel)
    if rij.status == Eisstatus.ONTHEFFING_VERLEEND:
        raise Geweigerd("Voor dit punt is al ontheffing verleend.")
    reden = b.data.get("reden", "").strip()
    if not reden and not b.data.get("intrekken"):
        raise Geweigerd("Leg uit waarom u ontheffing vraagt.", veld="reden")
    rij.reden_school = "" if b.data.get("intrekken") else reden
    rij.status = Eisstatus.OPEN if b.data.get("intrekken") else Eisstatus.ONTHEFFING_GEVRAAGD
    rij.versie += 1
    rij.save()


DELEN: tuple[Deel, ...] = (
    *onderdeeldelen({sectie.sleutel: sectie.label for sectie in SECTIES}, rechten.mag_schrijven),
    Deel(
        naam="ontheffing",
        label="Ontheffing vragen",
        mag=mag_ontheffing,
        versie=lambda b: ontheffingversie(b.obj, b.data["eis"]),
        schrijf=vraag_ontheffing,
        sessie=False,
        schrijfwerk=True,
    ),
    *stukken.DELEN,
    *ondertekenen.DELEN,
)

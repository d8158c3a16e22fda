"""What acts of a track share: the reason that must be there, and a decision of the director, kept as it was taken."""

from typing import Any

from cases.compartimenten import Compartiment
from cases.models import Notitie
from maatwerk.models import Directiebesluit
from workflow.fouten import Geweigerd
from workflow.process import Bewerking, Uitvoering


def reden_van(u: Uitvoering | Bewerking, veld: str = "reden") -> str:
    """What was written as the reason; empty when nothing was."""
    return str(u.data.get(veld) or "").strip()


def eis_reden(u: Uitvoering, melding: str = "Schrijf op waarom.") -> dict[str, Any]:
    """For `voorbereiden` of an action that asks why, and no more."""
    if not reden_van(u):
        raise Geweigerd(melding, veld="reden")
    return {}


def leg_reden_vast(u: Uitvoering, wat: str, *, voor: Compartiment = Compartiment.REGIE, veld: str = "reden") -> None:
    """What an act asked stands in the case as a note, when nothing else keeps it: who answered is not asked again."""
    if reden := reden_van(u, veld):
        Notitie.objects.create(
            zaak=u.zaak,
            auteur_id=u.by.persoon_id,
            rol=u.by.rol,
            compartiment=voor,
            tekst=f"{wat}: {reden}",
            moment=u.nu,
        )


def leg_besluit_vast(u: Uitvoering, soort: Directiebesluit.Soort, *, reden: str = "", toelichting: str = "") -> None:
    """`toelichting` comes in no letter."""
    Directiebesluit.objects.create(
        traject=u.obj,
        soort=soort,
        reden=reden or reden_van(u),
        toelichting=toelichting,
        door_id=u.by.persoon_id,
        functie=f"directeur van {u.zaak.swv.naam}"[:120],
        moment=u.nu,
    )

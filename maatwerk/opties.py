"""Step 3: the places that were thought of, from an idea to one that fits, and the choice that leads to a plan."""

from typing import Any

from maatwerk.besluiten import eis_reden, reden_van
from maatwerk.models import MET_CASEMANAGER, Optie, Traject
from maatwerk.rechten import is_casemanager
from maatwerk.schoolbelang import eis_geen_belang
from organisations.actor import Actor
from workflow.edit import eis_gezien
from workflow.fouten import Geweigerd, NietGevonden
from workflow.process import Bewerking, Deel, Uitvoering

Stand = Optie.Stand
VERDER = {
    Stand.IDEE: (Stand.VERKEND, Stand.VALT_AF),
    Stand.VERKEND: (Stand.PAST, Stand.VALT_AF),
    Stand.PAST: (Stand.VERKEND, Stand.VALT_AF),
    Stand.VALT_AF: (Stand.IDEE,),
}
"""From which state an option goes where; what fell off can be an idea again, with its reason kept in the record."""


def mag_opties(actor: Actor, traject: Traject) -> bool:
    return is_casemanager(actor, traject) and traject.status in MET_CASEMANAGER


def _optie_van(b: Bewerking) -> Optie:
    rij = Optie.objects.select_for_update().filter(traject=b.obj, pk=b.data["optie_id"]).first()
    if rij is None:
        raise NietGevonden
    eis_gezien(rij.versie, b.data.get("optieversie"))
    return rij


def _schrijf(b: Bewerking) -> None:
    """A new idea, or other words for one."""
    rij = _optie_van(b) if b.data.get("optie_id") else Optie(traject=b.obj, versie=0)
    for veld in ("naam", "vorm", "ondersteuning"):
        setattr(rij, veld, b.data.get(veld) or "")
    rij.school = b.data.get("school")
    rij.versie += 1
    rij.save()
    b.resultaat["id"] = rij.pk


def _zet_stand(b: Bewerking) -> None:
    """One step further, or off the list with a reason. What fits was discussed with the parents (step 4)."""
    rij, stand = _optie_van(b), b.data["stand"]
    if stand not in VERDER[Stand(rij.stand)]:
        raise Geweigerd("Deze stap kan nu niet. Kijk hoe de optie ervoor staat.", veld="stand")
    reden = reden_van(b)
    if stand == Stand.VALT_AF and not reden:
        raise Geweigerd("Schrijf op waarom deze plek afvalt.", veld="reden")
    if stand == Stand.PAST:
        op = b.data.get("afgestemd_op")
        if op is None or op > b.by.vandaag:
            raise Geweigerd("Vul in wanneer u dit met de ouders besprak.", veld="afgestemd_op")
        eis_geen_belang(rij.school, b.by.persoon_id, op=b.by.vandaag, veld="stand")
        rij.afgestemd_op = op
    rij.stand, rij.reden = stand, reden
    rij.versie += 1
    rij.save()


DELEN = (
    Deel(naam="optie", label="Optie", mag=mag_opties, schrijf=_schrijf, sessie=False, schrijfwerk=True),
    Deel(naam="optie_stand", label="Stand van een optie", mag=mag_opties, schrijf=_zet_stand, sessie=False),
)


def passende(traject: Traject) -> list[Optie]:
    return list(traject.opties.filter(stand=Stand.PAST, afgestemd_op__isnull=False))


def bereid_plek_voor(u: Uitvoering) -> dict[str, Any]:
    """There is a place that fits, and the parents know of it."""
    if not passende(u.obj):
        raise Geweigerd("Zet eerst een optie op ‘past’, met de dag waarop u die met de ouders besprak.")
    return {}


def bereid_verder_zoeken_voor(u: Uitvoering) -> dict[str, Any]:
    return eis_reden(u, "Schrijf op waarom u verder zoekt.")


def laat_afvallen(u: Uitvoering) -> None:
    """What fitted does so no longer; the reason stands with it."""
    for rij in u.obj.opties.select_for_update().filter(stand=Stand.PAST):
        rij.stand, rij.reden = Stand.VALT_AF, reden_van(u)
        rij.versie += 1
        rij.save()

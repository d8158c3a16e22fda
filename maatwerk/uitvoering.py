"""Step 7: who does what by when, and small adjustments. A large change makes a new version of the plan."""

from typing import Any

from maatwerk.models import Aanpassing, Status, Traject, Uitvoeringstaak
from maatwerk.rechten import is_casemanager
from organisations.actor import Actor
from workflow.edit import eis_gezien
from workflow.fouten import Geweigerd, NietGevonden
from workflow.process import Bewerking, Deel, Uitvoering

Stand = Uitvoeringstaak.Stand
OPEN = (Stand.OPEN, Stand.BEZIG)


def mag_uitvoeren(actor: Actor, traject: Traject) -> bool:
    return is_casemanager(actor, traject) and traject.status == Status.UITVOERING


def _taak_van(b: Bewerking) -> Uitvoeringstaak:
    rij = Uitvoeringstaak.objects.select_for_update().filter(traject=b.obj, pk=b.data["taak_id"]).first()
    if rij is None:
        raise NietGevonden
    eis_gezien(rij.versie, b.data.get("taakversie"))
    return rij


def _schrijf_taak(b: Bewerking) -> None:
    """A new task, or how far one is."""
    rij = _taak_van(b) if b.data.get("taak_id") else Uitvoeringstaak(traject=b.obj, versie=0)
    for veld in ("wat", "wie", "partij", "uiterlijk", "stand", "voortgang"):
        if veld in b.data:
            setattr(rij, veld, b.data[veld])
    if rij.stand == Stand.VERVALLEN and not rij.voortgang.strip():
        raise Geweigerd("Schrijf op waarom dit niet meer nodig is.", veld="voortgang")
    rij.versie += 1
    rij.save()
    b.resultaat["id"] = rij.pk


def _schrijf_aanpassing(b: Bewerking) -> None:
    """Small, and told to the parents: what is larger than that asks them again."""
    op = b.data.get("met_ouders_op")
    if op is None or op > b.by.vandaag:
        raise Geweigerd("Vul in wanneer u dit met de ouders besprak.", veld="met_ouders_op")
    rij = Aanpassing.objects.create(
        traject=b.obj,
        wat=b.data["wat"].strip(),
        waarom=b.data["waarom"].strip(),
        met_ouders_op=op,
        door_id=b.by.persoon_id,
        moment=b.nu,
    )
    b.resultaat["id"] = rij.pk


DELEN = (
    Deel(
        naam="taak", label="Taak in het plan", mag=mag_uitvoeren, schrijf=_schrijf_taak, sessie=False, schrijfwerk=True
    ),
    Deel(
        naam="aanpassing",
        label="Kleine aanpassing",
        mag=mag_uitvoeren,
        schrijf=_schrijf_aanpassing,
        sessie=False,
        gebeurd="Kleine aanpassing genoteerd",
    ),
)


def open_taken(traject: Traject) -> list[Uitvoeringstaak]:
    return list(traject.taken.filter(stand__in=OPEN))


def bereid_evalueren_voor(u: Uitvoering) -> dict[str, Any]:
    """What was agreed was done, or is not needed any more."""
    if open_ := open_taken(u.obj):
        namen = ", ".join(f"‘{taak.wat}’" for taak in open_[:3])
        raise Geweigerd(f"Er staan nog taken open: {namen}. Rond die eerst af, of laat ze vervallen.")
    return {}

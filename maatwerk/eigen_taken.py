"""Step 7 from the other side: what each party is to do, and what it tells about it (source 000, step 7).

A party reads its own tasks: what, by when and how far. It does not read what the casemanager notes about them, nor what
somebody else told.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet

from cases.models import Zaak
from cases.toegang import leg_zaakweigering_vast
from maatwerk.models import Status, Taakbericht, Traject, Uitvoeringstaak
from maatwerk.models_plan import Planversie
from maatwerk.toegang import leg_lezen_als_uitvoerder_vast
from organisations.actor import Actor
from organisations.rollen import SCHOOLROLLEN, Rol
from workflow import ontvangers
from workflow.berichten import Mededeling, schrijf_los_bericht
from workflow.fouten import Conflict, Geweigerd, NietGevonden
from workflow.process import Bewerking, Deel
from workflow.toegang import leg_lezen_vast

Partij, Stand = Uitvoeringstaak.Partij, Uitvoeringstaak.Stand
PAGINA = "eigen_taak"
TE_LEZEN = (Status.UITVOERING, Status.EVALUATIE, Status.AFGESLOTEN)
"""The states in which there is something to carry out, or there was."""
TE_VERTELLEN = (Stand.OPEN, Stand.BEZIG, Stand.KLAAR)
"""How far a party can say it is; that something is not needed any more, the casemanager says."""


# -- whose task it is --------------------------------------------------------------------------------


def partijen_thuis(actor: Actor, zaak: Zaak) -> set[str]:
    """Whose tasks this family member reads: of a pupil without a say of the own the parents read them."""
    if actor.rol == Rol.LEERLING:
        return {Partij.LEERLING}
    eigen_stem = zaak.dossier.leerling.heeft_eigen_stem(actor.vandaag)
    return {Partij.OUDERS} if eigen_stem else {Partij.OUDERS, Partij.LEERLING}


def is_van(actor: Actor, taak: Uitvoeringstaak) -> bool:
    """Whether this is a task of this person, in this hat.

    The receiving school does not see the case: its head, who signed the plan, reads its tasks as long as the plan runs.
    """
    traject = taak.traject
    zaak = traject.zaak
    if traject.status not in TE_LEZEN:
        return False
    if taak.partij == Partij.ONTVANGEND and actor.rol == Rol.SCHOOLDIRECTEUR:
        versies = traject.planversies.filter(stand=Planversie.Stand.GOEDGEKEURD, school_id=actor.school_id or 0)
        return zaak.gesloten_op is None and versies.exists()
    eigen: set[str] = {Partij.SCHOOL} if actor.rol in SCHOOLROLLEN else set()
    if actor.is_gezin:
        eigen = partijen_thuis(actor, zaak)
    return taak.partij in eigen and Zaak.objects.visible_to(actor).filter(pk=zaak.pk).exists()


def taken_thuis(zaken: Iterable[Zaak]) -> QuerySet[Uitvoeringstaak]:
    """Tasks for the family of these cases; which of them somebody reads, `partijen_thuis` says."""
    van_gezin = Uitvoeringstaak.objects.filter(partij__in=(Partij.OUDERS, Partij.LEERLING))
    return van_gezin.filter(traject__zaak__in=list(zaken))


def taken_van_school(actor: Actor) -> QuerySet[Uitvoeringstaak]:
    """What is still to be done by the school of this hat: as the school of origin, and as the receiving one."""
    eigen = Q(partij=Partij.SCHOOL, traject__zaak__school_id=actor.school_id or 0)
    if actor.rol == Rol.SCHOOLDIRECTEUR:
        geldend = Planversie.objects.filter(stand=Planversie.Stand.GOEDGEKEURD, school_id=actor.school_id or 0)
        eigen |= Q(partij=Partij.ONTVANGEND, traject__in=geldend.values("traject"))
    rijen = Uitvoeringstaak.objects.filter(eigen, stand__in=(Stand.OPEN, Stand.BEZIG))
    rijen = rijen.filter(traject__status=Status.UITVOERING, traject__zaak__gesloten_op__isnull=True)
    return rijen.select_related("traject__zaak__dossier__leerling").order_by("uiterlijk", "pk")


# -- reading -----------------------------------------------------------------------------------------


def haal_eigen(actor: Actor, taak_id: int) -> Uitvoeringstaak:
    """The task, or NietGevonden; the read is logged, with on which ground when the case itself is not seen."""
    erbij = ("traject__zaak__dossier__leerling", "traject__zaak__school", "traject__zaak__swv")
    taak = Uitvoeringstaak.objects.select_related(*erbij).filter(pk=taak_id).first()
    if taak is None or not is_van(actor, taak):
        zaak_id = taak.traject.zaak_id if taak else None
        leg_zaakweigering_vast(actor, f"lezen:{PAGINA}", zaak_id, grond="niet zichtbaar")
        raise NietGevonden
    _leg_vast(actor, taak)
    return taak


def _leg_vast(actor: Actor, taak: Uitvoeringstaak) -> None:
    if taak.partij == Partij.ONTVANGEND:
        leg_lezen_als_uitvoerder_vast(actor, taak, PAGINA)
    else:
        leg_lezen_vast(actor, taak.traject.zaak, PAGINA)


def eigen_berichten(actor: Actor, taak: Uitvoeringstaak) -> QuerySet[Taakbericht]:
    """What this person told about it, the newest first; not what the other parent or a colleague told."""
    return taak.berichten.filter(user_id=actor.persoon_id).order_by("-pk")


# -- telling how it goes -----------------------------------------------------------------------------


def mag_vertellen(actor: Actor, taak: Uitvoeringstaak) -> bool:
    return taak.traject.status == Status.UITVOERING and taak.stand in (Stand.OPEN, Stand.BEZIG)


def heeft_deel(actor: Actor, traject: Traject) -> bool:
    """Family, and schools; of which task they tell, the part itself judges."""
    return traject.status == Status.UITVOERING and (actor.is_gezin or actor.rol in SCHOOLROLLEN)


def ontvangt(actor: Actor, zaak: Zaak, data: dict[str, Any]) -> bool:
    """The head of the receiving school tells without seeing the case."""
    rijen = Uitvoeringstaak.objects.filter(pk=data.get("taak_id") or 0, traject__zaak=zaak, partij=Partij.ONTVANGEND)
    taak = rijen.select_related("traject__zaak").first()
    return taak is not None and is_van(actor, taak)


def _vertel(b: Bewerking) -> None:
    """Part "taak_vertellen": taak_id, taakversie, stand, tekst."""
    taak = Uitvoeringstaak.objects.select_for_update().filter(traject=b.obj, pk=b.data["taak_id"]).first()
    if taak is not None:
        taak.traject = b.obj
    if taak is None or not is_van(b.by, taak):
        raise NietGevonden
    if not mag_vertellen(b.by, taak) or b.data.get("taakversie") not in (None, taak.versie):
        raise Conflict("Deze afspraak is ondertussen veranderd. Kijk eerst hoe het nu is.")
    stand, tekst = b.data["stand"], str(b.data.get("tekst") or "").strip()
    if stand not in TE_VERTELLEN:
        raise Geweigerd("Kies hoe ver het is.", veld="stand")
    if stand == taak.stand and not tekst:
        raise Geweigerd("Er is nog niets veranderd. Schrijf op hoe het gaat, of kies iets anders.", veld="tekst")
    bericht = Taakbericht.objects.create(
        taak=taak, user_id=b.by.persoon_id, rol=b.by.rol, naam=b.by.naam, stand=stand, tekst=tekst, moment=b.nu
    )
    taak.stand = stand
    taak.versie += 1
    taak.save(update_fields=["stand", "versie"])
    b.vast |= {"taak": taak.pk, "stand": str(stand)}
    _meld(b, bericht)


def _meld(b: Bewerking, bericht: Taakbericht) -> None:
    for ontvanger in ontvangers.casemanagers(b.zaak, b.by.vandaag):
        wat = Mededeling(
            soort="taak_verteld",
            onderwerp="Iemand vertelt hoe een taak gaat ({nummer})",
            tekst="Bij het plan voor {leerling} is een taak bijgewerkt. U leest het bij Uitvoering.",
            sleutel=f"taak_verteld:{bericht.pk}:{ontvanger.wie}",
        )
        schrijf_los_bericht(b.zaak, ontvanger, wat, nu=b.nu)


DELEN = (
    Deel(
        naam="taak_vertellen",
        label="Verteld hoe een taak in het plan gaat",
        mag=heeft_deel,
        schrijf=_vertel,
        sessie=False,
        deur=ontvangt,
    ),
)

"""Step 8: everybody tells in own words how it went, the casemanager summarises and closes (source 000)."""

import re
from typing import Any

from maatwerk.afronden import sluit
from maatwerk.besluiten import leg_reden_vast, reden_van
from maatwerk.models import Evaluatie, Status, Traject
from maatwerk.rechten import is_casemanager, is_directeur
from maatwerk.terugkijken import ontvangt
from organisations.actor import Actor
from organisations.rollen import Rol
from workflow.fouten import Geweigerd
from workflow.process import Bewerking, Deel, Uitvoering

VELDEN = ("goed", "beter", "geholpen")


def mag_evalueren(actor: Actor, traject: Traject) -> bool:
    """Family, school, casemanager and director; of who has no account the casemanager writes it down."""
    if traject.status != Status.EVALUATIE:
        return False
    return actor.is_gezin or actor.is_school or is_casemanager(actor, traject) or is_directeur(actor, traject)


def mag_noteren(actor: Actor, traject: Traject) -> bool:
    return traject.status == Status.EVALUATIE and is_casemanager(actor, traject)


def mag_lezen(actor: Actor, traject: Traject) -> bool:
    """All of them together: who summarises, and who leads. Everybody else reads the own one."""
    return is_casemanager(actor, traject) or is_directeur(actor, traject)


def eigen(actor: Actor, traject: Traject) -> Evaluatie | None:
    return Evaluatie.objects.filter(traject=traject, user_id=actor.persoon_id).first()


def _eigen_versie(b: Bewerking) -> int:
    rij = eigen(b.by, b.obj)
    return rij.versie if rij else 0


def _eis_tekst(data: dict[str, Any]) -> None:
    if not any(str(data.get(veld) or "").strip() for veld in VELDEN):
        raise Geweigerd("Schrijf bij ten minste één vraag iets op.", veld="goed")


def _schrijf_eigen(b: Bewerking) -> None:
    _eis_tekst(b.data)
    rij = eigen(b.by, b.obj) or Evaluatie(traject=b.obj, user_id=b.by.persoon_id, versie=0)
    for veld in VELDEN:
        setattr(rij, veld, str(b.data.get(veld) or "").strip())
    rij.rol, rij.naam, rij.moment = b.by.rol, b.by.naam, b.nu
    if b.by.rol == Rol.OUDER:
        rij.ouder = b.zaak.dossier.leerling.ouders.filter(user_id=b.by.persoon_id).first()
    rij.versie += 1
    rij.save()


def _noteer(b: Bewerking) -> None:
    """What somebody without an account told."""
    _eis_tekst(b.data)
    velden = {veld: str(b.data.get(veld) or "").strip() for veld in VELDEN}
    rij = Evaluatie.objects.create(
        traject=b.obj, naam=b.data["naam"].strip(), moment=b.nu, genoteerd_door_id=b.by.persoon_id, **velden
    )
    b.resultaat["id"] = rij.pk


DELEN = (
    Deel(
        naam="evaluatie",
        label="Evaluatie",
        mag=mag_evalueren,
        versie=_eigen_versie,
        schrijf=_schrijf_eigen,
        deur=lambda actor, zaak, data: ontvangt(actor, zaak),
        gebeurd="Verteld hoe het ging",
        gezin="Iemand vertelde hoe het ging",
    ),
    Deel(
        naam="evaluatie_noteren",
        label="Evaluatie van iemand zonder account",
        mag=mag_noteren,
        schrijf=_noteer,
        sessie=False,
    ),
)


# -- closing ------------------------------------------------------------------------------------------


def namen_in(traject: Traject, tekst: str) -> list[str]:
    """Names of pupil, family and casemanager that stand in a text: lessons are told without them.

    Each part of a name that has a capital, so not the "van" of a surname; a very short one only as it is written.
    """
    leerling = traject.zaak.dossier.leerling
    voluit = [leerling.roepnaam, leerling.achternaam, *leerling.ouders.values_list("naam", flat=True)]
    voluit += traject.aanstellingen.values_list("casemanager__naam", flat=True)
    delen = {deel for naam in voluit for deel in re.findall(r"\w+", naam) if not deel.islower()}
    woorden = set(re.findall(r"\w+", tekst))
    klein = {woord.casefold() for woord in woorden}
    return sorted(deel for deel in delen if deel in woorden or (len(deel) > 2 and deel.casefold() in klein))


def bereid_afsluiten_voor(u: Uitvoering) -> dict[str, Any]:
    samenvatting, lessen = (str(u.data.get(veld) or "").strip() for veld in ("samenvatting", "lessen"))
    if not samenvatting:
        raise Geweigerd("Vat de evaluatie kort samen.", veld="samenvatting")
    if not lessen:
        raise Geweigerd("Schrijf op wat wij hiervan leren, zonder namen.", veld="lessen")
    if namen := namen_in(u.obj, lessen):
        raise Geweigerd(f"In de lessen staan geen namen. Haal weg: {', '.join(namen)}.", veld="lessen")
    verteld = u.obj.evaluaties.filter(rol__in=[Rol.OUDER, Rol.LEERLING]).exists()
    if not verteld and not reden_van(u, "zonder_gezin"):
        raise Geweigerd(
            "Van thuis vertelde nog niemand hoe het ging. Vraag ernaar, of schrijf op waarom niet.",
            veld="zonder_gezin",
        )
    return {"samenvatting": samenvatting, "lessen": lessen}


def sluit_af(u: Uitvoering) -> None:
    """Everybody reads the summary, the family too; why home was not heard is for who leads the track alone."""
    leg_reden_vast(u, "Afgesloten zonder reactie van thuis", veld="zonder_gezin")
    sluit(u)

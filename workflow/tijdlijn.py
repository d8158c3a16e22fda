"""The story of a case, told from the audit record in words a person uses, per hat."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.utils.timezone import localdate

from audit.models import Gebeurtenis, Soort
from cases.models import Zaak
from organisations.actor import Actor
from organisations.models import User
from organisations.rollen import Rol
from ui.notatie import datum
from workflow.process import STARTEN, Process, process_van


@dataclass(frozen=True)
class Tijdlijnregel:
    moment: datetime
    titel: str
    wie: str
    tekst: str = ""
    icoon: str = "point"
    schrijven: bool = False


def tijdlijn(actor: Actor, zaak: Zaak) -> list[Tijdlijnregel]:
    """What happened in the case as far as this actor may know it, oldest first."""
    process = process_van(zaak)
    rijen = _verteld(Gebeurtenis.objects.filter(zaak_id=zaak.pk, soort=Soort.SCHRIJVEN).order_by("id"), process, actor)
    namen = _namen(rij.gebruiker_id for rij in rijen)
    regels = [_regel(rij, process, namen, actor) for rij in rijen]
    verhaal = [regel for regel in regels if regel is not None]
    if not actor.is_gezin:
        return _samengevat(verhaal)
    # In the words of the family several actions lead to the same sentence; once is enough.
    return [regel for i, regel in enumerate(verhaal) if i == 0 or verhaal[i - 1].titel != regel.titel]


def _verteld(rijen: Iterable[Gebeurtenis], process: Process, actor: Actor) -> list[Gebeurtenis]:
    """The rows this actor may know of: a decision from its publication on, a recalled one only inside the offices, and
    what of the family only these persons wrote (`gezinsleden`) to them alone.
    """
    if actor.is_swv_bureau or actor.is_systeem:
        return list(rijen)
    rijen = [rij for rij in rijen if actor.gebruiker_id in rij.bijzonderheden.get("gezinsleden", [actor.gebruiker_id])]
    acties = {f"{process.kind}.{action.naam}": action for action in process.actions}
    verteld: list[Gebeurtenis] = []
    achtergehouden: list[Gebeurtenis] = []
    for rij in rijen:
        action = acties.get(rij.actie)
        if action is None or not action.geheim:
            verteld.append(rij)
            if action is not None and action.openbaart:
                verteld += achtergehouden
                achtergehouden = []
        elif action.doet_teniet:
            achtergehouden = []
        else:
            achtergehouden.append(rij)
    return sorted(verteld, key=lambda rij: rij.pk)


def _regel(rij: Gebeurtenis, process: Process, namen: dict[int, str], actor: Actor) -> Tijdlijnregel | None:
    actie = rij.actie.removeprefix(f"{process.kind}.")
    if actie.startswith("bewerken:"):
        return _bewerking(rij, actie.removeprefix("bewerken:"), process, namen, actor)
    wie = _wie(rij, namen, actor)
    if actie == STARTEN:
        titel = process.begin.gezin if actor.is_gezin else process.begin.gebeurd
        return Tijdlijnregel(rij.moment, titel, wie, icoon="plus")
    action = next((action for action in process.actions if action.naam == actie), None)
    if action is None:
        return None
    titel = action.gebeurd or action.label
    if actor.is_gezin:
        toestand = process.toestanden.get(str(rij.bijzonderheden.get("status", "")))
        titel = action.gezin or (toestand.voor_gezin if toestand else titel)
    return Tijdlijnregel(rij.moment, titel, wie, tekst=_datums(rij.bijzonderheden), icoon=action.icoon)


def _datums(bijzonderheden: dict[str, Any]) -> str:
    """The old and the new date of an act that moved a term."""
    if "oud" not in bijzonderheden or "nieuw" not in bijzonderheden:
        return ""
    oud, nieuw = (date.fromisoformat(dag) if dag else None for dag in (bijzonderheden["oud"], bijzonderheden["nieuw"]))
    van = f"De datum was {datum(oud)}" if oud else "Er was nog geen datum"
    return f"{van}. {'Nu is dat ' + datum(nieuw) if nieuw else 'Een nieuwe is er nog niet'}."


def _samengevat(verhaal: list[Tijdlijnregel]) -> list[Tijdlijnregel]:
    """What one person wrote in a row on one day is one line: the story is what happened, not each time it was saved."""
    uit: list[Tijdlijnregel] = []
    for _, groep in groupby(verhaal, key=lambda r: (r.schrijven or r.titel, r.wie, localdate(r.moment))):
        regels = list(groep)
        titels = list(dict.fromkeys(regel.titel for regel in regels))
        laatste = regels[-1]
        if len(titels) > 1:
            laatste = replace(laatste, titel=f"{len(titels)} onderdelen bijgewerkt", tekst=", ".join(titels))
        elif laatste.schrijven:
            laatste = replace(laatste, titel=f"{laatste.titel}: bijgewerkt")
        uit.append(laatste)
    return uit


def _bewerking(
    rij: Gebeurtenis, deel: str, process: Process, namen: dict[int, str], actor: Actor
) -> Tijdlijnregel | None:
    """Editing is shown on one's own side, the school's drafting to the school; what a part declares also to others."""
    gevonden = next((d for d in process.delen if d.naam == deel), None)
    if gevonden is None:
        return None
    titel = gevonden.gebeurd or gevonden.label
    if not _eigen_kant(rij, actor):
        if actor.is_gezin and gevonden.gezin:
            titel = gevonden.gezin
        elif not (gevonden.voor_allen and (actor.is_school or actor.is_swv_bureau)):
            return None
    wie = _wie(rij, namen, actor)
    schrijven = gevonden.sessie or gevonden.schrijfwerk
    return Tijdlijnregel(rij.moment, titel, wie, icoon=gevonden.icoon, schrijven=schrijven)


def _eigen_kant(rij: Gebeurtenis, actor: Actor) -> bool:
    return rij.hoed_id == actor.hoed_id or (
        (actor.is_swv_bureau and rij.rol in (Rol.SECRETARIAAT, Rol.VOORZITTER, Rol.PLV_VOORZITTER))
        or (actor.is_school and rij.rol in (Rol.COORDINATOR, Rol.SCHOOLDIRECTEUR, Rol.GEDRAGSWETENSCHAPPER))
    )


def _wie(rij: Gebeurtenis, namen: dict[int, str], actor: Actor) -> str:
    if rij.gebruiker_id is None:
        return "het systeem"
    if rij.rol in (Rol.OUDER, Rol.LEERLING) and rij.gebruiker_id != actor.gebruiker_id:
        return "ouder of leerling"
    rol = Rol(rij.rol).label if rij.rol in Rol.values else rij.rol
    return f"{namen.get(rij.gebruiker_id, 'onbekend')} ({rol})"


def _namen(ids: Iterable[int | None]) -> dict[int, str]:
    return dict(User.objects.filter(pk__in=[i for i in set(ids) if i]).values_list("pk", "naam"))

"""The story of a case, told from the audit record in words a person uses, per hat."""

from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby

from django.utils.timezone import localdate

from audit.models import Gebeurtenis, Soort
from cases.models import Zaak
from organisations.actor import Actor
from organisations.models import User
from organisations.rollen import Rol
from workflow.process import Process, process_van

ICOON = {
    "indienen": "send",
    "verlenen": "check",
    "afwijzen": "x",
    "bekendmaken": "mail",
    "aanvulling_vragen": "alert-triangle",
    "bevriezen": "lock",
    "handtekening": "signature",
}


SCHRIJFWERK = {"document", "eis", "ontheffing", "aanvulling_bestand", "aanvulling_bestand_weg"}
"""Parts that are saved one by one but belong to one stretch of work."""


@dataclass(frozen=True)
class Tijdlijnregel:
    moment: datetime
    titel: str
    wie: str
    tekst: str = ""
    icoon: str = "point"
    schrijven: bool = False


def tijdlijn(actor: Actor, zaak: Zaak) -> list[Tijdlijnregel]:
    """Transitions and (for staff) editing sessions, oldest first. The family sees only the transitions."""
    process = process_van(zaak)
    rijen = Gebeurtenis.objects.filter(zaak_id=zaak.pk, soort=Soort.SCHRIJVEN).order_by("id")
    namen = _namen(rijen.values_list("gebruiker_id", flat=True))
    regels = [_regel(rij, process, namen, actor) for rij in rijen]
    verhaal = [regel for regel in regels if regel is not None]
    if not actor.is_gezin:
        return _samengevat(verhaal)
    # In the words of the family several actions lead to the same sentence; once is enough.
    return [regel for i, regel in enumerate(verhaal) if i == 0 or verhaal[i - 1].titel != regel.titel]


def _regel(rij: Gebeurtenis, process: Process, namen: dict[int, str], actor: Actor) -> Tijdlijnregel | None:
    actie = rij.actie.removeprefix(f"{process.kind}.")
    if actie.startswith("bewerken:"):
        return _bewerking(rij, actie.removeprefix("bewerken:"), process, namen, actor)
    action = next((action for action in process.actions if action.naam == actie), None)
    if action is None or (action.intern and not (actor.is_swv_bureau or actor.is_systeem)):
        return None
    toestand = process.toestanden.get(str(rij.bijzonderheden.get("status", "")))
    titel, tekst = action.gebeurd or action.label, toestand.wat_nu if toestand else ""
    if actor.is_gezin and toestand is not None:
        titel, tekst = toestand.voor_gezin, ""
    return Tijdlijnregel(rij.moment, titel, _wie(rij, namen, actor), tekst, ICOON.get(actie, "point"))


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
    """Editing is shown only on one's own side: the school's drafting to the school, the office's to the office."""
    zelfde_kant = rij.hoed_id == actor.hoed_id or (
        (actor.is_swv_bureau and rij.rol in (Rol.SECRETARIAAT, Rol.VOORZITTER, Rol.PLV_VOORZITTER))
        or (actor.is_school and rij.rol in (Rol.COORDINATOR, Rol.SCHOOLDIRECTEUR, Rol.GEDRAGSWETENSCHAPPER))
    )
    gevonden = next((d for d in process.delen if d.naam == deel), None)
    if gevonden is None or not zelfde_kant:
        return None
    wie, icoon = _wie(rij, namen, actor), ICOON.get(deel, "pencil")
    return Tijdlijnregel(rij.moment, gevonden.label, wie, icoon=icoon, schrijven=gevonden.sessie or deel in SCHRIJFWERK)


def _wie(rij: Gebeurtenis, namen: dict[int, str], actor: Actor) -> str:
    if rij.gebruiker_id is None:
        return "het systeem"
    if rij.rol in (Rol.OUDER, Rol.LEERLING) and rij.gebruiker_id != actor.gebruiker_id:
        return "ouder of leerling"
    rol = Rol(rij.rol).label if rij.rol in Rol.values else rij.rol
    return f"{namen.get(rij.gebruiker_id, 'onbekend')} ({rol})"


def _namen(ids: object) -> dict[int, str]:
    return dict(User.objects.filter(pk__in=[i for i in set(ids) if i]).values_list("pk", "naam"))  # type: ignore[call-overload]

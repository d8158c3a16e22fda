"""Step 6: director and casemanager tell the parents, who sign; and what comes after an answer that is not a yes."""

from datetime import date
from typing import Any

from documents import tekenen
from documents.models import Handtekening, Ondertekenstuk
from maatwerk import plan
from maatwerk.besluiten import eis_reden, leg_besluit_vast, reden_van
from maatwerk.gesprekken import spreek_weer_voor
from maatwerk.kosten import goedgekeurde
from maatwerk.models import Contact, Directiebesluit, Status, Traject, Uitvoeringstaak
from maatwerk.plansecties import AFSPRAKEN
from maatwerk.plantekenen import GEZIN, STUK
from maatwerk.schoolbelang import eigen_belang
from organisations.actor import Actor
from workflow.fouten import Conflict, Geweigerd
from workflow.process import Uitvoering
from workflow.secties import als_datum
from workflow.tekenkamer import geldig_stuk, na_antwoord, nog_te_vragen

Uitkomst = Handtekening.Uitkomst


def bereid_vertellen_voor(u: Uitvoering) -> dict[str, Any]:
    eis_reden(u, "Schrijf op met wie u het plan besprak, en wat zij zeiden.")
    if not u.obj.goedgekeurd_op <= besproken_op(u) <= u.vandaag:
        raise Geweigerd("Kies een dag vanaf de goedkeuring van het plan, niet in de toekomst.", veld="op")
    _stuk(u)
    return {}


def besproken_op(u: Uitvoering) -> date:
    """The day of the talk; today when nothing else was said."""
    op: date = u.data.get("op") or u.vandaag
    return op


def _stuk(u: Uitvoering) -> Ondertekenstuk:
    stuk = geldig_stuk(u.zaak, STUK)
    if stuk is None:
        raise Conflict("Er ligt geen plan om te tekenen. Open de zaak opnieuw.")
    return stuk


def vertel(u: Uitvoering) -> None:
    """The talk stands in the log. Now the family reads the plan and is asked to sign; who did not, once more."""
    Contact.objects.create(
        traject=u.obj,
        met=Contact.Met.OUDERS,
        wijze=Contact.Wijze.GESPREK,
        op=besproken_op(u),
        notitie=reden_van(u),
        door_id=u.by.persoon_id,
        moment=u.nu,
    )
    spreek_weer_voor(u.obj, op=u.vandaag)
    plan.toon_aan_gezin(u)
    stuk = _stuk(u)
    if stuk.uitslag == Ondertekenstuk.Uitslag.VOLTOOID:  # the casemanager stopped just as the last one signed
        tekenen.volg_opnieuw(stuk)
        return
    for rij in _gezin(stuk):
        if not rij.telt and not rij.kan_nog:
            tekenen.volg_op(rij, uitkomst=rij.uitkomst, nu=u.nu)
    na_antwoord(stuk, by=u.by, nu=u.nu)


def _gezin(stuk: Ondertekenstuk) -> list[Handtekening]:
    return [rij for rij in tekenen.stand(stuk).rijen if rij.groep == GEZIN]


def antwoorden_van_thuis(traject: Traject) -> list[Handtekening]:
    """What each at home answered to the plan that was told, for who chooses what comes next."""
    if traject.status not in (Status.BIJ_OUDERS, Status.VERVOLG_KIEZEN):
        return []
    stuk = geldig_stuk(traject.zaak, STUK)
    return _gezin(stuk) if stuk else []


def bereid_toch_uitvoeren_voor(u: Uitvoering) -> dict[str, Any]:
    if waarom := waarom_niet_toch(u.obj, u.by):
        raise Geweigerd(waarom)
    return eis_reden(u)


def waarom_niet_toch(traject: Traject, actor: Actor) -> str:
    """Seen and not agreed is not a no: the director may go on, with reasons. A refusal is a no, of who speaks for the
    pupil now; and it is a decision about the offer as much as the approval was. Empty when nothing is against it.
    """
    stuk, versie = geldig_stuk(traject.zaak, STUK), goedgekeurde(traject)
    if stuk is None:
        return "Er ligt geen plan om te tekenen. Open de zaak opnieuw."
    if versie is not None and (waarom := eigen_belang(traject, versie, actor.persoon_id, op=actor.vandaag)):
        return waarom
    for nieuw in nog_te_vragen(stuk, actor.vandaag):
        return f"{nieuw.naam} is nog niet gevraagd. Praat eerst opnieuw."
    for rij in _gezin(stuk):
        if rij.uitkomst == Uitkomst.GESTOPT or not tekenen.heeft_nog_stem(rij, actor.vandaag):
            continue
        if rij.uitkomst == Uitkomst.GEWEIGERD:
            return f"{rij.naam} wil niet tekenen. Dan kan het plan niet beginnen. Pas het aan, of praat opnieuw."
        if rij.na_te_kijken:
            return f"Het papier van {rij.naam} is nog niet nagekeken. Vraag dat eerst aan het secretariaat."
        if rij.uitkomst not in (Uitkomst.GETEKEND, Uitkomst.GEZIEN):
            return f"{rij.naam} heeft nog niet geantwoord. Praat eerst opnieuw."
    return ""


def voer_toch_uit(u: Uitvoering) -> None:
    leg_besluit_vast(u, Directiebesluit.Soort.TOCH_UITVOEREN)
    begin_uitvoering(u)


def begin_uitvoering(u: Uitvoering) -> None:
    """The agreements of the plan become tasks; what a version before it brought already, is not doubled."""
    versie = goedgekeurde(u.obj)
    if versie is None:
        raise Conflict("Er is geen goedgekeurd plan.")
    er_is = set(u.obj.taken.values_list("wat", "wie"))
    for rij in versie.inhoud["secties"].get(AFSPRAKEN, {}).get("taken", []):
        wat, wie = rij["wat"][:400], rij["wie"]
        if (wat, wie) not in er_is:
            uiterlijk, partij = als_datum(rij.get("uiterlijk")), rij.get("partij") or ""
            Uitvoeringstaak.objects.create(traject=u.obj, wat=wat, wie=wie, partij=partij, uiterlijk=uiterlijk)

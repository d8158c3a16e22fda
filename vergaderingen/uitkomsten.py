"""What came of an item: written down during the meeting, then recorded for good; and who has a stake in it."""

import hashlib
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from organisations.actor import Actor
from vergaderingen.models import Agendapunt, Belang, Genodigde, Vergadering
from vergaderingen.punten import eis_geen_belang, eis_te_wijzigen, leg_vast
from vergaderingen.toegang import belanghebbenden, haal_punt, punt_op_slot, weiger, zichtbaar_punt
from vergaderingen.woorden import agendasoort, eis_zonder_naam, uitkomsten
from workflow.edit import edit
from workflow.fouten import Conflict, Geweigerd, NietGevonden
from workflow.papieren import eis_afdrukbaar
from workflow.perform import perform
from workflow.process import Bewerking

Stand = Agendapunt.Stand
TE_VROEG = "De vergadering is nog niet begonnen. De uitkomst legt u vast als zij begonnen is."


@transaction.atomic
def bewaar(actor: Actor, punt_id: int, gegevens: dict[str, Any], *, versie: int | None, nu: datetime) -> None:
    """A draft of outcome and advice, and who left: nothing follows from it yet."""
    punt = punt_op_slot(actor, punt_id)
    _zet(actor, punt, gegevens, versie=versie, nu=nu)
    leg_vast(actor, "uitkomst_bewaren", punt)


def leg_uitkomst_vast(
    actor: Actor, punt_id: int, gegevens: dict[str, Any], *, versie: int | None, sleutel: str, nu: datetime
) -> None:
    """For good: on the record of the case, and what its process does with this outcome, all of it or nothing.

    Of a case it goes through the two doors that every change of a case goes through; the same key again (a double
    click that got past the page) does nothing twice.
    """
    punt = haal_punt(actor, punt_id, pagina="agendapunt")
    with transaction.atomic():
        if punt.zaak_id is None:
            _leg_vast(actor, punt_id, gegevens, versie=versie, nu=nu)
            return
        data = {"punt_id": punt_id, "gegevens": gegevens, "punt_versie": versie}
        edit(punt.zaak_id, DEEL, by=actor, data=data, sleutel=sleutel, nu=nu)
        _laat_volgen(actor, punt, gegevens, sleutel=sleutel, nu=nu)


def _laat_volgen(actor: Actor, punt: Agendapunt, gegevens: dict[str, Any], *, sleutel: str, nu: datetime) -> None:
    """The action that the process declares for this outcome; under a key of its own, made from that of the form."""
    soort = agendasoort(punt)
    actie = soort.na_uitkomst.get(gegevens["uitkomst"]) if soort else None
    if soort is None or actie is None or punt.zaak_id is None or punt.vergadering is None:
        return
    bekend = {
        "uitkomst": gegevens["uitkomst"],
        "advies": gegevens["advies"],
        "keuze": _keuze(punt, gegevens),
        "besproken_op": localdate(punt.vergadering.begin),
        "vergadering_id": punt.vergadering_id,
    }
    eigen = hashlib.sha256(f"{sleutel}/{actie}".encode()).hexdigest() if sleutel else ""
    perform(punt.zaak_id, actie, by=actor, data=soort.gegevens(bekend), sleutel=eigen, nu=nu)


DEEL = "agendauitkomst"
"""The part of a case by which an outcome is recorded (`vergaderingen.delen`)."""


def schrijf_uitkomst(b: Bewerking) -> None:
    """How `edit` writes it, once it is sure that this actor may work on the case."""
    punt_id = b.data["punt_id"]
    if not Agendapunt.objects.filter(pk=punt_id, zaak=b.zaak).exists():
        raise NietGevonden
    _leg_vast(b.by, punt_id, b.data["gegevens"], versie=b.data["punt_versie"], nu=b.nu)


def _leg_vast(actor: Actor, punt_id: int, gegevens: dict[str, Any], *, versie: int | None, nu: datetime) -> None:
    punt = punt_op_slot(actor, punt_id)
    if not gegevens.get("uitkomst"):
        raise Geweigerd("Kies wat de uitkomst is.", veld="uitkomst")
    _zet(actor, punt, gegevens, versie=versie, nu=nu)
    punt.stand, punt.behandeld_op = Stand.BEHANDELD, nu
    punt.save(update_fields=["stand", "behandeld_op"])
    leg_vast(actor, "uitkomst_vastleggen", punt, uitkomst=punt.uitkomst)


def _zet(actor: Actor, punt: Agendapunt, gegevens: dict[str, Any], *, versie: int | None, nu: datetime) -> None:
    eis_te_wijzigen(actor, punt, versie=versie)
    if punt.vergadering is None or not punt.vergadering.is_begonnen(nu):
        raise Geweigerd(TE_VROEG)
    uitkomst, advies = gegevens.get("uitkomst") or "", (gegevens.get("advies") or "").strip()
    if uitkomst and uitkomst not in uitkomsten(punt):
        raise Geweigerd("Kies een van de uitkomsten.", veld="uitkomst")
    eis_zonder_naam(punt.vergadering, advies, veld="advies")
    eis_afdrukbaar({"advies": advies})
    punt.uitkomst, punt.advies, punt.keuze = uitkomst, advies, _keuze(punt, gegevens)
    punt.versie += 1
    punt.save(update_fields=["uitkomst", "advies", "keuze", "versie"])
    for user_id in _verlieten(punt, gegevens, nu=nu):
        Belang.objects.get_or_create(
            punt=punt, user_id=user_id, defaults={"gemeld_op": nu, "gemeld_door_id": actor.persoon_id}
        )


def _keuze(punt: Agendapunt, gegevens: dict[str, Any]) -> str:
    """What was answered beside the outcome. A draft keeps it until an outcome is chosen with which it means nothing."""
    soort, uitkomst = agendasoort(punt), gegevens.get("uitkomst")
    if soort is None or soort.keuze is None or (uitkomst and uitkomst not in soort.keuze.bij):
        return ""
    return str(gegevens.get("keuze") or "")


def _verlieten(punt: Agendapunt, gegevens: dict[str, Any], *, nu: datetime) -> set[int]:
    """Who was ticked, and who has a stake as far as the record tells: that cannot be unticked."""
    genodigd = set(Genodigde.objects.filter(vergadering=punt.vergadering_id).values_list("lid__user_id", flat=True))
    return (set(gegevens.get("verlieten", ())) & genodigd) | belanghebbenden(punt, op=nu)


@transaction.atomic
def heropen(actor: Actor, punt_id: int) -> Agendapunt:
    """Undo a mistake while the meeting is open, as long as nothing followed from it."""
    punt = punt_op_slot(actor, punt_id)
    soort = agendasoort(punt)
    if soort is not None and punt.uitkomst in soort.na_uitkomst:
        raise Geweigerd("De zaak is met deze uitkomst al verder gegaan. Zet haar zo nodig opnieuw op een agenda.")
    if punt.vergadering is None or not punt.vergadering.is_open or punt.stand != Stand.BEHANDELD:
        raise Conflict("Dit punt is niet meer te wijzigen: de vergadering is afgesloten, of een ander was u voor.")
    eis_geen_belang(actor, punt)
    punt.stand, punt.behandeld_op = Stand.GEPLAND, None
    punt.versie += 1
    punt.save(update_fields=["stand", "behandeld_op", "versie"])
    leg_vast(actor, "uitkomst_heropenen", punt)
    return punt


# -- a stake in it ---------------------------------------------------------------------------------


@transaction.atomic
def meld_belang(actor: Actor, punt_id: int, *, nu: datetime) -> Agendapunt:
    """Whoever is invited says so of themselves; from then on its papers are closed to this person."""
    gezien = zichtbaar_punt(actor, punt_id)
    if gezien is None:
        weiger(actor, "agendapunt", Agendapunt, punt_id)
        raise NietGevonden
    list(Vergadering.objects.select_for_update().filter(pk=gezien.vergadering_id or 0))  # not while it is being closed
    punt = Agendapunt.objects.select_related("vergadering").get(pk=punt_id)
    if not punt.is_open or (punt.vergadering is not None and not punt.vergadering.is_open):
        raise Conflict("Dit punt is al behandeld. Vertel het secretariaat dat u een belang had.")
    _, nieuw = Belang.objects.get_or_create(
        punt=punt, user_id=actor.persoon_id, defaults={"gemeld_op": nu, "gemeld_door_id": actor.persoon_id}
    )
    if nieuw:
        leg_vast(actor, "belang_melden", punt)
    return punt


@transaction.atomic
def neem_belang_terug(actor: Actor, punt_id: int, user_id: int) -> Agendapunt:
    """Reported by mistake: taken back by who organises, never by the person alone."""
    punt = punt_op_slot(actor, punt_id)
    if user_id == actor.gebruiker_id:
        raise Geweigerd("Over uw eigen belang beslist een collega.")
    eis_te_wijzigen(actor, punt)
    punt.belangen.filter(user_id=user_id).delete()
    leg_vast(actor, "belang_terugnemen", punt, gebruiker=user_id)
    return punt

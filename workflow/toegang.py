"""The one door to a case for reading: filters on what this actor may see, and logs that it was read."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from audit.services import (
    GROOTSTE_ID,
    Waarvan,
    net_gelezen,
    net_gelezen_zaken,
    record_lezing,
    record_lezingen,
)
from cases.grond import grond_van_zaak, gronden_van_zaken
from cases.models import Zaak
from cases.toegang import leg_zaakweigering_vast
from organisations.actor import Actor
from organisations.vraag import VasteVraag, iemand, waarden_van
from workflow.fouten import NietGevonden


def haal_zaak(actor: Actor, zaak_id: int, *, pagina: str, ook: tuple[str, ...] = (), soort: str = "") -> Zaak:
    """The case, or NietGevonden (404) when it is absent or not for this actor. `pagina` names what is read.

    `ook` names what comes along in the same question, such as the row of its workflow; `soort` is the only kind of case
    that this page is for.
    """
    zaak = zichtbare_zaak(actor, zaak_id, ook=ook)
    if zaak is None or (soort and zaak.soort != soort):
        leg_zaakweigering_vast(actor, f"lezen:{pagina}", zaak_id, grond="niet zichtbaar")
        raise NietGevonden
    leg_lezen_vast(actor, zaak, pagina)
    return zaak


def zichtbare_zaak(actor: Actor, zaak_id: int, *, ook: tuple[str, ...] = ()) -> Zaak | None:
    """The case that was asked for, when `visible_to` gives it."""
    if zaak_id > GROOTSTE_ID:
        return None
    return next(iter(_zichtbaar(actor.rol, actor.vandaag, ook, pk=zaak_id, **waarden_van(actor))), None)


@VasteVraag
def _zichtbaar(rol: str, dag: date, ook: tuple[str, ...], *, pk: Any, **wie: Any) -> QuerySet[Zaak]:
    zaken = Zaak.objects.visible_to(iemand(rol, dag, wie)).filter(pk=pk).order_by()[:1]
    return zaken.select_related(
        "dossier__leerling", "school", "swv__commissie", "behandelaar", "schoolbehandelaar", *ook
    )


def leg_lezen_vast(actor: Actor, zaak: Zaak, pagina: str) -> None:
    """One row per person, hat and page of a case within a quarter of an hour."""
    if not net_gelezen(actor, pagina, nu=timezone.now(), zaak_id=zaak.pk):
        record_lezing(actor, pagina, grond=grond_van_zaak(actor, zaak), **_waarvan(zaak))


def leg_overzicht_vast(actor: Actor, zaken: Iterable[Zaak], pagina: str) -> None:
    """The same for one page about several cases: a row for each, written together."""
    zaken = list(zaken)
    net = net_gelezen_zaken(actor, pagina, (zaak.pk for zaak in zaken), nu=timezone.now())
    if nieuw := [zaak for zaak in zaken if zaak.pk not in net]:
        gronden = gronden_van_zaken(actor, nieuw)
        record_lezingen(actor, pagina, gronden=zip(gronden, map(_waarvan, nieuw), strict=True))


def _waarvan(zaak: Zaak) -> Waarvan:
    return {"swv_id": zaak.swv_id, "zaak_id": zaak.pk, "leerling_id": zaak.dossier.leerling_id}

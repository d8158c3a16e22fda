"""What the invited are told: that there is a meeting, that it moved or is off, that agenda or minutes are there.

A message names the commission and the day, and nothing of what is on the agenda.
"""

from datetime import datetime

from django.utils.timezone import localdate

from organisations.models import Lidmaatschap, User
from ui.notatie import datum, datumtijd
from vergaderingen.models import Genodigde, Vergadering
from vergaderingen.woorden import waar
from workflow.berichten import Mededeling, schrijf_aan_lid
from workflow.process import Ontvanger

VINDEN = "U vindt alles onder Vergaderingen."


def meld_uitnodiging(vergadering: Vergadering, genodigden: list[Genodigde], *, nu: datetime) -> None:
    _meld(
        vergadering,
        genodigden,
        f"uitgenodigd:{vergadering.versie}",
        f"Vergadering op {datum(vergadering.begin)}",
        f"U bent uitgenodigd voor de vergadering van de {vergadering.commissie.naam} op "
        f"{datumtijd(vergadering.begin)}, {waar(vergadering)}. {VINDEN}",
        nu=nu,
    )


def meld_wijziging(vergadering: Vergadering, genodigden: list[Genodigde], *, nu: datetime) -> None:
    _meld(
        vergadering,
        genodigden,
        f"verzet:{vergadering.verschoven}",
        f"De vergadering is nu op {datum(vergadering.begin)}",
        f"Tijd of plaats van de vergadering van de {vergadering.commissie.naam} is veranderd. Het is nu "
        f"{datumtijd(vergadering.begin)}, {waar(vergadering)}. {VINDEN}",
        nu=nu,
    )


def meld_niet_meer(vergadering: Vergadering, genodigden: list[Genodigde], *, nu: datetime) -> None:
    _meld(
        vergadering,
        genodigden,
        f"niet_meer:{vergadering.versie}",
        f"U bent niet meer uitgenodigd op {datum(vergadering.begin)}",
        f"U hoeft niet te komen naar de vergadering van de {vergadering.commissie.naam} op "
        f"{datumtijd(vergadering.begin)}.",
        nu=nu,
    )


def meld_afgelast(vergadering: Vergadering, *, nu: datetime) -> None:
    _meld(
        vergadering,
        _allen(vergadering),
        "afgelast",
        f"De vergadering van {datum(vergadering.begin)} gaat niet door",
        f"De vergadering van de {vergadering.commissie.naam} op {datumtijd(vergadering.begin)} gaat niet door. "
        "De punten komen op een volgende agenda.",
        nu=nu,
    )


def meld_agenda(vergadering: Vergadering, *, nu: datetime) -> None:
    _meld(
        vergadering,
        _allen(vergadering),
        f"agenda:{nu.isoformat()}",
        f"De agenda van {datum(vergadering.begin)} staat klaar",
        f"De agenda en de stukken van de vergadering van de {vergadering.commissie.naam} op "
        f"{datumtijd(vergadering.begin)} staan klaar. {VINDEN}",
        nu=nu,
    )


def meld_verslag(vergadering: Vergadering, *, nu: datetime) -> None:
    _meld(
        vergadering,
        _allen(vergadering),
        "verslag",
        f"Het verslag van {datum(vergadering.begin)} is vastgesteld",
        f"Het verslag van de vergadering van de {vergadering.commissie.naam} op {datum(vergadering.begin)} is "
        f"vastgesteld. Kijk ook of er iets voor u op de actielijst staat. {VINDEN}",
        nu=nu,
    )


def _allen(vergadering: Vergadering) -> list[Genodigde]:
    return list(vergadering.genodigden.select_related("lid__user"))


def _meld(
    vergadering: Vergadering, genodigden: list[Genodigde], wat: str, onderwerp: str, tekst: str, *, nu: datetime
) -> None:
    """Once per person and event, also of who comes in two hats; not to a hat that ended meanwhile."""
    leden = Lidmaatschap.objects.werkzaam_op(localdate(nu))
    geldig = set(leden.filter(pk__in=[g.lid_id for g in genodigden]).values_list("pk", flat=True))
    mededeling = Mededeling(
        soort=f"vergadering_{wat.partition(':')[0]}",
        onderwerp=onderwerp,
        tekst=tekst,
        sleutel=f"vergadering:{vergadering.pk}:{wat}",
    )
    leden_nu = [g.lid for g in genodigden if g.lid_id in geldig]
    per_persoon: dict[int, tuple[User, str]] = {lid.user_id: (lid.user, lid.rol) for lid in leden_nu}
    for user, rol in per_persoon.values():
        schrijf_aan_lid(Ontvanger(user=user, rol=rol), vergadering.swv_id, mededeling, nu=nu)

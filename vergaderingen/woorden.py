"""Items and people in words: cases by number and initials, never by name."""

import re
from collections.abc import Mapping

from cases.models import Leerling
from vergaderingen.models import Agendapunt, Vergadering
from workflow.fouten import Geweigerd
from workflow.process import Agendasoort, process_van

UITKOMSTEN: Mapping[str, str] = {
    "besproken": "besproken",
    "advies": "advies gegeven",
    "aangehouden": "aangehouden",
}
"""What can come of an item that is no case."""


def waar(vergadering: Vergadering) -> str:
    return f"online ({vergadering.plaats})" if vergadering.online else vergadering.plaats


def initialen(leerling: Leerling) -> str:
    """`S.V.`: enough to know at the table which case is meant."""
    return "".join(f"{naam[0].upper()}." for naam in (leerling.roepnaam, leerling.achternaam) if naam)


def kenmerk(punt: Agendapunt) -> str:
    """A case by number, initials and school; a consultation by the school that asks."""
    if punt.zaak is not None:
        zaak = punt.zaak
        return f"{zaak.nummer or f'concept {zaak.pk}'} · {initialen(zaak.dossier.leerling)} · {zaak.school.naam}"
    return punt.school.naam if punt.school else ""


def agendasoort(punt: Agendapunt) -> Agendasoort | None:
    """What the process of the case declares of this kind of item; None of an item that is no case."""
    if punt.zaak is None:
        return None
    return process_van(punt.zaak).agendapunten.get(punt.soort)


def uitkomsten(punt: Agendapunt) -> Mapping[str, str]:
    soort = agendasoort(punt)
    return soort.uitkomsten if soort else UITKOMSTEN


def uitkomst(punt: Agendapunt) -> str:
    """The outcome, with what was answered beside it."""
    woord = uitkomsten(punt).get(punt.uitkomst, punt.uitkomst)
    soort = agendasoort(punt)
    if soort is None or soort.keuze is None or not punt.keuze:
        return woord
    return f"{woord}, {soort.keuze.woorden(punt.keuze)}"


def eis_zonder_naam(vergadering: Vergadering, tekst: str, *, veld: str) -> None:
    """Minutes name no pupil, of this item or of another: who may not open the case learns its number and initials.

    A name as it is written, or all in capitals; in small letters it is mostly a word of its own.
    """
    leerlingen = Leerling.objects.filter(dossiers__zaken__agendapunten__vergadering=vergadering)
    for paar in leerlingen.values_list("achternaam", "roepnaam"):
        for naam in paar:
            vormen = "|".join(re.escape(vorm) for vorm in {naam, naam.upper()} if len(vorm) > 1)
            if vormen and re.search(rf"(?<!\w)({vormen})(?!\w)", tekst):
                raise Geweigerd(
                    f"Hier staat ‘{naam}’, de naam van een leerling. Schrijf ‘de leerling’: het verslag noemt alleen "
                    "initialen. Bedoelt u iemand anders, schrijf dan wie dat is.",
                    veld=veld,
                )

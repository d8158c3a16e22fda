"""The inbox as its owner may read it today: a message stays, what it said of a pupil goes with the access."""

from collections.abc import Iterable
from datetime import date

from cases.models import Zaak
from organisations.actor import actor_voor
from organisations.models import Lidmaatschap
from workflow.models import Bericht

ONDERWERP = "Bericht bij een zaak die u niet meer ziet"
TEKST = "U hebt geen toegang meer tot deze zaak. Daarom tonen wij niet meer wat er in dit bericht stond."


def zonder_gesloten_zaken(berichten: list[Bericht], hoeden: Iterable[Lidmaatschap], vandaag: date) -> list[Bericht]:
    """The same messages, unsaved, with the words taken out of those about a case that none of these hats sees today.

    `hoeden` are those the session may put on: the account of a school opens no messages of another job or of a parent.
    """
    zichtbaar = _zichtbaar({b.zaak_id for b in berichten if b.zaak_id}, hoeden, vandaag)
    for bericht in berichten:
        if bericht.zaak_id and bericht.zaak_id not in zichtbaar:
            bericht.onderwerp, bericht.tekst, bericht.zaak = ONDERWERP, TEKST, None
    return berichten


def _zichtbaar(zaak_ids: Iterable[int], hoeden: Iterable[Lidmaatschap], vandaag: date) -> set[int]:
    zichtbaar: set[int] = set()
    for hoed in hoeden:
        zaken = Zaak.objects.visible_to(actor_voor(hoed, vandaag=vandaag)).filter(pk__in=list(zaak_ids))
        zichtbaar |= set(zaken.values_list("pk", flat=True))
    return zichtbaar


def passende_hoeden(zaak_id: int, hoeden: Iterable[Lidmaatschap], vandaag: date) -> list[Lidmaatschap]:
    """Which of these hats see the case today."""
    return [hoed for hoed in hoeden if _zichtbaar([zaak_id], [hoed], vandaag)]

"""The inbox as its owner may read it today: a message stays, what it said of a pupil goes with the access."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from cases.models import Zaak
from organisations.actor import actor_voor, hoedlabel
from organisations.models import Lidmaatschap
from workflow.models import Bericht

ONDERWERP = "Bericht bij een zaak die u niet meer ziet"
TEKST = "U hebt geen toegang meer tot deze zaak. Daarom tonen wij niet meer wat er in dit bericht stond."
JIJ = (
    "Bericht bij een zaak die je niet meer ziet",
    "Je hebt geen toegang meer tot deze zaak. Daarom tonen wij niet meer wat er in dit bericht stond.",
)


@dataclass(frozen=True)
class Post:
    """A message, and the other hats of this person that open its case, when the hat that is on does not."""

    bericht: Bericht
    andere: list[tuple[int, str]]


def te_lezen(berichten: list[Bericht], hoeden: list[Lidmaatschap], hoed_id: int | None, vandaag: date) -> list[Post]:
    """The messages, unsaved, without the words of those about a case that none of these hats sees today.

    `hoeden` are those the session may put on: the account of a school opens no messages of another job or of a parent.
    """
    ids = {b.zaak_id for b in berichten if b.zaak_id}
    per_hoed = [(hoed, _zichtbaar(ids, [hoed], vandaag)) for hoed in hoeden]
    return [_post(bericht, per_hoed, hoed_id) for bericht in berichten]


def _post(bericht: Bericht, per_hoed: list[tuple[Lidmaatschap, set[int]]], hoed_id: int | None) -> Post:
    if bericht.zaak_id is None:
        return Post(bericht, [])
    passend = [hoed for hoed, ids in per_hoed if bericht.zaak_id in ids]
    if not passend:
        bericht.onderwerp, bericht.tekst = JIJ if bericht.aan_leerling else (ONDERWERP, TEKST)
        bericht.zaak = None
    if any(hoed.pk == hoed_id for hoed in passend):
        return Post(bericht, [])
    return Post(bericht, [(hoed.pk, hoedlabel(hoed)) for hoed in passend])


def _zichtbaar(zaak_ids: Iterable[int], hoeden: Iterable[Lidmaatschap], vandaag: date) -> set[int]:
    zichtbaar: set[int] = set()
    for hoed in hoeden:
        zaken = Zaak.objects.visible_to(actor_voor(hoed, vandaag=vandaag)).filter(pk__in=list(zaak_ids))
        zichtbaar |= set(zaken.values_list("pk", flat=True))
    return zichtbaar


def passende_hoeden(zaak_id: int, hoeden: Iterable[Lidmaatschap], vandaag: date) -> list[Lidmaatschap]:
    """Which of these hats see the case today."""
    return [hoed for hoed in hoeden if _zichtbaar([zaak_id], [hoed], vandaag)]

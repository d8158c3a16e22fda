"""The forecast of the board: measured lead times and what runs now, within what somebody may see.

Cheap at any size: at most so many of the latest decisions, and counts per day along an index.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count

from deadlines.beleidsregels import jaardata
from deadlines.models import Soort, Termijn, TermijnQuerySet
from deadlines.prognose import MINSTENS, Tempo, Verwachting, verwacht
from organisations.actor import Actor
from workflow.process import processen

JAAR = timedelta(days=365)
MEESTE = 1000
"""The latest decisions that are measured."""
DAGEN = ("aanvragen", "einde")
"""The yearly dates by which requests should be decided: 1 June and 31 July."""


@dataclass(frozen=True)
class Vooruitblik:
    """The pace, what it says of each date, and whether only the latest decisions were measured."""

    tempo: Tempo
    verwachtingen: list[Verwachting]
    afgekapt: bool
    minstens: int = MINSTENS

    @property
    def helft(self) -> int:
        return self.tempo.binnen(0.5)

    @property
    def meeste(self) -> int:
        return self.tempo.binnen(0.9)

    @property
    def ouder(self) -> int:
        """Running longer than anything measured."""
        return max(regel.langer_dan_gemeten for regel in self.verwachtingen)


def vooruitblik(actor: Actor) -> Vooruitblik:
    tempo, afgekapt = gemeten_tempo(actor)
    lopend = _per_dag(_beslistermijnen(actor).open())
    dagen = [dag for dag, vast in jaardata(actor.vandaag, actor.vandaag + JAAR) if vast.naam in DAGEN]
    instroom = _instroom_van_vorig_jaar(actor, max(dagen)) if tempo.genoeg else {}
    verwachtingen = [
        verwacht(dag, vandaag=actor.vandaag, lopend=lopend, instroom=instroom, tempo=tempo) for dag in dagen
    ]
    return Vooruitblik(tempo, verwachtingen if tempo.genoeg else [], afgekapt)


def gemeten_tempo(actor: Actor) -> tuple[Tempo, bool]:
    """From receipt to decision, of the latest requests that were decided within a year; and whether there are more."""
    sinds = actor.vandaag - JAAR
    besloten = _beslistermijnen(actor).filter(gestopt_op__gt=sinds, gestopt_op__lte=actor.vandaag)
    rijen = list(besloten.order_by("-gestopt_op", "-pk").values_list("zaak_id", "vanaf", "gestopt_op")[: MEESTE + 1])
    afgekapt = len(rijen) > MEESTE
    rijen = rijen[:MEESTE]
    zonder = _zonder_besluit(zaak_id for zaak_id, _, _ in rijen)
    tellen = [(vanaf, op) for zaak_id, vanaf, op in rijen if op and op >= vanaf and zaak_id not in zonder]
    dagen = [op for _, op in tellen]
    duren = tuple((op - vanaf).days for vanaf, op in tellen)
    return Tempo(duren, min(dagen, default=None), max(dagen, default=None)), afgekapt


def _beslistermijnen(actor: Actor) -> TermijnQuerySet:
    """Along the index of the samenwerkingsverband, for a school too."""
    termijnen = Termijn.objects.filter(soort=Soort.BESLISTERMIJN).visible_to(actor)
    return termijnen.filter(swv_id=actor.swv_id) if actor.swv_id else termijnen


def _zonder_besluit(zaak_ids: Iterable[int]) -> set[int]:
    zonder: set[int] = set()
    ids = set(zaak_ids)
    for process in processen().values():
        zonder |= process.zonder_besluit(ids)
    return zonder


def _per_dag(termijnen: TermijnQuerySet) -> dict[date, int]:
    """How many terms began on each day: the day of receipt."""
    rijen = termijnen.order_by().values("vanaf").annotate(aantal=Count("pk"))
    return {rij["vanaf"]: rij["aantal"] for rij in rijen}


def _instroom_van_vorig_jaar(actor: Actor, tot: date) -> dict[date, int]:
    """What came in during the same days a year ago, each day moved a year on."""
    vorig_jaar = _beslistermijnen(actor).filter(vanaf__gt=actor.vandaag - JAAR, vanaf__lte=tot - JAAR)
    return {dag + JAAR: aantal for dag, aantal in _per_dag(vorig_jaar).items()}

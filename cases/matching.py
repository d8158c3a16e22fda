"""Do two dossiers concern the same pupil? Pure scoring, and the query for candidates (domain.md §8: match blind).

What is found goes to the secretariat alone. The school that opens a dossier gets the same answer either way.
"""

import re
from dataclasses import dataclass
from datetime import date
from itertools import product

from django.db.models import Q

from cases.models import Dossier, Leerling, MogelijkeDubbel
from cases.zoeken import normaliseer

TUSSENVOEGSELS = frozenset(
    [
        "van",
        "de",
        "der",
        "den",
        "het",
        "t",
        "ten",
        "ter",
        "te",
        "la",
        "le",
        "du",
        "des",
        "di",
        "el",
        "al",
        "bin",
        "ben",
        "von",
        "zu",
        "in",
        "op",
        "aan",
        "uit",
    ]
)
_KLANKEN = (
    (r"ij|y|ei", "i"),
    (r"ou|au", "o"),
    (r"uy|ui|eu", "ø"),
    (r"oe", "u"),
    (r"ph", "f"),
    (r"th|dt|d\b", "t"),
    (r"ch|g|kh", "g"),
    (r"ck|c|q", "k"),
    (r"ks", "x"),
    (r"v", "f"),
    (r"z", "s"),
    (r"ie|j", "i"),
    (r"h", ""),
    (r"(.)\1+", r"\1"),
)


@dataclass(frozen=True)
class Persoon:
    """What matching knows of a pupil."""

    voornamen: str
    roepnaam: str
    tussenvoegsel: str
    achternaam: str
    geboortedatum: date

    @property
    def voor(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(normaliseer(f"{self.roepnaam} {self.voornamen}").split()))

    @property
    def eerste(self) -> tuple[str, ...]:
        """The names a person goes by: what it is called, and the first given name."""
        namen = [normaliseer(self.roepnaam).split()[:1], normaliseer(self.voornamen).split()[:1]]
        return tuple(dict.fromkeys(naam for deel in namen for naam in deel))

    @property
    def achter(self) -> tuple[str, ...]:
        """Words of the surname without tussenvoegsels, unless nothing else is left."""
        woorden = normaliseer(f"{self.tussenvoegsel} {self.achternaam}").split()
        return tuple(w for w in woorden if w not in TUSSENVOEGSELS) or tuple(woorden)


def persoon_van(leerling: Leerling) -> Persoon:
    return Persoon(
        leerling.voornamen,
        leerling.roepnaam,
        leerling.tussenvoegsel,
        leerling.achternaam,
        leerling.geboortedatum,
    )


def omgedraaid(dag: date) -> date | None:
    """The date with day and month exchanged, when that is a date."""
    return date(dag.year, dag.day, dag.month) if dag.day <= 12 else None


def klank(woord: str) -> str:
    """How a Dutch ear hears it, roughly: Thijs and Tys, Yussuf and Joesoef come close to each other."""
    for patroon, vervanging in _KLANKEN:
        woord = re.sub(patroon, vervanging, woord)
    return woord


def afstand(a: str, b: str) -> int:
    """Levenshtein distance."""
    vorige = list(range(len(b) + 1))
    for i, teken in enumerate(a, 1):
        rij = [i]
        for j, ander in enumerate(b, 1):
            rij.append(min(vorige[j] + 1, rij[j - 1] + 1, vorige[j - 1] + (teken != ander)))
        vorige = rij
    return vorige[-1]


def gelijkenis(a: str, b: str) -> float:
    """1 for the same word, by spelling or by sound; 0 for words that share nothing."""
    if not a or not b:
        return 0.0
    spelling = 1 - afstand(a, b) / max(len(a), len(b))
    geluid_a, geluid_b = klank(a), klank(b)
    if not geluid_a or not geluid_b:
        return spelling
    geluid = 1 - afstand(geluid_a, geluid_b) / max(len(geluid_a), len(geluid_b))
    return max(spelling, geluid - 0.05 if a != b else 1.0)


def _beste(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    """Best pair of words: half of a double surname is enough."""
    aaneen = gelijkenis("".join(a), "".join(b))
    return max([aaneen, *(gelijkenis(x, y) for x, y in product(a, b))])


def _voornaam(a: Persoon, b: Persoon) -> float:
    """What one goes by against any given name of the other: a shared second name proves nothing.

    A short form (Mo, Sem) counts for the name it begins.
    """
    paren = [*product(a.eerste, b.voor), *product(a.voor, b.eerste)]
    kort = any(min(len(x), len(y)) >= 2 and (x.startswith(y) or y.startswith(x)) for x, y in paren)
    aaneen = gelijkenis("".join(a.voor), "".join(b.voor))
    return max([aaneen, 0.8 if kort else 0.0, *(gelijkenis(x, y) for x, y in paren)])


NAAM_GENOEG = 0.75


def naam_gelijkenis(a: Persoon, b: Persoon) -> tuple[float, bool]:
    """How alike the names are (0–1), and whether first and last name were exchanged."""
    recht = min(_voornaam(a, b), _beste(a.achter, b.achter))
    kruis = min(_beste(a.voor, b.achter), _beste(a.achter, b.voor))
    return (kruis, True) if kruis > recht else (recht, False)


def _heet_hetzelfde(a: Persoon, b: Persoon) -> bool:
    """As people read it: a shared second name, or half of a double surname, is alike and not the same."""
    return normaliseer(a.roepnaam) == normaliseer(b.roepnaam) and a.achter == b.achter


def overeenkomst(a: Persoon, b: Persoon) -> str:
    """Why the two may be one pupil, in words for the secretariat; empty when they are not likely to be.

    The same date of birth asks a similar name; a date with day and month exchanged asks nearly the same name.
    """
    zelfde_dag = a.geboortedatum == b.geboortedatum
    if not zelfde_dag and a.geboortedatum != omgedraaid(b.geboortedatum):
        return ""
    gelijk, gekruist = naam_gelijkenis(a, b)
    if gelijk < (NAAM_GENOEG if zelfde_dag else 0.85):
        return ""
    redenen = ["zelfde geboortedatum" if zelfde_dag else "dag en maand van geboorte omgedraaid"]
    redenen.append("zelfde naam" if gelijk >= 0.999 and (gekruist or _heet_hetzelfde(a, b)) else "naam lijkt erop")
    if gekruist:
        redenen.append("voornaam en achternaam omgedraaid")
    return ", ".join(redenen)


@dataclass(frozen=True)
class Gevonden:
    dossier: Dossier
    reden: str


def lijkt_op(persoon: Persoon, *, swv_id: int, behalve: int | None = None) -> list[Gevonden]:
    """Dossiers of this samenwerkingsverband, of whatever school, that may concern the same pupil."""
    dagen = Q(leerling__geboortedatum=persoon.geboortedatum)
    if anders := omgedraaid(persoon.geboortedatum):
        dagen |= Q(leerling__geboortedatum=anders)
    kandidaten = Dossier.objects.filter(dagen, swv_id=swv_id, samengevoegd_met__isnull=True)
    kandidaten = kandidaten.exclude(pk=behalve or 0).select_related("leerling", "school").order_by("pk")
    paren = ((dossier, overeenkomst(persoon, persoon_van(dossier.leerling))) for dossier in kandidaten)
    return [Gevonden(dossier, reden) for dossier, reden in paren if reden]


def leg_dubbelen_vast(dossier: Dossier, *, vandaag: date) -> None:
    """Write a row for the secretariat per likely double, and nothing for anybody else.

    The queries are the same with and without a double, but for one insert: the time tells nothing either.
    """
    gevonden = lijkt_op(persoon_van(dossier.leerling), swv_id=dossier.swv_id, behalve=dossier.pk)
    bekend = _al_gekoppeld(dossier.pk)
    MogelijkeDubbel.objects.bulk_create(
        _paar(dossier, ander, vandaag) for ander in gevonden if ander.dossier.pk not in bekend
    )


def _paar(dossier: Dossier, gevonden: Gevonden, vandaag: date) -> MogelijkeDubbel:
    eerst, later = sorted([dossier, gevonden.dossier], key=lambda d: d.pk)
    return MogelijkeDubbel(
        swv_id=dossier.swv_id,
        bestaand=eerst,
        nieuw=later,
        gevonden_op=vandaag,
        overeenkomst=gevonden.reden,
    )


def _al_gekoppeld(dossier_id: int) -> set[int]:
    """Dossiers that already form a pair with this one, judged or not."""
    paren = MogelijkeDubbel.objects.filter(Q(bestaand_id=dossier_id) | Q(nieuw_id=dossier_id))
    return {pk for paar in paren.values_list("bestaand_id", "nieuw_id") for pk in paar}

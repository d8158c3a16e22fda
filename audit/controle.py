"""Checkpoints over all chains, and the check of everything against them.

A chain shows by itself that a row was changed, removed, put in or swapped; not that its end was cut off, or that it
was thrown away or written anew as a whole. A checkpoint keeps where every chain stood, what loose rows there were, and
the hash of the checkpoint before it. A higher room seals it with a key that the database does not hold.
"""

import hashlib
import json
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from itertools import groupby

from django.db import connection, transaction
from django.db.models import Max

from audit.models import Controlekop, Controlepunt, Gebeurtenis
from audit.services import SLOT_SNEDE, digest

SLOT_CONTROLE = 7204
BLOK = 2000
KLEINSTE = -(2**63)
"""Nothing is below this; the database itself begins at 1."""
Zegelaar = Callable[[bytes], bytes]
Zegellezer = Callable[[bytes, bytes], str]
"""Given what was sealed and the seal: what is wrong with it, or nothing."""


def maak_controlepunt(verzegel: Zegelaar, *, nu: datetime) -> Controlepunt | None:
    """Seal what was written since the last checkpoint; None when that is nothing."""
    tot_id = _snede()
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, 0)", [SLOT_CONTROLE])
        vorig = Controlepunt.objects.order_by("-nummer").first()
        vanaf = vorig.tot_id if vorig else 0
        if tot_id <= vanaf:
            return None
        koppen = _koppen(vanaf, tot_id)
        losse, losse_hash = _losse(vanaf, tot_id)
        punt = Controlepunt(
            nummer=vorig.nummer + 1 if vorig else 1,
            moment=nu,
            tot_id=tot_id,
            ketens=len(koppen),
            koppen_hash=koppen_hash(koppen)[1],
            losse=losse,
            losse_hash=losse_hash,
            vorige=vorig.hash if vorig else "",
        )
        punt.hash = punt_hash(punt)
        punt.zegel = verzegel(punt.hash.encode())
        punt.save(force_insert=True)
        rijen = (Controlekop(controlepunt=punt, zaak_id=z, volgnummer=n, hash=h) for z, n, h in koppen)
        Controlekop.objects.bulk_create(rijen, batch_size=BLOK)
    return punt


def _snede() -> int:
    """The last number given out, at a moment when no writer is between its number and its commit."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '3s'")
        cursor.execute("SELECT pg_advisory_xact_lock(%s, 0)", [SLOT_SNEDE])
        return int(Gebeurtenis.objects.aggregate(hoogste=Max("pk"))["hoogste"] or 0)


def _koppen(vanaf: int, tot: int) -> list[tuple[int, int, str]]:
    """The head of every chain that grew in this stretch, by Zaak."""
    rijen = (
        Gebeurtenis.objects.filter(pk__gt=vanaf, pk__lte=tot, volgnummer__isnull=False)
        .order_by("zaak_id", "-volgnummer")
        .distinct("zaak_id")
        .values_list("zaak_id", "volgnummer", "hash")
    )
    return [(zaak_id or 0, volgnummer or 0, kop) for zaak_id, volgnummer, kop in rijen]


def koppen_hash(koppen: Iterable[tuple[int, int, str]]) -> tuple[int, str]:
    """How many heads, and their hash."""
    som, aantal = hashlib.sha256(), 0
    for kop in koppen:
        som.update(f"{kop[0]}/{kop[1]}/{kop[2]}\n".encode())
        aantal += 1
    return aantal, som.hexdigest()


def _losse(vanaf: int, tot: int) -> tuple[int, str]:
    """How many rows of this stretch are in no chain (refusals, writes outside a Zaak), and their hash."""
    som, aantal = hashlib.sha256(), 0
    losse = Gebeurtenis.objects.filter(pk__gt=vanaf, pk__lte=tot, volgnummer__isnull=True).order_by("pk")
    for rij in losse.iterator(BLOK):
        som.update(f"{rij.pk}/{digest(rij)}\n".encode())
        aantal += 1
    return aantal, som.hexdigest()


def punt_hash(punt: Controlepunt) -> str:
    """What is sealed. The moment counts in UTC, to the microsecond."""
    inhoud = [
        punt.nummer,
        punt.moment.astimezone(UTC).isoformat(),
        punt.tot_id,
        punt.ketens,
        punt.koppen_hash,
        punt.losse,
        punt.losse_hash,
        punt.vorige,
    ]
    return hashlib.sha256(json.dumps(inhoud).encode()).hexdigest()


# -- the check -------------------------------------------------------------------------------------


class Controle:
    """Goes through everything once, in constant memory. `fouten` come out as they are found."""

    def __init__(self, lees_zegel: Zegellezer) -> None:
        self.lees_zegel = lees_zegel
        self.rijen = self.ketens = self.losse = self.punten = 0
        self.laatste: Controlepunt | None = None

    def fouten(self, zaak_id: int | None = None) -> Iterator[str]:
        """Every finding, as a sentence. With a Zaak: only its chain, and every checkpoint that knows it."""
        if zaak_id is None:
            yield from self._controlepunten()
        else:
            for punt in Controlepunt.objects.filter(koppen__zaak_id=zaak_id).order_by("nummer").iterator(BLOK):
                yield from self._zegel(punt)
        yield from self._alle_ketens(zaak_id)

    def _zegel(self, punt: Controlepunt) -> Iterator[str]:
        """What one checkpoint says of itself: sealed by us, and with the heads that it was sealed over."""
        self.punten += 1
        self.laatste = punt
        naam = f"Checkpoint {punt.nummer}"
        if punt.hash != punt_hash(punt):
            yield f"{naam}: was changed."
        if reden := self.lees_zegel(punt.hash.encode(), bytes(punt.zegel)):
            yield f"{naam}: {reden}"
        koppen = punt.koppen.order_by("zaak_id").values_list("zaak_id", "volgnummer", "hash")
        if koppen_hash(koppen.iterator(BLOK)) != (punt.ketens, punt.koppen_hash):
            yield f"{naam}: the heads of chains that it keeps were changed."

    def _controlepunten(self) -> Iterator[str]:
        """Numbers without a gap, each chained to the former, its seal ours, its heads and loose rows as counted."""
        vorige, vanaf, nummer = "", KLEINSTE, 0
        for punt in Controlepunt.objects.order_by("nummer").iterator(BLOK):
            naam, nummer = f"Checkpoint {punt.nummer}", nummer + 1
            if punt.nummer != nummer:
                yield f"{naam}: number {nummer} is missing."
                nummer = punt.nummer
            if punt.vorige != vorige or punt.tot_id <= vanaf:
                yield f"{naam}: does not follow the checkpoint before it."
            yield from self._zegel(punt)
            losse, som = _losse(vanaf, punt.tot_id)
            self.losse += losse
            if losse != punt.losse or som != punt.losse_hash:
                yield f"{naam}: rows outside the chains (refusals and such) were changed: {losse} of {punt.losse}."
            vorige, vanaf = punt.hash, punt.tot_id
        self.losse += Gebeurtenis.objects.filter(pk__gt=vanaf, volgnummer__isnull=True).count()

    def _alle_ketens(self, zaak_id: int | None) -> Iterator[str]:
        """Chains and kept heads side by side, both in the order of Zaak: a chain of which only heads are left shows."""
        rijen = Gebeurtenis.objects.filter(volgnummer__isnull=False).order_by("zaak_id", "volgnummer", "pk")
        koppen = Controlekop.objects.order_by("zaak_id", "volgnummer")
        if zaak_id is not None:
            rijen, koppen = rijen.filter(zaak_id=zaak_id), koppen.filter(zaak_id=zaak_id)
        bewaard = groupby(koppen.iterator(BLOK), key=lambda kop: kop.zaak_id)
        volgende, stukken = next(bewaard, None), Stukken()
        for zaak, keten in groupby(rijen.iterator(BLOK), key=lambda rij: rij.zaak_id or 0):
            while volgende is not None and volgende[0] < zaak:
                yield f"Case {volgende[0]}: the whole chain is gone."
                volgende = next(bewaard, None)
            eigen: dict[int, Controlekop] = {}
            if volgende is not None and volgende[0] == zaak:
                eigen = {kop.volgnummer: kop for kop in volgende[1]}
                volgende = next(bewaard, None)
            yield from self._keten(zaak, keten, eigen, stukken.begin_van([*eigen.values()]))
        while volgende is not None:
            yield f"Case {volgende[0]}: the whole chain is gone."
            volgende = next(bewaard, None)

    def _keten(
        self, zaak: int, keten: Iterator[Gebeurtenis], koppen: dict[int, Controlekop], begin: Callable[[int], int]
    ) -> Iterator[str]:
        """One chain: 1, 2, 3… without a gap, each link on the one before it, and as the checkpoints saw it."""
        self.ketens += 1
        vorige, plaats, nummer = "", 0, 0
        for rij in keten:
            self.rijen += 1
            plaats += 1
            waar = f"Case {zaak}, link {rij.volgnummer} (row {rij.pk})"
            if rij.volgnummer != plaats:
                yield f"{waar}: link {plaats} was expected; a row is missing, was put in or moved."
                plaats = rij.volgnummer or plaats
            som = digest(rij)
            if rij.hash != som:
                yield f"{waar}: was changed."
            if rij.vorige != vorige:
                yield f"{waar}: does not follow the link before it."
            if rij.pk <= nummer:
                yield f"{waar}: is older than the link before it."
            elif rij.pk <= begin(plaats):
                yield f"{waar}: was put in afterwards; the checkpoint of its time did not see it."
            kop = koppen.pop(plaats, None)
            if kop is not None and kop.hash != som:
                yield f"{waar}: is not what a checkpoint saw; the chain was written anew."
            vorige, nummer = rij.hash, rij.pk
        if koppen:
            yield f"Case {zaak}: the end of the chain is gone; it had {max(koppen)} links, now {plaats}."


class Stukken:
    """Below which number of a row no link of a chain can stand, by the checkpoints that saw the chain grow.

    Numbers that were given out and not used (a rollback) leave room in which a row could be put in later.
    """

    def __init__(self) -> None:
        self.na: dict[int, int] = {}
        self.laatste = KLEINSTE
        for pk, tot_id in Controlepunt.objects.order_by("nummer").values_list("pk", "tot_id"):
            self.na[pk], self.laatste = self.laatste, tot_id

    def begin_van(self, koppen: list[Controlekop]) -> Callable[[int], int]:
        """For each place in one chain: the end of the checkpoint before the one that saw it."""
        plaatsen = [kop.volgnummer for kop in koppen]

        def begin(plaats: int) -> int:
            waar = bisect_left(plaatsen, plaats)
            return self.na.get(koppen[waar].controlepunt_id, KLEINSTE) if waar < len(koppen) else self.laatste

        return begin

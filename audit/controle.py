"""Checkpoints over all chains, and the check of everything against them.

A chain shows by itself that a row was changed, removed, put in or swapped; not that its end was cut off, or that it
was thrown away or written anew as a whole. A checkpoint keeps where every chain stood, what loose rows there were, and
the hash of the checkpoint before it. A higher room seals it with a key that the database does not hold.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from itertools import groupby

from django.db import connection, transaction
from django.db.models import Max

from audit.models import Controlekop, Controlepunt, Gebeurtenis
from audit.services import SLOT_SNEDE, digest

SLOT_CONTROLE = 7204
BLOK = 2000
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
        """Every finding, as a sentence. With a Zaak: only its chain, against every checkpoint that knows it."""
        if zaak_id is None:
            yield from self._controlepunten()
        yield from self._alle_ketens(zaak_id)

    def _controlepunten(self) -> Iterator[str]:
        """Numbers without a gap, each chained to the former, its seal ours, its heads and loose rows as counted."""
        vorige, vanaf = "", 0
        for punt in Controlepunt.objects.order_by("nummer").iterator(BLOK):
            self.punten += 1
            self.laatste = punt
            naam = f"Checkpoint {punt.nummer}"
            if punt.nummer != self.punten:
                yield f"{naam}: number {self.punten} is missing."
                self.punten = punt.nummer
            if punt.vorige != vorige or punt.tot_id <= vanaf:
                yield f"{naam}: does not follow the checkpoint before it."
            if punt.hash != punt_hash(punt):
                yield f"{naam}: was changed."
            if reden := self.lees_zegel(punt.hash.encode(), bytes(punt.zegel)):
                yield f"{naam}: {reden}"
            koppen = punt.koppen.order_by("zaak_id").values_list("zaak_id", "volgnummer", "hash")
            if koppen_hash(koppen.iterator(BLOK)) != (punt.ketens, punt.koppen_hash):
                yield f"{naam}: the heads of chains that it keeps were changed."
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
        volgende = next(bewaard, None)
        for zaak, keten in groupby(rijen.iterator(BLOK), key=lambda rij: rij.zaak_id or 0):
            while volgende is not None and volgende[0] < zaak:
                yield f"Case {volgende[0]}: the whole chain is gone."
                volgende = next(bewaard, None)
            eigen: dict[int, str] = {}
            if volgende is not None and volgende[0] == zaak:
                eigen = {kop.volgnummer: kop.hash for kop in volgende[1]}
                volgende = next(bewaard, None)
            yield from self._keten(zaak, keten, eigen)
        while volgende is not None:
            yield f"Case {volgende[0]}: the whole chain is gone."
            volgende = next(bewaard, None)

    def _keten(self, zaak: int, keten: Iterator[Gebeurtenis], koppen: dict[int, str]) -> Iterator[str]:
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
            if koppen.pop(plaats, som) != som:
                yield f"{waar}: is not what a checkpoint saw; the chain was written anew."
            vorige, nummer = rij.hash, rij.pk
        if koppen:
            yield f"Case {zaak}: the end of the chain is gone; it had {max(koppen)} links, now {plaats}."

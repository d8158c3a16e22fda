"""`python -m tests.soak --seconden 1800`: a site under load while things break; exit code 0 when nothing was lost.

At the end the faults stop, the queue must run empty, and the ledgers of the drivers are held against the database.
"""

import argparse
import atexit
import os
import signal
import sys
import tempfile
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from kombu.exceptions import OperationalError

from bench import delen
from tests.smtpserver import Postkantoor

TERUG_BINNEN, LEEG_BINNEN = 30.0, 60.0


@dataclass(frozen=True)
class Doel:
    """How long, and how much of it there must have been at least."""

    seconden: float
    storingen: int
    daden: int

    @property
    def per_daad(self) -> float:
        """Seconds between two acts of all drivers together: enough in the time there is, with some to spare."""
        return 0.9 * self.seconden / self.daden


@dataclass
class Verloop:
    """When each fault was over, and how long the queue took to run empty afterwards."""

    over: list[tuple[str, float]] = field(default_factory=list)
    leeg_na: float = 0.0
    duur: float = 0.0
    bezig: float = 0.0
    """How long the faults themselves lasted, together."""

    def pauze(self, doel: "Doel", nu: float) -> float:
        """Mean rest between two faults with which the rest of the time brings the rest of the faults."""
        nog = max(1, doel.storingen + 10 - len(self.over))
        return min(10.0, max(0.2, (doel.seconden - nu) / nog - self.bezig / max(1, len(self.over))))

    @property
    def soorten(self) -> int:
        return len({naam for naam, _ in self.over})


def richt_in(state: Path, postkantoor: Postkantoor, broker_weg: float, tempo: float) -> None:
    """Everything the processes need stands in their environment; nothing here skips the disk as tests do."""
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "swv.settings",
        "DEKKEND_OMGEVING": "demo",
        "DEKKEND_STATE": str(state),
        "DEKKEND_HARTSLAG": str(state),
        "EMAIL_BACKEND": "organisations.smtp.EmailBackend",
        "EMAIL_HOST": "127.0.0.1",
        "EMAIL_PORT": str(postkantoor.poort),
        "EMAIL_USE_TLS": "0",
        "LOG_LEVEL": "ERROR",
        "SOAK_BROKER_WEG": str(broker_weg),
        "SOAK_TEMPO": str(tempo),
    }


def draai(state: Path, doel: Doel, *, zaken: int, drijvers: int, schrijf: bool, begin: Path | None) -> int:
    import django  # noqa: PLC0415 the settings come from the environment made above

    from swv import embedded  # noqa: PLC0415

    postkantoor = Postkantoor()
    lang = doel.seconden > 300
    richt_in(state, postkantoor, broker_weg=60 if lang else 4, tempo=drijvers * doel.per_daad if lang else 0)
    embedded.start_where_needed()
    os.environ["SOAK_BROKER"] = embedded.places().broker_url
    django.setup()

    from django.db import connection  # noqa: PLC0415

    from tests.soak import storingen, uitslag, wereld  # noqa: PLC0415
    from tests.soak.site import Site  # noqa: PLC0415

    ids = wereld.bouw(zaken, begin)
    site, stop = Site(state, postkantoor), state / "stop"
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    atexit.unregister(embedded._leave)
    verloop = Verloop()
    try:
        site.begin()
        for nr in range(drijvers):
            eigen = [str(pk) for pk in ids[nr::drijvers]]
            boek = str(state / f"grootboek-{nr}.jsonl")
            site.zet_aan(f"drijver{nr}", ["tests.soak.drijver", boek, str(stop), *eigen])
        connection.close()
        _breek(site, verloop, list(storingen.STORINGEN), doel)
        stop.touch()
        verloop.leeg_na = _wacht_tot_leeg(verloop.over[-1][1], wek=not lang)
    finally:
        site.stop()
    uit = uitslag.vergelijk(state, postkantoor, ids)
    terug = _terug(state, verloop)
    postkantoor.sluit()
    connection.close()
    embedded._leave(embedded.places(), os.getpid())
    genoeg = uit.aanvaard >= doel.daden and len(verloop.over) >= doel.storingen
    goed = genoeg and not uit.fouten and terug <= TERUG_BINNEN and verloop.leeg_na <= LEEG_BINNEN
    regels = [
        f"{verloop.duur:.0f} s, {verloop.soorten} kinds of fault, {len(verloop.over)} injections",
        *uit.regels(),
        f"service back after at most {terug:.1f} s; queue empty {verloop.leeg_na:.1f} s after the last fault",
        "HELD" if goed else "BROKEN",
    ]
    print("\n".join(regels))
    if schrijf:
        delen.zet("soak", _deel(regels, verloop))
    return 0 if goed else 1


def _deel(regels: list[str], verloop: Verloop) -> list[str]:
    """What the page of figures says about this run."""
    per_soort = Counter(naam for naam, _ in verloop.over)
    soorten = ", ".join(f"{naam.replace('_', ' ')} ({keer})" for naam, keer in sorted(per_soort.items()))
    return [
        "## The soak",
        "",
        f"Written by `make soak` on {date.today().isoformat()}: {os.cpu_count()} cores, shared by the drivers,",
        "two workers of two processes, beat, PostgreSQL, the broker and a mail server. Asked: at least 20 kinds of",
        "fault, 200 injections and 20,000 accepted acts; nothing lost, doubled or missed; back within 30 s, the queue",
        "empty within 60 s.",
        "`in_twijfel`: mails cut off after their text went out; they are not offered again, a person decides (ADR 22).",
        "",
        "```",
        *regels,
        "```",
        "",
        f"Faults: {soorten}.",
    ]


def _breek(site, verloop, soorten, doel: Doel) -> None:  # type: ignore[no-untyped-def]
    """One after the other in a random order, each kind before any comes again; spread over the time there is.

    Goes on until there were enough, for at most half as long again.
    """
    from tests.soak.storingen import toeval  # noqa: PLC0415

    time.sleep(3)
    begin = time.monotonic()
    rij: list[Any] = []
    while verloop.duur < doel.seconden * 1.5:
        if verloop.duur > doel.seconden and _genoeg(site.map, verloop, doel):
            break
        if not rij:
            rij = list(soorten)
            toeval.shuffle(rij)
        storing = rij.pop()
        voor = time.monotonic()
        try:
            storing(site)
        except Exception as fout:  # a fault that hits while another still heals may itself fail
            print(f"{storing.__name__}: {type(fout).__name__}", file=sys.stderr)
        verloop.over.append((storing.__name__, time.time()))
        verloop.bezig += time.monotonic() - voor
        time.sleep(toeval.uniform(0.2, 1.8) * verloop.pauze(doel, time.monotonic() - begin))
        verloop.duur = time.monotonic() - begin


def _genoeg(map_: Path, verloop: Verloop, doel: Doel) -> bool:
    from tests.soak.wereld import lees_grootboek  # noqa: PLC0415

    daden = sum(regel["soort"] == "aanvaard" for regel in lees_grootboek(map_))
    return daden >= doel.daden and len(verloop.over) >= doel.storingen


def _wacht_tot_leeg(sinds: float, *, wek: bool) -> float:
    """Seconds from the last fault until nothing waits any more; one mail for what was missed comes later.

    `wek`: what beat sends every quarter of a minute is sent each second, and a mail that was handed over is as old
    as it has to be for doubt; a long run has the time to wait for both.
    """
    from django.db import DatabaseError, connection  # noqa: PLC0415
    from django.db.models import F, Q  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from documents.models import Document, Werkstatus  # noqa: PLC0415
    from workflow.mailen import TWIJFEL_NA  # noqa: PLC0415
    from workflow.models import Bericht  # noqa: PLC0415
    from workflow.tasks import veeg  # noqa: PLC0415

    open_ = [Werkstatus.WACHT, Werkstatus.BEZIG]
    gezegd = 0.0
    while time.time() - sinds < 4 * LEEG_BINNEN:
        try:
            if wek:
                handen = Bericht.objects.filter(werk=Werkstatus.BEZIG)
                handen.update(
                    aangeboden_op=F("aangeboden_op") - TWIJFEL_NA
                )  # who lives holds its slot, or finds it sent
                with suppress(OperationalError):  # the broker may have been the last that broke
                    veeg.apply_async(expires=5)
            straks = Q(bundel=True, volgende_poging_op__gt=timezone.now() + timedelta(seconds=30))
            wacht = (Document.objects.filter(werk__in=open_), Bericht.objects.filter(werk__in=open_).exclude(straks))
            if not any(rijen.exists() for rijen in wacht):
                return time.time() - sinds
            if time.time() - gezegd > 5:
                gezegd = time.time()
                _zeg_wat_wacht(gezegd - sinds)
        except DatabaseError:
            connection.close()
        time.sleep(1 if wek else 0.25)
    print(f"still waiting at {timezone.now():%H:%M:%S}", file=sys.stderr)
    return time.time() - sinds


def _zeg_wat_wacht(na: float) -> None:
    """What holds up the end, for who has to find out why it takes long."""
    from django.db.models import Count, Max  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from documents.models import Document, Werkstatus  # noqa: PLC0415
    from workflow.models import Bericht  # noqa: PLC0415

    nu = timezone.now()
    for model in (Document, Bericht):
        wacht = model.objects.filter(werk__in=[Werkstatus.WACHT, Werkstatus.BEZIG]).order_by()
        rijen = wacht.values_list("werk", "laatste_fout", "pogingen")
        for werk, fout, pogingen, aantal, tot in rijen.annotate(Count("pk"), Max("volgende_poging_op")):
            over = f"{(tot - nu).total_seconds():.0f} s" if tot else "now"
            print(f"{na:.0f} s: {aantal} {model.__name__} {werk} {fout} x{pogingen}, due in {over}", file=sys.stderr)


def _terug(map_: Path, verloop: Verloop) -> float:
    """The longest time from the end of a fault to the first act that was accepted after it."""
    from tests.soak.wereld import lees_grootboek  # noqa: PLC0415

    momenten = sorted(regel["op"] for regel in lees_grootboek(map_) if regel["soort"] == "aanvaard")
    langst = 0.0
    for naam, over in verloop.over[:-1]:
        eerste = next((op for op in momenten if op >= over), over + 999)
        if eerste - over > langst:
            langst = eerste - over
            print(f"{naam}: back after {langst:.1f} s", file=sys.stderr)
    return langst


if __name__ == "__main__":
    ontleder = argparse.ArgumentParser()
    ontleder.add_argument("--seconden", type=float, default=1800)
    ontleder.add_argument("--zaken", type=int, default=400)
    ontleder.add_argument("--drijvers", type=int, default=6)
    ontleder.add_argument("--storingen", type=int, default=200, help="at least so many faults")
    ontleder.add_argument("--daden", type=int, default=20_000, help="at least so many accepted acts")
    ontleder.add_argument("--schrijf", action="store_true", help="write the result into docs/benchmarks.md")
    ontleder.add_argument("--begin", type=Path, help="a migrated database as SQL, instead of migrating")
    keuzes = ontleder.parse_args()
    with tempfile.TemporaryDirectory(prefix="soak-") as map_:
        Path(map_).chmod(0o711)
        code = draai(
            Path(map_) / "s",
            Doel(keuzes.seconden, keuzes.storingen, keuzes.daden),
            zaken=keuzes.zaken,
            drijvers=keuzes.drijvers,
            schrijf=keuzes.schrijf,
            begin=keuzes.begin,
        )
    sys.exit(code)

"""`python -m tests.soak --seconden 900`: a site under load while things break; exit code 0 when nothing was lost.

At the end the faults stop, the queue must run empty, and the ledgers of the drivers are held against the database.
"""

import argparse
import os
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.smtpserver import Postkantoor

TERUG_BINNEN, LEEG_BINNEN = 30.0, 60.0


@dataclass
class Verloop:
    """When each fault was over, and how long the queue took to run empty afterwards."""

    over: list[tuple[str, float]] = field(default_factory=list)
    leeg_na: float = 0.0

    @property
    def soorten(self) -> int:
        return len({naam for naam, _ in self.over})


def richt_in(state: Path, postkantoor: Postkantoor, broker_weg: float) -> None:
    """Everything the processes need stands in their environment; nothing here skips the disk as tests do."""
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "swv.settings",
        "DEKKEND_OMGEVING": "demo",
        "DEKKEND_STATE": str(state),
        "DEKKEND_HARTSLAG": str(state),
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": "127.0.0.1",
        "EMAIL_PORT": str(postkantoor.poort),
        "EMAIL_USE_TLS": "0",
        "LOG_LEVEL": "ERROR",
        "SOAK_BROKER_WEG": str(broker_weg),
    }


def draai(state: Path, *, seconden: float, zaken: int, drijvers: int, tussen: float) -> int:
    import django  # noqa: PLC0415 the settings come from the environment made above

    from swv import embedded  # noqa: PLC0415

    postkantoor = Postkantoor()
    richt_in(state, postkantoor, broker_weg=60 if seconden > 300 else 4)
    embedded.start_where_needed()
    os.environ["SOAK_BROKER"] = embedded.places().broker_url
    django.setup()

    from django.db import connection  # noqa: PLC0415

    from tests.soak import storingen, uitslag, wereld  # noqa: PLC0415
    from tests.soak.site import Site  # noqa: PLC0415

    ids = wereld.bouw(zaken)
    site, stop = Site(state, postkantoor), state / "stop"
    site.begin()
    for nr in range(drijvers):
        eigen = [str(pk) for pk in ids[nr::drijvers]]
        site.zet_aan(f"drijver{nr}", ["tests.soak.drijver", str(state / f"grootboek-{nr}.jsonl"), str(stop), *eigen])
    connection.close()
    verloop = Verloop()
    _breek(site, verloop, list(storingen.STORINGEN), seconden=seconden, tussen=tussen)
    stop.touch()
    verloop.leeg_na = _wacht_tot_leeg(verloop.over[-1][1])
    site.stop()
    uit = uitslag.vergelijk(state, postkantoor, ids)
    terug = _terug(state, verloop)
    postkantoor.sluit()
    connection.close()
    embedded._leave(embedded.places(), os.getpid())
    print(f"{seconden:.0f} s, {verloop.soorten} kinds of fault, {len(verloop.over)} injections")
    print("\n".join(uit.regels()))
    print(f"service back after at most {terug:.1f} s; queue empty {verloop.leeg_na:.1f} s after the last fault")
    goed = not uit.fouten and terug <= TERUG_BINNEN and verloop.leeg_na <= LEEG_BINNEN
    print("HELD" if goed else "BROKEN")
    return 0 if goed else 1


def _breek(site, verloop, soorten, *, seconden, tussen) -> None:  # type: ignore[no-untyped-def]
    """One after the other in a random order, each kind before any comes again."""
    from tests.soak.storingen import toeval  # noqa: PLC0415

    time.sleep(3)
    einde = time.monotonic() + seconden
    rij: list[Any] = []
    while time.monotonic() < einde:
        if not rij:
            rij = list(soorten)
            toeval.shuffle(rij)
        storing = rij.pop()
        try:
            storing(site)
        except Exception as fout:  # a fault that hits while another still heals may itself fail
            print(f"{storing.__name__}: {type(fout).__name__}", file=sys.stderr)
        verloop.over.append((storing.__name__, time.time()))
        time.sleep(toeval.uniform(0.2, 1.8) * tussen)


def _wacht_tot_leeg(sinds: float) -> float:
    """Seconds from the last fault until nothing waits any more; a mail of tomorrow is not waiting."""
    from django.db import DatabaseError, connection  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from documents.models import Document, Werkstatus  # noqa: PLC0415
    from workflow.models import Bericht  # noqa: PLC0415

    open_ = [Werkstatus.WACHT, Werkstatus.BEZIG]
    while time.time() - sinds < 4 * LEEG_BINNEN:
        try:
            if not any(model.objects.filter(werk__in=open_).exists() for model in (Document, Bericht)):
                return time.time() - sinds
        except DatabaseError:
            connection.close()
        time.sleep(0.25)
    print(f"still waiting at {timezone.now():%H:%M:%S}", file=sys.stderr)
    return time.time() - sinds


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
    ontleder.add_argument("--seconden", type=float, default=1200)
    ontleder.add_argument("--zaken", type=int, default=300)
    ontleder.add_argument("--drijvers", type=int, default=4)
    ontleder.add_argument("--tussen", type=float, default=2.0, help="mean seconds between two faults")
    keuzes = ontleder.parse_args()
    with tempfile.TemporaryDirectory(prefix="soak-") as map_:
        Path(map_).chmod(0o711)
        code = draai(
            Path(map_) / "s",
            seconden=keuzes.seconden,
            zaken=keuzes.zaken,
            drijvers=keuzes.drijvers,
            tussen=keuzes.tussen,
        )
    sys.exit(code)

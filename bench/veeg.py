"""`make sweep`: what a sweep costs with a million open terms of which a thousand are due.

python -m bench.veeg            makes the data, measures, and writes its part of docs/benchmarks.md
python -m bench.veeg meet       in the environment of the site: one run, as JSON
"""

import json
import os
import platform
import resource
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from bench import delen

ZAKEN, PER_ZAAK, TOE, DATABASE = 100_000, 10, 1000, "meting_veeg"
ZAAD = Path(__file__).with_name("veeg.sql")


def main() -> None:
    import psycopg  # noqa: PLC0415
    from psycopg import sql  # noqa: PLC0415

    from bench.diensten import opgesteld  # noqa: PLC0415

    with opgesteld(ZAKEN) as opstelling:
        doel, bron = sql.Identifier(DATABASE), sql.Identifier(opstelling.naam)
        with psycopg.connect(opstelling.beheer, autocommit=True) as verbinding:
            verbinding.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(doel))
            verbinding.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(doel, bron))
        opstelling.omgeving["DATABASE_URL"] = opstelling.omgeving["DATABASE_URL"].replace(opstelling.naam, DATABASE)
        with psycopg.connect(opstelling.adres(naam=DATABASE), autocommit=True) as verbinding:
            for opdracht in ZAAD.read_text().replace(":per", str(PER_ZAAK)).replace(":toe", str(TOE)).split(";\n"):
                if opdracht.strip():
                    verbinding.execute(opdracht.encode())
        meting = json.loads(opstelling.doe(sys.executable, "-m", "bench.veeg", "meet"))
    delen.zet("veeg", regels(meting))
    print(json.dumps(meting, indent=1))


def meet() -> dict[str, Any]:
    """A sweep without anything due, one in which lapses only have to be noted, and one in which each is an act."""
    import django  # noqa: PLC0415

    django.setup()
    from django.utils import timezone  # noqa: PLC0415

    from deadlines.models import Termijn  # noqa: PLC0415
    from workflow.meldingen import verwerk_meldingen  # noqa: PLC0415
    from workflow.sweeps import verwerk_verstreken  # noqa: PLC0415
    from workflow.werk import werk_wacht  # noqa: PLC0415

    vandaag, nu = timezone.localdate(), timezone.now()

    def veeg() -> int:
        with werk_wacht():
            return verwerk_verstreken(vandaag=vandaag, nu=nu)

    verwerk_meldingen(vandaag=vandaag, nu=nu)
    uit: dict[str, Any] = {"open": Termijn.objects.open().count(), "niets": _sweep(veeg, vandaag)}
    for naam, soort in (("noteren", "bezwaar"), ("handelen", "aanvultermijn")):
        rijen = Termijn.objects.open().filter(soort=soort, einde__gt=vandaag, kenmerk__in=["", "meting:1"])
        ids = list(rijen.order_by("pk").values_list("pk", flat=True)[:TOE])
        gisteren = vandaag - timedelta(days=1)
        Termijn.objects.filter(pk__in=ids).update(einde=gisteren, melding_voor=gisteren)
        uit[naam] = _sweep(veeg, vandaag)
    uit["nog eens"] = _sweep(veeg, vandaag)
    ids = list(Termijn.objects.open().filter(soort="buiten_behandeling").values_list("pk", flat=True)[:TOE])
    over_een_week = vandaag + timedelta(days=7)
    Termijn.objects.filter(pk__in=ids).update(einde=over_een_week, melding_op=vandaag, melding_voor=over_een_week)
    uit["melden"] = _sweep(
        lambda: verwerk_meldingen(vandaag=vandaag, nu=nu), vandaag, kaal=_kaal_melden, toe=Termijn.objects.te_melden
    )
    return uit


def _sweep(
    veeg: Callable[[], int],
    vandaag: date,
    *,
    kaal: Callable[[date], float] | None = None,
    toe: Callable[[date], Any] | None = None,
) -> dict[str, Any]:
    """Bare SQL first: it finds and locks the very rows the sweep will find, and lets them go."""
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    from deadlines.models import Termijn  # noqa: PLC0415

    kaal_ms = (kaal or _kaal_verstreken)(vandaag)
    aantal_toe = (toe or Termijn.objects.verstreken)(vandaag).count()
    voor = _geheugen()
    begin = time.perf_counter()
    aantal = veeg()
    seconden = time.perf_counter() - begin
    na = _geheugen()
    with CaptureQueriesContext(connection) as vragen:
        veeg()
    return {
        "toe": aantal_toe,
        "gedaan": aantal,
        "seconden": seconden,
        "kaal_ms": kaal_ms,
        "geheugen_mb": (voor, na),
        "vragen_daarna": len(vragen),
    }


def _kaal_verstreken(vandaag: date) -> float:
    return _kaal(
        "SELECT t.id FROM deadlines_termijn t JOIN cases_zaak z ON z.id = t.zaak_id WHERE t.gestopt_op IS NULL"
        " AND t.afgehandeld_op IS NULL AND t.einde < %s ORDER BY t.einde, t.id FOR UPDATE",
        vandaag,
    )


def _kaal_melden(vandaag: date) -> float:
    return _kaal(
        "SELECT t.id FROM deadlines_termijn t JOIN cases_zaak z ON z.id = t.zaak_id WHERE t.gestopt_op IS NULL"
        " AND t.melding_op <= %s ORDER BY t.melding_op, t.id FOR UPDATE",
        vandaag,
    )


def _kaal(vraag: str, vandaag: date) -> float:
    from django.db import connection, transaction  # noqa: PLC0415

    tijden = []
    for _ in range(5):
        with transaction.atomic(), connection.cursor() as cursor:
            begin = time.perf_counter()
            cursor.execute(vraag, [vandaag])
            cursor.fetchall()
            tijden.append(time.perf_counter() - begin)
            transaction.set_rollback(True)
    return sorted(tijden)[2] * 1000


def _geheugen() -> float:
    """The most this process ever held: what a sweep adds to it, it needed."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def regels(m: dict[str, Any]) -> list[str]:
    wat = {
        "niets": "nothing due",
        "noteren": "due, and nothing follows from it (the lapse is noted)",
        "handelen": "due, and an act follows: state, clock, draft decision, messages, record",
        "nog eens": "the same sweep again",
        "melden": "a reminder is due: messages to everybody who is told",
    }
    uit = [
        f"## A sweep over {m['open']:,} open terms",
        "",
        f"Written by `make sweep` on {date.today().isoformat()}: {os.cpu_count()} cores,"
        f" Python {platform.python_version()}, embedded PostgreSQL with the settings",
        "of `docker-compose.yml`, one process. *Bare SQL* finds the same rows by the same index and locks them",
        "with their cases (median of five).",
        "",
        "| sweep | done | seconds | per term | bare SQL | ratio | memory before → after |",
        "|---|---|---|---|---|---|---|",
    ]
    for naam, label in wat.items():
        r = m[naam]
        per = f"{r['seconden'] / r['gedaan'] * 1000:,.1f} ms" if r["gedaan"] else "—"
        voor, na = r["geheugen_mb"]
        uit.append(
            f"| {label} | {r['gedaan']:,} | {r['seconden']:,.3f} | {per} | {r['kaal_ms']:,.1f} ms |"
            f" {r['seconden'] * 1000 / r['kaal_ms']:,.1f} | {voor:,.0f} → {na:,.0f} MB |"
        )
    return uit


if __name__ == "__main__":
    if sys.argv[1:] == ["meet"]:
        print(json.dumps(meet()))
    else:
        main()

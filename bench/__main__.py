"""`make bench`: measures the site as it runs in production, on databases of several sizes, and writes it down."""

import argparse
import json
import logging
import os
import subprocess
import sys
import time
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from bench import klanten, rapport
from bench.diensten import Opstelling, opdracht, opgesteld
from swv.embedded import BASE_DIR

logger = logging.getLogger("bench")

MATEN = (10_000, 100_000, 1_000_000)
VEEL = 16
UITSLAGEN = BASE_DIR / "build" / "bench"
PAPIER_MAAT, STAPEL, KEER = 1000, 1000, 15
BLADWIJZER = "coordinator", "zaken"
"""The page that is weighed: the worklist of the limited user."""


def main() -> None:
    lezer = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    lezer.add_argument("--maat", type=int, action="append", help="number of cases; may be given more than once")
    lezer.add_argument("--papier", action="store_true", help="the sealed decisions; with --maat also those")
    lezer.add_argument("--zaaien", action="store_true", help="only fill the databases")
    lezer.add_argument("--seconden", type=float, default=2.0, help="how long each page is asked for")
    keuze = lezer.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    alles = not (keuze.maat or keuze.papier)
    for maat in keuze.maat or (MATEN if alles or keuze.zaaien else ()):
        begin = time.monotonic()
        with opgesteld(maat) as opstelling:
            logger.info("%s cases are there after %.0f s", f"{maat:,}", time.monotonic() - begin)
            if not keuze.zaaien:
                _bewaar(str(maat), meet_maat(opstelling, keuze.seconden))
    if keuze.papier or (alles and not keuze.zaaien):
        with opgesteld(PAPIER_MAAT) as opstelling:
            _bewaar("papier", meet_papier(opstelling, stapel=STAPEL, keer=KEER))
    if not keuze.zaaien:
        metingen, papier = _lees()
        rapport.schrijf(metingen, papier)
        logger.info("written: %s", rapport.DOEL.relative_to(BASE_DIR))


def meet_maat(opstelling: Opstelling, seconden: float, hoogstens: int = VEEL) -> dict[str, Any]:
    """Plans first, in one process; then the times, over the web server. With them what else the machine did.

    `hoogstens`: clients, for who wants to know that it works and not how fast.
    """
    druk, begin = os.getloadavg()[0], _processortijd()
    wie = opstelling.doe(sys.executable, "-m", "bench.sessies", str(hoogstens))
    plannen = json.loads(opstelling.doe(sys.executable, "-m", "bench.plannen", stdin=wie))
    sessies = json.loads(wie)
    opstelling.start_web()
    kaal = {pad: _meet(opstelling, [""] * hoogstens, [pad], seconden) for pad in ("/kaal/leeg/", "/kaal/tabel/")}
    tijden: dict[str, dict[str, Any]] = {}
    for rol, wat in sessies["rollen"].items():
        koekjes = [f"{sessies['koekje']}={sleutel}" for sleutel in wat["sessies"]]
        tijden[rol] = {}
        for naam, adressen in wat["paginas"].items():
            tijden[rol][naam] = gemeten = _meet(opstelling, koekjes, adressen, seconden)
            logger.info(
                "%-14s %-34s 1: p50 %6.1f ms   16: %6.1f /s, p95 %6.1f ms", rol, naam,
                gemeten["1"]["p50"], gemeten["16"]["per_seconde"], gemeten["16"]["p95"],
            )  # fmt: skip
    rol, naam = BLADWIJZER
    koekje = f"{sessies['koekje']}={sessies['rollen'][rol]['sessies'][0]}"
    pagina = klanten.pagina(opstelling.poort, koekje, sessies["rollen"][rol]["paginas"][naam][0])
    gewicht = rapport.weeg(pagina, Path(opstelling.omgeving["DEKKEND_STATIC"]))
    geroofd, alles = (nu - toen for nu, toen in zip(_processortijd(), begin, strict=True))
    soort = {
        "druk": druk,
        "geroofd": geroofd / max(1, alles),
        "versie": versie(),
        "dag": date.today().isoformat(),
        "seconden": seconden,
    }
    return {"plannen": plannen, "kaal": kaal, "tijden": tijden, "gewicht": gewicht, **soort}


def _processortijd() -> tuple[int, int]:
    """What the host took from this machine for others (steal) and all there was, in ticks; zero where nobody counts."""
    try:
        tikken = [int(getal) for getal in Path("/proc/stat").read_text().splitlines()[0].split()[1:9]]
    except OSError:
        return 0, 0
    return tikken[7], sum(tikken)


def versie() -> str:
    """The commit that is measured, with a plus when something was changed since."""
    vraag = ["git", "-C", str(BASE_DIR), "describe", "--always", "--abbrev=10", "--dirty=+", "--exclude=*"]
    return subprocess.run(vraag, capture_output=True, text=True, check=False).stdout.strip() or "not from a repository"


def _meet(opstelling: Opstelling, koekjes: list[str], adressen: list[str], seconden: float) -> dict[str, Any]:
    return {
        str(aantal): asdict(klanten.meet(opstelling.poort, koekjes[:aantal], adressen, seconden=seconden))
        for aantal in (1, VEEL)
    }


def meet_papier(opstelling: Opstelling, *, stapel: int, keer: int) -> dict[str, Any]:
    """One decision by itself, then a batch for the workers."""
    enkel = json.loads(opstelling.doe(sys.executable, "-m", "bench.papier", "enkel", str(keer)))
    opstelling.start("worker", *opdracht("worker"))
    uit = json.loads(opstelling.doe(sys.executable, "-m", "bench.papier", "stapel", str(stapel)))
    return {"enkel": enkel, "stapel": uit}


def _bewaar(naam: str, meting: dict[str, Any]) -> None:
    """Sizes can be measured on different days; the page shows the last of each."""
    UITSLAGEN.mkdir(parents=True, exist_ok=True)
    (UITSLAGEN / f"{naam}.json").write_text(json.dumps(meting))


def _lees() -> tuple[dict[int, Any], Any]:
    gevonden = {pad.stem: json.loads(pad.read_text()) for pad in UITSLAGEN.glob("*.json")}
    papier = gevonden.pop("papier", None)
    return {int(naam): meting for naam, meting in gevonden.items()}, papier


if __name__ == "__main__":
    main()

"""Run the parsers of foreign files outside the web process.

Parsers of PDF, images and workbooks are the first thing an attacker aims at, so a foreign file is only ever opened in
a child process with capped memory, processor time and file access and an environment without secrets. The child gets
one JSON line and the bytes on stdin, and answers the same way on stdout.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

WORTEL = Path(__file__).resolve().parent.parent


class Uitgevallen(Exception):
    """The child crashed, ran out of a resource, or answered with nonsense."""


def _omgeving() -> dict[str, str]:
    # A library in a non-standard place (macOS, Nix) is found through these; nothing else may leak to the child.
    door = ("PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH", "SYSTEMROOT")
    return {key: os.environ[key] for key in door if key in os.environ} | {"PYTHONDONTWRITEBYTECODE": "1"}


def voer_uit(
    taak: str, opties: dict[str, Any], data: bytes, *, seconden: int, geheugen: int
) -> tuple[dict[str, Any], bytes]:
    """Run one function ("module:name") on foreign bytes; raise `Uitgevallen` on anything but a clean answer."""
    kop = {"taak": taak, "opties": opties, "seconden": seconden, "geheugen": geheugen}
    try:
        klaar = subprocess.run(
            [sys.executable, "-m", "organisations.afgeschermd_kind"],
            input=json.dumps(kop).encode() + b"\n" + data,
            capture_output=True,
            timeout=seconden + 5,
            cwd=WORTEL,
            env=_omgeving(),
            check=False,
        )
    except (subprocess.TimeoutExpired, OSError) as fout:
        raise Uitgevallen(type(fout).__name__) from fout
    if klaar.returncode != 0:
        raise Uitgevallen(f"exit {klaar.returncode}")
    antwoord, _, rest = klaar.stdout.partition(b"\n")
    try:
        return json.loads(antwoord), rest
    except ValueError as fout:
        raise Uitgevallen("onleesbaar antwoord") from fout

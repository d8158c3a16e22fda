"""The capped child process of `organisations.afgeschermd`: `python -m organisations.afgeschermd_kind`.

Imports nothing of Django and reads no settings: everything it needs comes in over stdin.
"""

import importlib
import json
import sys
from collections.abc import Callable
from typing import Any

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

Taak = Callable[[bytes, dict[str, Any]], tuple[dict[str, Any], bytes]]
# Making a socket is not refused: asyncio, which pyHanko runs on, makes a pair to wake itself.
_VERBODEN = (
    "socket.connect",
    "socket.bind",
    "socket.getaddrinfo",
    "socket.gethostby",
    "socket.send",
    "subprocess.",
    "os.system",
    "os.exec",
    "os.fork",
    "os.posix_spawn",
    "os.remove",
    "os.rename",
)


def beperk(*, seconden: int, geheugen: int) -> None:
    """Cap this process. Limits that the platform does not know, or refuses (macOS), are skipped."""
    if resource is None:
        return
    wensen = (
        ("RLIMIT_CPU", seconden),
        ("RLIMIT_AS", geheugen),
        ("RLIMIT_FSIZE", 0),
        ("RLIMIT_CORE", 0),
        ("RLIMIT_NOFILE", 64),
    )
    for naam, waarde in wensen:
        try:
            resource.setrlimit(getattr(resource, naam), (waarde, waarde))
        except (AttributeError, ValueError, OSError):
            continue


def sluit_af() -> None:
    """Refuse network, processes and writing files from Python code once the parsers have been imported."""

    def wachter(gebeurtenis: str, argumenten: tuple[Any, ...]) -> None:
        if gebeurtenis.startswith(_VERBODEN):
            raise PermissionError(gebeurtenis)
        if gebeurtenis == "open" and isinstance(argumenten[1], str) and set(argumenten[1]) & set("wax+"):
            raise PermissionError(gebeurtenis)

    sys.addaudithook(wachter)


def _taak(naam: str) -> Taak:
    """Only the parser that is needed is loaded: the child starts once per file, so imports count."""
    module, _, functie = naam.partition(":")
    taak: Taak = getattr(importlib.import_module(module), functie)
    return taak


def main() -> int:
    kop, _, data = sys.stdin.buffer.read().partition(b"\n")
    opdracht = json.loads(kop)
    taak = _taak(opdracht["taak"])
    beperk(seconden=opdracht["seconden"], geheugen=opdracht["geheugen"])
    sluit_af()
    antwoord, uit = taak(data, opdracht["opties"])
    sys.stdout.buffer.write(json.dumps(antwoord).encode() + b"\n" + uit)
    sys.stdout.buffer.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())

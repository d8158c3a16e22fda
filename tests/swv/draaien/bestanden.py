"""The files that say how Dekkend runs, read for the tests: what is tested is what is written there."""

import re
import shlex
from collections.abc import Mapping
from typing import Any

from bench.diensten import COMPOSE
from swv.embedded import BASE_DIR

DIENSTEN: dict[str, dict[str, Any]] = COMPOSE["services"]
EIGEN = sorted(naam for naam, dienst in DIENSTEN.items() if str(dienst["image"]).startswith("dekkend"))
DOCKERFILE = re.sub(r"\\\n\s*", "", (BASE_DIR / "Dockerfile").read_text())
NGINX = BASE_DIR / "deploy" / "nginx"


INVULLEN = re.compile(r"\$\{(\w+)(?:(:?[-?])([^}]*))?\}")


def ingevuld(dienst: str, gekozen: Mapping[str, str]) -> dict[str, str]:
    """The environment of a container as compose fills it in from `.env`."""

    def kies(vondst: re.Match[str]) -> str:
        naam, hoe, anders = vondst.groups()
        waarde = gekozen.get(naam, None if hoe in {"-", "?"} else "")
        if waarde is None or (hoe and hoe.startswith(":") and not waarde):
            assert not hoe.endswith("?"), f"{naam}: {anders}"
            return str(anders)
        return waarde

    return {naam: INVULLEN.sub(kies, str(waarde)) for naam, waarde in DIENSTEN[dienst]["environment"].items()}


def regels(woord: str) -> list[str]:
    """The arguments of every line of the Dockerfile that begins with this word."""
    return [regel.split(" ", 1)[1] for regel in DOCKERFILE.splitlines() if regel.startswith(f"{woord} ")]


def collectstatic() -> list[str]:
    """The command as the image is built with it."""
    (stap,) = (stap for regel in regels("RUN") for stap in regel.split("&&") if "collectstatic" in stap)
    return [woord for woord in shlex.split(stap) if "=" not in woord]

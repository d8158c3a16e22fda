"""The outcome: kept per mutant, counted per file."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

Uitslagen = dict[str, dict[str, Any]]


def lees(pad: Path) -> dict[str, Any]:
    return json.loads(pad.read_text()) if pad.exists() else {}


def bewaar(pad: Path, inhoud: dict[str, Any]) -> None:
    """Whole or not at all: a run that is broken off goes on from here."""
    nieuw = pad.with_suffix(".nieuw")
    nieuw.write_text(json.dumps(inhoud, indent=1, ensure_ascii=False))
    nieuw.replace(pad)


def samenvatting(uitslagen: Uitslagen) -> str:
    """A table for docs/mutations.md."""
    per: dict[str, Counter[str]] = {}
    for naam, rij in uitslagen.items():
        per.setdefault(naam.partition(":")[0], Counter())[rij["uitslag"]] += 1
    totaal = sum(per.values(), Counter())
    regels = ["| file | mutants | killed | survived | out of time | error |", "|---|---|---|---|---|---|"]
    regels += [_regel(bestand, telling) for bestand, telling in sorted(per.items())]
    echt = totaal.total() - totaal["niets veranderd"]
    deel = 100 * totaal["gedood"] / max(echt, 1)
    over = sorted(rij["naam"] for rij in uitslagen.values() if rij["uitslag"] not in ("gedood", "niets veranderd"))
    staart = [f"- {naam}" for naam in over]
    return "\n".join([*regels, _regel("all", totaal), "", f"killed: {deel:.1f} %", "", *staart])


def _regel(naam: str, telling: Counter[str]) -> str:
    echt = telling.total() - telling["niets veranderd"]
    return f"| {naam} | {echt} | {telling['gedood']} | {telling['overleefd']} | {telling['tijd']} | {telling['fout']} |"

"""Parts of docs/benchmarks.md that another tool wrote (`make soak`, `make sweep`): `make bench` takes them over."""

import re
from pathlib import Path

from swv.embedded import BASE_DIR

PAGINA = BASE_DIR / "docs" / "benchmarks.md"
DEEL = re.compile(r"<!-- deel (\w+) -->\n.*?<!-- /deel -->\n?", re.S)


def zet(naam: str, regels: list[str], pagina: Path = PAGINA) -> None:
    """Write this part anew, where it stood or at the end; the rest of the page stays as it is."""
    nieuw = "\n".join([f"<!-- deel {naam} -->", *regels, "<!-- /deel -->", ""])
    tekst = pagina.read_text()
    oud = next((deel[0] for deel in DEEL.finditer(tekst) if deel[1] == naam), None)
    pagina.write_text(tekst.replace(oud, nieuw) if oud else f"{tekst.rstrip()}\n\n{nieuw}")


def bewaard(pagina: Path = PAGINA) -> list[str]:
    return [deel[0].rstrip("\n") for deel in DEEL.finditer(pagina.read_text())] if pagina.exists() else []

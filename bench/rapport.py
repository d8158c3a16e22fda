"""The figures as a page: docs/benchmarks.md, with the plans beside it in docs/benchmarks-plannen.txt."""

import gzip
import os
import platform
import re
from pathlib import Path
from typing import Any

from bench.delen import bewaard
from bench.diensten import COMPOSE, databaseinstellingen, opdracht
from swv.embedded import BASE_DIR

DOEL = BASE_DIR / "docs" / "benchmarks.md"
PLANNEN = BASE_DIR / "docs" / "benchmarks-plannen.txt"
MEEST_VRAGEN = 15
SAMEN = (
    "A query is a statement that the page sends. A page of one case reads the kinds of rows that it shows in one statement, each as a"
    " subquery of its own (adr/0027)."
)
GZIP = b"\x1f\x8b"
Meting = dict[str, Any]


def schrijf(metingen: dict[int, Meting], papier: Meting | None) -> None:
    delen = [_kop(metingen), *_doelen(metingen)]
    for maat, meting in sorted(metingen.items()):
        delen += _tabel(maat, meting)
    delen += _kaal(metingen)
    delen += _papier(papier) if papier else []
    delen += [*_gewicht(metingen), *bewaard()]
    DOEL.write_text("\n".join(delen) + "\n")
    PLANNEN.write_text("\n".join(_plannen(metingen)) + "\n")


def _getal(waarde: float, cijfers: int = 1) -> str:
    return f"{waarde:,.{cijfers}f}"


def _machine() -> str:
    geheugen = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{os.cpu_count()} cores, {geheugen:.0f} GiB, {platform.system()}, Python {platform.python_version()}"


def _kop(metingen: dict[int, Meting]) -> str:
    gunicorn = (BASE_DIR / "deploy" / "gunicorn.conf.py").read_text()
    rijen = {naam: re.search(rf"^{naam} = (\d+)", gunicorn, re.M) for naam in ("workers", "threads")}
    processen = ", ".join(f"{naam} {gevonden[1]}" for naam, gevonden in rijen.items() if gevonden)
    return f"""# Benchmarks

Written by `make bench`; run it again after a change that may cost time. Plans of all list queries: `benchmarks-plannen.txt`.

- **Machine:** {_machine()}; PostgreSQL, the broker, gunicorn and the clients share it.
{_wanneer(metingen)}
- **Server:** `{" ".join(opdracht("web"))}` ({processen}), one container, settings of production, no nginx in between.
- **Database:** the embedded PostgreSQL with the settings of `docker-compose.yml`: {", ".join(databaseinstellingen())};
  fsync and synchronous_commit are on. {COMPOSE["services"]["postgres"]["image"]} in containers, 18 here.
- **Data:** fictional; 150 samenwerkingsverbanden, 3,000 schools, 50,000 people. Samenwerkingsverband 1 has a tenth of all
  cases and its first school 70 % of those: everybody measured belongs to it, and is as badly off as one can be.
- **Clients:** closed loop, a connection for each page as nginx makes them, each with a session of its own; pages of a dossier, a case and a search
  go round up to 1,000 different addresses, so that nearly every read is a first one and is written in the record.
"""


DRUK = 3.0
"""A load average that our own preparation does not reach on two cores: something else was going on."""


def _wanneer(metingen: dict[int, Meting]) -> str:
    """Each size by itself: they may be measured on different days, beside more or less other work."""
    uit = []
    for maat, m in sorted(metingen.items()):
        regel = f"- **{maat:,} cases:** {m['dag']}, code of commit {m['versie']}, {m['seconden']:g} s for each page and number of clients;"
        uit.append(
            f"{regel} load average of the minute before: {_getal(m['druk'])}, own filling and the size before this one counted"
        )
        if "geroofd" in m:
            uit[-1] += (
                f"; {_getal(100 * m['geroofd'], 0)} % of all processor time went to others on the same host (steal)"
            )
        if m["druk"] > DRUK:
            uit[-1] += (
                ". **The machine was busy with something else:** times and answers per second say less of the code than of that, and"
                " missed targets of speed have to be measured again; queries, plans and weights hold"
            )
        uit[-1] += "."
    return "\n".join(uit)


def _doelen(metingen: dict[int, Meting]) -> list[str]:
    klein, groot = min(metingen), max(metingen)
    lijst = metingen[groot]["tijden"]["coordinator"]["zaken"]
    dossier = metingen[groot]["tijden"]["coordinator"]["dossier"]
    groei = lijst["1"]["p50"] / metingen[klein]["tijden"]["coordinator"]["zaken"]["1"]["p50"]
    heel = sorted({tabel for _, _, vraag in _vragen(metingen[groot]) for tabel in vraag["heel"]})
    rijen = [
        ("worklist of 50 rows, limited user, one client: p50", "≤ 20 ms", lijst["1"]["p50"], "ms", lijst["1"]["p50"] <= 20),
        ("the same, 16 clients: answers", "≥ 100 /s", lijst["16"]["per_seconde"], "/s", lijst["16"]["per_seconde"] >= 100),
        ("the same, 16 clients: p95", "≤ 250 ms", lijst["16"]["p95"], "ms", lijst["16"]["p95"] <= 250),
        ("page of a dossier, 16 clients: answers", "≥ 80 /s", dossier["16"]["per_seconde"], "/s", dossier["16"]["per_seconde"] >= 80),
    ]  # fmt: skip
    if klein < groot:
        rijen.append((f"growth of the worklist, {klein:,} → {groot:,} cases", "≤ 1.3", groei, "x", groei <= 1.3))
    uit = [f"## Targets, at {groot:,} cases", "", "| what | target | measured | |", "|---|---|---|---|"]
    for wat, doel, waarde, eenheid, gehaald in rijen:
        uit.append(f"| {wat} | {doel} | {_getal(waarde, 2 if eenheid == 'x' else 1)} {eenheid} | {_of(gehaald)} |")
    te_veel = [(rol, naam, p) for rol, naam, p in _paginas(metingen[groot]) if p["aantal"] > MEEST_VRAGEN]
    waar = "; ".join(f"{rol} {naam} {p['aantal']}" for rol, naam, p in te_veel)
    uit.append(
        f"| queries of a page | ≤ {MEEST_VRAGEN} | {waar or 'all'} | {'**missed** there' if te_veel else 'met'} |"
    )
    uit.append(f"| whole tables read | none | {', '.join(heel) or 'none'} | {_of(not heel)} |")
    return [*uit, "", SAMEN, ""]


def _paginas(meting: Meting) -> list[tuple[str, str, Meting]]:
    return [(rol, naam, pagina) for rol, paginas in meting["plannen"].items() for naam, pagina in paginas.items()]


def _vragen(meting: Meting) -> list[tuple[str, str, Meting]]:
    return [(rol, naam, vraag) for rol, naam, pagina in _paginas(meting) for vraag in pagina["vragen"]]


def _tabel(maat: int, meting: Meting) -> list[str]:
    uit = [
        f"## {maat:,} cases",
        "",
        "`sql` is the bare SQL of the page, run once more from one connection; `x sql` is p50 with one client over that.",
        "",
        "| role | page | queries | sql ms | p50 ms | p95 ms | x sql | 16: p50 ms | 16: p95 ms | 16: /s | bytes |",
        "|---|---|---|---|---|---|---|---|---|---|---|",
    ]
    for rol, naam, pagina in _paginas(meting):
        tijden = meting["tijden"][rol].get(naam)
        if tijden is None:
            continue
        een, veel, sql = tijden["1"], tijden["16"], sum(vraag["ms"] for vraag in pagina["vragen"])
        cellen = [rol, naam, str(pagina["aantal"]), _getal(sql), _getal(een["p50"]), _getal(een["p95"])]
        cellen += [_getal(een["p50"] / sql), _getal(veel["p50"]), _getal(veel["p95"]), _getal(veel["per_seconde"])]
        uit.append(f"| {' | '.join([*cellen, str(een['bytes'])])} |")
    return [*uit, ""]


def _kaal(metingen: dict[int, Meting]) -> list[str]:
    uit = [
        "## Beside a bare Django page",
        "",
        "Under the same server: a page of nothing (the middleware of the site, no session), and fifty rows of one query in a",
        "plain table without session, rules or looks. The worklist has a session, a hat, rules, a count and its looks.",
        "",
        "| cases | page | p50 ms | 16: /s | worklist over it |",
        "|---|---|---|---|---|",
    ]
    for maat, meting in sorted(metingen.items()):
        lijst = meting["tijden"]["coordinator"]["zaken"]["1"]["p50"]
        for naam, tijden in meting["kaal"].items():
            p50 = tijden["1"]["p50"]
            uit.append(
                f"| {maat:,} | {naam} | {_getal(p50)} | {_getal(tijden['16']['per_seconde'])} | {_getal(lijst / p50)} x |"
            )
    return [*uit, ""]


def _papier(papier: Meting) -> list[str]:
    een, stapel = papier["enkel"], papier["stapel"]
    per = stapel["seconden"] / max(1, stapel["klaar"])
    return [
        "## A sealed decision",
        "",
        f"- Rendered and sealed: {_getal(een['dekkend'], 2)} s (median); bare WeasyPrint and pyHanko on the same document:"
        f" {_getal(een['kaal'], 2)} s; ratio {_getal(een['dekkend'] / een['kaal'], 2)}.",
        f"- A batch of {stapel['aantal']:,} on one container of workers with two processes: {stapel['klaar']:,} made and"
        f" {stapel['verzegeld']:,} entered in the register of seals in {_getal(stapel['seconden'], 0)} s"
        f" ({_getal(per, 2)} s each).",
        "",
    ]


def _gewicht(metingen: dict[int, Meting]) -> list[str]:
    gewicht = metingen[max(metingen)]["gewicht"]
    eerst, later = gewicht["eerste"] / 1024, gewicht["later"] / 1024
    return [
        "## Weight of the worklist",
        "",
        f"- First view: {_getal(eerst)} KB (target 150: {_of(eerst <= 150)}): the page, and {gewicht['bestanden']} static"
        " files, all as they are sent (compressed).",
        f"- Later view: {_getal(later)} KB (target 30: {_of(later <= 30)}): only the page, packed from"
        f" {_getal(gewicht['uitgepakt'] / 1024)} KB. A page that shows what its asker typed is sent as it is"
        " (adr/0024).",
        "",
    ]


def _of(gehaald: bool) -> str:
    return "met" if gehaald else "**missed**"


def _plannen(metingen: dict[int, Meting]) -> list[str]:
    """Every query with more than one row of plan, at the largest size; arguments are left out."""
    groot = max(metingen)
    uit = [f"Plans at {groot:,} cases. Made by `make bench`.", ""]
    for rol, naam, pagina in _paginas(metingen[groot]):
        uit += [f"=== {rol}: {naam}", ""]
        for vraag in pagina["vragen"]:
            sql = re.sub(r"^SELECT .*? FROM ", "SELECT … FROM ", vraag["sql"], flags=re.S)
            uit += [f"{vraag['ms']:.2f} ms  {sql[:400]}", *(f"    {regel}" for regel in vraag["plan"]), ""]
    return uit


def weeg(pagina: bytes, static: Path) -> Meting:
    """What a browser that never was here fetches for this page, and one that was here a moment ago.

    The page as the site packed it, and static files compressed (deploy/nginx/nginx.conf).
    """
    leesbaar = gzip.decompress(pagina) if pagina.startswith(GZIP) else pagina
    namen = set(re.findall(r'(?:href|src)="/static/([^"#]+)', leesbaar.decode()))
    eerste = len(pagina) + sum(_verzonden(static / naam) for naam in namen)
    return {"eerste": eerste, "later": len(pagina), "uitgepakt": len(leesbaar), "bestanden": len(namen)}


def _verzonden(pad: Path) -> int:
    klein = pad.with_name(f"{pad.name}.gz")
    return klein.stat().st_size if klein.exists() else pad.stat().st_size

"""The access matrix as a file that a person can read: address × method × relation × role → code."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from django.urls import URLPattern, URLResolver, get_resolver

BESTAND = Path(__file__).with_name("toegang.txt")
KOP = """\
# Who gets what from each address. A line per address and method, a column per role, a block per relation to the case.
# 200 and 3xx: served or done.   403: seen, but not for this role.   404: does not exist for this person (.).
# 405: no such method (-).   409/422: allowed to ask, the case or the (empty) form says no.   in: to the log-in page.
# b…: who identified again just now gets this; anybody else is asked to do that first.
# An address without a line fails the build. After a change: read the difference, then write the file anew with
#   DEKKEND_MATRIX=schrijf .venv/bin/python -m pytest tests/swv/test_toegang.py    (aanvullen: only new addresses)
"""
KORT = {
    "coordinator": "coor",
    "coordinator_ver": "c-ver",
    "schooldirecteur": "s-dir",
    "gedragswetenschapper": "gedr",
    "secretariaat": "secr",
    "deskundige": "desk",
    "casemanager": "casem",
    "commissielid": "lid",
    "voorzitter": "voorz",
    "plv_voorzitter": "plv",
    "directeur_swv": "dir",
    "fg": "fg",
    "beheerder": "beh",
    "ouder": "ouder",
    "leerling": "leerl",
    "ouder_gezag_voorbij": "o-weg",
    "ouder_zonder_gezag": "o-zon",
    "bezoeker": "bezoeker",
}

ANDERE_NAAM = {
    "documents:download": {"pk": "document_id"},
    "documents:inzage": {"pk": "document_id"},
    "tlv:overdracht": {"pk": "overdracht_id"},
    "tlv:overdracht_document": {"pk": "overdracht_id"},
    "tlv:overdracht_ontvangen": {"pk": "overdracht_id"},
    "cases:deel_rij": {"rij_id": "ouder_id"},
    "cases:dubbel_ongedaan": {"dubbel_id": "samengevoegd_id"},
    "demo_als": {"lidmaatschap_id": "lid_id"},
    "maatwerk:stuk_weg": {"document_id": "trajectstuk_id"},
    **{f"maatwerk:plan_{naam}": {"nummer": "planversie"} for naam in ("versie", "verschil")},
    **{f"maatwerk:plan_{naam}": {"sleutel": "plansectie"} for naam in ("onderdeel", "bewaar", "aanwezig")},
    "organisations:bewaard": {"nummer": "bewaard_id"},
    "organisations:passkey_naam": {"rij_id": "passkey_id"},
    "organisations:passkey_weg": {"rij_id": "passkey_id"},
    "tlv:opdracht_intrekken": {"advies_id": "gevraagd_id"},
    "tlv:papier_bevestigen": {"handtekening_id": "op_papier_id"},
    "workflow:opnieuw": {"pk": "mislukt_id"},
    "workflow:werkt_weer": {"rij_id": "onbestelbaar_id"},
    "workflow:papier_terug_klaar": {"rij_id": "papierpost_id"},
    "workflow:tekenen_nakijken": {"rij_id": "tekenpapier_id"},
    **{
        f"workflow:tekenen{naam}": {"rij_id": "tekenrij_id"}
        for naam in (
            "",
            "_stuk",
            "_blad",
            "_doorgeven",
            "_herinneren",
            "_opnieuw",
            "_brief",
            "_afdrukken",
            "_papier",
        )
    },
    **{f"workflow:tekenronde{naam}": {"stuk_id": "tekenstuk_id"} for naam in ("", "_stuk", "_intrekken")},
}
"""Address → argument → the name by which the world of the test knows it."""

TRAJECT = {"zaak_id": "traject_id"}
"""An address of a maatwerk track is asked of the track beside the request."""

HERBEVESTIGD = "b"

Blok = dict[tuple[str, str], dict[str, str]]
"""(name of the address, method) → role → code."""


def adressen(resolver: URLResolver | None = None, voor: str = "", ruimte: str = "") -> Iterator[tuple[str, str]]:
    """Every address of the URLconf: its name and its path with the arguments still open."""
    for deel in (resolver or get_resolver()).url_patterns:
        pad = voor + str(deel.pattern)
        if isinstance(deel, URLResolver):
            yield from adressen(deel, pad, deel.namespace or ruimte)
        elif isinstance(deel, URLPattern):
            yield (f"{ruimte}:{deel.name}" if ruimte else str(deel.name)), pad


def vul(naam: str, pad: str, waarden: Mapping[str, object]) -> str:
    """The path with its arguments filled in. A number must be of a row that is there: a 404 for one that exists nowhere
    says nothing about who may see it. Words (a secret link, a school that signs in) may be unknown.
    """
    anders = ANDERE_NAAM.get(naam, {}) | (TRAJECT if naam.startswith("maatwerk:") else {})

    def waarde(gevonden: re.Match[str]) -> str:
        soort, argument = gevonden.groups()
        heet = anders.get(argument, argument)
        return str(waarden[heet] if soort == "int" else waarden.get(heet, "onbekend"))

    return "/" + re.sub(r"<(\w+):(\w+)>", waarde, pad)


def teken(code: int, doel: str = "") -> str:
    if code == 302 and doel.startswith("/inloggen/"):
        return "in"
    return {404: ".", 405: "-"}.get(code, str(code))


def lees() -> dict[str, Blok]:
    """The file as blocks by relation; none when there is no file yet."""
    if not BESTAND.exists():
        return {}
    blokken: dict[str, Blok] = {}
    rollen: list[str] = []
    lang = {kort: rol for rol, kort in KORT.items()}
    for regel in BESTAND.read_text().splitlines():
        woorden = regel.split()
        if not woorden or regel.startswith("#"):
            continue
        if regel.startswith("== "):
            blok = blokken[woorden[1]] = {}
            rollen = [lang[kort] for kort in woorden[2:]]
        else:
            blok[woorden[0], woorden[1]] = dict(zip(rollen, woorden[2:], strict=True))
    return blokken


def schrijf(blokken: dict[str, Blok]) -> None:
    regels = [KOP]
    for relatie, blok in blokken.items():
        rollen = list(next(iter(blok.values())))
        regels.append(f"== {relatie:<40}" + "".join(f"{KORT[rol]:>6}" for rol in rollen))
        for (naam, methode), codes in sorted(blok.items()):
            regels.append(f"{naam:<37}{methode:<6}" + "".join(f"{codes[rol]:>6}" for rol in rollen))
        regels.append("")
    BESTAND.write_text("\n".join(regels))

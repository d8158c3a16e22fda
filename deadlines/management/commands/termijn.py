"""Reckons a term from the command line: facts in, a date and its derivation out.

Needs no database. When the database answers, its table of holidays counts, as on the pages; otherwise, or with
`--kalender regel`, the rule and the decree days as they are known in `deadlines.kalender`.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any, NoReturn

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import Error as DatabaseFout
from django.db import connections

from deadlines.berekening import Berekening
from deadlines.invoer import Rij, lees_bestand, lees_datum, lees_opschorting
from deadlines.kalender import Kalender
from deadlines.models import kalender_uit_tabel
from deadlines.rekenaar import REGELS, InvoerFout, Vraag, reken, zoek
from ui.notatie import datum

FOUT = 2
TABEL, REGEL = "tabel", "regel"
HULP = """\
Rekent een termijn uit: de datum en hoe die tot stand komt.

  manage.py termijn REGEL --start DATUM [--opschorting A..B]… [--verdaagd-tot DATUM] [--json]
  manage.py termijn [REGEL] --invoer BESTAND.csv [--json]

REGEL, hoe lang, en wat de dag bij --start is:
{regels}

Opties:
  --start DATUM          de dag hierboven, als jaar-maand-dag: 2025-11-14. De termijn begint de dag erna.
  --opschorting A..B     A is de dag waarop de aanvulling is gevraagd, B de dag waarop zij is ontvangen. De termijn
                         staat stil van de dag na A tot en met de dag voor B. Mag vaker; dagen die overlappen tellen
                         een keer. "A.." als er nog niets is ontvangen: dan is er nog geen einddatum. Kwam er niets?
                         Dan is B de dag na de laatste dag om aan te vullen.
                         Alleen bij beslistermijn en beslissing-op-bezwaar.
  --verdaagd-tot DATUM   de nieuwe datum die op tijd is gemeld. Stilstand na de melding schuift die datum op.
  --verdaagd-op DATUM    de dag van die melding. Zonder deze optie: de laatste dag van de termijn zonder opschorting.
  --invoer BESTAND.csv   meer termijnen tegelijk. Kolommen: regel, start, opschorting, verdaagd_tot, verdaagd_op,
                         met komma, puntkomma of tab ertussen. Zonder koppen: de waarden in die volgorde. Staat de
                         regel niet in het bestand, dan geldt REGEL. Meer opschortingen: een spatie ertussen.
  --kalender tabel|regel feestdagen uit de tabel in de database, of volgens de regel van de wet. Zonder deze optie de
                         tabel als de database antwoordt, en anders de regel.
  --json                 {{"einde": "…", "stappen": […]}}, of bij --invoer een lijst daarvan in de volgorde van het
                         bestand, elk met ook "regel" en "start".

Voorbeelden:
  manage.py termijn beslistermijn --start 2026-03-09 --opschorting 2026-03-16..2026-03-27
  manage.py termijn bezwaar --start 2025-11-14 --json
  manage.py termijn bezwaar --invoer besluiten.csv

Klopt er iets niet, dan zegt een zin op de foutuitvoer wat, en is de afloop 2.
"""
VERTAALD = (
    (r"unrecognized arguments: (.*)", r"Deze opdracht kent niet: \1."),
    (r"argument ([^:]*): expected one argument", r"Bij \1 hoort een waarde."),
    (r"argument ([^:]*): ignored explicit argument .*", r"Bij \1 hoort geen waarde."),
    (r"argument ([^:]*): invalid choice: ('.*?').*", r"De waarde \2 kan niet bij \1."),
)


class TermijnParser(CommandParser):
    """Says in one Dutch sentence what is wrong, and helps in Dutch."""

    def error(self, message: str) -> NoReturn:
        zin = "De opdracht is niet te lezen; zie --help."
        for patroon, vertaling in VERTAALD:
            if re.fullmatch(patroon, message, re.DOTALL):
                zin = re.sub(patroon, vertaling, message, flags=re.DOTALL)
        raise CommandError(zin, returncode=FOUT)

    def format_help(self) -> str:
        breedte = max(len(naam) for naam in REGELS)
        regels = [f"  {r.naam:<{breedte}}  {r.duur}; {r.start}" for r in REGELS.values()]
        return HULP.format(regels="\n".join(regels))

    def print_usage(self, file: Any = None) -> None:
        self.print_help(file)


class Command(BaseCommand):
    help = "Rekent een termijn uit: de datum en hoe die tot stand komt."
    requires_system_checks: list[str] = []

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        parser = TermijnParser(
            prog=f"{prog_name} {subcommand}",
            allow_abbrev=False,
            called_from_command_line=self._called_from_command_line,
        )
        for naam in ("--settings", "--pythonpath"):
            parser.add_argument(naam)
        for naam in ("--traceback", "--no-color", "--force-color", "--skip-checks"):
            parser.add_argument(naam, action="store_true")
        parser.add_argument("-v", "--verbosity", type=int, choices=range(4), default=1)
        self.add_arguments(parser)
        return parser

    def run_from_argv(self, argv: list[str]) -> None:
        self._called_from_command_line = True
        try:
            self.execute(**vars(self.create_parser(argv[0], argv[1]).parse_args(argv[2:])))
        except CommandError as fout:
            self.stderr.write(str(fout))
            sys.exit(fout.returncode)
        finally:
            if any(connection.connection for connection in connections.all(initialized_only=True)):
                connections.close_all()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("regel", nargs="?")
        for naam in ("--start", "--verdaagd-tot", "--verdaagd-op", "--invoer", "--kalender", "--opschorting"):
            parser.add_argument(naam, action="append")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **opties: Any) -> None:
        try:
            rijen = _vragen(opties)
            kalender = _kalender(_een(opties, "kalender"))
            antwoorden = [(rij.vraag, _antwoord(rij, kalender, uit_bestand=bool(opties["invoer"]))) for rij in rijen]
        except InvoerFout as fout:
            raise CommandError(str(fout), returncode=FOUT) from fout
        if not opties["json"]:
            self.stdout.write("\n\n".join(_als_tekst(vraag, antwoord) for vraag, antwoord in antwoorden))
        elif opties["invoer"]:
            lijst = [
                {"regel": vraag.regel, "start": vraag.start, **_als_json(antwoord)} for vraag, antwoord in antwoorden
            ]
            self.stdout.write(json.dumps(lijst, default=date.isoformat, ensure_ascii=False, indent=2))
        else:
            uitkomst = _als_json(antwoorden[0][1])
            self.stdout.write(json.dumps(uitkomst, default=date.isoformat, ensure_ascii=False, indent=2))


def _een(opties: Mapping[str, Any], naam: str) -> str | None:
    """The value of an option that can be given once."""
    waarden = opties[naam] or []
    if len(waarden) > 1:
        raise InvoerFout(f"Geef --{naam.replace('_', '-')} een keer; meer termijnen tegelijk kan met --invoer.")
    return waarden[0] if waarden else None


def _vragen(opties: Mapping[str, Any]) -> list[Rij]:
    bestand, regel = _een(opties, "invoer"), opties["regel"]
    losse = [naam for naam in ("start", "opschorting", "verdaagd_tot", "verdaagd_op") if opties[naam]]
    if bestand is not None:
        if losse:
            raise InvoerFout(f"Geef --invoer of --{losse[0].replace('_', '-')}, niet allebei.")
        if regel is not None:
            zoek(regel)
        return lees_bestand(bestand, regel)
    if regel is None:
        raise InvoerFout(f"Welke regel? Kies uit: {', '.join(REGELS)}. Uitleg staat bij --help.")
    titel = zoek(regel).start
    if (start := _een(opties, "start")) is None:
        raise InvoerFout(f"Geef met --start de {titel}.")
    tot, op = _een(opties, "verdaagd_tot"), _een(opties, "verdaagd_op")
    vraag = Vraag(
        regel,
        lees_datum(start),
        tuple(lees_opschorting(deel) for deel in opties["opschorting"] or ()),
        verdaagd_tot=lees_datum(tot) if tot is not None else None,
        verdaagd_op=lees_datum(op) if op is not None else None,
    )
    return [Rij(0, vraag)]


def _antwoord(rij: Rij, kalender: Kalender, *, uit_bestand: bool) -> Berekening:
    try:
        return reken(rij.vraag, kalender)
    except InvoerFout as fout:
        if not uit_bestand:
            raise
        raise InvoerFout(f"Regel {rij.nummer} van het bestand: {fout}") from None


def _kalender(keuze: str | None) -> Kalender:
    if keuze not in (None, TABEL, REGEL):
        raise InvoerFout(f"De kalender is {TABEL} of {REGEL}.")
    if keuze == REGEL:
        return Kalender.volgens_regel()
    try:
        return kalender_uit_tabel()
    except (DatabaseFout, ImproperlyConfigured):
        if keuze == TABEL:
            raise InvoerFout("De tabel met feestdagen is niet te lezen: de database antwoordt niet.") from None
        return Kalender.volgens_regel()


def _als_json(antwoord: Berekening) -> dict[str, Any]:
    return {"einde": antwoord.einde, "stappen": [asdict(stap) for stap in antwoord.stappen]}


def _als_tekst(vraag: Vraag, antwoord: Berekening) -> str:
    regel = REGELS[vraag.regel]
    einde = f"{regel.uitkomst} {datum(antwoord.einde)}" if antwoord.einde else "nog geen einddatum"
    stappen = [f"  {n}. {stap.wat}\n     ({stap.bron})" for n, stap in enumerate(antwoord.stappen, 1)]
    return "\n".join([f"{regel.titel}, {regel.start} {datum(vraag.start)}: {einde}", *stappen])

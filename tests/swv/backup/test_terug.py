"""A machine is lost. On an empty one, with the backup and the key, everything is there again."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from documents.models import Document
from documents.werk import verwerk_wachtende
from organisations.actor import Actor
from organisations.models import Samenwerkingsverband
from organisations.rollen import Rol
from swv import embedded
from swv.backup import pg
from tests.factories import NU
from tests.swv.backup.conftest import Proef, bestanden_in, bewaar
from tests.tlv import besluitzaak
from tlv.models import Aanvraag

pytestmark = pytest.mark.django_db(transaction=True)

VERDER = """
import django; django.setup()
from audit.models import Gebeurtenis
from audit.services import record
from documents.models import Bestand
from documents.opslag import bewaar, lees_bestand
from organisations.actor import systeem
from tests.ketens import ketenfouten
from datetime import date

schrijven = Gebeurtenis.objects.filter(soort="schrijven")
zaken = set(schrijven.exclude(zaak_id=None).values_list("zaak_id", flat=True))
assert zaken and not any(ketenfouten(zaak) for zaak in zaken)
assert sum(len(lees_bestand(rij)) == rij.grootte for rij in Bestand.objects.all()) >= 3
hoogste = max(Bestand.objects.values_list("pk", flat=True))
assert bewaar(b"na het terugzetten", mime="application/pdf", naam="b.pdf").pk > hoogste
record(systeem(date(2026, 3, 9)), "proef", zaak_id=min(zaken))
assert ketenfouten(min(zaken)) == []
print("verder")
"""


HOUD_AAN = "import sys; from swv import embedded; embedded.start_where_needed(); print(1, flush=True); sys.stdin.read()"


@pytest.fixture
def lege_machine() -> Iterator[Path]:
    """A state folder of its own: another PostgreSQL cluster, made from nothing. Not in tmp_path: root's server user."""
    with tempfile.TemporaryDirectory(prefix="dekkend-machine-") as map_:
        Path(map_).chmod(0o755)
        staat = Path(map_) / "staat"
        yield staat
        embedded.clear(embedded.Places(staat))


def op_lege_machine(staat: Path, *opdracht: object) -> "subprocess.CompletedProcess[str]":
    omgeving = {naam: waarde for naam, waarde in os.environ.items() if naam not in {"DATABASE_URL", "REDIS_URL"}}
    omgeving |= {"DEKKEND_OMGEVING": "test", "DEKKEND_STATE": str(staat), "DJANGO_SETTINGS_MODULE": "swv.settings"}
    return subprocess.run(
        [sys.executable, *map(str, opdracht)],
        cwd=embedded.BASE_DIR,
        env=omgeving,
        capture_output=True,
        text=True,
        check=False,
    )


def test_everything_comes_back_on_an_empty_machine(
    proef: Proef, lege_machine: Path, aanvraag: Aanvraag, swv: Samenwerkingsverband
) -> None:
    _een_besluit(aanvraag, besluitzaak.actor_met_mandaat(Rol.VOORZITTER, swv))
    bewaar(b"")
    bewaar(os.urandom(3_000_000))
    rijen, bestanden = pg.tel_rijen(), bestanden_in(proef.bron)
    assert rijen["documents_zegel"] and rijen["audit_gebeurtenis"] and len(bestanden) >= 3
    heen = proef.manage("backup", proef.dest)
    assert heen.returncode == 0, heen.stderr

    terug = op_lege_machine(lege_machine, "manage.py", "restore", proef.dest, "--sleutel", proef.sleutel)
    assert terug.returncode == 0, terug.stderr
    assert "every count and every file equal" in terug.stdout
    assert bestanden_in(lege_machine / "bestanden") == bestanden

    houder = subprocess.Popen(
        [sys.executable, "-c", HOUD_AAN],
        cwd=embedded.BASE_DIR,
        env=os.environ | {"DEKKEND_OMGEVING": "test", "DEKKEND_STATE": str(lege_machine)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with houder:
        assert houder.stdout is not None and houder.stdout.readline()
        with psycopg.connect(embedded.Places(lege_machine).database_url) as nieuw:
            for tabel, aantal in rijen.items():
                assert nieuw.execute(f'SELECT count(*) FROM "{tabel}"').fetchone() == (aantal,), tabel
            with pytest.raises(psycopg.errors.RaiseException, match="rows can only be added"):
                nieuw.execute("UPDATE audit_gebeurtenis SET actie = 'anders'")
        verder = op_lege_machine(lege_machine, "-c", VERDER)
        assert verder.stdout == "verder\n", verder.stderr
        assert "No changes detected" in op_lege_machine(lege_machine, "manage.py", "makemigrations", "--check").stdout
        houder.communicate()


def _een_besluit(aanvraag: Aanvraag, voorzitter: Actor) -> None:
    besluitzaak.klaar_om_te_besluiten(aanvraag)
    besluitzaak.schrijf_concept(aanvraag, voorzitter)
    besluitzaak.teken(aanvraag, voorzitter)
    verwerk_wachtende(NU)
    assert Document.objects.filter(soort="beschikking", bestand__isnull=False).exists()

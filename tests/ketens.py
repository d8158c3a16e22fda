"""The chain of a Zaak, judged by the check that production uses."""

from django.db import connection

from audit.controle import Controle
from audit.models import Gebeurtenis, Soort


def ketenfouten(zaak_id: int) -> list[str]:
    """What is wrong with the chain of this Zaak: nothing, for a whole one in which every write is a link."""
    los = Gebeurtenis.objects.filter(zaak_id=zaak_id, soort=Soort.SCHRIJVEN, volgnummer=None)
    return [f"row {rij.pk} is in no chain" for rij in los] + list(Controle(lambda inhoud, zegel: "").fouten(zaak_id))


def laat_legen_toe() -> None:
    """Lets the record be emptied between tests; only ever in the test database."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'audit_niet_legen' AND tgenabled <> 'D'"
        )
        for (tabel,) in cursor.fetchall():
            cursor.execute(f"ALTER TABLE {tabel} DISABLE TRIGGER audit_niet_legen")

"""Who is at work on a row: a lock that lives as long as the connection of the worker, so that a dead worker shows."""

from contextlib import suppress

from django.db import InterfaceError, OperationalError, connection

DOCUMENT, BERICHT, SCANNER, CONTROLE, FEESTDAGEN = 1, 2, 3, 4, 5


def pak(soort: int, rij_id: int) -> bool:
    """Hold this row until `laat_los` or until the connection ends; False when another connection holds it."""
    return _vraag("pg_try_advisory_lock", soort, rij_id)


def laat_los(soort: int, rij_id: int) -> None:
    """Nothing to do when the connection is gone: then the lock is gone too."""
    with suppress(OperationalError, InterfaceError):
        _vraag("pg_advisory_unlock", soort, rij_id)


def is_vrij(soort: int, rij_id: int) -> bool:
    """Within a transaction: nobody works on this row, and nobody begins before the transaction ends."""
    return _vraag("pg_try_advisory_xact_lock", soort, rij_id)


def _vraag(functie: str, soort: int, rij_id: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {functie}(%s)", [(soort << 56) + rij_id])
        return bool(cursor.fetchone()[0])

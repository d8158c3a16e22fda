"""Two roles in the database: one owns the tables and migrates, the other is what the site may do.

The site cannot make, change or empty a table, and can only add to the record of who did and saw what: also somebody
who takes over a web process cannot rewrite that.
"""

from dataclasses import dataclass

from django.db import connection, transaction
from psycopg import sql

ALLEEN_TOEVOEGEN = "audit\\_%"
"""Tables of the record, as a LIKE pattern: no row is ever changed or removed."""
ALLEEN_LEZEN = ("django_migrations",)
TABELLEN = """
SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') ORDER BY 1
"""
VRAGEN = """
SELECT 'is a superuser' WHERE (SELECT rolsuper FROM pg_roles WHERE rolname = %(rol)s)
UNION ALL SELECT 'may make roles or databases, or pass by row security'
    WHERE (SELECT rolcreaterole OR rolcreatedb OR rolbypassrls OR rolreplication FROM pg_roles WHERE rolname = %(rol)s)
UNION ALL SELECT 'is a member of ' || string_agg(r.rolname, ', ') FROM pg_auth_members m
    JOIN pg_roles r ON r.oid = m.roleid WHERE m.member = %(rol)s::regrole HAVING count(*) > 0
UNION ALL SELECT 'may make tables' WHERE has_schema_privilege(%(rol)s, 'public', 'CREATE')
UNION ALL SELECT 'owns ' || string_agg(c.relname, ', ') FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = 'public' AND c.relowner = %(rol)s::regrole HAVING count(*) > 0
UNION ALL SELECT 'may empty ' || string_agg(c.relname, ', ') FROM pg_class c
    JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p')
    AND has_table_privilege(%(rol)s, c.oid, 'TRUNCATE') HAVING count(*) > 0
UNION ALL SELECT 'may rewrite ' || string_agg(c.relname, ', ') FROM pg_class c
    JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p')
    AND c.relname LIKE %(record)s AND has_table_privilege(%(rol)s, c.oid, 'UPDATE, DELETE') HAVING count(*) > 0
"""


class RolFout(Exception):
    """Why the roles cannot be set, in a sentence."""


@dataclass(frozen=True)
class Rechten:
    """What was given, for a line of output."""

    tabellen: int
    alleen_toevoegen: int


def geef_rechten(rol: str) -> Rechten:
    """Exactly what the site needs on what is there now; run after every migrate, as the owner of the tables."""
    _controleer_rol(rol)
    with transaction.atomic(), connection.cursor() as cursor:
        wie = sql.Identifier(rol)
        for opdracht in (
            "REVOKE ALL ON SCHEMA public FROM PUBLIC, {}",
            "GRANT USAGE ON SCHEMA public TO {}",
            "REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC, {}",
            "REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM PUBLIC, {}",
            "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {}",
            "REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA public FROM PUBLIC",
            "GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO {}",
        ):
            cursor.execute(sql.SQL(opdracht).format(wie).as_string())
        cursor.execute(TABELLEN)
        tabellen = [naam for (naam,) in cursor.fetchall()]
        for tabel in tabellen:
            recht = sql.SQL("GRANT {} ON {} TO {}").format(_rechten_op(tabel), sql.Identifier("public", tabel), wie)
            cursor.execute(recht.as_string())
    return Rechten(len(tabellen), sum(_is_record(tabel) for tabel in tabellen))


def te_ruim(rol: str) -> list[str]:
    """What the role may do that it should not, in words; empty when all is well."""
    _ken_rol(rol)
    with connection.cursor() as cursor:
        cursor.execute(VRAGEN, {"rol": rol, "record": ALLEEN_TOEVOEGEN})
        return [zin for (zin,) in cursor.fetchall()]


def _rechten_op(tabel: str) -> sql.SQL:
    if tabel in ALLEEN_LEZEN:
        return sql.SQL("SELECT")
    return sql.SQL("SELECT, INSERT" if _is_record(tabel) else "SELECT, INSERT, UPDATE, DELETE")


def _is_record(tabel: str) -> bool:
    return tabel.startswith("audit_")


def _controleer_rol(rol: str) -> None:
    _ken_rol(rol)
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user = %s", [rol])
        if cursor.fetchone()[0]:
            raise RolFout(f"This runs as {rol} itself: run it as the owner of the tables.")


def _ken_rol(rol: str) -> None:
    if not rol:
        raise RolFout("Which role does the site use? Set DEKKEND_DATABASE_APP.")
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = %s)", [rol])
        if not cursor.fetchone()[0]:
            raise RolFout(f"There is no role {rol} yet. As administrator: CREATE ROLE {rol} LOGIN PASSWORD '...';")

from io import StringIO

import pytest
from django.contrib.postgres.operations import AddIndexConcurrently
from django.core.management import CommandError, call_command
from django.db import connection, migrations, models
from django.db.migrations.state import ProjectState

from swv.management.commands import migratie_controle
from swv.migratieregels import bezwaren

LEERLING = migrations.CreateModel("Ding", [("id", models.BigAutoField(primary_key=True)), ("naam", models.TextField())])


def sql_van(*operaties: migrations.operations.base.Operation) -> list[str]:
    """What PostgreSQL would get for these operations on a table that exists already."""
    staat = ProjectState()
    LEERLING.state_forwards("proef", staat)
    with connection.schema_editor(collect_sql=True, atomic=False) as editor:
        for operatie in operaties:
            vooraf = staat.clone()
            operatie.state_forwards("proef", staat)
            operatie.database_forwards("proef", editor, vooraf, staat)
    return [str(regel) for regel in editor.collected_sql]


INDEX = models.Index(fields=["naam"], name="ding_naam")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("operatie", "zin"),
    [
        (migrations.RemoveField("ding", "naam"), "drops a column"),
        (migrations.RenameField("ding", "naam", "titel"), "renames"),
        (migrations.RenameModel("ding", "zaak"), "renames"),
        (migrations.DeleteModel("ding"), "drops a table"),
        (migrations.AddField("ding", "n", models.IntegerField(default=1)), "db_default"),
        (migrations.AlterField("ding", "naam", models.CharField(max_length=9)), "rewrites a table"),
        (migrations.AddIndex("ding", INDEX), "AddIndexConcurrently"),
        (migrations.AddConstraint("ding", models.UniqueConstraint(fields=["naam"], name="u")), "blocks reading"),
        (
            migrations.AddConstraint("ding", models.CheckConstraint(condition=~models.Q(naam=""), name="c")),
            "NOT VALID first",
        ),
        (migrations.RunSQL("LOCK TABLE proef_ding"), "locks a whole table"),
    ],
)
def test_what_would_stop_the_old_version_is_refused(operatie: migrations.operations.base.Operation, zin: str) -> None:
    assert any(zin in bezwaar for bezwaar in bezwaren(sql_van(operatie))), sql_van(operatie)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "operatie",
    [
        migrations.AddField("ding", "n", models.IntegerField(null=True)),
        migrations.AddField("ding", "n", models.IntegerField(db_default=0)),
        AddIndexConcurrently("ding", INDEX),
        migrations.AlterField("ding", "naam", models.TextField(blank=True)),
        migrations.RunPython(migrations.RunPython.noop),
    ],
)
def test_what_can_run_beside_it_is_not(operatie: migrations.operations.base.Operation) -> None:
    assert bezwaren(sql_van(operatie)) == []


def test_a_table_that_the_migration_makes_itself_is_free() -> None:
    nieuw = 'CREATE TABLE "a_b" ("id" bigint NOT NULL)'
    index = 'CREATE INDEX "x" ON "a_b" ("id")'
    assert bezwaren([nieuw, index, 'ALTER TABLE "a_b" ADD CONSTRAINT "y" UNIQUE ("id")']) == []
    assert len(bezwaren([index])) == 1


@pytest.mark.django_db(transaction=True)
def test_our_own_migrations_pass_and_would_not_without_the_base(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:
    call_command("migratie_controle", stdout=StringIO())
    assert all(naam.count(".") == 1 for naam in migratie_controle.BASIS.read_text().split())
    leeg = tmp_path / "basis.txt"
    leeg.touch()
    monkeypatch.setattr(migratie_controle, "BASIS", leeg)
    with pytest.raises(CommandError, match=r"audit\.0003.*blocks"):
        call_command("migratie_controle")

import sys
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.postgres.operations import AddIndexConcurrently
from django.core.management import CommandError, call_command
from django.db import connection, migrations, models
from django.db.migrations.state import ProjectState

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


BEGIN = """
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    operations = [
        migrations.CreateModel("Ding", [("id", models.BigAutoField(primary_key=True)), ("naam", models.TextField())])
    ]
"""
WEG = """
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("ui", "0001_begin")]
    operations = [migrations.RemoveField("ding", "naam")]
"""
SAMEN = """
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    replaces = [("ui", "0001_begin"), ("ui", "0002_weg")]
    operations = [migrations.CreateModel("Ding", [("id", models.BigAutoField(primary_key=True))])]
"""


@pytest.fixture
def proef(tmp_path: Path, settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Migrations of an app of ours that has none, on disk."""
    map_ = tmp_path / "proefmigraties"
    map_.mkdir()
    (map_ / "__init__.py").touch()
    (map_ / "0001_begin.py").write_text(BEGIN)
    monkeypatch.syspath_prepend(tmp_path)
    settings.MIGRATION_MODULES = {"ui": map_.name}
    yield map_
    for naam in [naam for naam in sys.modules if naam.startswith(map_.name)]:
        del sys.modules[naam]


@pytest.mark.django_db(transaction=True)
def test_our_own_migrations_pass() -> None:
    call_command("migratie_controle", stdout=StringIO())


@pytest.mark.django_db(transaction=True)
def test_a_file_that_would_stop_the_old_version_is_named(proef: Path) -> None:
    (proef / "0002_weg.py").write_text(WEG)
    with pytest.raises(CommandError, match=r"^ui\.0002_weg: ui_ding: drops a column"):
        call_command("migratie_controle")


@pytest.mark.django_db(transaction=True)
def test_one_that_says_why_it_stops_the_site_passes(proef: Path) -> None:
    (proef / "0002_weg.py").write_text(WEG + '    onderbreekt = "the table is small"\n')
    call_command("migratie_controle", stdout=StringIO())


@pytest.mark.django_db(transaction=True)
def test_what_is_replaced_was_judged_before_and_what_comes_after_it_is_judged(proef: Path) -> None:
    (proef / "0002_weg.py").write_text(WEG)
    (proef / "0001_squashed_0002_weg.py").write_text(SAMEN)
    call_command("migratie_controle", stdout=StringIO())
    later = WEG.replace("0001_begin", "0002_weg").replace('RemoveField("ding", "naam")', 'DeleteModel("ding")')
    (proef / "0003_later.py").write_text(later)
    with pytest.raises(
        CommandError, match=r"^ui\.0003_later: ui_ding: drops a table that the old version may still use$"
    ):
        call_command("migratie_controle")

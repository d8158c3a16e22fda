"""Recognised holidays of 2024 up to 2030, by the rule as it stands in deadlines.kalender."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from deadlines.kalender import bron, feestdagen


def zaai(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    Feestdag = apps.get_model("deadlines", "Feestdag")
    Feestdag.objects.bulk_create(
        [
            Feestdag(datum=dag, naam=naam, bron=bron(dag))
            for jaar in range(2024, 2031)
            for dag, naam in feestdagen(jaar).items()
        ],
        ignore_conflicts=True,
    )


class Migration(migrations.Migration):
    dependencies = [("deadlines", "0001_initial")]

    operations = [migrations.RunPython(zaai, migrations.RunPython.noop)]

"""A paper that was added to a draft waits for the version the family is asked about."""

from typing import ClassVar

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import Max


def merk_concepten(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """What was uploaded to a draft after the last version that was frozen."""
    documenten = apps.get_model("documents", "Document").objects.filter(zaak__status="concept", brief="")
    stukken = apps.get_model("documents", "Ondertekenstuk").objects.filter(zaak__status="concept")
    bevroren = dict(stukken.values_list("zaak_id").annotate(laatste=Max("bevroren_op")))
    for pk, zaak_id, op in documenten.values_list("pk", "zaak_id", "aangemaakt_op"):
        if zaak_id not in bevroren or op > bevroren[zaak_id]:
            documenten.filter(pk=pk).update(concept=True)


class Migration(migrations.Migration):
    dependencies: ClassVar = [("documents", "0004_wat_wacht"), ("cases", "0001_initial")]

    operations: ClassVar = [
        migrations.AddField(
            model_name="document",
            name="concept",
            field=models.BooleanField(
                db_default=False, default=False, help_text="Added to a draft and in no frozen version yet."
            ),
        ),
        migrations.RunPython(merk_concepten, migrations.RunPython.noop),
    ]

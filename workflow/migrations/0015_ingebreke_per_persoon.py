from typing import Any, ClassVar

from django.db import migrations, models
from django.db.models import F, Q

UNIEK = """CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS ingebreke_een_geldige_per_persoon
    ON workflow_ingebrekestelling (zaak_id, afzender, wie)
    WHERE beslissen_tot < ontvangen_op AND ingetrokken_op IS NULL"""


def per_persoon(apps: Any, schema_editor: Any) -> None:
    """The two weeks of one of the family carry who that is."""
    rijen = apps.get_model("workflow", "Ingebrekestelling").objects.filter(afzender="gezin", ingetrokken_op=None)
    termijnen = apps.get_model("deadlines", "Termijn").objects.filter(soort="ingebreke", kenmerk="gezin")
    for rij in rijen.exclude(wie=""):
        termijnen.filter(zaak_id=rij.zaak_id, vanaf=rij.ontvangen_op).update(kenmerk=rij.wie)


class Migration(migrations.Migration):
    atomic = False  # an index beside the work needs its own transaction

    dependencies: ClassVar = [
        ("deadlines", "0015_dwangsomtermijnen_gelden"),
        ("workflow", "0014_papier_terug"),
    ]

    operations: ClassVar = [
        migrations.RunPython(per_persoon, migrations.RunPython.noop),
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AddConstraint(
                    model_name="ingebrekestelling",
                    constraint=models.UniqueConstraint(
                        fields=["zaak", "afzender", "wie"],
                        condition=Q(ingetrokken_op__isnull=True, beslissen_tot__lt=F("ontvangen_op")),
                        name="ingebreke_een_geldige_per_persoon",
                    ),
                )
            ],
            database_operations=[
                migrations.RunSQL(UNIEK, "DROP INDEX CONCURRENTLY IF EXISTS ingebreke_een_geldige_per_persoon")
            ],
        ),
        migrations.RemoveConstraint(model_name="ingebrekestelling", name="ingebreke_een_geldige_per_afzender"),
    ]

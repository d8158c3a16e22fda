"""On one ground a term may stand still for several stretches that are known, and once without a last day."""

from django.db import migrations, models
from django.db.models import Q

MAAK = """
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS opschorting_een_zonder_einde ON deadlines_opschorting (termijn_id, grond)
    WHERE (tot IS NULL AND uiterlijk IS NULL AND vervallen_op IS NULL)
"""
WEG = "DROP INDEX CONCURRENTLY IF EXISTS opschorting_een_zonder_einde"


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("deadlines", "0008_stil_telt")]
    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(MAAK, WEG)],
            state_operations=[
                migrations.AddConstraint(
                    "opschorting",
                    models.UniqueConstraint(
                        condition=Q(("tot__isnull", True), ("uiterlijk__isnull", True), ("vervallen_op__isnull", True)),
                        fields=("termijn", "grond"),
                        name="opschorting_een_zonder_einde",
                    ),
                )
            ],
        ),
        migrations.RemoveConstraint("opschorting", "opschorting_een_open_per_grond"),
    ]

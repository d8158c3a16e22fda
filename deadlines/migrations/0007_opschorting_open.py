from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    """What stands still now, by its last day: asked every few seconds for what ended by itself."""

    atomic = False
    dependencies = [("deadlines", "0006_bord")]
    operations = [
        AddIndexConcurrently(
            "opschorting",
            models.Index(
                condition=Q(("tot__isnull", True), ("vervallen_op__isnull", True)),
                fields=["uiterlijk", "id"],
                name="opschorting_open",
            ),
        ),
    ]

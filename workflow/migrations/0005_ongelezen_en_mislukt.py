from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False  # indexes that are made while people work

    dependencies = [("workflow", "0004_storing")]

    operations = [
        AddIndexConcurrently(
            "bericht",
            models.Index(fields=["user"], condition=models.Q(("gelezen_op__isnull", True)), name="bericht_ongelezen"),
        ),
        AddIndexConcurrently(
            "bericht",
            models.Index(fields=["aangemaakt_op"], condition=models.Q(("werk", "mislukt")), name="bericht_mislukt"),
        ),
    ]

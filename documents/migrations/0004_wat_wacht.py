from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False  # indexes that are made while people work

    dependencies = [("documents", "0003_post_printen")]

    operations = [
        AddIndexConcurrently(
            "document",
            models.Index(fields=["aangemaakt_op"], condition=models.Q(("werk", "mislukt")), name="document_mislukt"),
        ),
        AddIndexConcurrently(
            "handtekening",
            models.Index(fields=["user", "id"], condition=models.Q(("uitkomst", "open")), name="handtekening_gevraagd"),
        ),
        AddIndexConcurrently(
            "bekendmaking",
            models.Index(
                fields=["klaargezet_op", "id"],
                condition=models.Q(("kanaal", "post"), ("verzonden_op__isnull", True)),
                name="bekendmaking_te_posten",
            ),
        ),
    ]

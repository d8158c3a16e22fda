"""When something is to be told about a term, found without reading the others."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ("cases", "0001_initial"),
        ("deadlines", "0002_feestdagen"),
    ]

    operations = [
        migrations.AddField(
            model_name="termijn",
            name="melding_op",
            field=models.DateField(
                blank=True, help_text="Eerstvolgende dag waarop hierover iets gemeld wordt.", null=True
            ),
        ),
        migrations.AddField(
            model_name="termijn",
            name="melding_voor",
            field=models.DateField(blank=True, help_text="Het einde waarvoor die dag is bepaald.", null=True),
        ),
        AddIndexConcurrently(
            model_name="termijn",
            index=models.Index(
                condition=models.Q(("gestopt_op__isnull", True), ("melding_op__isnull", False)),
                fields=["melding_op", "id"],
                name="termijn_te_melden",
            ),
        ),
        AddIndexConcurrently(
            model_name="termijn",
            index=models.Index(
                condition=models.Q(
                    ("einde__isnull", False),
                    ("gestopt_op__isnull", True),
                    models.Q(
                        ("melding_voor__isnull", True),
                        ("melding_voor__lt", models.F("einde")),
                        ("melding_voor__gt", models.F("einde")),
                        _connector="OR",
                    ),
                ),
                fields=["id"],
                name="termijn_te_plannen",
            ),
        ),
    ]

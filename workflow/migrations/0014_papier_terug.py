from typing import ClassVar

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("workflow", "0013_ingebrekestelling"),
    ]

    operations: ClassVar = [
        migrations.AddField(
            "papierpost",
            "retour_op",
            models.DateField(blank=True, null=True, help_text="De dag waarop de brief terugkwam."),
        ),
        migrations.AddField("papierpost", "retour_reden", models.CharField(blank=True, db_default="", max_length=200)),
        migrations.AddField(
            "papierpost",
            "retour_door",
            models.ForeignKey(
                blank=True,
                null=True,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            "papierpost",
            "retour_klaar_op",
            models.DateTimeField(
                blank=True, null=True, help_text="Sinds dan ligt de brief weer klaar, of is het anders verteld."
            ),
        ),
    ]

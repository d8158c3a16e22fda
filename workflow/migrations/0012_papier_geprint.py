from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("workflow", "0011_hapering")]

    operations: ClassVar = [
        migrations.AddField("papierpost", "geprint_op", models.DateTimeField(blank=True, null=True)),
        migrations.AddField(
            "papierpost",
            "gepost_op",
            models.DateField(blank=True, null=True, help_text="De dag waarop de brief op de post ging."),
        ),
    ]

from typing import ClassVar

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("documents", "0010_traject"),
        ("tlv", "0004_onbeantwoord"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="Terugzending",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("verzonden_op", models.DateField()),
                ("adresregels", models.JSONField(default=list)),
                ("terug_op", models.DateField()),
                ("reden", models.CharField(blank=True, help_text="Wat er op de envelop staat.", max_length=200)),
                ("genoteerd_op", models.DateTimeField()),
                (
                    "oordeel",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("niet_bekend", "niet bekendgemaakt: het adres klopte niet, door ons"),
                            ("wel_bekend", "wel bekendgemaakt: het adres was goed, zoals het bij ons bekend was"),
                        ],
                        max_length=12,
                    ),
                ),
                ("toelichting", models.TextField(blank=True, max_length=2000)),
                ("beoordeeld_op", models.DateTimeField(blank=True, null=True)),
                (
                    "bekendmaking",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="terugzendingen",
                        to="documents.bekendmaking",
                    ),
                ),
                (
                    "beoordeeld_door",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "genoteerd_door",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "terugzendingen",
                "ordering": ["pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("oordeel", "")), fields=["terug_op", "id"], name="terugzending_open"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("bekendmaking", "verzonden_op"), name="terugzending_een_per_verzending"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("terug_op__gt", models.F("verzonden_op"))),
                        name="terugzending_na_verzending",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("beoordeeld_op__isnull", True), ("oordeel", "")),
                            models.Q(
                                models.Q(("oordeel", ""), _negated=True),
                                models.Q(("toelichting", ""), _negated=True),
                                ("beoordeeld_op__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="terugzending_oordeel_heel",
                    ),
                ],
            },
        ),
    ]

from typing import ClassVar

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("cases", "0004_casemanager"),
        ("documents", "0010_traject"),
        ("workflow", "0012_papier_geprint"),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="Ingebrekestelling",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "afzender",
                    models.CharField(
                        choices=[("school", "de school"), ("gezin", "een ouder of de leerling")], max_length=8
                    ),
                ),
                (
                    "wie",
                    models.CharField(
                        blank=True, help_text="Wie van het gezin, zoals in de sleutel van een brief.", max_length=20
                    ),
                ),
                ("naam", models.CharField(max_length=200)),
                ("ontvangen_op", models.DateField()),
                ("beslissen_tot", models.DateField(blank=True, null=True)),
                ("genoteerd_op", models.DateTimeField()),
                ("geeindigd_op", models.DateField(blank=True, null=True)),
                ("ingetrokken_op", models.DateField(blank=True, null=True)),
                ("reden_intrekken", models.TextField(blank=True, max_length=2000)),
                ("bedrag", models.PositiveIntegerField(blank=True, null=True)),
                ("vastgesteld_op", models.DateField(blank=True, null=True)),
                ("reden_bedrag", models.TextField(blank=True, max_length=2000)),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.document",
                    ),
                ),
                (
                    "genoteerd_door",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "zaak",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ingebrekestellingen",
                        to="cases.zaak",
                    ),
                ),
            ],
            options={
                "verbose_name": "ingebrekestelling",
                "verbose_name_plural": "ingebrekestellingen",
                "ordering": ["ontvangen_op", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=Q(ingetrokken_op__isnull=True, beslissen_tot__lt=F("ontvangen_op")),
                        fields=("zaak", "afzender"),
                        name="ingebreke_een_geldige_per_afzender",
                    ),
                    models.CheckConstraint(
                        condition=Q(bedrag__isnull=True, vastgesteld_op__isnull=True)
                        | Q(bedrag__isnull=False, vastgesteld_op__isnull=False, afzender="school"),
                        name="ingebreke_bedrag_heel",
                    ),
                ],
            },
        ),
    ]

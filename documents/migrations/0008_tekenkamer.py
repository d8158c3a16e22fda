"""The signing room: papers that ask for signatures, in turns, with codes on paper and facts to act upon.

The rule about answers is written anew, for there are answers more; it is validated in the next migration.
"""

from typing import ClassVar

import django.db.models.deletion
from django.conf import settings
from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("documents", "0007_stuk_van_wie"),
        ("organisations", "0012_toegangsnieuws"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations: ClassVar = [
        migrations.AddField("ondertekenstuk", "kamer", models.BooleanField(db_default=False, default=False)),
        migrations.AddField(
            "ondertekenstuk", "titel", models.CharField(blank=True, db_default="", default="", max_length=160)
        ),
        migrations.AddField(
            "ondertekenstuk",
            "uitslag",
            models.CharField(
                blank=True,
                choices=[
                    ("", "loopt"),
                    ("voltooid", "iedereen heeft getekend"),
                    ("vast", "iemand tekent niet"),
                    ("verlopen", "niet op tijd getekend"),
                    ("vervangen", "vervangen door een nieuwe versie"),
                    ("terug", "ingetrokken"),
                ],
                db_default="",
                default="",
                max_length=10,
            ),
        ),
        migrations.AddField("ondertekenstuk", "voltooid_op", models.DateTimeField(blank=True, null=True)),
        migrations.AddField(
            "ondertekenstuk",
            "vervallen_reden",
            models.TextField(blank=True, db_default="", default="", max_length=2000),
        ),
        migrations.AddField(
            "ondertekenstuk",
            "eindstuk",
            models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="documents.document",
            ),
        ),
        migrations.AddField("handtekening", "kamer", models.BooleanField(db_default=False, default=False)),
        migrations.AddField(
            "handtekening",
            "school",
            models.ForeignKey(
                blank=True,
                db_index=False,
                help_text="De school waarvoor deze persoon tekent; leeg bij gezin en samenwerkingsverband.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.school",
            ),
        ),
        migrations.AddField(
            "handtekening", "functie", models.CharField(blank=True, db_default="", default="", max_length=120)
        ),
        migrations.AddField("handtekening", "groep", models.PositiveSmallIntegerField(db_default=1, default=1)),
        migrations.AddField(
            "handtekening",
            "keuzes",
            models.JSONField(
                db_default=models.Value([], models.JSONField()),
                default=list,
                help_text="De antwoorden waaruit deze persoon kan kiezen.",
            ),
        ),
        migrations.AddField(
            "handtekening",
            "moet_tekenen",
            models.BooleanField(
                db_default=True,
                default=True,
                help_text="Anders volstaat dat deze persoon het stuk zag en antwoordde.",
            ),
        ),
        migrations.AddField("handtekening", "uitgenodigd_op", models.DateTimeField(blank=True, null=True)),
        migrations.AddField(
            "handtekening",
            "verloopt_op",
            models.DateField(blank=True, help_text="Na deze dag kan deze persoon niet meer tekenen.", null=True),
        ),
        migrations.AddField("handtekening", "herinnerd_op", models.DateField(blank=True, null=True)),
        migrations.AddField("handtekening", "bevestigd_op", models.DateTimeField(blank=True, null=True)),
        migrations.AddField(
            "handtekening",
            "opgevolgd_door",
            models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="voorgangers",
                to="documents.handtekening",
            ),
        ),
        migrations.AlterField(
            "handtekening",
            "uitkomst",
            models.CharField(
                choices=[
                    ("open", "nog niet"),
                    ("getekend", "getekend"),
                    ("gezien", "gezien, niet akkoord"),
                    ("geweigerd", "wil niet tekenen"),
                    ("vervallen", "vervallen door een nieuwe versie"),
                    ("verlopen", "niet op tijd"),
                    ("door", "doorgegeven aan een ander"),
                    ("gestopt", "niet meer nodig"),
                ],
                default="open",
                max_length=10,
            ),
        ),
        migrations.CreateModel(
            name="Tekencode",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code_hash", models.CharField(max_length=64, unique=True)),
                ("gemaakt_op", models.DateTimeField()),
                ("geldig_tot", models.DateField()),
                ("gebruikt_op", models.DateTimeField(blank=True, null=True)),
                ("vervallen_op", models.DateTimeField(blank=True, null=True)),
                (
                    "gemaakt_door",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "handtekening",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="codes",
                        to="documents.handtekening",
                    ),
                ),
            ],
            options={"verbose_name_plural": "tekencodes"},
        ),
        migrations.CreateModel(
            name="Tekenfeit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "soort",
                    models.CharField(
                        choices=[
                            ("groep", "een groep heeft getekend"),
                            ("voltooid", "iedereen heeft getekend"),
                            ("geweigerd", "iemand tekent niet"),
                            ("verlopen", "iemand was niet op tijd"),
                            ("ingetrokken", "het verzoek is ingetrokken"),
                        ],
                        max_length=12,
                    ),
                ),
                ("groep", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("moment", models.DateTimeField()),
                ("afgehandeld_op", models.DateTimeField(blank=True, null=True)),
                (
                    "handtekening",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.handtekening",
                    ),
                ),
                (
                    "stuk",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="feiten",
                        to="documents.ondertekenstuk",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "tekenfeiten",
                "ordering": ["pk"],
                "indexes": [
                    models.Index(fields=["id"], condition=Q(("afgehandeld_op__isnull", True)), name="tekenfeit_te_doen")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("stuk", "soort", "groep", "handtekening"),
                        name="tekenfeit_eenmaal",
                        nulls_distinct=False,
                    )
                ],
            },
        ),
        migrations.RemoveConstraint("handtekening", "handtekening_gezet_heeft_moment_en_hash"),
        AddConstraintNotValid(
            "handtekening",
            models.CheckConstraint(
                condition=~Q(("uitkomst__in", ["getekend", "gezien", "geweigerd"]))
                | (Q(("op__isnull", False)) & ~Q(("sha256", ""))),
                name="handtekening_gezet_heeft_moment_en_hash",
            ),
        ),
        AddConstraintNotValid(
            "ondertekenstuk",
            models.CheckConstraint(
                condition=~Q(("uitslag", "voltooid")) | Q(("eindstuk__isnull", False), ("voltooid_op__isnull", False)),
                name="ondertekenstuk_voltooid_heeft_moment",
            ),
        ),
    ]

from typing import ClassVar

import django.db.models.deletion
from django.conf import settings
from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("cases", "0004_casemanager"),
    ]

    operations: ClassVar = [
        migrations.AddField(
            model_name="afspraak",
            name="gemaakt_door",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="afspraak",
            name="gewijzigd_op",
            field=models.DateTimeField(blank=True, help_text="Gemaakt, verzet of afgezegd.", null=True),
        ),
        migrations.AddField(
            model_name="afspraak", name="verschoven", field=models.PositiveIntegerField(db_default=0, default=0)
        ),
        migrations.AddField(
            model_name="afspraak",
            name="vorig_moment",
            field=models.DateTimeField(blank=True, help_text="Wanneer het eerst zou zijn.", null=True),
        ),
        migrations.AddField(
            model_name="afspraak",
            name="reden",
            field=models.CharField(blank=True, db_default="", help_text="Waarom verzet of afgezegd.", max_length=400),
        ),
        AddConstraintNotValid(
            model_name="afspraak",
            constraint=models.CheckConstraint(
                name="afspraak_afgezegd_met_reden", condition=Q(afgezegd_op__isnull=True) | ~Q(reden="")
            ),
        ),
        migrations.CreateModel(
            name="Afspraakantwoord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "rol",
                    models.CharField(
                        choices=[
                            ("coordinator", "ondersteuningscoördinator"),
                            ("schooldirecteur", "schooldirecteur"),
                            ("gedragswetenschapper", "gedragswetenschapper"),
                            ("secretariaat", "secretariaat"),
                            ("deskundige", "deskundige"),
                            ("casemanager", "casemanager"),
                            ("commissielid", "commissielid"),
                            ("voorzitter", "voorzitter"),
                            ("plv_voorzitter", "plaatsvervangend voorzitter"),
                            ("directeur_swv", "directeur samenwerkingsverband"),
                            ("fg", "functionaris gegevensbescherming"),
                            ("beheerder", "beheerder"),
                            ("ouder", "ouder"),
                            ("leerling", "leerling"),
                        ],
                        max_length=20,
                    ),
                ),
                ("verschoven", models.PositiveIntegerField()),
                ("komt", models.BooleanField()),
                ("tekst", models.CharField(blank=True, max_length=400)),
                ("moment", models.DateTimeField()),
                (
                    "afspraak",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="antwoorden", to="cases.afspraak"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={"verbose_name_plural": "antwoorden op afspraken", "ordering": ["moment"]},
        ),
        migrations.AddConstraint(
            model_name="afspraakantwoord",
            constraint=models.UniqueConstraint(
                fields=("afspraak", "user", "verschoven"), name="afspraakantwoord_een_per_persoon"
            ),
        ),
        # The column was never written. The old version still reads it beside this one: it goes one version later.
        migrations.SeparateDatabaseAndState(
            state_operations=[migrations.RemoveField(model_name="vraagbericht", name="antwoord_op")]
        ),
    ]

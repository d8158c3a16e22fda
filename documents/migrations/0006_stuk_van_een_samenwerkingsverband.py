"""A paper about more than one case, such as the minutes of a meeting, belongs to the samenwerkingsverband."""

import django.db.models.deletion
from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0001_initial"),
        ("organisations", "0010_hoeden_zonder_overlap"),
        ("documents", "0005_concept"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            # Django would make the foreign key anew, which reads the whole table.
            database_operations=[
                migrations.RunSQL(
                    "ALTER TABLE documents_document ALTER COLUMN zaak_id DROP NOT NULL",
                    "ALTER TABLE documents_document ALTER COLUMN zaak_id SET NOT NULL",
                )
            ],
            state_operations=[
                migrations.AlterField(
                    model_name="document",
                    name="zaak",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documenten",
                        to="cases.zaak",
                    ),
                )
            ],
        ),
        migrations.AddField(
            model_name="document",
            name="swv",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                help_text="Van wie een stuk is dat over meer dan één zaak gaat.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.samenwerkingsverband",
            ),
        ),
        migrations.AlterField(
            model_name="document",
            name="soort",
            field=models.CharField(
                choices=[
                    ("opp", "ontwikkelingsperspectiefplan (OPP)"),
                    ("onderzoek", "onderzoek naar capaciteiten"),
                    ("knooppunt", "verslag knooppunt"),
                    ("toestemming", "toestemming van ouders"),
                    ("handtekeningen", "ondertekend formulier"),
                    ("verslag", "ander verslag of onderzoek"),
                    ("bijlage", "andere bijlage"),
                    ("advies", "advies van deskundige"),
                    ("beschikking", "beschikking"),
                    ("brief", "brief"),
                    ("bundel", "dossier in één bestand"),
                    ("notulen", "verslag van een vergadering"),
                ],
                max_length=16,
            ),
        ),
        AddConstraintNotValid(
            model_name="document",
            constraint=models.CheckConstraint(
                condition=Q(("zaak__isnull", False), ("swv__isnull", False), _connector="OR"),
                name="document_van_zaak_of_swv",
            ),
        ),
    ]

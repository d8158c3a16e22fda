from typing import ClassVar

from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models

SOORTEN = [
    ("beslistermijn", "wettelijke beslistermijn"),
    ("servicenorm", "streefdatum voor het besluit"),
    ("aanvultermijn", "termijn om aan te vullen"),
    ("buiten_behandeling", "termijn voor stoppen met de aanvraag"),
    ("volledigheidsnorm", "streefdatum voor de controle"),
    ("bezwaar", "bezwaartermijn"),
    ("bezwaarbeslissing", "termijn voor het besluit op bezwaar"),
    ("deskundigentermijn", "termijn voor het advies van de deskundigen"),
    ("informatietermijn", "termijn voor het antwoord van de school"),
    ("commissieadvies", "termijn voor het advies van de commissie"),
    ("directeursbesluit", "termijn voor het besluit van de directeur"),
    ("aanvaarden", "termijn voor het antwoord van de casemanager"),
    ("ingebreke", "twee weken na de ingebrekestelling"),
    ("dwangsom", "dagen met dwangsom"),
    ("dwangsombesluit", "termijn om de dwangsom vast te stellen"),
    ("ouders_spreken", "de ouders weer spreken"),
]


class Migration(migrations.Migration):
    dependencies: ClassVar = [("deadlines", "0013_trajecttermijnen_gelden")]

    operations: ClassVar = [
        migrations.RemoveConstraint(model_name="termijn", name="termijn_soort_bekend"),
        migrations.AlterField("termijn", "soort", models.CharField(choices=SOORTEN, max_length=24)),
        AddConstraintNotValid(
            model_name="termijn",
            constraint=models.CheckConstraint(
                condition=models.Q(("soort__in", [soort for soort, _ in SOORTEN])), name="termijn_soort_bekend"
            ),
        ),
    ]

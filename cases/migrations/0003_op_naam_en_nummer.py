"""Indexes for lists in order of name, and for finding a number by how it begins or ends."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models

from cases.nummerzoeken import nummer_begin, nummer_einde
from organisations.namen import op_alfabet


class Migration(migrations.Migration):
    atomic = False  # indexes that are made while people work

    dependencies = [("cases", "0002_zoeken_en_standen")]

    operations = [
        AddIndexConcurrently(
            "leerling", models.Index(op_alfabet("achternaam"), op_alfabet("roepnaam"), name="leerling_alfabet")
        ),
        AddIndexConcurrently("zaak", models.Index(nummer_begin(), name="zaak_nummer_begin")),
        AddIndexConcurrently("zaak", models.Index(nummer_einde(), name="zaak_nummer_einde")),
        # what an index on an expression is good for is not known before this
        migrations.RunSQL("ANALYZE cases_leerling", migrations.RunSQL.noop),
        migrations.RunSQL("ANALYZE cases_zaak", migrations.RunSQL.noop),
    ]

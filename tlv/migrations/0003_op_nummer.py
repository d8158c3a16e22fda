"""Indexes for finding a declaration by how its number begins or ends."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models

from cases.nummerzoeken import nummer_begin, nummer_einde


class Migration(migrations.Migration):
    atomic = False  # indexes that are made while people work

    dependencies = [("tlv", "0002_ontheffingen")]

    operations = [
        AddIndexConcurrently("toelaatbaarheid", models.Index(nummer_begin(), name="tlv_nummer_begin")),
        AddIndexConcurrently("toelaatbaarheid", models.Index(nummer_einde(), name="tlv_nummer_einde")),
        # what an index on an expression is good for is not known before this
        migrations.RunSQL("ANALYZE tlv_toelaatbaarheid", migrations.RunSQL.noop),
    ]

"""Indexes for finding by name, for the list of one state, and for who takes part today."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models

from cases.woorden import Woorden


class Migration(migrations.Migration):
    atomic = False  # indexes that are made while people work

    dependencies = [("cases", "0001_initial")]

    operations = [
        AddIndexConcurrently("leerling", GinIndex(Woorden("zoektekst"), name="leerling_woorden", fastupdate=False)),
        AddIndexConcurrently(
            "zaak",
            models.Index(
                fields=["swv", "status", "volgende_termijn", "id"],
                condition=models.Q(("gesloten_op__isnull", True)),
                name="zaak_swv_stand",
            ),
        ),
        AddIndexConcurrently("betrokkene", models.Index(fields=["user", "rol", "tot", "zaak"], name="betrokkene_nu")),
    ]

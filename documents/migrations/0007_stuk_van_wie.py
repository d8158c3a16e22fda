"""Apart from where the constraint is made, so that reading the table holds up nobody."""

from typing import ClassVar

from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    dependencies: ClassVar = [("documents", "0006_stuk_van_een_samenwerkingsverband")]

    operations: ClassVar = [ValidateConstraint(model_name="document", name="document_van_zaak_of_swv")]

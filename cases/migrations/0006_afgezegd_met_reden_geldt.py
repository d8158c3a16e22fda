from typing import ClassVar

from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    dependencies: ClassVar = [("cases", "0005_afspraak_verzetten")]

    operations: ClassVar = [ValidateConstraint(model_name="afspraak", name="afspraak_afgezegd_met_reden")]

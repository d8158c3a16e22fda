from typing import ClassVar

from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    atomic = False  # the rows are read without a lock that people wait for

    dependencies: ClassVar = [("deadlines", "0014_dwangsomtermijnen")]

    operations: ClassVar = [ValidateConstraint(model_name="termijn", name="termijn_soort_bekend")]

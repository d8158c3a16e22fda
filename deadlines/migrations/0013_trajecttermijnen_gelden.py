from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    atomic = False  # the rows are read without a lock that people wait for

    dependencies = [("deadlines", "0012_trajecttermijnen")]

    operations = [ValidateConstraint(model_name="termijn", name="termijn_soort_bekend")]

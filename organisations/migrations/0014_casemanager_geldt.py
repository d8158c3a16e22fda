from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    atomic = False  # the rows are read without a lock that people wait for

    dependencies = [("organisations", "0013_casemanager")]

    operations = [ValidateConstraint(model_name="lidmaatschap", name="lidmaatschap_organisatie_past_bij_rol")]

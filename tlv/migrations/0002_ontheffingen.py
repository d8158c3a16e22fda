from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False  # an index that is made while people work

    dependencies = [("tlv", "0001_initial")]

    operations = [
        AddIndexConcurrently(
            "eisbeoordeling",
            models.Index(
                fields=["aanvraag"],
                condition=models.Q(("status", "ontheffing_gevraagd")),
                name="eis_ontheffing_gevraagd",
            ),
        ),
    ]

"""An index for the few questions to a school whose term passed without an answer: asked on every home page."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False  # an index that is made while people work

    dependencies = [("tlv", "0003_op_nummer")]

    operations = [
        AddIndexConcurrently(
            "aanvulverzoek",
            models.Index(
                fields=["aanvraag"],
                condition=models.Q(soort="informatie", stand="verlopen"),
                name="aanvulverzoek_onbeantwoord",
            ),
        ),
    ]

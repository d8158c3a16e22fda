from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("organisations", "0010_hoeden_zonder_overlap")]

    operations = [
        migrations.AddField(
            model_name="toegangsbewijs",
            name="hoed",
            field=models.JSONField(
                help_text="The role this invitation is for, when the account is there already.", null=True
            ),
        ),
    ]

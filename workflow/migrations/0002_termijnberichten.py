import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("deadlines", "0003_meldingen"),
        ("organisations", "0003_beheer"),
        ("workflow", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="bericht",
            name="swv",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                help_text="Van wie een bericht komt dat over meer dan één zaak gaat.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.samenwerkingsverband",
            ),
        ),
        migrations.AddField(
            model_name="bericht",
            name="termijn",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="deadlines.termijn",
            ),
        ),
        migrations.AddField(
            model_name="bericht",
            name="termijn_einde",
            field=models.DateField(blank=True, help_text="Is het einde verschoven, dan is dit achterhaald.", null=True),
        ),
    ]

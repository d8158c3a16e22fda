from typing import Any, ClassVar

import django.db.models.deletion
from django.db import migrations, models


def van_wie(apps: Any, schema_editor: Any) -> None:
    """A mark of a person (o5: a parent without an account, u12: with one, or the pupil) becomes that person."""
    ouders = apps.get_model("cases", "Ouder").objects
    rijen = apps.get_model("workflow", "Ingebrekestelling").objects.filter(afzender="gezin", ouder=None, leerling=None)
    for rij in rijen.exclude(wie="").select_related("zaak__dossier__leerling"):
        leerling, nummer = rij.zaak.dossier.leerling, int(rij.wie[1:])
        if rij.wie[0] == "o":
            rij.ouder = ouders.filter(pk=nummer).first()
        else:
            rij.ouder = ouders.filter(leerling=leerling, user_id=nummer).order_by("pk").first()
            rij.leerling = leerling if rij.ouder is None and leerling.user_id == nummer else None
        rij.save(update_fields=["ouder", "leerling"])


def _verwijzing(naar: str) -> Any:
    return models.ForeignKey(
        blank=True,
        null=True,
        db_index=False,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="ingebrekestellingen",
        to=naar,
    )


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("cases", "0004_casemanager"),
        ("workflow", "0015_ingebreke_per_persoon"),
    ]

    operations: ClassVar = [
        migrations.AddField("ingebrekestelling", "ouder", _verwijzing("cases.ouder")),
        migrations.AddField("ingebrekestelling", "leerling", _verwijzing("cases.leerling")),
        migrations.AlterField(
            "ingebrekestelling",
            "wie",
            models.CharField(
                blank=True,
                help_text="Kenmerk van de termijnen van wie van het gezin schreef. Verandert nooit.",
                max_length=20,
            ),
        ),
        migrations.RunPython(van_wie, migrations.RunPython.noop),
    ]

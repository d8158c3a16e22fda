from typing import Any

from django.db import migrations


def verdeel(apps: Any, schema_editor: Any) -> None:
    """A profession for every samenwerkingsverband where its person ever worked: the first keeps the row."""
    Deskundigheid = apps.get_model("organisations", "Deskundigheid")
    Lidmaatschap = apps.get_model("organisations", "Lidmaatschap")
    waar: dict[int, list[int]] = {}
    open_ = Deskundigheid.objects.filter(swv=None)
    hoeden = Lidmaatschap.objects.filter(user__in=open_.values("user"), swv__isnull=False)
    for user_id, swv_id in hoeden.order_by("user_id", "swv_id").values_list("user_id", "swv_id").distinct():
        waar.setdefault(user_id, []).append(swv_id)
    for rij in open_.filter(user__in=waar):
        eerste, *anderen = waar[rij.user_id]
        Deskundigheid.objects.filter(pk=rij.pk).update(swv_id=eerste)
        gegevens = {naam: getattr(rij, naam) for naam in ("user_id", "beroep", "registratie", "van", "tot")}
        Deskundigheid.objects.bulk_create([Deskundigheid(swv_id=swv_id, **gegevens) for swv_id in anderen])


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0008_beroep_waar"),
    ]

    operations = [migrations.RunPython(verdeel, migrations.RunPython.noop, elidable=True)]

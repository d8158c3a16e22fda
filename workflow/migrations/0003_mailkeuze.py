import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0001_initial"),
        ("workflow", "0002_termijnberichten"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="bericht",
            name="bundel",
            field=models.BooleanField(db_default=False, default=False, help_text="Gaat mee met de mail van de dag."),
        ),
        migrations.AddField(
            model_name="bericht",
            name="wettelijk",
            field=models.BooleanField(
                db_default=False, default=False, help_text="Wordt altijd gemeld, ook als iemand geen mail wil."
            ),
        ),
        migrations.CreateModel(
            name="Mailkeuze",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "wijze",
                    models.CharField(
                        choices=[
                            ("direct", "Meteen, bij elk bericht"),
                            ("dag", "Eén keer per dag, in één mail"),
                            ("uit", "Geen mail. Ik kijk zelf in Dekkend"),
                        ],
                        default="direct",
                        max_length=6,
                    ),
                ),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mailkeuze",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "mailkeuzes",
            },
        ),
        migrations.CreateModel(
            name="Onbestelbaar",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("email", models.EmailField(max_length=254)),
                ("sinds", models.DateTimeField()),
                ("reden", models.CharField(blank=True, max_length=200)),
                ("hersteld_op", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "onbestelbaar adres",
                "verbose_name_plural": "onbestelbare adressen",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("hersteld_op__isnull", True)),
                        fields=("email",),
                        name="onbestelbaar_een_open",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Bijnaam",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("naam", models.CharField(max_length=30)),
                (
                    "leerling",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.leerling"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bijnamen",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "bijnamen",
                "constraints": [models.UniqueConstraint(fields=("user", "leerling"), name="bijnaam_een_per_kind")],
            },
        ),
        migrations.CreateModel(
            name="Papierpost",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("gemaakt_op", models.DateTimeField()),
                ("verstuurd_op", models.DateTimeField(blank=True, null=True)),
                (
                    "bericht",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="papierpost", to="workflow.bericht"
                    ),
                ),
                (
                    "verstuurd_door",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "zaak",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="papierpost", to="cases.zaak"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "papierpost",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("verstuurd_door__isnull", True), ("verstuurd_op__isnull", True)),
                            models.Q(("verstuurd_door__isnull", False), ("verstuurd_op__isnull", False)),
                            _connector="OR",
                        ),
                        name="papierpost_verstuurd_heel",
                    )
                ],
            },
        ),
    ]

"""A new database gets meetings in one step (docs/adr/0037)."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("vergaderingen", "0001_initial"), ("vergaderingen", "0002_keuze"), ("vergaderingen", "0003_vervallen")]

    initial = True

    dependencies = [
        ("cases", "0001_squashed_0006_afgezegd_met_reden_geldt"),
        ("documents", "0001_squashed_0010_traject"),
        ("organisations", "0001_squashed_0015_mailadres"),
    ]

    operations = [
        migrations.CreateModel(
            name="Vergadering",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("begin", models.DateTimeField()),
                ("einde", models.DateTimeField()),
                ("online", models.BooleanField(default=False)),
                ("plaats", models.CharField(max_length=200)),
                (
                    "stand",
                    models.CharField(
                        choices=[("gepland", "gepland"), ("afgesloten", "afgesloten"), ("afgelast", "afgelast")],
                        default="gepland",
                        max_length=12,
                    ),
                ),
                ("gepland_op", models.DateTimeField()),
                ("gewijzigd_op", models.DateTimeField()),
                ("versie", models.PositiveIntegerField(default=1)),
                ("presentie_versie", models.PositiveIntegerField(default=0)),
                ("verschoven", models.PositiveIntegerField(default=0)),
                ("rondgestuurd_op", models.DateTimeField(blank=True, null=True)),
                ("reden_afgelast", models.CharField(blank=True, max_length=400)),
                ("afgesloten_op", models.DateTimeField(blank=True, null=True)),
                (
                    "afgesloten_door",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "commissie",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="vergaderingen",
                        to="organisations.commissie",
                    ),
                ),
                (
                    "gepland_door",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "swv",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="vergaderingen",
                        to="organisations.samenwerkingsverband",
                    ),
                ),
                (
                    "verslag",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.document",
                    ),
                ),
                (
                    "voorzitter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "vergadering",
                "verbose_name_plural": "vergaderingen",
                "ordering": ["begin", "pk"],
                "indexes": [models.Index(fields=["swv", "stand", "begin"], name="vergadering_swv")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("einde__gt", models.F("begin"))), name="vergadering_begin_voor_einde"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("stand", "afgelast"), _negated=True),
                            models.Q(("reden_afgelast", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="vergadering_afgelast_met_reden",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("stand", "afgesloten"), _negated=True),
                            models.Q(
                                ("afgesloten_door__isnull", False),
                                ("afgesloten_op__isnull", False),
                                ("verslag__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="vergadering_afgesloten_heeft_verslag",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Genodigde",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "aanwezig",
                    models.CharField(blank=True, choices=[("ja", "aanwezig"), ("nee", "afwezig")], max_length=3),
                ),
                (
                    "lid",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.lidmaatschap"
                    ),
                ),
                (
                    "vergadering",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="genodigden",
                        to="vergaderingen.vergadering",
                    ),
                ),
            ],
            options={
                "verbose_name": "genodigde",
                "verbose_name_plural": "genodigden",
                "ordering": ["lid__user__naam", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("vergadering", "lid"), name="genodigde_een_per_vergadering")
                ],
            },
        ),
        migrations.CreateModel(
            name="Agendapunt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("volgorde", models.PositiveIntegerField(default=0)),
                (
                    "vorm",
                    models.CharField(
                        choices=[("zaak", "zaak"), ("consultatie", "consultatie"), ("punt", "ander punt")],
                        max_length=12,
                    ),
                ),
                ("soort", models.CharField(blank=True, max_length=40)),
                ("titel", models.CharField(max_length=160)),
                ("vraag", models.TextField(blank=True, max_length=4000)),
                ("ingebracht_op", models.DateTimeField()),
                (
                    "stand",
                    models.CharField(
                        choices=[
                            ("wacht", "wacht op een vergadering"),
                            ("gepland", "op de agenda"),
                            ("behandeld", "behandeld"),
                            ("doorgeschoven", "doorgeschoven"),
                            ("vervallen", "van de agenda gehaald"),
                        ],
                        default="wacht",
                        max_length=14,
                    ),
                ),
                ("uitkomst", models.CharField(blank=True, max_length=40)),
                ("advies", models.TextField(blank=True, max_length=8000)),
                ("behandeld_op", models.DateTimeField(blank=True, null=True)),
                ("versie", models.PositiveIntegerField(default=1)),
                (
                    "ingebracht_door",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.school",
                    ),
                ),
                ("stukken", models.ManyToManyField(blank=True, related_name="+", to="documents.document")),
                (
                    "swv",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.samenwerkingsverband",
                    ),
                ),
                (
                    "voorbereider",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "vorige",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="vergaderingen.agendapunt",
                    ),
                ),
                (
                    "zaak",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agendapunten",
                        to="cases.zaak",
                    ),
                ),
                (
                    "vergadering",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="punten",
                        to="vergaderingen.vergadering",
                    ),
                ),
                (
                    "keuze",
                    models.CharField(
                        blank=True, db_default="", help_text="Antwoord op de vraag van deze soort.", max_length=40
                    ),
                ),
                ("vervallen_op", models.DateTimeField(blank=True, null=True)),
                (
                    "waarom_vervallen",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("ingetrokken", "van de agenda gehaald"),
                            ("elders", "buiten de vergadering afgedaan"),
                        ],
                        db_default="",
                        max_length=12,
                    ),
                ),
            ],
            options={
                "verbose_name": "agendapunt",
                "verbose_name_plural": "agendapunten",
                "ordering": ["volgorde", "pk"],
                "indexes": [
                    models.Index(condition=models.Q(("stand", "wacht")), fields=["swv", "id"], name="agendapunt_wacht")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("vorm", "zaak"), ("zaak__isnull", False), models.Q(("soort", ""), _negated=True)),
                            models.Q(models.Q(("vorm", "zaak"), _negated=True), ("soort", ""), ("zaak__isnull", True)),
                            _connector="OR",
                        ),
                        name="agendapunt_zaak_bij_vorm",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("stand", "vervallen"),
                            models.Q(("stand", "wacht"), ("vergadering__isnull", True)),
                            models.Q(
                                ("stand__in", ["gepland", "behandeld", "doorgeschoven"]), ("vergadering__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="agendapunt_staat_bij_een_vergadering",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("stand", "behandeld"), _negated=True),
                            models.Q(("behandeld_op__isnull", False), models.Q(("uitkomst", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="agendapunt_behandeld_heeft_uitkomst",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("stand__in", ["wacht", "gepland"]), ("zaak__isnull", False)),
                        fields=("zaak", "soort"),
                        name="agendapunt_een_open_per_zaak",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Actiepunt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("wat", models.CharField(max_length=300)),
                ("uiterlijk", models.DateField(blank=True, null=True)),
                ("gemaakt_op", models.DateTimeField()),
                ("gereed_op", models.DateTimeField(blank=True, null=True)),
                (
                    "gereed_door",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "wie",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.lidmaatschap"
                    ),
                ),
                (
                    "punt",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="actiepunten",
                        to="vergaderingen.agendapunt",
                    ),
                ),
                (
                    "vergadering",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="actiepunten",
                        to="vergaderingen.vergadering",
                    ),
                ),
            ],
            options={
                "verbose_name": "actiepunt",
                "verbose_name_plural": "actiepunten",
                "ordering": [models.OrderBy(models.F("uiterlijk"), nulls_last=True), "pk"],
                "indexes": [
                    models.Index(condition=models.Q(("gereed_op__isnull", True)), fields=["wie"], name="actiepunt_open")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("gereed_door__isnull", True), ("gereed_op__isnull", True)),
                            models.Q(("gereed_door__isnull", False), ("gereed_op__isnull", False)),
                            _connector="OR",
                        ),
                        name="actiepunt_gereed_door_iemand",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Belang",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("gemeld_op", models.DateTimeField()),
                (
                    "gemeld_door",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "punt",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="belangen",
                        to="vergaderingen.agendapunt",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "belang",
                "verbose_name_plural": "belangen",
                "constraints": [models.UniqueConstraint(fields=("punt", "user"), name="belang_een_per_persoon")],
            },
        ),
    ]

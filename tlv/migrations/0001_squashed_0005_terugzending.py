"""A new database gets applications for a declaration of admissibility in one step (docs/adr/0037)."""

import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.text
import django_fsm
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("tlv", "0001_initial"),
        ("tlv", "0002_ontheffingen"),
        ("tlv", "0003_op_nummer"),
        ("tlv", "0004_onbeantwoord"),
        ("tlv", "0005_terugzending"),
    ]

    initial = True

    dependencies = [
        ("cases", "0001_squashed_0006_afgezegd_met_reden_geldt"),
        ("documents", "0001_squashed_0010_traject"),
        ("organisations", "0001_squashed_0015_mailadres"),
    ]

    operations = [
        migrations.CreateModel(
            name="Aanvraag",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "route",
                    models.CharField(
                        choices=[
                            ("vo_vso", "van vo naar vso"),
                            ("verlenging_vso", "verlenging vso"),
                            ("onderinstroom", "onderinstroom in het vso"),
                            ("pro_aanmelding", "praktijkonderwijs, eerste aanmelding"),
                            ("pro_zijinstroom", "praktijkonderwijs, zij-instroom"),
                            ("emb", "verlenging EMB"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "status",
                    django_fsm.FSMField(
                        choices=[
                            ("concept", "concept"),
                            ("ingediend", "ingediend"),
                            ("aanvulling_gevraagd", "aanvulling gevraagd"),
                            ("aangevuld", "aangevuld"),
                            ("aanvulling_verlopen", "aanvulling verlopen"),
                            ("volledig", "volledig"),
                            ("deskundigenadvies", "bij de deskundigen"),
                            ("informatie_gevraagd", "informatie gevraagd"),
                            ("ter_besluitvorming", "ter besluitvorming"),
                            ("verleend", "verleend"),
                            ("afgewezen", "afgewezen"),
                            ("buiten_behandeling", "buiten behandeling"),
                            ("bekendgemaakt", "bekendgemaakt"),
                            ("ingetrokken", "ingetrokken"),
                            ("archief", "archief"),
                        ],
                        default="concept",
                        max_length=32,
                        protected=True,
                    ),
                ),
                (
                    "terug_naar",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("concept", "concept"),
                            ("ingediend", "ingediend"),
                            ("aanvulling_gevraagd", "aanvulling gevraagd"),
                            ("aangevuld", "aangevuld"),
                            ("aanvulling_verlopen", "aanvulling verlopen"),
                            ("volledig", "volledig"),
                            ("deskundigenadvies", "bij de deskundigen"),
                            ("informatie_gevraagd", "informatie gevraagd"),
                            ("ter_besluitvorming", "ter besluitvorming"),
                            ("verleend", "verleend"),
                            ("afgewezen", "afgewezen"),
                            ("buiten_behandeling", "buiten behandeling"),
                            ("bekendgemaakt", "bekendgemaakt"),
                            ("ingetrokken", "ingetrokken"),
                            ("archief", "archief"),
                        ],
                        max_length=32,
                    ),
                ),
                (
                    "kanaal",
                    models.CharField(
                        choices=[
                            ("digitaal", "digitaal door de school"),
                            ("papier", "op papier"),
                            ("mail", "per mail"),
                            ("telefoon", "per telefoon"),
                        ],
                        default="digitaal",
                        max_length=10,
                    ),
                ),
                (
                    "binnengekomen_op",
                    models.DateField(
                        blank=True,
                        help_text="Dag waarop een aanvraag op papier, per mail of per telefoon binnenkwam.",
                        null=True,
                    ),
                ),
                (
                    "startreden",
                    models.TextField(
                        blank=True,
                        help_text="Waarom deze aanvraag naast een lopende TLV of aanvraag nodig is.",
                        max_length=2000,
                    ),
                ),
                ("ingediend_op", models.DateTimeField(blank=True, null=True)),
                ("volledig_op", models.DateField(blank=True, null=True)),
                ("bekendgemaakt_op", models.DateField(blank=True, null=True)),
                (
                    "ingediende_versie",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.ondertekenstuk",
                    ),
                ),
                (
                    "zaak",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="tlv", to="cases.zaak"
                    ),
                ),
            ],
            options={
                "verbose_name": "aanvraag",
                "verbose_name_plural": "aanvragen",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["concept", "ingetrokken", "archief"]),
                            ("ingediend_op__isnull", False),
                            _connector="OR",
                        ),
                        name="tlv_ingediend_heeft_moment",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                (
                                    "status__in",
                                    ["volledig", "deskundigenadvies", "ter_besluitvorming", "verleend", "afgewezen"],
                                ),
                                _negated=True,
                            ),
                            ("volledig_op__isnull", False),
                            _connector="OR",
                        ),
                        name="tlv_volledig_heeft_datum",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "informatie_gevraagd"), _negated=True),
                            models.Q(("terug_naar", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="tlv_informatie_heeft_terugweg",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Aanvulverzoek",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "soort",
                    models.CharField(
                        choices=[("aanvulling", "aanvulling (Awb 4:5)"), ("informatie", "nadere informatie")],
                        max_length=12,
                    ),
                ),
                (
                    "stand",
                    models.CharField(
                        choices=[
                            ("open", "gevraagd"),
                            ("beantwoord", "beantwoord"),
                            ("verlopen", "termijn voorbij"),
                            ("ingetrokken", "ingetrokken"),
                        ],
                        default="open",
                        max_length=12,
                    ),
                ),
                (
                    "eisen",
                    models.JSONField(default=list, help_text="Sleutels van de eisen die aangevuld moeten worden."),
                ),
                ("vraag", models.TextField(max_length=4000)),
                ("gevraagd_op", models.DateField()),
                ("uiterlijk", models.DateField()),
                ("antwoord", models.TextField(blank=True, max_length=8000)),
                ("beantwoord_op", models.DateField(blank=True, null=True)),
                (
                    "antwoorden",
                    models.JSONField(default=dict, help_text="Per eis de tekst en de nummers van de documenten."),
                ),
                ("versie", models.PositiveIntegerField(default=0)),
                (
                    "aanvraag",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="aanvulverzoeken", to="tlv.aanvraag"
                    ),
                ),
                (
                    "beantwoord_door",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("documenten", models.ManyToManyField(blank=True, related_name="+", to="documents.document")),
                (
                    "gevraagd_door",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "aanvulverzoeken",
                "ordering": ["-gevraagd_op", "-pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("soort", "informatie"), ("stand", "verlopen")),
                        fields=["aanvraag"],
                        name="aanvulverzoek_onbeantwoord",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("stand", "open")),
                        fields=("aanvraag",),
                        name="aanvulverzoek_een_open_per_aanvraag",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Advies",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "beroep",
                    models.CharField(
                        choices=[
                            ("orthopedagoog", "orthopedagoog"),
                            ("psycholoog", "psycholoog"),
                            ("jeugdpsycholoog", "kinder- of jeugdpsycholoog"),
                            ("pedagoog", "pedagoog"),
                            ("kinderpsychiater", "kinderpsychiater"),
                            ("maatschappelijk_werker", "maatschappelijk werker"),
                            ("arts", "arts"),
                            ("onderwijskundige", "onderwijskundige"),
                        ],
                        max_length=24,
                    ),
                ),
                ("volgorde", models.PositiveSmallIntegerField()),
                (
                    "stand",
                    models.CharField(
                        choices=[
                            ("gevraagd", "gevraagd"),
                            ("ingediend", "ingediend"),
                            ("teruggegeven", "teruggegeven"),
                            ("vervallen", "vervallen"),
                        ],
                        default="gevraagd",
                        max_length=12,
                    ),
                ),
                ("gevraagd_op", models.DateField()),
                ("uiterlijk", models.DateField()),
                ("waarschuwing", models.TextField(blank=True, max_length=2000)),
                (
                    "strekking",
                    models.CharField(
                        blank=True, choices=[("toewijzen", "verlenen"), ("afwijzen", "niet verlenen")], max_length=10
                    ),
                ),
                (
                    "type",
                    models.CharField(
                        blank=True,
                        choices=[("vso", "voortgezet speciaal onderwijs"), ("pro", "praktijkonderwijs")],
                        max_length=3,
                    ),
                ),
                ("einde", models.DateField(blank=True, null=True)),
                (
                    "categorie",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("laag", "laag (categorie 1)"),
                            ("midden", "midden (categorie 2)"),
                            ("hoog", "hoog (categorie 3)"),
                        ],
                        max_length=6,
                    ),
                ),
                ("overwegingen", models.TextField(blank=True, max_length=20000)),
                ("periode_reden", models.TextField(blank=True, max_length=4000)),
                ("categorie_reden", models.TextField(blank=True, max_length=4000)),
                ("waarom_geen_arrangement", models.TextField(blank=True, max_length=8000)),
                ("lichtere_vorm", models.CharField(blank=True, max_length=12)),
                ("lichtere_vorm_toelichting", models.TextField(blank=True, max_length=4000)),
                ("onafhankelijk_verklaard_op", models.DateTimeField(blank=True, null=True)),
                ("ingediend_op", models.DateTimeField(blank=True, null=True)),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("reden_terug", models.TextField(blank=True, max_length=2000)),
                ("versie", models.PositiveIntegerField(default=0)),
                (
                    "aanvraag",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="adviezen", to="tlv.aanvraag"
                    ),
                ),
                (
                    "deskundige",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="adviezen",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.document",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "adviezen",
                "ordering": ["volgorde"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("stand__in", ["gevraagd", "ingediend"])),
                        fields=("aanvraag", "deskundige"),
                        name="advies_een_per_deskundige",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("stand", "ingediend"), _negated=True),
                            models.Q(
                                ("ingediend_op__isnull", False),
                                ("onafhankelijk_verklaard_op__isnull", False),
                                models.Q(("overwegingen", ""), _negated=True),
                                models.Q(("sha256", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="advies_ingediend_is_volledig",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Besluit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "soort",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("verlenen", "verleend"),
                            ("afwijzen", "afgewezen"),
                            ("buiten_behandeling", "buiten behandeling gesteld"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "stand",
                    models.CharField(
                        choices=[
                            ("concept", "concept"),
                            ("ondertekend", "ondertekend"),
                            ("teruggeroepen", "teruggeroepen"),
                            ("bekendgemaakt", "bekendgemaakt"),
                        ],
                        default="concept",
                        max_length=14,
                    ),
                ),
                (
                    "type",
                    models.CharField(
                        blank=True,
                        choices=[("vso", "voortgezet speciaal onderwijs"), ("pro", "praktijkonderwijs")],
                        max_length=3,
                    ),
                ),
                ("begin", models.DateField(blank=True, null=True)),
                ("einde", models.DateField(blank=True, null=True)),
                (
                    "categorie",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("laag", "laag (categorie 1)"),
                            ("midden", "midden (categorie 2)"),
                            ("hoog", "hoog (categorie 3)"),
                        ],
                        max_length=6,
                    ),
                ),
                ("motivering", models.TextField(blank=True, max_length=30000)),
                ("periode_reden", models.TextField(blank=True, max_length=4000)),
                ("categorie_reden", models.TextField(blank=True, max_length=4000)),
                (
                    "ontheffing",
                    models.BooleanField(
                        default=False, help_text="Ontheffing van de inspectie om na het 20e jaar te blijven."
                    ),
                ),
                (
                    "kernen",
                    models.JSONField(
                        default=dict, help_text="Hoofdoverweging per advies (id → tekst) zoals die in het besluit komt."
                    ),
                ),
                ("reactie_op_zienswijze", models.TextField(blank=True, max_length=8000)),
                ("afwijking", models.TextField(blank=True, max_length=8000)),
                ("tlv_nummer", models.CharField(blank=True, max_length=30)),
                ("besloten_op", models.DateField(blank=True, null=True)),
                ("ondertekend_op", models.DateTimeField(blank=True, null=True)),
                ("terugroepbaar_tot", models.DateTimeField(blank=True, null=True)),
                (
                    "grondslag_hashes",
                    models.JSONField(default=list, help_text="SHA-256 van de adviezen waarop het besluit rust."),
                ),
                (
                    "toetsen",
                    models.JSONField(default=list, help_text="Uitkomst van de controles op het moment van tekenen."),
                ),
                ("teruggeroepen_op", models.DateTimeField(blank=True, null=True)),
                ("reden_terugroepen", models.TextField(blank=True, max_length=2000)),
                ("versie", models.PositiveIntegerField(default=0)),
                (
                    "aanvraag",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="besluiten", to="tlv.aanvraag"
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.document",
                    ),
                ),
                (
                    "mandaat",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.mandaat",
                    ),
                ),
                (
                    "ondertekend_door",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "teruggeroepen_door",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "vervangt",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="vervangen_door",
                        to="tlv.besluit",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "besluiten",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("stand__in", ["concept", "ondertekend", "bekendgemaakt"])),
                        fields=("aanvraag",),
                        name="besluit_een_geldig_per_aanvraag",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("stand__in", ["ondertekend", "bekendgemaakt"]), _negated=True),
                            models.Q(
                                ("besloten_op__isnull", False),
                                ("mandaat__isnull", False),
                                ("ondertekend_door__isnull", False),
                                ("ondertekend_op__isnull", False),
                                models.Q(("soort", ""), _negated=True),
                                models.Q(("motivering", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="besluit_ondertekend_is_volledig",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("soort", "verlenen"), ("stand__in", ["ondertekend", "bekendgemaakt"]), _negated=True
                            ),
                            models.Q(
                                ("begin__isnull", False),
                                models.Q(("tlv_nummer", ""), _negated=True),
                                models.Q(("type", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="besluit_verleend_heeft_nummer_en_periode",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Bespreking",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "soort",
                    models.CharField(
                        choices=[
                            ("deskundigen", "met de deskundigen"),
                            ("school", "met de school"),
                            ("ouders", "met de ouders"),
                        ],
                        max_length=16,
                    ),
                ),
                ("datum", models.DateField()),
                ("aanwezigen", models.TextField(max_length=1000)),
                ("uitkomst", models.TextField(max_length=8000)),
                ("vastgelegd_op", models.DateTimeField()),
                (
                    "aanvraag",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="besprekingen", to="tlv.aanvraag"
                    ),
                ),
                (
                    "vastgelegd_door",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "besprekingen",
                "ordering": ["datum", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Eisbeoordeling",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("eis", models.CharField(max_length=40)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("open", "nog te beoordelen"),
                            ("voldaan", "in orde"),
                            ("ontbreekt", "ontbreekt of voldoet niet"),
                            ("ontheffing_gevraagd", "ontheffing gevraagd"),
                            ("ontheffing_verleend", "ontheffing verleend"),
                            ("ontheffing_geweigerd", "ontheffing geweigerd"),
                        ],
                        default="open",
                        max_length=24,
                    ),
                ),
                ("reden_school", models.TextField(blank=True, max_length=2000)),
                ("toelichting", models.TextField(blank=True, max_length=2000)),
                ("beoordeeld_op", models.DateTimeField(blank=True, null=True)),
                ("versie", models.PositiveIntegerField(default=0)),
                (
                    "aanvraag",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="eisen", to="tlv.aanvraag"
                    ),
                ),
                (
                    "beoordeeld_door",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "eisbeoordelingen",
                "indexes": [
                    models.Index(
                        condition=models.Q(("status", "ontheffing_gevraagd")),
                        fields=["aanvraag"],
                        name="eis_ontheffing_gevraagd",
                    )
                ],
                "constraints": [models.UniqueConstraint(fields=("aanvraag", "eis"), name="eis_een_per_aanvraag")],
            },
        ),
        migrations.CreateModel(
            name="Overdracht",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("overgedragen_op", models.DateTimeField()),
                ("ontvangen_op", models.DateTimeField(blank=True, null=True)),
                (
                    "aanvraag",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="overdrachten", to="tlv.aanvraag"
                    ),
                ),
                ("documenten", models.ManyToManyField(related_name="+", to="documents.document")),
                (
                    "ontvangen_door",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "overgedragen_door",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.school"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "overdrachten",
            },
        ),
        migrations.CreateModel(
            name="Toelaatbaarheid",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("nummer", models.CharField(max_length=30)),
                (
                    "type",
                    models.CharField(
                        choices=[("vso", "voortgezet speciaal onderwijs"), ("pro", "praktijkonderwijs")], max_length=3
                    ),
                ),
                (
                    "categorie",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("laag", "laag (categorie 1)"),
                            ("midden", "midden (categorie 2)"),
                            ("hoog", "hoog (categorie 3)"),
                        ],
                        max_length=6,
                    ),
                ),
                ("begin", models.DateField()),
                ("einde", models.DateField(blank=True, null=True)),
                ("ingetrokken_op", models.DateField(blank=True, null=True)),
                (
                    "besluit",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="toelaatbaarheid", to="tlv.besluit"
                    ),
                ),
                (
                    "leerling",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="toelaatbaarheden",
                        to="cases.leerling",
                    ),
                ),
                (
                    "swv",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="toelaatbaarheden",
                        to="organisations.samenwerkingsverband",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "toelaatbaarheden",
                "indexes": [
                    models.Index(
                        django.db.models.functions.comparison.Collate(
                            django.db.models.functions.text.Upper("nummer"), "C"
                        ),
                        name="tlv_nummer_begin",
                    ),
                    models.Index(
                        django.db.models.functions.comparison.Collate(
                            django.db.models.functions.text.Reverse(django.db.models.functions.text.Upper("nummer")),
                            "C",
                        ),
                        name="tlv_nummer_einde",
                    ),
                ],
                "constraints": [models.UniqueConstraint(fields=("swv", "nummer"), name="tlv_nummer_uniek_per_swv")],
            },
        ),
        migrations.CreateModel(
            name="Terugzending",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("verzonden_op", models.DateField()),
                ("adresregels", models.JSONField(default=list)),
                ("terug_op", models.DateField()),
                ("reden", models.CharField(blank=True, help_text="Wat er op de envelop staat.", max_length=200)),
                ("genoteerd_op", models.DateTimeField()),
                (
                    "oordeel",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("niet_bekend", "niet bekendgemaakt: het adres klopte niet, door ons"),
                            ("wel_bekend", "wel bekendgemaakt: het adres was goed, zoals het bij ons bekend was"),
                        ],
                        max_length=12,
                    ),
                ),
                ("toelichting", models.TextField(blank=True, max_length=2000)),
                ("beoordeeld_op", models.DateTimeField(blank=True, null=True)),
                (
                    "bekendmaking",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="terugzendingen",
                        to="documents.bekendmaking",
                    ),
                ),
                (
                    "beoordeeld_door",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "genoteerd_door",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "terugzendingen",
                "ordering": ["pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("oordeel", "")), fields=["terug_op", "id"], name="terugzending_open"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("bekendmaking", "verzonden_op"), name="terugzending_een_per_verzending"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("terug_op__gt", models.F("verzonden_op"))),
                        name="terugzending_na_verzending",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("beoordeeld_op__isnull", True), ("oordeel", "")),
                            models.Q(
                                models.Q(("oordeel", ""), _negated=True),
                                models.Q(("toelichting", ""), _negated=True),
                                ("beoordeeld_op__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="terugzending_oordeel_heel",
                    ),
                ],
            },
        ),
    ]

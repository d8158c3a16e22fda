"""A new database gets messages, post and what is kept about the work in one step (docs/adr/0037)."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("workflow", "0001_initial"),
        ("workflow", "0002_termijnberichten"),
        ("workflow", "0003_mailkeuze"),
        ("workflow", "0004_storing"),
        ("workflow", "0005_ongelezen_en_mislukt"),
        ("workflow", "0006_controleronde"),
        ("workflow", "0007_storing_overal"),
        ("workflow", "0008_bordkeuze"),
        ("workflow", "0009_agendalink"),
        ("workflow", "0010_mail_in_twijfel"),
        ("workflow", "0011_hapering"),
        ("workflow", "0012_papier_geprint"),
        ("workflow", "0013_ingebrekestelling"),
        ("workflow", "0014_papier_terug"),
        ("workflow", "0015_ingebreke_per_persoon"),
        ("workflow", "0016_ingebreke_van_wie"),
    ]

    initial = True

    dependencies = [
        ("cases", "0001_squashed_0006_afgezegd_met_reden_geldt"),
        ("deadlines", "0001_squashed_0015_dwangsomtermijnen_gelden"),
        ("documents", "0001_squashed_0010_traject"),
        ("organisations", "0001_squashed_0015_mailadres"),
    ]

    operations = [
        migrations.CreateModel(
            name="Demopost",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("aan", models.EmailField(max_length=254)),
                ("onderwerp", models.CharField(max_length=200)),
                ("tekst", models.TextField()),
                ("moment", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "verbose_name_plural": "demopost",
                "ordering": ["-moment", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Handeling",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sleutel", models.CharField(max_length=64, unique=True)),
                ("actie", models.CharField(max_length=60)),
                ("hoed_id", models.BigIntegerField(null=True)),
                ("resultaat", models.JSONField(default=dict)),
                ("moment", models.DateTimeField()),
                (
                    "zaak",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="handelingen", to="cases.zaak"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "handelingen",
            },
        ),
        migrations.CreateModel(
            name="Bericht",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("soort", models.CharField(max_length=40)),
                ("rol", models.CharField(blank=True, max_length=20)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("onderwerp", models.CharField(max_length=160)),
                ("tekst", models.TextField()),
                ("sleutel", models.CharField(max_length=160, unique=True)),
                ("aangemaakt_op", models.DateTimeField()),
                ("gelezen_op", models.DateTimeField(blank=True, null=True)),
                (
                    "werk",
                    models.CharField(
                        choices=[
                            ("wacht", "wacht"),
                            ("bezig", "bezig"),
                            ("klaar", "klaar"),
                            ("mislukt", "mislukt"),
                            ("vervallen", "vervallen"),
                        ],
                        default="wacht",
                        max_length=10,
                    ),
                ),
                ("pogingen", models.PositiveSmallIntegerField(default=0)),
                ("volgende_poging_op", models.DateTimeField(blank=True, null=True)),
                ("verzonden_op", models.DateTimeField(blank=True, null=True)),
                ("laatste_fout", models.CharField(blank=True, max_length=400)),
                (
                    "ouder",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.ouder",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="berichten",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "zaak",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="berichten",
                        to="cases.zaak",
                    ),
                ),
                (
                    "swv",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        help_text="Van wie een bericht komt dat over meer dan één zaak gaat.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.samenwerkingsverband",
                    ),
                ),
                (
                    "termijn",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="deadlines.termijn",
                    ),
                ),
                (
                    "termijn_einde",
                    models.DateField(
                        blank=True, help_text="Is het einde verschoven, dan is dit achterhaald.", null=True
                    ),
                ),
                (
                    "bundel",
                    models.BooleanField(db_default=False, default=False, help_text="Gaat mee met de mail van de dag."),
                ),
                (
                    "wettelijk",
                    models.BooleanField(
                        db_default=False, default=False, help_text="Wordt altijd gemeld, ook als iemand geen mail wil."
                    ),
                ),
                (
                    "aangeboden_op",
                    models.DateTimeField(
                        blank=True,
                        help_text="Vanaf dit moment kan de mail zijn aangekomen, wat er ook gebeurde.",
                        null=True,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "berichten",
                "ordering": ["-aangemaakt_op", "-pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("werk__in", ["wacht", "bezig"])),
                        fields=["werk", "volgende_poging_op", "id"],
                        name="bericht_te_doen",
                    ),
                    models.Index(fields=["user", "-aangemaakt_op"], name="bericht_user"),
                    models.Index(
                        condition=models.Q(("gelezen_op__isnull", True)), fields=["user"], name="bericht_ongelezen"
                    ),
                    models.Index(
                        condition=models.Q(("werk", "mislukt")), fields=["aangemaakt_op"], name="bericht_mislukt"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Bewerksessie",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("deel", models.CharField(max_length=60)),
                ("begonnen_op", models.DateTimeField()),
                ("laatst_gezien_op", models.DateTimeField()),
                ("heeft_geschreven", models.BooleanField(default=False)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "zaak",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="bewerksessies", to="cases.zaak"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "bewerksessies",
                "indexes": [models.Index(fields=["zaak", "deel", "-laatst_gezien_op"], name="bewerksessie_deel")],
            },
        ),
        migrations.CreateModel(
            name="Onderdeel",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sleutel", models.CharField(max_length=40)),
                ("antwoorden", models.JSONField(default=dict)),
                ("afgerond", models.BooleanField(default=False)),
                ("versie", models.PositiveIntegerField(default=0)),
                ("bijgewerkt_op", models.DateTimeField(blank=True, null=True)),
                (
                    "bijgewerkt_door",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="onderdelen", to="cases.zaak"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "onderdelen",
                "constraints": [
                    models.UniqueConstraint(fields=("zaak", "sleutel"), name="onderdeel_een_per_zaak_en_sleutel")
                ],
            },
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
                ("geprint_op", models.DateTimeField(blank=True, null=True)),
                (
                    "gepost_op",
                    models.DateField(blank=True, help_text="De dag waarop de brief op de post ging.", null=True),
                ),
                ("retour_op", models.DateField(blank=True, help_text="De dag waarop de brief terugkwam.", null=True)),
                ("retour_reden", models.CharField(blank=True, db_default="", max_length=200)),
                (
                    "retour_door",
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
                    "retour_klaar_op",
                    models.DateTimeField(
                        blank=True, help_text="Sinds dan ligt de brief weer klaar, of is het anders verteld.", null=True
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
        migrations.CreateModel(
            name="Storing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("van", models.DateTimeField()),
                ("tot", models.DateTimeField(blank=True, null=True)),
                ("wat", models.CharField(max_length=200)),
                ("gemeld_op", models.DateTimeField()),
                (
                    "gemeld_door",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "swv",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="storingen",
                        to="organisations.samenwerkingsverband",
                    ),
                ),
            ],
            options={
                "verbose_name": "storing",
                "verbose_name_plural": "storingen",
                "ordering": ["-van"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("tot__isnull", True), ("tot__gt", models.F("van")), _connector="OR"),
                        name="storing_van_voor_tot",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Controleronde",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("week", models.CharField(help_text="Jaar en week, zoals 2026-W11.", max_length=8, unique=True)),
                ("begonnen_op", models.DateTimeField()),
                ("stap", models.PositiveSmallIntegerField(default=0)),
                ("na", models.BigIntegerField(default=0, help_text="Tot en met deze rij is deze stap gedaan.")),
                (
                    "gevonden",
                    models.JSONField(default=dict, help_text="Per samenwerkingsverband: hoeveel, en de eerste regels."),
                ),
                (
                    "pogingen",
                    models.PositiveSmallIntegerField(default=0, help_text="Keren dat het laatste stuk begonnen is."),
                ),
                ("laatste_fout", models.CharField(blank=True, max_length=100)),
                ("klaar_op", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name_plural": "controlerondes",
            },
        ),
        migrations.CreateModel(
            name="Bordkeuze",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("vraag", models.CharField(max_length=120)),
                (
                    "lid",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="organisations.lidmaatschap"
                    ),
                ),
            ],
            options={
                "verbose_name": "keuze op het termijnenbord",
                "verbose_name_plural": "keuzes op het termijnenbord",
            },
        ),
        migrations.CreateModel(
            name="Agendalink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sleutel_hash", models.CharField(max_length=64, unique=True)),
                ("alleen_ik", models.BooleanField(default=False)),
                ("gemaakt_op", models.DateTimeField()),
                ("gestopt_op", models.DateTimeField(blank=True, null=True)),
                ("gelezen_op", models.DateTimeField(blank=True, null=True)),
                (
                    "lid",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="organisations.lidmaatschap"
                    ),
                ),
            ],
            options={
                "verbose_name": "agendalink",
                "verbose_name_plural": "agendalinks",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("gestopt_op", None)), fields=("lid",), name="agendalink_een_per_hoed"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Hapering",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("actie", models.CharField(max_length=60)),
                ("sinds", models.DateTimeField()),
                ("pogingen", models.PositiveSmallIntegerField(default=0)),
                ("volgende_poging_op", models.DateTimeField()),
                ("reden", models.CharField(max_length=100)),
                (
                    "zaak",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="haperingen", to="cases.zaak"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "haperingen",
                "ordering": ["sinds", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("zaak", "actie"), name="hapering_een_per_zaak_en_actie")
                ],
            },
        ),
        migrations.CreateModel(
            name="Ingebrekestelling",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "afzender",
                    models.CharField(
                        choices=[("school", "de school"), ("gezin", "een ouder of de leerling")], max_length=8
                    ),
                ),
                (
                    "wie",
                    models.CharField(
                        blank=True,
                        help_text="Kenmerk van de termijnen van wie van het gezin schreef. Verandert nooit.",
                        max_length=20,
                    ),
                ),
                ("naam", models.CharField(max_length=200)),
                ("ontvangen_op", models.DateField()),
                ("beslissen_tot", models.DateField(blank=True, null=True)),
                ("genoteerd_op", models.DateTimeField()),
                ("geeindigd_op", models.DateField(blank=True, null=True)),
                ("ingetrokken_op", models.DateField(blank=True, null=True)),
                ("reden_intrekken", models.TextField(blank=True, max_length=2000)),
                ("bedrag", models.PositiveIntegerField(blank=True, null=True)),
                ("vastgesteld_op", models.DateField(blank=True, null=True)),
                ("reden_bedrag", models.TextField(blank=True, max_length=2000)),
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
                    "genoteerd_door",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="ingebrekestellingen", to="cases.zaak"
                    ),
                ),
                (
                    "ouder",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ingebrekestellingen",
                        to="cases.ouder",
                    ),
                ),
                (
                    "leerling",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ingebrekestellingen",
                        to="cases.leerling",
                    ),
                ),
            ],
            options={
                "verbose_name": "ingebrekestelling",
                "verbose_name_plural": "ingebrekestellingen",
                "ordering": ["ontvangen_op", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("bedrag__isnull", True), ("vastgesteld_op__isnull", True)),
                            models.Q(
                                ("afzender", "school"), ("bedrag__isnull", False), ("vastgesteld_op__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="ingebreke_bedrag_heel",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("beslissen_tot__lt", models.F("ontvangen_op")), ("ingetrokken_op__isnull", True)
                        ),
                        fields=("zaak", "afzender", "wie"),
                        name="ingebreke_een_geldige_per_persoon",
                    ),
                ],
            },
        ),
    ]

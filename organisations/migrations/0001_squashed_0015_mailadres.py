"""A new database gets organisations, their people and their hats in one step (docs/adr/0037)."""

import django.contrib.postgres.constraints
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("organisations", "0001_initial"),
        ("organisations", "0002_inloggen"),
        ("organisations", "0003_beheer"),
        ("organisations", "0004_bewaard"),
        ("organisations", "0005_bevestigen"),
        ("organisations", "0006_verstuurd"),
        ("organisations", "0007_afwezig_waar"),
        ("organisations", "0008_beroep_waar"),
        ("organisations", "0009_beroep_verdelen"),
        ("organisations", "0010_hoeden_zonder_overlap"),
        ("organisations", "0011_bewijs_hoed"),
        ("organisations", "0012_toegangsnieuws"),
        ("organisations", "0013_casemanager"),
        ("organisations", "0014_casemanager_geldt"),
        ("organisations", "0015_mailadres"),
    ]

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Commissie",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("naam", models.CharField(max_length=120)),
                ("afkorting", models.CharField(max_length=12)),
            ],
            options={
                "verbose_name": "commissie",
            },
        ),
        migrations.CreateModel(
            name="Schoolbestuur",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("naam", models.CharField(max_length=160)),
            ],
            options={
                "verbose_name_plural": "schoolbesturen",
            },
        ),
        migrations.CreateModel(
            name="User",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                ("email", models.EmailField(max_length=254, unique=True)),
                ("naam", models.CharField(max_length=160)),
                ("telefoon", models.CharField(blank=True, max_length=20)),
                ("is_active", models.BooleanField(default=True)),
                ("aangemaakt_op", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "verbose_name": "gebruiker",
                "verbose_name_plural": "gebruikers",
                "constraints": [
                    models.UniqueConstraint(django.db.models.functions.text.Lower("email"), name="user_email_lower")
                ],
            },
        ),
        migrations.CreateModel(
            name="Samenwerkingsverband",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("straat", models.CharField(blank=True, max_length=120, verbose_name="straat")),
                ("huisnummer", models.CharField(blank=True, max_length=20, verbose_name="huisnummer")),
                (
                    "postcode",
                    models.CharField(
                        blank=True,
                        max_length=7,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[1-9]\\d{3} ?[A-Z]{2}$",
                                "Vul een postcode in van vier cijfers en twee hoofdletters, zoals 1234 AB.",
                            )
                        ],
                        verbose_name="postcode",
                    ),
                ),
                ("plaats", models.CharField(blank=True, max_length=80, verbose_name="plaats")),
                ("naam", models.CharField(max_length=160)),
                (
                    "nummer",
                    models.CharField(
                        max_length=6,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^(PO|VO)\\d{4}$", "Een nummer is PO of VO met vier cijfers, zoals VO1234."
                            )
                        ],
                    ),
                ),
                ("telefoon", models.CharField(blank=True, max_length=20)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("website", models.URLField(blank=True)),
                (
                    "steunpunt_naam",
                    models.CharField(blank=True, max_length=120, verbose_name="ouder- en jeugdsteunpunt"),
                ),
                ("steunpunt_telefoon", models.CharField(blank=True, max_length=20)),
                ("steunpunt_email", models.EmailField(blank=True, max_length=254)),
                ("kleur", models.CharField(default="#154273", max_length=7)),
                (
                    "commissie",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="samenwerkingsverbanden",
                        to="organisations.commissie",
                    ),
                ),
            ],
            options={
                "verbose_name": "samenwerkingsverband",
                "verbose_name_plural": "samenwerkingsverbanden",
            },
        ),
        migrations.CreateModel(
            name="Deskundigheid",
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
                ("registratie", models.CharField(blank=True, max_length=60, verbose_name="registratie")),
                ("van", models.DateField()),
                ("tot", models.DateField(blank=True, null=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deskundigheden",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "swv",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.samenwerkingsverband",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "deskundigheden",
            },
        ),
        migrations.CreateModel(
            name="Mandaat",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "product",
                    models.CharField(
                        choices=[
                            ("tlv", "besluit over toelaatbaarheid"),
                            ("buiten_behandeling", "besluit om niet te behandelen"),
                        ],
                        max_length=24,
                    ),
                ),
                (
                    "functie",
                    models.CharField(help_text="Zoals onder het besluit: voorzitter commissie …", max_length=120),
                ),
                ("namens", models.CharField(help_text="Zoals onder het besluit: het bestuur van …", max_length=200)),
                ("plaatsvervangend", models.BooleanField(default=False)),
                ("grondslag", models.CharField(blank=True, max_length=200)),
                ("van", models.DateField()),
                ("tot", models.DateField(blank=True, null=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mandaten",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "swv",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mandaten",
                        to="organisations.samenwerkingsverband",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "mandaten",
            },
        ),
        migrations.CreateModel(
            name="School",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("straat", models.CharField(blank=True, max_length=120, verbose_name="straat")),
                ("huisnummer", models.CharField(blank=True, max_length=20, verbose_name="huisnummer")),
                (
                    "postcode",
                    models.CharField(
                        blank=True,
                        max_length=7,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[1-9]\\d{3} ?[A-Z]{2}$",
                                "Vul een postcode in van vier cijfers en twee hoofdletters, zoals 1234 AB.",
                            )
                        ],
                        verbose_name="postcode",
                    ),
                ),
                ("plaats", models.CharField(blank=True, max_length=80, verbose_name="plaats")),
                ("naam", models.CharField(max_length=160)),
                (
                    "brin",
                    models.CharField(
                        max_length=4,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^\\d{2}[A-Z]{2}$", "Een BRIN is twee cijfers en twee hoofdletters, zoals 12AB."
                            )
                        ],
                    ),
                ),
                ("vestiging", models.CharField(default="00", max_length=2)),
                (
                    "soort",
                    models.CharField(
                        choices=[
                            ("bao", "basisonderwijs"),
                            ("sbo", "speciaal basisonderwijs"),
                            ("so", "speciaal onderwijs"),
                            ("vo", "voortgezet onderwijs"),
                            ("vso", "voortgezet speciaal onderwijs"),
                            ("pro", "praktijkonderwijs"),
                        ],
                        max_length=3,
                    ),
                ),
                ("telefoon", models.CharField(blank=True, max_length=20)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("gesloten_op", models.DateField(blank=True, null=True)),
                (
                    "swv",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="scholen",
                        to="organisations.samenwerkingsverband",
                    ),
                ),
                (
                    "bestuur",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="scholen",
                        to="organisations.schoolbestuur",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "scholen",
                "ordering": ["naam"],
                "constraints": [models.UniqueConstraint(fields=("brin", "vestiging"), name="school_brin_vestiging")],
            },
        ),
        migrations.CreateModel(
            name="VasteGedragswetenschapper",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("van", models.DateField()),
                ("tot", models.DateField(blank=True, null=True)),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="vaste_gedragswetenschappers",
                        to="organisations.school",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contactscholen",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "vaste gedragswetenschappers",
            },
        ),
        migrations.CreateModel(
            name="Afwezigheid",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("van", models.DateField()),
                ("tot", models.DateField()),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="afwezigheden",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "swv",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.samenwerkingsverband",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "afwezigheden",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("tot__gte", models.F("van"))), name="afwezigheid_van_voor_tot"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Nummerreeks",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("soort", models.CharField(max_length=20)),
                ("jaar", models.PositiveSmallIntegerField()),
                ("laatste", models.PositiveIntegerField(default=0)),
                (
                    "swv",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="nummerreeksen",
                        to="organisations.samenwerkingsverband",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "nummerreeksen",
                "constraints": [models.UniqueConstraint(fields=("swv", "soort", "jaar"), name="reeks_swv_soort_jaar")],
            },
        ),
        migrations.CreateModel(
            name="Beleidsversie",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sectie", models.CharField(max_length=40)),
                ("vanaf", models.DateField()),
                ("bron", models.CharField(max_length=200)),
                ("schema", models.PositiveSmallIntegerField(default=1)),
                ("waarden", models.JSONField(default=dict)),
                (
                    "swv",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="beleidsversies",
                        to="organisations.samenwerkingsverband",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "beleidsversies",
                "constraints": [
                    models.UniqueConstraint(fields=("swv", "sectie", "vanaf"), name="beleid_swv_sectie_vanaf")
                ],
            },
        ),
        migrations.CreateModel(
            name="Lidmaatschap",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "rol",
                    models.CharField(
                        choices=[
                            ("coordinator", "ondersteuningscoördinator"),
                            ("schooldirecteur", "schooldirecteur"),
                            ("gedragswetenschapper", "gedragswetenschapper"),
                            ("secretariaat", "secretariaat"),
                            ("deskundige", "deskundige"),
                            ("casemanager", "casemanager"),
                            ("commissielid", "commissielid"),
                            ("voorzitter", "voorzitter"),
                            ("plv_voorzitter", "plaatsvervangend voorzitter"),
                            ("directeur_swv", "directeur samenwerkingsverband"),
                            ("fg", "functionaris gegevensbescherming"),
                            ("beheerder", "beheerder"),
                            ("ouder", "ouder"),
                            ("leerling", "leerling"),
                        ],
                        max_length=20,
                    ),
                ),
                ("van", models.DateField()),
                ("tot", models.DateField(blank=True, null=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lidmaatschappen",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "swv",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lidmaatschappen",
                        to="organisations.samenwerkingsverband",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lidmaatschappen",
                        to="organisations.school",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "lidmaatschappen",
                "indexes": [models.Index(fields=["user", "van", "tot"], name="lidmaatschap_user")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("tot__isnull", True), ("tot__gte", models.F("van")), _connector="OR"),
                        name="lidmaatschap_van_voor_tot",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            (
                                models.Func(
                                    models.F("user"), models.F("user"), models.Value("[]"), function="int8range"
                                ),
                                "&&",
                            ),
                            (
                                models.Func(
                                    models.Func(models.F("rol"), function="hashtext"),
                                    models.Func(models.F("rol"), function="hashtext"),
                                    models.Value("[]"),
                                    function="int8range",
                                ),
                                "&&",
                            ),
                            (
                                models.Func(
                                    django.db.models.functions.comparison.Coalesce(models.F("school"), models.Value(0)),
                                    django.db.models.functions.comparison.Coalesce(models.F("school"), models.Value(0)),
                                    models.Value("[]"),
                                    function="int8range",
                                ),
                                "&&",
                            ),
                            (
                                models.Func(
                                    django.db.models.functions.comparison.Coalesce(models.F("swv"), models.Value(0)),
                                    django.db.models.functions.comparison.Coalesce(models.F("swv"), models.Value(0)),
                                    models.Value("[]"),
                                    function="int8range",
                                ),
                                "&&",
                            ),
                            (
                                models.Func(models.F("van"), models.F("tot"), models.Value("[]"), function="daterange"),
                                "&&",
                            ),
                        ],
                        name="lidmaatschap_geen_overlap",
                        violation_error_message="Deze persoon heeft deze rol in die periode al.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("rol__in", ["coordinator", "schooldirecteur"]),
                                ("school__isnull", False),
                                ("swv__isnull", True),
                            ),
                            models.Q(
                                (
                                    "rol__in",
                                    [
                                        "gedragswetenschapper",
                                        "secretariaat",
                                        "deskundige",
                                        "casemanager",
                                        "commissielid",
                                        "voorzitter",
                                        "plv_voorzitter",
                                        "directeur_swv",
                                        "fg",
                                        "beheerder",
                                    ],
                                ),
                                ("school__isnull", True),
                                ("swv__isnull", False),
                            ),
                            models.Q(
                                ("rol__in", ["ouder", "leerling"]), ("school__isnull", True), ("swv__isnull", True)
                            ),
                            _connector="OR",
                        ),
                        name="lidmaatschap_organisatie_past_bij_rol",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Rem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sleutel", models.CharField(max_length=64, unique=True)),
                ("mislukt", models.PositiveIntegerField(default=0)),
                ("laatste_op", models.DateTimeField()),
                ("dicht_tot", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "rem",
                "verbose_name_plural": "remmen",
            },
        ),
        migrations.CreateModel(
            name="Sessie",
            fields=[
                (
                    "session_key",
                    models.CharField(max_length=40, primary_key=True, serialize=False, verbose_name="session key"),
                ),
                ("session_data", models.TextField(verbose_name="session data")),
                ("expire_date", models.DateTimeField(db_index=True, verbose_name="expire date")),
                ("begonnen_op", models.DateTimeField(null=True)),
                ("laatst_op", models.DateTimeField()),
                ("apparaat", models.CharField(blank=True, max_length=80)),
                ("wijze", models.CharField(blank=True, max_length=24)),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sessies",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "sessie",
                "verbose_name_plural": "sessies",
            },
        ),
        migrations.CreateModel(
            name="Toegangsbewijs",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "soort",
                    models.CharField(
                        choices=[
                            ("code", "code bij het inloggen"),
                            ("wachtwoord", "nieuw wachtwoord"),
                            ("uitnodiging", "uitnodiging"),
                            ("herstel", "tweede stap hersteld"),
                            ("bevestigen", "verzoek om bevestiging"),
                            ("nieuws", "iemand kreeg toegang"),
                            ("mailadres", "mailadres gewijzigd"),
                        ],
                        max_length=12,
                    ),
                ),
                ("email", models.EmailField(max_length=254)),
                ("geheim", models.CharField(blank=True, max_length=64)),
                ("aangevraagd_op", models.DateTimeField()),
                ("verstuurd_op", models.DateTimeField(blank=True, null=True)),
                ("geldig_tot", models.DateTimeField(blank=True, null=True)),
                ("gebruikt_op", models.DateTimeField(blank=True, null=True)),
                ("vervallen_op", models.DateTimeField(blank=True, null=True)),
                ("missers", models.PositiveSmallIntegerField(default=0)),
                ("pogingen", models.PositiveSmallIntegerField(default=0)),
                ("volgende_poging_op", models.DateTimeField(blank=True, null=True)),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="toegangsbewijzen",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "hoed",
                    models.JSONField(
                        help_text="The role this invitation is for, when the account is there already.", null=True
                    ),
                ),
            ],
            options={
                "verbose_name": "toegangsbewijs",
                "verbose_name_plural": "toegangsbewijzen",
                "indexes": [
                    models.Index(fields=["geheim"], name="toegangsbewijs_geheim"),
                    models.Index(
                        condition=models.Q(("verstuurd_op__isnull", True), ("vervallen_op__isnull", True)),
                        fields=["id"],
                        name="toegangsbewijs_wacht",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Schoolimport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("gemaakt_op", models.DateField()),
                ("rijen", models.JSONField(default=dict)),
                ("overgeslagen", models.JSONField(default=list)),
                ("verwerkt_op", models.DateField(blank=True, null=True)),
                (
                    "gemaakt_door",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "swv",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.samenwerkingsverband",
                    ),
                ),
            ],
            options={
                "verbose_name": "schoolimport",
                "verbose_name_plural": "schoolimports",
            },
        ),
        migrations.CreateModel(
            name="Voorstel",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "soort",
                    models.CharField(
                        choices=[
                            ("hoed", "rol geven"),
                            ("herstel", "tweede stap herstellen"),
                            ("mail", "mailadres wijzigen"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "rol",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("coordinator", "ondersteuningscoördinator"),
                            ("schooldirecteur", "schooldirecteur"),
                            ("gedragswetenschapper", "gedragswetenschapper"),
                            ("secretariaat", "secretariaat"),
                            ("deskundige", "deskundige"),
                            ("casemanager", "casemanager"),
                            ("commissielid", "commissielid"),
                            ("voorzitter", "voorzitter"),
                            ("plv_voorzitter", "plaatsvervangend voorzitter"),
                            ("directeur_swv", "directeur samenwerkingsverband"),
                            ("fg", "functionaris gegevensbescherming"),
                            ("beheerder", "beheerder"),
                            ("ouder", "ouder"),
                            ("leerling", "leerling"),
                        ],
                        max_length=20,
                    ),
                ),
                ("van", models.DateField(blank=True, null=True)),
                ("tot", models.DateField(blank=True, null=True)),
                ("reden", models.CharField(max_length=400)),
                ("gevraagd_op", models.DateTimeField()),
                ("geldig_tot", models.DateTimeField()),
                (
                    "stand",
                    models.CharField(
                        choices=[
                            ("open", "wacht op bevestiging"),
                            ("bevestigd", "bevestigd"),
                            ("afgewezen", "afgewezen"),
                            ("ingetrokken", "ingetrokken"),
                            ("verlopen", "verlopen"),
                        ],
                        default="open",
                        max_length=12,
                    ),
                ),
                ("besloten_op", models.DateTimeField(blank=True, null=True)),
                (
                    "besloten_door",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "gevraagd_door",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "swv",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="voorstellen",
                        to="organisations.samenwerkingsverband",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="voorstellen",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "email",
                    models.EmailField(blank=True, db_default="", help_text="Het nieuwe mailadres.", max_length=254),
                ),
            ],
            options={
                "verbose_name": "voorstel",
                "verbose_name_plural": "voorstellen",
                "indexes": [models.Index(fields=["swv", "-gevraagd_op"], name="voorstel_swv")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("gevraagd_door", models.F("user")), _negated=True),
                            models.Q(
                                ("besloten_door__isnull", True),
                                models.Q(("besloten_door", models.F("user")), _negated=True),
                                _connector="OR",
                            ),
                        ),
                        name="voorstel_niet_over_jezelf",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("stand", "bevestigd"), _negated=True),
                            models.Q(
                                ("besloten_door__isnull", False),
                                models.Q(("besloten_door", models.F("gevraagd_door")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="voorstel_door_twee_personen",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("stand", "open")),
                        fields=("swv", "user", "soort", "rol"),
                        name="voorstel_een_open",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Bewaardformulier",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("browser", models.CharField(max_length=64)),
                ("hoed_nr", models.BigIntegerField(null=True)),
                ("pagina", models.TextField()),
                ("doel", models.TextField()),
                ("inhoud", models.TextField()),
                ("bewaard_op", models.DateTimeField()),
                ("geldig_tot", models.DateTimeField(db_index=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "bewaard formulier",
                "verbose_name_plural": "bewaarde formulieren",
            },
        ),
        migrations.CreateModel(
            name="Verstuurd",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sleutel", models.CharField(max_length=64, unique=True)),
                ("doel", models.TextField()),
                ("op", models.DateTimeField(db_index=True)),
            ],
            options={
                "verbose_name": "verstuurd formulier",
                "verbose_name_plural": "verstuurde formulieren",
            },
        ),
        migrations.CreateModel(
            name="Toegangsnieuws",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("op", models.DateTimeField()),
                ("gezien_op", models.DateTimeField(null=True)),
                (
                    "lid",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="organisations.lidmaatschap"
                    ),
                ),
                (
                    "voor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="toegangsnieuws",
                        to="organisations.lidmaatschap",
                    ),
                ),
            ],
            options={
                "verbose_name": "toegangsnieuws",
                "verbose_name_plural": "toegangsnieuws",
            },
        ),
    ]

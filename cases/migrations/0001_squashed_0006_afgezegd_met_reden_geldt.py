"""A new database gets cases, pupils and who takes part in one step (docs/adr/0037)."""

import django.contrib.postgres.indexes
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

from cases.woorden import Woorden
from organisations.namen import Kaal


class Migration(migrations.Migration):
    replaces = [
        ("cases", "0001_initial"),
        ("cases", "0002_zoeken_en_standen"),
        ("cases", "0003_op_naam_en_nummer"),
        ("cases", "0004_casemanager"),
        ("cases", "0005_afspraak_verzetten"),
        ("cases", "0006_afgezegd_met_reden_geldt"),
    ]

    initial = True

    dependencies = [
        ("organisations", "0001_squashed_0015_mailadres"),
    ]

    operations = [
        migrations.CreateModel(
            name="Leerling",
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
                ("voornamen", models.CharField(max_length=120)),
                ("roepnaam", models.CharField(max_length=60)),
                ("tussenvoegsel", models.CharField(blank=True, max_length=20)),
                ("achternaam", models.CharField(max_length=120)),
                ("geboortedatum", models.DateField()),
                ("adres_geheim", models.BooleanField(default=False, verbose_name="geheim adres")),
                ("telefoon", models.CharField(blank=True, max_length=20)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("digitaal_sinds", models.DateField(blank=True, null=True)),
                ("zoektekst", models.CharField(db_index=True, editable=False, max_length=400)),
                (
                    "samengevoegd_met",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="samengevoegde",
                        to="cases.leerling",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="als_leerling",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "leerling",
                "verbose_name_plural": "leerlingen",
                "indexes": [
                    models.Index(fields=["geboortedatum"], name="leerling_geboren"),
                    django.contrib.postgres.indexes.GinIndex(
                        Woorden("zoektekst"), fastupdate=False, name="leerling_woorden"
                    ),
                    models.Index(
                        django.db.models.functions.text.Lower(Kaal("achternaam")),
                        django.db.models.functions.text.Lower(Kaal("roepnaam")),
                        name="leerling_alfabet",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Inschrijving",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "soort",
                    models.CharField(
                        choices=[("ingeschreven", "ingeschreven"), ("aangemeld", "aangemeld")],
                        default="ingeschreven",
                        max_length=12,
                    ),
                ),
                ("leerjaar", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("niveau", models.CharField(blank=True, max_length=40, verbose_name="niveau of klas")),
                ("van", models.DateField()),
                ("tot", models.DateField(blank=True, null=True)),
                ("geeft_toegang", models.BooleanField(default=False)),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="inschrijvingen",
                        to="organisations.school",
                    ),
                ),
                (
                    "leerling",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="inschrijvingen", to="cases.leerling"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "inschrijvingen",
                "ordering": ["-van"],
            },
        ),
        migrations.CreateModel(
            name="Dossier",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("geopend_op", models.DateField()),
                (
                    "swv_sinds",
                    models.DateField(blank=True, help_text="Vanaf wanneer het secretariaat meeschrijft.", null=True),
                ),
                ("openingssleutel", models.CharField(blank=True, max_length=64, null=True, unique=True)),
                ("laatste_sleutel", models.CharField(blank=True, max_length=64)),
                ("versie", models.PositiveIntegerField(default=1)),
                (
                    "samengevoegd_met",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="samengevoegde",
                        to="cases.dossier",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="dossiers", to="organisations.school"
                    ),
                ),
                (
                    "swv",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dossiers",
                        to="organisations.samenwerkingsverband",
                    ),
                ),
                (
                    "leerling",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="dossiers", to="cases.leerling"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "dossiers",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("samengevoegd_met__isnull", True)),
                        fields=("leerling", "swv"),
                        name="dossier_een_per_leerling_en_swv",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MogelijkeDubbel",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("gevonden_op", models.DateField()),
                ("overeenkomst", models.CharField(max_length=200)),
                (
                    "uitkomst",
                    models.CharField(
                        choices=[
                            ("open", "nog te beoordelen"),
                            ("samengevoegd", "samengevoegd"),
                            ("apart", "apart gehouden"),
                        ],
                        default="open",
                        max_length=12,
                    ),
                ),
                ("beoordeeld_op", models.DateTimeField(blank=True, null=True)),
                ("reden", models.CharField(blank=True, max_length=400)),
                (
                    "verplaatst",
                    models.JSONField(
                        default=dict, help_text="Wat er bij het samenvoegen is verplaatst: id's per tabel."
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
                (
                    "bestaand",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dubbel_als_bestaand",
                        to="cases.dossier",
                    ),
                ),
                (
                    "nieuw",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="dubbel_als_nieuw", to="cases.dossier"
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
                "verbose_name_plural": "mogelijke dubbelen",
                "constraints": [models.UniqueConstraint(fields=("bestaand", "nieuw"), name="dubbel_paar")],
            },
        ),
        migrations.CreateModel(
            name="Ouder",
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
                ("organisatie", models.CharField(blank=True, max_length=160)),
                (
                    "relatie",
                    models.CharField(
                        choices=[
                            ("moeder", "moeder"),
                            ("vader", "vader"),
                            ("ouder", "ouder"),
                            ("stiefouder", "stiefouder"),
                            ("pleegouder", "pleegouder"),
                            ("voogd", "voogd"),
                            ("gezinsvoogd", "gezinsvoogd"),
                            ("mentor", "mentor of curator"),
                            ("gemachtigde", "gemachtigde"),
                        ],
                        max_length=12,
                    ),
                ),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("telefoon", models.CharField(blank=True, max_length=20)),
                ("adres_geheim", models.BooleanField(default=False, verbose_name="geheim adres")),
                ("tolk", models.CharField(blank=True, max_length=40, verbose_name="tolk nodig voor")),
                ("digitaal_sinds", models.DateField(blank=True, null=True, verbose_name="post digitaal sinds")),
                (
                    "leerling",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="ouders", to="cases.leerling"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="als_ouder",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "ouder",
                "verbose_name_plural": "ouders",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Gezag",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("van", models.DateField()),
                ("tot", models.DateField(blank=True, null=True)),
                ("bron", models.CharField(blank=True, max_length=160, verbose_name="hoe vastgesteld")),
                (
                    "bron_einde",
                    models.CharField(blank=True, max_length=160, verbose_name="hoe het einde is vastgesteld"),
                ),
                (
                    "ouder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="gezag", to="cases.ouder"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "gezag",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("tot__isnull", True), ("tot__gte", models.F("van")), _connector="OR"),
                        name="gezag_van_voor_tot",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Activeringscode",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code_hash", models.CharField(max_length=64, unique=True)),
                ("gemaakt_op", models.DateTimeField()),
                ("geldig_tot", models.DateField()),
                ("gebruikt_op", models.DateTimeField(blank=True, null=True)),
                (
                    "gemaakt_door",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "leerling",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="activeringscodes",
                        to="cases.leerling",
                    ),
                ),
                (
                    "ouder",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="activeringscodes",
                        to="cases.ouder",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "activeringscodes",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("leerling__isnull", True), ("ouder__isnull", False)),
                            models.Q(("leerling__isnull", False), ("ouder__isnull", True)),
                            _connector="OR",
                        ),
                        name="activeringscode_van_ouder_of_leerling",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Schoolbetrokkene",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("naam", models.CharField(max_length=160)),
                ("functie", models.CharField(max_length=80)),
                ("telefoon", models.CharField(blank=True, max_length=20)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("tot", models.DateField(blank=True, null=True)),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="schoolbetrokkenen",
                        to="cases.dossier",
                    ),
                ),
                (
                    "user",
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
                "verbose_name_plural": "betrokkenen bij school",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Zaak",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("nummer", models.CharField(blank=True, max_length=20)),
                ("soort", models.CharField(max_length=24)),
                ("status", models.CharField(max_length=32)),
                ("status_label", models.CharField(max_length=60)),
                ("aangemaakt_op", models.DateTimeField()),
                ("ontvangen_op", models.DateField(blank=True, null=True)),
                ("gesloten_op", models.DateField(blank=True, null=True)),
                ("swv_sinds", models.DateField(blank=True, null=True)),
                ("gezin_sinds", models.DateField(blank=True, null=True)),
                ("volgende_termijn", models.DateField(blank=True, null=True)),
                (
                    "beleid",
                    models.JSONField(default=dict, help_text="Versienummers van het beleid dat deze zaak bindt."),
                ),
                ("versie", models.PositiveIntegerField(default=1)),
                ("bijgewerkt_op", models.DateTimeField()),
                (
                    "behandelaar",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="zaken", to="cases.dossier"
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="zaken", to="organisations.school"
                    ),
                ),
                (
                    "schoolbehandelaar",
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="zaken",
                        to="organisations.samenwerkingsverband",
                    ),
                ),
            ],
            options={
                "verbose_name": "zaak",
                "verbose_name_plural": "zaken",
                "indexes": [
                    models.Index(
                        condition=models.Q(("gesloten_op__isnull", True)),
                        fields=["school", "volgende_termijn", "id"],
                        name="zaak_school_open",
                    ),
                    models.Index(
                        condition=models.Q(("gesloten_op__isnull", True)),
                        fields=["swv", "volgende_termijn", "id"],
                        name="zaak_swv_open",
                    ),
                    models.Index(fields=["school", "-bijgewerkt_op", "id"], name="zaak_school"),
                    models.Index(fields=["swv", "-bijgewerkt_op", "id"], name="zaak_swv"),
                    models.Index(
                        condition=models.Q(("gesloten_op__isnull", True)),
                        fields=["swv", "status", "volgende_termijn", "id"],
                        name="zaak_swv_stand",
                    ),
                    models.Index(
                        django.db.models.functions.comparison.Collate(
                            django.db.models.functions.text.Upper("nummer"), "C"
                        ),
                        name="zaak_nummer_begin",
                    ),
                    models.Index(
                        django.db.models.functions.comparison.Collate(
                            django.db.models.functions.text.Reverse(django.db.models.functions.text.Upper("nummer")),
                            "C",
                        ),
                        name="zaak_nummer_einde",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("nummer", ""), _negated=True),
                        fields=("swv", "nummer"),
                        name="zaak_nummer_uniek_per_swv",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ontvangen_op__isnull", True), models.Q(("nummer", ""), _negated=True), _connector="OR"
                        ),
                        name="zaak_ontvangen_heeft_nummer",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Vraagbericht",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "draad",
                    models.CharField(
                        choices=[
                            ("school", "school en samenwerkingsverband"),
                            ("gezin", "ouders en samenwerkingsverband"),
                        ],
                        max_length=8,
                    ),
                ),
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
                ("tekst", models.TextField(max_length=5000)),
                ("moment", models.DateTimeField()),
                (
                    "antwoord_op",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="antwoorden",
                        to="cases.vraagbericht",
                    ),
                ),
                (
                    "auteur",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "gezinslid",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="vraagberichten", to="cases.zaak"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "vraagberichten",
                "ordering": ["moment", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Toestemming",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "doel",
                    models.CharField(
                        choices=[
                            ("uitwisseling", "gegevens uitwisselen tussen school en samenwerkingsverband"),
                            ("bespreking", "het dossier bespreken in de commissie"),
                            ("derden", "informatie opvragen bij anderen"),
                            ("digitaal", "de gegevens bewaren in dit digitale dossier"),
                        ],
                        max_length=16,
                    ),
                ),
                ("gegeven", models.BooleanField()),
                ("op", models.DateField()),
                ("ingetrokken_op", models.DateField(blank=True, null=True)),
                ("op_papier", models.BooleanField(default=False)),
                ("toelichting", models.CharField(blank=True, max_length=400)),
                (
                    "leerling",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="toestemmingen",
                        to="cases.leerling",
                    ),
                ),
                (
                    "ouder",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="toestemmingen",
                        to="cases.ouder",
                    ),
                ),
                (
                    "zaak",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="toestemmingen", to="cases.zaak"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "toestemmingen",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("leerling__isnull", True), ("ouder__isnull", False)),
                            models.Q(("leerling__isnull", False), ("ouder__isnull", True)),
                            _connector="OR",
                        ),
                        name="toestemming_van_ouder_of_leerling",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Notitie",
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
                (
                    "compartiment",
                    models.CharField(
                        choices=[
                            ("dossier", "dossier (alle betrokkenen)"),
                            ("school", "alleen de school"),
                            ("intern", "alleen het samenwerkingsverband"),
                            ("advies", "deskundigenadvies voor het besluit"),
                            ("zienswijze", "reactie van een ouder of leerling"),
                            ("besluit", "besluit (na bekendmaking)"),
                            ("traject", "maatwerktraject (alle betrokkenen)"),
                            ("regie", "alleen casemanager, directeur en secretariaat"),
                        ],
                        max_length=12,
                    ),
                ),
                ("tekst", models.TextField(max_length=5000)),
                ("moment", models.DateTimeField()),
                (
                    "auteur",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "zaak",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="notities", to="cases.zaak"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "notities",
                "ordering": ["-moment", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Betrokkene",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("naam", models.CharField(blank=True, max_length=160)),
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
                ("grond", models.CharField(max_length=160)),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="betrokken_bij",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "ouder",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="betrokken_bij",
                        to="cases.ouder",
                    ),
                ),
                (
                    "zaak",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="betrokkenen", to="cases.zaak"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "betrokkenen",
                "indexes": [
                    models.Index(fields=["user", "rol", "zaak"], name="betrokkene_user"),
                    models.Index(fields=["user", "rol", "tot", "zaak"], name="betrokkene_nu"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("tot__isnull", True)),
                        fields=("zaak", "user", "rol"),
                        name="betrokkene_eenmaal_open",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Afspraak",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("moment", models.DateTimeField()),
                ("plaats", models.CharField(max_length=160)),
                ("onderwerp", models.CharField(max_length=160)),
                (
                    "aanwezigen",
                    models.TextField(help_text="Wie er bij zijn en waarom, een per regel.", max_length=1000),
                ),
                ("voor_gezin", models.BooleanField(default=True)),
                ("afgezegd_op", models.DateTimeField(blank=True, null=True)),
                (
                    "zaak",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="afspraken", to="cases.zaak"
                    ),
                ),
                (
                    "gemaakt_door",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("gewijzigd_op", models.DateTimeField(blank=True, help_text="Gemaakt, verzet of afgezegd.", null=True)),
                ("verschoven", models.PositiveIntegerField(db_default=0, default=0)),
                ("vorig_moment", models.DateTimeField(blank=True, help_text="Wanneer het eerst zou zijn.", null=True)),
                (
                    "reden",
                    models.CharField(blank=True, db_default="", help_text="Waarom verzet of afgezegd.", max_length=400),
                ),
            ],
            options={
                "verbose_name_plural": "afspraken",
                "ordering": ["moment"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("afgezegd_op__isnull", True), models.Q(("reden", ""), _negated=True), _connector="OR"
                        ),
                        name="afspraak_afgezegd_met_reden",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Zienswijze",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "standpunt",
                    models.CharField(
                        choices=[
                            ("eens", "eens met de aanvraag"),
                            ("deels", "deels eens"),
                            ("oneens", "niet eens met de aanvraag"),
                            ("geen", "geen mening"),
                        ],
                        max_length=8,
                    ),
                ),
                ("tekst", models.TextField(blank=True, max_length=10000)),
                (
                    "wijze",
                    models.CharField(
                        choices=[
                            ("digitaal", "zelf geschreven"),
                            ("papier", "op papier"),
                            ("mondeling", "in een gesprek verteld"),
                        ],
                        max_length=10,
                    ),
                ),
                ("moment", models.DateTimeField()),
                ("vervangen_op", models.DateTimeField(blank=True, null=True)),
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
                    "leerling",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="zienswijzen",
                        to="cases.leerling",
                    ),
                ),
                (
                    "ouder",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="zienswijzen",
                        to="cases.ouder",
                    ),
                ),
                (
                    "zaak",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="zienswijzen", to="cases.zaak"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "zienswijzen",
                "ordering": ["moment"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("leerling__isnull", True), ("ouder__isnull", False)),
                            models.Q(("leerling__isnull", False), ("ouder__isnull", True)),
                            _connector="OR",
                        ),
                        name="zienswijze_van_ouder_of_leerling",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Afspraakantwoord",
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
                ("verschoven", models.PositiveIntegerField()),
                ("komt", models.BooleanField()),
                ("tekst", models.CharField(blank=True, max_length=400)),
                ("moment", models.DateTimeField()),
                (
                    "afspraak",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="antwoorden", to="cases.afspraak"
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
                "verbose_name_plural": "antwoorden op afspraken",
                "ordering": ["moment"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("afspraak", "user", "verschoven"), name="afspraakantwoord_een_per_persoon"
                    )
                ],
            },
        ),
        # Never written, and no longer known: the column goes in a version to come, from old and new databases alike.
        migrations.SeparateDatabaseAndState(
            state_operations=[migrations.RemoveField(model_name="vraagbericht", name="antwoord_op")]
        ),
    ]

"""A new database gets tailored trajectories in one step (docs/adr/0037)."""

from decimal import Decimal

import django.db.models.deletion
import django_fsm
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("maatwerk", "0001_initial"),
        ("maatwerk", "0002_plan"),
        ("maatwerk", "0003_taken_per_partij"),
        ("maatwerk", "0004_vraag_om_een_ander"),
    ]

    initial = True

    dependencies = [
        ("cases", "0001_squashed_0006_afgezegd_met_reden_geldt"),
        ("documents", "0001_squashed_0010_traject"),
        ("organisations", "0001_squashed_0015_mailadres"),
    ]

    operations = [
        migrations.CreateModel(
            name="Traject",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "status",
                    django_fsm.FSMField(
                        choices=[
                            ("intake", "intake"),
                            ("bij_commissie", "bij de commissie"),
                            ("bij_directeur", "bij de directeur"),
                            ("casemanager_gevraagd", "casemanager gevraagd"),
                            ("gesprekken", "eerste gesprekken"),
                            ("verkennen", "op zoek naar een plek"),
                            ("plan", "plan van aanpak"),
                            ("plan_tekenen", "plan ter ondertekening"),
                            ("plan_bij_directeur", "plan bij de directeur"),
                            ("vertellen", "plan te bespreken met ouders"),
                            ("bij_ouders", "plan bij de ouders"),
                            ("vervolg_kiezen", "niet akkoord: vervolg kiezen"),
                            ("uitvoering", "in uitvoering"),
                            ("evaluatie", "evaluatie"),
                            ("afgesloten", "afgesloten"),
                            ("afgewezen", "geen casemanager"),
                            ("beeindigd", "beëindigd"),
                        ],
                        default="intake",
                        max_length=32,
                        protected=True,
                    ),
                ),
                (
                    "terug_naar",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("intake", "intake"),
                            ("bij_commissie", "bij de commissie"),
                            ("bij_directeur", "bij de directeur"),
                            ("casemanager_gevraagd", "casemanager gevraagd"),
                            ("gesprekken", "eerste gesprekken"),
                            ("verkennen", "op zoek naar een plek"),
                            ("plan", "plan van aanpak"),
                            ("plan_tekenen", "plan ter ondertekening"),
                            ("plan_bij_directeur", "plan bij de directeur"),
                            ("vertellen", "plan te bespreken met ouders"),
                            ("bij_ouders", "plan bij de ouders"),
                            ("vervolg_kiezen", "niet akkoord: vervolg kiezen"),
                            ("uitvoering", "in uitvoering"),
                            ("evaluatie", "evaluatie"),
                            ("afgesloten", "afgesloten"),
                            ("afgewezen", "geen casemanager"),
                            ("beeindigd", "beëindigd"),
                        ],
                        help_text="Waar het traject verdergaat na een wisseling.",
                        max_length=32,
                    ),
                ),
                ("ingebracht_op", models.DateField(blank=True, null=True)),
                ("aangesteld_op", models.DateField(blank=True, null=True)),
                ("goedgekeurd_op", models.DateField(blank=True, null=True)),
                (
                    "samenvatting",
                    models.TextField(blank=True, help_text="Samenvatting van de evaluatie.", max_length=8000),
                ),
                (
                    "lessen",
                    models.TextField(blank=True, help_text="Lessen zonder namen, voor de directeur.", max_length=4000),
                ),
                (
                    "zaak",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="maatwerk", to="cases.zaak"
                    ),
                ),
            ],
            options={
                "verbose_name": "maatwerktraject",
                "verbose_name_plural": "maatwerktrajecten",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["intake", "beeindigd"]), ("ingebracht_op__isnull", False), _connector="OR"
                        ),
                        name="maatwerk_ingebracht_heeft_datum",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                (
                                    "status__in",
                                    [
                                        "gesprekken",
                                        "verkennen",
                                        "plan",
                                        "plan_tekenen",
                                        "plan_bij_directeur",
                                        "vertellen",
                                        "bij_ouders",
                                        "vervolg_kiezen",
                                        "uitvoering",
                                        "evaluatie",
                                        "afgesloten",
                                    ],
                                ),
                                _negated=True,
                            ),
                            ("aangesteld_op__isnull", False),
                            _connector="OR",
                        ),
                        name="maatwerk_met_casemanager_aangesteld",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                (
                                    "status__in",
                                    [
                                        "vertellen",
                                        "bij_ouders",
                                        "vervolg_kiezen",
                                        "uitvoering",
                                        "evaluatie",
                                        "afgesloten",
                                    ],
                                ),
                                _negated=True,
                            ),
                            ("goedgekeurd_op__isnull", False),
                            _connector="OR",
                        ),
                        name="maatwerk_uitvoering_is_goedgekeurd",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Netwerkpartner",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("naam", models.CharField(max_length=160, verbose_name="naam")),
                ("functie", models.CharField(max_length=120, verbose_name="functie")),
                ("organisatie", models.CharField(max_length=160, verbose_name="organisatie")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="mailadres")),
                ("telefoon", models.CharField(blank=True, max_length=20, verbose_name="telefoonnummer")),
                (
                    "bijdrage",
                    models.CharField(blank=True, max_length=400, verbose_name="waarover deze persoon meedenkt"),
                ),
                ("sinds", models.DateField()),
                ("tot", models.DateField(blank=True, null=True)),
                ("versie", models.PositiveIntegerField(default=1)),
                (
                    "traject",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="netwerk", to="maatwerk.traject"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "netwerkpartners",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("tot__isnull", True), ("tot__gte", models.F("sinds")), _connector="OR"),
                        name="maatwerk_partner_tot",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Gedeeldstuk",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code_hash", models.CharField(max_length=64, unique=True)),
                ("gemaakt_op", models.DateTimeField()),
                ("geldig_tot", models.DateField()),
                ("ingetrokken_op", models.DateTimeField(blank=True, null=True)),
                ("laatst_geopend_op", models.DateTimeField(blank=True, null=True)),
                ("keer_geopend", models.PositiveIntegerField(default=0)),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="documents.document"
                    ),
                ),
                (
                    "gemaakt_door",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "partner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stukken",
                        to="maatwerk.netwerkpartner",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "gedeelde stukken",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="Optie",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("naam", models.CharField(max_length=160, verbose_name="welke plek")),
                (
                    "vorm",
                    models.CharField(
                        choices=[
                            ("bao", "basisschool"),
                            ("sbo", "speciaal basisonderwijs"),
                            ("so", "speciaal onderwijs"),
                            ("vo", "voortgezet onderwijs"),
                            ("pro", "praktijkonderwijs"),
                            ("vso", "voortgezet speciaal onderwijs"),
                            ("onderwijs_zorg", "onderwijs en zorg samen"),
                            ("anders", "iets anders"),
                        ],
                        max_length=16,
                        verbose_name="vorm van onderwijs",
                    ),
                ),
                (
                    "ondersteuning",
                    models.TextField(blank=True, max_length=2000, verbose_name="welke ondersteuning daarbij hoort"),
                ),
                (
                    "stand",
                    models.CharField(
                        choices=[("idee", "idee"), ("verkend", "verkend"), ("past", "past"), ("valt_af", "valt af")],
                        default="idee",
                        max_length=8,
                    ),
                ),
                ("reden", models.TextField(blank=True, max_length=2000, verbose_name="reden")),
                ("afgestemd_op", models.DateField(blank=True, null=True, verbose_name="besproken met de ouders op")),
                ("versie", models.PositiveIntegerField(default=1)),
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
                (
                    "traject",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="opties", to="maatwerk.traject"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "opties",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("stand", "valt_af"), _negated=True),
                            models.Q(("reden", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="maatwerk_afgevallen_heeft_reden",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Intake",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("pto_datum", models.DateField(blank=True, null=True, verbose_name="datum van het PTO")),
                ("pto_deelnemers", models.TextField(blank=True, max_length=2000, verbose_name="wie deden mee")),
                ("pto_uitkomst", models.TextField(blank=True, max_length=4000, verbose_name="uitkomst van het PTO")),
                (
                    "ondersteuning",
                    models.TextField(blank=True, max_length=6000, verbose_name="wat de leerling nodig heeft"),
                ),
                (
                    "vraag",
                    models.TextField(
                        blank=True, max_length=4000, verbose_name="wat van een casemanager wordt verwacht"
                    ),
                ),
                (
                    "mening_ouders",
                    models.TextField(blank=True, max_length=4000, verbose_name="wat de ouders en de leerling vinden"),
                ),
                ("versie", models.PositiveIntegerField(default=1)),
                (
                    "traject",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="intake", to="maatwerk.traject"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "intakes",
            },
        ),
        migrations.CreateModel(
            name="Evaluatie",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                ("naam", models.CharField(max_length=160, verbose_name="van wie")),
                ("goed", models.TextField(blank=True, max_length=4000, verbose_name="wat ging goed")),
                ("beter", models.TextField(blank=True, max_length=4000, verbose_name="wat kan beter")),
                ("geholpen", models.TextField(blank=True, max_length=4000, verbose_name="heeft het geholpen")),
                ("moment", models.DateTimeField()),
                ("versie", models.PositiveIntegerField(default=1)),
                (
                    "genoteerd_door",
                    models.ForeignKey(
                        blank=True,
                        help_text="Wie het voor een ander opschreef.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
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
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "traject",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="evaluaties", to="maatwerk.traject"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "evaluaties",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("user__isnull", False)),
                        fields=("traject", "user"),
                        name="maatwerk_evaluatie_eenmaal",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("goed", ""), _negated=True),
                            models.Q(("beter", ""), _negated=True),
                            models.Q(("geholpen", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="maatwerk_evaluatie_niet_leeg",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Directiebesluit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "soort",
                    models.CharField(
                        choices=[
                            ("inschakelen", "wel een casemanager"),
                            ("niet_inschakelen", "geen casemanager"),
                            ("plan_akkoord", "plan goedgekeurd"),
                            ("plan_terug", "plan teruggegeven"),
                            ("toch_uitvoeren", "plan uitvoeren zonder akkoord van iedereen"),
                        ],
                        max_length=20,
                    ),
                ),
                ("reden", models.TextField(max_length=4000)),
                ("toelichting", models.TextField(blank=True, help_text="Komt in geen brief.", max_length=2000)),
                ("functie", models.CharField(max_length=120)),
                ("moment", models.DateTimeField()),
                (
                    "door",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "traject",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="besluiten", to="maatwerk.traject"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "directiebesluiten",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Contact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "met",
                    models.CharField(
                        choices=[
                            ("ouders", "ouders"),
                            ("leerling", "leerling"),
                            ("school", "school van herkomst"),
                            ("partner", "iemand uit het netwerk"),
                            ("directeur", "directeur"),
                            ("anders", "iemand anders"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "wijze",
                    models.CharField(
                        choices=[
                            ("gesprek", "gesprek"),
                            ("telefoon", "telefoon"),
                            ("huisbezoek", "huisbezoek"),
                            ("online", "online"),
                            ("bericht", "bericht of mail"),
                            ("geen_gehoor", "geprobeerd, geen gehoor"),
                        ],
                        max_length=12,
                    ),
                ),
                ("op", models.DateField()),
                ("notitie", models.TextField(blank=True, max_length=4000)),
                ("reden_volgorde", models.CharField(blank=True, max_length=400)),
                ("moment", models.DateTimeField()),
                (
                    "door",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "partner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contacten",
                        to="maatwerk.netwerkpartner",
                    ),
                ),
                (
                    "traject",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="contacten", to="maatwerk.traject"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "contacten",
                "ordering": ["-op", "-pk"],
                "indexes": [models.Index(fields=["traject", "met", "op"], name="maatwerk_contact_met")],
            },
        ),
        migrations.CreateModel(
            name="Commissieadvies",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "uitkomst",
                    models.CharField(
                        choices=[
                            ("inschakelen", "wel een casemanager inschakelen"),
                            ("niet_inschakelen", "geen casemanager inschakelen"),
                        ],
                        max_length=20,
                        verbose_name="advies",
                    ),
                ),
                ("overwegingen", models.TextField(max_length=6000, verbose_name="overwegingen")),
                ("besproken_op", models.DateField(verbose_name="besproken in de vergadering van")),
                ("moment", models.DateTimeField()),
                (
                    "casemanager",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "door",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "traject",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="adviezen", to="maatwerk.traject"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "commissieadviezen",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("uitkomst", "inschakelen"), ("casemanager__isnull", True), _connector="OR"),
                        name="maatwerk_nee_noemt_geen_casemanager",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Aanstelling",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "stand",
                    models.CharField(
                        choices=[
                            ("gevraagd", "gevraagd"),
                            ("aanvaard", "aangesteld"),
                            ("geweigerd", "heeft nee gezegd"),
                            ("ingetrokken", "vraag ingetrokken"),
                            ("beeindigd", "beëindigd"),
                        ],
                        default="gevraagd",
                        max_length=12,
                    ),
                ),
                ("gevraagd_op", models.DateField()),
                ("vraag", models.TextField(blank=True, max_length=4000, verbose_name="wat wij van u vragen")),
                ("uiterlijk", models.DateField(blank=True, null=True)),
                ("beantwoord_op", models.DateField(blank=True, null=True)),
                ("reden", models.TextField(blank=True, max_length=2000)),
                ("beeindigd_op", models.DateField(blank=True, null=True)),
                (
                    "casemanager",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="aanstellingen",
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
                    "traject",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="aanstellingen", to="maatwerk.traject"
                    ),
                ),
                (
                    "ander_gevraagd_om",
                    models.TextField(blank=True, db_default="", max_length=4000, verbose_name="waarom een ander"),
                ),
                ("ander_gevraagd_op", models.DateField(blank=True, null=True)),
            ],
            options={
                "verbose_name_plural": "aanstellingen",
                "ordering": ["pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("stand__in", ["gevraagd", "aanvaard"])),
                        fields=["casemanager", "id"],
                        name="maatwerk_lopend_bij",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("stand__in", ["gevraagd", "aanvaard"])),
                        fields=("traject",),
                        name="maatwerk_een_casemanager",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("stand__in", ["gevraagd", "ingetrokken"]),
                            ("beantwoord_op__isnull", False),
                            _connector="OR",
                        ),
                        name="maatwerk_antwoord_heeft_datum",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("beeindigd_op__isnull", True),
                            ("beeindigd_op__gte", models.F("gevraagd_op")),
                            _connector="OR",
                        ),
                        name="maatwerk_einde_na_begin",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Aanpassing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("wat", models.TextField(max_length=2000, verbose_name="wat er verandert")),
                ("waarom", models.TextField(max_length=2000, verbose_name="waarom")),
                ("met_ouders_op", models.DateField(blank=True, null=True, verbose_name="besproken met de ouders op")),
                ("moment", models.DateTimeField()),
                (
                    "door",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "traject",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="aanpassingen", to="maatwerk.traject"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "aanpassingen",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Uitvoeringstaak",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("wat", models.CharField(max_length=400, verbose_name="wat er gebeurt")),
                ("wie", models.CharField(max_length=160, verbose_name="wie dit doet")),
                ("uiterlijk", models.DateField(blank=True, null=True, verbose_name="uiterlijk")),
                (
                    "stand",
                    models.CharField(
                        choices=[
                            ("open", "nog te doen"),
                            ("bezig", "mee bezig"),
                            ("klaar", "klaar"),
                            ("vervallen", "niet meer nodig"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("voortgang", models.TextField(blank=True, max_length=2000, verbose_name="hoe het gaat")),
                ("versie", models.PositiveIntegerField(default=1)),
                (
                    "traject",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="taken", to="maatwerk.traject"
                    ),
                ),
                (
                    "partij",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("ouders", "ouders"),
                            ("leerling", "leerling"),
                            ("school", "school van herkomst"),
                            ("ontvangend", "ontvangende school"),
                            ("casemanager", "casemanager"),
                            ("ander", "iemand anders"),
                        ],
                        db_default="",
                        max_length=12,
                        verbose_name="voor wie dit is",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "uitvoeringstaken",
                "ordering": ["uiterlijk", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Verkenning",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "vorm",
                    models.CharField(
                        choices=[
                            ("bao", "basisschool"),
                            ("sbo", "speciaal basisonderwijs"),
                            ("so", "speciaal onderwijs"),
                            ("vo", "voortgezet onderwijs"),
                            ("pro", "praktijkonderwijs"),
                            ("vso", "voortgezet speciaal onderwijs"),
                            ("onderwijs_zorg", "onderwijs en zorg samen"),
                            ("anders", "iets anders"),
                        ],
                        max_length=16,
                        verbose_name="vorm van onderwijs",
                    ),
                ),
                ("waar", models.CharField(blank=True, max_length=160, verbose_name="welke school of plek")),
                ("waarom_niet", models.TextField(max_length=2000, verbose_name="waarom dit niet genoeg is")),
                (
                    "traject",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="verkenningen", to="maatwerk.traject"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "verkenningen",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Deeltoestemming",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "doel",
                    models.CharField(
                        choices=[("overleg", "overleggen over de leerling"), ("stukken", "documenten lezen")],
                        max_length=12,
                        verbose_name="waarvoor",
                    ),
                ),
                ("gegeven_door", models.CharField(max_length=160)),
                ("gegeven_op", models.DateField(verbose_name="gegeven op")),
                ("hoe", models.CharField(max_length=160, verbose_name="hoe gegeven")),
                ("ingetrokken_op", models.DateField(blank=True, null=True)),
                (
                    "genoteerd_door",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "ouder",
                    models.ForeignKey(
                        blank=True,
                        help_text="Leeg: de leerling zelf.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.ouder",
                    ),
                ),
                (
                    "partner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="toestemmingen",
                        to="maatwerk.netwerkpartner",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "deeltoestemmingen",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ingetrokken_op__isnull", True)),
                        fields=("partner", "doel", "ouder"),
                        name="maatwerk_toestemming_eenmaal",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ingetrokken_op__isnull", True),
                            ("ingetrokken_op__gte", models.F("gegeven_op")),
                            _connector="OR",
                        ),
                        name="maatwerk_toestemming_intrekken",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Budget",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("schooljaar", models.PositiveSmallIntegerField(help_text="Het jaar waarin het schooljaar begint.")),
                ("toegekend", models.DecimalField(decimal_places=2, default=Decimal("0.00"), max_digits=12)),
                (
                    "vastgelegd",
                    models.DecimalField(
                        decimal_places=2, default=Decimal("0.00"), help_text="Som van de reserveringen.", max_digits=12
                    ),
                ),
                ("versie", models.PositiveIntegerField(default=0)),
                (
                    "swv",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="maatwerkbudgetten",
                        to="organisations.samenwerkingsverband",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "budgetten",
                "ordering": ["schooljaar"],
                "constraints": [
                    models.UniqueConstraint(fields=("swv", "schooljaar"), name="maatwerk_budget_per_jaar"),
                    models.CheckConstraint(
                        condition=models.Q(("toegekend__gte", models.F("vastgelegd")), ("vastgelegd__gte", 0)),
                        name="maatwerk_budget_niet_overschreden",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Budgetwijziging",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("oud", models.DecimalField(decimal_places=2, max_digits=12)),
                ("nieuw", models.DecimalField(decimal_places=2, max_digits=12)),
                ("reden", models.TextField(max_length=1000)),
                ("moment", models.DateTimeField()),
                (
                    "budget",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="wijzigingen", to="maatwerk.budget"
                    ),
                ),
                (
                    "door",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "budgetwijzigingen",
                "ordering": ["-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reden", ""), _negated=True), name="maatwerk_budgetwijziging_reden"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("oud", models.F("nieuw")), _negated=True),
                        name="maatwerk_budgetwijziging_verandert",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Planversie",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("nummer", models.PositiveSmallIntegerField()),
                (
                    "stand",
                    models.CharField(
                        choices=[
                            ("voorgelegd", "ter ondertekening"),
                            ("goedgekeurd", "goedgekeurd door de directeur"),
                            ("teruggenomen", "teruggenomen"),
                            ("teruggegeven", "teruggegeven door de directeur"),
                            ("vervangen", "vervangen door een nieuwe versie"),
                        ],
                        default="voorgelegd",
                        max_length=12,
                    ),
                ),
                ("reden", models.TextField(blank=True, max_length=2000, verbose_name="waarom een nieuwe versie")),
                ("inhoud", models.JSONField()),
                ("sha256", models.CharField(max_length=64)),
                ("start", models.DateField()),
                ("einde", models.DateField()),
                ("excl", models.DecimalField(decimal_places=2, max_digits=12)),
                ("btw", models.DecimalField(decimal_places=2, max_digits=12)),
                ("offerte_geldig_tot", models.DateField(blank=True, null=True)),
                ("vastgelegd_op", models.DateTimeField()),
                ("beoordeeld_op", models.DateTimeField(blank=True, null=True)),
                (
                    "opmerkingen",
                    models.TextField(blank=True, max_length=4000, verbose_name="wat er aan deze versie mankeerde"),
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
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="documents.document"
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
                (
                    "traject",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="planversies", to="maatwerk.traject"
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
                "verbose_name_plural": "planversies",
                "ordering": ["nummer"],
                "constraints": [
                    models.UniqueConstraint(fields=("traject", "nummer"), name="maatwerk_planversie_nummer"),
                    models.UniqueConstraint(
                        condition=models.Q(("stand", "voorgelegd")),
                        fields=("traject",),
                        name="maatwerk_een_plan_voorgelegd",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("stand", "goedgekeurd")),
                        fields=("traject",),
                        name="maatwerk_een_plan_goedgekeurd",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("einde__gte", models.F("start"))), name="maatwerk_plan_einde_na_start"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("btw__gte", 0), ("excl__gte", 0)), name="maatwerk_plan_bedragen"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("nummer", 1), models.Q(("reden", ""), _negated=True), _connector="OR"),
                        name="maatwerk_nieuwe_versie_heeft_reden",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("stand__in", ["teruggenomen", "teruggegeven"]), _negated=True),
                            models.Q(("opmerkingen", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="maatwerk_teruggegeven_heeft_opmerkingen",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("stand", "goedgekeurd"), _negated=True),
                            models.Q(("beoordeeld_door__isnull", False), ("beoordeeld_op__isnull", False)),
                            _connector="OR",
                        ),
                        name="maatwerk_goedgekeurd_door_iemand",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Offerteregel",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("rij", models.CharField(max_length=32)),
                ("volgorde", models.PositiveSmallIntegerField()),
                (
                    "soort",
                    models.CharField(
                        choices=[
                            ("uren", "uren (begeleiding of behandeling)"),
                            ("materiaal", "materiaal of hulpmiddel"),
                            ("vervoer", "vervoer"),
                            ("eenmalig", "eenmalige kosten"),
                        ],
                        max_length=12,
                    ),
                ),
                ("omschrijving", models.CharField(max_length=200)),
                ("aantal", models.DecimalField(decimal_places=2, max_digits=7)),
                (
                    "per",
                    models.CharField(
                        choices=[("totaal", "in totaal"), ("week", "per week"), ("maand", "per maand")], max_length=8
                    ),
                ),
                ("keren", models.PositiveSmallIntegerField(default=1)),
                ("tarief", models.DecimalField(decimal_places=2, max_digits=12)),
                (
                    "btw_tarief",
                    models.CharField(
                        choices=[("vrijgesteld", "vrijgesteld van btw"), ("0", "0 %"), ("9", "9 %"), ("21", "21 %")],
                        max_length=12,
                    ),
                ),
                (
                    "betaler",
                    models.CharField(
                        choices=[
                            ("swv", "het samenwerkingsverband"),
                            ("ontvangend", "de ontvangende school"),
                            ("herkomst", "de school van herkomst"),
                            ("gemeente", "de gemeente"),
                            ("zorg", "de zorgverzekeraar"),
                            ("ander", "iemand anders"),
                        ],
                        max_length=12,
                    ),
                ),
                ("betaler_naam", models.CharField(blank=True, max_length=120)),
                ("van", models.DateField()),
                ("tot", models.DateField()),
                ("excl", models.DecimalField(decimal_places=2, max_digits=12)),
                ("btw", models.DecimalField(decimal_places=2, max_digits=12)),
                (
                    "versie",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="regels", to="maatwerk.planversie"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "offerteregels",
                "ordering": ["volgorde"],
                "constraints": [
                    models.UniqueConstraint(fields=("versie", "rij"), name="maatwerk_regel_eenmaal"),
                    models.CheckConstraint(
                        condition=models.Q(("tot__gte", models.F("van"))), name="maatwerk_regel_tot_na_van"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("aantal__gt", 0), ("btw__gte", 0), ("excl__gte", 0), ("keren__gte", 1), ("tarief__gte", 0)
                        ),
                        name="maatwerk_regel_bedragen",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("betaler", "ander"), _negated=True),
                            models.Q(("betaler_naam", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="maatwerk_ander_betaalt_heet",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Reservering",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("bedrag", models.DecimalField(decimal_places=2, max_digits=12)),
                (
                    "uitgegeven",
                    models.DecimalField(
                        decimal_places=2, default=Decimal("0.00"), help_text="Som van de kosten.", max_digits=12
                    ),
                ),
                (
                    "budget",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reserveringen", to="maatwerk.budget"
                    ),
                ),
                (
                    "traject",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reserveringen", to="maatwerk.traject"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "reserveringen",
                "ordering": ["budget__schooljaar", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("budget", "traject"), name="maatwerk_reservering_een_per_jaar"),
                    models.CheckConstraint(
                        condition=models.Q(("bedrag__gte", models.F("uitgegeven")), ("uitgegeven__gte", 0)),
                        name="maatwerk_reservering_niet_overschreden",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Kostenpost",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("rij", models.CharField(help_text="De regel van de offerte.", max_length=32)),
                ("omschrijving", models.CharField(max_length=200)),
                ("factuur", models.CharField(blank=True, max_length=60, verbose_name="factuurnummer")),
                ("op", models.DateField(verbose_name="datum")),
                ("bedrag", models.DecimalField(decimal_places=2, max_digits=12)),
                (
                    "boven_offerte",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        help_text="Hoeveel de regel hiermee boven de offerte kwam.",
                        max_digits=12,
                    ),
                ),
                ("reden", models.CharField(blank=True, max_length=400, verbose_name="waarom meer dan de offerte")),
                ("moment", models.DateTimeField()),
                (
                    "door",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "traject",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="kosten", to="maatwerk.traject"
                    ),
                ),
                (
                    "reservering",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="kosten", to="maatwerk.reservering"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "kosten",
                "ordering": ["-op", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("bedrag", 0), _negated=True), name="maatwerk_kosten_niet_nul"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("boven_offerte__lte", 0), models.Q(("reden", ""), _negated=True), _connector="OR"
                        ),
                        name="maatwerk_meer_dan_offerte_heeft_reden",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Taakbericht",
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
                ("naam", models.CharField(max_length=160)),
                (
                    "stand",
                    models.CharField(
                        choices=[
                            ("open", "nog te doen"),
                            ("bezig", "mee bezig"),
                            ("klaar", "klaar"),
                            ("vervallen", "niet meer nodig"),
                        ],
                        max_length=10,
                    ),
                ),
                ("tekst", models.TextField(blank=True, max_length=2000)),
                ("moment", models.DateTimeField()),
                (
                    "taak",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="berichten",
                        to="maatwerk.uitvoeringstaak",
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
                "verbose_name_plural": "taakberichten",
                "ordering": ["pk"],
            },
        ),
    ]

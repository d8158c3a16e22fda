"""A new database gets papers, letters and signatures in one step (docs/adr/0037)."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("documents", "0001_initial"),
        ("documents", "0002_quarantaine"),
        ("documents", "0003_post_printen"),
        ("documents", "0004_wat_wacht"),
        ("documents", "0005_concept"),
        ("documents", "0006_stuk_van_een_samenwerkingsverband"),
        ("documents", "0007_stuk_van_wie"),
        ("documents", "0008_tekenkamer"),
        ("documents", "0009_tekenkamer_index"),
        ("documents", "0010_traject"),
    ]

    initial = True

    dependencies = [
        ("cases", "0001_squashed_0006_afgezegd_met_reden_geldt"),
        ("organisations", "0001_squashed_0015_mailadres"),
    ]

    operations = [
        migrations.CreateModel(
            name="Bestand",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("opslagnaam", models.CharField(max_length=200, unique=True)),
                ("sha256", models.CharField(db_index=True, max_length=64)),
                ("grootte", models.PositiveBigIntegerField(help_text="bytes")),
                ("mime", models.CharField(max_length=100)),
                ("paginas", models.PositiveIntegerField(blank=True, null=True)),
                ("bewaard_op", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "verbose_name_plural": "bestanden",
            },
        ),
        migrations.CreateModel(
            name="Zegelsleutel",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("vingerafdruk", models.CharField(max_length=64, unique=True)),
                ("certificaat", models.TextField(help_text="PEM")),
                ("keten", models.TextField(blank=True, help_text="PEM van tussenliggende en uitgevende certificaten")),
                ("herkomst", models.CharField(max_length=20)),
                ("in_gebruik_sinds", models.DateTimeField()),
                ("vervangen_op", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name_plural": "zegelsleutels",
            },
        ),
        migrations.CreateModel(
            name="Document",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "soort",
                    models.CharField(
                        choices=[
                            ("opp", "ontwikkelingsperspectiefplan (OPP)"),
                            ("onderzoek", "onderzoek naar capaciteiten"),
                            ("knooppunt", "verslag knooppunt"),
                            ("toestemming", "toestemming van ouders"),
                            ("handtekeningen", "ondertekend formulier"),
                            ("verslag", "ander verslag of onderzoek"),
                            ("bijlage", "andere bijlage"),
                            ("advies", "advies van deskundige"),
                            ("beschikking", "beschikking"),
                            ("brief", "brief"),
                            ("bundel", "dossier in één bestand"),
                            ("notulen", "verslag van een vergadering"),
                        ],
                        max_length=16,
                    ),
                ),
                ("titel", models.CharField(max_length=200)),
                ("naam", models.CharField(max_length=200, verbose_name="bestandsnaam")),
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
                ("aangemaakt_op", models.DateTimeField()),
                ("verwijderd_op", models.DateTimeField(blank=True, null=True)),
                ("brief", models.CharField(blank=True, max_length=40, verbose_name="briefsoort")),
                ("gegevens", models.JSONField(default=dict)),
                ("sjabloonhash", models.CharField(blank=True, max_length=64)),
                ("sleutel", models.CharField(blank=True, max_length=120, null=True, unique=True)),
                ("te_verzegelen", models.BooleanField(default=False)),
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
                        default="klaar",
                        max_length=10,
                    ),
                ),
                ("pogingen", models.PositiveSmallIntegerField(default=0)),
                ("volgende_poging_op", models.DateTimeField(blank=True, null=True)),
                ("laatste_fout", models.CharField(blank=True, max_length=400)),
                (
                    "auteur",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "bestand",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documenten",
                        to="documents.bestand",
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
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documenten",
                        to="cases.zaak",
                    ),
                ),
                (
                    "quarantaine",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        help_text="An upload that waits for the virus scanner; `bestand` stays empty until then.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.bestand",
                    ),
                ),
                (
                    "concept",
                    models.BooleanField(
                        db_default=False, default=False, help_text="Added to a draft and in no frozen version yet."
                    ),
                ),
                (
                    "swv",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        help_text="Van wie een stuk is dat over meer dan één zaak gaat.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.samenwerkingsverband",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "documenten",
                "ordering": ["aangemaakt_op", "pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("werk__in", ["wacht", "bezig"])),
                        fields=["werk", "volgende_poging_op", "id"],
                        name="document_te_doen",
                    ),
                    models.Index(
                        condition=models.Q(("werk", "mislukt")), fields=["aangemaakt_op"], name="document_mislukt"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("werk", "klaar"), _negated=True), ("bestand__isnull", False), _connector="OR"
                        ),
                        name="document_klaar_heeft_bestand",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("zaak__isnull", False), ("swv__isnull", False), _connector="OR"),
                        name="document_van_zaak_of_swv",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Bekendmaking",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("naam", models.CharField(max_length=160)),
                ("adresregels", models.JSONField(default=list)),
                ("kanaal", models.CharField(choices=[("digitaal", "digitaal"), ("post", "per post")], max_length=10)),
                ("klaargezet_op", models.DateTimeField()),
                ("verzonden_op", models.DateField(blank=True, null=True)),
                ("geopend_op", models.DateTimeField(blank=True, null=True)),
                (
                    "leerling",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.leerling",
                    ),
                ),
                (
                    "ouder",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bekendmakingen",
                        to="cases.ouder",
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
                    "verzonden_door",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="bekendmakingen", to="cases.zaak"
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bekendmakingen",
                        to="documents.document",
                    ),
                ),
                ("genoteerd_op", models.DateTimeField(blank=True, null=True)),
                ("geprint_op", models.DateTimeField(blank=True, null=True)),
                (
                    "geprint_voor",
                    models.DateField(
                        blank=True, help_text="De dag van verzending die in de geprinte brief staat.", null=True
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "bekendmakingen",
                "indexes": [
                    models.Index(
                        condition=models.Q(("kanaal", "post"), ("verzonden_op__isnull", True)),
                        fields=["klaargezet_op", "id"],
                        name="bekendmaking_te_posten",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("document", "school", "ouder", "leerling"),
                        name="bekendmaking_een_per_geadresseerde",
                        nulls_distinct=False,
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Ondertekenstuk",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("soort", models.CharField(max_length=24)),
                ("nummer", models.PositiveSmallIntegerField()),
                ("inhoud", models.JSONField()),
                ("sha256", models.CharField(max_length=64)),
                ("bevroren_op", models.DateTimeField()),
                ("vervallen_op", models.DateTimeField(blank=True, null=True)),
                (
                    "bevroren_door",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ondertekenstukken",
                        to="documents.document",
                    ),
                ),
                (
                    "zaak",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="ondertekenstukken", to="cases.zaak"
                    ),
                ),
                ("kamer", models.BooleanField(db_default=False, default=False)),
                ("titel", models.CharField(blank=True, db_default="", default="", max_length=160)),
                (
                    "uitslag",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "loopt"),
                            ("voltooid", "iedereen heeft getekend"),
                            ("vast", "iemand tekent niet"),
                            ("verlopen", "niet op tijd getekend"),
                            ("vervangen", "vervangen door een nieuwe versie"),
                            ("terug", "ingetrokken"),
                        ],
                        db_default="",
                        default="",
                        max_length=10,
                    ),
                ),
                ("voltooid_op", models.DateTimeField(blank=True, null=True)),
                ("vervallen_reden", models.TextField(blank=True, db_default="", default="", max_length=2000)),
                (
                    "eindstuk",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.document",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "ondertekenstukken",
                "indexes": [
                    models.Index(
                        condition=models.Q(("kamer", True), ("uitslag", ""), ("vervallen_op__isnull", True)),
                        fields=["id"],
                        name="ondertekenstuk_loopt",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("zaak", "soort", "nummer"), name="ondertekenstuk_nummer"),
                    models.UniqueConstraint(
                        condition=models.Q(("vervallen_op__isnull", True)),
                        fields=("zaak", "soort"),
                        name="ondertekenstuk_een_geldig",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("uitslag", "voltooid"), _negated=True),
                            models.Q(("eindstuk__isnull", False), ("voltooid_op__isnull", False)),
                            _connector="OR",
                        ),
                        name="ondertekenstuk_voltooid_heeft_moment",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Handtekening",
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
                ("volgorde", models.PositiveSmallIntegerField(default=1)),
                ("naam", models.CharField(max_length=160)),
                ("gevraagd_op", models.DateTimeField()),
                ("uiterlijk", models.DateField(blank=True, null=True)),
                (
                    "uitkomst",
                    models.CharField(
                        choices=[
                            ("open", "nog niet"),
                            ("getekend", "getekend"),
                            ("gezien", "gezien, niet akkoord"),
                            ("geweigerd", "wil niet tekenen"),
                            ("vervallen", "vervallen door een nieuwe versie"),
                            ("verlopen", "niet op tijd"),
                            ("door", "doorgegeven aan een ander"),
                            ("gestopt", "niet meer nodig"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                (
                    "wijze",
                    models.CharField(
                        blank=True, choices=[("digitaal", "digitaal"), ("papier", "op papier")], max_length=10
                    ),
                ),
                ("op", models.DateTimeField(blank=True, null=True)),
                (
                    "sha256",
                    models.CharField(
                        blank=True, help_text="Hash van het stuk zoals de persoon het zag.", max_length=64
                    ),
                ),
                ("hoe_vastgesteld", models.CharField(blank=True, max_length=120)),
                ("reden", models.TextField(blank=True, max_length=2000)),
                (
                    "bevestigd_door",
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
                        related_name="handtekeningen",
                        to="cases.leerling",
                    ),
                ),
                (
                    "ouder",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="handtekeningen",
                        to="cases.ouder",
                    ),
                ),
                (
                    "scan",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.document",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="handtekeningen",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "stuk",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="handtekeningen",
                        to="documents.ondertekenstuk",
                    ),
                ),
                ("kamer", models.BooleanField(db_default=False, default=False)),
                (
                    "school",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        help_text="De school waarvoor deze persoon tekent; leeg bij gezin en samenwerkingsverband.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.school",
                    ),
                ),
                ("functie", models.CharField(blank=True, db_default="", default="", max_length=120)),
                ("groep", models.PositiveSmallIntegerField(db_default=1, default=1)),
                (
                    "keuzes",
                    models.JSONField(
                        db_default=models.Value([], models.JSONField()),
                        default=list,
                        help_text="De antwoorden waaruit deze persoon kan kiezen.",
                    ),
                ),
                (
                    "moet_tekenen",
                    models.BooleanField(
                        db_default=True,
                        default=True,
                        help_text="Anders volstaat dat deze persoon het stuk zag en antwoordde.",
                    ),
                ),
                ("uitgenodigd_op", models.DateTimeField(blank=True, null=True)),
                (
                    "verloopt_op",
                    models.DateField(
                        blank=True, help_text="Na deze dag kan deze persoon niet meer tekenen.", null=True
                    ),
                ),
                ("herinnerd_op", models.DateField(blank=True, null=True)),
                ("bevestigd_op", models.DateTimeField(blank=True, null=True)),
                (
                    "opgevolgd_door",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="voorgangers",
                        to="documents.handtekening",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "handtekeningen",
                "ordering": ["volgorde", "pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("uitkomst", "open")), fields=["user", "id"], name="handtekening_gevraagd"
                    ),
                    models.Index(
                        condition=models.Q(("kamer", True), ("uitkomst", "open")),
                        fields=["uiterlijk", "id"],
                        name="handtekening_wacht",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("uitkomst__in", ["getekend", "gezien", "geweigerd"]), _negated=True),
                            models.Q(("op__isnull", False), models.Q(("sha256", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="handtekening_gezet_heeft_moment_en_hash",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("kamer", True), ("uitkomst__in", ["open", "getekend"]), ("user__isnull", False)
                        ),
                        fields=("stuk", "user"),
                        name="handtekening_een_per_persoon",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Zegel",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sha256", models.CharField(max_length=64, unique=True)),
                ("code", models.CharField(max_length=16, unique=True)),
                ("verzegeld_op", models.DateTimeField()),
                ("ingetrokken_op", models.DateTimeField(blank=True, null=True)),
                (
                    "document",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="zegel", to="documents.document"
                    ),
                ),
                (
                    "vervangen_door",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="vervangt",
                        to="documents.zegel",
                    ),
                ),
                (
                    "zegelsleutel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="zegels", to="documents.zegelsleutel"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "zegels",
            },
        ),
        migrations.CreateModel(
            name="Tekencode",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code_hash", models.CharField(max_length=64, unique=True)),
                ("gemaakt_op", models.DateTimeField()),
                ("geldig_tot", models.DateField()),
                ("gebruikt_op", models.DateTimeField(blank=True, null=True)),
                ("vervallen_op", models.DateTimeField(blank=True, null=True)),
                (
                    "gemaakt_door",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "handtekening",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="codes", to="documents.handtekening"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "tekencodes",
            },
        ),
        migrations.CreateModel(
            name="Tekenfeit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "soort",
                    models.CharField(
                        choices=[
                            ("groep", "een groep heeft getekend"),
                            ("voltooid", "iedereen heeft getekend"),
                            ("geweigerd", "iemand tekent niet"),
                            ("verlopen", "iemand was niet op tijd"),
                            ("ingetrokken", "het verzoek is ingetrokken"),
                        ],
                        max_length=12,
                    ),
                ),
                ("groep", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("moment", models.DateTimeField()),
                ("afgehandeld_op", models.DateTimeField(blank=True, null=True)),
                (
                    "handtekening",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.handtekening",
                    ),
                ),
                (
                    "stuk",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="feiten",
                        to="documents.ondertekenstuk",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "tekenfeiten",
                "ordering": ["pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("afgehandeld_op__isnull", True)), fields=["id"], name="tekenfeit_te_doen"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("stuk", "soort", "groep", "handtekening"),
                        name="tekenfeit_eenmaal",
                        nulls_distinct=False,
                    )
                ],
            },
        ),
    ]

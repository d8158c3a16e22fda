"""A new database gets terms and holidays in one step (docs/adr/0037).

Columns by which terms are found (office, school, last day of standing still, how often moved) are kept by triggers, so
that no writer forgets them: not the version before this one, which runs beside it during an upgrade, and no script.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from deadlines.kalender import bron, feestdagen

PLEK = """
CREATE FUNCTION deadlines_plek() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    SELECT swv_id, school_id INTO NEW.swv_id, NEW.school_id FROM cases_zaak WHERE id = NEW.zaak_id;
    RETURN NEW;
END $$;
CREATE TRIGGER deadlines_plek BEFORE INSERT OR UPDATE OF zaak_id, swv_id, school_id ON deadlines_termijn
    FOR EACH ROW EXECUTE FUNCTION deadlines_plek();
CREATE FUNCTION deadlines_plek_van_zaak() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE deadlines_termijn SET swv_id = NEW.swv_id, school_id = NEW.school_id WHERE zaak_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER deadlines_plek_van_zaak AFTER UPDATE OF swv_id, school_id ON cases_zaak
    FOR EACH ROW WHEN (OLD.swv_id IS DISTINCT FROM NEW.swv_id OR OLD.school_id IS DISTINCT FROM NEW.school_id)
    EXECUTE FUNCTION deadlines_plek_van_zaak();
"""
STIL = """
CREATE FUNCTION deadlines_stil_tot(nummer bigint, laatste date) RETURNS date LANGUAGE sql STABLE AS $$
    SELECT max(coalesce(uiterlijk, DATE '9999-12-31')) FROM deadlines_opschorting
        WHERE termijn_id = nummer AND tot IS NULL AND vervallen_op IS NULL AND (laatste IS NULL OR van < laatste)
$$;
CREATE FUNCTION deadlines_stil() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE nummer bigint := CASE WHEN TG_OP = 'DELETE' THEN OLD.termijn_id ELSE NEW.termijn_id END;
BEGIN
    UPDATE deadlines_termijn SET stil_tot = deadlines_stil_tot(id, einde)
        WHERE id = nummer AND stil_tot IS DISTINCT FROM deadlines_stil_tot(id, einde);
    RETURN NULL;
END $$;
CREATE TRIGGER deadlines_stil AFTER INSERT OR UPDATE OR DELETE ON deadlines_opschorting
    FOR EACH ROW EXECUTE FUNCTION deadlines_stil();
"""
VERSCHOVEN = """
CREATE FUNCTION deadlines_verschoven() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.verschoven := OLD.verschoven + 1;
    NEW.verschoven_op := clock_timestamp();
    NEW.stil_tot := deadlines_stil_tot(NEW.id, NEW.einde);
    RETURN NEW;
END $$;
CREATE TRIGGER deadlines_verschoven BEFORE UPDATE OF einde ON deadlines_termijn
    FOR EACH ROW WHEN (OLD.einde IS DISTINCT FROM NEW.einde) EXECUTE FUNCTION deadlines_verschoven();
"""
WEG = """
DROP TRIGGER deadlines_verschoven ON deadlines_termijn;
DROP FUNCTION deadlines_verschoven();
DROP TRIGGER deadlines_stil ON deadlines_opschorting;
DROP TRIGGER deadlines_plek_van_zaak ON cases_zaak;
DROP TRIGGER deadlines_plek ON deadlines_termijn;
DROP FUNCTION deadlines_stil();
DROP FUNCTION deadlines_stil_tot(bigint, date);
DROP FUNCTION deadlines_plek_van_zaak();
DROP FUNCTION deadlines_plek();
"""


def zaai(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Recognised holidays of 2024 up to 2030, by the rule as it stands in deadlines.kalender."""
    Feestdag, Feestdagenjaar = apps.get_model("deadlines", "Feestdag"), apps.get_model("deadlines", "Feestdagenjaar")
    jaren = range(2024, 2031)
    Feestdag.objects.bulk_create(
        [Feestdag(datum=dag, naam=naam, bron=bron(dag)) for jaar in jaren for dag, naam in feestdagen(jaar).items()],
        ignore_conflicts=True,
    )
    Feestdagenjaar.objects.bulk_create([Feestdagenjaar(jaar=jaar) for jaar in jaren], ignore_conflicts=True)


class Migration(migrations.Migration):
    replaces = [
        ("deadlines", "0001_initial"),
        ("deadlines", "0002_feestdagen"),
        ("deadlines", "0003_meldingen"),
        ("deadlines", "0004_kalendercontrole"),
        ("deadlines", "0005_uitstel"),
        ("deadlines", "0006_bord"),
        ("deadlines", "0007_opschorting_open"),
        ("deadlines", "0008_stil_telt"),
        ("deadlines", "0009_langer_stil"),
        ("deadlines", "0010_feestdagwijziging"),
        ("deadlines", "0011_soortnamen"),
        ("deadlines", "0012_trajecttermijnen"),
        ("deadlines", "0013_trajecttermijnen_gelden"),
        ("deadlines", "0014_dwangsomtermijnen"),
        ("deadlines", "0015_dwangsomtermijnen_gelden"),
    ]

    initial = True

    dependencies = [
        ("cases", "0001_squashed_0006_afgezegd_met_reden_geldt"),
        ("organisations", "0001_squashed_0015_mailadres"),
    ]

    operations = [
        migrations.CreateModel(
            name="Feestdag",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("datum", models.DateField(unique=True)),
                ("naam", models.CharField(max_length=80)),
                ("bron", models.CharField(max_length=120)),
            ],
            options={
                "verbose_name": "feestdag",
                "verbose_name_plural": "feestdagen",
                "ordering": ["datum"],
            },
        ),
        migrations.CreateModel(
            name="Termijn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "soort",
                    models.CharField(
                        choices=[
                            ("beslistermijn", "wettelijke beslistermijn"),
                            ("servicenorm", "streefdatum voor het besluit"),
                            ("aanvultermijn", "termijn om aan te vullen"),
                            ("buiten_behandeling", "termijn voor stoppen met de aanvraag"),
                            ("volledigheidsnorm", "streefdatum voor de controle"),
                            ("bezwaar", "bezwaartermijn"),
                            ("bezwaarbeslissing", "termijn voor het besluit op bezwaar"),
                            ("deskundigentermijn", "termijn voor het advies van de deskundigen"),
                            ("informatietermijn", "termijn voor het antwoord van de school"),
                            ("commissieadvies", "termijn voor het advies van de commissie"),
                            ("directeursbesluit", "termijn voor het besluit van de directeur"),
                            ("aanvaarden", "termijn voor het antwoord van de casemanager"),
                            ("ingebreke", "twee weken na de ingebrekestelling"),
                            ("dwangsom", "dagen met dwangsom"),
                            ("dwangsombesluit", "termijn om de dwangsom vast te stellen"),
                            ("ouders_spreken", "de ouders weer spreken"),
                        ],
                        max_length=24,
                    ),
                ),
                ("kenmerk", models.CharField(blank=True, max_length=60)),
                ("vanaf", models.DateField()),
                ("parameters", models.JSONField(default=dict)),
                ("verdaagd_op", models.DateField(blank=True, null=True)),
                ("verdaagd_tot", models.DateField(blank=True, null=True)),
                ("gestopt_op", models.DateField(blank=True, null=True)),
                ("afgehandeld_op", models.DateTimeField(blank=True, null=True)),
                ("einde", models.DateField(blank=True, null=True)),
                ("aangemaakt_op", models.DateTimeField(auto_now_add=True)),
                (
                    "zaak",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="termijnen", to="cases.zaak"
                    ),
                ),
                (
                    "melding_op",
                    models.DateField(
                        blank=True, help_text="Eerstvolgende dag waarop hierover iets gemeld wordt.", null=True
                    ),
                ),
                (
                    "melding_voor",
                    models.DateField(blank=True, help_text="Het einde waarvoor die dag is bepaald.", null=True),
                ),
                ("verdaagd_reden", models.TextField(blank=True, max_length=2000)),
                (
                    "swv",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="organisations.samenwerkingsverband",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="organisations.school",
                    ),
                ),
                (
                    "stil_tot",
                    models.DateField(
                        help_text="Laatste dag van de stilstand die nu loopt, zolang niets komt.", null=True
                    ),
                ),
                ("verschoven", models.PositiveIntegerField(db_default=0, default=0)),
                ("verschoven_op", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name": "termijn",
                "verbose_name_plural": "termijnen",
                "ordering": ["einde", "pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("afgehandeld_op__isnull", True), ("gestopt_op__isnull", True)),
                        fields=["einde", "id"],
                        name="termijn_open_einde",
                    ),
                    models.Index(
                        condition=models.Q(("gestopt_op__isnull", True), ("melding_op__isnull", False)),
                        fields=["melding_op", "id"],
                        name="termijn_te_melden",
                    ),
                    models.Index(
                        condition=models.Q(
                            ("einde__isnull", False),
                            ("gestopt_op__isnull", True),
                            models.Q(
                                ("melding_voor__isnull", True),
                                ("melding_voor__lt", models.F("einde")),
                                ("melding_voor__gt", models.F("einde")),
                                _connector="OR",
                            ),
                        ),
                        fields=["id"],
                        name="termijn_te_plannen",
                    ),
                    models.Index(
                        condition=models.Q(("gestopt_op__isnull", True), models.Q(("soort", "bezwaar"), _negated=True)),
                        fields=["swv", "einde", "id"],
                        include=("soort", "zaak"),
                        name="termijn_bord_swv",
                    ),
                    models.Index(
                        condition=models.Q(("gestopt_op__isnull", True), models.Q(("soort", "bezwaar"), _negated=True)),
                        fields=["school", "einde", "id"],
                        include=("soort", "zaak"),
                        name="termijn_bord_school",
                    ),
                    models.Index(
                        condition=models.Q(
                            ("gestopt_op__isnull", True),
                            ("stil_tot__isnull", False),
                            models.Q(("soort", "bezwaar"), _negated=True),
                        ),
                        fields=["swv", "stil_tot", "id"],
                        name="termijn_stil_swv",
                    ),
                    models.Index(
                        condition=models.Q(
                            ("gestopt_op__isnull", True),
                            ("stil_tot__isnull", False),
                            models.Q(("soort", "bezwaar"), _negated=True),
                        ),
                        fields=["school", "stil_tot", "id"],
                        name="termijn_stil_school",
                    ),
                    models.Index(
                        condition=models.Q(("gestopt_op__isnull", False), ("soort", "beslistermijn")),
                        fields=["swv", "gestopt_op", "id"],
                        include=("vanaf", "school", "zaak"),
                        name="termijn_gemeten",
                    ),
                    models.Index(
                        condition=models.Q(("soort", "beslistermijn")),
                        fields=["swv", "vanaf", "id"],
                        include=("school", "zaak"),
                        name="termijn_instroom",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("gestopt_op__isnull", True)),
                        fields=("zaak", "soort", "kenmerk"),
                        name="termijn_een_open_per_soort",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("einde__isnull", True), ("einde__gte", models.F("vanaf")), _connector="OR"),
                        name="termijn_eindigt_na_begin",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("verdaagd_op__isnull", True), ("verdaagd_tot__isnull", True)),
                            models.Q(
                                ("verdaagd_op__isnull", False),
                                ("verdaagd_tot__gt", models.F("verdaagd_op")),
                                ("verdaagd_tot__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="termijn_verdaagd_heel",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("verdaagd_op__isnull", True),
                            ("soort__in", ["beslistermijn", "bezwaarbeslissing"]),
                            _connector="OR",
                        ),
                        name="termijn_verdaagd_waar_het_mag",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("afgehandeld_op__isnull", True), ("einde__isnull", False), _connector="OR"),
                        name="termijn_afgehandeld_had_einde",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "soort__in",
                                [
                                    "beslistermijn",
                                    "servicenorm",
                                    "aanvultermijn",
                                    "buiten_behandeling",
                                    "volledigheidsnorm",
                                    "bezwaar",
                                    "bezwaarbeslissing",
                                    "deskundigentermijn",
                                    "informatietermijn",
                                    "commissieadvies",
                                    "directeursbesluit",
                                    "aanvaarden",
                                    "ingebreke",
                                    "dwangsom",
                                    "dwangsombesluit",
                                    "ouders_spreken",
                                ],
                            )
                        ),
                        name="termijn_soort_bekend",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Opschorting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("van", models.DateField()),
                ("tot", models.DateField(blank=True, null=True)),
                ("uiterlijk", models.DateField(blank=True, null=True)),
                ("grond", models.CharField(max_length=120)),
                (
                    "termijn",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="opschortingen",
                        to="deadlines.termijn",
                    ),
                ),
                ("toelichting", models.TextField(blank=True, max_length=2000)),
                ("vervallen_op", models.DateField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "opschorting",
                "verbose_name_plural": "opschortingen",
                "ordering": ["van", "pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("tot__isnull", True), ("vervallen_op__isnull", True)),
                        fields=["uiterlijk", "id"],
                        name="opschorting_open",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("tot__isnull", True), ("tot__gte", models.F("van")), _connector="OR"),
                        name="opschorting_van_voor_tot",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("uiterlijk__isnull", True), ("uiterlijk__gte", models.F("van")), _connector="OR"
                        ),
                        name="opschorting_uiterlijk_na_van",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("tot__isnull", True), ("uiterlijk__isnull", True), ("vervallen_op__isnull", True)
                        ),
                        fields=("termijn", "grond"),
                        name="opschorting_een_zonder_einde",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Kalendercontrole",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("jaar", models.PositiveSmallIntegerField(unique=True)),
                ("op", models.DateField()),
                (
                    "door",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "controle van de feestdagen",
                "verbose_name_plural": "controles van de feestdagen",
                "ordering": ["jaar"],
            },
        ),
        migrations.CreateModel(
            name="Verzetting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("op", models.DateField()),
                ("oud", models.DateField()),
                ("tot", models.DateField()),
                ("reden", models.TextField(max_length=2000)),
                (
                    "termijn",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="verzettingen", to="deadlines.termijn"
                    ),
                ),
            ],
            options={
                "verbose_name": "verzetting",
                "verbose_name_plural": "verzettingen",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("tot", models.F("oud")), _negated=True),
                        name="verzetting_naar_een_andere_dag",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("tot__gte", models.F("op"))), name="verzetting_niet_naar_het_verleden"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Feestdagenjaar",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("jaar", models.PositiveSmallIntegerField(unique=True)),
            ],
            options={
                "verbose_name": "bijgehouden jaar",
                "verbose_name_plural": "bijgehouden jaren",
                "ordering": ["jaar"],
            },
        ),
        migrations.CreateModel(
            name="Feestdagwijziging",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("datum", models.DateField()),
                ("naam", models.CharField(max_length=80)),
                ("erbij", models.BooleanField()),
                ("op", models.DateTimeField()),
                (
                    "na",
                    models.BigIntegerField(
                        default=0, help_text="Tot en met deze zaak zijn de termijnen opnieuw berekend."
                    ),
                ),
                (
                    "gevolgen",
                    models.JSONField(default=dict, help_text="Per samenwerkingsverband: hoeveel, en de eerste regels."),
                ),
                ("verwerkt_op", models.DateTimeField(blank=True, null=True)),
                (
                    "swv",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.samenwerkingsverband",
                    ),
                ),
            ],
            options={
                "verbose_name": "wijziging van de feestdagen",
                "verbose_name_plural": "wijzigingen van de feestdagen",
                "ordering": ["pk"],
            },
        ),
        migrations.RunSQL(PLEK + STIL + VERSCHOVEN, WEG),
        migrations.RunPython(zaai, migrations.RunPython.noop),
    ]

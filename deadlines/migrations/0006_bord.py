"""Terms can be found by office, school and day: columns that the database keeps itself, and indexes over them.

Kept by triggers, so that no writer forgets them: not the version before this one, which runs beside it during an
upgrade, and no script. A case that moves to another school takes its terms along.
"""

import django.db.models.deletion
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models
from django.db.models import Q

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
CREATE FUNCTION deadlines_stil_tot(nummer bigint) RETURNS date LANGUAGE sql STABLE AS $$
    SELECT max(coalesce(uiterlijk, DATE '9999-12-31')) FROM deadlines_opschorting
        WHERE termijn_id = nummer AND tot IS NULL AND vervallen_op IS NULL
$$;
CREATE FUNCTION deadlines_stil() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE nummer bigint := CASE WHEN TG_OP = 'DELETE' THEN OLD.termijn_id ELSE NEW.termijn_id END;
BEGIN
    UPDATE deadlines_termijn SET stil_tot = deadlines_stil_tot(nummer)
        WHERE id = nummer AND stil_tot IS DISTINCT FROM deadlines_stil_tot(nummer);
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
DROP FUNCTION deadlines_stil_tot(bigint);
DROP FUNCTION deadlines_plek_van_zaak();
DROP FUNCTION deadlines_plek();
"""
VUL = """
UPDATE deadlines_termijn t SET swv_id = z.swv_id, school_id = z.school_id, stil_tot = deadlines_stil_tot(t.id)
    FROM cases_zaak z WHERE z.id = t.zaak_id AND t.swv_id IS NULL AND t.id BETWEEN %s AND %s
"""
PARTIJ = 5000


def vul(apps, schema_editor):
    """Page by page, so that no row is locked for long."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(id), 0) FROM deadlines_termijn")
        laatste = cursor.fetchone()[0]
        for vanaf in range(0, laatste + 1, PARTIJ):
            cursor.execute(VUL, [vanaf, vanaf + PARTIJ - 1])


def sleutel(naar):
    return models.ForeignKey(
        db_constraint=False,
        db_index=False,
        null=True,
        on_delete=django.db.models.deletion.DO_NOTHING,
        related_name="+",
        to=naar,
    )


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ("cases", "0002_zoeken_en_standen"),
        ("organisations", "0007_afwezig_waar"),
        ("deadlines", "0005_uitstel"),
    ]

    operations = [
        migrations.AddField("termijn", "swv", sleutel("organisations.samenwerkingsverband")),
        migrations.AddField("termijn", "school", sleutel("organisations.school")),
        migrations.AddField(
            "termijn",
            "stil_tot",
            models.DateField(help_text="Laatste dag van de stilstand die nu loopt, zolang niets komt.", null=True),
        ),
        migrations.AddField("termijn", "verschoven", models.PositiveIntegerField(default=0, db_default=0)),
        migrations.AddField("termijn", "verschoven_op", models.DateTimeField(null=True)),
        migrations.RunSQL(PLEK + STIL + VERSCHOVEN, WEG),
        migrations.RunPython(vul, migrations.RunPython.noop),
        AddIndexConcurrently(
            "termijn",
            models.Index(
                condition=Q(("gestopt_op__isnull", True), models.Q(("soort", "bezwaar"), _negated=True)),
                fields=["swv", "einde", "id"],
                include=["soort", "zaak"],
                name="termijn_bord_swv",
            ),
        ),
        AddIndexConcurrently(
            "termijn",
            models.Index(
                condition=Q(("gestopt_op__isnull", True), models.Q(("soort", "bezwaar"), _negated=True)),
                fields=["school", "einde", "id"],
                include=["soort", "zaak"],
                name="termijn_bord_school",
            ),
        ),
        AddIndexConcurrently(
            "termijn",
            models.Index(
                condition=Q(
                    ("gestopt_op__isnull", True),
                    ("stil_tot__isnull", False),
                    models.Q(("soort", "bezwaar"), _negated=True),
                ),
                fields=["swv", "stil_tot", "id"],
                name="termijn_stil_swv",
            ),
        ),
        AddIndexConcurrently(
            "termijn",
            models.Index(
                condition=Q(
                    ("gestopt_op__isnull", True),
                    ("stil_tot__isnull", False),
                    models.Q(("soort", "bezwaar"), _negated=True),
                ),
                fields=["school", "stil_tot", "id"],
                name="termijn_stil_school",
            ),
        ),
        AddIndexConcurrently(
            "termijn",
            models.Index(
                condition=Q(("gestopt_op__isnull", False), ("soort", "beslistermijn")),
                fields=["swv", "gestopt_op", "id"],
                include=["vanaf", "school", "zaak"],
                name="termijn_gemeten",
            ),
        ),
        AddIndexConcurrently(
            "termijn",
            models.Index(
                condition=Q(("soort", "beslistermijn")),
                fields=["swv", "vanaf", "id"],
                include=["school", "zaak"],
                name="termijn_instroom",
            ),
        ),
    ]

"""What began after the last day of a term does not make it stand still: `stil_tot` follows `Termijn.telt`.

Kept when a suspension changes and when the end moves, by triggers as before; the columns stay as they are.
"""

from django.db import migrations

TELT = """
CREATE FUNCTION deadlines_stil_tot(nummer bigint, laatste date) RETURNS date LANGUAGE sql STABLE AS $$
    SELECT max(coalesce(uiterlijk, DATE '9999-12-31')) FROM deadlines_opschorting
        WHERE termijn_id = nummer AND tot IS NULL AND vervallen_op IS NULL AND (laatste IS NULL OR van < laatste)
$$;
CREATE OR REPLACE FUNCTION deadlines_stil() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE nummer bigint := CASE WHEN TG_OP = 'DELETE' THEN OLD.termijn_id ELSE NEW.termijn_id END;
BEGIN
    UPDATE deadlines_termijn SET stil_tot = deadlines_stil_tot(id, einde)
        WHERE id = nummer AND stil_tot IS DISTINCT FROM deadlines_stil_tot(id, einde);
    RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION deadlines_verschoven() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.verschoven := OLD.verschoven + 1;
    NEW.verschoven_op := clock_timestamp();
    NEW.stil_tot := deadlines_stil_tot(NEW.id, NEW.einde);
    RETURN NEW;
END $$;
DROP FUNCTION deadlines_stil_tot(bigint);
"""
ALLES = """
CREATE FUNCTION deadlines_stil_tot(nummer bigint) RETURNS date LANGUAGE sql STABLE AS $$
    SELECT max(coalesce(uiterlijk, DATE '9999-12-31')) FROM deadlines_opschorting
        WHERE termijn_id = nummer AND tot IS NULL AND vervallen_op IS NULL
$$;
CREATE OR REPLACE FUNCTION deadlines_stil() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE nummer bigint := CASE WHEN TG_OP = 'DELETE' THEN OLD.termijn_id ELSE NEW.termijn_id END;
BEGIN
    UPDATE deadlines_termijn SET stil_tot = deadlines_stil_tot(nummer)
        WHERE id = nummer AND stil_tot IS DISTINCT FROM deadlines_stil_tot(nummer);
    RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION deadlines_verschoven() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.verschoven := OLD.verschoven + 1;
    NEW.verschoven_op := clock_timestamp();
    RETURN NEW;
END $$;
DROP FUNCTION deadlines_stil_tot(bigint, date);
"""
VUL = """
UPDATE deadlines_termijn SET stil_tot = deadlines_stil_tot(id, einde)
    WHERE stil_tot IS DISTINCT FROM deadlines_stil_tot(id, einde) AND stil_tot IS NOT NULL AND id BETWEEN %s AND %s
"""
PARTIJ = 5000


def vul(apps, schema_editor):
    """Page by page, so that no row is locked for long; only what stood still can change."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(id), 0) FROM deadlines_termijn")
        laatste = cursor.fetchone()[0]
        for vanaf in range(0, laatste + 1, PARTIJ):
            cursor.execute(VUL, [vanaf, vanaf + PARTIJ - 1])


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("deadlines", "0007_opschorting_open")]
    operations = [
        migrations.RunSQL(TELT, ALLES),
        migrations.RunPython(vul, migrations.RunPython.noop),
    ]

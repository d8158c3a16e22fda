"""A new database gets the record in one step (docs/adr/0037): what was done, what was read, and checkpoints.

The database itself refuses to change or remove a row. Reads stand in parts of a month. `audit_maak_maand` runs with the
rights of the owner of the tables, so that a role without DDL can make months ahead; it never removes or changes a row:
what came in before its month was made moves from the rest into the month.
"""

from datetime import UTC, date, datetime

import django.db.models.deletion
from django.db import migrations, models

MAANDEN_VOORUIT = 13

WEIGER = """
CREATE FUNCTION audit_alleen_toevoegen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'audit: rows can only be added';
END $$;
"""
LEZINGEN = """
CREATE SEQUENCE audit_lezing_id_seq;
CREATE TABLE audit_lezing (
    id bigint NOT NULL DEFAULT nextval('audit_lezing_id_seq'),
    moment timestamp with time zone NOT NULL,
    actie varchar(80) NOT NULL,
    gebruiker_id bigint,
    hoed_id bigint,
    rol varchar(40) NOT NULL,
    swv_id bigint,
    zaak_id bigint,
    leerling_id bigint,
    object_soort varchar(60) NOT NULL,
    object_id bigint,
    verzoek_id varchar(64) NOT NULL,
    grond jsonb NOT NULL,
    PRIMARY KEY (id, moment)
) PARTITION BY RANGE (moment);
ALTER SEQUENCE audit_lezing_id_seq OWNED BY audit_lezing.id;
CREATE INDEX audit_lezing_moment ON audit_lezing (moment);
CREATE INDEX audit_lezing_zaak ON audit_lezing (zaak_id, moment DESC);
CREATE INDEX audit_lezing_leerling ON audit_lezing (leerling_id, moment DESC);
CREATE INDEX audit_lezing_gebruiker ON audit_lezing (gebruiker_id, moment DESC);
CREATE INDEX audit_lezing_swv ON audit_lezing (swv_id, moment DESC, id DESC);
CREATE TABLE audit_lezing_rest PARTITION OF audit_lezing DEFAULT;
CREATE TRIGGER audit_geen_wijziging BEFORE UPDATE OR DELETE ON audit_lezing
    FOR EACH ROW EXECUTE FUNCTION audit_alleen_toevoegen();
CREATE TRIGGER audit_niet_legen BEFORE TRUNCATE ON audit_lezing
    FOR EACH STATEMENT EXECUTE FUNCTION audit_alleen_toevoegen();
CREATE TRIGGER audit_niet_legen BEFORE TRUNCATE ON audit_lezing_rest
    FOR EACH STATEMENT EXECUTE FUNCTION audit_alleen_toevoegen();

CREATE FUNCTION audit_maak_maand(dag date) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    eerste date := date_trunc('month', dag)::date;
    naam text := 'audit_lezing_' || to_char(eerste, 'YYYY_MM');
    van timestamptz := eerste::timestamp AT TIME ZONE 'UTC';
    tot timestamptz := (eerste + interval '1 month') AT TIME ZONE 'UTC';
BEGIN
    PERFORM pg_advisory_xact_lock(7203, 0);
    IF to_regclass(naam) IS NOT NULL THEN
        RETURN false;
    END IF;
    -- Attaching a table locks less than making a partition in place: reads and writes go on.
    EXECUTE format('CREATE TABLE %I (LIKE audit_lezing INCLUDING DEFAULTS INCLUDING INDEXES)', naam);
    IF EXISTS (SELECT FROM audit_lezing_rest WHERE moment >= van AND moment < tot) THEN
        LOCK TABLE audit_lezing_rest IN ACCESS EXCLUSIVE MODE;
        ALTER TABLE audit_lezing_rest DISABLE TRIGGER USER;
        EXECUTE format(
            'WITH weg AS (DELETE FROM audit_lezing_rest WHERE moment >= $1 AND moment < $2 RETURNING *)'
            ' INSERT INTO %I SELECT * FROM weg', naam) USING van, tot;
        ALTER TABLE audit_lezing_rest ENABLE TRIGGER USER;
    END IF;
    EXECUTE format('ALTER TABLE audit_lezing ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', naam, van, tot);
    EXECUTE format('CREATE TRIGGER audit_niet_legen BEFORE TRUNCATE ON %I FOR EACH STATEMENT'
                   ' EXECUTE FUNCTION audit_alleen_toevoegen()', naam);
    RETURN true;
END $$;
"""
WEG_LEZINGEN = """
DROP FUNCTION audit_maak_maand(date);
DROP TABLE audit_lezing;
"""
BESCHERM = "".join(
    f"""
CREATE TRIGGER audit_geen_wijziging BEFORE UPDATE OR DELETE ON {tabel}
    FOR EACH ROW EXECUTE FUNCTION audit_alleen_toevoegen();
CREATE TRIGGER audit_niet_legen BEFORE TRUNCATE ON {tabel}
    FOR EACH STATEMENT EXECUTE FUNCTION audit_alleen_toevoegen();
"""
    for tabel in ("audit_gebeurtenis", "audit_controlepunt", "audit_controlekop")
)


def maak_maanden(apps, schema_editor):
    """This month and those to come."""
    nu = datetime.now(UTC)
    maand = nu.year * 12 + nu.month - 1
    with schema_editor.connection.cursor() as cursor:
        for later in range(MAANDEN_VOORUIT + 1):
            cursor.execute("SELECT audit_maak_maand(%s)", [date((maand + later) // 12, (maand + later) % 12 + 1, 1)])


LEZING = migrations.CreateModel(
    name="Lezing",
    fields=[
        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
        ("moment", models.DateTimeField(db_index=True)),
        ("actie", models.CharField(max_length=80)),
        ("gebruiker_id", models.BigIntegerField(null=True)),
        ("hoed_id", models.BigIntegerField(null=True)),
        ("rol", models.CharField(blank=True, max_length=40)),
        ("swv_id", models.BigIntegerField(null=True)),
        ("zaak_id", models.BigIntegerField(null=True)),
        ("leerling_id", models.BigIntegerField(null=True)),
        ("object_soort", models.CharField(blank=True, max_length=60)),
        ("object_id", models.BigIntegerField(null=True)),
        ("verzoek_id", models.CharField(blank=True, max_length=64)),
        ("grond", models.JSONField(default=dict)),
    ],
    options={
        "verbose_name": "lezing",
        "verbose_name_plural": "lezingen",
        "indexes": [
            models.Index(fields=["zaak_id", "-moment"], name="audit_lezing_zaak"),
            models.Index(fields=["leerling_id", "-moment"], name="audit_lezing_leerling"),
            models.Index(fields=["gebruiker_id", "-moment"], name="audit_lezing_gebruiker"),
            models.Index(fields=["swv_id", "-moment", "-id"], name="audit_lezing_swv"),
        ],
    },
)


class Migration(migrations.Migration):
    replaces = [
        ("audit", "0001_initial"),
        ("audit", "0002_alleen_toevoegen"),
        ("audit", "0003_lezingen_en_controlepunten"),
    ]

    initial = True

    dependencies = []

    operations = [
        migrations.RunSQL(WEIGER, "DROP FUNCTION audit_alleen_toevoegen()"),
        migrations.CreateModel(
            name="Gebeurtenis",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("moment", models.DateTimeField(db_index=True)),
                (
                    "soort",
                    models.CharField(choices=[("schrijven", "gewijzigd"), ("weigering", "geweigerd")], max_length=10),
                ),
                ("actie", models.CharField(max_length=80)),
                ("gebruiker_id", models.BigIntegerField(null=True)),
                ("hoed_id", models.BigIntegerField(null=True)),
                ("rol", models.CharField(blank=True, max_length=40)),
                ("swv_id", models.BigIntegerField(null=True)),
                ("zaak_id", models.BigIntegerField(null=True)),
                ("leerling_id", models.BigIntegerField(null=True)),
                ("object_soort", models.CharField(blank=True, max_length=60)),
                ("object_id", models.BigIntegerField(null=True)),
                ("bijzonderheden", models.JSONField(default=dict)),
                ("verzoek_id", models.CharField(blank=True, max_length=64)),
                ("vorige", models.CharField(blank=True, max_length=64)),
                ("hash", models.CharField(blank=True, max_length=64)),
                ("volgnummer", models.IntegerField(null=True)),
            ],
            options={
                "verbose_name": "gebeurtenis",
                "verbose_name_plural": "gebeurtenissen",
                "indexes": [
                    models.Index(fields=["zaak_id", "soort", "-id"], name="audit_zaak"),
                    models.Index(fields=["leerling_id", "-moment"], name="audit_leerling"),
                    models.Index(fields=["gebruiker_id", "-moment"], name="audit_gebruiker"),
                    models.Index(fields=["swv_id", "-moment", "-id"], name="audit_swv"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("soort__in", ["schrijven", "weigering"])), name="audit_soort"
                    ),
                    models.UniqueConstraint(fields=("zaak_id", "volgnummer"), name="audit_keten"),
                ],
            },
        ),
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(LEZINGEN, WEG_LEZINGEN)], state_operations=[LEZING]
        ),
        migrations.RunPython(maak_maanden, migrations.RunPython.noop),
        migrations.CreateModel(
            name="Controlepunt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("nummer", models.IntegerField(unique=True)),
                ("moment", models.DateTimeField()),
                ("tot_id", models.BigIntegerField(help_text="de laatste gebeurtenis die meetelt")),
                ("ketens", models.IntegerField()),
                ("koppen_hash", models.CharField(max_length=64)),
                ("losse", models.IntegerField()),
                ("losse_hash", models.CharField(max_length=64)),
                ("vorige", models.CharField(blank=True, max_length=64)),
                ("hash", models.CharField(max_length=64)),
                ("zegel", models.BinaryField()),
            ],
            options={
                "verbose_name": "controlepunt",
                "verbose_name_plural": "controlepunten",
            },
        ),
        migrations.CreateModel(
            name="Controlekop",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("zaak_id", models.BigIntegerField()),
                ("volgnummer", models.IntegerField()),
                ("hash", models.CharField(max_length=64)),
                (
                    "controlepunt",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="koppen", to="audit.controlepunt"
                    ),
                ),
            ],
            options={
                "verbose_name": "kop van een keten",
                "verbose_name_plural": "koppen van ketens",
                "constraints": [models.UniqueConstraint(fields=("zaak_id", "volgnummer"), name="audit_kop_keten")],
            },
        ),
        migrations.RunSQL(BESCHERM, migrations.RunSQL.noop),
    ]

"""The record can only grow: the database itself refuses to change or remove a row."""

from django.db import migrations

MAAK = """
CREATE FUNCTION audit_alleen_toevoegen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'audit: rows can only be added';
END $$;
CREATE TRIGGER audit_geen_wijziging BEFORE UPDATE OR DELETE ON audit_gebeurtenis
    FOR EACH ROW EXECUTE FUNCTION audit_alleen_toevoegen();
CREATE TRIGGER audit_niet_legen BEFORE TRUNCATE ON audit_gebeurtenis
    FOR EACH STATEMENT EXECUTE FUNCTION audit_alleen_toevoegen();
"""
BREEK = """
DROP TRIGGER audit_geen_wijziging ON audit_gebeurtenis;
DROP TRIGGER audit_niet_legen ON audit_gebeurtenis;
DROP FUNCTION audit_alleen_toevoegen();
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunSQL(MAAK, BREEK)]

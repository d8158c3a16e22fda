"""PostgreSQL itself refuses what the site has no business doing; and the site does all its work within that."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.utils import ProgrammingError
from django.test import Client
from django.urls import reverse

from audit import maanden
from audit.models import Gebeurtenis, Lezing
from documents.models import Document
from organisations.actor import Actor
from organisations.models import Samenwerkingsverband
from organisations.rollen import Rol
from tests.documents import maak
from tests.factories import NU, VANDAAG
from tests.tlv import besluitzaak
from tlv.models import Aanvraag
from workflow import tasks

pytestmark = pytest.mark.django_db(transaction=True)
ROL = "dekkend_proef_app"


def doe(opdracht: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(opdracht)


@pytest.fixture
def rol(settings) -> Iterator[str]:
    settings.DATABASE_APP_ROL = ROL
    doe(f"DROP ROLE IF EXISTS {ROL}; CREATE ROLE {ROL} LOGIN")
    call_command("database_rollen", stdout=StringIO())
    yield ROL
    doe(f"DROP OWNED BY {ROL}; DROP ROLE {ROL}")


@contextmanager
def als_site() -> Iterator[None]:
    doe(f"SET SESSION AUTHORIZATION {ROL}")
    try:
        yield
    finally:
        doe("RESET SESSION AUTHORIZATION")


def test_a_whole_request_fits_within_the_rights_of_the_site(
    rol: str,
    settings,
    tmp_path,
    als: Callable[[Actor], Client],
    aanvraag: Aanvraag,
    swv: Samenwerkingsverband,
    coordinator: Actor,
) -> None:
    settings.BESTANDEN_DIR, settings.STATE_DIR = tmp_path / "bestanden", tmp_path
    voorzitter = besluitzaak.actor_met_mandaat(Rol.VOORZITTER, swv)
    besluitzaak.klaar_om_te_besluiten(aanvraag)
    with als_site():
        browser = als(voorzitter)
        assert browser.get("/werk/").status_code == 200
        assert browser.get(f"/tlv/{aanvraag.zaak_id}/", follow=True).status_code == 200
        besluitzaak.schrijf_concept(aanvraag, voorzitter)
        besluitzaak.teken(aanvraag, voorzitter)
        tasks.veeg()
        besluit = Document.objects.get(soort="beschikking", bestand__isnull=False)
        assert browser.get(f"/documenten/{besluit.pk}/").status_code == 200
        pdf = SimpleUploadedFile("brief.pdf", maak.tekst_pdf())
        assert browser.post(reverse("documents:echt"), {"pdf": pdf}).status_code == 200
        assert als(coordinator).get("/documenten/999999/").status_code == 404
        gemaakt = maanden.maak_maanden(VANDAAG.replace(year=2032), vooruit=0)
    doe(f"DROP TABLE {gemaakt[0].tabel}")
    assert Gebeurtenis.objects.filter(zaak_id=aanvraag.zaak_id).exists()
    assert Lezing.objects.filter(object_id=besluit.pk).exists()


@pytest.mark.parametrize(
    "opdracht",
    [
        "CREATE TABLE van_mij (n int)",
        "CREATE TABLE public.van_mij (n int)",
        "ALTER TABLE cases_zaak ADD COLUMN n int",
        "DROP TABLE tlv_besluit",
        "CREATE INDEX ON cases_zaak (id)",
        "TRUNCATE cases_zaak CASCADE",
        "CREATE ROLE iemand",
        "CREATE OR REPLACE FUNCTION audit_alleen_toevoegen() RETURNS trigger LANGUAGE sql AS 'SELECT 1'",
        "ALTER TABLE audit_gebeurtenis DISABLE TRIGGER USER",
        "UPDATE audit_gebeurtenis SET actie = 'anders'",
        "DELETE FROM audit_gebeurtenis",
        "TRUNCATE audit_gebeurtenis",
        "UPDATE audit_lezing SET actie = 'anders'",
        "DELETE FROM audit_lezing",
        "DELETE FROM audit_lezing_rest",
        "DROP TABLE audit_lezing_rest",
        "UPDATE audit_controlepunt SET hash = ''",
        "INSERT INTO django_migrations (app, name, applied) VALUES ('a', 'b', now())",
        "SELECT setval('audit_gebeurtenis_id_seq', 1)",
        "SET session_replication_role = replica",
        "COPY cases_zaak TO PROGRAM 'cat'",
    ],
)
def test_the_database_refuses(rol: str, opdracht: str) -> None:
    with als_site(), pytest.raises(ProgrammingError, match=r"permission denied|must be owner"), transaction.atomic():
        doe(opdracht)


def test_a_month_made_later_cannot_be_rewritten_either(rol: str) -> None:
    with als_site():
        gemaakt = maanden.maak_maanden(NU.date().replace(year=2031), vooruit=0)
        assert len(gemaakt) == 1
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            doe(f"DELETE FROM {gemaakt[0].tabel}")
    doe(f"DROP TABLE {gemaakt[0].tabel}")


@pytest.mark.parametrize(
    ("ruimer", "terug", "zin"),
    [
        (f"GRANT UPDATE ON audit_gebeurtenis TO {ROL}", "", "may rewrite audit_gebeurtenis"),
        (f"GRANT TRUNCATE ON cases_zaak TO {ROL}", "", "may empty cases_zaak"),
        (f"GRANT CREATE ON SCHEMA public TO {ROL}", "", "may make tables"),
        (f"ALTER ROLE {ROL} CREATEROLE", "", "may make roles"),
        (f"ALTER ROLE {ROL} SUPERUSER", f"ALTER ROLE {ROL} NOSUPERUSER", "is a superuser"),
        (f"GRANT pg_write_all_data TO {ROL}", "", "is a member of pg_write_all_data"),
    ],
)
def test_a_role_that_may_too_much_is_told(rol: str, ruimer: str, terug: str, zin: str) -> None:
    doe(ruimer)
    with pytest.raises(CommandError, match=zin):
        call_command("database_rollen", "--controleer", stdout=StringIO())
    if terug:
        doe(terug)


def test_it_repairs_what_was_given_by_hand(rol: str) -> None:
    doe(f"GRANT ALL ON ALL TABLES IN SCHEMA public TO {ROL}")
    call_command("database_rollen", stdout=StringIO())
    call_command("database_rollen", "--controleer", stdout=StringIO())


def test_it_says_what_is_missing(rol: str, settings) -> None:
    for naam, zin in (("", "Set DEKKEND_DATABASE_APP"), ("niemand", "There is no role niemand yet")):
        settings.DATABASE_APP_ROL = naam
        with pytest.raises(CommandError, match=zin):
            call_command("database_rollen")
    settings.DATABASE_APP_ROL = ROL
    with als_site(), pytest.raises(CommandError, match="as the owner of the tables"):
        call_command("database_rollen")

"""Reads stand in months of their own; none is lost, changed or removed but with its whole month."""

from datetime import UTC, date, datetime

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from audit.maanden import Maand, NietWeg, maak_maanden, verwijder_maand
from audit.models import Gebeurtenis, Lezing
from audit.services import Systeem, record_lezing

pytestmark = pytest.mark.django_db
VER = date(2031, 5, 20)
OUD = datetime(2019, 2, 14, 12, 0, tzinfo=UTC)


def tabel_van(lezing: Lezing) -> str:
    return str(vraag("SELECT tableoid::regclass::text FROM audit_lezing WHERE id = %s", lezing.pk))


def vraag(sql: str, *waarden: object) -> object:
    with connection.cursor() as cursor:
        cursor.execute(sql, waarden)
        return cursor.fetchone()[0]


def lees(moment: datetime | None = None) -> Lezing:
    return record_lezing(Systeem(), "proef", grond={"been": "swv"}, swv_id=9, zaak_id=1, moment=moment)


def test_a_read_of_today_falls_in_its_month_and_the_coming_year_is_ready() -> None:
    nu = datetime.now(UTC)
    assert tabel_van(lees()) == Maand.van(nu.date()).tabel
    assert maak_maanden(nu.date(), vooruit=12) == []


def test_a_read_without_a_month_is_kept_and_moves_when_the_month_is_made() -> None:
    lezing = lees(datetime(2031, 5, 31, 23, 59, tzinfo=UTC))
    buiten = lees(datetime(2031, 6, 1, 0, 0, tzinfo=UTC))
    assert tabel_van(lezing) == tabel_van(buiten) == "audit_lezing_rest"
    assert maak_maanden(VER, vooruit=0) == [Maand(2031, 5)]
    assert (tabel_van(lezing), tabel_van(buiten)) == ("audit_lezing_2031_05", "audit_lezing_rest")
    assert Lezing.objects.get(pk=lezing.pk).grond == {"been": "swv"}
    assert maak_maanden(VER, vooruit=0) == []


@pytest.mark.parametrize("tabel", ["audit_lezing", "audit_lezing_2031_05", "audit_lezing_rest"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET rol = 'x'", "DELETE FROM {}"])
def test_no_read_is_changed_or_removed_not_in_its_month_either(tabel: str, statement: str) -> None:
    maak_maanden(VER, vooruit=0)
    lees(datetime(2031, 5, 3, tzinfo=UTC))
    lees(datetime(2033, 5, 3, tzinfo=UTC))
    with pytest.raises(DatabaseError, match="only be added"), transaction.atomic():
        vraag(statement.format(tabel))


def test_every_month_also_those_made_later_refuses_to_be_emptied() -> None:
    """The tests switch this trigger off for the tables they empty themselves, so look for it by name."""
    maak_maanden(VER, vooruit=2)
    zonder = vraag(
        "SELECT count(*) FROM pg_class c WHERE c.relkind IN ('r', 'p') AND (c.relname = 'audit_lezing'"
        " OR c.oid IN (SELECT inhrelid FROM pg_inherits WHERE inhparent = 'audit_lezing'::regclass))"
        " AND NOT EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgname = 'audit_niet_legen')"
    )
    assert zonder == 0
    with pytest.raises(DatabaseError, match="only be added"), transaction.atomic():
        vraag("TRUNCATE audit_lezing_2031_06")


def test_a_question_about_recent_days_looks_in_recent_months_only() -> None:
    maak_maanden(VER, vooruit=3)
    with connection.cursor() as cursor:
        cursor.execute(
            "EXPLAIN SELECT * FROM audit_lezing WHERE zaak_id = 1 AND moment >= '2031-07-02' AND moment < '2031-07-20'"
        )
        plan = "\n".join(regel for (regel,) in cursor.fetchall())
    assert "audit_lezing_2031_07" in plan and "audit_lezing_2031_05" not in plan


def test_letting_an_old_month_go_is_itself_recorded() -> None:
    maak_maanden(OUD.date(), vooruit=0)
    lees(OUD)
    jong = lees()
    assert verwijder_maand(Maand(2019, 2), vandaag=date.today()) == 1
    rij = Gebeurtenis.objects.get(actie="audit.maand_verwijderd")
    assert (rij.swv_id, rij.bijzonderheden) == (9, {"maand": "2019-02", "aantal": 1})
    assert list(Lezing.objects.all()) == [jong]


def test_a_young_month_stays() -> None:
    with pytest.raises(NietWeg):
        verwijder_maand(Maand.van(date.today()).plus(-35), vandaag=date.today())


@pytest.mark.parametrize("argumenten", [["2019-13"], ["nonsense"], ["2019-02"], ["2018-01", "--zeker"]])
def test_the_command_asks_twice_and_refuses_what_is_no_month(argumenten: list[str]) -> None:
    with pytest.raises(CommandError):
        call_command("audit_maanden", "--verwijder", *argumenten)

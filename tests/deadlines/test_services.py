"""Terms of a case, from receipt to decision, on a real database."""

from datetime import UTC, date, datetime
from importlib import import_module
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.db.models.deletion import ProtectedError

from cases.models import Zaak
from deadlines import services
from deadlines.models import Feestdag, Opschorting, Soort, Termijn, kalender_uit_tabel
from deadlines.regels import SOORTEN
from deadlines.verschuiven import TermijnFout

ONTVANGEN = date(2026, 3, 9)


def vers(termijn: Termijn) -> Termijn:
    return Termijn.objects.get(pk=termijn.pk)


def bewaard(zaak: Zaak) -> date | None:
    return Zaak.objects.get(pk=zaak.pk).volgende_termijn


class TestStart:
    def test_a_term_keeps_its_parameters_and_its_end(self, zaak: Zaak) -> None:
        termijn = services.start(zaak, "beslistermijn", vanaf=ONTVANGEN)
        assert vers(termijn).parameters == {"weken": 8}
        assert vers(termijn).einde == date(2026, 5, 4)

    def test_policy_parameters_win_over_the_standard_ones(self, zaak: Zaak) -> None:
        termijn = services.start(zaak, "aanvultermijn", vanaf=date(2026, 3, 16), parameters={"weken": 2})
        assert termijn.einde == date(2026, 3, 30)

    def test_an_unknown_parameter_or_kind_is_refused(self, zaak: Zaak) -> None:
        with pytest.raises(TermijnFout):
            services.start(zaak, "servicenorm", vanaf=ONTVANGEN, parameters={"maanden": 2})
        with pytest.raises(TermijnFout):
            services.start(zaak, "pauze", vanaf=ONTVANGEN)

    def test_two_open_terms_of_one_kind_are_refused(self, zaak: Zaak) -> None:
        services.start(zaak, "beslistermijn", vanaf=ONTVANGEN)
        with pytest.raises(TermijnFout):
            services.start(zaak, "beslistermijn", vanaf=ONTVANGEN)

    def test_every_addressee_has_an_objection_term_of_its_own(self, zaak: Zaak) -> None:
        services.start(zaak, "bezwaar", vanaf=date(2026, 5, 1), kenmerk="bekendmaking:1")
        services.start(zaak, "bezwaar", vanaf=date(2026, 5, 4), kenmerk="bekendmaking:2")
        assert services.stop(zaak, "bezwaar", op=date(2026, 5, 8), kenmerk="bekendmaking:1") == 1
        assert [t.kenmerk for t in Termijn.objects.open()] == ["bekendmaking:2"]


class TestNextDeadline:
    def test_it_is_the_earliest_open_end_and_written_on_the_case(self, zaak: Zaak) -> None:
        services.start(zaak, "beslistermijn", vanaf=ONTVANGEN)
        services.start(zaak, "volledigheidsnorm", vanaf=ONTVANGEN)
        assert zaak.volgende_termijn == bewaard(zaak) == date(2026, 3, 16)
        services.stop(zaak, "volledigheidsnorm", op=date(2026, 3, 12))
        assert zaak.volgende_termijn == bewaard(zaak) == date(2026, 5, 4)

    def test_the_case_in_hand_follows_suspension_too(self, zaak: Zaak) -> None:
        services.start(zaak, "beslistermijn", vanaf=ONTVANGEN)
        services.opschorten(zaak, "beslistermijn", van=date(2026, 3, 16))
        assert zaak.volgende_termijn is None
        assert bewaard(zaak) is None

    def test_the_objection_term_of_an_addressee_is_no_work(self, zaak: Zaak) -> None:
        services.start(zaak, "bezwaar", vanaf=date(2026, 5, 1), kenmerk="bekendmaking:1")
        assert bewaard(zaak) is None

    def test_without_open_terms_there_is_none(self, zaak: Zaak) -> None:
        services.start(zaak, "servicenorm", vanaf=ONTVANGEN)
        services.stop(zaak, "servicenorm", op=ONTVANGEN)
        assert services.volgende(zaak) is None


class TestSuspension:
    def test_the_worked_example_of_the_law(self, zaak: Zaak) -> None:
        termijn = services.start(zaak, "beslistermijn", vanaf=ONTVANGEN)
        services.opschorten(zaak, "beslistermijn", van=date(2026, 3, 16), uiterlijk=date(2026, 4, 7))
        assert vers(termijn).einde == date(2026, 5, 26)
        assert services.hervatten(zaak, "beslistermijn", op=date(2026, 3, 27)) == 1
        assert vers(termijn).einde == date(2026, 5, 18)
        assert [s.dagen for s in vers(termijn).berekening(kalender_uit_tabel()).stappen] == [56, 10, 4]

    def test_it_stands_still_from_the_request_until_the_supplement(self, zaak: Zaak) -> None:
        termijn = services.start(zaak, "beslistermijn", vanaf=ONTVANGEN)
        services.opschorten(zaak, "beslistermijn", van=date(2026, 3, 16), uiterlijk=date(2026, 4, 7))
        assert vers(termijn).stilgelegd(date(2026, 3, 15)) is None
        assert vers(termijn).stilgelegd(date(2026, 4, 7)) is not None
        assert vers(termijn).stilgelegd(date(2026, 4, 8)) is None

    def test_two_grounds_can_run_together_and_end_apart(self, zaak: Zaak) -> None:
        termijn = services.start(zaak, "beslistermijn", vanaf=ONTVANGEN)
        services.opschorten(zaak, "beslistermijn", van=date(2026, 3, 16), grond="aanvulling")
        services.opschorten(zaak, "beslistermijn", van=date(2026, 3, 20), grond="overmacht")
        assert services.hervatten(zaak, "beslistermijn", op=date(2026, 3, 27), grond="aanvulling") == 1
        assert vers(termijn).einde is None
        assert services.hervatten(zaak, "beslistermijn", op=date(2026, 4, 1)) == 1
        assert vers(termijn).einde == date(2026, 5, 19)
        assert Opschorting.objects.count() == 2

    def test_the_same_ground_twice_is_refused_while_it_runs(self, zaak: Zaak) -> None:
        services.start(zaak, "beslistermijn", vanaf=ONTVANGEN)
        services.opschorten(zaak, "beslistermijn", van=date(2026, 3, 16))
        with pytest.raises(TermijnFout):
            services.opschorten(zaak, "beslistermijn", van=date(2026, 3, 18))

    def test_a_policy_term_does_not_stand_still(self, zaak: Zaak) -> None:
        services.start(zaak, "servicenorm", vanaf=ONTVANGEN)
        with pytest.raises(TermijnFout):
            services.opschorten(zaak, "servicenorm", van=date(2026, 3, 16))

    def test_nothing_running_nothing_to_suspend(self, zaak: Zaak) -> None:
        with pytest.raises(TermijnFout):
            services.opschorten(zaak, "beslistermijn", van=date(2026, 3, 16))

    def test_it_cannot_end_before_it_began(self, zaak: Zaak) -> None:
        services.start(zaak, "beslistermijn", vanaf=ONTVANGEN)
        services.opschorten(zaak, "beslistermijn", van=date(2026, 3, 16))
        with pytest.raises(TermijnFout):
            services.hervatten(zaak, "beslistermijn", op=date(2026, 3, 13))


class TestAnnouncedDate:
    def test_it_moves_the_end(self, zaak: Zaak) -> None:
        services.start(zaak, "beslistermijn", vanaf=ONTVANGEN)
        termijn = services.verdagen(zaak, "beslistermijn", op=date(2026, 5, 4), tot=date(2026, 6, 2))
        assert vers(termijn).einde == bewaard(zaak) == date(2026, 6, 2)

    @pytest.mark.parametrize(
        ("op", "tot"),
        [
            (date(2026, 5, 6), date(2026, 6, 2)),  # too late: the term is over
            (date(2026, 4, 20), date(2026, 5, 4)),  # not later than it was
            (date(2026, 4, 20), date(2026, 5, 25)),  # Whit Monday
        ],
    )
    def test_late_earlier_or_on_a_holiday_is_refused(self, zaak: Zaak, op: date, tot: date) -> None:
        services.start(zaak, "beslistermijn", vanaf=ONTVANGEN)
        with pytest.raises(TermijnFout):
            services.verdagen(zaak, "beslistermijn", op=op, tot=tot)

    def test_a_policy_term_is_not_put_off(self, zaak: Zaak) -> None:
        services.start(zaak, "servicenorm", vanaf=ONTVANGEN)
        with pytest.raises(TermijnFout):
            services.verdagen(zaak, "servicenorm", op=date(2026, 3, 20), tot=date(2026, 6, 2))

    def test_nothing_is_announced_while_nobody_knows_when_it_ends(self, zaak: Zaak) -> None:
        services.start(zaak, "beslistermijn", vanaf=ONTVANGEN)
        services.opschorten(zaak, "beslistermijn", van=date(2026, 3, 16), grond="vertraging")
        with pytest.raises(TermijnFout, match="staat stil zonder einddatum"):
            services.verdagen(zaak, "beslistermijn", op=date(2026, 3, 20), tot=date(2026, 6, 2))


class TestSweep:
    def test_a_term_has_lapsed_on_the_day_after_its_last(self, zaak: Zaak) -> None:
        termijn = services.start(zaak, "aanvultermijn", vanaf=date(2026, 3, 16))
        assert not services.verstreken(date(2026, 4, 7)).exists()
        assert list(services.verstreken(date(2026, 4, 8))) == [termijn]

    def test_missed_days_are_caught_up_oldest_first(self, zaak: Zaak) -> None:
        laat = services.start(zaak, "beslistermijn", vanaf=ONTVANGEN)
        vroeg = services.start(zaak, "volledigheidsnorm", vanaf=ONTVANGEN)
        assert list(services.verstreken(date(2026, 12, 1))) == [vroeg, laat]

    def test_what_was_dealt_with_or_stopped_is_left_alone(self, zaak: Zaak) -> None:
        termijn = services.start(zaak, "beslistermijn", vanaf=ONTVANGEN)
        services.start(zaak, "servicenorm", vanaf=ONTVANGEN)
        services.stop(zaak, "servicenorm", op=date(2026, 4, 1))
        services.afgehandeld([termijn], moment=datetime(2026, 5, 5, 1, 0, tzinfo=UTC))
        assert not services.verstreken(date(2026, 12, 1)).exists()
        assert bewaard(zaak) == date(2026, 5, 4)  # overdue until the decision is there

    def test_a_lapse_that_was_overtaken_by_a_suspension_is_not_dealt_with(self, zaak: Zaak) -> None:
        oud = services.start(zaak, "beslistermijn", vanaf=ONTVANGEN)
        services.opschorten(zaak, "beslistermijn", van=date(2026, 3, 16), grond="overmacht")
        for termijn in (oud, vers(oud)):
            services.afgehandeld([termijn], moment=datetime(2026, 5, 5, 1, 0, tzinfo=UTC))
        assert vers(oud).afgehandeld_op is None

    @pytest.mark.parametrize("uiterlijk", [None, date(2026, 7, 1)], ids=["open end", "known end"])
    def test_a_term_that_lapsed_and_was_then_suspended_lapses_again(self, zaak: Zaak, uiterlijk: date | None) -> None:
        termijn = services.start(zaak, "beslistermijn", vanaf=ONTVANGEN)
        services.afgehandeld([termijn], moment=datetime(2026, 5, 5, 1, 0, tzinfo=UTC))
        services.opschorten(zaak, "beslistermijn", van=date(2026, 3, 16), grond="overmacht", uiterlijk=uiterlijk)
        services.hervatten(zaak, "beslistermijn", op=date(2026, 6, 1))
        assert list(services.verstreken(date(2026, 12, 1))) == [termijn]

    def test_a_suspended_term_never_lapses(self, zaak: Zaak) -> None:
        services.start(zaak, "beslistermijn", vanaf=ONTVANGEN)
        services.opschorten(zaak, "beslistermijn", van=date(2026, 3, 16), grond="overmacht")
        assert not services.verstreken(date(2027, 1, 1)).exists()


class TestCalendarTable:
    @pytest.fixture(autouse=True)
    def gezaaid(self, db: None) -> None:
        """As the migration seeds it: a browser test that ran before has emptied every table."""
        with connection.schema_editor() as editor:
            import_module("deadlines.migrations.0001_squashed_0015_dwangsomtermijnen_gelden").zaai(apps, editor)

    def test_it_is_seeded_for_2024_up_to_2030(self, db: None) -> None:
        jaren = {dag.year for dag in Feestdag.objects.values_list("datum", flat=True)}
        assert jaren == set(range(2024, 2031))
        assert Feestdag.objects.filter(bron__contains="koninklijk besluit").count() == 8

    def test_a_new_day_off_moves_open_terms_only(self, zaak: Zaak) -> None:
        open_ = services.start(zaak, "beslistermijn", vanaf=ONTVANGEN)
        norm = services.start(zaak, "servicenorm", vanaf=date(2026, 3, 23))
        gestopt = services.start(zaak, "buiten_behandeling", vanaf=date(2026, 4, 6))
        services.stop(zaak, "buiten_behandeling", op=date(2026, 4, 20))
        Feestdag.objects.create(datum=date(2026, 5, 4), naam="Extra vrije dag", bron="koninklijk besluit")
        assert services.herreken(zaak) == [(open_, date(2026, 5, 4))]
        assert vers(open_).einde == date(2026, 5, 6)
        assert vers(gestopt).einde == date(2026, 5, 4)
        assert vers(norm).einde == bewaard(zaak) == date(2026, 5, 4)  # policy: the date as it falls

    def test_a_repair_term_was_set_by_letter_so_no_new_holiday_moves_it(self, zaak: Zaak) -> None:
        """Asked on Monday 9 March for three weeks: Monday 30 March, and that stays."""
        termijn = services.start(zaak, "aanvultermijn", vanaf=ONTVANGEN)
        Feestdag.objects.create(datum=date(2026, 3, 30), naam="Extra vrije dag", bron="koninklijk besluit")
        services.herreken(zaak)
        assert vers(termijn).einde == date(2026, 3, 30)
        assert [stap.dagen for stap in vers(termijn).berekening(kalender_uit_tabel()).stappen] == [21]

    def test_nor_does_a_holiday_that_is_taken_away(self, zaak: Zaak) -> None:
        """Asked on 24 April 2026 for three weeks: 15 May is a decree day, so the letter set Monday 18 May."""
        termijn = services.start(zaak, "aanvultermijn", vanaf=date(2026, 4, 24))
        assert termijn.einde == date(2026, 5, 18)
        Feestdag.objects.get(datum=date(2026, 5, 15)).delete()
        services.herreken(zaak)
        assert vers(termijn).einde == date(2026, 5, 18)
        uitkomst = vers(termijn).berekening(kalender_uit_tabel())
        assert (uitkomst.einde, [stap.dagen for stap in uitkomst.stappen]) == (date(2026, 5, 18), [21, 3])
        assert uitkomst.stappen[-1].wat == "De laatste dag is in de brief gesteld op 18 mei 2026."

    def test_a_term_that_runs_again_follows_the_table_of_now(self, zaak: Zaak) -> None:
        """4 May became a day off while it stood stopped, and 5 May is one: 6 May."""
        termijn = services.start(zaak, "beslistermijn", vanaf=ONTVANGEN)
        services.stop(zaak, "beslistermijn", op=date(2026, 4, 20))
        Feestdag.objects.create(datum=date(2026, 5, 4), naam="Extra vrije dag", bron="koninklijk besluit")
        assert services.heropen(zaak, "beslistermijn", gestopt_op=date(2026, 4, 20)) == 1
        assert vers(termijn).einde == bewaard(zaak) == date(2026, 5, 6)

    def test_a_removed_day_counts_as_a_working_day_again(self, db: None) -> None:
        Feestdag.objects.get(datum=date(2026, 5, 15)).delete()
        assert kalender_uit_tabel().is_werkdag(date(2026, 5, 15))

    def test_years_beyond_the_table_follow_the_rule(self, db: None) -> None:
        Feestdag.objects.create(datum=date(2031, 5, 23), naam="aangewezen vrije dag", bron="koninklijk besluit")
        assert not kalender_uit_tabel().is_werkdag(date(2031, 12, 25))
        assert not kalender_uit_tabel().is_werkdag(date(2031, 5, 23))

    def test_its_first_of_january_makes_no_row_the_whole_of_a_year(self, db: None) -> None:
        Feestdag.objects.create(datum=date(2031, 1, 1), naam="Nieuwjaarsdag", bron="wet")
        assert not kalender_uit_tabel().is_werkdag(date(2031, 12, 25))

    def test_a_first_of_january_that_is_taken_out_stays_out(self, db: None) -> None:
        Feestdag.objects.get(datum=date(2029, 1, 1)).delete()
        assert kalender_uit_tabel().is_werkdag(date(2029, 1, 1))
        Feestdag.objects.get(datum=date(2029, 12, 25)).delete()
        assert kalender_uit_tabel().is_werkdag(date(2029, 12, 25))

    def test_seeding_more_years_leaves_edited_ones_alone(self, db: None) -> None:
        Feestdag.objects.get(datum=date(2026, 5, 15)).delete()
        call_command("feestdagen_zaaien", 2026, 2031, stdout=StringIO())
        assert not Feestdag.objects.filter(datum=date(2026, 5, 15)).exists()
        assert Feestdag.objects.filter(datum__year=2031).count() == 9


class TestDatabase:
    """The database says no too."""

    @pytest.mark.parametrize(
        "velden",
        [
            {"soort": "pauze"},
            {"einde": date(2026, 3, 1)},
            {"verdaagd_tot": date(2026, 6, 1)},
            {"verdaagd_op": date(2026, 4, 1)},
            {"verdaagd_op": date(2026, 4, 1), "verdaagd_tot": date(2026, 4, 1)},
            {"soort": "servicenorm", "verdaagd_op": date(2026, 4, 1), "verdaagd_tot": date(2026, 6, 1)},
            {"afgehandeld_op": datetime(2026, 5, 5, tzinfo=UTC)},
        ],
    )
    def test_impossible_terms_are_refused(self, zaak: Zaak, velden: dict[str, object]) -> None:
        with pytest.raises(IntegrityError), transaction.atomic():
            Termijn.objects.create(zaak=zaak, **{"soort": "beslistermijn", "vanaf": ONTVANGEN, **velden})

    def test_one_open_term_per_kind(self, zaak: Zaak) -> None:
        Termijn.objects.create(zaak=zaak, soort="beslistermijn", vanaf=ONTVANGEN, gestopt_op=ONTVANGEN)
        Termijn.objects.create(zaak=zaak, soort="beslistermijn", vanaf=ONTVANGEN)
        with pytest.raises(IntegrityError), transaction.atomic():
            Termijn.objects.create(zaak=zaak, soort="beslistermijn", vanaf=ONTVANGEN)

    def test_a_suspension_ends_after_it_began(self, zaak: Zaak) -> None:
        termijn = services.start(zaak, "beslistermijn", vanaf=ONTVANGEN)
        for velden in ({"tot": date(2026, 3, 15)}, {"uiterlijk": date(2026, 3, 15)}):
            with pytest.raises(IntegrityError), transaction.atomic():
                Opschorting.objects.create(termijn=termijn, van=date(2026, 3, 16), grond="overmacht", **velden)

    def test_a_case_with_terms_cannot_be_deleted(self, zaak: Zaak) -> None:
        services.start(zaak, "beslistermijn", vanaf=ONTVANGEN)
        with pytest.raises(ProtectedError):
            zaak.delete()


def test_every_kind_in_the_table_has_a_rule() -> None:
    assert set(Soort.values) == set(SOORTEN)

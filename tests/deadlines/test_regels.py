"""Terms of the Awb and of policy: worked examples from the law, then the edges."""

from datetime import date, timedelta

import pytest

from deadlines import regels
from deadlines.berekening import Stilstand, Verdaging
from deadlines.kalender import Kalender

REGEL = Kalender.volgens_regel()
ONTVANGEN = date(2026, 3, 9)
HERSTEL = Stilstand(van=date(2026, 3, 16), tot=date(2026, 3, 27))


def besluit_voor(*stilstanden: Stilstand, verdaging: Verdaging | None = None) -> date | None:
    return regels.beslistermijn(ONTVANGEN, stilstanden=stilstanden, verdaging=verdaging, kalender=REGEL).einde


def test_eight_weeks_with_ten_suspended_days_passes_ascension_to_monday_18_may() -> None:
    uitkomst = regels.beslistermijn(ONTVANGEN, stilstanden=[HERSTEL], kalender=REGEL)
    assert uitkomst.einde == date(2026, 5, 18)
    assert [(s.van, s.tot, s.dagen) for s in uitkomst.stappen] == [
        (date(2026, 3, 9), date(2026, 5, 4), 56),
        (date(2026, 3, 17), date(2026, 3, 26), 10),
        (date(2026, 5, 14), date(2026, 5, 18), 4),
    ]
    assert "Hemelvaartsdag" in uitkomst.stappen[-1].wat
    assert "4:15" in uitkomst.stappen[1].bron
    assert not uitkomst.voorlopig


def test_a_decision_sent_on_14_november_is_open_to_objection_until_29_december() -> None:
    assert regels.bezwaar(date(2025, 11, 14), kalender=REGEL).einde == date(2025, 12, 29)


def test_the_decision_on_that_objection_is_due_on_23_march() -> None:
    uitkomst = regels.bezwaarbeslissing(date(2025, 12, 29), kalender=REGEL)
    assert uitkomst.einde == date(2026, 3, 23)


def test_eight_plain_weeks_need_no_second_step() -> None:
    uitkomst = regels.beslistermijn(ONTVANGEN, kalender=REGEL)
    assert uitkomst.einde == date(2026, 5, 4)
    assert len(uitkomst.stappen) == 1


def test_a_term_over_a_leap_day_counts_it() -> None:
    assert regels.beslistermijn(date(2028, 1, 12), kalender=REGEL).einde == date(2028, 3, 8)
    assert regels.beslistermijn(date(2027, 1, 12), kalender=REGEL).einde == date(2027, 3, 9)


class TestSuspension:
    def test_days_that_overlap_count_once(self) -> None:
        tweede = Stilstand(van=date(2026, 3, 20), tot=date(2026, 4, 1), grond="overmacht")
        samen = Stilstand(van=date(2026, 3, 16), tot=date(2026, 4, 1))
        assert besluit_voor(HERSTEL, tweede) == besluit_voor(samen) == date(2026, 5, 19)

    def test_one_inside_another_adds_nothing_and_stays_on_record(self) -> None:
        binnen = Stilstand(van=date(2026, 3, 18), tot=date(2026, 3, 20))
        uitkomst = regels.beslistermijn(ONTVANGEN, stilstanden=[HERSTEL, binnen], kalender=REGEL)
        assert uitkomst.einde == date(2026, 5, 18)
        assert [s.dagen for s in uitkomst.stappen] == [56, 10, 0, 4]

    @pytest.mark.parametrize("tot", [date(2026, 3, 16), date(2026, 3, 17)])
    def test_a_supplement_on_the_same_or_next_day_suspends_nothing(self, tot: date) -> None:
        assert besluit_voor(Stilstand(van=date(2026, 3, 16), tot=tot)) == date(2026, 5, 4)

    def test_without_any_known_end_there_is_no_last_day_yet(self) -> None:
        uitkomst = regels.beslistermijn(ONTVANGEN, stilstanden=[Stilstand(van=date(2026, 3, 16))], kalender=REGEL)
        assert uitkomst.einde is None
        assert "staat stil sinds 17 maart 2026" in uitkomst.stappen[-1].wat

    def test_with_nothing_received_it_lasts_through_the_repair_term(self) -> None:
        loopt = Stilstand(van=date(2026, 3, 16), uiterlijk=date(2026, 4, 7))
        uitkomst = regels.beslistermijn(ONTVANGEN, stilstanden=[loopt], kalender=REGEL)
        assert uitkomst.einde == date(2026, 5, 26)  # 22 days, 26 May follows Whit Monday
        assert uitkomst.voorlopig

    def test_a_supplement_after_the_repair_term_does_not_stretch_it(self) -> None:
        te_laat = Stilstand(van=date(2026, 3, 16), uiterlijk=date(2026, 4, 7), tot=date(2026, 4, 20))
        assert besluit_voor(te_laat) == date(2026, 5, 26)

    def test_a_request_on_the_last_day_comes_too_late_to_suspend(self) -> None:
        assert besluit_voor(Stilstand(van=date(2026, 5, 4), tot=date(2026, 5, 20))) == date(2026, 5, 4)

    def test_a_request_on_the_last_day_but_one_keeps_one_day_for_afterwards(self) -> None:
        assert besluit_voor(Stilstand(van=date(2026, 5, 3), tot=date(2026, 5, 20))) == date(2026, 5, 20)

    def test_it_can_still_begin_in_the_weekend_that_extends_the_term(self) -> None:
        ontvangen = date(2026, 3, 14)  # Saturday; 56 days later Saturday 9 May, so Monday 11 May
        zondag = Stilstand(van=date(2026, 5, 10), tot=date(2026, 5, 21))
        uitkomst = regels.beslistermijn(ontvangen, stilstanden=[zondag], kalender=REGEL)
        assert uitkomst.einde == date(2026, 5, 21)
        assert sum(s.dagen for s in uitkomst.stappen) == (date(2026, 5, 21) - ontvangen).days


class TestAnnouncedDate:
    def test_while_it_stands_still_the_announced_date_stays_among_the_steps(self) -> None:
        """Announced on 30 April until 2 June; still since 5 May without an end."""
        verdaging = Verdaging(op=date(2026, 4, 30), tot=date(2026, 6, 2))
        stil = Stilstand(van=date(2026, 5, 4), grond="vertraging")
        uitkomst = regels.beslistermijn(date(2026, 3, 9), stilstanden=[stil], verdaging=verdaging, kalender=REGEL)
        assert uitkomst.einde is None
        assert [stap.soort for stap in uitkomst.stappen] == ["loopt", "uitstel", "stil"]
        eerder = Stilstand(van=date(2026, 3, 16), grond="vertraging")
        uitkomst = regels.beslistermijn(date(2026, 3, 9), stilstanden=[eerder], verdaging=verdaging, kalender=REGEL)
        assert uitkomst.einde is None
        assert "2 juni 2026" in " ".join(stap.wat for stap in uitkomst.stappen)

    def test_it_replaces_the_eight_weeks(self) -> None:
        verdaging = Verdaging(op=date(2026, 4, 30), tot=date(2026, 6, 2))
        assert besluit_voor(verdaging=verdaging) == date(2026, 6, 2)

    def test_earlier_suspension_is_reckoned_with_in_it(self) -> None:
        verdaging = Verdaging(op=date(2026, 5, 11), tot=date(2026, 6, 2))
        uitkomst = regels.beslistermijn(ONTVANGEN, stilstanden=[HERSTEL], verdaging=verdaging, kalender=REGEL)
        assert uitkomst.einde == date(2026, 6, 2)
        assert [s.dagen for s in uitkomst.stappen] == [56, 10, 4, 15], "past Ascension Day, as it stood then"

    def test_a_later_suspension_moves_it_too(self) -> None:
        verdaging = Verdaging(op=date(2026, 4, 30), tot=date(2026, 6, 2))
        later = Stilstand(van=date(2026, 5, 18), tot=date(2026, 5, 27))
        assert besluit_voor(later, verdaging=verdaging) == date(2026, 6, 10)

    def test_it_never_gives_less_time(self) -> None:
        verdaging = Verdaging(op=date(2026, 4, 1), tot=date(2026, 4, 20))
        assert besluit_voor(verdaging=verdaging) == date(2026, 5, 4)

    def test_an_open_suspension_leaves_it_open(self) -> None:
        verdaging = Verdaging(op=date(2026, 4, 30), tot=date(2026, 6, 2))
        assert besluit_voor(Stilstand(van=date(2026, 5, 18)), verdaging=verdaging) is None


class TestPolicyTerms:
    def test_the_service_norm_falls_where_it_falls(self) -> None:
        einde = regels.servicenorm(date(2026, 4, 2), kalender=REGEL).einde
        assert einde == date(2026, 5, 14)  # Ascension: policy terms are not extended

    def test_the_repair_term_is_set_to_end_on_a_working_day(self) -> None:
        assert regels.aanvultermijn(date(2026, 3, 16), kalender=REGEL).einde == date(2026, 4, 7)

    def test_onderwijs_zorg_gives_two_weeks_to_supplement(self) -> None:
        assert regels.aanvultermijn(date(2026, 3, 16), weken=2, kalender=REGEL).einde == date(2026, 3, 30)

    def test_completeness_is_looked_at_within_five_working_days(self) -> None:
        assert regels.volledigheidsnorm(date(2026, 5, 12), kalender=REGEL).einde == date(2026, 5, 21)

    def test_experts_and_questions_get_their_days(self) -> None:
        assert regels.deskundigentermijn(date(2026, 4, 30), kalender=REGEL).einde == date(2026, 5, 14)
        assert regels.informatietermijn(date(2026, 4, 30), dagen=7, kalender=REGEL).einde == date(2026, 5, 7)


class TestNotTreating:
    def test_it_is_made_known_within_four_weeks_after_the_repair_term(self) -> None:
        assert regels.buiten_behandeling(date(2026, 4, 7), kalender=REGEL).einde == date(2026, 5, 6)

    def test_it_says_from_what_it_is_reckoned(self) -> None:
        zin = {
            regels.EEN_VAN_BEIDE: "Op 7 april 2026 kwam de aanvulling, of was de termijn daarvoor om.",
            regels.TERMIJN_OM: "De termijn om aan te vullen was om op 7 april 2026. Er kwam geen aanvulling.",
            regels.NIET_GENOEG: "De aanvulling kwam op 7 april 2026 en was niet genoeg.",
        }
        for aanleiding, begin in zin.items():
            uitkomst = regels.buiten_behandeling(date(2026, 4, 7), aanleiding=aanleiding, kalender=REGEL)
            assert uitkomst.stappen[0].wat.startswith(begin) and uitkomst.einde == date(2026, 5, 6)

    def test_liberation_day_extends_it(self) -> None:
        uitkomst = regels.buiten_behandeling(date(2026, 4, 7), kalender=REGEL)
        assert "Bevrijdingsdag" in uitkomst.stappen[-1].wat


def test_a_statutory_term_above_twelve_weeks_is_not_extended() -> None:
    einde = regels.bezwaarbeslissing(
        date(2025, 12, 29), weken=13, kalender=Kalender(vrij={date(2026, 3, 30): "vrije dag"})
    )
    assert einde.einde == date(2026, 3, 30)


@pytest.mark.parametrize("soort", regels.SOORTEN)
def test_every_kind_of_term_explains_itself_from_its_start_to_its_end(soort: str) -> None:
    standaard = regels.SOORTEN[soort].standaard
    uitkomst = regels.bereken(soort, date(2026, 4, 23), parameters=standaard, kalender=REGEL)
    assert uitkomst.einde is not None
    assert date(2026, 4, 23) + timedelta(days=sum(s.dagen for s in uitkomst.stappen)) == uitkomst.einde
    assert all(stap.bron for stap in uitkomst.stappen)

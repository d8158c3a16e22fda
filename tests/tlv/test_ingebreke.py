"""A notice of default about a request: too early or in time, two weeks, the days that cost money, and the amount.

Received Monday 9-3-2026: the term of the law ends on Monday 4-5-2026. A notice on Wednesday 6-5: two weeks to 20-5, the
first day with penalty is 21-5, the last of the 42 is 1-7.
"""

from datetime import date, timedelta

import pytest

from audit.models import Gebeurtenis
from cases.models import Zaak
from deadlines import services as termijnen
from deadlines.kalender import Kalender
from deadlines.models import Termijn
from documents.models import Document
from organisations.actor import Actor, systeem
from organisations.rollen import Rol
from tests import factories
from tests.tlv import besluitzaak as bz
from tests.tlv.ingebreke_hulp import EERSTE, KWAM, LAATSTE, VOL, WEKEN_TOT, lopend, m, moeder, ronde, stel, zaak
from tests.tlv.uitstel_hulp import doe, nu, op
from tests.tlv.volledigheid_hulp import Mensen
from tlv.bekendmaken import te_archiveren
from tlv.ingebrekebrief import GEEN_DAGEN, OP_TIJD, TOT_INTREKKEN, WIJ_BETALEN, Inhoud
from tlv.models import Aanvraag, Status
from workflow.fouten import Conflict, GeenRecht, Geweigerd
from workflow.meldingen import verwerk_meldingen
from workflow.models import Bericht, Ingebrekestelling
from workflow.perform import perform
from workflow.tijdlijn import tijdlijn

__all__ = ["m", "zaak"]
pytestmark = pytest.mark.django_db


# -- in time, or too early -------------------------------------------------------------------------


def test_from_the_day_after_receipt_there_are_two_weeks(zaak: Aanvraag, m: Mensen) -> None:
    rij = stel(zaak, m)
    assert not rij.te_vroeg
    assert lopend("ingebreke") == [WEKEN_TOT]
    soorten = Bericht.objects.values_list("soort", "tekst")
    assert {soort for soort, _ in soorten} == {"ingebreke_bureau", "ingebreke_school"}
    assert all("20 mei 2026" in tekst for _, tekst in soorten)
    brief = Document.objects.get(brief="uitstel_school").gegevens
    assert brief["kader"] == "Wij beslissen uiterlijk op 20 mei 2026."
    assert "21 mei 2026" in brief["alineas"][2]


def test_who_decides_and_who_handles_are_both_told_at_once(zaak: Aanvraag, m: Mensen) -> None:
    stel(zaak, m)
    wie = set(Bericht.objects.filter(soort="ingebreke_bureau").values_list("user_id", flat=True))
    assert wie == {m.secretariaat.gebruiker_id, m.voorzitter.gebruiker_id}


@pytest.mark.parametrize("dag", [date(2026, 4, 1), LAATSTE])
def test_too_early_is_kept_and_told_and_starts_nothing(zaak: Aanvraag, m: Mensen, dag: date) -> None:
    rij = stel(zaak, m, dag)
    assert rij.te_vroeg
    assert not Termijn.objects.filter(soort="ingebreke").exists()
    brief = Document.objects.get(brief="uitstel_school").gegevens
    assert "te vroeg" in brief["alineas"][1]
    assert brief["kader"] == "Wij beslissen uiterlijk op 4 mei 2026."
    assert Bericht.objects.filter(soort="ingebreke_bureau", tekst__contains="telt niet").exists()


def test_while_the_term_stands_still_a_notice_is_too_early(zaak: Aanvraag, m: Mensen) -> None:
    doe(zaak, "opschorten_vertraging", m.secretariaat, date(2026, 4, 13), eerste_dag=date(2026, 4, 13))
    rij = stel(zaak, m, date(2026, 6, 1))
    assert rij.te_vroeg and rij.beslissen_tot is None
    assert "De tijd staat nu stil" in Document.objects.filter(titel__contains="ingebreke").get().gegevens["kader"]


def test_after_one_that_was_too_early_comes_one_that_counts(zaak: Aanvraag, m: Mensen) -> None:
    stel(zaak, m, LAATSTE)
    assert not stel(zaak, m).te_vroeg
    assert lopend("ingebreke") == [WEKEN_TOT]


def test_a_second_of_the_same_sender_changes_nothing(zaak: Aanvraag, m: Mensen) -> None:
    stel(zaak, m)
    with pytest.raises(Geweigerd, match="Er is al een ingebrekestelling"):
        stel(zaak, m, date(2026, 5, 8))


@pytest.mark.parametrize(
    ("dag", "melding"), [(date(2026, 5, 7), "tot en met vandaag"), (date(2026, 3, 1), "De aanvraag is van")]
)
def test_the_day_of_receipt_is_a_day_that_can_be(zaak: Aanvraag, m: Mensen, dag: date, melding: str) -> None:
    with pytest.raises(Geweigerd, match=melding):
        stel(zaak, m, dag, vandaag=KWAM)


def test_only_the_office_records_it(zaak: Aanvraag, m: Mensen) -> None:
    with pytest.raises(GeenRecht):
        doe(zaak, "ingebreke_stellen", m.coordinator, KWAM, van="school", ontvangen_op=KWAM)


# -- time passes -----------------------------------------------------------------------------------


def test_before_the_two_weeks_end_the_office_is_reminded(zaak: Aanvraag, m: Mensen) -> None:
    stel(zaak, m)
    Bericht.objects.all().delete()
    for dag in range(7, 21):
        verwerk_meldingen(vandaag=date(2026, 5, dag), nu=nu(date(2026, 5, dag)))
    gemeld = Bericht.objects.filter(soort="termijn_ingebreke", user_id=m.voorzitter.gebruiker_id)
    assert [bericht.aangemaakt_op.day for bericht in gemeld.order_by("pk")] == [13, 18]


def test_then_every_day_costs_money_until_the_last_of_the_42(zaak: Aanvraag, m: Mensen) -> None:
    stel(zaak, m)
    ronde(WEKEN_TOT)
    assert lopend("ingebreke") == [WEKEN_TOT]
    ronde(EERSTE)
    assert (lopend("ingebreke"), lopend("dwangsom")) == ([], [VOL])
    assert Bericht.objects.filter(soort="ingebreke_voorbij_school").count() == 1
    assert Bericht.objects.filter(soort="ingebreke_voorbij_bureau", tekst__contains="1 juli 2026").count() == 2
    ronde(EERSTE)
    assert lopend("dwangsom") == [VOL], "twice is once"
    ronde(date(2026, 7, 2))
    assert (lopend("dwangsom"), lopend("dwangsombesluit")) == ([], [date(2026, 7, 15)])
    assert "€ 1.442,00" in Bericht.objects.filter(soort="dwangsom_vol_bureau")[0].tekst.replace("\xa0", " ")


def test_after_a_long_absence_of_the_system_the_days_are_the_same(zaak: Aanvraag, m: Mensen) -> None:
    stel(zaak, m)
    ronde(date(2026, 7, 20))
    assert lopend("dwangsombesluit") == [date(2026, 7, 15)]


# -- it ends ---------------------------------------------------------------------------------------


def test_a_withdrawn_request_ends_the_days_and_what_is_due_is_to_be_fixed(zaak: Aanvraag, m: Mensen) -> None:
    """Withdrawn on Wednesday 27-5: 21 through 26 May are 6 days of 23 euros."""
    stel(zaak, m)
    ronde(EERSTE)
    doe(zaak, "intrekken", m.coordinator, date(2026, 5, 27))
    assert lopend("dwangsom") == []
    assert lopend("dwangsombesluit") == [date(2026, 6, 9)]
    assert "€ 138,00" in Bericht.objects.filter(soort="dwangsom_verschuldigd")[0].tekst.replace("\xa0", " ")
    later = factories.NU.replace(year=2027)
    assert zaak.zaak_id not in te_archiveren(later)
    with pytest.raises(Geweigerd, match="De dwangsom is nog niet vastgesteld"):
        doe(zaak, "archiveren", m.secretariaat, date(2026, 6, 1))


def test_a_decision_that_is_made_known_ends_the_days_and_says_what_is_due(aanvraag: Aanvraag) -> None:
    """To decide until 26-1, a notice on 28-1, two weeks to 11-2; signed and made known on 9-3: from 12 February through
    8 March are 25 days, 14 of 23 euros and 11 of 35.
    """
    zaak, swv = bz.klaar_om_te_besluiten(aanvraag), aanvraag.zaak.swv
    secretariaat = factories.actor(Rol.SECRETARIAAT, swv)
    chair = bz.actor_met_mandaat(Rol.VOORZITTER, swv)
    termijnen.start(zaak.zaak, "beslistermijn", vanaf=date(2025, 12, 1))
    kwam = date(2026, 1, 28)
    doe(zaak, "ingebreke_stellen", secretariaat, factories.VANDAAG, van="school", ontvangen_op=kwam)
    ronde(factories.VANDAAG)
    bz.schrijf_concept(zaak, chair)
    bz.teken(zaak, chair)
    assert lopend("dwangsom") == [date(2026, 3, 25)], "to sign is not to make known"
    document = bz.besluit_van(zaak).document
    assert document is not None
    bz.maak_klaar(document)
    perform(zaak.zaak_id, "bekendmaken", by=systeem(factories.VANDAAG), nu=factories.NU + timedelta(minutes=61))
    assert (lopend("dwangsom"), lopend("dwangsombesluit")) == ([], [date(2026, 3, 23)])
    assert Ingebrekestelling.objects.get().geeindigd_op == factories.VANDAAG
    verteld = Bericht.objects.filter(soort="dwangsom_verschuldigd")
    assert set(verteld.values_list("user_id", flat=True)) == {secretariaat.gebruiker_id, chair.gebruiker_id}
    assert "€ 707,00, over 25 dagen" in verteld[0].tekst.replace("\xa0", " ")


def test_after_a_withdrawn_request_the_office_is_still_reminded_of_the_amount(zaak: Aanvraag, m: Mensen) -> None:
    """To fix by Tuesday 9-6; the case itself is closed since the request was withdrawn."""
    _zes_dagen_te_laat(zaak, m)
    dag = date(2026, 5, 28)
    while dag < date(2026, 6, 12):
        verwerk_meldingen(vandaag=dag, nu=nu(dag))
        dag += timedelta(days=1)
    gemeld = Bericht.objects.filter(user_id=m.voorzitter.gebruiker_id, aangemaakt_op__gte=nu(date(2026, 5, 28)))
    dagen = {bericht.aangemaakt_op.date() for bericht in gemeld.filter(soort__contains="dwangsombesluit")}
    assert {date(2026, 6, 2), date(2026, 6, 7), date(2026, 6, 10)} <= dagen


@pytest.mark.parametrize(("bekend", "zin"), [(EERSTE, OP_TIJD), (EERSTE + timedelta(days=1), WIJ_BETALEN)])
def test_the_letter_about_a_known_decision_says_whether_money_is_due(bekend: date, zin: str) -> None:
    rij = Ingebrekestelling(afzender="school", naam="De school", ontvangen_op=KWAM, beslissen_tot=LAATSTE)
    assert Inhoud(rij, Kalender.volgens_regel(), VOL, bekend=bekend).alineas()[2] == zin


@pytest.mark.parametrize("van_school", [True, False])
def test_recorded_after_the_two_weeks_it_promises_no_day_that_is_over(
    zaak: Aanvraag, m: Mensen, van_school: bool
) -> None:
    van = "school" if van_school else f"o{moeder(zaak).pk}"
    stel(zaak, m, van=van, vandaag=date(2026, 6, 1))
    brief = Document.objects.get(brief__startswith="uitstel_").gegevens
    zinnen = " ".join([*brief["alineas"], brief["kader"]])
    assert brief["kader"] == "Wij beslissen zo snel mogelijk." and "20 mei" not in zinnen
    assert ("vanaf 21 mei 2026" if van_school else "U kunt nu naar de rechter gaan") in zinnen
    tekst = Bericht.objects.filter(soort="ingebreke_bureau")[0].tekst
    assert "De twee weken zijn om. Sinds 21 mei 2026" in tekst and "nog tot en met" not in tekst


def test_too_early_and_recorded_after_the_term_it_promises_nothing_either(zaak: Aanvraag, m: Mensen) -> None:
    stel(zaak, m, LAATSTE, vandaag=KWAM)
    brief = Document.objects.get(brief="uitstel_school").gegevens
    assert brief["kader"] == "Wij beslissen zo snel mogelijk."
    assert "hadden toen nog tijd" in brief["alineas"][1]
    assert "Beslissen mocht tot en met 4 mei 2026" in Bericht.objects.filter(soort="ingebreke_bureau")[0].tekst


def test_within_the_two_weeks_nothing_is_due(zaak: Aanvraag, m: Mensen) -> None:
    stel(zaak, m)
    doe(zaak, "intrekken", m.coordinator, WEKEN_TOT)
    assert (lopend("ingebreke"), lopend("dwangsombesluit")) == ([], [])
    assert not Bericht.objects.filter(soort="dwangsom_verschuldigd").exists()


def test_a_letter_entered_after_the_decision_counts_to_the_day_before_it(zaak: Aanvraag, m: Mensen) -> None:
    factories.zet_status(zaak, Status.BEKENDGEMAAKT)
    Aanvraag.objects.filter(pk=zaak.pk).update(bekendgemaakt_op=date(2026, 5, 27))
    stel(zaak, m, KWAM, vandaag=date(2026, 6, 1))
    assert (lopend("ingebreke"), lopend("dwangsom")) == ([], [])
    assert lopend("dwangsombesluit") == [date(2026, 6, 9)]
    brief = Document.objects.get(brief="uitstel_school").gegevens
    assert (brief["alineas"][2], brief["kader"]) == (WIJ_BETALEN, "Het besluit is sinds 27 mei 2026 bekend.")
    assert "27 mei 2026 bekend" in Bericht.objects.get(soort="ingebreke_school").tekst
    with pytest.raises(Geweigerd, match="Er is niets meer te laat"):
        stel(zaak, m, date(2026, 5, 27), vandaag=date(2026, 6, 1))


def test_a_letter_entered_after_the_request_was_withdrawn_counts_to_the_day_before(zaak: Aanvraag, m: Mensen) -> None:
    """It came on 6-5, the school withdrew on Wednesday 27-5, the office found it on 1-6: from 21 to 26 May 6 days."""
    doe(zaak, "intrekken", m.coordinator, date(2026, 5, 27))
    later = date(2026, 6, 1)
    rij = stel(zaak, m, KWAM, vandaag=later)
    assert (rij.geeindigd_op, lopend("ingebreke"), lopend("dwangsom")) == (date(2026, 5, 27), [], [])
    assert lopend("dwangsombesluit") == [date(2026, 6, 9)]
    assert "€ 138,00, over 6 dagen" in Bericht.objects.filter(soort="dwangsom_verschuldigd")[0].tekst.replace(
        "\xa0", " "
    )
    brief = Document.objects.get(brief="uitstel_school").gegevens
    assert (brief["alineas"][2], brief["nieuw"]) == (TOT_INTREKKEN, None)
    assert brief["kader"] == "De school trok de aanvraag in op 27 mei 2026. Wij beslissen dus niet meer."
    assert "27 mei 2026 ingetrokken" in Bericht.objects.get(soort="ingebreke_school").tekst
    doe(zaak, "dwangsom_vaststellen", m.voorzitter, later, bedrag=138, rij=rij.pk, vastgesteld_op=later)


def test_after_the_request_was_withdrawn_nobody_is_late_any_more(zaak: Aanvraag, m: Mensen) -> None:
    weg = date(2026, 5, 12)
    doe(zaak, "intrekken", m.coordinator, weg)
    with pytest.raises(Geweigerd, match="Er hoeft geen besluit meer te komen"):
        stel(zaak, m, weg, vandaag=date(2026, 6, 1))
    stel(zaak, m, KWAM, vandaag=date(2026, 6, 1))
    assert not Termijn.objects.open().filter(soort__in=("ingebreke", "dwangsom", "dwangsombesluit")).exists()
    assert Document.objects.get(brief="uitstel_school").gegevens["alineas"][2] == GEEN_DAGEN


def test_a_withdrawn_notice_never_counted(zaak: Aanvraag, m: Mensen) -> None:
    rij = stel(zaak, m)
    ronde(EERSTE)
    dag = date(2026, 5, 26)
    doe(zaak, "ingebreke_intrekken", m.secretariaat, dag, rij=rij.pk, ingetrokken_op=dag)
    assert not Termijn.objects.open().filter(soort__in=("ingebreke", "dwangsom", "dwangsombesluit")).exists()
    assert Bericht.objects.filter(soort="ingebreke_ingetrokken_school").count() == 1
    with pytest.raises(Conflict):
        doe(zaak, "ingebreke_intrekken", m.secretariaat, dag, rij=rij.pk, ingetrokken_op=dag)
    assert not stel(zaak, m, dag).te_vroeg, "another one may follow"


@pytest.mark.parametrize(
    ("bedrag", "reden", "melding"),
    [(139, "x", "hoogstens"), (0, "", "Schrijf op waarom")],
)
def test_what_is_fixed_is_what_was_reckoned_or_less_with_a_reason(
    zaak: Aanvraag, m: Mensen, bedrag: int, reden: str, melding: str
) -> None:
    rij = _zes_dagen_te_laat(zaak, m)
    dag = date(2026, 6, 1)
    data = {"rij": rij.pk, "vastgesteld_op": dag}
    with pytest.raises(Geweigerd, match=melding):
        doe(zaak, "dwangsom_vaststellen", m.voorzitter, dag, bedrag=bedrag, reden=reden, rij=rij.pk, vastgesteld_op=dag)
    doe(zaak, "dwangsom_vaststellen", m.voorzitter, dag, bedrag=138, **{**data, "reden": ""})
    rij.refresh_from_db()
    assert (rij.bedrag, rij.vastgesteld_op) == (138, dag)
    assert lopend("dwangsombesluit") == []
    with pytest.raises(Conflict):
        doe(zaak, "dwangsom_vaststellen", m.voorzitter, dag, bedrag=138, **data)


def _zes_dagen_te_laat(zaak: Aanvraag, m: Mensen) -> Ingebrekestelling:
    rij = stel(zaak, m)
    ronde(EERSTE)
    doe(zaak, "intrekken", m.coordinator, date(2026, 5, 27))
    rij.refresh_from_db()
    assert isinstance(rij, Ingebrekestelling)
    return rij


def test_an_amount_is_not_fixed_while_it_grows(zaak: Aanvraag, m: Mensen) -> None:
    rij = stel(zaak, m)
    ronde(EERSTE)
    with pytest.raises(Geweigerd, match="nog geen bedrag"):
        doe(zaak, "dwangsom_vaststellen", m.voorzitter, EERSTE, bedrag=23, rij=rij.pk, vastgesteld_op=EERSTE)


def test_on_the_last_day_with_penalty_the_amount_is_not_known_yet(zaak: Aanvraag, m: Mensen) -> None:
    """A decision on that very day takes it off again: 41 days, 1397 euros."""
    rij = stel(zaak, m)
    ronde(EERSTE)
    data = {"rij": rij.pk, "bedrag": 1442, "reden": ""}
    with pytest.raises(Geweigerd, match="nog geen bedrag"):
        doe(zaak, "dwangsom_vaststellen", m.voorzitter, VOL, vastgesteld_op=VOL, **data)
    na = VOL + timedelta(days=1)
    with pytest.raises(Geweigerd, match="na de laatste dag"):
        doe(zaak, "dwangsom_vaststellen", m.voorzitter, na, vastgesteld_op=VOL, **data)
    doe(zaak, "dwangsom_vaststellen", m.voorzitter, na, vastgesteld_op=na, **data)
    rij.refresh_from_db()
    assert rij.bedrag == 1442


# -- on record -------------------------------------------------------------------------------------


def test_all_of_it_is_on_record_without_names(zaak: Aanvraag, m: Mensen) -> None:
    stel(zaak, m)
    rij = Gebeurtenis.objects.get(actie="tlv.ingebreke_stellen")
    assert rij.bijzonderheden["te_vroeg"] is False
    assert "Sanne" not in str(rij.bijzonderheden) and zaak.zaak.school.naam not in str(rij.bijzonderheden)
    ronde(EERSTE)
    verhaal = [regel.titel for regel in tijdlijn(op(m.coordinator, EERSTE), Zaak.objects.get(pk=zaak.zaak_id))]
    assert verhaal[-2:] == ["Ingebrekestelling ontvangen", "Twee weken na de ingebrekestelling zijn om"]


def test_a_key_of_the_system_is_no_door_for_people(zaak: Aanvraag, m: Mensen) -> None:
    stel(zaak, m)
    with pytest.raises(GeenRecht):
        doe(zaak, "ingebreke_voorbij", m.secretariaat, EERSTE + timedelta(days=1))
    wie: Actor = systeem(EERSTE)
    perform(zaak.zaak_id, "ingebreke_voorbij", by=wie, nu=nu(EERSTE))
    assert lopend("dwangsom") == [VOL]

"""A notice of default about a request: too early or in time, two weeks, the days that cost money, and the amount.

Received Monday 9-3-2026: the term of the law ends on Monday 4-5-2026. A notice on Wednesday 6-5: two weeks to 20-5, the
first day with penalty is 21-5, the last of the 42 is 1-7.
"""

import re
from datetime import date, timedelta
from typing import Any

import pytest

from audit.models import Gebeurtenis
from cases.models import Zaak
from deadlines.kalender import Kalender
from deadlines.models import Termijn
from documents.models import Document
from organisations.actor import Actor, systeem
from tests import factories
from tests.b1 import bezwaren
from tests.tlv.uitstel_hulp import doe, in_advies, nu, op
from tests.tlv.volledigheid_hulp import Mensen, mensen
from tlv.bekendmaken import te_archiveren
from tlv.ingebrekebrief import Inhoud
from tlv.models import Aanvraag, Status
from workflow.fouten import Conflict, GeenRecht, Geweigerd
from workflow.meldingen import verwerk_meldingen
from workflow.models import Bericht, Ingebrekestelling
from workflow.perform import perform
from workflow.sweeps import verwerk_verstreken
from workflow.tijdlijn import tijdlijn

pytestmark = pytest.mark.django_db

LAATSTE, KWAM = date(2026, 5, 4), date(2026, 5, 6)
WEKEN_TOT, EERSTE, VOL = date(2026, 5, 20), date(2026, 5, 21), date(2026, 7, 1)


@pytest.fixture
def zaak(aanvraag: Aanvraag) -> Aanvraag:
    factories.OuderFactory(leerling=aanvraag.zaak.dossier.leerling, account=True, naam="Sanne Mulder")
    return in_advies(aanvraag)


@pytest.fixture
def m(zaak: Aanvraag) -> Mensen:
    return mensen(zaak)


def stel(zaak: Aanvraag, m: Mensen, dag: date = KWAM, *, van: str = "school", vandaag: date | None = None) -> Any:
    doe(zaak, "ingebreke_stellen", m.secretariaat, vandaag or dag, van=van, ontvangen_op=dag)
    return Ingebrekestelling.objects.latest("pk")


def ronde(dag: date) -> int:
    return verwerk_verstreken(vandaag=dag, nu=nu(dag))


def lopend(soort: str) -> list[date | None]:
    return list(Termijn.objects.open().filter(soort=soort).values_list("einde", flat=True))


def moeder(zaak: Aanvraag) -> Any:
    return zaak.zaak.dossier.leerling.ouders.get(naam="Sanne Mulder")


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
    with pytest.raises(Geweigerd, match="Er is niets meer te laat"):
        stel(zaak, m, date(2026, 5, 27), vandaag=date(2026, 6, 1))


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


# -- the family ------------------------------------------------------------------------------------


def test_a_parent_is_owed_no_penalty_and_can_go_to_court(zaak: Aanvraag, m: Mensen) -> None:
    """The penalty is the applicant's (Awb 4:17, first paragraph); an interested party appeals (6:12)."""
    ouder = moeder(zaak)
    rij = stel(zaak, m, van=f"u{ouder.user_id}")
    assert (rij.naam, rij.van_school) == ("Sanne Mulder", False)
    brief = Document.objects.get(brief="uitstel_gezin").gegevens
    zinnen = [*brief["alineas"], brief["kader"]]
    assert bezwaren(f"<main><p>{'</p><p>'.join(zinnen)}</p></main>") == []
    assert not Document.objects.filter(brief="uitstel_school").exists(), "the school need not know"
    ronde(EERSTE)
    assert (lopend("ingebreke"), lopend("dwangsom")) == ([], [])
    assert "naar de rechter" in Bericht.objects.get(soort="ingebreke_voorbij_gezin").tekst
    assert not Bericht.objects.filter(soort="ingebreke_voorbij_school").exists()


def test_school_and_parent_can_both_send_one(zaak: Aanvraag, m: Mensen) -> None:
    stel(zaak, m)
    stel(zaak, m, date(2026, 5, 7), van=f"u{moeder(zaak).user_id}")
    assert sorted(map(str, lopend("ingebreke"))) == ["2026-05-20", "2026-05-21"]
    ronde(EERSTE)
    assert lopend("ingebreke") == [date(2026, 5, 21)]


def test_the_messages_to_the_family_are_plain(zaak: Aanvraag, m: Mensen) -> None:
    stel(zaak, m, van=f"u{moeder(zaak).user_id}")
    ronde(EERSTE)
    teksten = Bericht.objects.filter(soort__endswith="_gezin").values_list("tekst", flat=True)
    assert len(teksten) == 2
    assert bezwaren(f"<main><p>{'</p><p>'.join(teksten)}</p></main>") == []


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


@pytest.mark.parametrize("beslissen_tot", [LAATSTE, KWAM])
def test_a_pupil_reads_the_letter_as_a_pupil(beslissen_tot: date) -> None:
    rij = Ingebrekestelling(afzender="gezin", naam="Mila Mulder", ontvangen_op=KWAM, beslissen_tot=beslissen_tot)
    inhoud = Inhoud(rij, Kalender.volgens_regel())
    zinnen = " ".join([*inhoud.alineas_gezin("Mila", jij=True), inhoud.kader()])
    assert not re.search(r"\b(u|uw)\b|Mila", zinnen, re.IGNORECASE)
    assert ("te vroeg" in zinnen) == (beslissen_tot == KWAM)

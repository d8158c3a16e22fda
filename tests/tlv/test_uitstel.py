"""Moving a date: our own norm with a reason, the term of the law only by what the law knows; dates derived by hand.

Received Monday 9-3-2026: the term of the law ends on Monday 4-5-2026 (56 days), our own on 23-4 (42 days from 12-3).
"""

from datetime import date, timedelta
from typing import Any

import pytest

from audit.models import Gebeurtenis
from cases.models import Zaak
from deadlines import services as termijnen
from deadlines.berekening import STIL
from deadlines.models import Opschorting, Termijn, Verzetting, kalender_uit_tabel
from deadlines.verschuiven import TermijnFout
from documents.models import Document
from organisations.models import Beleidsversie
from organisations.rollen import Rol
from tests import factories
from tests.b1 import bezwaren
from tests.tlv.uitstel_hulp import INSTEMMING, ONTVANGEN, REDEN, doe, einde, in_advies
from tests.tlv.volledigheid_hulp import Mensen, mensen
from tlv import uitstel
from tlv.models import Aanvraag, Status
from workflow.fouten import Conflict, GeenRecht, Geweigerd, NietGevonden
from workflow.models import Bericht
from workflow.models_post import Papierpost
from workflow.tijdlijn import tijdlijn

pytestmark = pytest.mark.django_db
BUITENLAND = {"wat": "het onderzoek uit 2024", "instantie": "CLB Antwerpen, in België"}


@pytest.fixture
def zaak(aanvraag: Aanvraag) -> Aanvraag:
    return in_advies(aanvraag)


@pytest.fixture
def m(zaak: Aanvraag) -> Mensen:
    return mensen(zaak)


class TestOurOwnDate:
    def test_it_moves_with_a_reason_and_both_dates_stay_on_record(self, zaak: Aanvraag, m: Mensen) -> None:
        doe(zaak, "norm_verzetten", m.secretariaat, date(2026, 4, 1), nieuwe_datum=date(2026, 4, 30))
        doe(zaak, "norm_verzetten", m.voorzitter, date(2026, 4, 2), nieuwe_datum=date(2026, 4, 28))
        assert einde(zaak, "servicenorm") == date(2026, 4, 28)
        rijen = list(Verzetting.objects.values_list("oud", "tot", "reden"))
        assert rijen == [
            (date(2026, 4, 23), date(2026, 4, 30), REDEN),
            (date(2026, 4, 30), date(2026, 4, 28), REDEN),
        ]
        assert einde(zaak) == date(2026, 5, 4)

    def test_never_past_the_term_of_the_law(self, zaak: Aanvraag, m: Mensen) -> None:
        with pytest.raises(Geweigerd, match="tot en met 4 mei 2026"):
            doe(zaak, "norm_verzetten", m.secretariaat, date(2026, 4, 1), nieuwe_datum=date(2026, 5, 6))

    @pytest.mark.parametrize("dag", [date(2026, 4, 23), date(2026, 4, 1), date(2026, 3, 31)])
    def test_to_another_day_after_today(self, zaak: Aanvraag, m: Mensen, dag: date) -> None:
        with pytest.raises(Geweigerd):
            doe(zaak, "norm_verzetten", m.secretariaat, date(2026, 4, 1), nieuwe_datum=dag)

    @pytest.mark.parametrize("dag", [date(2026, 4, 25), date(2026, 4, 26), date(2026, 4, 27)])
    def test_to_a_working_day(self, zaak: Aanvraag, m: Mensen, dag: date) -> None:
        """A Saturday, a Sunday, King's Day; a date that is reckoned still falls as it falls."""
        with pytest.raises(Geweigerd, match="geen werkdag"):
            doe(zaak, "norm_verzetten", m.secretariaat, date(2026, 4, 1), nieuwe_datum=dag)
        with pytest.raises(TermijnFout, match="geen werkdag"):
            termijnen.verzet(zaak.zaak, "servicenorm", op=date(2026, 4, 1), tot=dag, reden=REDEN)
        assert einde(zaak, "servicenorm") == date(2026, 4, 23)

    def test_a_reason_is_asked(self, zaak: Aanvraag, m: Mensen) -> None:
        dag = date(2026, 4, 30)
        with pytest.raises(Geweigerd, match="Schrijf op waarom"):
            doe(zaak, "norm_verzetten", m.secretariaat, date(2026, 4, 1), nieuwe_datum=dag, reden=" ")

    def test_whom_the_policy_that_binds_the_case_allows(self, zaak: Aanvraag, m: Mensen) -> None:
        versie = Beleidsversie.objects.create(
            swv=zaak.zaak.swv,
            sectie="tlv",
            vanaf=date(2026, 1, 1),
            bron="test",
            waarden={"norm_verzetten_door": [Rol.VOORZITTER]},
        )
        Zaak.objects.filter(pk=zaak.zaak_id).update(beleid={"tlv": versie.pk})
        with pytest.raises(GeenRecht):
            doe(zaak, "norm_verzetten", m.secretariaat, date(2026, 4, 1), nieuwe_datum=date(2026, 4, 30))
        doe(zaak, "norm_verzetten", m.voorzitter, date(2026, 4, 1), nieuwe_datum=date(2026, 4, 30))

    @pytest.mark.parametrize("naam", ["coordinator", "eerste"])
    def test_not_for_others(self, zaak: Aanvraag, m: Mensen, naam: str) -> None:
        with pytest.raises((GeenRecht, NietGevonden)):
            doe(zaak, "norm_verzetten", getattr(m, naam), date(2026, 4, 1), nieuwe_datum=date(2026, 4, 30))


class TestALaterDateOfTheLaw:
    def test_it_is_announced_in_time_and_once(self, zaak: Aanvraag, m: Mensen) -> None:
        doe(zaak, "beslistermijn_verdagen", m.secretariaat, date(2026, 5, 4), nieuwe_datum=date(2026, 6, 2))
        assert einde(zaak) == date(2026, 6, 2)
        with pytest.raises(Geweigerd, match="maar één keer"):
            doe(zaak, "beslistermijn_verdagen", m.secretariaat, date(2026, 5, 6), nieuwe_datum=date(2026, 6, 16))

    def test_not_when_the_term_is_over(self, zaak: Aanvraag, m: Mensen) -> None:
        with pytest.raises(Geweigerd, match="op 4 mei 2026 voorbij"):
            doe(zaak, "beslistermijn_verdagen", m.secretariaat, date(2026, 5, 5), nieuwe_datum=date(2026, 6, 2))

    @pytest.mark.parametrize(
        ("dag", "waarom"),
        [
            (date(2026, 5, 4), "tot die dag mag het al"),
            (date(2026, 5, 25), "geen werkdag"),
            (date(2026, 6, 30), "hoogstens 8 weken"),
        ],
    )
    def test_later_on_a_working_day_and_no_further_than_policy(
        self, zaak: Aanvraag, m: Mensen, dag: date, waarom: str
    ) -> None:
        with pytest.raises(Geweigerd, match=waarom):
            doe(zaak, "beslistermijn_verdagen", m.secretariaat, date(2026, 4, 20), nieuwe_datum=dag)


class TestStandingStill:
    def test_consent_counts_the_days_agreed(self, zaak: Aanvraag, m: Mensen) -> None:
        """14–23 April are 10 days: 4 May + 10 = Ascension, the decree day, the weekend, so Monday 18 May."""
        doe(zaak, "opschorten_instemming", m.secretariaat, date(2026, 4, 13), **INSTEMMING)
        assert einde(zaak) == date(2026, 5, 18)
        rij = Opschorting.objects.get()
        assert (rij.van, rij.uiterlijk, rij.tot) == (date(2026, 4, 13), date(2026, 4, 23), None)
        assert "Mevrouw De Wit, directeur stemde op 13 april 2026 schriftelijk in" in rij.toelichting

    def test_consent_cannot_work_back(self, zaak: Aanvraag, m: Mensen) -> None:
        data = {**INSTEMMING, "eerste_dag": date(2026, 4, 10)}
        with pytest.raises(Geweigerd, match="Eerder kan het uitstel niet beginnen"):
            doe(zaak, "opschorten_instemming", m.secretariaat, date(2026, 4, 13), **data)

    def test_consent_can_come_again_after_it_ended_by_itself(self, zaak: Aanvraag, m: Mensen) -> None:
        """14–23 and 24–27 April: 14 days, 4 May + 14 = Monday 18 May."""
        doe(zaak, "opschorten_instemming", m.secretariaat, date(2026, 4, 13), **INSTEMMING)
        weer = {**INSTEMMING, "eerste_dag": date(2026, 4, 24), "laatste_dag": date(2026, 4, 27)}
        doe(zaak, "opschorten_instemming", m.secretariaat, date(2026, 4, 20), **weer)
        assert einde(zaak) == date(2026, 5, 18)
        assert list(Opschorting.objects.values_list("tot", flat=True)) == [None, None]

    def test_a_delay_of_the_applicant_runs_until_it_is_said_to_be_over(self, zaak: Aanvraag, m: Mensen) -> None:
        """Still on 1–10 April, 10 days: Monday 18 May, as above."""
        doe(zaak, "opschorten_vertraging", m.secretariaat, date(2026, 4, 2), eerste_dag=date(2026, 4, 1))
        assert einde(zaak) is None
        rij = Opschorting.objects.get()
        dagen = {"laatste_dag": date(2026, 4, 10), "opschorting": str(rij.pk)}
        doe(zaak, "opschorting_beeindigen", m.secretariaat, date(2026, 4, 13), **dagen)
        assert einde(zaak) == date(2026, 5, 18)
        with pytest.raises(Conflict):
            doe(zaak, "opschorting_beeindigen", m.secretariaat, date(2026, 4, 13), **dagen)

    def test_information_from_abroad_counts_from_the_day_after_the_letter(self, zaak: Aanvraag, m: Mensen) -> None:
        """Told on 1 April, received on 12 April: 2–11 April are 10 days, so Monday 18 May, as above."""
        dag = date(2026, 4, 1)
        doe(zaak, "opschorten_buitenland", m.secretariaat, dag, eerste_dag=date(2026, 4, 2), **BUITENLAND)
        assert einde(zaak) is None
        rij = Opschorting.objects.get()
        assert (rij.van, rij.uiterlijk, rij.tot) == (dag, None, None)
        assert rij.toelichting.startswith("Wij vroegen het onderzoek uit 2024 aan CLB Antwerpen, in België.")
        brief = Document.objects.get(brief="uitstel_school").gegevens
        assert brief["grondslag"] == "artikel 4:15, eerste lid, onder b, Algemene wet bestuursrecht"
        assert "CLB Antwerpen" in brief["reden"]
        binnen = {"laatste_dag": date(2026, 4, 11), "opschorting": str(rij.pk)}
        doe(zaak, "opschorting_beeindigen", m.secretariaat, date(2026, 4, 13), **binnen)
        assert einde(zaak) == date(2026, 5, 18)
        stappen = Termijn.objects.get(soort="beslistermijn").berekening(kalender_uit_tabel()).stappen
        stap = next(stap for stap in stappen if stap.soort == STIL)
        assert (stap.van, stap.tot, stap.bron) == (date(2026, 4, 2), date(2026, 4, 11), brief["grondslag"])

    def test_information_from_abroad_does_not_work_back(self, zaak: Aanvraag, m: Mensen) -> None:
        dag = date(2026, 4, 2)
        with pytest.raises(Geweigerd, match="de dag na onze brief"):
            doe(zaak, "opschorten_buitenland", m.secretariaat, dag, eerste_dag=dag, **BUITENLAND)

    def test_force_majeure_has_an_expected_end(self, zaak: Aanvraag, m: Mensen) -> None:
        """1–15 April, 15 days: 4 May + 15 = Tuesday 19 May."""
        dagen = {"eerste_dag": date(2026, 4, 1), "laatste_dag": date(2026, 4, 15)}
        doe(zaak, "opschorten_overmacht", m.secretariaat, date(2026, 4, 1), **dagen)
        assert einde(zaak) == date(2026, 5, 19)

    def test_consent_for_earlier_days_goes_beside_that_for_later_ones(self, zaak: Aanvraag, m: Mensen) -> None:
        """14-23 April and 7-8 April: 12 days, 4 May + 12 = Saturday 16 May, so Monday 18 May."""
        doe(zaak, "opschorten_instemming", m.secretariaat, date(2026, 4, 2), **INSTEMMING | {"ingestemd_op": ONTVANGEN})
        eerder = {"ingestemd_op": ONTVANGEN, "eerste_dag": date(2026, 4, 7), "laatste_dag": date(2026, 4, 8)}
        doe(zaak, "opschorten_instemming", m.secretariaat, date(2026, 4, 2), **INSTEMMING | eerder)
        assert einde(zaak) == date(2026, 5, 18)
        with pytest.raises(Geweigerd, match="al stil tot en met 8 april 2026"):
            doe(zaak, "opschorten_instemming", m.secretariaat, date(2026, 4, 2), **INSTEMMING | eerder)

    @pytest.mark.parametrize("dag", [date(2026, 4, 10), date(2026, 4, 15)])
    def test_force_majeure_that_lasts_longer_is_recorded_anew_in_time(
        self, zaak: Aanvraag, m: Mensen, dag: date
    ) -> None:
        """1-15 April, then until the 22nd: 22 days once, 4 May + 22 = Tuesday 26 May; the old end stays on record."""
        dagen = {"eerste_dag": date(2026, 4, 1), "laatste_dag": date(2026, 4, 15)}
        doe(zaak, "opschorten_overmacht", m.secretariaat, date(2026, 4, 1), **dagen)
        with pytest.raises(Geweigerd, match="latere laatste dag"):
            doe(zaak, "opschorten_overmacht", m.secretariaat, dag, eerste_dag=dag, laatste_dag=date(2026, 4, 15))
        doe(zaak, "opschorten_overmacht", m.secretariaat, dag, eerste_dag=dag, laatste_dag=date(2026, 4, 22))
        assert einde(zaak) == date(2026, 5, 26)
        assert list(Opschorting.objects.values_list("uiterlijk", flat=True)) == [date(2026, 4, 15), date(2026, 4, 22)]

    def test_what_was_prolonged_ends_as_one(self, zaak: Aanvraag, m: Mensen) -> None:
        """1-15 April, prolonged on the 10th, over on the 14th: 14 days, 4 May + 14 = Monday 18 May."""
        dag = date(2026, 4, 10)
        dagen = {"eerste_dag": date(2026, 4, 1), "laatste_dag": date(2026, 4, 15)}
        doe(zaak, "opschorten_overmacht", m.secretariaat, date(2026, 4, 1), **dagen)
        doe(zaak, "opschorten_overmacht", m.secretariaat, dag, eerste_dag=dag, laatste_dag=date(2026, 4, 22))
        klaar = date(2026, 4, 14)
        termijn = uitstel.termijn_van(zaak, "beslistermijn")
        assert termijn is not None
        (rij,) = uitstel.te_beeindigen(termijn, klaar)
        data = {"opschorting": str(rij.pk), "laatste_dag": klaar}
        voor = uitstel.gevolg(zaak, "opschorting_beeindigen", data, vandaag=klaar)
        doe(zaak, "opschorting_beeindigen", m.secretariaat, klaar, **data)
        assert einde(zaak) == voor.nieuw.einde == date(2026, 5, 18)
        assert set(Opschorting.objects.values_list("tot", flat=True)) == {date(2026, 4, 15)}

    def test_a_prolongation_without_ground_leaves_what_was_before(self, zaak: Aanvraag, m: Mensen) -> None:
        """Undone, so still through 15 April: 15 days, Tuesday 19 May."""
        dag = date(2026, 4, 10)
        dagen = {"eerste_dag": date(2026, 4, 1), "laatste_dag": date(2026, 4, 15)}
        doe(zaak, "opschorten_overmacht", m.secretariaat, date(2026, 4, 1), **dagen)
        doe(zaak, "opschorten_overmacht", m.secretariaat, dag, eerste_dag=dag, laatste_dag=date(2026, 4, 22))
        rij = Opschorting.objects.latest("pk")
        doe(zaak, "opschorting_ongedaan", m.voorzitter, dag, opschorting=str(rij.pk))
        assert einde(zaak) == date(2026, 5, 19)

    def test_what_was_no_ground_never_stood_still_and_stays_on_record(self, zaak: Aanvraag, m: Mensen) -> None:
        doe(zaak, "opschorten_vertraging", m.secretariaat, date(2026, 4, 2), eerste_dag=date(2026, 4, 1))
        rij = Opschorting.objects.get()
        doe(zaak, "opschorting_ongedaan", m.voorzitter, date(2026, 4, 7), opschorting=str(rij.pk))
        assert einde(zaak) == date(2026, 5, 4)
        assert Opschorting.objects.get().vervallen_op == date(2026, 4, 7)
        doe(zaak, "opschorten_vertraging", m.secretariaat, date(2026, 4, 8), eerste_dag=date(2026, 4, 8))
        assert Opschorting.objects.count() == 2

    def test_not_when_the_term_is_over_nor_twice_at_a_time(self, zaak: Aanvraag, m: Mensen) -> None:
        with pytest.raises(Geweigerd, match="voorbij"):
            doe(zaak, "opschorten_vertraging", m.secretariaat, date(2026, 5, 5), eerste_dag=date(2026, 5, 5))
        doe(zaak, "opschorten_vertraging", m.secretariaat, date(2026, 4, 2), eerste_dag=date(2026, 4, 1))
        with pytest.raises(Geweigerd, match="al stil"):
            doe(zaak, "opschorten_vertraging", m.secretariaat, date(2026, 4, 3), eerste_dag=date(2026, 4, 3))

    def test_after_an_announced_date_it_moves_that_date(self, zaak: Aanvraag, m: Mensen) -> None:
        """Announced 13 April until 2 June; 14–23 April are 10 days: 12 June, a Friday."""
        doe(zaak, "beslistermijn_verdagen", m.secretariaat, date(2026, 4, 13), nieuwe_datum=date(2026, 6, 2))
        doe(zaak, "opschorten_instemming", m.secretariaat, date(2026, 4, 13), **INSTEMMING)
        assert einde(zaak) == date(2026, 6, 12)

    def test_a_supplement_does_not_end_what_stands_still_on_another_ground(self, zaak: Aanvraag, m: Mensen) -> None:
        termijnen.opschorten(zaak.zaak, "beslistermijn", van=date(2026, 3, 16), uiterlijk=date(2026, 4, 7))
        doe(zaak, "opschorten_vertraging", m.secretariaat, date(2026, 3, 20), eerste_dag=date(2026, 3, 20))
        termijnen.hervatten(zaak.zaak, "beslistermijn", op=date(2026, 3, 27), grond="aanvulling")
        assert einde(zaak) is None


class TestWhatWasSeenIsWhatIsDone:
    def test_another_date_than_was_seen_is_not_recorded(self, zaak: Aanvraag, m: Mensen) -> None:
        with pytest.raises(Geweigerd, match="andere dan u zag"):
            doe(
                zaak,
                "beslistermijn_verdagen",
                m.secretariaat,
                date(2026, 4, 20),
                nieuwe_datum=date(2026, 6, 2),
                gezien="2026-06-03",
            )
        assert einde(zaak) == date(2026, 5, 4)

    def test_what_is_foretold_is_what_comes(self, zaak: Aanvraag, m: Mensen) -> None:
        voor = uitstel.gevolg(zaak, "opschorten_instemming", INSTEMMING, vandaag=date(2026, 4, 13))
        assert voor.oud.einde == date(2026, 5, 4)
        doe(zaak, "opschorten_instemming", m.secretariaat, date(2026, 4, 13), **INSTEMMING, gezien=voor.kenmerk)
        assert einde(zaak) == voor.nieuw.einde


class TestTelling:
    @pytest.fixture
    def gezin(self, zaak: Aanvraag) -> list[Any]:
        leerling = zaak.zaak.dossier.leerling
        met = factories.OuderFactory(leerling=leerling, account=True, naam="Sanne Mulder")
        zonder = factories.OuderFactory(leerling=leerling, naam="Daan Jansen", email="")
        return [met, zonder]

    def test_school_and_family_get_a_message_and_a_letter(self, zaak: Aanvraag, m: Mensen, gezin: list[Any]) -> None:
        doe(zaak, "beslistermijn_verdagen", m.secretariaat, date(2026, 4, 20), nieuwe_datum=date(2026, 6, 2))
        teksten = dict(Bericht.objects.values_list("soort", "tekst"))
        assert "De nieuwe laatste dag is 2 juni 2026" in teksten["verdaagd_gezin"]
        assert "4 mei 2026" in teksten["verdaagd_school"]
        brieven = {d.brief: d for d in Document.objects.filter(zaak_id=zaak.zaak_id, brief__startswith="uitstel")}
        assert set(brieven) == {"uitstel_school", "uitstel_gezin"}
        assert Document.objects.filter(brief="uitstel_gezin").count() == 2
        assert {brief.naam for brief in brieven.values()} == {
            "wij-hebben-meer-tijd-nodig-voor-het-besluit-2026-04-20.pdf",
            "wij-hebben-meer-tijd-nodig-2026-04-20.pdf",
        }
        assert brieven["uitstel_school"].gegevens["grondslag"] == "artikel 4:14 Algemene wet bestuursrecht"

    def test_who_has_no_mail_is_told_on_paper(self, zaak: Aanvraag, m: Mensen, gezin: list[Any]) -> None:
        doe(zaak, "beslistermijn_verdagen", m.secretariaat, date(2026, 4, 20), nieuwe_datum=date(2026, 6, 2))
        assert [rij.bericht.ouder.naam for rij in Papierpost.objects.select_related("bericht__ouder")] == [
            "Daan Jansen"
        ]
        assert Document.objects.get(brief="uitstel_gezin", gezinslid=None).compartiment == "intern"
        assert set(Bericht.objects.values_list("wettelijk", flat=True)) == {True}

    def test_our_own_norm_is_nothing_the_law_asks_to_tell(self, zaak: Aanvraag, m: Mensen, gezin: list[Any]) -> None:
        """Who chose no mail gets none, who has no account never heard of this date: no paper either."""
        doe(zaak, "norm_verzetten", m.secretariaat, date(2026, 4, 1), nieuwe_datum=date(2026, 4, 30))
        assert set(Bericht.objects.values_list("soort", "wettelijk")) == {
            ("norm_verzet_school", False),
            ("norm_verzet_gezin", False),
        }
        assert not Papierpost.objects.exists()
        assert Document.objects.get(brief="uitstel_gezin").gezinslid is not None

    def test_the_story_tells_the_old_and_the_new_date(self, zaak: Aanvraag, m: Mensen) -> None:
        doe(zaak, "norm_verzetten", m.secretariaat, date(2026, 4, 1), nieuwe_datum=date(2026, 4, 30))
        regel = tijdlijn(m.secretariaat, Zaak.objects.get(pk=zaak.zaak_id))[-1]
        assert regel.titel == "Streefdatum verzet"
        assert regel.tekst == "De datum was 23 april 2026. Nu is dat 30 april 2026."

    def test_the_record_keeps_dates_and_no_reason(self, zaak: Aanvraag, m: Mensen) -> None:
        doe(zaak, "norm_verzetten", m.secretariaat, date(2026, 4, 1), nieuwe_datum=date(2026, 4, 30))
        rij = Gebeurtenis.objects.get(actie="tlv.norm_verzetten")
        assert (rij.bijzonderheden["oud"], rij.bijzonderheden["nieuw"]) == ("2026-04-23", "2026-04-30")
        assert REDEN not in str(rij.bijzonderheden)

    @pytest.mark.parametrize("actie", sorted(uitstel.SOORT_VAN))
    def test_every_letter_to_the_family_is_plain(self, zaak: Aanvraag, m: Mensen, gezin: list[Any], actie: str) -> None:
        data: dict[str, Any] = {"eerste_dag": date(2026, 4, 13), "nieuwe_datum": date(2026, 4, 30)}
        if actie == uitstel.VERDAGEN:
            data["nieuwe_datum"] = date(2026, 6, 2)
        elif actie in (uitstel.BEEINDIGEN, uitstel.ONGEDAAN):
            doe(zaak, "opschorten_vertraging", m.secretariaat, date(2026, 4, 13), eerste_dag=date(2026, 4, 13))
            data = {"opschorting": Opschorting.objects.get().pk, "laatste_dag": date(2026, 4, 15)}
        elif actie != "opschorten_vertraging":
            data |= {**INSTEMMING, "ingestemd_op": date(2026, 4, 13), "eerste_dag": date(2026, 4, 14)}
        if actie == "opschorten_overmacht":
            data["eerste_dag"] = date(2026, 4, 15)
        elif actie == "opschorten_buitenland":
            data |= {**BUITENLAND, "eerste_dag": date(2026, 4, 16)}
        doe(zaak, actie, m.secretariaat, date(2026, 4, 15), **data)
        gegevens = Document.objects.filter(brief="uitstel_gezin").latest("pk").gegevens
        zinnen = " ".join([*gegevens["alineas"], gegevens["kader"]])
        assert "{" not in zinnen
        assert gegevens["reden"] == REDEN
        assert bezwaren(f"<main><p>{'</p><p>'.join([*gegevens['alineas'], gegevens['kader']])}</p></main>") == []


def test_withdrawing_the_request_to_supplement_tells_the_new_date(aanvraag: Aanvraag) -> None:
    """Asked on 16 March, withdrawn on the 18th: still on the 17th alone, 4 May + 1 = Liberation Day, so 6 May."""
    factories.zet_status(aanvraag, Status.AANVULLING_GEVRAAGD)
    termijnen.start(aanvraag.zaak, "beslistermijn", vanaf=ONTVANGEN)
    termijnen.start(aanvraag.zaak, "aanvultermijn", vanaf=date(2026, 3, 16))
    termijnen.opschorten(aanvraag.zaak, "beslistermijn", van=date(2026, 3, 16), uiterlijk=date(2026, 4, 7))
    m = mensen(aanvraag)
    doe(aanvraag, "aanvulling_intrekken", m.secretariaat, date(2026, 3, 18))
    assert einde(aanvraag) == date(2026, 5, 6)
    brief = Document.objects.get(brief="uitstel_school")
    assert brief.gegevens["kader"] == "Wij beslissen uiterlijk op 6 mei 2026."
    assert "De laatste dag is nu 6 mei 2026" in Bericht.objects.get(soort="aanvulling_ingetrokken").tekst


def test_withdrawing_that_request_ends_only_what_waited_for_it(aanvraag: Aanvraag) -> None:
    factories.zet_status(aanvraag, Status.AANVULLING_GEVRAAGD)
    termijnen.start(aanvraag.zaak, "beslistermijn", vanaf=ONTVANGEN)
    termijnen.start(aanvraag.zaak, "aanvultermijn", vanaf=date(2026, 3, 16))
    termijnen.opschorten(aanvraag.zaak, "beslistermijn", van=date(2026, 3, 16), uiterlijk=date(2026, 4, 7))
    m = mensen(aanvraag)
    doe(aanvraag, "opschorten_vertraging", m.secretariaat, date(2026, 3, 17), eerste_dag=date(2026, 3, 17))
    doe(aanvraag, "aanvulling_intrekken", m.secretariaat, date(2026, 3, 18))
    assert einde(aanvraag) is None
    lopend = Opschorting.objects.filter(tot=None)
    assert [rij.grond for rij in lopend] == ["vertraging"]
    assert Document.objects.filter(brief="uitstel_school").latest("pk").gegevens["kader"].startswith("De nieuwe datum")


def test_a_term_of_the_law_is_never_simply_set_to_another_date(zaak: Aanvraag) -> None:
    with pytest.raises(TermijnFout):
        termijnen.verzet(zaak.zaak, "beslistermijn", op=ONTVANGEN, tot=ONTVANGEN + timedelta(days=80), reden=REDEN)

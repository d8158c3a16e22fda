"""A suspension with a last day ends by itself: who was told that it began, is told that it is over.

Received Monday 9-3-2026: the term of the law ends on 4-5-2026; still on 14–23 April, 10 days, it ends on 18-5.
"""

from datetime import date

import pytest

from deadlines.models import Opschorting, Termijn
from documents.models import Document
from organisations.actor import systeem
from tests import factories
from tests.b1 import bezwaren
from tests.tlv.uitstel_hulp import INSTEMMING, doe, einde, in_advies, nu
from tests.tlv.volledigheid_hulp import Mensen, mensen
from tlv.models import Aanvraag
from tlv.stilstand_voorbij import ACTIE, zaken_te_melden
from tlv.uitstel import gevolg
from workflow.fouten import Conflict
from workflow.models import Bericht
from workflow.perform import perform
from workflow.stilstand import meld_stilstand
from workflow.sweeps import voer_automatisch_uit

pytestmark = pytest.mark.django_db

LAATSTE, ERNA = date(2026, 4, 23), date(2026, 4, 24)


@pytest.fixture
def zaak(aanvraag: Aanvraag) -> Aanvraag:
    return in_advies(aanvraag)


@pytest.fixture
def m(zaak: Aanvraag) -> Mensen:
    return mensen(zaak)


def ronde(dag: date) -> int:
    return voer_automatisch_uit(vandaag=dag, nu=nu(dag))


@pytest.fixture
def stil(zaak: Aanvraag, m: Mensen) -> Aanvraag:
    factories.OuderFactory(leerling=zaak.zaak.dossier.leerling, account=True, naam="Sanne Mulder")
    doe(zaak, "opschorten_instemming", m.secretariaat, date(2026, 4, 13), **INSTEMMING)
    Document.objects.all().delete()
    Bericht.objects.all().delete()
    return zaak


def test_the_day_after_school_and_family_are_told_once_and_the_date_stays(stil: Aanvraag) -> None:
    assert (ronde(LAATSTE), ronde(ERNA), ronde(ERNA), ronde(date(2026, 4, 27))) == (0, 1, 0, 0)
    assert Opschorting.objects.get().tot == ERNA
    assert einde(stil) == date(2026, 5, 18)
    assert sorted(Document.objects.values_list("brief", flat=True)) == ["uitstel_gezin", "uitstel_school"]
    assert set(Bericht.objects.values_list("soort", flat=True)) == {"hervat_school", "hervat_gezin"}


def test_the_letters_say_from_when_to_when_in_plain_words(stil: Aanvraag) -> None:
    ronde(ERNA)
    school = Document.objects.get(brief="uitstel_school").gegevens
    assert "14 april 2026 tot en met 23 april 2026" in school["alineas"][0]
    assert (school["nieuw"], school["reden"]) == ("2026-05-18", "")
    gezin = Document.objects.get(brief="uitstel_gezin").gegevens
    zinnen = [*gezin["alineas"], gezin["kader"]]
    assert "18 mei 2026" in gezin["kader"]
    assert bezwaren(f"<main><p>{'</p><p>'.join(zinnen)}</p></main>") == []


def test_what_was_prolonged_is_told_once_when_all_of_it_is_over(stil: Aanvraag, m: Mensen) -> None:
    langer = {"eerste_dag": date(2026, 4, 20), "laatste_dag": date(2026, 4, 27)}
    doe(stil, "opschorten_instemming", m.secretariaat, date(2026, 4, 20), **INSTEMMING | langer)
    Bericht.objects.all().delete()
    dagen = (ERNA, date(2026, 4, 27), date(2026, 4, 28), date(2026, 4, 29))
    assert [ronde(dag) for dag in dagen] == [0, 0, 1, 0]
    assert list(Opschorting.objects.values_list("tot", flat=True)) == [ERNA, date(2026, 4, 28)]
    assert Bericht.objects.filter(soort="hervat_school").count() == 1


def test_days_between_two_that_nobody_closed_do_not_count(stil: Aanvraag, m: Mensen) -> None:
    """The workers were away for some days. Still on 14–23 and on 27–28 April: 12 days, to Saturday 16-5, so 18-5."""
    tweede = {"ingestemd_op": date(2026, 4, 27), "eerste_dag": date(2026, 4, 27), "laatste_dag": date(2026, 4, 30)}
    doe(stil, "opschorten_instemming", m.secretariaat, date(2026, 4, 27), **INSTEMMING | tweede)
    rij = Opschorting.objects.get(uiterlijk=date(2026, 4, 30))
    dagen = {"opschorting": str(rij.pk), "laatste_dag": date(2026, 4, 28)}
    gezien = gevolg(stil, "opschorting_beeindigen", dagen, vandaag=date(2026, 4, 29)).nieuw.einde
    doe(stil, "opschorting_beeindigen", m.secretariaat, date(2026, 4, 29), **dagen)
    assert list(Opschorting.objects.values_list("tot", flat=True)) == [ERNA, date(2026, 4, 29)]
    assert gezien == einde(stil) == date(2026, 5, 18)


def test_not_while_the_term_stands_still_for_another_reason(stil: Aanvraag, m: Mensen) -> None:
    doe(stil, "opschorten_vertraging", m.secretariaat, date(2026, 4, 20), eerste_dag=date(2026, 4, 20))
    assert list(zaken_te_melden(nu(ERNA))) == []
    rij = Opschorting.objects.get(uiterlijk=None)
    dagen = {"opschorting": str(rij.pk), "laatste_dag": date(2026, 4, 27)}
    doe(stil, "opschorting_beeindigen", m.secretariaat, date(2026, 4, 28), **dagen)
    assert list(zaken_te_melden(nu(date(2026, 4, 28)))) == [stil.zaak_id]


def test_not_what_was_undone_ended_by_hand_or_is_of_a_term_that_stopped(stil: Aanvraag, m: Mensen) -> None:
    rij = Opschorting.objects.get()
    for veld, waarde in {"vervallen_op": LAATSTE, "tot": LAATSTE}.items():
        Opschorting.objects.filter(pk=rij.pk).update(**{veld: waarde})
        assert list(zaken_te_melden(nu(ERNA))) == []
        Opschorting.objects.filter(pk=rij.pk).update(**{veld: None})
    Termijn.objects.filter(pk=rij.termijn_id).update(gestopt_op=LAATSTE)
    assert list(zaken_te_melden(nu(ERNA))) == []
    with pytest.raises(Conflict):
        perform(stil.zaak_id, ACTIE, by=systeem(ERNA), nu=nu(ERNA))


def test_who_handles_the_case_is_asked_every_fortnight_whether_a_delay_still_lasts(zaak: Aanvraag, m: Mensen) -> None:
    doe(zaak, "opschorten_vertraging", m.secretariaat, date(2026, 4, 2), eerste_dag=date(2026, 4, 1))
    Bericht.objects.all().delete()

    def vraag(dag: date) -> int:
        meld_stilstand(vandaag=dag, nu=nu(dag))
        return Bericht.objects.filter(soort="termijn_stil_beslistermijn").count()

    assert vraag(date(2026, 4, 14)) == 0
    aantal = vraag(date(2026, 4, 15))
    assert vraag(date(2026, 4, 28)) == aantal > 0
    assert vraag(date(2026, 5, 2)) == 2 * aantal
    aan = set(Bericht.objects.values_list("user_id", flat=True))
    assert {m.secretariaat.gebruiker_id, m.voorzitter.gebruiker_id} <= aan
    assert "sinds 1 april 2026" in Bericht.objects.latest("pk").tekst
    rij = Opschorting.objects.get()
    dagen = {"opschorting": str(rij.pk), "laatste_dag": date(2026, 5, 6)}
    doe(zaak, "opschorting_beeindigen", m.secretariaat, date(2026, 5, 7), **dagen)
    assert vraag(date(2026, 6, 20)) == 2 * aantal

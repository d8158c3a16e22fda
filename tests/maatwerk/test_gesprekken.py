"""Step 3: first the parents, then the school, then the network; and the parents again before too long."""

from datetime import timedelta

import pytest

from cases.fouten import GeenRecht, Geweigerd, NietGevonden
from deadlines.models import Termijn
from maatwerk.models import Contact, Status
from tests.maatwerk.trajectloop import Trajectloop
from workflow.meldingen import verwerk_meldingen
from workflow.models import Bericht

pytestmark = pytest.mark.django_db
S = Status


@pytest.fixture
def loop(loop: Trajectloop) -> Trajectloop:
    return loop.breng_naar(S.GESPREKKEN)


def test_speaking_to_the_school_before_the_parents_asks_why(loop: Trajectloop) -> None:
    with pytest.raises(Geweigerd, match="eerst de ouders") as weigering:
        loop.praat("school")
    assert weigering.value.veld == "reden_volgorde"
    loop.praat("school", reden_volgorde="De ouders zijn op reis.")
    assert Contact.objects.get().reden_volgorde == "De ouders zijn op reis."


def test_speaking_to_the_network_before_the_school_asks_why(loop: Trajectloop) -> None:
    loop.praat("ouders")
    with pytest.raises(Geweigerd):
        loop.praat("partner")
    loop.praat("school")
    loop.praat("partner")
    assert Contact.objects.count() == 3


@pytest.mark.parametrize("wijze", ["geen_gehoor", "bericht"])
def test_trying_to_reach_the_parents_is_no_conversation(loop: Trajectloop, wijze: str) -> None:
    loop.praat("ouders", wijze)
    with pytest.raises(Geweigerd):
        loop.praat("school")


@pytest.mark.parametrize("met", ["leerling", "directeur", "ouders"])
def test_pupil_and_director_may_be_spoken_to_at_any_time(loop: Trajectloop, met: str) -> None:
    loop.praat(met)
    assert Contact.objects.count() == 1


def test_a_talk_with_the_pupil_alone_is_no_talk_with_the_parents(loop: Trajectloop) -> None:
    loop.praat("leerling")
    with pytest.raises(Geweigerd):
        loop.praat("school")


def test_of_an_adult_the_pupil_is_who_has_to_be_spoken_to() -> None:
    volwassen = Trajectloop(leeftijd=19).breng_naar(S.GESPREKKEN)
    volwassen.praat("leerling")
    volwassen.praat("school")
    assert Contact.objects.count() == 2


def test_the_search_begins_after_both_or_with_a_reason(loop: Trajectloop) -> None:
    loop.praat("ouders")
    with pytest.raises(Geweigerd, match="de school van herkomst"):
        loop.doe("verkenning_starten", reden="")
    loop.doe("verkenning_starten", reden="De school is dicht wegens verbouwing.")
    assert loop.status == S.VERKENNEN


def test_a_conversation_in_the_future_is_an_appointment(loop: Trajectloop) -> None:
    with pytest.raises(Geweigerd, match="afspraken"):
        loop.schrijf("contact", met="ouders", wijze="gesprek", op=loop.nu.date() + timedelta(days=1))


@pytest.mark.parametrize("wie", ["directeur", "secretariaat", "voorzitter", "coordinator", "tweede"])
def test_only_the_casemanager_writes_in_the_log(loop: Trajectloop, wie: str) -> None:
    with pytest.raises((GeenRecht, NietGevonden)):
        loop.schrijf("contact", wie, met="ouders", wijze="gesprek", op=loop.nu.date())


def test_the_term_to_speak_to_the_parents_begins_with_the_appointment_and_anew_with_each_talk(
    loop: Trajectloop,
) -> None:
    begin = loop.nu.date()
    assert _term(loop).einde == begin + timedelta(weeks=3)
    loop.nu += timedelta(days=5)
    loop.praat("ouders", "telefoon")
    assert _term(loop).einde == begin + timedelta(days=5, weeks=3)
    loop.praat("ouders", "geen_gehoor")
    loop.praat("school")
    assert _term(loop).einde == begin + timedelta(days=5, weeks=3)


def _term(loop: Trajectloop) -> Termijn:
    return Termijn.objects.open().get(zaak_id=loop.zaak_id, soort="ouders_spreken")


def test_a_talk_that_is_noted_later_counts_from_the_day_it_was(loop: Trajectloop) -> None:
    dag = loop.nu.date()
    loop.nu += timedelta(days=10)
    loop.schrijf("contact", met="ouders", wijze="huisbezoek", op=dag + timedelta(days=2))
    assert _term(loop).einde == dag + timedelta(days=2, weeks=3)
    loop.schrijf("contact", met="ouders", wijze="telefoon", op=dag + timedelta(days=1))
    assert _term(loop).einde == dag + timedelta(days=2, weeks=3), "an older talk moves nothing back"


def test_only_the_casemanager_is_told_gently_and_only_when_it_has_been_too_long(loop: Trajectloop) -> None:
    dag = loop.nu + timedelta(weeks=3)
    verwerk_meldingen(vandaag=dag.date(), nu=dag)
    assert not Bericht.objects.filter(soort="termijn_ouders_spreken").exists()
    dag += timedelta(days=1)
    verwerk_meldingen(vandaag=dag.date(), nu=dag)
    bericht = Bericht.objects.get(soort="termijn_ouders_spreken")
    assert bericht.user_id == loop.mensen["casemanager"].gebruiker_id
    assert "bel hen dan even" in bericht.tekst


def test_words_are_added_by_who_noted_it(loop: Trajectloop) -> None:
    pk = loop.praat("ouders").waarden["id"]
    loop.schrijf("contact_aanvullen", contact_id=pk, notitie="Zij willen een kleine school.")
    assert Contact.objects.get().notitie == "Zij willen een kleine school."
    loop.doe("casemanager_ontheffen")
    loop.doe("inschakelen", casemanager_id=loop.mensen["tweede"].persoon_id)
    loop.doe("casemanager_aanvaardt", "tweede")
    with pytest.raises(Geweigerd, match="wie dit noteerde"):
        loop.schrijf("contact_aanvullen", "tweede", contact_id=pk, notitie="Iets anders.")

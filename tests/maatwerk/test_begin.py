"""Step 1: intake from the PTO, what was explored, and the advice of the commission."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from cases.fouten import GeenRecht, Geweigerd, NietGevonden
from cases.models import Betrokkene, Notitie, Zaak
from deadlines.models import Termijn
from maatwerk.models import Commissieadvies, Status, Verkenning
from organisations.actor import Actor
from organisations.models import User
from organisations.rollen import Rol
from tests import factories
from tests.maatwerk.trajectloop import Trajectloop
from vergaderingen import plannen, punten, uitkomsten
from vergaderingen.models import Agendapunt
from vergaderingen.woorden import uitkomst
from workflow.edit import edit
from workflow.fouten import Conflict
from workflow.models import Bericht
from workflow.start import start

pytestmark = pytest.mark.django_db
S = Status


def test_a_second_track_beside_a_running_one_is_refused(loop: Trajectloop) -> None:
    with pytest.raises(Geweigerd, match="loopt al"):
        start("maatwerk", loop.dossier.pk, by=loop.als("secretariaat"), nu=loop.nu, data={})


def test_the_school_of_origin_can_begin_a_track_and_keeps_its_draft_to_itself() -> None:
    dossier = factories.DossierFactory()
    school = factories.actor(Rol.COORDINATOR, dossier.school)
    bureau = factories.actor(Rol.SECRETARIAAT, dossier.swv)
    zaak_id = start("maatwerk", dossier.pk, by=school, nu=factories.NU, data={})
    assert Zaak.objects.visible_to(school).filter(pk=zaak_id).exists()
    assert not Zaak.objects.visible_to(bureau).filter(pk=zaak_id).exists()


def test_bringing_in_says_what_is_still_missing(loop: Trajectloop) -> None:
    with pytest.raises(Geweigerd, match=r"datum van het PTO.*verkend"):
        loop.doe("inbrengen")
    loop.schrijf("verkenning", "secretariaat", vorm="so", waar="", waarom_niet="Te groot.")
    with pytest.raises(Geweigerd) as weigering:
        loop.doe("inbrengen")
    assert "verkend" not in weigering.value.melding


def test_the_view_of_the_parents_is_asked_and_blocks_nothing(loop: Trajectloop) -> None:
    loop.vul_intake()
    loop.schrijf("intake", "secretariaat", mening_ouders="")
    assert loop.doe("inbrengen").status == S.BIJ_COMMISSIE


def test_brought_in_it_has_a_number_a_term_and_is_there_for_office_and_family(loop: Trajectloop) -> None:
    assert not Zaak.objects.visible_to(loop.als("ouder")).filter(pk=loop.zaak_id).exists()
    loop.breng_naar(S.BIJ_COMMISSIE)
    zaak = loop.rij.zaak
    assert zaak.nummer == "M2026-0001"
    assert Zaak.objects.visible_to(loop.als("ouder")).filter(pk=loop.zaak_id).exists()
    assert Betrokkene.objects.filter(zaak=zaak, rol=Rol.OUDER).count() == 1
    term = Termijn.objects.open().get(zaak=zaak)
    assert (term.soort, term.einde) == ("commissieadvies", loop.nu.date() + timedelta(days=21))
    soorten = set(Bericht.objects.filter(zaak=zaak).values_list("soort", flat=True))
    assert soorten == {"ingebracht_commissie", "ingebracht_gezin"}


def test_the_intake_is_closed_once_brought_in_and_open_again_when_something_is_missed(loop: Trajectloop) -> None:
    loop.breng_naar(S.BIJ_COMMISSIE)
    with pytest.raises(GeenRecht):
        loop.schrijf("intake", "secretariaat", vraag="anders")
    loop.doe("intake_teruggeven", reden="Wat zegt de leerplicht?")
    assert loop.status == S.INTAKE
    assert Notitie.objects.get(zaak_id=loop.zaak_id).tekst == "Wat zegt de leerplicht?"
    assert not Termijn.objects.open().filter(zaak_id=loop.zaak_id).exists()
    loop.schrijf("intake", "secretariaat", vraag="Leerplicht zoekt mee.")
    nummer = loop.rij.zaak.nummer
    loop.doe("inbrengen")
    assert loop.rij.zaak.nummer == nummer, "a number is given once"


def test_two_people_editing_the_intake_lose_nothing(loop: Trajectloop) -> None:
    versie = loop.rij.intake.versie
    by = loop.als("secretariaat")
    edit(loop.zaak_id, "intake", by=by, data={"vraag": "een"}, verwachte_versie=versie, nu=loop.nu)
    with pytest.raises(Conflict):
        edit(loop.zaak_id, "intake", by=by, data={"vraag": "twee"}, verwachte_versie=versie, nu=loop.nu)
    assert loop.rij.intake.vraag == "een"


def test_two_people_editing_one_explored_option_lose_nothing(loop: Trajectloop, als: Callable[[Actor], Client]) -> None:
    pk = loop.schrijf("verkenning", "secretariaat", vorm="so", waar="", waarom_niet="Te groot.").waarden["id"]
    browser = als(loop.als("secretariaat"))
    adres = reverse("maatwerk:verkenning", args=[loop.zaak_id, pk])
    getoond = {"versie": browser.get(adres).context["form"]["versie"].value(), "vorm": "so"}
    assert browser.post(adres, getoond | {"waarom_niet": "Te groot en te ver."}).status_code == 302
    assert browser.post(adres, getoond | {"waarom_niet": "Te druk."}).status_code == 409
    assert Verkenning.objects.get(pk=pk).waarom_niet == "Te groot en te ver."


def test_an_option_of_another_track_cannot_be_changed_here(loop: Trajectloop) -> None:
    ander = Trajectloop()
    pk = ander.schrijf("verkenning", "secretariaat", vorm="so", waar="", waarom_niet="x").waarden["id"]
    with pytest.raises(NietGevonden):
        loop.schrijf("verkenning", "secretariaat", verkenning_id=pk, vorm="so", waar="", waarom_niet="y")
    assert Verkenning.objects.get(pk=pk).waarom_niet == "x"


@pytest.mark.parametrize("dagen", [-1, 1])
def test_an_advice_is_of_a_meeting_after_bringing_in_that_was_held(loop: Trajectloop, dagen: int) -> None:
    loop.breng_naar(S.BIJ_COMMISSIE)
    with pytest.raises(Geweigerd, match="vanaf het inbrengen"):
        loop.doe("adviseren", besproken_op=loop.nu.date() + timedelta(days=dagen))


def test_an_advice_without_reasons_is_none(loop: Trajectloop) -> None:
    loop.breng_naar(S.BIJ_COMMISSIE)
    with pytest.raises(Geweigerd, match="waarom"):
        loop.doe("adviseren", overwegingen="  ")


def test_the_commission_cannot_propose_who_has_a_conflict_of_interest(loop: Trajectloop) -> None:
    loop.breng_naar(S.BIJ_COMMISSIE)
    wie = loop.mensen["casemanager"].gebruiker_id
    factories.LidmaatschapFactory(user_id=wie, rol=Rol.COORDINATOR, school=loop.dossier.school)
    with pytest.raises(Geweigerd, match="school van de leerling"):
        loop.doe("adviseren")


def test_the_director_is_told_and_can_ask_the_commission_to_look_again(loop: Trajectloop) -> None:
    loop.breng_naar(S.BIJ_DIRECTEUR)
    assert Commissieadvies.objects.get().uitkomst == "inschakelen"
    assert Bericht.objects.filter(soort="advies_directeur", user_id=loop.mensen["directeur"].gebruiker_id).exists()
    loop.doe("advies_terugvragen", reden="Is so echt uitgesloten?")
    assert loop.status == S.BIJ_COMMISSIE
    loop.doe("adviseren", uitkomst="niet_inschakelen", overwegingen="Nader onderzoek nodig.")
    assert list(Commissieadvies.objects.values_list("uitkomst", flat=True)) == ["inschakelen", "niet_inschakelen"]


@pytest.mark.parametrize("wie", ["coordinator", "directeur", "casemanager"])
def test_only_the_commission_and_its_office_advise(loop: Trajectloop, wie: str) -> None:
    loop.breng_naar(S.BIJ_COMMISSIE)
    with pytest.raises((GeenRecht, NietGevonden)):
        loop.doe("adviseren", wie)


# -- in a meeting of the commission ----------------------------------------------------------------


def op_agenda(loop: Trajectloop) -> Agendapunt:
    """The track stands on the agenda of a meeting in two days."""
    begin = loop.nu + timedelta(days=2)
    gegevens = {
        "begin": begin,
        "einde": begin + timedelta(hours=1),
        "online": False,
        "plaats": "Kastanjelaan 12, Lindestad",
        "voorzitter": loop.mensen["voorzitter"].persoon_id,
        "leden": [loop.mensen[wie].hoed_id for wie in ("secretariaat", "voorzitter")],
    }
    bijeen = plannen.plan(loop.als("secretariaat"), gegevens, nu=loop.nu)
    uit = loop.schrijf("op_agenda", "secretariaat", soort="advies", vergadering=bijeen.pk)
    return Agendapunt.objects.get(pk=uit.waarden["id"])


def bespreek(loop: Trajectloop, punt: Agendapunt, uitkomst: str, advies: str, *, op: datetime, keuze: str = "") -> None:
    loop.nu = op
    gegevens = {"uitkomst": uitkomst, "advies": advies, "keuze": keuze, "verlieten": []}
    uitkomsten.leg_uitkomst_vast(loop.als("secretariaat"), punt.pk, gegevens, versie=None, sleutel="", nu=op)


def test_what_the_commission_finds_in_its_meeting_is_the_advice(loop: Trajectloop) -> None:
    loop.breng_naar(S.BIJ_COMMISSIE)
    punt = op_agenda(loop)
    tijdens = loop.nu + timedelta(days=2, minutes=20)
    with pytest.raises(Geweigerd):  # an advice without a reason is none, so the outcome is not recorded either
        bespreek(loop, punt, "inschakelen", "", op=tijdens)
    assert (Agendapunt.objects.get(pk=punt.pk).is_open, loop.status) == (True, S.BIJ_COMMISSIE)
    bespreek(loop, punt, "inschakelen", "Alles is verkend.", op=tijdens)
    advies = Commissieadvies.objects.get(traject=loop.rij)
    assert (advies.uitkomst, advies.overwegingen, advies.besproken_op) == (
        "inschakelen",
        "Alles is verkend.",
        tijdens.date(),
    )
    assert loop.status == S.BIJ_DIRECTEUR


def test_the_commission_proposes_a_casemanager_in_its_meeting(
    loop: Trajectloop, als: Callable[[Actor], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    loop.breng_naar(S.BIJ_COMMISSIE)
    punt = op_agenda(loop)
    loop.nu = tijdens = loop.nu + timedelta(days=2, minutes=20)
    monkeypatch.setattr("django.utils.timezone.now", lambda: tijdens)
    client, adres = als(loop.als("secretariaat")), reverse("vergaderingen:uitkomst", args=[punt.pk])
    wie = str(loop.mensen["casemanager"].gebruiker_id)
    assert "0 lopende trajecten" in client.get(adres).content.decode()
    concept = {"uitkomst": "inschakelen", "keuze": wie, "advies": "Alles is verkend."}
    client.post(adres, concept | {"versie": 1})
    assert f'value="{wie}" selected' in client.get(adres).content.decode(), "a draft keeps whom one had chosen"
    antwoord = client.post(adres, concept | {"versie": 2, "keuze": "999999", "vastleggen": "1"})
    assert (antwoord.status_code, Commissieadvies.objects.exists()) == (422, False)
    client.post(adres, concept | {"versie": 2, "vastleggen": "1"})
    assert Commissieadvies.objects.get(traject=loop.rij).casemanager_id == int(wie)
    punt.refresh_from_db()
    assert uitkomst(punt) == f"wel een casemanager inschakelen, met als voorstel {loop.mensen['casemanager'].naam}"


def test_who_advises_against_a_casemanager_proposes_nobody(loop: Trajectloop) -> None:
    loop.breng_naar(S.BIJ_COMMISSIE)
    punt, wie = op_agenda(loop), str(loop.mensen["casemanager"].gebruiker_id)
    tijdens = loop.nu + timedelta(days=2, minutes=20)
    bespreek(loop, punt, "niet_inschakelen", "Er is nog een plek.", op=tijdens, keuze=wie)
    punt.refresh_from_db()
    assert (punt.keuze, Commissieadvies.objects.get(traject=loop.rij).casemanager_id) == ("", None)


@pytest.mark.parametrize("actie", ["adviseren", "intake_teruggeven", "beeindigen"])
def test_what_needs_no_advice_any_more_leaves_the_agenda(loop: Trajectloop, actie: str) -> None:
    loop.breng_naar(S.BIJ_COMMISSIE)
    punt = op_agenda(loop)
    loop.doe(actie)
    punt.refresh_from_db()
    assert punt.stand == Agendapunt.Stand.VERVALLEN


def test_a_commission_that_wants_to_know_more_gives_the_dossier_back_from_its_meeting(loop: Trajectloop) -> None:
    loop.breng_naar(S.BIJ_COMMISSIE)
    punt = op_agenda(loop)
    bespreek(loop, punt, "meer_weten", "Wat vond het so?", op=loop.nu + timedelta(days=2, minutes=20))
    assert loop.status == S.INTAKE
    assert Notitie.objects.get(zaak_id=loop.zaak_id).tekst == "Wat vond het so?"


def test_a_track_goes_on_an_agenda_only_while_advice_is_asked(loop: Trajectloop) -> None:
    with pytest.raises(GeenRecht):
        loop.schrijf("op_agenda", "secretariaat", soort="advies", vergadering=None)
    loop.breng_naar(S.BIJ_COMMISSIE)
    with pytest.raises(GeenRecht):
        loop.schrijf("op_agenda", "coordinator", soort="advies", vergadering=None)
    loop.schrijf("op_agenda", "secretariaat", soort="advies", vergadering=None)
    assert punten.punten_van(loop.rij.zaak)[0].stand == Agendapunt.Stand.WACHT


# -- who advises -----------------------------------------------------------------------------------


@pytest.mark.parametrize("actie", ["adviseren", "intake_teruggeven"])
def test_who_works_at_the_school_of_the_pupil_does_not_advise_about_it(loop: Trajectloop, actie: str) -> None:
    """In a meeting such a person leaves the room; the page of the case is no way round."""
    loop.breng_naar(Status.BIJ_COMMISSIE)
    voorzitter = User.objects.get(pk=loop.mensen["voorzitter"].persoon_id)
    factories.lidmaatschap(Rol.COORDINATOR, loop.dossier.school, user=voorzitter)
    with pytest.raises(Geweigerd, match="werkt bij de school"):
        loop.doe(actie)
    assert loop.status == Status.BIJ_COMMISSIE
    loop.doe(actie, "secretariaat")


def test_who_reported_a_stake_at_the_item_does_not_advise_on_the_page_of_the_case(loop: Trajectloop) -> None:
    loop.breng_naar(Status.BIJ_COMMISSIE)
    loop.schrijf("op_agenda", "secretariaat", soort="advies", vergadering=None)
    uitkomsten.meld_belang(loop.als("voorzitter"), Agendapunt.objects.get().pk, nu=loop.nu)
    with pytest.raises(Geweigerd, match="belang"):
        loop.doe("adviseren")
    loop.doe("adviseren", "secretariaat")

"""Steps 4 and 5: a plan goes to the signers as it was read, is approved with its money, or comes back."""

from decimal import Decimal

import pytest

from audit.models import Gebeurtenis
from documents import tekenen
from documents.models import Document, Handtekening
from maatwerk import plan
from maatwerk.models import Directiebesluit, Status, Traject
from maatwerk.models_plan import Budget, Planversie, Reservering
from maatwerk.plantekenen import STUK
from organisations.actor import Actor, systeem
from organisations.models import Samenwerkingsverband, School
from organisations.rollen import Rol
from tests import factories
from tests.factories import NU, VANDAAG
from tests.maatwerk.planhulp import (
    REGEL,
    breng_naar_directeur,
    keur_goed,
    leg_voor,
    maak_budget,
    maak_traject,
    mensen_die_tekenen,
    nu_is,
    teken_opstellers,
    vul_plan,
    wie_is,
)
from workflow.edit import edit
from workflow.fouten import Conflict, GeenRecht, Geweigerd, HerbevestigingNodig
from workflow.models import Bericht, Onderdeel
from workflow.perform import perform
from workflow.tekenkamer import geldig_stuk

pytestmark = pytest.mark.django_db
Stand = Planversie.Stand


@pytest.fixture
def mensen(swv: Samenwerkingsverband, andere_school: School) -> tuple[Actor, Actor]:
    return mensen_die_tekenen(swv, andere_school)


@pytest.fixture
def directeur(mensen: tuple[Actor, Actor]) -> Actor:
    return mensen[1]


@pytest.fixture
def geschreven(school: School, andere_school: School, mensen: tuple[Actor, Actor]) -> tuple[Traject, Actor]:
    """A whole plan for another school, and its casemanager."""
    traject, wie = maak_traject(school)
    vul_plan(traject.zaak, andere_school)
    return traject, wie


# -- writing ---------------------------------------------------------------------------------------


def test_only_the_casemanager_writes_and_only_while_the_plan_is_written(geschreven, directeur: Actor):
    traject, wie = geschreven
    ander = factories.actor(Rol.CASEMANAGER, traject.zaak.swv)
    factories.betrek(traject.zaak, wie_is(ander), Rol.CASEMANAGER)
    for actor in (directeur, ander):
        with pytest.raises(GeenRecht):
            edit(traject.zaak_id, "onderdeel:plan_plek", by=actor, data={"week": "x"}, nu=NU)
    edit(traject.zaak_id, "onderdeel:plan_plek", by=wie, data={"week": "Elke dag."}, nu=NU)
    leg_voor(traject, wie)
    with pytest.raises(GeenRecht):
        edit(traject.zaak_id, "onderdeel:plan_plek", by=wie, data={"week": "Toch niet."}, nu=NU)


def test_a_draft_keeps_what_is_wrong_and_does_not_count_it(geschreven):
    traject, wie = geschreven
    fout = [REGEL, REGEL | {"aantal": "twee of drie", "rij": "b"}, REGEL | {"tarief": "NaN", "rij": "c"}]
    edit(traject.zaak_id, "onderdeel:plan_offerte", by=wie, data={"regels": fout}, nu=NU)
    regels, onvolledig = plan.voorlopige_regels(plan.planantwoorden(traject))
    assert ([r.sleutel for r in regels], onvolledig) == (["regel1"], 2)
    with pytest.raises(Geweigerd, match="Offerte"):
        perform(traject.zaak_id, "plan_voorleggen", by=wie, nu=NU)


@pytest.mark.parametrize(
    ("sectie", "anders", "waar"),
    [
        ("plan_plek", {"einde": "2026-04-06"}, "De plek"),
        ("plan_plek", {"school": ""}, "De plek"),
        ("plan_doelen", {"doelen": []}, "Doelen"),
        ("plan_evaluaties", {"evaluaties": [{"op": "2029-01-01", "met_wie": "ouders", "rij": "x"}]}, "Evaluatie"),
        ("plan_offerte", {"geldig_tot": "2026-03-08"}, "Offerte"),
        ("plan_offerte", {"regels": [REGEL | {"keren": 60}]}, "Offerte"),
        ("plan_offerte", {"regels": [REGEL | {"betaler": "ander"}]}, "Offerte"),
    ],
)
def test_an_incomplete_plan_is_not_put_before_anybody(geschreven, sectie: str, anders: dict[str, object], waar: str):
    traject, wie = geschreven
    rij = Onderdeel.objects.get(zaak=traject.zaak, sleutel=sectie)
    Onderdeel.objects.filter(pk=rij.pk).update(antwoorden=rij.antwoorden | anders)
    with pytest.raises(Geweigerd, match=waar):
        perform(traject.zaak_id, "plan_voorleggen", by=wie, nu=NU)
    assert nu_is(traject) == Status.PLAN and not Planversie.objects.exists()


# -- to the signers --------------------------------------------------------------------------------


def test_what_is_put_before_the_signers_is_frozen_with_its_paper(geschreven, andere_school: School):
    traject, wie = geschreven
    versie = leg_voor(traject, wie)
    assert (versie.nummer, versie.stand, versie.school_id) == (1, Stand.VOORGELEGD, andere_school.pk)
    assert versie.bedrag.incl == Decimal("4200.00") == sum(r.incl for r in versie.regels.all())
    assert versie.inhoud["secties"]["plan_plek"]["school"].startswith(andere_school.naam)
    papier = Document.objects.get(pk=versie.document_id)
    assert (papier.brief, papier.concept) == ("plan_van_aanpak", True)
    assert papier.gegevens["offerte"]["totaal"]["incl"] == "€\u00a04.200,00"
    assert nu_is(traject) == Status.PLAN_TEKENEN


def test_the_version_that_was_read_is_the_one_that_goes(geschreven):
    traject, wie = geschreven
    gelezen = plan.planstand(traject)
    edit(traject.zaak_id, "onderdeel:plan_plek", by=wie, data={"week": "Iets anders."}, nu=NU)
    with pytest.raises(Conflict):
        perform(traject.zaak_id, "plan_voorleggen", by=wie, data={"planstand": gelezen}, nu=NU)
    perform(traject.zaak_id, "plan_voorleggen", by=wie, data={"planstand": plan.planstand(traject)}, nu=NU)


def test_casemanager_and_school_sign_first_and_then_the_director_is_told(geschreven, mensen, directeur: Actor):
    traject, wie = geschreven
    leg_voor(traject, wie)
    stuk = geldig_stuk(traject.zaak, STUK)
    gevraagd = Handtekening.objects.filter(stuk=stuk, uitgenodigd_op__isnull=False)
    assert {rij.user_id for rij in gevraagd} == {wie.gebruiker_id, mensen[0].gebruiker_id}
    teken_opstellers(traject)
    assert nu_is(traject) == Status.PLAN_BIJ_DIRECTEUR
    assert Bericht.objects.filter(user_id=directeur.gebruiker_id, soort="plan_bij_directeur").exists()


# -- the decision ----------------------------------------------------------------------------------


def test_approval_signs_promises_the_money_and_is_recorded(school, andere_school, swv, directeur: Actor):
    maak_budget(swv, "5000")
    traject = breng_naar_directeur(school, andere_school)
    keur_goed(traject, directeur, reden="Goed plan.")
    versie = Planversie.objects.get()
    assert (versie.stand, versie.beoordeeld_door_id) == (Stand.GOEDGEKEURD, directeur.gebruiker_id)
    assert nu_is(traject) == Status.VERTELLEN and Reservering.objects.get().bedrag == Decimal("4200.00")
    rij = Handtekening.objects.get(stuk__zaak=traject.zaak, rol=Rol.DIRECTEUR_SWV)
    assert (rij.uitkomst, rij.user_id) == ("getekend", directeur.gebruiker_id)
    assert Directiebesluit.objects.get().soort == Directiebesluit.Soort.PLAN_AKKOORD
    vast = Gebeurtenis.objects.filter(actie="maatwerk.plan_goedkeuren").latest("id").bijzonderheden
    assert (vast["planversie"], vast["bedrag"]) == (1, "4200.00")


def test_without_budget_nothing_is_decided_and_nothing_is_signed(school, andere_school, swv, directeur: Actor):
    maak_budget(swv, "4199.99")
    traject = breng_naar_directeur(school, andere_school)
    with pytest.raises(Geweigerd, match=r"€\s0,01"):
        keur_goed(traject, directeur)
    assert nu_is(traject) == Status.PLAN_BIJ_DIRECTEUR
    assert not Handtekening.objects.filter(rol=Rol.DIRECTEUR_SWV, uitkomst="getekend").exists()
    assert not Reservering.objects.exists() and not Directiebesluit.objects.exists()


def test_the_director_signs_only_after_identifying_again(school, andere_school, swv, directeur: Actor):
    maak_budget(swv, "5000")
    traject = breng_naar_directeur(school, andere_school)
    with pytest.raises(HerbevestigingNodig):
        perform(traject.zaak_id, "plan_goedkeuren", by=directeur, nu=NU)


def test_nobody_approves_an_own_offer(school, andere_school, swv, directeur: Actor):
    maak_budget(swv, "5000")
    traject = breng_naar_directeur(school, andere_school)
    factories.LidmaatschapFactory(user=wie_is(directeur), rol=Rol.SCHOOLDIRECTEUR, school=andere_school)
    with pytest.raises(Geweigerd, match="ontvangende school"):
        keur_goed(traject, directeur)
    aanstelling = traject.aanstellingen.get()
    aanstelling.casemanager = wie_is(directeur)
    aanstelling.save()
    with pytest.raises(Geweigerd, match="casemanager"):
        keur_goed(traject, directeur)


def test_a_director_with_a_stake_in_the_offer_is_not_the_one_who_is_asked(school, andere_school, swv, mensen):
    _, eerste = mensen
    factories.LidmaatschapFactory(user=wie_is(eerste), rol=Rol.SCHOOLDIRECTEUR, school=andere_school)
    traject, wie = maak_traject(school)
    vul_plan(traject.zaak, andere_school)
    with pytest.raises(Geweigerd, match="geen directeur"):
        leg_voor(traject, wie)
    ander = factories.actor(Rol.DIRECTEUR_SWV, swv)
    leg_voor(traject, wie)
    assert Handtekening.objects.get(stuk__zaak=traject.zaak, rol=Rol.DIRECTEUR_SWV).user_id == ander.gebruiker_id


def test_a_returned_plan_comes_back_as_a_new_version_with_what_changed(school, andere_school, directeur: Actor):
    traject, wie = maak_traject(school)
    vul_plan(traject.zaak, andere_school)
    leg_voor(traject, wie)
    teken_opstellers(traject)
    with pytest.raises(Geweigerd):
        perform(traject.zaak_id, "plan_teruggeven", by=directeur, data={"reden": " "}, nu=NU)
    perform(traject.zaak_id, "plan_teruggeven", by=directeur, data={"reden": "Te duur."}, nu=NU)
    eerste = Planversie.objects.get()
    assert (eerste.stand, eerste.opmerkingen, nu_is(traject)) == (Stand.TERUGGEGEVEN, "Te duur.", Status.PLAN)
    assert geldig_stuk(traject.zaak, STUK) is None
    assert not Handtekening.objects.filter(stuk__zaak=traject.zaak).exclude(uitkomst="vervallen").exists()
    edit(traject.zaak_id, "onderdeel:plan_offerte", by=wie, data={"regels": [REGEL | {"tarief": "80"}]}, nu=NU)
    with pytest.raises(Geweigerd, match="nieuwe versie"):
        perform(traject.zaak_id, "plan_voorleggen", by=wie, nu=NU)
    tweede = leg_voor(traject, wie, reden="Goedkoper tarief.")
    assert (tweede.nummer, tweede.bedrag.incl) == (2, Decimal("3840.00"))
    assert {r.rij for r in eerste.regels.all()} == {r.rij for r in tweede.regels.all()}


def test_the_casemanager_takes_a_plan_back_and_signatures_are_void(geschreven):
    traject, wie = geschreven
    leg_voor(traject, wie)
    perform(traject.zaak_id, "plan_terugnemen", by=wie, data={"reden": "Een tikfout."}, nu=NU)
    assert (Planversie.objects.get().stand, nu_is(traject)) == (Stand.TERUGGENOMEN, Status.PLAN)
    assert geldig_stuk(traject.zaak, STUK) is None


def test_a_large_change_keeps_the_money_until_the_new_version_is_approved(school, andere_school, swv, directeur: Actor):
    maak_budget(swv, "6000")
    traject = breng_naar_directeur(school, andere_school)
    keur_goed(traject, directeur)
    wie = _casemanager_van(traject)
    perform(traject.zaak_id, "plan_aanpassen", by=wie, data={"reden": "Meer uren nodig."}, nu=NU)
    assert Reservering.objects.get().bedrag == Decimal("4200.00")
    edit(traject.zaak_id, "onderdeel:plan_offerte", by=wie, data={"regels": [REGEL | {"aantal": "4"}]}, nu=NU)
    leg_voor(traject, wie, reden="Meer uren.")
    teken_opstellers(traject)
    keur_goed(traject, directeur)
    assert Reservering.objects.get().bedrag == Decimal("5600.00") == Budget.objects.get().vastgelegd
    assert [v.stand for v in Planversie.objects.order_by("nummer")] == [Stand.VERVANGEN, Stand.GOEDGEKEURD]


def test_the_track_ends_and_what_was_not_spent_is_free_again(school, andere_school, swv, directeur: Actor):
    maak_budget(swv, "5000")
    traject = breng_naar_directeur(school, andere_school)
    keur_goed(traject, directeur)
    perform(traject.zaak_id, "beeindigen", by=directeur, data={"reden": "Het gezin verhuist."}, nu=NU)
    assert Budget.objects.get().vrij == Decimal("5000.00")


@pytest.mark.parametrize("actie", ["plan_voorleggen", "plan_teruggeven", "plan_goedkeuren", "plan_getekend"])
def test_the_wrong_hat_does_nothing(school, andere_school, swv, mensen, secretariaat: Actor, actie: str):
    traject = breng_naar_directeur(school, andere_school)
    with pytest.raises((GeenRecht, Conflict)):
        perform(traject.zaak_id, actie, by=secretariaat, data={"reden": "x"}, herbevestigd_op=NU, nu=NU)


def test_a_plan_that_nobody_can_agree_to_is_not_put_before_anybody(school: School, andere_school: School, mensen):
    traject, wie = maak_traject(school, ouders=())
    vul_plan(traject.zaak, andere_school)
    with pytest.raises(Geweigerd, match="gezag"):
        perform(traject.zaak_id, "plan_voorleggen", by=wie, nu=NU)


def test_a_head_without_an_account_is_asked_by_name(school, mensen):
    traject, wie = maak_traject(school)
    vul_plan(traject.zaak)
    leg_voor(traject, wie)
    rij = Handtekening.objects.get(stuk__zaak=traject.zaak, rol=Rol.SCHOOLDIRECTEUR)
    assert (rij.naam, rij.functie, rij.user_id) == ("T. Aker", "directeur van De Kleine Plek", None)


def test_the_system_passes_on_only_what_was_signed(geschreven):
    traject, _ = geschreven
    with pytest.raises(Conflict):
        perform(traject.zaak_id, "plan_getekend", by=systeem(VANDAAG), nu=NU)


def _casemanager_van(traject: Traject) -> Actor:
    lid = traject.aanstellingen.get().casemanager.lidmaatschappen.get(rol=Rol.CASEMANAGER)
    return factories.actor_voor(lid, vandaag=VANDAAG)


def test_who_does_not_sign_sends_the_plan_back_with_the_reason(geschreven, directeur: Actor):
    traject, wie = geschreven
    leg_voor(traject, wie)
    stuk = geldig_stuk(traject.zaak, STUK)
    assert stuk is not None
    rij = next(r for r in tekenen.stand(stuk).aan_de_beurt if r.rol == Rol.SCHOOLDIRECTEUR)
    tekenen.zet(rij, "geweigerd", op=NU, hoe="test", reden="Te weinig uren in de klas.")
    data = {"stuk_id": stuk.pk, "handtekening_id": rij.pk}
    perform(traject.zaak_id, "plan_niet_getekend", by=systeem(VANDAAG), data=data, nu=NU)
    versie = Planversie.objects.get()
    assert (nu_is(traject), versie.stand) == (Status.PLAN, Stand.TERUGGENOMEN)
    assert "Te weinig uren in de klas." in versie.opmerkingen and geldig_stuk(traject.zaak, STUK) is None
    for wie_leest in (wie, directeur):
        assert Bericht.objects.filter(user_id=wie_leest.gebruiker_id, soort="plan_niet_getekend").exists()

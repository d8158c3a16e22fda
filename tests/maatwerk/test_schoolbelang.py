"""Nobody writes, chooses or approves an offer of the school where that person works; and there is a way out."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from maatwerk import casemanagers, plan
from maatwerk.models import Aanstelling, Optie, Status, Traject
from organisations.actor import Actor
from organisations.models import Lidmaatschap, School, User
from organisations.rollen import Rol
from tests import factories
from tests.factories import NU, VANDAAG
from tests.maatwerk.planhulp import antwoorden, leg_voor, maak_traject, mensen_die_tekenen, stuk_van, vul_plan
from tests.maatwerk.trajectloop import Trajectloop
from workflow.edit import edit
from workflow.fouten import GeenRecht, Geweigerd
from workflow.models import Bericht
from workflow.onderdelen import antwoorden_van
from workflow.perform import perform

pytestmark = pytest.mark.django_db
Als = Callable[[Actor], Client]
BIJ_HAAR = "U werkt bij De Kastanje of bij haar bestuur."


@pytest.fixture
def kastanje(school: School) -> School:
    ontvangt: School = factories.SchoolFactory(swv=school.swv, naam="De Kastanje")
    return ontvangt


def werkt(wie: Actor, school: School, **anders: object) -> Lidmaatschap:
    lid: Lidmaatschap = factories.lidmaatschap(
        Rol.COORDINATOR, school, user=User.objects.get(pk=wie.persoon_id), **anders
    )
    return lid


def plan_van(school: School) -> tuple[Traject, Actor]:
    return maak_traject(school)


# -- where the school is chosen ------------------------------------------------------------------------


def test_the_own_school_cannot_be_chosen_and_the_form_says_what_to_do(
    school: School, kastanje: School, als: Als
) -> None:
    traject, wie = plan_van(school)
    werkt(wie, kastanje)
    vul_plan(traject.zaak, kastanje)
    url = reverse("maatwerk:plan_onderdeel", args=[traject.zaak_id, "plan_plek"])
    html = als(wie).get(url).content.decode()
    assert "Vraag de directeur om een andere casemanager" not in html, "before anything is pressed"
    tekort = plan.tekorten(traject, plan.planantwoorden(traject), vandaag=VANDAAG)
    assert [BIJ_HAAR in zin for rij in tekort for zin in rij.zinnen] == [True]
    ander = factories.SchoolFactory(swv=school.swv)
    vul_plan(traject.zaak, ander)
    assert not plan.tekorten(traject, plan.planantwoorden(traject), vandaag=VANDAAG)


def test_another_school_of_the_same_board_is_the_own_one_too(school: School, kastanje: School) -> None:
    traject, wie = plan_van(school)
    werkt(wie, factories.SchoolFactory(swv=school.swv, bestuur=kastanje.bestuur))
    vul_plan(traject.zaak, kastanje)
    assert plan.tekorten(traject, plan.planantwoorden(traject), vandaag=VANDAAG)


def test_who_worked_there_and_left_can(school: School, kastanje: School) -> None:
    traject, wie = plan_van(school)
    werkt(wie, kastanje, tot=VANDAAG - timedelta(days=1))
    vul_plan(traject.zaak, kastanje)
    assert not plan.tekorten(traject, plan.planantwoorden(traject), vandaag=VANDAAG)


def test_of_the_own_school_one_does_not_say_that_it_fits(loop: Trajectloop) -> None:
    loop.breng_naar(Status.VERKENNEN)
    school = factories.SchoolFactory(swv=loop.dossier.swv, naam="De Kastanje")
    werkt(loop.mensen["casemanager"], school)
    pk = int(loop.schrijf("optie", naam="De Kastanje", vorm="so", school=school).waarden["id"])
    loop.schrijf("optie_stand", optie_id=pk, stand="verkend")
    with pytest.raises(Geweigerd, match="regelt dan niet zelf"):
        loop.schrijf("optie_stand", optie_id=pk, stand="past", afgestemd_op=loop.nu.date(), reden="Rustig.")
    assert Optie.objects.get(pk=pk).stand == "verkend"


# -- where the offer is written and put forward --------------------------------------------------------


def test_the_offer_of_the_own_school_is_not_written(school: School, kastanje: School, als: Als) -> None:
    traject, wie = plan_van(school)
    vul_plan(traject.zaak, kastanje)
    werkt(wie, kastanje)
    anders = {**antwoorden(kastanje)["plan_offerte"], "toelichting": "Nog een uur erbij."}
    with pytest.raises(Geweigerd, match="regelt dan niet zelf"):
        edit(traject.zaak_id, "onderdeel:plan_offerte", by=wie, data=anders, nu=NU)
    assert antwoorden_van(traject.zaak)["plan_offerte"]["toelichting"] == ""
    edit(traject.zaak_id, "onderdeel:plan_plek", by=wie, data={"week": "Drie ochtenden."}, nu=NU)
    url = reverse("maatwerk:plan_onderdeel", args=[traject.zaak_id, "plan_offerte"])
    html = als(wie).get(url, follow=True).content.decode()
    assert BIJ_HAAR in html and "Welke school ontvangt de leerling?" in html


def test_it_does_not_go_to_the_signers(school: School, kastanje: School) -> None:
    traject, wie = plan_van(school)
    vul_plan(traject.zaak, kastanje)
    werkt(wie, kastanje)
    with pytest.raises(Geweigerd, match="niet compleet"):
        perform(traject.zaak_id, "plan_voorleggen", by=wie, data={"reden": ""}, nu=NU)


def test_who_came_to_work_there_meanwhile_does_not_sign_it(school: School, kastanje: School) -> None:
    traject, wie = plan_van(school)
    mensen_die_tekenen(school.swv, kastanje)
    vul_plan(traject.zaak, kastanje)
    leg_voor(traject, wie)
    werkt(wie, kastanje)
    rij = stuk_van(traject).handtekeningen.get(rol=Rol.CASEMANAGER)
    data = {
        "handtekening_id": rij.pk,
        "uitkomst": "getekend",
        "reden": "",
        "sha256": rij.stuk.sha256,
        "herbevestigd_op": NU,
        "hoe": "x",
    }
    with pytest.raises(Geweigerd, match="regelt dan niet zelf"):
        edit(traject.zaak_id, "tekenen", by=wie, data=data, nu=NU)


# -- another casemanager -------------------------------------------------------------------------------


def test_who_works_at_the_school_that_receives_is_not_appointed(loop: Trajectloop) -> None:
    loop.zet(Status.PLAN)
    school = factories.SchoolFactory(swv=loop.dossier.swv, naam="De Kastanje")
    vul_plan(loop.rij.zaak, school)
    werkt(loop.mensen["tweede"], school)
    loop.doe("casemanager_ontheffen", reden="Werkt op de nieuwe school.")
    tweede = loop.mensen["tweede"].gebruiker_id
    gevonden = casemanagers.belangen(loop.rij, [tweede or 0], op=loop.nu.date())
    assert "De Kastanje, de school die de leerling ontvangt" in gevonden[tweede or 0]
    with pytest.raises(Geweigerd, match="Kies iemand anders"):
        loop.doe("inschakelen", casemanager_id=tweede)


def test_the_casemanager_asks_for_another_and_the_director_hears_why(loop: Trajectloop, als: Als) -> None:
    loop.breng_naar(Status.PLAN)
    client = als(loop.als("casemanager"))
    url = reverse("maatwerk:andere_casemanager", args=[loop.zaak_id])
    assert url in client.get(reverse("maatwerk:zaak", args=[loop.zaak_id])).content.decode()
    assert client.post(url, {"reden": ""}).status_code == 422
    html = client.post(url, {"reden": "Ik werk op De Kastanje."}, follow=True).content.decode()
    assert "De directeur weet het en vraagt een ander." in html
    bericht = Bericht.objects.get(soort="andere_casemanager")
    assert bericht.user_id == loop.mensen["directeur"].gebruiker_id
    assert "Ik werk op De Kastanje." in bericht.tekst
    assert "Vroeg op " in html and "Ik werk op" not in html
    with pytest.raises(GeenRecht):
        loop.schrijf("andere_casemanager", "directeur", reden="x")


def test_it_stays_before_the_director_until_another_is_appointed(loop: Trajectloop, als: Als) -> None:
    loop.breng_naar(Status.VERKENNEN)
    directeur, zaak = als(loop.als("directeur")), reverse("maatwerk:zaak", args=[loop.zaak_id])
    taak = f"vraagt om een andere casemanager in {loop.rij.zaak.nummer}"
    assert taak not in directeur.get(reverse("workflow:home")).content.decode()
    loop.schrijf("andere_casemanager", reden="Ik werk op De Kastanje.")
    assert taak in als(loop.als("directeur")).get(reverse("workflow:home")).content.decode()
    pagina = directeur.get(zaak).content.decode()
    assert "De reden: Ik werk op De Kastanje." in pagina and "U hoeft nu niets te doen" not in pagina
    assert reverse("maatwerk:stap", args=[loop.zaak_id, "casemanager_ontheffen"]) in pagina
    ander = factories.actor(Rol.DIRECTEUR_SWV, factories.SwvFactory(), vandaag=loop.nu.date())
    assert taak not in als(ander).get(reverse("workflow:home")).content.decode()
    loop.doe("casemanager_ontheffen", reden="Werkt daar.")
    assert taak not in als(loop.als("directeur")).get(reverse("workflow:home")).content.decode()
    assert "De reden: Ik werk op De Kastanje." not in directeur.get(zaak).content.decode()


def test_after_that_another_finishes_what_was_written(loop: Trajectloop) -> None:
    loop.breng_naar(Status.PLAN)
    school = factories.SchoolFactory(swv=loop.dossier.swv, naam="De Kastanje")
    werkt(loop.mensen["casemanager"], school)
    vul_plan(loop.rij.zaak, school)
    loop.schrijf("andere_casemanager", reden="Ik werk daar.")
    loop.doe("casemanager_ontheffen", reden="Werkt daar.")
    loop.doe("inschakelen", casemanager_id=loop.mensen["tweede"].gebruiker_id)
    loop.doe("casemanager_aanvaardt", "tweede")
    assert loop.status == Status.PLAN
    assert not plan.tekorten(loop.rij, plan.planantwoorden(loop.rij), vandaag=loop.nu.date())
    assert loop.rij.aanstellingen.filter(stand=Aanstelling.Stand.AANVAARD).count() == 1

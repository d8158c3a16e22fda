"""The page of a track leads each hat on: to the plan to sign, to a choice when somebody at home says no, to the end."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from cases.models import Zaak
from documents import tekenen
from documents.models import Handtekening
from maatwerk.models import Status, Traject
from organisations.actor import Actor, systeem
from organisations.models import Samenwerkingsverband, School, User
from organisations.rollen import Rol
from tests import factories
from tests.factories import NU, VANDAAG
from tests.maatwerk.planhulp import (
    keur_goed,
    leg_voor,
    maak_budget,
    maak_traject,
    mensen_die_tekenen,
    stuk_van,
    teken_opstellers,
    vul_plan,
)
from tests.maatwerk.trajectloop import Trajectloop
from workflow.perform import perform
from workflow.tekenkamer import na_antwoord

pytestmark = pytest.mark.django_db
Als = Callable[[Actor], Client]
REDEN = "De reis is te lang."


@pytest.fixture
def voorgelegd(school: School, andere_school: School, swv: Samenwerkingsverband) -> tuple[Traject, Actor, Actor]:
    """A plan before its first signers; its casemanager and the director."""
    _, directeur = mensen_die_tekenen(swv, andere_school)
    maak_budget(swv, "5000")
    traject, wie = maak_traject(school)
    vul_plan(traject.zaak, andere_school)
    leg_voor(traject, wie)
    return traject, wie, directeur


@pytest.fixture
def geweigerd(voorgelegd: tuple[Traject, Actor, Actor]) -> tuple[Traject, Actor, Actor]:
    """The mother read the plan and will not sign."""
    traject, wie, directeur = voorgelegd
    teken_opstellers(traject)
    keur_goed(traject, directeur)
    perform(traject.zaak_id, "plan_vertellen", by=wie, data={"reden": "Thuis besproken."}, nu=NU)
    stuk = stuk_van(traject)
    rij = tekenen.stand(stuk).aan_de_beurt[0]
    tekenen.zet(rij, "geweigerd", op=NU, hoe="test", reden=REDEN)
    na_antwoord(stuk, by=systeem(VANDAAG), nu=NU)
    perform(traject.zaak_id, "plan_niet_getekend", by=systeem(VANDAAG), nu=NU)
    return traject, wie, directeur


def pagina(client: Client, zaak_id: int) -> str:
    return client.get(reverse("maatwerk:zaak", args=[zaak_id])).content.decode()


def test_the_casemanager_is_led_to_the_plan_to_sign(als: Als, voorgelegd: tuple[Traject, Actor, Actor]) -> None:
    traject, wie, directeur = voorgelegd
    rij = Handtekening.objects.get(stuk=stuk_van(traject), rol=Rol.CASEMANAGER)
    tekst = pagina(als(wie), traject.zaak_id)
    assert "Lees en teken het plan" in tekst and reverse("workflow:tekenen", args=[rij.pk]) in tekst
    assert "Lees en teken het plan" not in pagina(als(directeur), traject.zaak_id)


def test_after_a_no_the_casemanager_reads_why_and_has_three_ways_on(
    als: Als, geweigerd: tuple[Traject, Actor, Actor]
) -> None:
    traject, wie, _ = geweigerd
    tekst = pagina(als(wie), traject.zaak_id)
    assert "Els Winter" in tekst and REDEN in tekst
    for stap in ("opnieuw_vertellen", "plan_aanpassen", "verder_zoeken"):
        assert tekst.count(reverse("maatwerk:stap", args=[traject.zaak_id, stap])) == 1, "each way on stands there once"


def test_who_decides_to_go_on_all_the_same_reads_why_and_others_do_not(
    als: Als, geweigerd: tuple[Traject, Actor, Actor], school: School, swv: Samenwerkingsverband
) -> None:
    traject, _, directeur = geweigerd
    assert REDEN in pagina(als(directeur), traject.zaak_id)
    for ander in (factories.actor(Rol.COORDINATOR, school), factories.actor(Rol.SECRETARIAAT, swv)):
        tekst = pagina(als(ander), traject.zaak_id)
        assert "Niet iedereen is akkoord" in tekst and REDEN not in tekst


def test_who_decides_about_a_plan_reads_who_signed_it_and_how(
    als: Als, voorgelegd: tuple[Traject, Actor, Actor]
) -> None:
    traject, _, directeur = voorgelegd
    teken_opstellers(traject)
    tekst = als(directeur).get(reverse("maatwerk:plan_besluit", args=[traject.zaak_id])).content.decode()
    rijen = Handtekening.objects.filter(stuk=stuk_van(traject), groep=1)
    assert len(rijen) == 2
    for rij in rijen:
        assert f"<strong>{rij.naam}</strong>, {rij.als}" in tekst and rij.hoe_vastgesteld in tekst


def test_a_plan_is_taken_back_by_an_act_of_the_track_and_not_in_the_signing_room(
    als: Als, voorgelegd: tuple[Traject, Actor, Actor], swv: Samenwerkingsverband
) -> None:
    """Withdrawn in the room only, the track would wait for signatures that nobody is asked for."""
    traject, wie, _ = voorgelegd
    stuk = stuk_van(traject)
    for actor in (wie, factories.actor(Rol.SECRETARIAAT, swv)):
        client = als(actor)
        weg = reverse("workflow:tekenronde_intrekken", args=[stuk.pk])
        assert weg not in client.get(reverse("workflow:tekenronde", args=[stuk.pk])).content.decode()
        assert client.get(weg).status_code == 403
        assert client.post(weg, {"reden": "Toch niet."}).status_code == 403
    stuk.refresh_from_db()
    assert stuk.vervallen_op is None
    perform(traject.zaak_id, "plan_terugnemen", by=wie, data={"reden": "Toch anders."}, nu=NU)
    stuk.refresh_from_db()
    assert stuk.vervallen_op is not None


def test_beside_a_track_stands_who_works_on_it(als: Als, loop: Trajectloop) -> None:
    """The casemanager once there is one, from acceptance to the end; nobody else is missed then."""
    User.objects.filter(pk=loop.mensen["casemanager"].persoon_id).update(naam="Meike van Dam")
    Zaak.objects.filter(pk=loop.zaak_id).update(behandelaar=None)

    def wie(rol: str) -> str:
        tekst = pagina(als(loop.als(rol)), loop.zaak_id)
        return " ".join(
            re.sub(
                r"<[^>]+>", " ", tekst[tekst.index("Voor school") : tekst.index("</dl>", tekst.index("Voor school"))]
            ).split()
        )

    loop.breng_naar(Status.CASEMANAGER_GEVRAAGD)
    assert "Behandelaar nog niemand" in wie("secretariaat") and "Casemanager" not in wie("secretariaat")
    loop.doe("casemanager_aanvaardt")
    for rol in ("secretariaat", "coordinator", "directeur", "casemanager"):
        assert "Casemanager Meike van Dam" in wie(rol) and "nog niemand" not in wie(rol).partition("Casemanager")[2], (
            rol
        )
    loop.doe("casemanager_ontheffen")
    assert "Behandelaar nog niemand" in wie("directeur") and "Meike" not in wie("directeur")


def test_who_may_not_look_back_is_not_sent_there(als: Als, loop: Trajectloop) -> None:
    loop.zet(Status.EVALUATIE)
    adres = reverse("maatwerk:evaluatie", args=[loop.zaak_id])
    for wie, mag in (("secretariaat", False), ("voorzitter", False), ("coordinator", True), ("directeur", True)):
        client = als(loop.als(wie))
        assert (adres in pagina(client, loop.zaak_id)) == mag, wie
        assert client.get(adres).status_code == (200 if mag else 403), wie


def test_the_summary_stands_in_the_closed_case(als: Als, loop: Trajectloop) -> None:
    loop.zet(Status.EVALUATIE)
    loop.doe("afsluiten", samenvatting="Het lukte na drie weken.", zonder_gezin="Zij wilden niet.")
    for wie in ("coordinator", "secretariaat", "directeur"):
        assert "Het lukte na drie weken." in pagina(als(loop.als(wie)), loop.zaak_id), wie


def test_a_talk_before_its_turn_is_told_why_the_form_asks_more(als: Als, loop: Trajectloop) -> None:
    loop.breng_naar(Status.GESPREKKEN)
    client, adres = als(loop.als("casemanager")), reverse("maatwerk:contact_snel", args=[loop.zaak_id])
    tekst = client.post(adres, {"met": "school", "wijze": "telefoon"}).content.decode()
    assert "Dit gesprek komt eerder dan anders" in tekst and "spreekt eerst de ouders" in tekst
    tekst = client.post(adres, {"met": "partner", "wijze": "geen_gehoor"}).content.decode()
    assert "Dit gesprek komt eerder dan anders" not in tekst


def test_the_director_reads_why_a_casemanager_said_no_and_nobody_else_does(
    als: Callable[[Actor], Client], loop: Trajectloop
) -> None:
    loop.breng_naar(Status.CASEMANAGER_GEVRAAGD)
    loop.doe("casemanager_weigert", reden="Ik ken deze familie.")
    directeur = als(loop.als("directeur"))
    tekst = pagina(directeur, loop.zaak_id)
    assert "Ik ken deze familie." in tekst and "zei nee. Vraag een ander." in tekst
    besluit = directeur.get(reverse("maatwerk:besluit", args=[loop.zaak_id])).content.decode()
    assert "Ik ken deze familie." in besluit
    for wie in ("coordinator", "secretariaat", "voorzitter"):
        assert "Ik ken deze familie." not in pagina(als(loop.als(wie)), loop.zaak_id)


def test_the_school_is_led_to_tell_how_it_went_until_it_told(als: Callable[[Actor], Client], loop: Trajectloop) -> None:
    loop.zet(Status.EVALUATIE)
    for wie in ("coordinator", "directeur"):
        assert "Vertel hoe het ging" in pagina(als(loop.als(wie)), loop.zaak_id)
    loop.schrijf("evaluatie", "coordinator", goed="Het ging rustig.")
    assert "Vertel hoe het ging" not in pagina(als(loop.als("coordinator")), loop.zaak_id)


def test_an_appointment_that_the_family_does_not_see_says_so(loop: Trajectloop, als: Als) -> None:
    loop.breng_naar(Status.VERKENNEN)
    wat = {"moment": NU + timedelta(days=3), "plaats": "Op school", "onderwerp": "Overleg", "aanwezigen": "Het netwerk"}
    loop.schrijf("afspraak", **wat, voor_gezin=False)
    html = als(loop.als("casemanager")).get(reverse("maatwerk:zaak", args=[loop.zaak_id])).content.decode()
    assert "Ouders en leerling zien deze afspraak niet." in html

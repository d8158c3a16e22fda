"""Steps 7 and 8: tasks and small adjustments, everybody's own words, a summary, and lessons without names."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from cases.compartimenten import Compartiment
from cases.fouten import GeenRecht, Geweigerd, NietGevonden
from cases.models import Leerling
from maatwerk.models import Evaluatie, Gedeeldstuk, Status, Uitvoeringstaak
from organisations.actor import Actor
from tests import factories
from tests.b1 import bezwaren
from tests.maatwerk.trajectloop import Trajectloop
from workflow.fouten import Conflict

pytestmark = pytest.mark.django_db
S = Status
Als = Callable[[Actor], Client]
TAAK = {"wat": "Vervoer regelen", "wie": "gemeente", "uiterlijk": None, "stand": "open", "voortgang": ""}


def test_no_looking_back_while_a_task_is_open(loop: Trajectloop) -> None:
    loop.zet(S.UITVOERING)
    pk = loop.schrijf("taak", **TAAK).waarden["id"]
    with pytest.raises(Geweigerd, match="Vervoer regelen"):
        loop.doe("evalueren")
    loop.schrijf("taak", taak_id=pk, stand="klaar")
    assert loop.doe("evalueren").status == S.EVALUATIE


def test_what_is_not_needed_any_more_says_why(loop: Trajectloop) -> None:
    loop.zet(S.UITVOERING)
    with pytest.raises(Geweigerd, match="niet meer nodig"):
        loop.schrijf("taak", **{**TAAK, "stand": "vervallen"})


def test_two_windows_on_one_task_lose_nothing(loop: Trajectloop) -> None:
    loop.zet(S.UITVOERING)
    pk = loop.schrijf("taak", **TAAK).waarden["id"]
    loop.schrijf("taak", taak_id=pk, taakversie=1, voortgang="Gebeld.")
    with pytest.raises(Conflict):
        loop.schrijf("taak", taak_id=pk, taakversie=1, voortgang="Gemaild.")
    assert Uitvoeringstaak.objects.get().voortgang == "Gebeld."


def test_a_small_adjustment_was_discussed_with_the_parents(loop: Trajectloop) -> None:
    loop.zet(S.UITVOERING)
    with pytest.raises(Geweigerd, match="met de ouders"):
        loop.schrijf("aanpassing", wat="Later beginnen", waarom="Vervoer")
    loop.schrijf("aanpassing", wat="Later beginnen", waarom="Vervoer", met_ouders_op=loop.nu.date())
    assert loop.rij.aanpassingen.count() == 1


@pytest.mark.parametrize("wie", ["directeur", "secretariaat", "coordinator", "ouder"])
def test_only_the_casemanager_keeps_the_tasks(loop: Trajectloop, wie: str) -> None:
    loop.zet(S.UITVOERING)
    with pytest.raises((GeenRecht, NietGevonden)):
        loop.schrijf("taak", wie, **TAAK)


def test_everybody_tells_in_own_words_and_can_change_them(loop: Trajectloop) -> None:
    loop.zet(S.EVALUATIE)
    for wie in ("ouder", "coordinator", "directeur", "casemanager", "ouder"):
        loop.schrijf("evaluatie", wie, goed=f"Goed volgens {wie}", beter="", geholpen="")
    loop.schrijf("evaluatie_noteren", naam="Riet, jeugdarts", goed="Fijn overleg", beter="", geholpen="")
    assert Evaluatie.objects.count() == 5
    assert Evaluatie.objects.get(rol="ouder").ouder == loop.ouder


def test_an_empty_evaluation_is_none(loop: Trajectloop) -> None:
    loop.zet(S.EVALUATIE)
    with pytest.raises(Geweigerd, match="ten minste"):
        loop.schrijf("evaluatie", "ouder", goed=" ", beter="", geholpen="")


@pytest.mark.parametrize("wie", ["secretariaat", "voorzitter", "tweede"])
def test_who_took_no_part_tells_nothing(loop: Trajectloop, wie: str) -> None:
    loop.zet(S.EVALUATIE)
    with pytest.raises((GeenRecht, NietGevonden)):
        loop.schrijf("evaluatie", wie, goed="x", beter="", geholpen="")


def test_closing_asks_whether_home_was_heard(loop: Trajectloop) -> None:
    loop.zet(S.EVALUATIE)
    with pytest.raises(Geweigerd, match="Van thuis"):
        loop.doe("afsluiten", zonder_gezin="")
    loop.schrijf("evaluatie", "ouder", goed="Alles", beter="", geholpen="")
    assert loop.doe("afsluiten", zonder_gezin="").status == S.AFGESLOTEN


@pytest.mark.parametrize("welke", ["roepnaam", "ouder", "casemanager"])
def test_lessons_carry_no_names(loop: Trajectloop, welke: str) -> None:
    loop.zet(S.EVALUATIE)
    loop.mensen["casemanager"]
    leerling = loop.dossier.leerling
    leerling.roepnaam = "Stijn"
    leerling.save()
    loop.ouder.naam = "Saskia Prinsen"
    loop.ouder.save()
    aanstelling = loop.vraag
    assert aanstelling is not None
    aanstelling.casemanager.naam = "Meike van Dam"
    aanstelling.casemanager.save()
    naam = {"roepnaam": "stijn", "ouder": "Prinsen", "casemanager": "Meike"}[welke]
    with pytest.raises(Geweigerd, match="geen namen"):
        loop.doe("afsluiten", lessen=f"Bel {naam} eerder.")


def test_a_surname_of_more_words_is_a_name_and_its_small_words_are_not(loop: Trajectloop) -> None:
    loop.zet(S.EVALUATIE)
    Leerling.objects.filter(pk=loop.dossier.leerling_id).update(roepnaam="Bo", achternaam="van den Berg-El Amrani")
    for lessen in ("De Berg wilde meer.", "Amrani had haast.", "Bo wacht."):
        with pytest.raises(Geweigerd, match="geen namen"):
            loop.doe("afsluiten", lessen=lessen)
    loop.doe("afsluiten", lessen="Het begin van den weg kostte tijd: bo en el zijn hier geen namen.")


def test_closing_ends_access_and_what_was_shared(loop: Trajectloop, als: Als) -> None:
    loop.zet(S.EVALUATIE)
    loop.doe("afsluiten")
    rij = loop.rij
    assert rij.zaak.gesloten_op == loop.nu.date() and rij.samenvatting == "Het lukte."
    notitie = rij.zaak.notities.order_by("pk").last()
    assert notitie and "Wilden niet." in notitie.tekst and notitie.compartiment == Compartiment.REGIE
    assert not Gedeeldstuk.objects.filter(ingetrokken_op__isnull=True).exists()
    with pytest.raises(NietGevonden):
        loop.schrijf("evaluatie", "casemanager", goed="x", beter="", geholpen="")


def test_pages_of_tasks_and_looking_back_work_with_plain_forms(als: Als) -> None:
    loop = Trajectloop(vandaag=True).zet(S.UITVOERING)

    def adres(naam: str, *args: int) -> str:
        return reverse(f"maatwerk:{naam}", args=[loop.zaak_id, *args])

    client = als(loop.als("casemanager"))
    assert client.get(adres("uitvoering")).status_code == 200
    klaar = {"wat": "Vervoer", "wie": "gemeente", "stand": "klaar"}
    assert client.post(adres("taak_nieuw"), klaar).status_code == 302
    assert client.post(adres("aanpassing"), {"wat": "x", "waarom": "y"}).status_code == 422
    evalueren = reverse("maatwerk:stap", args=[loop.zaak_id, "evalueren"])
    assert client.post(evalueren, {"sleutel": factories.sleutel()}).status_code == 302
    client = als(loop.als("ouder"))
    pagina = client.get(adres("evaluatie"))
    assert pagina.status_code == 200 and bezwaren(pagina.content.decode()) == []
    assert client.post(adres("evaluatie"), {"goed": "Wij zijn blij.", "versie": 0}).status_code == 302
    client = als(loop.als("coordinator"))
    gelezen = client.get(adres("evaluatie")).content.decode()
    assert "Wij zijn blij." not in gelezen, "what a parent told is for casemanager and director"
    client = als(loop.als("casemanager"))
    assert "Wij zijn blij." in client.get(adres("evaluatie")).content.decode()
    slot = {"samenvatting": "Goed verlopen.", "lessen": "Eerder met vervoer beginnen."}
    assert client.post(adres("afsluiten"), slot).status_code == 302
    lessen = als(loop.als("directeur")).get(reverse("maatwerk:lessen")).content.decode()
    assert "Eerder met vervoer beginnen." in lessen and loop.rij.zaak.nummer not in lessen

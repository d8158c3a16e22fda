"""Step 7 from the other side: each party reads the own tasks, tells how it goes, and reads nothing of the others."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from audit.models import Lezing
from cases.fouten import GeenRecht, Geweigerd, NietGevonden
from cases.models import Leerling
from maatwerk.eigen_taken import haal_eigen, taken_van_school
from maatwerk.models import Status, Taakbericht, Uitvoeringstaak
from maatwerk.models_plan import Planversie
from organisations.actor import Actor
from organisations.models import Samenwerkingsverband, School, User
from organisations.rollen import Rol
from tests import factories
from tests.b1 import bezwaren, zichtbare_tekst
from tests.factories import NU
from tests.maatwerk.gezinhulp import NOTITIE, Plangezin, maak_plangezin
from workflow.edit import edit
from workflow.fouten import Conflict
from workflow.gezinsinzage import wie_keek
from workflow.gezinsthuis import gezinsthuis
from workflow.models import Bericht
from workflow.perform import perform

pytestmark = pytest.mark.django_db
Als = Callable[[Actor], Client]
P, S = Uitvoeringstaak.Partij, Status


@pytest.fixture
def gezin(school: School, andere_school: School, swv: Samenwerkingsverband) -> Plangezin:
    """The plan is carried out: one task for each party."""
    gezin = maak_plangezin(school, andere_school, swv)
    gezin.voert_uit()
    return gezin


def taak(gezin: Plangezin, partij: str) -> Uitvoeringstaak:
    return gezin.traject.taken.get(partij=partij)


def adres(rij: Uitvoeringstaak) -> str:
    return reverse("maatwerk:eigen_taak", args=[rij.pk])


def vertel(gezin: Plangezin, wie: Actor, partij: str, **data: Any) -> None:
    rij = taak(gezin, partij)
    edit(gezin.traject.zaak_id, "taak_vertellen", by=wie, data={"taak_id": rij.pk, "stand": "bezig", **data})


def mensen(gezin: Plangezin) -> dict[str, tuple[Actor, set[str]]]:
    """Everybody with the parties whose tasks are theirs."""
    zaak, dag = gezin.traject.zaak, timezone.localdate()
    hier, swv = zaak.school, zaak.swv
    hoofd = factories.actor(Rol.SCHOOLDIRECTEUR, None, user=User.objects.get(pk=gezin.hoofd.persoon_id), vandaag=dag)
    assert hoofd.school_id == gezin.hoofd.school_id
    daar = School.objects.get(pk=hoofd.school_id)
    return {
        "moeder": (gezin.moeder, {P.OUDERS}),
        "vader": (gezin.vader, {P.OUDERS}),
        "leerling": (gezin.leerling, {P.LEERLING}),
        "coordinator": (factories.actor(Rol.COORDINATOR, hier, vandaag=dag), {P.SCHOOL}),
        "hoofd van herkomst": (factories.actor(Rol.SCHOOLDIRECTEUR, hier, vandaag=dag), {P.SCHOOL}),
        "hoofd dat ontvangt": (hoofd, {P.ONTVANGEND}),
        "coordinator daar": (factories.actor(Rol.COORDINATOR, daar, vandaag=dag), set()),
        "ander hoofd": (factories.actor(Rol.SCHOOLDIRECTEUR, factories.SchoolFactory(swv=swv), vandaag=dag), set()),
        "secretariaat": (factories.actor(Rol.SECRETARIAAT, swv, vandaag=dag), set()),
        "vreemde ouder": (factories.actor(Rol.OUDER, vandaag=dag), set()),
    }


def test_each_party_reads_and_tells_of_its_own_tasks_alone(gezin: Plangezin, als: Als) -> None:
    for naam, (wie, eigen) in mensen(gezin).items():
        client = als(wie)
        for partij in P:
            pagina = client.get(adres(taak(gezin, partij)))
            assert pagina.status_code == (200 if partij in eigen else 404), (naam, partij)
            if partij in eigen:
                tekst = pagina.content.decode()
                assert f"Iets doen: {partij.label}" in tekst and NOTITIE not in tekst, (naam, partij)
            else:
                with pytest.raises((GeenRecht, NietGevonden)):
                    vertel(gezin, wie, partij)
    assert not Taakbericht.objects.exists()


def test_what_one_parent_told_the_other_does_not_read_and_the_casemanager_does(gezin: Plangezin, als: Als) -> None:
    rij = taak(gezin, P.OUDERS)
    client = als(gezin.moeder)
    assert client.post(adres(rij), {"stand": "bezig", "tekst": "Dat is zwaar.", "taakversie": 1}).status_code == 302
    assert "Dat is zwaar." in client.get(adres(rij)).content.decode()
    anders = als(gezin.vader).get(adres(rij)).content.decode()
    assert "Dat is zwaar." not in anders and "Mee bezig" in anders, "how far it is they both know"
    uitvoering = reverse("maatwerk:uitvoering", args=[gezin.traject.zaak_id])
    assert "Dat is zwaar." in als(gezin.casemanager).get(uitvoering).content.decode()
    assert Bericht.objects.filter(user_id=gezin.casemanager.gebruiker_id, soort="taak_verteld").count() == 1


def test_the_home_says_what_was_agreed_in_plain_words(gezin: Plangezin, als: Als) -> None:
    for wie, eigen in ((gezin.moeder, P.OUDERS), (gezin.leerling, P.LEERLING)):
        (kind,) = gezinsthuis(wie).kinderen
        assert [rij.url for rij in kind.sporen[0].spoor.afgesproken] == [adres(taak(gezin, eigen))]
        for naam, *args in (("workflow:home",), ("maatwerk:gezin", gezin.traject.zaak_id)):
            pagina = als(wie).get(reverse(naam, args=args)).content.decode()
            assert "Wat is er afgesproken?" in pagina and adres(taak(gezin, eigen)) in pagina
            assert bezwaren(pagina) == []
        pagina = als(wie).get(adres(taak(gezin, eigen))).content.decode()
        assert bezwaren(pagina) == []
        if wie is gezin.leerling:
            woorden = zichtbare_tekst(pagina).translate(str.maketrans("?.,:\n", "     ")).split()
            assert {"u", "U", "uw", "Uw"}.isdisjoint(woorden), woorden


def test_of_a_pupil_without_a_say_the_parents_read_the_tasks(gezin: Plangezin) -> None:
    Leerling.objects.filter(pk=gezin.kind.pk).update(geboortedatum=timezone.localdate() - timedelta(days=365 * 12))
    (kind,) = gezinsthuis(gezin.moeder).kinderen
    verwacht = {adres(taak(gezin, P.OUDERS)), adres(taak(gezin, P.LEERLING))}
    assert {rij.url for rij in kind.sporen[0].spoor.afgesproken} == verwacht


def test_the_schools_find_their_tasks_among_their_work(gezin: Plangezin, als: Als) -> None:
    wie = mensen(gezin)
    for naam, partij in (
        ("coordinator", P.SCHOOL),
        ("hoofd van herkomst", P.SCHOOL),
        ("hoofd dat ontvangt", P.ONTVANGEND),
    ):
        actor = wie[naam][0]
        assert list(taken_van_school(actor)) == [taak(gezin, partij)], naam
        assert adres(taak(gezin, partij)) in als(actor).get(reverse("workflow:home")).content.decode(), naam
    pagina = als(wie["coordinator"][0]).get(reverse("maatwerk:zaak", args=[gezin.traject.zaak_id])).content.decode()
    assert "Wat uw school doet in het plan" in pagina and adres(taak(gezin, P.SCHOOL)) in pagina
    vertel(gezin, wie["hoofd dat ontvangt"][0], P.ONTVANGEND, stand="klaar")
    assert list(taken_van_school(wie["hoofd dat ontvangt"][0])) == []


def test_a_read_by_the_receiving_school_is_on_record_with_its_ground_and_the_family_sees_it(
    gezin: Plangezin, als: Als
) -> None:
    hoofd = mensen(gezin)["hoofd dat ontvangt"][0]
    als(hoofd).get(adres(taak(gezin, P.ONTVANGEND)))
    lezing = Lezing.objects.get(gebruiker_id=hoofd.gebruiker_id, actie="lezen:eigen_taak")
    assert lezing.grond["been"] == "uitvoerder" and lezing.zaak_id == gezin.traject.zaak_id
    assert any(regel.wat == "las een afspraak uit het plan" for regel in wie_keek(gezin.traject.zaak))


def test_with_the_track_closed_the_receiving_school_reads_it_no_more(gezin: Plangezin, als: Als) -> None:
    hoofd = mensen(gezin)["hoofd dat ontvangt"][0]
    rij = taak(gezin, P.ONTVANGEND)
    gezin.zet(S.AFGESLOTEN)
    assert als(hoofd).get(adres(rij)).status_code == 404
    assert als(gezin.moeder).get(adres(taak(gezin, P.OUDERS))).status_code == 200
    with pytest.raises(GeenRecht):
        vertel(gezin, gezin.moeder, P.OUDERS)


def test_telling_twice_or_about_something_else_changes_nothing(gezin: Plangezin, als: Als) -> None:
    rij = taak(gezin, P.OUDERS)
    with pytest.raises(Geweigerd, match="nog niets veranderd"):
        vertel(gezin, gezin.moeder, P.OUDERS, stand="open")
    with pytest.raises(Geweigerd, match="hoe ver"):
        vertel(gezin, gezin.moeder, P.OUDERS, stand="vervallen")
    vertel(gezin, gezin.moeder, P.OUDERS, taakversie=1)
    with pytest.raises(Conflict):
        vertel(gezin, gezin.vader, P.OUDERS, taakversie=1, stand="klaar")
    vertel(gezin, gezin.vader, P.OUDERS, taakversie=2, stand="klaar")
    with pytest.raises(Conflict):
        vertel(gezin, gezin.moeder, P.OUDERS, stand="open", tekst="Toch niet.")
    assert als(gezin.moeder).post(adres(rij), {"stand": "open", "tekst": "Toch niet."}).status_code == 409
    rij.refresh_from_db()
    assert (rij.stand, Taakbericht.objects.filter(taak=rij).count()) == ("klaar", 2)


def test_the_school_of_the_next_place_does_not_read_what_the_school_before_it_was_to_do(gezin: Plangezin) -> None:
    oud = taak(gezin, P.ONTVANGEND)
    traject, dag = gezin.traject, timezone.localdate()
    perform(traject.zaak_id, "verder_zoeken", by=gezin.casemanager, data={"reden": "De plek valt af."}, nu=NU)
    volgende = factories.SchoolFactory(swv=traject.zaak.swv)
    hoofd = factories.actor(Rol.SCHOOLDIRECTEUR, volgende, vandaag=dag)
    Planversie.objects.filter(traject=traject).update(stand=Planversie.Stand.GOEDGEKEURD, school=volgende)
    gezin.zet(S.UITVOERING)
    assert list(taken_van_school(hoofd)) == []
    with pytest.raises(NietGevonden):
        haal_eigen(hoofd, oud.pk)
    traject.taken.filter(pk=oud.pk).update(partij=P.ONTVANGEND)
    assert haal_eigen(hoofd, oud.pk) == oud, "what the casemanager gives this school is for it to read"


# -- looking back --------------------------------------------------------------------------------------


def _terug(gezin: Plangezin) -> str:
    gezin.zet(S.EVALUATIE)
    return reverse("maatwerk:evaluatie", args=[gezin.traject.zaak_id])


def test_the_head_of_the_receiving_school_tells_how_it_went_without_seeing_the_case(gezin: Plangezin, als: Als) -> None:
    hoofd = mensen(gezin)["hoofd dat ontvangt"][0]
    assert als(hoofd).get(reverse("maatwerk:evaluatie", args=[gezin.traject.zaak_id])).status_code == 404, "too early"
    adres_terug = _terug(gezin)
    pagina = als(hoofd).get(adres_terug).content.decode()
    assert "Uw school voerde het plan uit." in pagina and "Verloop" not in pagina
    leeg = als(hoofd).post(adres_terug, {"versie": 0, "goed": ""})
    assert leeg.status_code == 422
    assert als(hoofd).post(adres_terug, {"versie": 0, "goed": "Elke ochtend om half negen."}).status_code == 302
    (rij,) = gezin.traject.evaluaties.all()
    assert (rij.rol, rij.goed) == (Rol.SCHOOLDIRECTEUR, "Elke ochtend om half negen.")
    lezing = Lezing.objects.filter(gebruiker_id=hoofd.gebruiker_id, actie="lezen:evaluatie").get()
    assert lezing.grond["been"] == "uitvoerder"
    assert als(hoofd).get(reverse("maatwerk:zaak", args=[gezin.traject.zaak_id])).status_code == 404


def test_nobody_else_of_another_school_tells_and_after_closing_nobody_does(gezin: Plangezin, als: Als) -> None:
    adres_terug = _terug(gezin)
    for naam in ("coordinator daar", "ander hoofd", "vreemde ouder"):
        actor = mensen(gezin)[naam][0]
        assert als(actor).get(adres_terug).status_code == 404, naam
        assert als(actor).post(adres_terug, {"versie": 0, "goed": "Goed."}).status_code == 404, naam
    gezin.zet(S.AFGESLOTEN)
    assert als(mensen(gezin)["hoofd dat ontvangt"][0]).get(adres_terug).status_code == 404


def test_who_is_asked_how_it_went_finds_it_among_the_work_until_it_is_told(gezin: Plangezin, als: Als) -> None:
    adres_terug = _terug(gezin)
    wie = mensen(gezin)
    directeur = factories.actor(Rol.DIRECTEUR_SWV, gezin.traject.zaak.swv, vandaag=timezone.localdate())
    for actor in (wie["hoofd dat ontvangt"][0], directeur):
        assert adres_terug in als(actor).get(reverse("workflow:home")).content.decode(), actor.rol
        edit(gezin.traject.zaak_id, "evaluatie", by=actor, data={"goed": "Het ging goed."})
        assert adres_terug not in als(actor).get(reverse("workflow:home")).content.decode(), actor.rol
    assert adres_terug not in als(wie["ander hoofd"][0]).get(reverse("workflow:home")).content.decode()


def test_the_receiving_school_is_asked_how_it_went_when_everybody_is(gezin: Plangezin) -> None:
    gezin.traject.taken.update(stand="klaar")
    perform(gezin.traject.zaak_id, "evalueren", by=gezin.casemanager, data={}, nu=NU)
    gevraagd = Bericht.objects.filter(onderwerp__startswith="Hoe ging het?").values_list("user_id", flat=True)
    assert gezin.hoofd.gebruiker_id in gevraagd

"""The register and the hand-over to the receiving school."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from audit.models import Lezing
from cases.models import Toestemming
from documents.models import Document
from organisations.actor import Actor
from organisations.models import Samenwerkingsverband, School
from organisations.rollen import SCHOOLROLLEN, Rol
from tests import factories
from tests.factories import NU, VANDAAG
from tests.tlv import besluitzaak as bz
from tlv import overdracht, register
from tlv.models import Aanvraag, Overdracht, Status, Toelaatbaarheid
from workflow.edit import edit
from workflow.fouten import GeenRecht, Geweigerd
from workflow.models import Bericht
from workflow.sweeps import voer_automatisch_uit
from workflow.zoeken import zoek_alles

pytestmark = pytest.mark.django_db
Als = Callable[[Actor], Client]


@pytest.fixture
def bekend(aanvraag: Aanvraag, swv: Samenwerkingsverband) -> Aanvraag:
    chair = bz.actor_met_mandaat(Rol.VOORZITTER, swv)
    zaak = bz.klaar_om_te_besluiten(aanvraag)
    bz.schrijf_concept(zaak, chair)
    bz.teken(zaak, chair)
    document = bz.besluit_van(zaak).document
    assert document is not None
    bz.maak_klaar(document)
    assert voer_automatisch_uit(vandaag=VANDAAG, nu=NU + timedelta(hours=2)) == 1
    return Aanvraag.objects.get(pk=zaak.pk)


@pytest.fixture
def ontvanger(swv: Samenwerkingsverband) -> Actor:
    veste: School = factories.SchoolFactory.create(swv=swv, soort="vso", naam="De Veste")
    return factories.actor(Rol.COORDINATOR, veste)


def gevonden(actor: Actor, q: str = "", stand: str = "alle", vandaag: date = VANDAAG) -> int:
    return len(register.zoek(actor, q=q, stand=stand, vandaag=vandaag, vanaf=None).rijen)


def test_offices_see_all_and_a_school_its_own(
    bekend: Aanvraag, coordinator: Actor, andere_coordinator: Actor, secretariaat: Actor
) -> None:
    assert [gevonden(wie) for wie in (secretariaat, coordinator, andere_coordinator)] == [1, 1, 0]


def test_a_grant_can_be_handed_over_from_the_day_it_is_known(bekend: Aanvraag) -> None:
    for status in Status:
        factories.zet_status(bekend, status)
        assert overdracht.kan(Aanvraag.objects.get(pk=bekend.pk)) is (status in ("bekendgemaakt", "archief"))


def test_another_samenwerkingsverband_sees_nothing(bekend: Aanvraag) -> None:
    ander: Samenwerkingsverband = factories.SwvFactory.create()
    assert gevonden(factories.actor(Rol.SECRETARIAAT, ander)) == 0


def test_every_role_reads_all_of_it_or_its_own_or_nothing(bekend: Aanvraag, swv: Samenwerkingsverband) -> None:
    bureau = {Rol.SECRETARIAAT, Rol.COMMISSIELID, Rol.VOORZITTER, Rol.PLV_VOORZITTER, Rol.DIRECTEUR_SWV}
    for rol in Rol:
        plek = bekend.zaak.school if rol in SCHOOLROLLEN else swv
        if rol in bureau or rol in SCHOOLROLLEN:
            assert gevonden(factories.actor(rol, plek)) == 1, rol
            continue
        with pytest.raises(GeenRecht):
            gevonden(factories.actor(rol, plek))
    assert gevonden(Actor(1, 1, Rol.COORDINATOR, "Iemand", VANDAAG, swv_id=swv.pk)) == 0, "of no school"


def test_it_is_found_by_name_birth_date_and_number(bekend: Aanvraag, secretariaat: Actor) -> None:
    leerling = bekend.zaak.dossier.leerling
    nummer = bekend.besluiten.get().tlv_nummer
    for q in (leerling.achternaam, "17-05-2011", nummer, nummer[-5:]):
        assert gevonden(secretariaat, q) == 1, q
    assert gevonden(secretariaat, "bestaat niet") == 0


def test_the_search_of_the_header_finds_a_case_by_the_number_of_its_declaration(
    bekend: Aanvraag, coordinator: Actor, andere_coordinator: Actor, secretariaat: Actor, swv: Samenwerkingsverband
) -> None:
    """Never more than `visible_to`: another school and an expert who may not read the decision find nothing."""
    nummer = Toelaatbaarheid.objects.get().nummer
    for q in (nummer, nummer[-5:], nummer[3:], nummer.lower()):
        for wie in (secretariaat, coordinator):
            assert [r.pk for r in zoek_alles(wie, q).resultaten] == [bekend.zaak_id], q
        assert zoek_alles(andere_coordinator, q).aantal == 0
    expert = factories.UserFactory()
    factories.betrek(bekend.zaak, expert, Rol.DESKUNDIGE)
    assert zoek_alles(factories.actor(Rol.DESKUNDIGE, swv, user=expert), nummer).aantal == 0
    assert zoek_alles(factories.actor(Rol.SECRETARIAAT, factories.SwvFactory()), nummer).aantal == 0


def test_who_opens_no_case_has_no_search_box(swv: Samenwerkingsverband, secretariaat: Actor, als: Als) -> None:
    fg = als(factories.actor(Rol.FG, swv))
    assert 'id="zoek-q"' not in fg.get(reverse("workflow:home")).content.decode()
    assert "In deze rol opent u geen dossiers" in fg.get(reverse("workflow:zoeken"), {"q": "noa"}).content.decode()
    assert 'id="zoek-q"' in als(secretariaat).get(reverse("workflow:home")).content.decode()


def test_running_and_ended(bekend: Aanvraag, secretariaat: Actor) -> None:
    na = date(2027, 8, 1)
    assert gevonden(secretariaat, stand="lopend") == 1
    assert gevonden(secretariaat, stand="lopend", vandaag=na) == 0
    assert gevonden(secretariaat, stand="afgelopen", vandaag=na) == 1
    assert gevonden(secretariaat, stand="eindigt", vandaag=date(2026, 9, 1)) == 1


def draag_over(bekend: Aanvraag, wie: Actor, ontvanger: Actor, documenten: list[int]) -> None:
    data = {"school_id": ontvanger.school_id, "documenten": documenten}
    edit(bekend.zaak_id, "overdracht", by=wie, data=data)


def opp_van(bekend: Aanvraag) -> Document:
    vast = {"naam": "opp.pdf", "compartiment": "dossier", "aangemaakt_op": NU, "werk": "wacht"}
    opp = Document.objects.create(zaak=bekend.zaak, soort="opp", titel="OPP", **vast)
    bz.maak_klaar(opp)
    return opp


def test_without_consent_only_the_decision_goes(bekend: Aanvraag, coordinator: Actor, ontvanger: Actor) -> None:
    beschikking = Document.objects.get(soort="beschikking")
    opp = opp_van(bekend)
    with pytest.raises(Geweigerd, match="toestemming"):
        draag_over(bekend, coordinator, ontvanger, [beschikking.pk, opp.pk])
    draag_over(bekend, coordinator, ontvanger, [beschikking.pk])
    moeder = bekend.zaak.dossier.leerling.ouders.get()
    Toestemming.objects.create(zaak=bekend.zaak, ouder=moeder, doel="uitwisseling", gegeven=True, op=VANDAAG)
    draag_over(bekend, coordinator, ontvanger, [beschikking.pk, opp.pk])
    assert Overdracht.objects.count() == 2


def test_consent_taken_back_ends_the_reading_and_not_the_record(
    bekend: Aanvraag, coordinator: Actor, ontvanger: Actor, als: Als
) -> None:
    beschikking, opp = Document.objects.get(soort="beschikking"), opp_van(bekend)
    leerling = bekend.zaak.dossier.leerling
    ja = Toestemming.objects.create(
        zaak=bekend.zaak, ouder=leerling.ouders.get(), doel="uitwisseling", gegeven=True, op=VANDAAG
    )
    draag_over(bekend, coordinator, ontvanger, [beschikking.pk, opp.pk])
    rij, client = Overdracht.objects.get(), als(ontvanger)
    pagina = reverse("tlv:overdracht", args=[rij.pk])
    stuk, besluit = (reverse("tlv:overdracht_document", args=[rij.pk, d.pk]) for d in (opp, beschikking))
    leerling.geboortedatum = date(2010, 3, 1)  # sixteen since, and not asked: that takes nothing back
    leerling.save()
    assert client.get(stuk).status_code == 200
    assert "ingetrokken" not in client.get(pagina).content.decode()
    ja.ingetrokken_op = VANDAAG
    ja.save()
    assert client.get(stuk).status_code == 404
    assert client.get(besluit).status_code == 200
    html = client.get(pagina).content.decode()
    assert "is ingetrokken" in html and stuk not in html and besluit in html
    assert "OPP" in als(coordinator).get(reverse("tlv:overdracht_maken", args=[bekend.zaak_id])).content.decode()
    assert set(rij.documenten.all()) == {beschikking, opp}


def test_a_pupil_of_sixteen_consents_beside_the_parents(bekend: Aanvraag, coordinator: Actor) -> None:
    leerling = bekend.zaak.dossier.leerling
    moeder = leerling.ouders.get()
    Toestemming.objects.create(zaak=bekend.zaak, ouder=moeder, doel="uitwisseling", gegeven=True, op=VANDAAG)
    assert overdracht.mag_stukken(bekend.zaak, coordinator)
    leerling.geboortedatum = date(2010, 3, 1)
    leerling.save()
    assert not overdracht.mag_stukken(bekend.zaak, coordinator)
    assert [regel.naam for regel in overdracht.toestemmingen(bekend.zaak, coordinator)] == [moeder.naam, leerling.naam]
    nee = Toestemming.objects.create(
        zaak=bekend.zaak, leerling=leerling, doel="uitwisseling", gegeven=False, op=VANDAAG
    )
    assert not overdracht.mag_stukken(bekend.zaak, coordinator)
    Toestemming.objects.filter(pk=nee.pk).update(gegeven=True)
    assert overdracht.mag_stukken(bekend.zaak, coordinator)


def test_an_adult_pupil_consents_and_not_the_parents(bekend: Aanvraag, coordinator: Actor) -> None:
    leerling = bekend.zaak.dossier.leerling
    leerling.geboortedatum = date(2008, 3, 1)
    leerling.save()
    moeder = leerling.ouders.get()
    Toestemming.objects.create(zaak=bekend.zaak, ouder=moeder, doel="uitwisseling", gegeven=True, op=VANDAAG)
    assert not overdracht.mag_stukken(bekend.zaak, coordinator)
    Toestemming.objects.create(zaak=bekend.zaak, leerling=leerling, doel="uitwisseling", gegeven=True, op=VANDAAG)
    assert overdracht.mag_stukken(bekend.zaak, coordinator)


def test_only_the_applicant_hands_over(bekend: Aanvraag, secretariaat: Actor, ontvanger: Actor) -> None:
    with pytest.raises(GeenRecht):
        draag_over(bekend, secretariaat, ontvanger, [Document.objects.get(soort="beschikking").pk])


def test_the_receiving_school_sees_just_those_papers_and_confirms(
    bekend: Aanvraag, coordinator: Actor, ontvanger: Actor, andere_coordinator: Actor, als: Als
) -> None:
    beschikking = Document.objects.get(soort="beschikking")
    draag_over(bekend, coordinator, ontvanger, [beschikking.pk])
    rij = Overdracht.objects.get()
    assert Bericht.objects.filter(soort="overdracht", user__naam=ontvanger.naam).count() == 1
    pagina = reverse("tlv:overdracht", args=[rij.pk])
    stuk = reverse("tlv:overdracht_document", args=[rij.pk, beschikking.pk])
    assert als(andere_coordinator).get(pagina).status_code == 404
    assert als(andere_coordinator).get(stuk).status_code == 404
    client = als(ontvanger)
    assert "Ontvangst bevestigen" in client.get(pagina).content.decode()
    assert client.get(stuk).content.startswith(b"%PDF")
    assert client.get(reverse("documents:download", args=[beschikking.pk])).status_code == 404
    assert client.get(reverse("tlv:zaak", args=[bekend.zaak_id])).status_code == 404
    client.post(reverse("tlv:overdracht_ontvangen", args=[rij.pk]))
    rij.refresh_from_db()
    assert rij.ontvangen_door_id == ontvanger.gebruiker_id
    gelezen = Lezing.objects.filter(zaak_id=bekend.zaak_id, hoed_id=ontvanger.hoed_id)
    assert gelezen.filter(actie__startswith="lezen:overdracht:document").exists()
    Document.objects.filter(pk=beschikking.pk).update(verwijderd_op=NU)
    assert client.get(pagina).status_code == 200 and client.get(stuk).status_code == 404, "what was removed is gone"


def test_the_proxy_sends_a_paper_that_was_handed_over(
    settings, bekend: Aanvraag, coordinator: Actor, ontvanger: Actor, andere_coordinator: Actor, als: Als
) -> None:
    settings.XACCEL = "/intern/"
    beschikking = Document.objects.get(soort="beschikking")
    draag_over(bekend, coordinator, ontvanger, [beschikking.pk])
    stuk = reverse("tlv:overdracht_document", args=[Overdracht.objects.get().pk, beschikking.pk])
    antwoord = als(ontvanger).get(stuk)
    assert antwoord["X-Accel-Redirect"] == f"/intern/{beschikking.bestand.opslagnaam}" and antwoord.content == b""
    assert antwoord["Content-Disposition"].startswith("attachment")
    geweigerd = als(andere_coordinator).get(stuk)
    assert geweigerd.status_code == 404 and "X-Accel-Redirect" not in geweigerd


def test_the_pages_of_register_and_hand_over(
    bekend: Aanvraag, coordinator: Actor, secretariaat: Actor, ontvanger: Actor, als: Als
) -> None:
    assert "Register" in als(secretariaat).get(reverse("tlv:register")).content.decode()
    url = reverse("tlv:overdracht_maken", args=[bekend.zaak_id])
    client = als(coordinator)
    assert "Alleen de beschikking" in client.get(url).content.decode()
    assert client.post(url, {"school": ontvanger.school_id}).status_code == 422
    beschikking = Document.objects.get(soort="beschikking")
    client.post(url, {"school": ontvanger.school_id, "documenten": [beschikking.pk]})
    assert Overdracht.objects.count() == 1
    assert als(secretariaat).get(url).status_code == 403

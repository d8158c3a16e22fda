"""Changing a dossier: audited, version-checked, without losing what was typed or showing what is secret."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from audit.models import Gebeurtenis, Lezing, Soort
from cases.fouten import Conflict, GeenRecht, Geweigerd, NietGevonden
from cases.models import Dossier, Inschrijving, Ouder
from cases.services import bewerk_dossier
from organisations.actor import Actor
from organisations.models import School
from organisations.rollen import Rol
from tests import factories
from tests.cases.conftest import als_post
from tests.factories import NU
from tlv.models import Status

pytestmark = pytest.mark.django_db
GEHEIME_STRAAT = "Verborgenhof"


def _schrijf(dossier: Dossier, deel: str, by: Actor, data: dict[str, Any], **extra: Any) -> None:
    bewerk_dossier(dossier.pk, deel, by=by, data=data, nu=NU, **extra)


def test_a_change_is_written_and_recorded(dossier: Dossier, coordinator: Actor) -> None:
    _schrijf(dossier, "betrokkene", coordinator, {"naam": "Els Kuiper", "functie": "mentor"}, verwachte_versie=1)
    dossier.refresh_from_db()
    assert dossier.versie == 2
    assert dossier.schoolbetrokkenen.get().naam == "Els Kuiper"
    rij = Gebeurtenis.objects.get(soort=Soort.SCHRIJVEN)
    assert (rij.actie, rij.bijzonderheden["velden"]) == ("dossier.bewerken:betrokkene", ["functie", "naam"])


def test_an_old_version_changes_nothing(dossier: Dossier, coordinator: Actor) -> None:
    with pytest.raises(Conflict):
        _schrijf(dossier, "betrokkene", coordinator, {"naam": "Els", "functie": "mentor"}, verwachte_versie=7)
    assert not dossier.schoolbetrokkenen.exists()
    assert Gebeurtenis.objects.filter(soort=Soort.WEIGERING).count() == 1


def test_a_double_click_counts_once(dossier: Dossier, coordinator: Actor) -> None:
    for _ in range(2):
        _schrijf(
            dossier,
            "betrokkene",
            coordinator,
            {"naam": "Els", "functie": "mentor"},
            verwachte_versie=1,
            sleutel="k",
        )
    assert dossier.schoolbetrokkenen.count() == 1


def test_a_row_of_another_dossier_is_not_there(dossier: Dossier, coordinator: Actor) -> None:
    vreemd = factories.OuderFactory()
    with pytest.raises(NietGevonden):
        _schrijf(dossier, "ouder", coordinator, {"naam": "X", "relatie": "moeder"}, rij_id=vreemd.pk)


@pytest.mark.parametrize("rol", [r for r in Rol if r not in (Rol.COORDINATOR, Rol.SECRETARIAAT, Rol.SCHOOLDIRECTEUR)])
def test_other_roles_do_not_find_the_dossier(als: Callable[[Actor], Client], dossier: Dossier, rol: str) -> None:
    factories.AanvraagFactory(zaak__dossier=dossier, status=Status.INGEDIEND)
    client = als(factories.actor(rol, dossier.swv))
    assert client.get(reverse("cases:dossier", args=[dossier.pk])).status_code == 404
    assert client.get(reverse("cases:deel", args=[dossier.pk, "leerling"])).status_code == 404
    assert client.get(reverse("cases:dossiers")).status_code == 403


def test_another_school_does_not_find_it(
    als: Callable[[Actor], Client], dossier: Dossier, andere_coordinator: Actor
) -> None:
    client = als(andere_coordinator)
    assert client.get(reverse("cases:dossier", args=[dossier.pk])).status_code == 404
    assert client.post(reverse("cases:deel", args=[dossier.pk, "ouder"]), {}).status_code == 404
    assert client.get(reverse("cases:dossier", args=[999999])).status_code == 404


def test_a_head_reads_and_does_not_write(als: Callable[[Actor], Client], dossier: Dossier, school: School) -> None:
    hoofd = factories.actor(Rol.SCHOOLDIRECTEUR, school)
    client = als(hoofd)
    assert client.get(reverse("cases:dossier", args=[dossier.pk])).status_code == 200
    assert client.get(reverse("cases:deel", args=[dossier.pk, "leerling"])).status_code == 403
    with pytest.raises(GeenRecht):
        _schrijf(dossier, "leerling", hoofd, {})


def test_the_secretariat_sees_it_once_a_request_is_filed(
    als: Callable[[Actor], Client], dossier: Dossier, secretariaat: Actor
) -> None:
    client = als(secretariaat)
    url = reverse("cases:dossier", args=[dossier.pk])
    factories.AanvraagFactory(zaak__dossier=dossier)
    assert client.get(url).status_code == 404
    factories.AanvraagFactory(zaak__dossier=dossier, status=Status.INGEDIEND)
    assert client.get(url).status_code == 200
    assert "concept" not in client.get(url).content.decode()


def test_reading_is_recorded_once_a_quarter_of_an_hour(
    als: Callable[[Actor], Client], dossier: Dossier, coordinator: Actor
) -> None:
    client = als(coordinator)
    for _ in range(2):
        client.get(reverse("cases:dossier", args=[dossier.pk]))
    assert Lezing.objects.filter(leerling_id=dossier.leerling_id).count() == 1


def test_on_a_conflict_nothing_typed_is_lost_and_saving_again_works(
    als: Callable[[Actor], Client], dossier: Dossier, coordinator: Actor
) -> None:
    ouder = factories.OuderFactory(leerling=dossier.leerling, naam="Ria Oud", telefoon="085 555 02 11")
    url = reverse("cases:deel_rij", args=[dossier.pk, "ouder", ouder.pk])
    client = als(coordinator)
    _schrijf(dossier, "betrokkene", coordinator, {"naam": "Els", "functie": "mentor"})
    post = {"naam": "Ria Nieuw", "relatie": "moeder", "versie": 1}
    antwoord = client.post(url, post)
    tekst = antwoord.content.decode()
    assert antwoord.status_code == 409
    assert 'value="Ria Nieuw"' in tekst
    assert "Ria Oud" in tekst
    assert client.post(url, {**post, "versie": antwoord.context["dossier"].versie}).status_code == 302
    ouder.refresh_from_db()
    assert ouder.naam == "Ria Nieuw"


@pytest.fixture
def geheim(dossier: Dossier) -> Dossier:
    leerling = dossier.leerling
    leerling.straat, leerling.plaats, leerling.adres_geheim = GEHEIME_STRAAT, "Schuilhaven", True
    leerling.save()
    factories.OuderFactory(leerling=leerling, straat=GEHEIME_STRAAT, plaats="Schuilhaven", adres_geheim=True)
    return dossier


def _paginas(dossier: Dossier) -> list[str]:
    ouder = Ouder.objects.get(leerling=dossier.leerling)
    return [
        reverse("cases:dossier", args=[dossier.pk]),
        reverse("cases:deel", args=[dossier.pk, "leerling"]),
        reverse("cases:deel_rij", args=[dossier.pk, "ouder", ouder.pk]),
    ]


def test_when_nothing_differs_a_newer_version_troubles_nobody(
    als: Callable[[Actor], Client], dossier: Dossier, coordinator: Actor
) -> None:
    """A colleague changed another part: the version is of the whole dossier."""
    client = als(coordinator)
    adres = reverse("cases:deel", args=[dossier.pk, "leerling"])
    form = client.get(adres).context["form"]
    data = {naam: form[naam].value() or "" for naam in form.fields}
    geboren = dossier.leerling.geboortedatum
    data |= {
        "geboortedatum_dag": geboren.day,
        "geboortedatum_maand": geboren.month,
        "geboortedatum_jaar": geboren.year,
    }
    Dossier.objects.filter(pk=dossier.pk).update(versie=dossier.versie + 3)
    antwoord = client.post(adres, {naam: waarde for naam, waarde in data.items() if waarde is not False})
    assert antwoord.status_code == 302
    assert client.post(adres, {**data, "roepnaam": "Anders"}).status_code == 409


def test_a_secret_address_is_in_no_page_for_the_school(
    als: Callable[[Actor], Client], geheim: Dossier, coordinator: Actor
) -> None:
    client = als(coordinator)
    for url in _paginas(geheim):
        tekst = client.get(url).content.decode()
        assert GEHEIME_STRAAT not in tekst
        assert "Schuilhaven" not in tekst
        assert "geheim adres" in tekst


def test_a_secret_address_is_in_no_conflict_or_error_page(
    als: Callable[[Actor], Client], geheim: Dossier, coordinator: Actor
) -> None:
    client = als(coordinator)
    for url in _paginas(geheim)[1:]:
        for post in ({"versie": 99}, {"versie": 99, "naam": "A", "relatie": "vader"}):
            assert GEHEIME_STRAAT not in client.post(url, post).content.decode()


def test_the_secretariat_reads_it_to_send_letters(
    als: Callable[[Actor], Client], geheim: Dossier, secretariaat: Actor
) -> None:
    factories.AanvraagFactory(zaak__dossier=geheim, status=Status.INGEDIEND)
    client = als(secretariaat)
    assert all(GEHEIME_STRAAT in client.get(url).content.decode() for url in _paginas(geheim))


def _leerlingdata(dossier: Dossier, **extra: Any) -> dict[str, Any]:
    leerling = dossier.leerling
    velden = ("roepnaam", "voornamen", "tussenvoegsel", "achternaam", "geboortedatum")
    return {naam: getattr(leerling, naam) for naam in velden} | extra


def test_empty_boxes_keep_a_secret_address(als: Callable[[Actor], Client], geheim: Dossier, coordinator: Actor) -> None:
    url = reverse("cases:deel", args=[geheim.pk, "leerling"])
    post = als_post(_leerlingdata(geheim, adres_geheim=True, telefoon="085 555 02 12"), versie=1)
    assert als(coordinator).post(url, post).status_code == 302
    geheim.leerling.refresh_from_db()
    assert (geheim.leerling.straat, geheim.leerling.telefoon) == (GEHEIME_STRAAT, "085 555 02 12")


def test_the_school_can_replace_a_secret_address(geheim: Dossier, coordinator: Actor) -> None:
    data = _leerlingdata(geheim, straat="Berkenhof", huisnummer="2", postcode="", plaats="", adres_geheim=True)
    _schrijf(geheim, "leerling", coordinator, data)
    geheim.leerling.refresh_from_db()
    assert (geheim.leerling.straat, geheim.leerling.plaats) == ("Berkenhof", "")


def test_taking_the_secrecy_off_does_not_show_what_was_hidden(geheim: Dossier, coordinator: Actor) -> None:
    with pytest.raises(Geweigerd):
        _schrijf(geheim, "leerling", coordinator, _leerlingdata(geheim, adres_geheim=False))
    geheim.leerling.refresh_from_db()
    assert geheim.leerling.adres_geheim


def test_a_running_enrolment_elsewhere_gives_that_school_nothing(
    dossier: Dossier, coordinator: Actor, andere_coordinator: Actor, andere_school: School
) -> None:
    data = {"school": andere_school, "soort": "ingeschreven", "van": factories.VANDAAG}
    _schrijf(dossier, "inschrijving", coordinator, data)
    assert Inschrijving.objects.filter(school=andere_school).exists()
    assert not Dossier.objects.visible_to(andere_coordinator).exists()


def test_an_enrolment_the_secretariat_notes_opens_the_dossier(
    dossier: Dossier, secretariaat: Actor, andere_coordinator: Actor, andere_school: School
) -> None:
    factories.AanvraagFactory(zaak__dossier=dossier, status=Status.INGEDIEND)
    data = {"school": andere_school, "soort": "ingeschreven", "van": factories.VANDAAG}
    _schrijf(dossier, "inschrijving", secretariaat, data)
    assert Dossier.objects.visible_to(andere_coordinator).get() == dossier


def test_a_corrected_name_is_matched_again_and_can_be_found(
    dossier: Dossier, coordinator: Actor, andere_school: School
) -> None:
    factories.DossierFactory(
        school=andere_school,
        leerling=factories.LeerlingFactory(
            roepnaam="Pim", achternaam="Zonneveld", geboortedatum=dossier.leerling.geboortedatum
        ),
    )
    data = _leerlingdata(dossier) | {"roepnaam": "Pim", "voornamen": "Pim", "achternaam": "Sonneveld"}
    _schrijf(dossier, "leerling", coordinator, data)
    dossier.leerling.refresh_from_db()
    assert "sonneveld" in dossier.leerling.zoektekst
    assert dossier.dubbel_als_bestaand.exists() or dossier.dubbel_als_nieuw.exists()


def test_every_kind_of_representative_can_be_added(
    als: Callable[[Actor], Client], dossier: Dossier, coordinator: Actor
) -> None:
    client = als(coordinator)
    url = reverse("cases:deel", args=[dossier.pk, "ouder"])
    post = {"naam": "T. de Boer", "relatie": "gezinsvoogd", "organisatie": "Jeugdbescherming Lindestreek"}
    assert client.post(url, post).status_code == 422
    assert client.post(url, post | {"gezag": "ja"}).status_code == 422
    goed = als_post({**post, "gezag": "ja", "gezag_van": factories.VANDAAG, "gezag_bron": "uitspraak rechtbank"})
    assert client.post(url, goed).status_code == 302
    ouder = dossier.leerling.ouders.get()
    assert ouder.heeft_gezag(factories.VANDAAG)
    assert "T. de Boer" in client.get(reverse("cases:dossier", args=[dossier.pk])).content.decode()


def test_a_parent_at_the_pupils_address_gets_it_unseen(geheim: Dossier, coordinator: Actor) -> None:
    data = {"naam": "Piet Voorbeeld", "relatie": "vader", "gezag": False, "zelfde_adres": True}
    _schrijf(geheim, "ouder", coordinator, data)
    ouder = geheim.leerling.ouders.get(naam="Piet Voorbeeld")
    assert (ouder.straat, ouder.adres_geheim) == (GEHEIME_STRAAT, True)


@pytest.mark.parametrize("deel", ["onzin", "gezag", "gezag-einde"])
def test_there_is_no_page_for_what_is_no_part(
    als: Callable[[Actor], Client], dossier: Dossier, coordinator: Actor, deel: str
) -> None:
    assert als(coordinator).get(reverse("cases:deel", args=[dossier.pk, deel])).status_code == 404

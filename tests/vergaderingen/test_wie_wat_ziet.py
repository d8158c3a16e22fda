"""Who sees a meeting, an item and its papers: the office, the invited, and nobody else."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from audit.models import Gebeurtenis, Soort
from cases.compartimenten import Compartiment
from documents.models import Document, Documentsoort
from documents.services import voeg_toe
from organisations.actor import Actor
from organisations.models import Samenwerkingsverband, School
from organisations.rollen import Rol
from tests import factories
from tests.documents.maak import tekst_pdf
from tests.factories import NU
from tests.vergaderingen.conftest import TIJDENS, Tafel
from tlv.models import Aanvraag
from vergaderingen import afsluiten, uitkomsten
from vergaderingen.models import Agendapunt
from workflow.logboekwoorden import wat

pytestmark = pytest.mark.django_db
Als = Callable[[Actor], Client]
GEEN_TAFEL = (Rol.FG, Rol.BEHEERDER)


def stuk(aanvraag: Aanvraag, coordinator: Actor, compartiment: Compartiment = Compartiment.DOSSIER) -> Document:
    toegevoegd = voeg_toe(
        zaak=aanvraag.zaak,
        actor=coordinator,
        data=tekst_pdf(),
        naam=f"{compartiment}.pdf",
        soort=Documentsoort.OPP,
        compartiment=compartiment,
        nu=NU,
    )
    assert toegevoegd.document is not None
    return toegevoegd.document


def test_other_members_and_other_offices_do_not_find_it(
    tafel: Tafel, lopend: Aanvraag, als: Als, swv: Samenwerkingsverband, coordinator: Actor, school: School
) -> None:
    punt = tafel.zaak_erop(lopend)
    adressen = [tafel.vergadering.get_absolute_url(), reverse("vergaderingen:punt", args=[punt.pk])]
    ander_lid = factories.actor(Rol.COMMISSIELID, swv)
    vreemden = [
        ander_lid,
        coordinator,
        factories.actor(Rol.SCHOOLDIRECTEUR, school),
        *(factories.actor(rol, swv) for rol in GEEN_TAFEL),
        *(factories.actor(rol, factories.SwvFactory()) for rol in (Rol.SECRETARIAAT, Rol.VOORZITTER)),
    ]
    for wie in vreemden:
        client = als(wie)
        assert [client.get(adres).status_code for adres in adressen] == [404, 404], wie.rol
    for wie in (tafel.lid, tafel.collega, tafel.deskundige):
        client = als(wie)
        assert [client.get(adres).status_code for adres in adressen] == [200, 200], wie.rol
    weigeringen = Gebeurtenis.objects.filter(soort=Soort.WEIGERING, swv_id=swv.pk)
    assert weigeringen.filter(gebruiker_id=ander_lid.gebruiker_id).count() == 2


def test_whoever_is_no_longer_invited_finds_it_no_more(tafel: Tafel, als: Als) -> None:
    tafel.vergadering.genodigden.filter(lid_id=tafel.deskundige.hoed_id).delete()
    assert als(tafel.deskundige).get(tafel.vergadering.get_absolute_url()).status_code == 404


def test_papers_go_along_one_by_one_in_the_parts_this_hat_reads_until_closing(
    tafel: Tafel, lopend: Aanvraag, als: Als, coordinator: Actor, klok: Callable[..., None]
) -> None:
    mee, advies = stuk(lopend, coordinator), stuk(lopend, coordinator, Compartiment.ADVIES)
    niet = stuk(lopend, coordinator)
    punt = tafel.zaak_erop(lopend, stukken=[mee.pk, advies.pk])

    def leest(wie: Actor) -> list[int]:
        client = als(wie)
        return [
            client.get(reverse("vergaderingen:stuk", args=[punt.pk, doc.pk])).status_code for doc in (mee, advies, niet)
        ]

    assert leest(tafel.lid) == [200, 200, 404]
    assert leest(tafel.deskundige) == [200, 404, 404]  # not what another expert advised
    assert als(tafel.deskundige).get(reverse("documents:download", args=[mee.pk])).status_code == 404
    uitkomst = {"uitkomst": "verlenen", "advies": "x", "verlieten": []}
    uitkomsten.leg_uitkomst_vast(tafel.secretariaat, punt.pk, uitkomst, versie=None, sleutel="", nu=TIJDENS)
    assert leest(tafel.lid) == [200, 200, 404]  # until the meeting is closed
    pk = tafel.vergadering.pk
    afsluiten.leg_presentie_vast(tafel.secretariaat, pk, tafel.allen_aanwezig(), versie=None, nu=TIJDENS)
    afsluiten.sluit_af(tafel.secretariaat, pk, nu=TIJDENS + timedelta(hours=1))
    klok(TIJDENS + timedelta(hours=1))
    assert leest(tafel.deskundige) == [404, 404, 404]


def test_a_paper_of_another_case_never_goes_along(tafel: Tafel, lopend: Aanvraag, coordinator: Actor) -> None:
    ander = stuk(factories.AanvraagFactory(), coordinator)
    punt = tafel.zaak_erop(lopend, stukken=[ander.pk])
    assert not punt.stukken.exists()


def test_an_item_that_waits_is_for_who_organises(tafel: Tafel, lopend: Aanvraag, als: Als) -> None:
    punt = tafel.zaak_erop(lopend)
    Agendapunt.objects.filter(pk=punt.pk).update(stand="wacht", vergadering=None)
    adres = reverse("vergaderingen:punt", args=[punt.pk])
    assert als(tafel.lid).get(adres).status_code == 404
    assert als(tafel.secretariaat).get(adres).status_code == 200


def test_an_expert_who_is_invited_sees_the_item_and_not_the_case(tafel: Tafel, lopend: Aanvraag, als: Als) -> None:
    punt = tafel.zaak_erop(lopend)
    client = als(tafel.deskundige)
    pagina = client.get(reverse("vergaderingen:punt", args=[punt.pk])).content.decode()
    assert lopend.zaak.dossier.leerling.achternaam not in pagina and "Naar de zaak" not in pagina
    assert client.get(reverse("workflow:zaak", args=[lopend.zaak_id])).status_code == 404


def test_a_number_that_no_row_can_have_is_not_found(tafel: Tafel, als: Als) -> None:
    client = als(tafel.secretariaat)
    groot = 10**25
    for naam, args in (("vergadering", [groot]), ("punt", [groot]), ("stuk", [1, groot]), ("verslag", [groot])):
        assert client.get(reverse(f"vergaderingen:{naam}", args=args)).status_code == 404
    assert client.post(reverse("vergaderingen:actie_gereed", args=[groot])).status_code == 404


def test_the_record_tells_every_act_in_words(tafel: Tafel) -> None:
    for rij in Gebeurtenis.objects.filter(actie__startswith="vergadering."):
        assert "vergadering." not in wat(rij.actie)
    assert wat("lezen:agendapunt") == "Een punt op de agenda van de commissie"

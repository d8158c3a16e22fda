"""What a hat may read of a case it sees, and what stays as it was filed."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cases.compartimenten import Compartiment
from documents.keuring import keur
from documents.models import Document, Documentsoort, Handtekening
from organisations.actor import Actor
from organisations.models import User
from organisations.rollen import Rol
from tests import factories
from tests.documents.maak import tekst_pdf
from tests.tlv.gezin_voorbeeld import Gezin, maak_gezin, papier
from tlv.models import Aanvulverzoek, Status
from tlv.taken import taken_van
from tlv.versies import inhoud_van
from workflow.edit import edit

pytestmark = pytest.mark.django_db
Als = Callable[[Actor], Client]


def _vraag_aanvulling(gezin: Gezin) -> None:
    vandaag = timezone.localdate()
    Aanvulverzoek.objects.create(
        aanvraag=gezin.aanvraag,
        soort=Aanvulverzoek.Soort.AANVULLING,
        vraag="Waar is het OPP?",
        gevraagd_op=vandaag,
        gevraagd_door_id=gezin.secretariaat.persoon_id,
        uiterlijk=vandaag + timedelta(days=21),
    )


def test_the_director_sees_what_is_decided_and_not_what_is_written_about_the_pupil(als: Als) -> None:
    gezin = maak_gezin(status=Status.TER_BESLUITVORMING)
    _vraag_aanvulling(gezin)
    client = als(factories.actor(Rol.DIRECTEUR_SWV, gezin.zaak.swv, vandaag=timezone.localdate()))
    pagina = client.get(reverse("tlv:zaak", args=[gezin.zaak.pk]))
    assert pagina.status_code == 200
    assert "loopt vast in de klas" not in pagina.content.decode()
    assert "Waar is het OPP?" not in pagina.content.decode()
    dicht = [
        reverse("tlv:zaak_aanvraag", args=[gezin.zaak.pk]),
        reverse("tlv:versie", args=[gezin.zaak.pk, 1]),
        reverse("tlv:bundel", args=[gezin.zaak.pk]),
    ]
    assert [client.get(adres).status_code for adres in dicht] == [403, 403, 403]


def test_a_filed_paper_cannot_be_changed_or_removed_when_a_supplement_is_asked(als: Als) -> None:
    gezin = maak_gezin(status=Status.AANVULLING_GEVRAAGD)
    _vraag_aanvulling(gezin)
    opp = papier(gezin.zaak, "OPP", soort=Documentsoort.OPP, compartiment=Compartiment.DOSSIER)
    for wie in (gezin.coordinator, gezin.secretariaat):
        client = als(wie)
        for data in ({"verwijderen": "1"}, {"titel": "Iets anders", "soort": "bijlage"}):
            assert client.post(reverse("tlv:stuk", args=[gezin.zaak.pk, opp.pk]), data).status_code == 403
    opp.refresh_from_db()
    assert (opp.titel, opp.verwijderd_op) == ("OPP", None)


def test_a_supplement_that_was_not_sent_in_is_named_to_nobody_else() -> None:
    gezin = maak_gezin(status=Status.AANVULLING_GEVRAAGD)
    papier(gezin.zaak, "Nog niet ingestuurd", soort=Documentsoort.BIJLAGE, compartiment=Compartiment.SCHOOL)
    papier(gezin.zaak, "Wel ingediend", soort=Documentsoort.BIJLAGE, compartiment=Compartiment.DOSSIER)
    inhoud = inhoud_van(gezin.aanvraag, vandaag=timezone.localdate())
    assert [stuk["titel"] for stuk in inhoud["stukken"]] == ["Wel ingediend"]


def test_a_letter_to_one_parent_is_not_for_the_school_nor_for_the_other_parent() -> None:
    gezin = maak_gezin(status=Status.BEKENDGEMAAKT)
    brief = papier(
        gezin.zaak,
        "Brief aan moeder",
        soort=Documentsoort.BRIEF,
        compartiment=Compartiment.BESLUIT,
        gezinslid_id=gezin.moeder.gebruiker_id,
    )
    zien = [
        Document.objects.zichtbaar_voor(wie).filter(pk=brief.pk).exists()
        for wie in (gezin.moeder, gezin.secretariaat, gezin.vader, gezin.coordinator)
    ]
    assert zien == [True, True, False, False]


def test_a_head_who_moved_to_another_school_no_longer_sees_whom_to_sign_for() -> None:
    maak_gezin(status=Status.INGEDIEND)
    elders = factories.actor(Rol.SCHOOLDIRECTEUR, factories.SchoolFactory(), vandaag=timezone.localdate())
    rij = Handtekening.objects.filter(rol=Rol.SCHOOLDIRECTEUR).get()
    rij.user = User.objects.get(pk=elders.gebruiker_id)
    rij.save()
    assert list(taken_van(elders)) == []


def test_a_form_that_a_parent_signed_cannot_become_a_paper_that_the_other_parent_reads(als: Als) -> None:
    gezin = maak_gezin(status=Status.CONCEPT)
    rij = Handtekening.objects.get(ouder=gezin.ouder_moeder)
    data = {
        "handtekening_id": rij.pk,
        "op": timezone.localdate(),
        "keuring": keur(tekst_pdf(), "scan.pdf"),
        "standpunt": "oneens",
        "tekst": "Dit is alleen voor de school.",
    }
    edit(gezin.zaak.pk, "handtekening_papier", by=gezin.coordinator, data=data)
    scan = Document.objects.get(soort=Documentsoort.HANDTEKENINGEN)
    client, adres = als(gezin.coordinator), reverse("tlv:stuk", args=[gezin.zaak.pk, scan.pk])
    assert client.post(adres, {"titel": "Bijlage", "soort": "bijlage"}).status_code == 422
    assert client.post(adres, {"verwijderen": "1"}).status_code == 422
    assert client.post(adres, {"titel": "Formulier van moeder", "soort": "handtekeningen"}).status_code == 302
    scan.refresh_from_db()
    assert (scan.titel, scan.compartiment) == ("Formulier van moeder", Compartiment.ZIENSWIJZE)
    assert scan.verwijderd_op is None


def test_a_paper_added_to_a_draft_reaches_the_family_with_the_version_they_are_asked_about(als: Als) -> None:
    gezin = maak_gezin(status=Status.CONCEPT)
    keuring = keur(tekst_pdf("Verslag"), "nieuw-verslag.pdf")
    data = {"wat": "toevoegen", "soort": Documentsoort.BIJLAGE, "keuring": keuring}
    edit(gezin.zaak.pk, "document", by=gezin.coordinator, data=data)
    document = Document.objects.get(naam="nieuw-verslag.pdf")
    download = reverse("documents:download", args=[document.pk])

    def ziet(wie: Actor) -> tuple[bool, int]:
        pagina = als(wie).get(reverse("tlv:gezin", args=[gezin.zaak.pk])).content.decode()
        return "nieuw-verslag" in pagina, als(wie).get(download).status_code

    assert ziet(gezin.moeder) == (False, 404)
    assert als(gezin.coordinator).get(download).status_code == 200
    schrijven = als(gezin.coordinator).get(reverse("tlv:onderdeel", args=[gezin.zaak.pk, "bijlagen"])).content.decode()
    assert "Ouders en leerling zien dit nog niet" in schrijven
    edit(gezin.zaak.pk, "bevriezen", by=gezin.coordinator, data={})
    assert ziet(gezin.moeder) == (True, 200)

"""Who gets the bytes, with which headers, and what the public page tells."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from audit.models import Gebeurtenis, Lezing, Soort
from cases.compartimenten import Compartiment
from documents import conf, opslag, services, werk
from documents.models import Bestand, Document, Documentsoort, Zegel
from organisations.actor import Actor
from tests.documents import maak
from tests.documents.test_werk import leg_klaar
from tlv.models import Aanvraag

pytestmark = pytest.mark.django_db
NU = timezone.now()
Als = Callable[[Actor], Client]


@pytest.fixture
def opp(aanvraag: Aanvraag, coordinator: Actor) -> Document:
    uit = services.voeg_toe(
        zaak=aanvraag.zaak,
        actor=coordinator,
        data=maak.tekst_pdf(),
        naam='OPP Zoë "2025".pdf',
        soort=Documentsoort.OPP,
        compartiment=Compartiment.DOSSIER,
        nu=NU,
    )
    assert uit.document
    return uit.document


def test_the_school_reads_its_own_paper_and_that_is_recorded(als: Als, coordinator: Actor, opp: Document):
    antwoord = als(coordinator).get(f"/documenten/{opp.pk}/")
    assert antwoord.status_code == 200 and antwoord.content == maak.tekst_pdf()
    assert antwoord["Content-Type"] == "application/pdf" and antwoord["X-Content-Type-Options"] == "nosniff"
    assert antwoord["Content-Disposition"].startswith("attachment") and "sandbox" in antwoord["Content-Security-Policy"]
    assert antwoord["Cache-Control"] == "no-store"
    lezing = Lezing.objects.get(object_soort="documents.document")
    assert (
        lezing.object_id == opp.pk and lezing.zaak_id == opp.zaak_id and lezing.gebruiker_id == coordinator.gebruiker_id
    )


def test_of_several_papers_the_one_that_was_asked_for_comes(als: Als, coordinator: Actor, aanvraag: Aanvraag):
    for tekst in ("eerste", "tweede", "derde"):
        services.voeg_toe(
            zaak=aanvraag.zaak,
            actor=coordinator,
            data=maak.tekst_pdf(tekst),
            naam=f"{tekst}.pdf",
            soort=Documentsoort.OPP,
            compartiment=Compartiment.DOSSIER,
            nu=NU,
        )
    for document in Document.objects.all():
        antwoord = als(coordinator).get(f"/documenten/{document.pk}/")
        assert document.naam in antwoord["Content-Disposition"]


def test_the_preview_may_stand_in_our_own_frame_only(als: Als, coordinator: Actor, opp: Document):
    antwoord = als(coordinator).get(f"/documenten/{opp.pk}/inzage/")
    assert antwoord["Content-Disposition"].startswith("inline") and antwoord["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in antwoord["Content-Security-Policy"]
    assert "default-src 'none'" in antwoord["Content-Security-Policy"]


def test_a_paper_that_is_not_made_yet_is_not_there_and_that_is_recorded(als: Als, coordinator: Actor, opp: Document):
    Document.objects.filter(pk=opp.pk).update(bestand=None, werk="wacht")
    assert als(coordinator).get(f"/documenten/{opp.pk}/").status_code == 404
    assert Gebeurtenis.objects.filter(soort=Soort.WEIGERING, object_id=opp.pk).count() == 1


def test_the_read_keeps_on_what_ground_and_of_which_pupil(als: Als, coordinator: Actor, opp: Document):
    als(coordinator).get(f"/documenten/{opp.pk}/")
    lezing = Lezing.objects.get(object_soort="documents.document")
    assert (lezing.swv_id, lezing.leerling_id) == (opp.zaak.swv_id, opp.zaak.dossier.leerling_id)
    assert (lezing.grond["been"], lezing.grond["compartiment"]) == ("school", "dossier")


@pytest.mark.parametrize("pagina", ["", "inzage/"])
def test_another_school_finds_nothing_and_that_is_recorded(
    als: Als, andere_coordinator: Actor, opp: Document, pagina: str
):
    assert als(andere_coordinator).get(f"/documenten/{opp.pk}/{pagina}").status_code == 404
    assert Gebeurtenis.objects.filter(soort=Soort.WEIGERING, object_id=opp.pk).count() == 1
    assert als(andere_coordinator).get(f"/documenten/{opp.pk + 999}/{pagina}").status_code == 404


def test_nobody_reads_without_signing_in(client: Client, opp: Document):
    assert client.get(f"/documenten/{opp.pk}/").status_code == 302


def test_a_removed_paper_is_gone(als: Als, coordinator: Actor, opp: Document):
    services.verwijder(opp, nu=NU)
    assert als(coordinator).get(f"/documenten/{opp.pk}/").status_code == 404


def test_a_paper_in_a_compartment_that_is_not_yours_is_not_there(als: Als, coordinator: Actor, opp: Document):
    Document.objects.update(compartiment=Compartiment.ADVIES, auteur=None)
    assert als(coordinator).get(f"/documenten/{opp.pk}/").status_code == 404


def test_a_word_file_is_offered_as_a_file_also_as_preview(als: Als, coordinator: Actor, opp: Document):
    Bestand.objects.update(mime="application/vnd.oasis.opendocument.text")
    antwoord = als(coordinator).get(f"/documenten/{opp.pk}/inzage/")
    assert antwoord["Content-Disposition"].startswith("attachment") and "sandbox" in antwoord["Content-Security-Policy"]


def test_a_refused_upload_leaves_nothing(aanvraag: Aanvraag, coordinator: Actor):
    uit = services.voeg_toe(
        zaak=aanvraag.zaak, actor=coordinator, data=b"MZ", naam="x.pdf", soort=Documentsoort.OPP,
        compartiment=Compartiment.DOSSIER, nu=NU,
    )  # fmt: skip
    assert uit.document is None and "programma" in uit.keuring.melding and Bestand.objects.count() == 0
    with pytest.raises(ValueError, match="never stored"):
        services.leg_vast(
            uit.keuring, zaak=aanvraag.zaak, actor=coordinator, soort=Documentsoort.OPP,
            compartiment=Compartiment.DOSSIER, nu=NU,
        )  # fmt: skip


@pytest.fixture
def zegelrij(aanvraag: Aanvraag, sleutel: Any) -> Zegel:
    leg_klaar(aanvraag.zaak)
    werk.verwerk_wachtende(timezone.now())
    return Zegel.objects.get()


def zonder_persoonsgegevens(html: str) -> bool:
    return not any(woord in html for woord in ("Daniël", "Çelik", "1 (laag)", "VO9901-2026-0017", "De Wissel"))


def test_the_qr_code_leads_to_a_page_that_shows_no_personal_data(client: Client, zegelrij: Zegel):
    pad = zegelrij.document.gegevens["verificatie"]["url"].split("/echt/")[1]
    html = client.get(f"/echt/{pad}").content.decode()
    assert "2 maart 2026" in html and "Beschikking" in html and zonder_persoonsgegevens(html)


def test_a_typed_code_leads_to_the_same_page(client: Client, zegelrij: Zegel):
    antwoord = client.post("/echt/", {"code": zegelrij.code.lower().replace("-", " ")})
    assert antwoord.status_code == 302 and antwoord["Location"] == f"/echt/{zegelrij.code}/"
    assert client.get("/echt/0000-0000-0000/").status_code == 404


def test_an_uploaded_pdf_is_judged_and_not_kept(client: Client, zegelrij: Zegel):
    pdf = opslag.lees_bestand(Bestand.objects.get())

    def stuur(data: bytes) -> str:
        antwoord = client.post("/echt/", {"pdf": SimpleUploadedFile("x.pdf", data)})
        assert antwoord.status_code == 200
        return antwoord.content.decode()

    html = stuur(pdf)
    assert "daarna niet veranderd" in html and zonder_persoonsgegevens(html)
    assert "Niet echt" in stuur(pdf[:-20]) and "Niet echt" in stuur(b"MZ")
    assert Bestand.objects.count() == 1


@pytest.mark.parametrize(
    ("invoer", "uitleg"),
    [({}, "Vul de controlecode in of kies het PDF-bestand."), ({"code": "abc"}, "Vul de code in als drie groepjes")],
)
def test_an_empty_or_impossible_question_is_explained(client: Client, invoer: dict[str, str], uitleg: str):
    antwoord = client.post("/echt/", invoer)
    assert antwoord.status_code == 422 and uitleg in antwoord.content.decode()


def test_guessing_codes_is_slowed_down(client: Client, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(conf, "CONTROLES_PER_MINUUT", 3)
    assert [client.get("/echt/0000-0000-0000/").status_code for _ in range(4)] == [404, 404, 404, 429]
    cache.clear()
    assert client.get("/echt/0000-0000-0000/").status_code == 429, "it counts for all processes, not in a cache of one"
    with time_machine.travel(timezone.now() + timedelta(minutes=1)):
        assert client.get("/echt/0000-0000-0000/").status_code == 404


def test_behind_a_proxy_one_guesser_does_not_close_the_page_for_everybody(
    client: Client, settings, monkeypatch: pytest.MonkeyPatch
):
    settings.ACHTER_PROXY = True
    monkeypatch.setattr(conf, "CONTROLES_PER_MINUUT", 3)
    vraag = [client.get("/echt/0000-0000-0000/", headers={"X-Forwarded-For": "192.0.2.1"}) for _ in range(4)]
    verzonnen = client.get("/echt/0000-0000-0000/", headers={"X-Forwarded-For": "198.51.100.9, 192.0.2.1"})
    ander = client.get("/echt/0000-0000-0000/", headers={"X-Forwarded-For": "192.0.2.2"})
    assert [antwoord.status_code for antwoord in [*vraag, verzonnen, ander]] == [404, 404, 404, 429, 429, 404]

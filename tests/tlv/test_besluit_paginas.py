"""The pages around the decision, as each person meets them; plain posts, no JavaScript."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from documents import werk
from documents.models import Bekendmaking
from organisations.actor import Actor
from organisations.models import Samenwerkingsverband, School
from organisations.rollen import Rol
from tests import factories
from tests.tlv import besluitzaak as bz
from tlv.models import Aanvraag, Besluit, Bespreking, Status
from workflow.sweeps import voer_automatisch_uit

pytestmark = pytest.mark.django_db
Als = Callable[[Actor], Client]


@pytest.fixture
def zaak(aanvraag: Aanvraag) -> Aanvraag:
    return bz.klaar_om_te_besluiten(aanvraag)


@pytest.fixture
def chair(swv: Samenwerkingsverband) -> Actor:
    return bz.actor_met_mandaat(Rol.VOORZITTER, swv)


def bevestigd(client: Client) -> Client:
    sessie = client.session
    sessie["herbevestigd_op"] = timezone.now().isoformat()
    sessie.save()
    return client


def velden(zaak: Aanvraag, versie: int = 0, **extra: Any) -> dict[str, Any]:
    return {
        "versie": versie,
        "soort": "verlenen",
        "einde": "2028-07-31",
        "categorie": "laag",
        "periode_reden": "Twee schooljaren om tot rust te komen.",
        "categorie_reden": "Laag is het uitgangspunt en volstaat.",
        "motivering": bz.MOTIVERING,
        "reactie_op_zienswijze": bz.REACTIE,
        "afwijking": "De deskundigen gingen uit van een eerdere datum van het besluit dan deze.",
        **{f"kern_{a.pk}": a.overwegingen for a in zaak.adviezen.all()},
        **extra,
    }


def test_the_chair_has_it_on_one_page(zaak: Aanvraag, chair: Actor, als: Als) -> None:
    antwoord = als(chair).get(reverse("tlv:besluiten", args=[zaak.zaak_id]))
    tekst = antwoord.content.decode()
    assert antwoord.status_code == 200
    for stuk in (
        "drs. Deskundige 1",
        "drs. Deskundige 2",
        "Ik wil graag rust",
        "voorzitter, beide deskundigen",
        "Controles voor het tekenen",
        "De leerling loopt vast in de klas.",
    ):
        assert stuk in tekst
    assert not Besluit.objects.exists()


def test_what_is_still_needed_stands_above_the_button_and_the_checks_stand_once(
    zaak: Aanvraag, chair: Actor, als: Als
) -> None:
    client, url = als(chair), reverse("tlv:besluiten", args=[zaak.zaak_id])
    client.post(url, velden(zaak))
    tekst = client.get(url).content.decode()
    assert tekst.count("Controles voor het tekenen") == 1
    assert "Alles wat nodig is om te tekenen, is er." in tekst and "U kunt tekenen." in tekst
    Bespreking.objects.all().delete()
    tekst = " ".join(client.get(url).content.decode().split())
    boven_de_knop = tekst.split("Nog nodig om te tekenen:</strong> ", 1)[1].split("Naar ondertekenen", 1)[0]
    assert boven_de_knop.startswith("besproken met de deskundigen.") and 'href="#toetsen"' in boven_de_knop
    assert "1 punt is nog nodig." in tekst


def test_a_button_saves_and_appends_an_advice_or_a_text_block(zaak: Aanvraag, chair: Actor, als: Als) -> None:
    client, url = als(chair), reverse("tlv:besluiten", args=[zaak.zaak_id])
    advies = zaak.adviezen.get(volgorde=1)
    client.post(url, velden(zaak, motivering="Begin.", doe=f"advies:{advies.pk}:overwegingen"))
    besluit = Besluit.objects.get()
    assert besluit.motivering.startswith("Begin.\n\nVolgens drs. Deskundige 1 (orthopedagoog):")
    assert advies.overwegingen in besluit.motivering
    client.post(url, velden(zaak, versie=1, motivering="Begin.", doe="blok:0"))
    besluit.refresh_from_db()
    assert "# Waarom een arrangement niet volstaat\n" in besluit.motivering
    client.post(url, velden(zaak, versie=2, doe="advies:999:deskundige"))
    besluit.refresh_from_db()
    assert besluit.motivering == bz.MOTIVERING


def test_autosave_writes_only_what_was_touched(zaak: Aanvraag, chair: Actor, als: Als) -> None:
    url = reverse("tlv:besluit_bewaren", args=[zaak.zaak_id])
    antwoord = als(chair).post(url, {"versie": "0", "motivering": "Een begin"})
    assert antwoord.json()["versie"] == 1
    besluit = Besluit.objects.get()
    assert (besluit.motivering, besluit.categorie, bool(besluit.kernen)) == ("Een begin", "laag", True)
    assert als(chair).post(url, {"versie": "0", "motivering": "Ouder"}).status_code == 409


def test_autosave_never_says_that_it_kept_what_it_could_not(zaak: Aanvraag, chair: Actor, als: Als) -> None:
    url = reverse("tlv:besluit_bewaren", args=[zaak.zaak_id])
    client = als(chair)
    client.post(url, {"versie": "0", "motivering": "Een begin"})
    antwoord = client.post(url, {"versie": "1", "motivering": "x" * 30_001})
    assert antwoord.status_code == 422 and "30000" in antwoord.json()["melding"].replace(".", "")
    assert Besluit.objects.get().motivering == "Een begin"


def test_a_conflict_keeps_what_was_typed(zaak: Aanvraag, chair: Actor, als: Als) -> None:
    client, url = als(chair), reverse("tlv:besluiten", args=[zaak.zaak_id])
    client.post(url, velden(zaak))
    antwoord = client.post(url, velden(zaak, versie=0, motivering="Mijn lange eigen tekst"))
    assert antwoord.status_code == 409
    assert "Mijn lange eigen tekst" in antwoord.content.decode()


def test_from_draft_to_publication(zaak: Aanvraag, chair: Actor, als: Als, secretariaat: Actor) -> None:
    """The whole path by plain posts: draft, sign, wait for the letter, publish, print, send."""
    vandaag = timezone.localdate()
    client = als(chair)
    antwoord = client.post(reverse("tlv:besluiten", args=[zaak.zaak_id]), velden(zaak, doe="ondertekenen"), follow=True)
    assert "Bevestig eerst dat u het bent" in antwoord.content.decode()
    bevestigd(client)
    url = reverse("tlv:besluit_ondertekenen", args=[zaak.zaak_id])
    form = client.get(url).context["form"]
    data = {"versie": form["versie"].value(), "besluitversie": form["besluitversie"].value(), "sleutel": "a" * 32}
    antwoord = client.post(url, data, follow=True)
    assert "Nog niet bekend" in antwoord.content.decode()
    assert "Terugroepen kan tot" in antwoord.content.decode()
    besluit = bz.besluit_van(zaak)
    assert besluit.document is not None
    client.post(reverse("tlv:besluit_bekendmaken", args=[zaak.zaak_id]), {"versie": ""})
    werk.verwerk_wachtende(timezone.now())
    assert voer_automatisch_uit(vandaag=vandaag, nu=timezone.now() + timedelta(seconds=1)) == 1
    antwoord = client.get(reverse("tlv:besluiten", args=[zaak.zaak_id]))
    assert "Wie kreeg het besluit" in antwoord.content.decode()
    _verstuur(als(secretariaat))


def _verstuur(client: Client) -> None:
    vandaag = timezone.localdate()
    rij = Bekendmaking.objects.get(kanaal="post")
    antwoord = client.get(reverse("tlv:postbak"))
    assert rij.naam in antwoord.content.decode()
    assert rij.adresregels[0] not in antwoord.content.decode()
    Bekendmaking.objects.filter(pk=rij.pk).update(klaargezet_op=timezone.now() - timedelta(days=23))
    oud = client.get(reverse("tlv:postbak"), {"kies": "alles"}).content.decode()
    assert "23 dagen: te laat" in oud
    assert "1 brief ligt hier langer dan twee werkdagen." in oud
    assert " checked" in oud
    assert "te laat" in client.get(reverse("workflow:home")).content.decode()
    dag = {"verzonden_op_dag": vandaag.day, "verzonden_op_maand": vandaag.month, "verzonden_op_jaar": vandaag.year}
    assert " checked" not in antwoord.content.decode()
    brief = {"bekendmakingen": [rij.pk], **dag}
    antwoord = client.post(reverse("tlv:postbak"), brief)
    assert antwoord.status_code == 422
    assert "Print eerst, met deze datum" in antwoord.content.decode()
    assert _print_na_verhuizing(client, rij, brief, "21").startswith(b"%PDF")
    assert "Adres is veranderd: print opnieuw" not in client.get(reverse("tlv:postbak")).content.decode()
    _verhuis(rij, "23")
    assert "Adres is veranderd: print opnieuw" in client.get(reverse("tlv:postbak")).content.decode()
    _print_na_verhuizing(client, rij, brief, "23")
    client.post(reverse("tlv:postbak"), brief)
    rij.refresh_from_db()
    assert rij.verzonden_op == vandaag
    assert "Nieuwe Gracht 23" in rij.adresregels
    url = reverse("tlv:postbak_ongedaan", args=[rij.pk])
    assert url in client.get(reverse("tlv:postbak")).content.decode()
    assert client.post(url, {"reden": ""}).status_code == 422
    client.post(url, {"reden": "De enveloppen lagen nog op de kast"})
    rij.refresh_from_db()
    assert rij.verzonden_op is None
    assert client.get(url).status_code == 404


def _verhuis(rij: Bekendmaking, huisnummer: str) -> None:
    assert rij.ouder is not None
    rij.ouder.straat, rij.ouder.huisnummer = "Nieuwe Gracht", huisnummer
    rij.ouder.save()


def _print_na_verhuizing(client: Client, rij: Bekendmaking, brief: dict[str, Any], huisnummer: str) -> bytes:
    """The address was put right while the letter waited: that one is on the envelope."""
    _verhuis(rij, huisnummer)
    antwoord = client.post(reverse("tlv:postbak_pdf"), brief)
    rij.refresh_from_db(fields=["adresregels"])
    assert f"Nieuwe Gracht {huisnummer}" in rij.adresregels
    return b"".join(getattr(antwoord, "streaming_content", [antwoord.content]))


def test_what_blocks_is_said_before_signing(zaak: Aanvraag, chair: Actor, als: Als) -> None:
    Bespreking.objects.all().delete()
    bz.schrijf_concept(zaak, chair)
    antwoord = als(chair).get(reverse("tlv:besluit_ondertekenen", args=[zaak.zaak_id]))
    tekst = antwoord.content.decode()
    assert "U kunt nog niet tekenen" in tekst
    assert "Leg vast wanneer u de adviezen met de deskundigen besprak" in tekst


def test_the_deputy_reads_why_not_before_trying(
    zaak: Aanvraag, chair: Actor, als: Als, swv: Samenwerkingsverband
) -> None:
    plaatsvervanger = bz.actor_met_mandaat(Rol.PLV_VOORZITTER, swv)
    bz.schrijf_concept(zaak, plaatsvervanger)
    antwoord = als(plaatsvervanger).get(reverse("tlv:besluiten", args=[zaak.zaak_id]))
    assert "U tekent alleen als" in antwoord.content.decode()


def test_the_preview_is_a_pdf_marked_as_a_draft(zaak: Aanvraag, chair: Actor, als: Als) -> None:
    bz.schrijf_concept(zaak, chair)
    antwoord = als(chair).get(reverse("tlv:besluit_voorbeeld", args=[zaak.zaak_id]))
    assert antwoord["Content-Type"] == "application/pdf"
    assert antwoord.content.startswith(b"%PDF")
    assert not Besluit.objects.get().tlv_nummer


def test_a_talk_is_recorded(zaak: Aanvraag, secretariaat: Actor, als: Als) -> None:
    data = {
        "soort": "school",
        "datum_dag": 2,
        "datum_maand": 3,
        "datum_jaar": 2026,
        "aanwezigen": "coördinator en voorzitter",
        "uitkomst": "De school licht haar vraag toe.",
    }
    als(secretariaat).post(reverse("tlv:bespreking", args=[zaak.zaak_id]), data)
    assert Bespreking.objects.filter(soort="school").count() == 1


PAGINAS = ("besluiten", "bespreking", "besluit_voorbeeld", "besluit_ondertekenen")


@pytest.mark.parametrize("pagina", PAGINAS)
def test_the_school_never_sees_the_pages_of_the_decision(
    zaak: Aanvraag, coordinator: Actor, andere_coordinator: Actor, als: Als, pagina: str
) -> None:
    url = reverse(f"tlv:{pagina}", args=[zaak.zaak_id])
    assert als(coordinator).get(url).status_code == 403
    assert als(andere_coordinator).get(url).status_code == 404


def test_the_post_is_for_the_secretariat_alone(als: Als, chair: Actor, coordinator: Actor) -> None:
    for wie in (chair, coordinator):
        assert als(wie).get(reverse("tlv:postbak")).status_code == 403


def test_a_recall_asks_a_reason(zaak: Aanvraag, chair: Actor, als: Als) -> None:
    bz.schrijf_concept(
        zaak, chair, einde="2028-07-31", afwijking="Langer, omdat het besluit later valt dan gedacht is."
    )
    bz.teken(zaak, chair, nu=timezone.now())
    url = reverse("tlv:besluit_terugroepen", args=[zaak.zaak_id])
    assert als(chair).post(url, {"reden": ""}).status_code == 422
    als(chair).post(url, {"reden": "Verkeerde datum."})
    assert Aanvraag.objects.get(pk=zaak.pk).status == Status.TER_BESLUITVORMING
    tekst = als(chair).get(reverse("tlv:besluiten", args=[zaak.zaak_id])).content.decode()
    assert "Verkeerde datum." in tekst


def test_not_treating_lies_ready(aanvraag: Aanvraag, chair: Actor, als: Als, school: School) -> None:
    factories.zet_status(aanvraag, Status.AANVULLING_VERLOPEN)
    bz.mandaat(chair, product="buiten_behandeling")
    client = bevestigd(als(chair))
    url = reverse("tlv:buiten_behandeling", args=[aanvraag.zaak_id])
    assert "zegt niets over de toelaatbaarheid" in client.get(url).content.decode()
    client.post(url, {"motivering": "recent onderzoek", "versie": aanvraag.zaak.versie})
    assert Aanvraag.objects.get(pk=aanvraag.pk).status == Status.BUITEN_BEHANDELING


@pytest.mark.parametrize("status", [Status.TER_BESLUITVORMING, Status.DESKUNDIGENADVIES])
def test_the_chair_writes_while_it_is_to_be_decided_and_the_secretariat_keeps_the_minutes(
    zaak: Aanvraag, chair: Actor, secretariaat: Actor, als: Als, status: str
) -> None:
    commissielid = factories.actor(Rol.COMMISSIELID, zaak.zaak.swv)
    factories.zet_status(zaak, status)
    mag = {}
    for wie in (chair, secretariaat, commissielid):
        pagina = als(wie).get(reverse("tlv:besluiten", args=[zaak.zaak_id])).context["pagina"]
        mag[wie] = pagina.mag_schrijven, pagina.mag_bespreken
    assert mag[chair] == (status == Status.TER_BESLUITVORMING, True)
    assert mag[secretariaat] == (False, True) and mag[commissielid] == (False, False)

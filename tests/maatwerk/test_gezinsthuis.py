"""The home of a family with a maatwerk track: what is asked, what a no means, whom to call, and who looked."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cases.models import Draad, Zaak
from documents.models import Document
from documents.werk import verwerk_wachtende
from maatwerk.delen import maak_code, open_met_code
from maatwerk.models import Status
from maatwerk.toestanden import STAPNAMEN
from organisations.actor import Actor
from organisations.models import Samenwerkingsverband, School, User
from organisations.rollen import Rol
from tests import factories
from tests.b1 import bezwaren, zichtbare_tekst
from tests.maatwerk.gezinhulp import TELEFOON, Plangezin, aanvraag_voor, maak_plangezin, zus_met_aanvraag
from tests.maatwerk.trajectloop import Trajectloop
from workflow.gezinsdeel import Verteld
from workflow.gezinsinzage import wie_keek
from workflow.gezinssporen import gezinstermijnen
from workflow.gezinsthuis import Spoorblok, gezinsthuis
from workflow.models import Bericht

pytestmark = pytest.mark.django_db
Als = Callable[[Actor], Client]
S = Status
PRATEN = "Wij willen met u praten"


@pytest.fixture
def loop() -> Trajectloop:
    """Of a pupil of sixteen. The pages use the date of today."""
    loop = Trajectloop(leeftijd=16, vandaag=True)
    User.objects.filter(pk=loop.mensen["casemanager"].persoon_id).update(telefoon=TELEFOON)
    return loop


@pytest.fixture
def gezin(school: School, andere_school: School, swv: Samenwerkingsverband) -> Plangezin:
    return maak_plangezin(school, andere_school, swv)


def lees(als: Als, wie: Actor, naam: str = "workflow:home", *args: int) -> str:
    antwoord = als(wie).get(reverse(naam, args=args))
    assert antwoord.status_code == 200, (naam, antwoord.status_code)
    return str(antwoord.content.decode())


def gevraagd(wie: Actor) -> list[str]:
    return [rij.vraag.titel for rij in gezinsthuis(wie).gevraagd]


def blok(wie: Actor) -> Spoorblok:
    (kind,) = gezinsthuis(wie).kinderen
    return kind.sporen[0]


def leerling_van(loop: Trajectloop) -> Actor:
    user = factories.lidmaatschap(Rol.LEERLING).user
    loop.dossier.leerling.user = user
    loop.dossier.leerling.save()
    return factories.actor(Rol.LEERLING, user=user, vandaag=loop.nu.date())


# -- what is asked ---------------------------------------------------------------------------------


def test_before_the_first_talk_it_says_that_the_casemanager_calls(loop: Trajectloop, als: Als) -> None:
    loop.breng_naar(S.GESPREKKEN)
    assert gevraagd(loop.als("ouder")) == [PRATEN]
    pagina = lees(als, loop.als("ouder"))
    assert "De casemanager wil kennismaken. Wij bellen u voor een dag." in pagina
    assert f'href="tel:{TELEFOON.replace(" ", "")}"' in pagina
    loop.praat("ouders", "geen_gehoor")
    assert gevraagd(loop.als("ouder")) == [PRATEN]
    loop.praat("ouders")
    assert gevraagd(loop.als("ouder")) == []


def test_with_a_day_set_the_talk_is_an_appointment_with_who_comes_and_why(loop: Trajectloop, als: Als) -> None:
    loop.breng_naar(S.GESPREKKEN)
    loop.rij.zaak.afspraken.create(
        moment=timezone.now() + timedelta(days=2),
        plaats="Bij u thuis",
        onderwerp="Kennismaken",
        aanwezigen="Meike van Dam, omdat zij de casemanager is",
    )
    assert gevraagd(loop.als("ouder")) == []
    pagina = lees(als, loop.als("ouder"))
    assert "Kennismaken" in pagina and "omdat zij de casemanager is" in pagina


def test_without_a_number_a_day_can_be_named_in_a_message(loop: Trajectloop) -> None:
    User.objects.filter(pk=loop.mensen["casemanager"].persoon_id).update(telefoon="")
    loop.breng_naar(S.GESPREKKEN)
    (rij,) = gezinsthuis(loop.als("ouder")).gevraagd
    assert (rij.vraag.knop, rij.vraag.url) == ("Noem een dag", reverse("workflow:vragen", args=[loop.zaak_id]))


def test_the_plan_is_not_asked_before_it_was_told(gezin: Plangezin) -> None:
    assert gevraagd(gezin.moeder) == [PRATEN]
    assert gevraagd(gezin.leerling) == ["Wij willen met je praten"]


def test_everybody_who_signs_is_asked_and_reads_first_what_a_no_means(gezin: Plangezin, als: Als) -> None:
    gezin.vertel()
    for wie in (gezin.moeder, gezin.vader, gezin.leerling):
        (rij,) = gezinsthuis(wie).gevraagd
        assert rij.vraag.titel == f"Lees en teken: {gezin.rij(wie).stuk.titel}"
        assert rij.vraag.url == reverse("workflow:tekenen", args=[gezin.rij(wie).pk])
        assert rij.vraag.uiterlijk == timezone.localdate() + timedelta(days=14)
        pagina = lees(als, wie)
        assert "Het plan begint dan nog niet." in pagina
        assert ("Wat als je dit niet wilt?" if wie is gezin.leerling else "Wat als u dit niet wilt?") in pagina
    assert "Uw kind blijft ingeschreven" not in lees(als, gezin.leerling)


def test_an_answer_stands_there_for_who_gave_it_and_for_nobody_else(gezin: Plangezin, als: Als) -> None:
    gezin.vertel()
    gezin.antwoord(gezin.moeder, "getekend")
    assert gevraagd(gezin.moeder) == [] and len(gevraagd(gezin.vader)) == 1
    eigen = gezin.rij(gezin.moeder)
    adres = reverse("workflow:tekenen", args=[eigen.pk])
    (verteld,) = blok(gezin.moeder).verteld
    assert verteld == Verteld(wat=f"{eigen.stuk.titel}: u tekende", op=verteld.op, url=adres)
    assert "u tekende" in lees(als, gezin.moeder) and "u tekende" not in lees(als, gezin.vader)


def test_after_a_refusal_nobody_is_asked_to_sign_and_it_says_who_acts(gezin: Plangezin, als: Als) -> None:
    gezin.vertel()
    gezin.antwoord(gezin.vader, "geweigerd")
    gezin.niet_getekend()
    for wie in (gezin.moeder, gezin.vader, gezin.leerling):
        assert gevraagd(wie) == []
    pagina = lees(als, gezin.vader)
    assert "u wilde niet tekenen" in pagina
    assert "Wie is er nu aan de beurt? <strong>De casemanager</strong>." in pagina
    assert "Wat komt er daarna? De casemanager praat met iedereen thuis." in pagina


def test_how_it_went_is_asked_until_it_was_told(loop: Trajectloop, als: Als) -> None:
    loop.zet(S.EVALUATIE)
    ouder = loop.als("ouder")
    (rij,) = gezinsthuis(ouder).gevraagd
    assert (rij.vraag.mag, rij.vraag.url) == (True, reverse("maatwerk:evaluatie", args=[loop.zaak_id]))
    loop.schrijf("evaluatie", "ouder", goed="De rust.")
    assert gevraagd(ouder) == [] and [regel.wat for regel in blok(ouder).verteld] == ["U vertelde hoe u het vond"]


def test_a_parent_tells_from_home_how_it_went_and_reads_the_summary_at_the_end(loop: Trajectloop, als: Als) -> None:
    loop.zet(S.EVALUATIE)
    ouder, leerling = loop.als("ouder"), leerling_van(loop)
    adres = reverse("maatwerk:evaluatie", args=[loop.zaak_id])
    assert adres in lees(als, ouder)
    client = als(ouder)
    assert client.post(adres, {"goed": "De rust.", "versie": 0}).status_code == 302
    assert "De rust." not in lees(als, leerling, "maatwerk:evaluatie", loop.zaak_id), "each reads the own one"
    loop.doe("afsluiten", samenvatting="De plek past. De reis is lang.", zonder_gezin="De vader nam niet op.")
    for wie in (ouder, leerling):
        pagina = lees(als, wie, "maatwerk:gezin", loop.zaak_id)
        assert "De plek past. De reis is lang." in pagina and bezwaren(pagina) == []
        assert "nam niet op" not in pagina, "why home was not heard is not for the family"


# -- where it stands, whom to call -----------------------------------------------------------------


def test_the_casemanager_stands_first_on_every_page_of_the_family(loop: Trajectloop, als: Als) -> None:
    loop.breng_naar(S.VERKENNEN)
    naam = loop.mensen["casemanager"].naam
    for adres, *args in (
        ("workflow:home",),
        ("maatwerk:gezin", loop.zaak_id),
        ("workflow:vragen", loop.zaak_id),
        ("workflow:verloop", loop.zaak_id),
        ("workflow:gezin_inzage", loop.zaak_id),
    ):
        pagina = lees(als, loop.als("ouder"), adres, *args)
        woorden = " ".join(zichtbare_tekst(pagina).split())
        assert woorden.lower().count("uw casemanager") == 1 and naam in woorden and TELEFOON in woorden, adres


def test_the_steps_are_told_in_words_of_the_family(loop: Trajectloop, als: Als) -> None:
    """What is done, what goes on, what is to come; a track that stopped has nothing to come."""
    loop.breng_naar(S.VERKENNEN)
    adres = ("maatwerk:gezin", loop.zaak_id)
    pagina = lees(als, loop.als("ouder"), *adres)
    for stap in (
        "Deskundigen gaven advies",
        "Er kwam een casemanager",
        "Praten, en een plek zoeken",
        "Een plan schrijven",
    ):
        assert stap in pagina, stap
    for stap in STAPNAMEN:
        assert f">{stap}<" not in pagina, stap
    loop.doe("beeindigen")
    pagina = lees(als, loop.als("ouder"), *adres)
    assert "Het traject is eerder gestopt" in pagina and "De stappen" not in pagina


@pytest.mark.parametrize(
    ("status", "ouder", "leerling"),
    [
        (S.VERKENNEN, "Een plek voor {}", "Een plek voor jou"),
        (S.AFGESLOTEN, "Er is een plek gevonden voor {}", "Er is een plek gevonden voor jou"),
        (S.AFGEWEZEN, "Er komt geen casemanager voor {}", "Er komt geen casemanager voor jou"),
        (S.BEEINDIGD, "Het zoeken naar een plek voor {} is gestopt", "Het zoeken naar een plek voor jou is gestopt"),
    ],
)
def test_the_heading_says_how_it_stands(loop: Trajectloop, als: Als, status: Status, ouder: str, leerling: str) -> None:
    kind = leerling_van(loop)
    if status == S.AFGEWEZEN:
        loop.breng_naar(S.BIJ_DIRECTEUR).doe("niet_inschakelen")
    elif status == S.BEEINDIGD:
        loop.breng_naar(S.VERKENNEN).doe("beeindigen")
    elif status == S.AFGESLOTEN:
        loop.zet(S.EVALUATIE).doe("afsluiten")
    else:
        loop.breng_naar(status)
    assert loop.status == status
    roepnaam = loop.dossier.leerling.roepnaam
    for wie, kop in ((loop.als("ouder"), ouder.format(roepnaam)), (kind, leerling)):
        pagina = lees(als, wie, "maatwerk:gezin", loop.zaak_id)
        assert f">{kop}</h1>" in pagina and f"<title>{kop}" in " ".join(pagina.split()).replace("<title> ", "<title>")
        assert bezwaren(pagina) == []


def test_the_family_has_the_own_letter_among_its_papers_and_not_the_one_to_the_school(
    loop: Trajectloop, als: Als, settings: Any, tmp_path: Path
) -> None:
    settings.BESTANDEN_DIR = tmp_path
    loop.breng_naar(S.GESPREKKEN)
    verwerk_wachtende(loop.nu)
    ouder, roepnaam = loop.als("ouder"), loop.dossier.leerling.roepnaam
    assert Document.objects.filter(brief="maatwerk", bestand__isnull=False).exists(), "the school has its own"
    (regel,) = blok(ouder).papieren
    assert regel["label"].startswith(f"{roepnaam} krijgt een casemanager")
    for naam, *args in (("workflow:home",), ("maatwerk:gezin", loop.zaak_id)):
        pagina = lees(als, ouder, naam, *args)
        assert f"{roepnaam} krijgt een casemanager" in pagina and "Aanstelling van een casemanager" not in pagina


def test_the_page_of_the_track_asks_what_the_home_asks(gezin: Plangezin, als: Als) -> None:
    gezin.vertel()
    adres = reverse("workflow:tekenen", args=[gezin.rij(gezin.vader).pk])
    for pagina in (lees(als, gezin.vader), lees(als, gezin.vader, "maatwerk:gezin", gezin.traject.zaak_id)):
        assert adres in pagina and "Uw kind blijft ingeschreven" in pagina
    assert "Plan van aanpak" in lees(als, gezin.vader, "maatwerk:gezin", gezin.traject.zaak_id)


def test_a_question_of_the_family_reaches_the_casemanager_who_answers_it(loop: Trajectloop, als: Als) -> None:
    loop.breng_naar(S.VERKENNEN)
    loop.schrijf("vraag", "ouder", tekst="Wanneer weten wij meer?")
    casemanager, ouder = loop.als("casemanager"), loop.als("ouder")
    assert Bericht.objects.filter(user_id=casemanager.gebruiker_id, soort="vraag").count() == 1
    assert "Wanneer weten wij meer?" in lees(als, casemanager, "workflow:vragen", loop.zaak_id)
    loop.schrijf("vraag", tekst="Volgende week.", draad=Draad.GEZIN, gezinslid_id=ouder.gebruiker_id)
    assert "Volgende week." in lees(als, ouder, "workflow:vragen", loop.zaak_id)
    assert als(loop.als("tweede")).get(reverse("workflow:vragen", args=[loop.zaak_id])).status_code == 404


def test_the_inbox_speaks_to_a_pupil_as_to_a_pupil(loop: Trajectloop, als: Als) -> None:
    leerling = leerling_van(loop)
    loop.breng_naar(S.VERKENNEN)
    loop.doe("beeindigen")
    teksten = list(Bericht.objects.filter(user_id=leerling.gebruiker_id).values_list("tekst", flat=True))
    assert len(teksten) == 3 and any("jouw casemanager" in tekst for tekst in teksten)
    pagina = lees(als, leerling, "workflow:postvak")
    woorden = zichtbare_tekst(pagina).translate(str.maketrans("?.,:\n", "     ")).split()
    assert {"u", "U", "uw", "Uw"}.isdisjoint(woorden), woorden
    aan_ouder = Bericht.objects.filter(user_id=loop.als("ouder").gebruiker_id).values_list("tekst", flat=True)
    assert any("U krijgt een telefoontje" in tekst for tekst in aan_ouder)


def test_the_casemanager_reads_every_thread_of_the_own_track_and_only_while_it_is_the_own(
    loop: Trajectloop, als: Als
) -> None:
    """Also what school and office wrote before the appointment: it is the dossier that was taken over."""
    loop.breng_naar(S.CASEMANAGER_GEVRAAGD)
    loop.schrijf("vraag", "coordinator", tekst="Wie komt er bij het overleg?")
    loop.schrijf("vraag", "ouder", tekst="Mag oma mee?")
    adres = reverse("workflow:vragen", args=[loop.zaak_id])
    casemanager, tweede = loop.als("casemanager"), loop.als("tweede")
    assert als(casemanager).get(adres).status_code == 404, "asked is not appointed"
    loop.doe("casemanager_aanvaardt")
    pagina = lees(als, casemanager, "workflow:vragen", loop.zaak_id)
    assert "Wie komt er bij het overleg?" in pagina and "Mag oma mee?" in pagina
    school = lees(als, loop.als("coordinator"), "workflow:vragen", loop.zaak_id)
    assert "Wie komt er bij het overleg?" in school and "Mag oma mee?" not in school
    assert als(tweede).get(adres).status_code == 404
    loop.doe("casemanager_ontheffen")
    assert als(casemanager).get(adres).status_code == 404


def test_the_calendar_has_the_day_of_the_next_talk(loop: Trajectloop) -> None:
    loop.breng_naar(S.GESPREKKEN)
    soorten = [rij.soort for rij in gezinstermijnen(loop.als("ouder"), Zaak.objects.visible_to(loop.als("ouder")))]
    assert soorten == ["ouders_spreken"]


def test_two_children_and_two_workflows_stand_in_one_place(
    gezin: Plangezin, als: Als, django_assert_max_num_queries: Callable[..., object]
) -> None:
    gezin.vertel()
    zaken = [gezin.traject.zaak, aanvraag_voor(gezin), zus_met_aanvraag(gezin)]
    thuis = gezinsthuis(gezin.moeder)
    assert [(kind.leerling.roepnaam, len(kind.sporen)) for kind in thuis.kinderen] == [("Sam", 2), ("Yfke", 1)]
    assert thuis.gevraagd[0].vraag.titel.startswith("Lees en teken"), "what must be done comes first"
    client = als(gezin.moeder)
    client.get(reverse("workflow:home"))
    with django_assert_max_num_queries(15):  # type: ignore[attr-defined]
        pagina = client.get(reverse("workflow:home")).content.decode()
    for zaak in zaken:
        assert reverse("workflow:zaak", args=[zaak.pk]) in pagina
    assert "De zoektocht naar een plek" in pagina and "De aanvraag" in pagina and "Over Sam" in pagina
    client.get(reverse("maatwerk:gezin", args=[zaken[0].pk]))
    with django_assert_max_num_queries(15):  # type: ignore[attr-defined]
        client.get(reverse("maatwerk:gezin", args=[zaken[0].pk]))
    assert "Yfke" not in lees(als, gezin.vader)


# -- who looked ------------------------------------------------------------------------------------


def test_it_says_which_partner_read_a_document_with_a_code(als: Als) -> None:
    loop = Trajectloop(vandaag=True).breng_naar(S.VERKENNEN)
    partner = {"naam": "Riet Hoekstra", "functie": "jeugdarts", "organisatie": "GGD Linde"}
    pk = loop.schrijf("partner", **partner).waarden["id"]
    ja = {"doel": "stukken", "wie": loop.ouder.pk, "gegeven_op": loop.nu.date(), "hoe": "gesprek"}
    loop.schrijf("deeltoestemming", partner_id=pk, **ja)
    code, code_hash = maak_code()
    loop.schrijf("delen", partner_id=pk, document_id=loop.document().pk, code_hash=code_hash)
    assert "Riet Hoekstra" not in [regel.naam for regel in wie_keek(loop.rij.zaak)]
    for _ in range(2):
        assert open_met_code(code, nu=loop.nu) is not None
    regels = [regel for regel in wie_keek(loop.rij.zaak) if regel.naam == "Riet Hoekstra"]
    assert [(regel.rol, regel.wat) for regel in regels] == [("jeugdarts, GGD Linde", "las een document")]
    pagina = lees(als, loop.als("ouder"), "workflow:gezin_inzage", loop.zaak_id)
    assert "Riet Hoekstra" in pagina and bezwaren(pagina) == []


def test_who_only_read_the_paper_to_sign_did_not_read_the_dossier(gezin: Plangezin, als: Als) -> None:
    als(gezin.hoofd).get(reverse("workflow:tekenen", args=[gezin.rij(gezin.hoofd).pk]))
    gelezen = {(regel.naam, regel.wat, regel.waarom) for regel in wie_keek(gezin.traject.zaak)}
    assert (gezin.hoofd.naam, "las een stuk om te tekenen", "Is gevraagd om te tekenen") in gelezen


# -- plain words -----------------------------------------------------------------------------------


OPEN = [S.BIJ_COMMISSIE, S.BIJ_DIRECTEUR, S.CASEMANAGER_GEVRAAGD, S.GESPREKKEN, S.VERKENNEN, S.PLAN]
LATER = [S.PLAN_TEKENEN, S.PLAN_BIJ_DIRECTEUR, S.VERTELLEN, S.BIJ_OUDERS, S.VERVOLG_KIEZEN, S.UITVOERING, S.EVALUATIE]


@pytest.mark.parametrize("status", [*OPEN, *LATER])
def test_home_page_and_story_are_plain_in_every_state_for_parent_and_pupil(
    loop: Trajectloop, als: Als, status: Status
) -> None:
    if status in OPEN:
        loop.breng_naar(status)
    else:
        loop.zet(status)
    leerling = leerling_van(loop)
    for naam, *args in (("workflow:home",), ("maatwerk:gezin", loop.zaak_id), ("workflow:verloop", loop.zaak_id)):
        assert bezwaren(lees(als, loop.als("ouder"), naam, *args)) == [], naam
        pagina = lees(als, leerling, naam, *args)
        assert bezwaren(pagina) == [], naam
        woorden = zichtbare_tekst(pagina).translate(str.maketrans("?.,:\n", "     ")).split()
        assert {"u", "U", "uw", "Uw"}.isdisjoint(woorden), woorden


def test_what_is_asked_to_sign_is_plain_for_parent_and_pupil(gezin: Plangezin, als: Als) -> None:
    gezin.vertel()
    for wie in (gezin.moeder, gezin.leerling):
        for naam, *args in (
            ("workflow:home",),
            ("maatwerk:gezin", gezin.traject.zaak_id),
            ("workflow:verloop", gezin.traject.zaak_id),
            ("workflow:tekenen", gezin.rij(wie).pk),
        ):
            pagina = lees(als, wie, naam, *args)
            assert bezwaren(pagina) == [], (naam, wie.rol)
            if wie is gezin.leerling:
                woorden = zichtbare_tekst(pagina).translate(str.maketrans("?.,:\n", "     ")).split()
                assert {"u", "U", "uw", "Uw"}.isdisjoint(woorden), woorden

"""The pages about dates: who opens them, what is seen before it is done, and that what was seen is what happens."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cases.models import Zaak
from deadlines import services as termijnen
from deadlines.models import Termijn, kalender_uit_tabel
from documents.brieven import aantal_paginas
from documents.models import Document
from documents.opslag import lees_bestand
from documents.werk import verwerk_wachtende
from organisations.actor import Actor
from organisations.models import Beleidsversie
from tests import factories
from tests.b1 import bezwaren
from tests.tlv.gezin_voorbeeld import Gezin, maak_gezin
from tlv.models import Aanvulverzoek, Status
from tlv.views_uitstel import WIJZIGINGEN
from ui.notatie import datum
from workflow.models_post import Papierpost

pytestmark = pytest.mark.django_db
Als = Callable[[Actor], Client]


@pytest.fixture
def gezin() -> Gezin:
    return maak_gezin(status=Status.DESKUNDIGENADVIES)


def pad(gezin: Gezin, wijziging: str = "verdagen") -> str:
    return reverse("tlv:termijn_wijzigen", args=[gezin.zaak.pk, wijziging])


def delen(naam: str, dag: date) -> dict[str, int]:
    return {f"{naam}_dag": dag.day, f"{naam}_maand": dag.month, f"{naam}_jaar": dag.year}


def gegevens(gezin: Gezin, dag: date, **extra: Any) -> dict[str, Any]:
    gezin.zaak.refresh_from_db()
    kern = {"reden": "Een deskundige is ziek.", "versie": gezin.zaak.versie, "sleutel": "a" * 32}
    return {**kern, **delen("nieuwe_datum", dag), **extra}


def werkdag(dagen: int) -> date:
    return kalender_uit_tabel().eerstvolgende_werkdag(timezone.localdate() + timedelta(days=dagen))


def einde(gezin: Gezin) -> date | None:
    return Termijn.objects.open().get(zaak=gezin.zaak, soort="beslistermijn").einde


def main(antwoord: HttpResponse) -> str:
    return " ".join(antwoord.content.decode().split())


def test_a_step_that_rests_on_policy_says_which_version_binds_the_case(als: Als, gezin: Gezin) -> None:
    pagina = reverse("tlv:termijnen", args=[gezin.zaak.pk])
    termijnen.start(gezin.zaak, "volledigheidsnorm", vanaf=date(2026, 3, 2))
    assert "Beleid van het samenwerkingsverband, standaard" in main(als(gezin.secretariaat).get(pagina))
    versie = Beleidsversie.objects.create(
        swv=gezin.zaak.swv, sectie="tlv", vanaf=date(2026, 1, 1), bron="besluit", waarden={}
    )
    Zaak.objects.filter(pk=gezin.zaak.pk).update(beleid={"tlv": versie.pk})
    html = main(als(gezin.secretariaat).get(pagina))
    assert "Beleid van het samenwerkingsverband, versie van 1 januari 2026" in html


@pytest.mark.parametrize("wie", ["secretariaat", "coordinator", "voorzitter"])
def test_beside_the_case_stands_which_policy_binds_it(als: Als, gezin: Gezin, wie: str) -> None:
    pagina, client = reverse("tlv:zaak", args=[gezin.zaak.pk]), als(getattr(gezin, wie))
    Zaak.objects.filter(pk=gezin.zaak.pk).update(beleid={})
    assert "<dt>Beleid</dt>" not in main(client.get(pagina)), "nothing binds before receipt"
    Zaak.objects.filter(pk=gezin.zaak.pk).update(beleid={"tlv": None})
    assert "<dt>Beleid</dt><dd>standaard</dd>" in main(client.get(pagina))
    oud, _ = (
        Beleidsversie.objects.create(swv=gezin.zaak.swv, sectie="tlv", vanaf=dag, bron=bron, waarden={})
        for dag, bron in ((date(2025, 8, 1), "Ondersteuningsplan 2025"), (date(2026, 1, 1), "Ondersteuningsplan 2026"))
    )
    Zaak.objects.filter(pk=gezin.zaak.pk).update(beleid={"tlv": oud.pk})
    html = main(client.get(pagina))
    assert "<dt>Beleid</dt><dd>versie van 1 augustus 2025" in html
    assert "Ondersteuningsplan 2025" in html and "Ondersteuningsplan 2026" not in html


def test_it_shows_what_changes_before_it_changes(als: Als, gezin: Gezin) -> None:
    client, dag = als(gezin.secretariaat), werkdag(70)
    gezien = client.post(pad(gezin), gegevens(gezin, dag))
    assert gezien.status_code == 200
    assert "Wat er dan verandert" in main(gezien)
    assert f'value="{dag.isoformat()}"' in main(gezien)
    assert einde(gezin) != dag
    klaar = client.post(pad(gezin), gegevens(gezin, dag, bevestig="1", gezien=dag.isoformat()))
    assert klaar.status_code == 302
    assert einde(gezin) == dag


def test_without_looking_first_nothing_is_done(als: Als, gezin: Gezin) -> None:
    antwoord = als(gezin.secretariaat).post(pad(gezin), gegevens(gezin, werkdag(70), bevestig="1"))
    assert antwoord.status_code == 422
    assert "Bekijk eerst opnieuw wat er verandert" in main(antwoord)


def test_an_old_page_is_told_what_changed(als: Als, gezin: Gezin) -> None:
    client, dag = als(gezin.secretariaat), werkdag(70)
    oud = gegevens(gezin, dag, bevestig="1", gezien=dag.isoformat())
    assert client.post(pad(gezin), oud).status_code == 302
    nieuw = werkdag(63)
    ander = {**oud, **delen("nieuwe_datum", nieuw), "sleutel": "b" * 32, "gezien": nieuw.isoformat()}
    assert client.post(pad(gezin), ander).status_code in (409, 422)
    assert client.post(pad(gezin), oud).status_code == 302, "a double click is the first act again"
    assert einde(gezin) == dag


def test_the_letter_can_be_read_beforehand(als: Als, gezin: Gezin) -> None:
    antwoord = als(gezin.secretariaat).post(pad(gezin), gegevens(gezin, werkdag(70), voorbeeld="1"))
    inhoud = b"".join(antwoord.streaming_content) if antwoord.streaming else antwoord.content
    assert inhoud.startswith(b"%PDF")
    assert not Document.objects.filter(brief="uitstel_school").exists()


def test_what_is_wrong_is_said_at_the_field(als: Als, gezin: Gezin) -> None:
    antwoord = als(gezin.secretariaat).post(pad(gezin), gegevens(gezin, timezone.localdate()))
    assert antwoord.status_code == 422
    assert "tot die dag mag het al" in main(antwoord)
    assert als(gezin.secretariaat).post(pad(gezin), {}).status_code == 422


@pytest.mark.parametrize("wijziging", sorted(WIJZIGINGEN))
@pytest.mark.parametrize(
    ("wie", "code"), [("coordinator", 403), ("moeder", 403), ("secretariaat", 200), ("voorzitter", 200)]
)
def test_who_may_move_a_date(als: Als, gezin: Gezin, wijziging: str, wie: str, code: int) -> None:
    antwoord = als(getattr(gezin, wie)).get(pad(gezin, wijziging))
    nog_niet = wijziging in ("weer-laten-lopen", "ongedaan") and code == 200
    assert antwoord.status_code == (302 if nog_niet else code)


def test_an_act_that_does_not_exist_is_not_found(als: Als, gezin: Gezin) -> None:
    assert als(gezin.secretariaat).get(pad(gezin, "zomaar")).status_code == 404


def test_everybody_at_work_reads_how_the_dates_came_about(als: Als, gezin: Gezin) -> None:
    client, dag = als(gezin.secretariaat), werkdag(70)
    client.post(pad(gezin), gegevens(gezin, dag, bevestig="1", gezien=dag.isoformat()))
    adres = reverse("tlv:termijnen", args=[gezin.zaak.pk])
    for wie in (gezin.secretariaat, gezin.voorzitter, gezin.coordinator):
        pagina = als(wie).get(adres)
        assert pagina.status_code == 200
        assert "Wat er met deze datum gebeurde" in main(pagina)
        assert "Een deskundige is ziek." in main(pagina)
    assert "Een datum verandert" not in main(als(gezin.coordinator).get(adres))


def test_consent_asks_who_when_and_where(als: Als, gezin: Gezin) -> None:
    vandaag = timezone.localdate()
    data = {
        "reden": "De school wil wachten op een onderzoek.",
        "versie": gezin.zaak.versie,
        "ingestemd_door": "Noor van Dijk",
        "vindplaats": "brief bij de documenten",
        **delen("ingestemd_op", vandaag),
        **delen("eerste_dag", vandaag + timedelta(days=1)),
        **delen("laatste_dag", vandaag + timedelta(days=7)),
    }
    client = als(gezin.secretariaat)
    gezien = client.post(pad(gezin, "instemming"), data)
    assert gezien.status_code == 200
    waarde = main(gezien).split('name="gezien" value="')[1].split('"')[0]
    assert client.post(pad(gezin, "instemming"), {**data, "bevestig": "1", "gezien": waarde}).status_code == 302
    assert einde(gezin) == kalender_uit_tabel().eerstvolgende_werkdag(vandaag + timedelta(days=56 + 7))


def test_waiting_for_abroad_asks_what_and_from_whom_and_the_letter_goes_today(als: Als, gezin: Gezin) -> None:
    """The days begin tomorrow (Awb 4:15); what is missing is said at its field, and what was typed stays."""
    client, adres = als(gezin.secretariaat), pad(gezin, "buitenland")
    assert "artikel 4:15, eerste lid, onder b, Awb" in main(client.get(adres))
    data = {"reden": "Zonder dit verslag is geen advies mogelijk.", "versie": gezin.zaak.versie, "sleutel": "a" * 32}
    leeg = client.post(adres, data)
    assert leeg.status_code == 422 and "Zonder dit verslag" in main(leeg)
    data |= {"wat": "het verslag van 2024", "instantie": "CLB Antwerpen, in België"}
    waarde = main(client.post(adres, data)).split('name="gezien" value="')[1].split('"')[0]
    assert client.post(adres, {**data, "bevestig": "1", "gezien": waarde}).status_code == 302
    assert einde(gezin) is None
    html = main(client.get(reverse("tlv:termijnen", args=[gezin.zaak.pk])))
    assert "instantie in het buitenland" in html and "CLB Antwerpen" in html
    thuis = als(gezin.moeder).get(reverse("tlv:gezin", args=[gezin.zaak.pk]))
    assert "Wij wachten op informatie uit het buitenland." in main(thuis)
    assert bezwaren(thuis.content.decode()) == []


def test_withdrawing_a_request_to_supplement_shows_first_what_changes(als: Als) -> None:
    gezin, vandaag = maak_gezin(status=Status.AANVULLING_GEVRAAGD), timezone.localdate()
    Aanvulverzoek.objects.create(
        aanvraag=gezin.aanvraag,
        soort=Aanvulverzoek.Soort.AANVULLING,
        vraag="Het verslag.",
        gevraagd_op=vandaag,
        gevraagd_door_id=gezin.secretariaat.persoon_id,
        uiterlijk=vandaag + timedelta(days=21),
    )
    pagina = main(als(gezin.secretariaat).get(reverse("tlv:aanvulling_intrekken", args=[gezin.zaak.pk])))
    assert "Wat er dan verandert" in pagina
    nieuw = kalender_uit_tabel().eerstvolgende_werkdag(vandaag + timedelta(days=56))
    assert f"<strong>uiterlijk {datum(nieuw)}</strong>" in pagina


def test_our_own_date_is_called_to_mind_when_the_one_of_the_law_moves(als: Als, gezin: Gezin) -> None:
    gezien = als(gezin.secretariaat).post(pad(gezin), gegevens(gezin, werkdag(70)))
    assert "De streefdatum blijft" in main(gezien)


@pytest.mark.parametrize("wie", ["coordinator", "secretariaat", "moeder"])
def test_the_story_shows_old_and_new_to_everybody(als: Als, gezin: Gezin, wie: str) -> None:
    client, dag = als(gezin.secretariaat), werkdag(70)
    oud = einde(gezin)
    assert oud is not None
    client.post(pad(gezin), gegevens(gezin, dag, bevestig="1", gezien=dag.isoformat()))
    verhaal = main(als(getattr(gezin, wie)).get(reverse("workflow:verloop", args=[gezin.zaak.pk])))
    assert f"De datum was {datum(oud)}. Nu is dat {datum(dag)}." in verhaal


def test_every_page_of_the_family_stays_plain_after_a_date_moved(als: Als, gezin: Gezin) -> None:
    dag = werkdag(70)
    als(gezin.secretariaat).post(pad(gezin), gegevens(gezin, dag, bevestig="1", gezien=dag.isoformat()))
    for naam in ("tlv:gezin", "workflow:verloop"):
        pagina = als(gezin.moeder).get(reverse(naam, args=[gezin.zaak.pk]))
        assert bezwaren(pagina.content.decode()) == []


def test_who_has_no_mail_gets_the_letter_itself_on_paper(als: Als, gezin: Gezin) -> None:
    factories.OuderFactory(leerling=gezin.kind, naam="Omar Vos", email="")
    dag = werkdag(70)
    als(gezin.secretariaat).post(pad(gezin), gegevens(gezin, dag, bevestig="1", gezien=dag.isoformat()))
    brief = Document.objects.get(brief="uitstel_gezin", titel__contains="Omar Vos")
    client, vandaag = als(gezin.secretariaat), timezone.localdate()
    dag_van_post = {"gepost_op_dag": vandaag.day, "gepost_op_maand": vandaag.month, "gepost_op_jaar": vandaag.year}
    keuze = {"brieven": Papierpost.objects.get().pk, **dag_van_post}
    te_vroeg = client.post(reverse("workflow:papier_pdf"), keuze, follow=True)
    assert "De brief aan Omar Vos wordt nog gemaakt" in main(te_vroeg)
    assert Papierpost.objects.get().geprint_op is None
    verwerk_wachtende(timezone.now())
    brief.refresh_from_db()
    bladen = aantal_paginas(lees_bestand(brief.bestand))
    antwoord = client.post(reverse("workflow:papier_pdf"), keuze)
    assert aantal_paginas(b"".join(antwoord)) >= 1 + bladen, "the message with the address, and the letter behind it"

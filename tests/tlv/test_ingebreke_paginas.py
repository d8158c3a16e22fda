"""The pages about a notice of default: who opens them, what they say beforehand, and what is read afterwards."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from deadlines.models import Termijn, kalender_uit_tabel
from deadlines.regels import beslistermijn
from organisations.actor import Actor
from organisations.rollen import Rol
from tests import factories
from tests.b1 import bezwaren
from tests.documents.maak import tekst_pdf
from tests.tlv.gezin_voorbeeld import Gezin, maak_gezin
from tlv.models import Status
from ui.notatie import datum
from workflow.models import Ingebrekestelling
from workflow.sweeps import verwerk_verstreken

pytestmark = pytest.mark.django_db
Als = Callable[[Actor], Client]


@pytest.fixture
def gezin() -> Gezin:
    """The term of the law ended about a month ago."""
    gezin = maak_gezin(status=Status.DESKUNDIGENADVIES)
    vanaf = timezone.localdate() - timedelta(days=30 + 56)
    einde = beslistermijn(vanaf, kalender=kalender_uit_tabel()).einde
    Termijn.objects.filter(zaak=gezin.zaak, soort="beslistermijn").update(vanaf=vanaf, einde=einde)
    return gezin


def pad(gezin: Gezin) -> str:
    return reverse("tlv:ingebreke", args=[gezin.zaak.pk])


def delen(naam: str, dag: date) -> dict[str, int]:
    return {f"{naam}_dag": dag.day, f"{naam}_maand": dag.month, f"{naam}_jaar": dag.year}


def gegevens(gezin: Gezin, dag: date, *, van: str = "school", **extra: Any) -> dict[str, Any]:
    gezin.zaak.refresh_from_db()
    return {"van": van, "versie": gezin.zaak.versie, "sleutel": "a" * 32, **delen("ontvangen_op", dag), **extra}


def main(antwoord: HttpResponse) -> str:
    return " ".join(antwoord.content.decode().replace("\xa0", " ").split())


def test_it_is_recorded_with_its_paper_and_read_by_who_sent_it(als: Als, gezin: Gezin) -> None:
    client, dag = als(gezin.secretariaat), timezone.localdate() - timedelta(days=20)
    assert "De wettelijke termijn is voorbij" in main(client.get(pad(gezin)))
    scan = SimpleUploadedFile("brief.pdf", tekst_pdf(), "application/pdf")
    assert client.post(pad(gezin), gegevens(gezin, dag, scan=scan)).status_code == 302
    rij = Ingebrekestelling.objects.get()
    assert rij.document is not None and datum(dag) in rij.document.titel
    vandaag = timezone.localdate()
    verwerk_verstreken(vandaag=vandaag, nu=timezone.now())
    for wie in (gezin.secretariaat, gezin.voorzitter, gezin.coordinator):
        html = main(als(wie).get(reverse("tlv:termijnen", args=[gezin.zaak.pk])))
        assert "Dwangsom tot en met vandaag" in html
        assert "tot en met vandaag ·" in html, "the term itself tells it too"
        assert "van 42 dagen" in html


def test_the_amount_is_fixed_from_what_was_reckoned(als: Als, gezin: Gezin) -> None:
    vandaag = timezone.localdate()
    rij = Ingebrekestelling.objects.create(
        zaak=gezin.zaak,
        afzender="school",
        naam="De school",
        ontvangen_op=vandaag - timedelta(days=29),
        beslissen_tot=vandaag - timedelta(days=30),
        genoteerd_op=timezone.now(),
        geeindigd_op=vandaag,
    )
    client, adres = als(gezin.voorzitter), reverse("tlv:dwangsom", args=[gezin.zaak.pk, rij.pk])
    html = main(client.get(adres))
    som = html.split("De berekening: <strong>€ ")[1].split(",")[0]
    data = {"bedrag": som, "versie": gezin.zaak.versie, "sleutel": "b" * 32, **delen("vastgesteld_op", vandaag)}
    assert client.post(adres, {**data, "bedrag": "0"}).status_code == 422
    assert client.post(adres, data).status_code == 302
    rij.refresh_from_db()
    assert rij.bedrag == int(som)
    assert "Vastgesteld" in main(client.get(reverse("tlv:termijnen", args=[gezin.zaak.pk])))


def test_what_is_wrong_is_said_at_the_field(als: Als, gezin: Gezin) -> None:
    client = als(gezin.secretariaat)
    leeg = client.post(pad(gezin), {})
    assert leeg.status_code == 422 and "Beantwoord de vraag" in main(leeg)
    morgen = client.post(pad(gezin), gegevens(gezin, timezone.localdate() + timedelta(days=1)))
    assert morgen.status_code == 422 and "tot en met vandaag" in main(morgen)
    geen_pdf = SimpleUploadedFile("brief.pdf", b"MZ geen pdf", "application/pdf")
    fout = client.post(pad(gezin), gegevens(gezin, timezone.localdate(), scan=geen_pdf))
    assert fout.status_code == 422
    assert not Ingebrekestelling.objects.exists()


def test_while_the_term_runs_the_page_says_that_it_is_too_early(als: Als) -> None:
    gezin = maak_gezin(status=Status.DESKUNDIGENADVIES)
    client, vandaag = als(gezin.secretariaat), timezone.localdate()
    assert "De wettelijke termijn loopt nog" in main(client.get(pad(gezin)))
    assert client.post(pad(gezin), gegevens(gezin, vandaag)).status_code == 302
    html = main(client.get(reverse("tlv:termijnen", args=[gezin.zaak.pk])))
    assert "Te vroeg" in html and "Eerder kan niemand in gebreke stellen" in html


@pytest.mark.parametrize(("wie", "code"), [("coordinator", 403), ("moeder", 403), ("secretariaat", 200)])
def test_who_records_it(als: Als, gezin: Gezin, wie: str, code: int) -> None:
    assert als(getattr(gezin, wie)).get(pad(gezin)).status_code == code


def test_a_letter_of_a_parent_is_not_for_the_school(als: Als, gezin: Gezin) -> None:
    moeder = gezin.ouder_moeder
    dag = timezone.localdate() - timedelta(days=3)
    assert als(gezin.secretariaat).post(pad(gezin), gegevens(gezin, dag, van=f"o{moeder.pk}")).status_code == 302
    adres = reverse("tlv:termijnen", args=[gezin.zaak.pk])
    assert f"Ingebrekestelling van {moeder.naam}" in main(als(gezin.secretariaat).get(adres))
    assert moeder.naam not in main(als(gezin.coordinator).get(adres))
    for naam in ("tlv:gezin", "workflow:verloop"):
        pagina = als(gezin.moeder).get(reverse(naam, args=[gezin.zaak.pk]))
        assert bezwaren(pagina.content.decode()) == []


def test_that_a_parent_wrote_is_told_to_that_parent_and_the_offices_alone(als: Als, gezin: Gezin) -> None:
    dag = timezone.localdate() - timedelta(days=3)
    data = gegevens(gezin, dag, van=f"o{gezin.ouder_moeder.pk}")
    assert als(gezin.secretariaat).post(pad(gezin), data).status_code == 302
    bord = Termijn.objects.filter(soort="ingebreke")
    assert bord.visible_to(gezin.secretariaat).exists() and not bord.visible_to(gezin.coordinator).exists()
    thuis = reverse("tlv:gezin", args=[gezin.zaak.pk])
    paginas = [main(als(wie).get(thuis)) for wie in (gezin.moeder, gezin.vader)]
    assert ["Wij hadden al moeten beslissen" in html for html in paginas] == [True, False]
    _school_leest_het_niet(als, gezin)
    verwerk_verstreken(vandaag=timezone.localdate() + timedelta(days=30), nu=timezone.now())
    _school_leest_het_niet(als, gezin)
    verhaal = reverse("workflow:verloop", args=[gezin.zaak.pk])
    moeder, vader = (main(als(wie).get(verhaal)) for wie in (gezin.moeder, gezin.vader))
    for zin in ("Wij kregen een brief dat het besluit te lang duurt", "Wij zijn nog steeds te laat met ons besluit"):
        assert zin in moeder and zin not in vader


def _school_leest_het_niet(als: Als, gezin: Gezin) -> None:
    for naam in ("workflow:verloop", "tlv:termijnen"):
        adres = reverse(naam, args=[gezin.zaak.pk])
        bureau, school = (main(als(wie).get(adres)).lower() for wie in (gezin.secretariaat, gezin.coordinator))
        assert "ingebrekestelling" in bureau
        assert "na de ingebrekestelling" not in school and "ingebrekestelling ontvangen" not in school


def test_after_one_that_does_not_count_the_school_reads_that_it_can_send_one(als: Als, gezin: Gezin) -> None:
    vandaag = timezone.localdate()
    Ingebrekestelling.objects.create(
        zaak=gezin.zaak,
        afzender="school",
        naam="De school",
        ontvangen_op=vandaag - timedelta(days=60),
        beslissen_tot=vandaag - timedelta(days=30),
        genoteerd_op=timezone.now(),
    )
    adres = reverse("tlv:termijnen", args=[gezin.zaak.pk])
    assert "U mag het samenwerkingsverband schriftelijk in gebreke stellen" in main(als(gezin.coordinator).get(adres))
    assert "De school kan u nu schriftelijk in gebreke stellen" in main(als(gezin.secretariaat).get(adres))


def test_who_does_not_read_the_letter_is_not_told_that_the_school_can_still_write_it(als: Als, gezin: Gezin) -> None:
    vandaag, adres = timezone.localdate(), reverse("tlv:termijnen", args=[gezin.zaak.pk])
    directeur = factories.actor(Rol.DIRECTEUR_SWV, gezin.zaak.swv, vandaag=vandaag)
    deskundige = factories.actor(Rol.DESKUNDIGE, gezin.zaak.swv, vandaag=vandaag)
    gezin.zaak.betrokkenen.create(user_id=deskundige.gebruiker_id, rol=Rol.DESKUNDIGE, van=vandaag)
    assert "De school kan u nu schriftelijk in gebreke stellen" in main(als(directeur).get(adres))
    html = main(als(deskundige).get(adres))
    assert "een besluit zijn. Dat is er nog niet." in html
    assert "De school kan u nu" not in html and "Neem het besluit" not in html, "an expert neither decides nor pays"
    als(gezin.secretariaat).post(pad(gezin), gegevens(gezin, vandaag - timedelta(days=20)))
    assert Ingebrekestelling.objects.get().te_vroeg is False
    assert "De school kan u nu" not in main(als(directeur).get(adres))


def test_what_a_parent_sent_is_not_called_decided_in_time_when_it_was_not(als: Als, gezin: Gezin) -> None:
    vandaag = timezone.localdate()
    Ingebrekestelling.objects.create(
        zaak=gezin.zaak,
        afzender="gezin",
        naam="Sanne Mulder",
        ontvangen_op=vandaag - timedelta(days=28),
        beslissen_tot=vandaag - timedelta(days=30),
        genoteerd_op=timezone.now(),
        geeindigd_op=vandaag,
    )
    html = main(als(gezin.secretariaat).get(reverse("tlv:termijnen", args=[gezin.zaak.pk])))
    assert "Ingebrekestelling van Sanne Mulder" in html and "Op tijd besloten" not in html


def test_a_notice_of_another_case_does_not_exist_here(als: Als, gezin: Gezin) -> None:
    ander = maak_gezin(status=Status.DESKUNDIGENADVIES)
    rij = Ingebrekestelling.objects.create(
        zaak=ander.zaak,
        afzender="school",
        naam="De school",
        ontvangen_op=date(2026, 5, 6),
        beslissen_tot=date(2026, 5, 4),
        genoteerd_op=timezone.now(),
    )
    for naam in ("tlv:ingebreke_weg", "tlv:dwangsom"):
        assert als(gezin.secretariaat).get(reverse(naam, args=[gezin.zaak.pk, rij.pk])).status_code == 404

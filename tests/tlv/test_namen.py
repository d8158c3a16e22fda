"""Names from everywhere: on pages, in letters, in names of files, in search and in sorting."""

import io
import re
import shutil
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from html import unescape
from urllib.parse import quote, unquote

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template import Context, Template
from django.test import Client
from django.urls import reverse

from cases.compartimenten import Compartiment
from cases.models import Dossier, Leerling
from cases.zoeken import zoek, zoektekst_van
from documents import brieven, services
from documents.keuring import keur
from documents.models import Document, Documentsoort
from organisations.actor import Actor
from organisations.menslijst import Keuze, menslijst
from organisations.models import School
from organisations.rollen import Rol
from tests import factories
from tests.documents import maak
from tlv.dossierbundel import maak_bundel
from tlv.models import Aanvraag
from workflow.logboek import maak_vraag

pytestmark = pytest.mark.django_db
Als = Callable[[Actor], Client]
NU = datetime(2026, 3, 9, 10, tzinfo=UTC)

NAMEN = {
    # what a pupil is called → what somebody without that keyboard types
    ("Şükrü", "", "Yıldırım"): "sukru yildirim",
    ("Łukasz", "", "Żółć-Wiśniewska"): "LUKASZ zolc wisniewska",
    ("Nguyễn Thị", "", "Hồng Đào"): "nguyen hong dao",
    ("Noëlle", "van ’t", "Hoff-d'Âge"): "noelle van t hoff",
    ("Ġużeppi", "", "Dvořák Straße"): "guzeppi dvorak strasse",
    ("Олена", "", "Шевченко"): "олена шев",
    ("محمد", "", "العربي"): "محمد العر",
    ("שרה", "", "כהן"): "שרה",
    ("Sara שרה", "", "كريم-Cohen (2)"): "cohen sara",
}
VAN_RECHTS = re.compile("[\u0590-\u06ff]")


def noem(leerling: Leerling, naam: tuple[str, str, str]) -> Leerling:
    leerling.roepnaam, leerling.tussenvoegsel, leerling.achternaam = naam
    leerling.voornamen = naam[0]
    leerling.zoektekst = zoektekst_van(leerling)
    leerling.save()
    return leerling


@pytest.mark.parametrize("naam", NAMEN)
def test_it_is_found_and_shown_as_it_is_written(als: Als, aanvraag: Aanvraag, coordinator: Actor, naam):
    leerling = noem(aanvraag.zaak.dossier.leerling, naam)
    assert zoek(coordinator, NAMEN[naam]).aantal == 2, "the dossier and the case in it"
    assert zoek(coordinator, leerling.naam).aantal == 2 and zoek(coordinator, "bestaatniet").aantal == 0
    client = als(coordinator)
    getoond = f"<bdi>{leerling.naam}</bdi>" if VAN_RECHTS.search(leerling.naam) else leerling.naam
    for pagina in (
        reverse("cases:dossier", args=[aanvraag.zaak.dossier_id]),
        reverse("cases:dossiers"),
        reverse("tlv:schrijven", args=[aanvraag.zaak_id]),
        f"{reverse('workflow:zoeken')}?q={quote(NAMEN[naam])}",
    ):
        html = unescape(client.get(pagina).content.decode())
        assert getoond in html, pagina


def test_a_name_is_typed_on_the_page_and_kept_to_the_letter(als: Als, dossier: Dossier, coordinator: Actor):
    client = als(coordinator)
    doel = reverse("cases:deel", args=[dossier.pk, "leerling"])
    data = {"voornamen": "Şükrü Efe", "roepnaam": "Şükrü", "achternaam": "العربي-d’Âge"}
    rest = {"geboortedatum_dag": "17", "geboortedatum_maand": "5", "geboortedatum_jaar": "2011"}
    leeg = client.get(doel).content.decode()
    assert re.search(r'<input[^>]*name="achternaam"[^>]*dir="auto"', leeg)
    te_lang = client.post(doel, data | rest | {"achternaam": "é" * 400})
    html = unescape(te_lang.content.decode())
    assert te_lang.status_code == 422 and "120" in html and "é" * 400 in html, "refused in words, nothing lost"
    assert client.post(doel, data | rest).status_code == 302
    leerling = Leerling.objects.get(pk=dossier.leerling_id)
    assert (leerling.roepnaam, leerling.achternaam) == ("Şükrü", "العربي-d’Âge")


def test_the_list_is_sorted_as_people_expect(als: Als, school: School, coordinator: Actor):
    volgorde = ["Abbas", "Ãbel", "Çelik", "Dijk", "İnan", "Jansen", "Ødegaard", "Özdemir", "Şahin", "Smit", "Żółć"]
    volgorde += ["Шевченко", "כהן", "العربي"]
    for nummer, achternaam in enumerate(volgorde):
        dossier = factories.DossierFactory(school=school)
        noem(dossier.leerling, (f"N{nummer % 3}", "", achternaam))
    html = unescape(als(coordinator).get(reverse("cases:dossiers")).content.decode())
    plekken = [html.index(f" {achternaam}<") for achternaam in volgorde]
    assert plekken == sorted(plekken)


def test_pages_of_a_sorted_list_join_without_a_gap(school: School, coordinator: Actor, monkeypatch, als: Als):
    monkeypatch.setattr("cases.pagina.PER_PAGINA", 3)
    namen = ["Çelik", "Celik", "Özdemir", "Ozdemir", "Şahin", "Zomer", "Żółć", "العربي"]
    for achternaam in namen:
        noem(factories.DossierFactory(school=school).leerling, ("Sam", "", achternaam))
    client, adres, gezien = als(coordinator), reverse("cases:dossiers"), []
    for _ in range(4):
        html = unescape(client.get(adres).content.decode())
        gezien += re.findall(r"(?:>|<bdi>)Sam ([^<]+)<", html)
        volgende = re.search(r'href="(\?[^"]*na=\d+[^"]*)"', html)
        if volgende is None:
            break
        adres = reverse("cases:dossiers") + volgende[1]
    assert sorted(gezien) == sorted(namen)


def test_people_are_found_without_their_accents(secretariaat: Actor, swv):
    yildiz = factories.actor(Rol.BEHEERDER, swv, user=factories.UserFactory(naam="Gülşen Yıldız-Ñuñez"))
    for q in ("gulsen", "ÑUÑEZ", "Gülşen", "şen"):
        assert [mens.pk for mens in menslijst(yildiz, Keuze(q=q), na="").mensen] == [yildiz.gebruiker_id], q
        assert maak_vraag(swv.pk, persoon=q).personen == (yildiz.gebruiker_id,)
    assert menslijst(yildiz, Keuze(q="gu_sen"), na="").mensen == []


# -- in letters and files --------------------------------------------------------------------------------------------


def tekst_van(pdf: bytes) -> str:
    """The letters of a PDF, without the spaces and direction marks that reading it back puts between them."""
    if shutil.which("pdftotext") is None:
        pytest.skip("poppler is not here to read the text back")
    uit = subprocess.run(["pdftotext", "-enc", "UTF-8", "-", "-"], input=pdf, capture_output=True, check=True)
    return re.sub(r"[\s\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", uit.stdout.decode())


@pytest.mark.parametrize("naam", NAMEN)
@pytest.mark.parametrize("brief", ["beschikking_tlv", "ontvangstbevestiging", "dossier_voorblad"])
def test_a_letter_prints_it_and_gives_it_back(brief: str, naam: tuple[str, str, str]):
    voluit = " ".join(deel for deel in naam if deel)
    schema = brieven.BRIEVEN[brief].schema
    waarden = schema.voorbeeld().model_dump()
    waarden["leerling"] |= {"naam": voluit, "voluit": voluit, "roepnaam": naam[0]}
    gegevens = brieven.bevries(brief, schema.model_validate(waarden))
    assert brieven.onafdrukbaar(gegevens) == ""
    gelezen = tekst_van(brieven.maak(brief, gegevens, gemaakt_op=NU))
    for deel in re.split(r"[ -]", voluit):
        assert deel in gelezen, deel


@pytest.mark.parametrize("naam", [" ".join(d for d in delen if d) for delen in NAMEN] + ["é" * 400])
def test_a_download_carries_the_name_of_its_file(als: Als, aanvraag: Aanvraag, coordinator: Actor, naam: str):
    client = als(coordinator)
    doel = reverse("tlv:onderdeel_bestand", args=[aanvraag.zaak_id, "opp"])
    bestand = SimpleUploadedFile("x.pdf", maak.tekst_pdf())
    bestand._name = f"OPP {naam}.pdf"  # type: ignore[attr-defined]  # as it arrives, not tidied beforehand
    assert client.post(doel, {"bestand": bestand}).status_code == 200
    document = Document.objects.get()
    kop = client.get(reverse("documents:download", args=[document.pk]))["Content-Disposition"]
    assert kop.isascii() and kop.startswith("attachment; filename")
    terug = unquote(kop.partition("filename*=utf-8''")[2]) or kop.partition('filename="')[2].rstrip('"')
    assert terug == document.naam == f"OPP {naam}"[:116].rstrip() + ".pdf"


def test_a_bundle_has_the_names_in_its_bookmarks(aanvraag: Aanvraag, coordinator: Actor):
    noem(aanvraag.zaak.dossier.leerling, ("محمد", "", "Żółć"))
    titels = ["Verslag Şükrü", "محمد العربي", "שרה כהן (2)"]
    for titel in titels:
        services.leg_vast(
            keur(maak.tekst_pdf(), f"{titel}.pdf"),
            zaak=aanvraag.zaak,
            actor=coordinator,
            soort=Documentsoort.VERSLAG,
            compartiment=Compartiment.DOSSIER,
            nu=NU,
        )
    pdf = maak_bundel(coordinator, aanvraag, moment=NU)
    with pikepdf.open(io.BytesIO(pdf)) as doc, doc.open_outline() as outline:
        gelezen = " | ".join(str(item.title) for item in outline.root)
    assert all(titel in gelezen for titel in titels)
    tekst = tekst_van(pdf)
    assert "محمد" in tekst and "Żółć" in tekst and "שרה" in tekst


# -- the filter ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("naam", "html"),
    [
        ("Şükrü", "Şükrü"),
        ("שרה", "<bdi>שרה</bdi>"),
        ("<b>محمد</b>", "<bdi>&lt;b&gt;محمد&lt;/b&gt;</bdi>"),
        ("<b>Sam", "&lt;b&gt;Sam"),
        (None, ""),
    ],
)
def test_a_name_from_right_to_left_stands_apart(naam: str | None, html: str):
    assert Template("{% load ui %}{{ n|naam }}").render(Context({"n": naam})) == html

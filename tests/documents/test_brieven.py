"""The letters: readable, archivable, the same every time."""

import io
import re
import shutil
import subprocess
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

import pikepdf
import pytest
import textstat
from django.template.loader import render_to_string
from pydantic import ValidationError

from documents import brieven, render, tekenaar
from documents.briefgegevens import BeschikkingGegevens, Gegevens
from documents.briefgegevens_overig import BegeleidendeBriefGegevens

MOMENT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


@cache
def voorbeeld(naam: str) -> bytes:
    return maak(naam, brieven.BRIEVEN[naam].schema.voorbeeld())


def maak(naam: str, gegevens: Gegevens) -> bytes:
    return brieven.maak(naam, brieven.bevries(naam, gegevens), gemaakt_op=MOMENT)


def anders(**waarden: Any) -> BeschikkingGegevens:
    return BeschikkingGegevens.model_validate(BeschikkingGegevens.voorbeeld().model_dump() | waarden)


def paginas(pdf: bytes) -> list[str]:
    """The text of every page, line by line as it stands on the sheet."""
    if shutil.which("pdftotext") is None:
        pytest.skip("poppler is not here to read the text back")
    uit = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return uit.stdout.decode().split("\f")[:-1]


def tekst(pdf: bytes) -> str:
    if shutil.which("pdftotext") is None:
        pytest.skip("poppler is not here to read the text back")
    uit = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return " ".join(uit.stdout.decode().split())


@pytest.mark.parametrize("naam", brieven.BRIEVEN)
def test_every_letter_is_tagged_archivable_and_self_contained(naam: str):
    with pikepdf.open(io.BytesIO(voorbeeld(naam))) as doc:
        assert doc.Root.MarkInfo.Marked and "/StructTreeRoot" in doc.Root and str(doc.Root.Lang) == "nl"
        assert doc.Root.ViewerPreferences.DisplayDocTitle
        assert doc.Root.OutputIntents[0].S == "/GTS_PDFA1" and "/Outlines" in doc.Root
        with doc.open_metadata() as meta:
            assert (meta["pdfaid:part"], meta["pdfaid:conformance"], meta["pdfuaid:part"]) == ("2", "A", "1")
            assert meta["dc:title"] == str(doc.docinfo["/Title"])
        assert (not doc.is_encrypted and "/Names" not in doc.Root) or "/JavaScript" not in doc.Root.Names
        for obj in doc.objects:
            if isinstance(obj, pikepdf.Dictionary) and obj.get("/Type") == "/FontDescriptor":
                assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(obj.keys())


@pytest.mark.parametrize("naam", brieven.BRIEVEN)
def test_every_letter_prints_its_page_numbers(naam: str):
    assert re.search(r"\b(pagina|blad) 1 van \d", tekst(voorbeeld(naam)))


def test_the_same_input_gives_the_same_bytes(elke_brief_eenmaal_getekend: Callable[[], None]):
    eerst = voorbeeld("beschikking_tlv")
    elke_brief_eenmaal_getekend()
    assert eerst == maak("beschikking_tlv", BeschikkingGegevens.voorbeeld())


def test_a_granted_decision_states_all_it_must():
    gezien = tekst(voorbeeld("beschikking_tlv"))
    for stuk in (
        "Daniël Emir Çelik-Novák is toelaatbaar",
        "14 september 2010", "VO9901-2026-0017", "van 2 maart 2026 tot en met 31 juli 2027",
        "1 (laag)", "Stichting Onderwijs Oeverstad", "De Wissel", "VO9901", "artikel 2.47", "drs. M. Yıldız",
        "J. Østergård", "eens met de aanvraag", "Namens het bestuur van", "dr. H. van den Berg",
        "maandag 13 april 2026", "7K3M-Q9XA-2FTB", "https://dekkend.example/echt/",
    ):  # fmt: skip
        assert stuk in gezien, stuk


@pytest.mark.parametrize("zinnen", [0, 6, 9, 12, 30])
def test_what_belongs_together_stays_on_one_sheet(zinnen: int):
    """The signature with the last words of the text, objection with check; and no sheet is left half empty for it."""
    overwegingen = BeschikkingGegevens.voorbeeld().model_dump()["overwegingen"]
    overwegingen[0]["tekst"] += "\n\n" + "De leerling heeft een kleine groep en een vaste volwassene nodig. " * zinnen
    bladen = paginas(maak("beschikking_tlv", anders(overwegingen=overwegingen)))
    assert [("Dit steunt het besluit" in blad) for blad in bladen] == ["Namens het bestuur" in blad for blad in bladen]
    assert "niet eens met dit besluit" in bladen[-1] and "7K3M-Q9XA-2FTB" in bladen[-1]
    assert all(len(blad.splitlines()) > 25 for blad in bladen[1:-1]), [len(blad.splitlines()) for blad in bladen]


@pytest.mark.parametrize("langer", range(0, 40, 8))
def test_a_postcode_stays_on_one_line(langer: int):
    bezwaar = BeschikkingGegevens.voorbeeld().model_dump()["bezwaar"]
    bezwaar["aan"] += ", t.a.v. " + "x" * langer
    regels = "\n".join(paginas(maak("beschikking_tlv", anders(bezwaar=bezwaar)))).splitlines()
    kader = " ".join(regels).split("niet eens met dit besluit")[1]
    assert "1199 AB" in kader
    assert sum("1199 AB" in regel and "Oeverstad" in regel for regel in regels) >= 2  # the box, and the sender's line


def test_a_refusal_has_no_number_and_no_period():
    leeg = {"tlv_nummer": "", "begin": None, "einde": None, "categorie": "", "besluit": "afgewezen"}
    gezien = tekst(maak("beschikking_tlv", anders(**leeg, onderwerp="Afwijzing van de aanvraag")))
    assert "de aanvraag is afgewezen" in gezien and "VO9901-2026-0017" not in gezien and "Geldig" not in gezien


@pytest.mark.parametrize(
    "fout",
    [
        {"tlv_nummer": ""},
        {"einde": None},
        {"categorie": ""},
        {"adviezen": []},
        {"besluit": "afgewezen"},
        {"onbekend": 1},
    ],
)
def test_a_decision_that_cannot_be_is_refused_before_it_is_frozen(fout: dict[str, Any]):
    with pytest.raises(ValidationError):
        BeschikkingGegevens.model_validate(BeschikkingGegevens.voorbeeld().model_dump() | fout)


def test_frozen_values_survive_json_and_markup_is_shown_as_text():
    basis = BeschikkingGegevens.voorbeeld().model_dump()
    basis["overwegingen"][0]["tekst"] = "<script>alert(1)</script> & <img src=http://kwaad.example/x>"
    gegevens = brieven.bevries("beschikking_tlv", BeschikkingGegevens.model_validate(basis))
    assert gegevens["begin"] == date(2026, 3, 2).isoformat()
    assert "<script>alert(1)</script> & <img src=http://kwaad.example/x>" in tekst(
        brieven.maak("beschikking_tlv", gegevens)
    )


@pytest.mark.parametrize(
    "bron", ["http://kwaad.example/x.png", "file:///etc/passwd", "static/../../etc/passwd", "//x.example/a"]
)
def test_nothing_is_fetched_from_elsewhere(bron: str):
    with pytest.raises(tekenaar.OngeldigeBron):
        render.html_naar_pdf(
            f'<html lang="nl"><head><title>x</title></head><body><img alt="" src="{bron}"></body></html>'
        )


NAMEN = (
    "Šárka Dvořáková, Łukasz Żółć, Ġużeppi, Ioánnis Παπαδόπουλος, Олена Шевченко, Nguyễn Thị, Čapek, IJsbrand, e\u0308"
)


def test_names_with_diacritics_and_other_scripts_print():
    arabisch, hebreeuws = "محمد علي", "שרה כהן"
    assert render.ontbrekende_tekens(NAMEN + arabisch + hebreeuws) == set()
    assert render.ontbrekende_tekens("王小明") == set("王小明")

    basis = BeschikkingGegevens.voorbeeld().model_dump()
    basis["leerling"]["naam"] = f"{NAMEN} {arabisch} {hebreeuws}"
    pdf = maak("beschikking_tlv", BeschikkingGegevens.model_validate(basis))
    assert "Łukasz Żółć" in tekst(pdf) and "Олена" in tekst(pdf)
    lettertypen = subprocess.run(["pdffonts", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    assert (
        "Arabisch" in lettertypen
        and "Hebreeuws" in lettertypen
        and lettertypen.count("+") == lettertypen.count("+Brief")
    )


def test_the_values_of_a_letter_tell_what_cannot_be_printed():
    gegevens = brieven.bevries("beschikking_tlv", BeschikkingGegevens.voorbeeld())
    assert brieven.onafdrukbaar(gegevens) == ""
    gegevens["overwegingen"][0]["tekst"] += " 王 \U0001f642 王"
    assert brieven.onafdrukbaar(gegevens) == "王\U0001f642"


def test_the_address_stands_in_the_window():
    """Address 20 mm wide window zone: 45-80 mm from the top, right of 112 mm (EA5/6 with the window right)."""
    tekst(voorbeeld("beschikking_tlv"))
    vakken = subprocess.run(
        ["pdftotext", "-bbox", "-l", "1", "-", "-"],
        input=voorbeeld("beschikking_tlv"),
        capture_output=True,
        check=True,
    ).stdout.decode()
    regel = next(r for r in vakken.splitlines() if ">Schoolstraat<" in r)
    waarden = {k: float(v) * 25.4 / 72 for k, v in (d.split("=") for d in regel.replace('"', "").split()[1:5]
                                                    for d in [d.split(">")[0]])}  # fmt: skip
    assert 50 <= waarden["yMin"] <= 75 and 111 <= waarden["xMin"] <= 120


@pytest.mark.parametrize("naam", ["plan_van_aanpak", "bewijsblad", "tekenblad", "vergaderverslag", "deskundigenadvies"])
def test_a_paper_without_a_window_begins_right_under_its_head(naam: str):
    """In mm from the top: the head ends before 32."""
    tekst(voorbeeld(naam))
    vakken = subprocess.run(
        ["pdftotext", "-bbox", "-l", "1", "-", "-"], input=voorbeeld(naam), capture_output=True, check=True
    ).stdout.decode()
    hoogtes = [float(hoogte) * 25.4 / 72 for hoogte in re.findall(r'yMin="([\d.]+)"', vakken)]
    assert 32 < min(hoogte for hoogte in hoogtes if hoogte > 32) < 60


def test_the_template_hash_follows_what_is_included(monkeypatch: pytest.MonkeyPatch):
    eerst = brieven.template_hash("beschikking_tlv")
    assert eerst == brieven.template_hash("beschikking_tlv") != brieven.template_hash("buiten_behandeling")
    assert "documents/brief/_bezwaar.html" in brieven._bronnen("documents/brief/beschikking_tlv.html", {})
    assert "documents/brief/basis.html" in brieven._bronnen("documents/brief/beschikking_tlv.html", {})


def test_the_paper_form_carries_the_whole_hash_of_its_version():
    blad = brieven.BRIEVEN["handtekeningenblad"].schema.voorbeeld()
    assert blad.versiehash in tekst(voorbeeld("handtekeningenblad")).replace(" ", "")  # type: ignore[attr-defined]


@pytest.mark.parametrize("besluit", ["verleend", "afgewezen", "buiten_behandeling"])
@pytest.mark.parametrize("aan_leerling", [False, True])
def test_the_letter_to_parents_is_in_plain_words(besluit: str, aan_leerling: bool):
    """ui.md: reading ease at least 65, on average at most 12 words in a sentence, none over 20, no officialese."""
    brief = BegeleidendeBriefGegevens.model_validate(
        BegeleidendeBriefGegevens.voorbeeld().model_dump() | {"besluit": besluit, "aan_leerling": aan_leerling}
    )
    html = render_to_string("documents/brief/begeleidende_brief_ouders.html", {"brief": brief})
    alineas = re.findall(r"<p>(.*?)</p>", html.split("</h1>")[1], re.S)
    gewoon = [" ".join(re.sub(r"<[^>]+>", " ", a.split("<br>")[0]).split()) for a in alineas]
    zinnen = [z for a in gewoon for z in re.split(r"(?<=[.?!:])\s", a) if len(z.split()) > 1]
    lengtes = [len(z.split()) for z in zinnen]
    assert max(lengtes) <= 20 and sum(lengtes) / len(lengtes) <= 12
    textstat.set_lang("nl")
    assert textstat.flesch_reading_ease(" ".join(zinnen)) >= 65
    for woord in ("betreffende", "middels", "indien", "derhalve", "conform", "TLV", "i.v.m.", "zienswijze"):
        assert woord not in " ".join(zinnen)

"""The papers of the signing room: two PDFs become one that stays archivable; what is not signed is not sealed."""

import io
import re
from typing import Any

import pikepdf
import pytest

from documents import brieven, tekenstukken
from documents.briefgegevens_tekenen import TekenbladGegevens
from documents.models import Document, Handtekening, Ondertekenstuk, Werkstatus, Zegel
from documents.opslag import lees_bestand
from documents.verificatie import op_pdf
from documents.werk import verwerk_wachtende
from organisations.models import School
from tests.documents.maak import tekst_pdf
from tests.documents.test_brieven import maak, tekst, voorbeeld
from tests.factories import NU
from tests.workflow.tekenhulp import maak_kamer, met_tekenkamer
from tlv.models import Aanvraag


def paar() -> bytes:
    return tekenstukken.voeg_samen(voorbeeld("bericht"), voorbeeld("bewijsblad"), eigen=True)


def test_the_signed_pages_come_first_and_the_evidence_page_after_them():
    with pikepdf.open(io.BytesIO(voorbeeld("bericht"))) as los, pikepdf.open(io.BytesIO(paar())) as samen:
        begin = len(los.pages)
        assert len(samen.pages) > begin
        with samen.open_outline() as bladwijzers:
            assert str(bladwijzers.root[-1].title) == "Handtekeningen"
    gelezen = tekst(paar())
    for woord in ("L. Çelik-Novák", "gezien, niet", "casemanager", "SHA-256", "De school heeft de aanvraag"):
        assert woord in gelezen


@pytest.mark.parametrize(
    ("blad", "nummer"),
    [("bewijsblad", "Handtekeningen, blad 1 van 1"), ("tekenblad", "Formulier om te tekenen, blad 1 van 1")],
)
def test_a_sheet_behind_a_paper_carries_numbers_of_its_own(blad: str, nummer: str):
    """The pages before it keep theirs: they are the very bytes that were signed."""
    samen = tekst(tekenstukken.voeg_samen(voorbeeld("bericht"), voorbeeld(blad), eigen=True))
    assert nummer in samen
    assert samen.count("pagina 1 van") == 1, "only the signed paper itself has a page 1"


def test_the_whole_keeps_its_structure_and_its_claims():
    with pikepdf.open(io.BytesIO(paar())) as doc:
        with doc.open_metadata() as meta:
            assert (meta["pdfaid:part"], meta["pdfuaid:part"]) == ("2", "1")
        wortel = doc.Root.StructTreeRoot
        boom = pikepdf.NumberTree(wortel.ParentTree)
        nummers = [int(pagina.obj.StructParents) for pagina in doc.pages]
        assert len(set(nummers)) == len(nummers) and set(nummers) <= set(boom.keys())
        for pagina in doc.pages:
            for element in boom[int(pagina.obj.StructParents)]:
                if element is not None and "/Pg" in element:
                    assert element.Pg.objgen == pagina.obj.objgen
        assert all(tak.P.objgen == wortel.objgen for tak in wortel.K)


def test_the_file_is_sound():
    with pikepdf.open(io.BytesIO(paar())) as doc:
        assert doc.check_pdf_syntax() == []


def test_pages_of_somebody_else_make_the_whole_claim_nothing():
    with pikepdf.open(io.BytesIO(tekenstukken.voeg_samen(tekst_pdf(), voorbeeld("bewijsblad"), eigen=False))) as doc:
        assert "/Metadata" not in doc.Root and "/StructTreeRoot" not in doc.Root


def test_the_same_signatures_give_the_same_bytes():
    assert paar() == paar()


@pytest.mark.django_db
def test_what_everybody_signed_is_sealed_once_and_a_newer_version_takes_its_place(
    aanvraag: Aanvraag, andere_school: School, sleutel: Any
):
    with met_tekenkamer(maak_kamer(aanvraag, andere_school)) as kamer:
        kamer.vraag()
        kamer.alles_getekend()
        assert verwerk_wachtende(NU) == 1
        eerste = Zegel.objects.get()
        uitslag = op_pdf(lees_bestand(eerste.document.bestand))
        assert (uitslag.uitkomst, uitslag.is_echt) == ("echt", True)
        kamer.nieuwe_versie(data=tekst_pdf("Plan 2"))
        eerste.refresh_from_db()
        assert eerste.vervangen_door is None, "the version in force stays so until the next one is sealed"
        kamer.alles_getekend()
        assert verwerk_wachtende(NU) == 1 and verwerk_wachtende(NU) == 0
        eerste.refresh_from_db()
        assert eerste.vervangen_door == Zegel.objects.latest("pk")


@pytest.mark.django_db
@pytest.mark.parametrize("wat", ["uitkomst", "sha256", "stuk", "nagekeken"])
def test_just_before_the_seal_all_is_judged_once_more(
    aanvraag: Aanvraag, andere_school: School, sleutel: Any, wat: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(brieven, "maak", lambda *args, **kwargs: tekst_pdf("Handtekeningen"))
    with met_tekenkamer(maak_kamer(aanvraag, andere_school)) as kamer:
        stuk = kamer.vraag()
        kamer.alles_getekend()
        rij = kamer.rij(kamer.vader)
        anders: dict[str, Any] = {
            "uitkomst": {"uitkomst": "vervallen"},
            "sha256": {"sha256": "0" * 64},
            "nagekeken": {"bevestigd_door": None},
        }.get(wat, {})
        if anders:
            Handtekening.objects.filter(pk=rij.pk).update(**anders)
        else:
            Ondertekenstuk.objects.filter(pk=stuk.pk).update(uitslag="vervangen", voltooid_op=None)
        verwerk_wachtende(NU)
    papier = Document.objects.get(brief="bewijsblad")
    assert papier.werk == Werkstatus.MISLUKT and papier.bestand is None and not Zegel.objects.exists()
    assert papier.laatste_fout == "Niet alle handtekeningen onder dit stuk gelden. Het wordt niet verzegeld."


def test_the_sheet_to_sign_by_hand_names_the_version_and_the_answers():
    gelezen = tekst(voorbeeld("tekenblad"))
    for stuk in ("Formulier om te tekenen", "9f86d081", "niet mee eens", "Plaats en datum", "23 maart 2026"):
        assert stuk in gelezen
    gevolg = gelezen.index("Als u niet tekent Het plan begint dan nog niet. De casemanager belt u.")
    assert gevolg < gelezen.index("Ik heb dit gelezen en ben het ermee eens"), "before something is chosen"


def test_the_sheet_speaks_to_a_pupil_as_to_a_pupil():
    waarden = TekenbladGegevens.voorbeeld().model_dump() | {"aan_leerling": True, "weigergevolg": "Wij praten met jou."}
    jij = tekst(maak("tekenblad", TekenbladGegevens(**waarden)))
    assert "Als je niet tekent Wij praten met jou." in jij and "Ben je het er niet mee eens" in jij
    assert not re.search(r"\b[Uu]w?\b", jij)


def test_where_nothing_follows_from_a_no_the_sheet_says_nothing_of_it():
    waarden = TekenbladGegevens.voorbeeld().model_dump() | {"weigergevolg": ""}
    assert "Als u niet tekent" not in tekst(maak("tekenblad", TekenbladGegevens(**waarden)))


def test_the_letter_tells_how_to_use_the_code_and_how_to_do_it_on_paper():
    gelezen = tekst(voorbeeld("tekenbrief"))
    for stuk in ("ABCD-EFGH-JKLM", "geboortedatum", "Liever op papier", "1 april 2026", "085-555 01 12"):
        assert stuk in gelezen

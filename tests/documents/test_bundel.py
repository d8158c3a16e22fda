"""One PDF of a dossier: every part to be found, nothing active, whatever its kind."""

import io

import pikepdf

from documents import brieven
from documents.bundel import Onderdeel, bundel
from documents.keuring import DOCX, JPG, PDF, PNG
from tests.documents import maak


def test_every_part_gets_a_bookmark_and_its_own_page_numbers():
    soort = brieven.BRIEVEN["dossier_voorblad"]
    voorblad = brieven.maak("dossier_voorblad", brieven.bevries("dossier_voorblad", soort.schema.voorbeeld()))
    delen = [
        Onderdeel("OPP 2025-2026", maak.pdf(3), PDF),
        Onderdeel("Foto van de brief", maak.foto(maat=(400, 300)), JPG),
        Onderdeel("Scan", maak.foto("PNG", maat=(200, 900)), PNG),
        Onderdeel("Plan <b>van</b> aanpak", maak.docx(), DOCX),
    ]
    uit = bundel(delen, voorblad)
    assert uit == bundel(delen, voorblad)
    with pikepdf.open(io.BytesIO(uit)) as doc:
        with doc.open_outline() as outline:
            titels = [item.title for item in outline.root]
        assert titels == [
            "Voorblad",
            "1. OPP 2025-2026",
            "2. Foto van de brief",
            "3. Scan",
            "4. Plan <b>van</b> aanpak",
        ]
        assert len(doc.pages) == 1 + 3 + 1 + 1 + 1
        assert [str(p.label) for p in doc.pages] == ["0-1", "1-1", "1-2", "1-3", "2-1", "3-1", "4-1"]
        liggend, staand = doc.pages[4].mediabox, doc.pages[5].mediabox
        assert liggend[2] > liggend[3] and staand[2] < staand[3]
        assert "/Metadata" not in doc.Root

"""The beschikking before it is signed: the same letter, with "concept" across every page."""

import io

import pikepdf

from documents import brieven
from documents.briefgegevens import Verificatie
from organisations.actor import Actor
from organisations.models import Mandaat
from tlv import toetsen
from tlv.besluitbeeld import beeld_van
from tlv.besluitbrief import Tekenaar, beschikking
from tlv.models import Aanvraag, Besluit

_MERK = (
    b"q /Cz gs 0.6 g BT /Cf 96 Tf 0.7071 0.7071 -0.7071 0.7071 120 190 Tm (CONCEPT) Tj ET Q\n"
    b"q 0.35 g BT /Cf 11 Tf 1 0 0 1 56 20 Tm "
    b"(Concept, niet ondertekend. Aan dit voorbeeld kan niemand iets ontlenen.) Tj ET Q"
)


def voorbeeld_pdf(besluit: Besluit, aanvraag: Aanvraag, actor: Actor) -> bytes:
    """Raises ValueError when the draft lacks what a letter cannot do without."""
    beeld = beeld_van(aanvraag, vandaag=actor.vandaag)
    mandaat, _ = toetsen.mandaat_voor(actor, besluit, beeld)
    tekenaar = Tekenaar(actor.naam, actor.vandaag, mandaat or Mandaat(functie="(nog geen mandaat)", namens="…"))
    if besluit.soort == Besluit.Soort.VERLENEN:
        besluit.begin = besluit.begin or beeld.begin
        besluit.tlv_nummer = besluit.tlv_nummer or "(volgt bij ondertekenen)"
    else:
        besluit.begin, besluit.einde, besluit.categorie, besluit.tlv_nummer = None, None, "", ""
    controle = Verificatie(code="CONCEPT", url="concept")
    return met_merk(
        brieven.maak("beschikking_tlv", beschikking(besluit, beeld, tekenaar=tekenaar, verificatie=controle))
    )


def met_merk(pdf: bytes) -> bytes:
    """Stamp every page; the claims of an archivable letter do not hold for a draft."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        letter = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name("/Helvetica-Bold")
        )
        vaag = pikepdf.Dictionary(Type=pikepdf.Name.ExtGState, ca=0.35)
        for pagina in document.pages:
            pagina.add_resource(letter, pikepdf.Name.Font, pikepdf.Name("/Cf"))
            pagina.add_resource(vaag, pikepdf.Name.ExtGState, pikepdf.Name("/Cz"))
            # The letter leaves its own coordinates behind: what comes after it must start from the page's.
            pagina.contents_add(document.make_stream(b"q\n"), prepend=True)
            pagina.contents_add(document.make_stream(b"\nQ\n" + _MERK))
        if "/Metadata" in document.Root:
            del document.Root["/Metadata"]
        uit = io.BytesIO()
        document.save(uit)
        return uit.getvalue()

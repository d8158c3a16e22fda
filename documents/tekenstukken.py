"""The papers of the signing room: evidence page, sheet to sign by hand, letter with a code; and joining them."""

import io
from datetime import date
from typing import Any

import pikepdf
from django.utils import timezone

from documents import opslag, zegelregister
from documents.briefgegevens import Verificatie
from documents.briefgegevens_tekenen import BewijsbladGegevens, Bewijsregel, Plaats, TekenbladGegevens
from documents.brieven import bevries, maak
from documents.models import Document, Handtekening, Ondertekenstuk, Zegel
from documents.services import briefhoofd_van
from documents.tekenen import Stand, bestand_van, stand


class Ongetekend(Exception):
    """The paper is not complete, or no longer the one that was signed: it is never sealed."""


def bewijsblad_van(nu: Stand, *, op: date, verificatie: Verificatie) -> dict[str, Any]:
    """The frozen values of the evidence page: who signed, in which role, when, and how that was established."""
    stuk = nu.stuk
    blad = BewijsbladGegevens(
        hoofd=briefhoofd_van(stuk.zaak.swv),
        titel=stuk.titel,
        zaaknummer=str(stuk.zaak),
        versie=stuk.nummer,
        sha256=stuk.sha256,
        bevroren_op=timezone.localdate(stuk.bevroren_op),
        regels=[_regel(rij) for rij in nu.rijen if rij.telt],
        ondertekening=Plaats(plaats=stuk.zaak.swv.plaats, op=op),
        verificatie=verificatie,
    )
    return bevries("bewijsblad", blad)


def _regel(rij: Handtekening) -> Bewijsregel:
    assert rij.op is not None
    hier = timezone.localtime(rij.op)
    papier = rij.wijze == Handtekening.Wijze.PAPIER
    return Bewijsregel(
        naam=rij.naam,
        rol=rij.als,
        uitkomst=str(Handtekening.Uitkomst(rij.uitkomst).label),
        op=hier.date(),
        tijd="" if papier else f"{hier:%H:%M}",
        hoe=rij.hoe_vastgesteld,
        nagekeken_door=rij.bevestigd_door.naam if papier and rij.bevestigd_door else "",
        nagekeken_op=timezone.localdate(rij.bevestigd_op) if papier and rij.bevestigd_op else None,
    )


def _wie_en_wat(rij: Handtekening) -> tuple[str, str, str]:
    return rij.naam, rij.als, str(Handtekening.Uitkomst(rij.uitkomst).label)


def blad_om_te_tekenen(rij: Handtekening, *, weigergevolg: str) -> bytes:
    """The paper with a last sheet for one person, to print and sign by hand. It says what not signing means."""
    stuk = rij.stuk
    gegevens = TekenbladGegevens(
        hoofd=briefhoofd_van(stuk.zaak.swv),
        titel=stuk.titel,
        zaaknummer=str(stuk.zaak),
        versie=stuk.nummer,
        sha256=stuk.sha256,
        naam=rij.naam,
        rol=rij.als,
        keuzes=[KEUZES[keuze] for keuze in rij.keuzes],
        terug_voor=rij.uiterlijk,
        weigergevolg=weigergevolg,
        aan_leerling=rij.leerling_id is not None,
    )
    blad = maak("tekenblad", bevries("tekenblad", gegevens), gemaakt_op=stuk.bevroren_op)
    return voeg_samen(opslag.lees_bestand(bestand_van(stuk)), blad, eigen=bool(stuk.document and stuk.document.brief))


KEUZES: dict[str, str] = {
    Handtekening.Uitkomst.GETEKEND: "Ik heb dit gelezen en ben het ermee eens.",
    Handtekening.Uitkomst.GEZIEN: "Ik heb dit gelezen en ben het er niet mee eens.",
    Handtekening.Uitkomst.GEWEIGERD: "Ik teken niet.",
}
"""The answers as they stand on paper."""


def met_getekend_stuk(document: Document, blad: bytes) -> bytes:
    """The pages everybody signed, with the evidence page after them.

    Judged once more from what is on record, just before the seal: complete, in force when it was completed, and the
    very bytes that were signed.
    """
    stukken = Ondertekenstuk.objects.filter(zaak_id=document.zaak_id or 0, eindstuk=document)
    stuk = stukken.select_related("zaak").first()
    if stuk is None or stuk.uitslag != Ondertekenstuk.Uitslag.VOLTOOID or not stand(stuk).compleet:
        raise Ongetekend
    geldt = [rij for rij in stand(stuk).rijen if rij.telt]
    if any(rij.sha256 != stuk.sha256 for rij in geldt):
        raise Ongetekend
    gegevens: dict[str, Any] = document.gegevens
    op_het_blad = sorted((regel["naam"], regel["rol"], regel["uitkomst"]) for regel in gegevens["regels"])
    if gegevens["sha256"] != stuk.sha256 or op_het_blad != sorted(_wie_en_wat(rij) for rij in geldt):
        raise Ongetekend
    return voeg_samen(opslag.lees_bestand(bestand_van(stuk)), blad, eigen=bool(stuk.document and stuk.document.brief))


def voeg_samen(eerst: bytes, dan: bytes, *, eigen: bool) -> bytes:
    """Two PDFs in one, with both their structures, so that a screen reader reads on.

    What somebody else made claims nothing about being archivable: then the whole claims nothing either.
    """
    with pikepdf.open(io.BytesIO(eerst)) as uit, pikepdf.open(io.BytesIO(dan)) as erbij:
        begin = len(uit.pages)
        uit.pages.extend(erbij.pages)
        if eigen:
            _voeg_structuur_samen(uit, erbij, begin)
        else:
            _zonder_claims(uit)
        with uit.open_outline() as bladwijzers:
            bladwijzers.root.append(pikepdf.OutlineItem("Handtekeningen", begin))
        stroom = io.BytesIO()
        uit.save(stroom, deterministic_id=True)
        return stroom.getvalue()


def _voeg_structuur_samen(uit: pikepdf.Pdf, erbij: pikepdf.Pdf, begin: int) -> None:
    """Hang the tags of the second under the root of the first; numbers of pages in the tree move up."""
    wortel = uit.Root.StructTreeRoot
    nieuw = uit.copy_foreign(erbij.Root.StructTreeRoot)
    boom = pikepdf.NumberTree(wortel.ParentTree)
    op = max(boom.keys(), default=-1) + 1
    for pagina in list(uit.pages)[begin:]:
        for drager in (pagina.obj, *pagina.obj.get("/Annots", [])):
            for sleutel in ("/StructParents", "/StructParent"):
                if sleutel in drager:
                    drager[sleutel] = int(drager[sleutel]) + op
    for nummer, waarde in pikepdf.NumberTree(nieuw.ParentTree).items():
        boom[nummer + op] = waarde
    wortel.ParentTreeNextKey = max(boom.keys(), default=-1) + 1
    takken = [*_lijst(wortel.K), *_lijst(nieuw.K)]
    for tak in takken:
        tak.P = wortel
    wortel.K = pikepdf.Array(takken)


def _lijst(waarde: Any) -> list[Any]:
    return list(waarde) if isinstance(waarde, pikepdf.Array) else [waarde]


def _zonder_claims(doc: pikepdf.Pdf) -> None:
    for sleutel in ("/Metadata", "/StructTreeRoot", "/MarkInfo", "/AcroForm"):
        if sleutel in doc.Root:
            del doc.Root[sleutel]


def vervang_ouder_zegel(zegel: Zegel) -> None:
    """A version that is sealed takes the place of the sealed versions before it.

    One that is sealed late, after a newer one, is replaced at once.
    """
    stuk = Ondertekenstuk.objects.filter(zaak_id=zegel.document.zaak_id or 0, eindstuk_id=zegel.document_id).first()
    if stuk is None:
        return
    versies = stuk.zaak.ondertekenstukken.filter(kamer=True, soort=stuk.soort, eindstuk__isnull=False)
    eerder = versies.filter(nummer__lt=stuk.nummer).values("eindstuk")
    Zegel.objects.filter(document__in=eerder, vervangen_door__isnull=True).update(vervangen_door=zegel)
    later = versies.filter(nummer__gt=stuk.nummer).order_by("-nummer").values("eindstuk")
    if nieuwste := Zegel.objects.filter(document__in=later).order_by("-pk").first():
        zegelregister.vervang(zegel, door=nieuwste)

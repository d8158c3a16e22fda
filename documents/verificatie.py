"""Is this paper genuine? Answered from our own register and from the seal, without a word about the pupil."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format

from documents.codes import normaliseer
from documents.models import Zegel
from documents.zegel import controleer
from documents.zegelregister import onze_certificaten

Uitkomst = Literal["echt", "vervangen", "ingetrokken", "niet_echt", "onbekend"]


@dataclass(frozen=True)
class Uitslag:
    """What the public page may show: kind of paper, day, samenwerkingsverband, and whether it still stands."""

    uitkomst: Uitkomst
    zin: str
    soort: str = ""
    datum: date | None = None
    swv: str = ""
    swv_nummer: str = ""
    vervangen_op: date | None = None
    via: Literal["code", "pdf"] = "code"

    @property
    def is_echt(self) -> bool:
        return self.uitkomst in ("echt", "vervangen", "ingetrokken")


def op_code(getypt: str) -> Uitslag:
    """Judge by the short code. That says a paper with this code exists, not that the paper in hand is that one."""
    code = normaliseer(getypt)
    zegel = _zegels().filter(code=code).first() if code else None
    if zegel is None:
        return Uitslag("onbekend", "Wij kennen geen document met deze code. Kijk of u de code goed hebt overgenomen.")
    return _uitslag(zegel, via="code")


def op_pdf(pdf: bytes) -> Uitslag:
    """Judge a file. The register decides: the same bytes are ours, also when the certificate has expired since."""
    zegel = _zegels().filter(sha256=hashlib.sha256(pdf).hexdigest()).first()
    if zegel is not None:
        return _uitslag(zegel, via="pdf")
    oordeel = controleer(pdf, certificaten=onze_certificaten())
    if oordeel.echt:
        # Sealed with a key of ours but never issued: a draft, or a key in the wrong hands.
        return Uitslag("niet_echt", "Dit document staat niet in ons register. Neem contact met ons op.", via="pdf")
    return Uitslag("niet_echt", oordeel.reden, via="pdf")


def _zegels() -> QuerySet[Zegel]:
    return Zegel.objects.select_related("document__zaak__swv", "document__swv", "vervangen_door")


def _uitslag(zegel: Zegel, *, via: Literal["code", "pdf"]) -> Uitslag:
    uitkomst, zin = _stand(zegel, via)
    document, swv = zegel.document, zegel.document.van_wie
    return Uitslag(
        uitkomst=uitkomst,
        zin=zin,
        soort=document.get_soort_display(),
        datum=_besluitdatum(zegel),
        swv=swv.naam,
        swv_nummer=swv.nummer,
        vervangen_op=_dag(zegel.vervangen_door.verzegeld_op) if zegel.vervangen_door else None,
        via=via,
    )


def _stand(zegel: Zegel, via: str) -> tuple[Uitkomst, str]:
    if zegel.ingetrokken_op is not None:
        op = _voluit(zegel.ingetrokken_op)
        return "ingetrokken", f"Dit document is door ons gemaakt, maar ingetrokken op {op}. Het geldt niet."
    if zegel.vervangen_door is not None:
        return "vervangen", "Dit document is door ons gemaakt, maar daarna vervangen door een nieuwer document."
    if via == "code":
        return "echt", "Wij hebben een document met deze code gemaakt. Het is geldig."
    return "echt", "Dit document is door ons gemaakt en daarna niet veranderd. Het is geldig."


def _besluitdatum(zegel: Zegel) -> date:
    """The day of the decision as frozen in the letter; for other papers the day they were sealed."""
    op = (zegel.document.gegevens.get("ondertekening") or {}).get("op")
    return date.fromisoformat(op) if op else _dag(zegel.verzegeld_op)


def _dag(moment: datetime) -> date:
    return timezone.localdate(moment)


def _voluit(moment: datetime) -> str:
    return date_format(_dag(moment), "j F Y")

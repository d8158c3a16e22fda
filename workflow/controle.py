"""Does what is on record hold? Every open term against a fresh computation, every row of the outbox against its effect.

Nothing is mended here: a difference is told, so that somebody finds its cause.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import F, Min, Q
from django_fsm import can_proceed

from cases.models import Zaak
from deadlines.kalender import Kalender
from deadlines.models import Termijn, kalender_uit_tabel
from deadlines.services import NIET_OP_WERKLIJST
from documents.models import Document, Werkstatus, Zegel
from documents.opslag import opslag
from organisations.rollen import Rol
from workflow.models import Bericht
from workflow.ontvangers import leden
from workflow.post import bezorging
from workflow.process import process_van

GEDULD = timedelta(days=1)
"""What waits longer than this was forgotten, not busy."""
GETOOND = 20


@dataclass(frozen=True)
class Bevinding:
    """One thing that does not hold: in which case (its number, or the row), and what."""

    waar: str
    wat: str
    swv_id: int | None = None

    def __str__(self) -> str:
        return f"{self.waar}: {self.wat}"


def bevindingen(*, vandaag: date, nu: datetime) -> Iterator[Bevinding]:
    """Everything that does not hold; row by row, so that memory does not grow with their number."""
    yield from _termijnen(vandaag, nu)
    yield from _zaken()
    yield from _documenten(nu)
    yield from _berichten(nu)


def _termijnen(vandaag: date, nu: datetime) -> Iterator[Bevinding]:
    kalender = kalender_uit_tabel()
    rijen = Termijn.objects.open().select_related("zaak").prefetch_related("opschortingen").order_by("pk")
    for termijn in rijen.iterator(chunk_size=500):
        for wat in _van_termijn(termijn, kalender, vandaag):
            yield _bij(termijn.zaak, f"{termijn.kort}: {wat}")


def _van_termijn(termijn: Termijn, kalender: Kalender, vandaag: date) -> Iterator[str]:
    vers = termijn.berekening(kalender).einde
    if vers != termijn.einde:
        yield f"eindigt volgens de feiten op {vers or 'een open datum'}, er staat {termijn.einde or 'geen datum'}"
    if termijn.melding_op is not None and termijn.melding_op < vandaag - GEDULD:
        yield f"er had op {termijn.melding_op} iets gemeld moeten worden"
    if termijn.einde is None or termijn.einde >= vandaag - GEDULD:
        return
    if termijn.afgehandeld_op is None:
        yield f"is sinds {termijn.einde} voorbij en nog niet verwerkt"
    elif _kan_nog_verstrijken(termijn):
        yield "geldt als verwerkt, maar wat daarop moest volgen is niet gebeurd"


def _kan_nog_verstrijken(termijn: Termijn) -> bool:
    """The state still waits for what this lapse brings about."""
    process = process_van(termijn.zaak)
    regel = process.termijnen.get(termijn.soort)
    if regel is None or not regel.on_lapse:
        return False
    obj: Any = process.object_van(termijn.zaak)
    return bool(can_proceed(getattr(obj, regel.on_lapse)))


def _zaken() -> Iterator[Bevinding]:
    """The date on the envelope is that of the first open term."""
    op_lijst = Q(termijnen__gestopt_op__isnull=True) & ~Q(termijnen__soort__in=NIET_OP_WERKLIJST)
    zaken = Zaak.objects.annotate(eerste=Min("termijnen__einde", filter=op_lijst)).exclude(
        Q(volgende_termijn=F("eerste")) | Q(volgende_termijn__isnull=True, eerste__isnull=True)
    )
    for zaak in zaken.order_by("pk").iterator(chunk_size=500):
        yield _bij(zaak, "de eerstvolgende termijn op de zaak is niet die van de termijnen")


def _documenten(nu: datetime) -> Iterator[Bevinding]:
    """A letter that is ready has a file of the right size, and its seal when it asks for one; work does not linger."""
    klaar = Document.objects.filter(werk=Werkstatus.KLAAR, verwijderd_op__isnull=True)
    for document in klaar.select_related("zaak", "bestand").order_by("pk").iterator(chunk_size=500):
        bestand = document.bestand
        if bestand is None or not opslag.exists(bestand.opslagnaam):
            yield _bij(document.zaak, f"het bestand van document {document.pk} is er niet")
        elif opslag.size(bestand.opslagnaam) != bestand.grootte:
            yield _bij(document.zaak, f"het bestand van document {document.pk} is niet meer zo groot als het was")
    verzegeld = Zegel.objects.filter(document__bestand__sha256=F("sha256")).values("document")
    for document in klaar.filter(te_verzegelen=True).exclude(pk__in=verzegeld).select_related("zaak"):
        yield _bij(document.zaak, f"document {document.pk} is klaar zonder passend zegel")
    blijft = Document.objects.filter(werk__in=[Werkstatus.WACHT, Werkstatus.BEZIG], aangemaakt_op__lt=nu - GEDULD)
    for document in blijft.filter(quarantaine__isnull=True).select_related("zaak").iterator(chunk_size=500):
        yield _bij(document.zaak, f"document {document.pk} wacht langer dan een dag")


def _berichten(nu: datetime) -> Iterator[Bevinding]:
    """Sent is marked with its moment; what is not sent waits for a moment that comes, or is visibly failed."""
    klaar, open_ = Q(werk=Werkstatus.KLAAR), Q(werk__in=[Werkstatus.WACHT, Werkstatus.BEZIG])
    fout = (
        (klaar & Q(verzonden_op__isnull=True))
        | (~klaar & Q(verzonden_op__isnull=False))
        | (
            open_
            & Q(aangemaakt_op__lt=nu - GEDULD)
            & (Q(volgende_poging_op=None) | Q(volgende_poging_op__lt=nu - GEDULD))
        )
    )
    for bericht in Bericht.objects.filter(fout).select_related("zaak").order_by("pk").iterator(chunk_size=500):
        wat = "geldt niet als verstuurd zoals het zou moeten" if bericht.verzonden_op else "is niet verstuurd"
        waar = bericht.zaak.nummer if bericht.zaak and bericht.zaak.nummer else f"bericht {bericht.pk}"
        swv_id = bericht.zaak.swv_id if bericht.zaak else bericht.swv_id
        yield Bevinding(waar, f"bericht {bericht.pk} {wat}", swv_id)


def _bij(zaak: Zaak, wat: str) -> Bevinding:
    return Bevinding(zaak.nummer or f"concept {zaak.pk}", wat, zaak.swv_id)


def meld_wekelijks(*, vandaag: date, nu: datetime) -> int:
    """Once a week every administrator hears whether all holds. How many were told; none when they know already."""
    jaar, week, _ = vandaag.isocalendar()
    te_melden = [lid for lid in leden(vandaag, Rol.BEHEERDER) if lid.user is not None]
    hoeden = {lid.user.pk: lid for lid in te_melden if lid.user is not None}
    sleutels = {f"termijncontrole:{jaar}-{week}:u{pk}": pk for pk in hoeden}
    gedaan = set(Bericht.objects.filter(sleutel__in=sleutels).values_list("sleutel", flat=True))
    if not sleutels.keys() - gedaan:
        return 0
    alles = list(bevindingen(vandaag=vandaag, nu=nu))
    gemeld = 0
    for sleutel, pk in sleutels.items():
        user = hoeden[pk].user
        assert user is not None
        swvs = set(user.lidmaatschappen.geldig_op(vandaag).filter(rol=Rol.BEHEERDER).values_list("swv_id", flat=True))
        eigen = [bevinding for bevinding in alles if bevinding.swv_id in swvs]
        weg = bezorging(user, user.email, wettelijk=False, nu=nu)
        _, nieuw = Bericht.objects.get_or_create(
            sleutel=sleutel,
            defaults={
                "swv_id": min(swvs, default=None),
                "soort": "termijncontrole",
                "user": user,
                "rol": Rol.BEHEERDER,
                "email": user.email,
                "onderwerp": _onderwerp(len(eigen)),
                "tekst": _tekst(eigen),
                "aangemaakt_op": nu,
                "werk": weg.werk,
                "bundel": weg.niet_voor is not None,
                "volgende_poging_op": weg.niet_voor,
            },
        )
        gemeld += nieuw
    return gemeld


def _onderwerp(aantal: int) -> str:
    if not aantal:
        return "Wekelijkse controle: alle termijnen kloppen"
    return f"Wekelijkse controle: {aantal} {'bevinding' if aantal == 1 else 'bevindingen'}"


def _tekst(eigen: list[Bevinding]) -> str:
    if not eigen:
        return "Elke open termijn is opnieuw berekend. Alle brieven, mails en verstreken termijnen kloppen ook."
    regels = [f"- {bevinding}" for bevinding in eigen[:GETOOND]]
    if len(eigen) > GETOOND:
        regels.append(f"En nog {len(eigen) - GETOOND}. Alles ziet u met: manage.py termijnen_controle")
    return "\n".join(["Dit klopt niet. Laat uitzoeken hoe het komt.", *regels])

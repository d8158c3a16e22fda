"""Does what is on record hold? Every open term against a fresh computation, every row of the outbox against its effect.

Nothing is mended here: a difference is told, so that somebody finds its cause.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from celery.exceptions import SoftTimeLimitExceeded
from django.db import DatabaseError
from django.db.models import Min, Q, QuerySet
from django_fsm import can_proceed

from cases.models import Zaak
from deadlines.kalender import Kalender
from deadlines.models import MET_FEITEN, NIET_OP_WERKLIJST, Termijn, kalender_uit_tabel
from documents.models import Document, Werkstatus
from documents.opslag import opslag
from organisations.beleid import BeleidFout, secties, waarden
from organisations.models import Beleidsversie
from workflow.mailen import WACHT_OP_SERVER
from workflow.models import TWIJFEL, Bericht
from workflow.outbox import WACHTEND
from workflow.process import process_van, processen

GEDULD = timedelta(days=1)
"""What waits longer than this was forgotten, not busy."""
PARTIJ = 500


@dataclass(frozen=True)
class Bevinding:
    """One thing that does not hold: in which case (its number, or the row), and what."""

    waar: str
    wat: str
    swv_id: int | None = None

    def __str__(self) -> str:
        return f"{self.waar}: {self.wat}"


@dataclass(frozen=True)
class Dag:
    """For which day is checked, with what each row needs of it."""

    vandaag: date
    nu: datetime
    kalender: Kalender


@dataclass(frozen=True)
class Stap:
    """Rows to look at, and what does not hold about one of them."""

    rijen: Callable[[Dag], QuerySet[Any]]
    kijk: Callable[[Any, Dag], Iterator[Bevinding]]

    def bladzijde(self, dag: Dag, na: int) -> list[Any]:
        return list(self.rijen(dag).filter(pk__gt=na).order_by("pk")[:PARTIJ])


def de_dag(*, vandaag: date, nu: datetime) -> Dag:
    return Dag(vandaag, nu, kalender_uit_tabel())


def bevindingen(*, vandaag: date, nu: datetime) -> Iterator[Bevinding]:
    """Everything that does not hold; page by page, so that memory does not grow with their number."""
    dag = de_dag(vandaag=vandaag, nu=nu)
    for stap in STAPPEN:
        na = 0
        while rijen := stap.bladzijde(dag, na):
            yield from nagekeken(stap, rijen, dag)
            na = rijen[-1].pk


def nagekeken(stap: Stap, rijen: list[Any], dag: Dag) -> Iterator[Bevinding]:
    """One row that cannot be looked at is a finding too, and stops nothing."""
    for rij in rijen:
        try:
            yield from list(stap.kijk(rij, dag))
        except (SoftTimeLimitExceeded, DatabaseError):
            raise
        except Exception as fout:  # whatever it is, the others are looked at
            zaak = rij if isinstance(rij, Zaak) else rij.zaak
            wat = f"{rij._meta.verbose_name} {rij.pk} is niet na te kijken ({type(fout).__name__})"
            yield _bij(zaak, wat) if zaak else Bevinding(f"{rij._meta.verbose_name} {rij.pk}", wat, rij.swv_id)


def _open_termijnen(dag: Dag) -> QuerySet[Termijn]:
    return Termijn.objects.open().select_related("zaak").prefetch_related(*MET_FEITEN)


def _termijn(termijn: Termijn, dag: Dag) -> Iterator[Bevinding]:
    for wat in _van_termijn(termijn, dag):
        yield _bij(termijn.zaak, f"{termijn.get_soort_display()}: {wat}")


def _van_termijn(termijn: Termijn, dag: Dag) -> Iterator[str]:
    vers = termijn.berekening(dag.kalender).einde
    if vers != termijn.einde:
        yield f"eindigt volgens de feiten op {vers or 'een open datum'}, er staat {termijn.einde or 'geen datum'}"
    if (termijn.swv_id, termijn.school_id) != (termijn.zaak.swv_id, termijn.zaak.school_id):
        yield "staat niet bij de school en het samenwerkingsverband van de zaak"
    lopend = [o.uiterlijk or date.max for o in termijn.opschortingen.all() if termijn.telt(o) and o.tot is None]
    if termijn.stil_tot != max(lopend, default=None):
        yield "staat op het termijnenbord niet in de juiste groep"
    if termijn.einde is None:
        return
    if termijn.melding_op is not None and termijn.melding_op < dag.vandaag - GEDULD:
        yield f"er had op {termijn.melding_op} iets gemeld moeten worden"
    if termijn.melding_voor != termijn.einde and (termijn.verschoven_op or termijn.aangemaakt_op) < dag.nu - GEDULD:
        yield "er is niet bepaald wanneer hierover iets gemeld moet worden"
    if termijn.einde >= dag.vandaag - GEDULD:
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


def _zaken(dag: Dag) -> QuerySet[Zaak]:
    """The date on the envelope is that of the first open term."""
    op_lijst = Q(termijnen__gestopt_op__isnull=True) & ~Q(termijnen__soort__in=NIET_OP_WERKLIJST)
    return Zaak.objects.annotate(eerste=Min("termijnen__einde", filter=op_lijst))


def _zaak(zaak: Any, dag: Dag) -> Iterator[Bevinding]:
    if zaak.volgende_termijn != zaak.eerste:
        yield _bij(zaak, "de eerstvolgende termijn op de zaak is niet die van de termijnen")


def _klare_documenten(dag: Dag) -> QuerySet[Document]:
    klaar = Document.objects.filter(werk=Werkstatus.KLAAR, verwijderd_op__isnull=True)
    return klaar.select_related("zaak__swv", "swv", "bestand", "zegel")


def _document(document: Document, dag: Dag) -> Iterator[Bevinding]:
    """A letter that is ready has a file of the right size, and its seal when it asks for one."""
    bestand = document.bestand
    if bestand is None or not opslag.exists(bestand.opslagnaam):
        yield _van_document(document, f"het bestand van document {document.pk} is er niet")
    elif opslag.size(bestand.opslagnaam) != bestand.grootte:
        yield _van_document(document, f"het bestand van document {document.pk} is niet meer zo groot als het was")
    zegel = getattr(document, "zegel", None)
    if document.te_verzegelen and (zegel is None or bestand is None or zegel.sha256 != bestand.sha256):
        yield _van_document(document, f"document {document.pk} is klaar zonder passend zegel")


def _wachtende_documenten(dag: Dag) -> QuerySet[Document]:
    """What waits too long, and what failed for good: neither had its effect."""
    te_lang = Q(werk__in=WACHTEND, aangemaakt_op__lt=dag.nu - GEDULD)
    return Document.objects.filter(te_lang | Q(werk=Werkstatus.MISLUKT)).select_related("zaak__swv", "swv")


def _wachtend(document: Document, dag: Dag) -> Iterator[Bevinding]:
    if document.werk == Werkstatus.MISLUKT:
        yield _van_document(document, f"document {document.pk} is mislukt: {_waarom(document)}")
    else:
        yield _van_document(document, f"document {document.pk} wacht langer dan een dag")


def _waarom(rij: Document | Bericht) -> str:
    return f"{rij.laatste_fout or 'geen reden bekend'} (zie ‘Mislukt werk’)"


def _berichten(dag: Dag) -> QuerySet[Bericht]:
    """Sent is marked with its moment; what is not sent waits for a moment that comes.

    What failed is told too, but for a mail in doubt: whether that one had its effect nobody can know.
    """
    klaar, lang = Q(werk=Werkstatus.KLAAR), dag.nu - GEDULD
    vergeten = Q(volgende_poging_op=None) | Q(volgende_poging_op__lt=lang) | Q(laatste_fout__in=WACHT_OP_SERVER)
    fout = (
        (klaar & Q(verzonden_op__isnull=True))
        | (~klaar & Q(verzonden_op__isnull=False))
        | (Q(werk__in=WACHTEND, aangemaakt_op__lt=lang) & vergeten)
        | (Q(werk=Werkstatus.MISLUKT) & ~Q(laatste_fout=TWIJFEL))
    )
    return Bericht.objects.filter(fout).select_related("zaak")


def _bericht(bericht: Bericht, dag: Dag) -> Iterator[Bevinding]:
    if bericht.werk == Werkstatus.MISLUKT and not bericht.verzonden_op:
        wat = f"is mislukt: {_waarom(bericht)}"
    else:
        wat = "geldt niet als verstuurd zoals het zou moeten" if bericht.verzonden_op else "is niet verstuurd"
    waar = bericht.zaak.nummer if bericht.zaak and bericht.zaak.nummer else f"bericht {bericht.pk}"
    swv_id = bericht.zaak.swv_id if bericht.zaak else bericht.swv_id
    yield Bevinding(waar, f"bericht {bericht.pk} {wat}", swv_id)


def _vanzelf(dag: Dag) -> QuerySet[Zaak]:
    """Cases in which the system should have acted by itself a day ago, such as making a signed decision known."""
    soorten = [automatisch for process in processen().values() for automatisch in process.automatisch]
    te_laat = {zaak_id for automatisch in soorten for zaak_id in automatisch.welke(dag.nu - GEDULD)}
    return Zaak.objects.filter(pk__in=te_laat)


def _niet_vanzelf(zaak: Zaak, dag: Dag) -> Iterator[Bevinding]:
    yield _bij(zaak, f"staat op ‘{zaak.status_label}’; wat Dekkend daarna zelf had moeten doen, is niet gebeurd")


def _beleidsversies(dag: Dag) -> QuerySet[Beleidsversie]:
    return Beleidsversie.objects.filter(sectie__in=secties())


def _beleidsversie(versie: Beleidsversie, dag: Dag) -> Iterator[Bevinding]:
    """The cases that it binds stand still until it can be read."""
    try:
        waarden(versie, versie.sectie)
    except BeleidFout as fout:
        yield Bevinding(f"beleid {versie}", f"is niet te lezen: {', '.join(fout.velden)}", versie.swv_id)


STAPPEN = (
    Stap(_open_termijnen, _termijn),
    Stap(_zaken, _zaak),
    Stap(_klare_documenten, _document),
    Stap(_wachtende_documenten, _wachtend),
    Stap(_berichten, _bericht),
    Stap(_vanzelf, _niet_vanzelf),
    Stap(_beleidsversies, _beleidsversie),
)


def _bij(zaak: Zaak, wat: str) -> Bevinding:
    return Bevinding(zaak.nummer or f"concept {zaak.pk}", wat, zaak.swv_id)


def _van_document(document: Document, wat: str) -> Bevinding:
    return Bevinding(document.waarvan, wat, document.van_wie.pk)

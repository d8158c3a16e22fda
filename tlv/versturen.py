"""Decisions by post: what waits to be printed, one PDF for the whole batch, and the date of sending per addressee."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.timezone import localdate

from cases.compartimenten import Compartiment
from deadlines import services as termijnen
from deadlines.models import kalender_uit_tabel
from deadlines.regels import bezwaar
from documents import opslag
from documents.brieven import maak
from documents.models import Bekendmaking, Document, Werkstatus
from documents.stapel import stapel
from organisations.actor import Actor
from tlv import bekendmaken, rechten
from tlv.besluitbeeld import ingediende_adviezen
from tlv.models import Besluit, Terugzending
from ui.notatie import datum
from workflow.fouten import Geweigerd
from workflow.papieren import eis_afdrukbaar, leg_papier_klaar
from workflow.post import uiterlijk_op_de_post
from workflow.process import Bewerking, Deel


@dataclass(frozen=True)
class Wachtend:
    """A letter that waits, as it is listed."""

    rij: Bekendmaking
    gekozen: bool
    uiterlijk: date
    vandaag: date
    terug: Terugzending | None = None
    """The last time that it came back."""

    @property
    def ander_adres(self) -> bool:
        """Printed, and the address in the dossier changed since."""
        return self.rij.geprint_op is not None and bekendmaken.adres_nu(self.rij) != self.rij.adresregels

    @property
    def te_laat(self) -> bool:
        return self.uiterlijk < self.vandaag

    @property
    def leeftijd(self) -> str:
        dagen = (self.vandaag - localdate(self.rij.klaargezet_op)).days
        return "sinds vandaag" if dagen <= 0 else f"{dagen} {'dag' if dagen == 1 else 'dagen'}"


def lijst(rijen: Iterable[Bekendmaking], gekozen: Callable[[int], bool], *, vandaag: date) -> list[Wachtend]:
    rijen, kalender = list(rijen), kalender_uit_tabel()
    terug = {rij.bekendmaking_id: rij for rij in Terugzending.objects.filter(bekendmaking__in=rijen).order_by("pk")}
    return [
        Wachtend(
            rij,
            gekozen(rij.pk),
            uiterlijk_op_de_post(rij.klaargezet_op, kalender),
            vandaag,
            terug.get(rij.pk),
        )
        for rij in rijen
    ]


def te_versturen(actor: Actor) -> QuerySet[Bekendmaking]:
    """Post that waits, for the secretariat of this samenwerkingsverband."""
    rijen = Bekendmaking.objects.filter(
        zaak__swv_id=actor.swv_id,
        zaak__soort="tlv",
        kanaal=Bekendmaking.Kanaal.POST,
        verzonden_op__isnull=True,
    )
    return rijen.select_related(
        "zaak__dossier__leerling", "zaak__swv__commissie", "zaak__tlv", "ouder", "leerling", "document__bestand"
    ).order_by("klaargezet_op", "pk")


def vandaag_genoteerd(actor: Actor) -> QuerySet[Bekendmaking]:
    """Post that was noted as sent today: a mistake can still be undone."""
    rijen = Bekendmaking.objects.filter(
        zaak__swv_id=actor.swv_id,
        zaak__soort="tlv",
        kanaal=Bekendmaking.Kanaal.POST,
        verzonden_op__isnull=False,
        genoteerd_op__date=actor.vandaag,
    )
    return rijen.select_related("zaak__dossier__leerling").order_by("-genoteerd_op", "pk")


def _wachtende_rijen(b: Bewerking) -> list[Bekendmaking]:
    rijen = Bekendmaking.objects.select_for_update().filter(
        pk__in=b.data["bekendmakingen"], zaak=b.zaak, kanaal=Bekendmaking.Kanaal.POST, verzonden_op__isnull=True
    )
    return list(rijen.order_by("pk"))


def leg_printen_vast(b: Bewerking) -> None:
    """These letters were printed, with this date of sending in them, and this address on the envelope."""
    for rij in _wachtende_rijen(b):
        rij.adresregels = b.data.get("adressen", {}).get(rij.pk, rij.adresregels)
        rij.geprint_op, rij.geprint_voor = b.nu, b.data["geprint_voor"]
        rij.save(update_fields=["adresregels", "geprint_op", "geprint_voor"])


def leg_verzending_vast(b: Bewerking) -> None:
    """Sent on a date: the term of each of these addressees starts, and the letter they got is kept.

    The last day to object is in the letter: one that was not printed here with this date asks an explicit word.
    """
    op: date = b.data["verzonden_op"]
    rijen = _wachtende_rijen(b)
    anders = [rij.naam for rij in rijen if rij.geprint_voor != op]
    if anders and not b.data.get("zelf_gecontroleerd"):
        namen = ", ".join(anders)
        raise Geweigerd(f"Print eerst, met deze datum, de brief aan: {namen}.", veld="zelf_gecontroleerd")
    if op > b.by.vandaag:
        raise Geweigerd("De datum van verzending kan niet in de toekomst liggen.", veld="verzonden_op")
    bekend = b.obj.bekendgemaakt_op
    if bekend is not None and op < bekend:
        raise Geweigerd(f"Het besluit is pas sinds {datum(bekend)} bekend.", veld="verzonden_op")
    for rij in rijen:
        _eis_na_terugkomst(rij, op)
    for rij in rijen:
        _verzonden(b, rij, op)
    b.resultaat["aantal"] = len(rijen)


def _eis_na_terugkomst(rij: Bekendmaking, op: date) -> None:
    terug = rij.terugzendingen.order_by("-pk").first()
    if terug is not None and op < terug.terug_op:
        raise Geweigerd(
            f"De vorige brief aan {rij.naam} kwam op {datum(terug.terug_op)} terug. Kies die dag of een latere.",
            veld="verzonden_op",
        )


def _verzonden(b: Bewerking, rij: Bekendmaking, op: date) -> None:
    """The address is the one that was printed; of what was not printed here, the one that is known."""
    if rij.geprint_op is None:
        rij.adresregels = bekendmaken.adres_nu(rij) or rij.adresregels
    rij.verzonden_op = op
    rij.verzonden_door_id = b.by.gebruiker_id
    rij.genoteerd_op = b.nu
    rij.save(update_fields=["adresregels", "verzonden_op", "verzonden_door", "genoteerd_op"])
    termijn = bekendmaken.start_bezwaartermijn(rij, b.zaak, op=op)
    papier = bekendmaken.begeleidende_brief(rij, besluit_van(rij), op=op, bezwaar_tot=termijn.einde or op)
    leg_papier_klaar(b.zaak, papier, nu=b.nu, by=b.by)


def maak_verzending_ongedaan(b: Bewerking) -> None:
    """Noted by mistake, seen the same day: the letter waits again, its term never ran, the reason is kept."""
    reden = str(b.data.get("reden") or "").strip()
    if not reden:
        raise Geweigerd("Schrijf op waarom de brief toch niet is verstuurd.", veld="reden")
    wachtend = Bekendmaking.objects.select_for_update().filter(zaak=b.zaak, kanaal=Bekendmaking.Kanaal.POST)
    rij = wachtend.filter(pk=b.data["bekendmaking"], verzonden_op__isnull=False).first()
    if rij is None or rij.verzonden_op is None:
        raise Geweigerd("Deze brief staat al weer klaar.")
    if rij.genoteerd_op is None or localdate(rij.genoteerd_op) != b.by.vandaag:
        raise Geweigerd("Dit kan alleen op de dag waarop het is genoteerd.")
    if rij.terugzendingen.filter(verzonden_op=rij.verzonden_op).exists():
        raise Geweigerd("Deze brief kwam al terug. Kijk bij ‘Post die terugkwam’.")
    genoteerd, vanaf = datum(rij.verzonden_op), rij.verzonden_op
    rij.verzonden_op = rij.verzonden_door = rij.genoteerd_op = None
    rij.save(update_fields=["verzonden_op", "verzonden_door", "genoteerd_op"])
    termijnen.vergeet(b.zaak, "bezwaar", vanaf=vanaf, kenmerk=bekendmaken.kenmerk(rij))
    _leg_brief_weg(rij, b)
    b.zaak.notities.create(
        auteur_id=b.by.persoon_id,
        rol=b.by.rol,
        compartiment=Compartiment.INTERN,
        tekst=f"Brief aan {rij.naam}: ‘verstuurd op {genoteerd}’ ongedaan gemaakt. {reden}",
        moment=b.nu,
    )


def _leg_brief_weg(rij: Bekendmaking, b: Bewerking) -> None:
    """The letter that was kept did not go out; its key is free for the one that will."""
    sleutel = bekendmaken.sleutel_brief(rij)
    for brief in Document.objects.select_for_update().select_related(None).filter(sleutel=sleutel):
        brief.sleutel = f"{sleutel}:{brief.pk}"
        brief.werk = Werkstatus.VERVALLEN if brief.bestand_id is None else brief.werk
        brief.verwijderd_op = b.nu
        brief.save(update_fields=["sleutel", "werk", "verwijderd_op"])


def besluit_van(rij: Bekendmaking) -> Besluit:
    return Besluit.objects.select_related("aanvraag__zaak__swv__commissie").get(document_id=rij.document_id)


def neem_adres_over(rijen: list[Bekendmaking]) -> None:
    """A letter goes to the address as it is when it is printed: it may have been put right since it was laid ready."""
    zonder = [rij.naam for rij in rijen if not bekendmaken.adres_nu(rij)]
    if zonder:
        raise Geweigerd(f"In het dossier staat geen adres van: {', '.join(zonder)}. Vul dat eerst in.")
    for rij in rijen:
        rij.adresregels = bekendmaken.adres_nu(rij)


def printpartij(rijen: Iterable[Bekendmaking], *, op: date) -> bytes:
    """One PDF to print on both sides: per addressee the letter with the address in the window, the decision, the
    advices. Every set starts on a new sheet. Secret addresses stand only here."""
    return stapel((rij.naam, _stukken(rij, op)) for rij in rijen)


def _stukken(rij: Bekendmaking, op: date) -> Iterable[bytes]:
    besluit = besluit_van(rij)
    einde = bezwaar(op, kalender=kalender_uit_tabel()).einde
    gegevens = bekendmaken.briefgegevens(
        rij, besluit, op=op, bezwaar_tot=einde or op, adresregels=list(rij.adresregels)
    )
    eis_afdrukbaar(gegevens)
    yield maak("begeleidende_brief_ouders", gegevens)
    documenten = [rij.document, *(a.document for a in ingediende_adviezen(besluit.aanvraag))]
    for document in documenten:
        if document is not None and document.bestand is not None:
            yield inhoud(document)


def inhoud(document: Document) -> bytes:
    assert document.bestand is not None
    return opslag.lees_bestand(document.bestand)


DELEN: tuple[Deel, ...] = (
    Deel(
        naam="verzending",
        label="Per post verstuurd",
        mag=rechten.is_secretariaat,
        schrijf=leg_verzending_vast,
        sessie=False,
        voor_allen=True,
        gezin="Wij stuurden het besluit per post",
        icoon="mail",
    ),
    Deel(
        naam="printen",
        label="Brieven geprint om te versturen",
        mag=rechten.is_secretariaat,
        schrijf=leg_printen_vast,
        sessie=False,
        icoon="printer",
    ),
    Deel(
        naam="verzending_ongedaan",
        label="Brief bleek niet verstuurd",
        mag=rechten.is_secretariaat,
        schrijf=maak_verzending_ongedaan,
        sessie=False,
        voor_allen=True,
        gezin="Wij verstuurden het besluit toch nog niet per post",
        icoon="arrow-back-up",
    ),
)

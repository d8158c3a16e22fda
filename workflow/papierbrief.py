"""The letter instead of a mail: what was made for this person already, or the message itself with an address."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from cases.models import Leerling, Ouder
from documents import opslag
from documents.briefgegevens import Contact, Geadresseerde
from documents.briefgegevens_overig import BerichtGegevens
from documents.brieven import bevries, maak
from documents.models import Document
from documents.services import briefhoofd_van
from documents.stapel import stapel
from organisations.rollen import SCHOOLROLLEN
from workflow.briefdelen import kenmerk
from workflow.fouten import Geweigerd
from workflow.models import Bericht
from workflow.models_post import Papierpost
from workflow.papieren import eis_afdrukbaar
from workflow.post import is_onbestelbaar


def geadresseerde(rij: Papierpost) -> Geadresseerde:
    """A family member at home, somebody of a school at the school, anybody else at the samenwerkingsverband."""
    bericht, zaak = rij.bericht, rij.zaak
    gezinslid = _gezinslid(bericht, zaak.dossier.leerling)
    if gezinslid is not None:
        return Geadresseerde(
            naam=gezinslid.naam, adresregels=list(gezinslid.adresregels), aanhef=f"Beste {gezinslid.naam}"
        )
    waar = zaak.school if bericht.rol in SCHOOLROLLEN else zaak.swv
    wie = bericht.user.naam if bericht.user else ""
    return Geadresseerde(naam=waar.naam, adresregels=list(waar.adresregels), ter_attentie_van=wie)


def _gezinslid(bericht: Bericht, leerling: Leerling) -> Ouder | Leerling | None:
    if bericht.ouder is not None:
        return bericht.ouder
    return leerling if bericht.user_id is not None and bericht.user_id == leerling.user_id else None


def gegevens(rij: Papierpost, *, op: date) -> dict[str, Any]:
    """The values of the letter, which say on which day it is posted."""
    zaak = rij.zaak
    wie, telefoon = zaak.behandelaar, zaak.swv.telefoon
    naam = wie.naam if wie else f"Het secretariaat van {zaak.swv.naam}"
    nummer = (wie.telefoon if wie else "") or telefoon
    brief = BerichtGegevens(
        hoofd=briefhoofd_van(zaak.swv),
        geadresseerde=geadresseerde(rij),
        kenmerk=kenmerk(zaak, datum=op),
        onderwerp=rij.bericht.onderwerp,
        alineas=[*(deel.strip() for deel in rij.bericht.tekst.split("\n") if deel.strip()), *_hoe_verder(rij)],
        contact=Contact(naam=naam, telefoon=nummer, email=zaak.swv.email),
    )
    return bevries("bericht", brief)


def _hoe_verder(rij: Papierpost) -> Iterator[str]:
    """Why this comes on paper, and how who has no account looks along or answers: in the mail that was the link."""
    bericht = rij.bericht
    if bericht.email and (is_onbestelbaar(bericht.email) or bericht.is_geweigerd):
        if bericht.aan_leerling:
            yield "Onze mail aan jou komt niet aan. Daarom krijg je deze brief. Heb je een ander mailadres? Bel ons."
        else:
            yield "Onze mail aan u komt niet aan. Daarom krijgt u deze brief. Hebt u een ander mailadres? Bel ons."
    if bericht.ouder is not None and bericht.user_id is None:
        yield (
            "U hebt geen computer nodig. Bel ons: wij vertellen u meer en schrijven uw reactie op. "
            "Wilt u liever op internet meekijken? Vraag ons of de school om een code."
        )


def partij(rijen: Iterable[Papierpost], brieven: dict[int, Document], *, op: date) -> bytes:
    """One PDF. Before a letter of its own goes a sheet with the message, for its address in the window.

    Geweigerd while such a letter is not made: the sheet alone does not tell what the law asks to tell.
    """
    return stapel((geadresseerde(rij).naam, _stukken(rij, brieven.get(rij.pk), op)) for rij in rijen)


def _stukken(rij: Papierpost, brief: Document | None, op: date) -> Iterator[bytes]:
    if brief is not None and brief.bestand is None:
        raise Geweigerd(
            f"De brief aan {geadresseerde(rij).naam} wordt nog gemaakt. Probeer het over een minuut opnieuw. "
            "Blijft dit zo? Vraag de beheerder naar ‘Mislukt werk’."
        )
    waarden = gegevens(rij, op=op)
    eis_afdrukbaar(waarden)
    yield maak("bericht", waarden)
    if brief is not None and brief.bestand is not None:
        yield opslag.lees_bestand(brief.bestand)

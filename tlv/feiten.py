"""Gathers the facts the checklist looks at, with a fixed number of queries."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import QuerySet

from cases.models import Gezagsvraag, Toestemming, Zaak
from cases.samen import haal_samen
from documents.models import Document, Handtekening
from organisations.actor import systeem
from tlv.beleid import beleid_van
from tlv.eisen import Eisstand, Feiten, Gevraagde, stand
from tlv.models import VOOR_INSTUREN, Aanvraag, Aanvulverzoek, Status
from tlv.secties import secties_van
from tlv.versies import inhoud_van
from workflow.forms_secties import Sectiecontext
from workflow.onderdelen import antwoorden_van, antwoordvraag
from workflow.sectiestand import klaar
from workflow.versies import hash_van

__all__ = ["STUK", "Feitvraag", "feiten_uit", "feiten_van", "gezaghebbers", "klare_secties", "stand_van"]

STUK = "tlv_aanvraag"
"""Kind of the Ondertekenstuk that holds a frozen version of a request."""


def gezaghebbers(zaak: Zaak, op: date) -> dict[int, str]:
    """Names of who speaks for the pupil on a day, by id."""
    return {ouder.pk: ouder.naam for ouder in zaak.dossier.leerling.vertegenwoordigers(op)}


def _gevraagden(aanvraag: Aanvraag) -> QuerySet[Handtekening]:
    """Who was asked to sign or react on the version that counts now."""
    rijen = Handtekening.objects.filter(stuk__zaak=aanvraag.zaak, stuk__soort=STUK, stuk__vervallen_op__isnull=True)
    return rijen.exclude(uitkomst="vervallen").select_related("stuk").defer("stuk__inhoud")


def _gevraagd(aanvraag: Aanvraag, rijen: Iterable[Handtekening], *, vandaag: date) -> tuple[Gevraagde, ...]:
    """Filing freezes, so only a draft can move on after somebody was asked."""
    gevraagd = list(rijen)
    concept = aanvraag.status == Status.CONCEPT and gevraagd
    nu = hash_van(inhoud_van(aanvraag, vandaag=vandaag)) if concept else ""
    return tuple(
        Gevraagde(rij.rol, rij.naam, rij.uitkomst, rij.ouder_id, bool(nu) and rij.stuk.sha256 != nu) for rij in gevraagd
    )


def klare_secties(aanvraag: Aanvraag, *, vandaag: date) -> frozenset[str]:
    """Sections that hold all they need, whether or not somebody pressed "Opslaan en verder"."""
    return _klaar(aanvraag, antwoorden_van(aanvraag.zaak), vandaag=vandaag)


def _klaar(aanvraag: Aanvraag, antwoorden: dict[str, dict[str, Any]], *, vandaag: date) -> frozenset[str]:
    context = Sectiecontext(aanvraag.zaak.dossier.leerling, vandaag)
    return klaar(secties_van(aanvraag.route), antwoorden, context)


class Feitvraag:
    """What the requirements of a request look at, as questions to be asked together (cases.samen)."""

    def __init__(self, aanvraag: Aanvraag, *, vandaag: date) -> None:
        zaak = aanvraag.zaak
        stukken = Document.objects.zichtbaar_voor(systeem(vandaag)).filter(zaak=zaak, brief="")
        stukken = stukken.filter(bestand__isnull=False).exclude(pk__in=_niet_ingestuurd(aanvraag))
        toestemming = Toestemming.objects.filter(zaak=zaak, gegeven=True, ingetrokken_op__isnull=True)
        gereageerd = zaak.zienswijzen.filter(ouder__isnull=False, vervangen_op__isnull=True)
        self.gezag = Gezagsvraag(zaak.dossier.leerling)
        self.antwoorden = antwoordvraag(zaak)
        self.soorten = stukken.values_list("soort", flat=True)
        self.gevraagd = _gevraagden(aanvraag)
        self.toestemming = toestemming.filter(ouder__isnull=False).values_list("ouder_id", "doel")
        self.gereageerd = gereageerd.values_list("ouder_id", flat=True)
        self.eisen = aanvraag.eisen.select_related("beoordeeld_door")
        self.vragen: tuple[QuerySet[Any, Any], ...] = (self.antwoorden, self.soorten, self.gevraagd, self.toestemming)
        self.vragen += (self.gereageerd, self.eisen, *self.gezag.vragen)


def feiten_van(aanvraag: Aanvraag, *, vandaag: date) -> Feiten:
    """Everything the requirements of this request look at, on a day."""
    vraag = Feitvraag(aanvraag, vandaag=vandaag)
    haal_samen(*vraag.vragen)
    return feiten_uit(vraag, aanvraag, vandaag=vandaag)


def feiten_uit(vraag: Feitvraag, aanvraag: Aanvraag, *, vandaag: date) -> Feiten:
    """Once the questions have been asked.

    How recent a paper is, and whether a period can be asked, is judged as of receipt: waiting undoes nothing.
    """
    peildag = aanvraag.zaak.ontvangen_op or vandaag
    beleid, antwoorden = beleid_van(aanvraag), dict(vraag.antwoorden)
    return Feiten(
        vandaag=peildag,
        eigen_stem=aanvraag.zaak.dossier.leerling.heeft_eigen_stem(vandaag),
        antwoorden=antwoorden,
        klaar=_klaar(aanvraag, antwoorden, vandaag=peildag),
        stukken=frozenset(vraag.soorten),
        ouders={ouder.pk: ouder.naam for ouder in vraag.gezag.vertegenwoordigers(vandaag)},
        gevraagd=_gevraagd(aanvraag, vraag.gevraagd, vandaag=vandaag),
        toestemming=frozenset(vraag.toestemming),
        gereageerd=frozenset(vraag.gereageerd),
        opp_maanden=beleid.opp_hoogstens_maanden_oud,
        onderzoek_maanden=beleid.onderzoek_hoogstens_maanden_oud,
        beoordelingen={rij.eis: (rij.status, rij.reden_school) for rij in vraag.eisen},
    )


def _niet_ingestuurd(aanvraag: Aanvraag) -> QuerySet[Any, int]:
    """Papers that lie ready in a supplement the school has not sent in: they are not there yet.

    What was sent in before and found not to be enough is there.
    """
    verzoeken = aanvraag.aanvulverzoeken.exclude(stand=Aanvulverzoek.Stand.BEANTWOORD)
    return verzoeken.filter(documenten__compartiment__in=VOOR_INSTUREN).values_list("documenten", flat=True)


def stand_van(aanvraag: Aanvraag, *, vandaag: date) -> list[Eisstand]:
    """How the checklist of this request stands on a day."""
    return stand(aanvraag.route, feiten_van(aanvraag, vandaag=vandaag))

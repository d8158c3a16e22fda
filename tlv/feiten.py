"""Gathers the facts the checklist looks at, with a fixed number of queries."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from cases.models import Toestemming, Zaak
from documents.models import Document, Handtekening
from organisations.actor import systeem
from tlv.beleid import beleid_van
from tlv.concept import invulling_van
from tlv.eisen import Eisstand, Feiten, Gevraagde, stand
from tlv.forms_schrijven import Sectiecontext
from tlv.models import Aanvraag, Aanvulverzoek, Status
from tlv.secties import secties_van
from tlv.versies import hash_van, inhoud_van
from workflow.onderdelen import antwoorden_van

__all__ = ["STUK", "feiten_van", "gevraagd_van", "gezaghebbers", "klare_secties", "stand_van"]

STUK = "tlv_aanvraag"
"""Kind of the Ondertekenstuk that holds a frozen version of a request."""


def gezaghebbers(zaak: Zaak, op: date) -> dict[int, str]:
    """Names of who speaks for the pupil on a day, by id."""
    return {ouder.pk: ouder.naam for ouder in zaak.dossier.leerling.vertegenwoordigers(op)}


def gevraagd_van(aanvraag: Aanvraag, *, vandaag: date) -> tuple[Gevraagde, ...]:
    """Who was asked to sign or react on the version that counts now; filing freezes, so only a draft can move on."""
    rijen = Handtekening.objects.filter(stuk__zaak=aanvraag.zaak, stuk__soort=STUK, stuk__vervallen_op__isnull=True)
    gevraagd = list(rijen.exclude(uitkomst="vervallen").select_related("stuk"))
    concept = aanvraag.status == Status.CONCEPT and gevraagd
    nu = hash_van(inhoud_van(aanvraag, vandaag=vandaag)) if concept else ""
    return tuple(
        Gevraagde(rij.rol, rij.naam, rij.uitkomst, rij.ouder_id, bool(nu) and rij.stuk.sha256 != nu) for rij in gevraagd
    )


def klare_secties(aanvraag: Aanvraag, *, vandaag: date) -> frozenset[str]:
    """Sections that hold all they need, whether or not somebody pressed "Opslaan en verder"."""
    zaak = aanvraag.zaak
    antwoorden = antwoorden_van(zaak)
    context = Sectiecontext(zaak.dossier.leerling, vandaag)
    return frozenset(
        sectie.sleutel
        for sectie in secties_van(aanvraag.route)
        if sectie.sleutel in antwoorden and invulling_van(sectie, context, antwoorden[sectie.sleutel]).is_klaar()
    )


def feiten_van(aanvraag: Aanvraag, *, vandaag: date) -> Feiten:
    """Everything the requirements of this request look at, on a day.

    How recent a paper is, and whether a period can be asked, is judged as of receipt: waiting undoes nothing.
    """
    zaak = aanvraag.zaak
    peildag = zaak.ontvangen_op or vandaag
    beleid = beleid_van(aanvraag)
    stukken = Document.objects.zichtbaar_voor(systeem(vandaag)).filter(zaak=zaak, brief="")
    stukken = stukken.filter(bestand__isnull=False).exclude(pk__in=_niet_ingestuurd(aanvraag))
    toestemming = Toestemming.objects.filter(zaak=zaak, gegeven=True, ingetrokken_op__isnull=True)
    return Feiten(
        vandaag=peildag,
        eigen_stem=zaak.dossier.leerling.heeft_eigen_stem(vandaag),
        antwoorden=antwoorden_van(zaak),
        klaar=klare_secties(aanvraag, vandaag=peildag),
        stukken=frozenset(stukken.values_list("soort", flat=True)),
        ouders=gezaghebbers(zaak, vandaag),
        gevraagd=gevraagd_van(aanvraag, vandaag=vandaag),
        toestemming=frozenset(toestemming.filter(ouder__isnull=False).values_list("ouder_id", "doel")),
        gereageerd=frozenset(
            zaak.zienswijzen.filter(ouder__isnull=False, vervangen_op__isnull=True).values_list("ouder_id", flat=True)
        ),
        opp_maanden=beleid.opp_hoogstens_maanden_oud,
        onderzoek_maanden=beleid.onderzoek_hoogstens_maanden_oud,
        beoordelingen={rij.eis: (rij.status, rij.reden_school) for rij in aanvraag.eisen.all()},
    )


def _niet_ingestuurd(aanvraag: Aanvraag) -> QuerySet[Any, int]:
    """Papers that lie ready in a supplement the school has not sent in: they are not there yet."""
    verzoeken = aanvraag.aanvulverzoeken.exclude(stand=Aanvulverzoek.Stand.BEANTWOORD)
    return verzoeken.filter(documenten__isnull=False).values_list("documenten", flat=True)


def stand_van(aanvraag: Aanvraag, *, vandaag: date) -> list[Eisstand]:
    """How the checklist of this request stands on a day."""
    return stand(aanvraag.route, feiten_van(aanvraag, vandaag=vandaag))

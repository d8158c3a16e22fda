"""The rows that the staff page of a case shows, read together; `zaakbeeld` says what they mean."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from cases.compartimenten import Compartiment, leesbaar_voor, mag_dossier_lezen
from cases.models import Afspraak, Afspraakantwoord, Betrokkene, Zaak, Zienswijze
from cases.samen import haal_samen, hang_aan
from deadlines.models import Termijn
from deadlines.services import Termijnvraag
from documents.models import Bekendmaking, Document, Handtekening, Ondertekenstuk
from organisations.actor import Actor
from organisations.rollen import Rol
from tlv.aanvullen import onbeantwoord
from tlv.bevriezen import geldige_stukken, handtekeningen_op
from tlv.models import Aanvraag, Aanvulverzoek, Advies, Besluit, Eisbeoordeling, Eisstatus, Terugzending
from workflow.onderdelen import antwoordvraag

ANDERE = 10
"""Other cases of the pupil that are shown."""


@dataclass(frozen=True)
class Zaakrijen:
    """Only what this hat may read; each list in the order of the page."""

    stukken: list[Ondertekenstuk]
    handtekeningen: list[Handtekening]
    adviezen: list[Advies]
    verzoeken: list[Aanvulverzoek]
    onbeantwoord: list[Aanvulverzoek]
    ontheffingen: list[Eisbeoordeling]
    zienswijzen: list[Zienswijze]
    besluiten: list[Besluit]
    beschikkingen: list[Document]
    bekendmakingen: list[Bekendmaking]
    terugzendingen: list[Terugzending]
    afspraken: list[Afspraak]
    betrokkenen: list[Betrokkene]
    antwoorden: list[tuple[str, dict[str, Any]]]
    andere_zaken: list[Zaak]
    termijnen: list[Termijn]


def rijen_van(actor: Actor, aanvraag: Aanvraag) -> Zaakrijen:
    """In one question."""
    termijnen = Termijnvraag(aanvraag.zaak)
    vragen = {**_van_aanvraag(actor, aanvraag), **_van_zaak(actor, aanvraag.zaak)}
    antwoorden = Afspraakantwoord.objects.filter(afspraak__zaak=aanvraag.zaak).select_related("user")
    haal_samen(*vragen.values(), antwoorden, *termijnen.vragen)
    hang_aan(vragen["afspraken"], "antwoorden", antwoorden)
    return Zaakrijen(**{naam: list(rijen) for naam, rijen in vragen.items()}, termijnen=termijnen.antwoord())


def _van_aanvraag(actor: Actor, aanvraag: Aanvraag) -> dict[str, QuerySet[Any, Any]]:
    """An expert sees only the own advice before filing; what any of them says is not shown here."""
    adviezen = aanvraag.adviezen.select_related("deskundige").defer("overwegingen", "waarom_geen_arrangement")
    if actor.rol == Rol.DESKUNDIGE:
        adviezen = adviezen.filter(deskundige_id=actor.gebruiker_id)
    besluiten = aanvraag.besluiten.filter(stand__in=(Besluit.Stand.ONDERTEKEND, Besluit.Stand.BEKENDGEMAAKT))
    papieren = Document.objects.zichtbaar_voor(actor).filter(bestand__isnull=False)
    verzoeken = aanvraag.aanvulverzoeken.select_related("gevraagd_door")
    laat = onbeantwoord().filter(aanvraag=aanvraag)
    return {
        "adviezen": adviezen,
        "verzoeken": verzoeken if mag_dossier_lezen(actor) else verzoeken.none(),
        "onbeantwoord": laat if actor.is_school else laat.none(),
        "ontheffingen": aanvraag.eisen.filter(status=Eisstatus.ONTHEFFING_GEVRAAGD),
        "besluiten": besluiten.select_related("ondertekend_door", "mandaat").defer("motivering").order_by("pk"),
        "beschikkingen": papieren.filter(pk__in=besluiten.values("document_id")).select_related("bestand"),
    }


def _van_zaak(actor: Actor, zaak: Zaak) -> dict[str, QuerySet[Any, Any]]:
    """Families' names are among who takes part; their addresses never are."""
    dag, leesbaar = actor.vandaag, leesbaar_voor(actor)
    zienswijzen = zaak.zienswijzen.select_related("ouder", "leerling", "genoteerd_door")
    betrokken = zaak.betrokkenen.filter(Q(tot__isnull=True) | Q(tot__gte=dag), van__lte=dag)
    ander = Zaak.objects.visible_to(actor).filter(dossier_id=zaak.dossier_id).exclude(pk=zaak.pk)
    return {
        "stukken": geldige_stukken(zaak).only("nummer"),
        "handtekeningen": handtekeningen_op(zaak),
        "zienswijzen": zienswijzen if Compartiment.ZIENSWIJZE in leesbaar else zienswijzen.none(),
        "bekendmakingen": zaak.bekendmakingen.order_by("pk"),
        "terugzendingen": Terugzending.objects.filter(bekendmaking__zaak=zaak).defer("adresregels").order_by("pk"),
        "afspraken": zaak.afspraken.all(),
        "betrokkenen": betrokken.select_related("user", "ouder").order_by("rol", "pk"),
        "antwoorden": antwoordvraag(zaak),
        "andere_zaken": ander.order_by("-bijgewerkt_op")[:ANDERE],
    }

"""The rows behind the pages of one family member, read together; `gezinsbeeld` says what they mean.

Nothing of the other parent is among them: no view, no consent, no message, no address.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from cases.models import Afspraak, Leerling, Ouder, Toestemming, Zaak, Zienswijze
from cases.samen import haal_samen, hang_aan
from deadlines.models import Termijn
from deadlines.services import Termijnvraag
from documents.models import Bekendmaking, Document, Handtekening, Ondertekenstuk
from organisations.actor import Actor
from tlv.bevriezen import geldige_stukken
from tlv.feiten import STUK
from tlv.models import Aanvraag, Advies, Besluit
from tlv.ondertekenen import gezinslid_van

GENOMEN = (Besluit.Stand.ONDERTEKEND, Besluit.Stand.BEKENDGEMAAKT)


@dataclass(frozen=True)
class Gezinslid:
    """Who is looking: one parent, or the pupil. `wie` is the filter on rows of this person."""

    actor: Actor
    zaak: Zaak
    wie: dict[str, Any]

    @property
    def jij(self) -> bool:
        """A pupil is addressed with "jij"."""
        return "leerling" in self.wie

    @property
    def rij(self) -> Ouder | Leerling:
        rij: Ouder | Leerling = next(iter(self.wie.values()))
        return rij


def gezinslid(actor: Actor, zaak: Zaak) -> Gezinslid:
    """The family member behind the actor; GeenRecht for staff."""
    return Gezinslid(actor, zaak, gezinslid_van(zaak, actor))


@dataclass(frozen=True)
class Gezinsrijen:
    """Views and consents are the own ones, newest view first; papers and appointments those this person may have.

    Of a decision that is not known yet there is its day alone.
    """

    stukken: list[Ondertekenstuk]
    handtekeningen: list[Handtekening]
    reacties: list[Zienswijze]
    toestemmingen: list[Toestemming]
    documenten: list[Document]
    bekendmakingen: list[Bekendmaking]
    besluiten: list[Besluit]
    besloten_op: list[date]
    geadviseerd_op: list[datetime]
    afspraken: list[Afspraak]
    termijnen: list[Termijn]

    @property
    def reactie(self) -> Zienswijze | None:
        """The view that counts now."""
        return next((rij for rij in self.reacties if rij.vervangen_op is None), None)

    @property
    def bekendmaking(self) -> Bekendmaking | None:
        """How the decision went to this person."""
        return self.bekendmakingen[0] if self.bekendmakingen else None


def rijen_van(lid: Gezinslid, aanvraag: Aanvraag) -> Gezinsrijen:
    """In one question, and the people at school with it."""
    termijnen, school = Termijnvraag(lid.zaak), lid.zaak.dossier.schoolbetrokkenen.all()
    vragen = {**_eigen(lid), **_van_zaak(lid), **_van_besluit(aanvraag)}
    haal_samen(*vragen.values(), school, *termijnen.vragen)
    hang_aan([lid.zaak.dossier], "schoolbetrokkenen", school)
    return Gezinsrijen(**{naam: list(rijen) for naam, rijen in vragen.items()}, termijnen=termijnen.antwoord())


def _eigen(lid: Gezinslid) -> dict[str, QuerySet[Any, Any]]:
    gevraagd = Handtekening.objects.filter(stuk__zaak=lid.zaak, stuk__soort=STUK, **lid.wie)
    toestemmingen = Toestemming.objects.filter(zaak=lid.zaak, ingetrokken_op__isnull=True, **lid.wie)
    return {
        "handtekeningen": gevraagd.select_related("stuk"),
        "reacties": Zienswijze.objects.filter(zaak=lid.zaak, **lid.wie).order_by("-moment"),
        "toestemmingen": toestemmingen.order_by("pk"),
        "bekendmakingen": lid.zaak.bekendmakingen.filter(**lid.wie).select_related("document").order_by("-pk"),
    }


def _van_zaak(lid: Gezinslid) -> dict[str, QuerySet[Any, Any]]:
    documenten = Document.objects.zichtbaar_voor(lid.actor).filter(zaak=lid.zaak, bestand__isnull=False)
    komend = lid.zaak.afspraken.filter(moment__date__gte=lid.actor.vandaag, afgezegd_op__isnull=True)
    return {
        "stukken": geldige_stukken(lid.zaak),
        "documenten": documenten.select_related("bestand"),
        "afspraken": komend.filter(voor_gezin=True),
    }


def _van_besluit(aanvraag: Aanvraag) -> dict[str, QuerySet[Any, Any]]:
    bekend = aanvraag.besluiten.filter(stand=Besluit.Stand.BEKENDGEMAAKT)
    genomen = aanvraag.besluiten.filter(stand__in=GENOMEN).order_by("pk")
    adviezen = aanvraag.adviezen.filter(stand=Advies.Stand.INGEDIEND, ingediend_op__isnull=False)
    return {
        "besluiten": bekend.order_by("-pk"),
        "besloten_op": genomen.values_list("besloten_op", flat=True),
        "geadviseerd_op": adviezen.values_list("ingediend_op", flat=True),
    }

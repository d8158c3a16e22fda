"""The rows behind the pages of one family member, read together; `gezinsbeeld` says what they mean.

Nothing of the other parent is among them: no view, no consent, no message, no address.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from cases.models import Afspraak, Toestemming, Zienswijze
from cases.samen import haal_samen, hang_aan
from deadlines.models import Termijn
from deadlines.services import Termijnvraag
from documents.models import Bekendmaking, Document, Handtekening, Ondertekenstuk
from tlv.bevriezen import geldige_stukken
from tlv.feiten import STUK
from tlv.models import Aanvraag, Advies, Besluit
from workflow.afspraken import voor_gezin
from workflow.gezinslid import Gezinslid
from workflow.models_ingebreke import Ingebrekestelling

GENOMEN = (Besluit.Stand.ONDERTEKEND, Besluit.Stand.BEKENDGEMAAKT)


@dataclass(frozen=True)
class Gezinsrijen:
    """Views and consents are the own ones, newest view first; papers and appointments those this person may have.

    Of a decision that is not known yet there is its day alone. The home of the family reads no more than it shows.
    """

    stukken: list[Ondertekenstuk] = field(default_factory=list)
    handtekeningen: list[Handtekening] = field(default_factory=list)
    reacties: list[Zienswijze] = field(default_factory=list)
    toestemmingen: list[Toestemming] = field(default_factory=list)
    documenten: list[Document] = field(default_factory=list)
    bekendmakingen: list[Bekendmaking] = field(default_factory=list)
    besluiten: list[Besluit] = field(default_factory=list)
    besloten_op: list[date] = field(default_factory=list)
    geadviseerd_op: list[datetime] = field(default_factory=list)
    afspraken: list[Afspraak] = field(default_factory=list)
    termijnen: list[Termijn] = field(default_factory=list)

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
    vragen["afspraken"], antwoorden = voor_gezin(Q(zaak=lid.zaak), lid.actor)
    brieven = Ingebrekestelling.objects.filter(zaak=lid.zaak, **lid.wie).values_list("wie", flat=True)
    haal_samen(*vragen.values(), antwoorden, brieven, school, *termijnen.vragen)
    hang_aan([lid.zaak.dossier], "schoolbetrokkenen", school)
    hang_aan(vragen["afspraken"], "antwoorden", antwoorden)
    eigen = [termijn for termijn in termijnen.antwoord() if termijn.is_voor(lid.actor, eigen=set(brieven))]
    return Gezinsrijen(**{naam: list(rijen) for naam, rijen in vragen.items()}, termijnen=eigen)


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
    return {
        "stukken": geldige_stukken(lid.zaak),
        "documenten": documenten.select_related("bestand"),
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

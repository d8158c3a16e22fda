"""What stood still until a day ends by itself: school and family are told once (Awb 4:15, fourth paragraph)."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from deadlines import services as termijnen
from deadlines.berekening import INSTEMMING, OVERMACHT
from deadlines.models import Opschorting, kalender_uit_tabel
from tlv import uitstel
from tlv.models import IN_BEHANDELING, Aanvraag
from workflow.fouten import Conflict
from workflow.process import Uitvoering

ACTIE = "opschorting_voorbij"
MET_EINDE = (INSTEMMING, OVERMACHT)
"""Grounds with a last day of their own. A request to supplement has acts for its end, a delay is ended by a person."""


def voorbij(vandaag: date) -> QuerySet[Opschorting]:
    """Over by itself, and nobody was told; not while the term still stands still for another reason."""
    lopend = Opschorting.objects.lopend().die_tellen()
    nog = Q(uiterlijk__isnull=True) | Q(uiterlijk__gte=vandaag)
    ander = lopend.filter(nog, termijn=OuterRef("termijn"), van__lt=vandaag)
    rijen = lopend.filter(uiterlijk__lt=vandaag, grond__in=MET_EINDE, termijn__gestopt_op__isnull=True)
    return rijen.exclude(Exists(ander)).order_by("uiterlijk", "pk")


def zaken_te_melden(nu: datetime) -> Iterable[int]:
    zaken = voorbij(timezone.localdate(nu)).values("termijn__zaak")
    return Aanvraag.objects.filter(zaak__in=zaken, status__in=IN_BEHANDELING).values_list("zaak_id", flat=True)


def bereid_voor(u: Uitvoering) -> dict[str, Any]:
    if not voorbij(u.vandaag).filter(termijn__zaak=u.zaak).exists():
        raise Conflict("De termijn staat niet meer stil.")
    return {}


def leg_vast(u: Uitvoering) -> None:
    """Every end that came by itself is written down as a fact, and told at once: by the one that lasted longest."""
    rijen = voorbij(u.vandaag).filter(termijn__zaak=u.zaak)
    rij = rijen.select_related("termijn").order_by("-uiterlijk", "-pk")[0]
    berekening = rij.termijn.berekening(kalender_uit_tabel())
    termijnen.sluit_verlopen(Opschorting.objects.filter(pk__in=list(rijen.values_list("pk", flat=True))))
    uitstel.vertel(u, uitstel.Gevolg(rij.termijn, berekening, berekening, rij))

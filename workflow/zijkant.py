"""What stands beside every page of a case, for staff and for the family: its terms, and what is in their way."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.db.models.functions import Lower
from django.utils import timezone

from cases.models import Betrokkene, Zaak
from cases.samen import haal_samen
from deadlines.kalender import Kalender
from deadlines.models import Termijn, kalender_van, vrije_dagen
from deadlines.services import Termijnvraag
from deadlines.signalen import leest
from documents.models import Ondertekenstuk
from organisations.actor import Actor
from organisations.models import Beleidsversie
from organisations.rollen import Rol
from workflow.gezinslid import eigen_rijen
from workflow.models_ingebreke import Ingebrekestelling
from workflow.models_post import Onbestelbaar
from workflow.storing import Gevolg, gevolgen, storingen_bij, te_halen
from workflow.tekentaken import rondes_voor, rondevraag


@dataclass(frozen=True)
class Zijkant:
    """Terms that run, terms whose last day fell in an outage, calendar, dead addresses, and the policy that binds."""

    lopend: list[Termijn]
    gevolgen: list[Gevolg]
    kalender: Kalender
    zonder_mail: list[str]
    rondes: list[Ondertekenstuk]
    """Papers of this case that are being signed or were, for who follows them."""
    casemanagers: list[str]
    """Who is appointed today, in a workflow that has one: that person works on the case."""
    beleidsversie: Beleidsversie | None
    """None when the defaults bind the case, or when it was not received yet."""


def zijkant_van(actor: Actor, zaak: Zaak) -> Zijkant:
    """In one question. An outage on a last day counts for the terms this reader must meet or judge, objections too."""
    termijnen, storingen, dagen = Termijnvraag(zaak), storingen_bij(zaak), vrije_dagen()
    adressen = zaak.berichten.exclude(email="").values_list(Lower("email"))
    dood = Onbestelbaar.objects.filter(email__in=adressen, hersteld_op=None).values_list("email", flat=True)
    beleid = Beleidsversie.objects.filter(pk__in=[pk for pk in zaak.beleid.values() if pk]).only("vanaf", "bron")
    if actor.rol != Rol.SECRETARIAAT:  # who can do something about it
        dood = dood.none()
    if actor.is_gezin:  # its own term stands on the page of the decision
        storingen = storingen.none()
    rondes = Ondertekenstuk.objects.none() if actor.is_gezin else rondevraag(zaak)
    casemanagers = _casemanagers(zaak, actor.vandaag)
    brieven = Ingebrekestelling.objects.filter(zaak=zaak).values_list("wie", flat=True)
    brieven = brieven.filter(**eigen_rijen(actor)) if actor.is_gezin else brieven.none()
    haal_samen(*termijnen.vragen, storingen, dagen, dood, beleid, rondes, casemanagers, brieven)
    rijen = [rij for rij in termijnen.antwoord() if rij.is_voor(actor, eigen=set(brieven))]
    return Zijkant(
        lopend=[rij for rij in rijen if rij.is_open and rij.soort != "bezwaar" and leest(actor.rol, rij.soort)],
        gevolgen=gevolgen((rij for rij in rijen if rij.soort in te_halen(actor)), storingen, nu=timezone.now()),
        kalender=kalender_van(dagen),
        zonder_mail=list(dood),
        rondes=rondes_voor(actor, zaak, rondes),
        casemanagers=list(casemanagers),
        beleidsversie=next(iter(beleid), None),
    )


def _casemanagers(zaak: Zaak, op: date) -> QuerySet[Betrokkene, str]:
    nu = Q(tot__isnull=True) | Q(tot__gte=op)
    rijen = Betrokkene.objects.filter(nu, zaak=zaak, rol=Rol.CASEMANAGER, van__lte=op, user__isnull=False)
    return rijen.order_by("pk").values_list("user__naam", flat=True)

"""What meetings add to the pages that everybody shares: menu, home page, calendar, words of the record."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from cases.samen import haal_samen
from organisations.actor import Actor
from organisations.rollen import Rol
from ui.notatie import datum, geteld, tijd
from vergaderingen.models import UIT_TE_NODIGEN, Actiepunt, Agendapunt, Vergadering, mag_regelen
from vergaderingen.toegang import mag_vergaderen
from vergaderingen.woorden import waar
from workflow.process import Werktaak
from workflow.ruimte import Bijeenkomst, Ruimte

VOORUIT = timedelta(days=14)
TERUG = timedelta(days=90)
"""How long a meeting that was held, or called off, stays in calendars."""
HOOGSTENS = 20
MEESTE = 100
"""Counting stops here."""
KOP = ("Vergaderingen", "vergaderingen:lijst")
VOL_MENU = frozenset({Rol.SECRETARIAAT, Rol.DIRECTEUR_SWV})


def taken(actor: Actor) -> Iterable[Werktaak]:
    """Meetings that come, minutes to be closed, cases that wait for a meeting, and what this person has to do."""
    if not mag_vergaderen(actor):
        return
    nu = timezone.now()
    komend, wacht = _komende(actor, nu), _wachtend(actor)
    acties = Actiepunt.objects.filter(wie__user_id=actor.persoon_id, gereed_op=None, vergadering__swv_id=actor.swv_id)
    acties = acties[:HOOGSTENS]
    haal_samen(komend, wacht, acties)
    yield from (_vergadering(rij, nu) for rij in komend)
    if aantal := len(wacht):
        woord = "punt wacht" if aantal == 1 else "punten wachten"
        titel = f"{geteld(aantal, MEESTE)} {woord} op een vergadering"
        yield Werktaak(titel=titel, url=f"{reverse('vergaderingen:lijst')}#wacht")
    for actie in acties:
        yield Werktaak(titel=f"Actie: {actie.wat}", url=reverse("vergaderingen:acties"), uiterlijk=actie.uiterlijk)


def _komende(actor: Actor, nu: datetime) -> QuerySet[Vergadering]:
    """Within two weeks; what is over and not closed waits for who organises."""
    rijen = Vergadering.objects.zichtbaar_voor(actor).gepland().filter(begin__lte=nu + VOORUIT)
    if not mag_regelen(actor):
        rijen = rijen.filter(einde__gte=nu)
    return rijen.select_related("commissie")[:HOOGSTENS]


def _vergadering(rij: Vergadering, nu: datetime) -> Werktaak:
    naam = f"vergadering {rij.commissie.afkorting} van {datum(rij.begin)}"
    if rij.einde < nu:
        return Werktaak(titel=f"Sluit de {naam} af", url=rij.get_absolute_url())
    titel = f"{naam[0].upper()}{naam[1:]}, {tijd(rij.begin)} uur: lees de stukken"
    if rij.is_begonnen(nu):
        return Werktaak(titel=titel, url=rij.get_absolute_url(), status="Begonnen")
    return Werktaak(titel=titel, url=rij.get_absolute_url(), status="Binnenkort", soort="info")


def _wachtend(actor: Actor) -> QuerySet[Agendapunt, int]:
    """What waits for a meeting, for who organises."""
    rijen = Agendapunt.objects.filter(swv_id=actor.swv_id, stand=Agendapunt.Stand.WACHT).order_by("pk")
    rijen = rijen if mag_regelen(actor) else rijen.none()
    return rijen.values_list("pk", flat=True)[: MEESTE + 1]


def bijeenkomsten(actor: Actor) -> Iterable[Bijeenkomst]:
    """Those this very hat is invited to: the day and the place, and never what is on the agenda."""
    if not mag_vergaderen(actor):
        return
    rijen = Vergadering.objects.filter(
        genodigden__lid_id=actor.hoed_id,
        swv_id=actor.swv_id,
        einde__gte=timezone.now() - TERUG,
    )
    for rij in rijen.select_related("commissie")[: HOOGSTENS * 10]:
        yield Bijeenkomst(
            kenmerk=f"vergadering-{rij.pk}",
            begin=rij.begin,
            einde=rij.einde,
            titel=f"Vergadering {rij.commissie.afkorting}",
            plaats=waar(rij),
            pad=rij.get_absolute_url(),
            gewijzigd_op=rij.gewijzigd_op,
            verschoven=rij.verschoven,
            afgelast=rij.stand == Vergadering.Stand.AFGELAST,
        )


RUIMTE = Ruimte(
    naam="vergaderingen",
    menu=dict.fromkeys(UIT_TE_NODIGEN - VOL_MENU, (KOP,)),
    zelden=dict.fromkeys(VOL_MENU, (KOP,)),
    taken=taken,
    bijeenkomsten=bijeenkomsten,
    paginas={
        "vergadering": "Een vergadering van de commissie",
        "agendapunt": "Een punt op de agenda van de commissie",
        "agendastuk": "Een stuk bij een vergadering van de commissie",
        "vergaderverslag": "Het verslag van een vergadering",
        "zaak_agenda": "Op welke agenda de zaak staat",
    },
    acties={
        "vergadering.plannen": "Vergadering gepland",
        "vergadering.wijzigen": "Vergadering gewijzigd",
        "vergadering.afgelasten": "Vergadering afgelast",
        "vergadering.rondsturen": "Agenda rondgestuurd",
        "vergadering.aanwezig": "Vastgelegd wie er waren",
        "vergadering.afsluiten": "Vergadering afgesloten",
        "vergadering.punt_toevoegen": "Punt op de agenda gezet",
        "vergadering.punt_wijzigen": "Agendapunt gewijzigd",
        "vergadering.punt_schuiven": "Volgorde van de agenda gewijzigd",
        "vergadering.punt_verplaatsen": "Agendapunt naar een andere vergadering",
        "vergadering.punt_vervallen": "Punt van de agenda gehaald",
        "vergadering.uitkomst_bewaren": "Uitkomst van een agendapunt bewaard",
        "vergadering.uitkomst_vastleggen": "Uitkomst van een agendapunt vastgelegd",
        "vergadering.uitkomst_heropenen": "Agendapunt heropend",
        "vergadering.belang_melden": "Belang gemeld bij een agendapunt",
        "vergadering.belang_terugnemen": "Gemeld belang teruggenomen",
        "vergadering.actie_toevoegen": "Actiepunt toegevoegd",
        "vergadering.actie_gereed": "Actiepunt gereed gemeld",
    },
)

"""The calendar of one hat: a secret address, and the dates it gives.

Who has the address reads the dates, so they say nothing of a pupil: the number of a case, what kind of date it is, and
where to log in for more. The address dies with the hat, and with the person's account.
"""

import hashlib
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from audit.services import record, record_lezing
from cases.models import Zaak
from deadlines.bord import loopt
from deadlines.gezinswoorden import GEZINSWOORDEN
from deadlines.models import Soort, Termijn
from organisations.actor import Actor, actor_voor
from organisations.models import Lidmaatschap
from workflow.afspraakagenda import als_bijeenkomst
from workflow.bord import Keuze, heeft_bord, termijnen_van
from workflow.gezinssporen import gezinstermijnen
from workflow.models import Agendalink
from workflow.ruimte import Bijeenkomst, ruimtes

BYTES = 32
"""256 bits: nobody finds an address by trying."""
HOOGSTENS = 1000
OPNIEUW_VASTLEGGEN = timedelta(hours=24)
"""A calendar asks every few minutes; that it does is on record once a day."""


@dataclass(frozen=True)
class Agendadatum:
    """One whole day in a calendar, or with `tot` from one hour to another.

    `verschoven` counts how often it moved, so that a calendar knows the newest; `afgelast` takes it out again.
    """

    uid: str
    dag: date
    titel: str
    url: str
    gewijzigd_op: datetime
    verschoven: int
    tot: datetime | None = None
    plaats: str = ""
    afgelast: bool = False


def mag_agenda(actor: Actor) -> bool:
    """Who has dates to give: who works on cases, and families."""
    return actor.is_gezin or heeft_bord(actor)


def maak(actor: Actor, *, alleen_ik: bool, nu: datetime) -> str:
    """A new secret for this hat, shown this once; the address there was stops working."""
    assert actor.hoed_id is not None, "the system keeps no calendar"
    sleutel = secrets.token_urlsafe(BYTES)
    with transaction.atomic():
        # Two who make one at once wait for each other: the last address works, and neither gets an error.
        Lidmaatschap.objects.select_for_update(of=("self",), no_key=True).get(pk=actor.hoed_id)
        _stop(actor, nu)
        link = Agendalink.objects.create(
            lid_id=actor.hoed_id, sleutel_hash=_hash(sleutel), alleen_ik=alleen_ik, gemaakt_op=nu
        )
        record(actor, "agenda.maken", swv_id=actor.swv_id, object_soort="agendalink", object_id=link.pk)
    return sleutel


def stop(actor: Actor, *, nu: datetime) -> None:
    with transaction.atomic():
        if _stop(actor, nu):
            record(actor, "agenda.stoppen", swv_id=actor.swv_id)


def _stop(actor: Actor, nu: datetime) -> int:
    return Agendalink.objects.filter(lid_id=actor.hoed_id, gestopt_op__isnull=True).update(gestopt_op=nu)


def link_van(actor: Actor) -> Agendalink | None:
    return Agendalink.objects.filter(lid_id=actor.hoed_id, gestopt_op__isnull=True).first()


def adres(sleutel: str) -> str:
    return f"{settings.BASIS_URL}{reverse('workflow:agenda_bestand', args=[sleutel])}"


def vind(sleutel: str, *, vandaag: date) -> tuple[Agendalink, Actor] | None:
    """The link and who it speaks for; None when it ended, or the hat, or the account."""
    lopend = Agendalink.objects.filter(sleutel_hash=_hash(sleutel), gestopt_op__isnull=True, lid__user__is_active=True)
    geldig = lopend.filter(lid__in=Lidmaatschap.objects.geldig_op(vandaag))
    link = geldig.select_related("lid__user", "lid__school", "lid__swv").first()
    return (link, actor_voor(link.lid, vandaag=vandaag)) if link else None


def leg_lezen_vast(link: Agendalink, actor: Actor, *, nu: datetime) -> None:
    """At most once a day, whoever asks at the same time."""
    te_lang = Agendalink.objects.filter(pk=link.pk).exclude(gelezen_op__gt=nu - OPNIEUW_VASTLEGGEN)
    if te_lang.update(gelezen_op=nu):
        grond = {"agendalink": link.pk, "hoed_sinds": str(actor.hoed_sinds)}
        record_lezing(
            actor, "agenda", grond=grond, swv_id=actor.swv_id, object_soort="agendalink", object_id=link.pk, moment=nu
        )


def uid(link: Agendalink) -> str:
    return f"agenda-{link.lid_id}@{_naam()}"


def datums(link: Agendalink, actor: Actor) -> list[Agendadatum]:
    """What belongs in this calendar now, meetings and appointments too; what ended or stands still is not in it."""
    termijnen = _van_gezin(actor) if actor.is_gezin else _van_bord(actor, alleen_ik=link.alleen_ik)
    bijeenkomsten = [*(b for ruimte in ruimtes() for b in ruimte.bijeenkomsten(actor))]
    afspraken = als_bijeenkomst(actor, alleen_ik=link.alleen_ik)
    return [*termijnen, *(_bijeenkomst(b) for b in (*bijeenkomsten, *afspraken))]


def _bijeenkomst(wat: Bijeenkomst) -> Agendadatum:
    return Agendadatum(
        uid=f"{wat.kenmerk}@{_naam()}",
        dag=wat.begin,
        tot=wat.einde,
        titel=wat.titel,
        plaats=wat.plaats,
        url=f"{settings.BASIS_URL}{wat.pad}",
        gewijzigd_op=wat.gewijzigd_op,
        verschoven=wat.verschoven,
        afgelast=wat.afgelast,
    )


def _van_bord(actor: Actor, *, alleen_ik: bool) -> list[Agendadatum]:
    """What the board shows in this hat, but for what stands still: that has no day."""
    termijnen = termijnen_van(actor, Keuze(ik=alleen_ik)).filter(loopt(actor.vandaag))
    rijen = termijnen.select_related("zaak").order_by("einde", "pk")[:HOOGSTENS]
    return list(_datums(rijen, Termijn.get_soort_display))


def _van_gezin(actor: Actor) -> list[Agendadatum]:
    """What the home of the family says of each case it may see."""
    termijnen = [
        termijn
        for termijn in gezinstermijnen(actor, Zaak.objects.visible_to(actor).open())
        if termijn.stilgelegd(actor.vandaag) is None
    ]
    return list(_datums(termijnen, lambda termijn: GEZINSWOORDEN[Soort(termijn.soort)].agenda))


def _datums(termijnen: Iterable[Termijn], naam: Callable[[Termijn], str]) -> Iterable[Agendadatum]:
    for termijn in termijnen:
        if termijn.einde is None:
            continue
        yield Agendadatum(
            uid=f"termijn-{termijn.pk}@{_naam()}",
            dag=termijn.einde,
            titel=f"{termijn.zaak.nummer}: {naam(termijn)}",
            url=f"{settings.BASIS_URL}{reverse('workflow:zaak', args=[termijn.zaak_id])}",
            gewijzigd_op=termijn.verschoven_op or termijn.aangemaakt_op,
            verschoven=termijn.verschoven,
        )


def _naam() -> str:
    """The name of this site, which makes the numbers of its rows unlike those of any other."""
    return settings.BASIS_URL.partition("://")[2].partition("/")[0].partition(":")[0] or "dekkend"


def _hash(sleutel: str) -> str:
    """Of a random secret of this length a plain hash tells nothing."""
    return hashlib.sha256(sleutel.encode()).hexdigest()

"""How a message reaches a person: by mail at once, in the mail of the day, only in the inbox, or on paper.

What the law asks us to tell is always mailed at once, whatever somebody chose, and goes on paper when mail fails: a
notification that is not delivered has to be followed by another way (Awb, afdeling 2.3, as it is since Stb. 2023, 183).
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Lower
from django.utils.timezone import localdate

from deadlines.kalender import Kalender
from documents.models import Document, Werkstatus
from organisations.actor import Actor
from organisations.mailadres import zelfde_adres
from organisations.models import User
from workflow.models import Bericht
from workflow.models_post import Bijnaam, Mailkeuze, Onbestelbaar, Papierpost
from workflow.sleutels import daad_en_persoon

DAGMAIL = time(7, 0)
"""When the mail of the day goes out."""
TERUGKIJKEN = timedelta(days=30)
"""Mail sent this long before it bounced may not have arrived either."""
WERKDAGEN = 2
"""After so many working days post that is ready is late: until it is sent, no term to object runs."""


INHALEN = timedelta(minutes=10)
"""So long mail about what was missed waits for the rest of it."""
_inhalen: ContextVar[bool] = ContextVar("inhalen", default=False)


@contextmanager
def in_een_mail() -> Iterator[None]:
    """Inside, what would be mailed at once goes as one mail per person: after an absence nobody is flooded."""
    oud = _inhalen.set(True)
    try:
        yield
    finally:
        _inhalen.reset(oud)


@dataclass(frozen=True)
class Bezorging:
    """What the outbox has to do with a message."""

    werk: Werkstatus = Werkstatus.WACHT
    niet_voor: datetime | None = None
    papier: bool = False


def bezorging(user: User | None, email: str, *, wettelijk: bool, nu: datetime) -> Bezorging:
    """By the choice of the person, unless the law asks for it or there is no address that works."""
    return bezorgingen([(user, email, wettelijk)], nu=nu)[0]


def bezorgingen(aan: Sequence[tuple[User | None, str, bool]], *, nu: datetime) -> list[Bezorging]:
    """The same for several at once: each with the address, and whether the law asks to tell it."""
    dood = onbestelbare([email for _, email, _ in aan if email])
    keuzes = _keuzes(user for user, _, wettelijk in aan if user and not wettelijk)
    return [
        Bezorging(Werkstatus.VERVALLEN, papier=wettelijk)
        if email in dood or (user is None and not email)
        else _naar_keuze(keuzes.get(user.pk) if user else None, wettelijk=wettelijk, per_persoon=bool(user), nu=nu)
        for user, email, wettelijk in aan
    ]


def _keuzes(users: Iterable[User]) -> dict[int, str]:
    ids = {user.pk for user in users}
    return dict(Mailkeuze.objects.filter(user__in=ids).values_list("user_id", "wijze")) if ids else {}


def _naar_keuze(wijze: str | None, *, wettelijk: bool, per_persoon: bool, nu: datetime) -> Bezorging:
    if wettelijk:
        return Bezorging()
    if wijze in (None, Mailkeuze.Wijze.DIRECT):
        return Bezorging(niet_voor=nu + INHALEN if _inhalen.get() and per_persoon else None)
    if wijze == Mailkeuze.Wijze.UIT:
        return Bezorging(Werkstatus.VERVALLEN)
    return Bezorging(niet_voor=volgende_dagmail(nu))


def volgende_dagmail(nu: datetime) -> datetime:
    """Seven o'clock here, also on the two days a year that have no 24 hours."""
    zone = ZoneInfo(settings.TIME_ZONE)
    hier = nu.astimezone(zone)
    vandaag = datetime.combine(hier.date(), DAGMAIL, zone)
    return vandaag if hier < vandaag else datetime.combine(hier.date() + timedelta(days=1), DAGMAIL, zone)


def bijnamen_bij(ids: Iterable[int]) -> list[str]:
    """Of each of these messages how its reader calls the child it is about; empty when no word was chosen."""
    woord = Bijnaam.objects.filter(user=OuterRef("user"), leerling=OuterRef("zaak__dossier__leerling")).values("naam")
    rijen = Bericht.objects.filter(pk__in=ids).order_by("pk").annotate(bijnaam=Subquery(woord[:1]))
    return [naam or "" for naam in rijen.values_list("bijnaam", flat=True)]


def is_onbestelbaar(email: str) -> bool:
    return bool(onbestelbare([email]))


def onbestelbare(adressen: Sequence[str]) -> set[str]:
    """Those of these addresses to which mail does not arrive; compared as `zelfde_adres` does."""
    if not adressen:
        return set()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT adres FROM unnest(%s::text[]) AS adres WHERE EXISTS"
            " (SELECT FROM workflow_onbestelbaar WHERE lower(email) = lower(adres) AND hersteld_op IS NULL)",
            [list(adressen)],
        )
        return {adres for (adres,) in cursor.fetchall()}


@transaction.atomic
def meld_onbestelbaar(email: str, *, reden: str, nu: datetime, swv_id: int | None = None) -> int:
    """Mail to this address came back. How many messages now have to go on paper: of one samenwerkingsverband, when it
    is told, as it has no business with how many there are elsewhere.
    """
    with suppress(IntegrityError), transaction.atomic():  # somebody else notes the same at this very moment
        if not is_onbestelbaar(email):
            Onbestelbaar.objects.create(email=email.lower(), sinds=nu, reden=reden[:200])
    onderweg = Bericht.objects.filter(
        Q(werk=Werkstatus.WACHT) | Q(werk=Werkstatus.MISLUKT) | Q(verzonden_op__gte=nu - TERUGKIJKEN),
        zelfde_adres(email),
        papierpost__isnull=True,
    )
    op_papier = [
        bericht for bericht in onderweg.select_related("zaak") if bericht.wettelijk and bericht.zaak_id is not None
    ]
    for bericht in op_papier:
        leg_op_papier(bericht, nu=nu)
    Bericht.objects.filter(zelfde_adres(email), werk__in=[Werkstatus.WACHT, Werkstatus.MISLUKT]).update(
        werk=Werkstatus.VERVALLEN, laatste_fout="het mailadres werkt niet"
    )
    return sum(1 for bericht in op_papier if bericht.zaak and swv_id in (None, bericht.zaak.swv_id))


def leg_op_papier(bericht: Bericht, *, nu: datetime) -> None:
    assert bericht.zaak is not None, "only what belongs to a case goes on paper"
    Papierpost.objects.get_or_create(bericht=bericht, defaults={"zaak": bericht.zaak, "gemaakt_op": nu})


def neem_van_papier(bericht: Bericht) -> bool:
    """Take the letter instead of this mail off the list; False when it went out already."""
    rij = Papierpost.objects.select_for_update().filter(bericht=bericht).first()
    if rij is not None and rij.verstuurd_op is not None:
        return False
    if rij is not None:
        rij.delete()
    return True


def herstel(email: str, *, nu: datetime) -> bool:
    """Mail arrives again: False when it was not known to fail."""
    return bool(Onbestelbaar.objects.filter(zelfde_adres(email), hersteld_op__isnull=True).update(hersteld_op=nu))


def gemaild_door(swv_id: int) -> QuerySet[Bericht]:
    """What this samenwerkingsverband mailed, or wanted to."""
    return Bericht.objects.filter(Q(zaak__swv_id=swv_id) | Q(swv_id=swv_id)).exclude(email="")


def onbestelbare_adressen(swv_id: int) -> list[Onbestelbaar]:
    """Addresses that fail, among those this samenwerkingsverband mails to."""
    rijen = list(Onbestelbaar.objects.filter(hersteld_op__isnull=True).order_by("-sinds"))
    gemaild = gemaild_door(swv_id).annotate(klein=Lower("email")).filter(klein__in=[r.email for r in rijen])
    eigen = set(gemaild.values_list("klein", flat=True))
    return [rij for rij in rijen if rij.email in eigen]


def geadresseerden(swv_id: int, rijen: Iterable[Onbestelbaar]) -> dict[str, list[Bericht]]:
    """By address the last message in each case that was mailed to it: whom to call for another address."""
    gemaild = gemaild_door(swv_id).filter(zaak__isnull=False).annotate(klein=Lower("email"))
    laatste = gemaild.filter(klein__in=[rij.email for rij in rijen]).order_by("klein", "zaak_id", "-pk")
    per_adres: dict[str, list[Bericht]] = {}
    for bericht in laatste.distinct("klein", "zaak_id").select_related("zaak", "ouder", "user"):
        per_adres.setdefault(bericht.email.lower(), []).append(bericht)
    return per_adres


def uiterlijk_op_de_post(klaar_sinds: datetime, kalender: Kalender) -> date:
    return kalender.werkdagen_erbij(localdate(klaar_sinds), WERKDAGEN)


def te_schrijven(swv_id: int) -> QuerySet[Papierpost]:
    """What has to go on paper, the oldest first."""
    rijen = Papierpost.objects.filter(zaak__swv_id=swv_id, verstuurd_op__isnull=True)
    return rijen.select_related(
        "bericht__ouder",
        "bericht__user",
        "zaak__dossier__leerling",
        "zaak__school",
        "zaak__behandelaar",
        "zaak__swv__commissie",
    ).order_by("gemaakt_op", "pk")


def brieven_bij(rijen: Iterable[Papierpost], actor: Actor) -> dict[int, Document]:
    """By row the letter that the same act makes for the same person, made or not."""
    per_daad = {daad: rij.pk for rij in rijen if (daad := daad_en_persoon(rij.bericht.sleutel))}
    brieven = Document.objects.zichtbaar_voor(actor).filter(zaak__in={rij.zaak_id for rij in rijen})
    paren = ((per_daad.get(daad_en_persoon(document.sleutel)), document) for document in brieven)
    return {pk: document for pk, document in paren if pk is not None}


@transaction.atomic
def noteer_verstuurd(
    rij_id: int, *, swv_id: int, door_id: int, nu: datetime, op: date | None = None
) -> Papierpost | None:
    """This letter went out on paper, on the day of `nu` unless another is given, and its failed mail is done with.

    None when somebody had noted it already.
    """
    te_doen = te_schrijven(swv_id).filter(pk=rij_id)
    list(
        Bericht.objects.select_for_update(of=("self",)).filter(papierpost__in=te_doen)
    )  # the message first, as for trying again
    rij = te_doen.select_for_update(of=("self",)).first()
    if rij is None:
        return None
    Bericht.objects.filter(pk=rij.bericht_id, werk=Werkstatus.MISLUKT).update(werk=Werkstatus.VERVALLEN)
    rij.verstuurd_op, rij.verstuurd_door_id, rij.gepost_op = nu, door_id, op or localdate(nu)
    rij.save(update_fields=["verstuurd_op", "verstuurd_door", "gepost_op"])
    return rij


def vandaag_verstuurd(swv_id: int, vandaag: date) -> QuerySet[Papierpost]:
    """What was noted today as sent, the latest first: until the end of the day that can be undone."""
    rijen = Papierpost.objects.filter(zaak__swv_id=swv_id, verstuurd_op__date=vandaag)
    return rijen.select_related("bericht__ouder", "bericht__user", "zaak").order_by("-verstuurd_op", "pk")


@transaction.atomic
def toch_niet_verstuurd(rij_id: int, *, swv_id: int, vandaag: date) -> Papierpost | None:
    """This letter still lies here: it waits again. None when it was not noted today."""
    rij = vandaag_verstuurd(swv_id, vandaag).filter(pk=rij_id).select_for_update(of=("self",)).first()
    if rij is None:
        return None
    rij.verstuurd_op = rij.verstuurd_door = rij.gepost_op = None
    rij.save(update_fields=["verstuurd_op", "verstuurd_door", "gepost_op"])
    return rij

"""Sending the mail of messages: claim a row, send, mark. Safe to run twice and after any absence."""

import logging
import random
import time
from collections.abc import Callable
from contextlib import nullcontext
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from celery.exceptions import SoftTimeLimitExceeded
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import InterfaceError, OperationalError, connection, transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from documents import slot
from documents.models import Werkstatus
from organisations.mailserver import adres_bestaat_niet, antwoorden, geweigerd, reden, server_weg
from organisations.smtp import Lijn
from workflow.berichten import MAILONDERWERP, mailtekst
from workflow.models import TWIJFEL, Bericht, Papierpost
from workflow.post import bijnamen_bij, leg_op_papier, meld_onbestelbaar, neem_van_papier

logger = logging.getLogger(__name__)

HOOGSTENS = 12
EERST, LANGST = timedelta(seconds=15), timedelta(minutes=15)
SERVER_WEG = "de mailserver antwoordt niet"
"""Why mail waits that is itself to blame for nothing: it uses up no attempt."""
LIJN_BRAK = "de mailserver antwoordt niet (bij deze mail)"
"""The same, of the mail at which it showed: perhaps the server is away, perhaps this mail breaks the line."""
LIJN_BRAK_HIER = "de mailserver antwoordt niet bij deze mail, wel bij andere"
"""Other mail got through meanwhile: when the line breaks again, it is this mail that does it."""
ADRES_WEG = "De mailserver zegt dat dit adres niet bestaat."
WACHT_OP_SERVER = (SERVER_WEG, LIJN_BRAK, LIJN_BRAK_HIER)
WEG_WACHT = timedelta(seconds=15)
"""Somebody knocks again at each sweep; the first mail that gets through brings the others forward."""
GEKAAPT_NA = timedelta(minutes=5)
"""A row that has been busy for longer was left by a worker that died."""
MERK_TIJD = 20
"""Seconds during which a worker goes on writing down that a mail has left."""
TWIJFEL_NA = timedelta(seconds=2 * settings.EMAIL_TIMEOUT + MERK_TIJD)
"""So long a living worker may need: to hand over the text, to hear the answer, and to write it down."""
PER_RONDE = 200
WERKERS = 4
"""So many rounds of new mail are shared out by chance; more or fewer workers only meet each other more often."""


class Ingehaald(Exception):
    """This row is no longer in these hands: the mail must not go out from here."""


def verstuur_wachtende(nu: datetime) -> int:
    """The mail that is due, and how many that were. The first that goes out brings forward what waited for the server.

    Each is sent at its own moment: a round may last. One line to the server serves them all.
    """
    begin, ids, gelukt = timezone.now(), _voor_deze_ronde(nu), False
    with Lijn() as lijn:
        for bericht_id in ids:
            straks = nu + (timezone.now() - begin)
            if verstuur(bericht_id, nu=straks, lijn=lijn) and not gelukt:
                gelukt = True
                _haal_naar_voren(straks)
    return len(ids)


def _voor_deze_ronde(nu: datetime) -> list[int]:
    """As many as a round takes. Of what was never tried each worker takes others, or all would chase the same rows."""
    nooit = Bericht.objects.filter(werk=Werkstatus.WACHT, volgende_poging_op__isnull=True).order_by("pk")
    nieuw = list(nooit.values_list("pk", flat=True)[: WERKERS * PER_RONDE])
    random.shuffle(nieuw)
    bekend = set(nieuw)
    return [*nieuw, *(bericht_id for bericht_id in te_versturen(nu) if bericht_id not in bekend)][:PER_RONDE]


def _haal_naar_voren(nu: datetime) -> None:
    wacht = Bericht.objects.filter(werk=Werkstatus.WACHT)
    wacht.filter(laatste_fout=LIJN_BRAK).update(laatste_fout=LIJN_BRAK_HIER)
    wacht.filter(laatste_fout__in=WACHT_OP_SERVER, volgende_poging_op__gt=nu).update(volgende_poging_op=nu)


def te_versturen(nu: datetime) -> list[int]:
    """Messages whose mail is due, new ones first, then in the order of their moments.

    One that breaks the line waits twice as long as the others, and so comes after them however late the round is.
    """
    volgorde = F("volgende_poging_op").asc(nulls_first=True)
    rijen = Bericht.objects.filter(_aan_de_beurt(nu)).order_by(volgorde, "pk")
    return list(rijen.values_list("pk", flat=True)[:PER_RONDE])


def _aan_de_beurt(nu: datetime) -> Q:
    wacht = Q(werk=Werkstatus.WACHT) & (Q(volgende_poging_op__isnull=True) | Q(volgende_poging_op__lte=nu))
    return wacht | Q(werk=Werkstatus.BEZIG, volgende_poging_op__lte=nu)


def geef_verweesd_vrij(nu: datetime) -> int:
    """Mails of workers that died need not wait until their lease is over. How many that were."""
    stil = Q(aangeboden_op__isnull=True) | Q(aangeboden_op__lt=nu - TWIJFEL_NA)
    bezig = Bericht.objects.filter(stil, werk=Werkstatus.BEZIG, volgende_poging_op__gt=nu)
    vrij = 0
    for bericht_id, poging in bezig.order_by("pk").values_list("pk", "pogingen")[:500]:
        with transaction.atomic():
            if slot.is_vrij(slot.BERICHT, bericht_id):
                vrij += bezig.filter(pk=bericht_id, pogingen=poging).update(volgende_poging_op=nu)
    return vrij


def verstuur(bericht_id: int, *, nu: datetime, lijn: Lijn | None = None) -> bool:
    """Send one mail, once. False when another worker has it, or when it failed (it is tried again, later each time)."""
    bericht = _claim(bericht_id, nu=nu)
    if bericht is None:
        return False
    mee: list[int] = []
    try:
        if _achterhaald(bericht, nu):
            Bericht.objects.filter(pk=bericht_id).update(werk=Werkstatus.VERVALLEN, laatste_fout="")
            return False
        mee = _claim_bundel(bericht, nu=nu)
        return _verstuur(bericht, mee, nu=nu, lijn=lijn)
    finally:
        for rij_id in (bericht_id, *mee):
            slot.laat_los(slot.BERICHT, rij_id)


def _verstuur(bericht: Bericht, mee: list[int], *, nu: datetime, lijn: Lijn | None) -> bool:
    rijen, begin = [bericht.pk, *mee], timezone.now()

    def bij_aanbieden() -> None:
        _merk_aangeboden(rijen, nu=nu + (timezone.now() - begin))

    try:
        if bericht.email:
            _mail(bericht, rijen, bij_aanbieden=bij_aanbieden, lijn=lijn)
    except SoftTimeLimitExceeded:  # the worker has to stop: the row is free as soon as its lock is
        raise
    except Ingehaald:
        return False
    except Exception as fout:  # whatever it is, this mail waits and the others go out
        logger.warning("mail niet verstuurd", extra={"bericht": bericht.pk, "reden": type(fout).__name__})
        if not antwoorden(fout) and _is_aangeboden(bericht):
            _leg_twijfel_vast(rijen, nu=nu)
        elif server_weg(fout) and bericht.laatste_fout != LIJN_BRAK_HIER:
            _stel_alles_uit(rijen, nu=nu)
        else:
            _leg_mislukking_vast(bericht, mee, fout, nu=nu)
        return False
    _merk_verzonden(rijen, nu=nu)
    return True


def _merk_aangeboden(ids: list[int], *, nu: datetime) -> None:
    """Just before the text goes out. Whoever lost a row meanwhile (its connection was cut) sends nothing."""
    mijn = Bericht.objects.filter(pk__in=ids, werk=Werkstatus.BEZIG, aangeboden_op__isnull=True)
    with transaction.atomic() if len(ids) > 1 else nullcontext():  # of one row nothing is to be undone
        if mijn.update(aangeboden_op=nu) != len(ids):
            raise Ingehaald


def _is_aangeboden(bericht: Bericht) -> bool:
    return Bericht.objects.filter(pk=bericht.pk, aangeboden_op__isnull=False).exists()


def _leg_twijfel_vast(ids: list[int], *, nu: datetime) -> None:
    """The text went out and no answer was heard or kept: nobody can know, so a person decides, and the law has paper.

    Offering it again by itself would sometimes mail twice; leaving it would sometimes not tell at all.
    """
    with transaction.atomic():
        bezig = Bericht.objects.select_for_update().filter(pk__in=ids, werk=Werkstatus.BEZIG)
        for bericht in bezig.order_by("pk"):
            bericht.werk, bericht.volgende_poging_op, bericht.laatste_fout = Werkstatus.MISLUKT, None, TWIJFEL
            bericht.save(update_fields=["werk", "volgende_poging_op", "laatste_fout"])
            if bericht.wettelijk and bericht.zaak_id is not None:
                leg_op_papier(bericht, nu=nu)


def _merk_verzonden(ids: list[int], *, nu: datetime) -> None:
    """A mail that has left must be marked, also when the database is away for a moment: else it is sent again."""
    tot = time.monotonic() + MERK_TIJD
    while True:
        try:
            return _leg_verzonden_vast(ids, nu=nu)
        except (OperationalError, InterfaceError):
            if connection.in_atomic_block or time.monotonic() >= tot:
                raise
            connection.close()
            time.sleep(1)


def _leg_verzonden_vast(ids: list[int], *, nu: datetime) -> None:
    """Whoever took this worker for dead wrote down a doubt, and perhaps laid a letter ready: neither holds any more."""
    verzonden = {"werk": Werkstatus.KLAAR, "verzonden_op": nu, "laatste_fout": ""}
    op_papier = Exists(Papierpost.objects.filter(bericht_id=OuterRef("pk")))
    mijn = Bericht.objects.filter(~op_papier, pk__in=ids, werk=Werkstatus.BEZIG)
    if len(ids) == 1 and mijn.update(**verzonden):  # nobody did, as nearly always: one question is enough
        return
    with transaction.atomic():
        for bericht in Bericht.objects.select_for_update().filter(pk__in=ids).order_by("pk"):
            bericht.werk, bericht.verzonden_op, bericht.laatste_fout = Werkstatus.KLAAR, nu, ""
            bericht.save(update_fields=["werk", "verzonden_op", "laatste_fout"])
            neem_van_papier(bericht)


def _claim(bericht_id: int, *, nu: datetime) -> Bericht | None:
    """The lock first: whoever else comes for this row meanwhile asks one question and goes on."""
    if not slot.pak(slot.BERICHT, bericht_id):
        return None
    bericht = None
    try:
        bericht = _neem(bericht_id, nu=nu)
    finally:
        if bericht is None:
            slot.laat_los(slot.BERICHT, bericht_id)
    return bericht


def _neem(bericht_id: int, *, nu: datetime) -> Bericht | None:
    mijn = Bericht.objects.filter(_aan_de_beurt(nu), pk=bericht_id)
    bezig = {"werk": Werkstatus.BEZIG, "pogingen": F("pogingen") + 1, "volgende_poging_op": nu + GEKAAPT_NA}
    if mijn.filter(aangeboden_op__isnull=True).update(**bezig):
        return Bericht.objects.select_related("termijn", "zaak__dossier").get(pk=bericht_id)
    if mijn.exists():  # offered by a worker that died since
        _leg_twijfel_vast([bericht_id], nu=nu)
    return None


def _claim_bundel(bericht: Bericht, *, nu: datetime) -> list[int]:
    """What else goes with the mail of this day to the same person; what is out of date is dropped from it."""
    if not bericht.bundel or bericht.user_id is None:
        return []
    with transaction.atomic():
        rest = (
            Bericht.objects.select_for_update(skip_locked=True, of=("self",))
            .select_related("termijn")
            .filter(user_id=bericht.user_id, email=bericht.email, bundel=True)
            .filter(werk__in=[Werkstatus.WACHT, Werkstatus.BEZIG])
            .filter(volgende_poging_op__lte=nu, aangeboden_op__isnull=True)
            .exclude(pk=bericht.pk)
            .order_by("pk")
        )
        oud: list[int] = []
        mee: list[int] = []
        for rij in rest:
            if not slot.pak(slot.BERICHT, rij.pk):
                continue
            (oud if _achterhaald(rij, nu) else mee).append(rij.pk)
        Bericht.objects.filter(pk__in=oud).update(werk=Werkstatus.VERVALLEN)
        Bericht.objects.filter(pk__in=mee).update(
            werk=Werkstatus.BEZIG, pogingen=F("pogingen") + 1, volgende_poging_op=nu + GEKAAPT_NA
        )
    for rij_id in oud:
        slot.laat_los(slot.BERICHT, rij_id)
    return mee


def _achterhaald(bericht: Bericht, nu: datetime) -> bool:
    """About a term that ended, moved or stands still since this was written: no mail about it any more."""
    termijn = bericht.termijn
    if termijn is None:
        return False
    vandaag = timezone.localdate(nu)
    verschoven = termijn.einde != bericht.termijn_einde
    return not termijn.is_open or verschoven or termijn.stilgelegd(vandaag) is not None


def _mail(bericht: Bericht, rijen: list[int], *, bij_aanbieden: Callable[[], None], lijn: Lijn | None) -> None:
    """A mail without personal data; the Message-ID lets a receiving server drop a copy that a person offers again."""
    over_een_kind = bericht.user_id is not None and (bericht.zaak_id is not None or len(rijen) > 1)
    mail = EmailMessage(
        subject=MAILONDERWERP[bericht.aan_leerling],
        body=mailtekst(bijnamen_bij(rijen) if over_een_kind else [""], jij=bericht.aan_leerling),
        to=[bericht.email],
        headers={"Message-ID": kenmerk(bericht), "Auto-Submitted": "auto-generated"},
    )
    if lijn is not None:
        return lijn.lever_af(mail, bij_aanbieden=bij_aanbieden)
    with Lijn() as eigen:
        eigen.lever_af(mail, bij_aanbieden=bij_aanbieden)


def kenmerk(bericht: Bericht) -> str:
    """The same for each attempt, another for every other mail: also of another installation or after a restore."""
    moment = int(bericht.aangemaakt_op.timestamp() * 1_000_000)
    return f"<bericht-{bericht.pk}.{moment}@{urlsplit(settings.BASIS_URL).hostname}>"


def wachttijd(pogingen: int) -> timedelta:
    """Twice as long each time, spread by a quarter, so that a server that comes back is not stormed by all at once."""
    return min(EERST * 2 ** (pogingen - 1), LANGST) * random.uniform(0.75, 1.25)


def _stel_alles_uit(ids: list[int], *, nu: datetime) -> None:
    """Nobody is there: all mail waits, this one twice as long, so that one that itself breaks the line is overtaken."""
    uitgesteld = Bericht.objects.filter(pk__in=ids, werk=Werkstatus.BEZIG)
    uitgesteld.update(
        werk=Werkstatus.WACHT,
        pogingen=F("pogingen") - 1,
        volgende_poging_op=nu + 2 * WEG_WACHT,
        aangeboden_op=None,
        laatste_fout=LIJN_BRAK,
    )
    wacht = Bericht.objects.filter(_aan_de_beurt(nu), werk=Werkstatus.WACHT)
    wacht.exclude(laatste_fout__in=WACHT_OP_SERVER).update(laatste_fout=SERVER_WEG)
    wacht.update(volgende_poging_op=nu + WEG_WACHT)


def _leg_mislukking_vast(bericht: Bericht, mee: list[int], fout: Exception, *, nu: datetime) -> None:
    """Wait longer after each failure; in the end the row is visibly failed, and what the law asks to tell is written.

    What the server refuses for good ends at once. When nobody is there, no other mail is tried at that address either.
    """
    op = bericht.pogingen >= HOOGSTENS or geweigerd(fout)
    with transaction.atomic():
        geraakt = Bericht.objects.filter(pk__in=[bericht.pk, *mee], werk=Werkstatus.BEZIG).update(
            werk=Werkstatus.MISLUKT if op else Werkstatus.WACHT,
            volgende_poging_op=None if op else nu + wachttijd(bericht.pogingen),
            aangeboden_op=None,
            laatste_fout=reden(fout),
        )
        if op and geraakt and bericht.wettelijk and bericht.zaak_id is not None:
            leg_op_papier(bericht, nu=nu)
        if geraakt and adres_bestaat_niet(fout):
            meld_onbestelbaar(bericht.email, reden=ADRES_WEG, nu=nu)

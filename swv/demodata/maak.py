"""The whole seed: people first, then a year of stories side by side, then the post that the year left behind."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from django.db import connection, transaction
from django.db.models import F

from cases.models import Zaak
from documents.models import Werkstatus
from swv.demodata.basis import maak_basis
from swv.demodata.bijeenkomsten import vergaderingen
from swv.demodata.hoofdpersonen import bijzondere_verhalen
from swv.demodata.klok import HIER, Verhaal, speel
from swv.demodata.maatwerk import maatwerkverhalen
from swv.demodata.maatwerkplan import planverhalen
from swv.demodata.maatwerkthuis import thuisverhalen
from swv.demodata.papieren import maak_papieren
from swv.demodata.pers import Pers
from swv.demodata.verhalen import alle_verhalen
from swv.demodata.wereld import Wereld
from ui.notatie import datum
from workflow.models import Bericht
from workflow.post import noteer_verstuurd, te_schrijven
from workflow.werk import werk_wacht

VERLEDEN = timedelta(days=480)
PEILDAGEN = (415, 400, 380, 340, 290, 240, 190, 120, 70, 45, 32, 20, 8)
GELEZEN = timedelta(days=6)
"""What came in before that was read."""
OP_DE_POST = timedelta(days=3)
"""What had to go on paper before that went the next day."""


Meld = Callable[[str], object]


def _zwijg(zin: str) -> None:
    """Nobody waits for it."""


def maak_demo(*, nu: datetime, meld: Meld = _zwijg) -> None:
    """Wholly or not at all; no worker is woken, because everything the year asked for is made here."""
    meld("Papieren en mensen worden gemaakt.")
    papieren = maak_papieren()
    with werk_wacht(), transaction.atomic(), Pers(sinds=nu - VERLEDEN) as pers:
        swv = maak_basis(vandaag=nu.astimezone(HIER).date())
        w = Wereld(swv=swv, nu=nu, papieren=papieren)
        maatwerk = (*maatwerkverhalen(w), *planverhalen(w), *thuisverhalen(w))
        verhalen = [*bijzondere_verhalen(w), *alle_verhalen(w), *maatwerk, vergaderingen(w)]
        speel([_meet_op(w), _vertel(w, meld), *verhalen], pers=pers)
        meld(f"Nagespeeld tot vandaag: {Zaak.objects.count()} zaken. De laatste brieven worden gemaakt.")
        pers.maak_alles_af()
        _ruim_post_op(nu)
        _verstuur_papier(w)


def _meet_op(w: Wereld) -> Verhaal:
    """Inside one transaction nothing measures the tables by itself: the database would plan as if they were empty."""
    for dagen in PEILDAGEN:
        yield w.nu - timedelta(days=dagen)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def _vertel(w: Wereld, meld: Meld) -> Verhaal:
    """After each month how far it is: it takes minutes, and who waits should see that it goes on."""
    dag = (w.nu - VERLEDEN).astimezone(HIER).date()
    while (dag := _volgende_maand(dag)) <= w.agenda.vandaag:
        yield datetime.combine(dag, time(), HIER)
        meld(f"Nagespeeld tot {datum(dag)}: {Zaak.objects.count()} zaken.")


def _volgende_maand(dag: date) -> date:
    return (dag.replace(day=1) + timedelta(days=31)).replace(day=1)


def _ruim_post_op(nu: datetime) -> None:
    """The mail of that year was sent in that year, and most of it was read."""
    wacht = Bericht.objects.filter(werk=Werkstatus.WACHT)
    wacht.update(werk=Werkstatus.KLAAR, verzonden_op=F("aangemaakt_op"), pogingen=1)
    oud = Bericht.objects.filter(aangemaakt_op__lt=nu - GELEZEN)
    oud.update(gelezen_op=F("aangemaakt_op") + timedelta(hours=5))


def _verstuur_papier(w: Wereld) -> None:
    """The letters of that year to parents whom no mail reaches; what the last days brought still waits."""
    for rij in te_schrijven(w.swv.pk).filter(gemaakt_op__lt=w.nu - OP_DE_POST):
        moment = rij.gemaakt_op + timedelta(days=1)
        door = w.secretariaat(moment).gebruiker_id
        assert door is not None
        noteer_verstuurd(rij.pk, swv_id=w.swv.pk, door_id=door, nu=moment)

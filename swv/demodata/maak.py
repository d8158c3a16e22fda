"""The whole seed: people first, then a year of stories side by side, then the post that the year left behind."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from documents.models import Werkstatus
from swv.demodata.basis import maak_basis
from swv.demodata.hoofdpersonen import bijzondere_verhalen
from swv.demodata.klok import HIER, speel
from swv.demodata.papieren import maak_papieren
from swv.demodata.pers import Pers
from swv.demodata.verhalen import alle_verhalen
from swv.demodata.wereld import Wereld
from workflow.models import Bericht
from workflow.werk import werk_wacht

VERLEDEN = timedelta(days=480)
GELEZEN = timedelta(days=6)
"""What came in before that was read."""


def maak_demo(*, nu: datetime) -> None:
    """Wholly or not at all; no worker is woken, because everything the year asked for is made here."""
    papieren = maak_papieren()
    with werk_wacht(), transaction.atomic(), Pers(sinds=nu - VERLEDEN) as pers:
        swv = maak_basis(vandaag=nu.astimezone(HIER).date())
        w = Wereld(swv=swv, nu=nu, papieren=papieren)
        speel([*bijzondere_verhalen(w), *alle_verhalen(w)], pers=pers)
        pers.maak_alles_af()
        _ruim_post_op(nu)


def _ruim_post_op(nu: datetime) -> None:
    """The mail of that year was sent in that year, and most of it was read."""
    wacht = Bericht.objects.filter(werk=Werkstatus.WACHT)
    wacht.update(werk=Werkstatus.KLAAR, verzonden_op=F("aangemaakt_op"), pogingen=1)
    oud = Bericht.objects.filter(aangemaakt_op__lt=nu - GELEZEN)
    oud.update(gelezen_op=F("aangemaakt_op") + timedelta(hours=5))

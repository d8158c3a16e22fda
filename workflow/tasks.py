"""The tasks of the workers. They carry no data: each looks in the database for what is to be done."""

from celery import shared_task
from django.utils import timezone

from documents import werk as documenten
from documents.veeg import veeg_bestanden as veeg_opslag
from workflow import mailen, stilstand, verlaten
from workflow.berichten import meld_geweigerd_bestand
from workflow.controleronde import controleer_verder
from workflow.feestdagronde import verwerk_feestdagen
from workflow.meldingen import verwerk_meldingen
from workflow.sweeps import verwerk_verstreken, voer_automatisch_uit
from workflow.tekenronde import leg_gemaakte_stukken_voor, verwerk_tekenkamer
from workflow.vermist import meld_vermist
from workflow.werk import Ronde, bied_werk_aan, na_elkaar

werkronde, scanronde = Ronde(), Ronde()


@shared_task(name="workflow.tasks.verwerk_werk")
def verwerk_werk(sinds: float = 0) -> None:
    """The outbox, in the declared order: render and seal, publish, message. `sinds`: when somebody called for it."""
    if werkronde.omvat(sinds):
        return
    with werkronde.loopt():
        nu = timezone.now()
        brieven, _, _, mails = na_elkaar(
            lambda: documenten.verwerk_wachtende(nu),
            lambda: leg_gemaakte_stukken_voor(vandaag=timezone.localdate(nu), nu=nu),
            lambda: voer_automatisch_uit(vandaag=timezone.localdate(nu), nu=nu),
            lambda: mailen.verstuur_wachtende(nu),
        )
    if brieven >= documenten.PER_RONDE or mails >= mailen.PER_RONDE:
        bied_werk_aan()


@shared_task(name="workflow.tasks.onderzoek")
def onderzoek(sinds: float = 0) -> None:
    """Uploads to the virus scanner: apart, so that a slow one never holds up decisions and mail."""
    if scanronde.omvat(sinds):
        return
    with scanronde.loopt():
        documenten.onderzoek_wachtende(timezone.now(), na_weigering=meld_geweigerd_bestand)


@shared_task(name="workflow.tasks.veeg_bestanden", soft_time_limit=780, time_limit=840)
def veeg_bestanden() -> None:
    """Once a day: files that nobody recorded go, records whose file is gone are told."""
    nu = timezone.now()
    ronde = veeg_opslag(nu)
    meld_vermist(ronde.vermist, vandaag=timezone.localdate(nu), nu=nu)


@shared_task(name="workflow.tasks.meld_achtergebleven")
def meld_achtergebleven() -> None:
    """Once a day: who left with open cases in their name is told to the administrators."""
    verlaten.meld_achtergebleven(vandaag=timezone.localdate(), nu=timezone.now())


@shared_task(name="workflow.tasks.meld_stilstand")
def meld_stilstand() -> None:
    """Once a day: terms that stand still without a last day are asked about."""
    stilstand.meld_stilstand(vandaag=timezone.localdate(), nu=timezone.now())


@shared_task(name="workflow.tasks.veeg")
def veeg() -> None:
    """The sweep: what the holidays move, lapsed terms, what is to be told about the others, then unfinished work."""
    nu = timezone.now()
    vandaag = timezone.localdate(nu)
    na_elkaar(
        lambda: verwerk_feestdagen(vandaag=vandaag, nu=nu),
        lambda: verwerk_verstreken(vandaag=vandaag, nu=nu),
        lambda: verwerk_meldingen(vandaag=vandaag, nu=nu),
        lambda: verwerk_tekenkamer(vandaag=vandaag, nu=nu),
        lambda: documenten.geef_verweesd_vrij(nu),
        lambda: mailen.geef_verweesd_vrij(nu),
        verwerk_werk,
    )


@shared_task(name="workflow.tasks.controleer")
def controleer() -> None:
    """Once a week, a slice at a time, whenever beat gets to it: does all that is on record hold?"""
    nu = timezone.now()
    controleer_verder(vandaag=timezone.localdate(nu), nu=nu)

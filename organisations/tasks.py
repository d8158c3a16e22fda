"""Background work of signing in: codes and links by mail, and clearing away what is over."""

from celery import shared_task
from django.utils import timezone

from organisations.eenmaal import ruim_verstuurd_op
from organisations.toegang.bewaard import ruim_bewaard_op
from organisations.toegang.bewijzen import ruim_op, verstuur_wachtende
from organisations.toegang.rem import ruim_remmen_op
from organisations.toegang.sessieopslag import SessionStore


@shared_task(name="organisations.tasks.verstuur_bewijzen")
def verstuur_bewijzen() -> None:
    """What was asked for just now."""
    verstuur_wachtende(timezone.now())


@shared_task(name="organisations.tasks.veeg_toegang")
def veeg_toegang() -> None:
    """The sweep: what was not sent yet, and what may go."""
    nu = timezone.now()
    verstuur_wachtende(nu)
    ruim_op(nu)
    ruim_remmen_op(nu)
    ruim_bewaard_op(nu)
    ruim_verstuurd_op(nu)
    SessionStore.clear_expired()

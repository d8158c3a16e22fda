"""Audited writing about the organisation itself: mandates and absences. Each function is one transaction."""

from datetime import date
from typing import Any

from django import forms
from django.db import transaction
from django.db.models import Q

from audit.services import record
from organisations.actor import Actor
from organisations.models import Afwezigheid, Mandaat, User
from organisations.rollen import Rol
from organisations.versies import controleer

MANDAATGEVERS = (Rol.DIRECTEUR_SWV, Rol.BEHEERDER)
LEZERS = (*MANDAATGEVERS, Rol.SECRETARIAAT, Rol.VOORZITTER, Rol.PLV_VOORZITTER, Rol.COMMISSIELID, Rol.FG)


def mag_lezen(actor: Actor) -> bool:
    """Who may see mandates, absences and policy of the own samenwerkingsverband."""
    return actor.rol in LEZERS


def mag_mandateren(actor: Actor) -> bool:
    """The director grants and ends mandates; the administrator enters them."""
    return actor.rol in MANDAATGEVERS


def mag_afwezigheid_melden(actor: Actor) -> bool:
    """The chair and the deputy for themselves; the secretariat for both."""
    return actor.rol in (Rol.SECRETARIAAT, Rol.VOORZITTER, Rol.PLV_VOORZITTER)


@transaction.atomic
def geef_mandaat(actor: Actor, gegevens: dict[str, Any]) -> Mandaat:
    """Enter a mandate in the register of the own samenwerkingsverband."""
    mandaat = Mandaat.objects.create(swv_id=actor.eigen_swv_id, **gegevens)
    record(
        actor,
        "mandaat_geven",
        swv_id=actor.swv_id,
        object_soort="organisations.mandaat",
        object_id=mandaat.pk,
        gemandateerde=mandaat.user_id,
        product=mandaat.product,
    )
    return mandaat


@transaction.atomic
def beeindig_mandaat(actor: Actor, mandaat_id: int, *, tot: date, form: forms.BaseForm) -> bool:
    """The last day of a mandate that is not past yet; it is never deleted. False when there is none such here."""
    nog = Q(tot__isnull=True) | Q(tot__gte=actor.vandaag)
    hier = Mandaat.objects.select_for_update().filter(nog, pk=mandaat_id, swv_id=actor.swv_id, van__lte=tot)
    mandaat = hier.first()
    if mandaat is None:
        return False
    controleer(form, {"tot": mandaat.tot}, soort="organisations.mandaat", pk=mandaat.pk)
    mandaat.tot = tot
    mandaat.save(update_fields=["tot"])
    record(actor, "mandaat_beeindigen", swv_id=actor.swv_id, object_soort="organisations.mandaat", object_id=mandaat.pk)
    return True


@transaction.atomic
def meld_afwezig(actor: Actor, *, user: User, van: date, tot: date) -> Afwezigheid:
    """Record an absence, from–until (both included)."""
    afwezigheid = Afwezigheid.objects.create(user=user, swv_id=actor.eigen_swv_id, van=van, tot=tot)
    record(
        actor,
        "afwezigheid_melden",
        swv_id=actor.swv_id,
        object_soort="organisations.afwezigheid",
        object_id=afwezigheid.pk,
        afwezige=user.pk,
    )
    return afwezigheid

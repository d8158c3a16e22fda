"""The name, the telephone and the mail address of somebody who works here, corrected by an administrator."""

from datetime import datetime

from django import forms
from django.db import transaction

from audit.services import record
from organisations.accountadres import (
    BEZET,
    OOK_ELDERS,
    MailadresBezet,
    is_bezet,
    ook_elders,
    twee_nodig,
    zet_mailadres,
)
from organisations.actor import Actor
from organisations.mensen import NietToegestaan
from organisations.models import User, Voorstel
from organisations.versies import controleer
from organisations.voorstellen import stel_voor


@transaction.atomic
def wijzig(actor: Actor, user: User, form: forms.BaseForm, *, nu: datetime) -> str:
    """The sentence that says what was done. A name is changed at once; an address that two persons decide on, later.

    Letters and decisions that went out keep the name they had.
    """
    if user.pk == actor.gebruiker_id:
        raise NietToegestaan("Dit bent u zelf. Een andere beheerder of de directeur wijzigt uw gegevens.")
    user = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    if ook_elders(user, actor.eigen_swv_id, op=actor.vandaag):
        raise NietToegestaan(OOK_ELDERS)
    controleer(
        form,
        {"naam": user.naam, "email": user.email, "telefoon": user.telefoon},
        soort="organisations.user",
        pk=user.pk,
    )
    velden = form.cleaned_data
    gedaan = [
        _naam(actor, user, velden["naam"]),
        _telefoon(actor, user, velden["telefoon"]),
        _mail(actor, user, velden["email"], reden=velden.get("reden", ""), nu=nu),
    ]
    return " ".join(zin for zin in gedaan if zin) or "Er is niets gewijzigd."


def _naam(actor: Actor, user: User, naam: str) -> str:
    if naam == user.naam:
        return ""
    user.naam = naam
    user.save(update_fields=["naam"])
    record(actor, "naam_wijzigen", swv_id=actor.swv_id, object_soort="organisations.user", object_id=user.pk)
    return "De naam is gewijzigd."


def _telefoon(actor: Actor, user: User, telefoon: str) -> str:
    if telefoon == user.telefoon:
        return ""
    user.telefoon = telefoon
    user.save(update_fields=["telefoon"])
    record(actor, "telefoon_wijzigen", swv_id=actor.swv_id, object_soort="organisations.user", object_id=user.pk)
    return "Het telefoonnummer is gewijzigd."


def _mail(actor: Actor, user: User, email: str, *, reden: str, nu: datetime) -> str:
    if email == user.email:
        return ""
    if is_bezet(email, user):
        raise NietToegestaan(BEZET)
    if twee_nodig(user, op=actor.vandaag):
        stel_voor(actor, Voorstel.Soort.MAIL, user, reden=reden, nu=nu, email=email)
        return "Het nieuwe mailadres gaat in als een tweede beheerder of de directeur het binnen zeven dagen bevestigt."
    try:
        zet_mailadres(actor, user, email, nu=nu)
    except MailadresBezet as fout:
        raise NietToegestaan(BEZET) from fout
    return "Het mailadres is gewijzigd. Er is een nieuwe uitnodiging onderweg. De vorige link werkt niet meer."

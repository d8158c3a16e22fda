"""Pages of the family: "u" or "jij", phone numbers, and whom to call."""

from collections.abc import Iterable
from dataclasses import dataclass

from django import template
from django.template.context import Context
from django.utils import timezone

from cases.models import Zaak
from organisations.actor import Actor
from organisations.rollen import Rol
from ui.notatie import belbaar
from workflow.gezinsdeel import Beller
from workflow.gezinsthuis import naam_voor
from workflow.process import process_van

register = template.Library()


@dataclass(frozen=True)
class Schoolcontact:
    """Somebody at school to call."""

    naam: str
    functie: str
    telefoon: str


@register.simple_tag(takes_context=True)
def u(context: Context, voor_ouder: str, voor_leerling: str) -> str:
    """{% u "Lees uw brief." "Lees je brief." %}: both are written out; turning "u" into "jij" by rule breaks verbs."""
    jij = context.get("jij")
    if jij is None:
        jij = getattr(context.get("actor"), "rol", "") == Rol.LEERLING
    return voor_leerling if jij else voor_ouder


@register.simple_tag(takes_context=True)
def spoornaam(context: Context, zaak: Zaak) -> str:
    """What this family member calls the track of this case."""
    return naam_voor(process_van(zaak), context["actor"])


@register.simple_tag(takes_context=True)
def bellers(context: Context, zaak: Zaak) -> list[Beller]:
    """Who works on this track and can be called; a page that knows already says so in `te_bellen`."""
    mensen: Iterable[Beller] | None = context.get("te_bellen")
    actor = context.get("actor")
    if mensen is None and isinstance(actor, Actor):
        mensen = process_van(zaak).gezinsdeel.te_bellen(actor, zaak)
    return list(mensen or ())


@register.filter
def tel(nummer: str) -> str:
    """A phone number as an address."""
    return belbaar(nummer)


@register.simple_tag
def eigen_zaak(actor: Actor) -> Zaak | None:
    """The case this family member follows, to say whom to call on a page that is about no case."""
    zaken = Zaak.objects.visible_to(actor).open().select_related("behandelaar", "swv")
    return zaken.order_by("pk").first()


@register.simple_tag
def schoolcontacten(zaak: Zaak) -> list[Schoolcontact]:
    """Whom the family can call at school: who handles the case there, then others as long as they are involved."""
    vandaag = timezone.localdate()
    behandelaar = zaak.schoolbehandelaar
    betrokken = [
        Schoolcontact(rij.naam, rij.functie, rij.telefoon or zaak.school.telefoon)
        for rij in zaak.dossier.schoolbetrokkenen.all()
        if (rij.tot is None or rij.tot >= vandaag) and (behandelaar is None or rij.naam != behandelaar.naam)
    ]
    if behandelaar is None:
        return betrokken
    return [Schoolcontact(behandelaar.naam, "begeleider op school", zaak.school.telefoon), *betrokken]

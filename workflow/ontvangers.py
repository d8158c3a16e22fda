"""Who is told: small functions from a case to the people of one side, in the hat in which they will read it."""

from collections.abc import Callable, Iterable
from datetime import date

from cases.models import Betrokkene, Zaak
from organisations.models import Lidmaatschap, User
from organisations.rollen import Rol
from workflow.process import Ontvanger, Uitvoering

Kant = Callable[[Zaak, date], Iterable[Ontvanger]]


def bij(*kanten: Kant) -> Callable[[Uitvoering], list[Ontvanger]]:
    """These sides of the case, as a message of an action asks for them."""
    return lambda u: [ontvanger for kant in kanten for ontvanger in kant(u.zaak, u.vandaag)]


def leden(vandaag: date, *rollen: str, **waar: int) -> list[Ontvanger]:
    """Everyone with one of these hats at a school or samenwerkingsverband, each person once."""
    rijen = Lidmaatschap.objects.werkzaam_op(vandaag).filter(rol__in=rollen, **waar).select_related("user")
    per_persoon = {lid.user_id: Ontvanger(user=lid.user, rol=lid.rol) for lid in rijen.order_by("-pk")}
    return list(per_persoon.values())


def secretariaat(zaak: Zaak, vandaag: date) -> list[Ontvanger]:
    """The handler of the case when there is one at the office, otherwise everyone there."""
    allen = leden(vandaag, Rol.SECRETARIAAT, swv_id=zaak.swv_id)
    eigen = [o for o in allen if o.user is not None and o.user.pk == zaak.behandelaar_id]
    return eigen or allen


def coordinatoren(zaak: Zaak, vandaag: date) -> list[Ontvanger]:
    """The coordinator who handles the case at school, otherwise every coordinator of the school."""
    allen = leden(vandaag, Rol.COORDINATOR, school_id=zaak.school_id)
    eigen = [o for o in allen if o.user is not None and o.user.pk == zaak.schoolbehandelaar_id]
    return eigen or allen


def voorzitters(zaak: Zaak, vandaag: date) -> list[Ontvanger]:
    return leden(vandaag, Rol.VOORZITTER, Rol.PLV_VOORZITTER, swv_id=zaak.swv_id)


def bureau(zaak: Zaak, vandaag: date) -> list[Ontvanger]:
    """Whoever handles the case at the office, and the chair of the commission."""
    return [*secretariaat(zaak, vandaag), *voorzitters(zaak, vandaag)]


def directeuren(zaak: Zaak, vandaag: date) -> list[Ontvanger]:
    """Whoever leads the samenwerkingsverband."""
    return leden(vandaag, Rol.DIRECTEUR_SWV, swv_id=zaak.swv_id)


def gezin(zaak: Zaak, vandaag: date) -> list[Ontvanger]:
    """Whoever speaks for the pupil today, and from 16 the pupil."""
    leerling = zaak.dossier.leerling
    ouders = leerling.vertegenwoordigers(vandaag)
    ontvangers = [Ontvanger(user=ouder.user, ouder=ouder, rol=Rol.OUDER) for ouder in ouders]
    if leerling.user is not None and leerling.heeft_eigen_stem(vandaag):
        ontvangers.append(Ontvanger(user=leerling.user, rol=Rol.LEERLING))
    return ontvangers


def deskundigen(zaak: Zaak, vandaag: date) -> list[Ontvanger]:
    """Experts who take part in the case today."""
    return betrokkenen(zaak, vandaag, Rol.DESKUNDIGE)


def casemanagers(zaak: Zaak, vandaag: date) -> list[Ontvanger]:
    """The casemanager who is appointed today."""
    return betrokkenen(zaak, vandaag, Rol.CASEMANAGER)


def betrokkenen(zaak: Zaak, vandaag: date, rol: Rol) -> list[Ontvanger]:
    """Who takes part by name in this role today."""
    rijen = Betrokkene.objects.filter(zaak=zaak, rol=rol, van__lte=vandaag, user__isnull=False).select_related("user")
    return [Ontvanger(user=rij.user, rol=rol) for rij in rijen if rij.tot is None or rij.tot >= vandaag]


def personen(ids: Iterable[int], rol: str) -> list[Ontvanger]:
    """Particular people, in one hat."""
    return [Ontvanger(user=user, rol=rol) for user in User.objects.filter(pk__in=list(ids)).order_by("pk")]

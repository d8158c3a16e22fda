"""Somebody leaves: what would be left lying is handed over first, and only then the hat ends.

The administrator sees numbers of cases, never whom or what they are about.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.forms import BaseForm

from audit.services import record
from cases.models import Zaak
from documents.models import Handtekening
from organisations.actor import Actor, systeem
from organisations.mensen import NietToegestaan, beeindig_hoed, hoeden_bij, laatste_beheerder
from organisations.models import Lidmaatschap, LidmaatschapQuerySet, User
from organisations.rollen import COMMISSIEROLLEN, Rol
from organisations.versies import controleer
from ui.notatie import datum
from workflow.edit import edit
from workflow.process import Openstaand, processen

VELD = {True: "schoolbehandelaar", False: "behandelaar"}
"""Whether the hat is at a school → who handles the case on that side."""

DEEL = "overdragen_bij_vertrek"


@dataclass(frozen=True)
class Nalatenschap:
    """What somebody leaves with this hat: cases to hand over, and acts that others have to see to."""

    zaken: list[Zaak]
    openstaand: list[Openstaand]


def nalatenschap(lid: Lidmaatschap, *, op: date) -> Nalatenschap:
    return Nalatenschap(list(te_behandelen(lid, op=op).order_by("pk")), list(_openstaand(lid)))


def te_behandelen(lid: Lidmaatschap, *, op: date) -> QuerySet[Zaak]:
    """Open cases this person handles and cannot handle without this hat; none when another hat still does."""
    if _andere_hoed(lid, op=op):
        return Zaak.objects.none()
    if lid.school_id:
        return Zaak.objects.open().filter(school_id=lid.school_id, schoolbehandelaar_id=lid.user_id)
    return Zaak.objects.open().filter(swv_id=lid.swv_id or 0, behandelaar_id=lid.user_id)


def _behandelaars(lid: Lidmaatschap) -> LidmaatschapQuerySet:
    """Hats on the same side that can handle its cases."""
    if lid.school_id:
        return Lidmaatschap.objects.filter(school_id=lid.school_id, rol=Rol.COORDINATOR)
    return Lidmaatschap.objects.filter(swv_id=lid.swv_id, rol__in=[Rol.SECRETARIAAT, *COMMISSIEROLLEN])


def _andere_hoed(lid: Lidmaatschap, *, op: date) -> bool:
    """One that goes on after the last day of this one."""
    eigen = _behandelaars(lid).filter(user_id=lid.user_id).exclude(pk=lid.pk)
    return eigen.filter(Q(tot__isnull=True) | Q(tot__gt=op), van__lte=op).exists()


def opvolgers(lid: Lidmaatschap, *, vandaag: date, op: date) -> list[User]:
    """Colleagues who may handle these cases now, and stay longer than the last day of the leaver."""
    leden = _behandelaars(lid).geldig_op(vandaag).filter(Q(tot__isnull=True) | Q(tot__gt=op), user__is_active=True)
    uniek = {rij.user_id: rij.user for rij in leden.exclude(user_id=lid.user_id).select_related("user")}
    return sorted(uniek.values(), key=lambda user: user.naam.casefold())


def _openstaand(lid: Lidmaatschap) -> Iterable[Openstaand]:
    open_ = Handtekening.objects.filter(
        user_id=lid.user_id, rol=lid.rol, uitkomst=Handtekening.Uitkomst.OPEN, stuk__zaak__gesloten_op__isnull=True
    )
    plek = {"stuk__zaak__school_id": lid.school_id} if lid.school_id else {"stuk__zaak__swv_id": lid.swv_id}
    for handtekening in open_.filter(**plek).select_related("stuk__zaak"):
        yield Openstaand("Handtekening gevraagd", str(handtekening.stuk.zaak))
    for process in processen().values():
        yield from process.openstaand(lid)


@transaction.atomic
def beeindig(
    by: Actor, lid_id: int, *, tot: date, opvolger_id: int | None, nu: datetime, form: BaseForm | None = None
) -> int:
    """Hand the cases over and end the hat, wholly or not at all. Gives the number of cases.

    With the form it came from: raises Verouderd when a colleague gave the hat another last day meanwhile.
    """
    lid = hoeden_bij(by).select_for_update(of=("self",)).get(pk=lid_id)
    if form is not None:
        controleer(form, {"tot": lid.tot}, soort="organisations.lidmaatschap", pk=lid.pk)
    _controleer(lid, by=by, tot=tot)
    zaken = list(te_behandelen(lid, op=tot).order_by("pk").values_list("pk", flat=True))
    if zaken and opvolger_id not in {user.pk for user in opvolgers(lid, vandaag=by.vandaag, op=tot)}:
        raise NietToegestaan("Kies een collega die de zaken overneemt en hier daarna nog werkt.")
    for zaak_id in zaken:
        _draag_over(by, lid, zaak_id, opvolger_id or 0, nu=nu)
    beeindig_hoed(by, lid, tot=tot)
    return len(zaken)


def _controleer(lid: Lidmaatschap, *, by: Actor, tot: date) -> None:
    if lid.tot is not None and lid.tot < by.vandaag:
        raise NietToegestaan("Deze rol is al voorbij. Er is niets gewijzigd.")
    if tot < lid.van:
        raise NietToegestaan("De laatste dag ligt voor de eerste dag van deze rol. Kies een latere datum.")
    if lid.tot is not None and tot > lid.tot:
        raise NietToegestaan(f"Deze rol eindigt al op {datum(lid.tot)}. Voor langer geeft u een nieuwe rol.")
    if laatste_beheerder(lid, na=tot):
        raise NietToegestaan("Dit is de laatste beheerder. Zorg eerst voor een andere beheerder.")


def _draag_over(by: Actor, lid: Lidmaatschap, zaak_id: int, opvolger_id: int, *, nu: datetime) -> None:
    """The administrator may not see the case, so the system hands it over; the record says on whose order."""
    zaak = Zaak.objects.get(pk=zaak_id)
    record(
        by,
        "vertrek_overdragen",
        swv_id=zaak.swv_id,
        zaak_id=zaak.pk,
        leerling_id=zaak.dossier.leerling_id,
        object_soort="organisations.lidmaatschap",
        object_id=lid.pk,
        opvolger=opvolger_id,
    )
    data = {"veld": VELD[bool(lid.school_id)], "collega_id": opvolger_id}
    edit(zaak_id, DEEL, by=systeem(by.vandaag), data=data, nu=nu)

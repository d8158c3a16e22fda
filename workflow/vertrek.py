"""Somebody leaves: what would be left lying is handed over first, and only then the hat ends.

What is given to the leaver between that moment and the last day is told to the administrator once that day is past
(`workflow.verlaten`), and handed over then. The administrator sees numbers of cases, never whom or what they are about.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.forms import BaseForm

from audit.services import record
from cases.models import Zaak
from documents.models import Handtekening
from organisations.actor import Actor, systeem
from organisations.mensen import NietToegestaan, beeindig_hoed, hoed_op_slot, hoeden_bij, laatste_beheerder
from organisations.models import Lidmaatschap
from organisations.versies import controleer
from ui.notatie import datum
from workflow.edit import edit
from workflow.overnemen import Overnemer, kant_van_hoed, overnemers
from workflow.process import Openstaand, processen

DEEL = "overdragen_bij_vertrek"
NIEMAND = "Kies een collega die de zaken overneemt en hier daarna nog werkt."


@dataclass(frozen=True)
class Nalatenschap:
    """What somebody leaves with this hat: cases to hand over, and acts that others have to see to."""

    zaken: list[Zaak]
    openstaand: list[Openstaand]


def nalatenschap(lid: Lidmaatschap, *, op: date) -> Nalatenschap:
    return Nalatenschap(list(te_behandelen(lid, op=op).order_by("pk")), list(_openstaand(lid)))


def te_behandelen(lid: Lidmaatschap, *, op: date) -> QuerySet[Zaak]:
    """Open cases this person handles and cannot handle after `op` without this hat; none when another hat does."""
    kant = kant_van_hoed(lid)
    anders = kant.hoeden().filter(user_id=lid.user_id).exclude(pk=lid.pk)
    if anders.geldig_op(op + timedelta(days=1)).exists():
        return Zaak.objects.none()
    return kant.zaken_van(lid.user_id)


def is_voorbij(lid: Lidmaatschap, vandaag: date) -> bool:
    return lid.tot is not None and lid.tot < vandaag


def opvolgers(lid: Lidmaatschap, zaken: list[Zaak], *, vandaag: date, op: date) -> list[Overnemer]:
    """Colleagues who may handle these cases now, and stay longer than the last day of the leaver."""
    return overnemers(kant_van_hoed(lid), zaken, vandaag=vandaag, na=op, niet=[lid.user_id])


def _openstaand(lid: Lidmaatschap) -> Iterable[Openstaand]:
    open_ = Handtekening.objects.filter(
        user_id=lid.user_id, rol=lid.rol, uitkomst=Handtekening.Uitkomst.OPEN, stuk__zaak__gesloten_op__isnull=True
    )
    plek = Q(stuk__zaak__school_id=lid.school_id) if lid.school_id else Q(stuk__zaak__swv_id=lid.swv_id)
    if lid.school is not None:  # in the signing room the head of another school may be asked
        elders = Q(kamer=True, school__isnull=True, stuk__zaak__swv_id=lid.school.swv_id)
        plek = (plek & Q(kamer=False)) | elders | Q(kamer=True, school=lid.school)
    for handtekening in open_.filter(plek).select_related("stuk__zaak"):
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
    lid = hoed_op_slot(by, lid_id)
    if form is not None:
        controleer(form, {"tot": lid.tot}, soort="organisations.lidmaatschap", pk=lid.pk)
    _controleer(lid, by=by, tot=tot)
    aantal = _draag_alles_over(by, lid, op=tot, opvolger_id=opvolger_id, nu=nu)
    beeindig_hoed(by, lid, tot=tot)
    return aantal


@transaction.atomic
def draag_achtergebleven_over(by: Actor, lid_id: int, *, opvolger_id: int | None, nu: datetime) -> int:
    """Hand over what was left with a hat that is past. Gives the number of cases."""
    lid = hoeden_bij(by).select_for_update(of=("self",)).get(pk=lid_id)
    if not is_voorbij(lid, by.vandaag):
        raise NietToegestaan("Deze rol loopt nog. Er is niets gewijzigd.")
    return _draag_alles_over(by, lid, op=gisteren(by.vandaag), opvolger_id=opvolger_id, nu=nu)


def gisteren(vandaag: date) -> date:
    """For a hat that is past: what counts is who works here from today on."""
    return vandaag - timedelta(days=1)


def _draag_alles_over(by: Actor, lid: Lidmaatschap, *, op: date, opvolger_id: int | None, nu: datetime) -> int:
    zaken = list(te_behandelen(lid, op=op).order_by("pk").select_related("dossier"))
    if zaken and opvolger_id not in {rij.user.pk for rij in opvolgers(lid, zaken, vandaag=by.vandaag, op=op)}:
        raise NietToegestaan(NIEMAND)
    for zaak in zaken:
        _draag_over(by, lid, zaak, opvolger_id or 0, nu=nu)
    return len(zaken)


def _controleer(lid: Lidmaatschap, *, by: Actor, tot: date) -> None:
    if is_voorbij(lid, by.vandaag):
        raise NietToegestaan("Deze rol is al voorbij. Er is niets gewijzigd.")
    if tot < lid.van:
        raise NietToegestaan("De laatste dag ligt voor de eerste dag van deze rol. Kies een latere datum.")
    if lid.tot is not None and tot > lid.tot:
        raise NietToegestaan(f"Deze rol eindigt al op {datum(lid.tot)}. Voor langer geeft u een nieuwe rol.")
    if laatste_beheerder(lid, na=tot):
        raise NietToegestaan("Dit is de laatste beheerder. Zorg eerst voor een andere beheerder.")


def _draag_over(by: Actor, lid: Lidmaatschap, zaak: Zaak, opvolger_id: int, *, nu: datetime) -> None:
    """The administrator may not see the case, so the system hands it over; the record says on whose order."""
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
    data = {"veld": kant_van_hoed(lid).veld, "collega_id": opvolger_id}
    edit(zaak.pk, DEEL, by=systeem(by.vandaag), data=data, nu=nu)

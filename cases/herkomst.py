"""Where a pupil is enrolled, and which school a case is for: every workflow starts from the same answer."""

from datetime import date

from django.db.models import Q

from cases.models import Dossier, Inschrijving
from organisations.actor import Actor
from organisations.models import School


def inschrijving_op(dossier: Dossier, dag: date) -> Inschrijving | None:
    """Where the pupil is enrolled on a day; the latest when two schools say so."""
    rijen = Inschrijving.objects.filter(
        Q(tot__isnull=True) | Q(tot__gte=dag),
        leerling_id=dossier.leerling_id,
        soort=Inschrijving.Soort.INGESCHREVEN,
        van__lte=dag,
    )
    return rijen.select_related("school__swv").order_by("-van", "-pk").first()


def aanvragende_school(dossier: Dossier, by: Actor) -> School:
    """The school of the coordinator's hat; the secretariat enters for the school of enrolment, or the dossier's."""
    if by.school_id is not None:
        return School.objects.get(pk=by.school_id)
    inschrijving = inschrijving_op(dossier, by.vandaag)
    if inschrijving and inschrijving.geeft_toegang and inschrijving.school.swv_id == dossier.swv_id:
        return inschrijving.school
    return dossier.school

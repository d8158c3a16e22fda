"""The door of the pages: the track behind a case, for whoever may see that case."""

from django.utils import timezone

from audit.services import net_gelezen, record_lezing
from cases import grond as gronden
from maatwerk.models import Traject, Uitvoeringstaak
from organisations.actor import Actor
from organisations.http import Verzoek
from workflow.fouten import GeenRecht
from workflow.toegang import haal_zaak


def haal_traject(request: Verzoek, zaak_id: int, *, pagina: str) -> Traject:
    """The track behind a case this actor may see (404 otherwise); the read is logged under the name of the page."""
    traject: Traject = haal_zaak(
        request.actor, zaak_id, pagina=pagina, ook=("maatwerk", "maatwerk__intake"), soort="maatwerk"
    ).maatwerk
    return traject


def voor_medewerkers(request: Verzoek, zaak_id: int, *, pagina: str) -> Traject:
    """The same for staff; the family has pages of its own."""
    traject = haal_traject(request, zaak_id, pagina=pagina)
    if request.actor.is_gezin:
        raise GeenRecht
    return traject


def leg_lezen_als_uitvoerder_vast(actor: Actor, rij: Traject | Uitvoeringstaak, pagina: str) -> None:
    """On record that the receiving school read this row of the track, on the ground that it carries out the plan."""
    traject = rij if isinstance(rij, Traject) else rij.traject
    zaak = traject.zaak
    if net_gelezen(actor, pagina, nu=timezone.now(), zaak_id=zaak.pk):
        return
    record_lezing(
        actor,
        pagina,
        grond=gronden.grond(gronden.UITVOERDER, traject.goedgekeurd_op, actor=actor, rij=rij.pk),
        swv_id=zaak.swv_id,
        zaak_id=zaak.pk,
        leerling_id=zaak.dossier.leerling_id,
        object_soort=rij._meta.label_lower,
        object_id=rij.pk,
    )

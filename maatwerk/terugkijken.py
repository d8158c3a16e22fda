"""Step 8 from the other side: of whom it is still to be heard how it went, and the door of the receiving school."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from cases.models import Zaak
from maatwerk.models import Evaluatie, Status, Traject
from maatwerk.models_plan import Planversie
from maatwerk.toegang import leg_lezen_als_uitvoerder_vast
from organisations.actor import Actor
from organisations.rollen import Rol

PAGINA = "evaluatie"


def _als_ontvanger(actor: Actor) -> QuerySet[Traject]:
    """Tracks in which the school of this head carried out the plan, as long as everybody tells how it went."""
    if actor.rol != Rol.SCHOOLDIRECTEUR:
        return Traject.objects.none()
    geldend = Planversie.objects.filter(stand=Planversie.Stand.GOEDGEKEURD, school_id=actor.school_id or 0)
    return _te_vertellen().filter(pk__in=geldend.values("traject"))


def _te_vertellen() -> QuerySet[Traject]:
    return Traject.objects.filter(status=Status.EVALUATIE, zaak__gesloten_op__isnull=True)


def ontvangt(actor: Actor, zaak: Zaak) -> bool:
    """The head of the receiving school tells without seeing the case."""
    return _als_ontvanger(actor).filter(zaak=zaak).exists()


def te_doen(actor: Actor) -> QuerySet[Traject]:
    """Tracks of which this person did not tell yet how it went: the director, and the head that receives.

    The school of origin is asked by a message and by the case itself: its home stays within the questions it may ask.
    """
    per_rol: dict[str, Q] = {
        Rol.DIRECTEUR_SWV: Q(zaak__swv_id=actor.swv_id or 0),
        Rol.SCHOOLDIRECTEUR: Q(pk__in=_als_ontvanger(actor).values("pk")),
    }
    eigen = per_rol.get(actor.rol)
    if eigen is None:
        return Traject.objects.none()
    verteld = Evaluatie.objects.filter(traject=OuterRef("pk"), user_id=actor.persoon_id)
    rijen = _te_vertellen().filter(eigen).exclude(Exists(verteld))
    return rijen.select_related("zaak__dossier__leerling").order_by("pk")


def haal_als_ontvanger(actor: Actor, zaak_id: int) -> Traject | None:
    """The track for a head who receives the pupil and sees nothing else of the case; the read is on record."""
    traject = _als_ontvanger(actor).filter(zaak_id=zaak_id).select_related("zaak__dossier__leerling").first()
    if traject is None or Zaak.objects.visible_to(actor).filter(pk=traject.zaak_id).exists():
        return None
    leg_lezen_als_uitvoerder_vast(actor, traject, PAGINA)
    return traject

"""Who of a family is looking: one parent with gezag, or the pupil. Every page of a family starts here."""

from dataclasses import dataclass
from typing import Any

from cases.models import Gezag, Leerling, Ouder, Zaak
from cases.samen import haal_samen, hang_aan
from organisations.actor import Actor
from organisations.rollen import Rol
from workflow.fouten import GeenRecht


@dataclass(frozen=True)
class Gezinslid:
    """`wie` is the filter on rows of this person."""

    actor: Actor
    zaak: Zaak
    wie: dict[str, Any]

    @property
    def jij(self) -> bool:
        """A pupil is addressed with "jij"."""
        return "leerling" in self.wie

    @property
    def rij(self) -> Ouder | Leerling:
        rij: Ouder | Leerling = next(iter(self.wie.values()))
        return rij


def gezinslid(actor: Actor, zaak: Zaak) -> Gezinslid:
    """The family member behind the actor; GeenRecht for staff."""
    return Gezinslid(actor, zaak, gezinslid_van(zaak, actor))


def gezinslid_van(zaak: Zaak, actor: Actor) -> dict[str, Any]:
    """{"ouder": …} or {"leerling": …} for the family member who is logged in; GeenRecht for anyone else."""
    leerling = zaak.dossier.leerling
    if actor.rol == Rol.LEERLING and leerling.user_id == actor.gebruiker_id:
        return {"leerling": leerling}
    ouder = _ouder_van(leerling, actor.persoon_id)
    if actor.rol != Rol.OUDER or ouder is None or not ouder.heeft_gezag(actor.vandaag):
        raise GeenRecht
    return {"ouder": ouder}


def eigen_rijen(actor: Actor) -> dict[str, Any]:
    """The filter on rows of this person, whichever child they are about; what the cases are, `visible_to` says."""
    if actor.rol == Rol.LEERLING:
        return {"leerling__user_id": actor.persoon_id}
    return {"ouder__user_id": actor.persoon_id}


def _ouder_van(leerling: Leerling, user_id: int) -> Ouder | None:
    """With the gezag that goes with it."""
    ouders = leerling.ouders.filter(user_id=user_id).order_by("pk")
    gezag = Gezag.objects.filter(ouder__leerling=leerling, ouder__user_id=user_id)
    haal_samen(ouders, gezag)
    hang_aan(ouders, "gezag", gezag)
    return next(iter(ouders), None)

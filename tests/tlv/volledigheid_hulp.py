"""A filed request with its people, for the tests of completeness, supplements and experts."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from deadlines import services as termijnen
from organisations.actor import Actor
from organisations.models import Deskundigheid, User
from organisations.rollen import Rol
from tests import factories
from tests.factories import NU, VANDAAG
from tlv.eisen import eisen_van
from tlv.models import Aanvraag, Advies, Eisbeoordeling, Eisstatus, Status
from workflow.edit import edit
from workflow.perform import Resultaat, perform

TEKSTEN = {
    "strekking": "toewijzen",
    "type": "vso",
    "einde": date(2027, 7, 31),
    "categorie": "laag",
    "overwegingen": "De leerling heeft een kleine groep en een vaste volwassene nodig.",
    "periode_reden": "Dit is de kortste periode die mag.",
    "waarom_geen_arrangement": "Begeleiding in de klas hielp niet genoeg.",
    "lichtere_vorm": "misschien",
}


@dataclass
class Mensen:
    secretariaat: Actor
    voorzitter: Actor
    coordinator: Actor
    eerste: Actor
    tweede: Actor


def ingediend(aanvraag: Aanvraag) -> Aanvraag:
    """Filed, with the terms that filing starts."""
    factories.zet_status(aanvraag, Status.INGEDIEND)
    termijnen.start(aanvraag.zaak, "beslistermijn", vanaf=VANDAAG)
    termijnen.start(aanvraag.zaak, "volledigheidsnorm", vanaf=VANDAAG)
    return aanvraag


def deskundige(swv: Any, beroep: str, naam: str, *, user: User | None = None, vandaag: date = VANDAAG) -> Actor:
    mens = user or factories.UserFactory(naam=naam)
    Deskundigheid.objects.create(user=mens, swv=swv, beroep=beroep, van=date(2020, 1, 1))
    return factories.actor(Rol.DESKUNDIGE, swv, user=mens, vandaag=vandaag)


def mensen(aanvraag: Aanvraag) -> Mensen:
    swv, school = aanvraag.zaak.swv, aanvraag.zaak.school
    return Mensen(
        secretariaat=factories.actor(Rol.SECRETARIAAT, swv),
        voorzitter=factories.actor(Rol.VOORZITTER, swv),
        coordinator=factories.actor(Rol.COORDINATOR, school),
        eerste=deskundige(swv, "orthopedagoog", "Mira Yilmaz"),
        tweede=deskundige(swv, "jeugdpsycholoog", "Jon Ostberg"),
    )


def alles_in_orde(aanvraag: Aanvraag, *, behalve: str = "") -> None:
    for eis in eisen_van(aanvraag.route):
        status = Eisstatus.OPEN if eis.sleutel == behalve else Eisstatus.VOLDAAN
        Eisbeoordeling.objects.update_or_create(aanvraag=aanvraag, eis=eis.sleutel, defaults={"status": status})


def doe(aanvraag: Aanvraag, actie: str, by: Actor, *, doel_id: int | None = None, **data: Any) -> Resultaat:
    return perform(aanvraag.zaak_id, actie, by=by, data=data, doel_id=doel_id, nu=NU, herbevestigd_op=NU)


def wijs_toe(aanvraag: Aanvraag, m: Mensen) -> tuple[Advies, Advies]:
    """Complete and with both experts."""
    alles_in_orde(aanvraag)
    doe(aanvraag, "volledig_verklaren", m.secretariaat)
    toewijzingen = [
        {"volgorde": 1, "deskundige_id": m.eerste.gebruiker_id, "beroep": "orthopedagoog"},
        {"volgorde": 2, "deskundige_id": m.tweede.gebruiker_id, "beroep": "jeugdpsycholoog"},
    ]
    doe(aanvraag, "deskundigen_toewijzen", m.secretariaat, toewijzingen=toewijzingen)
    een, twee = aanvraag.adviezen.order_by("volgorde")
    return een, twee


def schrijf(aanvraag: Aanvraag, by: Actor, **anders: Any) -> None:
    edit(aanvraag.zaak_id, "advies", by=by, data={**TEKSTEN, **anders}, nu=NU)


def dien_in(aanvraag: Aanvraag, by: Actor, advies: Advies) -> Resultaat:
    return doe(aanvraag, "advies_indienen", by, doel_id=advies.pk, onafhankelijk=True)


def status(aanvraag: Aanvraag) -> str:
    return Aanvraag.objects.get(pk=aanvraag.pk).status

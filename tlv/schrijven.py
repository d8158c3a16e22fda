"""Writing the request: its sections, the waivers the school asks, its papers, and the signatures on it."""

from datetime import date

from organisations.actor import Actor
from tlv import ondertekenen, rechten, stukken
from tlv.eisen import eis_van
from tlv.feiten import klare_secties
from tlv.models import Aanvraag, Eisbeoordeling, Eisstatus
from tlv.secties import SECTIES, secties_van
from workflow.fouten import Geweigerd
from workflow.onderdelen import onderdeeldelen
from workflow.process import Bewerking, Deel
from workflow.sectiestand import Sectiestand, standen


def sectiestanden(aanvraag: Aanvraag, *, vandaag: date) -> list[Sectiestand]:
    """Every section of the route with its state."""
    return standen(aanvraag.zaak, secties_van(aanvraag.route), klare_secties(aanvraag, vandaag=vandaag))


def mag_ontheffing(actor: Actor, aanvraag: Aanvraag) -> bool:
    return stukken.mag_stukken(actor, aanvraag)


def ontheffingversie(aanvraag: Aanvraag, eis: str) -> int:
    """Which version of this point was shown; 0 when nothing was said about it."""
    rijen = Eisbeoordeling.objects.filter(aanvraag=aanvraag, eis=eis)
    return rijen.values_list("versie", flat=True).first() or 0


def vraag_ontheffing(b: Bewerking) -> None:
    """The school asks to be excused from one requirement, with a reason; or takes that back."""
    eis = eis_van(b.obj.route, b.data["eis"])
    if eis is None or not eis.ontheffing:
        raise Geweigerd("Voor dit punt kunt u geen ontheffing vragen.")
    rij, _ = Eisbeoordeling.objects.get_or_create(aanvraag=b.obj, eis=eis.sleutel)
    if rij.status == Eisstatus.ONTHEFFING_VERLEEND:
        raise Geweigerd("Voor dit punt is al ontheffing verleend.")
    reden = b.data.get("reden", "").strip()
    if not reden and not b.data.get("intrekken"):
        raise Geweigerd("Leg uit waarom u ontheffing vraagt.", veld="reden")
    rij.reden_school = "" if b.data.get("intrekken") else reden
    rij.status = Eisstatus.OPEN if b.data.get("intrekken") else Eisstatus.ONTHEFFING_GEVRAAGD
    rij.versie += 1
    rij.save()


DELEN: tuple[Deel, ...] = (
    *onderdeeldelen({sectie.sleutel: sectie.label for sectie in SECTIES}, rechten.mag_schrijven),
    Deel(
        naam="ontheffing",
        label="Ontheffing vragen",
        mag=mag_ontheffing,
        versie=lambda b: ontheffingversie(b.obj, b.data["eis"]),
        schrijf=vraag_ontheffing,
        sessie=False,
        schrijfwerk=True,
    ),
    *stukken.DELEN,
    *ondertekenen.DELEN,
)

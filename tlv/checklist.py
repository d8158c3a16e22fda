"""The checklist as the secretariat walks it: the requirements of the route with how each was judged."""

from dataclasses import dataclass
from datetime import date

from cases.samen import haal_samen
from tlv.eisen import Eis, Eisstand, eisen_van, stand
from tlv.feiten import Feitvraag, feiten_uit
from tlv.models import Aanvraag, Aanvulverzoek, Eisbeoordeling, Eisstatus

AFGEDAAN = (Eisstatus.VOLDAAN, Eisstatus.ONTHEFFING_VERLEEND)
MIST = (Eisstatus.ONTBREEKT, Eisstatus.ONTHEFFING_GEWEIGERD)
BADGES = {
    Eisstatus.OPEN: "inactive",
    Eisstatus.VOLDAAN: "success",
    Eisstatus.ONTBREEKT: "error",
    Eisstatus.ONTHEFFING_GEVRAAGD: "warning",
    Eisstatus.ONTHEFFING_VERLEEND: "success",
    Eisstatus.ONTHEFFING_GEWEIGERD: "error",
}


@dataclass(frozen=True)
class Punt:
    """One requirement: what it asks, what the system sees of it, and what the secretariat made of it."""

    eis: Eis
    gezien: Eisstand
    beoordeling: Eisbeoordeling

    @property
    def sleutel(self) -> str:
        return self.eis.sleutel

    @property
    def label(self) -> str:
        return self.eis.label

    @property
    def status(self) -> str:
        return self.beoordeling.status

    @property
    def status_label(self) -> str:
        return str(Eisstatus(self.status).label).capitalize()

    @property
    def badge(self) -> str:
        return BADGES[Eisstatus(self.status)]

    @property
    def toelichting(self) -> str:
        return self.beoordeling.toelichting

    @property
    def is_afgedaan(self) -> bool:
        return self.status in AFGEDAAN

    @property
    def vraagt_waarom(self) -> bool:
        """To call this met goes against what is recorded: a signature, view or consent that is not there."""
        return self.eis.is_van_mensen and bool(self.gezien.ontbreekt)

    @property
    def wat_nodig(self) -> str:
        """What the school reads when nobody wrote a remark: what the system misses, else why it is asked."""
        return " ".join(self.gezien.ontbreekt) or self.eis.waarom


def nog_te_leveren(aanvraag: Aanvraag, verzoek: Aanvulverzoek) -> list[str]:
    """Keys of what was asked and did not come; of a supplement that did come, what was judged to be missing still."""
    if verzoek.beantwoord_op is None:
        return list(verzoek.eisen)
    mist = set(aanvraag.eisen.filter(status__in=MIST).values_list("eis", flat=True))
    return [sleutel for sleutel in verzoek.eisen if sleutel in mist]


def checklist(aanvraag: Aanvraag, *, vandaag: date) -> list[Punt]:
    """Every requirement of the route, in its fixed order."""
    vraag = Feitvraag(aanvraag, vandaag=vandaag)
    haal_samen(*vraag.vragen)
    rijen = {rij.eis: rij for rij in vraag.eisen}
    standen = stand(aanvraag.route, feiten_uit(vraag, aanvraag, vandaag=vandaag))
    gezien = {rij.eis.sleutel: rij for rij in standen}
    return [
        Punt(eis, gezien[eis.sleutel], rijen.get(eis.sleutel) or Eisbeoordeling(aanvraag=aanvraag, eis=eis.sleutel))
        for eis in eisen_van(aanvraag.route)
    ]

"""The policy section of maatwerk tracks: terms, capacity and texts that differ per samenwerkingsverband."""

from collections.abc import Mapping

from pydantic import Field

from maatwerk.models import Traject
from organisations.beleid import Dagen, DagenOfNul, Sectie, Weken, gebonden_beleid
from organisations.nummers import Zaaknummerpatroon, voorbeeldnummer

SECTIE = "maatwerk"


class MaatwerkBeleid(Sectie):
    """Source 000 names the steps and no terms, so every number here is ours to set."""

    commissieadvies_dagen: Dagen = Field(21, title="Advies van de commissie, in dagen na inbrengen")
    directeursbesluit_dagen: Dagen = Field(7, title="Besluit van de directeur, in dagen")
    aanvaarden_dagen: Dagen = Field(5, title="Antwoord van de gevraagde casemanager, in dagen")
    ouders_spreken_weken: Weken = Field(3, title="De casemanager spreekt de ouders ten minste om de zoveel weken")
    trajecten_hoogstens: int = Field(6, ge=1, le=99, title="Richtgetal: lopende trajecten per casemanager")
    delen_dagen: int = Field(14, ge=1, le=90, title="Een document dat met een code is gedeeld, is te openen: in dagen")
    bijstelling_procent: int = Field(
        10, ge=0, le=100, title="Kleine bijstelling: een regel van de offerte mag zoveel procent hoger uitkomen"
    )
    bijstelling_euro: int = Field(
        250, ge=0, le=99_999, title="En alle regels van een traject samen hoogstens zoveel euro"
    )
    herinneringen_dagen: list[DagenOfNul] = Field(
        title="Herinneren: zoveel dagen voor het einde van een termijn", default_factory=lambda: [2]
    )
    te_laat_dagen: list[Dagen] = Field(
        title="Melden dat een termijn voorbij is: na zoveel dagen", default_factory=lambda: [1]
    )
    te_laat_elke_dagen: DagenOfNul = Field(7, title="En daarna steeds na zoveel dagen")
    zaaknummer: Zaaknummerpatroon = Field(
        "M{jaar}-{volgnummer:04d}", title="Opbouw van het nummer van een maatwerktraject"
    )
    bent_u_het_oneens: str = Field(
        "Bent u het hier niet mee eens? Bel dan eerst met de persoon in deze brief. Wij praten er graag over. "
        "U kunt daarna ook een klacht indienen bij het samenwerkingsverband.",
        title="Wat ouders en school kunnen doen als zij het niet eens zijn (in de brief)",
    )

    def in_woorden(self) -> Mapping[str, str]:
        return {"zaaknummer": voorbeeldnummer(self.zaaknummer)}


def beleid_van(traject: Traject) -> MaatwerkBeleid:
    """The version under which this track was brought in."""
    beleid = gebonden_beleid(traject.zaak.beleid.get(SECTIE), SECTIE)
    assert isinstance(beleid, MaatwerkBeleid)
    return beleid

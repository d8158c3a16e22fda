"""The terms of a maatwerk track, all of them policy."""

from datetime import date
from typing import Any

from maatwerk.beleid import beleid_van
from maatwerk.meldingen import OUDERS_STIL, gevraagde, gevraagde_en_directeur, te_laat, vooraf
from workflow.ontvangers import bureau, directeuren
from workflow.process import Termijnregel, Uitvoering

OUDERS_SPREKEN = "ouders_spreken"


def _vandaag(u: Uitvoering) -> date:
    return u.vandaag


def _dagen(naam: str) -> Any:
    return lambda u: {"dagen": getattr(beleid_van(u.obj), naam)}


REGELS = {
    "commissieadvies": Termijnregel(
        vanaf=_vandaag,
        parameters=_dagen("commissieadvies_dagen"),
        vooraf=vooraf(bureau, "Het advies van de commissie"),
        te_laat=te_laat(bureau, "Het advies van de commissie"),
    ),
    "directeursbesluit": Termijnregel(
        vanaf=_vandaag,
        parameters=_dagen("directeursbesluit_dagen"),
        vooraf=vooraf(directeuren, "Uw besluit"),
        te_laat=te_laat(directeuren, "Uw besluit"),
    ),
    "aanvaarden": Termijnregel(
        vanaf=_vandaag,
        parameters=_dagen("aanvaarden_dagen"),
        vooraf=vooraf(gevraagde, "Uw antwoord"),
        te_laat=te_laat(gevraagde_en_directeur, "Het antwoord van de gevraagde casemanager"),
    ),
    OUDERS_SPREKEN: Termijnregel(
        vanaf=_vandaag,
        parameters=lambda u: {"weken": beleid_van(u.obj).ouders_spreken_weken},
        te_laat=OUDERS_STIL,
    ),
}
TERMIJNEN = tuple(REGELS)
"""In the order of the procedure."""

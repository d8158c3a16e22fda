"""The terms of a TLV request: from when they run, with parameters from the policy that binds the case."""

from datetime import date
from typing import Any

from deadlines.regels import NIET_GENOEG, TERMIJN_OM
from tlv.aanvullen import ontvangen_op
from tlv.beleid import beleid_van
from tlv.meldingen import adviseurs_en_secretariaat, stil, te_laat, vooraf, wie_nog_adviseert
from workflow.ontvangers import bureau, coordinatoren, secretariaat, voorzitters
from workflow.process import Termijnregel, Uitvoering


def _vandaag(u: Uitvoering) -> date:
    return u.vandaag


def _ontvangen(u: Uitvoering) -> date:
    return u.zaak.ontvangen_op or u.vandaag


def _binnengekomen(u: Uitvoering) -> date:
    """What came on paper waits from the day it was received, whenever it is entered; what is taken back from today."""
    if u.actie == "indienen":
        return _ontvangen(u)
    return ontvangen_op(u) if u.actie == "aanvullen" else u.vandaag


def _verstreken_aanvulling(u: Uitvoering) -> date:
    """From when the four weeks of Awb 4:5, fourth paragraph, run: the supplement, or the last day without one."""
    laatste = u.resultaat.get("laatste_dag_aanvulling")
    return date.fromisoformat(laatste) if laatste else u.vandaag


def _aanleiding(u: Uitvoering) -> dict[str, Any]:
    return {"aanleiding": NIET_GENOEG if u.actie == "aanvulling_onvoldoende" else TERMIJN_OM}


def _weken(naam: str) -> Any:
    return lambda u: {"weken": getattr(beleid_van(u.obj), naam)}


def _dagen(naam: str) -> Any:
    return lambda u: {"dagen": getattr(beleid_van(u.obj), naam)}


REGELS = {
    "beslistermijn": Termijnregel(
        vanaf=_ontvangen,
        parameters=_weken("beslistermijn_weken"),
        vooraf=vooraf(bureau, "Het besluit"),
        te_laat=te_laat(bureau, "Het besluit"),
        stil=stil(bureau),
    ),
    "servicenorm": Termijnregel(
        vanaf=_vandaag,
        parameters=_weken("servicenorm_weken"),
        vooraf=vooraf(bureau, "Het besluit"),
        te_laat=te_laat(bureau, "Het besluit"),
    ),
    "volledigheidsnorm": Termijnregel(
        vanaf=_binnengekomen,
        parameters=lambda u: {"werkdagen": beleid_van(u.obj).volledigheidsnorm_werkdagen},
        vooraf=vooraf(secretariaat, "De controle van de aanvraag"),
        te_laat=te_laat(secretariaat, "De controle van de aanvraag"),
    ),
    "aanvultermijn": Termijnregel(
        vanaf=_vandaag,
        parameters=_weken("aanvulling_weken"),
        vooraf=vooraf(coordinatoren, "De aanvulling"),
        on_lapse="aanvulling_laten_verlopen",
    ),
    "buiten_behandeling": Termijnregel(
        vanaf=_verstreken_aanvulling,
        parameters=_aanleiding,
        vooraf=vooraf(voorzitters, "Het besluit om de aanvraag niet te behandelen"),
        te_laat=te_laat(bureau, "Het besluit om de aanvraag niet te behandelen"),
    ),
    "ingebreke": Termijnregel(
        vanaf=_vandaag,
        vooraf=vooraf(bureau, "Na de ingebrekestelling: het besluit"),
        on_lapse="ingebreke_voorbij",
    ),
    "dwangsom": Termijnregel(vanaf=_vandaag, on_lapse="dwangsom_vol"),
    "dwangsombesluit": Termijnregel(
        vanaf=_vandaag,
        vooraf=vooraf(bureau, "Het besluit over de dwangsom"),
        te_laat=te_laat(bureau, "Het besluit over de dwangsom"),
    ),
    "deskundigentermijn": Termijnregel(
        vanaf=_vandaag,
        parameters=_dagen("deskundigen_dagen"),
        vooraf=vooraf(wie_nog_adviseert, "Uw advies"),
        te_laat=te_laat(adviseurs_en_secretariaat, "Het advies van een deskundige"),
    ),
    "informatietermijn": Termijnregel(
        vanaf=_vandaag,
        parameters=_dagen("informatie_dagen"),
        vooraf=vooraf(coordinatoren, "Het antwoord op de vraag"),
        on_lapse="informatie_laten_verlopen",
    ),
}

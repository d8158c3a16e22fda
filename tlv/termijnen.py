"""The terms of a TLV request: from when they run, with parameters from the policy that binds the case."""

from datetime import date
from typing import Any

from tlv.beleid import beleid_van
from workflow.process import Termijnregel, Uitvoering


def _vandaag(u: Uitvoering) -> date:
    return u.vandaag


def _ontvangen(u: Uitvoering) -> date:
    return u.zaak.ontvangen_op or u.vandaag


def _verstreken_aanvulling(u: Uitvoering) -> date:
    """Last day of the repair term, from which the four weeks of Awb 4:5, fourth paragraph, run."""
    laatste = u.resultaat.get("laatste_dag_aanvulling")
    return date.fromisoformat(laatste) if laatste else u.vandaag


def _weken(naam: str) -> Any:
    return lambda u: {"weken": getattr(beleid_van(u.obj), naam)}


def _dagen(naam: str) -> Any:
    return lambda u: {"dagen": getattr(beleid_van(u.obj), naam)}


REGELS = {
    "beslistermijn": Termijnregel(
        label="Wettelijke beslistermijn", vanaf=_ontvangen, parameters=_weken("beslistermijn_weken")
    ),
    "servicenorm": Termijnregel(label="Norm voor het besluit", vanaf=_vandaag, parameters=_weken("servicenorm_weken")),
    "volledigheidsnorm": Termijnregel(
        label="Norm voor de controle op volledigheid",
        vanaf=_vandaag,
        parameters=lambda u: {"werkdagen": beleid_van(u.obj).volledigheidsnorm_werkdagen},
    ),
    "aanvultermijn": Termijnregel(
        label="Termijn voor de aanvulling",
        vanaf=_vandaag,
        parameters=_weken("aanvulling_weken"),
        on_lapse="aanvulling_laten_verlopen",
    ),
    "buiten_behandeling": Termijnregel(
        label="Besluit om niet te behandelen",
        vanaf=_verstreken_aanvulling,
        parameters=_weken("buiten_behandeling_weken"),
    ),
    "deskundigentermijn": Termijnregel(
        label="Termijn voor de deskundigen", vanaf=_vandaag, parameters=_dagen("deskundigen_dagen")
    ),
    "informatietermijn": Termijnregel(
        label="Termijn voor de informatie",
        vanaf=_vandaag,
        parameters=_dagen("informatie_dagen"),
        on_lapse="informatie_laten_verlopen",
    ),
}

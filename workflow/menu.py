"""The menu of each hat, as data: what all workflows share, with the pages of each workflow in between."""

from collections.abc import Iterable
from itertools import chain
from typing import Any

from organisations.actor import Actor
from organisations.rollen import Rol
from ui.adressen import adres
from workflow.process import Process, processen
from workflow.ruimte import Ruimte, ruimtes

TERMIJNEN = ("Termijnen", "workflow:termijnen")
ZAKEN = (("Werk", "workflow:home"), ("Zaken", "workflow:zaken"), TERMIJNEN)
REKENAAR = ("Termijnrekenaar", "deadlines:termijnrekenaar")
BEHEER = ("Beheer", "organisations:beheer")
TOEGANG = ("Toegang", "organisations:toegang")
MANDATEN = ("Mandaten", "organisations:mandaten")
BELEID = ("Beleid", "organisations:beleid")
VOORAAN: dict[str, tuple[tuple[str, str], ...]] = {
    Rol.COORDINATOR: (("Werk", "workflow:home"), ("Dossiers", "cases:dossiers"), TERMIJNEN),
    Rol.SCHOOLDIRECTEUR: (*ZAKEN, TOEGANG),
    Rol.GEDRAGSWETENSCHAPPER: ZAKEN,
    Rol.SECRETARIAAT: (*ZAKEN, ("Dossiers", "cases:dossiers")),
    Rol.COMMISSIELID: ZAKEN,
    Rol.VOORZITTER: ZAKEN,
    Rol.PLV_VOORZITTER: ZAKEN,
    Rol.DIRECTEUR_SWV: ZAKEN,
    Rol.DESKUNDIGE: ZAKEN,
    Rol.CASEMANAGER: ZAKEN,
    Rol.FG: (("Werk", "workflow:home"), ("Logboek", "workflow:logboek"), TOEGANG),
    Rol.BEHEERDER: (
        ("Werk", "workflow:home"),
        ("Mislukt werk", "workflow:uitval"),
        ("Mail komt niet aan", "workflow:onbestelbaar"),
        ("Storingen", "workflow:storingen"),
    ),
    Rol.OUDER: (("Thuis", "workflow:home"),),
    Rol.LEERLING: (("Thuis", "workflow:home"),),
}
ACHTERAAN: dict[str, tuple[tuple[str, str], ...]] = {
    Rol.GEDRAGSWETENSCHAPPER: (REKENAAR,),
    Rol.DESKUNDIGE: (REKENAAR,),
    Rol.CASEMANAGER: (REKENAAR,),
    Rol.COMMISSIELID: (REKENAAR,),
    Rol.DIRECTEUR_SWV: (BEHEER,),
    Rol.FG: (REKENAAR,),
    Rol.BEHEERDER: (BEHEER,),
}
ZELDEN: dict[str, tuple[tuple[str, str], ...]] = {
    Rol.SECRETARIAAT: (
        ("Dubbelen", "cases:dubbelen"),
        ("Mail komt niet aan", "workflow:onbestelbaar"),
        REKENAAR,
        MANDATEN,
    ),
    Rol.VOORZITTER: (REKENAAR, MANDATEN),
    Rol.PLV_VOORZITTER: (REKENAAR, MANDATEN),
    Rol.DIRECTEUR_SWV: (REKENAAR, MANDATEN, BELEID),
    Rol.BEHEERDER: (REKENAAR, MANDATEN, BELEID),
}
"""What is seldom needed stands together under "Meer", so that the menu takes two lines on a phone at most."""


def menu_voor(actor: Actor, pad: str) -> list[dict[str, Any]]:
    """Menu items with the one of this page marked; messages have their own place in the header."""
    van_processen = chain.from_iterable(process.menu.get(actor.rol, ()) for process in processen().values())
    van_ruimtes = chain.from_iterable(ruimte.menu.get(actor.rol, ()) for ruimte in ruimtes())
    vooraan = _punten((*VOORAAN.get(actor.rol, ()), *van_ruimtes, *van_processen, *ACHTERAAN.get(actor.rol, ())))
    kamers: tuple[Ruimte | Process, ...] = (*ruimtes(), *processen().values())
    overige = chain.from_iterable(kamer.zelden.get(actor.rol, ()) for kamer in kamers)
    zelden = _punten((*overige, *ZELDEN.get(actor.rol, ())))
    adressen = [punt["url"] for punt in (*vooraan, *zelden) if pad.startswith(punt["url"])]
    beste = max(adressen, key=len, default=None)
    for punt in (*vooraan, *zelden):
        punt["actief"] = punt["url"] == beste
    meer = {"label": "Meer", "onder": zelden, "actief": any(punt["actief"] for punt in zelden)}
    return [*vooraan, meer] if zelden else vooraan


def _punten(namen: Iterable[tuple[str, str]]) -> list[dict[str, Any]]:
    return [{"label": label, "url": adres(naam)} for label, naam in namen]


def beginknoppen(actor: Actor) -> list[tuple[str, str]]:
    """Label and address of where this hat starts a case of each kind."""
    knoppen = [process.beginnen[actor.rol] for process in processen().values() if actor.rol in process.beginnen]
    return [(label, adres(naam)) for label, naam in knoppen]

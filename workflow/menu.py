"""The menu of each hat, as data: what all workflows share, with the pages of each workflow in between."""

from itertools import chain
from typing import Any

from django.urls import reverse

from organisations.actor import Actor
from organisations.rollen import Rol
from workflow.process import processen

ZAKEN = (("Werk", "workflow:home"), ("Zaken", "workflow:zaken"))
REKENAAR = ("Termijnrekenaar", "deadlines:termijnrekenaar")
BEHEER = (
    ("Beheer", "organisations:beheer"),
    ("Mandaten", "organisations:mandaten"),
    ("Beleid", "organisations:beleid"),
)
VOORAAN: dict[str, tuple[tuple[str, str], ...]] = {
    Rol.COORDINATOR: (("Werk", "workflow:home"), ("Dossiers", "cases:dossiers")),
    Rol.SCHOOLDIRECTEUR: ZAKEN,
    Rol.GEDRAGSWETENSCHAPPER: ZAKEN,
    Rol.SECRETARIAAT: (*ZAKEN, ("Dossiers", "cases:dossiers"), ("Dubbelen", "cases:dubbelen")),
    Rol.COMMISSIELID: ZAKEN,
    Rol.VOORZITTER: ZAKEN,
    Rol.PLV_VOORZITTER: ZAKEN,
    Rol.DIRECTEUR_SWV: ZAKEN,
    Rol.DESKUNDIGE: ZAKEN,
    Rol.FG: (("Werk", "workflow:home"), ("Logboek", "workflow:logboek")),
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
    Rol.SECRETARIAAT: (("Mail komt niet aan", "workflow:onbestelbaar"), REKENAAR, *BEHEER[1:2]),
    Rol.DESKUNDIGE: (REKENAAR,),
    Rol.COMMISSIELID: (REKENAAR,),
    Rol.VOORZITTER: (REKENAAR, *BEHEER[1:2]),
    Rol.PLV_VOORZITTER: (REKENAAR, *BEHEER[1:2]),
    Rol.DIRECTEUR_SWV: (REKENAAR, *BEHEER),
    Rol.FG: (REKENAAR,),
    Rol.BEHEERDER: (REKENAAR, *BEHEER),
}


def menu_voor(actor: Actor, pad: str) -> list[dict[str, Any]]:
    """Menu items with the one of this page marked; messages have their own place in the header."""
    van_processen = chain.from_iterable(process.menu.get(actor.rol, ()) for process in processen().values())
    namen = (*VOORAAN.get(actor.rol, ()), *van_processen, *ACHTERAAN.get(actor.rol, ()))
    regels: list[dict[str, Any]] = [{"label": label, "url": reverse(naam)} for label, naam in namen]
    adressen = [regel["url"] for regel in regels if pad.startswith(regel["url"])]
    beste = max(adressen, key=len, default=None)
    return [{**regel, "actief": regel["url"] == beste} for regel in regels]


def beginknoppen(actor: Actor) -> list[tuple[str, str]]:
    """Label and address of where this hat starts a case of each kind."""
    knoppen = [process.beginnen[actor.rol] for process in processen().values() if actor.rol in process.beginnen]
    return [(label, reverse(naam)) for label, naam in knoppen]

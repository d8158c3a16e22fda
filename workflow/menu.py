"""The menu of each hat, as data."""

from typing import Any

from django.urls import reverse

from organisations.actor import Actor
from organisations.rollen import Rol

SCHOOL = (("Werk", "workflow:home"), ("Dossiers", "cases:dossiers"), ("Register", "tlv:register"))
BUREAU = (("Werk", "workflow:home"), ("Zaken", "workflow:zaken"), ("Register", "tlv:register"))
BEHEER = (("Mandaten", "organisations:mandaten"), ("Beleid", "organisations:beleid"))
MENU: dict[str, tuple[tuple[str, str], ...]] = {
    Rol.COORDINATOR: SCHOOL,
    Rol.SCHOOLDIRECTEUR: (("Werk", "workflow:home"), ("Zaken", "workflow:zaken")),
    Rol.GEDRAGSWETENSCHAPPER: (("Werk", "workflow:home"), ("Zaken", "workflow:zaken")),
    Rol.SECRETARIAAT: (
        ("Werk", "workflow:home"),
        ("Zaken", "workflow:zaken"),
        ("Dossiers", "cases:dossiers"),
        ("Dubbelen", "cases:dubbelen"),
        ("Te versturen", "tlv:postbak"),
        ("Register", "tlv:register"),
        ("Mandaten", "organisations:mandaten"),
    ),
    Rol.COMMISSIELID: BUREAU,
    Rol.VOORZITTER: (*BUREAU, BEHEER[0]),
    Rol.PLV_VOORZITTER: (*BUREAU, BEHEER[0]),
    Rol.DIRECTEUR_SWV: (*BUREAU, *BEHEER),
    Rol.DESKUNDIGE: (("Werk", "workflow:home"), ("Zaken", "workflow:zaken")),
    Rol.FG: (("Werk", "workflow:home"), ("Logboek", "workflow:logboek")),
    Rol.BEHEERDER: (("Werk", "workflow:home"), ("Mislukt werk", "workflow:uitval"), *BEHEER),
    Rol.OUDER: (("Thuis", "workflow:home"),),
    Rol.LEERLING: (("Thuis", "workflow:home"),),
}


def menu_voor(actor: Actor, pad: str) -> list[dict[str, Any]]:
    """Menu items with the one of this page marked; messages have their own place in the header."""
    regels: list[dict[str, Any]] = [{"label": label, "url": reverse(naam)} for label, naam in MENU.get(actor.rol, ())]
    adressen = [regel["url"] for regel in regels if pad.startswith(regel["url"])]
    beste = max(adressen, key=len, default=None)
    return [{**regel, "actief": regel["url"] == beste} for regel in regels]

"""The menu of each hat, as data."""

from typing import Any

from django.urls import NoReverseMatch, reverse

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
    Rol.BEHEERDER: (("Werk", "workflow:home"), *BEHEER),
    Rol.OUDER: (("Thuis", "workflow:home"),),
    Rol.LEERLING: (("Thuis", "workflow:home"),),
}


def menu_voor(actor: Actor, pad: str, *, ongelezen: int) -> list[dict[str, Any]]:
    """Menu items with the one of this page marked; the inbox carries the number of unread messages."""
    items = [item for item in [*MENU.get(actor.rol, ()), ("Berichten", "workflow:postvak")] if _bestaat(item[1])]
    adressen = [reverse(naam) for _, naam in items]
    regels: list[dict[str, Any]] = [{"label": label, "url": reverse(naam), "aantal": 0} for label, naam in items]
    regels[-1]["aantal"] = ongelezen
    beste = max((adres for adres in adressen if pad.startswith(adres)), key=len, default=None)
    return [{**regel, "actief": regel["url"] == beste} for regel in regels]


def _bestaat(naam: str) -> bool:
    try:
        reverse(naam)
    except NoReverseMatch:
        return False
    return True

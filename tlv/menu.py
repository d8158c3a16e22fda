"""What the TLV process adds to the menu and the home pages, and what its pages are called in the record of reads."""

from organisations.rollen import Rol

REGISTER = ("Register", "tlv:register")

MENU: dict[str, tuple[tuple[str, str], ...]] = {
    Rol.COORDINATOR: (REGISTER,),
    Rol.SECRETARIAAT: (("Te versturen", "tlv:postbak"), REGISTER),
    Rol.COMMISSIELID: (REGISTER,),
    Rol.VOORZITTER: (REGISTER,),
    Rol.PLV_VOORZITTER: (REGISTER,),
    Rol.DIRECTEUR_SWV: (REGISTER,),
}

BEGINNEN: dict[str, tuple[str, str]] = {
    Rol.SECRETARIAAT: ("Aanvraag invoeren voor een school", "tlv:kiezen_secretariaat"),
}

PAGINAS = {
    "zaak_aanvraag": "De hele aanvraag",
    "bundel": "Alle documenten als één bestand",
    "besluit": "Het besluit",
    "advies": "Het eigen advies",
    "advies_lezen": "Een advies",
    "volledigheid": "De controle op volledigheid",
    "termijnen": "De termijnen van de zaak",
    "deskundigen": "De keuze van deskundigen",
    "kiezen": "Wat er aan te vragen is",
    "aanvulling": "De aanvulling",
    "stuk": "Een vastgelegde versie",
    "controle": "De controle voor het indienen",
    "gezin": "De pagina van het gezin",
    "gezin_aanvraag": "De aanvraag, op de pagina van het gezin",
    "gezin_besluit": "Het besluit, op de pagina van het gezin",
    "gezin_rechten": "De rechten, op de pagina van het gezin",
    "besluit_terug": "Een besluit dat terugkwam met de post",
    "overdracht": "Een overgedragen verklaring",
}

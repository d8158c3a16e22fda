"""Run in the environment of the site: logs people in, and says which pages they will open. Prints JSON."""

import json
import sys
from collections.abc import Callable, Iterable
from importlib import import_module
from typing import Any

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402

from cases.models import Dossier, Leerling, Zaak  # noqa: E402
from organisations.actor import Actor, actor_voor  # noqa: E402
from organisations.hoeden import SESSIE_HOED  # noqa: E402
from organisations.models import Lidmaatschap  # noqa: E402
from organisations.rollen import Rol  # noqa: E402
from organisations.toegang.sessieopslag import APPARAAT, BEGONNEN, WIJZE  # noqa: E402

GROOTSTE_SCHOOL = 1
ADRESSEN = 1000
"""Different dossiers of one list, so that nearly every read is a first one and is written in the record."""


def sessie(lid: Lidmaatschap) -> str:
    """The key of a session, as logging in leaves it."""
    opslag = import_module(settings.SESSION_ENGINE).SessionStore()
    opslag[SESSION_KEY] = str(lid.user_id)
    opslag[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    opslag[HASH_SESSION_KEY] = lid.user.get_session_auth_hash()
    opslag[SESSIE_HOED] = lid.pk
    opslag[WIJZE] = "app"
    opslag[BEGONNEN] = timezone.now().isoformat()
    opslag[APPARAAT] = "meting"
    opslag.create()
    return str(opslag.session_key)


def dossiers(actor: Actor) -> list[str]:
    rijen = Dossier.objects.visible_to(actor).order_by("pk").values_list("pk", flat=True)[:ADRESSEN]
    return [reverse("cases:dossier", args=[pk]) for pk in rijen]


def zaken(naam: str, **stand: Any) -> Callable[[Actor], list[str]]:
    def adressen(actor: Actor) -> list[str]:
        rijen = Zaak.objects.visible_to(actor).filter(**stand).order_by("pk").values_list("pk", flat=True)[:ADRESSEN]
        return [reverse(naam, args=[pk]) for pk in rijen]

    return adressen


def zoek_naam(actor: Actor) -> list[str]:
    """First name and surname of pupils that this person can find."""
    return [f"{reverse('workflow:zoeken')}?q={rij.roepnaam}+{rij.achternaam}" for rij in _leerlingen(actor)]


def zoek_achternaam(actor: Actor) -> list[str]:
    return [f"{reverse('workflow:zoeken')}?q={rij.achternaam[:5]}" for rij in _leerlingen(actor)]


def zoek_geboren(actor: Actor) -> list[str]:
    return [f"{reverse('workflow:zoeken')}?q={rij.geboortedatum:%d-%m-%Y}" for rij in _leerlingen(actor)]


def zoek_nummer(actor: Actor) -> list[str]:
    rijen = Zaak.objects.visible_to(actor).exclude(nummer="").order_by("pk").values_list("nummer", flat=True)[:200]
    return [f"{reverse('workflow:zoeken')}?q={nummer}" for nummer in rijen]


def _leerlingen(actor: Actor) -> list[Leerling]:
    rijen = Zaak.objects.visible_to(actor).order_by("pk").values_list("dossier__leerling_id", flat=True)[:200]
    return list(Leerling.objects.filter(pk__in=list(rijen)))


def vast(naam: str, vraag: str = "") -> Callable[[Actor], list[str]]:
    return lambda actor: [reverse(naam) + vraag]


WERK, LIJST = vast("workflow:home"), vast("workflow:zaken")
BORD = {
    "termijnen": vast("workflow:termijnen"),
    "termijnen, te laat": vast("workflow:termijnen", "?groep=te-laat"),
    "termijnen, maand": vast("workflow:termijnen_maand"),
    "termijnen, vooruitblik": vast("workflow:vooruitblik"),
}
GESLOTEN = vast("workflow:zaken", "?ook=afgesloten")
ZAAK = zaken("tlv:zaak")
ZOEKEN = {
    "zoeken op naam": zoek_naam,
    "zoeken op begin van de achternaam": zoek_achternaam,
    "zoeken op geboortedatum": zoek_geboren,
    "zoeken op nummer": zoek_nummer,
}
BORD = {"termijnen": vast("workflow:termijnen")}
VOORUIT = BORD | {"termijnen per maand": vast("workflow:termijnen_maand"), "vooruitblik": vast("workflow:vooruitblik")}
PAGINAS: dict[str, dict[str, Callable[[Actor], list[str]]]] = {
    Rol.COORDINATOR: {
        "werk": WERK,
        "zaken": LIJST,
        "zaken, ook afgesloten": GESLOTEN,
        **BORD,
        **ZOEKEN,
        "dossiers": vast("cases:dossiers"),
        "dossier": dossiers,
        "zaak": ZAAK,
        **VOORUIT,
    },
    Rol.SECRETARIAAT: {
        "werk": WERK,
        "zaken": LIJST,
        **BORD,
        **ZOEKEN,
        "dossiers": vast("cases:dossiers"),
        "dossier": dossiers,
        "zaak": ZAAK,
        "volledigheid": zaken("tlv:volledigheid", status="ingediend"),
        "register": vast("tlv:register"),
        **VOORUIT,
    },
    Rol.VOORZITTER: {
        "werk": WERK,
        "zaken": LIJST,
        "zoeken op naam": zoek_naam,
        "zaak": ZAAK,
        "besluit": zaken("tlv:besluiten", status="ter_besluitvorming"),
        **BORD,
    },
    Rol.DIRECTEUR_SWV: {"werk": WERK, "zaken": LIJST, "zaak": ZAAK},
    Rol.DESKUNDIGE: {
        "werk": WERK,
        "zaken": LIJST,
        "zoeken op naam": zoek_naam,
        "zaak": ZAAK,
    },
    Rol.OUDER: {"thuis": WERK, "gezin": zaken("tlv:gezin")},
    Rol.FG: {"werk": WERK, "logboek": vast("workflow:logboek")},
}


def leden(rol: str) -> Iterable[Lidmaatschap]:
    """The people of the large school and its samenwerkingsverband; the first parent who may follow a case."""
    rijen = Lidmaatschap.objects.filter(rol=rol).select_related("user", "school", "swv").order_by("-pk")
    if rol == Rol.OUDER:
        zichtbaar = Zaak.objects.filter(gezin_sinds__isnull=False, dossier__leerling_id__lte=100, status="archief")
        user = zichtbaar.order_by("pk").values_list("dossier__leerling__ouders__user_id", flat=True).first()
        return rijen.filter(user_id=user or 0)
    if rol == Rol.COORDINATOR:
        return rijen.filter(school_id=GROOTSTE_SCHOOL)
    return rijen.filter(swv_id=1)[:1]  # experts do not all see the same cases


def main() -> None:
    klanten = int(sys.argv[1])
    vandaag = timezone.localdate()
    uit: dict[str, Any] = {"koekje": settings.SESSION_COOKIE_NAME, "rollen": {}}
    for rol, paginas in PAGINAS.items():
        mensen = list(leden(rol))
        actor = actor_voor(mensen[0], vandaag=vandaag)
        sleutels = [sessie(mensen[nummer % len(mensen)]) for nummer in range(klanten)]
        adressen = {naam: maak(actor) for naam, maak in paginas.items()}
        uit["rollen"][rol] = {"sessies": sleutels, "paginas": {naam: rij for naam, rij in adressen.items() if rij}}
    print(json.dumps(uit))


if __name__ == "__main__":
    main()

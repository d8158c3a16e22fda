"""Messages: written in the transaction of the action that causes them, mailed by the worker."""

from collections.abc import Mapping
from datetime import date, datetime

from django.conf import settings
from django.db.models import F, Value
from django.db.models.functions import Concat

from cases.models import Zaak
from deadlines.models import Termijn
from documents.models import Document
from workflow.models import Bericht
from workflow.post import bezorging, leg_op_papier
from workflow.process import Action, Berichtregel, Ontvanger, Process, Uitvoering
from workflow.sleutels import sleutel_van

OVERZICHT = "Dekkend lag enige tijd stil. Dit hadden wij u eerder willen melden:"
MAILTEKST = """{wat}

Log in om het te lezen:
{url}

In deze mail staan geen gegevens over een leerling. Dat is met opzet.
Vertrouwt u deze mail niet? Typ het adres dan zelf in, of bel het samenwerkingsverband.
"""


def schrijf_berichten(process: Process, action: Action, u: Uitvoering) -> None:
    """The messages an action declares, one per addressee."""
    for soort in action.berichten:
        regel = process.berichten[soort]
        for ontvanger in regel.aan(u):
            _schrijf(u, soort, regel, ontvanger)


def _schrijf(u: Uitvoering, soort: str, regel: Berichtregel, ontvanger: Ontvanger) -> None:
    schrijf_los_bericht(
        u.zaak,
        soort,
        ontvanger,
        onderwerp=regel.onderwerp,
        tekst=regel.tekst,
        wettelijk=regel.wettelijk,
        sleutel=sleutel_van(soort, u, ontvanger.wie),
        nu=u.nu,
        woorden=u.woorden,
    )


def schrijf_los_bericht(
    zaak: Zaak,
    soort: str,
    ontvanger: Ontvanger,
    *,
    onderwerp: str,
    tekst: str,
    sleutel: str,
    nu: datetime,
    wettelijk: bool = False,
    woorden: Mapping[str, str] | None = None,
    termijn: Termijn | None = None,
) -> None:
    """One message to one addressee, at most once per `sleutel`.

    For a parent without account and address only what the law asks to tell, on paper; nothing for anybody else.
    One about a `termijn` is not mailed any more once that term ended, moved or stands still.
    """
    onbereikbaar = ontvanger.user is None and not _adres(ontvanger)
    if onbereikbaar and (ontvanger.ouder is None or not wettelijk):
        return
    woorden = {"nummer": zaak.nummer or "concept", "leerling": _leerling(zaak), **(woorden or {})}
    weg = bezorging(ontvanger.user, _adres(ontvanger), wettelijk=wettelijk, nu=nu)
    bericht, nieuw = Bericht.objects.get_or_create(
        sleutel=sleutel,
        defaults={
            "zaak": zaak,
            "soort": soort,
            "user": ontvanger.user,
            "ouder": ontvanger.ouder,
            "rol": ontvanger.rol,
            "email": _adres(ontvanger),
            "wettelijk": wettelijk,
            "onderwerp": onderwerp.format(**woorden),
            "tekst": tekst.format(**woorden),
            "aangemaakt_op": nu,
            "werk": weg.werk,
            "bundel": weg.niet_voor is not None,
            "volgende_poging_op": weg.niet_voor,
            "termijn": termijn,
            "termijn_einde": termijn.einde if termijn else None,
        },
    )
    if nieuw and weg.papier:
        leg_op_papier(bericht, nu=nu)


def schrijf_in_overzicht(
    zaak: Zaak, ontvanger: Ontvanger, regel: str, *, beginnen: bool, vandaag: date, nu: datetime
) -> bool:
    """Add a line to the overview of this person of today; False when there is none and it need not begin.

    After an absence of the system a person thus gets one message, and no mail for each term that was missed.
    """
    if ontvanger.user is None:
        return False
    sleutel = f"termijnoverzicht:{zaak.swv_id}:{vandaag}"
    overzicht = Bericht.objects.filter(sleutel=f"{sleutel}:u{ontvanger.user.pk}")
    zonder = overzicht.exclude(tekst__contains=regel)
    erbij = Concat(F("tekst"), Value(f"\n- {regel}"))
    if zonder.update(tekst=erbij) or overzicht.exists():
        return True
    if not beginnen:
        return False
    schrijf_aan_lid(
        ontvanger,
        swv_id=zaak.swv_id,
        soort="termijnoverzicht",
        onderwerp="Termijnen die uw aandacht vragen",
        tekst=OVERZICHT,
        sleutel=sleutel,
        nu=nu,
    )
    zonder.update(tekst=erbij)
    return True


def schrijf_aan_lid(
    lid: Ontvanger, *, swv_id: int | None, soort: str, onderwerp: str, tekst: str, sleutel: str, nu: datetime
) -> bool:
    """Something about more than one case, once per person and `sleutel`. False when it was written before."""
    assert lid.user is not None
    weg = bezorging(lid.user, lid.user.email, wettelijk=False, nu=nu)
    _, nieuw = Bericht.objects.get_or_create(
        sleutel=f"{sleutel}:u{lid.user.pk}",
        defaults={
            "swv_id": swv_id,
            "soort": soort,
            "user": lid.user,
            "rol": lid.rol,
            "email": lid.user.email,
            "onderwerp": onderwerp,
            "tekst": tekst,
            "aangemaakt_op": nu,
            "werk": weg.werk,
            "bundel": weg.niet_voor is not None,
            "volgende_poging_op": weg.niet_voor,
        },
    )
    return nieuw


def meld_geweigerd_bestand(document: Document, nu: datetime) -> None:
    """The virus scanner refused a paper: whoever added it is told which one, and what to do."""
    naam = document.naam.replace("{", "(").replace("}", ")")
    schrijf_los_bericht(
        document.zaak,
        "bestand_geweigerd",
        Ontvanger(user=document.auteur),
        onderwerp="Een bestand is geweigerd ({nummer})",
        tekst=f"In het bestand ‘{naam}’ bij de zaak van {{leerling}} zit een virus. Wij hebben het bestand verwijderd. "
        "Laat uw computer controleren. Voeg daarna een schone versie toe.",
        sleutel=f"bestand_geweigerd:{document.pk}",
        nu=nu,
    )


def _adres(ontvanger: Ontvanger) -> str:
    if ontvanger.user is not None:
        return ontvanger.user.email
    return ontvanger.ouder.email if ontvanger.ouder else ""


def _leerling(zaak: Zaak) -> str:
    return zaak.dossier.leerling.naam


def mailtekst(aantal: int = 1, bijnaam: str = "") -> str:
    """The same text for every mail: that something is waiting, and where; with the word a parent chose for a child."""
    wat = "Er staat iets voor u klaar in Dekkend." if aantal == 1 else f"Er staan {aantal} berichten voor u klaar."
    if bijnaam:
        wat += f"\nHet gaat over: {bijnaam}."
    return MAILTEKST.format(wat=wat, url=settings.BASIS_URL)

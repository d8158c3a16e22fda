"""Messages: written in the transaction of the action that causes them, mailed by the worker."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from django.conf import settings
from django.db.models import F, Value
from django.db.models.functions import Concat

from cases.models import Zaak
from deadlines.models import Termijn
from documents.models import Document
from organisations.rollen import Rol
from workflow.models import Bericht
from workflow.post import Bezorging, bezorgingen, leg_op_papier
from workflow.process import Action, Berichtregel, Ontvanger, Process, Uitvoering
from workflow.sleutels import sleutel_van

OVERZICHT = "Dekkend lag enige tijd stil. Dit hadden wij u eerder willen melden:"
MAILONDERWERP = ("Er staat een bericht voor u klaar in Dekkend", "Er staat een bericht voor je klaar in Dekkend")
"""To anybody, and to a pupil."""
MAILTEKST = """{wat}

Log in om het te lezen:
{url}

In deze mail staan geen gegevens over een leerling. Dat is met opzet.
{vertrouwt} deze mail niet? Typ het adres dan zelf in, of bel het samenwerkingsverband.
"""


@dataclass(frozen=True, kw_only=True)
class Mededeling:
    """What is told to one person, at most once per `sleutel`.

    Of a case the texts may use {nummer}, {leerling} and `woorden`; `jij` is subject and text to the pupil. One about a
    `termijn` is not mailed any more once that term ended, moved or stands still. With `brief_zonder_account` who cannot
    log in also gets it on paper: the mail says no more than that something waits.
    """

    soort: str
    onderwerp: str
    tekst: str
    sleutel: str
    jij: tuple[str, str] | None = None
    wettelijk: bool = False
    woorden: Mapping[str, str] = field(default_factory=dict)
    termijn: Termijn | None = None
    brief_zonder_account: bool = False


AanWie = tuple[Ontvanger, Mededeling]


def schrijf_berichten(process: Process, action: Action, u: Uitvoering) -> None:
    """The messages an action declares, one per addressee."""
    regels = [(soort, process.berichten[soort]) for soort in action.berichten]
    aan = [
        (ontvanger, _mededeling(u, soort, regel, ontvanger)) for soort, regel in regels for ontvanger in regel.aan(u)
    ]
    _schrijf(u.zaak, aan, nu=u.nu)


def _mededeling(u: Uitvoering, soort: str, regel: Berichtregel, ontvanger: Ontvanger) -> Mededeling:
    return Mededeling(
        soort=soort,
        onderwerp=regel.onderwerp,
        tekst=regel.tekst,
        jij=regel.jij,
        wettelijk=regel.wettelijk,
        sleutel=sleutel_van(soort, u, ontvanger.wie),
        woorden=u.woorden,
    )


def schrijf_los_bericht(zaak: Zaak, ontvanger: Ontvanger, wat: Mededeling, *, nu: datetime) -> None:
    """Something about a case to one addressee.

    For a parent without account and address only what the law asks to tell, on paper; nothing for anybody else.
    """
    _schrijf(zaak, [(ontvanger, wat)], nu=nu)


def _schrijf(zaak: Zaak, aan: Sequence[AanWie], *, nu: datetime) -> None:
    _bewaar([(wie, _ingevuld(zaak, wie, wat)) for wie, wat in aan if _te_bereiken(wie, wat)], nu=nu, zaak=zaak)


def _te_bereiken(ontvanger: Ontvanger, wat: Mededeling) -> bool:
    if ontvanger.user is not None or _adres(ontvanger):
        return True
    return ontvanger.ouder is not None and wat.wettelijk


def _ingevuld(zaak: Zaak, ontvanger: Ontvanger, wat: Mededeling) -> Mededeling:
    woorden = {"nummer": zaak.nummer or "concept", "leerling": _leerling(zaak), **wat.woorden}
    onderwerp, tekst = wat.jij if wat.jij and ontvanger.rol == Rol.LEERLING else (wat.onderwerp, wat.tekst)
    return replace(wat, onderwerp=onderwerp.format(**woorden), tekst=tekst.format(**woorden))


def _bewaar(aan: Sequence[AanWie], *, nu: datetime, **waarover: Zaak | int | None) -> int:
    """The rows that were not there, together; and on paper at once where no mail can go. How many were written.

    Of two for one person, who has two hats here, the first counts.
    """
    per_sleutel: dict[str, AanWie] = {}
    for wie, wat in aan:
        per_sleutel.setdefault(wat.sleutel, (wie, wat))
    er_al = set(Bericht.objects.filter(sleutel__in=per_sleutel).values_list("sleutel", flat=True)) if aan else set()
    nieuw = [paar for sleutel, paar in per_sleutel.items() if sleutel not in er_al]
    if not nieuw:
        return 0
    wegen = bezorgingen([(wie.user, _adres(wie), wat.wettelijk) for wie, wat in nieuw], nu=nu)
    rijen = [_rij(wie, wat, weg, nu=nu, **waarover) for (wie, wat), weg in zip(nieuw, wegen, strict=True)]
    Bericht.objects.bulk_create(rijen, ignore_conflicts=True)  # a second sweep may write the same at this moment
    papier = [
        wat.sleutel
        for (wie, wat), weg in zip(nieuw, wegen, strict=True)
        if weg.papier or (wat.brief_zonder_account and wie.user is None)
    ]
    op_papier = Bericht.objects.filter(sleutel__in=papier).order_by("pk").select_related("zaak")
    for bericht in op_papier if papier else ():
        leg_op_papier(bericht, nu=nu)
    return len(rijen)


def _rij(
    ontvanger: Ontvanger, wat: Mededeling, weg: Bezorging, *, nu: datetime, **waarover: Zaak | int | None
) -> Bericht:
    return Bericht(
        **waarover,
        sleutel=wat.sleutel,
        soort=wat.soort,
        user=ontvanger.user,
        ouder=ontvanger.ouder,
        rol=ontvanger.rol,
        email=_adres(ontvanger),
        wettelijk=wat.wettelijk,
        onderwerp=wat.onderwerp,
        tekst=wat.tekst,
        aangemaakt_op=nu,
        werk=weg.werk,
        bundel=weg.niet_voor is not None,
        volgende_poging_op=weg.niet_voor,
        termijn=wat.termijn,
        termijn_einde=wat.termijn.einde if wat.termijn else None,
    )


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
    wat = Mededeling(
        soort="termijnoverzicht", onderwerp="Termijnen die uw aandacht vragen", tekst=OVERZICHT, sleutel=sleutel
    )
    schrijf_aan_lid(ontvanger, zaak.swv_id, wat, nu=nu)
    zonder.update(tekst=erbij)
    return True


def schrijf_aan_lid(lid: Ontvanger, swv_id: int | None, wat: Mededeling, *, nu: datetime) -> bool:
    """Something about more than one case, once per person and key. False when it was written before."""
    return _bewaar([(lid, replace(wat, sleutel=f"{wat.sleutel}:{lid.wie}"))], nu=nu, swv_id=swv_id) > 0


def meld_geweigerd_bestand(document: Document, nu: datetime) -> None:
    """The virus scanner refused a paper: whoever added it is told which one, and what to do."""
    assert document.zaak is not None, "an upload belongs to a case"
    naam = document.naam.replace("{", "(").replace("}", ")")
    wat = Mededeling(
        soort="bestand_geweigerd",
        onderwerp="Een bestand is geweigerd ({nummer})",
        tekst=f"In het bestand ‘{naam}’ bij de zaak van {{leerling}} zit een virus. Wij hebben het bestand verwijderd. "
        "Laat uw computer controleren. Voeg daarna een schone versie toe.",
        sleutel=f"bestand_geweigerd:{document.pk}",
    )
    schrijf_los_bericht(document.zaak, Ontvanger(user=document.auteur), wat, nu=nu)


def _adres(ontvanger: Ontvanger) -> str:
    if ontvanger.user is not None:
        return ontvanger.user.email
    return ontvanger.ouder.email if ontvanger.ouder else ""


def _leerling(zaak: Zaak) -> str:
    return zaak.dossier.leerling.naam


def mailtekst(bijnamen: Sequence[str] = ("",), *, jij: bool = False) -> str:
    """The same text for every mail: that something is waiting, and where; `jij` is to a pupil.

    With the word a parent chose for the child of each message; of a mail of several it says when there is more.
    """
    aantal, woorden = len(bijnamen), list(dict.fromkeys(naam for naam in bijnamen if naam))
    wie = "je" if jij else "u"
    wat = f"Er staat iets voor {wie} klaar in Dekkend."
    if aantal > 1:
        wat = f"Er staan {aantal} berichten voor {wie} klaar."
    if woorden:
        wat += f"\nHet gaat {'over' if all(bijnamen) else 'onder andere over'}: {' en '.join(woorden)}."
    return MAILTEKST.format(wat=wat, url=settings.BASIS_URL, vertrouwt="Vertrouw je" if jij else "Vertrouwt u")

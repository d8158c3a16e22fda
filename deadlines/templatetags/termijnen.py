"""{% termijn termijn %}: a deadline that shows its date, what is left, and how the date came about."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django import template
from django.template.context import Context
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from deadlines import feestdagen
from deadlines.berekening import AANVULLING, BELEID, BUITENLAND, INSTEMMING, VERTRAGING, Berekening, Stap
from deadlines.dwangsom import Verbeurd, verbeurd
from deadlines.gezinswoorden import BEZWAAR_KON, GEZINSWOORDEN
from deadlines.kalender import Kalender
from deadlines.models import Opschorting, Soort, Termijn, kalender_uit_tabel
from deadlines.signalen import SIGNALEN
from deadlines.tijdlijn import teken
from ui.notatie import datum, nog_dagen

register = template.Library()

UITGELOPEN = (Soort.INGEBREKE, Soort.DWANGSOM)
"""What ends by passing, and is followed by a term of another kind."""
DICHTBIJ = timedelta(days=7)
VRAAG = "Hoe komt u aan deze datum?"
VRAAG_GEZIN = "Hoe komen wij aan deze datum?"
GEEN_DATUM = "Waarom is er nog geen datum?"

INFORMATIE_NODIG = "Er is nog informatie nodig."
NIET_VERDER = "Wij kunnen nu even niet verder."
STIL_REDEN = {
    AANVULLING: INFORMATIE_NODIG,
    INSTEMMING: "De school vindt het goed dat wij meer tijd nemen.",
    VERTRAGING: "Wij wachten op de school.",
    BUITENLAND: "Wij wachten op informatie uit het buitenland.",
}

# toestand: (kind of badge, icon)
UITERLIJK = {
    "loopt": ("neutral", "calendar"),
    "dichtbij": ("warning", "clock"),
    "te_laat": ("error", "alert-circle"),
    "voorbij": ("inactive", "calendar"),
    "stilgelegd": ("inactive", "player-pause"),
    "afgerond": ("success", "check"),
    "onbeantwoord": ("inactive", "clock"),
}


@register.inclusion_tag("deadlines/_termijn.html", takes_context=True)
def termijn(context: Context, termijn: Termijn, voor: str = "", kort: bool = False) -> dict[str, Any]:
    """{% termijn termijn %} for staff; with voor="gezin" in plainer words for parents and pupil.

    `kort` leaves out how the date came about, where another page tells that. Takes `vandaag` and `kalender` from the
    context of the page when they are there.
    """
    vandaag = context.get("vandaag") or timezone.localdate()
    kalender = context.get("kalender") or kalender_uit_tabel()
    berekening = termijn.berekening(kalender)
    stil = termijn.stilgelegd(vandaag)
    toestand = _toestand(termijn, berekening.einde, stil, vandaag)
    mild = toestand == "te_laat" and termijn.soort in SIGNALEN
    (badge, icoon), jij = UITERLIJK["dichtbij" if mild else toestand], bool(context.get("jij"))
    return {
        "termijn": termijn,
        "kort": kort,
        "toestand": toestand,
        "badge": badge,
        "icoon": icoon,
        "einde": berekening.einde,
        "over": _over(berekening.einde, vandaag, mild=mild),
        "wanneer": _wanneer(berekening.einde, vandaag),
        "stil_sinds": stil.stilstand.eerste if stil else None,
        "stil_komt_nog": bool(stil and stil.stilstand.eerste > vandaag),
        "stil_reden": STIL_REDEN.get(stil.grond, NIET_VERDER) if stil else "",
        "voor_gezin": voor == "gezin",
        "jij": jij,
        "zin": _zin(termijn.soort, toestand, jij=jij).format(datum(berekening.einde)) if berekening.einde else "",
        "stappen": [_met_versie(stap, context) for stap in berekening.stappen],
        "lijn": teken(
            berekening,
            vandaag=vandaag,
            norm=_norm(context, termijn),
            gestopt=toestand in ("afgerond", "onbeantwoord", "voorbij"),
            te_laat=toestand == "te_laat",
        ),
        "vraag": _vraag(berekening.einde, termijn, voor),
        "dwangsom": _dwangsom(termijn, vandaag, kalender),
    }


def _dwangsom(termijn: Termijn, vandaag: date, kalender: Kalender) -> Verbeurd | None:
    """What has been forfeited through today, of a term in which every day costs money."""
    if termijn.soort != Soort.DWANGSOM or not termijn.is_open:
        return None
    return verbeurd(termijn.vanaf, tot_en_met=vandaag, kalender=kalender)


@register.inclusion_tag("deadlines/_uitleg.html", takes_context=True)
def uitleg(context: Context, berekening: Berekening, waarvan: str) -> dict[str, Any]:
    """{% uitleg berekening "termijn voor het advies" %}: the same steps and line for a date that is no term yet."""
    vandaag = context.get("vandaag") or timezone.localdate()
    opmaak = '{}<span class="visually-hidden"> ({})</span>'
    return {
        "stappen": berekening.stappen,
        "lijn": teken(berekening, vandaag=vandaag),
        "vraag": format_html(opmaak, VRAAG if berekening.einde else GEEN_DATUM, waarvan),
    }


@register.simple_tag
def te_controleren(vandaag: date) -> list[int]:
    """The years whose holidays somebody should look at."""
    return feestdagen.te_controleren(vandaag)


def _zin(soort: str, toestand: str, *, jij: bool) -> str:
    """What a family reads of a date; to the pupil as one speaks to a pupil."""
    if toestand == "voorbij":
        return BEZWAAR_KON
    return GEZINSWOORDEN[Soort(soort)].tegen(jij=jij)


def _norm(context: Context, termijn: Termijn) -> date | None:
    """The service norm of the same case, when the page shows both: drawn in the line of the statutory term."""
    if termijn.soort != Soort.BESLISTERMIJN:
        return None
    rijen = context.get("lopend") or context.get("termijnen") or ()
    return next((rij.einde for rij in rijen if rij.soort == Soort.SERVICENORM and rij.zaak_id == termijn.zaak_id), None)


def _met_versie(stap: Stap, context: Context) -> Stap:
    """On a page that knows the policy the case is bound to, a step that rests on policy says which version."""
    versie = _versie(context) if BELEID in stap.bron else ""
    return replace(stap, bron=f"{stap.bron}, {versie}") if versie else stap


def _versie(context: Context) -> str:
    if "beleidsversie" not in context:
        return ""
    versie = context["beleidsversie"]
    return f"versie van {datum(versie.vanaf)}" if versie else "standaard"


def _toestand(termijn: Termijn, einde: date | None, stil: Opschorting | None, vandaag: date) -> str:
    if not termijn.is_open:
        if termijn.soort in UITGELOPEN and einde is not None and termijn.gestopt_op and termijn.gestopt_op > einde:
            return "voorbij"
        return "onbeantwoord" if termijn.bleef_onbeantwoord else "afgerond"
    if stil or einde is None:
        return "stilgelegd"
    if einde < vandaag:
        return "voorbij" if termijn.soort == Soort.BEZWAAR else "te_laat"
    return "dichtbij" if einde - vandaag <= DICHTBIJ else "loopt"


def _over(einde: date | None, vandaag: date, *, mild: bool) -> str:
    """Days to go, or how late it is; of a gentle word only how long ago."""
    if einde is None:
        return ""
    dagen = nog_dagen(einde, vandaag)
    return dagen.replace("te laat", "geleden") if mild else dagen


def _wanneer(einde: date | None, vandaag: date) -> str:
    """Days to go as a parent would say it."""
    if einde is None or einde < vandaag:
        return ""
    return nog_dagen(einde, vandaag).replace("nog ", "over ")


def _vraag(einde: date | None, termijn: Termijn, voor: str) -> SafeString:
    """The question, told apart for who cannot see which term it stands under."""
    vraag = GEEN_DATUM if einde is None else VRAAG_GEZIN if voor == "gezin" else VRAAG
    opmaak = '{}<span class="visually-hidden"> ({})</span>'
    return format_html(opmaak, vraag, termijn.get_soort_display())

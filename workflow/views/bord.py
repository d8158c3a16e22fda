"""The deadline board: four groups at once, or one of them page by page; what is chosen stays."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from cases.benen import BEEN_VAN_ROL, SWV
from cases.zoeken import HOOGSTENS
from deadlines.bord import Groep, blad, in_groep, op_dag
from deadlines.models import TermijnQuerySet, kalender_uit_tabel
from organisations.actor import Actor
from organisations.http import METHODEN, Verzoek
from organisations.models import School
from organisations.rollen import Rol
from ui.notatie import datum, geteld
from workflow.bord import (
    Bordregel,
    Keuze,
    aantallen,
    alle_klokken,
    bewaar_keuze,
    bewaarde_keuze,
    bordregels,
    eerste_van_groepen,
    heeft_bord,
    heeft_vooruitblik,
    soorten_voor,
    termijnen_van,
)

BORD = "workflow:termijnen"
MAAND = "workflow:termijnen_maand"
VOORUITBLIK = "workflow:vooruitblik"
VOORAAN = 5
"""Rows of each group when all groups are shown."""
PER_PAGINA = 25
OP_PAPIER = 200
"""Rows of each group on the page that is made to print."""
MEESTE_SCHOLEN = 500
LEEG = {
    Groep.TE_LAAT: "Geen enkele termijn is voorbij.",
    Groep.WEEK: "Binnen een week loopt er geen termijn af.",
    Groep.LATER: "Er lopen geen termijnen die later aflopen.",
    Groep.STIL: "Er staat geen termijn stil.",
}
UITLEG = {
    Groep.TE_LAAT: "De laatste dag is voorbij. De termijn blijft hier staan tot de stap is gezet.",
    Groep.WEEK: "De laatste dag is vandaag of een van de zeven dagen erna.",
    Groep.LATER: "De laatste dag is over meer dan een week.",
    Groep.STIL: "De tijd loopt nu niet: er is om iets gevraagd, of uitstel afgesproken.",
}


@dataclass(frozen=True)
class Vak:
    """One group as it is shown."""

    groep: Groep
    aantal: str
    regels: list[Bordregel]
    url: str

    @property
    def titel(self) -> str:
        return str(self.groep.label)

    @property
    def uitleg(self) -> str:
        return UITLEG[self.groep]

    @property
    def leeg(self) -> str:
        return LEEG[self.groep]

    @property
    def meer(self) -> bool:
        return self.aantal != str(len(self.regels))


def keuze_van(request: Verzoek) -> Keuze:
    """The choice in the address; without one the choice that was left. To look at a colleague's keeps nothing."""
    if request.GET.keys() & Keuze().vragen.keys():
        return Keuze.uit(request.GET.dict())
    return bewaarde_keuze(request.actor)


def kies(request: Verzoek, pagina: str, *waar: str) -> HttpResponse:
    """Keep what was chosen, and show it on the same part (`waar`) of the page."""
    keuze = Keuze() if "alles" in request.POST else Keuze.uit(request.POST.dict())
    bewaar_keuze(request.actor, keuze)
    return redirect(adres(keuze, pagina, **{naam: request.POST[naam] for naam in waar if naam in request.POST}))


def eis_bord(actor: Actor) -> None:
    if not heeft_bord(actor):
        raise PermissionDenied


@require_http_methods(METHODEN)
def termijnen(request: Verzoek) -> HttpResponse:
    """All groups, one group (`groep`), or one day (`dag`)."""
    eis_bord(request.actor)
    if request.method == "POST":
        return kies(request, BORD, "groep", "dag")
    keuze = keuze_van(request)
    alle = termijnen_van(request.actor, keuze)
    groep, dag = request.GET.get("groep", ""), _dag(request.GET.get("dag", ""))
    if dag is not None:
        return _lijst(request, keuze, op_dag(alle, dag, request.actor.vandaag), dag=dag)
    if groep in Groep.values:
        gekozen = Groep(groep)
        return _lijst(request, keuze, in_groep(alle, gekozen, request.actor.vandaag), groep=gekozen)
    return _overzicht(request, keuze)


def _overzicht(request: Verzoek, keuze: Keuze) -> HttpResponse:
    ids = eerste_van_groepen(request.actor, keuze, _hoeveel(request, VOORAAN))
    regels = bordregels((pk for rij in ids.values() for pk in rij), request.actor)
    geteld_per_groep = aantallen(request.actor, keuze, hoogstens=HOOGSTENS)
    vakken = [
        Vak(
            groep,
            geteld(aantal, HOOGSTENS),
            [regels[pk] for pk in ids[groep] if pk in regels],
            adres(keuze, groep=groep),
        )
        for groep, aantal in zip(Groep, geteld_per_groep, strict=True)
    ]
    extra = {"vakken": vakken, "is_leeg": not any(geteld_per_groep), "termijnen": alle_klokken(regels.values())}
    return _pagina(request, keuze, geteld_per_groep, "", extra)


def _lijst(
    request: Verzoek, keuze: Keuze, rijen: TermijnQuerySet, *, groep: Groep | None = None, dag: date | None = None
) -> HttpResponse:
    waar = {"groep": groep.value} if groep else {"dag": str(dag)}
    pagina = blad(rijen, na=request.GET.get("na", ""), hoeveel=_hoeveel(request, PER_PAGINA))
    gevonden = bordregels(pagina.ids, request.actor)
    regels = [gevonden[pk] for pk in pagina.ids if pk in gevonden]
    per_groep = aantallen(request.actor, keuze, dag=dag, hoogstens=HOOGSTENS)
    hier = per_groep[list(Groep).index(groep)] if groep else per_groep[-1]
    titel = str(groep.label) if groep else f"Termijnen die aflopen op {datum(dag)}" if dag else ""
    vak = {"titel": titel, "uitleg": UITLEG[groep] if groep else "", "leeg": LEEG[groep] if groep else ""}
    extra = {
        "lijst": {**vak, "regels": regels, "aantal": geteld(hier, HOOGSTENS)},
        "volgende": adres(keuze, **waar, na=pagina.na) if pagina.na else "",
        "begin": adres(keuze, **waar) if request.GET.get("na") else "",
        "termijnen": alle_klokken(regels),
        "waar": waar,
    }
    return _pagina(request, keuze, per_groep[: len(Groep)], waar.get("groep", "dag"), extra)


def _hoeveel(request: Verzoek, op_scherm: int) -> int:
    return OP_PAPIER if "druk" in request.GET else op_scherm


def _pagina(request: Verzoek, keuze: Keuze, per_groep: list[int], actief: str, extra: dict[str, Any]) -> HttpResponse:
    actor = request.actor
    tabs = [
        {
            "label": groep.label,
            "url": adres(keuze, groep=groep),
            "actief": actief == groep,
            "aantal": geteld(aantal, HOOGSTENS),
        }
        for groep, aantal in zip(Groep, per_groep, strict=True)
    ]
    context = {
        "tabs": [{"label": "Alles", "url": adres(keuze), "actief": actief == ""}, *tabs],
        "vandaag": actor.vandaag,
        "kalender": kalender_uit_tabel(),
        **_druk(request, keuze, extra.get("waar", {})),
        **filters(actor, keuze),
        **extra,
    }
    return render(request, "workflow/bord.html", context)


def _druk(request: Verzoek, keuze: Keuze, waar: dict[str, str]) -> dict[str, Any]:
    """From the board to the page with all rows of the same choice, and back."""
    if "druk" in request.GET:
        return {"druk": OP_PAPIER, "terug_url": adres(keuze, **waar)}
    return {"druk_url": adres(keuze, **waar, druk="1")}


def filters(actor: Actor, keuze: Keuze) -> dict[str, Any]:
    """What the form of the filters needs."""
    scholen = School.objects.filter(swv_id=actor.swv_id).order_by("naam").only("naam")[:MEESTE_SCHOLEN]
    return {
        "keuze": keuze,
        "soorten": [] if actor.rol == Rol.DESKUNDIGE else soorten_voor(actor.rol),
        "scholen": list(scholen) if BEEN_VAN_ROL.get(actor.rol) == SWV else [],
        **weergaven(actor, keuze),
    }


def weergaven(actor: Actor, keuze: Keuze) -> dict[str, str]:
    """The same choice looked at in another way: also when it is the choice of a colleague."""
    vooruit = adres(keuze, VOORUITBLIK) if heeft_vooruitblik(actor) else ""
    return {"bord_url": adres(keuze), "maand_url": adres(keuze, MAAND), "vooruitblik_url": vooruit}


def adres(keuze: Keuze, pagina: str = BORD, **extra: str) -> str:
    """The board or its month with this choice, which stays in the address, so that it can be sent to a colleague."""
    gekozen = {naam: waarde for naam, waarde in keuze.vragen.items() if waarde}
    vragen = {**gekozen, **{naam: str(waarde) for naam, waarde in extra.items()}}
    return f"{reverse(pagina)}?{urlencode(vragen)}" if vragen else reverse(pagina)


def _dag(tekst: str) -> date | None:
    try:
        return date.fromisoformat(tekst)
    except ValueError:
        return None

"""What an advice says: its fields, when it is whole, its hash, and the letter made of it (domain.md §3)."""

import hashlib
import json
from datetime import date
from typing import Any, Literal

from django.utils import timezone

from documents.briefgegevens import Onderdeel
from documents.briefgegevens_overig import DeskundigenadviesGegevens
from documents.brieven import bevries
from documents.services import briefhoofd_van
from organisations.models import Deskundigheid
from tlv.models import Advies, Categorie, Onderwijstype
from tlv.perioden import is_einde_schooljaar
from ui.notatie import datum
from workflow.briefdelen import aanvrager, leerlinggegevens
from workflow.fouten import Geweigerd

VELDEN = (
    "strekking",
    "type",
    "einde",
    "categorie",
    "overwegingen",
    "periode_reden",
    "categorie_reden",
    "waarom_geen_arrangement",
    "lichtere_vorm",
    "lichtere_vorm_toelichting",
)

LICHTERE_VORM = {
    "ja": "ja, ik verwacht dat een lichtere vorm later genoeg is",
    "misschien": "misschien, dat moet later opnieuw worden bekeken",
    "nee": "nee, dat verwacht ik niet",
}

KOPPEN = {
    "overwegingen": "Overwegingen",
    "waarom_geen_arrangement": "Een arrangement als lichter alternatief",
    "periode_reden": "De periode",
    "categorie_reden": "De categorie",
    "lichtere_vorm_toelichting": "Verwachting over een lichtere vorm",
}


def leeg(veld: str) -> Any:
    return None if veld == "einde" else ""


def ontbrekend(advies: Advies) -> list[tuple[str, str]]:
    """(field, sentence) for everything that still has to be filled in before the advice can be filed."""
    gemist = [
        ("strekking", "Kies of u adviseert om de TLV te verlenen."),
        ("overwegingen", "Schrijf uw overwegingen op, vanuit wat de leerling nodig heeft."),
        ("type", "Kies het soort onderwijs waarover u adviseert."),
        ("waarom_geen_arrangement", "Schrijf op waarom een arrangement wel of niet genoeg is."),
    ]
    if advies.strekking == Advies.Strekking.TOEWIJZEN:
        gemist += _van_vso(advies)
    fouten = [(veld, zin) for veld, zin in gemist if not getattr(advies, veld)]
    if advies.type == Onderwijstype.VSO and advies.einde:
        fouten += _einde_klopt(advies.einde)
    return fouten


def _van_vso(advies: Advies) -> list[tuple[str, str]]:
    """Pro has no category and no end."""
    if advies.type == Onderwijstype.PRO:
        return []
    velden = [
        ("einde", "Kies tot wanneer de TLV moet duren."),
        ("periode_reden", "Leg uit waarom u deze periode adviseert."),
        ("categorie", "Kies de categorie."),
        ("lichtere_vorm", "Kies of u later een lichtere vorm verwacht."),
    ]
    if advies.categorie in (Categorie.MIDDEN, Categorie.HOOG):
        velden.append(("categorie_reden", "Leg uit waarom een categorie boven laag nodig is."))
    return velden


def _einde_klopt(einde: date) -> list[tuple[str, str]]:
    return [] if is_einde_schooljaar(einde) else [("einde", "Een TLV eindigt altijd op 31 juli. Kies een 31 juli.")]


def eis_volledig(advies: Advies) -> None:
    fouten = ontbrekend(advies)
    if fouten:
        raise Geweigerd(" ".join(zin for _, zin in fouten), veld=fouten[0][0])


def canoniek(advies: Advies, *, verklaring: str) -> dict[str, Any]:
    """The content of an advice in a fixed form, for its hash."""
    inhoud: dict[str, Any] = {veld: getattr(advies, veld) for veld in VELDEN}
    inhoud["einde"] = advies.einde.isoformat() if advies.einde else ""
    inhoud |= {
        "zaak": advies.aanvraag.zaak.nummer,
        "deskundige": advies.deskundige.naam,
        "beroep": advies.beroep,
        "volgorde": advies.volgorde,
        "verklaring": verklaring,
        "verklaard_op": advies.onafhankelijk_verklaard_op and advies.onafhankelijk_verklaard_op.isoformat(),
    }
    return inhoud


def hash_van(advies: Advies, *, verklaring: str) -> str:
    tekst = json.dumps(canoniek(advies, verklaring=verklaring), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(tekst.encode()).hexdigest()


def onderdelen(advies: Advies) -> list[tuple[str, str]]:
    """Headings and texts of an advice, in reading order; empty ones left out."""
    teksten = []
    for veld, kop in KOPPEN.items():
        tekst = getattr(advies, veld)
        if veld == "lichtere_vorm_toelichting" and advies.lichtere_vorm:
            keuze = LICHTERE_VORM.get(advies.lichtere_vorm, "").capitalize()
            tekst = f"{keuze}.\n\n{tekst}".strip()
        if tekst:
            teksten.append((kop, tekst))
    return teksten


def rang(volgorde: int) -> Literal["eerste", "tweede", "derde"]:
    return "eerste" if volgorde == 1 else "tweede" if volgorde == 2 else "derde"


def briefgegevens(advies: Advies, *, verklaring: str) -> dict[str, Any]:
    """The frozen values of the paper that is made of a filed advice."""
    zaak = advies.aanvraag.zaak
    moment = timezone.localtime(advies.ingediend_op).date() if advies.ingediend_op else advies.gevraagd_op
    beroepen = Deskundigheid.objects.bij(zaak.swv_id).filter(user=advies.deskundige, beroep=advies.beroep)
    registratie = beroepen.order_by("-van", "-pk").first()
    gegevens = DeskundigenadviesGegevens(
        hoofd=briefhoofd_van(zaak.swv),
        zaaknummer=zaak.nummer,
        leerling=leerlinggegevens(advies.aanvraag.zaak),
        aanvrager=aanvrager(advies.aanvraag.zaak),
        naam=advies.deskundige.naam,
        beroep=advies.get_beroep_display(),
        registratie=registratie.registratie if registratie else "",
        rang=rang(advies.volgorde),
        advies="toelaatbaar" if advies.strekking == Advies.Strekking.TOEWIJZEN else "niet toelaatbaar",
        soort_voluit=advies.get_type_display() if advies.type else "",
        periode=f"tot en met {datum(advies.einde)}" if advies.einde else "",
        categorie=advies.categorie,
        onderdelen=[Onderdeel(kop=kop, tekst=tekst) for kop, tekst in onderdelen(advies)],
        onafhankelijkheid=verklaring,
        ingediend_op=moment,
    )
    return bevries("deskundigenadvies", gegevens)

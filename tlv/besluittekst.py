"""The buttons that pull a text into the draft: considerations of an advice, a text block of policy, a proposal."""

from datetime import date
from typing import Any

from organisations.http import als_nummer
from tlv.adviesinhoud import KOPPEN
from tlv.besluitbeeld import Beeld
from tlv.besluitbrief import KOPTEKEN


def voeg_toe(data: dict[str, Any], doe: str, beeld: Beeld) -> dict[str, Any]:
    """The data with what the button adds; an unknown button adds nothing."""
    soort, _, rest = doe.partition(":")
    toevoeging = {
        "advies": _uit_advies,
        "blok": _tekstblok,
        "periode": _periode,
        "categorie": _categorie,
    }.get(soort)
    return toevoeging(data, rest, beeld) if toevoeging else data


def _uit_advies(data: dict[str, Any], keuze: str, beeld: Beeld) -> dict[str, Any]:
    pk, _, veld = keuze.partition(":")
    advies = next((a for a in beeld.adviezen if str(a.pk) == pk), None)
    tekst = getattr(advies, veld, "") if veld in KOPPEN else ""
    if not advies or not tekst:
        return data
    return _achteraan(data, f"Volgens {advies.deskundige.naam} ({advies.get_beroep_display()}): {tekst.strip()}")


def _tekstblok(data: dict[str, Any], keuze: str, beeld: Beeld) -> dict[str, Any]:
    blokken = beeld.beleid.tekstblokken
    nummer = als_nummer(keuze)
    if nummer is None or nummer >= len(blokken):
        return data
    blok = blokken[nummer]
    return _achteraan(data, f"{KOPTEKEN}{blok.titel}\n{blok.tekst}")


def _achteraan(data: dict[str, Any], tekst: str) -> dict[str, Any]:
    huidig = str(data.get("motivering") or "").rstrip()
    return {**data, "motivering": f"{huidig}\n\n{tekst}".strip()}


def _periode(data: dict[str, Any], keuze: str, beeld: Beeld) -> dict[str, Any]:
    voorstel = next((v for v in beeld.perioden if v.einde and v.einde.isoformat() == keuze), None)
    if voorstel is None:
        return data
    einde: date | None = voorstel.einde
    return {**data, "einde": einde, "periode_reden": voorstel.reden}


def _categorie(data: dict[str, Any], keuze: str, beeld: Beeld) -> dict[str, Any]:
    voorstel = beeld.categorie
    if voorstel is None or voorstel.categorie != keuze:
        return data
    return {**data, "categorie": voorstel.categorie, "categorie_reden": voorstel.reden}

"""Step 1, the end: the commission advises the director whether, and which, casemanager to appoint."""

from datetime import date
from typing import Any

from cases.compartimenten import Compartiment
from cases.models import Notitie
from maatwerk import casemanagers, rechten
from maatwerk.besluiten import eis_reden, reden_van
from maatwerk.models import Commissieadvies, Traject
from organisations.models import User
from vergaderingen.punten import haal_van_agenda
from vergaderingen.toegang import belang_in
from workflow.fouten import Geweigerd
from workflow.process import Agendakeuze, Agendasoort, Uitvoering

Uitkomst = Commissieadvies.Uitkomst
MEER_WETEN = "meer_weten"
WELKE = "Welke casemanager stelt de commissie voor?"
GEEN_VOORSTEL = "Geen voorstel voor een persoon"


def stel_vraag(u: Uitvoering) -> None:
    """What is missed stands in the case as a note, for who has to answer it: the school too, or the offices alone."""
    Notitie.objects.create(
        zaak=u.zaak,
        auteur_id=u.by.persoon_id,
        rol=u.by.rol,
        compartiment=Compartiment.TRAJECT if u.actie == "intake_teruggeven" else Compartiment.INTERN,
        tekst=reden_van(u),
        moment=u.nu,
    )


def bereid_terugvragen_voor(u: Uitvoering) -> dict[str, Any]:
    if u.obj.terug_naar:
        raise Geweigerd("Dit traject loopt al. Vraag een andere casemanager, of beëindig het traject.")
    return eis_reden(u)


def bereid_advies_voor(u: Uitvoering) -> dict[str, Any]:
    """A reasoned advice of a meeting that was held, by and naming nobody with a conflict of interest."""
    _eis_geen_belang(u)
    if not str(u.data.get("overwegingen") or "").strip():
        raise Geweigerd("Schrijf op waarom de commissie dit adviseert.", veld="overwegingen")
    dag: date | None = u.data.get("besproken_op")
    if dag is None or dag > u.vandaag or dag < u.obj.ingebracht_op:
        raise Geweigerd("Kies een dag vanaf het inbrengen, niet in de toekomst.", veld="besproken_op")
    if u.data.get("uitkomst") not in Uitkomst.values:
        raise Geweigerd("Kies wat de commissie adviseert.", veld="uitkomst")
    if u.data["uitkomst"] == Uitkomst.INSCHAKELEN and u.data.get("casemanager_id"):
        kandidaat = casemanagers.kandidaat(u.obj, u.data["casemanager_id"], vandaag=u.vandaag)
        if kandidaat is None or kandidaat.bezwaar:
            waarom = kandidaat.bezwaar if kandidaat else "Deze persoon is geen casemanager bij ons."
            raise Geweigerd(waarom, veld="casemanager_id")
    return {}


def bereid_teruggeven_voor(u: Uitvoering) -> dict[str, Any]:
    _eis_geen_belang(u)
    return eis_reden(u)


def _eis_geen_belang(u: Uitvoering) -> None:
    """Whoever leaves the room at this item does not give the advice on the page of the case either."""
    if waarom := belang_in(u.by, u.zaak):
        raise Geweigerd(f"{waarom} Laat een collega dit doen.")


def leg_advies_vast(u: Uitvoering) -> None:
    inschakelen = u.data["uitkomst"] == Uitkomst.INSCHAKELEN
    wie = User.objects.filter(pk=u.data.get("casemanager_id") or 0).first() if inschakelen else None
    Commissieadvies.objects.create(
        traject=u.obj,
        uitkomst=u.data["uitkomst"],
        casemanager=wie,
        overwegingen=u.data["overwegingen"].strip(),
        besproken_op=u.data["besproken_op"],
        door_id=u.by.persoon_id,
        moment=u.nu,
    )
    u.vast["uitkomst"] = u.data["uitkomst"]
    van_de_agenda(u)


def geef_intake_terug(u: Uitvoering) -> None:
    stel_vraag(u)
    van_de_agenda(u)


def van_de_agenda(u: Uitvoering) -> None:
    """No advice is asked any more: a meeting need not speak about it."""
    haal_van_agenda(u.zaak, ADVIES, by=u.by, nu=u.nu)


# -- in a meeting ----------------------------------------------------------------------------------


def uit_vergadering(bekend: dict[str, Any]) -> dict[str, Any]:
    """What was written at the item, as the advice or as the question that goes back with the dossier."""
    return {
        "uitkomst": bekend["uitkomst"],
        "overwegingen": bekend["advies"],
        "reden": bekend["advies"],
        "casemanager_id": int(bekend["keuze"]) if bekend["keuze"] else None,
        "besproken_op": bekend["besproken_op"],
    }


def voor_te_stellen(traject: Traject, op: date) -> list[tuple[str, str]]:
    """The casemanagers the commission can propose, each with how much there is to do."""
    return casemanagers.te_kiezen(casemanagers.kandidaten(traject, vandaag=op))


def voorstel_in_woorden(sleutel: str) -> str:
    return f"met als voorstel {User.objects.get(pk=int(sleutel)).naam}"


ADVIES = "advies"
AGENDAPUNTEN = {
    ADVIES: Agendasoort(
        label="Advies over een casemanager",
        mag=rechten.mag_agenderen,
        uitkomsten={**dict(Uitkomst.choices), MEER_WETEN: "eerst meer weten"},
        keuze=Agendakeuze(
            label=WELKE,
            leeg=GEEN_VOORSTEL,
            bij=frozenset({Uitkomst.INSCHAKELEN.value}),
            keuzes=voor_te_stellen,
            woorden=voorstel_in_woorden,
        ),
        na_uitkomst={**dict.fromkeys(Uitkomst.values, "adviseren"), MEER_WETEN: "intake_teruggeven"},
        gegevens=uit_vergadering,
    )
}
"""The commission advises in a meeting; what it found moves the track on at once."""

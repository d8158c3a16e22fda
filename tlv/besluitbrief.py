"""What the decision letters say, frozen from the decision as it is signed (domain.md §3, Beschikking)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from cases.models import Zienswijze
from deadlines.regels import BEZWAAR_WEKEN
from documents.briefgegevens import (
    Advieskern,
    BeschikkingGegevens,
    Bezwaarclausule,
    BuitenBehandelingGegevens,
    Onderdeel,
    Ondertekening,
    Verificatie,
    Zienswijzeweging,
)
from documents.brieven import bevries
from documents.services import briefhoofd_van
from organisations.beleid import beleid_op
from organisations.models import Mandaat
from tlv.adviesinhoud import rang
from tlv.beleid import SECTIE, TlvBeleid
from tlv.besluitbeeld import Beeld
from tlv.models import Aanvraag, Aanvulverzoek, Besluit, Onderwijstype
from workflow import briefdelen

KOPTEKEN = "# "
"""A line of the motivation that begins so is a heading in the letter."""


@dataclass(frozen=True)
class Tekenaar:
    """Who signs, on which day, under which mandate."""

    naam: str
    op: date
    mandaat: Mandaat


def letterbeleid(aanvraag: Aanvraag, *, op: date) -> TlvBeleid:
    """Texts and clauses bind at the event: the version in force on the day of the letter."""
    waarden = beleid_op(aanvraag.zaak.swv_id, SECTIE, op=op)
    assert isinstance(waarden, TlvBeleid)
    return waarden


def beschikking(besluit: Besluit, beeld: Beeld, *, tekenaar: Tekenaar, verificatie: Verificatie) -> dict[str, Any]:
    """The frozen values of the beschikking."""
    verleend = besluit.soort == Besluit.Soort.VERLENEN
    gegevens = BeschikkingGegevens(
        **_basis(beeld.aanvraag, _onderwerp(besluit), tekenaar, verificatie),
        besluit="verleend" if verleend else "afgewezen",
        soort="pro" if besluit.type == Onderwijstype.PRO else "vso",
        soort_voluit=str(Onderwijstype(besluit.type).label),
        volledig_op=beeld.aanvraag.volledig_op,
        **(_verklaring(besluit) if verleend else {}),
        grondslag=letterbeleid(beeld.aanvraag, op=tekenaar.op).grondslag,
        overwegingen=list(_overwegingen(besluit)),
        adviezen=list(_kernen(besluit, beeld)),
        zienswijzen=_zienswijzen(beeld.zienswijzen, besluit.reactie_op_zienswijze),
    )
    return bevries("beschikking_tlv", gegevens)


def buiten_behandeling(
    aanvraag: Aanvraag, *, ontbreekt: list[str], tekenaar: Tekenaar, verificatie: Verificatie
) -> dict[str, Any]:
    """The frozen values of the decision not to treat the request (Awb 4:5)."""
    verzoek = verlopen_verzoek(aanvraag)
    ontvangen = aanvraag.zaak.ontvangen_op or tekenaar.op
    gegevens = BuitenBehandelingGegevens(
        **_basis(aanvraag, "Uw aanvraag wordt niet in behandeling genomen", tekenaar, verificatie),
        gevraagd_op=verzoek.gevraagd_op if verzoek else ontvangen,
        uiterlijk=verzoek.uiterlijk if verzoek else tekenaar.op,
        aangevuld_op=verzoek.beantwoord_op if verzoek else None,
        ontbreekt=ontbreekt,
    )
    return bevries("buiten_behandeling", gegevens)


def verlopen_verzoek(aanvraag: Aanvraag) -> Aanvulverzoek | None:
    """The repair request that was not answered in time."""
    verzoeken = aanvraag.aanvulverzoeken.filter(soort=Aanvulverzoek.Soort.AANVULLING)
    return verzoeken.exclude(stand=Aanvulverzoek.Stand.INGETROKKEN).first()


def bezwaarclausule(aanvraag: Aanvraag, *, op: date) -> Bezwaarclausule:
    swv, beleid = aanvraag.zaak.swv, letterbeleid(aanvraag, op=op)
    return Bezwaarclausule(weken=BEZWAAR_WEKEN, aan=beleid.bezwaar_bij, adresregels=swv.adresregels, email=swv.email)


def _basis(aanvraag: Aanvraag, onderwerp: str, tekenaar: Tekenaar, verificatie: Verificatie) -> dict[str, Any]:
    """What the two decisions have in common."""
    zaak = aanvraag.zaak
    contact = zaak.schoolbehandelaar.naam if zaak.schoolbehandelaar else ""
    return {
        "hoofd": briefhoofd_van(zaak.swv),
        "geadresseerde": briefdelen.geadresseerde_school(zaak.school, ter_attentie_van=contact),
        "kenmerk": briefdelen.kenmerk(aanvraag.zaak, datum=tekenaar.op),
        "onderwerp": onderwerp,
        "leerling": briefdelen.leerlinggegevens(aanvraag.zaak),
        "aanvrager": briefdelen.aanvrager(aanvraag.zaak),
        "ontvangen_op": zaak.ontvangen_op or tekenaar.op,
        "ondertekening": Ondertekening(
            naam=tekenaar.naam,
            functie=tekenaar.mandaat.functie,
            namens=tekenaar.mandaat.namens,
            plaats=zaak.swv.plaats,
            op=tekenaar.op,
        ),
        "bezwaar": bezwaarclausule(aanvraag, op=tekenaar.op),
        "verificatie": verificatie,
    }


def _onderwerp(besluit: Besluit) -> str:
    soort = Onderwijstype(besluit.type).label
    if besluit.soort == Besluit.Soort.VERLENEN:
        return f"Toelaatbaarheidsverklaring {soort}"
    return f"Afwijzing van de aanvraag voor een toelaatbaarheidsverklaring {soort}"


def _verklaring(besluit: Besluit) -> dict[str, Any]:
    return {
        "tlv_nummer": besluit.tlv_nummer,
        "begin": besluit.begin,
        "einde": besluit.einde,
        "categorie": besluit.get_categorie_display() if besluit.categorie else "",
    }


def _overwegingen(besluit: Besluit) -> Iterable[Onderdeel]:
    yield from in_kopjes(besluit.motivering, eerste="Beoordeling")
    verleend = besluit.soort == Besluit.Soort.VERLENEN
    if verleend and besluit.periode_reden:
        yield Onderdeel(kop="Waarom deze periode", tekst=besluit.periode_reden)
    if verleend and besluit.categorie and besluit.categorie_reden:
        yield Onderdeel(kop="Waarom deze categorie", tekst=besluit.categorie_reden)
    if besluit.afwijking:
        yield Onderdeel(kop="Waarom wij afwijken", tekst=besluit.afwijking)


def in_kopjes(tekst: str, *, eerste: str) -> Iterable[Onderdeel]:
    """Text cut at its heading lines; what comes before the first heading is called `eerste`."""
    kop, regels = eerste, list[str]()
    for regel in [*tekst.strip().splitlines(), KOPTEKEN]:
        if not regel.startswith(KOPTEKEN.strip()):
            regels.append(regel)
            continue
        if inhoud := "\n".join(regels).strip():
            yield Onderdeel(kop=kop, tekst=inhoud)
        kop, regels = regel.lstrip("# ").strip(), []


def _kernen(besluit: Besluit, beeld: Beeld) -> Iterable[Advieskern]:
    for advies in beeld.adviezen:
        moment = advies.ingediend_op
        yield Advieskern(
            naam=advies.deskundige.naam,
            beroep=advies.get_beroep_display(),
            rang=rang(advies.volgorde),
            op=timezone.localtime(moment).date() if moment else advies.gevraagd_op,
            kern=besluit.kernen.get(str(advies.pk), ""),
        )


def _zienswijzen(gegeven: list[Zienswijze], reactie: str) -> list[Zienswijzeweging]:
    """Who thinks what, and our answer once. The words themselves stay with whoever wrote them: the other parent and
    the school get this letter too."""
    aantal = Counter(van_wie(z) for z in gegeven)
    rijen = [
        Zienswijzeweging(
            van=f"{van_wie(z)} ({z.ouder})" if aantal[van_wie(z)] > 1 else van_wie(z),
            standpunt=z.get_standpunt_display(),
            weging="",
        )
        for z in gegeven
    ]
    if len(rijen) == 1:
        return [rijen[0].model_copy(update={"weging": reactie})]
    if rijen and reactie:
        rijen.append(Zienswijzeweging(van="hoe dat meewoog", standpunt="", weging=reactie))
    return rijen


def van_wie(zienswijze: Zienswijze) -> str:
    return zienswijze.ouder.get_relatie_display() if zienswijze.ouder else "leerling"

"""Filing and withdrawing a request."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from cases.compartimenten import Compartiment
from cases.deelname import betrek_gezin
from deadlines.models import Termijn
from documents.briefgegevens import Onderdeel, OntvangstbevestigingGegevens
from documents.brieven import bevries as bevries_brief
from documents.models import Document
from documents.services import briefhoofd_van
from organisations.beleid import geldige_versie
from organisations.nummers import volgend_nummer
from tlv import deskundigen
from tlv.beleid import SECTIE, TlvBeleid, beleid_van
from tlv.bevriezen import bevries
from tlv.models import Kanaal
from tlv.stukken import eis_gescand
from workflow import ingebreke
from workflow.briefdelen import contact, geadresseerde_school, kenmerk, leerlinggegevens
from workflow.fouten import Geweigerd
from workflow.process import Papier, Uitvoering

NUMMERSOORT = "zaak"


def voorbereiden(u: Uitvoering) -> dict[str, Any]:
    """Freeze what is filed, unless the frozen version is still what is written. Open items block nothing."""
    ontvangen = u.data.get("ontvangen_op") or u.vandaag
    if ontvangen > u.vandaag:
        raise Geweigerd("De datum van ontvangst kan niet in de toekomst liggen.", veld="ontvangen_op")
    if u.obj.kanaal == Kanaal.DIGITAAL and ontvangen != u.vandaag:
        raise Geweigerd("Een digitale aanvraag is ontvangen op de dag van indienen.", veld="ontvangen_op")
    eis_gescand(Document.objects.filter(zaak=u.zaak))
    return {"nu": u.nu, "versie": bevries(u.obj, by=u.by, nu=u.nu)}


def daarna(u: Uitvoering) -> None:
    """Number, date of receipt, the policy that binds from now on, and who takes part."""
    zaak = u.zaak
    zaak.ontvangen_op = u.data.get("ontvangen_op") or u.vandaag
    versie = geldige_versie(zaak.swv_id, SECTIE, op=zaak.ontvangen_op)
    zaak.beleid = {**zaak.beleid, SECTIE: versie.pk if versie else None}
    zaak.nummer = zaak.nummer or _nummer(u, zaak.ontvangen_op)
    zaak.swv_sinds = zaak.swv_sinds or u.vandaag
    zaak.gezin_sinds = zaak.gezin_sinds or u.vandaag
    betrek_gezin(zaak, u.vandaag)
    u.resultaat["nummer"] = zaak.nummer


def _nummer(u: Uitvoering, ontvangen: date) -> str:
    beleid: TlvBeleid = beleid_van(u.obj)
    volgnummer = volgend_nummer(u.zaak.swv_id, NUMMERSOORT, ontvangen.year)
    return beleid.zaaknummer.format(jaar=ontvangen.year, volgnummer=volgnummer, swv=u.zaak.swv.nummer)


def ontvangstbevestiging(u: Uitvoering) -> Iterable[Papier]:
    """Receipt to the applicant, with the number and what happens when."""
    zaak, beleid = u.zaak, beleid_van(u.obj)
    gegevens = OntvangstbevestigingGegevens(
        hoofd=briefhoofd_van(zaak.swv),
        geadresseerde=geadresseerde_school(zaak.school),
        kenmerk=kenmerk(u.zaak, datum=u.vandaag),
        onderwerp="Wij hebben uw aanvraag ontvangen",
        leerling=leerlinggegevens(u.zaak),
        zaaknummer=zaak.nummer,
        ontvangen_op=zaak.ontvangen_op or u.vandaag,
        stappen=[Onderdeel(kop=kop, tekst=tekst) for kop, tekst in stappen(beleid)],
        besluit_verwacht=uiterste_besluitdatum(zaak.pk),
        contact=contact(u.zaak),
    )
    yield Papier(
        brief="ontvangstbevestiging",
        titel="Ontvangstbevestiging",
        naam=f"ontvangstbevestiging-{zaak.nummer}.pdf",
        gegevens=bevries_brief("ontvangstbevestiging", gegevens),
        compartiment=Compartiment.DOSSIER,
        sleutel=f"ontvangstbevestiging:{zaak.pk}",
    )


def stappen_bureau(beleid: TlvBeleid) -> list[tuple[str, str]]:
    """The same for the office that entered a request on paper: what it has to do now."""
    return [
        (
            "Controle",
            f"Controleer binnen {beleid.volledigheidsnorm_werkdagen} werkdagen na ontvangst of alles er is. "
            f"Ontbreekt er iets, vraag dan een aanvulling. De school krijgt daarvoor {beleid.aanvulling_weken} weken.",
        ),
        ("Advies", "Is de aanvraag volledig, wijs dan ten minste twee onafhankelijke deskundigen toe."),
        (
            "Besluit",
            f"De commissie streeft ernaar binnen {beleid.servicenorm_weken} weken na volledigheid te besluiten.",
        ),
    ]


def stappen(beleid: TlvBeleid) -> list[tuple[str, str]]:
    """What happens after filing, and when."""
    return [
        (
            "Controle",
            f"Binnen {beleid.volledigheidsnorm_werkdagen} werkdagen hoort u of de aanvraag volledig is. "
            f"Ontbreekt er iets, dan krijgt u {beleid.aanvulling_weken} weken om aan te vullen.",
        ),
        (
            "Advies",
            "Is de aanvraag volledig, dan geven ten minste twee onafhankelijke deskundigen elk hun eigen advies.",
        ),
        (
            "Besluit",
            f"De commissie streeft ernaar binnen {beleid.servicenorm_weken} weken na volledigheid te besluiten.",
        ),
    ]


def uiterste_besluitdatum(zaak_id: int) -> date | None:
    """Last day of the statutory term as it runs now (Awb 4:13)."""
    termijn = Termijn.objects.open().filter(zaak_id=zaak_id, soort="beslistermijn").first()
    return termijn.einde if termijn else None


def eis_reden(u: Uitvoering) -> dict[str, Any]:
    """Withdrawing asks a reason, because parents and samenwerkingsverband will want to know."""
    if not u.data.get("reden", "").strip():
        raise Geweigerd("Leg uit waarom u de aanvraag intrekt.", veld="reden")
    return {}


def sluit_af(u: Uitvoering) -> None:
    """Keep the reason as a note, let open questions for signatures and advice lapse."""
    zaak = u.zaak
    zaak.notities.create(
        auteur_id=u.by.persoon_id,
        rol=u.by.rol,
        compartiment=Compartiment.DOSSIER,
        tekst=f"Ingetrokken: {u.data['reden'].strip()}",
        moment=u.nu,
    )
    for stuk in zaak.ondertekenstukken.filter(vervallen_op__isnull=True):
        stuk.handtekeningen.filter(uitkomst="open").update(uitkomst="vervallen")
    deskundigen.laat_adviezen_vervallen(u)
    u.obj.aanvulverzoeken.filter(stand="open").update(stand="ingetrokken")
    ingebreke.einde_van_wachten(u, op=u.vandaag)

"""The rows of the record in words: who, in which role, what, about which case, and why somebody could see it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from audit.models import Gebeurtenis, Lezing
from cases import grond as gronden
from cases.compartimenten import Compartiment
from cases.models import Zaak
from organisations.models import User
from organisations.rollen import Rol
from ui.notatie import datum
from workflow.logboek import LEZEN, Rij
from workflow.logboekobjecten import in_woorden
from workflow.process import processen
from workflow.ruimte import ruimtes

PAGINAS = {
    "zaak": "De zaak",
    "document": "Een document",
    "documenten": "De lijst van documenten",
    "dossier": "Het dossier",
    "dubbel": "Een mogelijk dubbel dossier",
    "notities": "De notities",
    "vragen": "De vragen en antwoorden",
    "verloop": "Het verloop",
    "inzage": "Wie deze zaak las en wijzigde",
    "thuis": "Thuis: alles van het gezin bij elkaar",
    "gezin_inzage": "Wie het dossier las, op de pagina van het gezin",
    "correctie": "Vragen om iets te verbeteren",
    "digitale_post": "De keuze voor digitale post",
    "tekenen": "Een stuk om te tekenen",
    "tekenronde": "Wie een stuk tekent",
    "zoeken": "Gezocht naar een leerling of zaak",
    "agenda": "Termijnen opgehaald door een agenda (een keer per dag vastgelegd)",
    "logboek": "Het logboek doorzocht",
    "logboek_waarom": "Het logboek: waarom iemand iets zag",
    "logboek_bestand": "Het logboek als bestand opgehaald",
}
"""Pages of the rooms below and of `workflow` itself; a workflow names its own (`Process.paginas`)."""

ACTIES = {
    "dossier.openen": "Dossier geopend",
    "dossier.samenvoegen": "Dossiers samengevoegd",
    "dossier.splitsen": "Samenvoegen van dossiers ongedaan gemaakt",
    "dossier.in_gebruik_nemen": "Dossier in gebruik genomen",
    "agenda.maken": "Link voor de eigen agenda gemaakt",
    "agenda.stoppen": "Link voor de eigen agenda gestopt",
    "herbevestigd": "Opnieuw bevestigd wie het is",
    "herbevestigen": "Bevestigen wie het is, mislukt",
    "vertrek_overdragen": "Zaak overgedragen bij vertrek",
    "hoed_geven": "Rol gegeven",
    "hoed_vragen": "Gevraagd om een rol aan te nemen",
    "hoed_aannemen": "Rol aangenomen",
    "hoed_vraag_intrekken": "Uitnodiging voor een rol ingetrokken",
    "toegang_nagekeken": "Nagekeken wie toegang kreeg",
    "hoed_beeindigen": "Rol een laatste dag gegeven",
    "eerste_beheerder": "Beheerder gemaakt vanaf de server",
    "gebruiker_toevoegen": "Gebruiker toegevoegd",
    "naam_wijzigen": "Naam gewijzigd",
    "telefoon_wijzigen": "Telefoonnummer gewijzigd",
    "mailadres_wijzigen": "Mailadres gewijzigd",
    "school_toevoegen": "School toegevoegd",
    "school_wijzigen": "School gewijzigd",
    "school_sluiten": "School gesloten",
    "school_heropenen": "School heropend",
    "scholen_importeren": "Scholen ingelezen uit een bestand",
    "swv_wijzigen": "Gegevens van het samenwerkingsverband gewijzigd",
    "mandaat_geven": "Mandaat gegeven",
    "mandaat_beeindigen": "Mandaat beëindigd",
    "afwezigheid_melden": "Afwezigheid gemeld",
    "afwezigheid_intrekken": "Afwezigheid ingetrokken",
    "beroep_toevoegen": "Beroep toegevoegd",
    "beroep_beeindigen": "Beroep beëindigd",
    "uitnodiging_intrekken": "Uitnodiging ingetrokken",
    "uitnodigen": "Uitnodiging verstuurd",
    "voorstel_doen": "Gevraagd om bevestiging door een tweede persoon",
    "voorstel_bevestigd": "Bevestigd als tweede persoon",
    "voorstel_afgewezen": "Afgewezen als tweede persoon",
    "voorstel_ingetrokken": "Eigen verzoek ingetrokken",
    "zaak.ander_dossier": "Zaak naar het samengevoegde dossier",
    "tlv.overdracht.ontvangen": "Ontvangst van de verklaring bevestigd",
    "mail_onbestelbaar": "Mailadres genoteerd waar geen mail aankomt",
    "mail_werkt_weer": "Mailadres genoteerd dat weer werkt",
    "papier_verstuurd": "Brief in plaats van mail genoteerd als verstuurd",
    "papier_toch_niet_verstuurd": "Brief in plaats van mail toch niet verstuurd",
    "papier_terug": "Brief in plaats van mail kwam terug",
    "papier_opnieuw": "Brief die terugkwam ligt weer klaar",
    "papier_anders_verteld": "Brief die terugkwam: anders verteld",
    "storing_melden": "Storing vastgelegd",
    "storing_voorbij": "Storing beëindigd",
    "storing_afgelasten": "Aangekondigd onderhoud afgelast",
    "opnieuw_proberen": "Mislukt werk opnieuw aangeboden",
    "niet_opnieuw_versturen": "Mail in twijfel niet opnieuw verstuurd",
    "audit.maand_verwijderd": "Lezingen van een maand verwijderd, na de bewaartermijn",
}
SOORTWOORD = {LEZEN: "gelezen", "schrijven": "gewijzigd", "weigering": "geweigerd"}
REDEN = {
    "NietGevonden": "bestaat niet of is niet voor deze persoon",
    "niet zichtbaar": "bestaat niet of is niet voor deze persoon",
    "404": "bestaat niet of is niet voor deze persoon",
    "GeenRecht": "mag dit niet in deze rol",
    "403": "mag dit niet in deze rol",
    "Conflict": "was ondertussen gewijzigd",
    "Geweigerd": "een regel stond dit niet toe",
}


@dataclass(frozen=True)
class Regel:
    """One row as a person reads it."""

    moment: datetime
    wie: str
    rol: str
    soort: str
    wat: str
    zaak: str
    reden: str = ""
    lezing_id: int | None = None
    over: str = ""


def wat(actie: str) -> str:
    """The name of an action in words: what the process calls it, else the name itself without its code."""
    acties = ACTIES | {naam: woorden for ruimte in ruimtes() for naam, woorden in ruimte.acties.items()}
    if actie in acties:
        return acties[actie]
    if actie.startswith("lezen:"):
        return _pagina(actie.removeprefix("lezen:"))
    kind, _, naam = actie.rpartition(".")
    process = processen().get(kind)
    if process is None:
        return _los(actie)
    deel = next((d.label for d in process.delen if f"bewerken:{d.naam}" == naam), "")
    action = next((a.gebeurd or a.label for a in process.actions if a.naam == naam), "")
    return deel or action or naam.replace("_", " ")


def _pagina(naam: str) -> str:
    """A read is recorded by the name of its page, a refusal of the middleware by that of its address."""
    ruimte, _, kaal = naam.rpartition(":")
    van_anderen = [*(p.paginas for p in processen().values()), *(r.paginas for r in ruimtes())]
    woorden = PAGINAS | {p: w for paginas in van_anderen for p, w in paginas.items()}
    eigen = kaal if ruimte in {"workflow", *processen(), *(r.naam for r in ruimtes())} else naam
    return woorden.get(eigen, eigen.replace("_", " ").replace(":", ": "))


def _los(actie: str) -> str:
    """A refusal carries the bare name of the action; look in every process what it is called."""
    for process in processen().values():
        for action in process.actions:
            if action.naam == actie:
                return action.label
        for deel in process.delen:
            if f"bewerken:{deel.naam}" == actie:
                return deel.label
    return actie.replace("dossier.bewerken:", "Dossier: ").replace("_", " ").replace(":", ": ")


def regels(rijen: Iterable[Rij], *, gezin_met_naam: bool = True) -> list[Regel]:
    """Rows with names of actors, numbers of cases and, of administration, whom or what it is about. Pupils are never
    named."""
    rijen = list(rijen)
    namen = User.objects.in_bulk({rij.gebruiker_id for rij in rijen if rij.gebruiker_id})
    zaken = Zaak.objects.in_bulk({rij.zaak_id for rij in rijen if rij.zaak_id})
    over = in_woorden(rijen)
    kaal = [_regel(rij, namen, zaken, gezin_met_naam) for rij in rijen]
    return [
        replace(regel, over=over.get(rij.pk, "")) if isinstance(rij, Gebeurtenis) else regel
        for rij, regel in zip(rijen, kaal, strict=True)
    ]


def _regel(rij: Rij, namen: dict[int, User], zaken: dict[int, Zaak], gezin_met_naam: bool) -> Regel:
    persoon = namen.get(rij.gebruiker_id or 0)
    wie = persoon.naam if persoon else "het systeem" if rij.gebruiker_id is None else "onbekend"
    if rij.rol in (Rol.OUDER, Rol.LEERLING) and not gezin_met_naam:
        wie = "ouder of leerling"
    rol = str(Rol(rij.rol).label) if rij.rol in Rol.values else rij.rol
    zaak = zaken.get(rij.zaak_id or 0)
    nummer = (zaak.nummer or f"concept {zaak.pk}") if zaak else ""
    if isinstance(rij, Lezing):
        return Regel(rij.moment, wie, rol, SOORTWOORD[LEZEN], wat(rij.actie), nummer, lezing_id=rij.pk)
    reden = str(rij.bijzonderheden.get("grond", "")) if rij.soort == "weigering" else ""
    return Regel(rij.moment, wie, rol, SOORTWOORD[rij.soort], wat(rij.actie), nummer, REDEN.get(reden, reden))


ZINNEN = {
    gronden.SCHOOL: "Deze persoon werkte op de school van deze leerling. De school had dit dossier{sinds}.",
    gronden.SWV: "Deze persoon werkte bij het samenwerkingsverband. Daar lag deze zaak{sinds}.",
    gronden.BETROKKENE: "Deze persoon was als {rol} bij deze zaak gevraagd{sinds}.",
    gronden.GEZAG: "Deze persoon had gezag over de leerling, en kon de zaak volgen{sinds}.",
    gronden.LEERLING: "Dit is de leerling zelf, van 16 jaar of ouder. De leerling kon de zaak volgen{sinds}.",
    gronden.INSCHRIJVING: "De leerling stond ingeschreven op de school van deze persoon{sinds}.",
    gronden.DUBBEL: "Dit dossier leek op een ander dossier. Het secretariaat beoordeelt zulke dubbelen.",
    gronden.OVERDRACHT: "De school van deze persoon kreeg de verklaring overgedragen{sinds}.",
    gronden.TEKENAAR: "Deze persoon werd gevraagd om dit ene stuk te tekenen{sinds}.",
    gronden.BRIEFCODE: "Iemand las dit ene stuk met de code uit een brief{sinds}.",
    gronden.UITVOERDER: "De school van deze persoon doet iets in het plan voor deze leerling{sinds}.",
    gronden.TAAK: "Het controleren van het logboek hoort bij de taak van de {rol}.",
    gronden.VERGADERING: "Deze persoon was uitgenodigd voor een vergadering{sinds}, waar deze zaak op de agenda stond.",
    gronden.ZOEKEN: "Deze persoon zocht, en kreeg alleen te zien wat in de rol van {rol} te zien is.",
    "systeem": "Het systeem deed dit zelf.",
}


def waarom(lezing: Lezing) -> str:
    """Why this was visible at that moment, as recorded with the read."""
    zin = ZINNEN.get(str(lezing.grond.get("been", "")))
    if zin is None:
        return "Deze lezing is van voor de tijd dat wij de grond vastlegden."
    rol = str(Rol(lezing.rol).label) if lezing.rol in Rol.values else lezing.rol
    dag = _dag(lezing.grond.get("sinds"))
    return zin.format(rol=rol, sinds=f" sinds {datum(dag)}" if dag else "")


def hoed_sinds(lezing: Lezing) -> date | None:
    return _dag(lezing.grond.get("hoed_sinds"))


def compartiment(lezing: Lezing) -> str:
    """The compartment of the paper that was read, in words."""
    waarde: Any = lezing.grond.get("compartiment")
    return str(Compartiment(waarde).label) if waarde in Compartiment.values else ""


def _dag(tekst: Any) -> date | None:
    return date.fromisoformat(tekst) if isinstance(tekst, str) else None

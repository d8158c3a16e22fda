"""Drafting, signing and recalling a decision."""

from copy import copy
from datetime import timedelta
from typing import Any

from cases.compartimenten import Compartiment
from deadlines import services as termijnen
from documents.codes import nieuwe_verificatie
from documents.models import Document, Documentsoort, Werkstatus
from documents.zegelregister import trek_in
from organisations.actor import Actor
from organisations.models import Mandaat
from organisations.nummers import volgend_nummer
from organisations.rollen import Rol
from tlv import besluitbrief, rechten, toetsen
from tlv.beleid import beleid_van
from tlv.besluitbeeld import Beeld, beeld_van, concept_of_voorstel
from tlv.checklist import nog_te_leveren
from tlv.eisen import eis_van
from tlv.models import Aanvraag, Besluit, Bespreking, Status
from workflow.fouten import Conflict, Geweigerd
from workflow.papieren import leg_papier_klaar
from workflow.process import Bewerking, Deel, Papier, Uitvoering

VELDEN = (
    "soort",
    "begin",
    "einde",
    "categorie",
    "motivering",
    "periode_reden",
    "categorie_reden",
    "ontheffing",
    "reactie_op_zienswijze",
    "afwijking",
)
SOORTEN = {"verlenen": Besluit.Soort.VERLENEN, "afwijzen": Besluit.Soort.AFWIJZEN}
GESTOPT_DOOR_BESLUIT = ("beslistermijn", "servicenorm")
GESTOPT_DOOR_NIET_BEHANDELEN = ("beslistermijn", "buiten_behandeling")


# -- drafting ------------------------------------------------------------------------------------


def mag_concept(actor: Actor, aanvraag: Aanvraag) -> bool:
    return rechten.is_voorzitter(actor, aanvraag)


def mag_bespreking(actor: Actor, aanvraag: Aanvraag) -> bool:
    """The chair, or the secretariat that keeps the minutes."""
    return rechten.is_secretariaat_of_voorzitter(actor, aanvraag)


def versie_concept(b: Bewerking) -> int:
    huidig = concept(b.obj)
    return huidig.versie if huidig else 0


def concept(aanvraag: Aanvraag) -> Besluit | None:
    return aanvraag.besluiten.filter(stand=Besluit.Stand.CONCEPT).first()


def schrijf_concept(b: Bewerking) -> None:
    """Write what was typed; the first write also keeps what was proposed."""
    if b.obj.status != Status.TER_BESLUITVORMING:
        raise Geweigerd("Deze aanvraag ligt niet ter besluitvorming. Het besluit kan nu niet worden gewijzigd.")
    besluit = concept(b.obj) or concept_of_voorstel(beeld_van(b.obj, vandaag=b.by.vandaag))
    for veld in VELDEN:
        if veld in b.data:
            setattr(besluit, veld, b.data[veld])
    besluit.kernen = {**besluit.kernen, **b.data.get("kernen", {})}
    besluit.versie += 1
    besluit.save()
    b.resultaat["bijgewerkt_op"] = b.nu.isoformat()


def leg_bespreking_vast(b: Bewerking) -> None:
    """A talk with experts, school or parents: date, present, outcome (domain.md §3)."""
    if b.obj.status not in (Status.DESKUNDIGENADVIES, Status.TER_BESLUITVORMING):
        raise Geweigerd("Een gesprek vastleggen kan zolang er nog geen besluit is.")
    bespreking = Bespreking.objects.create(
        aanvraag=b.obj,
        soort=b.data["soort"],
        datum=b.data["datum"],
        aanwezigen=b.data["aanwezigen"],
        uitkomst=b.data["uitkomst"],
        vastgelegd_door_id=b.by.persoon_id,
        vastgelegd_op=b.nu,
    )
    b.resultaat["id"] = bespreking.pk


def versie_zaak(b: Bewerking) -> int:
    """The page with the button shows the case as it stood: a recall or publication in between is a conflict."""
    return b.zaak.versie


def sluit_venster(b: Bewerking) -> None:
    """ "Nu bekendmaken": the recall window ends; the sweep publishes as soon as the letter is there."""
    besluit = b.obj.besluiten.filter(stand=Besluit.Stand.ONDERTEKEND).first()
    if besluit is None:
        raise Geweigerd("Er is geen ondertekend besluit dat nog bekend moet worden.")
    if besluit.terugroepbaar_tot is None or besluit.terugroepbaar_tot > b.nu:
        besluit.terugroepbaar_tot = b.nu
        besluit.save(update_fields=["terugroepbaar_tot"])


# -- signing -------------------------------------------------------------------------------------


def stuk_voor(aanvraag: Aanvraag, besluit: Besluit, actor: Actor, *, beeld: Beeld | None = None) -> toetsen.Stuk:
    """What the checks look at; only a chair or deputy is judged as the one who signs."""
    tekenaar = actor if actor.rol in (Rol.VOORZITTER, Rol.PLV_VOORZITTER) else None
    return toetsen.Stuk(beeld or beeld_van(aanvraag, vandaag=actor.vandaag), besluit, tekenaar)


def bereid_besluit_voor(u: Uitvoering) -> dict[str, Any]:
    """Nothing that is checkable may stand in the way, and what is signed is what was shown."""
    besluit = concept(u.obj)
    if besluit is None:
        raise Geweigerd("Er is nog geen concept van het besluit. Schrijf dat eerst.")
    gezien = u.data.get("besluitversie")
    if gezien is not None and gezien != besluit.versie:
        raise Conflict("Het concept is gewijzigd nadat u het opende. Lees het opnieuw en teken dan.")
    if besluit.soort != SOORTEN[u.actie]:
        raise Geweigerd("In het concept staat een andere uitkomst dan u nu tekent. Kies eerst de uitkomst.")
    _weiger_bij_fout(toetsen.toets(stuk_voor(u.obj, besluit, u.by)))
    return {}


def bereid_buiten_behandeling_voor(u: Uitvoering) -> dict[str, Any]:
    besluit = _besluit_buiten_behandeling(u)
    _weiger_bij_fout(toetsen.toets_buiten_behandeling(stuk_voor(u.obj, besluit, u.by)))
    return {}


def _weiger_bij_fout(uitkomsten: list[toetsen.Toets]) -> None:
    gevonden = toetsen.fouten(uitkomsten)
    if not gevonden:
        return
    meer = f" (en nog {len(gevonden) - 1})" if len(gevonden) > 1 else ""
    raise Geweigerd(f"{gevonden[0].uitleg}{meer}")


def onderteken(u: Uitvoering) -> None:
    """Sign by mandate: freeze the decision, its number and its letter. Nobody outside sees it before publication."""
    buiten = u.actie == "buiten_behandeling_stellen"
    besluit = _besluit_buiten_behandeling(u) if buiten else concept(u.obj)
    assert besluit is not None
    stuk = stuk_voor(u.obj, besluit, u.by)
    mandaat, _ = toetsen.mandaat_voor(u.by, besluit, stuk.beeld)
    assert mandaat is not None
    _bevries(besluit, stuk, u, mandaat)
    if besluit.soort == Besluit.Soort.VERLENEN:
        besluit.begin = besluit.begin or stuk.beeld.begin
        besluit.tlv_nummer = _tlv_nummer(u)
    else:
        besluit.tlv_nummer, besluit.begin, besluit.einde, besluit.categorie = "", None, None, ""
    besluit.save()
    besluit.document = leg_papier_klaar(u.zaak, _papier(besluit, stuk.beeld, u, mandaat), nu=u.nu, by=u.by)
    besluit.save(update_fields=["document"])
    u.resultaat |= {"besluit_id": besluit.pk, "tlv_nummer": besluit.tlv_nummer}


def _bevries(besluit: Besluit, stuk: toetsen.Stuk, u: Uitvoering, mandaat: Mandaat) -> None:
    """Facts of the signature; when it can be recalled until is policy."""
    buiten = besluit.soort == Besluit.Soort.BUITEN_BEHANDELING
    uitkomst = toetsen.toets_buiten_behandeling(stuk) if buiten else toetsen.toets(stuk)
    beleid = besluitbrief.letterbeleid(u.obj, op=u.vandaag)
    besluit.stand = Besluit.Stand.ONDERTEKEND
    besluit.besloten_op = u.vandaag
    besluit.ondertekend_op = u.nu
    besluit.ondertekend_door_id = u.by.gebruiker_id
    besluit.mandaat = mandaat
    besluit.terugroepbaar_tot = u.nu + timedelta(minutes=beleid.terugroep_minuten)
    besluit.toetsen = toetsen.als_json(uitkomst)
    besluit.grondslag_hashes = [] if buiten else [advies.sha256 for advies in stuk.beeld.adviezen]
    besluit.versie += 1


def _tlv_nummer(u: Uitvoering) -> str:
    """From the sequence at the decision; a decision corrected after a recall keeps its number (domain.md §2)."""
    eerder = u.obj.besluiten.exclude(tlv_nummer="").values_list("tlv_nummer", flat=True).first()
    if eerder:
        return str(eerder)
    jaar = u.vandaag.year
    volgnummer = volgend_nummer(u.zaak.swv_id, "tlv_nummer", jaar)
    return beleid_van(u.obj).tlv_nummer.format(swv=u.zaak.swv.nummer, jaar=jaar, volgnummer=volgnummer)


def _papier(besluit: Besluit, beeld: Beeld, u: Uitvoering, mandaat: Mandaat) -> Papier:
    tekenaar = besluitbrief.Tekenaar(naam=u.by.naam, op=u.vandaag, mandaat=mandaat)
    buiten = besluit.soort == Besluit.Soort.BUITEN_BEHANDELING
    verificatie = nieuwe_verificatie()
    if buiten:
        gegevens = besluitbrief.buiten_behandeling(
            u.obj, ontbreekt=punten(besluit.motivering), tekenaar=tekenaar, verificatie=verificatie
        )
    else:
        gegevens = besluitbrief.beschikking(besluit, beeld, tekenaar=tekenaar, verificatie=verificatie)
    nummer = besluit.tlv_nummer or u.zaak.nummer
    return Papier(
        brief="buiten_behandeling" if buiten else "beschikking_tlv",
        titel=f"Besluit {nummer}" if buiten else f"Beschikking {nummer}",
        naam=f"besluit-{nummer}.pdf" if buiten else f"beschikking-{nummer}.pdf",
        gegevens=gegevens,
        compartiment=Compartiment.INTERN,
        soort=Documentsoort.BESCHIKKING,
        sleutel=f"beschikking:{besluit.pk}:{besluit.versie}",
        te_verzegelen=True,
    )


# -- not treating --------------------------------------------------------------------------------


def punten(tekst: str) -> list[str]:
    """One missing item per line."""
    return [regel.strip(" -•") for regel in tekst.splitlines() if regel.strip(" -•")]


def voorstel_buiten_behandeling(aanvraag: Aanvraag) -> str:
    """What is still missing, from the repair request that lapsed: the text that lies ready to be signed."""
    eerder = aanvraag.besluiten.filter(soort=Besluit.Soort.BUITEN_BEHANDELING, stand=Besluit.Stand.TERUGGEROEPEN)
    if vorige := eerder.order_by("-pk").first():
        return vorige.motivering
    verzoek = besluitbrief.verlopen_verzoek(aanvraag)
    if verzoek is None:
        return ""
    eisen = [(sleutel, eis_van(aanvraag.route, sleutel)) for sleutel in nog_te_leveren(aanvraag, verzoek)]
    return "\n".join(eis.label if eis else str(sleutel) for sleutel, eis in eisen)


def _besluit_buiten_behandeling(u: Uitvoering) -> Besluit:
    """A draft of another kind that was begun earlier gives way: nothing was decided on the merits."""
    soort = Besluit.Soort.BUITEN_BEHANDELING
    besluit = concept(u.obj) or Besluit(aanvraag=u.obj)
    eerder = u.obj.besluiten.filter(soort=soort, stand=Besluit.Stand.TERUGGEROEPEN).order_by("-pk").first()
    besluit.soort, besluit.type, besluit.kernen = soort, "", {}
    besluit.motivering = str(u.data.get("motivering") or voorstel_buiten_behandeling(u.obj))
    besluit.vervangt = eerder
    return besluit


# -- recalling -----------------------------------------------------------------------------------


def bereid_terugroepen_voor(u: Uitvoering) -> dict[str, Any]:
    if not str(u.data.get("reden") or "").strip():
        raise Geweigerd("Schrijf op waarom u het besluit terugroept.", veld="reden")
    if not is_terug_te_roepen(_ondertekend(u), u):
        raise Geweigerd("Het besluit kan niet meer worden teruggeroepen. Het wordt bekendgemaakt.")
    return {}


def is_terug_te_roepen(besluit: Besluit, u: Uitvoering) -> bool:
    return besluit.terugroepbaar_tot is not None and besluit.terugroepbaar_tot > u.nu


def roep_terug(u: Uitvoering) -> None:
    """The signed decision becomes history, its letter lapses, a copy lies open to be corrected, the terms run on."""
    besluit = _ondertekend(u)
    besluit.stand = Besluit.Stand.TERUGGEROEPEN
    besluit.teruggeroepen_op = u.nu
    besluit.teruggeroepen_door_id = u.by.gebruiker_id
    besluit.reden_terugroepen = u.data["reden"]
    besluit.save()
    if besluit.document_id:
        _laat_vervallen(besluit.document_id, u)
    buiten = besluit.soort == Besluit.Soort.BUITEN_BEHANDELING
    if not buiten:
        _nieuw_concept(besluit).save()
    for soort in GESTOPT_DOOR_NIET_BEHANDELEN if buiten else GESTOPT_DOOR_BESLUIT:
        termijnen.heropen(u.zaak, soort, gestopt_op=besluit.besloten_op or u.vandaag)


def _laat_vervallen(document_id: int, u: Uitvoering) -> None:
    """A worker that is busy with it finds that the row is no longer its own."""
    document = Document.objects.select_for_update().select_related(None).get(pk=document_id)
    document.werk = Werkstatus.VERVALLEN
    document.titel = f"{document.titel} (teruggeroepen)"
    document.save(update_fields=["werk", "titel"])
    if hasattr(document, "zegel"):
        trek_in(document.zegel, nu=u.nu)


def _nieuw_concept(oud: Besluit) -> Besluit:
    nieuw = copy(oud)
    nieuw._state = copy(oud._state)
    nieuw.pk, nieuw._state.adding = None, True
    nieuw.stand, nieuw.vervangt = Besluit.Stand.CONCEPT, oud
    nieuw.besloten_op = nieuw.ondertekend_op = nieuw.ondertekend_door = nieuw.mandaat = None
    nieuw.terugroepbaar_tot = nieuw.teruggeroepen_op = nieuw.teruggeroepen_door = nieuw.document = None
    nieuw.reden_terugroepen, nieuw.grondslag_hashes, nieuw.toetsen = "", [], []
    nieuw.versie = oud.versie + 1
    return nieuw


def _ondertekend(u: Uitvoering) -> Besluit:
    besluit = u.obj.besluiten.filter(stand=Besluit.Stand.ONDERTEKEND).first()
    if besluit is None:
        raise Geweigerd("Er is geen ondertekend besluit.")
    gevonden: Besluit = besluit
    return gevonden


DELEN: tuple[Deel, ...] = (
    Deel(
        naam="besluit",
        label="Concept van het besluit",
        mag=mag_concept,
        versie=versie_concept,
        schrijf=schrijf_concept,
    ),
    Deel(
        naam="bespreking",
        label="Gesprek over de aanvraag",
        mag=mag_bespreking,
        schrijf=leg_bespreking_vast,
        sessie=False,
    ),
    Deel(
        naam="venster",
        label="Bekendmaken niet afwachten",
        mag=mag_concept,
        versie=versie_zaak,
        schrijf=sluit_venster,
        sessie=False,
    ),
)

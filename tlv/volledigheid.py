"""The checklist, the repair request and its lapse, declaring complete and undoing it."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from cases.compartimenten import Compartiment
from cases.models import Draad, Vraagbericht
from deadlines import services as termijnservices
from deadlines.berekening import AANVULLING, Berekening
from deadlines.models import kalender_uit_tabel
from deadlines.regels import aanvultermijn, buiten_behandeling
from documents.briefgegevens import AanvulverzoekGegevens, Onderdeel
from documents.brieven import bevries
from documents.services import briefhoofd_van
from organisations.actor import Actor
from organisations.models import User
from tlv import deskundigen, rechten, uitstel
from tlv.beleid import beleid_van
from tlv.checklist import Punt, checklist, nog_te_leveren
from tlv.eisen import eis_van
from tlv.models import Aanvraag, Aanvulverzoek, Besluit, Eisbeoordeling, Eisstatus, Status
from tlv.onafhankelijkheid import opsomming
from ui.notatie import datum
from workflow.briefdelen import contact, geadresseerde_school, kenmerk, leerlinggegevens
from workflow.fouten import Geweigerd
from workflow.process import Bewerking, Deel, Papier, Uitvoering

TE_BEOORDELEN = (Status.INGEDIEND, Status.AANGEVULD)
ALGEMEEN = "Verder vragen wij"
NOEM_HOOGSTENS = 5


# -- asking for a supplement ---------------------------------------------------------------------


def aanvul_berekening(aanvraag: Aanvraag, *, vandaag: date) -> Berekening:
    """The last day for a supplement asked today, with its steps (Awb 4:5; policy)."""
    return aanvultermijn(vandaag, weken=beleid_van(aanvraag).aanvulling_weken, kalender=kalender_uit_tabel())


def bereid_aanvulling_voor(u: Uitvoering) -> dict[str, Any]:
    """Only what is open can be asked, and each item says what is missing."""
    punten = {punt.sleutel: punt for punt in checklist(u.obj, vandaag=u.vandaag)}
    gevraagd = [punten[sleutel] for sleutel in u.data.get("eisen") or [] if sleutel in punten]
    if not gevraagd:
        raise Geweigerd("Kies ten minste één punt dat de school moet aanvullen.", veld="eisen")
    klaar = [punt.label for punt in gevraagd if punt.is_afgedaan]
    if klaar:
        raise Geweigerd(f"Dit is al in orde: {opsomming(klaar)}. Haal het vinkje weg.", veld="eisen")
    return {}


def leg_verzoek_vast(u: Uitvoering) -> None:
    uiterlijk = aanvul_berekening(u.obj, vandaag=u.vandaag).einde or u.vandaag
    punten = {punt.sleutel: punt for punt in checklist(u.obj, vandaag=u.vandaag)}
    gekozen = [sleutel for sleutel in punten if sleutel in u.data["eisen"]]
    verzoek = Aanvulverzoek.objects.create(
        aanvraag=u.obj,
        soort=Aanvulverzoek.Soort.AANVULLING,
        eisen=gekozen,
        vraag=(u.data.get("vraag") or "").strip(),
        gevraagd_op=u.vandaag,
        gevraagd_door_id=u.by.persoon_id,
        uiterlijk=uiterlijk,
    )
    for sleutel in gekozen:
        _zet_op_ontbreekt(u, punten[sleutel])
    u.resultaat |= {"verzoek_id": verzoek.pk, "uiterlijk": uiterlijk.isoformat()}


def _zet_op_ontbreekt(u: Uitvoering, punt: Punt) -> None:
    """What is asked for is missing, in the words of the letter; a waiver that waits stays waiting."""
    eis, _ = Eisbeoordeling.objects.get_or_create(aanvraag=u.obj, eis=punt.sleutel)
    eis.toelichting = eis.toelichting or punt.wat_nodig[:2000]
    if eis.status == Eisstatus.OPEN:
        eis.status = Eisstatus.ONTBREEKT
    eis.beoordeeld_door_id, eis.beoordeeld_op = u.by.gebruiker_id, u.nu
    eis.versie += 1
    eis.save()


def brief_aan_school(
    aanvraag: Aanvraag, punten: Iterable[Punt], *, vraag: str, uiterlijk: date, vandaag: date, door: int | None
) -> AanvulverzoekGegevens:
    """The letter as data: for the preview and for the paper alike."""
    behandelaar = User.objects.filter(pk=door).first() if door else None
    delen = [Onderdeel(kop=punt.label, tekst=punt.toelichting or punt.wat_nodig) for punt in punten]
    if vraag:
        delen.append(Onderdeel(kop=ALGEMEEN, tekst=vraag))
    return AanvulverzoekGegevens(
        hoofd=briefhoofd_van(aanvraag.zaak.swv),
        geadresseerde=geadresseerde_school(aanvraag.zaak.school),
        kenmerk=kenmerk(aanvraag.zaak, datum=vandaag, behandelaar=behandelaar),
        onderwerp="Wij vragen u de aanvraag aan te vullen",
        leerling=leerlinggegevens(aanvraag.zaak),
        ontvangen_op=aanvraag.zaak.ontvangen_op or vandaag,
        punten=delen,
        weken=beleid_van(aanvraag).aanvulling_weken,
        uiterlijk=uiterlijk,
        staat_stil=termijnservices.kan_stilstaan(aanvraag.zaak, uitstel.BESLISTERMIJN, van=vandaag),
        contact=contact(aanvraag.zaak, behandelaar=behandelaar),
    )


def aanvulbrief(u: Uitvoering) -> Iterable[Papier]:
    verzoek = Aanvulverzoek.objects.get(pk=u.resultaat["verzoek_id"])
    punten = [punt for punt in checklist(u.obj, vandaag=u.vandaag) if punt.sleutel in verzoek.eisen]
    brief = brief_aan_school(
        u.obj,
        punten,
        vraag=verzoek.vraag,
        uiterlijk=verzoek.uiterlijk,
        vandaag=u.vandaag,
        door=u.by.gebruiker_id,
    )
    yield Papier(
        brief="aanvulverzoek",
        titel=f"Verzoek om aanvulling van {datum(u.vandaag)}",
        naam="verzoek-om-aanvulling.pdf",
        gegevens=bevries("aanvulverzoek", brief),
        compartiment=Compartiment.DOSSIER,
        sleutel=f"aanvulverzoek:{verzoek.pk}",
    )


def trek_verzoek_in(u: Uitvoering) -> None:
    """Withdrawn today: the term of the law runs again from today (Awb 4:15, first paragraph under a)."""
    uitstel.vertel(u, uitstel.gevolg_van_intrekken(u.obj, vandaag=u.vandaag))
    u.obj.aanvulverzoeken.filter(soort=Aanvulverzoek.Soort.AANVULLING, stand=Aanvulverzoek.Stand.OPEN).update(
        stand=Aanvulverzoek.Stand.INGETROKKEN
    )


# -- lapse ---------------------------------------------------------------------------------------


def laat_verzoek_verlopen(u: Uitvoering) -> None:
    """The term passed. For a supplement the clock runs again from the day after it, and the draft lies ready."""
    verzoek = u.obj.aanvulverzoeken.select_for_update().get(stand=Aanvulverzoek.Stand.OPEN)
    verzoek.stand = Aanvulverzoek.Stand.VERLOPEN
    verzoek.save(update_fields=["stand"])
    if verzoek.soort != Aanvulverzoek.Soort.AANVULLING:
        u.resultaat["gevraagd_door"] = verzoek.gevraagd_door_id
        return
    termijnservices.hervatten(u.zaak, "beslistermijn", op=verzoek.uiterlijk + timedelta(days=1), grond=AANVULLING)
    u.resultaat["laatste_dag_aanvulling"] = verzoek.uiterlijk.isoformat()
    _leg_ontwerp_klaar(u, verzoek)


def _leg_ontwerp_klaar(u: Uitvoering, verzoek: Aanvulverzoek) -> None:
    """Beside a draft on the merits, of before "volledig" was undone, there is no second: it stays, in case a supplement
    comes, and gives way when this is signed.
    """
    if u.obj.besluiten.filter(stand=Besluit.Stand.CONCEPT).exists():
        return
    Besluit.objects.create(
        aanvraag=u.obj,
        soort=Besluit.Soort.BUITEN_BEHANDELING,
        motivering=motivering_buiten_behandeling(u.obj, verzoek, vandaag=u.vandaag),
    )


def motivering_buiten_behandeling(aanvraag: Aanvraag, verzoek: Aanvulverzoek, *, vandaag: date) -> str:
    """The draft text; whoever signs may change it (Awb 4:5; domain.md §9.1)."""
    mist = nog_te_leveren(aanvraag, verzoek)
    labels = [punt.label for punt in checklist(aanvraag, vandaag=vandaag) if punt.sleutel in mist]
    kwam = "De aanvulling kwam niet binnen die termijn."
    if verzoek.beantwoord_op is not None:
        kwam = f"De aanvulling die wij op {datum(verzoek.beantwoord_op)} ontvingen, was niet genoeg."
    ontvangen = aanvraag.zaak.ontvangen_op or verzoek.gevraagd_op
    regels = "\n".join(f"- {label}" for label in labels)
    return (
        f"Wij ontvingen de aanvraag op {datum(ontvangen)}. De aanvraag was niet volledig. "
        f"Daarom vroegen wij de school op {datum(verzoek.gevraagd_op)} om een aanvulling, "
        f"uiterlijk op {datum(verzoek.uiterlijk)}. Het ging om:\n\n{regels}\n\n"
        f"{kwam} Zonder deze gegevens kunnen wij de aanvraag niet beoordelen. "
        "Wij nemen de aanvraag daarom niet verder in behandeling. "
        "Over de toelaatbaarheid zelf zeggen wij met dit besluit niets. De school kan een nieuwe aanvraag doen."
    )


# -- a supplement that is not enough --------------------------------------------------------------


def waarom_nog_behandelen(aanvraag: Aanvraag, *, vandaag: date) -> str:
    """Why an insufficient supplement cannot lead to a decision not to treat now; empty when it can (Awb 4:5).

    The school was given a term and keeps it; the decision has to be there within four weeks after the supplement.
    """
    verzoek = beantwoord_verzoek(aanvraag)
    if verzoek is None or verzoek.beantwoord_op is None:
        return "Er is geen aanvulling om te beoordelen."
    if verzoek.uiterlijk >= vandaag:
        return f"De school mag nog aanvullen tot en met {datum(verzoek.uiterlijk)}. Vraag opnieuw wat ontbreekt."
    laatste = buiten_behandeling(verzoek.beantwoord_op, kalender=kalender_uit_tabel()).einde
    if laatste is not None and laatste < vandaag:
        return f"Dit kon tot en met {datum(laatste)} (artikel 4:5, vierde lid, Awb). Vraag opnieuw wat ontbreekt."
    if not nog_te_leveren(aanvraag, verzoek):
        return "Geen gevraagd punt is beoordeeld als ‘ontbreekt’. Beoordeel eerst de aanvulling."
    return ""


def beantwoord_verzoek(aanvraag: Aanvraag) -> Aanvulverzoek | None:
    """The supplement that lies on the table while it is judged."""
    if aanvraag.status != Status.AANGEVULD:
        return None
    soort, stand = Aanvulverzoek.Soort.AANVULLING, Aanvulverzoek.Stand.BEANTWOORD
    return aanvraag.aanvulverzoeken.filter(soort=soort, stand=stand).first()


def bereid_onvoldoende_voor(u: Uitvoering) -> dict[str, Any]:
    if reden := waarom_nog_behandelen(u.obj, vandaag=u.vandaag):
        raise Geweigerd(reden)
    u.tussen["verzoek"] = beantwoord_verzoek(u.obj)
    return {}


def keur_aanvulling_af(u: Uitvoering) -> None:
    """As when nothing came: the draft lies ready, and the school can still supplement until it is signed."""
    verzoek: Aanvulverzoek = u.tussen["verzoek"]
    assert verzoek.beantwoord_op is not None
    verzoek.stand = Aanvulverzoek.Stand.VERLOPEN
    verzoek.versie += 1
    verzoek.save(update_fields=["stand", "versie"])
    u.resultaat["laatste_dag_aanvulling"] = verzoek.beantwoord_op.isoformat()
    _leg_ontwerp_klaar(u, verzoek)


# -- complete, and undoing it --------------------------------------------------------------------


def bereid_volledig_voor(u: Uitvoering) -> dict[str, Any]:
    """Every requirement is met, or the chair granted a waiver; otherwise the open ones are named."""
    zinnen = openstaand(checklist(u.obj, vandaag=u.vandaag))
    if zinnen:
        raise Geweigerd(" ".join(zinnen))
    return {"op": u.vandaag}


def openstaand(punten: Iterable[Punt]) -> list[str]:
    """Sentences that name what stands in the way, by what has to be done about it."""
    per_soort: dict[str, list[str]] = {}
    for punt in punten:
        if not punt.is_afgedaan:
            per_soort.setdefault(punt.status, []).append(punt.label)
    teksten = {
        Eisstatus.OPEN: "Nog te beoordelen: {}.",
        Eisstatus.ONTBREEKT: "Ontbreekt of voldoet niet: {}.",
        Eisstatus.ONTHEFFING_GEVRAAGD: "Wacht op de voorzitter, die over de ontheffing beslist: {}.",
        Eisstatus.ONTHEFFING_GEWEIGERD: "De ontheffing is geweigerd: {}.",
    }
    return [tekst.format(_namen(per_soort[soort])) for soort, tekst in teksten.items() if soort in per_soort]


def _namen(labels: list[str]) -> str:
    """The labels as a sentence can carry them: many of them are only counted, the list itself shows which."""
    return opsomming(labels) if len(labels) <= NOEM_HOOGSTENS else f"{len(labels)} punten"


def eis_reden(u: Uitvoering) -> dict[str, Any]:
    if not (u.data.get("reden") or "").strip():
        raise Geweigerd("Vul in waarom de aanvraag toch niet volledig is.", veld="reden")
    return {}


def herroep(u: Uitvoering) -> None:
    """Back to the checklist; open advices lapse, filed ones stay, and the school reads why in its thread."""
    deskundigen.laat_adviezen_vervallen(u)
    Vraagbericht.objects.create(
        zaak=u.zaak,
        draad=Draad.SCHOOL,
        auteur_id=u.by.persoon_id,
        rol=u.by.rol,
        tekst=f"De aanvraag bleek toch niet volledig. De reden: {u.data['reden'].strip()}",
        moment=u.nu,
    )


# -- the checklist, through `edit` ---------------------------------------------------------------


def mag_eis_beoordelen(actor: Actor, aanvraag: Aanvraag) -> bool:
    return rechten.is_secretariaat(actor, aanvraag) and aanvraag.status in TE_BEOORDELEN


def mag_ontheffing_geven(actor: Actor, aanvraag: Aanvraag) -> bool:
    return rechten.is_voorzitter(actor, aanvraag) and aanvraag.status in (
        *TE_BEOORDELEN,
        Status.AANVULLING_GEVRAAGD,
    )


def _eisversie(b: Bewerking) -> int:
    rij = Eisbeoordeling.objects.filter(aanvraag=b.obj, eis=b.data.get("eis", "")).only("versie").first()
    return rij.versie if rij else 0


def _haal_eis(b: Bewerking) -> Eisbeoordeling:
    if eis_van(b.obj.route, b.data.get("eis", "")) is None:
        raise Geweigerd("Dit punt hoort niet bij deze aanvraag.")
    eis, _ = Eisbeoordeling.objects.get_or_create(aanvraag=b.obj, eis=b.data["eis"])
    return eis


def _neem_in_behandeling(b: Bewerking) -> None:
    """Who judges the first item handles the case from then on: letters and the family's pages name a person."""
    if b.zaak.behandelaar_id is None:
        b.zaak.behandelaar_id = b.by.gebruiker_id
        b.zaak.save(update_fields=["behandelaar"])


def _beoordeel_eis(b: Bewerking) -> None:
    """Met, missing with a remark, or a waiver noted for the chair; the secretariat never grants one."""
    _neem_in_behandeling(b)
    eis, status = _haal_eis(b), b.data["status"]
    toelichting = (b.data.get("toelichting") or "").strip()
    mag = (Eisstatus.OPEN, Eisstatus.VOLDAAN, Eisstatus.ONTBREEKT, Eisstatus.ONTHEFFING_GEVRAAGD)
    if status not in mag:
        raise Geweigerd("Alleen de voorzitter verleent of weigert een ontheffing.", veld="status")
    if status == Eisstatus.ONTBREEKT and not toelichting:
        raise Geweigerd("Schrijf op wat er ontbreekt. De school krijgt deze tekst.", veld="toelichting")
    if status == Eisstatus.VOLDAAN:
        toelichting = _waarom_voldaan(b, eis.eis)
    if status == Eisstatus.ONTHEFFING_GEVRAAGD and not kan_ontheffing(b.obj, eis.eis):
        raise Geweigerd("Voor dit punt kan geen ontheffing worden gegeven.", veld="status")
    if status == Eisstatus.ONTHEFFING_GEVRAAGD and not (toelichting or eis.reden_school):
        raise Geweigerd("Schrijf op waarom de school ontheffing vraagt.", veld="toelichting")
    if status == Eisstatus.ONTHEFFING_GEVRAAGD and not eis.reden_school:
        eis.reden_school, toelichting = toelichting, ""
    _bewaar(b, eis, status, toelichting)


def _waarom_voldaan(b: Bewerking, sleutel: str) -> str:
    """What the office itself saw, where the record misses what somebody had to give; nothing to explain otherwise."""
    punt = next(punt for punt in checklist(b.obj, vandaag=b.by.vandaag) if punt.sleutel == sleutel)
    if not punt.vraagt_waarom:
        return ""
    waarom = str(b.data.get("waarom_toch") or "").strip()
    if not waarom:
        raise Geweigerd("Schrijf op waarom dit punt toch in orde is. Dat blijft bewaard.", veld="waarom_toch")
    return waarom


def kan_ontheffing(aanvraag: Aanvraag, sleutel: str) -> bool:
    eis = eis_van(aanvraag.route, sleutel)
    return eis is not None and eis.ontheffing


def _beslis_ontheffing(b: Bewerking) -> None:
    """The chair grants or refuses a waiver that was asked; a refusal gives a reason."""
    eis, status = _haal_eis(b), b.data["status"]
    if eis.status != Eisstatus.ONTHEFFING_GEVRAAGD:
        raise Geweigerd("Voor dit punt wacht geen ontheffing op een besluit.")
    if status not in (Eisstatus.ONTHEFFING_VERLEEND, Eisstatus.ONTHEFFING_GEWEIGERD):
        raise Geweigerd("Kies of u de ontheffing verleent.", veld="status")
    toelichting = (b.data.get("toelichting") or "").strip()
    if not toelichting:
        raise Geweigerd("Geef de reden van uw keuze. Die komt in het dossier.", veld="toelichting")
    _bewaar(b, eis, status, toelichting)


def _bewaar(b: Bewerking, eis: Eisbeoordeling, status: str, toelichting: str) -> None:
    eis.status, eis.toelichting = status, toelichting
    eis.beoordeeld_door_id, eis.beoordeeld_op = b.by.gebruiker_id, b.nu
    eis.versie += 1
    eis.save()
    b.resultaat |= {"eis": eis.eis, "status": status}


DELEN: tuple[Deel, ...] = (
    Deel(
        naam="eis",
        label="Controle op volledigheid",
        mag=mag_eis_beoordelen,
        versie=_eisversie,
        schrijf=_beoordeel_eis,
        sessie=False,
        schrijfwerk=True,
    ),
    Deel(
        naam="ontheffing_besluit",
        label="Besluit over een ontheffing",
        mag=mag_ontheffing_geven,
        versie=_eisversie,
        schrijf=_beslis_ontheffing,
        sessie=False,
    ),
)

"""What people do in the signing room, as parts of a case: answer, on paper too, pass on, ask again, withdraw."""

from datetime import UTC, date, datetime, time
from typing import Any

from django.utils import timezone

from cases.compartimenten import Compartiment
from cases.models import Zaak
from cases.toegang import familie_van
from documents import tekencodes, tekenen
from documents.models import Documentsoort, Handtekening, Ondertekenstuk
from documents.services import leg_vast
from documents.tekenaccount import account_van, van_persoon
from organisations.actor import Actor
from organisations.models import Lidmaatschap, User
from ui.notatie import datum
from workflow.fouten import Conflict, GeenRecht, Geweigerd
from workflow.perform import eis_herbevestigd
from workflow.process import Bewerking, Deel, process_van
from workflow.rechten import nooit
from workflow.tekenberichten import HERINNERING, meld
from workflow.tekenkamer import na_antwoord, nodig_uit, regel_van, trek_in
from workflow.tekenregel import Tekenregel

Uitkomst = Handtekening.Uitkomst

GEEN_GEZAG = "U hebt op dit moment geen gezag over deze leerling. Daarom kunt u niet tekenen. Bel ons gerust."
VERLOREN_GEZAG = "{naam} heeft geen gezag meer over deze leerling, en wordt niet meer gevraagd."
FAMILIE = "{naam} is familie van de leerling, en tekent hier niet als {als}. Laat een collega tekenen."


# -- who -------------------------------------------------------------------------------------------


def is_gevraagd(actor: Actor, rij: Handtekening) -> bool:
    """This very person, in the hat in which he or she was asked: the same role elsewhere is another hat."""
    if actor.gebruiker_id is None or rij.rol != actor.rol or account_van(rij) != actor.gebruiker_id:
        return False
    if rij.school_id is not None:
        return rij.school_id == actor.school_id
    return actor.is_gezin or actor.swv_id == rij.stuk.zaak.swv_id


def bij_naam_gevraagd(actor: Actor, zaak: Zaak, data: dict[str, Any]) -> bool:
    """Staff who sign need not see the case: the head of another school is asked for this one paper."""
    rijen = Handtekening.objects.filter(kamer=True, stuk__zaak=zaak, pk=data.get("handtekening_id") or 0)
    rij = rijen.select_related("stuk__zaak").first()
    return rij is not None and not actor.is_gezin and is_gevraagd(actor, rij)


def mag_antwoorden(actor: Actor, obj: Any) -> bool:
    eigen = van_persoon(actor.gebruiker_id or 0, actor.rol)
    return Handtekening.objects.filter(eigen, kamer=True, stuk__zaak=obj.zaak, rol=actor.rol).exists()


def mag_beheren(actor: Actor, obj: Any) -> bool:
    return any(regel.beheert(actor, obj) for regel in process_van(obj.zaak).tekenregels.values())


def mag_nakijken(actor: Actor, obj: Any) -> bool:
    return any(regel.kijkt_na(actor, obj) for regel in process_van(obj.zaak).tekenregels.values())


def mag_invoeren(actor: Actor, obj: Any) -> bool:
    return mag_beheren(actor, obj) or mag_nakijken(actor, obj)


def _haal(b: Bewerking) -> tuple[Handtekening, Tekenregel]:
    """The request that the data name, with the rule of its paper; what is done with it is on record by its number."""
    if b.zaak.gesloten_op is not None:
        raise Conflict(tekenen.GESLOTEN)
    rij = tekenen.haal_rij(b.zaak, b.data["handtekening_id"])
    b.vast |= {"object_soort": "documents.handtekening", "object_id": rij.pk}
    return rij, regel_van(rij.stuk)


def _eis(voorwaarde: bool) -> None:
    if not voorwaarde:
        raise GeenRecht


# -- answering -------------------------------------------------------------------------------------


def schrijf_antwoord(b: Bewerking) -> None:
    """Part "tekenen": handtekening_id, uitkomst, reden, sha256 as shown; of the session herbevestigd_op and hoe."""
    rij, regel = _haal(b)
    _eis(is_gevraagd(b.by, rij))
    eis_herbevestigd(b.data.get("herbevestigd_op"), b.nu)
    rij.user_id = b.by.persoon_id
    _antwoord(b, rij, regel, hoe=b.data["hoe"])


def schrijf_antwoord_met_code(b: Bewerking) -> None:
    """Part "tekenen_met_code", by the system for somebody with a letter: handtekening_id, code_id, uitkomst, …"""
    rij, regel = _haal(b)
    code = tekencodes.haal(b.data["code_id"])
    if code is None or code.handtekening_id != rij.pk:
        raise GeenRecht
    if waarom := tekencodes.waarom_niet(code, vandaag=b.by.vandaag):
        raise Conflict(waarom)
    code.gebruikt_op = b.nu
    code.save(update_fields=["gebruikt_op"])
    b.vast["brief"] = code.pk
    _antwoord(b, rij, regel, hoe=f"met de code uit de brief van {datum(code.gemaakt_op)}")


def _antwoord(b: Bewerking, rij: Handtekening, regel: Tekenregel, *, hoe: str) -> None:
    tekenen.eis_open(rij, vandaag=b.by.vandaag, sha256=b.data["sha256"])
    _eis_mag(b, rij, regel)
    tekenen.eis_te_lezen(rij.stuk, b.data["uitkomst"])
    tekenen.zet(rij, b.data["uitkomst"], op=b.nu, hoe=hoe, reden=b.data.get("reden", ""))
    _klaar(b, rij)


def _eis_mag(b: Bewerking, rij: Handtekening, regel: Tekenregel) -> None:
    """And the rules about who signs, also when it came on paper: no family in the hat of an office."""
    _eis_aan_zet(b, rij, regel)
    if not rij.gezin and rij.user_id in familie_van(b.zaak.dossier.leerling):
        raise Geweigerd(FAMILIE.format(naam=rij.naam, als=rij.als))
    if rij.user_id is not None and (waarom := regel.waarom_niet(rij.user_id, rij, b.obj, b.by.vandaag)):
        raise Geweigerd(waarom)


def _eis_aan_zet(b: Bewerking, rij: Handtekening, regel: Tekenregel) -> None:
    """The state of the case, and the gezag of a parent today."""
    if not regel.groep_open(b.obj, rij.groep):
        raise Conflict(tekenen.NIET_AAN_DE_BEURT)
    if not tekenen.heeft_nog_stem(rij, b.by.vandaag):
        eigen = rij.user_id is not None and rij.user_id == b.by.gebruiker_id
        raise Geweigerd(GEEN_GEZAG if eigen else VERLOREN_GEZAG.format(naam=rij.naam))


def _klaar(b: Bewerking, rij: Handtekening) -> None:
    b.vast |= {"uitkomst": rij.uitkomst, "wijze": rij.wijze, "sha256": rij.sha256}
    nu_stand = na_antwoord(rij.stuk, by=b.by, nu=b.nu)
    b.resultaat |= {"stuk_id": rij.stuk_id, "compleet": nu_stand.compleet, "uitkomst": rij.uitkomst}


# -- on paper --------------------------------------------------------------------------------------


def schrijf_papier(b: Bewerking) -> None:
    """Part "tekenen_papier": handtekening_id, uitkomst, op (the date on the form), reden, keuring (of the scan)."""
    rij, regel = _haal(b)
    _eis(regel.beheert(b.by, b.obj) or regel.kijkt_na(b.by, b.obj))
    op: date = b.data["op"]
    tekenen.eis_open(rij, vandaag=b.by.vandaag, op_papier=True)
    _eis_mag(b, rij, regel)
    if not timezone.localdate(rij.stuk.bevroren_op) <= op <= b.by.vandaag:
        raise Geweigerd("Deze datum kan niet. Deze versie bestond toen nog niet, of de dag moet nog komen.", veld="op")
    scan = leg_vast(
        b.data["keuring"],
        zaak=b.zaak,
        actor=b.by,
        soort=Documentsoort.HANDTEKENINGEN,
        compartiment=Compartiment.ZIENSWIJZE,
        nu=b.nu,
        titel=f"{rij.stuk.titel}: getekend door {rij.naam}",
    )
    tekenen.zet(
        rij,
        b.data["uitkomst"],
        op=datetime.combine(op, time(12), tzinfo=UTC),
        hoe=f"op papier, ingevoerd door {b.by.naam}",
        reden=b.data.get("reden", ""),
        wijze=Handtekening.Wijze.PAPIER,
        scan=scan,
    )
    _klaar(b, rij)


def kijk_papier_na(b: Bewerking) -> None:
    """Part "tekenen_nakijken": handtekening_id, klopt (entry and original say the same), reden when they do not."""
    rij, regel = _haal(b)
    _eis(regel.kijkt_na(b.by, b.obj))
    if b.data["klopt"]:
        tekenen.bevestig_papier(rij, door_id=b.by.persoon_id, nu=b.nu)
    else:
        tekenen.keur_papier_af(rij, door_id=b.by.persoon_id, reden=b.data.get("reden", ""), nu=b.nu)
    _klaar(b, rij)


# -- passing on, asking again ----------------------------------------------------------------------


def kan_overnemen(regel: Tekenregel, obj: Any, rij: Handtekening, op: date) -> list[User]:
    """Whom the workflow names, as far as they have the same hat now; nobody answers for a parent or a pupil."""
    if rij.gezin:
        return []
    mensen = list(regel.gaat_over_naar(obj, rij, op))
    hoeden = Lidmaatschap.objects.werkzaam_op(op).filter(user__in=mensen, rol=rij.rol)
    swv_id = rij.stuk.zaak.swv_id
    hoeden = hoeden.filter(school=rij.school_id) if rij.school_id else hoeden.bij_swv(swv_id)
    mogen = set(hoeden.values_list("user", flat=True))
    return [user for user in mensen if user.pk in mogen]


def geef_door(b: Bewerking) -> None:
    """Part "tekenen_doorgeven": handtekening_id, user_id, reden. Only to whom the workflow names."""
    rij, regel = _haal(b)
    _eis(is_gevraagd(b.by, rij))
    tekenen.eis_open(rij, vandaag=b.by.vandaag)
    naar = next((user for user in kan_overnemen(regel, b.obj, rij, b.by.vandaag) if user.pk == b.data["user_id"]), None)
    if naar is None:
        raise Geweigerd("Kies iemand uit de lijst.", veld="user_id")
    if tekenen.zelfde_persoon_al_gevraagd(rij.stuk, naar.pk):
        raise Geweigerd(tekenen.TWEE_KEER, veld="user_id")
    if waarom := regel.waarom_niet(naar.pk, rij, b.obj, b.by.vandaag):
        raise Geweigerd(waarom, veld="user_id")
    rij.reden = b.data["reden"].strip()[:2000]
    functie = f"{rij.als}, namens {rij.naam}"[:120]
    tekenen.volg_op(rij, uitkomst=Uitkomst.DOORGEGEVEN, nu=b.nu, user=naar, naam=naar.naam, functie=functie)
    nodig_uit(rij.stuk, vandaag=b.by.vandaag, nu=b.nu)


def vraag_opnieuw(b: Bewerking) -> None:
    """Part "tekenen_opnieuw": handtekening_id. After a talk, or when the time was over: the same person, once more."""
    rij, regel = _haal(b)
    _eis(regel.beheert(b.by, b.obj))
    if rij.stuk.vervallen_op is not None or rij.stuk.uitslag == Ondertekenstuk.Uitslag.VOLTOOID:
        raise Conflict("Voor deze versie wordt niet meer getekend.")
    opnieuw = (Uitkomst.GEWEIGERD, Uitkomst.GEZIEN, Uitkomst.VERLOPEN)
    if rij.opgevolgd_door_id is not None or rij.uitkomst not in opnieuw or rij.telt or rij.na_te_kijken:
        raise Conflict("Deze persoon is al opnieuw gevraagd, of heeft getekend.")
    tekenen.volg_op(rij, uitkomst=rij.uitkomst, nu=b.nu)
    na_antwoord(rij.stuk, by=b.by, nu=b.nu)


def herinner(b: Bewerking) -> None:
    """Part "tekenen_herinneren": handtekening_id. At most once a day, by hand and by itself together."""
    rij, regel = _haal(b)
    _eis(b.by.is_systeem or regel.beheert(b.by, b.obj))
    tekenen.eis_open(rij, vandaag=b.by.vandaag)
    _eis_aan_zet(b, rij, regel)
    if rij.herinnerd_op == b.by.vandaag:
        raise Conflict("Vandaag is al een herinnering gestuurd.")
    rij.herinnerd_op = b.by.vandaag
    rij.save(update_fields=["herinnerd_op"])
    meld(rij, "tekenen_herinnering", HERINNERING, sleutel=f"tekenen:{rij.pk}:{b.by.vandaag}", nu=b.nu)


def laat_verlopen(b: Bewerking) -> None:
    """Part "tekenen_verlopen", by the system: the last day has passed."""
    rij, _ = _haal(b)
    if rij.uitkomst != Uitkomst.OPEN or rij.verloopt_op is None or rij.verloopt_op >= b.by.vandaag:
        raise Conflict("Dit verzoek loopt nog, of er is al geantwoord.")
    tekenen.laat_verlopen(rij, nu=b.nu)
    na_antwoord(rij.stuk, by=b.by, nu=b.nu)


def volg_gezag(b: Bewerking) -> None:
    """Part "tekenen_gezin", by the system: stuk_id. Others speak for the pupil than those who were asked."""
    stuk = Ondertekenstuk.objects.filter(kamer=True, zaak=b.zaak, pk=b.data["stuk_id"]).first()
    if stuk is None or stuk.vervallen_op is not None or b.zaak.gesloten_op is not None:
        raise Conflict("Dit stuk wordt niet meer getekend.")
    stuk.zaak = b.zaak
    b.vast |= {"object_soort": "documents.ondertekenstuk", "object_id": stuk.pk}
    na_antwoord(stuk, by=b.by, nu=b.nu)


def maak_code(b: Bewerking) -> None:
    """Part "tekenen_code": handtekening_id. For a parent or pupil who has no account; the code is told once."""
    rij, regel = _haal(b)
    _eis(regel.beheert(b.by, b.obj) or regel.kijkt_na(b.by, b.obj))
    tekenen.eis_open(rij, vandaag=b.by.vandaag)
    _eis_aan_zet(b, rij, regel)
    if not rij.gezin:
        raise Geweigerd("Een brief met een code is alleen voor ouders en leerlingen.")
    b.resultaat["code"] = tekencodes.maak_code(rij, by_id=b.by.persoon_id, vandaag=b.by.vandaag, nu=b.nu)


def schrijf_intrekking(b: Bewerking) -> None:
    """Part "tekenen_intrekken": stuk_id, reden."""
    stuk = Ondertekenstuk.objects.filter(kamer=True, zaak=b.zaak, pk=b.data["stuk_id"]).first()
    if stuk is None or stuk.soort not in process_van(b.zaak).tekenregels:
        raise GeenRecht
    stuk.zaak = b.zaak
    regel = regel_van(stuk)
    _eis(regel.in_te_trekken and regel.beheert(b.by, b.obj))
    if b.zaak.gesloten_op is not None:
        raise Conflict(tekenen.GESLOTEN)
    if stuk.vervallen_op is not None:
        raise Conflict("Dit verzoek geldt al niet meer.")
    b.vast |= {"object_soort": "documents.ondertekenstuk", "object_id": stuk.pk}
    trek_in(b.zaak, stuk.soort, by=b.by, nu=b.nu, reden=b.data["reden"])


def _deel(naam: str, label: str, schrijf: Any, mag: Any, **meer: Any) -> Deel:
    return Deel(naam=naam, label=label, schrijf=schrijf, mag=mag, sessie=False, icoon="signature", **meer)


DELEN: tuple[Deel, ...] = (
    _deel("tekenen", "Antwoord op een stuk", schrijf_antwoord, mag_antwoorden, voor_allen=True, deur=bij_naam_gevraagd),
    _deel(
        "tekenen_met_code",
        "Antwoord op een stuk, met de code uit een brief",
        schrijf_antwoord_met_code,
        nooit,
        voor_allen=True,
    ),
    _deel("tekenen_papier", "Antwoord op papier ingevoerd", schrijf_papier, mag_invoeren, voor_allen=True),
    _deel("tekenen_nakijken", "Formulier op papier nagekeken", kijk_papier_na, mag_nakijken, voor_allen=True),
    _deel("tekenen_doorgeven", "Verzoek doorgegeven", geef_door, mag_antwoorden, deur=bij_naam_gevraagd),
    _deel("tekenen_opnieuw", "Opnieuw gevraagd om te tekenen", vraag_opnieuw, mag_beheren),
    _deel("tekenen_herinneren", "Herinnering gestuurd om te tekenen", herinner, mag_beheren),
    _deel("tekenen_verlopen", "De tijd om te tekenen is voorbij", laat_verlopen, nooit, voor_allen=True),
    _deel("tekenen_gezin", "Wie er thuis tekent, is veranderd", volg_gezag, nooit),
    _deel("tekenen_code", "Brief met code gemaakt", maak_code, mag_invoeren),
    _deel("tekenen_intrekken", "Verzoek om te tekenen ingetrokken", schrijf_intrekking, mag_beheren, voor_allen=True),
)

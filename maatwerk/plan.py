"""Steps 4 and 5: from what the casemanager writes to a frozen version, its approval, and the next version."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import F, Max

from cases.compartimenten import Compartiment
from documents.brieven import bevries
from documents.models import Document
from documents.services import briefhoofd_van
from maatwerk import budget, geld, rechten
from maatwerk.besluiten import leg_besluit_vast, reden_van
from maatwerk.forms_plan import ANDERE_PLEK, Plancontext
from maatwerk.geld import NUL
from maatwerk.kosten import boven_per_jaar, goedgekeurde
from maatwerk.models import Directiebesluit, Optie, Status, Traject, Uitvoeringstaak
from maatwerk.models_plan import Offerteregel, Planversie
from maatwerk.planbrief import plangegevens
from maatwerk.planinhoud import Antwoorden, inhoud_van, met_rijnamen, regels_van, voorlopige_regels
from maatwerk.plansecties import EVALUATIES, OFFERTE, PER_SLEUTEL, PLANSECTIES, PLEK, VOORVOEGSEL
from maatwerk.schoolbelang import belang_bij, eis_geen_belang, gekozen_school, scholen_met_belang
from organisations.actor import Actor
from organisations.models import School
from organisations.versies import stand as versiestand
from ui.notatie import datum, euro
from workflow.concept import invulling_van
from workflow.fouten import Conflict, Geweigerd
from workflow.onderdelen import VOORVOEGSEL as ONDERDEEL
from workflow.onderdelen import antwoorden_van, onderdeeldelen, schrijf_onderdeel
from workflow.papieren import leg_papier_klaar
from workflow.process import Bewerking, Papier, Uitvoering
from workflow.secties import Sectie, als_datum
from workflow.sectiestand import Sectiestand, klaar, standen
from workflow.tekenkamer import gezin_tekent
from workflow.versies import gevuld, hash_van

Stand = Planversie.Stand
EVALUATIE_NA_EINDE = timedelta(days=92)
"""An evaluation belongs to the period of the plan, or comes soon after it."""


# -- who and what ----------------------------------------------------------------------------------


def mag_schrijven(actor: Actor, traject: Traject) -> bool:
    """The casemanager, while the plan is written."""
    return traject.status == Status.PLAN and rechten.is_casemanager(actor, traject)


def mag_lezen(actor: Actor, traject: Traject) -> bool:
    """Who works on it: casemanager and director, and the secretariat. Others read the paper they are asked to sign."""
    return rechten.is_directeur_of_casemanager(actor, traject) or rechten.is_secretariaat(actor, traject)


def planantwoorden(traject: Traject) -> dict[str, dict[str, Any]]:
    """What is written now, by section of the plan."""
    alle = antwoorden_van(traject.zaak)
    return {sleutel: antwoorden for sleutel, antwoorden in alle.items() if sleutel.startswith(VOORVOEGSEL)}


def scholen_voor(traject: Traject) -> list[tuple[str, str]]:
    """Schools that can receive the pupil: first those of the options that fit, then all others."""
    past = set(
        Optie.objects.filter(traject=traject, stand="past", school__isnull=False).values_list("school", flat=True)
    )
    rijen = School.objects.filter(swv_id=traject.zaak.swv_id, gesloten_op__isnull=True).exclude(
        pk=traject.zaak.school_id
    )
    gesorteerd = sorted(rijen, key=lambda school: (school.pk not in past, school.naam.casefold()))
    return [(str(school.pk), f"{school.naam}, {school.plaats}".rstrip(", ")) for school in gesorteerd]


def context_van(traject: Traject, vandaag: date) -> Plancontext:
    belangen = scholen_met_belang(traject, op=vandaag)
    return Plancontext(traject.zaak.dossier.leerling, vandaag, scholen_voor(traject), belangen)


def sectiestanden(traject: Traject, *, vandaag: date) -> list[Sectiestand]:
    klare = klaar(PLANSECTIES, planantwoorden(traject), context_van(traject, vandaag))
    return standen(traject.zaak, PLANSECTIES, klare)


@dataclass(frozen=True)
class Tekort:
    """What a section still lacks, in sentences."""

    sectie: Sectie
    zinnen: Sequence[str]


def tekorten(traject: Traject, antwoorden: Antwoorden, *, vandaag: date) -> list[Tekort]:
    """What stands between this draft and the signers."""
    context = context_van(traject, vandaag)
    zinnen = {s.sleutel: invulling_van(s, context, antwoorden.get(s.sleutel, {})).fouten() for s in PLANSECTIES}
    for sleutel, extra in kruisregels(antwoorden, vandaag=vandaag).items():
        zinnen[sleutel] += extra
    return [Tekort(PER_SLEUTEL[sleutel], eigen) for sleutel, eigen in zinnen.items() if eigen]


def kruisregels(antwoorden: Antwoorden, *, vandaag: date) -> Mapping[str, list[str]]:
    """What sections say about each other. Pure; what is missing or typed wrong is for the section itself to say."""
    plek, offerte = antwoorden.get(PLEK, {}), antwoorden.get(OFFERTE, {})
    start, einde = als_datum(plek.get("start")), als_datum(plek.get("einde"))
    dagen = [als_datum(rij.get("op")) for rij in antwoorden.get(EVALUATIES, {}).get("evaluaties") or []]
    buiten = [
        f"De evaluatie op {datum(dag)} valt buiten de looptijd van het plan"
        for dag in dagen
        if dag and start and einde and not start <= dag <= einde + EVALUATIE_NA_EINDE
    ]
    geldig = als_datum(offerte.get("geldig_tot"))
    oud = [f"De offerte gold tot en met {datum(geldig)}. Vraag een nieuwe"] if geldig and geldig < vandaag else []
    regels, _ = voorlopige_regels(antwoorden)
    som = geld.totaal(regels).incl
    hoog = [f"Het totaal komt boven {euro(geld.HOOGSTE_TOTAAL)} uit. Kijk de getallen na"]
    return {EVALUATIES: buiten, OFFERTE: oud + (hoog if som > geld.HOOGSTE_TOTAAL else [])}


def planstand(traject: Traject) -> int:
    """Which text the page showed: a version that goes to the signers is the one the casemanager read."""
    return versiestand({"plan": hash_van({sleutel: gevuld(a) for sleutel, a in planantwoorden(traject).items()})})


def heeft_plan(traject: Traject) -> bool:
    """A plan is being written, or there was one."""
    return traject.status == Status.PLAN or traject.planversies.exists()


def volgend_nummer(traject: Traject) -> int:
    return (traject.planversies.aggregate(hoogste=Max("nummer"))["hoogste"] or 0) + 1


def voorgelegde(traject: Traject) -> Planversie | None:
    """The version that is being signed."""
    return traject.planversies.filter(stand=Stand.VOORGELEGD).first()


# -- to the signers --------------------------------------------------------------------------------


def bereid_voorleggen_voor(u: Uitvoering) -> dict[str, Any]:
    """Whole, read, and with a reason when there was a version before it."""
    if u.data.get("planstand") not in (None, planstand(u.obj)):
        raise Conflict("Het plan is ondertussen veranderd. Lees het opnieuw voordat u het voorlegt.")
    if mist := tekorten(u.obj, planantwoorden(u.obj), vandaag=u.vandaag):
        waar = ", ".join(f"‘{tekort.sectie.label}’" for tekort in mist)
        raise Geweigerd(f"Het plan is nog niet compleet. Kijk bij {waar}.")
    if not gezin_tekent(u.zaak, u.vandaag):
        raise Geweigerd("Er is niemand bekend met gezag over deze leerling. Vul dat eerst in bij het dossier.")
    if volgend_nummer(u.obj) > 1 and not reden_van(u):
        raise Geweigerd("Schrijf op waarom er een nieuwe versie is. De ondertekenaars lezen dat.", veld="reden")
    return {}


def leg_voor(u: Uitvoering) -> None:
    """Freeze what is written: content, amounts, lines, and the paper."""
    antwoorden = met_rijnamen(planantwoorden(u.obj))
    _bewaar_rijnamen(u, antwoorden)
    inhoud = inhoud_van(antwoorden, kop=_kop(u), scholen=dict(scholen_voor(u.obj)))
    versie = _maak_versie(u, inhoud, antwoorden)
    for volgorde, regel in enumerate(regels_van(inhoud), 1):
        _maak_regel(versie, volgorde, regel)
    u.tussen["planversie"] = versie
    u.resultaat["planversie"] = versie.nummer
    u.vast |= {"planversie": versie.nummer, "bedrag": str(versie.bedrag.incl)}


def _bewaar_rijnamen(u: Uitvoering, antwoorden: Antwoorden) -> None:
    """The draft keeps the names of its rows, so that the next version knows them again."""
    for rij in u.zaak.onderdelen.filter(sleutel__in=antwoorden):
        rij.antwoorden = {**rij.antwoorden, **antwoorden[rij.sleutel]}
        rij.versie += 1
        rij.save(update_fields=["antwoorden", "versie"])


def _kop(u: Uitvoering) -> dict[str, Any]:
    leerling = u.zaak.dossier.leerling
    return {
        "nummer": u.zaak.nummer,
        "leerling": {"naam": leerling.naam, "geboortedatum": leerling.geboortedatum.isoformat()},
        "school": u.zaak.school.naam,
        "casemanager": u.by.naam,
        "ouders": [ouder.naam for ouder in leerling.vertegenwoordigers(u.vandaag)],
    }


def _maak_versie(u: Uitvoering, inhoud: Mapping[str, Any], antwoorden: Antwoorden) -> Planversie:
    plek, nummer, reden = antwoorden[PLEK], volgend_nummer(u.obj), reden_van(u)
    som = geld.totaal(regels_van(inhoud))
    start, einde = date.fromisoformat(plek["start"]), date.fromisoformat(plek["einde"])
    document = leg_papier_klaar(u.zaak, _papier(u, inhoud, nummer, reden, start, einde), by=u.by, nu=u.nu)
    document.concept = True  # the family reads it when they are told, not before
    document.save(update_fields=["concept"])
    return Planversie.objects.create(
        traject=u.obj,
        nummer=nummer,
        reden=reden,
        inhoud=inhoud,
        sha256=hash_van(inhoud),
        school_id=None if plek["school"] == ANDERE_PLEK else int(plek["school"]),
        start=start,
        einde=einde,
        excl=som.excl,
        btw=som.btw,
        offerte_geldig_tot=als_datum(antwoorden.get(OFFERTE, {}).get("geldig_tot")),
        document=document,
        vastgelegd_op=u.nu,
        vastgelegd_door_id=u.by.persoon_id,
    )


def _papier(u: Uitvoering, inhoud: Mapping[str, Any], nummer: int, reden: str, start: date, einde: date) -> Papier:
    hoofd = briefhoofd_van(u.zaak.swv)
    gegevens = plangegevens(inhoud, hoofd=hoofd, versie=nummer, reden=reden, start=start, einde=einde, op=u.vandaag)
    return Papier(
        brief="plan_van_aanpak",
        titel=f"Plan van aanpak met offerte, versie {nummer}",
        naam=f"plan-van-aanpak-{nummer}.pdf",
        gegevens=bevries("plan_van_aanpak", gegevens),
        compartiment=Compartiment.TRAJECT,
        sleutel=f"plan:{u.zaak.pk}:{nummer}",
    )


def _maak_regel(versie: Planversie, volgorde: int, regel: geld.Regel) -> None:
    Offerteregel.objects.create(
        versie=versie,
        rij=regel.sleutel,
        volgorde=volgorde,
        soort=regel.soort,
        omschrijving=regel.omschrijving,
        aantal=regel.aantal,
        per=regel.per,
        keren=regel.keren,
        tarief=regel.tarief,
        btw_tarief=regel.btw,
        betaler=regel.betaler,
        betaler_naam=regel.betaler_naam,
        van=regel.van,
        tot=regel.tot,
        excl=regel.excl,
        btw=regel.btw_bedrag,
    )


# -- taken back, returned, approved ----------------------------------------------------------------


def neem_terug(u: Uitvoering) -> None:
    """The casemanager takes the version back; what was signed of it counts no longer."""
    _sluit_versie(u, Stand.TERUGGENOMEN, reden_van(u))


def geef_terug(u: Uitvoering) -> None:
    """The director returns the version with remarks, which everybody who signed can read."""
    _sluit_versie(u, Stand.TERUGGEGEVEN, reden_van(u))
    leg_besluit_vast(u, Directiebesluit.Soort.PLAN_TERUG)


def _sluit_versie(u: Uitvoering, stand: Planversie.Stand, opmerkingen: str) -> None:
    versie = _lopende(u)
    _zet(u, versie, stand, opmerkingen)
    u.tussen["planversie"] = versie
    u.vast["planversie"] = versie.nummer


def _zet(u: Uitvoering, versie: Planversie, stand: Planversie.Stand, opmerkingen: str) -> None:
    """What came of a version, by whom (nobody when the system does it) and when."""
    versie.stand, versie.opmerkingen = stand, opmerkingen
    versie.beoordeeld_op, versie.beoordeeld_door_id = u.nu, u.by.gebruiker_id
    versie.save(update_fields=["stand", "opmerkingen", "beoordeeld_op", "beoordeeld_door"])


def _lopende(u: Uitvoering) -> Planversie:
    versie = voorgelegde(u.obj)
    if versie is None:
        raise Conflict("Er ligt geen versie van het plan voor.")
    return versie


def bereid_goedkeuren_voor(u: Uitvoering) -> dict[str, Any]:
    versie = _lopende(u)
    if versie.offerte_geldig_tot is not None and versie.offerte_geldig_tot < u.vandaag:
        raise Geweigerd(f"De offerte gold tot en met {datum(versie.offerte_geldig_tot)}. Geef het plan terug.")
    schreef = versie.vastgelegd_door
    if schreef is not None and belang_bij(versie.school, [schreef.pk], op=u.vandaag):
        raise Geweigerd(
            f"{schreef.naam} schreef deze offerte en werkt bij de ontvangende school of bij haar bestuur. "
            "Geef het plan terug en vraag een andere casemanager."
        )
    return {"op": u.vandaag}


def keur_goed(u: Uitvoering) -> None:
    """The director decides: the money is promised, in the same transaction, or nothing is decided at all."""
    versie, eerder = _lopende(u), goedgekeurde(u.obj)
    budget.reserveer(u.obj, gevraagd(versie))
    if eerder is not None:
        eerder.stand = Stand.VERVANGEN
        eerder.save(update_fields=["stand"])
        if eerder.school_id != versie.school_id:
            _maak_taken_los(u.obj)
    versie.stand, versie.beoordeeld_op, versie.beoordeeld_door_id = Stand.GOEDGEKEURD, u.nu, u.by.persoon_id
    versie.save(update_fields=["stand", "beoordeeld_op", "beoordeeld_door"])
    reden = reden_van(u) or f"Versie {versie.nummer} is goedgekeurd."
    leg_besluit_vast(u, Directiebesluit.Soort.PLAN_AKKOORD, reden=reden)
    u.tussen["planversie"] = versie
    u.vast |= {"planversie": versie.nummer, "bedrag": str(versie.bedrag.incl)}


def gevraagd(versie: Planversie) -> dict[int, Decimal]:
    """What this version asks of the budget, per school year."""
    return gevraagd_met(versie.traject, [regel.als_regel for regel in versie.regels.all()])


def gevraagd_met(traject: Traject, regels: Sequence[geld.Regel]) -> dict[int, Decimal]:
    """The same of any lines. What was spent beyond them comes on top: that money is gone, and they are to be paid."""
    jaren = budget.gevraagd_van(regels)
    for jaar, bedrag in boven_per_jaar(traject, regels).items():
        jaren[jaar] = jaren.get(jaar, NUL) + bedrag
    return jaren


def begin_nieuwe_versie(u: Uitvoering) -> None:
    """A large change: the text can be written again. What was approved, and its money, stays until it is replaced."""
    if versie := goedgekeurde(u.obj):
        versie.opmerkingen = reden_van(u)
        versie.save(update_fields=["opmerkingen"])
        u.vast["planversie"] = versie.nummer


def sluit_lopende(u: Uitvoering, reden: str) -> None:
    """A version that was being signed is not signed any more."""
    if versie := voorgelegde(u.obj):
        _zet(u, versie, Stand.TERUGGENOMEN, reden)


def sluit_goedgekeurde(u: Uitvoering, reden: str) -> None:
    """An approved version that is not carried out any further."""
    if versie := goedgekeurde(u.obj):
        versie.stand, versie.opmerkingen = Stand.TERUGGENOMEN, reden
        versie.save(update_fields=["stand", "opmerkingen"])
        _maak_taken_los(u.obj)


def _maak_taken_los(traject: Traject) -> None:
    """What the school of a place that fell off was to do, is not for the next school to read."""
    partij = Uitvoeringstaak.Partij
    rijen = Uitvoeringstaak.objects.filter(traject=traject, partij=partij.ONTVANGEND)
    rijen.update(partij=partij.ANDER, versie=F("versie") + 1)


def geef_geld_vrij(u: Uitvoering) -> None:
    """For every action that ends a track: what was promised and not spent is free again."""
    if over := budget.geef_vrij(u.obj):
        u.vast["vrijgegeven"] = str(over)


def toon_aan_gezin(u: Uitvoering) -> None:
    """Parents and pupil were told: from now on they read the paper of the approved version."""
    if versie := goedgekeurde(u.obj):
        Document.objects.filter(pk=versie.document_id).update(concept=False)


def laatste_opmerkingen(traject: Traject) -> Planversie | None:
    """The version whose remarks the casemanager answers with the next one."""
    versies = traject.planversies.exclude(opmerkingen="").exclude(stand=Stand.VERVANGEN)
    return versies.order_by("-nummer").first()


def bedragen_per_jaar(regels: Iterable[geld.Regel]) -> list[tuple[str, Any]]:
    jaren = geld.per_schooljaar(regels)
    return [(geld.schooljaar_in_woorden(jaar), bedrag) for jaar, bedrag in jaren.items() if bedrag != NUL]


def _schrijf_sectie(b: Bewerking) -> None:
    """The offer is not written by somebody who works at the school that was chosen."""
    if b.deel == f"{ONDERDEEL}{OFFERTE}":
        eis_geen_belang(gekozen_school(b.obj), b.by.persoon_id, op=b.by.vandaag)
    schrijf_onderdeel(b)


DELEN = tuple(
    replace(deel, schrijf=_schrijf_sectie)
    for deel in onderdeeldelen({sectie.sleutel: f"Plan: {sectie.label}" for sectie in PLANSECTIES}, mag_schrijven)
)

"""A casemanager who works at the school that would receive the pupil: nobody writes, or chooses, an own offer.

Who works there, or at another school of the same board, gains by the offer. Such a person explores other places, or
asks the director for another casemanager (`meld_belang`), who then finishes the plan.
"""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from cases.toegang import familie_van
from maatwerk.models import Aanstelling, Optie, Traject
from maatwerk.models_plan import Planversie
from maatwerk.plansecties import PLEK
from maatwerk.rechten import is_casemanager
from organisations.models import Lidmaatschap, School
from organisations.rollen import SCHOOLROLLEN
from workflow import ontvangers
from workflow.berichten import Mededeling, schrijf_los_bericht
from workflow.fouten import Geweigerd
from workflow.process import Bewerking, Deel

UITWEG = "Vraag de directeur om een andere casemanager, of kies een andere plek."


def belang_bij(school: School | None, mensen: Iterable[int], *, op: date) -> dict[int, str]:
    """Who of these works there on this day, or at its board: the reason as a sentence. No school, no interest."""
    if school is None:
        return {}
    gevonden: dict[int, str] = {}
    leden = Lidmaatschap.objects.geldig_op(op).filter(user_id__in=list(mensen), school__isnull=False)
    for lid in leden.select_related("school"):
        if lid.school_id == school.pk:
            gevonden[lid.user_id] = f"Deze persoon werkt op {school.naam}, de school die de leerling ontvangt."
        elif lid.school is not None and lid.school.bestuur_id == school.bestuur_id:
            gevonden.setdefault(lid.user_id, f"Deze persoon werkt bij het bestuur van {school.naam}, de nieuwe school.")
    return gevonden


def eigen_school(school: School | None, user_id: int, *, op: date) -> str:
    """The same to that person: why not, and what to do instead. Empty when there is nothing against it."""
    if school is None or user_id not in belang_bij(school, [user_id], op=op):
        return ""
    return f"U werkt bij {school.naam} of bij haar bestuur. U regelt dan niet zelf wat die school krijgt. {UITWEG}"


def scholen_met_belang(traject: Traject, *, op: date) -> dict[str, str]:
    """Schools that the casemanager of this track cannot choose, as a form knows them: each with the reason."""
    rij = traject.aanstellingen.filter(stand=Aanstelling.Stand.AANVAARD).first()
    if rij is None:
        return {}
    leden = Lidmaatschap.objects.geldig_op(op).filter(user_id=rij.casemanager_id, school__isnull=False)
    besturen = leden.values("school__bestuur_id")
    scholen = School.objects.filter(Q(pk__in=leden.values("school_id")) | Q(bestuur_id__in=besturen))
    return {str(school.pk): eigen_school(school, rij.casemanager_id, op=op) for school in scholen}


def eis_geen_belang(school: School | None, user_id: int, *, op: date, veld: str | None = None) -> None:
    if waarom := eigen_school(school, user_id, op=op):
        raise Geweigerd(waarom, veld=veld)


def gekozen_school(traject: Traject) -> School | None:
    """The school that stands in the plan as it is written now."""
    rij = traject.zaak.onderdelen.filter(sleutel=PLEK).first()
    gekozen = str((rij.antwoorden if rij else {}).get("school") or "")
    return School.objects.filter(pk=gekozen).first() if gekozen.isdecimal() and len(gekozen) < 19 else None


def ontvangende_scholen(traject: Traject) -> list[School]:
    """Every school that may receive the pupil: of options that fit, of the plan being written, and of its versions."""
    past = School.objects.filter(pk__in=Optie.objects.filter(traject=traject, stand="past").values("school"))
    geldig = (Planversie.Stand.VOORGELEGD, Planversie.Stand.GOEDGEKEURD)
    versies = School.objects.filter(pk__in=traject.planversies.filter(stand__in=geldig).values("school"))
    gekozen = gekozen_school(traject)
    return list({school.pk: school for school in [*past, *versies, *([gekozen] if gekozen else [])]}.values())


def eigen_belang(traject: Traject, versie: Planversie, user_id: int, *, op: date) -> str:
    """Why this person does not decide about this offer, as a sentence: nobody approves an own offer."""
    if traject.aanstellingen.filter(casemanager_id=user_id, stand=Aanstelling.Stand.AANVAARD).exists():
        return "De casemanager van dit traject beslist niet over het eigen plan. Een ander moet beslissen."
    if versie.vastgelegd_door_id == user_id:
        return "Wie dit plan schreef, beslist er niet over. Een ander moet beslissen."
    if user_id in familie_van(traject.zaak.dossier.leerling):
        return "Wie familie is van de leerling, beslist niet over het plan. Een ander moet beslissen."
    leden = Lidmaatschap.objects.geldig_op(op).filter(user_id=user_id, rol__in=SCHOOLROLLEN)
    if versie.school_id is not None and leden.filter(school_id=versie.school_id).exists():
        return "Wie op de ontvangende school werkt, beslist niet over haar offerte. Een ander moet beslissen."
    return ""


def wil_een_ander(traject: Traject) -> Aanstelling | None:
    """The appointment of a casemanager who asked for another one; while that waits for the director."""
    rijen = traject.aanstellingen.filter(stand=Aanstelling.Stand.AANVAARD, ander_gevraagd_op__isnull=False)
    return rijen.select_related("casemanager").first()


def meld_belang(b: Bewerking) -> None:
    """The casemanager asks for another one: the director hears why, and it stays on that home until then."""
    reden = str(b.data.get("reden") or "").strip()
    if not reden:
        raise Geweigerd("Schrijf op waarom u het niet zelf kunt doen. De directeur leest dit.", veld="reden")
    lopend = Aanstelling.objects.filter(traject__zaak=b.zaak, stand=Aanstelling.Stand.AANVAARD)
    lopend.update(ander_gevraagd_op=b.by.vandaag, ander_gevraagd_om=reden)
    for ontvanger in ontvangers.directeuren(b.zaak, b.by.vandaag):
        wat = Mededeling(
            soort="andere_casemanager",
            onderwerp="Een casemanager vraagt om een ander: {nummer}",
            tekst="{casemanager} vraagt u om een andere casemanager in {nummer} ({leerling}). De reden: {reden}\n"
            "Kies bij de zaak ‘Een andere casemanager’. Wat er al is geschreven, blijft staan.",
            woorden={"casemanager": b.by.naam, "reden": reden},
            sleutel=f"andere_casemanager:{b.zaak.pk}:{b.nu.isoformat()}:{ontvanger.wie}",
        )
        schrijf_los_bericht(b.zaak, ontvanger, wat, nu=b.nu)


DELEN = (
    Deel(
        naam="andere_casemanager",
        label="Vraag om een andere casemanager",
        mag=is_casemanager,
        schrijf=meld_belang,
        sessie=False,
        gebeurd="Om een andere casemanager gevraagd",
        icoon="users",
    ),
)

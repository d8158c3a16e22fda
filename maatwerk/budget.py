"""What is granted for maatwerk per school year, and what is promised of it, changed under one lock.

Lock order: Zaak → number sequence → budget, and of budgets the earliest school year first. Whoever promises money reads
what is free after the lock, so that two approvals at the same time cannot both take the last of it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import QuerySet, Sum

from audit.services import record
from cases.toegang import leg_zaakweigering_vast
from deadlines.beleidsregels import schooljaar
from maatwerk import geld
from maatwerk.geld import NUL, schooljaar_in_woorden
from maatwerk.models import Traject
from maatwerk.models_plan import Budget, Budgetwijziging, Reservering
from organisations.actor import Actor
from organisations.models import Samenwerkingsverband
from organisations.rollen import Rol
from ui.notatie import euro
from workflow.fouten import Conflict, GeenRecht, Geweigerd

VERHOOGD = "maatwerk.budget"
"""Name in the record of a change of what is granted."""
HOOGSTE_BUDGET = Decimal("99999999.99")


def op_slot(swv_id: int, jaren: Iterable[int]) -> dict[int, Budget]:
    """The budgets of these school years, locked until the transaction ends; a year without budget is not there."""
    rijen = Budget.objects.select_for_update().filter(swv_id=swv_id, schooljaar__in=set(jaren))
    return {rij.schooljaar: rij for rij in rijen.order_by("schooljaar")}


def reserveringen(traject: Traject) -> dict[int, Reservering]:
    """What this track has, by school year."""
    rijen = Reservering.objects.filter(traject=traject).select_related("budget")
    return {rij.budget.schooljaar: rij for rij in rijen}


@dataclass(frozen=True)
class Jaarstand:
    """One school year as the approval of a plan would change it."""

    schooljaar: int
    gevraagd: Decimal
    had: Decimal
    vrij: Decimal
    toegekend: Decimal

    @property
    def erbij(self) -> Decimal:
        return self.gevraagd - self.had

    @property
    def tekort(self) -> Decimal:
        return max(self.erbij - self.vrij, NUL)

    @property
    def in_woorden(self) -> str:
        return schooljaar_in_woorden(self.schooljaar)


def jaarstanden(
    gevraagd: Mapping[int, Decimal], had: Mapping[int, Reservering], budgetten: Mapping[int, Budget]
) -> list[Jaarstand]:
    """What is asked against what is free, for every year that is asked or was had. Pure."""
    return [
        Jaarstand(
            jaar,
            gevraagd.get(jaar, NUL),
            had[jaar].bedrag if jaar in had else NUL,
            budgetten[jaar].vrij if jaar in budgetten else NUL,
            budgetten[jaar].toegekend if jaar in budgetten else NUL,
        )
        for jaar in sorted({*gevraagd, *had})
    ]


def past(traject: Traject, gevraagd: Mapping[int, Decimal]) -> list[Jaarstand]:
    """The same for a page: what it would be now. Nothing is promised by it."""
    had = reserveringen(traject)
    rijen = Budget.objects.filter(swv_id=traject.zaak.swv_id, schooljaar__in={*gevraagd, *had})
    return jaarstanden(gevraagd, had, {rij.schooljaar: rij for rij in rijen})


def reserveer(traject: Traject, gevraagd: Mapping[int, Decimal]) -> None:
    """Promise this track these amounts per school year in the place of what it had: all of it, or nothing.

    The caller holds the lock of the case. Never less than was spent in a year, never more than is free.
    """
    had = reserveringen(traject)
    budgetten = op_slot(traject.zaak.swv_id, {*gevraagd, *had})
    standen = jaarstanden(gevraagd, had, budgetten)
    _eis_ruimte(standen)
    for stand in standen:
        _eis_niet_uitgegeven(stand, had.get(stand.schooljaar))
        if stand.erbij:
            _leg_vast(budgetten[stand.schooljaar], traject, had.get(stand.schooljaar), stand.gevraagd)


def _eis_ruimte(standen: Iterable[Jaarstand]) -> None:
    mist = [f"{stand.in_woorden}: {euro(stand.tekort)}" for stand in standen if stand.tekort > 0]
    if mist:
        raise Geweigerd(
            f"Er is niet genoeg budget. Wat er per schooljaar ontbreekt: {'; '.join(mist)}. "
            "Verhoog eerst het budget, met een reden, of geef het plan terug."
        )


def _eis_niet_uitgegeven(stand: Jaarstand, had: Reservering | None) -> None:
    if had is not None and stand.gevraagd < had.uitgegeven:
        raise Geweigerd(
            f"In schooljaar {stand.in_woorden} is al {euro(had.uitgegeven)} uitgegeven. "
            f"De offerte ({euro(stand.gevraagd)}) kan daar niet onder liggen."
        )


def _leg_vast(budget: Budget, traject: Traject, had: Reservering | None, bedrag: Decimal) -> Reservering:
    """`budget` is locked. The row of the track follows the sum, so that the database never sees more than there is."""
    budget.vastgelegd += bedrag - (had.bedrag if had else NUL)
    budget.save(update_fields=["vastgelegd"])
    if had is None:
        return Reservering.objects.create(budget=budget, traject=traject, bedrag=bedrag)
    had.bedrag = bedrag
    had.save(update_fields=["bedrag"])
    return had


def geef_vrij(traject: Traject) -> Decimal:
    """The track ended: what was not spent is free again. How much that is."""
    had = reserveringen(traject)
    budgetten = op_slot(traject.zaak.swv_id, had)
    over = sum((rij.over for rij in had.values()), NUL)
    for jaar, rij in had.items():
        if rij.over:
            _leg_vast(budgetten[jaar], traject, rij, rij.uitgegeven)
    return over


def boek(traject: Traject, op: date, bedrag: Decimal, *, boven: Decimal) -> Reservering:
    """Spend from the school year of a day. What that year lacks comes from the other years of this track.

    `boven` is what the offer is exceeded by: that much is promised in addition, as far as it is free.
    """
    jaar, had = schooljaar(op), reserveringen(traject)
    budgetten = op_slot(traject.zaak.swv_id, {jaar, *had})
    rij = had.get(jaar)
    if not had:
        raise Geweigerd("Voor dit traject is geen geld gereserveerd. Er kunnen nog geen kosten op.", veld="op")
    if (rij.uitgegeven if rij else NUL) + bedrag < 0:
        raise Geweigerd("Er kan niet meer terugkomen dan er is uitgegeven in dat schooljaar.", veld="bedrag")
    nodig = bedrag - (rij.over if rij else NUL)
    if nodig > 0:
        _verschuif(traject, jaar, nodig - max(boven, NUL), had, budgetten)
        rij = _vul_aan(traject, jaar, nodig, rij, budgetten.get(jaar))
    assert rij is not None
    rij.uitgegeven += bedrag
    rij.save(update_fields=["uitgegeven"])
    return rij


def _verschuif(
    traject: Traject, jaar: int, bedrag: Decimal, had: Mapping[int, Reservering], budgetten: Mapping[int, Budget]
) -> None:
    """Take back what was promised for other years of the track, the latest first."""
    for ander in sorted(had, reverse=True):
        rij = had[ander]
        if ander != jaar and bedrag > 0 and rij.over > 0:
            minder = min(bedrag, rij.over)
            _leg_vast(budgetten[ander], traject, rij, rij.bedrag - minder)
            bedrag -= minder


def _vul_aan(
    traject: Traject, jaar: int, bedrag: Decimal, rij: Reservering | None, budget: Budget | None
) -> Reservering:
    if budget is None or budget.vrij < bedrag:
        vrij = budget.vrij if budget else NUL
        raise Geweigerd(
            f"In schooljaar {schooljaar_in_woorden(jaar)} is nog {euro(vrij)} vrij; er is {euro(bedrag)} nodig. "
            "De directeur kan het budget verhogen.",
            veld="bedrag",
        )
    return _leg_vast(budget, traject, rij, (rij.bedrag if rij else NUL) + bedrag)


# -- what is granted -------------------------------------------------------------------------------


def mag_toekennen(actor: Actor) -> bool:
    """The director of the samenwerkingsverband, who answers for the money."""
    return actor.rol == Rol.DIRECTEUR_SWV and actor.swv_id is not None


def mag_lezen(actor: Actor) -> bool:
    return mag_toekennen(actor) or (actor.rol == Rol.SECRETARIAAT and actor.swv_id is not None)


def ken_toe(
    swv_id: int, jaar: int, naar: Decimal, *, by: Actor, reden: str, versie: int, nu: datetime
) -> Budgetwijziging:
    """Set what is granted for a school year, with a reason that everybody who reads the budget sees.

    `versie` is the one on the screen: 0 for a year without budget. Never below what is promised.
    """
    if not mag_toekennen(by) or by.swv_id != swv_id:
        leg_zaakweigering_vast(by, VERHOOGD, None, grond="GeenRecht")
        raise GeenRecht
    if not reden.strip():
        raise Geweigerd("Schrijf op waarom u het budget verandert.", veld="reden")
    if not NUL <= naar <= HOOGSTE_BUDGET:
        raise Geweigerd(f"Vul een bedrag in tot en met {euro(HOOGSTE_BUDGET)}.", veld="toegekend")
    with transaction.atomic():
        Budget.objects.bulk_create([Budget(swv_id=swv_id, schooljaar=jaar)], ignore_conflicts=True)
        return _ken_toe(op_slot(swv_id, [jaar])[jaar], naar, by=by, reden=reden.strip(), versie=versie, nu=nu)


def _ken_toe(budget: Budget, naar: Decimal, *, by: Actor, reden: str, versie: int, nu: datetime) -> Budgetwijziging:
    if budget.versie != versie:
        raise Conflict("Het budget is ondertussen veranderd. Kijk wat er nu staat en pas het zo nodig opnieuw aan.")
    if naar < budget.vastgelegd:
        raise Geweigerd(
            f"Er is al {euro(budget.vastgelegd)} toegezegd in dit schooljaar. Lager kan niet.", veld="toegekend"
        )
    if naar == budget.toegekend:
        raise Geweigerd("Dit bedrag staat er al.", veld="toegekend")
    oud = budget.toegekend
    budget.toegekend, budget.versie = naar, budget.versie + 1
    budget.save(update_fields=["toegekend", "versie"])
    record(
        by,
        VERHOOGD,
        swv_id=budget.swv_id,
        object_soort=Budget._meta.label_lower,
        object_id=budget.pk,
        moment=nu,
        schooljaar=budget.schooljaar,
        oud=str(oud),
        nieuw=str(naar),
    )
    return Budgetwijziging.objects.create(
        budget=budget, oud=oud, nieuw=naar, reden=reden, door_id=by.persoon_id, moment=nu
    )


# -- the page --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Budgetregel:
    """One school year: granted, promised, spent and free."""

    schooljaar: int
    toegekend: Decimal = NUL
    vastgelegd: Decimal = NUL
    uitgegeven: Decimal = NUL
    versie: int = 0
    budget: Budget | None = None

    @property
    def vrij(self) -> Decimal:
        return self.toegekend - self.vastgelegd

    @property
    def in_woorden(self) -> str:
        return schooljaar_in_woorden(self.schooljaar)


def overzicht(swv: Samenwerkingsverband | int, *, vandaag: date) -> list[Budgetregel]:
    """Every school year with a budget, and always this one and the next."""
    swv_id = swv if isinstance(swv, int) else swv.pk
    rijen = Budget.objects.filter(swv_id=swv_id).annotate(uit=Sum("reserveringen__uitgegeven"))
    regels = {
        rij.schooljaar: Budgetregel(rij.schooljaar, rij.toegekend, rij.vastgelegd, rij.uit or NUL, rij.versie, rij)
        for rij in rijen
    }
    nu = schooljaar(vandaag)
    return [regels.get(jaar) or Budgetregel(jaar) for jaar in sorted({*regels, nu, nu + 1}, reverse=True)]


def trajecten_in(budget: Budget) -> QuerySet[Reservering]:
    """What is promised in a school year, track by track."""
    rijen = budget.reserveringen.exclude(bedrag=0).select_related("traject__zaak__dossier__leerling")
    return rijen.order_by("traject__zaak__nummer", "pk")


def gevraagd_van(regels: Iterable[geld.Regel]) -> dict[int, Decimal]:
    """What an offer asks of the samenwerkingsverband per school year; years with nothing left out."""
    return {jaar: bedrag for jaar, bedrag in geld.per_schooljaar(regels).items() if bedrag}

"""Step 7: what was really spent, line by line, against the offer that was approved.

A little more than the offer is written down with a reason; much more asks for a new version of the plan. What is small
is policy: at most so many per cent of the line, and so many euro over all lines of the track together.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Sum

from maatwerk import budget, rechten
from maatwerk.beleid import MaatwerkBeleid, beleid_van
from maatwerk.besluiten import reden_van
from maatwerk.geld import NUL, Betaler, Regel, afgerond
from maatwerk.models import Status, Traject
from maatwerk.models_plan import Kostenpost, Offerteregel, Planversie
from organisations.actor import Actor
from ui.notatie import euro, getal
from workflow.fouten import Geweigerd
from workflow.process import Bewerking, Deel

KOSTEN_IN = (Status.UITVOERING, Status.EVALUATIE)


@dataclass(frozen=True)
class Kostenregel:
    """One line of the approved offer that the samenwerkingsverband pays, and what was spent on it."""

    rij: str
    omschrijving: str
    begroot: Decimal
    uitgegeven: Decimal = NUL

    @property
    def over(self) -> Decimal:
        return self.begroot - self.uitgegeven

    @property
    def boven(self) -> Decimal:
        """How much more was spent than offered."""
        return max(-self.over, NUL)


def met(regel: Kostenregel, bedrag: Decimal) -> Kostenregel:
    """The line once this is spent on it."""
    return Kostenregel(regel.rij, regel.omschrijving, regel.begroot, regel.uitgegeven + bedrag)


def is_klein(regel: Kostenregel, boven_elders: Decimal, beleid: MaatwerkBeleid) -> bool:
    """Whether what this line is over the offer, with the other lines, can be written down without a new plan. Pure."""
    van_regel = afgerond(regel.begroot * beleid.bijstelling_procent / 100)
    return regel.boven <= van_regel and regel.boven + boven_elders <= beleid.bijstelling_euro


def goedgekeurde(traject: Traject) -> Planversie | None:
    """The version that is carried out."""
    return traject.planversies.filter(stand=Planversie.Stand.GOEDGEKEURD).first()


def kostenregels(traject: Traject) -> list[Kostenregel]:
    """Every line of the approved offer that is ours to pay, and lines of earlier versions with costs on them."""
    versie, uit = goedgekeurde(traject), _uitgegeven(traject)
    regels = list(versie.regels.filter(betaler=Betaler.SWV)) if versie else []
    nu = {regel.rij for regel in regels}
    oud = Offerteregel.objects.filter(versie__traject=traject, rij__in=uit.keys() - nu).order_by("versie__nummer")
    namen = {regel.rij: regel.omschrijving for regel in oud}
    return [
        *(Kostenregel(r.rij, r.omschrijving, r.incl, uit.get(r.rij, NUL)) for r in regels),
        *(Kostenregel(rij, naam, NUL, uit[rij]) for rij, naam in namen.items()),
    ]


def _uitgegeven(traject: Traject) -> Mapping[str, Decimal]:
    rijen = Kostenpost.objects.filter(traject=traject).order_by().values_list("rij").annotate(som=Sum("bedrag"))
    return dict(rijen)


def boven_per_jaar(traject: Traject, regels: Iterable[Regel]) -> dict[int, Decimal]:
    """What was spent beyond these lines of an offer, by the school years it was spent in, the latest first.

    Of a line that is not there any more, or that somebody else pays now, that is all of it.
    """
    begroot = {regel.sleutel: regel.incl for regel in regels if regel.betaler == Betaler.SWV}
    posten = Kostenpost.objects.filter(traject=traject).order_by()
    per_rij: dict[str, dict[int, Decimal]] = {}
    for rij, jaar, som in posten.values_list("rij", "reservering__budget__schooljaar").annotate(som=Sum("bedrag")):
        per_rij.setdefault(rij, {})[jaar] = som
    return verdeel_boven(per_rij, begroot)


def verdeel_boven(per_rij: Mapping[str, Mapping[int, Decimal]], begroot: Mapping[str, Decimal]) -> dict[int, Decimal]:
    """Of spent amounts by line and year, what goes beyond the offer of each line, by year. Pure."""
    uit: dict[int, Decimal] = {}
    for rij, jaren in per_rij.items():
        boven = max(sum(jaren.values(), NUL) - begroot.get(rij, NUL), NUL)
        for jaar in sorted(jaren, reverse=True):
            deel = min(boven, max(jaren[jaar], NUL))
            uit[jaar] = uit.get(jaar, NUL) + deel
            boven -= deel
    return {jaar: bedrag for jaar, bedrag in uit.items() if bedrag}


def mag_boeken(actor: Actor, traject: Traject) -> bool:
    """The casemanager who follows the plan, and the secretariat that gets the invoices."""
    if traject.status not in KOSTEN_IN:
        return False
    return rechten.is_casemanager(actor, traject) or rechten.is_secretariaat(actor, traject)


def schrijf_kosten(b: Bewerking) -> None:
    """Enter one cost, or money that came back (`terug`)."""
    bedrag = afgerond(b.data["bedrag"]) * (-1 if b.data.get("terug") else 1)
    if bedrag == 0:
        raise Geweigerd("Vul een bedrag in.", veld="bedrag")
    if b.data["op"] > b.by.vandaag:
        raise Geweigerd("Deze datum ligt in de toekomst.", veld="op")
    reden = reden_van(b)
    boven = _boven_offerte(b.obj, b.data["rij"], bedrag, reden)
    reservering = budget.boek(b.obj, b.data["op"], bedrag, boven=boven)
    post = Kostenpost.objects.create(
        traject=b.obj,
        reservering=reservering,
        rij=b.data["rij"],
        omschrijving=b.data["omschrijving"],
        factuur=b.data.get("factuur") or "",
        op=b.data["op"],
        bedrag=bedrag,
        boven_offerte=boven,
        reden=reden if boven > 0 else "",
        door_id=b.by.persoon_id,
        moment=b.nu,
    )
    b.resultaat["id"] = post.pk


def _boven_offerte(traject: Traject, rij: str, bedrag: Decimal, reden: str) -> Decimal:
    """How much more this spends than was offered on its line; refused when that needs a new plan, or a reason."""
    regels = {regel.rij: regel for regel in kostenregels(traject)}
    regel = regels.get(rij)
    if regel is None:
        raise Geweigerd("Kies een regel van de offerte.", veld="rij")
    wordt = met(regel, bedrag)
    if wordt.uitgegeven < 0:
        raise Geweigerd("Er kan niet meer terugkomen dan er op deze regel is uitgegeven.", veld="bedrag")
    boven = wordt.boven - regel.boven
    if boven > 0:
        # a line of an earlier version was weighed when this version was approved, and cannot grow
        anderen = (ander for ander in regels.values() if ander.rij != rij and ander.begroot)
        elders = sum((ander.boven for ander in anderen), NUL)
        _eis_klein(wordt, elders, reden, beleid_van(traject))
    return boven


def _eis_klein(wordt: Kostenregel, elders: Decimal, reden: str, beleid: MaatwerkBeleid) -> None:
    if not is_klein(wordt, elders, beleid):
        raise Geweigerd(
            f"Hiermee komt deze regel {euro(wordt.boven)} boven de offerte. Dat is meer dan een kleine bijstelling: "
            f"hoogstens {getal(beleid.bijstelling_procent)} % van de regel, en {euro(beleid.bijstelling_euro)} over "
            "alle regels samen. Maak een nieuwe versie van het plan.",
            veld="bedrag",
        )
    if not reden:
        raise Geweigerd(
            f"Hiermee komt deze regel {euro(wordt.boven)} boven de offerte. Schrijf op waarom.", veld="reden"
        )


DELEN = (
    Deel(
        naam="kosten",
        label="Kosten",
        gebeurd="Kosten geboekt",
        mag=mag_boeken,
        schrijf=schrijf_kosten,
        sessie=False,
        icoon="check",
    ),
)

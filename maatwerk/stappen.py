"""Acts that need a page with an explanation and at most a reason: said once as data, drawn by one page."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from maatwerk import rechten
from maatwerk.forms import GesprekForm, RedenForm
from maatwerk.models import LOPEND, MET_CASEMANAGER, Status, Traject
from maatwerk.ouders import waarom_niet_toch
from organisations.actor import Actor


@dataclass(frozen=True)
class Stappagina:
    """What one act says, asks and leads to. Without `vraag` it is only confirmed."""

    titel: str
    uitleg: str
    knop: str
    klaar: str
    mag: Callable[[Actor, Traject], bool]
    in_standen: tuple[Status, ...]
    vraag: str = ""
    hulp: str = ""
    verplicht: bool = True
    soort: str = "primary"
    sluit: bool = False
    """The case is closed with it."""
    form: type[RedenForm] = RedenForm
    nu_niet: Callable[[Traject, Actor], str] = lambda traject, actor: ""
    """Why it cannot be done now although the state allows it: said before anything is filled in."""


STAPPEN: Mapping[str, Stappagina] = {
    "inbrengen": Stappagina(
        titel="Inbrengen bij de commissie",
        uitleg="De commissie leest de intake en de documenten, en adviseert de directeur. "
        "De ouders kunnen het traject vanaf nu volgen. Daarna kunt u de intake niet meer wijzigen.",
        knop="Breng in bij de commissie",
        klaar="Het dossier is ingebracht. De commissie is aan zet.",
        mag=rechten.is_inbrenger,
        in_standen=(Status.INTAKE,),
    ),
    "intake_teruggeven": Stappagina(
        titel="De commissie mist iets",
        uitleg="Het dossier gaat terug naar wie het inbracht. Die vult aan en brengt het opnieuw in.",
        knop="Geef terug met deze vraag",
        klaar="Het dossier is teruggegeven met uw vraag.",
        mag=rechten.adviseert,
        in_standen=(Status.BIJ_COMMISSIE,),
        vraag="Wat mist de commissie?",
        hulp="De school leest dit.",
    ),
    "advies_terugvragen": Stappagina(
        titel="Opnieuw advies vragen",
        uitleg="De commissie kijkt opnieuw en geeft een nieuw advies. Het vorige blijft bewaard.",
        knop="Vraag opnieuw advies",
        klaar="De commissie kijkt opnieuw.",
        mag=rechten.is_directeur,
        in_standen=(Status.BIJ_DIRECTEUR,),
        vraag="Wat wilt u nog weten?",
    ),
    "niet_inschakelen": Stappagina(
        titel="Geen casemanager inschakelen",
        uitleg="De school en de ouders krijgen een brief met uw reden. Het traject is daarna afgesloten.",
        knop="Besluit: geen casemanager",
        klaar="Het besluit is genomen. De brieven worden gemaakt.",
        mag=rechten.is_directeur,
        in_standen=(Status.BIJ_DIRECTEUR,),
        vraag="Waarom komt er geen casemanager?",
        hulp="Dit staat zo in de brief aan de school en de ouders. Schrijf kort en gewoon.",
        soort="danger",
        sluit=True,
    ),
    "casemanager_ontheffen": Stappagina(
        titel="Een andere casemanager",
        uitleg="De aanstelling eindigt, en de casemanager ziet het dossier niet meer. Daarna vraagt u een ander. "
        "Het traject gaat dan verder waar het was.",
        knop="Beëindig de aanstelling",
        klaar="De aanstelling is beëindigd. Vraag nu een andere casemanager.",
        mag=rechten.is_directeur,
        in_standen=tuple(MET_CASEMANAGER),
        vraag="Waarom stopt de casemanager?",
        hulp="De directeur, het secretariaat en de nieuwe casemanager lezen dit.",
        soort="danger",
    ),
    "verkenning_starten": Stappagina(
        titel="Het zoeken beginnen",
        uitleg="Hebt u de ouders gesproken, en daarna de school? Dan zoekt u nu met het netwerk naar een plek.",
        knop="Begin met zoeken",
        klaar="Het zoeken is begonnen.",
        mag=rechten.is_casemanager,
        in_standen=(Status.GESPREKKEN,),
        vraag="Begint u eerder? Waarom?",
        hulp="Alleen nodig als er nog geen gesprek met de ouders en met de school in het logboek staat.",
        verplicht=False,
    ),
    "plek_gevonden": Stappagina(
        titel="Er is een plek gevonden",
        uitleg="Er past een optie, en die is met de ouders besproken. Hierna schrijft u het plan van aanpak.",
        knop="Verder met het plan",
        klaar="U kunt nu het plan van aanpak schrijven.",
        mag=rechten.is_casemanager,
        in_standen=(Status.VERKENNEN,),
    ),
    "verder_zoeken": Stappagina(
        titel="Verder zoeken",
        uitleg="De plek valt toch af. De reden komt bij de optie te staan. Spreek ook de ouders.",
        knop="Zoek verder",
        klaar="De optie is afgevallen. U zoekt verder.",
        mag=rechten.is_casemanager,
        in_standen=(Status.PLAN, Status.PLAN_TEKENEN, Status.VERVOLG_KIEZEN, Status.UITVOERING),
        vraag="Waarom valt de plek af?",
    ),
    "plan_terugnemen": Stappagina(
        titel="Plan terugnemen",
        uitleg="U kunt het plan daarna weer wijzigen. De handtekeningen op deze versie vervallen.",
        knop="Neem het plan terug",
        klaar="Het plan is teruggenomen. U kunt het weer wijzigen.",
        mag=rechten.is_casemanager,
        in_standen=(Status.PLAN_TEKENEN, Status.PLAN_BIJ_DIRECTEUR),
        vraag="Waarom neemt u het plan terug?",
    ),
    "plan_aanpassen": Stappagina(
        titel="Nieuwe versie van het plan",
        uitleg="U schrijft een nieuwe versie, die iedereen opnieuw tekent. Tot die is goedgekeurd, blijft het geld van "
        "de oude versie gereserveerd.",
        knop="Begin aan een nieuwe versie",
        klaar="U kunt de nieuwe versie nu schrijven.",
        mag=rechten.is_casemanager,
        in_standen=(Status.VERTELLEN, Status.BIJ_OUDERS, Status.VERVOLG_KIEZEN, Status.UITVOERING),
        vraag="Wat moet er veranderen, en waarom?",
    ),
    "plan_vertellen": Stappagina(
        titel="Plan besproken met de ouders",
        uitleg="Directeur en casemanager bespreken het plan samen. Daarna lezen de ouders het hier, en tekenen zij.",
        knop="Vraag de ouders om te tekenen",
        klaar="De ouders krijgen de vraag om te tekenen.",
        mag=rechten.is_directeur_of_casemanager,
        in_standen=(Status.VERTELLEN,),
        vraag="Met wie, en wat zeiden zij?",
        form=GesprekForm,
    ),
    "opnieuw_vertellen": Stappagina(
        titel="Opnieuw met de ouders praten",
        uitleg="Niet iedereen tekende. U praat opnieuw over hetzelfde plan. Daarna vraagt u opnieuw om te tekenen.",
        knop="Praat opnieuw",
        klaar="Bespreek het plan opnieuw, en leg dat daarna vast.",
        mag=rechten.is_casemanager,
        in_standen=(Status.VERVOLG_KIEZEN,),
        vraag="Wat gaat u anders doen?",
    ),
    "toch_uitvoeren": Stappagina(
        titel="Plan toch uitvoeren",
        uitleg="Iemand is het niet eens met het plan. Niemand weigerde. Met een reden kan het toch beginnen.",
        knop="Laat het plan beginnen",
        klaar="Het plan wordt uitgevoerd.",
        mag=rechten.is_directeur,
        in_standen=(Status.VERVOLG_KIEZEN,),
        vraag="Waarom begint het plan toch?",
        nu_niet=waarom_niet_toch,
    ),
    "evalueren": Stappagina(
        titel="Beginnen met terugkijken",
        uitleg="Het plan is uitgevoerd. School, ouders, leerling en directeur krijgen de vraag hoe het ging.",
        knop="Vraag hoe het ging",
        klaar="Iedereen krijgt de vraag hoe het ging.",
        mag=rechten.is_casemanager,
        in_standen=(Status.UITVOERING,),
    ),
    "uitvoering_hervatten": Stappagina(
        titel="Toch verder uitvoeren",
        uitleg="Het was te vroeg om terug te kijken. Het plan loopt nog door.",
        knop="Ga verder met uitvoeren",
        klaar="Het plan loopt weer.",
        mag=rechten.is_casemanager,
        in_standen=(Status.EVALUATIE,),
        vraag="Waarom loopt het plan nog door?",
    ),
    "beeindigen": Stappagina(
        titel="Traject beëindigen",
        uitleg="Het traject stopt voor iedereen. Wat er staat, blijft te lezen. "
        "Gedeelde documenten zijn niet meer te openen.",
        knop="Beëindig het traject",
        klaar="Het traject is beëindigd.",
        mag=rechten.mag_beeindigen,
        in_standen=tuple(LOPEND),
        vraag="Waarom stopt het traject?",
        hulp="Iedereen die aan het traject werkt, leest dit.",
        soort="danger",
        sluit=True,
    ),
}


def mogelijk(actor: Actor, traject: Traject) -> list[str]:
    """The acts of this kind that this hat may do now."""
    return [naam for naam, stap in STAPPEN.items() if traject.status in stap.in_standen and stap.mag(actor, traject)]

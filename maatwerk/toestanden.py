"""The states of a maatwerk track in words: the step of the procedure, who is to act, and the same for the family."""

from collections.abc import Mapping

from maatwerk.models import Status
from organisations.rollen import Rol
from workflow.process import Toestand

INBRENGERS = frozenset({Rol.SECRETARIAAT, Rol.COORDINATOR})
COMMISSIE = frozenset({Rol.SECRETARIAAT, Rol.VOORZITTER, Rol.PLV_VOORZITTER})
DIRECTEUR = frozenset({Rol.DIRECTEUR_SWV})
CASEMANAGER = frozenset({Rol.CASEMANAGER})

STAP: Mapping[Status, int] = {
    Status.INTAKE: 1,
    Status.BIJ_COMMISSIE: 1,
    Status.BIJ_DIRECTEUR: 2,
    Status.CASEMANAGER_GEVRAAGD: 2,
    Status.GESPREKKEN: 3,
    Status.VERKENNEN: 3,
    Status.PLAN: 4,
    Status.PLAN_TEKENEN: 4,
    Status.PLAN_BIJ_DIRECTEUR: 5,
    Status.VERTELLEN: 6,
    Status.BIJ_OUDERS: 6,
    Status.VERVOLG_KIEZEN: 6,
    Status.UITVOERING: 7,
    Status.EVALUATIE: 8,
}
"""The step of the source in which an open track stands."""

STAPNAMEN = (
    "Intake en advies",
    "Casemanager",
    "Gesprekken en zoeken",
    "Plan van aanpak",
    "Besluit over het plan",
    "Bespreken met ouders",
    "Uitvoeren",
    "Terugkijken",
)

STAPPEN_GEZIN = (
    ("Deskundigen geven advies", "Deskundigen gaven advies"),
    ("Er komt een casemanager", "Er kwam een casemanager"),
    ("Praten, en een plek zoeken", "Wij praatten en vonden een plek"),
    ("Een plan schrijven", "Het plan is geschreven"),
    ("De directeur beslist over het plan", "De directeur vond het plan goed"),
    ("Samen praten over het plan", "Wij praatten samen over het plan"),
    ("Doen wat in het plan staat", "Wij deden wat in het plan staat"),
    ("Vertellen hoe het ging", "Iedereen mocht vertellen hoe het ging"),
)
"""The same steps to the family: while it is to come or goes on, and when it is done. For "u" and "je" alike."""

KOP_GEZIN = "Een plek voor {}"
KOPPEN_GEZIN: Mapping[Status, str] = {
    Status.AFGESLOTEN: "Er is een plek gevonden voor {}",
    Status.AFGEWEZEN: "Er komt geen casemanager voor {}",
    Status.BEEINDIGD: "Het zoeken naar een plek voor {} is gestopt",
}
"""What stands above the page of the family once the track is over; {} is the first name, or "jou"."""

TOESTANDEN = {
    Status.INTAKE: Toestand(
        label="Intake",
        soort="inactive",
        aan_zet=INBRENGERS,
        voor_gezin="Wij schrijven op wat er al geprobeerd is",
        wat_nu="De uitkomst van het PTO en wat al is verkend, worden opgeschreven.",
    ),
    Status.BIJ_COMMISSIE: Toestand(
        label="Bij de commissie",
        soort="neutral",
        aan_zet=COMMISSIE,
        voor_gezin="Een groep deskundigen geeft ons advies",
        wat_nu="De commissie adviseert de directeur of, en zo ja welke, casemanager wordt ingeschakeld.",
    ),
    Status.BIJ_DIRECTEUR: Toestand(
        label="Bij de directeur",
        soort="neutral",
        aan_zet=DIRECTEUR,
        voor_gezin="De directeur beslist of er een casemanager komt",
        wat_nu="De directeur beslist of, en welke, casemanager wordt ingeschakeld.",
    ),
    Status.CASEMANAGER_GEVRAAGD: Toestand(
        label="Casemanager gevraagd",
        soort="neutral",
        aan_zet=DIRECTEUR,
        voor_gezin="Wij hebben een casemanager gevraagd",
        wat_nu="De gevraagde casemanager zegt ja of nee. Daarna pas is er een aanstelling.",
    ),
    Status.GESPREKKEN: Toestand(
        label="Eerste gesprekken",
        soort="neutral",
        aan_zet=CASEMANAGER,
        voor_gezin="De casemanager praat eerst thuis, en dan met de school",
        wat_nu="De casemanager spreekt eerst de ouders en daarna de school van herkomst.",
    ),
    Status.VERKENNEN: Toestand(
        label="Op zoek naar een plek",
        soort="neutral",
        aan_zet=CASEMANAGER,
        voor_gezin="De casemanager zoekt een plek die past",
        wat_nu="Het netwerk zoekt een passende plek. De casemanager stemt steeds af met de ouders.",
    ),
    Status.PLAN: Toestand(
        label="Plan van aanpak",
        soort="neutral",
        aan_zet=CASEMANAGER,
        voor_gezin="Er is een plek gevonden. De casemanager schrijft een plan",
        wat_nu="De casemanager schrijft het plan van aanpak en de offerte.",
    ),
    Status.PLAN_TEKENEN: Toestand(
        label="Plan ter ondertekening",
        soort="neutral",
        aan_zet=CASEMANAGER,
        voor_gezin="De nieuwe school en de casemanager tekenen het plan",
        wat_nu="De casemanager en de directeur van de ontvangende school ondertekenen het plan.",
    ),
    Status.PLAN_BIJ_DIRECTEUR: Toestand(
        label="Plan bij de directeur",
        soort="neutral",
        aan_zet=DIRECTEUR,
        voor_gezin="De directeur beslist over het plan",
        wat_nu="De directeur beslist over het plan en ondertekent, of geeft het terug met opmerkingen.",
    ),
    Status.VERTELLEN: Toestand(
        label="Te bespreken met ouders",
        soort="neutral",
        aan_zet=DIRECTEUR | CASEMANAGER,
        voor_gezin="Wij komen het plan bespreken",
        wat_nu="De directeur en de casemanager bespreken het plan samen met de ouders.",
    ),
    Status.BIJ_OUDERS: Toestand(
        label="Bij de ouders",
        soort="neutral",
        aan_zet=frozenset({Rol.OUDER, Rol.LEERLING}),
        voor_gezin="Wij vragen wat iedereen thuis van het plan vindt",
        wat_nu="De ouders ondertekenen het plan, of laten weten dat zij het niet eens zijn.",
    ),
    Status.VERVOLG_KIEZEN: Toestand(
        label="Niet iedereen is akkoord",
        soort="warning",
        aan_zet=CASEMANAGER,
        voor_gezin="Niet iedereen is het eens met het plan. Wij bespreken wat nu goed is",
        wat_nu="De casemanager kiest het vervolg: opnieuw praten, het plan aanpassen of verder zoeken.",
    ),
    Status.UITVOERING: Toestand(
        label="In uitvoering",
        soort="neutral",
        aan_zet=CASEMANAGER,
        voor_gezin="Het plan wordt uitgevoerd",
        wat_nu="Ieder doet wat in het plan staat. De casemanager volgt of het lukt.",
    ),
    Status.EVALUATIE: Toestand(
        label="Evaluatie",
        soort="neutral",
        aan_zet=CASEMANAGER,
        voor_gezin="Wij vragen iedereen hoe het ging",
        wat_nu="Alle betrokkenen vertellen hoe het ging. De casemanager vat samen en sluit af.",
    ),
    Status.AFGESLOTEN: Toestand(
        label="Afgesloten",
        soort="success",
        uitkomst=True,
        voor_gezin="Het traject is klaar",
        wat_nu="Het traject is afgesloten. Documenten en verloop blijven te lezen.",
        open=False,
    ),
    Status.AFGEWEZEN: Toestand(
        label="Geen casemanager",
        soort="inactive",
        uitkomst=True,
        voor_gezin="Er komt geen casemanager",
        wat_nu="De directeur heeft besloten geen casemanager in te schakelen. De reden staat in de brief.",
        open=False,
    ),
    Status.BEEINDIGD: Toestand(
        label="Beëindigd",
        soort="inactive",
        voor_gezin="Het traject is eerder gestopt",
        wat_nu="Het traject is eerder gestopt. De reden staat bij Vragen en notities.",
        open=False,
    ),
}

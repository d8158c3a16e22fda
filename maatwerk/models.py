"""The maatwerk track: a casemanager finds a place for a pupil for whom no school fits (source 000, domain.md §7).

Transitions only change fields; what else happens is declared in `process.py`. The rows that belong to a step are in
`models_begin`, `models_netwerk` and `models_uitvoering`.
"""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django_fsm import GET_STATE, FSMField, transition

from cases.models import Zaak
from maatwerk.models_begin import Aanstelling as Aanstelling
from maatwerk.models_begin import Commissieadvies as Commissieadvies
from maatwerk.models_begin import Directiebesluit as Directiebesluit
from maatwerk.models_begin import Intake as Intake
from maatwerk.models_begin import Verkenning as Verkenning
from maatwerk.models_netwerk import Contact as Contact
from maatwerk.models_netwerk import Deeltoestemming as Deeltoestemming
from maatwerk.models_netwerk import Gedeeldstuk as Gedeeldstuk
from maatwerk.models_netwerk import Netwerkpartner as Netwerkpartner
from maatwerk.models_netwerk import Optie as Optie
from maatwerk.models_plan import Budget as Budget
from maatwerk.models_plan import Budgetwijziging as Budgetwijziging
from maatwerk.models_plan import Kostenpost as Kostenpost
from maatwerk.models_plan import Offerteregel as Offerteregel
from maatwerk.models_plan import Planversie as Planversie
from maatwerk.models_plan import Reservering as Reservering
from maatwerk.models_uitvoering import Aanpassing as Aanpassing
from maatwerk.models_uitvoering import Evaluatie as Evaluatie
from maatwerk.models_uitvoering import Taakbericht as Taakbericht
from maatwerk.models_uitvoering import Uitvoeringstaak as Uitvoeringstaak


class Status(models.TextChoices):
    """The states of steps 1 to 8; the number of the step stands in `toestanden.STAP`."""

    INTAKE = "intake", "intake"
    BIJ_COMMISSIE = "bij_commissie", "bij de commissie"
    BIJ_DIRECTEUR = "bij_directeur", "bij de directeur"
    CASEMANAGER_GEVRAAGD = "casemanager_gevraagd", "casemanager gevraagd"
    GESPREKKEN = "gesprekken", "eerste gesprekken"
    VERKENNEN = "verkennen", "op zoek naar een plek"
    PLAN = "plan", "plan van aanpak"
    PLAN_TEKENEN = "plan_tekenen", "plan ter ondertekening"
    PLAN_BIJ_DIRECTEUR = "plan_bij_directeur", "plan bij de directeur"
    VERTELLEN = "vertellen", "plan te bespreken met ouders"
    BIJ_OUDERS = "bij_ouders", "plan bij de ouders"
    VERVOLG_KIEZEN = "vervolg_kiezen", "niet akkoord: vervolg kiezen"
    UITVOERING = "uitvoering", "in uitvoering"
    EVALUATIE = "evaluatie", "evaluatie"
    AFGESLOTEN = "afgesloten", "afgesloten"
    AFGEWEZEN = "afgewezen", "geen casemanager"
    BEEINDIGD = "beeindigd", "beëindigd"


VOOR_AANSTELLING = [Status.INTAKE, Status.BIJ_COMMISSIE, Status.BIJ_DIRECTEUR, Status.CASEMANAGER_GEVRAAGD]
MET_CASEMANAGER = [
    Status.GESPREKKEN,
    Status.VERKENNEN,
    Status.PLAN,
    Status.PLAN_TEKENEN,
    Status.PLAN_BIJ_DIRECTEUR,
    Status.VERTELLEN,
    Status.BIJ_OUDERS,
    Status.VERVOLG_KIEZEN,
    Status.UITVOERING,
    Status.EVALUATIE,
]
"""From the appointment until the track is closed: the casemanager takes part (steps 3 to 8)."""
HERVAT_BIJ = {
    Status.PLAN_TEKENEN: Status.PLAN,
    Status.PLAN_BIJ_DIRECTEUR: Status.PLAN,
    Status.BIJ_OUDERS: Status.VERTELLEN,
}
"""Where a track goes on when another casemanager takes over: as it was, but what was being signed is asked anew."""
HERVATBAAR = [status for status in MET_CASEMANAGER if status not in HERVAT_BIJ]
LOPEND = [*VOOR_AANSTELLING, *MET_CASEMANAGER]


class Traject(models.Model):
    """One maatwerk track, from intake after the PTO to its evaluation (source 000, steps 1 to 8)."""

    zaak = models.OneToOneField(Zaak, models.PROTECT, related_name="maatwerk")
    status = FSMField(max_length=32, choices=Status, default=Status.INTAKE, protected=True)
    terug_naar = models.CharField(
        max_length=32, choices=Status, blank=True, help_text="Waar het traject verdergaat na een wisseling."
    )
    ingebracht_op = models.DateField(null=True, blank=True)
    aangesteld_op = models.DateField(null=True, blank=True)
    goedgekeurd_op = models.DateField(null=True, blank=True)
    samenvatting = models.TextField(max_length=8000, blank=True, help_text="Samenvatting van de evaluatie.")
    lessen = models.TextField(max_length=4000, blank=True, help_text="Lessen zonder namen, voor de directeur.")

    class Meta:
        verbose_name = "maatwerktraject"
        verbose_name_plural = "maatwerktrajecten"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="maatwerk_ingebracht_heeft_datum",
                condition=Q(status__in=[Status.INTAKE, Status.BEEINDIGD]) | Q(ingebracht_op__isnull=False),
            ),
            models.CheckConstraint(
                name="maatwerk_met_casemanager_aangesteld",
                condition=~Q(status__in=[*MET_CASEMANAGER, Status.AFGESLOTEN]) | Q(aangesteld_op__isnull=False),
            ),
            models.CheckConstraint(
                name="maatwerk_uitvoering_is_goedgekeurd",
                condition=~Q(
                    status__in=[
                        Status.VERTELLEN,
                        Status.BIJ_OUDERS,
                        Status.VERVOLG_KIEZEN,
                        Status.UITVOERING,
                        Status.EVALUATIE,
                        Status.AFGESLOTEN,
                    ]
                )
                | Q(goedgekeurd_op__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Maatwerk {self.zaak}"

    # -- step 1: intake and advice -----------------------------------------------------------------

    @transition(field=status, source=Status.INTAKE, target=Status.BIJ_COMMISSIE)
    def inbrengen(self, *, op: date) -> None:
        """The dossier is brought before the commission."""
        self.ingebracht_op = op

    @transition(field=status, source=Status.BIJ_COMMISSIE, target=Status.INTAKE)
    def intake_teruggeven(self) -> None:
        """The commission misses something: back to who brought it in."""

    @transition(field=status, source=Status.BIJ_COMMISSIE, target=Status.BIJ_DIRECTEUR)
    def adviseren(self) -> None:
        """The commission advises the director whether, and which, casemanager."""

    # -- step 2: the director decides about a casemanager -------------------------------------------

    @transition(field=status, source=Status.BIJ_DIRECTEUR, target=Status.BIJ_COMMISSIE)
    def advies_terugvragen(self) -> None:
        """The director asks the commission to look again."""

    @transition(field=status, source=Status.BIJ_DIRECTEUR, target=Status.AFGEWEZEN)
    def niet_inschakelen(self) -> None:
        """The director decides: no casemanager."""

    @transition(field=status, source=Status.BIJ_DIRECTEUR, target=Status.CASEMANAGER_GEVRAAGD)
    def inschakelen(self) -> None:
        """The director decides: a casemanager, who must still accept."""

    @transition(field=status, source=Status.CASEMANAGER_GEVRAAGD, target=Status.BIJ_DIRECTEUR)
    def casemanager_weigert(self) -> None:
        """Who was asked says no, with a reason; the director asks another."""

    @transition(field=status, source=Status.CASEMANAGER_GEVRAAGD, target=Status.BIJ_DIRECTEUR)
    def vraag_intrekken(self) -> None:
        """The director takes the question back, because no answer comes."""

    @transition(
        field=status,
        source=Status.CASEMANAGER_GEVRAAGD,
        target=GET_STATE(lambda self, **kwargs: Status(self.terug_naar or Status.GESPREKKEN), states=HERVATBAAR),
    )
    def casemanager_aanvaardt(self, *, op: date) -> None:
        """Who was asked says yes and is appointed; after a change the track goes on where it was."""
        self.aangesteld_op = op

    @transition(field=status, source=MET_CASEMANAGER, target=Status.BIJ_DIRECTEUR)
    def casemanager_ontheffen(self, *, verder_bij: str) -> None:
        """The casemanager stops; the director asks another, and then the track goes on where it was."""
        self.terug_naar = verder_bij

    # -- step 3: conversations, network, options ----------------------------------------------------

    @transition(field=status, source=Status.GESPREKKEN, target=Status.VERKENNEN)
    def verkenning_starten(self) -> None:
        """Parents and school of origin were spoken to: the network looks for a place."""

    @transition(field=status, source=Status.VERKENNEN, target=Status.PLAN)
    def plek_gevonden(self) -> None:
        """A setting fits and was attuned with the parents: the plan can be written."""

    @transition(
        field=status,
        source=[Status.PLAN, Status.PLAN_TEKENEN, Status.VERVOLG_KIEZEN, Status.UITVOERING],
        target=Status.VERKENNEN,
    )
    def verder_zoeken(self) -> None:
        """The place falls off after all: the search goes on, as often as needed."""

    # -- step 4 and 5: plan and decision ------------------------------------------------------------

    @transition(field=status, source=Status.PLAN, target=Status.PLAN_TEKENEN)
    def plan_voorleggen(self) -> None:
        """Plan and offer go to casemanager and head of the receiving school to be signed."""

    @transition(field=status, source=[Status.PLAN_TEKENEN, Status.PLAN_BIJ_DIRECTEUR], target=Status.PLAN)
    def plan_terugnemen(self) -> None:
        """Not signed, or something has to change before the director decides: a new version."""

    @transition(field=status, source=Status.PLAN_TEKENEN, target=Status.PLAN_BIJ_DIRECTEUR)
    def plan_getekend(self) -> None:
        """Casemanager and receiving school signed: the director decides."""

    @transition(field=status, source=Status.BIJ_OUDERS, target=Status.VERVOLG_KIEZEN)
    @transition(field=status, source=Status.PLAN_TEKENEN, target=Status.PLAN)
    def plan_niet_getekend(self) -> None:
        """Somebody does not sign, or not in time. Before the decision the plan is written anew; of the family the
        casemanager chooses what comes next, so that nothing stalls in silence."""

    @transition(field=status, source=Status.PLAN_BIJ_DIRECTEUR, target=Status.PLAN)
    def plan_teruggeven(self) -> None:
        """The director returns the plan with remarks; earlier signatures are void."""

    @transition(field=status, source=Status.PLAN_BIJ_DIRECTEUR, target=Status.VERTELLEN)
    def plan_goedkeuren(self, *, op: date) -> None:
        """The director decides and signs."""
        self.goedgekeurd_op = op

    # -- step 6: parents ----------------------------------------------------------------------------

    @transition(field=status, source=Status.VERTELLEN, target=Status.BIJ_OUDERS)
    def plan_vertellen(self) -> None:
        """Director and casemanager told the parents, who are asked to sign."""

    @transition(field=status, source=Status.BIJ_OUDERS, target=Status.UITVOERING)
    def ouders_akkoord(self) -> None:
        """Every guardian with gezag signed, and the pupil of 16 or older."""

    @transition(field=status, source=Status.VERVOLG_KIEZEN, target=Status.VERTELLEN)
    def opnieuw_vertellen(self) -> None:
        """Talk again with the parents about the same plan."""

    @transition(field=status, source=Status.VERVOLG_KIEZEN, target=Status.UITVOERING)
    def toch_uitvoeren(self) -> None:
        """Seen, not agreed: the director lets the plan be carried out all the same, with reasons."""

    @transition(
        field=status,
        source=[Status.VERTELLEN, Status.BIJ_OUDERS, Status.VERVOLG_KIEZEN, Status.UITVOERING],
        target=Status.PLAN,
    )
    def plan_aanpassen(self) -> None:
        """A large change: a new version of the plan, to be signed anew."""

    # -- step 7 and 8: carrying out, evaluation, closing --------------------------------------------

    @transition(field=status, source=Status.UITVOERING, target=Status.EVALUATIE)
    def evalueren(self) -> None:
        """The plan was carried out: everybody is asked how the process went."""

    @transition(field=status, source=Status.EVALUATIE, target=Status.UITVOERING)
    def uitvoering_hervatten(self) -> None:
        """It was too early to evaluate."""

    @transition(field=status, source=Status.EVALUATIE, target=Status.AFGESLOTEN)
    def afsluiten(self, *, samenvatting: str, lessen: str) -> None:
        """The casemanager summarises the evaluation and closes the track."""
        self.samenvatting = samenvatting
        self.lessen = lessen

    @transition(field=status, source=LOPEND, target=Status.BEEINDIGD)
    def beeindigen(self) -> None:
        """The track ends before its time, with a reason: another solution, a removal, no wish to go on."""

"""The TLV request: states and transitions, checklist, advices, decision and the register.

Transitions only change fields; what else happens is declared in `process.py`.
"""

from datetime import date, datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django_fsm import GET_STATE, FSMField, transition

from cases.compartimenten import Compartiment
from cases.models import Zaak
from documents.models import Document, Ondertekenstuk
from organisations.models import User
from tlv.models_besluit import Advies as Advies
from tlv.models_besluit import Besluit as Besluit
from tlv.models_besluit import Bespreking as Bespreking
from tlv.models_besluit import Overdracht as Overdracht
from tlv.models_besluit import Terugzending as Terugzending
from tlv.models_besluit import Toelaatbaarheid as Toelaatbaarheid
from tlv.models_keuzes import Categorie as Categorie
from tlv.models_keuzes import Eisstatus as Eisstatus
from tlv.models_keuzes import Onderwijstype as Onderwijstype
from tlv.models_keuzes import Route as Route
from tlv.models_keuzes import Status as Status

VOOR_BESLUIT = [
    Status.CONCEPT,
    Status.INGEDIEND,
    Status.AANVULLING_GEVRAAGD,
    Status.AANGEVULD,
    Status.AANVULLING_VERLOPEN,
    Status.VOLLEDIG,
    Status.DESKUNDIGENADVIES,
    Status.INFORMATIE_GEVRAAGD,
    Status.TER_BESLUITVORMING,
]
IN_BEHANDELING = [status for status in VOOR_BESLUIT if status != Status.CONCEPT]
"""Received and not decided: the term of the law runs, or stands still."""
MET_STREEFDATUM = [
    Status.VOLLEDIG,
    Status.DESKUNDIGENADVIES,
    Status.INFORMATIE_GEVRAAGD,
    Status.TER_BESLUITVORMING,
]
BESLOTEN = [Status.VERLEEND, Status.AFGEWEZEN, Status.BUITEN_BEHANDELING]
NA_INDIENEN = [*IN_BEHANDELING, *BESLOTEN, Status.BEKENDGEMAAKT, Status.INGETROKKEN]
"""Not yet in the archive."""


class Kanaal(models.TextChoices):
    """How the request reached the samenwerkingsverband."""

    DIGITAAL = "digitaal", "digitaal door de school"
    PAPIER = "papier", "op papier"
    MAIL = "mail", "per mail"
    TELEFOON = "telefoon", "per telefoon"


class Aanvraag(models.Model):
    """A request for a toelaatbaarheidsverklaring, from draft to archive (domain.md §3)."""

    zaak = models.OneToOneField(Zaak, models.PROTECT, related_name="tlv")
    route = models.CharField(max_length=20, choices=Route)
    status = FSMField(max_length=32, choices=Status, default=Status.CONCEPT, protected=True)
    terug_naar = models.CharField(max_length=32, choices=Status, blank=True)
    kanaal = models.CharField(max_length=10, choices=Kanaal, default=Kanaal.DIGITAAL)
    binnengekomen_op = models.DateField(
        null=True, blank=True, help_text="Dag waarop een aanvraag op papier, per mail of per telefoon binnenkwam."
    )
    startreden = models.TextField(
        max_length=2000, blank=True, help_text="Waarom deze aanvraag naast een lopende TLV of aanvraag nodig is."
    )
    ingediend_op = models.DateTimeField(null=True, blank=True)
    ingediende_versie = models.ForeignKey(Ondertekenstuk, models.PROTECT, null=True, blank=True, related_name="+")
    volledig_op = models.DateField(null=True, blank=True)
    bekendgemaakt_op = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = "aanvraag"
        verbose_name_plural = "aanvragen"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="tlv_ingediend_heeft_moment",
                condition=Q(status__in=[Status.CONCEPT, Status.INGETROKKEN, Status.ARCHIEF])
                | Q(ingediend_op__isnull=False),
            ),
            models.CheckConstraint(
                name="tlv_volledig_heeft_datum",
                condition=~Q(
                    status__in=[
                        Status.VOLLEDIG,
                        Status.DESKUNDIGENADVIES,
                        Status.TER_BESLUITVORMING,
                        Status.VERLEEND,
                        Status.AFGEWEZEN,
                    ]
                )
                | Q(volledig_op__isnull=False),
            ),
            models.CheckConstraint(
                name="tlv_informatie_heeft_terugweg",
                condition=~Q(status=Status.INFORMATIE_GEVRAAGD) | ~Q(terug_naar=""),
            ),
        ]

    def __str__(self) -> str:
        return f"TLV {self.zaak}"

    @transition(field=status, source=Status.CONCEPT, target=Status.INGEDIEND)
    def indienen(self, *, nu: datetime, versie: Ondertekenstuk) -> None:
        """The school files the request; the filed version is frozen."""
        self.ingediend_op = nu
        self.ingediende_versie = versie

    @transition(field=status, source=[Status.INGEDIEND, Status.AANGEVULD], target=Status.AANVULLING_GEVRAAGD)
    def aanvulling_vragen(self) -> None:
        """Repair request (Awb 4:5): the school gets a term to complete the request."""

    @transition(field=status, source=Status.AANVULLING_GEVRAAGD, target=Status.INGEDIEND)
    def aanvulling_intrekken(self) -> None:
        """The repair request was not needed after all."""

    @transition(
        field=status,
        source=[Status.AANVULLING_GEVRAAGD, Status.AANVULLING_VERLOPEN],
        target=Status.AANGEVULD,
    )
    def aanvullen(self) -> None:
        """The supplement arrived; also late, as long as no decision not to treat was signed (domain.md §3)."""

    @transition(field=status, source=Status.AANVULLING_GEVRAAGD, target=Status.AANVULLING_VERLOPEN)
    def aanvulling_laten_verlopen(self) -> None:
        """The repair term passed without a supplement; a decision not to treat can now be signed."""

    @transition(field=status, source=Status.AANGEVULD, target=Status.AANVULLING_VERLOPEN)
    def aanvulling_onvoldoende(self) -> None:
        """What came does not complete the request; a decision not to treat can now be signed (Awb 4:5)."""

    @transition(field=status, source=[Status.INGEDIEND, Status.AANGEVULD], target=Status.VOLLEDIG)
    def volledig_verklaren(self, *, op: date) -> None:
        """Every requirement of the route is met or waived; the service norm starts."""
        self.volledig_op = op

    @transition(field=status, source=[Status.VOLLEDIG, Status.DESKUNDIGENADVIES], target=Status.INGEDIEND)
    def volledig_herroepen(self) -> None:
        """A wrong "volledig" undone, with a reason."""
        self.volledig_op = None

    @transition(field=status, source=[Status.VOLLEDIG, Status.DESKUNDIGENADVIES], target=Status.DESKUNDIGENADVIES)
    def deskundigen_toewijzen(self) -> None:
        """Two or three independent experts are asked for advice."""

    @transition(
        field=status,
        source=Status.DESKUNDIGENADVIES,
        target=GET_STATE(
            lambda self, *, alles_binnen: Status.TER_BESLUITVORMING if alles_binnen else Status.DESKUNDIGENADVIES,
            states=[Status.DESKUNDIGENADVIES, Status.TER_BESLUITVORMING],
        ),
    )
    def advies_indienen(self, *, alles_binnen: bool) -> None:
        """One expert files; with the last advice the case is ready to decide."""

    @transition(field=status, source=Status.DESKUNDIGENADVIES, target=Status.DESKUNDIGENADVIES)
    def advies_teruggeven(self) -> None:
        """An expert declines, with a reason; the secretariat assigns another."""

    @transition(
        field=status,
        source=Status.DESKUNDIGENADVIES,
        target=GET_STATE(
            lambda self, *, alles_binnen: Status.TER_BESLUITVORMING if alles_binnen else Status.DESKUNDIGENADVIES,
            states=[Status.DESKUNDIGENADVIES, Status.TER_BESLUITVORMING],
        ),
    )
    def opdracht_intrekken(self, *, alles_binnen: bool) -> None:
        """The secretariat ends the assignment of an expert who stays silent."""

    @transition(field=status, source=Status.TER_BESLUITVORMING, target=Status.DESKUNDIGENADVIES)
    def extra_advies_vragen(self) -> None:
        """The chair wants a further expert before deciding."""

    @transition(
        field=status,
        source=[Status.DESKUNDIGENADVIES, Status.TER_BESLUITVORMING],
        target=Status.INFORMATIE_GEVRAAGD,
    )
    def informatie_vragen(self, *, vanuit: str) -> None:
        """ "Ik mis …": back to the school for information, with a term of its own."""
        self.terug_naar = vanuit

    @transition(
        field=status,
        source=[Status.INFORMATIE_GEVRAAGD, Status.DESKUNDIGENADVIES, Status.TER_BESLUITVORMING],
        target=GET_STATE(
            lambda self: Status(self.terug_naar if self.status == Status.INFORMATIE_GEVRAAGD else self.status),
            states=[Status.DESKUNDIGENADVIES, Status.TER_BESLUITVORMING],
        ),
    )
    def informatie_geven(self) -> None:
        """The school answers; the case goes back to where it was. Also late, while who asked is not done."""

    @transition(
        field=status,
        source=Status.INFORMATIE_GEVRAAGD,
        target=GET_STATE(
            lambda self: Status(self.terug_naar),
            states=[Status.DESKUNDIGENADVIES, Status.TER_BESLUITVORMING],
        ),
    )
    def informatie_laten_verlopen(self) -> None:
        """No answer in time: the case goes on with what there is."""

    @transition(field=status, source=Status.TER_BESLUITVORMING, target=Status.VERLEEND)
    def verlenen(self) -> None:
        """The decision to grant is signed; it can be recalled until it is made known."""

    @transition(field=status, source=Status.TER_BESLUITVORMING, target=Status.AFGEWEZEN)
    def afwijzen(self) -> None:
        """The decision to refuse is signed; it can be recalled until it is made known."""

    @transition(
        field=status,
        source=BESLOTEN,
        target=GET_STATE(
            lambda self: (
                Status.AANVULLING_VERLOPEN if self.status == Status.BUITEN_BEHANDELING else Status.TER_BESLUITVORMING
            ),
            states=[Status.TER_BESLUITVORMING, Status.AANVULLING_VERLOPEN],
        ),
    )
    def terugroepen(self) -> None:
        """Recalled within the window, before anyone outside saw it."""

    @transition(field=status, source=Status.AANVULLING_VERLOPEN, target=Status.BUITEN_BEHANDELING)
    def buiten_behandeling_stellen(self) -> None:
        """Decision not to treat an incomplete request (Awb 4:5), signed by a mandated person."""

    @transition(field=status, source=BESLOTEN, target=Status.BEKENDGEMAAKT)
    def bekendmaken(self, *, op: date) -> None:
        """School and parents get the decision at the same moment."""
        self.bekendgemaakt_op = op

    @transition(field=status, source=MET_STREEFDATUM, target=None)
    def norm_verzetten(self) -> None:
        """Our own date for the decision moves, with a reason (policy); the state stays."""

    @transition(field=status, source=IN_BEHANDELING, target=None)
    def beslistermijn_verdagen(self) -> None:
        """A later date is announced in time (Awb 4:14)."""

    @transition(field=status, source=IN_BEHANDELING, target=None)
    def opschorten_instemming(self) -> None:
        """The applicant consented in writing to delay (Awb 4:15, second paragraph under a)."""

    @transition(field=status, source=IN_BEHANDELING, target=None)
    def opschorten_buitenland(self) -> None:
        """Information was asked of an authority abroad (Awb 4:15, first paragraph under b)."""

    @transition(field=status, source=IN_BEHANDELING, target=None)
    def opschorten_vertraging(self) -> None:
        """The delay is the applicant's (Awb 4:15, second paragraph under b)."""

    @transition(field=status, source=IN_BEHANDELING, target=None)
    def opschorten_overmacht(self) -> None:
        """Force majeure keeps us from deciding (Awb 4:15, second paragraph under c)."""

    @transition(field=status, source=IN_BEHANDELING, target=None)
    def opschorting_beeindigen(self) -> None:
        """What the term stood still for is over (Awb 4:15, fourth paragraph)."""

    @transition(field=status, source=IN_BEHANDELING, target=None)
    def opschorting_voorbij(self) -> None:
        """The last day that was agreed or expected has passed: the term runs again by itself."""

    @transition(field=status, source=IN_BEHANDELING, target=None)
    def opschorting_ongedaan(self) -> None:
        """There was no ground to stand still: the term ran on."""

    @transition(field=status, source=NA_INDIENEN, target=None)
    def ingebreke_stellen(self) -> None:
        """A written notice of default came in (Awb 4:17): at the latest before waiting ended."""

    @transition(field=status, source=NA_INDIENEN, target=None)
    def ingebreke_intrekken(self) -> None:
        """Who sent the notice withdrew it."""

    @transition(field=status, source=[*IN_BEHANDELING, *BESLOTEN], target=None)
    def ingebreke_voorbij(self) -> None:
        """Two weeks after the notice nothing was made known: every day costs a penalty."""

    @transition(field=status, source=[*IN_BEHANDELING, *BESLOTEN], target=None)
    def dwangsom_vol(self) -> None:
        """42 days with penalty: it does not grow any more."""

    @transition(field=status, source=NA_INDIENEN, target=None)
    def dwangsom_vaststellen(self) -> None:
        """What is due is fixed by a decision of its own (Awb 4:18)."""

    @transition(field=status, source=VOOR_BESLUIT, target=Status.INGETROKKEN)
    def intrekken(self) -> None:
        """The school withdraws the request."""

    @transition(field=status, source=[Status.BEKENDGEMAAKT, Status.INGETROKKEN], target=Status.ARCHIEF)
    def archiveren(self) -> None:
        """Every objection term is over, or nothing was decided."""


class Eisbeoordeling(models.Model):
    """How one requirement of the route's checklist stands: asked by the school, noted by the secretariat,
    waived by the chair (domain.md §3)."""

    aanvraag = models.ForeignKey(Aanvraag, models.PROTECT, related_name="eisen")
    eis = models.CharField(max_length=40)
    status = models.CharField(max_length=24, choices=Eisstatus, default=Eisstatus.OPEN)
    reden_school = models.TextField(max_length=2000, blank=True)
    toelichting = models.TextField(max_length=2000, blank=True)
    beoordeeld_door = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    beoordeeld_op = models.DateTimeField(null=True, blank=True)
    versie = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name_plural = "eisbeoordelingen"
        constraints: ClassVar = [models.UniqueConstraint(fields=["aanvraag", "eis"], name="eis_een_per_aanvraag")]
        indexes: ClassVar = [
            models.Index(fields=["aanvraag"], condition=Q(status="ontheffing_gevraagd"), name="eis_ontheffing_gevraagd")
        ]

    def __str__(self) -> str:
        return f"{self.eis}: {self.get_status_display()}"


VOOR_INSTUREN = (Compartiment.SCHOOL, Compartiment.INTERN)
"""Where a paper of a supplement lies until it is sent in: of the school or the office alone."""


class Aanvulverzoek(models.Model):
    """What the school is asked for after filing: a statutory supplement, or information an expert or chair misses."""

    class Soort(models.TextChoices):
        AANVULLING = "aanvulling", "aanvulling (Awb 4:5)"
        INFORMATIE = "informatie", "nadere informatie"

    class Stand(models.TextChoices):
        OPEN = "open", "gevraagd"
        BEANTWOORD = "beantwoord", "beantwoord"
        VERLOPEN = "verlopen", "termijn voorbij"
        INGETROKKEN = "ingetrokken", "ingetrokken"

    aanvraag = models.ForeignKey(Aanvraag, models.PROTECT, related_name="aanvulverzoeken")
    soort = models.CharField(max_length=12, choices=Soort)
    stand = models.CharField(max_length=12, choices=Stand, default=Stand.OPEN)
    eisen = models.JSONField(default=list, help_text="Sleutels van de eisen die aangevuld moeten worden.")
    vraag = models.TextField(max_length=4000)
    gevraagd_op = models.DateField()
    gevraagd_door = models.ForeignKey(User, models.PROTECT, related_name="+")
    uiterlijk = models.DateField()
    antwoord = models.TextField(max_length=8000, blank=True)
    beantwoord_op = models.DateField(null=True, blank=True)
    beantwoord_door = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    antwoorden = models.JSONField(default=dict, help_text="Per eis de tekst en de nummers van de documenten.")
    documenten = models.ManyToManyField(Document, related_name="+", blank=True)
    versie = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name_plural = "aanvulverzoeken"
        ordering: ClassVar = ["-gevraagd_op", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["aanvraag"], condition=Q(stand="open"), name="aanvulverzoek_een_open_per_aanvraag"
            )
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["aanvraag"],
                condition=Q(soort="informatie", stand="verlopen"),
                name="aanvulverzoek_onbeantwoord",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_soort_display()} bij {self.aanvraag}"

"""Terms of a case as facts: when they began, stood still, were put off, and stopped. The end is derived."""

from collections.abc import Container
from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.lookups import IsNull

from cases.benen import BEEN_VAN_ROL, SCHOOL, SWV
from cases.models import Zaak
from deadlines import berekening, regels
from deadlines.kalender import Kalender
from deadlines.models_feestdagen import Feestdag as Feestdag
from deadlines.models_feestdagen import Feestdagenjaar as Feestdagenjaar
from deadlines.models_feestdagen import Feestdagwijziging as Feestdagwijziging
from deadlines.models_feestdagen import Kalendercontrole as Kalendercontrole
from deadlines.models_feestdagen import kalender_uit_tabel as kalender_uit_tabel
from deadlines.models_feestdagen import kalender_van as kalender_van
from deadlines.models_feestdagen import vrije_dagen as vrije_dagen
from organisations.actor import Actor
from organisations.models import Samenwerkingsverband, School


class Soort(models.TextChoices):
    """What a term is for, with the one name that everybody who works on cases reads of it."""

    BESLISTERMIJN = "beslistermijn", "wettelijke beslistermijn"
    SERVICENORM = "servicenorm", "streefdatum voor het besluit"
    AANVULTERMIJN = "aanvultermijn", "termijn om aan te vullen"
    BUITEN_BEHANDELING = "buiten_behandeling", "termijn voor stoppen met de aanvraag"
    VOLLEDIGHEIDSNORM = "volledigheidsnorm", "streefdatum voor de controle"
    BEZWAAR = "bezwaar", "bezwaartermijn"
    BEZWAARBESLISSING = "bezwaarbeslissing", "termijn voor het besluit op bezwaar"
    DESKUNDIGENTERMIJN = "deskundigentermijn", "termijn voor het advies van de deskundigen"
    INFORMATIETERMIJN = "informatietermijn", "termijn voor het antwoord van de school"
    COMMISSIEADVIES = "commissieadvies", "termijn voor het advies van de commissie"
    DIRECTEURSBESLUIT = "directeursbesluit", "termijn voor het besluit van de directeur"
    AANVAARDEN = "aanvaarden", "termijn voor het antwoord van de casemanager"
    INGEBREKE = "ingebreke", "twee weken na de ingebrekestelling"
    DWANGSOM = "dwangsom", "dagen met dwangsom"
    DWANGSOMBESLUIT = "dwangsombesluit", "termijn om de dwangsom vast te stellen"
    OUDERS_SPREKEN = "ouders_spreken", "de ouders weer spreken"


NIET_OP_WERKLIJST = (Soort.BEZWAAR,)
"""The objection term is the addressee's: it is no work for whoever handles the case."""

ANTWOORD = (Soort.AANVULTERMIJN, Soort.INFORMATIETERMIJN)
"""Terms in which somebody answers: they end by the answer, or by passing without one."""

OPSCHORTBAAR = [soort for soort, wat in regels.SOORTEN.items() if wat.opschortbaar]
MET_FEITEN = ("opschortingen", "verzettingen")
"""What the end of a term is derived from, to fetch beforehand for a list of terms."""


class TermijnQuerySet(models.QuerySet["Termijn"]):
    def open(self) -> "TermijnQuerySet":
        """Not stopped. A term that lapsed stays open until what it was for has been done."""
        return self.filter(gestopt_op__isnull=True)

    def op_werklijst(self) -> "TermijnQuerySet":
        """Open, and work for somebody here; worded as the condition of the indexes that hold only these."""
        return self.open().filter(~Q(soort=Soort.BEZWAAR))

    def visible_to(self, actor: Actor) -> "TermijnQuerySet":
        """The terms of the cases this person may see: the case decides, the scope on the row finds them by index."""
        zaken, been = Zaak.objects.visible_to(actor), BEEN_VAN_ROL.get(actor.rol)
        if been not in (SWV, SCHOOL):
            return self.filter(zaak__in=zaken)
        if been == SWV:
            eigen = self.filter(swv_id=actor.swv_id or 0)
        else:  # the two weeks are of who wrote, and no work for a school: one of the family may have done that
            eigen = self.filter(school_id=actor.school_id or 0).exclude(soort=Soort.INGEBREKE)
        zaak = Subquery(zaken.filter(pk=OuterRef("zaak_id")).values("pk")[:1])
        return eigen.filter(
            IsNull(zaak, False)
        )  # asked of each term that is found: a join would gather all cases first

    def verstreken(self, op: date) -> "TermijnQuerySet":
        """Past their last day on `op`, and the lapse not yet dealt with; the longest overdue first."""
        return self.open().filter(einde__lt=op, afgehandeld_op__isnull=True).order_by("einde", "pk")

    def te_plannen(self) -> "TermijnQuerySet":
        """Whose end is new or moved since it was worked out when to tell about it."""
        return self.open().filter(
            Q(melding_voor__isnull=True) | Q(melding_voor__lt=F("einde")) | Q(melding_voor__gt=F("einde")),
            einde__isnull=False,
        )

    def te_melden(self, op: date) -> "TermijnQuerySet":
        """About which something is to be told on `op` or should have been told before; the oldest first.

        Of a term that has no end now nothing is told; its day stands until there is an end again.
        """
        return self.open().filter(melding_op__lte=op, einde__isnull=False).order_by("melding_op", "pk")


class Termijn(models.Model):
    """One running or stopped term. `parameters` are frozen at its start, from the policy that binds the case.

    `einde` is a derived value kept for the worklist and the sweep; the services write it with every fact.
    `kenmerk` tells terms of one kind apart, such as the objection term of one addressee ("bekendmaking:12").
    `swv`, `school` and `stil_tot` are written by the database itself (migrations 0006 and 0008): they are there to be
    looked for, as nothing finds the first of a million terms of one office through the cases. So are `verschoven` and
    `verschoven_op`: how often the end moved, and when it last did.
    """

    zaak = models.ForeignKey(Zaak, models.PROTECT, related_name="termijnen")
    soort = models.CharField(max_length=24, choices=Soort)
    kenmerk = models.CharField(max_length=60, blank=True)
    vanaf = models.DateField()
    parameters = models.JSONField(default=dict)
    verdaagd_op = models.DateField(null=True, blank=True)
    verdaagd_tot = models.DateField(null=True, blank=True)
    verdaagd_reden = models.TextField(max_length=2000, blank=True)
    gestopt_op = models.DateField(null=True, blank=True)
    afgehandeld_op = models.DateTimeField(null=True, blank=True)
    einde = models.DateField(null=True, blank=True)
    melding_op = models.DateField(
        null=True, blank=True, help_text="Eerstvolgende dag waarop hierover iets gemeld wordt."
    )
    melding_voor = models.DateField(null=True, blank=True, help_text="Het einde waarvoor die dag is bepaald.")
    aangemaakt_op = models.DateTimeField(auto_now_add=True)
    swv = models.ForeignKey(
        Samenwerkingsverband, models.DO_NOTHING, null=True, related_name="+", db_constraint=False, db_index=False
    )
    school = models.ForeignKey(
        School, models.DO_NOTHING, null=True, related_name="+", db_constraint=False, db_index=False
    )
    stil_tot = models.DateField(null=True, help_text="Laatste dag van de stilstand die nu loopt, zolang niets komt.")
    verschoven = models.PositiveIntegerField(default=0, db_default=0)
    verschoven_op = models.DateTimeField(null=True)

    objects = TermijnQuerySet.as_manager()

    class Meta:
        verbose_name = "termijn"
        verbose_name_plural = "termijnen"
        ordering: ClassVar = ["einde", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["zaak", "soort", "kenmerk"],
                condition=Q(gestopt_op__isnull=True),
                name="termijn_een_open_per_soort",
            ),
            models.CheckConstraint(name="termijn_soort_bekend", condition=Q(soort__in=Soort.values)),
            models.CheckConstraint(
                name="termijn_eindigt_na_begin", condition=Q(einde__isnull=True) | Q(einde__gte=F("vanaf"))
            ),
            models.CheckConstraint(
                name="termijn_verdaagd_heel",
                condition=Q(verdaagd_op__isnull=True, verdaagd_tot__isnull=True)
                | Q(verdaagd_op__isnull=False, verdaagd_tot__isnull=False, verdaagd_tot__gt=F("verdaagd_op")),
            ),
            models.CheckConstraint(
                name="termijn_verdaagd_waar_het_mag",
                condition=Q(verdaagd_op__isnull=True) | Q(soort__in=OPSCHORTBAAR),
            ),
            models.CheckConstraint(
                name="termijn_afgehandeld_had_einde",
                condition=Q(afgehandeld_op__isnull=True) | Q(einde__isnull=False),
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["einde", "id"],
                condition=Q(gestopt_op__isnull=True, afgehandeld_op__isnull=True),
                name="termijn_open_einde",
            ),
            models.Index(
                fields=["melding_op", "id"],
                condition=Q(gestopt_op__isnull=True, melding_op__isnull=False),
                name="termijn_te_melden",
            ),
            models.Index(
                fields=["id"],
                condition=Q(gestopt_op__isnull=True, einde__isnull=False)
                & (Q(melding_voor__isnull=True) | Q(melding_voor__lt=F("einde")) | Q(melding_voor__gt=F("einde"))),
                name="termijn_te_plannen",
            ),
            models.Index(
                fields=["swv", "einde", "id"],
                condition=Q(gestopt_op__isnull=True) & ~Q(soort="bezwaar"),
                include=["soort", "zaak"],
                name="termijn_bord_swv",
            ),
            models.Index(
                fields=["school", "einde", "id"],
                condition=Q(gestopt_op__isnull=True) & ~Q(soort="bezwaar"),
                include=["soort", "zaak"],
                name="termijn_bord_school",
            ),
            models.Index(
                fields=["swv", "stil_tot", "id"],
                condition=Q(gestopt_op__isnull=True, stil_tot__isnull=False) & ~Q(soort="bezwaar"),
                name="termijn_stil_swv",
            ),
            models.Index(
                fields=["school", "stil_tot", "id"],
                condition=Q(gestopt_op__isnull=True, stil_tot__isnull=False) & ~Q(soort="bezwaar"),
                name="termijn_stil_school",
            ),
            models.Index(
                fields=["swv", "gestopt_op", "id"],
                condition=Q(soort="beslistermijn", gestopt_op__isnull=False),
                include=["vanaf", "school", "zaak"],
                name="termijn_gemeten",
            ),
            models.Index(
                fields=["swv", "vanaf", "id"],
                condition=Q(soort="beslistermijn"),
                include=["school", "zaak"],
                name="termijn_instroom",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_soort_display()} vanaf {self.vanaf}"

    @property
    def feiten(self) -> berekening.Termijnfeiten:
        """What happened to this term, as its rows tell; what was recorded by mistake does not count."""
        verdaging = None
        if self.verdaagd_op and self.verdaagd_tot:
            verdaging = berekening.Verdaging(op=self.verdaagd_op, tot=self.verdaagd_tot)
        soort = regels.SOORTEN[self.soort]
        geldig = (o for o in self.opschortingen.all() if o.vervallen_op is None) if soort.opschortbaar else ()
        verzet = self.verzettingen.all() if soort.verzetbaar else ()
        return berekening.Termijnfeiten(
            stilstanden=tuple(opschorting.stilstand for opschorting in geldig),
            verdaging=verdaging,
            verzettingen=tuple(berekening.Verzetting(v.op, v.pk, v.tot) for v in verzet),
        )

    def berekening(self, kalender: Kalender, feiten: berekening.Termijnfeiten | None = None) -> berekening.Berekening:
        """The last day with its steps, from the facts of this row; or from others, to see what they would do."""
        gegeven = self.feiten if feiten is None else feiten
        return regels.bereken(
            self.soort,
            self.vanaf,
            parameters=self.parameters,
            stilstanden=gegeven.stilstanden,
            verdaging=gegeven.verdaging,
            verzettingen=gegeven.verzettingen,
            gesteld=self.einde,
            kalender=kalender,
        )

    def telt(self, opschorting: "Opschorting") -> bool:
        """Whether a suspension began in time and had ground: what is over does not stand still (ADR 25)."""
        begon = self.einde is None or opschorting.stilstand.eerste <= self.einde
        return begon and opschorting.vervallen_op is None

    def stilgelegd(self, op: date) -> "Opschorting | None":
        """The suspension because of which this term stands still on a day, if any."""
        if self.gestopt_op is not None:
            return None
        lopend = (o for o in self.opschortingen.all() if self.telt(o) and o.stilstand.loopt_op(op))
        return min(lopend, key=lambda o: o.van, default=None)

    @property
    def is_open(self) -> bool:
        return self.gestopt_op is None

    def is_voor(self, actor: Actor, *, eigen: Container[str] = frozenset()) -> bool:
        """Whether this reader of the case reads it: that one of the family wrote is for that person and the offices.

        `eigen`: the marks of what this reader wrote.
        """
        van_gezin = self.soort == Soort.INGEBREKE and self.kenmerk != "school"
        return not van_gezin or actor.is_swv_bureau or self.kenmerk in eigen

    @property
    def bleef_onbeantwoord(self) -> bool:
        """The school was asked something and its term ended by passing, not by an answer."""
        return self.soort in ANTWOORD and self.gestopt_op is not None and self.afgehandeld_op is not None


class OpschortingQuerySet(models.QuerySet["Opschorting"]):
    def lopend(self) -> "OpschortingQuerySet":
        """Those nobody ended; one whose last day has passed is over by itself."""
        return self.filter(tot__isnull=True, vervallen_op__isnull=True)

    def die_tellen(self) -> "OpschortingQuerySet":
        """As `Termijn.telt`: begun before the term was over."""
        return self.filter(Q(termijn__einde__isnull=True) | Q(van__lt=F("termijn__einde")), vervallen_op__isnull=True)


class Opschorting(models.Model):
    """A term stood still (Awb 4:15): asked on `van` (A), over on `tot` (B); the days A+1 … B-1 do not count.

    `uiterlijk`, the last day of the repair term or of what was agreed, ends it by itself when nothing comes.
    `vervallen_op`: it turned out that there was no ground for it, so the term never stood still; the row stays.
    """

    termijn = models.ForeignKey(Termijn, models.PROTECT, related_name="opschortingen")
    van = models.DateField()
    tot = models.DateField(null=True, blank=True)
    uiterlijk = models.DateField(null=True, blank=True)
    grond = models.CharField(max_length=120)
    toelichting = models.TextField(max_length=2000, blank=True)
    vervallen_op = models.DateField(null=True, blank=True)

    objects = OpschortingQuerySet.as_manager()

    class Meta:
        verbose_name = "opschorting"
        verbose_name_plural = "opschortingen"
        ordering: ClassVar = ["van", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["termijn", "grond"],
                condition=Q(tot__isnull=True, vervallen_op__isnull=True, uiterlijk__isnull=True),
                name="opschorting_een_zonder_einde",
            ),
            models.CheckConstraint(
                name="opschorting_van_voor_tot", condition=Q(tot__isnull=True) | Q(tot__gte=F("van"))
            ),
            models.CheckConstraint(
                name="opschorting_uiterlijk_na_van",
                condition=Q(uiterlijk__isnull=True) | Q(uiterlijk__gte=F("van")),
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["uiterlijk", "id"],
                condition=Q(tot__isnull=True, vervallen_op__isnull=True),
                name="opschorting_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.grond}: {self.van}-{self.tot or 'loopt'}"

    @property
    def stilstand(self) -> berekening.Stilstand:
        return berekening.Stilstand(van=self.van, tot=self.tot, uiterlijk=self.uiterlijk, grond=self.grond)


class Verzetting(models.Model):
    """A date of policy was moved, with a reason: from `oud` to `tot`. All stay on record, the last one counts."""

    termijn = models.ForeignKey(Termijn, models.PROTECT, related_name="verzettingen")
    op = models.DateField()
    oud = models.DateField()
    tot = models.DateField()
    reden = models.TextField(max_length=2000)

    class Meta:
        verbose_name = "verzetting"
        verbose_name_plural = "verzettingen"
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(name="verzetting_naar_een_andere_dag", condition=~Q(tot=F("oud"))),
            models.CheckConstraint(name="verzetting_niet_naar_het_verleden", condition=Q(tot__gte=F("op"))),
        ]

    def __str__(self) -> str:
        return f"{self.oud} naar {self.tot}"

"""The TLV request: states and transitions, checklist, advices, decision and the register.

Transitions only change fields; what else happens is declared in `process.py`.
"""

from datetime import date, datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django_fsm import GET_STATE, FSMField, transition

from cases.models import Leerling, Zaak
from documents.models import Document, Ondertekenstuk
from organisations.models import Beroep, Mandaat, Samenwerkingsverband, User


class Route(models.TextChoices):
    """The routes of source 004, bijlage 4 and 5 (domain.md §2)."""

    VO_VSO = "vo_vso", "van vo naar vso"
    VERLENGING_VSO = "verlenging_vso", "verlenging vso"
    ONDERINSTROOM = "onderinstroom", "onderinstroom in het vso"
    PRO_AANMELDING = "pro_aanmelding", "praktijkonderwijs, eerste aanmelding"
    PRO_ZIJINSTROOM = "pro_zijinstroom", "praktijkonderwijs, zij-instroom"
    EMB = "emb", "verlenging EMB"


class Onderwijstype(models.TextChoices):
    VSO = "vso", "voortgezet speciaal onderwijs"
    PRO = "pro", "praktijkonderwijs"


class Categorie(models.TextChoices):
    """Funding category, formerly 1, 2 and 3."""

    LAAG = "laag", "laag (categorie 1)"
    MIDDEN = "midden", "midden (categorie 2)"
    HOOG = "hoog", "hoog (categorie 3)"


class Status(models.TextChoices):
    CONCEPT = "concept", "concept"
    INGEDIEND = "ingediend", "ingediend"
    AANVULLING_GEVRAAGD = "aanvulling_gevraagd", "aanvulling gevraagd"
    AANGEVULD = "aangevuld", "aangevuld"
    AANVULLING_VERLOPEN = "aanvulling_verlopen", "aanvulling verlopen"
    VOLLEDIG = "volledig", "volledig"
    DESKUNDIGENADVIES = "deskundigenadvies", "bij de deskundigen"
    INFORMATIE_GEVRAAGD = "informatie_gevraagd", "informatie gevraagd"
    TER_BESLUITVORMING = "ter_besluitvorming", "ter besluitvorming"
    VERLEEND = "verleend", "verleend"
    AFGEWEZEN = "afgewezen", "afgewezen"
    BUITEN_BEHANDELING = "buiten_behandeling", "buiten behandeling"
    BEKENDGEMAAKT = "bekendgemaakt", "bekendgemaakt"
    INGETROKKEN = "ingetrokken", "ingetrokken"
    ARCHIEF = "archief", "archief"


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
        source=Status.INFORMATIE_GEVRAAGD,
        target=GET_STATE(
            lambda self: Status(self.terug_naar),
            states=[Status.DESKUNDIGENADVIES, Status.TER_BESLUITVORMING],
        ),
    )
    def informatie_geven(self) -> None:
        """The school answers; the case goes back to where it was."""

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
    def opschorten_vertraging(self) -> None:
        """The delay is the applicant's (Awb 4:15, second paragraph under b)."""

    @transition(field=status, source=IN_BEHANDELING, target=None)
    def opschorten_overmacht(self) -> None:
        """Force majeure keeps us from deciding (Awb 4:15, second paragraph under c)."""

    @transition(field=status, source=IN_BEHANDELING, target=None)
    def opschorting_beeindigen(self) -> None:
        """What the term stood still for is over (Awb 4:15, fourth paragraph)."""

    @transition(field=status, source=IN_BEHANDELING, target=None)
    def opschorting_ongedaan(self) -> None:
        """There was no ground to stand still: the term ran on."""

    @transition(field=status, source=VOOR_BESLUIT, target=Status.INGETROKKEN)
    def intrekken(self) -> None:
        """The school withdraws the request."""

    @transition(field=status, source=[Status.BEKENDGEMAAKT, Status.INGETROKKEN], target=Status.ARCHIEF)
    def archiveren(self) -> None:
        """Every objection term is over, or nothing was decided."""


class Eisstatus(models.TextChoices):
    OPEN = "open", "nog te beoordelen"
    VOLDAAN = "voldaan", "in orde"
    ONTBREEKT = "ontbreekt", "ontbreekt of voldoet niet"
    ONTHEFFING_GEVRAAGD = "ontheffing_gevraagd", "ontheffing gevraagd"
    ONTHEFFING_VERLEEND = "ontheffing_verleend", "ontheffing verleend"
    ONTHEFFING_GEWEIGERD = "ontheffing_geweigerd", "ontheffing geweigerd"


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

    def __str__(self) -> str:
        return f"{self.get_soort_display()} bij {self.aanvraag}"


class Advies(models.Model):
    """One expert's advice: drafted and filed alone, declared independent, unreadable for the others before filing."""

    class Stand(models.TextChoices):
        GEVRAAGD = "gevraagd", "gevraagd"
        INGEDIEND = "ingediend", "ingediend"
        TERUGGEGEVEN = "teruggegeven", "teruggegeven"
        VERVALLEN = "vervallen", "vervallen"

    class Strekking(models.TextChoices):
        TOEWIJZEN = "toewijzen", "verlenen"
        AFWIJZEN = "afwijzen", "niet verlenen"

    aanvraag = models.ForeignKey(Aanvraag, models.PROTECT, related_name="adviezen")
    deskundige = models.ForeignKey(User, models.PROTECT, related_name="adviezen")
    beroep = models.CharField(max_length=24, choices=Beroep)
    volgorde = models.PositiveSmallIntegerField()
    stand = models.CharField(max_length=12, choices=Stand, default=Stand.GEVRAAGD)
    gevraagd_op = models.DateField()
    uiterlijk = models.DateField()
    waarschuwing = models.TextField(max_length=2000, blank=True)
    strekking = models.CharField(max_length=10, choices=Strekking, blank=True)
    type = models.CharField(max_length=3, choices=Onderwijstype, blank=True)
    einde = models.DateField(null=True, blank=True)
    categorie = models.CharField(max_length=6, choices=Categorie, blank=True)
    overwegingen = models.TextField(max_length=20000, blank=True)
    periode_reden = models.TextField(max_length=4000, blank=True)
    categorie_reden = models.TextField(max_length=4000, blank=True)
    waarom_geen_arrangement = models.TextField(max_length=8000, blank=True)
    lichtere_vorm = models.CharField(max_length=12, blank=True)
    lichtere_vorm_toelichting = models.TextField(max_length=4000, blank=True)
    onafhankelijk_verklaard_op = models.DateTimeField(null=True, blank=True)
    ingediend_op = models.DateTimeField(null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    reden_terug = models.TextField(max_length=2000, blank=True)
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    versie = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name_plural = "adviezen"
        ordering: ClassVar = ["volgorde"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["aanvraag", "deskundige"],
                condition=Q(stand__in=["gevraagd", "ingediend"]),
                name="advies_een_per_deskundige",
            ),
            models.CheckConstraint(
                name="advies_ingediend_is_volledig",
                condition=~Q(stand="ingediend")
                | (
                    Q(ingediend_op__isnull=False, onafhankelijk_verklaard_op__isnull=False)
                    & ~Q(overwegingen="")
                    & ~Q(sha256="")
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"Advies {self.volgorde} bij {self.aanvraag}"


class Bespreking(models.Model):
    """The chair's discussion of both advices with the experts: date, present, outcome (domain.md §3)."""

    aanvraag = models.ForeignKey(Aanvraag, models.PROTECT, related_name="besprekingen")
    soort = models.CharField(
        max_length=16,
        choices=[
            ("deskundigen", "met de deskundigen"),
            ("school", "met de school"),
            ("ouders", "met de ouders"),
        ],
    )
    datum = models.DateField()
    aanwezigen = models.TextField(max_length=1000)
    uitkomst = models.TextField(max_length=8000)
    vastgelegd_door = models.ForeignKey(User, models.PROTECT, related_name="+")
    vastgelegd_op = models.DateTimeField()

    class Meta:
        verbose_name_plural = "besprekingen"
        ordering: ClassVar = ["datum", "pk"]

    def __str__(self) -> str:
        return f"Bespreking {self.datum}"


class Besluit(models.Model):
    """The decision: first a draft of the chair, then signed by mandate, recalled or made known."""

    class Soort(models.TextChoices):
        VERLENEN = "verlenen", "verleend"
        AFWIJZEN = "afwijzen", "afgewezen"
        BUITEN_BEHANDELING = "buiten_behandeling", "buiten behandeling gesteld"

    class Stand(models.TextChoices):
        CONCEPT = "concept", "concept"
        ONDERTEKEND = "ondertekend", "ondertekend"
        TERUGGEROEPEN = "teruggeroepen", "teruggeroepen"
        BEKENDGEMAAKT = "bekendgemaakt", "bekendgemaakt"

    aanvraag = models.ForeignKey(Aanvraag, models.PROTECT, related_name="besluiten")
    soort = models.CharField(max_length=20, choices=Soort, blank=True)
    stand = models.CharField(max_length=14, choices=Stand, default=Stand.CONCEPT)
    type = models.CharField(max_length=3, choices=Onderwijstype, blank=True)
    begin = models.DateField(null=True, blank=True)
    einde = models.DateField(null=True, blank=True)
    categorie = models.CharField(max_length=6, choices=Categorie, blank=True)
    motivering = models.TextField(max_length=30000, blank=True)
    periode_reden = models.TextField(max_length=4000, blank=True)
    categorie_reden = models.TextField(max_length=4000, blank=True)
    ontheffing = models.BooleanField(
        default=False, help_text="Ontheffing van de inspectie om na het 20e jaar te blijven."
    )
    kernen = models.JSONField(
        default=dict, help_text="Hoofdoverweging per advies (id → tekst) zoals die in het besluit komt."
    )
    reactie_op_zienswijze = models.TextField(max_length=8000, blank=True)
    afwijking = models.TextField(max_length=8000, blank=True)
    tlv_nummer = models.CharField(max_length=30, blank=True)
    besloten_op = models.DateField(null=True, blank=True)
    ondertekend_op = models.DateTimeField(null=True, blank=True)
    ondertekend_door = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    mandaat = models.ForeignKey(Mandaat, models.PROTECT, null=True, blank=True, related_name="+")
    terugroepbaar_tot = models.DateTimeField(null=True, blank=True)
    grondslag_hashes = models.JSONField(default=list, help_text="SHA-256 van de adviezen waarop het besluit rust.")
    toetsen = models.JSONField(default=list, help_text="Uitkomst van de controles op het moment van tekenen.")
    teruggeroepen_op = models.DateTimeField(null=True, blank=True)
    teruggeroepen_door = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    reden_terugroepen = models.TextField(max_length=2000, blank=True)
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    vervangt = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="vervangen_door")
    versie = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name_plural = "besluiten"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["aanvraag"],
                condition=Q(stand__in=["concept", "ondertekend", "bekendgemaakt"]),
                name="besluit_een_geldig_per_aanvraag",
            ),
            models.CheckConstraint(
                name="besluit_ondertekend_is_volledig",
                condition=~Q(stand__in=["ondertekend", "bekendgemaakt"])
                | (
                    Q(
                        besloten_op__isnull=False,
                        ondertekend_door__isnull=False,
                        mandaat__isnull=False,
                        ondertekend_op__isnull=False,
                    )
                    & ~Q(soort="")
                    & ~Q(motivering="")
                ),
            ),
            models.CheckConstraint(
                name="besluit_verleend_heeft_nummer_en_periode",
                condition=~Q(stand__in=["ondertekend", "bekendgemaakt"], soort="verlenen")
                | (Q(begin__isnull=False) & ~Q(tlv_nummer="") & ~Q(type="")),
            ),
        ]

    def __str__(self) -> str:
        return f"Besluit bij {self.aanvraag}"


class Toelaatbaarheid(models.Model):
    """The TLV register: one row per declaration, kept apart from the dossier and never renumbered (domain.md §8)."""

    swv = models.ForeignKey(Samenwerkingsverband, models.PROTECT, related_name="toelaatbaarheden")
    nummer = models.CharField(max_length=30)
    leerling = models.ForeignKey(Leerling, models.PROTECT, related_name="toelaatbaarheden")
    besluit = models.OneToOneField(Besluit, models.PROTECT, related_name="toelaatbaarheid")
    type = models.CharField(max_length=3, choices=Onderwijstype)
    categorie = models.CharField(max_length=6, choices=Categorie, blank=True)
    begin = models.DateField()
    einde = models.DateField(null=True, blank=True)
    ingetrokken_op = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "toelaatbaarheden"
        constraints: ClassVar = [models.UniqueConstraint(fields=["swv", "nummer"], name="tlv_nummer_uniek_per_swv")]

    def __str__(self) -> str:
        return self.nummer


class Overdracht(models.Model):
    """The applicant's hand-over of the TLV to a receiving school: which papers, to whom, when (domain.md §8)."""

    aanvraag = models.ForeignKey(Aanvraag, models.PROTECT, related_name="overdrachten")
    school = models.ForeignKey("organisations.School", models.PROTECT, related_name="+")
    documenten = models.ManyToManyField(Document, related_name="+")
    overgedragen_op = models.DateTimeField()
    overgedragen_door = models.ForeignKey(User, models.PROTECT, related_name="+")
    ontvangen_op = models.DateTimeField(null=True, blank=True)
    ontvangen_door = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name_plural = "overdrachten"

    def __str__(self) -> str:
        return f"Overdracht aan {self.school}"

"""What comes of a request: advices, talks, the decision, the register and the hand-over to another region."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from cases.models import Leerling
from cases.nummerzoeken import nummer_begin, nummer_einde
from documents.models import Bekendmaking, Document
from organisations.models import Beroep, Mandaat, Samenwerkingsverband, User
from tlv.models_keuzes import Categorie, Onderwijstype


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

    aanvraag = models.ForeignKey("tlv.Aanvraag", models.PROTECT, related_name="adviezen")
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

    aanvraag = models.ForeignKey("tlv.Aanvraag", models.PROTECT, related_name="besprekingen")
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

    aanvraag = models.ForeignKey("tlv.Aanvraag", models.PROTECT, related_name="besluiten")
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
        indexes: ClassVar = [
            models.Index(nummer_begin(), name="tlv_nummer_begin"),
            models.Index(nummer_einde(), name="tlv_nummer_einde"),
        ]

    def __str__(self) -> str:
        return self.nummer


class Overdracht(models.Model):
    """The applicant's hand-over of the TLV to a receiving school: which papers, to whom, when (domain.md §8)."""

    aanvraag = models.ForeignKey("tlv.Aanvraag", models.PROTECT, related_name="overdrachten")
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


class Terugzending(models.Model):
    """A decision on paper that came back undelivered: which sending, when, and whether it counts (Awb 3:41, 6:8).

    What the sending was stays here; when it does not count, the row of the addressee waits to be sent anew.
    """

    class Oordeel(models.TextChoices):
        NIET_BEKEND = "niet_bekend", "niet bekendgemaakt: het adres klopte niet, door ons"
        WEL_BEKEND = "wel_bekend", "wel bekendgemaakt: het adres was goed, zoals het bij ons bekend was"

    bekendmaking = models.ForeignKey(Bekendmaking, models.PROTECT, related_name="terugzendingen")
    verzonden_op = models.DateField()
    adresregels = models.JSONField(default=list)
    terug_op = models.DateField()
    reden = models.CharField(max_length=200, blank=True, help_text="Wat er op de envelop staat.")
    genoteerd_op = models.DateTimeField()
    genoteerd_door = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)
    oordeel = models.CharField(max_length=12, choices=Oordeel, blank=True)
    toelichting = models.TextField(max_length=2000, blank=True)
    beoordeeld_op = models.DateTimeField(null=True, blank=True)
    beoordeeld_door = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)

    class Meta:
        verbose_name_plural = "terugzendingen"
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["bekendmaking", "verzonden_op"], name="terugzending_een_per_verzending"),
            models.CheckConstraint(
                name="terugzending_na_verzending", condition=Q(terug_op__gt=models.F("verzonden_op"))
            ),
            models.CheckConstraint(
                name="terugzending_oordeel_heel",
                condition=Q(oordeel="", beoordeeld_op__isnull=True)
                | (~Q(oordeel="") & ~Q(toelichting="") & Q(beoordeeld_op__isnull=False)),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["terug_op", "id"], condition=Q(oordeel=""), name="terugzending_open"),
        ]

    def __str__(self) -> str:
        return f"Terug op {self.terug_op}: {self.bekendmaking}"

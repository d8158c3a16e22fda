"""Steps 1 and 2: what the PTO found, what was explored, advice, decision, and who is the casemanager."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from organisations.models import User


class Intake(models.Model):
    """What is brought in from the PTO (education, leerplicht and youth care together)."""

    traject = models.OneToOneField("maatwerk.Traject", models.PROTECT, related_name="intake")
    pto_datum = models.DateField("datum van het PTO", null=True, blank=True)
    pto_deelnemers = models.TextField("wie deden mee", max_length=2000, blank=True)
    pto_uitkomst = models.TextField("uitkomst van het PTO", max_length=4000, blank=True)
    ondersteuning = models.TextField("wat de leerling nodig heeft", max_length=6000, blank=True)
    vraag = models.TextField("wat van een casemanager wordt verwacht", max_length=4000, blank=True)
    mening_ouders = models.TextField("wat de ouders en de leerling vinden", max_length=4000, blank=True)
    versie = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name_plural = "intakes"

    def __str__(self) -> str:
        return f"Intake van {self.traject}"


class Onderwijsvorm(models.TextChoices):
    BAO = "bao", "basisschool"
    SBO = "sbo", "speciaal basisonderwijs"
    SO = "so", "speciaal onderwijs"
    VO = "vo", "voortgezet onderwijs"
    PRO = "pro", "praktijkonderwijs"
    VSO = "vso", "voortgezet speciaal onderwijs"
    ONDERWIJS_ZORG = "onderwijs_zorg", "onderwijs en zorg samen"
    ANDERS = "anders", "iets anders"


class Verkenning(models.Model):
    """An existing option that was explored before, and why it falls short (source 000, step 1)."""

    traject = models.ForeignKey("maatwerk.Traject", models.PROTECT, related_name="verkenningen")
    vorm = models.CharField("vorm van onderwijs", max_length=16, choices=Onderwijsvorm)
    waar = models.CharField("welke school of plek", max_length=160, blank=True)
    waarom_niet = models.TextField("waarom dit niet genoeg is", max_length=2000)

    class Meta:
        verbose_name_plural = "verkenningen"
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.get_vorm_display()}: {self.waar}"


class Commissieadvies(models.Model):
    """What the commission advised the director: whether a casemanager, and who."""

    class Uitkomst(models.TextChoices):
        INSCHAKELEN = "inschakelen", "wel een casemanager inschakelen"
        NIET_INSCHAKELEN = "niet_inschakelen", "geen casemanager inschakelen"

    traject = models.ForeignKey("maatwerk.Traject", models.PROTECT, related_name="adviezen")
    uitkomst = models.CharField("advies", max_length=20, choices=Uitkomst)
    casemanager = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    overwegingen = models.TextField("overwegingen", max_length=6000)
    besproken_op = models.DateField("besproken in de vergadering van")
    door = models.ForeignKey(User, models.PROTECT, related_name="+")
    moment = models.DateTimeField()

    class Meta:
        verbose_name_plural = "commissieadviezen"
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="maatwerk_nee_noemt_geen_casemanager",
                condition=Q(uitkomst="inschakelen") | Q(casemanager__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return self.get_uitkomst_display()


class Directiebesluit(models.Model):
    """What the director decided in this track, with the reason; never changed afterwards."""

    class Soort(models.TextChoices):
        INSCHAKELEN = "inschakelen", "wel een casemanager"
        NIET_INSCHAKELEN = "niet_inschakelen", "geen casemanager"
        PLAN_AKKOORD = "plan_akkoord", "plan goedgekeurd"
        PLAN_TERUG = "plan_terug", "plan teruggegeven"
        TOCH_UITVOEREN = "toch_uitvoeren", "plan uitvoeren zonder akkoord van iedereen"

    traject = models.ForeignKey("maatwerk.Traject", models.PROTECT, related_name="besluiten")
    soort = models.CharField(max_length=20, choices=Soort)
    reden = models.TextField(max_length=4000)
    toelichting = models.TextField(max_length=2000, blank=True, help_text="Komt in geen brief.")
    door = models.ForeignKey(User, models.PROTECT, related_name="+")
    functie = models.CharField(max_length=120)
    moment = models.DateTimeField()

    class Meta:
        verbose_name_plural = "directiebesluiten"
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.get_soort_display()


class Aanstelling(models.Model):
    """A casemanager who was asked for this track, and what came of it.

    Access does not follow from this row: a `Betrokkene` is made when the casemanager says yes, and ended with the
    appointment or the track.
    """

    class Stand(models.TextChoices):
        GEVRAAGD = "gevraagd", "gevraagd"
        AANVAARD = "aanvaard", "aangesteld"
        GEWEIGERD = "geweigerd", "heeft nee gezegd"
        INGETROKKEN = "ingetrokken", "vraag ingetrokken"
        BEEINDIGD = "beeindigd", "beëindigd"

    traject = models.ForeignKey("maatwerk.Traject", models.PROTECT, related_name="aanstellingen")
    casemanager = models.ForeignKey(User, models.PROTECT, related_name="aanstellingen")
    stand = models.CharField(max_length=12, choices=Stand, default=Stand.GEVRAAGD)
    gevraagd_op = models.DateField()
    gevraagd_door = models.ForeignKey(User, models.PROTECT, related_name="+")
    vraag = models.TextField("wat wij van u vragen", max_length=4000, blank=True)
    uiterlijk = models.DateField(null=True, blank=True)
    beantwoord_op = models.DateField(null=True, blank=True)
    reden = models.TextField(max_length=2000, blank=True)
    beeindigd_op = models.DateField(null=True, blank=True)
    ander_gevraagd_op = models.DateField(null=True, blank=True)
    ander_gevraagd_om = models.TextField("waarom een ander", max_length=4000, blank=True, db_default="")

    class Meta:
        verbose_name_plural = "aanstellingen"
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["traject"], condition=Q(stand__in=["gevraagd", "aanvaard"]), name="maatwerk_een_casemanager"
            ),
            models.CheckConstraint(
                name="maatwerk_antwoord_heeft_datum",
                condition=Q(stand__in=["gevraagd", "ingetrokken"]) | Q(beantwoord_op__isnull=False),
            ),
            models.CheckConstraint(
                name="maatwerk_einde_na_begin",
                condition=Q(beeindigd_op__isnull=True) | Q(beeindigd_op__gte=F("gevraagd_op")),
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["casemanager", "id"],
                condition=Q(stand__in=["gevraagd", "aanvaard"]),
                name="maatwerk_lopend_bij",
            )
        ]

    def __str__(self) -> str:
        return f"{self.casemanager}: {self.get_stand_display()}"

"""Steps 4, 5 and 7: versions of the plan with their offer, the budget they weigh on, and what was really spent.

Amounts are euro with two decimals. What is added up in a row (`vastgelegd`, `uitgegeven`) changes only under the lock
of the row of the budget (`maatwerk.budget`), and the database refuses more than there is.
"""

from decimal import Decimal
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from documents.models import Document
from maatwerk.geld import Bedrag, Betaler, Btw, Per, Regel, Regelsoort
from organisations.models import Samenwerkingsverband, School, User


def _euro(**kwargs: Any) -> "models.DecimalField[Any, Any]":
    return models.DecimalField(max_digits=12, decimal_places=2, **kwargs)


class Planversie(models.Model):
    """One version of plan and offer as it was put before the signers; its content never changes afterwards."""

    class Stand(models.TextChoices):
        VOORGELEGD = "voorgelegd", "ter ondertekening"
        GOEDGEKEURD = "goedgekeurd", "goedgekeurd door de directeur"
        TERUGGENOMEN = "teruggenomen", "teruggenomen"
        TERUGGEGEVEN = "teruggegeven", "teruggegeven door de directeur"
        VERVANGEN = "vervangen", "vervangen door een nieuwe versie"

    traject = models.ForeignKey("maatwerk.Traject", models.PROTECT, related_name="planversies")
    nummer = models.PositiveSmallIntegerField()
    stand = models.CharField(max_length=12, choices=Stand, default=Stand.VOORGELEGD)
    reden = models.TextField("waarom een nieuwe versie", max_length=2000, blank=True)
    inhoud = models.JSONField()
    sha256 = models.CharField(max_length=64)
    school = models.ForeignKey(School, models.PROTECT, null=True, blank=True, related_name="+")
    start = models.DateField()
    einde = models.DateField()
    excl = _euro()
    btw = _euro()
    offerte_geldig_tot = models.DateField(null=True, blank=True)
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    vastgelegd_op = models.DateTimeField()
    vastgelegd_door = models.ForeignKey(User, models.PROTECT, related_name="+")
    beoordeeld_op = models.DateTimeField(null=True, blank=True)
    beoordeeld_door = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    opmerkingen = models.TextField("wat er aan deze versie mankeerde", max_length=4000, blank=True)

    class Meta:
        verbose_name_plural = "planversies"
        ordering: ClassVar = ["nummer"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["traject", "nummer"], name="maatwerk_planversie_nummer"),
            models.UniqueConstraint(
                fields=["traject"], condition=Q(stand="voorgelegd"), name="maatwerk_een_plan_voorgelegd"
            ),
            models.UniqueConstraint(
                fields=["traject"], condition=Q(stand="goedgekeurd"), name="maatwerk_een_plan_goedgekeurd"
            ),
            models.CheckConstraint(name="maatwerk_plan_einde_na_start", condition=Q(einde__gte=F("start"))),
            models.CheckConstraint(name="maatwerk_plan_bedragen", condition=Q(excl__gte=0, btw__gte=0)),
            models.CheckConstraint(name="maatwerk_nieuwe_versie_heeft_reden", condition=Q(nummer=1) | ~Q(reden="")),
            models.CheckConstraint(
                name="maatwerk_teruggegeven_heeft_opmerkingen",
                condition=~Q(stand__in=["teruggenomen", "teruggegeven"]) | ~Q(opmerkingen=""),
            ),
            models.CheckConstraint(
                name="maatwerk_goedgekeurd_door_iemand",
                condition=~Q(stand="goedgekeurd") | Q(beoordeeld_op__isnull=False, beoordeeld_door__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Plan van aanpak, versie {self.nummer}"

    @property
    def bedrag(self) -> Bedrag:
        return Bedrag(self.excl, self.btw)


class Offerteregel(models.Model):
    """One line of the offer of a version; `rij` is the same line in every version."""

    versie = models.ForeignKey(Planversie, models.PROTECT, related_name="regels")
    rij = models.CharField(max_length=32)
    volgorde = models.PositiveSmallIntegerField()
    soort = models.CharField(max_length=12, choices=Regelsoort)
    omschrijving = models.CharField(max_length=200)
    aantal = models.DecimalField(max_digits=7, decimal_places=2)
    per = models.CharField(max_length=8, choices=Per)
    keren = models.PositiveSmallIntegerField(default=1)
    tarief = _euro()
    btw_tarief = models.CharField(max_length=12, choices=Btw)
    betaler = models.CharField(max_length=12, choices=Betaler)
    betaler_naam = models.CharField(max_length=120, blank=True)
    van = models.DateField()
    tot = models.DateField()
    excl = _euro()
    btw = _euro()

    class Meta:
        verbose_name_plural = "offerteregels"
        ordering: ClassVar = ["volgorde"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["versie", "rij"], name="maatwerk_regel_eenmaal"),
            models.CheckConstraint(name="maatwerk_regel_tot_na_van", condition=Q(tot__gte=F("van"))),
            models.CheckConstraint(
                name="maatwerk_regel_bedragen",
                condition=Q(aantal__gt=0, keren__gte=1, tarief__gte=0, excl__gte=0, btw__gte=0),
            ),
            models.CheckConstraint(
                name="maatwerk_ander_betaalt_heet", condition=~Q(betaler="ander") | ~Q(betaler_naam="")
            ),
        ]

    def __str__(self) -> str:
        return self.omschrijving

    @property
    def incl(self) -> Decimal:
        return self.excl + self.btw

    @property
    def als_regel(self) -> Regel:
        return Regel(
            sleutel=self.rij,
            soort=self.soort,
            omschrijving=self.omschrijving,
            aantal=self.aantal,
            tarief=self.tarief,
            per=self.per,
            keren=self.keren,
            btw=self.btw_tarief,
            betaler=self.betaler,
            betaler_naam=self.betaler_naam,
            van=self.van,
            tot=self.tot,
        )


class Budget(models.Model):
    """What a samenwerkingsverband has for maatwerk in one school year, and how much of it is promised."""

    swv = models.ForeignKey(Samenwerkingsverband, models.PROTECT, related_name="maatwerkbudgetten")
    schooljaar = models.PositiveSmallIntegerField(help_text="Het jaar waarin het schooljaar begint.")
    toegekend = _euro(default=Decimal("0.00"))
    vastgelegd = _euro(default=Decimal("0.00"), help_text="Som van de reserveringen.")
    versie = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name_plural = "budgetten"
        ordering: ClassVar = ["schooljaar"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["swv", "schooljaar"], name="maatwerk_budget_per_jaar"),
            models.CheckConstraint(
                name="maatwerk_budget_niet_overschreden",
                condition=Q(vastgelegd__gte=0, toegekend__gte=F("vastgelegd")),
            ),
        ]

    def __str__(self) -> str:
        return f"Budget {self.schooljaar}-{self.schooljaar + 1}"

    @property
    def vrij(self) -> Decimal:
        return self.toegekend - self.vastgelegd


class Budgetwijziging(models.Model):
    """A change of what is granted, by whom and why: it stays on the page for all to see."""

    budget = models.ForeignKey(Budget, models.PROTECT, related_name="wijzigingen")
    oud = _euro()
    nieuw = _euro()
    reden = models.TextField(max_length=1000)
    door = models.ForeignKey(User, models.PROTECT, related_name="+")
    moment = models.DateTimeField()

    class Meta:
        verbose_name_plural = "budgetwijzigingen"
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(name="maatwerk_budgetwijziging_reden", condition=~Q(reden="")),
            models.CheckConstraint(name="maatwerk_budgetwijziging_verandert", condition=~Q(oud=F("nieuw"))),
        ]

    def __str__(self) -> str:
        return f"{self.oud} wordt {self.nieuw}"


class Reservering(models.Model):
    """What one track may spend of one school year; never less than it has spent."""

    budget = models.ForeignKey(Budget, models.PROTECT, related_name="reserveringen")
    traject = models.ForeignKey("maatwerk.Traject", models.PROTECT, related_name="reserveringen")
    bedrag = _euro()
    uitgegeven = _euro(default=Decimal("0.00"), help_text="Som van de kosten.")

    class Meta:
        verbose_name_plural = "reserveringen"
        ordering: ClassVar = ["budget__schooljaar", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["budget", "traject"], name="maatwerk_reservering_een_per_jaar"),
            models.CheckConstraint(
                name="maatwerk_reservering_niet_overschreden",
                condition=Q(uitgegeven__gte=0, bedrag__gte=F("uitgegeven")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.traject}: {self.bedrag}"

    @property
    def over(self) -> Decimal:
        return self.bedrag - self.uitgegeven


class Kostenpost(models.Model):
    """A cost that was really made, with VAT, on one line of the offer; negative when money came back."""

    traject = models.ForeignKey("maatwerk.Traject", models.PROTECT, related_name="kosten")
    reservering = models.ForeignKey(Reservering, models.PROTECT, related_name="kosten")
    rij = models.CharField(max_length=32, help_text="De regel van de offerte.")
    omschrijving = models.CharField(max_length=200)
    factuur = models.CharField("factuurnummer", max_length=60, blank=True)
    op = models.DateField("datum")
    bedrag = _euro()
    boven_offerte = _euro(default=Decimal("0.00"), help_text="Hoeveel de regel hiermee boven de offerte kwam.")
    reden = models.CharField("waarom meer dan de offerte", max_length=400, blank=True)
    door = models.ForeignKey(User, models.PROTECT, related_name="+")
    moment = models.DateTimeField()

    class Meta:
        verbose_name_plural = "kosten"
        ordering: ClassVar = ["-op", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(name="maatwerk_kosten_niet_nul", condition=~Q(bedrag=0)),
            models.CheckConstraint(
                name="maatwerk_meer_dan_offerte_heeft_reden",
                condition=Q(boven_offerte__lte=0) | ~Q(reden=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.omschrijving}: {self.bedrag}"

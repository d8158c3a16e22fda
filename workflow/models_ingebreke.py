"""A written notice of default: somebody says that the decision is late (Awb 4:17, 6:12)."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from cases.models import Leerling, Ouder, Zaak
from deadlines.dwangsom import is_te_vroeg
from documents.models import Document
from organisations.models import User


class IngebrekestellingQuerySet(models.QuerySet["Ingebrekestelling"]):
    def geldig(self) -> "IngebrekestellingQuerySet":
        """Came after the term to decide was over, and was not withdrawn."""
        return self.filter(ingetrokken_op__isnull=True, beslissen_tot__lt=F("ontvangen_op"))


class Ingebrekestelling(models.Model):
    """A notice as it came in. `beslissen_tot` is the last day to decide as it stood then (empty: it stood still).

    Who of the family wrote is `ouder` or `leerling`: that stays true when that person gets an account or two dossiers
    become one. `wie` only ties the notice to its terms.
    `geeindigd_op`: the day on which the decision was made known, or the request withdrawn, so that nobody waits any
    more. `bedrag` is what a person fixed (Awb 4:18), in whole euros; what was forfeited is derived.
    """

    class Afzender(models.TextChoices):
        SCHOOL = "school", "de school"
        GEZIN = "gezin", "een ouder of de leerling"

    zaak = models.ForeignKey(Zaak, models.PROTECT, related_name="ingebrekestellingen")
    afzender = models.CharField(max_length=8, choices=Afzender)
    ouder = models.ForeignKey(
        Ouder, models.PROTECT, null=True, blank=True, related_name="ingebrekestellingen", db_index=False
    )
    leerling = models.ForeignKey(
        Leerling, models.PROTECT, null=True, blank=True, related_name="ingebrekestellingen", db_index=False
    )  # few rows, always found by their case
    wie = models.CharField(
        max_length=20, blank=True, help_text="Kenmerk van de termijnen van wie van het gezin schreef. Verandert nooit."
    )
    naam = models.CharField(max_length=200)
    ontvangen_op = models.DateField()
    beslissen_tot = models.DateField(null=True, blank=True)
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    genoteerd_op = models.DateTimeField()
    genoteerd_door = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    geeindigd_op = models.DateField(null=True, blank=True)
    ingetrokken_op = models.DateField(null=True, blank=True)
    reden_intrekken = models.TextField(max_length=2000, blank=True)
    bedrag = models.PositiveIntegerField(null=True, blank=True)
    vastgesteld_op = models.DateField(null=True, blank=True)
    reden_bedrag = models.TextField(max_length=2000, blank=True)

    objects = IngebrekestellingQuerySet.as_manager()

    class Meta:
        verbose_name = "ingebrekestelling"
        verbose_name_plural = "ingebrekestellingen"
        ordering: ClassVar = ["ontvangen_op", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["zaak", "afzender", "wie"],
                condition=Q(ingetrokken_op__isnull=True, beslissen_tot__lt=F("ontvangen_op")),
                name="ingebreke_een_geldige_per_persoon",
            ),
            models.CheckConstraint(
                name="ingebreke_bedrag_heel",
                condition=Q(bedrag__isnull=True, vastgesteld_op__isnull=True)
                | Q(bedrag__isnull=False, vastgesteld_op__isnull=False, afzender="school"),
            ),
        ]

    def __str__(self) -> str:
        return f"ingebrekestelling van {self.naam}, {self.ontvangen_op}"

    @property
    def kenmerk(self) -> str:
        """Tells the terms of one sender from those of another: the school, or one person of the family."""
        return self.wie or self.afzender

    @property
    def te_vroeg(self) -> bool:
        return is_te_vroeg(self.ontvangen_op, einde_termijn=self.beslissen_tot)

    @property
    def van_school(self) -> bool:
        """Only the applicant is owed a penalty; a family can go to court after the two weeks (Awb 4:17, 6:12)."""
        return self.afzender == self.Afzender.SCHOOL

    def telt_tot(self, vandaag: date) -> date:
        """The last day that can count: the one before the decision was made known, or today."""
        return date.fromordinal(self.geeindigd_op.toordinal() - 1) if self.geeindigd_op else vandaag

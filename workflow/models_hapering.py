"""What the system should have done by itself and could not."""

from typing import ClassVar

from django.db import models

from cases.models import Zaak


class Hapering(models.Model):
    """An act of the system on a case that broke off; it is tried again, later each time, and goes once it succeeds."""

    zaak = models.ForeignKey(Zaak, models.PROTECT, related_name="haperingen")
    actie = models.CharField(max_length=60)
    sinds = models.DateTimeField()
    pogingen = models.PositiveSmallIntegerField(default=0)
    volgende_poging_op = models.DateTimeField()
    reden = models.CharField(max_length=100)

    class Meta:
        verbose_name_plural = "haperingen"
        ordering: ClassVar = ["sinds", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["zaak", "actie"], name="hapering_een_per_zaak_en_actie")
        ]

    def __str__(self) -> str:
        return f"{self.actie}: {self.reden}"

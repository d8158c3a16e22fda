"""The secret address at which a calendar program reads somebody's dates."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from organisations.models import Lidmaatschap


class Agendalink(models.Model):
    """One address for one hat. Only a hash of its secret is kept; ended, it never works again."""

    lid = models.ForeignKey(Lidmaatschap, models.CASCADE, related_name="+")
    sleutel_hash = models.CharField(max_length=64, unique=True)
    alleen_ik = models.BooleanField(default=False)
    gemaakt_op = models.DateTimeField()
    gestopt_op = models.DateTimeField(null=True, blank=True)
    gelezen_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "agendalink"
        verbose_name_plural = "agendalinks"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["lid"], condition=Q(gestopt_op=None), name="agendalink_een_per_hoed")
        ]

    def __str__(self) -> str:
        return f"Agendalink {self.pk}"

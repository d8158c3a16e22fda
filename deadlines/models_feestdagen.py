"""Beside the table of holidays: for which years it is the whole truth, and what changed in it."""

from typing import ClassVar

from django.db import models

from organisations.models import Samenwerkingsverband


class Feestdagenjaar(models.Model):
    """A year whose days off are exactly the rows of the table; to other years the rule adds its days."""

    jaar = models.PositiveSmallIntegerField(unique=True)

    class Meta:
        verbose_name = "bijgehouden jaar"
        verbose_name_plural = "bijgehouden jaren"
        ordering: ClassVar = ["jaar"]

    def __str__(self) -> str:
        return str(self.jaar)


class Feestdagwijziging(models.Model):
    """A day more or less, and how far the terms of all cases were derived anew because of it.

    The table holds for everyone, so `gevolgen` keeps for each samenwerkingsverband how many of its terms moved and the
    first of them, before → after: nobody reads of the cases of another.
    """

    datum = models.DateField()
    naam = models.CharField(max_length=80)
    erbij = models.BooleanField()
    swv = models.ForeignKey(Samenwerkingsverband, models.PROTECT, null=True, related_name="+", db_index=False)
    op = models.DateTimeField()
    na = models.BigIntegerField(default=0, help_text="Tot en met deze zaak zijn de termijnen opnieuw berekend.")
    gevolgen = models.JSONField(default=dict, help_text="Per samenwerkingsverband: hoeveel, en de eerste regels.")
    verwerkt_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "wijziging van de feestdagen"
        verbose_name_plural = "wijzigingen van de feestdagen"
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.datum} {'erbij' if self.erbij else 'eraf'}"

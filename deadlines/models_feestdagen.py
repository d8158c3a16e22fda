"""The table of holidays: the days, for which years it is the whole truth, who checked it, and what changed in it."""

from collections.abc import Iterable
from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import ExtractYear

from deadlines.kalender import Kalender
from organisations.models import Samenwerkingsverband, User
from organisations.vraag import VasteVraag


class Feestdag(models.Model):
    """A recognised holiday (Atw art. 3): seeded by rule, edited by the administrator."""

    datum = models.DateField(unique=True)
    naam = models.CharField(max_length=80)
    bron = models.CharField(max_length=120)

    class Meta:
        verbose_name = "feestdag"
        verbose_name_plural = "feestdagen"
        ordering: ClassVar = ["datum"]

    def __str__(self) -> str:
        return f"{self.naam} ({self.datum})"


class Kalendercontrole(models.Model):
    """Somebody looked at the holidays of a year, decree days among them, and found them right."""

    jaar = models.PositiveSmallIntegerField(unique=True)
    op = models.DateField()
    door = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "controle van de feestdagen"
        verbose_name_plural = "controles van de feestdagen"
        ordering: ClassVar = ["jaar"]

    def __str__(self) -> str:
        return f"{self.jaar}, gecontroleerd op {self.op}"


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


def kalender_uit_tabel() -> Kalender:
    return kalender_van(_feestdagen())


def vrije_dagen() -> QuerySet[Feestdag, tuple[date, str, bool]]:
    """The question behind the calendar, for a page that asks it together with others: day, name, year kept by hand."""
    jaar = Feestdagenjaar.objects.filter(jaar=ExtractYear(OuterRef("datum")))
    return Feestdag.objects.annotate(bijgehouden=Exists(jaar)).values_list("datum", "naam", "bijgehouden")


def kalender_van(dagen: Iterable[tuple[date, str, bool]]) -> Kalender:
    """The calendar as the administrator keeps it: to a year that is not kept by hand the rule adds its days."""
    rijen = list(dagen)
    jaren = frozenset(dag.year for dag, _, bijgehouden in rijen if bijgehouden)
    return Kalender(vrij={dag: naam for dag, naam, _ in rijen}, jaren=jaren)


@VasteVraag
def _feestdagen() -> QuerySet[Feestdag, tuple[date, str, bool]]:
    return vrije_dagen()

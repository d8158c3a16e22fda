"""How somebody wants mail, by which name a parent knows a child in mail, and what goes by paper because mail failed."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from cases.models import Leerling, Zaak
from organisations.models import User


class Mailkeuze(models.Model):
    """When a person is mailed about what the law does not ask us to tell by mail at once."""

    class Wijze(models.TextChoices):
        DIRECT = "direct", "Meteen, bij elk bericht"
        DAG = "dag", "Eén keer per dag, in één mail"
        UIT = "uit", "Geen mail. Ik kijk zelf in Dekkend"

    user = models.OneToOneField(User, models.PROTECT, related_name="mailkeuze")
    wijze = models.CharField(max_length=6, choices=Wijze, default=Wijze.DIRECT)

    class Meta:
        verbose_name_plural = "mailkeuzes"

    def __str__(self) -> str:
        return f"{self.user}: {self.wijze}"


class Bijnaam(models.Model):
    """A word by which this parent knows which child a mail is about; chosen by the parent, never the real name."""

    user = models.ForeignKey(User, models.PROTECT, related_name="bijnamen")
    leerling = models.ForeignKey(Leerling, models.PROTECT, related_name="+")
    naam = models.CharField(max_length=30)

    class Meta:
        verbose_name_plural = "bijnamen"
        constraints: ClassVar = [models.UniqueConstraint(fields=["user", "leerling"], name="bijnaam_een_per_kind")]

    def __str__(self) -> str:
        return self.naam


class Onbestelbaar(models.Model):
    """An address to which mail does not arrive; nothing is mailed there until it works again."""

    email = models.EmailField()
    sinds = models.DateTimeField()
    reden = models.CharField(max_length=200, blank=True)
    hersteld_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "onbestelbaar adres"
        verbose_name_plural = "onbestelbare adressen"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["email"], condition=Q(hersteld_op__isnull=True), name="onbestelbaar_een_open"
            )
        ]

    def __str__(self) -> str:
        return self.email


class Controleronde(models.Model):
    """The check of one week, in slices: how far it is, what it found, and what went wrong with it."""

    week = models.CharField(max_length=8, unique=True, help_text="Jaar en week, zoals 2026-W11.")
    begonnen_op = models.DateTimeField()
    stap = models.PositiveSmallIntegerField(default=0)
    na = models.BigIntegerField(default=0, help_text="Tot en met deze rij is deze stap gedaan.")
    gevonden = models.JSONField(default=dict, help_text="Per samenwerkingsverband: hoeveel, en de eerste regels.")
    pogingen = models.PositiveSmallIntegerField(default=0, help_text="Keren dat het laatste stuk begonnen is.")
    laatste_fout = models.CharField(max_length=100, blank=True)
    klaar_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "controlerondes"

    def __str__(self) -> str:
        return self.week


class Papierpost(models.Model):
    """A message that has to be told and could not be mailed: somebody sends it on paper."""

    bericht = models.OneToOneField("workflow.Bericht", models.PROTECT, related_name="papierpost")
    zaak = models.ForeignKey(Zaak, models.PROTECT, related_name="papierpost")
    gemaakt_op = models.DateTimeField()
    geprint_op = models.DateTimeField(null=True, blank=True)
    gepost_op = models.DateField(null=True, blank=True, help_text="De dag waarop de brief op de post ging.")
    verstuurd_op = models.DateTimeField(null=True, blank=True)
    verstuurd_door = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    retour_op = models.DateField(null=True, blank=True, help_text="De dag waarop de brief terugkwam.")
    retour_reden = models.CharField(max_length=200, blank=True, db_default="")
    retour_door = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )  # nobody asks by whom it was noted
    retour_klaar_op = models.DateTimeField(
        null=True, blank=True, help_text="Sinds dan ligt de brief weer klaar, of is het anders verteld."
    )

    class Meta:
        verbose_name_plural = "papierpost"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="papierpost_verstuurd_heel",
                condition=Q(verstuurd_op__isnull=True, verstuurd_door__isnull=True)
                | Q(verstuurd_op__isnull=False, verstuurd_door__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"Brief in plaats van mail {self.pk}"

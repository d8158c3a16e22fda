"""Rows of administration: what two persons decide together, and a file of schools that waits for a yes."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.functional import cached_property

from organisations.rollen import Rol


class Voorstel(models.Model):
    """What one administrator asks and another confirms: a role that opens many cases, taking away a second factor, or
    another mail address for an account.

    Nobody decides alone and nobody about himself; the database says so too (ASVS 5.0, 2.3.5).
    """

    class Soort(models.TextChoices):
        HOED = "hoed", "rol geven"
        HERSTEL = "herstel", "tweede stap herstellen"
        MAIL = "mail", "mailadres wijzigen"

    class Stand(models.TextChoices):
        OPEN = "open", "wacht op bevestiging"
        BEVESTIGD = "bevestigd", "bevestigd"
        AFGEWEZEN = "afgewezen", "afgewezen"
        INGETROKKEN = "ingetrokken", "ingetrokken"
        VERLOPEN = "verlopen", "verlopen"

    swv = models.ForeignKey("organisations.Samenwerkingsverband", models.PROTECT, related_name="voorstellen")
    soort = models.CharField(max_length=10, choices=Soort)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="voorstellen")
    rol = models.CharField(max_length=20, choices=Rol, blank=True)
    email = models.EmailField(blank=True, db_default="", help_text="Het nieuwe mailadres.")
    van = models.DateField(null=True, blank=True)
    tot = models.DateField(null=True, blank=True)
    reden = models.CharField(max_length=400)
    gevraagd_door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    gevraagd_op = models.DateTimeField()
    geldig_tot = models.DateTimeField()
    stand = models.CharField(max_length=12, choices=Stand, default=Stand.OPEN)
    besloten_door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    besloten_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "voorstel"
        verbose_name_plural = "voorstellen"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="voorstel_niet_over_jezelf",
                condition=~Q(gevraagd_door=F("user")) & (Q(besloten_door__isnull=True) | ~Q(besloten_door=F("user"))),
            ),
            models.CheckConstraint(
                name="voorstel_door_twee_personen",
                condition=~Q(stand="bevestigd")
                | (Q(besloten_door__isnull=False) & ~Q(besloten_door=F("gevraagd_door"))),
            ),
            models.UniqueConstraint(
                fields=["swv", "user", "soort", "rol"], condition=Q(stand="open"), name="voorstel_een_open"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["swv", "-gevraagd_op"], name="voorstel_swv")]

    def __str__(self) -> str:
        return f"{self.get_soort_display()} ({self.get_stand_display()})"

    @cached_property
    def wie(self) -> str:
        """The name; the mail address alone of who has an account elsewhere and never worked here."""
        leden = self.user.lidmaatschappen
        hier = leden.all().bij_swv(self.swv_id).exists()
        nieuw = not hier and not self.user.has_usable_password() and not leden.exists()
        return self.user.naam if hier or nieuw else self.user.email


class Toegangsnieuws(models.Model):
    """Somebody was let in by one person alone; somebody else is told, in this hat, and says to have looked at it."""

    lid = models.ForeignKey("organisations.Lidmaatschap", models.CASCADE, related_name="+")
    voor = models.ForeignKey("organisations.Lidmaatschap", models.CASCADE, related_name="toegangsnieuws")
    op = models.DateTimeField()
    gezien_op = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "toegangsnieuws"
        verbose_name_plural = "toegangsnieuws"

    def __str__(self) -> str:
        return f"{self.op:%Y-%m-%d}"


class Schoolimport(models.Model):
    """A file of schools that was read and waits for a yes. `rijen` is emptied once it is written; no personal data."""

    swv = models.ForeignKey("organisations.Samenwerkingsverband", models.PROTECT, related_name="+")
    gemaakt_door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    gemaakt_op = models.DateField()
    rijen = models.JSONField(default=dict)
    overgeslagen = models.JSONField(default=list)
    verwerkt_op = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = "schoolimport"
        verbose_name_plural = "schoolimports"

    def __str__(self) -> str:
        return f"{self.gemaakt_op}: {len(self.rijen)} rijen"

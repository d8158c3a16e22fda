"""What signing in leaves in the database: sessions, brakes, and one-time proofs that go by mail."""

from typing import ClassVar

from django.conf import settings
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models


class Sessie(AbstractBaseSession):
    """A session that knows whose it is, so that a person can list and end the own ones."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="sessies")
    begonnen_op = models.DateTimeField(null=True)
    laatst_op = models.DateTimeField()
    apparaat = models.CharField(max_length=80, blank=True)
    wijze = models.CharField(max_length=24, blank=True)

    class Meta:
        verbose_name = "sessie"
        verbose_name_plural = "sessies"

    def __str__(self) -> str:
        return f"{self.apparaat} ({self.wijze})"


class Bewaardformulier(models.Model):
    """A form that came in without a session. `inhoud` is encrypted under a token that only the browser has."""

    browser = models.CharField(max_length=64)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    hoed_nr = models.BigIntegerField(null=True)
    pagina = models.TextField()
    doel = models.TextField()
    inhoud = models.TextField()
    bewaard_op = models.DateTimeField()
    geldig_tot = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = "bewaard formulier"
        verbose_name_plural = "bewaarde formulieren"

    def __str__(self) -> str:
        return f"{self.user_id}, {self.bewaard_op}"


class Verstuurd(models.Model):
    """A form that was carried out, and where it led: sent again it leads there once more and does nothing."""

    sleutel = models.CharField(max_length=64, unique=True)
    doel = models.TextField()
    op = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = "verstuurd formulier"
        verbose_name_plural = "verstuurde formulieren"

    def __str__(self) -> str:
        return f"{self.op}"


class Rem(models.Model):
    """Failed attempts on one account or from one address. The key is a keyed hash: no mail address, no IP address."""

    sleutel = models.CharField(max_length=64, unique=True)
    mislukt = models.PositiveIntegerField(default=0)
    laatste_op = models.DateTimeField()
    dicht_tot = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "rem"
        verbose_name_plural = "remmen"

    def __str__(self) -> str:
        return f"{self.mislukt} mislukt"


class Bewijssoort(models.TextChoices):
    CODE = "code", "code bij het inloggen"
    WACHTWOORD = "wachtwoord", "nieuw wachtwoord"
    UITNODIGING = "uitnodiging", "uitnodiging"
    HERSTEL = "herstel", "tweede stap hersteld"
    BEVESTIGEN = "bevestigen", "verzoek om bevestiging"
    NIEUWS = "nieuws", "iemand kreeg toegang"
    MAILADRES = "mailadres", "mailadres gewijzigd"


POGINGEN = 6
"""So often a mail with a proof is tried; then somebody has to look at the address."""


class Toegangsbewijs(models.Model):
    """A one-time proof that goes by mail: a code or a link. Its secret is made by the worker that sends it, and only
    its hash is kept. `user` is empty while a parent proves the mail address of an account that is still to be made.
    """

    soort = models.CharField(max_length=12, choices=Bewijssoort)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="toegangsbewijzen")
    email = models.EmailField()
    hoed = models.JSONField(null=True, help_text="The role this invitation is for, when the account is there already.")
    geheim = models.CharField(max_length=64, blank=True)
    aangevraagd_op = models.DateTimeField()
    verstuurd_op = models.DateTimeField(null=True, blank=True)
    geldig_tot = models.DateTimeField(null=True, blank=True)
    gebruikt_op = models.DateTimeField(null=True, blank=True)
    vervallen_op = models.DateTimeField(null=True, blank=True)
    missers = models.PositiveSmallIntegerField(default=0)
    pogingen = models.PositiveSmallIntegerField(default=0)
    volgende_poging_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "toegangsbewijs"
        verbose_name_plural = "toegangsbewijzen"
        indexes: ClassVar = [
            models.Index(fields=["geheim"], name="toegangsbewijs_geheim"),
            models.Index(
                fields=["id"],
                name="toegangsbewijs_wacht",
                condition=models.Q(verstuurd_op__isnull=True, vervallen_op__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.get_soort_display()

    @property
    def mislukt(self) -> bool:
        return self.verstuurd_op is None and self.pogingen >= POGINGEN

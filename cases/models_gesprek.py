"""What people say and agree in a case: notes, questions and answers, consent, views, appointments."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from cases.compartimenten import Compartiment
from organisations.models import User
from organisations.rollen import Rol


class Notitie(models.Model):
    """A note on a case, readable within its compartment."""

    zaak = models.ForeignKey("cases.Zaak", models.PROTECT, related_name="notities")
    auteur = models.ForeignKey(User, models.PROTECT, related_name="+")
    rol = models.CharField(max_length=20, choices=Rol)
    compartiment = models.CharField(max_length=12, choices=Compartiment)
    tekst = models.TextField(max_length=5000)
    moment = models.DateTimeField()

    class Meta:
        verbose_name_plural = "notities"
        ordering: ClassVar = ["-moment", "-pk"]

    def __str__(self) -> str:
        return f"Notitie {self.pk}"


class Draad(models.TextChoices):
    """Whose conversation with the samenwerkingsverband a message belongs to."""

    SCHOOL = "school", "school en samenwerkingsverband"
    GEZIN = "gezin", "ouders en samenwerkingsverband"


class Vraagbericht(models.Model):
    """One message in the question-and-answer thread of a case, instead of mail.

    In the family thread each parent talks with the samenwerkingsverband alone: `gezinslid` is the user whose
    conversation it is, so that two parents never read each other's messages.
    """

    zaak = models.ForeignKey("cases.Zaak", models.PROTECT, related_name="vraagberichten")
    draad = models.CharField(max_length=8, choices=Draad)
    gezinslid = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    auteur = models.ForeignKey(User, models.PROTECT, related_name="+")
    rol = models.CharField(max_length=20, choices=Rol)
    tekst = models.TextField(max_length=5000)
    moment = models.DateTimeField()

    class Meta:
        verbose_name_plural = "vraagberichten"
        ordering: ClassVar = ["moment", "pk"]

    def __str__(self) -> str:
        return f"Bericht {self.pk} bij {self.zaak}"


class Doel(models.TextChoices):
    """Purposes a parent or pupil can consent to, each by itself (source 004; AVG)."""

    UITWISSELING = "uitwisseling", "gegevens uitwisselen tussen school en samenwerkingsverband"
    BESPREKING = "bespreking", "het dossier bespreken in de commissie"
    DERDEN = "derden", "informatie opvragen bij anderen"
    DIGITAAL = "digitaal", "de gegevens bewaren in dit digitale dossier"


class Toestemming(models.Model):
    """Consent of one person for one purpose; dated, and it can be withdrawn (domain.md §8)."""

    zaak = models.ForeignKey("cases.Zaak", models.PROTECT, related_name="toestemmingen")
    ouder = models.ForeignKey("cases.Ouder", models.PROTECT, null=True, blank=True, related_name="toestemmingen")
    leerling = models.ForeignKey("cases.Leerling", models.PROTECT, null=True, blank=True, related_name="toestemmingen")
    doel = models.CharField(max_length=16, choices=Doel)
    gegeven = models.BooleanField()
    op = models.DateField()
    ingetrokken_op = models.DateField(null=True, blank=True)
    op_papier = models.BooleanField(default=False)
    toelichting = models.CharField(max_length=400, blank=True)

    class Meta:
        verbose_name_plural = "toestemmingen"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="toestemming_van_ouder_of_leerling",
                condition=Q(ouder__isnull=False, leerling__isnull=True) | Q(ouder__isnull=True, leerling__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_doel_display()}: {'ja' if self.gegeven else 'nee'}"


class Zienswijze(models.Model):
    """What a parent or pupil thinks of the request, in own words; may be spoken and then noted down."""

    class Wijze(models.TextChoices):
        DIGITAAL = "digitaal", "zelf geschreven"
        PAPIER = "papier", "op papier"
        MONDELING = "mondeling", "in een gesprek verteld"

    class Standpunt(models.TextChoices):
        EENS = "eens", "eens met de aanvraag"
        DEELS = "deels", "deels eens"
        ONEENS = "oneens", "niet eens met de aanvraag"
        GEEN = "geen", "geen mening"

    zaak = models.ForeignKey("cases.Zaak", models.PROTECT, related_name="zienswijzen")
    ouder = models.ForeignKey("cases.Ouder", models.PROTECT, null=True, blank=True, related_name="zienswijzen")
    leerling = models.ForeignKey("cases.Leerling", models.PROTECT, null=True, blank=True, related_name="zienswijzen")
    standpunt = models.CharField(max_length=8, choices=Standpunt)
    tekst = models.TextField(max_length=10000, blank=True)
    wijze = models.CharField(max_length=10, choices=Wijze)
    moment = models.DateTimeField()
    genoteerd_door = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    vervangen_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "zienswijzen"
        ordering: ClassVar = ["moment"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="zienswijze_van_ouder_of_leerling",
                condition=Q(ouder__isnull=False, leerling__isnull=True) | Q(ouder__isnull=True, leerling__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"Reactie van {self.ouder or self.leerling}"


class Afspraak(models.Model):
    """An appointment in a case: who attends, why, where and when.

    `verschoven` counts its changes: for calendars, for who changes it at the same time as a colleague, and for answers,
    which are about the appointment as it was then. Called off it stays, with the reason.
    """

    zaak = models.ForeignKey("cases.Zaak", models.PROTECT, related_name="afspraken")
    moment = models.DateTimeField()
    plaats = models.CharField(max_length=160)
    onderwerp = models.CharField(max_length=160)
    aanwezigen = models.TextField(max_length=1000, help_text="Wie er bij zijn en waarom, een per regel.")
    voor_gezin = models.BooleanField(default=True)
    gemaakt_door = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    gewijzigd_op = models.DateTimeField(null=True, blank=True, help_text="Gemaakt, verzet of afgezegd.")
    verschoven = models.PositiveIntegerField(default=0, db_default=0)
    vorig_moment = models.DateTimeField(null=True, blank=True, help_text="Wanneer het eerst zou zijn.")
    afgezegd_op = models.DateTimeField(null=True, blank=True)
    reden = models.CharField(max_length=400, blank=True, db_default="", help_text="Waarom verzet of afgezegd.")

    class Meta:
        verbose_name_plural = "afspraken"
        ordering: ClassVar = ["moment"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="afspraak_afgezegd_met_reden", condition=Q(afgezegd_op__isnull=True) | ~Q(reden="")
            )
        ]

    def __str__(self) -> str:
        return self.onderwerp

    def antwoorden_nu(self) -> list["Afspraakantwoord"]:
        """To the appointment as it is now; what was said of an earlier day does not count."""
        return [rij for rij in self.antwoorden.all() if rij.verschoven == self.verschoven]

    def is_geweest(self, nu: datetime) -> bool:
        return self.moment <= nu

    @property
    def is_komend(self) -> bool:
        """Still to come, for the pages; what decides is asked with a moment."""
        return self.afgezegd_op is None and not self.is_geweest(timezone.now())


class Afspraakantwoord(models.Model):
    """Whether one of the family comes to an appointment, as it was planned at that moment (`verschoven`)."""

    afspraak = models.ForeignKey(Afspraak, models.PROTECT, related_name="antwoorden")
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    rol = models.CharField(max_length=20, choices=Rol)
    verschoven = models.PositiveIntegerField()
    komt = models.BooleanField()
    tekst = models.CharField(max_length=400, blank=True)
    moment = models.DateTimeField()

    class Meta:
        verbose_name_plural = "antwoorden op afspraken"
        ordering: ClassVar = ["moment"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["afspraak", "user", "verschoven"], name="afspraakantwoord_een_per_persoon")
        ]

    def __str__(self) -> str:
        return f"{self.user}: {'komt' if self.komt else 'kan niet'}"

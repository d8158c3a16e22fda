"""Steps 7 and 8: who does what, small adjustments, and what everybody found of the process."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from cases.models import Ouder
from organisations.models import User
from organisations.rollen import Rol


class Uitvoeringstaak(models.Model):
    """One thing one party does by a date, and how far it is."""

    class Stand(models.TextChoices):
        OPEN = "open", "nog te doen"
        BEZIG = "bezig", "mee bezig"
        KLAAR = "klaar", "klaar"
        VERVALLEN = "vervallen", "niet meer nodig"

    class Partij(models.TextChoices):
        """Whose task it is, so that it is shown to them; `wie` says it in words."""

        OUDERS = "ouders", "ouders"
        LEERLING = "leerling", "leerling"
        SCHOOL = "school", "school van herkomst"
        ONTVANGEND = "ontvangend", "ontvangende school"
        CASEMANAGER = "casemanager", "casemanager"
        ANDER = "ander", "iemand anders"

    traject = models.ForeignKey("maatwerk.Traject", models.PROTECT, related_name="taken")
    wat = models.CharField("wat er gebeurt", max_length=400)
    wie = models.CharField("wie dit doet", max_length=160)
    partij = models.CharField("voor wie dit is", max_length=12, choices=Partij, blank=True, db_default="")
    uiterlijk = models.DateField("uiterlijk", null=True, blank=True)
    stand = models.CharField(max_length=10, choices=Stand, default=Stand.OPEN)
    voortgang = models.TextField("hoe het gaat", max_length=2000, blank=True)
    versie = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name_plural = "uitvoeringstaken"
        ordering: ClassVar = ["uiterlijk", "pk"]

    def __str__(self) -> str:
        return f"{self.wat} ({self.wie})"


class Taakbericht(models.Model):
    """What one person of a party told about a task, and how far it was then. For that person and the casemanager."""

    taak = models.ForeignKey(Uitvoeringstaak, models.PROTECT, related_name="berichten")
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    rol = models.CharField(max_length=20, choices=Rol)
    naam = models.CharField(max_length=160)
    stand = models.CharField(max_length=10, choices=Uitvoeringstaak.Stand)
    tekst = models.TextField(max_length=2000, blank=True)
    moment = models.DateTimeField()

    class Meta:
        verbose_name_plural = "taakberichten"
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.naam}: {self.get_stand_display()}"


class Aanpassing(models.Model):
    """A small change while the plan is carried out: logged. A large one makes a new version of the plan."""

    traject = models.ForeignKey("maatwerk.Traject", models.PROTECT, related_name="aanpassingen")
    wat = models.TextField("wat er verandert", max_length=2000)
    waarom = models.TextField("waarom", max_length=2000)
    met_ouders_op = models.DateField("besproken met de ouders op", null=True, blank=True)
    door = models.ForeignKey(User, models.PROTECT, related_name="+")
    moment = models.DateTimeField()

    class Meta:
        verbose_name_plural = "aanpassingen"
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.wat[:60]


class Evaluatie(models.Model):
    """What one person found of the process, in own words (source 000, step 8)."""

    traject = models.ForeignKey("maatwerk.Traject", models.PROTECT, related_name="evaluaties")
    rol = models.CharField(max_length=20, choices=Rol, blank=True)
    user = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    ouder = models.ForeignKey(Ouder, models.PROTECT, null=True, blank=True, related_name="+")
    naam = models.CharField("van wie", max_length=160)
    goed = models.TextField("wat ging goed", max_length=4000, blank=True)
    beter = models.TextField("wat kan beter", max_length=4000, blank=True)
    geholpen = models.TextField("heeft het geholpen", max_length=4000, blank=True)
    moment = models.DateTimeField()
    genoteerd_door = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", help_text="Wie het voor een ander opschreef."
    )
    versie = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name_plural = "evaluaties"
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["traject", "user"], condition=Q(user__isnull=False), name="maatwerk_evaluatie_eenmaal"
            ),
            models.CheckConstraint(
                name="maatwerk_evaluatie_niet_leeg", condition=~Q(goed="") | ~Q(beter="") | ~Q(geholpen="")
            ),
        ]

    def __str__(self) -> str:
        return f"Evaluatie van {self.naam}"

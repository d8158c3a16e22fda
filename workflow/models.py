"""What every workflow shares: parts of a request, the outbox of messages, remembered submits, editing sessions."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from cases.models import Ouder, Zaak
from deadlines.models import Termijn
from documents.models import Werkstatus
from organisations.models import Samenwerkingsverband, User
from organisations.rollen import Rol
from workflow.models_agenda import Agendalink as Agendalink
from workflow.models_bord import Bordkeuze as Bordkeuze
from workflow.models_hapering import Hapering as Hapering
from workflow.models_ingebreke import Ingebrekestelling as Ingebrekestelling
from workflow.models_post import Bijnaam as Bijnaam
from workflow.models_post import Controleronde as Controleronde
from workflow.models_post import Mailkeuze as Mailkeuze
from workflow.models_post import Onbestelbaar as Onbestelbaar
from workflow.models_post import Papierpost as Papierpost
from workflow.models_storing import Storing as Storing


class Onderdeel(models.Model):
    """One section of what a person writes in a case: its answers, with a version of its own.

    The workflow declares which sections there are and validates the answers; `versie` is the optimistic version check
    of `edit`, so that two people in different sections never lose each other's text.
    """

    zaak = models.ForeignKey(Zaak, models.PROTECT, related_name="onderdelen")
    sleutel = models.CharField(max_length=40)
    antwoorden = models.JSONField(default=dict)
    afgerond = models.BooleanField(default=False)
    versie = models.PositiveIntegerField(default=0)
    bijgewerkt_op = models.DateTimeField(null=True, blank=True)
    bijgewerkt_door = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name_plural = "onderdelen"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["zaak", "sleutel"], name="onderdeel_een_per_zaak_en_sleutel")
        ]

    def __str__(self) -> str:
        return f"{self.zaak}: {self.sleutel}"


class Bewerksessie(models.Model):
    """Somebody at work in a part of a case: one audit row per session, and the notice to colleagues."""

    zaak = models.ForeignKey(Zaak, models.PROTECT, related_name="bewerksessies")
    deel = models.CharField(max_length=60)
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    begonnen_op = models.DateTimeField()
    laatst_gezien_op = models.DateTimeField()
    heeft_geschreven = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "bewerksessies"
        indexes: ClassVar = [models.Index(fields=["zaak", "deel", "-laatst_gezien_op"], name="bewerksessie_deel")]

    def __str__(self) -> str:
        return f"{self.user}: {self.deel}"


class Handeling(models.Model):
    """A submit that was carried out, remembered by its idempotency key: the same key again gives the same result."""

    sleutel = models.CharField(max_length=64, unique=True)
    zaak = models.ForeignKey(Zaak, models.PROTECT, related_name="handelingen")
    actie = models.CharField(max_length=60)
    hoed_id = models.BigIntegerField(null=True)
    resultaat = models.JSONField(default=dict)
    moment = models.DateTimeField()

    class Meta:
        verbose_name_plural = "handelingen"

    def __str__(self) -> str:
        return f"{self.actie} ({self.zaak})"


TWIJFEL = "Het versturen is afgebroken. Misschien is de mail al aangekomen."
"""The reason of a failed mail that may have arrived; a person decides about it."""


class Bericht(models.Model):
    """A message to one person: in the inbox at once, by mail through the outbox.

    Mail never carries personal data; the text is made from `soort` when it is sent. `sleutel` is unique for the event
    and the addressee, so that nobody is told twice.
    """

    zaak = models.ForeignKey(Zaak, models.PROTECT, null=True, blank=True, related_name="berichten")
    soort = models.CharField(max_length=40)
    user = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="berichten")
    rol = models.CharField(max_length=20, blank=True)
    ouder = models.ForeignKey(Ouder, models.PROTECT, null=True, blank=True, related_name="+")
    email = models.EmailField(blank=True)
    onderwerp = models.CharField(max_length=160)
    tekst = models.TextField()
    sleutel = models.CharField(max_length=160, unique=True)
    aangemaakt_op = models.DateTimeField()
    gelezen_op = models.DateTimeField(null=True, blank=True)
    werk = models.CharField(max_length=10, choices=Werkstatus, default=Werkstatus.WACHT)
    pogingen = models.PositiveSmallIntegerField(default=0)
    volgende_poging_op = models.DateTimeField(null=True, blank=True)
    aangeboden_op = models.DateTimeField(
        null=True, blank=True, help_text="Vanaf dit moment kan de mail zijn aangekomen, wat er ook gebeurde."
    )
    verzonden_op = models.DateTimeField(null=True, blank=True)
    laatste_fout = models.CharField(max_length=400, blank=True)
    wettelijk = models.BooleanField(
        default=False, db_default=False, help_text="Wordt altijd gemeld, ook als iemand geen mail wil."
    )
    bundel = models.BooleanField(default=False, db_default=False, help_text="Gaat mee met de mail van de dag.")
    swv = models.ForeignKey(
        Samenwerkingsverband,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        help_text="Van wie een bericht komt dat over meer dan één zaak gaat.",
    )
    termijn = models.ForeignKey(Termijn, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    termijn_einde = models.DateField(
        null=True, blank=True, help_text="Is het einde verschoven, dan is dit achterhaald."
    )

    class Meta:
        verbose_name_plural = "berichten"
        ordering: ClassVar = ["-aangemaakt_op", "-pk"]
        indexes: ClassVar = [
            models.Index(
                fields=["werk", "volgende_poging_op", "id"],
                condition=Q(werk__in=["wacht", "bezig"]),
                name="bericht_te_doen",
            ),
            models.Index(fields=["user", "-aangemaakt_op"], name="bericht_user"),
            models.Index(fields=["user"], condition=Q(gelezen_op__isnull=True), name="bericht_ongelezen"),
            models.Index(fields=["aangemaakt_op"], condition=Q(werk="mislukt"), name="bericht_mislukt"),
        ]

    def __str__(self) -> str:
        return self.onderwerp

    @property
    def in_twijfel(self) -> bool:
        return self.werk == Werkstatus.MISLUKT and self.laatste_fout == TWIJFEL

    @property
    def aan_leerling(self) -> bool:
        """A pupil reads it, and is addressed with "je": in the inbox, by mail and on paper."""
        return self.rol == Rol.LEERLING

    @property
    def is_geweigerd(self) -> bool:
        return self.werk == Werkstatus.MISLUKT and not self.in_twijfel

    @property
    def aan_rol(self) -> str:
        """To what kind of person, for who may not know the name."""
        return str(Rol(self.rol).label).lower() if self.rol in Rol.values else ""


class Demopost(models.Model):
    """Mail as the demo would have sent it; shown in the demo-postvak, never used in production."""

    aan = models.EmailField()
    onderwerp = models.CharField(max_length=200)
    tekst = models.TextField()
    moment = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = "demopost"
        ordering: ClassVar = ["-moment", "-pk"]

    def __str__(self) -> str:
        return self.onderwerp

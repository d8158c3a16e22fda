"""Step 3: who is spoken to, who helps to look, what they may be told, and the places that were thought of."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from cases.models import Ouder
from documents.models import Document
from maatwerk.models_begin import Onderwijsvorm
from organisations.models import School, User


class Netwerkpartner(models.Model):
    """A person who thinks along: role, organisation and how to reach; most have no account here."""

    traject = models.ForeignKey("maatwerk.Traject", models.PROTECT, related_name="netwerk")
    naam = models.CharField("naam", max_length=160)
    functie = models.CharField("functie", max_length=120)
    organisatie = models.CharField("organisatie", max_length=160)
    email = models.EmailField("mailadres", blank=True)
    telefoon = models.CharField("telefoonnummer", max_length=20, blank=True)
    bijdrage = models.CharField("waarover deze persoon meedenkt", max_length=400, blank=True)
    sinds = models.DateField()
    tot = models.DateField(null=True, blank=True)
    versie = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name_plural = "netwerkpartners"
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(name="maatwerk_partner_tot", condition=Q(tot__isnull=True) | Q(tot__gte=F("sinds")))
        ]

    def __str__(self) -> str:
        return f"{self.naam}, {self.functie} ({self.organisatie})"


class Deeltoestemming(models.Model):
    """Consent to share with one partner for one purpose: who gave it, when and how; can be withdrawn (domain.md §8)."""

    class Doel(models.TextChoices):
        OVERLEG = "overleg", "overleggen over de leerling"
        STUKKEN = "stukken", "documenten lezen"

    partner = models.ForeignKey(Netwerkpartner, models.PROTECT, related_name="toestemmingen")
    doel = models.CharField("waarvoor", max_length=12, choices=Doel)
    ouder = models.ForeignKey(
        Ouder, models.PROTECT, null=True, blank=True, related_name="+", help_text="Leeg: de leerling zelf."
    )
    gegeven_door = models.CharField(max_length=160)
    gegeven_op = models.DateField("gegeven op")
    hoe = models.CharField("hoe gegeven", max_length=160)
    genoteerd_door = models.ForeignKey(User, models.PROTECT, related_name="+")
    ingetrokken_op = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "deeltoestemmingen"
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["partner", "doel", "ouder"],
                condition=Q(ingetrokken_op__isnull=True),
                nulls_distinct=False,
                name="maatwerk_toestemming_eenmaal",
            ),
            models.CheckConstraint(
                name="maatwerk_toestemming_intrekken",
                condition=Q(ingetrokken_op__isnull=True) | Q(ingetrokken_op__gte=F("gegeven_op")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partner_id}: {self.get_doel_display()}"


class Gedeeldstuk(models.Model):
    """One document for one partner without an account, to be opened with a code until a date. Only the hash of the code
    is kept; each time it is opened stands in the record."""

    partner = models.ForeignKey(Netwerkpartner, models.PROTECT, related_name="stukken")
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    code_hash = models.CharField(max_length=64, unique=True)
    gemaakt_op = models.DateTimeField()
    gemaakt_door = models.ForeignKey(User, models.PROTECT, related_name="+")
    geldig_tot = models.DateField()
    ingetrokken_op = models.DateTimeField(null=True, blank=True)
    laatst_geopend_op = models.DateTimeField(null=True, blank=True)
    keer_geopend = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name_plural = "gedeelde stukken"
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return f"{self.document} aan {self.partner}"


class Contact(models.Model):
    """One line of the contact log. `reden_volgorde` tells why the order (parents first) was not kept."""

    class Met(models.TextChoices):
        OUDERS = "ouders", "ouders"
        LEERLING = "leerling", "leerling"
        SCHOOL = "school", "school van herkomst"
        PARTNER = "partner", "iemand uit het netwerk"
        DIRECTEUR = "directeur", "directeur"
        ANDERS = "anders", "iemand anders"

    class Wijze(models.TextChoices):
        GESPREK = "gesprek", "gesprek"
        TELEFOON = "telefoon", "telefoon"
        HUISBEZOEK = "huisbezoek", "huisbezoek"
        ONLINE = "online", "online"
        BERICHT = "bericht", "bericht of mail"
        GEEN_GEHOOR = "geen_gehoor", "geprobeerd, geen gehoor"

    traject = models.ForeignKey("maatwerk.Traject", models.PROTECT, related_name="contacten")
    met = models.CharField(max_length=12, choices=Met)
    wijze = models.CharField(max_length=12, choices=Wijze)
    op = models.DateField()
    partner = models.ForeignKey(Netwerkpartner, models.PROTECT, null=True, blank=True, related_name="contacten")
    notitie = models.TextField(max_length=4000, blank=True)
    reden_volgorde = models.CharField(max_length=400, blank=True)
    door = models.ForeignKey(User, models.PROTECT, related_name="+")
    moment = models.DateTimeField()

    class Meta:
        verbose_name_plural = "contacten"
        ordering: ClassVar = ["-op", "-pk"]
        indexes: ClassVar = [models.Index(fields=["traject", "met", "op"], name="maatwerk_contact_met")]

    def __str__(self) -> str:
        return f"{self.get_met_display()}, {self.op}"


class Optie(models.Model):
    """A place that was thought of: an idea, explored, and then it fits or falls off with a reason."""

    class Stand(models.TextChoices):
        IDEE = "idee", "idee"
        VERKEND = "verkend", "verkend"
        PAST = "past", "past"
        VALT_AF = "valt_af", "valt af"

    traject = models.ForeignKey("maatwerk.Traject", models.PROTECT, related_name="opties")
    naam = models.CharField("welke plek", max_length=160)
    vorm = models.CharField("vorm van onderwijs", max_length=16, choices=Onderwijsvorm)
    school = models.ForeignKey(School, models.PROTECT, null=True, blank=True, related_name="+")
    ondersteuning = models.TextField("welke ondersteuning daarbij hoort", max_length=2000, blank=True)
    stand = models.CharField(max_length=8, choices=Stand, default=Stand.IDEE)
    reden = models.TextField("reden", max_length=2000, blank=True)
    afgestemd_op = models.DateField("besproken met de ouders op", null=True, blank=True)
    versie = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name_plural = "opties"
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(name="maatwerk_afgevallen_heeft_reden", condition=~Q(stand="valt_af") | ~Q(reden=""))
        ]

    def __str__(self) -> str:
        return f"{self.naam}: {self.get_stand_display()}"

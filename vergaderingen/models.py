"""Meetings of a commission: when, who, what about, what came of it, and who does what afterwards (domain.md §1, §7)."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from cases.models import Zaak
from documents.models import Document
from organisations.actor import Actor
from organisations.models import Commissie, Lidmaatschap, Samenwerkingsverband, School, User
from organisations.rollen import Rol

REGELAARS = frozenset({Rol.SECRETARIAAT, Rol.VOORZITTER, Rol.PLV_VOORZITTER})
"""Who plan meetings, keep the agenda, record what comes of it, and close; they see every meeting of their office."""
UIT_TE_NODIGEN = frozenset({*REGELAARS, Rol.COMMISSIELID, Rol.DESKUNDIGE, Rol.GEDRAGSWETENSCHAPPER, Rol.DIRECTEUR_SWV})
"""Hats that can be asked to a meeting; of these, who organise nothing see the meetings they are asked to."""


def mag_regelen(actor: Actor) -> bool:
    return actor.rol in REGELAARS


class VergaderingQuerySet(models.QuerySet["Vergadering"]):
    def zichtbaar_voor(self, actor: Actor) -> "VergaderingQuerySet":
        """All of the own office for who organises; else those this very hat is invited to."""
        eigen = self.filter(swv_id=actor.swv_id or 0)
        if mag_regelen(actor):
            return eigen
        if actor.rol not in UIT_TE_NODIGEN:
            return self.none()
        return eigen.filter(genodigden__lid_id=actor.hoed_id or 0)

    def gepland(self) -> "VergaderingQuerySet":
        return self.filter(stand=Vergadering.Stand.GEPLAND)


class Vergadering(models.Model):
    """One meeting. `versie` is that of when, where and who; `verschoven` counts for the calendars of the invited."""

    class Stand(models.TextChoices):
        GEPLAND = "gepland", "gepland"
        AFGESLOTEN = "afgesloten", "afgesloten"
        AFGELAST = "afgelast", "afgelast"

    swv = models.ForeignKey(Samenwerkingsverband, models.PROTECT, related_name="vergaderingen")
    commissie = models.ForeignKey(Commissie, models.PROTECT, related_name="vergaderingen")
    begin = models.DateTimeField()
    einde = models.DateTimeField()
    online = models.BooleanField(default=False)
    plaats = models.CharField(max_length=200)
    voorzitter = models.ForeignKey(User, models.PROTECT, related_name="+")
    stand = models.CharField(max_length=12, choices=Stand, default=Stand.GEPLAND)
    gepland_door = models.ForeignKey(User, models.PROTECT, related_name="+")
    gepland_op = models.DateTimeField()
    gewijzigd_op = models.DateTimeField()
    versie = models.PositiveIntegerField(default=1)
    presentie_versie = models.PositiveIntegerField(default=0)
    verschoven = models.PositiveIntegerField(default=0)
    rondgestuurd_op = models.DateTimeField(null=True, blank=True)
    reden_afgelast = models.CharField(max_length=400, blank=True)
    afgesloten_op = models.DateTimeField(null=True, blank=True)
    afgesloten_door = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    verslag = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")

    objects = VergaderingQuerySet.as_manager()

    class Meta:
        verbose_name = "vergadering"
        verbose_name_plural = "vergaderingen"
        ordering: ClassVar = ["begin", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(name="vergadering_begin_voor_einde", condition=Q(einde__gt=F("begin"))),
            models.CheckConstraint(
                name="vergadering_afgelast_met_reden", condition=~Q(stand="afgelast") | ~Q(reden_afgelast="")
            ),
            models.CheckConstraint(
                name="vergadering_afgesloten_heeft_verslag",
                condition=~Q(stand="afgesloten")
                | Q(afgesloten_op__isnull=False, afgesloten_door__isnull=False, verslag__isnull=False),
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["swv", "stand", "begin"], name="vergadering_swv")]

    def __str__(self) -> str:
        return f"Vergadering {self.commissie.afkorting}"

    def get_absolute_url(self) -> str:
        return reverse("vergaderingen:vergadering", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.stand == self.Stand.GEPLAND

    def is_begonnen(self, nu: datetime) -> bool:
        return self.begin <= nu

    def agenda(self) -> "models.QuerySet[Agendapunt]":
        """In order, what stood on it when it began or came later: what was taken off meanwhile stays, and says so."""
        return self.punten.filter(Agendapunt.op_agenda(self.begin))


class Genodigde(models.Model):
    """One hat that is asked to a meeting, and afterwards whether the person was there."""

    class Aanwezig(models.TextChoices):
        JA = "ja", "aanwezig"
        NEE = "nee", "afwezig"

    vergadering = models.ForeignKey(Vergadering, models.CASCADE, related_name="genodigden")
    lid = models.ForeignKey(Lidmaatschap, models.PROTECT, related_name="+")
    aanwezig = models.CharField(max_length=3, choices=Aanwezig, blank=True)

    class Meta:
        verbose_name = "genodigde"
        verbose_name_plural = "genodigden"
        ordering: ClassVar = ["lid__user__naam", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["vergadering", "lid"], name="genodigde_een_per_vergadering")
        ]

    def __str__(self) -> str:
        return str(self.lid.user)


class Agendapunt(models.Model):
    """One item: a case, a consultation without a request, or something else; first waiting, then on an agenda.

    `vorige` is the item of an earlier meeting that did not get to it. `versie` is that of this item alone, so that two
    people who write down what came of two items both keep their text.
    """

    class Vorm(models.TextChoices):
        ZAAK = "zaak", "zaak"
        CONSULTATIE = "consultatie", "consultatie"
        PUNT = "punt", "ander punt"

    class Stand(models.TextChoices):
        WACHT = "wacht", "wacht op een vergadering"
        GEPLAND = "gepland", "op de agenda"
        BEHANDELD = "behandeld", "behandeld"
        DOORGESCHOVEN = "doorgeschoven", "doorgeschoven"
        VERVALLEN = "vervallen", "van de agenda gehaald"

    class Waarom(models.TextChoices):
        """Why an item was taken off."""

        INGETROKKEN = "ingetrokken", "van de agenda gehaald"
        ELDERS = "elders", "buiten de vergadering afgedaan"

    OPEN: ClassVar = (Stand.WACHT, Stand.GEPLAND)

    swv = models.ForeignKey(Samenwerkingsverband, models.PROTECT, related_name="+")
    vergadering = models.ForeignKey(Vergadering, models.PROTECT, null=True, blank=True, related_name="punten")
    volgorde = models.PositiveIntegerField(default=0)
    vorm = models.CharField(max_length=12, choices=Vorm)
    zaak = models.ForeignKey(Zaak, models.PROTECT, null=True, blank=True, related_name="agendapunten")
    soort = models.CharField(max_length=40, blank=True)
    school = models.ForeignKey(School, models.PROTECT, null=True, blank=True, related_name="+")
    titel = models.CharField(max_length=160)
    vraag = models.TextField(max_length=4000, blank=True)
    voorbereider = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    ingebracht_door = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    ingebracht_op = models.DateTimeField()
    stukken = models.ManyToManyField(Document, related_name="+", blank=True)
    stand = models.CharField(max_length=14, choices=Stand, default=Stand.WACHT)
    uitkomst = models.CharField(max_length=40, blank=True)
    keuze = models.CharField(max_length=40, blank=True, db_default="", help_text="Antwoord op de vraag van deze soort.")
    advies = models.TextField(max_length=8000, blank=True)
    behandeld_op = models.DateTimeField(null=True, blank=True)
    vervallen_op = models.DateTimeField(null=True, blank=True)
    waarom_vervallen = models.CharField(max_length=12, choices=Waarom, blank=True, db_default="")
    vorige = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    versie = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "agendapunt"
        verbose_name_plural = "agendapunten"
        ordering: ClassVar = ["volgorde", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="agendapunt_zaak_bij_vorm",
                condition=(Q(vorm="zaak", zaak__isnull=False) & ~Q(soort=""))
                | (~Q(vorm="zaak") & Q(zaak__isnull=True, soort="")),
            ),
            models.CheckConstraint(
                name="agendapunt_staat_bij_een_vergadering",
                condition=Q(stand="vervallen")
                | Q(stand="wacht", vergadering__isnull=True)
                | Q(stand__in=["gepland", "behandeld", "doorgeschoven"], vergadering__isnull=False),
            ),
            models.CheckConstraint(
                name="agendapunt_behandeld_heeft_uitkomst",
                condition=~Q(stand="behandeld") | (Q(behandeld_op__isnull=False) & ~Q(uitkomst="")),
            ),
            models.UniqueConstraint(
                fields=["zaak", "soort"],
                condition=Q(stand__in=["wacht", "gepland"], zaak__isnull=False),
                name="agendapunt_een_open_per_zaak",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["swv", "id"], condition=Q(stand="wacht"), name="agendapunt_wacht"),
        ]

    def __str__(self) -> str:
        return self.titel

    @property
    def is_open(self) -> bool:
        return self.stand in self.OPEN

    @staticmethod
    def op_agenda(begin: datetime | F) -> Q:
        """Items of a meeting that began at this moment, without what was taken off before it."""
        return ~Q(stand=Agendapunt.Stand.VERVALLEN) | Q(vervallen_op__gte=begin)

    @property
    def stand_in_woorden(self) -> str:
        """How it stands; of what was taken off why."""
        return self.get_waarom_vervallen_display() if self.waarom_vervallen else self.get_stand_display()


class Belang(models.Model):
    """Somebody who has a stake in an item: does not read its papers, and leaves the room when it is discussed."""

    punt = models.ForeignKey(Agendapunt, models.CASCADE, related_name="belangen")
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    gemeld_op = models.DateTimeField()
    gemeld_door = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "belang"
        verbose_name_plural = "belangen"
        constraints: ClassVar = [models.UniqueConstraint(fields=["punt", "user"], name="belang_een_per_persoon")]

    def __str__(self) -> str:
        return f"{self.user_id} bij punt {self.punt_id}"


class Actiepunt(models.Model):
    """Who does what after a meeting, and by when."""

    vergadering = models.ForeignKey(Vergadering, models.PROTECT, related_name="actiepunten")
    punt = models.ForeignKey(Agendapunt, models.PROTECT, null=True, blank=True, related_name="actiepunten")
    wat = models.CharField(max_length=300)
    wie = models.ForeignKey(Lidmaatschap, models.PROTECT, related_name="+")
    uiterlijk = models.DateField(null=True, blank=True)
    gemaakt_op = models.DateTimeField()
    gereed_op = models.DateTimeField(null=True, blank=True)
    gereed_door = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "actiepunt"
        verbose_name_plural = "actiepunten"
        ordering: ClassVar = [F("uiterlijk").asc(nulls_last=True), "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="actiepunt_gereed_door_iemand",
                condition=Q(gereed_op__isnull=True, gereed_door__isnull=True)
                | Q(gereed_op__isnull=False, gereed_door__isnull=False),
            )
        ]
        indexes: ClassVar = [models.Index(fields=["wie"], condition=Q(gereed_op__isnull=True), name="actiepunt_open")]

    def __str__(self) -> str:
        return self.wat

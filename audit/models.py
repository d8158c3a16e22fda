"""The append-only record: who did what, who read what, and what was refused.

Rows carry identifiers and action names, never personal values, so that destroying a dossier leaves the record whole.
"""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class Soort(models.TextChoices):
    """What kind of event a row records."""

    SCHRIJVEN = "schrijven", "gewijzigd"
    WEIGERING = "weigering", "geweigerd"


class Rij(models.Model):
    """What every row says: who, in which hat, did what, about what, in which request."""

    moment = models.DateTimeField(db_index=True)
    actie = models.CharField(max_length=80)
    gebruiker_id = models.BigIntegerField(null=True)
    hoed_id = models.BigIntegerField(null=True)
    rol = models.CharField(max_length=40, blank=True)
    swv_id = models.BigIntegerField(null=True)
    zaak_id = models.BigIntegerField(null=True)
    leerling_id = models.BigIntegerField(null=True)
    object_soort = models.CharField(max_length=60, blank=True)
    object_id = models.BigIntegerField(null=True)
    verzoek_id = models.CharField(max_length=64, blank=True)

    class Meta:
        abstract = True


class Gebeurtenis(Rij):
    """A write or a refusal. Writes on a Zaak form a hash chain, numbered 1, 2, 3…; the others stand loose."""

    soort = models.CharField(max_length=10, choices=Soort)
    bijzonderheden = models.JSONField(default=dict)
    volgnummer = models.IntegerField(null=True)
    vorige = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = "gebeurtenis"
        verbose_name_plural = "gebeurtenissen"
        indexes: ClassVar = [
            models.Index(fields=["zaak_id", "soort", "-id"], name="audit_zaak"),
            models.Index(fields=["leerling_id", "-moment"], name="audit_leerling"),
            models.Index(fields=["gebruiker_id", "-moment"], name="audit_gebruiker"),
            models.Index(fields=["swv_id", "-moment", "-id"], name="audit_swv"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(soort__in=Soort.values), name="audit_soort"),
            models.UniqueConstraint(fields=["zaak_id", "volgnummer"], name="audit_keten"),
        ]

    def __str__(self) -> str:
        return f"{self.get_soort_display()}: {self.actie}"


class Lezing(Rij):
    """Somebody read a page or a paper. `grond` keeps why that was allowed then: the leg of sight and since when.

    The table is partitioned by month (migration 0003), so that a month can be let go as a whole.
    """

    grond = models.JSONField(default=dict)

    class Meta:
        verbose_name = "lezing"
        verbose_name_plural = "lezingen"
        indexes: ClassVar = [
            models.Index(fields=["zaak_id", "-moment"], name="audit_lezing_zaak"),
            models.Index(fields=["leerling_id", "-moment"], name="audit_lezing_leerling"),
            models.Index(fields=["gebruiker_id", "-moment"], name="audit_lezing_gebruiker"),
            models.Index(fields=["swv_id", "-moment", "-id"], name="audit_lezing_swv"),
        ]

    def __str__(self) -> str:
        return f"gelezen: {self.actie}"


class Controlepunt(models.Model):
    """A sealed moment: the heads of all chains that grew since the one before, and the loose rows in between."""

    nummer = models.IntegerField(unique=True)
    moment = models.DateTimeField()
    tot_id = models.BigIntegerField(help_text="de laatste gebeurtenis die meetelt")
    ketens = models.IntegerField()
    koppen_hash = models.CharField(max_length=64)
    losse = models.IntegerField()
    losse_hash = models.CharField(max_length=64)
    vorige = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)
    zegel = models.BinaryField()

    class Meta:
        verbose_name = "controlepunt"
        verbose_name_plural = "controlepunten"

    def __str__(self) -> str:
        return f"{self.nummer}:{self.hash}"


class Controlekop(models.Model):
    """Where the chain of one Zaak stood at a checkpoint."""

    controlepunt = models.ForeignKey(Controlepunt, models.PROTECT, related_name="koppen")
    zaak_id = models.BigIntegerField()
    volgnummer = models.IntegerField()
    hash = models.CharField(max_length=64)

    class Meta:
        verbose_name = "kop van een keten"
        verbose_name_plural = "koppen van ketens"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["zaak_id", "volgnummer"], name="audit_kop_keten"),
        ]

    def __str__(self) -> str:
        return f"{self.zaak_id}/{self.volgnummer}"

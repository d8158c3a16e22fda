"""The append-only record: who did what, who read what, and what was refused.

Rows carry identifiers and action names, never personal values, so that destroying a dossier leaves the record whole.
"""

from typing import ClassVar

from django.db import models


class Soort(models.TextChoices):
    """What kind of event a row records."""

    SCHRIJVEN = "schrijven", "gewijzigd"
    LEZEN = "lezen", "gelezen"
    WEIGERING = "weigering", "geweigerd"


class Gebeurtenis(models.Model):
    """One event. Writes on a Zaak form a hash chain (`vorige` → `hash`); reads and refusals stand alone."""

    moment = models.DateTimeField(db_index=True)
    soort = models.CharField(max_length=10, choices=Soort)
    actie = models.CharField(max_length=80)
    gebruiker_id = models.BigIntegerField(null=True)
    hoed_id = models.BigIntegerField(null=True)
    rol = models.CharField(max_length=40, blank=True)
    swv_id = models.BigIntegerField(null=True)
    zaak_id = models.BigIntegerField(null=True)
    leerling_id = models.BigIntegerField(null=True)
    object_soort = models.CharField(max_length=60, blank=True)
    object_id = models.BigIntegerField(null=True)
    bijzonderheden = models.JSONField(default=dict)
    verzoek_id = models.CharField(max_length=64, blank=True)
    vorige = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = "gebeurtenis"
        verbose_name_plural = "gebeurtenissen"
        indexes: ClassVar = [
            models.Index(fields=["zaak_id", "soort", "-id"], name="audit_zaak"),
            models.Index(fields=["leerling_id", "-id"], name="audit_leerling"),
            models.Index(fields=["gebruiker_id", "-id"], name="audit_gebruiker"),
        ]

    def __str__(self) -> str:
        return f"{self.get_soort_display()}: {self.actie}"

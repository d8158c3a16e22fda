"""Times at which people could not reach the site, as the administrator records them."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from organisations.models import Samenwerkingsverband, User


class Storing(models.Model):
    """An outage from–until (open while it lasts). No term is moved by it: the law says what it means for the late.

    Without a samenwerkingsverband it is of the whole site, as recorded by who runs it (`manage.py storing`).
    """

    swv = models.ForeignKey(Samenwerkingsverband, models.PROTECT, null=True, blank=True, related_name="storingen")
    van = models.DateTimeField()
    tot = models.DateTimeField(null=True, blank=True)
    wat = models.CharField(max_length=200)
    gemeld_door = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    gemeld_op = models.DateTimeField()

    class Meta:
        verbose_name = "storing"
        verbose_name_plural = "storingen"
        ordering: ClassVar = ["-van"]
        constraints: ClassVar = [
            models.CheckConstraint(name="storing_van_voor_tot", condition=Q(tot__isnull=True) | Q(tot__gt=F("van")))
        ]

    def __str__(self) -> str:
        return self.wat

    def duurt_nog(self, nu: datetime) -> bool:
        return self.van <= nu and (self.tot is None or nu < self.tot)

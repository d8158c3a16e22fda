"""What somebody chose on the deadline board, kept between visits."""

from django.db import models

from organisations.models import Lidmaatschap


class Bordkeuze(models.Model):
    """The filters of one hat as they were left, worded as in the address."""

    lid = models.OneToOneField(Lidmaatschap, models.CASCADE, related_name="+")
    vraag = models.CharField(max_length=120)

    class Meta:
        verbose_name = "keuze op het termijnenbord"
        verbose_name_plural = "keuzes op het termijnenbord"

    def __str__(self) -> str:
        return f"{self.lid_id}: {self.vraag}"

"""The pupil, the dossier, and the Zaak: the envelope around everything that is asked, decided or guided."""

from datetime import date
from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from cases.datums import leeftijd_op
from cases.gezag import BLIJVEN_NA_18
from cases.models_gesprek import Afspraak as Afspraak
from cases.models_gesprek import Afspraakantwoord as Afspraakantwoord
from cases.models_gesprek import Doel as Doel
from cases.models_gesprek import Draad as Draad
from cases.models_gesprek import Notitie as Notitie
from cases.models_gesprek import Toestemming as Toestemming
from cases.models_gesprek import Vraagbericht as Vraagbericht
from cases.models_gesprek import Zienswijze as Zienswijze
from cases.nummerzoeken import nummer_begin, nummer_einde
from cases.querysets import DossierQuerySet, ZaakQuerySet
from cases.samen import haal_samen, hang_aan
from cases.woorden import Woorden
from organisations.models import Postadres, Samenwerkingsverband, School, User
from organisations.namen import op_alfabet
from organisations.rollen import Rol


def naam_van(*delen: str) -> str:
    return " ".join(deel for deel in delen if deel)


class Leerling(Postadres):
    """A pupil. There is no field for BSN, nationality or bank number, on purpose (reliability.md)."""

    voornamen = models.CharField(max_length=120)
    roepnaam = models.CharField(max_length=60)
    tussenvoegsel = models.CharField(max_length=20, blank=True)
    achternaam = models.CharField(max_length=120)
    geboortedatum = models.DateField()
    adres_geheim = models.BooleanField("geheim adres", default=False)
    telefoon = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    digitaal_sinds = models.DateField(null=True, blank=True)
    user = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="als_leerling")
    zoektekst = models.CharField(max_length=400, editable=False, db_index=True)
    samengevoegd_met = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="samengevoegde")

    class Meta:
        verbose_name = "leerling"
        verbose_name_plural = "leerlingen"
        indexes: ClassVar = [
            models.Index(fields=["geboortedatum"], name="leerling_geboren"),
            GinIndex(Woorden("zoektekst"), name="leerling_woorden", fastupdate=False),
            models.Index(op_alfabet("achternaam"), op_alfabet("roepnaam"), name="leerling_alfabet"),
        ]

    def __str__(self) -> str:
        return self.naam

    @property
    def naam(self) -> str:
        return naam_van(self.roepnaam, self.tussenvoegsel, self.achternaam)

    @property
    def naam_voluit(self) -> str:
        """As in the passport: the name for a decision."""
        return naam_van(self.voornamen, self.tussenvoegsel, self.achternaam)

    def leeftijd(self, op: date) -> int:
        return leeftijd_op(self.geboortedatum, op)

    def heeft_eigen_stem(self, op: date) -> bool:
        """From 16 the pupil has a say of his own (domain.md §1)."""
        return self.leeftijd(op) >= 16

    def is_meerderjarig(self, op: date) -> bool:
        """At 18 the rights of the parents pass to the pupil."""
        return self.leeftijd(op) >= 18

    def vertegenwoordigers(self, op: date) -> "list[Ouder]":
        """Who speaks for the pupil on a day: those with gezag; of an adult only a mentor or proxy (domain.md §1)."""
        vraag = Gezagsvraag(self)
        haal_samen(*vraag.vragen)
        return vraag.vertegenwoordigers(op)


class Relatie(models.TextChoices):
    MOEDER = "moeder", "moeder"
    VADER = "vader", "vader"
    OUDER = "ouder", "ouder"
    STIEFOUDER = "stiefouder", "stiefouder"
    PLEEGOUDER = "pleegouder", "pleegouder"
    VOOGD = "voogd", "voogd"
    GEZINSVOOGD = "gezinsvoogd", "gezinsvoogd"
    MENTOR = "mentor", "mentor of curator"
    GEMACHTIGDE = "gemachtigde", "gemachtigde"


class Ouder(Postadres):
    """A parent, guardian or representative of one pupil. Gezag is a dated fact of its own."""

    leerling = models.ForeignKey(Leerling, models.PROTECT, related_name="ouders")
    naam = models.CharField(max_length=160)
    organisatie = models.CharField(max_length=160, blank=True)
    relatie = models.CharField(max_length=12, choices=Relatie)
    email = models.EmailField(blank=True)
    telefoon = models.CharField(max_length=20, blank=True)
    adres_geheim = models.BooleanField("geheim adres", default=False)
    tolk = models.CharField("tolk nodig voor", max_length=40, blank=True)
    digitaal_sinds = models.DateField("post digitaal sinds", null=True, blank=True)
    user = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="als_ouder")

    class Meta:
        verbose_name = "ouder"
        verbose_name_plural = "ouders"
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.naam

    def heeft_gezag(self, op: date) -> bool:
        return any(gezag.geldt_op(op) for gezag in self.gezag.all())


class Gezag(models.Model):
    """Gezag (parental authority) over the pupil from–until; without a row in force there is none."""

    ouder = models.ForeignKey(Ouder, models.PROTECT, related_name="gezag")
    van = models.DateField()
    tot = models.DateField(null=True, blank=True)
    bron = models.CharField("hoe vastgesteld", max_length=160, blank=True)
    bron_einde = models.CharField("hoe het einde is vastgesteld", max_length=160, blank=True)

    class Meta:
        verbose_name_plural = "gezag"
        constraints: ClassVar = [
            models.CheckConstraint(name="gezag_van_voor_tot", condition=Q(tot__isnull=True) | Q(tot__gte=F("van")))
        ]

    def __str__(self) -> str:
        return f"{self.ouder}: {self.van}-{self.tot or 'heden'}"

    def geldt_op(self, dag: date) -> bool:
        return self.van <= dag and (self.tot is None or dag <= self.tot)


class Gezagsvraag:
    """Who speaks for a pupil, as questions to be asked together with others (cases.samen)."""

    def __init__(self, leerling: Leerling) -> None:
        self.leerling = leerling
        self.ouders = leerling.ouders.select_related("user")
        self.vragen = (self.ouders, Gezag.objects.filter(ouder__leerling=leerling))

    def vertegenwoordigers(self, op: date) -> list[Ouder]:
        """Once the questions have been asked."""
        hang_aan(self.ouders, "gezag", self.vragen[1])
        volwassen = self.leerling.is_meerderjarig(op)
        mogen = [ouder for ouder in self.ouders if not volwassen or ouder.relatie in BLIJVEN_NA_18]
        return [ouder for ouder in mogen if ouder.heeft_gezag(op)]


class Activeringscode(models.Model):
    """A code on paper with which one parent or pupil makes an account. Only its hash is kept."""

    ouder = models.ForeignKey(Ouder, models.PROTECT, null=True, blank=True, related_name="activeringscodes")
    leerling = models.ForeignKey(Leerling, models.PROTECT, null=True, blank=True, related_name="activeringscodes")
    code_hash = models.CharField(max_length=64, unique=True)
    gemaakt_op = models.DateTimeField()
    gemaakt_door = models.ForeignKey(User, models.PROTECT, related_name="+")
    geldig_tot = models.DateField()
    gebruikt_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "activeringscodes"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="activeringscode_van_ouder_of_leerling",
                condition=Q(ouder__isnull=False, leerling__isnull=True) | Q(ouder__isnull=True, leerling__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"Activeringscode {self.pk}"


class Inschrijving(models.Model):
    """Enrolment (or registration) of a pupil at a school, from–until.

    `geeft_toegang`: noted by that school itself or by the samenwerkingsverband. An enrolment that another school wrote
    down tells where the pupil is, and opens no dossier.
    """

    class Soort(models.TextChoices):
        INGESCHREVEN = "ingeschreven", "ingeschreven"
        AANGEMELD = "aangemeld", "aangemeld"

    leerling = models.ForeignKey(Leerling, models.PROTECT, related_name="inschrijvingen")
    school = models.ForeignKey(School, models.PROTECT, related_name="inschrijvingen")
    soort = models.CharField(max_length=12, choices=Soort, default=Soort.INGESCHREVEN)
    leerjaar = models.PositiveSmallIntegerField(null=True, blank=True)
    niveau = models.CharField("niveau of klas", max_length=40, blank=True)
    van = models.DateField()
    tot = models.DateField(null=True, blank=True)
    geeft_toegang = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "inschrijvingen"
        ordering: ClassVar = ["-van"]

    def __str__(self) -> str:
        return f"{self.leerling}: {self.school}"


class Dossier(models.Model):
    """All that concerns one pupil at one samenwerkingsverband, as one school knows it until a merge."""

    leerling = models.ForeignKey(Leerling, models.PROTECT, related_name="dossiers")
    swv = models.ForeignKey(Samenwerkingsverband, models.PROTECT, related_name="dossiers")
    school = models.ForeignKey(School, models.PROTECT, related_name="dossiers")
    geopend_op = models.DateField()
    samengevoegd_met = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="samengevoegde")
    swv_sinds = models.DateField(null=True, blank=True, help_text="Vanaf wanneer het secretariaat meeschrijft.")
    openingssleutel = models.CharField(max_length=64, unique=True, null=True, blank=True)
    laatste_sleutel = models.CharField(max_length=64, blank=True)
    versie = models.PositiveIntegerField(default=1)

    objects = DossierQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "dossiers"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["leerling", "swv"],
                condition=Q(samengevoegd_met__isnull=True),
                name="dossier_een_per_leerling_en_swv",
            )
        ]

    def __str__(self) -> str:
        return f"Dossier {self.leerling}"


class Schoolbetrokkene(models.Model):
    """Who at school is involved with the pupil (mentor, support coordinator), as shown to parents."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="schoolbetrokkenen")
    naam = models.CharField(max_length=160)
    functie = models.CharField(max_length=80)
    telefoon = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    tot = models.DateField(null=True, blank=True)
    user = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name_plural = "betrokkenen bij school"
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.naam} ({self.functie})"


class MogelijkeDubbel(models.Model):
    """Two dossiers that may concern the same pupil; only the secretariat sees the pair (domain.md §8)."""

    class Uitkomst(models.TextChoices):
        OPEN = "open", "nog te beoordelen"
        SAMENGEVOEGD = "samengevoegd", "samengevoegd"
        APART = "apart", "apart gehouden"

    swv = models.ForeignKey(Samenwerkingsverband, models.PROTECT, related_name="+")
    bestaand = models.ForeignKey(Dossier, models.PROTECT, related_name="dubbel_als_bestaand")
    nieuw = models.ForeignKey(Dossier, models.PROTECT, related_name="dubbel_als_nieuw")
    gevonden_op = models.DateField()
    overeenkomst = models.CharField(max_length=200)
    uitkomst = models.CharField(max_length=12, choices=Uitkomst, default=Uitkomst.OPEN)
    beoordeeld_door = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    beoordeeld_op = models.DateTimeField(null=True, blank=True)
    reden = models.CharField(max_length=400, blank=True)
    verplaatst = models.JSONField(default=dict, help_text="Wat er bij het samenvoegen is verplaatst: id's per tabel.")

    class Meta:
        verbose_name_plural = "mogelijke dubbelen"
        constraints: ClassVar = [models.UniqueConstraint(fields=["bestaand", "nieuw"], name="dubbel_paar")]

    def __str__(self) -> str:
        return f"{self.bestaand_id}~{self.nieuw_id}: {self.uitkomst}"


class Zaak(models.Model):
    """The envelope: what every kind of case has in common. The workflow app owns what happens in it.

    `versie` grows with every transition and is the version token of forms. `swv_sinds` and `gezin_sinds` say from
    when samenwerkingsverband and family may see the case: a draft belongs to the school alone.
    """

    nummer = models.CharField(max_length=20, blank=True)
    soort = models.CharField(max_length=24)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="zaken")
    swv = models.ForeignKey(Samenwerkingsverband, models.PROTECT, related_name="zaken")
    school = models.ForeignKey(School, models.PROTECT, related_name="zaken")
    behandelaar = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    schoolbehandelaar = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    status = models.CharField(max_length=32)
    status_label = models.CharField(max_length=60)
    aangemaakt_op = models.DateTimeField()
    ontvangen_op = models.DateField(null=True, blank=True)
    gesloten_op = models.DateField(null=True, blank=True)
    swv_sinds = models.DateField(null=True, blank=True)
    gezin_sinds = models.DateField(null=True, blank=True)
    volgende_termijn = models.DateField(null=True, blank=True)
    beleid = models.JSONField(default=dict, help_text="Versienummers van het beleid dat deze zaak bindt.")
    versie = models.PositiveIntegerField(default=1)
    bijgewerkt_op = models.DateTimeField()

    objects = ZaakQuerySet.as_manager()

    class Meta:
        verbose_name = "zaak"
        verbose_name_plural = "zaken"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["swv", "nummer"], condition=~Q(nummer=""), name="zaak_nummer_uniek_per_swv"
            ),
            models.CheckConstraint(
                name="zaak_ontvangen_heeft_nummer", condition=Q(ontvangen_op__isnull=True) | ~Q(nummer="")
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["school", "volgende_termijn", "id"],
                condition=Q(gesloten_op__isnull=True),
                name="zaak_school_open",
            ),
            models.Index(
                fields=["swv", "volgende_termijn", "id"],
                condition=Q(gesloten_op__isnull=True),
                name="zaak_swv_open",
            ),
            models.Index(fields=["school", "-bijgewerkt_op", "id"], name="zaak_school"),
            models.Index(fields=["swv", "-bijgewerkt_op", "id"], name="zaak_swv"),
            models.Index(
                fields=["swv", "status", "volgende_termijn", "id"],
                condition=Q(gesloten_op__isnull=True),
                name="zaak_swv_stand",
            ),
            models.Index(nummer_begin(), name="zaak_nummer_begin"),
            models.Index(nummer_einde(), name="zaak_nummer_einde"),
        ]

    def __str__(self) -> str:
        return self.nummer or "concept"

    @property
    def is_open(self) -> bool:
        return self.gesloten_op is None


class Betrokkene(models.Model):
    """Who takes part in a Zaak by name, from–until, and why. The truth about participation."""

    zaak = models.ForeignKey(Zaak, models.PROTECT, related_name="betrokkenen")
    user = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="betrokken_bij")
    ouder = models.ForeignKey(Ouder, models.PROTECT, null=True, blank=True, related_name="betrokken_bij")
    naam = models.CharField(max_length=160, blank=True)
    rol = models.CharField(max_length=20, choices=Rol)
    van = models.DateField()
    tot = models.DateField(null=True, blank=True)
    grond = models.CharField(max_length=160)

    class Meta:
        verbose_name_plural = "betrokkenen"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["zaak", "user", "rol"], condition=Q(tot__isnull=True), name="betrokkene_eenmaal_open"
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["user", "rol", "zaak"], name="betrokkene_user"),
            models.Index(fields=["user", "rol", "tot", "zaak"], name="betrokkene_nu"),
        ]

    def __str__(self) -> str:
        return f"{self.naam or self.user}: {self.get_rol_display()}"

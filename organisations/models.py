"""Who there is: samenwerkingsverbanden, schools, people, their hats, mandates and the versioned policy."""

from datetime import date
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Coalesce, Lower

from organisations.mailadres import zelfde_adres
from organisations.models_beheer import Schoolimport as Schoolimport
from organisations.models_beheer import Toegangsnieuws as Toegangsnieuws
from organisations.models_beheer import Voorstel as Voorstel
from organisations.rollen import SCHOOLROLLEN, SWVROLLEN, Rol
from organisations.toegang.models import Bewaardformulier as Bewaardformulier
from organisations.toegang.models import Rem as Rem
from organisations.toegang.models import Sessie as Sessie
from organisations.toegang.models import Toegangsbewijs as Toegangsbewijs
from organisations.toegang.models import Verstuurd as Verstuurd
from organisations.validators import brin_validator, postcode_validator, swv_nummer_validator


class Postadres(models.Model):
    """A Dutch postal address, as printed in the window of an envelope."""

    straat = models.CharField("straat", max_length=120, blank=True)
    huisnummer = models.CharField("huisnummer", max_length=20, blank=True)
    postcode = models.CharField("postcode", max_length=7, blank=True, validators=[postcode_validator])
    plaats = models.CharField("plaats", max_length=80, blank=True)

    class Meta:
        abstract = True

    @property
    def adresregels(self) -> list[str]:
        regels = [f"{self.straat} {self.huisnummer}".strip(), f"{self.postcode}  {self.plaats}".strip()]
        return [regel for regel in regels if regel]


class Commissie(models.Model):
    """The body that decides or advises (CTO, CCT, …); two samenwerkingsverbanden can share one (source 004)."""

    naam = models.CharField(max_length=120)
    afkorting = models.CharField(max_length=12)

    class Meta:
        verbose_name = "commissie"

    def __str__(self) -> str:
        return self.naam


class Samenwerkingsverband(Postadres):
    """Regional body passend onderwijs. `nummer` is normalised to two letters and four digits (VO1234)."""

    naam = models.CharField(max_length=160)
    nummer = models.CharField(max_length=6, unique=True, validators=[swv_nummer_validator])
    commissie = models.ForeignKey(Commissie, models.PROTECT, related_name="samenwerkingsverbanden")
    telefoon = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    website = models.URLField(blank=True)
    steunpunt_naam = models.CharField("ouder- en jeugdsteunpunt", max_length=120, blank=True)
    steunpunt_telefoon = models.CharField(max_length=20, blank=True)
    steunpunt_email = models.EmailField(blank=True)
    kleur = models.CharField(max_length=7, default="#154273")

    class Meta:
        verbose_name = "samenwerkingsverband"
        verbose_name_plural = "samenwerkingsverbanden"

    def __str__(self) -> str:
        return self.naam


class Schoolbestuur(models.Model):
    """Bevoegd gezag: the applicant in law, for whom the coordinator acts."""

    naam = models.CharField(max_length=160)

    class Meta:
        verbose_name_plural = "schoolbesturen"

    def __str__(self) -> str:
        return self.naam


class Schoolsoort(models.TextChoices):
    BAO = "bao", "basisonderwijs"
    SBO = "sbo", "speciaal basisonderwijs"
    SO = "so", "speciaal onderwijs"
    VO = "vo", "voortgezet onderwijs"
    VSO = "vso", "voortgezet speciaal onderwijs"
    PRO = "pro", "praktijkonderwijs"


class School(Postadres):
    """One location of a school: BRIN (two digits, two letters) plus a two-digit location."""

    swv = models.ForeignKey(Samenwerkingsverband, models.PROTECT, related_name="scholen")
    bestuur = models.ForeignKey(Schoolbestuur, models.PROTECT, related_name="scholen")
    naam = models.CharField(max_length=160)
    brin = models.CharField(max_length=4, validators=[brin_validator])
    vestiging = models.CharField(max_length=2, default="00")
    soort = models.CharField(max_length=3, choices=Schoolsoort)
    telefoon = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    gesloten_op = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "scholen"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["brin", "vestiging"], name="school_brin_vestiging"),
        ]
        ordering: ClassVar = ["naam"]

    def __str__(self) -> str:
        return self.naam


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, *, naam: str, password: str | None = None, **velden: Any) -> "User":
        user = self.model(email=self.normalize_email(email), naam=naam, **velden)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def met_mail(self, email: str) -> models.QuerySet["User"]:
        """Whoever has this mail address, in whatever case."""
        return self.filter(zelfde_adres(email))

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.met_mail(username or "").get()


class User(AbstractBaseUser):
    """A person who can sign in. What the person may do follows from the hat, never from this row."""

    email = models.EmailField(unique=True)
    naam = models.CharField(max_length=160)
    telefoon = models.CharField(max_length=20, blank=True)
    is_active = models.BooleanField(default=True)
    aangemaakt_op = models.DateTimeField(auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar = ["naam"]

    class Meta:
        verbose_name = "gebruiker"
        verbose_name_plural = "gebruikers"
        constraints: ClassVar = [models.UniqueConstraint(Lower("email"), name="user_email_lower")]

    def __str__(self) -> str:
        return self.naam


class LidmaatschapQuerySet(models.QuerySet["Lidmaatschap"]):
    def bij_swv(self, swv_id: int) -> "LidmaatschapQuerySet":
        """At this samenwerkingsverband or at one of its schools."""
        return self.filter(Q(swv_id=swv_id) | Q(school__swv_id=swv_id))

    def niet_voorbij_op(self, dag: date) -> "LidmaatschapQuerySet":
        """Worn on that day or after it."""
        return self.filter(Q(tot__isnull=True) | Q(tot__gte=dag))

    def geldig_op(self, dag: date) -> "LidmaatschapQuerySet":
        return self.niet_voorbij_op(dag).filter(van__lte=dag)

    def werkzaam_op(self, dag: date) -> "LidmaatschapQuerySet":
        """The same of people who can log in: whom something can be asked."""
        return self.geldig_op(dag).filter(user__is_active=True)


def _gelijk(uitdrukking: Any) -> Func:
    """A number as a range of one, so that an exclusion needs no extension of PostgreSQL to compare it."""
    return Func(uitdrukking, uitdrukking, Value("[]"), function="int8range")


class Lidmaatschap(models.Model):
    """A hat: this person, in this role, at this organisation, from–until (until is the last day)."""

    user = models.ForeignKey(User, models.PROTECT, related_name="lidmaatschappen")
    rol = models.CharField(max_length=20, choices=Rol)
    school = models.ForeignKey(School, models.PROTECT, null=True, blank=True, related_name="lidmaatschappen")
    swv = models.ForeignKey(Samenwerkingsverband, models.PROTECT, null=True, blank=True, related_name="lidmaatschappen")
    van = models.DateField()
    tot = models.DateField(null=True, blank=True)

    objects = LidmaatschapQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "lidmaatschappen"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="lidmaatschap_organisatie_past_bij_rol",
                condition=(
                    Q(rol__in=SCHOOLROLLEN, school__isnull=False, swv__isnull=True)
                    | Q(rol__in=SWVROLLEN, school__isnull=True, swv__isnull=False)
                    | Q(rol__in=[Rol.OUDER, Rol.LEERLING], school__isnull=True, swv__isnull=True)
                ),
            ),
            models.CheckConstraint(
                name="lidmaatschap_van_voor_tot", condition=Q(tot__isnull=True) | Q(tot__gte=F("van"))
            ),
            ExclusionConstraint(
                name="lidmaatschap_geen_overlap",
                expressions=[
                    (_gelijk(F("user")), RangeOperators.OVERLAPS),
                    (_gelijk(Func(F("rol"), function="hashtext")), RangeOperators.OVERLAPS),
                    (_gelijk(Coalesce(F("school"), Value(0))), RangeOperators.OVERLAPS),
                    (_gelijk(Coalesce(F("swv"), Value(0))), RangeOperators.OVERLAPS),
                    (Func(F("van"), F("tot"), Value("[]"), function="daterange"), RangeOperators.OVERLAPS),
                ],
                violation_error_message="Deze persoon heeft deze rol in die periode al.",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["user", "van", "tot"], name="lidmaatschap_user")]

    def __str__(self) -> str:
        return f"{self.user} ({self.get_rol_display()})"

    @property
    def organisatie(self) -> School | Samenwerkingsverband | None:
        return self.school or self.swv


class Beroep(models.TextChoices):
    """Professions of experts (Besluit advisering toelaatbaarheid; domain.md §3)."""

    ORTHOPEDAGOOG = "orthopedagoog", "orthopedagoog"
    PSYCHOLOOG = "psycholoog", "psycholoog"
    JEUGDPSYCHOLOOG = "jeugdpsycholoog", "kinder- of jeugdpsycholoog"
    PEDAGOOG = "pedagoog", "pedagoog"
    KINDERPSYCHIATER = "kinderpsychiater", "kinderpsychiater"
    MAATSCHAPPELIJK_WERKER = "maatschappelijk_werker", "maatschappelijk werker"
    ARTS = "arts", "arts"
    ONDERWIJSKUNDIGE = "onderwijskundige", "onderwijskundige"


class DeskundigheidQuerySet(models.QuerySet["Deskundigheid"]):
    def bij(self, swv_id: int | None) -> "DeskundigheidQuerySet":
        """What counts at this samenwerkingsverband."""
        return self.filter(Q(swv_id=None) | Q(swv_id=swv_id))


class Deskundigheid(models.Model):
    """A profession a person holds, with register and dates, as one samenwerkingsverband recorded it.

    Several can know the same expert; each keeps its own record, so that nobody ends a profession for another one.
    A row without one counts everywhere: written by the version before this rule while the site was upgraded.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="deskundigheden")
    swv = models.ForeignKey(
        Samenwerkingsverband, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    beroep = models.CharField(max_length=24, choices=Beroep)
    registratie = models.CharField("registratie", max_length=60, blank=True)
    van = models.DateField()
    tot = models.DateField(null=True, blank=True)

    objects = DeskundigheidQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "deskundigheden"

    def __str__(self) -> str:
        return f"{self.user}: {self.get_beroep_display()}"


class Mandaatproduct(models.TextChoices):
    TLV = "tlv", "besluit over toelaatbaarheid"
    BUITEN_BEHANDELING = "buiten_behandeling", "besluit om niet te behandelen"


class Mandaat(models.Model):
    """Who may sign which decision namens the samenwerkingsverband, from–until (domain.md §9.4)."""

    swv = models.ForeignKey(Samenwerkingsverband, models.PROTECT, related_name="mandaten")
    user = models.ForeignKey(User, models.PROTECT, related_name="mandaten")
    product = models.CharField(max_length=24, choices=Mandaatproduct)
    functie = models.CharField(max_length=120, help_text="Zoals onder het besluit: voorzitter commissie …")
    namens = models.CharField(max_length=200, help_text="Zoals onder het besluit: het bestuur van …")
    plaatsvervangend = models.BooleanField(default=False)
    grondslag = models.CharField(max_length=200, blank=True)
    van = models.DateField()
    tot = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "mandaten"

    def __str__(self) -> str:
        return f"{self.functie}: {self.get_product_display()}"


class Afwezigheid(models.Model):
    """A period in which a person is away; a deputy with mandate may then sign.

    It counts at the samenwerkingsverband that recorded it, so that nobody makes a signer of another one absent;
    without one it counts everywhere.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="afwezigheden")
    swv = models.ForeignKey(
        Samenwerkingsverband, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    van = models.DateField()
    tot = models.DateField()

    class Meta:
        verbose_name_plural = "afwezigheden"
        constraints: ClassVar = [
            models.CheckConstraint(name="afwezigheid_van_voor_tot", condition=Q(tot__gte=F("van")))
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.van}-{self.tot}"


class Beleidsversie(models.Model):
    """One version of one section of a samenwerkingsverband's policy (*beleid*), from a date on."""

    swv = models.ForeignKey(Samenwerkingsverband, models.PROTECT, related_name="beleidsversies")
    sectie = models.CharField(max_length=40)
    vanaf = models.DateField()
    bron = models.CharField(max_length=200)
    schema = models.PositiveSmallIntegerField(default=1)
    waarden = models.JSONField(default=dict)

    class Meta:
        verbose_name_plural = "beleidsversies"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["swv", "sectie", "vanaf"], name="beleid_swv_sectie_vanaf")
        ]

    def __str__(self) -> str:
        return f"{self.sectie} vanaf {self.vanaf}"


class Nummerreeks(models.Model):
    """Sequence of numbers per samenwerkingsverband, kind and year; a number is never given twice."""

    swv = models.ForeignKey(Samenwerkingsverband, models.PROTECT, related_name="nummerreeksen")
    soort = models.CharField(max_length=20)
    jaar = models.PositiveSmallIntegerField()
    laatste = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name_plural = "nummerreeksen"
        constraints: ClassVar = [models.UniqueConstraint(fields=["swv", "soort", "jaar"], name="reeks_swv_soort_jaar")]

    def __str__(self) -> str:
        return f"{self.soort} {self.jaar}: {self.laatste}"


class VasteGedragswetenschapper(models.Model):
    """The pool member who is a school's fixed contact, from–until (source 004)."""

    school = models.ForeignKey(School, models.PROTECT, related_name="vaste_gedragswetenschappers")
    user = models.ForeignKey(User, models.PROTECT, related_name="contactscholen")
    van = models.DateField()
    tot = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "vaste gedragswetenschappers"

    def __str__(self) -> str:
        return f"{self.user} voor {self.school}"

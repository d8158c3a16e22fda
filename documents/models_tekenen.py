"""What is signed, by whom, and what came of it: frozen versions, requests, codes on paper, and facts to act upon."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from cases.models import Leerling, Ouder, Zaak
from organisations.models import School, User
from organisations.rollen import Rol


class Ondertekenstuk(models.Model):
    """A frozen version of something to be signed: its content, and the hash every signature is bound to.

    With `kamer` it lies in the signing room: `document` is the paper that everybody sees, `sha256` that of its file
    (empty until the paper is made), `inhoud` the rules as they were when it was asked, and `eindstuk` the same paper
    with its evidence page, sealed once when all that was asked is there.
    """

    class Uitslag(models.TextChoices):
        LOOPT = "", "loopt"
        VOLTOOID = "voltooid", "iedereen heeft getekend"
        VASTGELOPEN = "vast", "iemand tekent niet"
        VERLOPEN = "verlopen", "niet op tijd getekend"
        VERVANGEN = "vervangen", "vervangen door een nieuwe versie"
        INGETROKKEN = "terug", "ingetrokken"

    zaak = models.ForeignKey(Zaak, models.PROTECT, related_name="ondertekenstukken")
    soort = models.CharField(max_length=24)
    nummer = models.PositiveSmallIntegerField()
    inhoud = models.JSONField()
    sha256 = models.CharField(max_length=64)
    document = models.ForeignKey(
        "documents.Document", models.PROTECT, null=True, blank=True, related_name="ondertekenstukken"
    )
    bevroren_op = models.DateTimeField()
    bevroren_door = models.ForeignKey(User, models.PROTECT, related_name="+")
    vervallen_op = models.DateTimeField(null=True, blank=True)

    kamer = models.BooleanField(default=False, db_default=False)
    titel = models.CharField(max_length=160, blank=True, default="", db_default="")
    uitslag = models.CharField(max_length=10, choices=Uitslag, blank=True, default="", db_default="")
    voltooid_op = models.DateTimeField(null=True, blank=True)
    vervallen_reden = models.TextField(max_length=2000, blank=True, default="", db_default="")
    eindstuk = models.ForeignKey(
        "documents.Document", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )

    class Meta:
        verbose_name_plural = "ondertekenstukken"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["zaak", "soort", "nummer"], name="ondertekenstuk_nummer"),
            models.UniqueConstraint(
                fields=["zaak", "soort"],
                condition=Q(vervallen_op__isnull=True),
                name="ondertekenstuk_een_geldig",
            ),
            models.CheckConstraint(
                name="ondertekenstuk_voltooid_heeft_moment",
                condition=~Q(uitslag="voltooid") | Q(voltooid_op__isnull=False, eindstuk__isnull=False),
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["id"],
                condition=Q(kamer=True, uitslag="", vervallen_op__isnull=True),
                name="ondertekenstuk_loopt",
            )
        ]

    def __str__(self) -> str:
        return f"{self.titel or self.soort} versie {self.nummer}"

    @property
    def is_klaar(self) -> bool:
        """Whether the paper is made, so that there is something to sign."""
        return bool(self.sha256)


class Handtekening(models.Model):
    """One person asked to sign (or to read and react to) one frozen version, and what came of it.

    `groep` is the turn: a group is asked when enough of the groups before it signed. `opgevolgd_door` is the request
    that came in its place (asked again, passed on); the row itself stays as it was answered.
    """

    class Uitkomst(models.TextChoices):
        OPEN = "open", "nog niet"
        GETEKEND = "getekend", "getekend"
        GEZIEN = "gezien", "gezien, niet akkoord"
        GEWEIGERD = "geweigerd", "wil niet tekenen"
        VERVALLEN = "vervallen", "vervallen door een nieuwe versie"
        VERLOPEN = "verlopen", "niet op tijd"
        DOORGEGEVEN = "door", "doorgegeven aan een ander"
        GESTOPT = "gestopt", "niet meer nodig"

    class Wijze(models.TextChoices):
        DIGITAAL = "digitaal", "digitaal"
        PAPIER = "papier", "op papier"

    stuk = models.ForeignKey(Ondertekenstuk, models.PROTECT, related_name="handtekeningen")
    rol = models.CharField(max_length=20, choices=Rol)
    volgorde = models.PositiveSmallIntegerField(default=1)
    user = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="handtekeningen")
    ouder = models.ForeignKey(Ouder, models.PROTECT, null=True, blank=True, related_name="handtekeningen")
    leerling = models.ForeignKey(Leerling, models.PROTECT, null=True, blank=True, related_name="handtekeningen")
    naam = models.CharField(max_length=160)
    gevraagd_op = models.DateTimeField()
    uiterlijk = models.DateField(null=True, blank=True)
    uitkomst = models.CharField(max_length=10, choices=Uitkomst, default=Uitkomst.OPEN)
    wijze = models.CharField(max_length=10, choices=Wijze, blank=True)
    op = models.DateTimeField(null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True, help_text="Hash van het stuk zoals de persoon het zag.")
    hoe_vastgesteld = models.CharField(max_length=120, blank=True)
    reden = models.TextField(max_length=2000, blank=True)
    scan = models.ForeignKey("documents.Document", models.PROTECT, null=True, blank=True, related_name="+")
    bevestigd_door = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    kamer = models.BooleanField(default=False, db_default=False)
    school = models.ForeignKey(
        School,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        help_text="De school waarvoor deze persoon tekent; leeg bij gezin en samenwerkingsverband.",
    )
    functie = models.CharField(max_length=120, blank=True, default="", db_default="")
    groep = models.PositiveSmallIntegerField(default=1, db_default=1)
    keuzes = models.JSONField(
        default=list,
        db_default=models.Value([], models.JSONField()),
        help_text="De antwoorden waaruit deze persoon kan kiezen.",
    )
    moet_tekenen = models.BooleanField(
        default=True, db_default=True, help_text="Anders volstaat dat deze persoon het stuk zag en antwoordde."
    )
    uitgenodigd_op = models.DateTimeField(null=True, blank=True)
    verloopt_op = models.DateField(null=True, blank=True, help_text="Na deze dag kan deze persoon niet meer tekenen.")
    herinnerd_op = models.DateField(null=True, blank=True)
    bevestigd_op = models.DateTimeField(null=True, blank=True)
    opgevolgd_door = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="voorgangers", db_index=False
    )

    class Meta:
        verbose_name_plural = "handtekeningen"
        ordering: ClassVar = ["volgorde", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="handtekening_gezet_heeft_moment_en_hash",
                condition=~Q(uitkomst__in=["getekend", "gezien", "geweigerd"]) | (Q(op__isnull=False) & ~Q(sha256="")),
            ),
            models.UniqueConstraint(
                fields=["stuk", "user"],
                condition=Q(kamer=True, user__isnull=False, uitkomst__in=["open", "getekend"]),
                name="handtekening_een_per_persoon",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["user", "id"], condition=Q(uitkomst="open"), name="handtekening_gevraagd"),
            models.Index(
                fields=["uiterlijk", "id"], condition=Q(kamer=True, uitkomst="open"), name="handtekening_wacht"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.naam}: {self.get_uitkomst_display()}"

    @property
    def als(self) -> str:
        """In which role this person signs, in words."""
        return self.functie or self.get_rol_display()

    @property
    def gezin(self) -> bool:
        return self.rol in (Rol.OUDER, Rol.LEERLING)

    @property
    def geantwoord(self) -> bool:
        return self.uitkomst in (self.Uitkomst.GETEKEND, self.Uitkomst.GEZIEN, self.Uitkomst.GEWEIGERD)

    @property
    def na_te_kijken(self) -> bool:
        """Came on paper, and nobody compared the scan with the original yet: it counts for nothing until then."""
        return self.geantwoord and self.wijze == self.Wijze.PAPIER and self.bevestigd_door_id is None

    @property
    def telt(self) -> bool:
        """Whether this is what was asked of this person."""
        genoeg = self.uitkomst == self.Uitkomst.GETEKEND or (
            self.uitkomst == self.Uitkomst.GEZIEN and not self.moet_tekenen
        )
        return genoeg and not self.na_te_kijken

    @property
    def kan_nog(self) -> bool:
        """Whether it can still come to count."""
        return self.uitkomst == self.Uitkomst.OPEN or self.na_te_kijken


class Tekencode(models.Model):
    """A code in a letter, with which somebody without an account reads and signs one paper. Only its hash is kept."""

    handtekening = models.ForeignKey(Handtekening, models.PROTECT, related_name="codes")
    code_hash = models.CharField(max_length=64, unique=True)
    gemaakt_op = models.DateTimeField()
    gemaakt_door = models.ForeignKey(User, models.PROTECT, related_name="+")
    geldig_tot = models.DateField()
    gebruikt_op = models.DateTimeField(null=True, blank=True)
    vervallen_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "tekencodes"

    def __str__(self) -> str:
        return f"Tekencode {self.pk}"


class Tekenfeit(models.Model):
    """Something became so in the signing room. The workflow of the case acts upon it; `afgehandeld_op` says it did."""

    class Soort(models.TextChoices):
        GROEP = "groep", "een groep heeft getekend"
        VOLTOOID = "voltooid", "iedereen heeft getekend"
        GEWEIGERD = "geweigerd", "iemand tekent niet"
        VERLOPEN = "verlopen", "iemand was niet op tijd"
        INGETROKKEN = "ingetrokken", "het verzoek is ingetrokken"

    stuk = models.ForeignKey(Ondertekenstuk, models.PROTECT, related_name="feiten")
    soort = models.CharField(max_length=12, choices=Soort)
    groep = models.PositiveSmallIntegerField(null=True, blank=True)
    handtekening = models.ForeignKey(Handtekening, models.PROTECT, null=True, blank=True, related_name="+")
    moment = models.DateTimeField()
    afgehandeld_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "tekenfeiten"
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["stuk", "soort", "groep", "handtekening"], nulls_distinct=False, name="tekenfeit_eenmaal"
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["id"], condition=Q(afgehandeld_op__isnull=True), name="tekenfeit_te_doen")
        ]

    def __str__(self) -> str:
        return f"{self.stuk}: {self.get_soort_display()}"

"""Files, documents, seals, signatures and delivery. A Document row is also the work to be done for it (outbox)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from cases.compartimenten import Compartiment, leesbaar_voor
from cases.models import Leerling, Ouder, Zaak
from documents.models_tekenen import Handtekening as Handtekening
from documents.models_tekenen import Ondertekenstuk as Ondertekenstuk
from documents.models_tekenen import Tekencode as Tekencode
from documents.models_tekenen import Tekenfeit as Tekenfeit
from organisations.actor import Actor
from organisations.models import Samenwerkingsverband, School, User


class Bestand(models.Model):
    """Stored bytes: random name in the storage, SHA-256 and size on record."""

    opslagnaam = models.CharField(max_length=200, unique=True)
    sha256 = models.CharField(max_length=64, db_index=True)
    grootte = models.PositiveBigIntegerField(help_text="bytes")
    mime = models.CharField(max_length=100)
    paginas = models.PositiveIntegerField(null=True, blank=True)
    bewaard_op = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = "bestanden"

    def __str__(self) -> str:
        return self.sha256[:12]


class Documentsoort(models.TextChoices):
    OPP = "opp", "ontwikkelingsperspectiefplan (OPP)"
    ONDERZOEK = "onderzoek", "onderzoek naar capaciteiten"
    KNOOPPUNT = "knooppunt", "verslag knooppunt"
    TOESTEMMING = "toestemming", "toestemming van ouders"
    HANDTEKENINGEN = "handtekeningen", "ondertekend formulier"
    VERSLAG = "verslag", "ander verslag of onderzoek"
    BIJLAGE = "bijlage", "andere bijlage"
    ADVIES = "advies", "advies van deskundige"
    BESCHIKKING = "beschikking", "beschikking"
    BRIEF = "brief", "brief"
    BUNDEL = "bundel", "dossier in één bestand"
    NOTULEN = "notulen", "verslag van een vergadering"


class Werkstatus(models.TextChoices):
    """Outbox state of a row: from work to do to done, or visibly failed."""

    WACHT = "wacht", "wacht"
    BEZIG = "bezig", "bezig"
    KLAAR = "klaar", "klaar"
    MISLUKT = "mislukt", "mislukt"
    VERVALLEN = "vervallen", "vervallen"


class DocumentQuerySet(models.QuerySet["Document"]):
    def zichtbaar_voor(self, actor: Actor) -> "DocumentQuerySet":
        """Documents in cases this actor may see and in compartments this hat may read.

        A document addressed to one family member (`gezinslid`) is for that person and the offices only. What was
        added to a draft (`concept`) reaches the family with the version they are asked about.
        """
        zaken = Zaak.objects.visible_to(actor).values("pk")
        documenten = self.filter(
            Q(compartiment__in=leesbaar_voor(actor)) | Q(auteur_id=actor.gebruiker_id, auteur__isnull=False),
            zaak_id__in=zaken,
            verwijderd_op__isnull=True,
        )
        if actor.is_swv_bureau or actor.is_systeem:
            return documenten
        documenten = documenten.filter(Q(gezinslid__isnull=True) | Q(gezinslid_id=actor.gebruiker_id))
        return documenten.filter(Q(concept=False) | Q(auteur_id=actor.gebruiker_id)) if actor.is_gezin else documenten


class Document(models.Model):
    """A paper in a case: uploaded, or made by us from frozen merge data.

    A paper about more than one case (the minutes of a meeting) has no `zaak` but the `swv` whose paper it is. Nobody
    reads it as a paper of a case; the room that asked for it says who may.
    `gegevens` and `sjabloonhash` are frozen when the row is written: a letter never shows what changed after its
    decision. `sleutel` makes the row unique for the event that asked for it, so that it is made exactly once.
    """

    zaak = models.ForeignKey(Zaak, models.PROTECT, null=True, blank=True, related_name="documenten")
    swv = models.ForeignKey(
        Samenwerkingsverband,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        help_text="Van wie een stuk is dat over meer dan één zaak gaat.",
    )
    soort = models.CharField(max_length=16, choices=Documentsoort)
    titel = models.CharField(max_length=200)
    naam = models.CharField("bestandsnaam", max_length=200)
    compartiment = models.CharField(max_length=12, choices=Compartiment)
    bestand = models.ForeignKey(Bestand, models.PROTECT, null=True, blank=True, related_name="documenten")
    quarantaine = models.ForeignKey(
        Bestand,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        help_text="An upload that waits for the virus scanner; `bestand` stays empty until then.",
    )
    auteur = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    gezinslid = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    aangemaakt_op = models.DateTimeField()
    verwijderd_op = models.DateTimeField(null=True, blank=True)

    brief = models.CharField("briefsoort", max_length=40, blank=True)
    gegevens = models.JSONField(default=dict)
    sjabloonhash = models.CharField(max_length=64, blank=True)
    sleutel = models.CharField(max_length=120, unique=True, null=True, blank=True)
    te_verzegelen = models.BooleanField(default=False)
    concept = models.BooleanField(
        default=False, db_default=False, help_text="Added to a draft and in no frozen version yet."
    )
    werk = models.CharField(max_length=10, choices=Werkstatus, default=Werkstatus.KLAAR)
    pogingen = models.PositiveSmallIntegerField(default=0)
    volgende_poging_op = models.DateTimeField(null=True, blank=True)
    laatste_fout = models.CharField(max_length=400, blank=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "documenten"
        ordering: ClassVar = ["aangemaakt_op", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="document_klaar_heeft_bestand", condition=~Q(werk="klaar") | Q(bestand__isnull=False)
            ),
            models.CheckConstraint(
                name="document_van_zaak_of_swv", condition=Q(zaak__isnull=False) | Q(swv__isnull=False)
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["werk", "volgende_poging_op", "id"],
                condition=Q(werk__in=["wacht", "bezig"]),
                name="document_te_doen",
            ),
            models.Index(fields=["aangemaakt_op"], condition=Q(werk="mislukt"), name="document_mislukt"),
        ]

    def __str__(self) -> str:
        return self.titel

    @property
    def van_wie(self) -> Samenwerkingsverband:
        """The samenwerkingsverband whose paper it is."""
        eigenaar = self.zaak.swv if self.zaak is not None else self.swv
        assert eigenaar is not None, "document_van_zaak_of_swv"
        return eigenaar

    @property
    def waarvan(self) -> str:
        """The number of the case it belongs to; of a paper about more than one case its title."""
        return (self.zaak.nummer or f"concept {self.zaak.pk}") if self.zaak is not None else self.titel

    @property
    def opgeslagen(self) -> Bestand | None:
        """The bytes, also of a paper that nobody may open yet: for its size and its hash, never to hand out."""
        return self.bestand or self.quarantaine


class Zegelsleutel(models.Model):
    """A certificate we seal or sealed with. Rows stay for ever: old seals must remain verifiable."""

    vingerafdruk = models.CharField(max_length=64, unique=True)
    certificaat = models.TextField(help_text="PEM")
    keten = models.TextField(blank=True, help_text="PEM van tussenliggende en uitgevende certificaten")
    herkomst = models.CharField(max_length=20)
    in_gebruik_sinds = models.DateTimeField()
    vervangen_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "zegelsleutels"

    def __str__(self) -> str:
        return self.vingerafdruk[:16]


class Zegel(models.Model):
    """Our own register of sealed documents: hash, short code, key, and whether it has been replaced."""

    document = models.OneToOneField(Document, models.PROTECT, related_name="zegel")
    sha256 = models.CharField(max_length=64, unique=True)
    code = models.CharField(max_length=16, unique=True)
    zegelsleutel = models.ForeignKey(Zegelsleutel, models.PROTECT, related_name="zegels")
    verzegeld_op = models.DateTimeField()
    vervangen_door = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="vervangt")
    ingetrokken_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "zegels"

    def __str__(self) -> str:
        return self.code


class Bekendmaking(models.Model):
    """Sending a decision to one addressee: its own channel, its own date, its own objection term (domain.md §3)."""

    class Kanaal(models.TextChoices):
        DIGITAAL = "digitaal", "digitaal"
        POST = "post", "per post"

    document = models.ForeignKey(Document, models.PROTECT, related_name="bekendmakingen")
    zaak = models.ForeignKey(Zaak, models.PROTECT, related_name="bekendmakingen")
    school = models.ForeignKey(School, models.PROTECT, null=True, blank=True, related_name="+")
    ouder = models.ForeignKey(Ouder, models.PROTECT, null=True, blank=True, related_name="bekendmakingen")
    leerling = models.ForeignKey(Leerling, models.PROTECT, null=True, blank=True, related_name="+")
    naam = models.CharField(max_length=160)
    adresregels = models.JSONField(default=list)
    kanaal = models.CharField(max_length=10, choices=Kanaal)
    klaargezet_op = models.DateTimeField()
    geprint_op = models.DateTimeField(null=True, blank=True)
    geprint_voor = models.DateField(
        null=True, blank=True, help_text="De dag van verzending die in de geprinte brief staat."
    )
    verzonden_op = models.DateField(null=True, blank=True)
    genoteerd_op = models.DateTimeField(null=True, blank=True)
    verzonden_door = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    geopend_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "bekendmakingen"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["document", "school", "ouder", "leerling"],
                nulls_distinct=False,
                name="bekendmaking_een_per_geadresseerde",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["klaargezet_op", "id"],
                condition=Q(kanaal="post", verzonden_op__isnull=True),
                name="bekendmaking_te_posten",
            )
        ]

    def __str__(self) -> str:
        return f"{self.naam}: {self.get_kanaal_display()}"

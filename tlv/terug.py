"""A decision on paper that came back undelivered: noted, judged, and told all the same.

Awb 3:41 and 6:8: to send it to the right address makes it known, whether it is read or not, and the term to object runs
from the day after. Sent to another address by a mistake of ours it was not made known to this addressee: it is sent
again, and the term of this addressee alone begins then. The sealed decision stays as it is.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from cases.compartimenten import Compartiment
from deadlines import services as termijnen
from documents.models import Bekendmaking, Document
from organisations.actor import Actor
from tlv import bekendmaken, rechten
from tlv.models import Status, Terugzending
from ui.notatie import datum
from workflow.edit import edit
from workflow.fouten import Conflict, Geweigerd
from workflow.process import Bewerking, Deel
from workflow.terugpost import Gepost, Teruggekomen, Terugpost

NOTEREN, BEOORDELEN = "besluit_terug", "besluit_terug_beoordeeld"
TERUGKIJKEN = timedelta(days=90)
"""So long after it was sent a decision is in the list of what can have come back."""
GETOOND = 200
NIET_BEKEND, WEL_BEKEND = Terugzending.Oordeel.NIET_BEKEND, Terugzending.Oordeel.WEL_BEKEND


def verstuurd(actor: Actor) -> QuerySet[Bekendmaking]:
    """Decisions on the post that can still come back, the latest first: not a sending that did."""
    al_terug = Terugzending.objects.filter(bekendmaking=OuterRef("pk"), verzonden_op=OuterRef("verzonden_op"))
    rijen = Bekendmaking.objects.filter(
        ~Exists(al_terug),
        zaak__swv_id=actor.swv_id,
        zaak__soort="tlv",
        zaak__status=Status.BEKENDGEMAAKT,
        kanaal=Bekendmaking.Kanaal.POST,
        verzonden_op__gte=actor.vandaag - TERUGKIJKEN,
    )
    return rijen.select_related("zaak").order_by("-verzonden_op", "-pk")


def te_beoordelen(actor: Actor) -> QuerySet[Terugzending]:
    """Those that came back and about which nothing was decided yet, the longest first."""
    rijen = Terugzending.objects.filter(oordeel="", bekendmaking__zaak__swv_id=actor.swv_id)
    return rijen.select_related(
        "bekendmaking__zaak__dossier__leerling", "bekendmaking__ouder", "bekendmaking__leerling"
    ).order_by("terug_op", "pk")


def niet_bekend(rij: Bekendmaking) -> Terugzending | None:
    """The last sending to this addressee that did not make it known."""
    return rij.terugzendingen.filter(oordeel=NIET_BEKEND).order_by("-pk").first()


# -- it came back ----------------------------------------------------------------------------------


def leg_terug_vast(b: Bewerking) -> None:
    rijen = Bekendmaking.objects.select_for_update(of=("self",)).filter(zaak=b.zaak)
    rij = rijen.filter(pk=b.data["bekendmaking"], kanaal=Bekendmaking.Kanaal.POST, verzonden_op__isnull=False).first()
    if rij is None or rij.verzonden_op is None:
        raise Conflict("Deze brief is niet verstuurd. Bekijk de lijst opnieuw.")
    if rij.terugzendingen.filter(verzonden_op=rij.verzonden_op).exists():
        raise Conflict("Een collega noteerde dit al. Dat is zo gebleven.")
    op: date = b.data["terug_op"]
    if not rij.verzonden_op < op <= b.by.vandaag:
        raise Geweigerd(
            f"De brief ging op {datum(rij.verzonden_op)} op de post. Kies een latere dag, tot en met vandaag.",
            veld="retour_op",
        )
    rij.terugzendingen.create(
        verzonden_op=rij.verzonden_op,
        adresregels=rij.adresregels,
        terug_op=op,
        reden=str(b.data.get("reden") or "").strip(),
        genoteerd_op=b.nu,
        genoteerd_door_id=b.by.persoon_id,
    )


# -- what it means ---------------------------------------------------------------------------------


def beoordeel(b: Bewerking) -> None:
    """Whether it was made known to this addressee; when not, the letter waits again with the address as it is now."""
    terug = Terugzending.objects.select_for_update(of=("self",)).filter(bekendmaking__zaak=b.zaak)
    rij = terug.select_related("bekendmaking").filter(pk=b.data["terugzending"], oordeel="").first()
    if rij is None:
        raise Conflict("Een collega besliste hier al over. Dat is zo gebleven.")
    toelichting = str(b.data.get("toelichting") or "").strip()
    if not toelichting:
        raise Geweigerd("Schrijf op hoe u dit weet, en wat u deed.", veld="toelichting")
    oordeel = Terugzending.Oordeel(b.data["oordeel"])
    if oordeel == NIET_BEKEND:
        _zet_klaar(b, rij)
    rij.oordeel, rij.toelichting = oordeel, toelichting
    rij.beoordeeld_op, rij.beoordeeld_door_id = b.nu, b.by.persoon_id
    rij.save(update_fields=["oordeel", "toelichting", "beoordeeld_op", "beoordeeld_door"])
    b.vast["oordeel"] = str(oordeel)


def _zet_klaar(b: Bewerking, terug: Terugzending) -> None:
    rij = terug.bekendmaking
    adres = bekendmaken.adres_nu(rij)
    if not adres:
        raise Geweigerd("In het dossier staat geen adres. Vul daar eerst het goede adres in.", veld="oordeel")
    if adres == terug.adresregels:
        raise Geweigerd(
            "Het adres bij de zaak is nog hetzelfde als op de envelop. Verbeter eerst het adres. Stuur dan opnieuw.",
            veld="oordeel",
        )
    termijnen.stop(b.zaak, "bezwaar", op=b.by.vandaag, kenmerk=bekendmaken.kenmerk(rij))
    _berg_brief_op(rij, terug)
    rij.adresregels, rij.klaargezet_op = adres, b.nu
    rij.geprint_op = rij.geprint_voor = rij.verzonden_op = rij.verzonden_door = rij.genoteerd_op = None
    velden = ["geprint_op", "geprint_voor", "verzonden_op", "verzonden_door", "genoteerd_op"]
    rij.save(update_fields=["adresregels", "klaargezet_op", *velden])


def _berg_brief_op(rij: Bekendmaking, terug: Terugzending) -> None:
    """The letter went out and stays with the office; the family reads the one whose last day holds."""
    sleutel = bekendmaken.sleutel_brief(rij)
    for brief in Document.objects.select_for_update().select_related(None).filter(sleutel=sleutel):
        brief.sleutel, brief.compartiment = f"{sleutel}:terug:{terug.pk}", Compartiment.INTERN
        brief.titel = f"{brief.titel}, kwam terug op {datum(terug.terug_op)}"[: Document.titel.field.max_length]
        brief.save(update_fields=["sleutel", "compartiment", "titel"])


DELEN: tuple[Deel, ...] = (
    Deel(
        naam=NOTEREN,
        label="Een besluit kwam terug met de post",
        mag=rechten.is_secretariaat,
        schrijf=leg_terug_vast,
        sessie=False,
        icoon="mail",
    ),
    Deel(
        naam=BEOORDELEN,
        label="Bekeken waarom een besluit terugkwam",
        mag=rechten.is_secretariaat,
        schrijf=beoordeel,
        sessie=False,
        icoon="mail",
    ),
)


# -- in the list of post that came back ------------------------------------------------------------


def te_kiezen(actor: Actor) -> Iterable[Gepost]:
    for rij in verstuurd(actor)[:GETOOND]:
        assert rij.verzonden_op is not None
        wat = f"{rij.naam}: het besluit"
        yield Gepost(pk=rij.pk, wat=wat, zaaknummer=rij.zaak.nummer, gepost_op=rij.verzonden_op)


def noteer(actor: Actor, bekendmaking_id: int, op: date, reden: str) -> None:
    rij = Bekendmaking.objects.get(pk=bekendmaking_id)
    edit(rij.zaak_id, NOTEREN, by=actor, data={"bekendmaking": rij.pk, "terug_op": op, "reden": reden})


def open_regels(actor: Actor) -> Iterable[Teruggekomen]:
    for terug in te_beoordelen(actor)[:GETOOND]:
        rij = terug.bekendmaking
        yield Teruggekomen(
            zaak=rij.zaak,
            wat="Het besluit",
            aan=rij.naam,
            telefoon=rij.ouder.telefoon if rij.ouder else "",
            gepost_op=terug.verzonden_op,
            terug_op=terug.terug_op,
            reden=terug.reden,
            url=reverse("tlv:besluit_terug", args=[rij.pk]),
        )


TERUGPOST = Terugpost(te_kiezen=te_kiezen, noteer=noteer, open=open_regels)

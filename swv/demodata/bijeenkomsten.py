"""Two meetings of the commission: one that was held, with its minutes, and one that comes."""

from datetime import datetime, time, timedelta
from typing import Any

from documents.models import Document
from maatwerk.models import Status as Trajectstatus
from maatwerk.models import Traject
from organisations.actor import Actor
from organisations.models import School
from organisations.rollen import Rol
from swv.demodata.klok import HIER, Verhaal
from swv.demodata.wereld import HANNA, Wereld
from tlv.models import IN_BEHANDELING, Aanvraag
from vergaderingen import acties, afsluiten, plannen, punten, uitkomsten
from vergaderingen.models import Agendapunt, Genodigde, Vergadering

ZAAL = "Kastanjelaan 12, Lindestad, vergaderzaal 2"
CONSULTATIE = {
    "vorm": Agendapunt.Vorm.CONSULTATIE,
    "titel": "Hoe begeleiden wij een klas met veel wisselingen?",
    "vraag": "De school vraagt hoe zij rust brengt in een brugklas waarin dit jaar drie mentoren vertrokken.",
}
ADVIES = "Begin met een vaste volwassene per dagdeel. Bespreek na zes weken met de klas en de ouders wat het opleverde."


def vergaderingen(w: Wereld) -> Verhaal:
    """The first is planned and held, then the next one is planned."""
    begin = _uur(w, w.agenda.kalender.eerstvolgende_werkdag(w.agenda.vandaag - timedelta(days=9)))
    yield begin - timedelta(days=8)
    gehouden = _plan(w, begin, begin - timedelta(days=8))
    yield begin - timedelta(days=3)
    _vul(w, gehouden, begin - timedelta(days=3), aantal=1)
    yield begin + timedelta(minutes=95)
    _houd(w, gehouden, begin + timedelta(minutes=95))
    straks = w.nu - timedelta(minutes=50)
    yield straks
    komend = _plan(w, _uur(w, w.agenda.kalender.werkdagen_erbij(w.agenda.vandaag, 4)), straks)
    _vul(w, komend, straks, aantal=2)
    _vraag_advies(w, komend, straks)
    plannen.stuur_rond(w.secretariaat(straks), komend.pk, nu=straks)


def _uur(w: Wereld, dag: Any) -> datetime:
    return datetime.combine(dag, time(13, 30), HIER)


def _plan(w: Wereld, begin: datetime, nu: datetime) -> Vergadering:
    by = w.secretariaat(nu)
    leden = plannen.uit_te_nodigen(w.swv.pk, by.vandaag)
    rollen = (Rol.VOORZITTER, Rol.PLV_VOORZITTER, Rol.COMMISSIELID, Rol.SECRETARIAAT)
    gegevens = {
        "begin": begin,
        "einde": begin + timedelta(minutes=90),
        "online": False,
        "plaats": ZAAL,
        "voorzitter": w.user(HANNA).pk,
        "leden": [lid.pk for lid in leden if lid.rol in rollen],
    }
    return plannen.plan(by, gegevens, nu=nu)


def _vul(w: Wereld, vergadering: Vergadering, nu: datetime, *, aantal: int) -> None:
    """Cases that are being treated, with a paper or two, and a question without a request."""
    by = w.secretariaat(nu)
    for zaak_id in _zaken(w, aantal):
        stukken = Document.objects.zichtbaar_voor(by).filter(zaak_id=zaak_id, brief="", bestand__isnull=False)
        w.schrijf(
            zaak_id,
            "op_agenda",
            by,
            nu,
            soort="bespreking",
            vergadering=vergadering.pk,
            vraag="Denkt de commissie aan een plaats in het vso, of is er nog iets lichters te proberen?",
            stukken=list(stukken.values_list("pk", flat=True)[:2]),
        )
    school = School.objects.get(swv=w.swv, brin="21QB")
    punten.voeg_punt_toe(by, vergadering.pk, {**CONSULTATIE, "school_id": school.pk}, nu=nu)


def _vraag_advies(w: Wereld, vergadering: Vergadering, nu: datetime) -> None:
    """What is asked about a track: whether a casemanager comes, and who."""
    vraag = "Is een casemanager hier de weg, of is er nog iets anders te proberen?"
    for traject in Traject.objects.filter(zaak__swv=w.swv, status=Trajectstatus.BIJ_COMMISSIE):
        op = {"soort": "advies", "vergadering": vergadering.pk, "vraag": vraag, "stukken": []}
        w.schrijf(traject.zaak_id, "op_agenda", w.secretariaat(nu), nu, **op)


def _zaken(w: Wereld, aantal: int) -> list[int]:
    """Not those that a family of the front page follows: their story stays as it is told."""
    rijen = Aanvraag.objects.filter(zaak__swv=w.swv, status__in=IN_BEHANDELING).exclude(
        zaak__dossier__leerling__ouders__user__isnull=False
    )
    rijen = rijen.exclude(zaak__agendapunten__isnull=False).order_by("-status", "zaak_id").distinct()
    return list(rijen.values_list("zaak_id", flat=True)[:aantal])


def _houd(w: Wereld, vergadering: Vergadering, nu: datetime) -> None:
    by = w.secretariaat(nu)
    genodigden = list(Genodigde.objects.filter(vergadering=vergadering).order_by("pk"))
    daar = {g.pk: Genodigde.Aanwezig.NEE if g.pk == genodigden[-1].pk else Genodigde.Aanwezig.JA for g in genodigden}
    afsluiten.leg_presentie_vast(by, vergadering.pk, {pk: str(wie) for pk, wie in daar.items()}, versie=None, nu=nu)
    for punt in vergadering.punten.all():
        _behandel(by, punt, nu)
    acties.voeg_toe(
        by,
        vergadering.pk,
        wat="Data voor het voorjaar rondsturen",
        lid_id=genodigden[0].lid_id,
        uiterlijk=w.agenda.vandaag + timedelta(days=9),
        punt_id=None,
        nu=nu,
    )
    afsluiten.sluit_af(by, vergadering.pk, nu=nu + timedelta(minutes=10))


def _behandel(by: Actor, punt: Agendapunt, nu: datetime) -> None:
    zaak = punt.zaak_id is not None
    gegevens: dict[str, Any] = {
        "uitkomst": "meer_weten" if zaak else "advies",
        "advies": "De commissie wil eerst weten wat de begeleiding in de klas opleverde." if zaak else ADVIES,
        "verlieten": [],
    }
    uitkomsten.leg_uitkomst_vast(by, punt.pk, gegevens, versie=None, sleutel="", nu=nu)

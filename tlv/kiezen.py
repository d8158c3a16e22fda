"""Choosing and starting a request: what runs already, and what a new draft needs."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q

from cases.fouten import Geweigerd
from cases.herkomst import aanvragende_school as aanvragende_school
from cases.herkomst import inschrijving_op
from cases.models import Dossier, Zaak
from cases.toegang import mag_bewerken
from organisations.actor import Actor
from organisations.beleid import beleid_op
from organisations.models import School
from organisations.rollen import Rol
from tlv.beleid import SECTIE, TlvBeleid, gemiste_zekere_dag
from tlv.eisen import eisen_van
from tlv.models import Aanvraag, Eisbeoordeling, Kanaal, Route, Status, Toelaatbaarheid
from tlv.perioden import einde_schooljaar
from tlv.routes import NERGENS, Situatie, Stand, keuze_voor
from workflow.process import Aanvang, Begin


def situatie_van(dossier: Dossier, school: School, *, op: date) -> Situatie:
    inschrijving = inschrijving_op(dossier, op)
    if inschrijving is None:
        return Situatie(dossier.swv_id, school.pk, school.soort, NERGENS)
    bij = inschrijving.school
    return Situatie(
        swv_id=dossier.swv_id,
        school_id=school.pk,
        schoolsoort=school.soort,
        ingeschreven_soort=bij.soort,
        ingeschreven_school_id=bij.pk,
        ingeschreven_school=bij.naam,
        ingeschreven_swv_id=bij.swv_id,
        ingeschreven_swv=bij.swv.naam,
    )


@dataclass(frozen=True)
class Signalen:
    """What is pointed out before somebody starts."""

    lopende_tlv: list[Toelaatbaarheid] = field(default_factory=list)
    tlv_zaken: dict[int, int] = field(default_factory=dict)
    """Number of the declaration → the case behind it, for who may see that case."""
    open_zaken: list[Zaak] = field(default_factory=list)
    einde_schooljaar: date | None = None
    """Set after the date up to which a decision before the end of the school year is sure."""

    @property
    def vraagt_reden(self) -> bool:
        return bool(self.lopende_tlv or self.open_zaken)


def signalen(dossier: Dossier, by: Actor) -> Signalen:
    """A running TLV of this pupil, open requests the actor may see, and whether it is late in the year."""
    dag = by.vandaag
    tlvs = Toelaatbaarheid.objects.filter(
        Q(einde__isnull=True) | Q(einde__gte=dag), leerling_id=dossier.leerling_id, ingetrokken_op__isnull=True
    ).select_related("besluit__aanvraag", "swv")
    zichtbaar = Zaak.objects.visible_to(by)
    lopend = list(tlvs.order_by("-begin"))
    zaak_ids = set(zichtbaar.filter(pk__in=[t.besluit.aanvraag.zaak_id for t in lopend]).values_list("pk", flat=True))
    return Signalen(
        lopende_tlv=lopend,
        tlv_zaken={t.pk: t.besluit.aanvraag.zaak_id for t in lopend if t.besluit.aanvraag.zaak_id in zaak_ids},
        open_zaken=list(zichtbaar.open().filter(dossier=dossier, soort="tlv").order_by("-pk")),
        einde_schooljaar=_te_laat(dossier.swv_id, dag),
    )


def _te_laat(swv_id: int, dag: date) -> date | None:
    beleid = beleid_op(swv_id, SECTIE, op=dag)
    assert isinstance(beleid, TlvBeleid)
    return einde_schooljaar(dag) if gemiste_zekere_dag(beleid, dag) else None


# -- the start of a request ------------------------------------------------------------------------


def school_van_aanvraag(aanvang: Aanvang) -> School:
    """The applying school, after the rules about starting. Data: route, kanaal, ontvangen_op, reden."""
    dossier, by, data = aanvang.dossier, aanvang.by, aanvang.data
    school = aanvragende_school(dossier, by)
    keuze = keuze_voor(data.get("route") or Route.VO_VSO, situatie_van(dossier, school, op=by.vandaag))
    if keuze is None or keuze.stand != Stand.STARTBAAR:
        raise Geweigerd(keuze.uitleg if keuze and keuze.uitleg else "Deze aanvraag past niet bij deze leerling.")
    _controleer_ontvangst(by, data)
    if signalen(dossier, by).vraagt_reden and not str(data.get("reden") or "").strip():
        raise Geweigerd("Schrijf op waarom er toch een nieuwe aanvraag nodig is.", veld="reden")
    return school


def _controleer_ontvangst(by: Actor, data: dict[str, Any]) -> None:
    """Only the secretariat enters what came on paper, by mail or by phone, and says on which day."""
    kanaal, ontvangen_op = data.get("kanaal") or Kanaal.DIGITAAL, data.get("ontvangen_op")
    if (by.rol == Rol.SECRETARIAAT) == (kanaal == Kanaal.DIGITAAL):
        raise Geweigerd("Kies hoe de aanvraag is binnengekomen.", veld="kanaal")
    if kanaal != Kanaal.DIGITAAL and (ontvangen_op is None or ontvangen_op > by.vandaag):
        raise Geweigerd("Vul in op welke dag de aanvraag is binnengekomen.", veld="ontvangen_op")


def maak_aanvraag(aanvang: Aanvang, zaak: Zaak) -> None:
    """The request and its empty checklist."""
    data = aanvang.data
    route = data.get("route") or Route.VO_VSO
    aanvraag = Aanvraag.objects.create(
        zaak=zaak,
        route=route,
        kanaal=data.get("kanaal") or Kanaal.DIGITAAL,
        startreden=str(data.get("reden") or "").strip(),
        binnengekomen_op=data.get("ontvangen_op"),
    )
    Eisbeoordeling.objects.bulk_create(Eisbeoordeling(aanvraag=aanvraag, eis=eis.sleutel) for eis in eisen_van(route))


BEGIN = Begin(
    mag=mag_bewerken,
    school=school_van_aanvraag,
    maak=maak_aanvraag,
    status=Status.CONCEPT,
    gebeurd="Aanvraag begonnen",
    gezin="De school begon met de aanvraag",
)

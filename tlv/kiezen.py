"""Choosing and starting a request: what runs already, and the one service that makes the draft."""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from audit.services import record
from cases.fouten import GeenRecht, Geweigerd, NietGevonden
from cases.models import Dossier, Inschrijving, Zaak
from cases.services import haal_dossier_op_slot, leg_weigering_vast
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
from workflow.models import Handeling

ACTIE = "starten"


def inschrijving_op(dossier: Dossier, dag: date) -> Inschrijving | None:
    """Where the pupil is enrolled on a day; the latest when two schools say so."""
    rijen = Inschrijving.objects.filter(
        Q(tot__isnull=True) | Q(tot__gte=dag),
        leerling_id=dossier.leerling_id,
        soort=Inschrijving.Soort.INGESCHREVEN,
        van__lte=dag,
    )
    return rijen.select_related("school__swv").order_by("-van", "-pk").first()


def aanvragende_school(dossier: Dossier, by: Actor) -> School:
    """The school of the coordinator's hat; the secretariat enters for the school of enrolment, or the dossier's."""
    if by.school_id is not None:
        return School.objects.get(pk=by.school_id)
    inschrijving = inschrijving_op(dossier, by.vandaag)
    if inschrijving and inschrijving.geeft_toegang and inschrijving.school.swv_id == dossier.swv_id:
        return inschrijving.school
    return dossier.school


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


def start_aanvraag(
    dossier_id: int,
    *,
    by: Actor,
    nu: datetime,
    kanaal: str = Kanaal.DIGITAAL,
    route: str = Route.VO_VSO,
    reden: str = "",
    ontvangen_op: date | None = None,
    sleutel: str = "",
) -> int:
    """Make the draft: the case, the request and its empty checklist. The same key again gives the first draft.

    Returns the id of the case. Raises NietGevonden, GeenRecht, or Geweigerd with what to do.
    """
    try:
        with transaction.atomic():
            dossier = haal_dossier_op_slot(dossier_id, by)
            if not mag_bewerken(by, dossier):
                raise GeenRecht
            if eerder := _eerder(sleutel, dossier, by):
                return eerder
            school = aanvragende_school(dossier, by)
            _controleer(dossier, school, by, route=route, kanaal=kanaal, reden=reden, ontvangen_op=ontvangen_op)
            zaak = _maak_zaak(dossier, school, by, nu)
            _maak_aanvraag(zaak, route=route, kanaal=kanaal, reden=reden, ontvangen_op=ontvangen_op)
            _leg_vast(zaak, by, sleutel, nu)
            return zaak.pk
    except (NietGevonden, GeenRecht, Geweigerd) as weigering:
        leg_weigering_vast(by, "tlv.starten", weigering)
        raise


def _eerder(sleutel: str, dossier: Dossier, by: Actor) -> int | None:
    if not sleutel:
        return None
    rijen = Handeling.objects.filter(sleutel=sleutel, actie=ACTIE, hoed_id=by.hoed_id, zaak__dossier_id=dossier.pk)
    return rijen.values_list("zaak_id", flat=True).first()


def _controleer(
    dossier: Dossier,
    school: School,
    by: Actor,
    *,
    route: str,
    kanaal: str,
    reden: str,
    ontvangen_op: date | None,
) -> None:
    keuze = keuze_voor(route, situatie_van(dossier, school, op=by.vandaag))
    if keuze is None or keuze.stand != Stand.STARTBAAR:
        raise Geweigerd(keuze.uitleg if keuze and keuze.uitleg else "Deze aanvraag past niet bij deze leerling.")
    if (by.rol == Rol.SECRETARIAAT) == (kanaal == Kanaal.DIGITAAL):
        raise Geweigerd("Kies hoe de aanvraag is binnengekomen.", veld="kanaal")
    if kanaal != Kanaal.DIGITAAL and (ontvangen_op is None or ontvangen_op > by.vandaag):
        raise Geweigerd("Vul in op welke dag de aanvraag is binnengekomen.", veld="ontvangen_op")
    if signalen(dossier, by).vraagt_reden and not reden.strip():
        raise Geweigerd("Schrijf op waarom er toch een nieuwe aanvraag nodig is.", veld="reden")


def _maak_zaak(dossier: Dossier, school: School, by: Actor, nu: datetime) -> Zaak:
    """A draft belongs to the school alone, unless the secretariat enters it."""
    namens = by.rol == Rol.SECRETARIAAT
    return Zaak.objects.create(
        soort="tlv",
        dossier=dossier,
        swv_id=dossier.swv_id,
        school=school,
        behandelaar_id=by.gebruiker_id if namens else None,
        schoolbehandelaar_id=None if namens else by.gebruiker_id,
        status=Status.CONCEPT,
        status_label="Concept",
        aangemaakt_op=nu,
        bijgewerkt_op=nu,
        swv_sinds=by.vandaag if namens else None,
    )


def _maak_aanvraag(zaak: Zaak, *, route: str, kanaal: str, reden: str, ontvangen_op: date | None) -> None:
    aanvraag = Aanvraag.objects.create(
        zaak=zaak, route=route, kanaal=kanaal, startreden=reden.strip(), binnengekomen_op=ontvangen_op
    )
    Eisbeoordeling.objects.bulk_create(Eisbeoordeling(aanvraag=aanvraag, eis=eis.sleutel) for eis in eisen_van(route))


def _leg_vast(zaak: Zaak, by: Actor, sleutel: str, nu: datetime) -> None:
    record(
        by,
        "tlv.starten",
        swv_id=zaak.swv_id,
        zaak_id=zaak.pk,
        leerling_id=zaak.dossier.leerling_id,
        object_soort="tlv.aanvraag",
        moment=nu,
    )
    if sleutel:
        Handeling.objects.create(sleutel=sleutel, zaak=zaak, actie=ACTIE, hoed_id=by.hoed_id, resultaat={}, moment=nu)

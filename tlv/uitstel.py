"""Moving the dates of a request: our own norm with a reason, the term of the law only by what the law knows.

Awb 4:14 (a later date, announced in time), 4:15 first paragraph under b (information from abroad) and second paragraph
(consent in writing, delay of the applicant, force majeure). What is recorded is a fact; the dates before and after are
derived from it, for the page and the letter alike.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from deadlines import services as termijnen
from deadlines.berekening import (
    AANVULLING,
    BUITENLAND,
    GRONDEN,
    INSTEMMING,
    OVERMACHT,
    VERTRAGING,
    Berekening,
    Stilstand,
    Termijnfeiten,
    Verdaging,
    Verzetting,
)
from deadlines.kalender import DAG, Kalender
from deadlines.models import MET_FEITEN, Opschorting, Termijn, kalender_uit_tabel
from deadlines.verschuiven import DatumFout, TermijnFout, toets_niet_voorbij, toets_verdaging, toets_verzetting
from organisations.actor import Actor
from organisations.beleid import BeleidFout
from tlv import rechten
from tlv.beleid import beleid_van
from tlv.models import Aanvraag
from ui.notatie import datum
from workflow.fouten import Conflict, Geweigerd
from workflow.process import Uitvoering

BESLISTERMIJN, SERVICENORM = "beslistermijn", "servicenorm"
VERZETTEN, VERDAGEN, BEEINDIGEN, ONGEDAAN = (
    "norm_verzetten",
    "beslistermijn_verdagen",
    "opschorting_beeindigen",
    "opschorting_ongedaan",
)
OPSCHORTEN = {
    "opschorten_buitenland": BUITENLAND,
    "opschorten_instemming": INSTEMMING,
    "opschorten_vertraging": VERTRAGING,
    "opschorten_overmacht": OVERMACHT,
}
"""The actions by which the term of the law stands still, beside a request to supplement; each with its ground."""
SOORT_VAN = dict.fromkeys((VERDAGEN, BEEINDIGEN, ONGEDAAN, *OPSCHORTEN), BESLISTERMIJN) | {VERZETTEN: SERVICENORM}
EIGEN_GRONDEN = tuple(OPSCHORTEN.values())
GEEN_EINDE = "open"


@dataclass(frozen=True)
class Gevolg:
    """What an act does to a term: the calculation as it is and as it would be, and what is recorded for it."""

    termijn: Termijn
    oud: Berekening
    nieuw: Berekening
    opschorting: Opschorting | None = None

    @property
    def kenmerk(self) -> str:
        """The new last day as a form carries it, so that what is confirmed is what was seen."""
        return self.nieuw.einde.isoformat() if self.nieuw.einde else GEEN_EINDE

    def voorbij(self, op: date) -> bool:
        return self.nieuw.einde is not None and self.nieuw.einde < op


# -- who may --------------------------------------------------------------------------------------


def mag_norm_verzetten(actor: Actor, aanvraag: Aanvraag) -> bool:
    """Whom the policy that binds the case allows to move our own date."""
    if actor.swv_id != aanvraag.zaak.swv_id or not actor.is_swv_bureau:
        return False
    try:
        return actor.rol in beleid_van(aanvraag).norm_verzetten_door
    except BeleidFout:  # nobody, until it can be read; the terms themselves can still be looked at
        return False


def te_beeindigen(termijn: Termijn, vandaag: date) -> list[Opschorting]:
    """What stands still now on a ground of its own: of each ground the one that lasts longest, as it ends them all.

    A request to supplement ends by an answer or its withdrawal.
    """
    lopend = [o for o in termijn.opschortingen.all() if o.grond in EIGEN_GRONDEN and termijn.telt(o)]
    nu = [o for o in lopend if o.tot is None and o.stilstand.loopt_op(vandaag)]
    nu.sort(key=lambda o: (o.uiterlijk or date.max, o.pk))
    return list({o.grond: o for o in nu}.values())


def ongedaan_te_maken(termijn: Termijn) -> list[Opschorting]:
    return [o for o in termijn.opschortingen.all() if o.grond in EIGEN_GRONDEN and o.vervallen_op is None]


def termijn_van(aanvraag: Aanvraag, soort: str) -> Termijn | None:
    rijen = Termijn.objects.open().filter(zaak_id=aanvraag.zaak_id, soort=soort)
    return rijen.prefetch_related(*MET_FEITEN).first()


def mogelijk(actor: Actor, aanvraag: Aanvraag) -> list[str]:
    """The acts on dates that this actor can do now."""
    acties = []
    norm, wet = termijn_van(aanvraag, SERVICENORM), termijn_van(aanvraag, BESLISTERMIJN)
    ruimte = wet is None or wet.einde is None or wet.einde > actor.vandaag
    if norm is not None and ruimte and mag_norm_verzetten(actor, aanvraag):
        acties.append(VERZETTEN)
    if wet is None or not rechten.is_secretariaat_of_voorzitter(actor, aanvraag):
        return acties
    loopt = wet.einde is None or wet.einde >= actor.vandaag
    if loopt and wet.verdaagd_op is None and wet.einde is not None:
        acties.append(VERDAGEN)
    if loopt:
        acties += OPSCHORTEN
    if te_beeindigen(wet, actor.vandaag):
        acties.append(BEEINDIGEN)
    if ongedaan_te_maken(wet):
        acties.append(ONGEDAAN)
    return acties


# -- what it would do -----------------------------------------------------------------------------


def gevolg(aanvraag: Aanvraag, actie: str, data: dict[str, Any], *, vandaag: date) -> Gevolg:
    """The dates before and after, or Geweigerd with what policy or law says against it."""
    termijn = termijn_van(aanvraag, SOORT_VAN[actie])
    if termijn is None:
        raise Geweigerd("Deze termijn loopt nu niet. Er valt niets te verzetten.")
    kalender = kalender_uit_tabel()
    oud = termijn.berekening(kalender)
    vraag = _Vraag(aanvraag, termijn, oud, data, vandaag, kalender)
    try:
        feiten, opschorting = (_MAAK.get(actie) or _opschorten(OPSCHORTEN[actie]))(vraag)
    except DatumFout as fout:
        raise Geweigerd(str(fout), veld="nieuwe_datum") from fout
    except TermijnFout as fout:
        raise Geweigerd(str(fout)) from fout
    return Gevolg(termijn, oud, termijn.berekening(kalender, feiten), opschorting)


@dataclass(frozen=True)
class _Vraag:
    aanvraag: Aanvraag
    termijn: Termijn
    oud: Berekening
    data: dict[str, Any]
    vandaag: date
    kalender: Kalender

    @property
    def feiten(self) -> Termijnfeiten:
        return self.termijn.feiten


Uitkomst = tuple[Termijnfeiten, Opschorting | None]


def _norm(v: _Vraag) -> Uitkomst:
    """Our own date: after today, another one, and never past the term of the law."""
    tot = v.data["nieuwe_datum"]
    toets_verzetting(v.oud.einde, op=v.vandaag, tot=tot, kalender=v.kalender)
    wet = termijn_van(v.aanvraag, BESLISTERMIJN)
    if wet is not None and wet.einde is not None and tot > wet.einde:
        raise Geweigerd(
            f"De wet geeft tijd tot en met {datum(wet.einde)}. De streefdatum kan niet later zijn. "
            "Lukt het dan niet? Meld eerst een nieuwe datum voor de wettelijke termijn.",
            veld="nieuwe_datum",
        )
    nieuw = Verzetting(v.vandaag, 1 + max((keer.nummer for keer in v.feiten.verzettingen), default=0), tot)
    return replace(v.feiten, verzettingen=(*v.feiten.verzettingen, nieuw)), None


def _verdagen(v: _Vraag) -> Uitkomst:
    """A later date (Awb 4:14), no further than policy finds reasonable."""
    tot = v.data["nieuwe_datum"]
    einde = v.oud.einde
    toets_verdaging(v.feiten, einde, op=v.vandaag, tot=tot, kalender=v.kalender)
    assert einde is not None, "without an end nothing can be announced"
    weken = beleid_van(v.aanvraag).verdaging_hoogstens_weken
    if tot > einde + timedelta(weeks=weken):
        grens = datum(einde + timedelta(weeks=weken))
        raise Geweigerd(
            f"Volgens het beleid kan uitstel hoogstens {weken} weken zijn: tot en met {grens}.", veld="nieuwe_datum"
        )
    return replace(v.feiten, verdaging=Verdaging(op=v.vandaag, tot=tot)), None


def _opschorten(grond: str) -> Callable[[_Vraag], Uitkomst]:
    def maak(v: _Vraag) -> Uitkomst:
        toets_niet_voorbij(v.oud.einde, op=v.vandaag)
        stil = Stilstand(van=v.data["eerste_dag"] - DAG, uiterlijk=v.data.get("laatste_dag"), grond=grond)
        _toets_begin(v, stil, v.oud.einde)
        _toets_einde(v, stil)
        if (al := termijnen.staat_al_stil(v.termijn, stil)) is not None:
            raise _al_stil(al)
        return replace(v.feiten, stilstanden=(*v.feiten.stilstanden, stil)), None

    return maak


def _al_stil(al: Opschorting) -> Geweigerd:
    if al.uiterlijk is None:
        return Geweigerd("De termijn staat om deze reden al stil. Laat dat eerst eindigen.")
    return Geweigerd(
        f"De termijn staat om deze reden al stil tot en met {datum(al.uiterlijk)}. "
        "Duurt het langer? Kies dan een latere laatste dag.",
        veld="laatste_dag",
    )


def _toets_begin(v: _Vraag, stil: Stilstand, einde: date | None) -> None:
    if stil.van < v.termijn.vanaf:
        raise Geweigerd(f"De termijn begon na {datum(v.termijn.vanaf)}. Kies een latere dag.", veld="eerste_dag")
    if einde is not None and stil.eerste > einde:
        raise Geweigerd(f"Dan is de termijn al voorbij: die loopt tot en met {datum(einde)}.", veld="eerste_dag")
    if stil.grond == INSTEMMING:
        _toets_instemming(v, stil)
    elif stil.grond == BUITENLAND:
        if stil.eerste != v.vandaag + DAG:
            raise Geweigerd("De termijn staat stil vanaf de dag na onze brief aan de school.", veld="instantie")
    elif stil.eerste > v.vandaag:
        raise Geweigerd("Dit kan pas worden vastgelegd op de dag dat het begint.", veld="eerste_dag")


def _toets_instemming(v: _Vraag, stil: Stilstand) -> None:
    """Consent is given before, in writing (Awb 4:15, second paragraph under a)."""
    op = v.data["ingestemd_op"]
    if op > v.vandaag or op < v.termijn.vanaf:
        raise Geweigerd(
            "Vul de dag in waarop de school instemde, na de ontvangst en niet later dan vandaag.", veld="ingestemd_op"
        )
    if stil.eerste < op:
        raise Geweigerd(f"De school stemde in op {datum(op)}. Eerder kan het uitstel niet beginnen.", veld="eerste_dag")


def _toets_einde(v: _Vraag, stil: Stilstand) -> None:
    if stil.grond in (VERTRAGING, BUITENLAND):
        return
    assert stil.uiterlijk is not None, "consent and force majeure have a last day"
    if stil.uiterlijk < stil.eerste:
        raise Geweigerd("De laatste dag ligt voor de eerste. Kijk de dagen na.", veld="laatste_dag")
    if stil.grond == OVERMACHT and stil.uiterlijk < v.vandaag:
        raise Geweigerd("Kies een dag vanaf vandaag: tot wanneer verwacht u dat het duurt?", veld="laatste_dag")


def _gekozen(v: _Vraag, rijen: list[Opschorting]) -> Opschorting:
    gekozen = next((rij for rij in rijen if str(rij.pk) == str(v.data.get("opschorting"))), None)
    if gekozen is None:
        raise Conflict("Een collega heeft dit ondertussen veranderd. Bekijk de termijn opnieuw.")
    return gekozen


def _zonder(v: _Vraag, rij: Opschorting) -> tuple[Stilstand, ...]:
    return tuple(o.stilstand for o in v.termijn.opschortingen.all() if o.vervallen_op is None and o.pk != rij.pk)


def _beeindigen(v: _Vraag) -> Uitkomst:
    """The cause is gone: the term runs again from the day after its last day."""
    rij = _gekozen(v, te_beeindigen(v.termijn, v.vandaag))
    laatste = v.data["laatste_dag"]
    if laatste < rij.stilstand.eerste or laatste > v.vandaag:
        raise Geweigerd(
            f"De termijn staat stil sinds {datum(rij.stilstand.eerste)}. "
            "Kies die dag of een latere dag, tot en met vandaag.",
            veld="laatste_dag",
        )
    geldig = (o for o in v.termijn.opschortingen.all() if o.vervallen_op is None)
    stil = (_tot_en_met(o.stilstand, laatste) if o.grond == rij.grond else o.stilstand for o in geldig)
    return replace(v.feiten, stilstanden=tuple(stil)), rij


def _tot_en_met(stil: Stilstand, laatste: date) -> Stilstand:
    """As `services.beeindigen` records it: what had begun, and nobody ended yet."""
    if stil.tot is not None or stil.eerste > laatste:
        return stil
    return replace(stil, tot=min(laatste, stil.uiterlijk or laatste) + DAG)


def _ongedaan(v: _Vraag) -> Uitkomst:
    """There was no ground: in law the term never stood still."""
    rij = _gekozen(v, ongedaan_te_maken(v.termijn))
    return replace(v.feiten, stilstanden=_zonder(v, rij)), rij


_MAAK: dict[str, Callable[[_Vraag], Uitkomst]] = {
    VERZETTEN: _norm,
    VERDAGEN: _verdagen,
    BEEINDIGEN: _beeindigen,
    ONGEDAAN: _ongedaan,
}


def gevolg_van_intrekken(aanvraag: Aanvraag, *, vandaag: date) -> Gevolg:
    """What the withdrawal of a request to supplement does: the term runs again from today."""
    termijn = termijn_van(aanvraag, BESLISTERMIJN)
    if termijn is None:
        raise Conflict("De termijn loopt niet meer.")
    kalender, feiten = kalender_uit_tabel(), termijn.feiten
    over = tuple(
        replace(stil, tot=vandaag) if stil.grond == AANVULLING and stil.tot is None else stil
        for stil in feiten.stilstanden
    )
    nieuw = termijn.berekening(kalender, replace(feiten, stilstanden=over))
    stil = (o for o in termijn.opschortingen.all() if o.grond == AANVULLING and o.tot is None and termijn.telt(o))
    return Gevolg(termijn, termijn.berekening(kalender), nieuw, next(stil, None))


# -- through `perform` ----------------------------------------------------------------------------


def bereid_voor(u: Uitvoering) -> dict[str, Any]:
    """The rules, and that what is confirmed is what was seen."""
    if not str(u.data.get("reden") or u.data.get("vindplaats") or "").strip():
        raise Geweigerd("Schrijf op waarom. School en ouders lezen dat.", veld="reden")
    uitkomst = gevolg(u.obj, u.actie, u.data, vandaag=u.vandaag)
    gezien = u.data.get("gezien")
    if gezien and gezien != uitkomst.kenmerk:
        raise Geweigerd("De nieuwe datum is een andere dan u zag. Bekijk eerst opnieuw wat er verandert.")
    return {}


def leg_vast(u: Uitvoering) -> None:
    """The fact goes in; what the record and the messages tell is the date before and after."""
    uitkomst = gevolg(u.obj, u.actie, u.data, vandaag=u.vandaag)
    soort = SOORT_VAN[u.actie]
    reden = str(u.data.get("reden") or "").strip()
    if u.actie == VERZETTEN:
        termijnen.verzet(u.zaak, soort, op=u.vandaag, tot=u.data["nieuwe_datum"], reden=reden)
    elif u.actie == VERDAGEN:
        termijnen.verdagen(u.zaak, soort, op=u.vandaag, tot=u.data["nieuwe_datum"], reden=reden)
    elif u.actie in OPSCHORTEN:
        _leg_stil(u, soort)
    elif u.actie == BEEINDIGEN:
        assert uitkomst.opschorting is not None
        termijnen.beeindigen(u.zaak, soort, laatste=u.data["laatste_dag"], grond=uitkomst.opschorting.grond)
    else:
        assert uitkomst.opschorting is not None
        termijnen.laat_vervallen(u.zaak, soort, uitkomst.opschorting.pk, op=u.vandaag)
    vertel(u, uitkomst)


def _leg_stil(u: Uitvoering, soort: str) -> None:
    termijnen.opschorten(
        u.zaak,
        soort,
        van=u.data["eerste_dag"] - DAG,
        grond=OPSCHORTEN[u.actie],
        uiterlijk=u.data.get("laatste_dag"),
        toelichting=_bewijs(u),
    )


def _bewijs(u: Uitvoering) -> str:
    vindplaats = str(u.data.get("vindplaats") or "").strip()
    reden = reden_in_woorden(u.actie, u.data)
    return f"{reden} Vastgelegd in: {vindplaats}." if vindplaats else reden


def reden_in_woorden(actie: str, data: dict[str, Any]) -> str:
    """Why, as it stands with the term and in the letters."""
    reden = str(data.get("reden") or "").strip()
    if OPSCHORTEN.get(actie) == BUITENLAND:
        return f"Wij vroegen {data['wat'].strip()} aan {data['instantie'].strip()}. {reden}".strip()
    if OPSCHORTEN.get(actie) != INSTEMMING:
        return reden
    wie = f"{data['ingestemd_door'].strip()} stemde op {datum(data['ingestemd_op'])} schriftelijk in met uitstel."
    return f"{wie} {reden}".strip()


def vertel(u: Uitvoering, uitkomst: Gevolg) -> None:
    """For the record only dates; for the messages the same in words, for the letters all of it."""
    u.tussen["gevolg"] = uitkomst
    oud, nieuw = uitkomst.oud.einde, uitkomst.nieuw.einde
    u.vast["termijn"] = uitkomst.termijn.soort
    if oud != nieuw:
        u.vast |= {"oud": oud.isoformat() if oud else "", "nieuw": nieuw.isoformat() if nieuw else ""}
    u.woorden |= {"oud": in_woorden(oud), "nieuw": in_woorden(nieuw)}


def in_woorden(dag: date | None) -> str:
    return datum(dag) if dag else "nog niet bekend"


def dagen_in_woorden(rij: Opschorting) -> str:
    tot = f", tot en met {datum(rij.uiterlijk)}" if rij.uiterlijk else ""
    return f"Sinds {datum(rij.stilstand.eerste)}{tot}."


def grond_in_woorden(rij: Opschorting) -> str:
    return GRONDEN[rij.grond].reden

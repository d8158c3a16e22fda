"""The home page as work: to do, waiting for others, soon."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import F, Q, QuerySet
from django.urls import reverse

from cases.models import Afspraak, MogelijkeDubbel, Zaak
from deadlines.models import Termijn
from deadlines.services import eerstvolgende
from organisations.actor import Actor
from organisations.rollen import Rol
from workflow.post import te_schrijven
from workflow.process import Toestand, Werktaak, process_van, processen

BINNENKORT = timedelta(days=14)
HOOGSTENS = 100
"""Rows of work on the home page; the list of cases has them all."""


@dataclass(frozen=True)
class Regel:
    """One case on a list, with how its state is shown."""

    zaak: Zaak
    toestand: Toestand
    loopt: Termijn | None = None
    vandaag: date = date.min

    @property
    def termijn(self) -> date | None:
        return self.zaak.volgende_termijn

    @property
    def te_laat(self) -> bool:
        return self.termijn is not None and self.termijn < self.vandaag


@dataclass(frozen=True)
class Werklijst:
    taken: list[Werktaak]
    te_doen: list[Regel]
    wacht: list[Regel]
    binnenkort: list[Regel]
    klaar: list[Regel]
    afspraken: list[Afspraak]
    als_vervanger: list[Regel]
    waarom_vervanger: str

    @property
    def klaar_kop(self) -> str:
        aantal = len(self.klaar)
        return f"{aantal} {'zaak is' if aantal == 1 else 'zaken zijn'} klaar: het besluit is bekend"

    @property
    def is_leeg(self) -> bool:
        return not (self.taken or self.te_doen)


def zaken_van(actor: Actor) -> QuerySet[Zaak]:
    """The open cases this actor may see, first deadline first."""
    zaken = Zaak.objects.visible_to(actor).open().select_related("dossier__leerling", "school", "behandelaar")
    return zaken.order_by(F("volgende_termijn").asc(nulls_last=True), "pk")


def regels(zaken: list[Zaak], vandaag: date) -> list[Regel]:
    lopend = eerstvolgende(zaken)
    return [Regel(zaak, process_van(zaak).toestanden[zaak.status], lopend.get(zaak.pk), vandaag) for zaak in zaken]


def werklijst(actor: Actor) -> Werklijst:
    """The open cases by whose turn it is, each group by itself so that no other group crowds it out, and other work."""
    zaken = zaken_van(actor)
    klaar = _in_stand(lambda toestand: toestand.uitkomst) & Q(volgende_termijn__isnull=True)
    aan_zet = _in_stand(lambda toestand: actor.rol in toestand.aan_zet) & ~klaar
    eigen = regels(list(zaken.filter(aan_zet)[:HOOGSTENS]), actor.vandaag)
    gedaan: set[int] = set()
    for process in processen().values():
        gedaan |= process.al_gedaan(actor, [r.zaak.pk for r in eigen if r.zaak.soort == process.kind])
    wacht = [r for r in eigen if r.zaak.pk in gedaan] + regels(
        list(zaken.exclude(aan_zet | klaar)[:HOOGSTENS]), actor.vandaag
    )
    grens = actor.vandaag + BINNENKORT
    vervangt = {process.kind: zin for process in processen().values() if (zin := process.als_vervanger(actor))}
    te_doen = [r for r in eigen if r.zaak.pk not in gedaan]
    return Werklijst(
        taken=_taken(actor),
        te_doen=[r for r in te_doen if r.zaak.soort not in vervangt],
        wacht=[r for r in wacht if r.termijn is None or r.termijn > grens],
        binnenkort=[r for r in wacht if r.termijn is not None and r.termijn <= grens],
        klaar=regels(list(zaken.filter(klaar)[:HOOGSTENS]), actor.vandaag),
        afspraken=_afspraken(actor, grens),
        als_vervanger=[r for r in te_doen if r.zaak.soort in vervangt],
        waarom_vervanger=" ".join(dict.fromkeys(vervangt.values())),
    )


def _in_stand(welke: Callable[[Toestand], bool]) -> Q:
    """The states, of all workflows, that answer to something."""
    keuze = Q(pk__in=[])
    for process in processen().values():
        standen = [status for status, toestand in process.toestanden.items() if welke(toestand)]
        keuze |= Q(soort=process.kind, status__in=standen)
    return keuze


def _taken(actor: Actor) -> list[Werktaak]:
    """The other work of this person, the first date first; what is past its date says so."""
    taken = [
        *_dubbelen(actor),
        *_papier(actor),
        *(taak for process in processen().values() for taak in process.taken(actor)),
    ]
    gemerkt = [
        replace(taak, status="Te laat", soort="error") if taak.uiterlijk and taak.uiterlijk < actor.vandaag else taak
        for taak in taken
    ]
    return sorted(gemerkt, key=lambda taak: taak.uiterlijk or date.max)


def _afspraken(actor: Actor, tot: date) -> list[Afspraak]:
    rijen = Afspraak.objects.filter(
        zaak__in=Zaak.objects.visible_to(actor),
        moment__date__gte=actor.vandaag,
        moment__date__lte=tot,
        afgezegd_op__isnull=True,
    )
    return list(rijen.select_related("zaak__dossier__leerling")[:10])


def _papier(actor: Actor) -> list[Werktaak]:
    """What could not be mailed and has to be told: the secretariat sends it on paper."""
    if actor.rol != Rol.SECRETARIAAT:
        return []
    aantal = te_schrijven(actor.eigen_swv_id).count()
    titel = f"{aantal} {'brief' if aantal == 1 else 'brieven'} sturen omdat mail niet aankomt"
    return [Werktaak(titel=titel, url=reverse("workflow:papier"))] if aantal else []


def _dubbelen(actor: Actor) -> list[Werktaak]:
    """Dossiers that may concern the same pupil: only the secretariat judges them."""
    if actor.rol != Rol.SECRETARIAAT:
        return []
    aantal = MogelijkeDubbel.objects.filter(swv_id=actor.swv_id, uitkomst=MogelijkeDubbel.Uitkomst.OPEN).count()
    woord = "mogelijk dubbel dossier" if aantal == 1 else "mogelijk dubbele dossiers"
    return [Werktaak(titel=f"{aantal} {woord} beoordelen", url=reverse("cases:dubbelen"))] if aantal else []

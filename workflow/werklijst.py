"""The home page as work: to do, waiting for others, soon."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import F, Min, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from cases.models import Afspraak, MogelijkeDubbel, Zaak
from cases.samen import haal_samen
from deadlines.models import kalender_uit_tabel
from documents.models import Handtekening
from organisations import voorstellen
from organisations.actor import Actor
from organisations.mensen import mag_beheren
from organisations.rollen import Rol
from organisations.toegang import nieuws
from ui.notatie import geteld
from workflow.afspraken import met_wie_niet_kan
from workflow.post import te_schrijven, uiterlijk_op_de_post
from workflow.process import Toestand, Werktaak, processen
from workflow.retour import teruggekomen
from workflow.ruimte import ruimtes
from workflow.tekentaken import tekentaken
from workflow.zaakregels import Regel, eerste_rijen, regels

BINNENKORT = timedelta(days=14)
HOOGSTENS = 50
"""Rows of work on the home page; the list of cases has them all."""
MEESTE = 1000
"""Counting stops here."""
TEKENEN = "handtekeningen nodig"


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
    return Zaak.objects.visible_to(actor).open().order_by(F("volgende_termijn").asc(nulls_last=True), "pk")


def werklijst(actor: Actor) -> Werklijst:
    """The open cases by whose turn it is, each group by itself so that no other group crowds it out, and other work."""
    zaken = zaken_van(actor)
    klaar = in_stand(lambda toestand: toestand.uitkomst) & Q(volgende_termijn__isnull=True)
    aan_zet = in_stand(lambda toestand: actor.rol in toestand.aan_zet) & ~klaar
    groepen = (zaken.filter(aan_zet), zaken.exclude(aan_zet | klaar), zaken.filter(klaar))
    eigen, anderen, af = _regels_per_groep(groepen, actor)
    gedaan = _al_gedaan(actor, eigen)
    wacht = [r for r in eigen if r.pk in gedaan] + anderen
    grens = actor.vandaag + BINNENKORT
    vervangt = {process.kind: zin for process in processen().values() if (zin := process.als_vervanger(actor))}
    te_doen = [r for r in eigen if r.pk not in gedaan]
    return Werklijst(
        taken=_taken(actor),
        te_doen=[r for r in te_doen if r.soort not in vervangt],
        wacht=[r for r in wacht if r.termijn is None or r.termijn > grens],
        binnenkort=[r for r in wacht if r.termijn is not None and r.termijn <= grens],
        klaar=af,
        afspraken=_afspraken(actor, grens),
        als_vervanger=[r for r in te_doen if r.soort in vervangt],
        waarom_vervanger=" ".join(dict.fromkeys(vervangt.values())),
    )


def _regels_per_groep(groepen: Iterable[QuerySet[Zaak]], actor: Actor) -> list[list[Regel]]:
    """Each group cut off by itself."""
    per_groep = [regels(eerste_rijen(groep, actor.rol, HOOGSTENS), actor.vandaag, actor.rol) for groep in groepen]
    tekenen = _handtekeningen_nodig([r.pk for groep in per_groep for r in groep if r.termijn is None and not r.nummer])
    return [_op_datum(groep, tekenen) for groep in per_groep]


def _handtekeningen_nodig(concepten: list[int]) -> dict[int, date]:
    """By draft: until when its signatures were asked. No term of the law runs yet, but somebody waits."""
    if not concepten:
        return {}
    gevraagd = Handtekening.objects.filter(
        stuk__zaak_id__in=concepten,
        stuk__vervallen_op__isnull=True,
        uitkomst=Handtekening.Uitkomst.OPEN,
        uiterlijk__isnull=False,
    ).exclude(rol__in=[Rol.OUDER, Rol.LEERLING])
    return dict(gevraagd.values_list("stuk__zaak_id").annotate(eerste=Min("uiterlijk")))


def _op_datum(groep: list[Regel], tekenen: dict[int, date]) -> list[Regel]:
    """By the date that is shown: one that this role does not read gives a case no place before the others."""
    nieuw = [replace(r, termijn=tekenen[r.pk], loopt=TEKENEN) if r.pk in tekenen else r for r in groep]
    return sorted(nieuw, key=lambda r: r.termijn or date.max)


def _al_gedaan(actor: Actor, eigen: list[Regel]) -> set[int]:
    """Of these cases, those in which this actor has done his part although his role is to act."""
    gedaan: set[int] = set()
    for process in processen().values():
        gedaan |= process.al_gedaan(actor, [regel.pk for regel in eigen if regel.soort == process.kind])
    return gedaan


def in_stand(welke: Callable[[Toestand], bool]) -> Q:
    """The states, of all workflows, that answer to something."""
    keuze = Q(pk__in=[])
    for process in processen().values():
        standen = [status for status, toestand in process.toestanden.items() if welke(toestand)]
        keuze |= Q(soort=process.kind, status__in=standen)
    return keuze


def _taken(actor: Actor) -> list[Werktaak]:
    """The other work of this person, the first date first; what is past its date says so."""
    taken = [
        *_van_secretariaat(actor),
        *van_beheer(actor),
        *tekentaken(actor),
        *(taak for process in processen().values() for taak in process.taken(actor)),
        *(taak for ruimte in ruimtes() for taak in ruimte.taken(actor)),
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
    return list(met_wie_niet_kan(rijen).select_related("zaak__dossier__leerling")[:10])


def _van_secretariaat(actor: Actor) -> list[Werktaak]:
    """What only the secretariat does: dossiers that may concern the same pupil, and what could not be mailed and has to
    be told on paper. Counted in one question.
    """
    if actor.rol != Rol.SECRETARIAAT:
        return []
    dubbel = MogelijkeDubbel.objects.filter(swv_id=actor.swv_id, uitkomst=MogelijkeDubbel.Uitkomst.OPEN)
    dubbelen = dubbel.values_list("pk", flat=True)[: MEESTE + 1]
    brieven = te_schrijven(actor.eigen_swv_id).values_list("gemaakt_op", flat=True)[: MEESTE + 1]
    terug = teruggekomen(actor.eigen_swv_id).values_list("retour_op", flat=True)[: MEESTE + 1]
    haal_samen(dubbelen, brieven, terug)
    taken = []
    if dubbelen:
        woord = "mogelijk dubbel dossier" if len(dubbelen) == 1 else "mogelijk dubbele dossiers"
        titel = f"{geteld(len(dubbelen), MEESTE)} {woord} beoordelen"
        taken.append(Werktaak(titel=titel, url=reverse("cases:dubbelen")))
    if brieven:
        woord = "brief" if len(brieven) == 1 else "brieven"
        titel = f"{geteld(len(brieven), MEESTE)} {woord} sturen in plaats van mail"
        uiterlijk = uiterlijk_op_de_post(brieven[0], kalender_uit_tabel())
        taken.append(Werktaak(titel=titel, url=reverse("workflow:papier"), uiterlijk=uiterlijk))
    if terug:
        woord = "brief die terugkwam" if len(terug) == 1 else "brieven die terugkwamen"
        titel = f"{geteld(len(terug), MEESTE)} {woord} anders bezorgen"
        taken.append(Werktaak(titel=titel, url=reverse("workflow:papier_terug")))
    return taken


def van_beheer(actor: Actor) -> list[Werktaak]:
    """What people of administration wait for, and who was let in."""
    return [*_te_bevestigen(actor), *_toegang(actor)]


def _toegang(actor: Actor) -> list[Werktaak]:
    """Somebody was let in by one person alone, and this hat was told."""
    if not nieuws.mag_lezen(actor):
        return []
    aantal = nieuws.ongezien(actor).count()
    titel = f"Kijk na wie toegang kreeg: {aantal} {'nieuwe rol' if aantal == 1 else 'nieuwe rollen'}"
    return [Werktaak(titel=titel, url=reverse("organisations:toegang"))] if aantal else []


def _te_bevestigen(actor: Actor) -> list[Werktaak]:
    """What a colleague in administration asked and a second person has to decide; the first one to lapse tells when."""
    if not mag_beheren(actor):
        return []
    wacht = list(voorstellen.te_bevestigen(actor, nu=timezone.now()))
    if not wacht:
        return []
    woord = "verzoek wacht" if len(wacht) == 1 else "verzoeken wachten"
    return [
        Werktaak(
            titel=f"{len(wacht)} {woord} op uw bevestiging",
            url=reverse("organisations:te_bevestigen"),
            uiterlijk=timezone.localdate(wacht[0].geldig_tot),
        )
    ]

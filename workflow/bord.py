"""The deadline board: open terms of the cases somebody may see, with whose turn it is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.db.models import BooleanField, ExpressionWrapper, F, QuerySet

from cases.benen import BEEN_VAN_ROL, SCHOOL, SWV
from cases.models import Zaak
from cases.querysets import ziet_zaken
from deadlines.bord import Groep, in_groep, op_dag, staat_stil, te_tellen, vooraan
from deadlines.models import MET_FEITEN, NIET_OP_WERKLIJST, Soort, Termijn, TermijnQuerySet
from deadlines.signalen import leest, niet_voor
from organisations.actor import Actor
from organisations.http import als_nummer
from organisations.rollen import Rol
from organisations.vraag import EenVan, VasteTelling, VasteVraag, iemand, waarden_van
from ui.adressen import adres
from workflow.models import Bordkeuze
from workflow.process import Toestand, processen
from workflow.werklijst import in_stand

KLOKKEN = (Soort.SERVICENORM, Soort.BESLISTERMIJN)
"""The two clocks of a decision, shown side by side whatever else runs."""
WIE = {
    Rol.COORDINATOR: "de school",
    Rol.SECRETARIAAT: "het secretariaat",
    Rol.DESKUNDIGE: "de deskundigen",
    Rol.VOORZITTER: "de voorzitter",
    Rol.PLV_VOORZITTER: "de voorzitter",
    Rol.CASEMANAGER: "de casemanager",
    Rol.DIRECTEUR_SWV: "de directeur",
    Rol.OUDER: "de ouders",
    Rol.LEERLING: "de leerling",
}
VELDEN = (
    "soort",
    "vanaf",
    "parameters",
    "verdaagd_op",
    "verdaagd_tot",
    "verdaagd_reden",
    "gestopt_op",
    "einde",
    "stil_tot",
    "zaak__soort",
    "zaak__status",
    "zaak__nummer",
    "zaak__school__naam",
    "zaak__dossier__leerling__roepnaam",
    "zaak__dossier__leerling__tussenvoegsel",
    "zaak__dossier__leerling__achternaam",
)


def heeft_bord(actor: Actor) -> bool:
    """Who works on cases; a family has its dates on the page of its own case."""
    return ziet_zaken(actor) and not actor.is_gezin


def heeft_vooruitblik(actor: Actor) -> bool:
    """Whose cases tell a pace: a school or a samenwerkingsverband, not one expert."""
    return BEEN_VAN_ROL.get(actor.rol) in (SCHOOL, SWV)


def soorten_voor(rol: str) -> list[tuple[str, str]]:
    """What somebody in this role can choose from."""
    return [(soort, naam) for soort, naam in soorten() if leest(rol, soort)]


def soorten() -> list[tuple[str, str]]:
    """Kinds of terms that some workflow has, with what they are called."""
    in_gebruik = {soort for process in processen().values() for soort in process.termijnen}
    return [(s.value, str(s.label)) for s in Soort if s in in_gebruik and s not in NIET_OP_WERKLIJST]


@dataclass(frozen=True)
class Keuze:
    """What is chosen; nothing is everything. `ik` leaves out where somebody else is to act."""

    soort: str = ""
    ik: bool = False
    school: int | None = None

    @classmethod
    def uit(cls, vragen: Mapping[str, str]) -> "Keuze":
        """From an address; what is no choice chooses nothing."""
        soort = vragen.get("soort", "")
        bekend = soort in dict(soorten())
        return cls(soort if bekend else "", vragen.get("wie") == "ik", als_nummer(vragen.get("school", "")) or None)

    @property
    def vragen(self) -> dict[str, str]:
        """As in an address; all of them, so that an empty choice is one too."""
        return {"soort": self.soort, "wie": "ik" if self.ik else "", "school": str(self.school or "")}

    @property
    def is_leeg(self) -> bool:
        return not (self.soort or self.ik or self.school)

    @property
    def vorm(self) -> "Keuze":
        """The same for all schools: what SQL is made for."""
        return self.met_school(0)

    def met_school(self, school: Any) -> "Keuze":
        return self if self.school is None else replace(self, school=school)


def bewaarde_keuze(actor: Actor) -> Keuze:
    bewaard = _bewaard(lid_id=actor.hoed_id)
    return Keuze.uit(dict(parse_qsl(bewaard[0]))) if bewaard else Keuze()


@VasteVraag
def _bewaard(*, lid_id: Any) -> QuerySet[Bordkeuze, str]:
    return Bordkeuze.objects.filter(lid_id=lid_id).values_list("vraag", flat=True)


def bewaar_keuze(actor: Actor, keuze: Keuze) -> None:
    """So that the board is as it was left at the next visit, in this hat."""
    vraag = urlencode({naam: waarde for naam, waarde in keuze.vragen.items() if waarde})
    Bordkeuze.objects.update_or_create(lid_id=actor.hoed_id, defaults={"vraag": vraag})


def termijnen_van(actor: Actor, keuze: Keuze) -> TermijnQuerySet:
    """Every open term of a case this actor may see, that is work for somebody here, within a choice."""
    termijnen = Termijn.objects.op_werklijst().visible_to(actor)
    if actor.rol == Rol.DESKUNDIGE:  # an expert writes one advice, and decides nothing
        termijnen = termijnen.filter(soort=Soort.DESKUNDIGENTERMIJN)
    if verborgen := niet_voor(actor.rol):
        termijnen = termijnen.exclude(soort__in=verborgen)
    if keuze.soort:
        termijnen = termijnen.filter(soort=keuze.soort)
    if keuze.ik:
        aan_zet = in_stand(lambda toestand: actor.rol in toestand.aan_zet)
        termijnen = termijnen.filter(zaak__in=Zaak.objects.filter(aan_zet))
    return termijnen if keuze.school is None else termijnen.filter(school_id=keuze.school)


def eerste_van_groepen(actor: Actor, keuze: Keuze, hoeveel: int) -> dict[Groep, list[int]]:
    """Ids of the first terms of each group."""
    gevonden: dict[Groep, list[int]] = {groep: [] for groep in Groep}
    for groep, pk in _vooraan(keuze.vorm, actor.rol, actor.vandaag, hoeveel, school=keuze.school, **waarden_van(actor)):
        gevonden[Groep(groep)].append(pk)
    return gevonden


@VasteVraag
def _vooraan(keuze: Keuze, rol: str, vandaag: date, hoeveel: int, *, school: Any, **wie: Any) -> QuerySet[Any, Any]:
    alle = termijnen_van(iemand(rol, vandaag, wie), keuze.met_school(school))
    return vooraan([(groep, in_groep(alle, groep, vandaag)) for groep in Groep], hoeveel)


def aantallen(actor: Actor, keuze: Keuze, *, dag: date | None = None, hoogstens: int) -> list[int]:
    """How many terms are in each group, and after those how many end on this day."""
    vorm = keuze.vorm, actor.rol, actor.vandaag, dag is not None, hoogstens
    return _te_tellen(*vorm, school=keuze.school, dag=dag, **waarden_van(actor))


@VasteTelling
def _te_tellen(
    keuze: Keuze, rol: str, vandaag: date, met_dag: bool, hoogstens: int, *, school: Any, dag: Any, **wie: Any
) -> list[QuerySet[Any, Any]]:
    alle = termijnen_van(iemand(rol, vandaag, wie), keuze.met_school(school))
    groepen = [in_groep(alle, groep, vandaag) for groep in Groep]
    return te_tellen([*groepen, op_dag(alle, dag, vandaag)] if met_dag else groepen, hoogstens)


@dataclass(frozen=True)
class Bordregel:
    """One term, the other clocks of its case, and who is to act."""

    termijn: Termijn
    andere: list[Termijn]
    toestand: Toestand
    wie: str
    bent_u: bool
    url: str

    @property
    def zaak(self) -> Zaak:
        return self.termijn.zaak


def bordregels(ids: Iterable[int], actor: Actor) -> dict[int, Bordregel]:
    """By id; the rows of one page asked at once, in three questions however many there are."""
    termijnen = _termijnen(ids=list(ids))
    per_zaak: dict[int, list[Termijn]] = {}
    for klok in _klokken(actor.vandaag, zaak_ids=list({termijn.zaak_id for termijn in termijnen})):
        per_zaak.setdefault(klok.zaak_id, []).append(klok)
    gedaan = _al_gedaan(actor, termijnen)
    return {t.pk: _regel(t, per_zaak.get(t.zaak_id, []), actor, t.zaak_id in gedaan) for t in termijnen}


@VasteVraag
def _termijnen(*, ids: Any) -> QuerySet[Termijn]:
    rijen = Termijn.objects.filter(EenVan(F("pk"), ids)).only(*VELDEN)
    return rijen.select_related("zaak__school", "zaak__dossier__leerling").prefetch_related(*MET_FEITEN)


@VasteVraag
def _klokken(vandaag: date, *, zaak_ids: Any) -> QuerySet[Termijn]:
    rijen = Termijn.objects.open().filter(EenVan(F("zaak_id"), zaak_ids), soort__in=KLOKKEN)
    rijen = rijen.annotate(is_stil=ExpressionWrapper(staat_stil(vandaag), BooleanField()))
    return rijen.order_by("-soort", "pk")


def _al_gedaan(actor: Actor, termijnen: list[Termijn]) -> set[int]:
    gedaan: set[int] = set()
    for process in processen().values():
        van_soort = {t.zaak_id for t in termijnen if t.zaak.soort == process.kind}
        gedaan |= process.al_gedaan(actor, van_soort)
    return gedaan


def _regel(termijn: Termijn, klokken: list[Termijn], actor: Actor, gedaan: bool) -> Bordregel:
    toestand = processen()[termijn.zaak.soort].toestanden[termijn.zaak.status]
    wie = dict.fromkeys(WIE[Rol(rol)] for rol in sorted(toestand.aan_zet) if rol in WIE)
    return Bordregel(
        termijn=termijn,
        andere=[klok for klok in klokken if klok.pk != termijn.pk],
        toestand=toestand,
        wie=" of ".join(wie),
        bent_u=actor.rol in toestand.aan_zet and not gedaan,
        url=adres("workflow:zaak", termijn.zaak_id),
    )


def alle_klokken(regels: Iterable[Bordregel]) -> list[Any]:
    """The clocks of these rows, for the time line that draws one in the other."""
    return [klok for regel in regels for klok in regel.andere]

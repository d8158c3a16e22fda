"""The deadline board: open terms of the cases somebody may see, with whose turn it is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.urls import reverse

from cases.benen import BEEN_VAN_ROL, SCHOOL, SWV
from cases.models import Zaak
from cases.querysets import ziet_zaken
from deadlines.models import MET_FEITEN, NIET_OP_WERKLIJST, Soort, Termijn, TermijnQuerySet
from organisations.actor import Actor
from organisations.http import als_nummer
from organisations.rollen import Rol
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
    return heeft_bord(actor) and BEEN_VAN_ROL.get(actor.rol) in (SCHOOL, SWV)


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
        return cls(soort if bekend else "", vragen.get("wie") == "ik", als_nummer(vragen.get("school", "")))

    @property
    def vragen(self) -> dict[str, str]:
        """As in an address; all of them, so that an empty choice is one too."""
        return {"soort": self.soort, "wie": "ik" if self.ik else "", "school": str(self.school or "")}

    @property
    def is_leeg(self) -> bool:
        return not (self.soort or self.ik or self.school)


def bewaarde_keuze(actor: Actor) -> Keuze:
    rij = Bordkeuze.objects.filter(lid_id=actor.hoed_id).first()
    return Keuze.uit(dict(parse_qsl(rij.vraag))) if rij else Keuze()


def bewaar_keuze(actor: Actor, keuze: Keuze) -> None:
    """So that the board is as it was left at the next visit, in this hat."""
    vraag = urlencode({naam: waarde for naam, waarde in keuze.vragen.items() if waarde})
    Bordkeuze.objects.update_or_create(lid_id=actor.hoed_id, defaults={"vraag": vraag})


def termijnen_van(actor: Actor, keuze: Keuze) -> TermijnQuerySet:
    """Every open term of a case this actor may see, that is work for somebody here, within a choice."""
    termijnen = Termijn.objects.op_werklijst().visible_to(actor)
    if actor.rol == Rol.DESKUNDIGE:  # an expert writes one advice, and decides nothing
        termijnen = termijnen.filter(soort=Soort.DESKUNDIGENTERMIJN)
    if keuze.soort:
        termijnen = termijnen.filter(soort=keuze.soort)
    if keuze.ik:
        aan_zet = in_stand(lambda toestand: actor.rol in toestand.aan_zet)
        termijnen = termijnen.filter(zaak__in=Zaak.objects.filter(aan_zet))
    return termijnen.filter(school_id=keuze.school) if keuze.school else termijnen


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
    rijen = Termijn.objects.filter(pk__in=list(ids)).only(*VELDEN)
    rijen = rijen.select_related("zaak__school", "zaak__dossier__leerling").prefetch_related(*MET_FEITEN)
    termijnen = list(rijen)
    per_zaak: dict[int, list[Termijn]] = {}
    for klok in _klokken({termijn.zaak_id for termijn in termijnen}):
        per_zaak.setdefault(klok.zaak_id, []).append(klok)
    gedaan = _al_gedaan(actor, termijnen)
    return {t.pk: _regel(t, per_zaak.get(t.zaak_id, []), actor, t.zaak_id in gedaan) for t in termijnen}


def _klokken(zaak_ids: Iterable[int]) -> list[Termijn]:
    rijen = Termijn.objects.open().filter(zaak__in=list(zaak_ids), soort__in=KLOKKEN)
    return list(rijen.order_by("-soort", "pk"))


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
        url=reverse("workflow:zaak", args=[termijn.zaak_id]),
    )


def alle_klokken(regels: Iterable[Bordregel]) -> list[Any]:
    """The clocks of these rows, for the time line that draws one in the other."""
    return [klok for regel in regels for klok in regel.andere]

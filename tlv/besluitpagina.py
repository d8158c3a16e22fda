"""What the pages around the decision need besides the case itself: neighbours, papers, deliveries, signing session."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from cases.models import Zaak
from cases.samen import haal_samen
from deadlines.models import Termijn
from documents.models import Bekendmaking, Document
from organisations.actor import Actor
from organisations.http import Verzoek
from tlv import besluiten, toegang, toetsen
from tlv.adviesinhoud import LICHTERE_VORM, onderdelen
from tlv.bekendmaken import bezwaartermijn
from tlv.besluitbeeld import Beeld
from tlv.models import Aanvraag, Advies, Besluit, Status
from tlv.toetsen import Toets
from workflow.edit import anderenvraag
from workflow.fouten import GeenRecht


def haal_aanvraag(request: Verzoek, zaak_id: int, *, pagina: str) -> Aanvraag:
    """For the offices only; others who see the case have pages of their own (403)."""
    aanvraag = toegang.haal_aanvraag(request, zaak_id, pagina=pagina)
    if not request.actor.is_swv_bureau:
        raise GeenRecht
    return aanvraag


@dataclass(frozen=True)
class Advieskolom:
    """One advice as a column: what differs from the decision is marked."""

    advies: Advies
    onderdelen: list[tuple[str, str]]
    verschillen: list[str]
    lichter: str


@dataclass(frozen=True)
class Pagina:
    beeld: Beeld
    besluit: Besluit
    actor: Actor
    toetsen: list[Toets]

    @property
    def mag_schrijven(self) -> bool:
        open_ = self.beeld.aanvraag.status == Status.TER_BESLUITVORMING
        return open_ and besluiten.mag_concept(self.actor, self.beeld.aanvraag)

    @property
    def mag_bespreken(self) -> bool:
        return besluiten.mag_bespreking(self.actor, self.beeld.aanvraag)

    @property
    def kolommen(self) -> list[Advieskolom]:
        return [
            Advieskolom(
                advies=advies,
                onderdelen=onderdelen(advies),
                verschillen=toetsen.verschillen(self.besluit, advies),
                lichter=LICHTERE_VORM.get(advies.lichtere_vorm, ""),
            )
            for advies in self.beeld.adviezen
        ]

    @property
    def te_doen(self) -> list[Toets]:
        """What is still needed before somebody can sign."""
        return toetsen.fouten(self.toetsen)


@dataclass(frozen=True)
class Buren:
    vorige: int | None
    volgende: int | None
    plek: int
    aantal: int


@dataclass(frozen=True)
class Omgeving:
    """What stands around the decision: papers to look at beside it, who else is at work here, and the neighbours."""

    stukken: list[Document]
    anderen: list[str]
    buren: Buren


def omgeving_van(actor: Actor, zaak: Zaak, *, nu: datetime) -> Omgeving:
    """In one question. Neighbours are the cases that are ready to decide, most urgent first."""
    stukken = Document.objects.zichtbaar_voor(actor).filter(zaak=zaak, bestand__isnull=False).select_related("bestand")
    anderen = anderenvraag(zaak.pk, "besluit", actor, nu=nu)
    rijen = Zaak.objects.visible_to(actor).filter(soort="tlv", status=Status.TER_BESLUITVORMING)
    klaar = rijen.order_by("volgende_termijn", "pk").values_list("pk", flat=True)[:200]
    haal_samen(stukken, anderen, klaar)
    return Omgeving(list(stukken), sorted(set(anderen)), _buren(zaak.pk, list(klaar)))


def _buren(zaak_id: int, ids: list[int]) -> Buren:
    """The cases before and after this one."""
    if zaak_id not in ids:
        return Buren(None, None, 0, len(ids))
    plek = ids.index(zaak_id)
    vorige = ids[plek - 1] if plek else None
    return Buren(vorige, ids[plek + 1] if plek + 1 < len(ids) else None, plek + 1, len(ids))


@dataclass(frozen=True)
class Levering:
    """One addressee: channel, date of sending, last day to object."""

    rij: Bekendmaking
    bezwaar_tot: date | None

    @property
    def rol(self) -> str:
        if self.rij.school_id:
            return "school"
        return self.rij.ouder.get_relatie_display() if self.rij.ouder else "leerling"


def leveringen(zaak: Zaak) -> list[Levering]:
    return list(_leveringen(zaak, list(Termijn.objects.filter(zaak=zaak, soort="bezwaar"))))


def _leveringen(zaak: Zaak, termijnen: list[Termijn]) -> Iterator[Levering]:
    for rij in zaak.bekendmakingen.select_related("ouder", "leerling", "school").order_by("pk"):
        termijn = bezwaartermijn(rij, termijnen)
        yield Levering(rij, termijn.einde if termijn else None)

"""The home of a parent or pupil: all tracks of all children in one place, whatever workflow they are of.

Everything here is for one family member. Nothing of the other parent is read: no view, no message, no address.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from cases.models import Afspraak, Leerling, Schoolbetrokkene, Zaak, Zienswijze
from cases.samen import hang_aan
from deadlines.kalender import Kalender
from deadlines.models import kalender_van, vrije_dagen
from documents.models import Document
from organisations.actor import Actor
from organisations.models import Samenwerkingsverband
from organisations.rollen import Rol
from workflow.gezinsdeel import Gezinsvraag, Spoor
from workflow.gezinslid import eigen_rijen
from workflow.gezinspapier import bestandsregel
from workflow.gezinssporen import Sporen
from workflow.process import Process, process_van

NIEUWSTE = 5
"""Papers of one track on the home; the page of the track has them all."""


@dataclass(frozen=True)
class Spoorblok:
    """One track on the home."""

    zaak: Zaak
    naam: str
    stand: str
    spoor: Spoor
    papieren: list[dict[str, Any]]
    meer_papieren: bool
    reactie: Zienswijze | None
    """What this person thinks of it, as told last."""

    @property
    def loopt(self) -> bool:
        return self.zaak.gesloten_op is None

    @property
    def knop(self) -> str:
        return f"Bekijk {self.naam[0].lower()}{self.naam[1:]}"

    @property
    def etiket(self) -> str:
        """Told apart from the buttons of other children, for who hears them one by one."""
        return f"{self.knop}: {self.zaak.dossier.leerling.roepnaam}"


@dataclass(frozen=True)
class Kindblok:
    """One child: its tracks, those that run first."""

    leerling: Leerling
    sporen: list[Spoorblok]

    @property
    def lopend(self) -> list[Spoorblok]:
        return [blok for blok in self.sporen if blok.loopt]

    @property
    def klaar(self) -> list[Spoorblok]:
        return [blok for blok in self.sporen if not blok.loopt]

    @property
    def bellen(self) -> Zaak:
        """The track that says whom to call: the newest that runs, or else the newest."""
        return self.sporen[0].zaak


@dataclass(frozen=True)
class Gevraagd:
    """What is asked now, and about which child."""

    leerling: Leerling
    vraag: Gezinsvraag

    @property
    def etiket(self) -> str:
        return f"{self.vraag.knop}: {self.leerling.roepnaam}"


@dataclass(frozen=True)
class Gezinsthuis:
    """All of it. `gevraagd` has what must be done first, by its last day."""

    zaken: list[Zaak]
    kinderen: list[Kindblok]
    gevraagd: list[Gevraagd]
    afspraken: list[Afspraak]
    kalender: Kalender

    @property
    def steunpunten(self) -> list[Samenwerkingsverband]:
        """Each support point once: several samenwerkingsverbanden may share one."""
        per_punt = {(swv.steunpunt_naam, swv.steunpunt_telefoon): swv for swv in (zaak.swv for zaak in self.zaken)}
        return list(per_punt.values())


def gezinsthuis(actor: Actor) -> Gezinsthuis:
    """In two statements: the cases, and what hangs on them."""
    sporen = Sporen(actor, Zaak.objects.visible_to(actor))
    zaken = sporen.zaken
    documenten = Document.objects.zichtbaar_voor(actor).filter(zaak__in=zaken, bestand__isnull=False)
    documenten = documenten.select_related("bestand").order_by("-aangemaakt_op", "-pk")
    reacties = Zienswijze.objects.filter(zaak__in=zaken, vervangen_op__isnull=True, **eigen_rijen(actor))
    reacties = reacties.order_by("moment", "pk")
    afspraken = Afspraak.objects.filter(
        zaak__in=zaken, voor_gezin=True, afgezegd_op__isnull=True, moment__date__gte=actor.vandaag
    )
    school = Schoolbetrokkene.objects.filter(dossier__in={zaak.dossier_id for zaak in zaken})
    dagen = vrije_dagen()
    sporen.lees(documenten, reacties, afspraken, school, dagen)
    hang_aan([zaak.dossier for zaak in zaken], "schoolbetrokkenen", school)
    laatste = {rij.zaak_id: rij for rij in reacties}
    papieren: dict[int | None, list[Document]] = defaultdict(list)
    for document in documenten:
        papieren[document.zaak_id].append(document)
    blokken = [_spoorblok(actor, sporen, zaak, papieren[zaak.pk], laatste.get(zaak.pk)) for zaak in zaken]
    return Gezinsthuis(
        zaken=zaken,
        kinderen=_per_kind(blokken),
        gevraagd=_gevraagd(blokken),
        afspraken=_met_zaak(afspraken, zaken),
        kalender=kalender_van(dagen),
    )


def naam_voor(process: Process, actor: Actor) -> str:
    """What this person calls a case of this kind."""
    voor_ouder, voor_leerling = process.gezin_naam
    return voor_leerling if actor.rol == Rol.LEERLING else voor_ouder


def _spoorblok(
    actor: Actor, sporen: Sporen, zaak: Zaak, documenten: Sequence[Document], reactie: Zienswijze | None
) -> Spoorblok:
    process, deel = process_van(zaak), sporen.deel(zaak)
    met_titel = [(document, deel.papiertitel(zaak, document)) for document in documenten]
    regels = [bestandsregel(document, titel) for document, titel in met_titel if titel]
    return Spoorblok(
        zaak=zaak,
        naam=naam_voor(process, actor),
        stand=process.toestanden[zaak.status].voor_gezin,
        spoor=sporen.spoor(zaak),
        papieren=regels[:NIEUWSTE],
        meer_papieren=len(regels) > NIEUWSTE,
        reactie=reactie,
    )


def _per_kind(blokken: Iterable[Spoorblok]) -> list[Kindblok]:
    """By first name; a child that two samenwerkingsverbanden know is one child."""
    per_kind: dict[int, list[Spoorblok]] = defaultdict(list)
    for blok in blokken:
        per_kind[blok.zaak.dossier.leerling_id].append(blok)
    kinderen = [Kindblok(eigen[0].zaak.dossier.leerling, eigen) for eigen in per_kind.values()]
    return sorted(kinderen, key=lambda kind: (kind.leerling.roepnaam, kind.leerling.pk))


def _gevraagd(blokken: Iterable[Spoorblok]) -> list[Gevraagd]:
    """What must be done before what may be done, each by its last day."""
    alles = [Gevraagd(blok.zaak.dossier.leerling, vraag) for blok in blokken for vraag in blok.spoor.gevraagd]
    return sorted(alles, key=lambda rij: (rij.vraag.mag, rij.vraag.uiterlijk or date.max))


def _met_zaak(afspraken: Iterable[Afspraak], zaken: Iterable[Zaak]) -> list[Afspraak]:
    """Each with the case that was read already, for the name of the child."""
    per_pk = {zaak.pk: zaak for zaak in zaken}
    rijen = list(afspraken)
    for rij in rijen:
        rij.zaak = per_pk[rij.zaak_id]
    return rijen

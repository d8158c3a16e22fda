"""The home of a parent or pupil: all tracks of all children in one place, whatever workflow they are of.

Everything here is for one family member. Nothing of the other parent is read: no view, no message, no address.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from cases.models import Afspraak, Leerling, Schoolbetrokkene, Zaak, Zienswijze
from cases.samen import hang_aan
from deadlines.kalender import Kalender
from deadlines.models import kalender_van, vrije_dagen
from documents.models import Document
from organisations.actor import Actor
from organisations.models import Samenwerkingsverband
from organisations.rollen import Rol
from workflow.gezinsdeel import Beller, Gezinsvraag, Spoor, Verteld
from workflow.gezinslid import eigen_rijen
from workflow.gezinspapier import bestandsregel
from workflow.gezinssporen import Sporen
from workflow.gezinstekenen import Tekenwerk
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
    gevraagd: list[Gezinsvraag]
    papieren: list[dict[str, Any]]
    reactie: Zienswijze | None
    """What this person thinks of it, as told last."""
    verteld: list[Verteld]
    """What this person answered and told besides, newest first."""

    @property
    def loopt(self) -> bool:
        return self.zaak.gesloten_op is None

    @property
    def nieuwste(self) -> list[dict[str, Any]]:
        return self.papieren[:NIEUWSTE]

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
    def mensen(self) -> list[Beller]:
        """Who works on a track that runs, each once."""
        return list(dict.fromkeys(beller for blok in self.lopend for beller in blok.spoor.bellen))

    @property
    def bellen(self) -> Zaak:
        """The track that says whom to call besides: the newest that runs, or else the newest."""
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


def gezinsthuis(actor: Actor, alleen: Zaak | None = None) -> Gezinsthuis:
    """In three statements: which cases, the cases, and what hangs on them.

    With `alleen` the same of one track, for its own page.
    """
    zichtbaar = Zaak.objects.visible_to(actor)
    sporen = Sporen(actor, zichtbaar if alleen is None else zichtbaar.filter(pk=alleen.pk))
    zaken = sporen.zaken
    documenten, reacties, tekenwerk = _documenten(actor, zaken), _reacties(actor, zaken), Tekenwerk(actor, sporen)
    school = Schoolbetrokkene.objects.filter(dossier__in={zaak.dossier_id for zaak in zaken})
    dagen = vrije_dagen()
    sporen.lees(documenten, reacties, tekenwerk.rijen, school, dagen)
    hang_aan([zaak.dossier for zaak in zaken], "schoolbetrokkenen", school)
    laatste = {rij.zaak_id: rij for rij in reacties}
    papieren: dict[int | None, list[Document]] = defaultdict(list)
    for document in documenten:
        papieren[document.zaak_id].append(document)
    blokken = [_spoorblok(sporen, tekenwerk, zaak, papieren[zaak.pk], laatste.get(zaak.pk)) for zaak in zaken]
    return Gezinsthuis(
        zaken=zaken,
        kinderen=_per_kind(blokken),
        gevraagd=_gevraagd(blokken),
        afspraken=_afspraken(zaken),
        kalender=kalender_van(dagen),
    )


def _documenten(actor: Actor, zaken: list[Zaak]) -> QuerySet[Document]:
    rijen = Document.objects.zichtbaar_voor(actor).filter(zaak__in=zaken, bestand__isnull=False)
    return rijen.select_related("bestand").order_by("-aangemaakt_op", "-pk")


def _reacties(actor: Actor, zaken: list[Zaak]) -> QuerySet[Zienswijze]:
    rijen = Zienswijze.objects.filter(zaak__in=zaken, vervangen_op__isnull=True, **eigen_rijen(actor))
    return rijen.order_by("moment", "pk")


def naam_voor(process: Process, actor: Actor) -> str:
    """What this person calls a case of this kind."""
    voor_ouder, voor_leerling = process.gezin_naam
    return voor_leerling if actor.rol == Rol.LEERLING else voor_ouder


def _spoorblok(
    sporen: Sporen, tekenwerk: Tekenwerk, zaak: Zaak, documenten: Sequence[Document], reactie: Zienswijze | None
) -> Spoorblok:
    process, deel, spoor = process_van(zaak), sporen.deel(zaak), sporen.spoor(zaak)
    met_titel = [(document, deel.papiertitel(zaak, document)) for document in documenten]
    regels = [bestandsregel(document, titel) for document, titel in met_titel if titel]
    return Spoorblok(
        zaak=zaak,
        naam=naam_voor(process, sporen.actor),
        stand=process.toestanden[zaak.status].voor_gezin,
        spoor=spoor,
        gevraagd=[*tekenwerk.vragen(zaak), *spoor.gevraagd],
        papieren=regels,
        reactie=reactie,
        verteld=sorted([*tekenwerk.antwoorden(zaak), *spoor.verteld], key=lambda rij: rij.op, reverse=True),
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
    alles = [Gevraagd(blok.zaak.dossier.leerling, vraag) for blok in blokken for vraag in blok.gevraagd]
    return sorted(alles, key=lambda rij: (rij.vraag.mag, rij.vraag.uiterlijk or date.max))


def _afspraken(zaken: Iterable[Zaak]) -> list[Afspraak]:
    """Of all tracks, the first one first."""
    return sorted((rij for zaak in zaken for rij in zaak.afspraken.all()), key=lambda rij: (rij.moment, rij.pk))

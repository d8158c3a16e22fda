"""What a maatwerk track adds to the home of the family: what is asked, who is to act, what comes then, whom to call."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from audit.models import Lezing
from cases.models import Zaak
from deadlines.models import Termijn
from documents.models import Document
from maatwerk.brieven import BRIEF_SCHOOL
from maatwerk.eigen_taken import TE_LEZEN, partijen_thuis, taken_thuis
from maatwerk.gesprekken import ZONDER_GESPREK
from maatwerk.models import Aanstelling, Contact, Evaluatie, Gedeeldstuk, Status, Traject
from maatwerk.termijnen import TERMIJNEN
from organisations.actor import Actor
from organisations.rollen import Rol
from ui.notatie import belbaar
from workflow.gezinsdeel import Afgesproken, Beller, Gezinsdeel, Gezinsvraag, Inzageregel, Spoor, Verteld

WIE_NU: Mapping[Status, str] = {
    Status.INTAKE: "Het samenwerkingsverband",
    Status.BIJ_COMMISSIE: "De groep deskundigen",
    Status.BIJ_DIRECTEUR: "De directeur",
    Status.CASEMANAGER_GEVRAAGD: "De gevraagde casemanager",
    Status.GESPREKKEN: "De casemanager",
    Status.VERKENNEN: "De casemanager",
    Status.PLAN: "De casemanager",
    Status.PLAN_TEKENEN: "De casemanager en de nieuwe school",
    Status.PLAN_BIJ_DIRECTEUR: "De directeur",
    Status.VERTELLEN: "De directeur en de casemanager",
    Status.BIJ_OUDERS: "Iedereen thuis",
    Status.VERVOLG_KIEZEN: "De casemanager",
    Status.UITVOERING: "Iedereen die in het plan staat",
    Status.EVALUATIE: "Iedereen die meedeed",
}
STRAKS: Mapping[Status, str] = {
    Status.INTAKE: "Een groep deskundigen geeft advies",
    Status.BIJ_COMMISSIE: "De directeur beslist of er een casemanager komt",
    Status.BIJ_DIRECTEUR: "Wij vertellen wat de directeur besluit",
    Status.CASEMANAGER_GEVRAAGD: "De casemanager komt praten",
    Status.GESPREKKEN: "De casemanager zoekt een plek die past",
    Status.VERKENNEN: "De casemanager schrijft een plan",
    Status.PLAN: "De nieuwe school tekent het plan",
    Status.PLAN_TEKENEN: "De directeur beslist over het plan",
    Status.PLAN_BIJ_DIRECTEUR: "Wij komen het plan bespreken",
    Status.VERTELLEN: "Wij vragen wat iedereen thuis ervan vindt",
    Status.BIJ_OUDERS: "Het plan begint als iedereen tekent",
    Status.VERVOLG_KIEZEN: "De casemanager praat met iedereen thuis",
    Status.UITVOERING: "Wij vragen hoe het ging",
    Status.EVALUATIE: "De casemanager rondt het af",
}
"""What comes after each open state, in words for parent and pupil alike."""
CODE = "lezen:gedeeld_stuk"
TAAK = "De casemanager regelt alles en praat met iedereen."


class Trajectdeel(Gezinsdeel):
    """The tracks of one family member."""

    waarom: ClassVar[Mapping[str, str]] = {
        Rol.COORDINATOR: "Begeleidt op school en weet wat er is geprobeerd",
        Rol.SCHOOLDIRECTEUR: "Leidt de school van nu of de nieuwe school",
        Rol.COMMISSIELID: "Denkt mee in de groep die advies geeft",
        Rol.VOORZITTER: "Leidt de groep die advies geeft",
        Rol.PLV_VOORZITTER: "Leidt de groep die advies geeft, als de voorzitter er niet is",
        Rol.CASEMANAGER: "Zoekt een plek die past",
        Rol.DIRECTEUR_SWV: "Beslist over de casemanager en het plan",
    }
    lezingen: ClassVar[Mapping[str, tuple[str, str]]] = {
        "gevraagd": ("kreeg de vraag om te helpen", "Is gevraagd als casemanager"),
        "eigen_taak": ("las een afspraak uit het plan", "Doet iets in het plan"),
    }

    def __init__(self, actor: Actor, zaken: Sequence[Zaak], objecten: QuerySet[Any, Any]) -> None:
        super().__init__(actor, zaken, objecten)
        van_zaak = {"traject__zaak__in": zaken}
        self._casemanagers = _casemanagers(zaken)
        gesproken = Contact.objects.filter(met=Contact.Met.OUDERS, **van_zaak).exclude(wijze__in=ZONDER_GESPREK)
        self._gesproken = gesproken.values_list("traject_id", "op")
        self._evaluaties = Evaluatie.objects.filter(user_id=actor.persoon_id, **van_zaak)
        self._taken = taken_thuis(zaken)

    def vragen(self) -> Iterable[QuerySet[Any, Any]]:
        return (self._casemanagers, self._gesproken, self._evaluaties, self._taken)

    def spoor(self, zaak: Zaak) -> Spoor:
        traject: Traject = self.object_van(zaak)
        status = Status(traject.status)
        bellen = tuple(_beller(self.actor, rij) for rij in self._casemanagers if rij[0] == zaak.pk)
        eigen = next((rij for rij in self._evaluaties if rij.traject_id == traject.pk), None)
        return Spoor(
            gevraagd=(*self._praten(traject, bellen), *self._terugkijken(traject, eigen)),
            wie_nu=WIE_NU.get(status, ""),
            straks=STRAKS.get(status, ""),
            termijnen=_termijnen(zaak),
            verteld=self._verteld(traject, eigen),
            bellen=bellen,
            afgesproken=tuple(self._afgesproken(traject)),
        )

    def papiertitel(self, zaak: Zaak, document: Document) -> str:
        """Everybody at home has a letter of the own in plain words; the one to the school is not among them."""
        return "" if document.brief == BRIEF_SCHOOL else super().papiertitel(zaak, document)

    @classmethod
    def te_bellen(cls, actor: Actor, zaak: Zaak) -> Iterable[Beller]:
        return [_beller(actor, rij) for rij in _casemanagers([zaak])]

    @classmethod
    def van_buiten(cls, zaak: Zaak) -> Iterable[Inzageregel]:
        """Partners who opened a document with a code: the record knows which document was shared, and with whom."""
        gedeeld = Gedeeldstuk.objects.filter(partner__traject__zaak=zaak).select_related("partner")
        partners = {rij.pk: rij.partner for rij in gedeeld}
        lezingen = Lezing.objects.filter(zaak_id=zaak.pk, actie=CODE).order_by("-moment", "-pk")
        gezien = (
            (timezone.localdate(moment), partners[grond["rij"]])
            for moment, grond in lezingen.values_list("moment", "grond")
        )
        return [
            Inzageregel(dag, wie.naam, f"{wie.functie}, {wie.organisatie}", "las een document", "Kreeg het te lezen")
            for dag, wie in dict.fromkeys(gezien)
        ]

    def _praten(self, traject: Traject, bellen: tuple[Beller, ...]) -> tuple[Gezinsvraag, ...]:
        """Before the first talk and when the plan is to be told; not when a day was set already."""
        kennen = traject.status == Status.GESPREKKEN and not any(pk == traject.pk for pk, _ in self._gesproken)
        if not (kennen or traject.status == Status.VERTELLEN) or _is_afgesproken(traject.zaak):
            return ()
        waarover = "De casemanager wil kennismaken." if kennen else "Wij willen samen het plan bespreken."
        wij = self.u("Wij bellen u voor een dag.", "Wij bellen voor een dag.")
        wie = next((beller for beller in bellen if beller.telefoon), None)
        zelf = self.u("U mag ook zelf bellen.", "Je mag ook zelf bellen.") if wie else ""
        return (
            Gezinsvraag(
                titel=self.u("Wij willen met u praten", "Wij willen met je praten"),
                uitleg=f"{waarover} {wij} {zelf}".strip(),
                knop=f"Bel {wie.telefoon}" if wie else "Noem een dag",
                url=belbaar(wie.telefoon) if wie else reverse("workflow:vragen", args=[traject.zaak_id]),
            ),
        )

    def _terugkijken(self, traject: Traject, eigen: Evaluatie | None) -> tuple[Gezinsvraag, ...]:
        if traject.status != Status.EVALUATIE or eigen is not None:
            return ()
        return (
            Gezinsvraag(
                titel=self.u("Hoe vond u het gaan?", "Hoe vond jij het gaan?"),
                uitleg="Een paar woorden is genoeg. Daar leren wij van.",
                knop=self.u("Vertel hoe u het vond", "Vertel hoe je het vond"),
                url=reverse("maatwerk:evaluatie", args=[traject.zaak_id]),
                mag=True,
            ),
        )

    def _afgesproken(self, traject: Traject) -> Iterable[Afgesproken]:
        """The own tasks of the plan, while it runs and after it."""
        if traject.status not in TE_LEZEN:
            return
        eigen = partijen_thuis(self.actor, traject.zaak)
        for taak in self._taken:
            if taak.traject_id == traject.pk and taak.partij in eigen:
                yield Afgesproken(
                    wat=taak.wat,
                    stand=str(taak.get_stand_display()).capitalize(),
                    soort="success" if taak.stand == taak.Stand.KLAAR else "neutral",
                    url=reverse("maatwerk:eigen_taak", args=[taak.pk]),
                    uiterlijk=taak.uiterlijk,
                )

    def _verteld(self, traject: Traject, eigen: Evaluatie | None) -> tuple[Verteld, ...]:
        if eigen is None:
            return ()
        wat = self.u("U vertelde hoe u het vond", "Je vertelde hoe je het vond")
        adres = reverse("maatwerk:evaluatie", args=[traject.zaak_id])
        return (Verteld(wat=wat, op=timezone.localdate(eigen.moment), url=adres),)


def _casemanagers(zaken: Sequence[Zaak]) -> QuerySet[Any, Any]:
    """Case, name and number of each casemanager who is appointed."""
    rijen = Aanstelling.objects.filter(stand=Aanstelling.Stand.AANVAARD, traject__zaak__in=zaken)
    return rijen.values_list("traject__zaak_id", "casemanager__naam", "casemanager__telefoon")


def _beller(actor: Actor, rij: tuple[int, str, str]) -> Beller:
    functie = "jouw casemanager" if actor.rol == Rol.LEERLING else "uw casemanager"
    return Beller(naam=rij[1], functie=functie, telefoon=rij[2], taak=TAAK)


def _is_afgesproken(zaak: Zaak) -> bool:
    """A day is set; one that was called off is none."""
    return any(afspraak.afgezegd_op is None for afspraak in zaak.afspraken.all())


def _termijnen(zaak: Zaak) -> tuple[Termijn, ...]:
    """What the family waits for, the step of now before the talks that go on."""
    open_ = (rij for rij in zaak.termijnen.all() if rij.is_open and rij.soort in TERMIJNEN)
    return tuple(sorted(open_, key=lambda rij: TERMIJNEN.index(rij.soort)))

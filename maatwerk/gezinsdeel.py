"""What a maatwerk track adds to the home of the family: what is asked, who is to act, what comes then, whom to call."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from cases.models import Zaak
from deadlines.models import Termijn
from maatwerk.gesprekken import ZONDER_GESPREK
from maatwerk.models import Aanstelling, Contact, Evaluatie, Status, Traject
from organisations.actor import Actor
from organisations.rollen import Rol
from workflow.gezinsdeel import Beller, Gezinsdeel, Gezinsvraag, Spoor, Verteld

TERMIJNEN = ("commissieadvies", "directeursbesluit", "aanvaarden", "ouders_spreken")
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
STRAKS: Mapping[Status, tuple[str, str]] = {
    Status.INTAKE: ("Een groep deskundigen geeft advies",) * 2,
    Status.BIJ_COMMISSIE: ("De directeur beslist of er een casemanager komt",) * 2,
    Status.BIJ_DIRECTEUR: ("U hoort wat de directeur besluit", "Je hoort wat de directeur besluit"),
    Status.CASEMANAGER_GEVRAAGD: ("De casemanager praat met u", "De casemanager praat met jou en je ouders"),
    Status.GESPREKKEN: ("De casemanager zoekt een plek die past",) * 2,
    Status.VERKENNEN: ("De casemanager schrijft een plan",) * 2,
    Status.PLAN: ("De nieuwe school tekent het plan",) * 2,
    Status.PLAN_TEKENEN: ("De directeur beslist over het plan",) * 2,
    Status.PLAN_BIJ_DIRECTEUR: ("Wij bespreken het plan met u", "Wij bespreken het plan met jou en je ouders"),
    Status.VERTELLEN: ("U zegt wat u van het plan vindt", "Je zegt wat je van het plan vindt"),
    Status.BIJ_OUDERS: ("Het plan begint als iedereen tekent",) * 2,
    Status.VERVOLG_KIEZEN: ("De casemanager belt u", "De casemanager belt jou of je ouders"),
    Status.UITVOERING: ("Wij vragen hoe het ging",) * 2,
    Status.EVALUATIE: ("De casemanager rondt het af",) * 2,
}
"""What comes after each open state, to a parent and to the pupil."""


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
    }

    def __init__(self, actor: Actor, zaken: Sequence[Zaak], objecten: QuerySet[Any, Any]) -> None:
        super().__init__(actor, zaken, objecten)
        van_zaak = {"traject__zaak__in": zaken}
        aangesteld = Aanstelling.objects.filter(stand=Aanstelling.Stand.AANVAARD, **van_zaak)
        self._casemanagers = aangesteld.values_list("traject_id", "casemanager__naam", "casemanager__telefoon")
        gesproken = Contact.objects.filter(met=Contact.Met.OUDERS, **van_zaak).exclude(wijze__in=ZONDER_GESPREK)
        self._gesproken = gesproken.values_list("traject_id", "op")
        self._evaluaties = Evaluatie.objects.filter(user_id=actor.persoon_id, **van_zaak)

    def vragen(self) -> Iterable[QuerySet[Any, Any]]:
        return (self._casemanagers, self._gesproken, self._evaluaties)

    def spoor(self, zaak: Zaak) -> Spoor:
        traject: Traject = self.object_van(zaak)
        status = Status(traject.status)
        bellen = self._bellen(traject)
        eigen = next((rij for rij in self._evaluaties if rij.traject_id == traject.pk), None)
        return Spoor(
            gevraagd=(*self._praten(traject, bellen), *self._terugkijken(traject, eigen)),
            wie_nu=WIE_NU.get(status, ""),
            straks=self.u(*STRAKS[status]) if status in STRAKS else "",
            termijnen=_termijnen(zaak),
            verteld=self._verteld(traject, eigen),
            bellen=bellen,
        )

    def _bellen(self, traject: Traject) -> tuple[Beller, ...]:
        functie = self.u("uw casemanager", "jouw casemanager")
        return tuple(
            Beller(naam=naam, functie=functie, telefoon=telefoon)
            for traject_id, naam, telefoon in self._casemanagers
            if traject_id == traject.pk
        )

    def _praten(self, traject: Traject, bellen: tuple[Beller, ...]) -> tuple[Gezinsvraag, ...]:
        """Before the first talk and when the plan is to be told; not when a day was set already."""
        gesproken = any(traject_id == traject.pk for traject_id, _ in self._gesproken)
        eerste = traject.status == Status.GESPREKKEN and not gesproken
        if not (eerste or traject.status == Status.VERTELLEN) or traject.zaak.afspraken.all():
            return ()
        waarover = (
            self.u("De casemanager wil met u kennismaken.", "De casemanager wil met jou en je ouders kennismaken.")
            if eerste
            else self.u("Wij willen het plan met u bespreken.", "Wij willen het plan met jou en je ouders bespreken.")
        )
        zelf = self.u("Wij bellen u voor een dag. U mag ook zelf", "Wij bellen voor een dag. Je mag ook zelf")
        wie = next((beller for beller in bellen if beller.telefoon), None)
        return (
            Gezinsvraag(
                titel=self.u("Wij willen met u praten", "Wij willen met je praten"),
                uitleg=f"{waarover} {zelf} {f'bellen: {wie.telefoon}' if wie else 'een dag noemen'}.",
                knop=f"Bel {wie.naam}" if wie else "Noem een dag",
                url=f"tel:{_cijfers(wie.telefoon)}" if wie else reverse("workflow:vragen", args=[traject.zaak_id]),
                mag=True,
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

    def _verteld(self, traject: Traject, eigen: Evaluatie | None) -> tuple[Verteld, ...]:
        if eigen is None:
            return ()
        wat = self.u("U vertelde hoe u het vond", "Je vertelde hoe je het vond")
        adres = reverse("maatwerk:evaluatie", args=[traject.zaak_id])
        return (Verteld(wat=wat, op=timezone.localdate(eigen.moment), url=adres),)


def _cijfers(telefoon: str) -> str:
    return "".join(teken for teken in telefoon if teken.isdigit() or teken == "+")


def _termijnen(zaak: Zaak) -> tuple[Termijn, ...]:
    """What the family waits for, the step of now before the talks that go on."""
    open_ = (rij for rij in zaak.termijnen.all() if rij.is_open and rij.soort in TERMIJNEN)
    return tuple(sorted(open_, key=lambda rij: TERMIJNEN.index(rij.soort)))

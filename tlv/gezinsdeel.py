"""What a request adds to the home of the family: what is asked about it, who is to act, what comes then, its dates."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.urls import reverse

from cases.models import Zaak, Zienswijze
from documents.models import Bekendmaking, Document, Handtekening, Ondertekenstuk
from organisations.actor import Actor
from organisations.rollen import Rol
from tlv import gezinsbeeld as beeld
from tlv.feiten import STUK
from tlv.gezinsrijen import Gezinsrijen
from tlv.models import Aanvraag, Besluit
from workflow.gezinsdeel import Gezinsdeel, Gezinsvraag, Spoor
from workflow.gezinslid import eigen_rijen
from workflow.models_ingebreke import Ingebrekestelling


class Aanvraagdeel(Gezinsdeel):
    """The requests of one family member."""

    waarom: ClassVar[Mapping[str, str]] = {
        Rol.COORDINATOR: "Begeleidt op school en werkt aan de aanvraag",
        Rol.SCHOOLDIRECTEUR: "Leidt de school die de aanvraag doet",
        Rol.SECRETARIAAT: "Behandelt de aanvraag",
        Rol.DESKUNDIGE: "Geeft advies over de aanvraag",
        Rol.COMMISSIELID: "Bereidt het besluit voor",
        Rol.VOORZITTER: "Neemt het besluit",
        Rol.PLV_VOORZITTER: "Neemt het besluit als de voorzitter er niet is",
    }
    lezingen: ClassVar[Mapping[str, tuple[str, str]]] = {
        "overdracht": ("kreeg de verklaring van de school", "De school geeft de verklaring door"),
    }

    def __init__(self, actor: Actor, zaken: Sequence[Zaak], objecten: QuerySet[Any, Any]) -> None:
        super().__init__(actor, zaken, objecten)
        eigen = eigen_rijen(actor)
        van_zaak = {"zaak__in": zaken}
        self._stukken = Ondertekenstuk.objects.filter(soort=STUK, vervallen_op__isnull=True, **van_zaak).order_by("pk")
        gevraagd = Handtekening.objects.filter(stuk__zaak__in=zaken, stuk__soort=STUK, **eigen)
        self._handtekeningen = gevraagd.select_related("stuk")
        self._reacties = Zienswijze.objects.filter(**van_zaak, **eigen).order_by("-moment")
        self._bekendmakingen = Bekendmaking.objects.filter(**van_zaak, **eigen).order_by("-pk")
        bekend = Besluit.objects.filter(aanvraag__zaak__in=zaken, stand=Besluit.Stand.BEKENDGEMAAKT)
        self._besluiten = bekend.order_by("-pk")
        self._brieven = Ingebrekestelling.objects.filter(**van_zaak, **eigen)

    def vragen(self) -> Iterable[QuerySet[Any, Any]]:
        return (
            self._stukken,
            self._handtekeningen,
            self._reacties,
            self._bekendmakingen,
            self._besluiten,
            self._brieven,
        )

    def spoor(self, zaak: Zaak) -> Spoor:
        aanvraag: Aanvraag = self.object_van(zaak)
        rijen = self._rijen(zaak, aanvraag)
        versie = beeld.gelezen_versie(rijen)
        loopt = aanvraag.status not in beeld.BEKEND and not beeld.is_ingetrokken(aanvraag)
        stappen = beeld.stappen(aanvraag, rijen, jij=self.jij) if loopt else []
        return Spoor(
            gevraagd=gevraagd_over(zaak, beeld.wat_nu(aanvraag, versie, rijen), versie.vraag, self.actor),
            wie_nu=beeld.wie_nu(aanvraag) if loopt else "",
            straks=next((stap["label"] for stap in stappen if stap["toestand"] == "straks"), ""),
            termijnen=tuple(beeld.datums_voor_gezin(aanvraag, rijen)),
        )

    def papiertitel(self, zaak: Zaak, document: Document) -> str:
        return beeld.papiertitel(self.object_van(zaak), document)

    def _rijen(self, zaak: Zaak, aanvraag: Aanvraag) -> Gezinsrijen:
        brieven = {rij.wie for rij in self._brieven if rij.zaak_id == zaak.pk}
        return Gezinsrijen(
            stukken=[rij for rij in self._stukken if rij.zaak_id == zaak.pk],
            handtekeningen=[rij for rij in self._handtekeningen if rij.stuk.zaak_id == zaak.pk],
            reacties=[rij for rij in self._reacties if rij.zaak_id == zaak.pk],
            bekendmakingen=[rij for rij in self._bekendmakingen if rij.zaak_id == zaak.pk],
            besluiten=[rij for rij in self._besluiten if rij.aanvraag_id == aanvraag.pk],
            termijnen=[termijn for termijn in zaak.termijnen.all() if termijn.is_voor(self.actor, eigen=brieven)],
        )


def gevraagd_over(zaak: Zaak, nu: str, vraag: Handtekening | None, actor: Actor) -> tuple[Gezinsvraag, ...]:
    """The one thing that is asked about this request, if any: on the home and on the page of the request alike."""
    jij = actor.rol == Rol.LEERLING
    if nu == "besluit":
        doen = "Daar staat ook wat je nu kunt doen." if jij else "Daar staat ook wat u nu kunt doen."
        return (
            Gezinsvraag(
                titel="Het besluit is er",
                uitleg=f"Lees wat wij hebben besloten. {doen}",
                knop="Lees het besluit",
                url=reverse("tlv:gezin_besluit", args=[zaak.pk]),
            ),
        )
    if nu not in ("veranderd", "reageren"):
        return ()
    uiterlijk = vraag.uiterlijk if vraag and vraag.uiterlijk and vraag.uiterlijk >= actor.vandaag else None
    titel = "Wat vind jij van de aanvraag?" if jij else "Wat vindt u van de aanvraag?"
    daarna = "Vertel ons daarna wat je ervan vindt." if jij else "Vertel ons daarna wat u ervan vindt."
    tot = "" if uiterlijk else " Dit kan tot er een besluit is."
    return (
        Gezinsvraag(
            titel="De school heeft de aanvraag veranderd" if nu == "veranderd" else titel,
            uitleg=f"Lees de aanvraag van de school. {daarna}{tot}",
            knop="Geef je reactie" if jij else "Geef uw reactie",
            url=reverse("tlv:gezin_reactie", args=[zaak.pk]),
            uiterlijk=uiterlijk,
            mag=True,
        ),
    )

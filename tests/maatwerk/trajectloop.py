"""One maatwerk track with its people, led a step at a time through the real doors."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from cases.compartimenten import Compartiment
from cases.models import Dossier, Ouder, Zaak
from documents.models import Document, Documentsoort
from documents.services import voeg_toe
from maatwerk.models import Aanstelling, Status, Traject
from maatwerk.toestanden import TOESTANDEN
from organisations.actor import Actor, systeem
from organisations.rollen import Rol
from tests import factories
from tests.documents.maak import tekst_pdf
from tests.factories import NU
from tests.stand import eenmaal
from workflow.edit import Bewerkt, edit
from workflow.perform import Resultaat, perform
from workflow.start import start

S = Status
INTAKE = {
    "pto_datum": NU.date() - timedelta(days=6),
    "pto_deelnemers": "Leerplicht, jeugdhulp en school",
    "pto_uitkomst": "Geen school in de regio past.",
    "ondersteuning": "Een kleine groep en veel rust.",
    "vraag": "Zoek een plek.",
    "mening_ouders": "Wij willen graag weer naar school.",
}
VERKENNING = {"vorm": "so", "waar": "De Berk", "waarom_niet": "De groepen zijn te groot."}
WIE = {
    "inbrengen": "secretariaat",
    "intake_teruggeven": "voorzitter",
    "adviseren": "voorzitter",
    "advies_terugvragen": "directeur",
    "niet_inschakelen": "directeur",
    "inschakelen": "directeur",
    "casemanager_aanvaardt": "casemanager",
    "casemanager_weigert": "casemanager",
    "vraag_intrekken": "directeur",
    "casemanager_ontheffen": "directeur",
    "verkenning_starten": "casemanager",
    "plek_gevonden": "casemanager",
    "verder_zoeken": "casemanager",
    "beeindigen": "directeur",
    "evalueren": "casemanager",
    "uitvoering_hervatten": "casemanager",
    "afsluiten": "casemanager",
}
WEG = (
    (S.BIJ_COMMISSIE, "inbrengen"),
    (S.BIJ_DIRECTEUR, "adviseren"),
    (S.CASEMANAGER_GEVRAAGD, "inschakelen"),
    (S.GESPREKKEN, "casemanager_aanvaardt"),
    (S.VERKENNEN, "verkenning_starten"),
    (S.PLAN, "plek_gevonden"),
)
"""State → the act that leads to it, from the intake on."""


class Trajectloop:
    """The case, its people and the moment. Made when something of it is asked, in the state that is asked first."""

    nu: datetime
    dossier: Dossier
    ouder: Ouder
    mensen: dict[str, Actor]
    zaak_id: int

    def __init__(self, *, leeftijd: int = 11, vandaag: bool = False) -> None:
        """Today, for pages; otherwise on the day that all tests share."""
        self.leeftijd, self.vandaag = leeftijd, vandaag

    if not TYPE_CHECKING:  # which knows what there is

        def __getattr__(self, naam: str) -> Any:
            """What is not there yet."""
            if naam not in Trajectloop.__annotations__:
                raise AttributeError(naam)
            self._neem_over(S.INTAKE)
            return self.__dict__[naam]

    def _neem_over(self, status: str) -> None:
        self.__dict__ |= _gebracht(self.leeftijd, self.vandaag, str(status))

    def begin(self) -> None:
        self.nu = timezone.localtime() if self.vandaag else NU
        dag = self.nu.date()
        geboren = dag - timedelta(days=round(365.25 * self.leeftijd) + 20)
        self.dossier = factories.DossierFactory(swv_sinds=dag, leerling__geboortedatum=geboren)
        swv = self.dossier.swv
        self.ouder = factories.OuderFactory(leerling=self.dossier.leerling, account=True)
        self.mensen = {
            "coordinator": factories.actor(Rol.COORDINATOR, self.dossier.school),
            "secretariaat": factories.actor(Rol.SECRETARIAAT, swv),
            "voorzitter": factories.actor(Rol.VOORZITTER, swv),
            "directeur": factories.actor(Rol.DIRECTEUR_SWV, swv),
            "casemanager": factories.actor(Rol.CASEMANAGER, swv),
            "tweede": factories.actor(Rol.CASEMANAGER, swv),
            "ouder": factories.actor(Rol.OUDER, user=self.ouder.user),
        }
        self.zaak_id = start("maatwerk", self.dossier.pk, by=self.als("secretariaat"), nu=self.nu, data={})

    def als(self, wie: str) -> Actor:
        """The same person on this day."""
        return Actor(**{**self.mensen[wie].__dict__, "vandaag": self.nu.date()})

    def systeem(self) -> Actor:
        return systeem(self.nu.date())

    @property
    def rij(self) -> Traject:
        return Traject.objects.select_related("zaak__dossier__leerling", "intake").get(zaak_id=self.zaak_id)

    @property
    def status(self) -> str:
        return self.rij.status

    @property
    def vraag(self) -> Aanstelling | None:
        """The appointment that is asked or runs."""
        return self.rij.aanstellingen.filter(stand__in=["gevraagd", "aanvaard"]).first()

    def doe(self, actie: str, wie: str = "", /, **data: Any) -> Resultaat:
        gegevens, doel_id = self.gegevens(actie)
        return perform(
            self.zaak_id,
            actie,
            by=self.als(wie or WIE[actie]),
            data={**gegevens, **data},
            doel_id=doel_id,
            herbevestigd_op=self.nu,
            nu=self.nu,
        )

    def schrijf(self, deel: str, wie: str = "casemanager", /, **data: Any) -> Bewerkt:
        return edit(self.zaak_id, deel, by=self.als(wie), data=data, nu=self.nu)

    def gegevens(self, actie: str) -> tuple[dict[str, Any], int | None]:
        vraag = self.vraag
        doel = (
            vraag.pk if vraag and actie in ("casemanager_aanvaardt", "casemanager_weigert", "vraag_intrekken") else None
        )
        if actie == "adviseren":
            return {
                "uitkomst": "inschakelen",
                "casemanager_id": self.mensen["casemanager"].gebruiker_id,
                "overwegingen": "Alles is verkend.",
                "besproken_op": self.nu.date(),
            }, None
        if actie == "inschakelen":
            return {"casemanager_id": self.mensen["casemanager"].gebruiker_id, "reden": "Geen plek gevonden."}, None
        if actie == "afsluiten":
            return {"samenvatting": "Het lukte.", "lessen": "Begin eerder.", "zonder_gezin": "Wilden niet."}, None
        if actie == "casemanager_aanvaardt":
            return {"geen_belang": True}, doel
        return {"reden": "Daarom."}, doel

    def vul_intake(self) -> None:
        self.schrijf("intake", "secretariaat", **INTAKE)
        self.schrijf("verkenning", "secretariaat", **VERKENNING)

    def praat(self, met: str, wijze: str = "gesprek", **data: Any) -> Bewerkt:
        return self.schrijf("contact", met=met, wijze=wijze, op=self.nu.date(), **data)

    def vind_plek(self) -> int:
        """An option that fits and was discussed with the parents."""
        pk = int(self.schrijf("optie", naam="De Kas", vorm="anders").waarden["id"])
        self.schrijf("optie_stand", optie_id=pk, stand="verkend")
        self.schrijf("optie_stand", optie_id=pk, stand="past", afgestemd_op=self.nu.date(), reden="Rustig en klein.")
        return pk

    def bereid_voor(self, actie: str) -> None:
        """What an act needs that no earlier act gave."""
        if actie == "inbrengen" and not self.rij.verkenningen.exists():
            self.vul_intake()
        elif actie == "verkenning_starten":
            self.praat("ouders")
            self.praat("school")
        elif actie == "plek_gevonden":
            self.vind_plek()

    def breng_naar(self, status: str) -> "Trajectloop":
        """Along the road from where it is, as far as this state."""
        if "zaak_id" not in self.__dict__:
            self._neem_over(status)
            return self
        standen = [S.INTAKE, *(doel for doel, _ in WEG)]
        for doel, actie in WEG[standen.index(Status(self.status)) :]:
            if self.status == status:
                break
            self.bereid_voor(actie)
            self.doe(actie)
            assert self.status == doel
        assert self.status == status
        return self

    def zet(self, status: str) -> "Trajectloop":
        """Straight into a state of a later step, with what the database asks of it."""
        self.breng_naar(S.PLAN)
        dag = self.nu.date()
        Traject.objects.filter(zaak_id=self.zaak_id).update(status=status, goedgekeurd_op=dag)
        Zaak.objects.filter(pk=self.zaak_id).update(status=status, status_label=TOESTANDEN[Status(status)].label)
        return self

    def document(self, compartiment: Compartiment = Compartiment.TRAJECT) -> Document:
        toegevoegd = voeg_toe(
            zaak=self.rij.zaak,
            actor=self.als("secretariaat"),
            data=tekst_pdf(),
            naam="Verslag.pdf",
            soort=Documentsoort.VERSLAG,
            compartiment=compartiment,
            nu=self.nu,
        )
        assert toegevoegd.document is not None
        return toegevoegd.document


@eenmaal
def _gebracht(leeftijd: int, vandaag: bool, status: str) -> dict[str, Any]:
    """What a track is that was led to this state."""
    loop = Trajectloop(leeftijd=leeftijd, vandaag=vandaag)
    loop.begin()
    return loop.breng_naar(status).__dict__

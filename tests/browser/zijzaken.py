"""A case with everybody around it, brought to the beginning of a side road through the doors; dates around today."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection
from django.utils import timezone

from cases.compartimenten import Compartiment
from cases.models import Ouder
from documents.models import Documentsoort
from documents.services import voeg_toe
from documents.werk import verwerk_wachtende
from organisations.actor import Actor
from organisations.models import Mandaatproduct, Samenwerkingsverband, School
from tests.documents.maak import tekst_pdf
from tests.tlv import besluitzaak
from tests.tlv.gezin_voorbeeld import Gezin, maak_gezin
from tests.tlv.schrijfhulp import vul_in
from tests.tlv.volledigheid_hulp import TEKSTEN, alles_in_orde, deskundige
from tlv.bevriezen import bevries
from tlv.models import Eisstatus, Status
from tlv.perioden import kortste_einde
from workflow.edit import edit
from workflow.models import Onderdeel
from workflow.perform import perform
from workflow.tasks import verwerk_werk

OVERWEGINGEN = (
    "Mila raakt overvraagd in een grote groep. Zij heeft een vaste volwassene nodig om tot leren te komen.",
    "Uit de observatie blijkt dat wisselingen veel spanning geven. Een vaste dag is de belangrijkste voorwaarde.",
)
MOTIVERING = (
    "Wij hebben de aanvraag getoetst aan de criteria in het ondersteuningsplan. Mila heeft de hele dag de nabijheid "
    "van een vaste volwassene nodig en een kleine groep. De school bood een jaar begeleiding in en buiten de klas. "
    "Een zwaarder arrangement verandert de grootte van de groep niet en is daarom niet genoeg."
)
AFWIJZING = (
    "Wij hebben de aanvraag getoetst aan de criteria in het ondersteuningsplan. De school heeft de begeleiding in de "
    "klas pas sinds de herfst. Beide deskundigen zien dat Mila daar goed op reageert en verwachten meer van een "
    "arrangement op de eigen school. Daarom is een plaats in het speciaal onderwijs nu niet nodig."
)
REACTIE = "De ouders willen vooral rust en een kleine groep voor Mila. Dat is goed te begrijpen en weegt mee."


@dataclass
class Zijzaak:
    gezin: Gezin
    eerste: Actor
    tweede: Actor

    @property
    def pk(self) -> int:
        return self.gezin.zaak.pk

    @property
    def status(self) -> str:
        self.gezin.aanvraag = type(self.gezin.aanvraag).objects.get(pk=self.gezin.aanvraag.pk)
        return str(self.gezin.aanvraag.status)

    def doe(self, actie: str, by: Actor, geleden: int = 0, *, doel_id: int | None = None, **data: Any) -> None:
        """An action so many days ago."""
        nu = _moment(geleden)
        perform(self.pk, actie, by=_toen(by, geleden), data=data, doel_id=doel_id, nu=nu, herbevestigd_op=nu)

    def schrijf(self, deel: str, by: Actor, geleden: int = 0, **data: Any) -> None:
        edit(self.pk, deel, by=_toen(by, geleden), data=data, nu=_moment(geleden))

    def dien_in(self, geleden: int) -> None:
        self.doe("indienen", self.gezin.coordinator, geleden, weet_van_open_punten=True)

    def vraag_aanvulling(self, geleden: int, **gemist: str) -> None:
        """Per item what is missing."""
        alles_in_orde(self.gezin.aanvraag)
        for eis, tekst in gemist.items():
            rij = self.gezin.aanvraag.eisen.filter(eis=eis)
            rij.update(status=Eisstatus.ONTBREEKT, toelichting=tekst)
        vraag = "Wilt u ook de namen van de deelnemers noemen?"
        self.doe("aanvulling_vragen", self.gezin.secretariaat, geleden, eisen=list(gemist), vraag=vraag)

    def tot_besluit(self, geleden: int = 0, *, afwijzen: bool = False) -> None:
        """Filed, complete, advised and discussed, to be decided `geleden` days ago."""
        einde = kortste_einde(timezone.localdate() - timedelta(days=geleden))
        self.dien_in(geleden + 20)
        alles_in_orde(self.gezin.aanvraag)
        secretariaat = self.gezin.secretariaat
        self.doe("volledig_verklaren", secretariaat, geleden + 18)
        experts = ((self.eerste, "orthopedagoog"), (self.tweede, "jeugdpsycholoog"))
        toewijzingen = [
            {"volgorde": nr, "deskundige_id": wie.gebruiker_id, "beroep": beroep}
            for nr, (wie, beroep) in enumerate(experts, 1)
        ]
        self.doe("deskundigen_toewijzen", secretariaat, geleden + 15, toewijzingen=toewijzingen)
        for nr, (wie, _) in enumerate(experts):
            inhoud = TEKSTEN | {"overwegingen": OVERWEGINGEN[nr], "einde": einde}
            self._adviseer(wie, geleden + 5 - nr, **(_afwijzend(inhoud) if afwijzen else inhoud))
        for soort in ("deskundigen", "school", "ouders"):
            self.schrijf(
                "bespreking",
                self.gezin.voorzitter,
                geleden,
                soort=soort,
                datum=timezone.localdate() - timedelta(days=geleden),
                aanwezigen="Voorzitter en genodigden",
                uitkomst="De deskundigen lichten hun advies toe en blijven erbij.",
            )

    def _adviseer(self, wie: Actor, geleden: int, **inhoud: Any) -> None:
        self.schrijf("advies", wie, geleden, **inhoud)
        advies = self.gezin.aanvraag.adviezen.get(deskundige_id=wie.gebruiker_id)
        self.doe("advies_indienen", wie, geleden, doel_id=advies.pk, onafhankelijk=True)

    def maak_bekend(self, geleden: int) -> None:
        """Signed, made and published so many days ago, by post as well."""
        self.doe("verlenen", self.gezin.voorzitter, geleden)
        in_eigen_draad(lambda: verwerk_wachtende(timezone.now()))
        self.doe("bekendmaken", self.gezin.voorzitter, geleden)
        post = list(self.gezin.zaak.bekendmakingen.filter(verzonden_op=None).values_list("pk", flat=True))
        op = timezone.localdate() - timedelta(days=geleden)
        self.schrijf("printen", self.gezin.secretariaat, geleden, bekendmakingen=post, geprint_voor=op)
        self.schrijf("verzending", self.gezin.secretariaat, geleden, bekendmakingen=post, verzonden_op=op)
        in_eigen_draad(lambda: verwerk_wachtende(timezone.now()))

    def schrijf_besluit(self, soort: str = "verlenen", geleden: int = 0) -> None:
        kernen = {str(advies.pk): advies.overwegingen for advies in self.gezin.aanvraag.adviezen.all()}
        self.schrijf(
            "besluit",
            self.gezin.voorzitter,
            geleden,
            soort=soort,
            motivering=MOTIVERING if soort == "verlenen" else AFWIJZING,
            reactie_op_zienswijze=REACTIE,
            kernen=kernen,
        )


def _afwijzend(inhoud: dict[str, Any]) -> dict[str, Any]:
    """An advice to refuse has no period and no category."""
    over = {veld: inhoud[veld] for veld in ("type", "overwegingen", "waarom_geen_arrangement")}
    return over | {"strekking": "afwijzen"}


def laat_werken() -> None:
    """One round of the workers."""
    in_eigen_draad(verwerk_werk)


def in_eigen_draad(werk: Callable[[], object]) -> None:
    """The browser keeps an event loop in the thread of the test, and sealing wants one for itself."""
    with ThreadPoolExecutor(1) as werker:
        werker.submit(_doe_en_sluit, werk).result()


def _doe_en_sluit(werk: Callable[[], object]) -> None:
    try:
        werk()
    finally:
        connection.close()


def _moment(geleden: int) -> datetime:
    return timezone.now() - timedelta(days=geleden)


def _toen(wie: Actor, geleden: int) -> Actor:
    """The same person on an earlier day."""
    return replace(wie, vandaag=timezone.localdate() - timedelta(days=geleden))


def maak_zijzaak() -> Zijzaak:
    """Written in full and frozen; the mother reads her post here, the father gets paper, the chair has mandates."""
    gezin = maak_gezin(status=Status.CONCEPT, bevroren=False)
    _kleed_aan(gezin.zaak.swv, gezin.zaak.school)
    Onderdeel.objects.filter(zaak=gezin.zaak).delete()
    vul_in(gezin.zaak)
    _voeg_opp_toe(gezin)
    bevries(gezin.aanvraag, by=gezin.coordinator, nu=_moment(75))
    gezin.zaak.schoolbehandelaar_id = gezin.coordinator.gebruiker_id
    gezin.zaak.save()
    lang_geleden = date(2020, 8, 1)
    Ouder.objects.filter(pk=gezin.ouder_moeder.pk).update(digitaal_sinds=lang_geleden)
    type(gezin.kind).objects.filter(pk=gezin.kind.pk).update(digitaal_sinds=lang_geleden)
    for product in Mandaatproduct.values:
        besluitzaak.mandaat(gezin.voorzitter, product=product)
    vandaag = timezone.localdate()
    swv = gezin.zaak.swv
    return Zijzaak(
        gezin,
        eerste=deskundige(swv, "orthopedagoog", "Mira Yilmaz", vandaag=vandaag),
        tweede=deskundige(swv, "jeugdpsycholoog", "Jon Ostberg", vandaag=vandaag),
    )


def _kleed_aan(swv: Samenwerkingsverband, school: School) -> None:
    """Names as in life: pictures are looked at."""
    Samenwerkingsverband.objects.filter(pk=swv.pk).update(naam="Samenwerkingsverband VO Lindestreek")
    School.objects.filter(pk=school.pk).update(naam="De Wissel")


def _voeg_opp_toe(gezin: Gezin) -> None:
    voeg_toe(
        zaak=gezin.zaak,
        actor=gezin.coordinator,
        data=tekst_pdf("OPP van Mila"),
        naam="opp.pdf",
        soort=Documentsoort.OPP,
        compartiment=Compartiment.DOSSIER,
        nu=_moment(76),
        titel="OPP van Mila",
    )

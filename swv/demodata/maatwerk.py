"""Two maatwerk tracks: one in which a place is looked for, and one that waits for the advice of the commission.

With chance of their own, so that the other stories of the demo stay what they are.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random

from cases.models import Dossier
from maatwerk.delen import maak_code
from maatwerk.models import Traject
from maatwerk.netwerk import wie_toestemt
from organisations.rollen import Rol
from swv.demodata.gezinnen import Thuis, maak_dossier
from swv.demodata.klok import Verhaal
from swv.demodata.namen import Kind
from swv.demodata.wereld import FATMA, HANNA, Wereld
from workflow.start import start

MEIKE = "meike.vandam@lindestreek.example"
KAREL = "karel.degroot@lindestreek.example"
SASKIA = "saskia.prinsen@thuis.example"
SCHOOL = "21QA"


def maatwerkverhalen(w: Wereld) -> Iterator[Verhaal]:
    eigen = Wereld(swv=w.swv, nu=w.nu, papieren=w.papieren, toeval=Random(29))
    yield Trajectverhaal(
        eigen, _kind("Stijn", "Prinsen", w), [Thuis("Saskia Prinsen", "moeder", account=SASKIA)], 45
    ).zoekt()
    ouders = [Thuis("Ellen Wolthuis", "moeder"), Thuis("Peter Wolthuis", "vader")]
    yield Trajectverhaal(eigen, _kind("Lot", "Wolthuis", w), ouders, 12).wacht_op_advies()


def _kind(roepnaam: str, achternaam: str, w: Wereld) -> Kind:
    dag = w.agenda.vandaag
    return Kind(roepnaam, roepnaam, "", achternaam, date(dag.year - 13, 3, len(roepnaam)))


class Trajectverhaal:
    """One pupil and one track."""

    def __init__(self, w: Wereld, kind: Kind, gezin: list[Thuis], dagen: int) -> None:
        self.w, self.kind, self.gezin = w, kind, gezin
        self.nu: datetime = w.agenda.op(w.agenda.vandaag - timedelta(days=dagen))
        self.zaak_id = 0

    def na(self, dagen: int) -> datetime:
        self.nu = self.w.agenda.na(self.nu, dagen, dagen)
        return self.nu

    def schrijf(self, deel: str, wie: str, rol: str, /, **data: object) -> dict[str, object]:
        return self.w.schrijf(self.zaak_id, deel, self.w.als(wie, rol, self.nu), self.nu, **data)

    def doe(self, actie: str, wie: str, rol: str, /, **data: object) -> None:
        self.w.doe(self.zaak_id, actie, self.w.als(wie, rol, self.nu), self.nu, **data)

    def meike(self, deel: str, /, **data: object) -> dict[str, object]:
        return self.schrijf(deel, MEIKE, Rol.CASEMANAGER, **data)

    @property
    def traject(self) -> Traject:
        return Traject.objects.get(zaak_id=self.zaak_id)

    def breng_in(self) -> Verhaal:
        yield self.nu
        school = self.w.scholen[SCHOOL]
        dossier = maak_dossier(self.w, school, self.kind, self.gezin, self.w.coordinator(school, self.nu), self.nu)
        yield self.na(1)
        by = self.w.als(FATMA, Rol.SECRETARIAAT, self.nu)
        self.zaak_id = start("maatwerk", self._zichtbaar(dossier.pk), by=by, nu=self.nu, data={})
        yield self.na(1)
        naam = self.kind.roepnaam
        self.schrijf(
            "intake",
            FATMA,
            Rol.SECRETARIAAT,
            pto_datum=self.nu.date() - timedelta(days=9),
            pto_deelnemers="Leerplicht Lindestad\nJeugdteam Lindestad\nDe Wissel, ondersteuningscoördinator\nDe ouders",
            pto_uitkomst=f"Voor {naam} is in de regio geen plek gevonden die past.",
            ondersteuning=f"{naam} heeft een rustige plek nodig, met weinig wisselingen en veel doen.",
            vraag="Zoek met het gezin naar een plek waar leren en rust samengaan.",
            mening_ouders=f"Wij zien dat {naam} graag weer wil leren, maar niet in een grote groep.",
        )
        for vorm, waar, waarom in (
            ("vo", "De Wissel", "De klassen zijn te groot en de dag is te druk, ook met extra begeleiding."),
            ("vso", "De Springplank", "De reis en de grootte van de groep maken dit niet haalbaar."),
        ):
            self.schrijf("verkenning", FATMA, Rol.SECRETARIAAT, vorm=vorm, waar=waar, waarom_niet=waarom)
        keuring = self.w.papieren["verslag"]
        self.schrijf("stuk", FATMA, Rol.SECRETARIAAT, soort="verslag", titel="Verslag ergotherapie", keuring=keuring)
        yield self.na(1)
        self.doe("inbrengen", FATMA, Rol.SECRETARIAAT)

    def _zichtbaar(self, dossier_id: int) -> int:
        """The office opens it with the school on the phone: the track makes the dossier theirs to see."""
        Dossier.objects.filter(pk=dossier_id, swv_sinds=None).update(swv_sinds=self.nu.date())
        return dossier_id

    def wacht_op_advies(self) -> Verhaal:
        yield from self.breng_in()

    def zoekt(self) -> Verhaal:
        yield from self.breng_in()
        yield self.na(5)
        self._adviseer_en_beslis()
        yield self.na(1)
        aanstelling = self.traject.aanstellingen.get()
        self.doe("casemanager_aanvaardt", MEIKE, Rol.CASEMANAGER, doel_id=aanstelling.pk, geen_belang=True)
        yield from self._spreekt()
        yield from self._bouwt_netwerk()

    def _adviseer_en_beslis(self) -> None:
        meike = self.w.user(MEIKE).pk
        self.doe(
            "adviseren",
            HANNA,
            Rol.VOORZITTER,
            uitkomst="inschakelen",
            casemanager_id=meike,
            overwegingen="Alle gewone mogelijkheden zijn verkend. Iemand moet het overzicht houden en ruimte krijgen.",
            besproken_op=self.nu.date(),
        )
        self.nu += timedelta(hours=2)
        self.doe(
            "inschakelen",
            KAREL,
            Rol.DIRECTEUR_SWV,
            casemanager_id=meike,
            reden="De gewone mogelijkheden zijn verkend en niet genoeg gebleken.",
            vraag="Wil jij voor dit gezin op zoek? Er is haast, want de leerling zit thuis.",
        )

    def _spreekt(self) -> Verhaal:
        for dagen, met, wijze, notitie in (
            (2, "ouders", "huisbezoek", "Kennisgemaakt. Thuis is er rust nodig en een vast ritme."),
            (3, "school", "gesprek", "School denkt mee en wil de inschrijving houden tot er een plek is."),
            (4, "leerling", "gesprek", "Wil iets met dieren of met handen. Niet te veel mensen."),
        ):
            yield self.na(dagen)
            self.meike("contact", met=met, wijze=wijze, op=self.nu.date(), notitie=notitie)
        self.nu += timedelta(minutes=20)
        self.doe("verkenning_starten", MEIKE, Rol.CASEMANAGER)

    def _bouwt_netwerk(self) -> Verhaal:
        yield self.na(2)
        partner = self.meike(
            "partner",
            naam="Riet Hoekstra",
            functie="jeugdarts",
            organisatie="GGD Lindestreek",
            telefoon="085 555 03 12",
            bijdrage="Wat kan de leerling op een dag aan?",
        )["id"]
        toestemming = {"gegeven_op": self.nu.date(), "hoe": "in het gesprek thuis"}
        for ouder in wie_toestemt(self.traject.zaak.dossier.leerling, self.nu.date()):
            for doel in ("overleg", "stukken"):
                wie = ouder.pk if ouder else 0
                self.meike("deeltoestemming", partner_id=partner, doel=doel, wie=wie, **toestemming)
        document = self.traject.zaak.documenten.get(titel="Verslag ergotherapie")
        self.meike("delen", partner_id=partner, document_id=document.pk, code_hash=maak_code()[1])
        yield self.na(3)
        for naam, vorm, stand, reden in (
            (
                "Zorgboerderij De Linde met onderwijs",
                "onderwijs_zorg",
                "verkend",
                "Kleine groep, twee dagen onderwijs.",
            ),
            ("Atelier De Kas", "anders", "", ""),
            ("Plusklas De Brug", "vo", "valt_af", "Er is een wachtlijst van een half jaar."),
        ):
            optie = self.meike("optie", naam=naam, vorm=vorm)["id"]
            if stand:
                self.meike("optie_stand", optie_id=optie, stand=stand, reden=reden)
        self.meike("contact", met="ouders", wijze="telefoon", op=self.nu.date(), notitie="Opties doorgenomen.")

"""A maatwerk track whose plan waits for the director: a place was found, the offer fits the budget that was granted."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from deadlines.beleidsregels import schooljaar
from documents import tekenen
from documents.models import Handtekening
from maatwerk import budget
from maatwerk.models import Budget
from maatwerk.plan import planstand
from maatwerk.plantekenen import STUK
from organisations.rollen import Rol
from swv.demodata.gezinnen import Thuis
from swv.demodata.klok import Verhaal, Wacht
from swv.demodata.maatwerk import KAREL, MEIKE, Trajectverhaal
from swv.demodata.namen import Kind
from swv.demodata.wereld import Wereld
from workflow.sweeps import voer_tekenacties_uit
from workflow.tekenkamer import geldig_stuk, nodig_uit

ONTVANGEND = "21QB"
LEIDING = "trudy.akkerman@hetbaken.example"
BEDRAG = Decimal("90000.00")


def planverhalen(w: Wereld) -> Iterator[Verhaal]:
    eigen = Wereld(swv=w.swv, nu=w.nu, papieren=w.papieren, toeval=Random(32))
    dag = w.agenda.vandaag
    kind = Kind("Jikke", "Jikke", "", "Roorda", date(dag.year - 12, 9, 4))
    yield Planverhaal(eigen, kind, [Thuis("Froukje Roorda", "moeder")], 55).wacht_op_directeur()


class Planverhaal(Trajectverhaal):
    """From the intake to the plan that was signed by casemanager and receiving school."""

    def wacht_op_directeur(self) -> Verhaal:
        yield from self.zoekt()
        yield self.na(4)
        self._vindt_plek()
        self._krijgt_budget()
        yield self.na(5)
        self._schrijft_plan()
        yield self.na(1)
        self.doe("plan_voorleggen", MEIKE, Rol.CASEMANAGER, planstand=planstand(self.traject))
        yield Wacht(self.zaak_id)
        yield from self._laat_tekenen()

    def _vindt_plek(self) -> None:
        optie = self.traject.opties.get(naam__startswith="Zorgboerderij").pk
        self.meike("optie_stand", optie_id=optie, stand="past", afgestemd_op=self.nu.date())
        self.nu += timedelta(minutes=15)
        self.doe("plek_gevonden", MEIKE, Rol.CASEMANAGER)

    def _krijgt_budget(self) -> None:
        karel = self.w.als(KAREL, Rol.DIRECTEUR_SWV, self.nu)
        nu = schooljaar(self.nu.date())
        staat_er = set(Budget.objects.filter(swv=self.w.swv).values_list("schooljaar", flat=True))
        for jaar in {nu, nu + 1} - staat_er:
            reden = "Begroting, vastgesteld door het bestuur"
            budget.ken_toe(self.w.swv.pk, jaar, BEDRAG, by=karel, reden=reden, versie=0, nu=self.nu)

    @property
    def start(self) -> date:
        return self.w.agenda.vandaag + timedelta(days=14)

    def _schrijft_plan(self) -> None:
        namen = (self.kind.roepnaam, self.gezin[0].naam.partition(" ")[0])
        for sleutel, antwoorden in plan_van(*namen, self.w.scholen[ONTVANGEND].pk, self.start).items():
            self.meike(f"onderdeel:{sleutel}", **antwoorden, _afgerond=True)
            self.nu += timedelta(minutes=20)

    def _laat_tekenen(self) -> Verhaal:
        stuk = geldig_stuk(self.traject.zaak, STUK)
        assert stuk is not None
        nodig_uit(stuk, vandaag=self.nu.date(), nu=self.nu)
        for wie, rol in ((MEIKE, Rol.CASEMANAGER), (LEIDING, Rol.SCHOOLDIRECTEUR)):
            yield self.na(1)
            self.tekent(wie, rol, "ingelogd; opnieuw bevestigd met app")

    def aan_de_beurt(self, rol: str, naam: str = "") -> Handtekening:
        stuk = geldig_stuk(self.traject.zaak, STUK)
        assert stuk is not None
        rijen = tekenen.stand(stuk).aan_de_beurt
        return next(rij for rij in rijen if rij.rol == rol and naam in ("", rij.naam))

    def tekent(self, wie: str, rol: str, hoe: str, *, naam: str = "") -> None:
        """In the room; what follows from it follows at once."""
        rij = self.aan_de_beurt(rol, naam)
        bewijs = {"herbevestigd_op": self.nu, "hoe": hoe, "sha256": rij.stuk.sha256}
        self.schrijf("tekenen", wie, rol, handtekening_id=rij.pk, uitkomst="getekend", **bewijs)
        self.na_het_tekenen()

    def na_het_tekenen(self) -> None:
        voer_tekenacties_uit(self.traject.zaak, vandaag=self.nu.date(), nu=self.nu)


def plan_van(naam: str, ouder: str, school_id: int, start: date) -> dict[str, dict[str, Any]]:
    """What the casemanager writes, by section."""
    einde, halverwege = start + timedelta(days=300), start + timedelta(days=90)
    lang = {"van": start.isoformat(), "tot": einde.isoformat(), "betaler": "swv", "btw": "vrijgesteld"}
    return {
        "plan_plek": {
            "school": str(school_id),
            "week": "Drie ochtenden in een groep van zes, twee dagen op de zorgboerderij.",
            "opbouw": "De eerste maand twee ochtenden.",
            "start": start.isoformat(),
            "einde": einde.isoformat(),
            "afgestemd_op": (start - timedelta(days=25)).isoformat(),
            "ouders_vinden": f"{ouder} is blij met de rust. {naam} wil eerst een keer kijken.",
        },
        "plan_doelen": {
            "doelen": [
                {
                    "doel": f"{naam} is drie ochtenden per week op school.",
                    "merkbaar": "Vier weken achter elkaar gelukt.",
                    "ondersteuning": "Een vaste begeleider in de klas en een plek om zich terug te trekken.",
                    "wie": "Trudy Akkerman, directeur van Het Baken",
                    "uiterlijk": halverwege.isoformat(),
                }
            ]
        },
        "plan_afspraken": {
            "bij_problemen": "De begeleider belt Meike dezelfde dag. Binnen een week zitten wij om tafel.",
            "taken": [
                {
                    "wat": "Twee keer kennismaken voor de start",
                    "wie": "Trudy Akkerman",
                    "partij": "ontvangend",
                    "uiterlijk": start.isoformat(),
                },
                {
                    "wat": "Vervoer regelen",
                    "wie": "Meike van Dam",
                    "partij": "casemanager",
                    "uiterlijk": start.isoformat(),
                },
                {
                    "wat": f"{naam} elke ochtend op tijd wekken",
                    "wie": ouder,
                    "partij": "ouders",
                    "uiterlijk": halverwege.isoformat(),
                },
            ],
        },
        "plan_evaluaties": {"evaluaties": [{"op": halverwege.isoformat(), "met_wie": "Ouder, school, zorgboerderij"}]},
        "plan_offerte": {
            "toelichting": "",
            "regels": [
                lang
                | {
                    "soort": "uren",
                    "omschrijving": "Begeleider in de klas",
                    "aantal": "9",
                    "per": "week",
                    "keren": 36,
                    "tarief": "62.50",
                },
                lang
                | {
                    "soort": "vervoer",
                    "omschrijving": "Taxi van huis naar school",
                    "aantal": "6",
                    "per": "week",
                    "keren": 36,
                    "tarief": "18.75",
                    "btw": "9",
                    "betaler": "gemeente",
                },
            ],
        },
    }

"""Two plans that went home: one that the family is reading, and one that everybody signed and that is carried out."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from deadlines.beleidsregels import schooljaar
from documents.models import Documentsoort
from maatwerk.budget import reserveringen
from maatwerk.kosten import kostenregels
from maatwerk.models import Uitvoeringstaak
from organisations.rollen import Rol
from swv.demodata.gezinnen import Thuis
from swv.demodata.klok import Verhaal, Wacht
from swv.demodata.maatwerk import KAREL, MEIKE
from swv.demodata.maatwerkplan import Planverhaal
from swv.demodata.namen import Kind
from swv.demodata.wereld import FATMA, JOOST, Wereld

ILSE = "ilse.hoekema@thuis.example"
PER_MAIL = "ingelogd; opnieuw bevestigd met code per mail"


def thuisverhalen(w: Wereld) -> Iterator[Verhaal]:
    eigen = Wereld(swv=w.swv, nu=w.nu, papieren=w.papieren, toeval=Random(35))
    jaar = w.agenda.vandaag.year
    teun = Kind("Teun", "Teun", "", "Hoekema", date(jaar - 17, 5, 12))
    ouders = [Thuis("Ilse Hoekema", "moeder", account=ILSE), Thuis("Wessel Hoekema", "vader")]
    yield Thuisverhaal(eigen, teun, ouders, 68).bij_de_ouders()
    sil = Kind("Sil", "Sil", "", "Hoekema", date(jaar - 13, 11, 3))
    yield Thuisverhaal(eigen, sil, ouders, 85).in_uitvoering()


class Thuisverhaal(Planverhaal):
    """On from the plan that waits for the director: approved, told at home, and signed there."""

    @property
    def start(self) -> date:
        """Soon after it is written."""
        return self.nu.date() + timedelta(days=14)

    def _naar_huis(self) -> Verhaal:
        yield from self.wacht_op_directeur()
        yield self.na(2)
        self.doe("plan_goedkeuren", KAREL, Rol.DIRECTEUR_SWV, reden="Een goed plan. De opbouw is rustig genoeg.")
        yield self.na(2)
        gesprek = "Gisteren met Karel thuis besproken. Beide ouders zijn blij. Zij willen het nog rustig lezen."
        self.doe("plan_vertellen", MEIKE, Rol.CASEMANAGER, reden=gesprek)

    def _vader_tekent_op_papier(self) -> int:
        """Printed, signed by hand, and entered by the secretariat; a colleague still compares it."""
        rij = self.aan_de_beurt(Rol.OUDER, self.gezin[1].naam)
        scan = {"op": self.nu.date(), "keuring": self.w.papieren[Documentsoort.HANDTEKENINGEN]}
        self.schrijf("tekenen_papier", FATMA, Rol.SECRETARIAAT, handtekening_id=rij.pk, uitkomst="getekend", **scan)
        return rij.pk

    def bij_de_ouders(self) -> Verhaal:
        yield from self._naar_huis()
        yield self.na(2)
        self._vader_tekent_op_papier()

    def in_uitvoering(self) -> Verhaal:
        yield from self._naar_huis()
        yield self.na(1)
        self.tekent(ILSE, Rol.OUDER, PER_MAIL, naam=self.gezin[0].naam)
        yield self.na(1)
        rij = self._vader_tekent_op_papier()
        yield self.na(1)
        self.schrijf("tekenen_nakijken", JOOST, Rol.SECRETARIAAT, handtekening_id=rij, klopt=True)
        self.na_het_tekenen()
        yield Wacht(self.zaak_id)
        yield self.na(6)
        self._loopt()

    def _loopt(self) -> None:
        """One task is done, one is going on, one is for home; and a first invoice came."""
        for taak, stand, woorden in zip(
            Uitvoeringstaak.objects.filter(traject=self.traject).order_by("pk"),
            ("klaar", "bezig"),
            ("Beide keren ging het goed.", "De taxi is aangevraagd bij de gemeente."),
            strict=False,
        ):
            self.meike("taak", taak_id=taak.pk, stand=stand, voortgang=woorden)
        if schooljaar(self.nu.date()) in reserveringen(self.traject):
            regel = kostenregels(self.traject)[0]
            factuur = {"op": self.nu.date(), "bedrag": Decimal("562.50"), "factuur": "B-0117"}
            self.meike("kosten", rij=regel.rij, omschrijving="Begeleider in de klas, eerste week", **factuur)
        self.meike("contact", met="ouders", wijze="telefoon", op=self.nu.date(), notitie="De eerste week ging goed.")

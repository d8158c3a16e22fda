"""The letter back to who sent a notice of default: what follows from it, or that it came too early."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from deadlines.berekening import Berekening, awb
from deadlines.dwangsom import eerste_dag, twee_weken
from deadlines.kalender import Kalender
from deadlines.models import kalender_uit_tabel
from documents.briefgegevens import Geadresseerde, Onderdeel
from documents.briefgegevens_uitstel import UitstelGezinGegevens, UitstelSchoolGegevens
from documents.services import briefhoofd_van
from organisations.models import User
from tlv.ingebreke import ingetrokken_op
from tlv.models import Aanvraag
from tlv.uitstelbrief import papier
from ui.notatie import datum
from workflow import briefdelen
from workflow.models_ingebreke import Ingebrekestelling
from workflow.process import Ontvanger, Papier, Uitvoering
from workflow.sleutels import sleutel_van

HOOGSTENS = "hoogstens 42 dagen. Daarvoor hoeft u niets te doen."
OP_TIJD = "Het besluit kwam voor de eerste dag met dwangsom. Wij betalen u dus geen dwangsom."
GEEN_DAGEN = "U trok de aanvraag in voor de eerste dag met dwangsom. Wij betalen u dus geen dwangsom."
TOT_INTREKKEN = (
    "Daarom betalen wij u een dwangsom, tot de dag waarop u de aanvraag introk. Over het bedrag krijgt u een besluit."
)
WIJ_BETALEN = "Daarom betalen wij u een dwangsom. Over het bedrag krijgt u een besluit."


@dataclass(frozen=True)
class Inhoud:
    """What one notice leads to, with the days in it."""

    rij: Ingebrekestelling
    kalender: Kalender
    vandaag: date
    bekend: date | None = None
    """The day on which the decision was made known, when the notice is recorded after that."""
    weg: date | None = None
    """The day on which the request was withdrawn, when the notice is recorded after that."""

    @property
    def geeindigd(self) -> date | None:
        return self.bekend or self.weg

    @property
    def weken(self) -> Berekening:
        return twee_weken(self.rij.ontvangen_op, kalender=self.kalender)

    @property
    def uiterlijk(self) -> date:
        """The last day to decide: of the two weeks, or of the term that still runs."""
        return (self.rij.beslissen_tot if self.rij.te_vroeg else self.weken.einde) or self.rij.ontvangen_op

    @property
    def weken_om(self) -> bool:
        """It was recorded so late that this day is over."""
        return self.uiterlijk < self.vandaag

    @property
    def _nog_tijd(self) -> str:
        over = self.geeindigd is not None or (self.rij.beslissen_tot is not None and self.weken_om)
        return "hadden toen nog tijd" if over else "hebben nog tijd"

    def alineas(self) -> list[str]:
        """To the school."""
        kwam = f"Op {datum(self.rij.ontvangen_op)} kregen wij uw brief. Daarin stelt u ons in gebreke."
        if self.rij.te_vroeg:
            opnieuw = "Is er na de laatste dag nog geen besluit? Dan kunt u ons opnieuw in gebreke stellen."
            vroeg = f"Uw brief kwam te vroeg: wij {self._nog_tijd} om te beslissen."
            return [kwam, vroeg] if self.geeindigd else [kwam, vroeg, opnieuw]
        eerste = eerste_dag(self.rij.ontvangen_op, kalender=self.kalender)
        te_laat = f"Wij moesten uiterlijk op {datum(self.rij.beslissen_tot or eerste)} beslissen. Dat is niet gelukt."
        if self.bekend is not None:
            return [kwam, te_laat, OP_TIJD if self.bekend <= eerste else WIJ_BETALEN]
        if self.weg is not None:
            return [kwam, te_laat, GEEN_DAGEN if self.weg <= eerste else TOT_INTREKKEN]
        if self.weken_om:
            return [kwam, te_laat, f"Wij betalen u een dwangsom vanaf {datum(eerste)}, {HOOGSTENS}"]
        vraag = f"Is er op {datum(eerste)} nog geen besluit? Dan betalen wij u vanaf die dag een dwangsom, {HOOGSTENS}"
        return [kwam, te_laat, vraag]

    def alineas_gezin(self, leerling: str, *, jij: bool) -> list[str]:
        dag = datum(self.rij.ontvangen_op)
        kwam = f"Op {dag} kregen wij jouw brief." if jij else f"Op {dag} kregen wij uw brief over {leerling}."
        kan = "kun je" if jij else "kunt u"
        if self.rij.te_vroeg:
            tot = self.rij.beslissen_tot
            vroeg = f"Wij {self._nog_tijd} om te beslissen. {'Jouw' if jij else 'Uw'} brief kwam dus te vroeg."
            if tot is None or self.geeindigd is not None:
                return [kwam, vroeg]
            return [kwam, vroeg, f"Hebben wij na {datum(tot)} niet beslist? Dan {kan} ons weer schrijven."]
        lang = f"{'Je' if jij else 'U'} schrijft dat ons besluit te lang duurt. Dat klopt. Het spijt ons."
        if self.geeindigd is not None:
            return [kwam, lang]
        if self.weken_om:
            return [kwam, lang, f"{'Je kunt' if jij else 'U kunt'} nu naar de rechter gaan."]
        return [kwam, lang, f"Is er na {datum(self.uiterlijk)} nog geen besluit? Dan {kan} naar de rechter gaan."]

    def kader(self) -> str:
        if self.bekend is not None:
            return f"Het besluit is sinds {datum(self.bekend)} bekend."
        if self.weg is not None:
            return f"De school trok de aanvraag in op {datum(self.weg)}. Wij beslissen dus niet meer."
        if self.rij.te_vroeg and self.rij.beslissen_tot is None:
            return "De tijd staat nu stil. Wij laten weten wanneer wij beslissen."
        if self.weken_om:
            return "Wij beslissen zo snel mogelijk."
        return f"Wij beslissen uiterlijk op {datum(self.uiterlijk)}."


def brieven(u: Uitvoering) -> Iterable[Papier]:
    """One letter, to who sent the notice."""
    lid = u.tussen["lid"]
    einde = {"bekend": u.obj.bekendgemaakt_op, "weg": ingetrokken_op(u.obj)}
    inhoud = Inhoud(u.tussen["ingebreke"], kalender_uit_tabel(), u.vandaag, **einde)
    if lid is None:
        brief = schoolbrief(u.obj, inhoud, vandaag=u.vandaag, door=u.by.gebruiker_id)
        yield papier("uitstel_school", brief, sleutel=sleutel_van("ingebreke", u, "school"))
        return
    gezin = gezinsbrief(u.obj, inhoud, lid, vandaag=u.vandaag)
    yield papier("uitstel_gezin", gezin, sleutel=sleutel_van("ingebreke", u, lid.wie), aan=inhoud.rij.naam, lid=lid)


def schoolbrief(aanvraag: Aanvraag, inhoud: Inhoud, *, vandaag: date, door: int | None) -> UitstelSchoolGegevens:
    behandelaar = User.objects.filter(pk=door).first() if door else None
    stappen = () if inhoud.rij.te_vroeg else inhoud.weken.stappen
    return UitstelSchoolGegevens(
        hoofd=briefhoofd_van(aanvraag.zaak.swv),
        geadresseerde=briefdelen.geadresseerde_school(aanvraag.zaak.school),
        kenmerk=briefdelen.kenmerk(aanvraag.zaak, datum=vandaag, behandelaar=behandelaar),
        onderwerp="Wij kregen uw ingebrekestelling",
        leerling=briefdelen.leerlinggegevens(aanvraag.zaak),
        alineas=inhoud.alineas(),
        reden="",
        nieuw=None if inhoud.rij.te_vroeg or inhoud.weken_om or inhoud.geeindigd else inhoud.uiterlijk,
        kader=inhoud.kader(),
        grondslag=awb("4:17"),
        stappen=[Onderdeel(kop=stap.bron, tekst=stap.wat) for stap in stappen],
        contact=briefdelen.contact(aanvraag.zaak, behandelaar=behandelaar),
    )


def gezinsbrief(aanvraag: Aanvraag, inhoud: Inhoud, lid: Ontvanger, *, vandaag: date) -> UitstelGezinGegevens:
    swv, leerling, naam = aanvraag.zaak.swv, aanvraag.zaak.dossier.leerling, inhoud.rij.naam
    jij = lid.ouder is None
    return UitstelGezinGegevens(
        hoofd=briefhoofd_van(swv),
        geadresseerde=Geadresseerde(naam=naam, adresregels=[], aanhef=f"Beste {naam}"),
        kenmerk=briefdelen.kenmerk(aanvraag.zaak, datum=vandaag),
        onderwerp=f"Wij kregen {'jouw' if jij else 'uw'} brief",
        leerling=briefdelen.leerlinggegevens(aanvraag.zaak),
        aan_leerling=jij,
        alineas=inhoud.alineas_gezin(leerling.roepnaam, jij=jij),
        reden="",
        kader=inhoud.kader(),
        contact=briefdelen.contact(aanvraag.zaak),
        steunpunt=briefdelen.steunpunt_van(swv),
    )

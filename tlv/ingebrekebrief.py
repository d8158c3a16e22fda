"""The letter back to who sent a notice of default: what follows from it, or that it came too early."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from deadlines.berekening import Berekening, awb
from deadlines.dwangsom import eerste_dag, twee_weken
from deadlines.kalender import Kalender
from deadlines.models import kalender_uit_tabel
from documents.briefgegevens import Contact, Geadresseerde, Onderdeel
from documents.briefgegevens_uitstel import UitstelGezinGegevens, UitstelSchoolGegevens
from documents.services import briefhoofd_van
from organisations.models import User
from tlv import briefdelen
from tlv.models import Aanvraag
from tlv.uitstelbrief import papier
from ui.notatie import datum
from workflow.models_ingebreke import Ingebrekestelling
from workflow.process import Ontvanger, Papier, Uitvoering
from workflow.sleutels import sleutel_van


@dataclass(frozen=True)
class Inhoud:
    """What one notice leads to, with the days in it."""

    rij: Ingebrekestelling
    kalender: Kalender

    @property
    def weken(self) -> Berekening:
        return twee_weken(self.rij.ontvangen_op, kalender=self.kalender)

    @property
    def uiterlijk(self) -> date:
        """The last day to decide: of the two weeks, or of the term that still runs."""
        return (self.rij.beslissen_tot if self.rij.te_vroeg else self.weken.einde) or self.rij.ontvangen_op

    def alineas(self) -> list[str]:
        """To the school."""
        kwam = f"Op {datum(self.rij.ontvangen_op)} kregen wij uw brief. Daarin stelt u ons in gebreke."
        if self.rij.te_vroeg:
            opnieuw = "Is er na de laatste dag nog geen besluit? Dan kunt u ons opnieuw in gebreke stellen."
            return [kwam, "Uw brief kwam te vroeg: wij hebben nog tijd om te beslissen.", opnieuw]
        eerste = eerste_dag(self.rij.ontvangen_op, kalender=self.kalender)
        return [
            kwam,
            f"Wij moesten uiterlijk op {datum(self.rij.beslissen_tot or eerste)} beslissen. Dat is niet gelukt.",
            f"Is er op {datum(eerste)} nog geen besluit? Dan betalen wij u vanaf die dag een dwangsom, "
            "hoogstens 42 dagen. Daarvoor hoeft u niets te doen.",
        ]

    def alineas_gezin(self, leerling: str, *, jij: bool) -> list[str]:
        dag = datum(self.rij.ontvangen_op)
        kwam = f"Op {dag} kregen wij jouw brief." if jij else f"Op {dag} kregen wij uw brief over {leerling}."
        if self.rij.te_vroeg:
            return [
                kwam,
                f"Wij hebben nog tijd om te beslissen. {'Jouw' if jij else 'Uw'} brief kwam dus te vroeg.",
                f"Hebben wij na de laatste dag niet beslist? Dan {'kun je' if jij else 'kunt u'} ons weer schrijven.",
            ]
        return [
            kwam,
            f"{'Je' if jij else 'U'} schrijft dat ons besluit te lang duurt. Dat klopt. Het spijt ons.",
            f"Is er na {datum(self.uiterlijk)} nog geen besluit? "
            f"Dan {'kun je' if jij else 'kunt u'} naar de rechter gaan.",
        ]

    def kader(self) -> str:
        if self.rij.te_vroeg and self.rij.beslissen_tot is None:
            return "De tijd staat nu stil. Wij laten weten wanneer wij beslissen."
        return f"Wij beslissen uiterlijk op {datum(self.uiterlijk)}."


def brieven(u: Uitvoering) -> Iterable[Papier]:
    """One letter, to who sent the notice."""
    inhoud, lid = Inhoud(u.tussen["ingebreke"], kalender_uit_tabel()), u.tussen["lid"]
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
        kenmerk=briefdelen.kenmerk(aanvraag, datum=vandaag, behandelaar=behandelaar),
        onderwerp="Wij kregen uw ingebrekestelling",
        leerling=briefdelen.leerlinggegevens(aanvraag),
        alineas=inhoud.alineas(),
        reden="",
        nieuw=None if inhoud.rij.te_vroeg else inhoud.uiterlijk,
        kader=inhoud.kader(),
        grondslag=awb("4:17"),
        stappen=[Onderdeel(kop=stap.bron, tekst=stap.wat) for stap in stappen],
        contact=briefdelen.contact(aanvraag, behandelaar=behandelaar),
    )


def gezinsbrief(aanvraag: Aanvraag, inhoud: Inhoud, lid: Ontvanger, *, vandaag: date) -> UitstelGezinGegevens:
    swv, leerling, naam = aanvraag.zaak.swv, aanvraag.zaak.dossier.leerling, inhoud.rij.naam
    jij = lid.ouder is None
    steunpunt = Contact(naam=swv.steunpunt_naam, telefoon=swv.steunpunt_telefoon, email=swv.steunpunt_email)
    return UitstelGezinGegevens(
        hoofd=briefhoofd_van(swv),
        geadresseerde=Geadresseerde(naam=naam, adresregels=[], aanhef=f"Beste {naam}"),
        kenmerk=briefdelen.kenmerk(aanvraag, datum=vandaag),
        onderwerp=f"Wij kregen {'jouw' if jij else 'uw'} brief",
        leerling=briefdelen.leerlinggegevens(aanvraag),
        aan_leerling=jij,
        alineas=inhoud.alineas_gezin(leerling.roepnaam, jij=jij),
        reden="",
        kader=inhoud.kader(),
        contact=briefdelen.contact(aanvraag),
        steunpunt=steunpunt if swv.steunpunt_naam else None,
    )

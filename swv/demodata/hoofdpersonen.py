"""The stories of the people on the front page, and of pupils for whom something special is going on."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from cases.models import Dossier, Ouder
from cases.services import open_dossier
from organisations.rollen import Rol
from swv.demodata.behandeling import Behandeling
from swv.demodata.gezinnen import Thuis, einde_gezag, koppel_leerling, leerlingdata
from swv.demodata.klok import Verhaal
from swv.demodata.namen import Kind
from swv.demodata.teksten import PROFIELEN
from swv.demodata.wereld import HANNA, Wereld
from tlv.models import Eisstatus

SANNE, DAAN = "sanne.mulder@thuis.example", "daan.janssen@thuis.example"
ROB, YARA = "rob.visser@thuis.example", "yara.elamrani@thuis.example"
MARIT_EN_JORIS = (0, 0)


def bijzondere_verhalen(w: Wereld) -> Iterator[Verhaal]:
    yield mila(w)
    yield jay(w)
    yield yara(w)
    yield van_noor_met_vraag(w)
    yield twee_adviezen_open(w)
    yield een_advies_binnen(w)
    yield informatie_voor_noor(w)
    yield ouders_oneens(w)
    yield wordt_achttien(w)
    yield gezag_eindigt(w)
    yield ontheffing(w)
    yield van_dubbel(w)


def _geboren(w: Wereld, jaren: int, dagen: int) -> date:
    dag = w.agenda.vandaag
    basis = date(dag.year - jaren, dag.month, min(dag.day, 28)) - timedelta(days=dagen)
    w.namen.dagen.add(basis)
    return basis


def _zaak(w: Wereld, brin: str, dagen: int, nr: int, **wat: object) -> Behandeling:
    begin = w.agenda.op(w.agenda.vandaag - timedelta(days=dagen))
    return Behandeling(w, brin, 14, begin, nr=nr, **wat)  # type: ignore[arg-type]


def mila(w: Wereld) -> Verhaal:
    """Almost ready: one section to write, two signatures and two views to come. Her father's address is secret."""
    kind = Kind("Mila", "Mila Sophie", "", "Mulder", _geboren(w, 13, 100))
    sanne = Thuis("Sanne Mulder", "moeder", account=SANNE, digitaal=True)
    daan = Thuis("Daan Janssen", "vader", account=DAAN, adres=w.namen.adres(), geheim=True)
    v = _zaak(w, "21QA", 21, 0, kind=kind, gezin=[sanne, daan])
    yield from v.open()
    yield from v.schrijf_secties(hoeveel=6)
    for sleutel in ("opp", "ouders_en_leerling"):
        yield v.straks(9)
        v.schrijf(f"onderdeel:{sleutel}", v.coordinator(), **dict(v.secties())[sleutel], _afgerond=True)
    v.schrijf("document", v.coordinator(), wat="toevoegen", soort="opp", keuring=w.papieren["opp"])
    yield from v.bevries()


def jay(w: Wereld) -> Verhaal:
    """A supplement to give. His father has no gezag and sees nothing."""
    kind = Kind("Jay", "Jay Robert", "", "Visser", _geboren(w, 14, 210))
    rob = Thuis("Rob Visser", "vader", account=ROB, adres=w.namen.adres(), gezag=False)
    v = _zaak(w, "21QA", 36, 1, kind=kind, gezin=[Thuis("Linda Kok", "moeder"), rob])
    yield from v.tot_ingediend()
    yield from v.vraag_aanvulling("onderzoek", "leerling_gehoord")


def yara(w: Wereld) -> Verhaal:
    """Sixteen, with a voice of her own; one advice is in and a talk is planned."""
    kind = Kind("Yara", "Yara Samira", "", "El Amrani", _geboren(w, 16, 150))
    ouders = [Thuis("Samira Bouzid", "moeder"), Thuis("Karim El Amrani", "vader")]
    v = _zaak(w, "21QB", 40, 3, kind=kind, gezin=ouders, deskundigen=(1, 1))
    yield from v.open()
    koppel_leerling(w, v.leerling, YARA)
    yield from v.leg_secties_neer()
    yield from v.bevries()
    yield from v.teken(Rol.GEDRAGSWETENSCHAPPER, Rol.SCHOOLDIRECTEUR)
    yield from v.reageer(zwijgt=1)
    yield from v.dien_in()
    yield from v.verklaar_volledig()
    yield from v.wijs_toe()
    yield from v.adviseer(0)
    yield v.straks(30)
    _plan_gesprek(v, "Gesprek met Yara en haar ouders")
    v.vraag("Mag mijn mentor bij het gesprek zijn?", w.als(YARA, Rol.LEERLING, v.nu))


def _plan_gesprek(v: Behandeling, onderwerp: str) -> None:
    moment = v.w.agenda.kalender.werkdagen_erbij(v.w.agenda.vandaag, 5)
    v.schrijf(
        "afspraak",
        v.secretariaat(),
        moment=v.w.nu.replace(year=moment.year, month=moment.month, day=moment.day, hour=13, minute=30, second=0),
        plaats="Kastanjelaan 12, Lindestad",
        onderwerp=onderwerp,
        aanwezigen="De voorzitter, om te luisteren\nDe ondersteuningscoördinator, namens de school",
        voor_gezin=True,
    )


def van_noor_met_vraag(w: Wereld) -> Verhaal:
    """The office asked something; Noor has not answered. Parents wrote too."""
    v = _zaak(w, "21QA", 26, 4)
    yield from v.tot_ingediend()
    yield v.na(1, 2)
    v.vraag("Op welke dag was het laatste overleg met de ouders?", v.secretariaat(), draad="school")


def twee_adviezen_open(w: Wereld) -> Verhaal:
    """Marit and Joris both have to write; nothing is filed."""
    v = _zaak(w, "21QG", 34, 5, deskundigen=MARIT_EN_JORIS)
    yield from v.tot_volledig()
    yield from v.wijs_toe()
    yield from v.adviseer(0, indienen=False)


def een_advies_binnen(w: Wereld) -> Verhaal:
    """Joris filed; Marit cannot read his advice before hers is in."""
    v = _zaak(w, "21QH", 38, 6, deskundigen=MARIT_EN_JORIS)
    yield from v.tot_volledig()
    yield from v.wijs_toe()
    yield from v.adviseer(1)


def informatie_voor_noor(w: Wereld) -> Verhaal:
    """Marit misses something; Noor has to answer."""
    v = _zaak(w, "21QA", 36, 7, deskundigen=(0, 2))
    yield from v.tot_volledig()
    yield from v.wijs_toe()
    yield from v.mis_informatie("Ik mis hoe de stage verliep na de herfst. Kunt u dat beschrijven?")


def ouders_oneens(w: Wereld) -> Verhaal:
    """One parent agrees, the other does not; the chair has to hear and answer."""
    kind = w.namen.kind(14)
    moeder = Thuis(f"Nadia {kind.familienaam}", "moeder", account="nadia.oneens@thuis.example", digitaal=True)
    vader = Thuis(f"Peter {kind.familienaam}", "vader", adres=w.namen.adres())
    v = _zaak(w, "21QC", 46, 8, kind=kind, gezin=[moeder, vader], standpunten=("oneens", "eens"))
    yield from v.tot_besluitvorming()
    yield v.na(0, 1)
    v.vraag("Wanneer kan ik mijn verhaal vertellen?", w.als(moeder.account, Rol.OUDER, v.nu))
    _plan_gesprek(v, "Gesprek met de ouders")


def wordt_achttien(w: Wereld) -> Verhaal:
    """Eighteen since ten days: the rights of the parents passed to the pupil in the middle of the case."""
    kind = replace(w.namen.kind(17), geboren=_geboren(w, 18, 10))
    v = _zaak(w, "21QB", 44, 9, kind=kind, profiel=replace(PROFIELEN[4], uitstroom="vervolgonderwijs"))
    yield from v.tot_besluitvorming()


def gezag_eindigt(w: Wereld) -> Verhaal:
    """The guardian's gezag ended while the experts were writing; the mother's was given back."""
    kind = w.namen.kind(13)
    voogd = Thuis("Ramona Scholten", "voogd", organisatie="Jeugdbescherming Lindestreek", adres=w.namen.adres())
    v = _zaak(w, "21QG", 42, 10, kind=kind, gezin=[voogd, Thuis(f"Wendy {kind.familienaam}", "moeder")])
    yield from v.tot_volledig()
    yield from v.wijs_toe()
    yield v.na(2, 4)
    ouder = Ouder.objects.get(leerling=v.leerling, relatie="voogd")
    einde_gezag(Dossier.objects.get(pk=v.dossier.pk), ouder, v.coordinator(), v.nu)


def ontheffing(w: Wereld) -> Verhaal:
    """No recent research: the school asks a waiver, the chair has to decide. Another one was granted."""
    v = _zaak(w, "21QC", 27, 11)
    yield from v.open()
    yield from v.leg_secties_neer()
    yield from v.vraag_ontheffing("onderzoek", "De leerling is te kwetsbaar voor een nieuw onderzoek op dit moment.")
    yield from v.vraag_ontheffing("dialoog", "De vso-school heeft tot de vakantie geen tijd voor een gesprek.")
    yield from v.bevries()
    yield from v.teken(Rol.GEDRAGSWETENSCHAPPER, Rol.SCHOOLDIRECTEUR)
    yield from v.reageer()
    yield from v.dien_in()
    yield from v.controleer()
    yield v.na(1, 1)
    besluit = {
        "eis": "dialoog",
        "status": Eisstatus.ONTHEFFING_VERLEEND,
        "toelichting": "Het gesprek volgt na de vakantie.",
    }
    v.schrijf("ontheffing_besluit", w.als(HANNA, Rol.VOORZITTER, v.nu), **besluit)


def van_dubbel(w: Wereld) -> Verhaal:
    """The same pupil at two schools: neither learns of the other, the secretariat sees the pair."""
    kind = Kind("Sem", "Samuel", "van", "Leeuwen-Bakker", _geboren(w, 13, 33))
    v = _zaak(w, "21QA", 25, 12, kind=kind)
    yield from v.tot_ingediend()
    yield v.na(1, 2)
    ander = replace(kind, roepnaam="Sam", achternaam="Leeuwen")
    by = w.coordinator(w.scholen["21QB"], v.nu)
    data = leerlingdata(w, ander, v.nu) | w.namen.adres()
    open_dossier(by=by, school_id=w.scholen["21QB"].pk, data=data, nu=v.nu)

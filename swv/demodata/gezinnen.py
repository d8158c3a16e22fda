"""Opening a dossier in the demo: the pupil, the people at home with or without gezag, and who is involved at school."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from cases.models import Dossier, Leerling, Ouder
from cases.services import bewerk_dossier, open_dossier
from organisations.actor import Actor
from organisations.models import School
from organisations.rollen import Rol
from swv.demodata.basis import geef_hoed, maak_user
from swv.demodata.namen import MOEDERS, VADERS, Kind
from swv.demodata.wereld import Wereld

NIVEAUS = ("vmbo-basis", "vmbo-kader", "vmbo-tl", "havo", "vwo")
MENTOREN = ("Anouk Smeets", "Bart Wolters", "Chantal Ramsoekh", "Driss Bennani", "Els Postma", "Ferhat Kaya")


@dataclass
class Thuis:
    """One person at home."""

    naam: str
    relatie: str
    gezag: bool = True
    adres: dict[str, str] = field(default_factory=dict)
    geheim: bool = False
    account: str = ""
    digitaal: bool = False
    organisatie: str = ""
    tolk: str = ""


def maak_dossier(
    w: Wereld, school: School, kind: Kind, gezin: list[Thuis], by: Actor, nu: datetime, *, leerjaar: int = 0
) -> Dossier:
    """Opened by the coordinator, then filled part by part, as a person would."""
    adres = w.namen.adres()
    data = leerlingdata(w, kind, nu, leerjaar) | adres
    dossier = open_dossier(by=by, school_id=school.pk, data=data, nu=nu)
    for nr, persoon in enumerate(gezin):
        _voeg_toe(w, dossier, persoon, adres, by, nu + timedelta(minutes=3 + 4 * nr), kind.geboren)
    mentor = w.toeval.choice(MENTOREN)
    betrokkene = {"naam": mentor, "functie": "mentor", "telefoon": w.namen.telefoon(), "email": "", "tot": None}
    bewerk_dossier(dossier.pk, "betrokkene", by=by, data=betrokkene, nu=nu + timedelta(minutes=15))
    return dossier


def leerlingdata(w: Wereld, kind: Kind, nu: datetime, leerjaar: int = 0) -> dict[str, Any]:
    jaren = (nu.date() - kind.geboren).days // 365
    jaar = leerjaar or max(1, min(5, jaren - 11))
    begin = nu.year - (nu.month < 8) - jaar + 1
    return {
        "voornamen": kind.voornamen,
        "roepnaam": kind.roepnaam,
        "tussenvoegsel": kind.tussenvoegsel,
        "achternaam": kind.achternaam,
        "geboortedatum": kind.geboren,
        "soort": "ingeschreven",
        "leerjaar": jaar,
        "niveau": w.toeval.choice(NIVEAUS),
        "van": date(begin, 8, 1),
    }


def _voeg_toe(
    w: Wereld, dossier: Dossier, persoon: Thuis, adres: dict[str, str], by: Actor, nu: datetime, geboren: date
) -> None:
    data = {
        **(persoon.adres or adres),
        "naam": persoon.naam,
        "relatie": persoon.relatie,
        "organisatie": persoon.organisatie,
        "telefoon": w.namen.telefoon(),
        "email": persoon.account,
        "tolk": persoon.tolk,
        "adres_geheim": persoon.geheim,
        "gezag": persoon.gezag,
        "gezag_van": geboren,
        "gezag_bron": "uittreksel gezagsregister, gezien door de school",
    }
    rij = bewerk_dossier(dossier.pk, "ouder", by=by, data=data, nu=nu).waarden["id"]
    if persoon.account:
        _koppel_ouder(w, Ouder.objects.get(pk=rij), persoon, nu.date())


def _koppel_ouder(w: Wereld, ouder: Ouder, persoon: Thuis, dag: date) -> None:
    """An account for a parent: the sign-in of parents itself comes in a later step."""
    bestaand = [lid.user for lid in w._leden if lid.user.email == persoon.account]
    ouder.user = bestaand[0] if bestaand else maak_user(persoon.account, persoon.naam, rang=100 + len(w._leden))
    if not bestaand:
        geef_hoed(ouder.user, Rol.OUDER, swv=w.swv, school=None)
        w.ververs()
    ouder.digitaal_sinds = dag if persoon.digitaal else None
    ouder.save(update_fields=["user", "digitaal_sinds"])


def koppel_leerling(w: Wereld, leerling: Leerling, email: str) -> None:
    leerling.user = w.user(email)
    leerling.email = email
    leerling.save(update_fields=["user", "email"])


def einde_gezag(dossier: Dossier, ouder: Ouder, by: Actor, nu: datetime) -> None:
    data = {"tot": by.vandaag, "bron_einde": "beschikking van de rechtbank, gezien door de school"}
    gezag = ouder.gezag.get(tot__isnull=True)
    bewerk_dossier(dossier.pk, "gezag-einde", by=by, data=data, nu=nu, rij_id=gezag.pk)


def gewoon_gezin(w: Wereld, kind: Kind) -> list[Thuis]:
    """Two parents together, apart, one alone, or a guardian."""
    lot = w.toeval.random()
    moeder = Thuis(f"{w.toeval.choice(MOEDERS)} {kind.familienaam}", "moeder")
    vader = Thuis(f"{w.toeval.choice(VADERS)} {kind.familienaam}", "vader")
    if w.toeval.random() < 0.3:
        moeder.account = f"{moeder.naam.lower().replace(' ', '')}{len(w.namen.dagen)}@thuis.example"
        moeder.account = moeder.account.encode("ascii", "ignore").decode()
        moeder.digitaal = w.toeval.random() < 0.7
    if lot < 0.55:
        return [moeder, vader]
    if lot < 0.75:
        vader.adres = w.namen.adres()
        return [moeder, vader]
    if lot < 0.85:
        vader.adres, vader.gezag, vader.geheim = w.namen.adres(), False, lot < 0.78
        return [moeder, vader]
    if lot < 0.95:
        moeder.tolk = w.toeval.choice(("", "", "Turks", "Tigrinya", "Arabisch"))
        return [moeder]
    voogd = Thuis("Ramona Scholten", "voogd", organisatie="Jeugdbescherming Lindestreek")
    voogd.adres = {"straat": "Raadhuisplein", "huisnummer": "3", "postcode": "7391 AA", "plaats": "Lindestad"}
    moeder.gezag = False
    return [voogd, moeder]

"""Pieces of letters that every paper of a case shares, of whatever workflow: addressee, pupil, whom to call."""

from datetime import date

from cases.models import Zaak
from documents.briefgegevens import Aanvrager, Contact, Geadresseerde, Kenmerk, Leerlinggegevens
from organisations.models import Samenwerkingsverband, School, User


def leerlinggegevens(zaak: Zaak) -> Leerlinggegevens:
    leerling = zaak.dossier.leerling
    return Leerlinggegevens(
        naam=leerling.naam,
        roepnaam=leerling.roepnaam,
        voluit=leerling.naam_voluit,
        geboortedatum=leerling.geboortedatum,
    )


def aanvrager(zaak: Zaak) -> Aanvrager:
    school = zaak.school
    return Aanvrager(schoolbestuur=school.bestuur.naam, school=school.naam, brin=f"{school.brin}-{school.vestiging}")


def geadresseerde_school(school: School, *, ter_attentie_van: str = "") -> Geadresseerde:
    """The school board, at the address of the school."""
    return Geadresseerde(naam=school.naam, adresregels=school.adresregels, ter_attentie_van=ter_attentie_van)


def kenmerk(zaak: Zaak, *, datum: date, behandelaar: User | None = None) -> Kenmerk:
    wie = behandelaar or zaak.behandelaar
    return Kenmerk(
        ons_kenmerk=zaak.nummer or "concept",
        datum=datum,
        behandeld_door=wie.naam if wie else "Het secretariaat",
        telefoon=(wie.telefoon if wie else "") or zaak.swv.telefoon,
    )


def contact(zaak: Zaak, *, behandelaar: User | None = None) -> Contact:
    """Whom to call about this case: a person when there is one, else the office."""
    wie = behandelaar or zaak.behandelaar
    return contact_met(wie, zaak.swv)


def contact_met(wie: User | None, swv: Samenwerkingsverband) -> Contact:
    """This person, else the office; of a person without number or address those of the office."""
    return Contact(
        naam=wie.naam if wie else f"Het secretariaat van {swv.naam}",
        telefoon=(wie.telefoon if wie else "") or swv.telefoon,
        email=(wie.email if wie else "") or swv.email,
    )


def steunpunt_van(swv: Samenwerkingsverband) -> Contact | None:
    """Help for families from somebody else, where there is such a place."""
    if not swv.steunpunt_naam:
        return None
    return Contact(naam=swv.steunpunt_naam, telefoon=swv.steunpunt_telefoon, email=swv.steunpunt_email)

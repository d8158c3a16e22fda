"""Pieces of letters that every paper of a TLV case shares: addressee, reference, pupil, applicant."""

from datetime import date

from documents.briefgegevens import (
    Aanvrager,
    Contact,
    Geadresseerde,
    Kenmerk,
    Leerlinggegevens,
)
from organisations.models import School, User
from tlv.models import Aanvraag


def leerlinggegevens(aanvraag: Aanvraag) -> Leerlinggegevens:
    leerling = aanvraag.zaak.dossier.leerling
    return Leerlinggegevens(
        naam=leerling.naam,
        roepnaam=leerling.roepnaam,
        voluit=leerling.naam_voluit,
        geboortedatum=leerling.geboortedatum,
    )


def aanvrager(aanvraag: Aanvraag) -> Aanvrager:
    school = aanvraag.zaak.school
    return Aanvrager(schoolbestuur=school.bestuur.naam, school=school.naam, brin=f"{school.brin}-{school.vestiging}")


def geadresseerde_school(school: School, *, ter_attentie_van: str = "") -> Geadresseerde:
    """The school board, at the address of the school."""
    return Geadresseerde(naam=school.naam, adresregels=school.adresregels, ter_attentie_van=ter_attentie_van)


def kenmerk(aanvraag: Aanvraag, *, datum: date, behandelaar: User | None = None) -> Kenmerk:
    zaak = aanvraag.zaak
    wie = behandelaar or zaak.behandelaar
    return Kenmerk(
        ons_kenmerk=zaak.nummer,
        datum=datum,
        behandeld_door=wie.naam if wie else "Het secretariaat",
        telefoon=(wie.telefoon if wie else "") or zaak.swv.telefoon,
    )


def contact(aanvraag: Aanvraag, *, behandelaar: User | None = None) -> Contact:
    """Whom to call about this case: a person when there is one, else the office."""
    zaak = aanvraag.zaak
    wie = behandelaar or zaak.behandelaar
    return Contact(
        naam=wie.naam if wie else f"Het secretariaat van {zaak.swv.naam}",
        telefoon=(wie.telefoon if wie else "") or zaak.swv.telefoon,
        email=(wie.email if wie else "") or zaak.swv.email,
    )

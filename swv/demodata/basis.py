"""Organisations, people, hats, professions, mandates and policy of the demo."""

from datetime import date
from functools import cache

from django.contrib.auth.hashers import make_password

from organisations.beleid import leg_versie_vast
from organisations.models import (
    Afwezigheid,
    Commissie,
    Deskundigheid,
    Lidmaatschap,
    Mandaat,
    Mandaatproduct,
    Samenwerkingsverband,
    School,
    Schoolbestuur,
    User,
    VasteGedragswetenschapper,
)
from organisations.rollen import SCHOOLROLLEN, Rol
from swv.demodata.personeel import BEROEPEN, CONTACTSCHOLEN, PERSONEEL
from swv.demodata.personen import PERSONEN, WACHTWOORD

SINDS = date(2021, 8, 1)

SCHOLEN = (
    ("De Wissel", "21QA", "vo", "Spoorlaan", "14", "7391 KA", "Lindestad"),
    ("Het Baken", "21QB", "vo", "Havenkade", "2", "7395 LB", "Oeverdam"),
    ("Lyceum Zonneveld", "21QC", "vo", "Zonneveldsingel", "88", "7392 MC", "Lindestad"),
    ("De Klaver", "21QD", "pro", "Klaverstraat", "31", "7393 ND", "Lindestad"),
    ("De Springplank", "21QE", "vso", "Parklaan", "5", "7394 PE", "Lindestad"),
    ("Het Atelier", "21QF", "vso", "Molenweg", "19", "7396 RF", "Oeverdam"),
    ("Hof van Elsrade", "21QG", "vo", "Elsradeweg", "41", "7398 SG", "Steenwaarde"),
    ("Vlierhof College", "21QH", "vo", "Vlierpad", "7", "7397 TH", "Oeverdam"),
    ("Het Vlechtwerk", "21QJ", "pro", "Vlechtersgang", "23", "7398 WJ", "Steenwaarde"),
)
ANDER_BESTUUR = ("21QG", "21QH", "21QJ")
SCHOOL_VAN = {"dewissel.example": "21QA", "hetbaken.example": "21QB", "despringplank.example": "21QE"}


def maak_basis(*, vandaag: date) -> Samenwerkingsverband:
    """Everything the cases of the demo stand on. Runs once, on an empty database."""
    swv = _samenwerkingsverband()
    _buurman(swv.commissie)
    scholen = _scholen(swv)
    users = _personen(swv, scholen)
    for email, beroep, registratie in BEROEPEN:
        gegevens = {"beroep": beroep, "registratie": registratie, "van": SINDS}
        Deskundigheid.objects.create(user=users[email], swv=swv, **gegevens)
    for email, brins in CONTACTSCHOLEN:
        for brin in brins:
            VasteGedragswetenschapper.objects.create(school=scholen[brin], user=users[email], van=SINDS)
    _mandaten(swv, users)
    _beleid(swv)
    for jaar in (vandaag.year - 1, vandaag.year, vandaag.year + 1):
        hanna = users["hanna.brouwer@lindestreek.example"]
        Afwezigheid.objects.create(user=hanna, van=date(jaar, 7, 20), tot=date(jaar, 8, 7))
    return swv


def _samenwerkingsverband() -> Samenwerkingsverband:
    commissie = Commissie.objects.create(naam="Commissie Toeleiding en Ondersteuning", afkorting="CTO")
    return Samenwerkingsverband.objects.create(
        naam="Samenwerkingsverband VO Lindestreek",
        nummer="VO9901",
        commissie=commissie,
        straat="Kastanjelaan",
        huisnummer="12",
        postcode="7390 AB",
        plaats="Lindestad",
        telefoon="085 555 01 00",
        email="secretariaat@lindestreek.example",
        website="https://lindestreek.example",
        steunpunt_naam="Ouder- en jeugdsteunpunt Lindestreek",
        steunpunt_telefoon="085 555 01 50",
        steunpunt_email="steunpunt@lindestreek.example",
    )


def _buurman(commissie: Commissie) -> None:
    """A neighbouring samenwerkingsverband, so that a pupil of another region can be forwarded."""
    buur = Samenwerkingsverband.objects.create(
        naam="Samenwerkingsverband VO Heideland",
        nummer="VO9902",
        commissie=commissie,
        straat="Heideweg",
        huisnummer="1",
        postcode="7701 AA",
        plaats="Heidedorp",
        telefoon="085 555 09 00",
        email="secretariaat@heideland.example",
    )
    bestuur = Schoolbestuur.objects.create(naam="Stichting Heidescholen")
    School.objects.create(
        swv=buur,
        bestuur=bestuur,
        naam="Heidecollege",
        brin="22QA",
        soort="vo",
        straat="Bremstraat",
        huisnummer="6",
        postcode="7702 BB",
        plaats="Heidedorp",
    )


def _scholen(swv: Samenwerkingsverband) -> dict[str, School]:
    bestuur = Schoolbestuur.objects.create(naam="Stichting Scholengroep Lindestreek")
    ander = Schoolbestuur.objects.create(naam="Stichting Onderwijs Steenwaarde")
    return {
        brin: School.objects.create(
            swv=swv,
            bestuur=ander if brin in ANDER_BESTUUR else bestuur,
            naam=naam,
            brin=brin,
            soort=soort,
            straat=straat,
            huisnummer=nummer,
            postcode=postcode,
            plaats=plaats,
            telefoon=f"085 555 03 {10 + rang}",
            email=f"administratie@{naam.lower().replace(' ', '')}.example",
        )
        for rang, (naam, brin, soort, straat, nummer, postcode, plaats) in enumerate(SCHOLEN)
    }


def _personen(swv: Samenwerkingsverband, scholen: dict[str, School]) -> dict[str, User]:
    users: dict[str, User] = {}
    for persoon in PERSONEN:
        user = users.get(persoon.email) or maak_user(persoon.email, persoon.naam, rang=len(users))
        users[persoon.email] = user
        brin = SCHOOL_VAN.get(persoon.email.partition("@")[2])
        geef_hoed(user, persoon.rol, swv=swv, school=scholen[brin] if brin else None)
    for email, naam, rol, brin in PERSONEEL:
        users[email] = maak_user(email, naam, rang=len(users))
        geef_hoed(users[email], rol, swv=swv, school=scholen[brin] if brin else None)
    pien = users["pien.dewit@dewissel.example"]
    geef_hoed(pien, Rol.COORDINATOR, swv=swv, school=scholen["21QA"])
    noor = users["noor.vandijk@dewissel.example"]
    geef_hoed(noor, Rol.COORDINATOR, swv=swv, school=scholen["21QC"])
    return users


@cache
def _wachtwoord() -> str:
    """Hashed once: everybody in the demo has the same password."""
    return make_password(WACHTWOORD)


def maak_user(email: str, naam: str, *, rang: int) -> User:
    return User.objects.create(
        email=email, naam=naam, password=_wachtwoord(), telefoon=f"085 555 {4 + rang // 90:02d} {10 + rang % 90}"
    )


def geef_hoed(user: User, rol: str, *, swv: Samenwerkingsverband, school: School | None) -> Lidmaatschap:
    """A hat at the school, at the samenwerkingsverband, or (parents and pupils) at neither."""
    if rol in (Rol.OUDER, Rol.LEERLING):
        return Lidmaatschap.objects.create(user=user, rol=rol, van=SINDS)
    if rol in SCHOOLROLLEN:
        return Lidmaatschap.objects.create(user=user, rol=rol, school=school, van=SINDS)
    return Lidmaatschap.objects.create(user=user, rol=rol, swv=swv, van=SINDS)


def _mandaten(swv: Samenwerkingsverband, users: dict[str, User]) -> None:
    namens = "het bestuur van Samenwerkingsverband VO Lindestreek"
    for product in Mandaatproduct.values:
        for email, functie, plaatsvervangend in (
            ("hanna.brouwer@lindestreek.example", "voorzitter Commissie Toeleiding en Ondersteuning", False),
            ("tom.peeters@lindestreek.example", "plaatsvervangend voorzitter", True),
        ):
            Mandaat.objects.create(
                swv=swv,
                user=users[email],
                product=product,
                functie=functie,
                namens=namens,
                plaatsvervangend=plaatsvervangend,
                grondslag="Mandaatbesluit 2021-03",
                van=SINDS,
            )


def _beleid(swv: Samenwerkingsverband) -> None:
    bron = "Ondersteuningsplan 2021-2026"
    leg_versie_vast(swv.pk, "tlv", vanaf=SINDS, bron=bron, waarden={"terugroep_minuten": 30})

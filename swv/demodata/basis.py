"""Organisations, people, hats, professions, mandates and policy of the demo."""

from datetime import date

from organisations.models import (
    Afwezigheid,
    Beleidsversie,
    Beroep,
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
from swv.demodata.personen import PERSONEN, WACHTWOORD

SINDS = date(2021, 8, 1)

SCHOLEN = (
    ("De Wissel", "21QA", "vo", "Spoorlaan", "14", "7391 KA", "Lindestad"),
    ("Het Baken", "21QB", "vo", "Havenkade", "2", "7395 LB", "Oeverdam"),
    ("Lyceum Zonneveld", "21QC", "vo", "Zonneveldsingel", "88", "7392 MC", "Lindestad"),
    ("De Klaver", "21QD", "pro", "Klaverstraat", "31", "7393 ND", "Lindestad"),
    ("De Springplank", "21QE", "vso", "Parklaan", "5", "7394 PE", "Lindestad"),
    ("Het Atelier", "21QF", "vso", "Molenweg", "19", "7396 RF", "Oeverdam"),
)
SCHOOL_VAN = {"dewissel.example": "21QA", "hetbaken.example": "21QB"}
BEROEPEN = (
    ("marit.bos@lindestreek.example", Beroep.ORTHOPEDAGOOG, "SKJ 100001"),
    ("joris.smit@lindestreek.example", Beroep.JEUGDPSYCHOLOOG, "SKJ 100002"),
    ("bram.hendriks@hetbaken.example", Beroep.PEDAGOOG, "SKJ 100003"),
    ("pien.dewit@dewissel.example", Beroep.ORTHOPEDAGOOG, "SKJ 100004"),
    ("iris.kuipers@lindestreek.example", Beroep.ORTHOPEDAGOOG, "SKJ 100005"),
)


def maak_basis(*, vandaag: date) -> Samenwerkingsverband:
    """Everything the cases of the demo stand on. Runs once, on an empty database."""
    swv = _samenwerkingsverband()
    _buurman(swv.commissie)
    scholen = _scholen(swv)
    users = _personen(swv, scholen)
    for email, beroep, registratie in BEROEPEN:
        Deskundigheid.objects.create(user=users[email], beroep=beroep, registratie=registratie, van=SINDS)
    iris = users["iris.kuipers@lindestreek.example"]
    for brin in ("21QA", "21QB", "21QC"):
        VasteGedragswetenschapper.objects.create(school=scholen[brin], user=iris, van=SINDS)
    _mandaten(swv, users)
    _beleid(swv)
    Afwezigheid.objects.create(
        user=users["hanna.brouwer@lindestreek.example"], van=date(vandaag.year, 7, 20), tot=date(vandaag.year, 8, 7)
    )
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
    return {
        brin: School.objects.create(
            swv=swv,
            bestuur=bestuur,
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
    for rang, persoon in enumerate(PERSONEN):
        user = users.get(persoon.email)
        if user is None:
            user = User.objects.create_user(
                persoon.email, naam=persoon.naam, password=WACHTWOORD, telefoon=f"085 555 04 {10 + rang}"
            )
            users[persoon.email] = user
        brin = SCHOOL_VAN.get(persoon.email.partition("@")[2])
        geef_hoed(user, persoon.rol, swv=swv, school=scholen[brin] if brin else None)
    pien = users["pien.dewit@dewissel.example"]
    geef_hoed(pien, Rol.COORDINATOR, swv=swv, school=scholen["21QA"])
    noor = users["noor.vandijk@dewissel.example"]
    geef_hoed(noor, Rol.COORDINATOR, swv=swv, school=scholen["21QC"])
    return users


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
    Beleidsversie.objects.create(
        swv=swv,
        sectie="tlv",
        vanaf=SINDS,
        bron="Ondersteuningsplan 2021-2026",
        waarden={"terugroep_minuten": 30},
    )

"""The fictional people of the demo, in the order and groups of the front page."""

from dataclasses import dataclass

from organisations.rollen import Rol

WACHTWOORD = "demo-wachtwoord"
"""Shown on the page that asks to identify again; the demo log-in is refused in production."""


@dataclass(frozen=True)
class Persoon:
    email: str
    naam: str
    rol: str
    groep: str
    uitleg: str


SCHOOL, BUREAU, DESKUNDIG, COMMISSIE, GEZIN, TOEZICHT = (
    "Op school",
    "Bij het samenwerkingsverband",
    "Deskundigen",
    "De commissie",
    "Thuis",
    "Toezicht en beheer",
)

PERSONEN = (
    Persoon(
        "noor.vandijk@dewissel.example",
        "Noor van Dijk",
        Rol.COORDINATOR,
        SCHOOL,
        "Schrijft aanvragen voor haar leerlingen.",
    ),
    Persoon(
        "bram.hendriks@hetbaken.example",
        "Bram Hendriks",
        Rol.COORDINATOR,
        SCHOOL,
        "Coördinator op een andere school; is elders ook deskundige.",
    ),
    Persoon(
        "jolanda.bakx@despringplank.example",
        "Jolanda Bakx",
        Rol.COORDINATOR,
        SCHOOL,
        "Ontvangt op het vso de verklaringen die scholen overdragen.",
    ),
    Persoon(
        "els.vermeer@dewissel.example",
        "Els Vermeer",
        Rol.SCHOOLDIRECTEUR,
        SCHOOL,
        "Ondertekent aanvragen van De Wissel.",
    ),
    Persoon(
        "iris.kuipers@lindestreek.example",
        "Iris Kuipers",
        Rol.GEDRAGSWETENSCHAPPER,
        SCHOOL,
        "Kijkt mee met De Wissel en ondertekent.",
    ),
    Persoon(
        "fatma.yildiz@lindestreek.example",
        "Fatma Yıldız",
        Rol.SECRETARIAAT,
        BUREAU,
        "Controleert aanvragen en wijst deskundigen toe.",
    ),
    Persoon(
        "karel.degroot@lindestreek.example",
        "Karel de Groot",
        Rol.DIRECTEUR_SWV,
        BUREAU,
        "Directeur: ziet besluiten en mandaten.",
    ),
    Persoon(
        "meike.vandam@lindestreek.example",
        "Meike van Dam",
        Rol.CASEMANAGER,
        BUREAU,
        "Casemanager: zoekt een plek voor wie nergens past.",
    ),
    Persoon("marit.bos@lindestreek.example", "Marit Bos", Rol.DESKUNDIGE, DESKUNDIG, "Orthopedagoog."),
    Persoon(
        "joris.smit@lindestreek.example",
        "Joris Smit",
        Rol.DESKUNDIGE,
        DESKUNDIG,
        "Kinder- en jeugdpsycholoog.",
    ),
    Persoon(
        "bram.hendriks@hetbaken.example",
        "Bram Hendriks",
        Rol.DESKUNDIGE,
        DESKUNDIG,
        "Pedagoog; werkt ook op Het Baken en mag daar niet adviseren.",
    ),
    Persoon(
        "pien.dewit@dewissel.example",
        "Pien de Wit",
        Rol.DESKUNDIGE,
        DESKUNDIG,
        "Orthopedagoog die op De Wissel werkt: niet onafhankelijk.",
    ),
    Persoon(
        "ruud.jacobs@lindestreek.example",
        "Ruud Jacobs",
        Rol.COMMISSIELID,
        COMMISSIE,
        "Lid van de commissie, leest mee.",
    ),
    Persoon(
        "hanna.brouwer@lindestreek.example",
        "Hanna Brouwer",
        Rol.VOORZITTER,
        COMMISSIE,
        "Voorzitter: besluit en ondertekent.",
    ),
    Persoon(
        "tom.peeters@lindestreek.example",
        "Tom Peeters",
        Rol.PLV_VOORZITTER,
        COMMISSIE,
        "Plaatsvervanger: tekent als Hanna afwezig is.",
    ),
    Persoon("sanne.mulder@thuis.example", "Sanne Mulder", Rol.OUDER, GEZIN, "Moeder van Mila, met gezag."),
    Persoon(
        "daan.janssen@thuis.example",
        "Daan Janssen",
        Rol.OUDER,
        GEZIN,
        "Vader van Mila, met gezag; woont ergens anders.",
    ),
    Persoon(
        "saskia.prinsen@thuis.example",
        "Saskia Prinsen",
        Rol.OUDER,
        GEZIN,
        "Moeder van Stijn, voor wie een casemanager een plek zoekt.",
    ),
    Persoon(
        "ilse.hoekema@thuis.example",
        "Ilse Hoekema",
        Rol.OUDER,
        GEZIN,
        "Moeder van Teun en Sil: leest een plan en tekent, en volgt een plan dat loopt.",
    ),
    Persoon(
        "rob.visser@thuis.example",
        "Rob Visser",
        Rol.OUDER,
        GEZIN,
        "Vader van Jay, gescheiden en zonder gezag.",
    ),
    Persoon(
        "yara.elamrani@thuis.example",
        "Yara El Amrani",
        Rol.LEERLING,
        GEZIN,
        "Leerling van 16 jaar, met een eigen stem.",
    ),
    Persoon(
        "willem.dekker@lindestreek.example",
        "Willem Dekker",
        Rol.FG,
        TOEZICHT,
        "Functionaris gegevensbescherming: ziet het logboek.",
    ),
    Persoon(
        "lotte.prins@lindestreek.example",
        "Lotte Prins",
        Rol.BEHEERDER,
        TOEZICHT,
        "Beheerder: ziet of het systeem zijn werk doet.",
    ),
)

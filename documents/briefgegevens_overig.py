"""Schemas of the papers that are no letter from the samenwerkingsverband to a school: for parents, experts, print."""

from datetime import date
from typing import Literal, Self

from pydantic import Field

from documents.briefgegevens import (
    Aanvrager,
    Brief,
    Briefhoofd,
    Contact,
    Geadresseerde,
    Gegevens,
    Leerlinggegevens,
    Onderdeel,
)


class BegeleidendeBriefGegevens(Brief):
    """Cover letter to one parent or the pupil, in plain words, with the decision and the advices (domain.md §3)."""

    leerling: Leerlinggegevens
    aan_leerling: bool = False
    besluit: Literal["verleend", "afgewezen", "buiten_behandeling"]
    soort_in_woorden: str
    van: date | None = None
    tot: date | None = None
    bijlagen: list[str]
    bezwaar_tot: date
    bezwaar_aan: str
    bezwaar_adresregels: list[str]
    contact: Contact
    steunpunt: Contact | None = None
    eerder_verstuurd_op: date | None = None
    """It went to a wrong address on this day, so that it counts from now."""

    @classmethod
    def voorbeeld(cls) -> Self:
        ouder = Geadresseerde(
            naam="Mevrouw L. Çelik-Novák",
            adresregels=["Lindelaan 8", "1199 AD  Oeverstad"],
            aanhef="Beste mevrouw Çelik-Novák",
        )
        return cls.model_validate(
            cls._basis("Het besluit over Daniël")
            | {
                "geadresseerde": ouder,
                "leerling": Leerlinggegevens.voorbeeld(),
                "besluit": "verleend",
                "soort_in_woorden": "een school voor speciaal onderwijs voor tieners",
                "van": date(2026, 3, 2),
                "tot": date(2027, 7, 31),
                "bijlagen": ["Het besluit", "Advies van drs. M. Yıldız", "Advies van J. Østergård"],
                "bezwaar_tot": date(2026, 4, 13),
                "bezwaar_aan": "Samenwerkingsverband VO De Waterlanden",
                "bezwaar_adresregels": ["Havenkade 12", "1199 AB  Oeverstad"],
                "contact": Contact.voorbeeld(),
                "steunpunt": Contact(naam="Ouder- en Jeugdsteunpunt Waterlanden", telefoon="085-555 01 90"),
            }
        )


class BerichtGegevens(Brief):
    """A message that could not be mailed, in its own words, with whom to call."""

    alineas: list[str]
    contact: Contact

    @classmethod
    def voorbeeld(cls) -> Self:
        ouder = Geadresseerde(
            naam="Mevrouw L. Çelik-Novák",
            adresregels=["Lindelaan 8", "1199 AD  Oeverstad"],
            aanhef="Beste mevrouw Çelik-Novák",
        )
        return cls.model_validate(
            cls._basis("De aanvraag voor Daniël is ingediend")
            | {
                "geadresseerde": ouder,
                "alineas": ["De school heeft de aanvraag voor Daniël ingediend.", "U kunt zeggen wat u ervan vindt."],
                "contact": Contact.voorbeeld(),
            }
        )


class AdressenbladGegevens(Gegevens):
    """One sheet per addressee, put before each letter of a print batch so that it shows in the window."""

    hoofd: Briefhoofd
    partij: str
    gemaakt_op: date
    venster: Literal["links", "rechts"] = "rechts"
    adressen: list[Geadresseerde] = Field(min_length=1)

    @classmethod
    def voorbeeld(cls) -> Self:
        return cls(
            hoofd=Briefhoofd.voorbeeld(),
            partij="2026-03-02/1",
            gemaakt_op=date(2026, 3, 2),
            adressen=[
                Geadresseerde.voorbeeld(),
                Geadresseerde(naam="De heer T. Novák", adresregels=["Molenpad 41 B", "1198 KK  Polderwijk"]),
            ],
        )


class DeskundigenadviesGegevens(Gegevens):
    """An expert's advice as filed: type, period, category, reasons, a lighter form later, why no arrangement."""

    hoofd: Briefhoofd
    zaaknummer: str
    leerling: Leerlinggegevens
    aanvrager: Aanvrager
    naam: str
    beroep: str
    registratie: str = ""
    werkgever: str = ""
    rang: Literal["eerste", "tweede", "derde"]
    advies: Literal["toelaatbaar", "niet toelaatbaar"]
    soort_voluit: str
    periode: str = ""
    categorie: str = ""
    onderdelen: list[Onderdeel]
    geraadpleegd: list[str] = []
    onafhankelijkheid: str
    ingediend_op: date

    @classmethod
    def voorbeeld(cls) -> Self:
        return cls(
            hoofd=Briefhoofd.voorbeeld(),
            zaaknummer="TLV-2026-0042",
            leerling=Leerlinggegevens.voorbeeld(),
            aanvrager=Aanvrager.voorbeeld(),
            naam="drs. M. Yıldız",
            beroep="orthopedagoog",
            registratie="NVO 999001",
            werkgever="Praktijk De Brug",
            rang="eerste",
            advies="toelaatbaar",
            soort_voluit="voortgezet speciaal onderwijs",
            periode="tot en met 31 juli 2027",
            categorie="1 (laag)",
            onderdelen=[
                Onderdeel(kop="Ondersteuningsbehoeften", tekst="Kleine groep, vaste volwassene, weinig wisselingen."),
                Onderdeel(kop="Waarom een arrangement niet volstaat", tekst="De omgeving zelf moet anders zijn."),
                Onderdeel(kop="Verwachting", tekst="Na een jaar kan een lichtere vorm worden onderzocht."),
            ],
            geraadpleegd=["OPP van 12 januari 2026", "verslag knooppunt van 8 december 2025"],
            onafhankelijkheid="Ik werk niet bij de aanvragende school en was niet betrokken bij de aanvraag, het plan "
            "of de begeleiding van deze leerling.",
            ingediend_op=date(2026, 2, 9),
        )


class Ondertekenaar(Gegevens):
    naam: str
    rol: str
    vraagt_reactie: bool = False
    doelen: list[str] = []

    @classmethod
    def voorbeeld(cls) -> Self:
        return cls(naam="P. Jansen", rol="schooldirecteur")


class HandtekeningenbladGegevens(Gegevens):
    """A frozen version of a request, on paper, to be signed by hand; bound to the version by its hash."""

    hoofd: Briefhoofd
    school: str
    leerling: Leerlinggegevens
    aanvraag: str
    versie: int
    versiehash: str
    bevroren_op: date
    samenvatting: list[Onderdeel]
    ondertekenaars: list[Ondertekenaar] = Field(min_length=1)
    terug_voor: date | None = None

    @property
    def hash_in_groepen(self) -> str:
        return " ".join(self.versiehash[i : i + 8] for i in range(0, len(self.versiehash), 8))

    @classmethod
    def voorbeeld(cls) -> Self:
        doelen = [
            "gegevens uitwisselen tussen school en samenwerkingsverband",
            "het dossier bespreken in de commissie",
        ]
        return cls(
            hoofd=Briefhoofd.voorbeeld(),
            school="De Wissel",
            leerling=Leerlinggegevens.voorbeeld(),
            aanvraag="Toelaatbaarheid voortgezet speciaal onderwijs, tot en met 31 juli 2027, categorie 1 (laag)",
            versie=2,
            versiehash="9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            bevroren_op=date(2026, 1, 16),
            samenvatting=[
                Onderdeel(kop="Waarom de school dit vraagt", tekst="Daniël heeft een kleine groep en rust nodig. "
                "Dat lukt op deze school niet meer."),
                Onderdeel(kop="Wat er is geprobeerd", tekst="Begeleiding in de klas en een aangepast rooster."),
            ],
            ondertekenaars=[
                Ondertekenaar.voorbeeld(),
                Ondertekenaar(naam="drs. K. Smit", rol="gedragswetenschapper"),
                Ondertekenaar(naam="L. Çelik-Novák", rol="ouder", vraagt_reactie=True, doelen=doelen),
                Ondertekenaar(naam="Daniël Çelik-Novák", rol="leerling", vraagt_reactie=True, doelen=doelen),
            ],
            terug_voor=date(2026, 1, 30),
        )  # fmt: skip


class Dossieronderdeel(Gegevens):
    titel: str
    soort: str
    datum: date
    paginas: int | None = None

    @classmethod
    def voorbeeld(cls) -> Self:
        return cls(titel="OPP 2025-2026", soort="ontwikkelingsperspectiefplan", datum=date(2026, 1, 12), paginas=8)


class DossierVoorbladGegevens(Gegevens):
    hoofd: Briefhoofd
    zaaknummer: str
    leerling: Leerlinggegevens
    school: str
    voor: str
    gemaakt_op: date
    onderdelen: list[Dossieronderdeel]

    @classmethod
    def voorbeeld(cls) -> Self:
        return cls(
            hoofd=Briefhoofd.voorbeeld(),
            zaaknummer="TLV-2026-0042",
            leerling=Leerlinggegevens.voorbeeld(),
            school="De Wissel",
            voor="drs. M. Yıldız, orthopedagoog",
            gemaakt_op=date(2026, 1, 28),
            onderdelen=[
                Dossieronderdeel.voorbeeld(),
                Dossieronderdeel(titel="Verslag knooppunt", soort="verslag", datum=date(2025, 12, 8)),
            ],
        )

"""What a letter is made of: one typed, JSON-able schema per letter.

A row in the outbox keeps these values as they were at the moment of the decision, so a letter never shows what
changed afterwards. `voorbeeld()` gives fictional values for tests and previews.
"""

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

Kleur = Annotated[str, StringConstraints(pattern=r"^#[0-9a-fA-F]{6}$")]


class Gegevens(BaseModel):
    """Frozen, and without room for what the template does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @classmethod
    def voorbeeld(cls) -> Self:
        raise NotImplementedError


class Briefhoofd(Gegevens):
    swv_naam: str
    swv_nummer: str
    adresregels: list[str]
    telefoon: str = ""
    email: str = ""
    website: str = ""
    kleur: Kleur = "#154273"
    commissie: str = ""

    @classmethod
    def voorbeeld(cls) -> Self:
        return cls(
            swv_naam="Samenwerkingsverband VO De Waterlanden",
            swv_nummer="VO9901",
            adresregels=["Havenkade 12", "1199 AB  Oeverstad"],
            telefoon="085-555 01 00",
            email="tlv@waterlanden.example",
            website="www.waterlanden.example",
            kleur="#1d5c63",
            commissie="Commissie Toewijzing Ondersteuning",
        )


class Geadresseerde(Gegevens):
    naam: str
    adresregels: list[str]
    aanhef: str = "Geachte heer, mevrouw"
    ter_attentie_van: str = ""

    @classmethod
    def voorbeeld(cls) -> Self:
        return cls(
            naam="Stichting Onderwijs Oeverstad",
            ter_attentie_van="mevrouw S. de Vries",
            adresregels=["Schoolstraat 3", "1199 AC  Oeverstad"],
            aanhef="Geachte mevrouw De Vries",
        )


class Kenmerk(Gegevens):
    ons_kenmerk: str
    datum: date
    behandeld_door: str
    telefoon: str = ""

    @classmethod
    def voorbeeld(cls) -> Self:
        return cls(
            ons_kenmerk="TLV-2026-0042",
            datum=date(2026, 3, 2),
            behandeld_door="Noor Bakker",
            telefoon="085-555 01 12",
        )


class Leerlinggegevens(Gegevens):
    naam: str
    geboortedatum: date
    roepnaam: str = ""
    voluit: str = ""

    @classmethod
    def voorbeeld(cls) -> Self:
        return cls(
            naam="Daniël Çelik-Novák",
            roepnaam="Daniël",
            voluit="Daniël Emir Çelik-Novák",
            geboortedatum=date(2010, 9, 14),
        )


class Aanvrager(Gegevens):
    """The bevoegd gezag that applied, and the school of enrolment it acts for."""

    schoolbestuur: str
    school: str
    brin: str = ""

    @classmethod
    def voorbeeld(cls) -> Self:
        return cls(schoolbestuur="Stichting Onderwijs Oeverstad", school="De Wissel", brin="99ZX-00")


class Ondertekening(Gegevens):
    """Who decided, in which function, and namens whom (mandate)."""

    naam: str
    functie: str
    namens: str
    plaats: str
    op: date

    @classmethod
    def voorbeeld(cls) -> Self:
        return cls(
            naam="dr. H. van den Berg",
            functie="voorzitter Commissie Toewijzing Ondersteuning",
            namens="het bestuur van Samenwerkingsverband VO De Waterlanden",
            plaats="Oeverstad",
            op=date(2026, 3, 2),
        )


class Bezwaarclausule(Gegevens):
    """How to object. `laatste_dag` belongs to one addressee; without it the clause gives the rule (Awb 6:7, 6:8)."""

    weken: int = 6
    laatste_dag: date | None = None
    aan: str
    adresregels: list[str]
    email: str = ""
    meer: str = ""

    @classmethod
    def voorbeeld(cls) -> Self:
        return cls(
            laatste_dag=date(2026, 4, 13),
            aan="Samenwerkingsverband VO De Waterlanden, t.a.v. de bezwaarsecretaris",
            adresregels=["Havenkade 12", "1199 AB  Oeverstad"],
            email="bezwaar@waterlanden.example",
        )


class Verificatie(Gegevens):
    """Short code and address of the page where anybody can check whether the paper is genuine."""

    code: str
    url: str

    @classmethod
    def voorbeeld(cls) -> Self:
        return cls(code="7K3M-Q9XA-2FTB", url="https://dekkend.example/echt/7K3M-Q9XA-2FTB/")


class Contact(Gegevens):
    naam: str
    telefoon: str = ""
    email: str = ""

    @classmethod
    def voorbeeld(cls) -> Self:
        return cls(naam="Noor Bakker", telefoon="085-555 01 12", email="noor.bakker@waterlanden.example")


class Brief(Gegevens):
    """What every letter has: letterhead, addressee, reference block and subject."""

    hoofd: Briefhoofd
    geadresseerde: Geadresseerde | None
    kenmerk: Kenmerk
    onderwerp: str
    venster: Literal["links", "rechts"] = "rechts"

    @classmethod
    def _basis(cls, onderwerp: str) -> dict[str, object]:
        return {
            "hoofd": Briefhoofd.voorbeeld(),
            "geadresseerde": Geadresseerde.voorbeeld(),
            "kenmerk": Kenmerk.voorbeeld(),
            "onderwerp": onderwerp,
        }


class Advieskern(Gegevens):
    """The main considerations of one expert, as they weigh in the decision."""

    naam: str
    beroep: str
    rang: Literal["eerste", "tweede", "derde"]
    op: date
    kern: str


class Zienswijzeweging(Gegevens):
    """The view of one parent or the pupil, and how it weighed."""

    van: str
    standpunt: str
    tekst: str = ""
    weging: str


class Onderdeel(Gegevens):
    """A heading with text under it."""

    kop: str
    tekst: str


class BeschikkingGegevens(Brief):
    """A decision on a TLV (domain.md §3). No receiving school is named: a vso-TLV holds at any vso school."""

    besluit: Literal["verleend", "afgewezen"]
    soort: Literal["vso", "pro", "so", "sbo"]
    soort_voluit: str
    leerling: Leerlinggegevens
    aanvrager: Aanvrager
    ontvangen_op: date
    volledig_op: date | None = None
    tlv_nummer: str = ""
    begin: date | None = None
    einde: date | None = None
    categorie: str = ""
    grondslag: str
    overwegingen: list[Onderdeel]
    adviezen: list[Advieskern] = Field(min_length=2)
    zienswijzen: list[Zienswijzeweging]
    ondertekening: Ondertekening
    bezwaar: Bezwaarclausule
    verificatie: Verificatie

    @model_validator(mode="after")
    def _past_bij_besluit(self) -> Self:
        if self.besluit == "verleend" and not (self.tlv_nummer and self.begin):
            raise ValueError("a granted TLV has a number and a first day")
        if self.besluit == "verleend" and self.soort == "vso" and not (self.einde and self.categorie):
            raise ValueError("a granted vso-TLV has a last day and a category")
        if self.besluit == "afgewezen" and (self.tlv_nummer or self.begin or self.einde or self.categorie):
            raise ValueError("a refusal has no TLV number, period or category")
        return self

    @classmethod
    def voorbeeld(cls) -> Self:
        return cls.model_validate(
            cls._basis("Toelaatbaarheidsverklaring voortgezet speciaal onderwijs")
            | {
                "besluit": "verleend",
                "soort": "vso",
                "soort_voluit": "voortgezet speciaal onderwijs",
                "leerling": Leerlinggegevens.voorbeeld(),
                "aanvrager": Aanvrager.voorbeeld(),
                "ontvangen_op": date(2026, 1, 19),
                "volledig_op": date(2026, 1, 26),
                "tlv_nummer": "VO9901-2026-0017",
                "begin": date(2026, 3, 2),
                "einde": date(2027, 7, 31),
                "categorie": "1 (laag)",
                "grondslag": "artikel 2.47, tiende lid, van de Wet voortgezet onderwijs 2020",
                "overwegingen": [
                    Onderdeel(
                        kop="Wat de leerling nodig heeft",
                        tekst="Daniël leert het best in een groep van hoogstens tien leerlingen, met een vaste "
                        "volwassene in de buurt en een dag die elke week hetzelfde verloopt. Zonder die "
                        "voorspelbaarheid loopt de spanning op en komt hij niet meer aan leren toe.",
                    ),
                    Onderdeel(
                        kop="Waarom een arrangement niet volstaat",
                        tekst="In het schooljaar 2025-2026 heeft de school twintig weken begeleiding in en buiten de "
                        "klas ingezet. Het verzuim nam daarmee niet af.\n\nEen zwaardere inzet op dezelfde school "
                        "verandert de grootte van de groep en het aantal wisselingen per dag niet.",
                    ),
                ],
                "adviezen": [
                    Advieskern(
                        naam="drs. M. Yıldız",
                        beroep="orthopedagoog",
                        rang="eerste",
                        op=date(2026, 2, 9),
                        kern="Adviseert een plaats in het vso: de behoefte aan structuur is blijvend hoog.",
                    ),
                    Advieskern(
                        naam="J. Østergård",
                        beroep="kinder- en jeugdpsycholoog",
                        rang="tweede",
                        op=date(2026, 2, 12),
                        kern="Ziet kansen op terugkeer na herstel en adviseert de kortste periode.",
                    ),
                ],
                "zienswijzen": [
                    Zienswijzeweging(
                        van="moeder",
                        standpunt="eens met de aanvraag",
                        tekst="Zij vraagt aandacht voor de reistijd.",
                        weging="De keuze voor een school staat los van dit besluit; de school bespreekt de reistijd.",
                    ),
                    Zienswijzeweging(
                        van="leerling", standpunt="eens met de aanvraag", weging="Dit steunt het besluit."
                    ),
                ],
                "ondertekening": Ondertekening.voorbeeld(),
                "bezwaar": Bezwaarclausule.voorbeeld(),
                "verificatie": Verificatie.voorbeeld(),
            }
        )


class BuitenBehandelingGegevens(Brief):
    """The request is not dealt with because the supplement did not come (Awb 4:5); a decision open to objection."""

    leerling: Leerlinggegevens
    aanvrager: Aanvrager
    ontvangen_op: date
    gevraagd_op: date
    uiterlijk: date
    aangevuld_op: date | None = None
    ontbreekt: list[str] = Field(min_length=1)
    ondertekening: Ondertekening
    bezwaar: Bezwaarclausule
    verificatie: Verificatie

    @classmethod
    def voorbeeld(cls) -> Self:
        return cls.model_validate(
            cls._basis("Uw aanvraag wordt niet in behandeling genomen")
            | {
                "leerling": Leerlinggegevens.voorbeeld(),
                "aanvrager": Aanvrager.voorbeeld(),
                "ontvangen_op": date(2026, 1, 19),
                "gevraagd_op": date(2026, 1, 22),
                "uiterlijk": date(2026, 2, 12),
                "ontbreekt": ["recent onderzoek naar capaciteiten", "verslag van het knooppunt"],
                "ondertekening": Ondertekening.voorbeeld(),
                "bezwaar": Bezwaarclausule.voorbeeld(),
                "verificatie": Verificatie.voorbeeld(),
            }
        )


class AanvulverzoekGegevens(Brief):
    """Which items are still needed and the last day they can come (Awb 4:5, 4:15)."""

    leerling: Leerlinggegevens
    ontvangen_op: date
    punten: list[Onderdeel] = Field(min_length=1)
    weken: int = 3
    uiterlijk: date
    staat_stil: bool = True
    contact: Contact

    @classmethod
    def voorbeeld(cls) -> Self:
        return cls.model_validate(
            cls._basis("Verzoek om uw aanvraag aan te vullen")
            | {
                "leerling": Leerlinggegevens.voorbeeld(),
                "ontvangen_op": date(2026, 1, 19),
                "punten": [
                    Onderdeel(kop="Verslag van het knooppunt", tekst="Het verslag noemt niet wie aanwezig waren."),
                    Onderdeel(kop="Onderzoek naar capaciteiten", tekst="Het bijgevoegde onderzoek is van 2021."),
                ],
                "uiterlijk": date(2026, 2, 12),
                "contact": Contact.voorbeeld(),
            }
        )


class OntvangstbevestigingGegevens(Brief):
    leerling: Leerlinggegevens
    zaaknummer: str
    ontvangen_op: date
    stappen: list[Onderdeel]
    besluit_verwacht: date | None = None
    contact: Contact

    @classmethod
    def voorbeeld(cls) -> Self:
        return cls.model_validate(
            cls._basis("Wij hebben uw aanvraag ontvangen")
            | {
                "leerling": Leerlinggegevens.voorbeeld(),
                "zaaknummer": "TLV-2026-0042",
                "ontvangen_op": date(2026, 1, 19),
                "stappen": [
                    Onderdeel(kop="Controle", tekst="Binnen vijf werkdagen hoort u of de aanvraag compleet is."),
                    Onderdeel(kop="Advies", tekst="Twee deskundigen geven ieder apart advies."),
                    Onderdeel(kop="Besluit", tekst="De voorzitter neemt het besluit."),
                ],
                "besluit_verwacht": date(2026, 3, 9),
                "contact": Contact.voorbeeld(),
            }
        )

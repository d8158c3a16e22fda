"""Schemas of the letters of a maatwerk track: one for school and casemanager, one in plain words for the family."""

from datetime import date
from typing import Self

from pydantic import Field

from documents.briefgegevens import Brief, Contact, Geadresseerde, Leerlinggegevens, Ondertekening


class MaatwerkBriefGegevens(Brief):
    """What was decided about a track, by whom and why, and what happens next."""

    leerling: Leerlinggegevens
    alineas: list[str] = Field(min_length=1)
    kader: str
    reden: str = ""
    vervolg: list[str] = []
    oneens: str = ""
    contact: Contact
    ondertekening: Ondertekening

    @classmethod
    def voorbeeld(cls) -> Self:
        return cls.model_validate(
            cls._basis("Aanstelling van een casemanager")
            | {
                "leerling": Leerlinggegevens.voorbeeld(),
                "alineas": ["Voor Daniël Çelik-Novák is geen passende plek gevonden. Ik schakel een casemanager in."],
                "kader": "Casemanager is Wim Östlund, vanaf 2 maart 2026.",
                "reden": "Alle mogelijkheden zijn verkend en niet genoeg gebleken.",
                "vervolg": ["De casemanager spreekt eerst de ouders.", "Daarna spreekt de casemanager uw school."],
                "oneens": "Bent u het hier niet mee eens? Bel dan met de persoon in deze brief.",
                "contact": Contact.voorbeeld(),
                "ondertekening": Ondertekening(
                    naam="mr. J. de Boer",
                    functie="directeur",
                    namens="Samenwerkingsverband VO De Waterlanden",
                    plaats="Oeverstad",
                    op=date(2026, 3, 2),
                ),
            }
        )


class MaatwerkGezinGegevens(Brief):
    """The same to one parent or the pupil."""

    leerling: Leerlinggegevens
    aan_leerling: bool = False
    alineas: list[str] = Field(min_length=1)
    kader: str
    reden: str = ""
    vervolg: list[str] = []
    oneens: str = ""
    contact: Contact
    steunpunt: Contact | None = None

    @classmethod
    def voorbeeld(cls) -> Self:
        ouder = Geadresseerde(naam="Mevrouw L. Çelik-Novák", adresregels=[], aanhef="Beste mevrouw Çelik-Novák")
        return cls.model_validate(
            cls._basis("Daniël krijgt een casemanager")
            | {
                "geadresseerde": ouder,
                "leerling": Leerlinggegevens.voorbeeld(),
                "alineas": ["Wij zoeken een plek die past bij Daniël.", "Een casemanager helpt daarbij."],
                "kader": "De casemanager is Wim Östlund.",
                "vervolg": ["De casemanager belt u.", "Daarna praat de casemanager met de school."],
                "oneens": "Bent u het niet eens met ons? Bel ons dan.",
                "contact": Contact.voorbeeld(),
                "steunpunt": Contact(naam="Ouder- en Jeugdsteunpunt Waterlanden", telefoon="085-555 01 90"),
            }
        )

"""Schemas of the letters about a date that moves: to the applicant, and in plain words to the family."""

from datetime import date
from typing import Self

from pydantic import Field

from documents.briefgegevens import Brief, Contact, Geadresseerde, Leerlinggegevens, Onderdeel


class UitstelSchoolGegevens(Brief):
    """To the applicant (Awb 4:14, 4:15): what happens, why, the date, and how it is reckoned."""

    leerling: Leerlinggegevens
    alineas: list[str] = Field(min_length=1)
    reden: str
    nieuw: date | None = None
    kader: str
    grondslag: str
    na_kader: list[str] = []
    stappen: list[Onderdeel] = []
    contact: Contact

    @classmethod
    def voorbeeld(cls) -> Self:
        return cls.model_validate(
            cls._basis("Wij hebben meer tijd nodig voor het besluit")
            | {
                "leerling": Leerlinggegevens.voorbeeld(),
                "alineas": ["Het lukt niet om uiterlijk op 18 mei 2026 te beslissen over uw aanvraag."],
                "reden": "Een deskundige is ziek. Een andere deskundige leest het dossier opnieuw.",
                "nieuw": date(2026, 6, 2),
                "kader": "U krijgt het besluit uiterlijk op 2 juni 2026.",
                "grondslag": "artikel 4:14, Algemene wet bestuursrecht",
                "na_kader": ["Is er na 2 juni 2026 nog geen besluit? Dan kunt u ons in gebreke stellen."],
                "stappen": [
                    Onderdeel(
                        kop="artikel 4:13, Algemene wet bestuursrecht",
                        tekst="De aanvraag is ontvangen op 9 maart 2026.",
                    )
                ],
                "contact": Contact.voorbeeld(),
            }
        )


class UitstelGezinGegevens(Brief):
    """The same to one parent or the pupil, in plain words."""

    leerling: Leerlinggegevens
    aan_leerling: bool = False
    alineas: list[str] = Field(min_length=1)
    reden: str
    kader: str
    contact: Contact
    steunpunt: Contact | None = None

    @classmethod
    def voorbeeld(cls) -> Self:
        ouder = Geadresseerde(naam="Mevrouw L. Çelik-Novák", adresregels=[], aanhef="Beste mevrouw Çelik-Novák")
        return cls.model_validate(
            cls._basis("Het besluit over Daniël komt later")
            | {
                "geadresseerde": ouder,
                "leerling": Leerlinggegevens.voorbeeld(),
                "alineas": ["Wij hebben meer tijd nodig.", "Wij moesten uiterlijk op 18 mei 2026 beslissen."],
                "reden": "Een deskundige is ziek.",
                "kader": "U krijgt het besluit uiterlijk op 2 juni 2026.",
                "contact": Contact.voorbeeld(),
                "steunpunt": Contact(naam="Ouder- en Jeugdsteunpunt Waterlanden", telefoon="085-555 01 90"),
            }
        )

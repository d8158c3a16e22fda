"""Schemas of the papers of the signing room."""

from datetime import date
from typing import Self

from pydantic import Field

from documents.briefgegevens import Brief, Briefhoofd, Contact, Geadresseerde, Gegevens, Verificatie

_SHA = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"


def _in_groepen(sha256: str) -> str:
    return " ".join(sha256[i : i + 8] for i in range(0, len(sha256), 8))


class Bewijsregel(Gegevens):
    """One signature: who, in which role, when, and how it was established that it was this person."""

    naam: str
    rol: str
    uitkomst: str
    op: date
    tijd: str = ""
    hoe: str
    nagekeken_door: str = ""
    nagekeken_op: date | None = None


class Plaats(Gegevens):
    """Where and when the paper was completed, as the seal and the verification page tell it."""

    plaats: str
    op: date


class BewijsbladGegevens(Gegevens):
    """The last page of a signed paper."""

    hoofd: Briefhoofd
    titel: str
    zaaknummer: str
    versie: int
    sha256: str
    bevroren_op: date
    regels: list[Bewijsregel] = Field(min_length=1)
    ondertekening: Plaats
    verificatie: Verificatie

    @property
    def hash_in_groepen(self) -> str:
        return _in_groepen(self.sha256)

    @classmethod
    def voorbeeld(cls) -> Self:
        return cls(
            hoofd=Briefhoofd.voorbeeld(),
            titel="Plan van aanpak voor Daniël",
            zaaknummer="MW-2026-0007",
            versie=2,
            sha256=_SHA,
            bevroren_op=date(2026, 3, 2),
            regels=[
                Bewijsregel(naam="R. van Dijk", rol="casemanager", uitkomst="getekend", op=date(2026, 3, 3),
                            tijd="09:12", hoe="ingelogd, wachtwoord en code uit de app opnieuw gevraagd"),
                Bewijsregel(naam="P. Jansen", rol="directeur van De Brug", uitkomst="getekend", op=date(2026, 3, 4),
                            tijd="16:40", hoe="ingelogd, passkey opnieuw gevraagd"),
                Bewijsregel(naam="L. Çelik-Novák", rol="moeder", uitkomst="gezien, niet akkoord",
                            op=date(2026, 3, 9), tijd="20:05", hoe="met de code uit de brief van 5 maart 2026"),
                Bewijsregel(naam="T. Novák", rol="vader", uitkomst="getekend", op=date(2026, 3, 10),
                            hoe="op papier, ingevoerd door N. Bakker", nagekeken_door="S. de Vries",
                            nagekeken_op=date(2026, 3, 12)),
            ],
            ondertekening=Plaats(plaats="Oeverstad", op=date(2026, 3, 12)),
            verificatie=Verificatie.voorbeeld(),
        )  # fmt: skip


class TekenbladGegevens(Gegevens):
    """The last sheet of a printed paper, for one person to sign by hand."""

    hoofd: Briefhoofd
    titel: str
    zaaknummer: str
    versie: int
    sha256: str
    naam: str
    rol: str
    keuzes: list[str] = Field(min_length=1)
    terug_voor: date | None = None
    weigergevolg: str = ""
    aan_leerling: bool = False

    @property
    def hash_in_groepen(self) -> str:
        return _in_groepen(self.sha256)

    @classmethod
    def voorbeeld(cls) -> Self:
        return cls(
            hoofd=Briefhoofd.voorbeeld(),
            titel="Plan van aanpak voor Daniël",
            zaaknummer="MW-2026-0007",
            versie=2,
            sha256=_SHA,
            naam="L. Çelik-Novák",
            rol="moeder",
            keuzes=["Ik heb dit gelezen en ben het ermee eens.", "Ik heb dit gelezen en ben het er niet mee eens."],
            terug_voor=date(2026, 3, 23),
            weigergevolg="Het plan begint dan nog niet. De casemanager belt u.",
        )


class TekenbriefGegevens(Brief):
    """The letter to a parent or pupil without account or mail address: a code to read and sign one paper."""

    roepnaam: str
    titel: str
    code: str
    adres: str
    geldig_tot: date
    aan_leerling: bool = False
    contact: Contact

    @classmethod
    def voorbeeld(cls) -> Self:
        ouder = Geadresseerde(
            naam="De heer T. Novák", adresregels=["Molenpad 41 B", "1198 KK  Polderwijk"], aanhef="Beste heer Novák"
        )
        return cls.model_validate(
            cls._basis("Wilt u het plan voor Daniël lezen?")
            | {
                "geadresseerde": ouder,
                "roepnaam": "Daniël",
                "titel": "Plan van aanpak",
                "code": "ABCD-EFGH-JKLM",
                "adres": "dekkend.example/tekenen/code/",
                "geldig_tot": date(2026, 4, 1),
                "contact": Contact.voorbeeld(),
            }
        )

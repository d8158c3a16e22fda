"""Invented names, streets and birthdays. Nobody of these exists."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

MEISJES = (
    "Amira", "Noa", "Fenna", "Esra", "Jasmijn", "Lotte", "Nour", "Sofie", "Zeynep", "Ilse", "Chayenne", "Maud",
    "Aaliyah", "Roos", "Dewi", "Elif", "Femke", "Hanae", "Isabel", "Jolie", "Kiki", "Lina", "Milou", "Naomi",
    "Oumaima", "Puck", "Rania", "Saar", "Tess", "Yuki",
)  # fmt: skip
JONGENS = (
    "Adam", "Bilal", "Casper", "Daniël", "Emre", "Floris", "Gijs", "Hamza", "Ilyas", "Jesse", "Kenji", "Luuk",
    "Mees", "Nabil", "Otis", "Pim", "Quinten", "Rayan", "Sil", "Thijmen", "Umut", "Vince", "Wout", "Xander",
    "Yassin", "Zakaria", "Boaz", "Dani", "Finn", "Joris",
)  # fmt: skip
ACHTERNAMEN = (
    ("", "Aksoy"), ("van den", "Akker"), ("", "Baltus"), ("", "Benali"), ("van", "Beek"), ("", "Boersma"),
    ("", "Chen"), ("", "Demir"), ("van", "Doorn"), ("", "Dijkstra"), ("", "Ekici"), ("", "El Idrissi"),
    ("van", "Essen"), ("", "Faber"), ("", "Gomes"), ("de", "Graaf"), ("", "Haddad"), ("van der", "Heijden"),
    ("", "Hoekstra"), ("", "Idris"), ("", "Jagroep"), ("de", "Jong"), ("", "Kowalska"), ("", "Kramer"),
    ("van der", "Laan"), ("", "Lopes"), ("", "Martina"), ("", "Meijer"), ("", "Mokhtar"), ("", "Nguyen"),
    ("van", "Oosten"), ("", "Özdemir"), ("", "Post"), ("", "Ramdin"), ("de", "Ruiter"), ("", "Sahin"),
    ("", "Schouten"), ("", "Tahiri"), ("", "Timmer"), ("van der", "Veen"), ("", "Verhoef"), ("", "Vos"),
    ("", "Wiersma"), ("de", "Wolf"), ("", "Yilmaz"), ("", "Zeeman"),
)  # fmt: skip
MOEDERS = (
    "Anneke", "Fatima", "Sandra", "Aylin", "Marloes", "Khadija", "Ingrid", "Mei", "Nadia", "Petra", "Saida",
    "Wendy", "Ewa", "Linda", "Soraya", "Hilde",
)  # fmt: skip
VADERS = (
    "Arjan", "Mohammed", "Peter", "Murat", "Dennis", "Rachid", "Wim", "Ravi", "Jeroen", "Hassan", "Marek", "Erik",
    "Orlando", "Bas", "Kemal", "Stefan",
)  # fmt: skip
STRATEN = (
    ("Lindelaan", "7391 KC"), ("Wilgenstraat", "7391 LB"), ("Waterring", "7395 NA"), ("Molenpad", "7395 PC"),
    ("Singelkade", "7392 RD"), ("Beukenhof", "7393 SE"), ("Marktstraat", "7391 TG"), ("Veerweg", "7396 VH"),
)  # fmt: skip
PLAATSEN = {"7395": "Oeverdam", "7396": "Oeverdam"}


@dataclass(frozen=True)
class Kind:
    """A pupil who does not exist."""

    roepnaam: str
    voornamen: str
    tussenvoegsel: str
    achternaam: str
    geboren: date

    @property
    def familienaam(self) -> str:
        return f"{self.tussenvoegsel} {self.achternaam}".strip()


class Naamgever:
    """Hands out pupils whose names and birthdays never look like one another's, so that no false doubles arise."""

    def __init__(self, toeval: Random, vandaag: date) -> None:
        self.toeval = toeval
        self.vandaag = vandaag
        self.dagen: set[date] = set()

    def kind(self, jaren: int) -> Kind:
        toeval = self.toeval
        roepnaam = toeval.choice(MEISJES if toeval.random() < 0.45 else JONGENS)
        tussen, achter = toeval.choice(ACHTERNAMEN)
        tweede = toeval.choice(MOEDERS + VADERS)
        voornamen = roepnaam if toeval.random() < 0.5 else f"{roepnaam} {tweede}"
        return Kind(roepnaam, voornamen, tussen, achter, self.geboortedag(jaren))

    def geboortedag(self, jaren: int) -> date:
        """A birthday of somebody of this age today; nobody else's, also not with day and month exchanged."""
        while True:
            dag = self.vandaag - timedelta(days=jaren * 365 + jaren // 4 + self.toeval.randrange(20, 345))
            omgedraaid = date(dag.year, dag.day, dag.month) if dag.day <= 12 else dag
            if not {dag, omgedraaid} & self.dagen:
                self.dagen |= {dag, omgedraaid}
                return dag

    def adres(self) -> dict[str, str]:
        straat, postcode = self.toeval.choice(STRATEN)
        plaats = PLAATSEN.get(postcode[:4], "Lindestad")
        return {
            "straat": straat,
            "huisnummer": str(self.toeval.randrange(1, 180)),
            "postcode": postcode,
            "plaats": plaats,
        }

    def telefoon(self) -> str:
        return f"085 555 {self.toeval.randrange(10, 100)} {self.toeval.randrange(10, 100)}"

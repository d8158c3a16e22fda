"""The story of the second journey: a pupil for whom no school fits, the place that is found, and what it costs."""

from datetime import timedelta
from typing import Any

from tests.browser.reis.invullen import Keuze, Lijst
from tests.browser.reis.verhaal import LEERLING_MAIL, LEERLING_NAAM, MOEDER, VANDAAG, dagen_terug

COORDINATOR, HOED = "Bram Hendriks", "ondersteuningscoördinator"
SECRETARIS, VOORZITTER, DIRECTEUR = "Fatma Yıldız", "Hanna Brouwer", "Karel de Groot"
CASEMANAGER, LEIDING = "Meike van Dam", "Els Vermeer"
MAIL = {MOEDER: "sanne.mulder@thuis.example", LEERLING_NAAM: LEERLING_MAIL}
BEGINT = VANDAAG
EINDIGT = BEGINT + timedelta(days=120)
SCHOOLJAREN = tuple(VANDAAG.year - (VANDAAG.month < 8) + nr for nr in (0, 1))

INTAKE: dict[str, Any] = {
    "Wanneer was het PTO?": dagen_terug(6),
    "Wie deden mee?": "Leerplicht Oeverdam\nJeugdteam Oeverdam\nHet Baken\nDe ouders",
    "Wat was de uitkomst van het PTO?": "In de regio is geen plek gevonden die past.",
    "Wat heeft de leerling nodig om onderwijs te volgen?": "Een kleine groep, rust, en veel doen met de handen.",
    "Wat verwacht u van een casemanager?": "Zoek met het gezin een plek waar leren en rust samengaan.",
    "Wat vinden de ouders en de leerling?": "Mila wil graag weer naar school, maar niet in een grote groep.",
}
VERKEND: tuple[dict[str, Any], ...] = (
    {
        "Welke vorm van onderwijs?": Lijst("oortgezet onderwijs"),
        "Welke school of plek?": "Het Baken",
        "Waarom is dit niet genoeg?": "De klassen zijn te groot, ook met begeleiding.",
    },
    {
        "Welke vorm van onderwijs?": Lijst("oortgezet speciaal"),
        "Welke school of plek?": "De Springplank",
        "Waarom is dit niet genoeg?": "De reis is te lang en de groep te onrustig.",
    },
)
VERGADERING: dict[str, Any] = {
    "Datum": VANDAAG,
    "Van": "0:01",
    "Tot": "23:58",
    "Waar komt u bij elkaar?": Keuze("Op een plek"),
    "Adres en zaal, of hoe u inbelt": "Kastanjelaan 12, Lindestad, zaal 2",
    "Wie zit voor?": Lijst(VOORZITTER),
}
CONSULTATIE: dict[str, Any] = {
    "Wat zet u op de agenda?": Keuze("Een consultatie…"),
    "Onderwerp in één zin": "Rust in een klas met veel wisselingen",
    "Welke school vraagt dit?": Lijst("Lyceum Zonneveld"),
    "De vraag, of wat vooraf te weten is": "De school vraagt hoe zij rust brengt.",
}
UITKOMST: dict[str, Any] = {
    "Wat is de uitkomst?": Keuze("wel een casemanager inschakelen"),
    "Welke casemanager stelt de commissie voor?": Lijst(CASEMANAGER),
    "Advies of besluit, met de reden": "Alles is verkend. De leerling heeft iemand nodig die overzicht houdt.",
}
INSCHAKELEN: dict[str, Any] = {
    "Wie vraagt u als casemanager?": Keuze(f"{CASEMANAGER}…"),
    "Waarom schakelt u een casemanager in?": "De gewone mogelijkheden zijn verkend en niet genoeg.",
    "Wat vraagt u van de casemanager?": "Wil jij met dit gezin zoeken? Er is haast.",
}
PARTNER: dict[str, Any] = {
    "Naam": "Riet Hoekstra",
    "Functie": "jeugdarts",
    "Organisatie": "GGD Lindestreek",
    "Telefoonnummer": "085 555 03 12",
    "Waarover denkt deze persoon mee?": "Wat kan Mila op een dag aan?",
}
TOESTEMMING: dict[str, Any] = {
    "Wie geeft toestemming?": Keuze("Mila…"),
    "Waarvoor?": Keuze("Documenten lezen"),
    "Wanneer is de toestemming gegeven?": VANDAAG,
    "Hoe is de toestemming gegeven?": "in het gesprek thuis",
}
PAST, VALT_AF = "De kleine groep van De Wissel", "Plusklas De Brug"
OPTIES: tuple[dict[str, Any], ...] = (
    {
        "Welke plek?": PAST,
        "Welke vorm van onderwijs?": Lijst("iets anders"),
        "Een school van dit samenwerkingsverband?": Lijst("De Wissel"),
    },
    {"Welke plek?": VALT_AF, "Welke vorm van onderwijs?": Lijst("oortgezet onderwijs")},
)

PLEK: dict[str, Any] = {
    "Welke school ontvangt de leerling?": Lijst("De Wissel"),
    "Hoe ziet een week eruit?": "Drie ochtenden in een groep van zes. De andere dagen is Mila thuis.",
    "Eerste dag": BEGINT,
    "Laatste dag": EINDIGT,
    "Wanneer is dit met de ouders besproken?": VANDAAG,
    "Wat vinden de ouders en de leerling ervan?": "De moeder is blij. De vader vindt het begin wat snel.",
}
DOEL: dict[str, Any] = {
    "Wat willen wij bereiken?": "Mila is drie ochtenden per week op school.",
    "Waaraan merken wij dat het lukt?": "Vier weken achter elkaar.",
    "Welke ondersteuning hoort daarbij?": "Een vaste begeleider bij de deur.",
    "Wie is verantwoordelijk?": f"{LEIDING}, directeur",
}
AFSPRAKEN: tuple[dict[str, Any], ...] = (
    {"Wat gebeurt er?": "Twee keer kennismaken", "Wie doet dit?": LEIDING},
    {"Wat gebeurt er?": "Vervoer regelen", "Wie doet dit?": CASEMANAGER},
)
EVALUATIE: dict[str, Any] = {
    "Op welke dag?": BEGINT + timedelta(days=60),
    "Met wie?": "De ouders, Mila en de begeleider",
}
REGEL: dict[str, Any] = {
    "Soort kosten": Lijst("Uren"),
    "Waarvoor?": "Begeleider in de klas",
    "Hoeveel?": "3",
    "Is dat per week, per maand of in totaal?": Lijst("Per week"),
    "Hoeveel weken of maanden?": "16",
    "Prijs per uur, rit of stuk, zonder btw": "87,50",
    "Btw": Lijst("Vrijgesteld"),
    "Wie betaalt dit?": Lijst("Het samenwerkingsverband"),
    "Vanaf": BEGINT,
    "Tot en met": EINDIGT,
}
"""€ 4.200,00; in version 2, at € 80,00 an hour, € 3.840,00."""

"""The story of the journey: a fictional pupil, what the school writes, and what the experts and the family say."""

from datetime import date, timedelta
from typing import Any

from tests.browser.reis.invullen import Keuze, Lijst

VANDAAG = date.today()
GEBOREN = VANDAAG - timedelta(days=16 * 365 + 120)
"""Sixteen years old: a pupil with a voice of her own."""

DIRECTEUR, GEDRAG, SECRETARIS, FG = "Els Vermeer", "Iris Kuipers", "Fatma Yıldız", "Willem Dekker"
MOEDER, VADER, ZONDER_GEZAG = "Sanne Mulder", "Daan Janssen", "Rob Visser"
LEERLING_MAIL = "mila@thuis.example"


def dagen_terug(aantal: int) -> date:
    return VANDAAG - timedelta(days=aantal)


LEERLING: dict[str, Any] = {
    "Roepnaam": "Mila",
    "Alle voornamen": "Mila Renée",
    "Achternaam": "Noël-Janssen",
    "Geboortedatum": GEBOREN,
    "Wat geldt op deze school?": Keuze("De leerling staat ingeschreven"),
    "Sinds welke datum?": dagen_terug(800),
    "Leerjaar": Lijst("Leerjaar 4"),
    "Niveau of klas": "vmbo-kader, 4B",
    "Straat": "Wilgenpad",
    "Huisnummer": "27",
    "Postcode": "7391 XT",
    "Plaats": "Lindestad",
}

OUDERS: tuple[dict[str, Any], ...] = (
    {
        "Naam": MOEDER,
        "Wie is dit?": Lijst("oeder"),
        "Heeft deze persoon gezag over de leerling?": Keuze("Ja"),
        "Sinds wanneer?": GEBOREN,
        "Hoe hebt u dat vastgesteld?": "gezagsregister gezien",
        "Mailadres": "sanne.mulder@thuis.example",
        "Telefoon": "085 555 07 01",
        "Wil post digitaal ontvangen sinds": dagen_terug(40),
        "Straat": "Geheimweg",
        "Huisnummer": "8",
        "Postcode": "7399 ZZ",
        "Plaats": "Verborgen",
        "Dit adres is geheim": True,
    },
    {
        "Naam": VADER,
        "Wie is dit?": Lijst("ader"),
        "Heeft deze persoon gezag over de leerling?": Keuze("Ja"),
        "Sinds wanneer?": GEBOREN,
        "Hoe hebt u dat vastgesteld?": "gezagsregister gezien",
        "Telefoon": "085 555 07 02",
        "Tolk nodig voor": "Nederlandse Gebarentaal",
        "Straat": "Wilgenpad",
        "Huisnummer": "27",
        "Postcode": "7391 XT",
        "Plaats": "Lindestad",
    },
    {
        "Naam": ZONDER_GEZAG,
        "Wie is dit?": Lijst("stiefouder"),
        "Heeft deze persoon gezag over de leerling?": Keuze("Nee"),
        "Telefoon": "085 555 07 03",
    },
)

SITUATIE: dict[str, Any] = {
    "Wat is er aan de hand?": "Mila gaat sinds de herfst nog twee ochtenden per week naar school. In drukke lokalen "
    "loopt de spanning hoog op en trekt zij zich terug. In een kleine groep werkt zij rustig en met plezier.",
    "Op welke grond vraagt u een plaats in het vso aan?": ["Intensieve hulp nodig bij sociaal…"],
    "Waaruit blijkt dat?": "Uit het verzuim sinds september, het OPP (bladzijde 4) en het onderzoek.",
    "Waar gaat de leerling naar verwachting heen na het vso?": Keuze("Vervolgonderwijs…"),
    "Welke bekostigingscategorie vraagt u aan?": Keuze("Laag…"),
}

ONDERDELEN: tuple[tuple[str, dict[str, Any]], ...] = (
    (
        "ondersteuningsbehoeften",
        {
            "Wat heeft de leerling vooral nodig?": "Een kleine groep, voorspelbare dagen en een vaste begeleider.",
            "Leren en denken": "Stof in korte delen, met voorbeelden en directe terugkoppeling.",
            "Omgaan met anderen en met gevoelens": "Hulp om spanning te herkennen voordat die oploopt.",
            "Wat helpt deze leerling?": "Tekenen, vaste plekken, een duidelijk dagschema.",
            "Wat staat in de weg?": "Grote groepen, geluid en wisselingen van docent.",
            "Wanneer zijn de capaciteiten het laatst onderzocht?": dagen_terug(200),
            "Door wie?": "I. Kuipers, orthopedagoog",
            "Wat kwam eruit, voor zover nodig?": "Gemiddelde mogelijkheden; het werktempo zakt bij spanning.",
        },
    ),
    (
        "waarom_niet",
        {
            "Waarom kan uw school deze leerling niet bieden wat nodig is?": "De klassen tellen 26 leerlingen en de "
            "lessen wisselen elk uur. Een vaste kleine groep kan de school niet maken.",
            "Welke lichtere hulp is overwogen, en waarom is die niet genoeg?": "Een arrangement met ambulante "
            "begeleiding liep een jaar. De begeleider kan de drukte van de dag niet wegnemen.",
            "Kan het later met minder?": "Misschien, als de spanning een jaar lang laag blijft.",
        },
    ),
    (
        "dialoog",
        {
            "Met welke school is gesproken?": "De Springplank",
            "Wanneer?": dagen_terug(20),
            "Met wie is gesproken?": "W. van Loon, zorgcoördinator",
            "Wat was de uitkomst?": "Er is plaats in een groep van negen leerlingen, vanaf januari.",
        },
    ),
    (
        "opp",
        {
            "Datum van het OPP": dagen_terug(30),
            "Uitstroombestemming, met onderbouwing": "2",
            "Factoren die helpen en belemmeren": "3",
            "Handelingsdeel: welke begeleiding, en door wie": "4",
            "Ontwikkeling in denken en leren": "5",
            "Hoe de leerling het op school doet": "6",
            "Wat de leerling nodig heeft": "7",
            "Zijn de ouders het eens met het handelingsdeel?": Keuze("Ja"),
            "Wanneer hebben de ouders het OPP gezien?": dagen_terug(25),
            "Wanneer heeft de leerling het OPP gezien?": dagen_terug(25),
        },
    ),
    (
        "ouders_en_leerling",
        {
            "Hoe zijn de ouders bij de aanvraag betrokken?": "Zij waren bij het knooppunt en lazen het concept.",
            "Is met de leerling gesproken over deze aanvraag?": Keuze("Ja"),
            "Wat vindt de leerling?": "Ik wil weer elke dag naar school, maar niet in zo'n volle klas.",
        },
    ),
)

INTERVENTIES: tuple[dict[str, Any], ...] = (
    {
        "Wat is er gedaan?": "Rustplek en vaste plaats in de klas",
        "Niveau van ondersteuning (PM)": Lijst("1:"),
        "Vanaf": dagen_terug(700),
        "Tot en met": dagen_terug(500),
        "Door wie?": "mentor",
        "Wat was het effect?": "Minder uitval in de lessen van de mentor.",
        "Waarom was het niet genoeg?": "In andere lessen veranderde niets.",
    },
    {
        "Wat is er gedaan?": "Ambulante begeleiding, twee uur per week",
        "Niveau van ondersteuning (PM)": Lijst("3:"),
        "Vanaf": dagen_terug(480),
        "Door wie?": "ambulant begeleider",
        "Wat was het effect?": "Mila kan beter zeggen wat haar dwarszit.",
        "Waarom was het niet genoeg?": "De drukte in het gebouw bleef te groot.",
    },
)

KNOOPPUNT: dict[str, Any] = {
    "Wanneer was het knooppunt?": dagen_terug(35),
    "Wat is er overwogen?": "Ouders en Mila willen rust. School ziet dat meer hulp in de klas niet volstaat.",
    "Tot welke conclusie kwam het knooppunt?": "Een plaats in het vso past nu het best.",
}
DEELNEMERS = (("Sanne Mulder", "moeder"), ("N. van Dijk", "ondersteuningscoördinator"))

"""The story of the journey: a fictional pupil, what the school writes, and what the experts and the family say."""

from datetime import date, timedelta
from typing import Any

from tests.browser.reis.invullen import Keuze, Lijst

VANDAAG = date.today()
GEBOREN = VANDAAG - timedelta(days=16 * 365 + 120)
"""Sixteen years old: a pupil with a voice of her own."""

DIRECTEUR, GEDRAG, SECRETARIS, FG = "Els Vermeer", "Iris Kuipers", "Fatma Yıldız", "Willem Dekker"
MOEDER, VADER, ZONDER_GEZAG = "Sanne Mulder", "Daan Janssen", "Rob Visser"
LEERLING_NAAM, LEERLING_MAIL = "Mila", "mila@thuis.example"


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
        "Niveau van ondersteuning": Lijst("1:"),
        "Vanaf": dagen_terug(700),
        "Tot en met": dagen_terug(500),
        "Door wie?": "mentor",
        "Wat was het effect?": "Minder uitval in de lessen van de mentor.",
        "Waarom was het niet genoeg?": "In andere lessen veranderde niets.",
    },
    {
        "Wat is er gedaan?": "Ambulante begeleiding, twee uur per week",
        "Niveau van ondersteuning": Lijst("3:"),
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
DEELNEMERS: tuple[dict[str, Any], ...] = (
    {"Naam": "Sanne Mulder", "Functie of relatie": "moeder"},
    {"Naam": "N. van Dijk", "Functie of relatie": "ondersteuningscoördinator"},
)


REACTIES = {
    MOEDER: ("Ik ben het eens met de aanvraag", "Mila slaapt al maanden slecht. Rust zou haar helpen."),
    VADER: ("Ik ben het met een deel eens", "Ik hoop dat zij later terug kan naar haar oude school."),
}


def reactie(naam: str) -> tuple[str, str, str, str]:
    """The question, the choice, the words, and the button, as this person reads them."""
    if naam == LEERLING_NAAM:
        wat = "Ik wil graag een kleine klas."
        return "Wat vind jij van de aanvraag?", "Ik ben het eens met de aanvraag", wat, "Verstuur je reactie"
    return "Wat vindt u van de aanvraag?", *REACTIES[naam], "Verstuur uw reactie"


ADVIES_JORIS: dict[str, Any] = {
    "Wat is uw advies?": Keuze("De TLV verlenen"),
    "Over welk soort onderwijs gaat het?": Lijst("speciaal onderwijs"),
    "Overwegingen": "Bij Mila bouwt spanning zich op door geluid en wisselingen. Zij heeft een kleine groep nodig "
    "waarin een vaste volwassene de dag met haar voorbereidt. Haar mogelijkheden om te leren zijn gemiddeld; het "
    "tempo zakt als de spanning stijgt. Zonder rust blijft zij thuis en raakt zij verder achter.",
    "Waarom is een arrangement wel of niet genoeg?": "De begeleider in de klas hielp Mila haar gevoel te benoemen. De "
    "oorzaak, een groot en druk gebouw, bleef. Meer uren begeleiding veranderen dat niet.",
    "Tot wanneer?": Lijst("31 juli"),
    "Waarom deze periode?": "Herstel van het schoolritme vraagt ten minste een vol schooljaar.",
    "Welke categorie?": Lijst("aag"),
    "Verwacht u dat later een lichtere vorm genoeg is?": Keuze("Ja…"),
    "Toelichting bij een lichtere vorm": "Als zij een jaar zonder uitval naar school gaat.",
}
ADVIES_MARIT: dict[str, Any] = {
    "Wat is uw advies?": Keuze("De TLV verlenen"),
    "Over welk soort onderwijs gaat het?": Lijst("speciaal onderwijs"),
    "Overwegingen": "In de stukken keert één lijn terug: waar de leerkracht gelijk blijft en de opdracht is opgedeeld, "
    "komt Mila tot werk. De Wissel kan die opbouw niet de hele week bieden. Het vso heeft groepen van negen, met "
    "onderwijs op haar niveau en een plan voor terugkeer naar het examen.",
    "Waarom is een arrangement wel of niet genoeg?": "Twee schooljaren is stap voor stap opgeschaald, tot en met "
    "begeleiding van buiten. De winst bleef beperkt tot de lessen waarin die persoon aanwezig was.",
    "Tot wanneer?": Lijst("31 juli"),
    "Waarom deze periode?": "Dat sluit aan bij het einde van leerjaar 5.",
    "Welke categorie?": Lijst("aag"),
    "Verwacht u dat later een lichtere vorm genoeg is?": Keuze("Ja…"),
    "Toelichting bij een lichtere vorm": "Een overstap naar regulier mbo met begeleiding ligt voor de hand.",
}

MOTIVERING = (
    "\n\n# Toetsing\nDe commissie toetst aan de criteria uit het ondersteuningsplan. Mila heeft intensieve hulp "
    "nodig bij sociaal en emotioneel functioneren, in een kleine groep met een vaste begeleider. De school heeft op "
    "elk niveau hulp gegeven. Een arrangement, zoals ambulante begeleiding, was niet genoeg, omdat de drukte van het "
    "gebouw blijft."
)
ANTWOORD_AAN_OUDERS = (
    "Beide ouders en Mila zien het belang van rust. Een ouder hoopt op terugkeer naar het regulier onderwijs. Daarom "
    "geldt de verklaring niet langer dan gebruikelijk en wordt jaarlijks gekeken of het met minder kan."
)
KERN = {
    "Joris Smit": "Mila heeft een kleine groep nodig met een vaste volwassene die de dag met haar voorbereidt.",
    "Marit Bos": "De school heeft twee jaar opgeschaald; de winst bleef beperkt tot enkele lessen.",
}

GESPREK: dict[str, Any] = {
    "Met wie was het gesprek?": Keuze("Met de deskundigen"),
    "Wie waren erbij?": "Hanna Brouwer, Marit Bos en Joris Smit",
    "Wat was de uitkomst?": "Beiden adviseren te verlenen, tot het einde van het schooljaar. Zij zijn het eens.",
}
BESLUIT: dict[str, Any] = {
    "Wat besluit u?": Keuze("De verklaring verlenen"),
    "Geldig tot en met": Lijst("31 juli"),
    "Bekostigingscategorie": Keuze("laag…"),
    "Antwoord op de reactie van ouders en leerling": ANTWOORD_AAN_OUDERS,
}

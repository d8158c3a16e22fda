"""What the people of the demo write: five kinds of pupils, each told by school, experts and chair in other words."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Profiel:
    """One kind of request. `{r}` is the name of the pupil, `{s}` the school."""

    grond: str
    uitstroom: str
    categorie: str
    situatie: str
    blijkt: str
    kern: str
    gebied: str
    gebied_tekst: str
    helpt: str
    belemmert: str
    interventies: tuple[tuple[str, str, str, str], ...]
    waarom: str
    arrangement: str
    eerste: str
    tweede: str
    motivering: str
    mening: str


PROFIELEN: tuple[Profiel, ...] = (
    Profiel(
        grond="sociaal_emotioneel",
        uitstroom="vervolgonderwijs",
        categorie="laag",
        situatie="{r} loopt op {s} vast op drukte en onverwachte veranderingen. In de grote klas raakt {r} "
        "overvraagd en trekt zich terug of loopt weg. Het lukt niet meer om alle lessen te volgen; nu zijn het er "
        "tien per week.",
        blijkt="De observaties van de mentor, het verzuimoverzicht en het onderzoek laten hetzelfde beeld zien.",
        kern="Een kleine, rustige groep met een vaste volwassene en een dag die elke dag hetzelfde is opgebouwd.",
        gebied="sociaal_emotioneel",
        gebied_tekst="{r} heeft hulp nodig om spanning op tijd te herkennen en om weer rustig te worden.",
        helpt="Een vaste plek, een dagplanning op papier en korte opdrachten. {r} leert snel als het rustig is.",
        belemmert="Wisselende lokalen, veel docenten en drukte in de gang kosten zoveel kracht dat leren niet lukt.",
        interventies=(
            ("Vaste plek, dagplanning en pauzes met de mentor", "2", "mentor", "De spanning nam iets af."),
            ("Begeleiding in en buiten de klas", "3", "begeleider passend onderwijs", "Lessen lukten, pauzes niet."),
            ("Aangepast rooster met rustruimte", "4", "school en jeugdhulp", "Minder weglopen, wel meer achterstand."),
        ),
        waarom="Onze klassen tellen achtentwintig leerlingen en elk uur is er een andere docent. De rust en de vaste "
        "begeleiding die {r} nodig heeft, kunnen wij niet de hele dag bieden.",
        arrangement="Een arrangement met twaalf uur begeleiding is geprobeerd. Buiten die uren liep {r} steeds weer "
        "vast. Ook een tijdelijke plaats in de trajectgroep was niet genoeg.",
        eerste="Uit het onderzoek en uit het gesprek met de mentor blijkt dat {r} leert zodra de omgeving "
        "voorspelbaar is. De behoefte aan nabijheid en structuur is de hele dag aanwezig en niet alleen tijdens "
        "moeilijke momenten. De school heeft haar mogelijkheden zorgvuldig opgebouwd en telkens bekeken wat werkte. "
        "Ik zie geen ruimte meer om binnen deze setting verder op te schalen.",
        tweede="In mijn beoordeling staat de draaglast centraal. {r} houdt zich groot tot het niet meer gaat en "
        "herstelt thuis urenlang van een schooldag. Wat op papier een haalbaar rooster lijkt, vraagt in "
        "werkelijkheid te veel. Een kleinschalige plek met gespecialiseerde begeleiding geeft rust om weer te "
        "groeien, ook in contact met anderen.",
        motivering="Wij hebben de aanvraag getoetst aan de criteria in het ondersteuningsplan. {r} heeft de hele "
        "schooldag intensieve steun nodig bij het omgaan met spanning en met anderen. De school heeft in drie "
        "stappen opgeschaald en steeds beschreven wat het effect was. Een arrangement op de eigen school is "
        "geprobeerd en was niet genoeg, omdat de steun ook buiten de begeleide uren nodig is. Dat blijkt uit recent "
        "onderzoek en uit beide adviezen.",
        mening="{r} wil graag naar een kleinere school waar niet steeds alles anders is.",
    ),
    Profiel(
        grond="sociaal_emotioneel",
        uitstroom="arbeid",
        categorie="laag",
        situatie="{r} heeft op {s} vaak ruzie met leerlingen en docenten. In één jaar was er drie keer een schorsing. "
        "Tussen de incidenten is {r} behulpzaam, vooral bij praktisch werk.",
        blijkt="Het overzicht van incidenten, de evaluaties van het handelingsdeel en het verslag van het knooppunt.",
        kern="Duidelijke grenzen van volwassenen die {r} kent, en leren door te doen.",
        gebied="werkhouding",
        gebied_tekst="{r} begint als de opdracht kort is en als meteen duidelijk is wanneer het goed is.",
        helpt="Praktisch werk, een vaste begeleider, en samen terugkijken zonder publiek.",
        belemmert="Lange instructies en correctie waar anderen bij zijn lopen snel uit de hand.",
        interventies=(
            ("Afspraken op een kaart en gesprek na elk incident", "2", "mentor", "Enkele weken minder incidenten."),
            ("Training in omgaan met boosheid", "3", "schoolmaatschappelijk werker", "Inzicht wel, gedrag nauwelijks."),
            ("Halve dagen stage met coach", "4", "school en jongerenwerk", "De stage ging goed, de lessen niet."),
        ),
        waarom="Wij kunnen geen kleine groep met twee volwassenen maken en weinig praktijkuren geven. Daardoor "
        "blijven de conflicten terugkomen en verliest {r} de aansluiting.",
        arrangement="Ambulante begeleiding en een symbiose van twee dagen zijn overwogen en deels geprobeerd. Op de "
        "dagen op school zelf bleef het gedrag hetzelfde.",
        eerste="{r} laat in een overzichtelijke werkomgeving ander gedrag zien dan in de klas. Dat verschil is voor "
        "mij doorslaggevend: het gaat om wat de omgeving vraagt, niet om onwil. Vanuit pedagogisch oogpunt is een "
        "traject met veel praktijk, vaste gezichten en directe feedback nodig, langer dan een schooljaar.",
        tweede="Ik las de verslagen met de vraag wat {r} beschermt. Vertrouwen in één volwassene blijkt telkens de "
        "sleutel. Op een school met wisselende docenten is dat niet te organiseren. De ouders herkennen dit en zien "
        "thuis dezelfde behoefte aan nabijheid. Voortgezet speciaal onderwijs gericht op arbeid sluit hier goed bij "
        "aan.",
        motivering="Getoetst aan de gronden van het ondersteuningsplan is intensieve ondersteuning bij sociaal en "
        "emotioneel functioneren nodig. De school heeft ambulante begeleiding en een symbiose ingezet. Beide waren "
        "niet genoeg, omdat het op de dagen op de eigen school mis bleef gaan. De deskundigen leggen los van elkaar "
        "uit dat {r} leert van werken in de praktijk, met vaste begeleiders. Daarom vinden wij een plaats in het "
        "vso nodig.",
        mening="{r} wil werken met de handen en niet meer de hele dag stilzitten.",
    ),
    Profiel(
        grond="zml",
        uitstroom="dagbesteding",
        categorie="laag",
        situatie="{r} is na de basisschool begonnen op {s}. De leerstof blijkt veel te moeilijk, ook met een eigen "
        "programma. Lezen en rekenen liggen op het niveau van begin groep vier.",
        blijkt="Het onderzoek naar capaciteiten en het leerlingvolgsysteem van de afgelopen drie jaar.",
        kern="Onderwijs in kleine stappen, gericht op zelf kunnen: reizen, koken, omgaan met geld en met anderen.",
        gebied="leren",
        gebied_tekst="{r} leert door herhalen en voordoen, met plaatjes en echte voorwerpen.",
        helpt="{r} is vrolijk, houdt van koken en onthoudt gezichten en afspraken goed.",
        belemmert="Abstracte taal en tempo. Zonder hulp kan {r} een taak niet overzien.",
        interventies=(
            ("Eigen leerlijn voor taal en rekenen", "2", "vakdocenten", "Kleine vooruitgang, daarna stilstand."),
            ("Dagelijks een uur ondersteuning", "3", "onderwijsassistent", "Taken lukken alleen met hulp ernaast."),
            ("Meelopen in de praktijklessen", "3", "praktijkdocent", "Dit ging beter en gaf plezier."),
        ),
        waarom="De afstand tot de groep is zo groot dat {r} nergens meer meedoet. Een programma op dit niveau "
        "hebben wij niet en kunnen wij niet voor één leerling maken.",
        arrangement="Extra uren van een onderwijsassistent zijn een jaar lang ingezet. De leerwinst bleef zeer "
        "klein en {r} werd steeds afhankelijker van die ene persoon.",
        eerste="Het capaciteitenonderzoek en de toetsgegevens wijzen dezelfde kant op: zeer kleine leerwinst, ook "
        "met veel hulp. De behoefte ligt bij praktische redzaamheid. Onderwijs met een eigen leerroute tot aan "
        "dagbesteding past daarbij, met voldoende tijd om vaardigheden in te slijpen.",
        tweede="Vanuit gezin en omgeving gekeken valt op hoeveel {r} kan wanneer een handeling vaak is voorgedaan. "
        "De ouders vragen om een school waar dat elke dag gebeurt. Het huidige programma biedt daarvoor te weinig "
        "uren. Ik verwacht dat de steun blijvend nodig is en dat een lichtere vorm niet reëel is.",
        motivering="De aanvraag rust op de grond voor zeer moeilijk lerende leerlingen in het ondersteuningsplan. "
        "Uit het onderzoek en uit het leerlingvolgsysteem blijkt een zeer kleine leerwinst, ook met dagelijkse "
        "hulp. Een arrangement met een onderwijsassistent is een jaar lang uitgevoerd en volstond niet. Beide "
        "deskundigen zien een blijvende behoefte aan onderwijs in kleine stappen, gericht op zelfstandig leven.",
        mening="{r} vindt koken leuk en wil een school waar je dat elke dag mag.",
    ),
    Profiel(
        grond="praktisch",
        uitstroom="vervolgonderwijs",
        categorie="midden",
        situatie="{r} heeft een lichamelijke beperking en wordt snel moe. Op {s} is {r} ongeveer de helft van de "
        "tijd aanwezig. Het leren gaat goed, maar de dag is te lang en het gebouw kost te veel kracht.",
        blijkt="Het overzicht van aanwezigheid, het verslag van de ergotherapeut en het onderzoek.",
        kern="Verzorging en rust op school, aangepaste ruimtes en een rooster dat met de belastbaarheid meebeweegt.",
        gebied="praktisch",
        gebied_tekst="{r} heeft hulp nodig bij verzorging, verplaatsen en het verdelen van energie.",
        helpt="{r} is gemotiveerd, plant zelf en geeft goed aan wat wel en niet gaat.",
        belemmert="Trappen, lange gangen, en geen plek of mensen voor verzorging.",
        interventies=(
            ("Ingekort rooster en lift", "2", "zorgcoördinator", "Minder uitval, wel achterstand."),
            ("Hulp bij verzorging door een ambulant team", "4", "thuiszorg", "Alleen op vaste tijden mogelijk."),
            ("Digitaal meedoen vanuit huis", "3", "vakdocenten", "Lessen gevolgd, contact met de klas verdween."),
        ),
        waarom="Wij hebben geen verzorgingsruimte en geen personeel dat mag helpen bij verzorging. Het gebouw laat "
        "zich op korte termijn niet aanpassen.",
        arrangement="Een arrangement met ambulante hulp is uitgevoerd. De hulp kwam op vaste uren en sloot niet aan "
        "bij wat {r} op een dag nodig heeft.",
        eerste="De belastbaarheid wisselt per dag en zelfs per uur. Een vast aantal hulpmomenten past daar niet "
        "bij. Nodig is een school waar verzorging, therapie en onderwijs onder één dak op elkaar zijn afgestemd, "
        "zodat de beschikbare energie naar het leren gaat.",
        tweede="Ik sprak met {r} over de toekomst. De wens om een diploma te halen is reëel wanneer rust en "
        "verzorging dichtbij zijn. Nu kost het vervoer door het gebouw meer dan het onderwijs zelf. De isolatie "
        "door thuis meedoen zie ik als het grootste risico voor de ontwikkeling.",
        motivering="Op grond van het ondersteuningsplan is getoetst of intensieve steun bij redzaamheid en "
        "gezondheid nodig is. Dat is zo: {r} heeft de hele dag hulp bij verzorging en een aangepaste omgeving "
        "nodig. Het arrangement met ambulante hulp volstond niet, omdat die hulp alleen op vaste uren kon komen. De "
        "adviezen laten zien dat een diploma haalbaar is als onderwijs, rust en verzorging op één plek samenkomen.",
        mening="{r} wil een diploma halen en weer elke dag mensen van de eigen leeftijd zien.",
    ),
    Profiel(
        grond="stapeling",
        uitstroom="arbeid",
        categorie="laag",
        situatie="Bij {r} spelen meer dingen tegelijk: somberheid, moeite met plannen en een langere periode zonder "
        "onderwijs. Op {s} kwam {r} dit jaar zes weken lang helemaal niet.",
        blijkt="De verslagen van school en jeugdhulp, de gegevens van leerplicht en het onderzoek.",
        kern="Een rustige opbouw in een kleine groep, met hulp en onderwijs die elkaar kennen.",
        gebied="omgeving",
        gebied_tekst="Thuis is er rust nodig. School en jeugdhulp maken daarom samen één plan.",
        helpt="Muziek, een compliment onder vier ogen en opdrachten die echt ergens over gaan.",
        belemmert="Elke nieuwe start die mislukt, maakt de volgende moeilijker.",
        interventies=(
            ("Gesprekken met de mentor en huisbezoek", "2", "mentor", "{r} kwam soms weer een uur."),
            ("Opbouwrooster met begeleider", "3", "begeleider passend onderwijs", "Na drie weken weer gestopt."),
            ("Plan met jeugdhulp en leerplicht", "4", "knooppunt", "Rust thuis, nog geen terugkeer."),
        ),
        waarom="Een opbouw van enkele uren per dag in een kleine groep, met hulp erbij, kunnen wij niet langdurig "
        "organiseren.",
        arrangement="Een tijdelijk arrangement met opbouwrooster is twee keer geprobeerd. Symbiose is besproken, "
        "maar de steun is op te veel gebieden tegelijk nodig.",
        eerste="Het samenspel van factoren bepaalt hier wat nodig is. Elk gebied afzonderlijk zou met extra hulp te "
        "dragen zijn; bij elkaar vragen zij om een plek die daarop is ingericht. Ik adviseer een rustige start met "
        "korte dagen en een vaste begeleider, waarna de leertijd kan groeien.",
        tweede="Voor mij weegt zwaar dat drie pogingen tot terugkeer zijn gestrand. Een vierde poging op dezelfde "
        "plaats brengt nieuw verlies. Het gezin heeft veel gedragen en wil graag vooruit. Met jeugdhulp op school "
        "wordt de stap kleiner. Over twee jaar kan opnieuw worden bekeken of minder steun volstaat.",
        motivering="Het ondersteuningsplan noemt stapeling als grond: hulp op meer gebieden die samen plaatsing "
        "nodig maken. Die situatie doet zich hier voor. De school heeft samen met jeugdhulp en leerplicht drie keer "
        "een opbouw geprobeerd. Lichtere hulp, zoals een tijdelijk arrangement, is daarbij ingezet en volstond "
        "niet. Beide deskundigen leggen uit dat de gebieden elkaar versterken en dat een kleine groep met hulp "
        "nodig is.",
        mening="{r} wil wel leren, maar niet meer elke keer opnieuw beginnen.",
    ),
)

ZIENSWIJZEN = {
    "eens": (
        "Wij zijn blij dat er hulp komt. Ons kind is te lang ongelukkig geweest op school.",
        "Wij staan achter de aanvraag. Wij hopen dat het snel kan.",
        "",
        "",
    ),
    "deels": (
        "Wij begrijpen de aanvraag. Wij hadden liever een school dichter bij huis.",
        "Er is hulp nodig. Wij twijfelen of het meteen zo lang moet zijn.",
    ),
    "oneens": (
        "Ik vind dat de school nog niet alles heeft geprobeerd. Met meer begeleiding kan mijn kind hier blijven.",
        "Ik ben het niet eens met deze stap. Mijn kind heeft hier vrienden en dat telt ook.",
    ),
}
REACTIES = {
    "deels": "De ouders noemen de afstand en de duur. Wij hebben dat gewogen. De afstand hangt af van de school die "
    "de ouders kiezen; de verklaring geldt voor elke vso-school. De duur volgt uit het uitstroomprofiel.",
    "oneens": "Een ouder is het niet eens met het besluit en vindt dat de school meer kan proberen. Wij hebben dat "
    "in een gesprek gehoord en gewogen. De hulp die op school mogelijk is, is stap voor stap ingezet en was niet "
    "genoeg.",
    "eens": "De ouders zijn het eens met de aanvraag. Hun beschrijving van de situatie thuis past bij de verslagen "
    "en is bij het besluit betrokken.",
}
AFWIJZING = (
    "Wij hebben de aanvraag getoetst aan de criteria in het ondersteuningsplan. De school beschrijft zorgvuldig wat "
    "{r} nodig heeft. Uit de stukken en uit het gesprek met de school blijkt dat de laatste vorm van hulp pas kort "
    "loopt en een duidelijk effect heeft. Een arrangement met extra begeleiding op de eigen school is daarom nu "
    "passend en lichter dan een plaats in het vso. Beide deskundigen adviseren om dat eerst een half jaar uit te "
    "voeren en dan opnieuw te kijken."
)
AFWIJZEN_EERSTE = (
    "De recente begeleiding slaat aan: het verzuim daalde en {r} volgt weer bijna alle lessen. Zolang die lijn "
    "omhoog gaat, is een overstap naar speciaal onderwijs niet nodig en misschien zelfs nadelig. Een arrangement "
    "met meer uren volstaat."
)
AFWIJZEN_TWEEDE = (
    "Ik zie een leerling die net weer aansluiting vindt bij klasgenoten. De vraag is hoe dat kan worden "
    "vastgehouden. Met hulp in de klas en een vaste contactpersoon lijkt dat te lukken; een nieuwe omgeving zou die "
    "winst op het spel zetten."
)
VRAGEN = (
    ("Is het verslag van de logopedist ook beschikbaar?", "Ja, wij voegen het vandaag nog toe."),
    (
        "Wie is de contactpersoon bij jeugdhulp?",
        "Dat is de gezinscoach. Haar naam staat in het verslag van het knooppunt.",
    ),
    ("Klopt het dat de ouders een tolk nodig hebben?", "Voor gesprekken wel, voor brieven niet."),
    ("In welke week kan het gesprek met de vso-school plaatsvinden?", "Volgende week donderdag kan goed."),
)
NOTITIES = (
    "Gebeld met school: het OPP is in het eerste overleg met ouders besproken.",
    "Let op de termijn: rond de vakantie is school slecht bereikbaar.",
    "Ouders willen graag weten wanneer zij bericht krijgen. Teruggebeld.",
)
AANVULLEN = {
    "onderzoek": "Het onderzoek naar capaciteiten is ouder dan twee jaar. Stuur een recenter verslag.",
    "opp_recent": "Het OPP is van vorig schooljaar. Stuur het OPP dat nu geldt.",
    "knooppunt": "De overwegingen van de ouders staan niet in het verslag. Vul dat aan.",
    "dialoog": "Beschrijf met wie is gesproken en wat de vso-school kan bieden.",
    "leerling_gehoord": "Er staat niet wat de leerling zelf vindt. Vul dat aan.",
}
LATER = (
    "De adviezen zijn geschreven voordat het nieuwe schooljaar begon. Door de datum van dit besluit is de kortste "
    "periode een schooljaar langer dan de deskundigen noemden."
)

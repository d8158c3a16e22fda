"""The sections of a request as data: what is asked where, in which order."""

from collections.abc import Mapping

from documents.models import Documentsoort
from tlv import forms_schrijven as f
from tlv.models import Route
from workflow.secties import Rijen, Sectie

SECTIES: tuple[Sectie, ...] = (
    Sectie(
        sleutel="situatie_en_verzoek",
        label="Situatie en verzoek",
        hulp="Wat er aan de hand is, en wat u vraagt: de periode, de categorie en de grond.",
        form=f.SituatieForm,
    ),
    Sectie(
        sleutel="ondersteuningsbehoeften",
        label="Wat de leerling nodig heeft",
        hulp="De ondersteuningsbehoeften, per gebied, en het onderzoek waaruit ze blijken.",
        form=f.BehoeftenForm,
        stukken=(Documentsoort.ONDERZOEK,),
        stuk_uitleg="Voeg het verslag van het onderzoek naar capaciteiten toe.",
    ),
    Sectie(
        sleutel="interventies",
        label="Wat er al is gedaan",
        hulp="Elke stap die de school zette, op welk niveau, met welk effect, en waarom dat niet genoeg was.",
        form=f.InterventiesForm,
        rijen=(
            Rijen(
                naam="interventies",
                form=f.InterventieForm,
                titel="Interventie",
                meervoud="Interventies",
                toevoegen="Nog een interventie toevoegen",
                tekort="Beschrijf ten minste één interventie",
            ),
        ),
    ),
    Sectie(
        sleutel="waarom_niet",
        label="Waarom de school het niet kan",
        hulp="Waar de mogelijkheden van de school ophouden, en waarom lichtere hulp niet genoeg is.",
        form=f.WaaromNietForm,
    ),
    Sectie(
        sleutel="knooppunt",
        label="Knooppunt",
        hulp="Het overleg met iedereen om de leerling heen: wanneer, wie erbij was en wat is overwogen.",
        form=f.KnooppuntForm,
        rijen=(
            Rijen(
                naam="deelnemers",
                form=f.DeelnemerForm,
                titel="Deelnemer",
                meervoud="Deelnemers",
                toevoegen="Nog een deelnemer toevoegen",
                tekort="Vul in wie erbij was",
            ),
        ),
        stukken=(Documentsoort.KNOOPPUNT,),
        stuk_uitleg="Is er een verslag van het knooppunt? Voeg het toe. Het hoeft niet als u hierboven alles invult.",
    ),
    Sectie(
        sleutel="consultatie",
        label="Eerdere raad van de commissie",
        hulp="Of de commissie al eens heeft meegedacht, zonder aanvraag.",
        form=f.ConsultatieForm,
        verplicht=False,
    ),
    Sectie(
        sleutel="dialoog",
        label="Gesprek met de vso-school",
        hulp="Het gesprek met de school waar de leerling waarschijnlijk naartoe gaat.",
        form=f.DialoogForm,
    ),
    Sectie(
        sleutel="opp",
        label="Ontwikkelingsperspectief (OPP)",
        hulp="Voeg het OPP toe en wijs aan op welke bladzijde staat wat erin moet staan.",
        form=f.OppForm,
        stukken=(Documentsoort.OPP,),
        stuk_uitleg="Voeg het OPP toe, liefst als PDF.",
    ),
    Sectie(
        sleutel="ouders_en_leerling",
        label="Ouders en leerling",
        hulp="Hoe zij bij de aanvraag betrokken zijn en wat de leerling vindt.",
        form=f.GezinForm,
    ),
    Sectie(
        sleutel="bijlagen",
        label="Bijlagen",
        hulp="Alle andere stukken die nodig zijn om te beoordelen. Niet meer dan nodig.",
        form=f.BijlagenForm,
        verplicht=False,
        stukken=(Documentsoort.VERSLAG, Documentsoort.BIJLAGE, Documentsoort.TOESTEMMING),
        stuk_uitleg="U kunt meer bestanden tegelijk kiezen, ook foto's van uw telefoon.",
    ),
)

PER_SLEUTEL: Mapping[str, Sectie] = {sectie.sleutel: sectie for sectie in SECTIES}


def secties_van(route: str) -> tuple[Sectie, ...]:
    """The sections of a route; this step knows vo → vso, the other routes start from the same list."""
    return SECTIES if route in Route.values else ()

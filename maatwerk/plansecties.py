"""The sections of a plan van aanpak with its offer (source 000, step 4), as data."""

from collections.abc import Mapping

from maatwerk import forms_plan as f
from workflow.secties import Rijen, Sectie

VOORVOEGSEL = "plan_"
"""The sections of the plan stand beside whatever else is written in the track."""

PLEK, DOELEN, AFSPRAKEN = f"{VOORVOEGSEL}plek", f"{VOORVOEGSEL}doelen", f"{VOORVOEGSEL}afspraken"
EVALUATIES, OFFERTE = f"{VOORVOEGSEL}evaluaties", f"{VOORVOEGSEL}offerte"

PLANSECTIES: tuple[Sectie, ...] = (
    Sectie(
        sleutel=PLEK,
        label="De plek",
        hulp="Waar de leerling naartoe gaat, vanaf wanneer, en wat de ouders en de leerling daarvan vinden.",
        form=f.PlekForm,
    ),
    Sectie(
        sleutel=DOELEN,
        label="Doelen en ondersteuning",
        hulp="Wat u wilt bereiken, waaraan u dat merkt, en welke ondersteuning daarvoor nodig is.",
        form=f.DoelenForm,
        rijen=(
            Rijen(
                naam="doelen",
                form=f.DoelForm,
                titel="Doel",
                meervoud="Doelen",
                toevoegen="Nog een doel toevoegen",
                tekort="Beschrijf ten minste één doel",
            ),
        ),
    ),
    Sectie(
        sleutel=AFSPRAKEN,
        label="Wie doet wat",
        hulp="De afspraken per persoon. Deze worden de taken zodra het plan wordt uitgevoerd.",
        form=f.AfsprakenForm,
        rijen=(
            Rijen(
                naam="taken",
                form=f.AfspraakRijForm,
                titel="Afspraak",
                meervoud="Afspraken",
                toevoegen="Nog een afspraak toevoegen",
                tekort="Schrijf ten minste één afspraak op",
            ),
        ),
    ),
    Sectie(
        sleutel=EVALUATIES,
        label="Evaluatie",
        hulp="De dagen waarop u samen bekijkt of het plan werkt.",
        form=f.EvaluatiesForm,
        rijen=(
            Rijen(
                naam="evaluaties",
                form=f.EvaluatieRijForm,
                titel="Evaluatie",
                meervoud="Evaluaties",
                toevoegen="Nog een evaluatie toevoegen",
                tekort="Plan ten minste één evaluatie",
            ),
        ),
    ),
    Sectie(
        sleutel=OFFERTE,
        label="Offerte",
        hulp="Wat het kost, per regel, en wie wat betaalt. De bedragen en de btw rekent Dekkend uit.",
        form=f.OfferteForm,
        rijen=(
            Rijen(
                naam="regels",
                form=f.OfferteregelForm,
                titel="Regel",
                meervoud="Kosten",
                toevoegen="Nog een regel toevoegen",
                tekort="Vul ten minste één regel in",
            ),
        ),
    ),
)

PER_SLEUTEL: Mapping[str, Sectie] = {sectie.sleutel: sectie for sectie in PLANSECTIES}

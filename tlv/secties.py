"""The sections of a request as data: what is asked where, in which order, and how an answer reads."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms

from documents.models import Documentsoort
from tlv import forms_schrijven as f
from tlv.models import Route
from ui.fields import DatumField, JaNeeField
from ui.notatie import datum


@dataclass(frozen=True, kw_only=True)
class Rijen:
    """A list within a section."""

    naam: str
    form: type[f.RijForm]
    titel: str
    meervoud: str
    toevoegen: str
    minimaal: int = 1
    tekort: str = ""


@dataclass(frozen=True, kw_only=True)
class Sectie:
    """One section. `verplicht=False`: the request is whole without it. `stukken`: kinds of papers that belong here."""

    sleutel: str
    label: str
    hulp: str
    form: type[f.SectieForm]
    rijen: tuple[Rijen, ...] = ()
    verplicht: bool = True
    stukken: tuple[Documentsoort, ...] = ()
    stuk_uitleg: str = ""


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


def buren(sleutel: str, route: str) -> tuple[Sectie | None, Sectie | None]:
    """The section before and the one after."""
    lijst = secties_van(route)
    plek = [sectie.sleutel for sectie in lijst].index(sleutel)
    return (lijst[plek - 1] if plek else None), (lijst[plek + 1] if plek + 1 < len(lijst) else None)


def velden_van(form: type[forms.BaseForm]) -> dict[str, forms.Field]:
    """The questions of a form, without version and key."""
    velden: dict[str, forms.Field] = getattr(form, "base_fields", {})
    return {naam: veld for naam, veld in velden.items() if naam not in ("versie", "sleutel")}


def als_datum(waarde: Any) -> date | None:
    """A stored date; None when it is empty or was typed wrong."""
    try:
        return date.fromisoformat(waarde) if isinstance(waarde, str) and waarde else None
    except ValueError:
        return None


def leesbaar(veld: forms.Field, waarde: Any) -> str:
    """A stored answer as a person reads it; what was typed wrong is shown as it was typed."""
    if waarde is None or waarde == "" or waarde == []:
        return ""
    if isinstance(veld, DatumField):
        dag = als_datum(waarde)
        return datum(dag) if dag else " ".join(str(deel) for deel in waarde if deel)
    if isinstance(veld, JaNeeField):
        return {True: "ja", False: "nee", "ja": "ja", "nee": "nee"}.get(waarde, "")
    if isinstance(veld, forms.MultipleChoiceField):
        return "\n".join(_keuze(veld, deel) for deel in waarde)
    if isinstance(veld, forms.ChoiceField):
        return _keuze(veld, waarde)
    return veld.in_woorden(str(waarde)) if isinstance(veld, f.BladzijdeField) else str(waarde)


def _keuze(veld: forms.Field, waarde: Any) -> str:
    keuzes: Any = veld.choices if isinstance(veld, forms.ChoiceField) else []
    label = dict(keuzes).get(str(waarde))
    if label:
        return str(label)
    dag = als_datum(waarde)
    return datum(dag) if dag else str(waarde)


def vragen_en_antwoorden(sectie: Sectie, antwoorden: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """(key, question, readable answer) for a whole section, rows included; keys are stable within the section."""
    for naam, veld in velden_van(sectie.form).items():
        yield naam, str(veld.label), leesbaar(veld, antwoorden.get(naam))
    for lijst in sectie.rijen:
        for nr, rij in enumerate(antwoorden.get(lijst.naam) or [], 1):
            for naam, veld in velden_van(lijst.form).items():
                kop = f"{lijst.titel} {nr}: {str(veld.label)[:1].lower()}{str(veld.label)[1:]}"
                yield f"{lijst.naam}.{nr}.{naam}", kop, leesbaar(veld, rij.get(naam))

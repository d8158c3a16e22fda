"""The forms of the sections of a plan and its offer. Required means: needed to call the section finished."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils import timezone

from maatwerk import geld
from maatwerk.geld import Betaler, Btw, Per, Regelsoort
from maatwerk.models_uitvoering import Uitvoeringstaak
from ui.forms import DatumField, GetalField
from ui.notatie import euro, getal
from workflow.forms_secties import RijForm, Rijnaam, Sectiecontext, SectieForm, met_hoofdletter, regel, tekst

ANDERE_PLEK = "anders"
HOOGSTENS_JAREN = 4


@dataclass(frozen=True)
class Plancontext(Sectiecontext):
    """And the schools that can be the receiving one."""

    scholen: Sequence[tuple[str, str]] = ()
    belangen: Mapping[str, str] = field(default_factory=dict)
    """Schools that this casemanager cannot choose, with why not and what to do instead."""


class AantalField(GetalField):
    @staticmethod
    def in_woorden(waarde: str) -> str:
        return _genoteerd(waarde, getal)


class BedragField(GetalField):
    @staticmethod
    def in_woorden(waarde: str) -> str:
        return _genoteerd(waarde, euro)


def _genoteerd(waarde: str, notatie: Any) -> str:
    """A stored number in Dutch notation; what was typed wrong as it was typed."""
    try:
        return str(notatie(Decimal(waarde)))
    except InvalidOperation:
        return waarde


def keuze(label: str, keuzes: list[tuple[str, str]], hulp: str = "") -> forms.ChoiceField:
    """A list to choose from that begins with nothing chosen, so that a row nobody touched stays empty."""
    return forms.ChoiceField(label=label, help_text=hulp, choices=[("", "Kies"), *met_hoofdletter(keuzes)])


class PlekForm(SectieForm):
    context: Plancontext

    school = forms.ChoiceField(label="Welke school ontvangt de leerling?")
    plek_naam = regel(
        "Naam van de andere plek", "Alleen als de school niet in de lijst staat.", verplicht=False, lang=160
    )
    directeur_naam = regel(
        "Wie leidt deze plek en ondertekent?", "Alleen bij een andere plek.", verplicht=False, lang=160
    )
    week = tekst(
        "Hoe ziet een week eruit?",
        "Welke dagen en tijden, in welke groep, met wie. Noem ook de rest van de week: thuis, zorg of behandeling.",
        fout="Beschrijf hoe een week eruitziet",
    )
    opbouw = tekst(
        "Hoe bouwen wij op?", "Alleen als de leerling niet meteen alle uren gaat.", regels=3, verplicht=False
    )
    start = DatumField(label="Eerste dag")
    einde = DatumField(
        label="Laatste dag", help_text="Ook een plan dat doorgaat, krijgt een dag waarop het opnieuw bekeken is."
    )
    afgestemd_op = DatumField(label="Wanneer is dit met de ouders besproken?", laatste=timezone.localdate)
    ouders_vinden = tekst(
        "Wat vinden de ouders en de leerling ervan?",
        "Ieder in eigen woorden, ook als zij het niet met elkaar eens zijn.",
        regels=4,
        fout="Schrijf op wat de ouders en de leerling vinden",
    )

    def pas_aan(self) -> None:
        scholen = [*self.context.scholen, (ANDERE_PLEK, "Een andere plek")]
        self.fields["school"] = forms.ChoiceField(
            label=self.fields["school"].label, choices=[("", "Kies een school"), *scholen]
        )
        self.fields["school"].error_messages["required"] = "Kies welke school de leerling ontvangt"

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or {}
        if schoon.get("school") == ANDERE_PLEK:
            self.eis_bij(schoon, "plek_naam", "Vul de naam van de plek in")
            self.eis_bij(schoon, "directeur_naam", "Vul in wie voor deze plek ondertekent")
        if belang := self.context.belangen.get(schoon.get("school", "")):
            self.add_error("school", belang)
        if fout := periodefout(schoon.get("start"), schoon.get("einde")):
            self.add_error("einde", fout)
        return schoon


def periodefout(van: date | None, tot: date | None) -> str:
    """What is wrong with a period; empty when it is right, or when a day is missing."""
    if van is None or tot is None:
        return ""
    if tot < van:
        return "De laatste dag ligt voor de eerste dag. Kijk beide data na."
    if tot.year - van.year > HOOGSTENS_JAREN:
        return f"Deze periode duurt langer dan {HOOGSTENS_JAREN} jaar. Kijk het jaar na."
    return ""


class DoelForm(RijForm):
    doel = tekst("Wat willen wij bereiken?", regels=2, fout="Schrijf op wat u wilt bereiken")
    merkbaar = tekst("Waaraan merken wij dat het lukt?", regels=2, fout="Schrijf op waaraan u merkt dat het lukt")
    ondersteuning = tekst(
        "Welke ondersteuning hoort daarbij?", "Wat, hoe vaak en hoe lang.", regels=3, fout="Beschrijf de ondersteuning"
    )
    wie = regel("Wie is verantwoordelijk?", "Naam en functie.", lang=160)
    uiterlijk = DatumField(label="Wanneer bereikt?", required=False)
    rij = Rijnaam()


class DoelenForm(SectieForm):
    """Only rows; the form itself carries the version."""


class AfspraakRijForm(RijForm):
    wat = tekst("Wat gebeurt er?", regels=2, fout="Schrijf op wat er gebeurt")
    wie = regel("Wie doet dit?", "Naam en functie, of ‘ouders’.", lang=160)
    partij = forms.ChoiceField(
        label="Voor wie is deze taak?",
        choices=[("", "Kies"), *met_hoofdletter(list(Uitvoeringstaak.Partij.choices))],
        required=False,
        help_text="Wie u kiest, leest de taak in Dekkend en vertelt hoe het gaat.",
    )
    uiterlijk = DatumField(label="Uiterlijk", required=False)
    rij = Rijnaam()


class AfsprakenForm(SectieForm):
    bij_problemen = tekst(
        "Wat doen wij als het niet lukt?",
        "Wie belt wie, en wanneer komen wij eerder bij elkaar?",
        regels=3,
        fout="Schrijf op wat u doet als het niet lukt",
    )


class EvaluatieRijForm(RijForm):
    op = DatumField(label="Op welke dag?")
    met_wie = regel("Met wie?", "De ouders horen er altijd bij.", lang=300)
    rij = Rijnaam()


class EvaluatiesForm(SectieForm):
    """Only rows."""


class OfferteregelForm(RijForm):
    soort = keuze("Soort kosten", Regelsoort.choices)
    omschrijving = regel("Waarvoor?", "Bijvoorbeeld: begeleiding in de klas door een orthopedagoog.")
    aantal = AantalField(
        label="Hoeveel?",
        help_text="Uren, ritten of stuks.",
        max_digits=7,
        decimal_places=2,
        min_value=Decimal("0.01"),
        max_value=geld.HOOGSTE_AANTAL,
    )
    per = keuze("Is dat per week, per maand of in totaal?", Per.choices)
    keren = forms.IntegerField(
        label="Hoeveel weken of maanden?",
        help_text="Tel vakanties niet mee. Niet nodig bij ‘in totaal’.",
        required=False,
        min_value=1,
        max_value=geld.HOOGSTE_KEREN,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "invoer-kort"}),
    )
    tarief = BedragField(
        label="Prijs per uur, rit of stuk, zonder btw",
        help_text="In euro, bijvoorbeeld 87,50.",
        max_digits=7,
        decimal_places=2,
        min_value=Decimal("0"),
        max_value=geld.HOOGSTE_TARIEF,
    )
    btw = keuze("Btw", Btw.choices, "Onderwijs en jeugdhulp zijn meestal vrijgesteld. Vervoer en materiaal niet.")
    betaler = keuze("Wie betaalt dit?", Betaler.choices)
    betaler_naam = regel("Naam van wie betaalt", "Alleen bij ‘iemand anders’.", verplicht=False, lang=120)
    van = DatumField(label="Vanaf")
    tot = DatumField(
        label="Tot en met", required=False, help_text="Mag leeg blijven bij iets wat één keer wordt betaald."
    )
    rij = Rijnaam()

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or {}
        if schoon.get("per") in (Per.WEEK, Per.MAAND):
            self._eis(schoon, "keren", "Vul in hoeveel weken of maanden")
            self._eis(schoon, "tot", "Vul in tot en met welke dag")
        if schoon.get("betaler") == Betaler.ANDER:
            self._eis(schoon, "betaler_naam", "Vul in wie betaalt")
        self._toets_periode(schoon)
        if not self.errors and schoon.get("aantal") is not None and regel_uit(schoon).incl > geld.HOOGSTE_TOTAAL:
            self.add_error("tarief", f"Deze regel komt boven {euro(geld.HOOGSTE_TOTAAL)} uit. Kijk de getallen na.")
        return schoon

    def _eis(self, schoon: dict[str, Any], naam: str, melding: str) -> None:
        if not schoon.get(naam) and naam not in self.errors:
            self.add_error(naam, melding)

    def _toets_periode(self, schoon: dict[str, Any]) -> None:
        van, tot, keren = schoon.get("van"), schoon.get("tot"), schoon.get("keren")
        if fout := periodefout(van, tot):
            self.add_error("tot", fout)
            return
        per = schoon.get("per")
        past = not (van and tot and keren and per) or geld.past_in_periode(per, keren, van, tot)
        if per in (Per.WEEK, Per.MAAND) and not past:
            self.add_error("keren", "Zoveel weken of maanden zijn er niet in deze periode. Kijk het aantal na.")


class OfferteForm(SectieForm):
    geldig_tot = DatumField(
        label="Tot wanneer geldt de offerte?", required=False, help_text="Laat leeg als er geen einddatum is."
    )
    toelichting = tekst("Toelichting bij de kosten", regels=3, verplicht=False)


def regel_uit(rij: Any, sleutel: str = "") -> geld.Regel:
    """A line as stored or as cleaned. Raises when it is not whole: a draft may hold anything."""
    van = _dag(rij["van"])
    per = Per(rij["per"])
    return geld.Regel(
        sleutel=sleutel or rij.get("rij") or "",
        soort=Regelsoort(rij["soort"]),
        omschrijving=str(rij["omschrijving"]),
        aantal=Decimal(rij["aantal"]),
        tarief=Decimal(rij["tarief"]),
        per=per,
        keren=1 if per == Per.TOTAAL else int(rij["keren"]),
        btw=Btw(rij["btw"]),
        betaler=Betaler(rij["betaler"]),
        betaler_naam=rij.get("betaler_naam") or "",
        van=van,
        tot=_dag(rij["tot"]) if rij.get("tot") else van,
    )


def _dag(waarde: Any) -> date:
    return waarde if isinstance(waarde, date) else date.fromisoformat(waarde)


def regels_uit(rijen: Any) -> list[geld.Regel]:
    """The lines of a draft that are whole; the others are shown as unfinished."""
    uit = []
    for nr, rij in enumerate(rijen or [], 1):
        try:
            uit.append(regel_uit(rij, rij.get("rij") or f"nieuw-{nr}"))
        except (KeyError, TypeError, ValueError, ArithmeticError):
            continue
    return uit

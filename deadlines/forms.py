"""The forms of the termijnrekenaar (a rule, its first day, and what happened since) and of the holidays."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict

from deadlines.berekening import AANVULLING, GRONDEN, Stilstand
from deadlines.kalender import DAG
from deadlines.models import Feestdag
from deadlines.rekenaar import REGELS, Regels, Vraag
from organisations.http import als_nummer
from ui.forms import DatumField, DekkendForm, DekkendFormSet

LEEG = ("", "Kies wat u wilt uitrekenen")
MEESTE_RIJEN = 20
REDENEN = tuple((grond, wat.reden.rstrip(".")) for grond, wat in GRONDEN.items())


def _keuzes(regels: Regels) -> list[tuple[str, Any]]:
    """The rules of the law and those of policy, each with how long it takes."""
    paren = [(r.naam, f"{r.titel} ({r.duur})", "beleid" in r.duur) for r in regels.values()]
    wet = [(naam, titel) for naam, titel, beleid in paren if not beleid]
    return [LEEG, ("Uit de wet", wet), ("Beleid", [(naam, titel) for naam, titel, beleid in paren if beleid])]


class RekenForm(DekkendForm):
    """Dates as they happened; nothing is kept."""

    regel = forms.ChoiceField(
        label="Wat wilt u uitrekenen?",
        error_messages={"invalid_choice": "Kies een termijn uit de lijst."},
    )
    start = DatumField(
        label="Vanaf welke dag?",
        help_text="De dag waarop het gebeurde. De termijn begint de dag erna.",
    )
    volledig = DatumField(
        label="Compleet verklaard op",
        required=False,
        help_text="Dan ziet u ook de streefdatum. Alleen bij de wettelijke beslistermijn.",
    )
    verdaagd_op = DatumField(label="Uitstel gemeld op", required=False)
    verdaagd_tot = DatumField(label="Nieuwe datum na uitstel", required=False)

    def __init__(self, *args: Any, regels: Regels = REGELS, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keuze = self.fields["regel"]
        assert isinstance(keuze, forms.ChoiceField)
        keuze.choices = _keuzes(regels)

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or {}
        volledig, start = schoon.get("volledig"), schoon.get("start")
        if volledig and schoon.get("regel") not in (None, "", "beslistermijn"):
            self.add_error("volledig", "Een streefdatum naast deze termijn is er alleen bij de beslistermijn.")
        elif volledig and start and volledig < start:
            self.add_error("volledig", "Vul een dag in op of na de ontvangst.")
        return schoon


class StilstandForm(DekkendForm):
    """One time that the clock stood still: for a supplement from its request, for another ground from its first day."""

    DAGEN: ClassVar[Mapping[bool, tuple[str, ...]]] = {True: ("van", "tot", "uiterlijk"), False: ("eerste", "laatste")}
    """The days that belong to a supplement, and those of every other ground; the first of each is asked."""
    verplicht_later = ("van", "eerste")

    reden = forms.ChoiceField(label="Waarom stond de termijn stil?", choices=REDENEN, initial=REDENEN[0][0])
    van = DatumField(label="Aanvulling gevraagd op", required=False, help_text="De tijd staat stil vanaf de dag erna.")
    tot = DatumField(
        label="Aanvulling ontvangen op", required=False, help_text="Op deze dag loopt de tijd weer. Leeg: nog niet."
    )
    uiterlijk = DatumField(
        label="Laatste dag om aan te vullen", required=False, help_text="Daarna loopt de termijn vanzelf weer."
    )
    eerste = DatumField(
        label="Eerste dag waarop de tijd stilstond",
        required=False,
        help_text="Bij elke andere reden dan een aanvulling.",
    )
    laatste = DatumField(
        label="Laatste dag waarop de tijd stilstond",
        required=False,
        help_text="Bij elke andere reden dan een aanvulling. Leeg: nog niet bekend.",
    )

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or {}
        is_aanvulling = schoon.get("reden") == AANVULLING
        eigen = self.DAGEN[is_aanvulling]
        for naam in self.DAGEN[not is_aanvulling]:
            if schoon.get(naam):
                self.add_error(naam, f"Deze dag hoort {'niet ' if is_aanvulling else ''}bij een aanvulling.")
        if eigen[0] not in self.errors and not schoon.get(eigen[0]):
            self.add_error(eigen[0], "Vul deze dag in.")
        self._toets_volgorde(schoon, eigen[0], eigen[1:])
        return schoon

    def _toets_volgorde(self, schoon: dict[str, Any], eerste: str, later: tuple[str, ...]) -> None:
        zin = "de dag waarop erom is gevraagd" if eerste == "van" else "de eerste dag"
        for naam in later:
            if schoon.get(eerste) and schoon.get(naam) and schoon[naam] < schoon[eerste]:
                self.add_error(naam, f"Vul een dag in op of na {zin}.")

    def has_changed(self) -> bool:
        """A row with only the reason that stood there already is an empty row."""
        return any(naam != "reden" for naam in self.changed_data)

    @property
    def stilstand(self) -> Stilstand:
        velden = self.cleaned_data
        if velden["reden"] == AANVULLING:
            return Stilstand(velden["van"], velden["tot"], velden["uiterlijk"])
        laatste = velden["laatste"]
        return Stilstand(velden["eerste"] - DAG, laatste + DAG if laatste else None, grond=velden["reden"])


class Stilstanden(DekkendFormSet):
    """Rows that were filled in and not taken out again."""

    @property
    def stilstanden(self) -> tuple[Stilstand, ...]:
        return tuple(rij.stilstand for rij in self.forms if rij.has_changed() and rij not in self.deleted_forms)


_RIJEN = forms.formset_factory(
    StilstandForm, formset=Stilstanden, extra=1, max_num=MEESTE_RIJEN, absolute_max=MEESTE_RIJEN, can_delete=True
)
PREFIX = "stil"


def maak_rijen(gegevens: QueryDict | None = None) -> Stilstanden:
    rijen = _RIJEN(gegevens, prefix=PREFIX)
    assert isinstance(rijen, Stilstanden)
    return rijen


def met_telling(gegevens: QueryDict) -> QueryDict:
    """An address that was shortened or typed has no count of rows, or an odd one: then as many as can be."""
    kopie = gegevens.copy()
    totaal = als_nummer(kopie.get(f"{PREFIX}-TOTAL_FORMS", "")) or 0
    kopie[f"{PREFIX}-TOTAL_FORMS"], kopie[f"{PREFIX}-INITIAL_FORMS"] = str(min(totaal, MEESTE_RIJEN)), "0"
    return kopie


def vraag_uit(form: RekenForm, rijen: Stilstanden) -> Vraag:
    velden = form.cleaned_data
    return Vraag(velden["regel"], velden["start"], rijen.stilstanden, velden["verdaagd_tot"], velden["verdaagd_op"])


class FeestdagForm(DekkendForm):
    """A day off that the rule does not know: most often one of a royal decree."""

    datum = DatumField(label="Welke dag?", vroegste=date(2017, 1, 1), laatste=date(2100, 12, 31))
    naam = forms.CharField(label="Hoe heet deze dag?", max_length=80, initial="aangewezen vrije dag")
    bron = forms.CharField(
        label="Waar staat dat?", max_length=120, help_text="Bijvoorbeeld het nummer van de Staatscourant."
    )

    def clean_datum(self) -> date:
        dag: date = self.cleaned_data["datum"]
        if Feestdag.objects.filter(datum=dag).exists():
            raise forms.ValidationError("Deze dag staat er al in.")
        return dag

"""The forms of the termijnrekenaar (a rule, its first day, and what happened since) and of the holidays."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict

from deadlines.berekening import GRONDEN, Stilstand
from deadlines.models import Feestdag
from deadlines.rekenaar import REGELS, Vraag
from organisations.http import als_nummer
from ui.forms import DatumField, DekkendForm, DekkendFormSet

LEEG = ("", "Kies wat u wilt uitrekenen")
MEESTE_RIJEN = 20
REDENEN = tuple((grond, wat.reden.rstrip(".")) for grond, wat in GRONDEN.items())


def _keuzes() -> list[tuple[str, Any]]:
    """The rules of the law and those of policy, each with what its first day is."""
    paren = [(r.naam, f"{r.titel} ({r.duur})", "beleid" in r.duur) for r in REGELS.values()]
    wet = [(naam, titel) for naam, titel, beleid in paren if not beleid]
    return [LEEG, ("Uit de wet", wet), ("Beleid", [(naam, titel) for naam, titel, beleid in paren if beleid])]


class RekenForm(DekkendForm):
    """Dates as they happened; nothing is kept."""

    regel = forms.ChoiceField(
        label="Wat wilt u uitrekenen?",
        choices=_keuzes,
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

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or {}
        volledig, start = schoon.get("volledig"), schoon.get("start")
        if volledig and schoon.get("regel") not in (None, "", "beslistermijn"):
            self.add_error("volledig", "Een streefdatum naast deze termijn is er alleen bij de beslistermijn.")
        elif volledig and start and volledig < start:
            self.add_error("volledig", "Vul een dag in op of na de ontvangst.")
        return schoon


class StilstandForm(DekkendForm):
    """One time that the clock stood still."""

    reden = forms.ChoiceField(label="Waarom stond de termijn stil?", choices=REDENEN, initial=REDENEN[0][0])
    van = DatumField(label="Gevraagd op", help_text="De dag waarop de aanvulling is gevraagd.")
    tot = DatumField(
        label="Ontvangen op", required=False, help_text="De dag waarop de aanvulling binnenkwam. Leeg: nog niet."
    )
    uiterlijk = DatumField(
        label="Laatste dag om aan te vullen", required=False, help_text="Daarna loopt de termijn vanzelf weer."
    )

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or {}
        van = schoon.get("van")
        for naam in ("tot", "uiterlijk"):
            if van and schoon.get(naam) and schoon[naam] < van:
                self.add_error(naam, "Vul een dag in op of na de dag waarop erom is gevraagd.")
        return schoon

    def has_changed(self) -> bool:
        """A row with only the reason that stood there already is an empty row."""
        return any(naam != "reden" for naam in self.changed_data)

    @property
    def stilstand(self) -> Stilstand:
        velden = self.cleaned_data
        return Stilstand(velden["van"], velden["tot"], velden["uiterlijk"], velden["reden"])


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

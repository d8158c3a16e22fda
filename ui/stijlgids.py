"""What the style guide shows: fictional people, every component, every state."""

from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

from django import forms
from django.forms import formset_factory

from ui.forms import (
    DatumField,
    DekkendForm,
    DekkendFormSet,
    GetalField,
    JaNeeField,
    MeerdereBestandenField,
    TijdField,
    VersieFormMixin,
)

GEZIEN = (("gesprek", "Gesprek op school"), ("les", "In de les"), ("thuis", "Thuis"))


class GesprekForm(VersieFormMixin, DekkendForm):
    naam = forms.CharField(
        label="Naam van de school",
        help_text="Zoals op de website van de school.",
        error_messages={"required": "Vul de naam van de school in"},
    )
    datum = DatumField(label="Datum gesprek", help_text="Bijvoorbeeld 21 11 2026.", vroegste=date(2026, 11, 21))
    tijd = TijdField(label="Tijd", required=False)
    uren = GetalField(label="Uren begeleiding per week", help_text="Bijvoorbeeld 13,5.", max_digits=5, decimal_places=1)
    categorie = forms.ChoiceField(label="Categorie", choices=[("", "Maak een keuze"), ("1", "Laag"), ("3", "Hoog")])
    gelezen = JaNeeField(label="Hebben de ouders de stukken gelezen?")
    gezien = forms.MultipleChoiceField(
        label="Waar is de leerling gezien?", choices=GEZIEN, widget=forms.CheckboxSelectMultiple
    )
    toelichting = forms.CharField(label="Toelichting", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    stukken = MeerdereBestandenField(
        label="Documenten toevoegen", help_text="PDF, maximaal 20 MB per bestand.", required=False
    )
    akkoord = forms.BooleanField(label="Ik heb alles naar waarheid ingevuld")


class DeelnemerForm(DekkendForm):
    naam = forms.CharField(label="Naam")
    rol = forms.CharField(label="Rol", required=False)


DeelnemerFormSet = formset_factory(DeelnemerForm, formset=DekkendFormSet, extra=1, max_num=5)


def voorbeelden() -> dict[str, Any]:
    """Data for the components, the same on every day."""
    stappen = [
        {"label": "Aanvraag ontvangen", "datum": date(2026, 11, 3), "toestand": "klaar"},
        {"label": "Deskundige 1: advies", "datum": date(2026, 11, 14), "toestand": "klaar"},
        {"label": "Reactie van de ouders", "meta": "Nog 7 dagen", "toestand": "nu"},
        {"label": "Besluit", "meta": "Uiterlijk 15 december 2026", "toestand": "straks"},
    ]
    rijen = [
        ("2026-0142", "De Regenboog", "Advies", "In behandeling", "neutral", 12),
        ("2026-0139", "Het Kompas", "Besluit", "Akkoord", "success", 31),
        ("2026-0137", "Sint Jan", "Intake", "Te laat", "error", 44),
        ("2026-0135", "De Vlieger", "Reactie", "Wacht op ouders", "warning", 20),
    ]
    tijdlijn = [
        {
            "moment": datetime(2026, 11, 14, 13, 2, tzinfo=UTC),
            "titel": "Advies ingediend",
            "wie": "K. Yildiz",
            "icoon": "send",
        },
        {
            "moment": datetime(2026, 11, 3, 8, 30, tzinfo=UTC),
            "titel": "Aanvraag ontvangen",
            "wie": "S. de Boer",
            "tekst": "De aanvraag kwam op papier binnen.",
            "icoon": "inbox",
        },
    ]
    hoeden = [
        SimpleNamespace(id=1, label="Coördinator, De Regenboog", actief=True),
        SimpleNamespace(id=2, label="Deskundige, samenwerkingsverband Het Groene Lint", actief=False),
    ]
    actor = SimpleNamespace(
        naam="Sara de Boer", rol_label="Coördinator", organisatie_naam="De Regenboog", hoeden=hoeden
    )
    menu = [
        {"label": "Werk", "url": "#werk", "actief": False, "aantal": 3},
        {"label": "Dossiers", "url": "#dossiers", "actief": True},
        {"label": "Register", "url": "#register", "actief": False},
    ]
    controle = [
        {"term": "Naam van de school", "waarde": "De Regenboog", "url": "#naam"},
        {"term": "Datum gesprek", "waarde": "21 november 2026", "url": "#datum"},
    ]
    onderdelen = {"stappen": stappen, "rijen": rijen, "tijdlijn": tijdlijn, "controle": controle}
    return {**onderdelen, "actor": actor, "menu": menu}

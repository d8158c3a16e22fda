"""The forms of an appointment in a case, for every workflow."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone

from cases.models import Afspraak
from ui.fields import DatumField, JaNeeField, TijdField
from ui.forms import DekkendForm, VersieFormMixin
from ui.notatie import datum


class AfspraakForm(VersieFormMixin, DekkendForm):
    """An appointment in the case: who attends and why."""

    datum = DatumField(label="Datum")
    tijd = TijdField(label="Tijd")
    plaats = forms.CharField(label="Waar", max_length=160, help_text="Een adres, of hoe u belt of beeldbelt.")
    onderwerp = forms.CharField(label="Waarover", max_length=160)
    aanwezigen = forms.CharField(
        label="Wie komen er, en waarom",
        help_text="Een persoon per regel. Ouders lezen dit ook.",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    voor_gezin = JaNeeField(label="Zien ouders en leerling deze afspraak?", initial=True)

    def clean(self) -> dict[str, Any]:
        """One moment out of date and time."""
        schoon = super().clean() or self.cleaned_data
        dag, uur = schoon.pop("datum", None), schoon.pop("tijd", None)
        if dag and uur:
            schoon["moment"] = timezone.make_aware(datetime.combine(dag, uur))
        return schoon


class VerzetForm(AfspraakForm):
    """The same appointment on another day, at another place or with others; the reason may stay open."""

    reden = forms.CharField(
        label="Waarom verandert de afspraak?",
        help_text="Wie is uitgenodigd, leest dit. Ook ouders.",
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, afspraak: Afspraak, **kwargs: Any) -> None:
        hier = timezone.localtime(afspraak.moment)
        begin = {veld: getattr(afspraak, veld) for veld in ("plaats", "onderwerp", "aanwezigen")}
        begin |= {"datum": hier.date(), "tijd": hier.time(), "versie": afspraak.verschoven}
        super().__init__(*args, initial=begin, **kwargs)
        del self.fields["voor_gezin"]


class AfzegForm(VersieFormMixin, DekkendForm):
    """Why it does not take place."""

    reden = forms.CharField(
        label="Waarom gaat de afspraak niet door?",
        help_text="Wie is uitgenodigd, leest dit. Ook ouders.",
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Schrijf op waarom de afspraak niet doorgaat"},
    )

    def __init__(self, *args: Any, afspraak: Afspraak, **kwargs: Any) -> None:
        super().__init__(*args, initial={"versie": afspraak.verschoven}, **kwargs)


class AfspraakantwoordForm(VersieFormMixin, DekkendForm):
    """Whether one of the family comes, with a word; in plain words, for a pupil with "je"."""

    komt = JaNeeField(ja="Ja, ik kom", nee="Nee, ik kan dan niet")
    tekst = forms.CharField(max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, afspraak: Afspraak, jij: bool, **kwargs: Any) -> None:
        eigen = next(iter(afspraak.antwoorden_nu()), None)
        begin: dict[str, Any] = {"versie": afspraak.verschoven}
        if eigen is not None:
            begin |= {"komt": eigen.komt, "tekst": eigen.tekst}
        super().__init__(*args, initial=begin, **kwargs)
        komt, tekst = self.fields["komt"], self.fields["tekst"]
        komt.label = f"{'Kun je' if jij else 'Kunt u'} op {datum(afspraak.moment)}?"
        komt.error_messages["required"] = "Kies ja of nee"
        tekst.label = "Wil je iets uitleggen?" if jij else "Wilt u iets uitleggen?"
        tekst.help_text = f"Bijvoorbeeld wanneer {'je wel kan' if jij else 'u wel kunt'}."

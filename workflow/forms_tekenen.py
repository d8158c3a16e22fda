"""Forms of the signing room."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils import timezone

from cases.activeren import hash_van
from documents import tekencodes
from documents.models import Handtekening, Tekencode
from organisations.models import User
from organisations.toegang.proberen import probeer
from ui.forms import DatumField, DekkendForm, JaNeeField

Uitkomst = Handtekening.Uitkomst
WOORDEN: dict[str, tuple[str, str]] = {
    Uitkomst.GETEKEND: ("Ik heb dit gelezen en teken", "Ik heb dit gelezen en teken"),
    Uitkomst.GEZIEN: ("Ik heb dit gelezen, maar ben het er niet mee eens", "Ik ben het er niet mee eens"),
    Uitkomst.GEWEIGERD: ("Ik teken niet", "Ik teken niet"),
}
"""What somebody chooses, and the same on paper."""


def _keuzes(rij: Handtekening, waar: int = 0) -> list[tuple[str, str]]:
    return [(keuze, WOORDEN[keuze][waar]) for keuze in rij.keuzes]


def _tekst(label: str, hulp: str = "", *, verplicht: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=1500, help_text=hulp, required=verplicht, widget=forms.Textarea(attrs={"rows": 3})
    )


class AntwoordForm(DekkendForm):
    """Sign, or say why not. `sha256` is the paper that was on the screen."""

    sha256 = forms.CharField(widget=forms.HiddenInput, max_length=64)
    uitkomst = forms.ChoiceField(label="Wat wilt u doen?", widget=forms.RadioSelect)
    reden = _tekst("Waarom?", "Alleen nodig als u niet tekent.", verplicht=False)

    def __init__(self, *args: Any, rij: Handtekening, jij: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["uitkomst"].choices = _keuzes(rij)  # type: ignore[attr-defined]
        if jij:
            self.fields["uitkomst"].label = "Wat wil je doen?"
            self.fields["reden"].help_text = "Alleen nodig als je niet tekent."

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or self.cleaned_data
        if schoon.get("uitkomst") not in (None, Uitkomst.GETEKEND) and not (schoon.get("reden") or "").strip():
            self.add_error("reden", "Schrijf kort op waarom. Dat helpt ons verder.")
        return schoon


class PapierForm(DekkendForm):
    """What stands on a form that was signed by hand."""

    op = DatumField(label="Datum op het formulier", laatste=timezone.localdate)
    uitkomst = forms.ChoiceField(label="Wat staat er op het formulier?", widget=forms.RadioSelect)
    reden = _tekst("Wat staat er als uitleg?", "Alleen nodig als er niet is getekend.", verplicht=False)
    scan = forms.FileField(label="Scan of foto van het hele formulier", allow_empty_file=True)

    def __init__(self, *args: Any, rij: Handtekening, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["uitkomst"].choices = _keuzes(rij, 1)  # type: ignore[attr-defined]


class NakijkForm(DekkendForm):
    """Compare entry and scan with the paper itself."""

    klopt = JaNeeField(
        label="Zeggen het papieren origineel, de scan en de invoer hetzelfde?",
        help_text="Leg het origineel naast de scan. Let op de naam, het kenmerk, het kruisje, de datum en de "
        "handtekening.",
    )
    reden = _tekst(
        "Wat klopt er niet?", "Alleen nodig bij nee. De persoon wordt dan opnieuw gevraagd.", verplicht=False
    )


class DoorgeefForm(DekkendForm):
    """To whom the own request goes."""

    user_id = forms.TypedChoiceField(label="Wie tekent in uw plaats?", coerce=int)
    reden = _tekst("Waarom geeft u dit door?")

    def __init__(self, *args: Any, mensen: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        namen = [(str(user.pk), user.naam) for user in mensen]
        self.fields["user_id"].choices = [("", "Kies een collega"), *namen]  # type: ignore[attr-defined]


class IntrekkenForm(DekkendForm):
    reden = _tekst("Waarom trekt u het verzoek in?", "Iedereen die moest tekenen, kan dit lezen.")


class CodeForm(DekkendForm):
    """The code from a letter, with the birth date of the pupil."""

    code = forms.CharField(
        label="De code uit uw brief",
        max_length=40,
        help_text="Bijvoorbeeld: ABCD-EFGH-JKLM. Kleine letters mogen ook.",
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "spellcheck": "false"}),
    )
    geboren = DatumField(label="Geboortedatum van de leerling", laatste=timezone.localdate)
    gevonden: Tekencode | None = None

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or self.cleaned_data
        if not self.errors:
            # also by the code: who found a letter cannot try birth dates from one address after another
            probeer(
                self.request,
                lambda: self._zoek(schoon),
                tekencodes.ONBEKEND,
                actie="tekencode",
                account=f"tekencode:{hash_van(schoon['code'])}",
            )
        return schoon

    def _zoek(self, schoon: dict[str, Any]) -> bool:
        self.gevonden = tekencodes.zoek(schoon["code"], schoon["geboren"])
        return self.gevonden is not None

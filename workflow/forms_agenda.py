"""What goes into the calendar: everything on the board, or only where this hat is to act."""

from typing import Any

from django import forms

from ui.forms import DekkendForm

ALLES, IK = "alles", "ik"


class AgendaForm(DekkendForm):
    """A family has few dates and nothing to choose."""

    wat = forms.ChoiceField(
        label="Welke termijnen wilt u in uw agenda?",
        choices=[(ALLES, "Alles op mijn termijnenbord"), (IK, "Alleen waar ik aan zet ben")],
        initial=IK,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, gezin: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if gezin:
            del self.fields["wat"]

    @property
    def alleen_ik(self) -> bool:
        return self.cleaned_data.get("wat") == IK

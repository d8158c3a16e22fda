"""Forms of the mandate register."""

from typing import Any

from django import forms

from organisations.actor import Actor
from organisations.mandaten import MANDAATROLLEN
from organisations.models import Lidmaatschap, Mandaatproduct, User
from organisations.rollen import Rol
from ui.forms import DatumField, DekkendForm


def _personen(actor: Actor, *rollen: str) -> list[User]:
    leden = Lidmaatschap.objects.geldig_op(actor.vandaag).filter(swv_id=actor.swv_id, rol__in=rollen)
    uniek = {lid.user_id: lid.user for lid in leden.select_related("user")}
    return sorted(uniek.values(), key=lambda user: user.naam.casefold())


class _PersoonForm(DekkendForm):
    """A form about one person of the samenwerkingsverband."""

    user = forms.TypedChoiceField(label="Wie?", coerce=int, error_messages={"required": "Kies een persoon"})
    rollen: tuple[str, ...] = ()

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.mogelijk = {user.pk: user for user in self.personen(actor)}
        veld = self.fields["user"]
        assert isinstance(veld, forms.TypedChoiceField)
        veld.choices = [("", "Kies een persoon"), *((pk, user.naam) for pk, user in self.mogelijk.items())]

    def personen(self, actor: Actor) -> list[User]:
        return _personen(actor, *self.rollen)

    def clean_user(self) -> User:
        return self.mogelijk[self.cleaned_data["user"]]


class MandaatForm(_PersoonForm):
    """A mandate: who, for which decision, in what words under the decision, from when."""

    rollen = MANDAATROLLEN
    product = forms.ChoiceField(label="Voor welk besluit?", choices=Mandaatproduct.choices, widget=forms.RadioSelect)
    functie = forms.CharField(
        label="Functie", max_length=120, help_text="Zo staat het onder het besluit, bijvoorbeeld: voorzitter commissie."
    )
    namens = forms.CharField(
        label="Namens wie?",
        max_length=200,
        help_text="Zo staat het onder het besluit, bijvoorbeeld: het bestuur van het samenwerkingsverband.",
    )
    plaatsvervangend = forms.BooleanField(label="Alleen als de voorzitter afwezig is", required=False)
    grondslag = forms.CharField(label="Waar is dit vastgelegd?", max_length=200, required=False)
    van = DatumField(label="Vanaf")


class AfwezigForm(_PersoonForm):
    """An absence of the chair or the deputy."""

    rollen = (Rol.VOORZITTER, Rol.PLV_VOORZITTER)
    van = DatumField(label="Eerste dag")
    tot = DatumField(label="Laatste dag")

    def personen(self, actor: Actor) -> list[User]:
        allen = super().personen(actor)
        if actor.rol == Rol.SECRETARIAAT:
            return allen
        return [user for user in allen if user.pk == actor.gebruiker_id]

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or self.cleaned_data
        if schoon.get("van") and schoon.get("tot") and schoon["tot"] < schoon["van"]:
            self.add_error("tot", "De laatste dag ligt voor de eerste dag. Kies een latere datum.")
        return schoon

"""The form in which a person chooses when to be mailed, and a parent a word for each child."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.db import transaction
from django.utils import timezone

from cases.models import Leerling, Zaak
from organisations.actor import Actor
from organisations.mailadres import zelfde_adres
from organisations.models import User
from ui.forms import DatumField, DekkendForm, MailField
from ui.notatie import datum
from workflow.models_post import Bijnaam, Mailkeuze, Onbestelbaar, Papierpost
from workflow.post import gemaild_door
from workflow.terugpost import Gepost


def kinderen_van(actor: Actor) -> list[Leerling]:
    """The children of whom this parent may see a case today, the eldest first; who was entered twice stands here twice.

    The form says how a child is called now: for who has no gezag any more that may be what has to stay unknown.
    """
    zaken = Zaak.objects.visible_to(actor).values("dossier__leerling_id")
    rijen = Leerling.objects.filter(ouders__user_id=actor.persoon_id, samengevoegd_met__isnull=True, pk__in=zaken)
    return list(rijen.distinct().order_by("geboortedatum", "pk"))


class MailkeuzeForm(DekkendForm):
    """`uit` still leaves what the law asks us to tell."""

    wijze = forms.ChoiceField(
        label="Wanneer wilt u mail?",
        choices=Mailkeuze.Wijze.choices,
        widget=forms.RadioSelect,
        help_text="Over een besluit of een vraag om papieren mailen wij altijd meteen.",
    )

    def __init__(self, *args: Any, user: User, kinderen: list[Leerling], jij: bool = False, **kwargs: Any) -> None:
        keuze = Mailkeuze.objects.filter(user=user).first()
        bekend = dict(Bijnaam.objects.filter(user=user).values_list("leerling_id", "naam"))
        begin = {f"bijnaam_{kind.pk}": bekend.get(kind.pk, "") for kind in kinderen}
        kwargs["initial"] = {"wijze": keuze.wijze if keuze else Mailkeuze.Wijze.DIRECT, **begin}
        super().__init__(*args, **kwargs)
        if jij:
            self.fields["wijze"].label = "Wanneer wil je mail?"
        for kind in kinderen:
            self.fields[f"bijnaam_{kind.pk}"] = forms.CharField(
                label=f"Hoe noemt u {kind.roepnaam} in de mail?",
                required=False,
                max_length=30,
                help_text="Kies een woord dat alleen u begrijpt, zoals: de oudste. Leeg laten mag.",
            )
        self.kinderen = kinderen

    def clean(self) -> dict[str, Any]:
        """Mail can be read by others on the way: it never carries the name of a child."""
        schoon = super().clean() or self.cleaned_data
        for kind in self.kinderen:
            woord = str(schoon.get(f"bijnaam_{kind.pk}", "")).lower()
            if any(naam.lower() in woord for naam in (kind.roepnaam, kind.achternaam, *kind.voornamen.split())):
                self.add_error(f"bijnaam_{kind.pk}", "Gebruik niet de echte naam. Een ander kan de mail lezen.")
        return schoon

    @transaction.atomic
    def bewaar(self, user: User) -> None:
        Mailkeuze.objects.update_or_create(user=user, defaults={"wijze": self.cleaned_data["wijze"]})
        for kind in self.kinderen:
            woord = self.cleaned_data[f"bijnaam_{kind.pk}"].strip()
            if woord:
                Bijnaam.objects.update_or_create(user=user, leerling=kind, defaults={"naam": woord})
            else:
                Bijnaam.objects.filter(user=user, leerling=kind).delete()


class OnbestelbaarForm(DekkendForm):
    """An address from which mail came back; only one that this samenwerkingsverband mails to."""

    email = MailField(label="Naar welk mailadres komt mail niet aan?")
    reden = forms.CharField(
        label="Wat stond er in het bericht dat terugkwam?",
        required=False,
        max_length=Onbestelbaar.reden.field.max_length,
    )

    def __init__(self, *args: Any, swv_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.swv_id = swv_id

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        if not gemaild_door(self.swv_id).filter(zelfde_adres(email)).exists():
            raise forms.ValidationError("Naar dit adres stuurt Dekkend geen mail. Controleer of het goed is getypt.")
        return email


class PapierForm(DekkendForm):
    """Which letters went out, and on which day."""

    brieven = forms.MultipleChoiceField(
        label="Brieven", widget=forms.CheckboxSelectMultiple, error_messages={"required": "Kies ten minste één brief"}
    )
    gepost_op = DatumField(
        label="Dag waarop de brief op de post gaat", laatste=timezone.localdate, help_text="Deze dag staat in de brief."
    )

    def __init__(self, *args: Any, rijen: Iterable[Papierpost], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rijen = {str(rij.pk): rij for rij in rijen}
        veld = self.fields["brieven"]
        assert isinstance(veld, forms.MultipleChoiceField)
        veld.choices = [(pk, f"{rij.bericht.onderwerp} ({rij.zaak.nummer})") for pk, rij in self.rijen.items()]

    @property
    def gekozen(self) -> list[Papierpost]:
        return [self.rijen[pk] for pk in dict.fromkeys(self.cleaned_data.get("brieven", []))]


class RetourForm(DekkendForm):
    """A letter lay in the letter box again."""

    brief = forms.ChoiceField(label="Welke brief kwam terug?")
    retour_op = DatumField(label="Op welke dag?", laatste=timezone.localdate)
    reden = forms.CharField(
        label="Wat staat er op de envelop?",
        required=False,
        max_length=Papierpost.retour_reden.field.max_length,
        help_text="Bijvoorbeeld: verhuisd, of adres onbekend.",
    )

    def __init__(
        self, *args: Any, rijen: Iterable[Papierpost], ander: Mapping[str, Gepost] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.gepost = {str(rij.pk): rij.gepost_op for rij in rijen}
        self.ander = ander or {}
        veld = self.fields["brief"]
        assert isinstance(veld, forms.ChoiceField)
        keuzes = [(sleutel, _van_proces(rij)) for sleutel, rij in self.ander.items()]
        veld.choices = [("", "Kies een brief"), *keuzes, *((str(rij.pk), _omschrijving(rij)) for rij in rijen)]

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or self.cleaned_data
        gepost, op = self.gepost.get(schoon.get("brief", "")), schoon.get("retour_op")
        if gepost and op and op < gepost:
            self.add_error("retour_op", f"De brief ging op {datum(gepost)} op de post. Kies een latere dag")
        return schoon


def _van_proces(rij: Gepost) -> str:
    return f"{rij.wat} ({rij.zaaknummer}, gepost op {datum(rij.gepost_op)})"


def _omschrijving(rij: Papierpost) -> str:
    wie = rij.bericht.ouder or rij.bericht.user
    nummer = rij.zaak.nummer or "concept"
    gepost = f", gepost op {datum(rij.gepost_op)}" if rij.gepost_op else ""
    return f"{wie.naam if wie else 'onbekend'}: {rij.bericht.onderwerp} ({nummer}{gepost})"


class VerstuurdForm(PapierForm):
    """To note it, a letter was printed first, and not sent before there was anything to tell."""

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or self.cleaned_data
        op = schoon.get("gepost_op")
        if any(rij.geprint_op is None for rij in self.gekozen):
            self.add_error("brieven", "Print eerst de brieven die u kiest")
        if op and any(op < timezone.localdate(rij.gemaakt_op) for rij in self.gekozen):
            self.add_error("gepost_op", "Op deze dag was er nog geen brief. Kies een latere dag")
        return schoon

"""Forms of step 3: the contact log, the network, consent, sharing, and the options."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone

from cases.models import Ouder
from documents.models import Document
from maatwerk.models import Contact, Deeltoestemming, Netwerkpartner, Optie
from maatwerk.models_begin import Onderwijsvorm
from organisations.models import School
from ui.fields import DatumField, MailField
from ui.forms import DekkendForm, VersieFormMixin


class SnelContactForm(VersieFormMixin, DekkendForm):
    """Two taps on a phone: with whom, and how. The day is today."""

    met = forms.ChoiceField(
        label="Met wie had u contact?",
        choices=[(m.value, m.label.capitalize()) for m in Contact.Met],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies met wie u contact had"},
    )
    wijze = forms.ChoiceField(
        choices=Contact.Wijze.choices, widget=forms.HiddenInput, error_messages={"required": "Kies hoe u contact had"}
    )


class ContactForm(VersieFormMixin, DekkendForm):
    """The same with a day, words, and why the order was not kept."""

    met = forms.ChoiceField(
        label="Met wie had u contact?",
        choices=[(m.value, m.label.capitalize()) for m in Contact.Met],
        widget=forms.RadioSelect,
    )
    partner_id = forms.TypedChoiceField(label="Wie uit het netwerk?", required=False, coerce=int, empty_value=None)
    wijze = forms.ChoiceField(
        label="Hoe?", choices=[(w.value, w.label.capitalize()) for w in Contact.Wijze], widget=forms.RadioSelect
    )
    op = DatumField(label="Wanneer?", laatste=timezone.localdate)
    notitie = forms.CharField(
        label="Wat is besproken en afgesproken?",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Kort en zakelijk. Ouders kunnen inzage vragen.",
    )
    reden_volgorde = forms.CharField(
        label="Waarom eerder dan het gesprek met de ouders of de school?",
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Alleen nodig als u de ouders, of daarna de school, nog niet sprak.",
    )

    def __init__(self, *args: Any, netwerk: Iterable[Netwerkpartner], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        veld = self.fields["partner_id"]
        assert isinstance(veld, forms.TypedChoiceField)
        veld.choices = [("", "Niemand uit het netwerk"), *((str(p.pk), str(p)) for p in netwerk)]


class AanvulForm(VersieFormMixin, DekkendForm):
    notitie = forms.CharField(
        label="Wat is besproken en afgesproken?", max_length=4000, widget=forms.Textarea(attrs={"rows": 6})
    )


class PartnerForm(VersieFormMixin, DekkendForm):
    partnerversie = forms.IntegerField(widget=forms.HiddenInput, required=False)
    naam = forms.CharField(label="Naam", max_length=160)
    functie = forms.CharField(label="Functie", max_length=120)
    organisatie = forms.CharField(label="Organisatie", max_length=160)
    telefoon = forms.CharField(label="Telefoonnummer", max_length=20, required=False)
    email = MailField(label="Mailadres", required=False)
    bijdrage = forms.CharField(label="Waarover denkt deze persoon mee?", max_length=400, required=False)


class DeeltoestemmingForm(VersieFormMixin, DekkendForm):
    """Who consents, to what, when and how it was given."""

    wie = forms.TypedChoiceField(label="Wie geeft toestemming?", widget=forms.RadioSelect, coerce=int)
    doel = forms.ChoiceField(
        label="Waarvoor?",
        choices=[(d.value, d.label.capitalize()) for d in Deeltoestemming.Doel],
        widget=forms.RadioSelect,
    )
    gegeven_op = DatumField(label="Wanneer is de toestemming gegeven?", laatste=timezone.localdate)
    hoe = forms.CharField(
        label="Hoe is de toestemming gegeven?", max_length=160, help_text="Bijvoorbeeld: in een gesprek, of per brief."
    )

    def __init__(self, *args: Any, gevers: Iterable[Ouder | None], leerling: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        veld = self.fields["wie"]
        assert isinstance(veld, forms.TypedChoiceField)
        veld.choices = [(str(o.pk), o.naam) if o else ("0", f"{leerling} (leerling)") for o in gevers]


class DeelForm(VersieFormMixin, DekkendForm):
    document_id = forms.TypedChoiceField(
        label="Welk document deelt u?",
        widget=forms.RadioSelect,
        coerce=int,
        error_messages={"required": "Kies een document"},
    )

    def __init__(self, *args: Any, documenten: Iterable[Document], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        veld = self.fields["document_id"]
        assert isinstance(veld, forms.TypedChoiceField)
        veld.choices = [(str(document.pk), document.titel) for document in documenten]


class CodeForm(DekkendForm):
    """For somebody without an account."""

    code = forms.CharField(
        label="De code die u kreeg",
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        help_text="Twaalf letters en cijfers, bijvoorbeeld 7K3M-Q9XA-2FTB.",
    )


class OptieForm(VersieFormMixin, DekkendForm):
    optieversie = forms.IntegerField(widget=forms.HiddenInput, required=False)
    naam = forms.CharField(label="Welke plek?", max_length=160)
    vorm = forms.ChoiceField(label="Welke vorm van onderwijs?", choices=Onderwijsvorm.choices)
    school = forms.ModelChoiceField(
        label="Een school van dit samenwerkingsverband?",
        queryset=School.objects.none(),
        required=False,
        empty_label="Nee, of een andere plek",
    )
    ondersteuning = forms.CharField(
        label="Welke ondersteuning hoort daarbij?",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, swv_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        veld = self.fields["school"]
        assert isinstance(veld, forms.ModelChoiceField)
        veld.queryset = School.objects.filter(swv_id=swv_id, gesloten_op__isnull=True).order_by("naam")


class StandForm(VersieFormMixin, DekkendForm):
    """One step of an option; the fields that this step does not ask are left out."""

    optieversie = forms.IntegerField(widget=forms.HiddenInput, required=False)
    afgestemd_op = DatumField(
        label="Wanneer besprak u deze plek met de ouders?",
        laatste=timezone.localdate,
        error_messages={"required": "Vul in wanneer u deze plek met de ouders besprak"},
    )
    reden = forms.CharField(max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, stand: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reden = self.fields["reden"]
        if stand != Optie.Stand.PAST:
            del self.fields["afgestemd_op"]
        labels = {
            Optie.Stand.VALT_AF: "Waarom valt deze plek af?",
            Optie.Stand.PAST: "Waarom past deze plek?",
            Optie.Stand.VERKEND: "Wat leverde het verkennen op?",
            Optie.Stand.IDEE: "Waarom komt deze plek terug?",
        }
        reden.label = labels[Optie.Stand(stand)]
        reden.required = stand == Optie.Stand.VALT_AF
        reden.error_messages["required"] = f"Beantwoord de vraag ‘{reden.label}’"

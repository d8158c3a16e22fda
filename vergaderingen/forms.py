"""Forms of meetings, items, outcomes and actions."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils import timezone

from documents.models import Document
from organisations.models import Lidmaatschap, School
from organisations.rollen import COMMISSIEROLLEN
from ui.forms import DatumField, DekkendForm, TijdField, VersieFormMixin
from ui.notatie import datum, tijd
from vergaderingen.models import Agendapunt, Genodigde, Vergadering
from vergaderingen.plannen import vanzelf_genodigd
from vergaderingen.woorden import agendasoort, kenmerk, uitkomsten
from workflow.process import Agendasoort, process_van

LANGE_TEKST = forms.Textarea(attrs={"rows": 6})
GEEN_NAMEN = "Schrijf geen naam, geboortedatum of adres van een leerling."
WACHT = "wacht"


def _keuze(form: forms.Form, naam: str) -> Any:
    return form.fields[naam]


class PlanForm(VersieFormMixin, DekkendForm):
    """When, where, who is asked, and who leads."""

    datum = DatumField(label="Datum")
    van = TijdField(label="Van")
    tot = TijdField(label="Tot")
    hoe = forms.ChoiceField(
        label="Waar komt u bij elkaar?",
        choices=[("plaats", "Op een plek"), ("online", "Online")],
        widget=forms.RadioSelect,
        initial="plaats",
    )
    plaats = forms.CharField(
        label="Adres en zaal, of hoe u inbelt",
        max_length=200,
        error_messages={"required": "Vul in waar de vergadering is, of hoe men inbelt"},
    )
    voorzitter = forms.TypedChoiceField(
        label="Wie zit voor?", coerce=int, error_messages={"required": "Kies wie voorzit"}
    )
    leden = forms.TypedMultipleChoiceField(
        label="Wie nodigt u uit?",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kies wie u uitnodigt"},
    )

    def __init__(self, *args: Any, leden: list[Lidmaatschap], vanaf: date | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.vanaf = vanaf
        _keuze(self, "leden").choices = [(lid.pk, f"{lid.user.naam} ({lid.get_rol_display()})") for lid in leden]
        _keuze(self, "leden").initial = vanzelf_genodigd(leden)
        voorzitters = {lid.user_id: lid.user.naam for lid in leden if lid.rol in COMMISSIEROLLEN}
        _keuze(self, "voorzitter").choices = [("", "Kies een persoon"), *voorzitters.items()]

    def clean_datum(self) -> date:
        dag: date = self.cleaned_data["datum"]
        if self.vanaf is not None and dag < self.vanaf:
            raise forms.ValidationError("Deze dag is voorbij. Kies een dag vanaf vandaag.")
        return dag

    def clean(self) -> dict[str, Any]:
        """Two moments out of a day and two times."""
        schoon = super().clean() or self.cleaned_data
        dag, van, tot = (schoon.pop(naam, None) for naam in ("datum", "van", "tot"))
        if dag and van and tot:
            if tot <= van:
                self.add_error("tot", "De vergadering eindigt voor zij begint. Kies een latere tijd.")
            schoon["begin"] = timezone.make_aware(datetime.combine(dag, van))
            schoon["einde"] = timezone.make_aware(datetime.combine(dag, tot))
        schoon["online"] = schoon.pop("hoe", "") == "online"
        return schoon


def begin_van(vergadering: Vergadering) -> dict[str, Any]:
    """What the form shows of a meeting that is there."""
    begin, einde = timezone.localtime(vergadering.begin), timezone.localtime(vergadering.einde)
    return {
        "datum": begin.date(),
        "van": begin.time(),
        "tot": einde.time(),
        "hoe": "online" if vergadering.online else "plaats",
        "plaats": vergadering.plaats,
        "voorzitter": vergadering.voorzitter_id,
        "leden": [g.lid_id for g in vergadering.genodigden.all()],
        "versie": vergadering.versie,
    }


class AfgelastForm(DekkendForm):
    reden = forms.CharField(label="Waarom gaat de vergadering niet door?", max_length=400)


class PresentieForm(VersieFormMixin, DekkendForm):
    """One question for each invited hat."""

    def __init__(self, *args: Any, genodigden: Iterable[Genodigde], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.namen = {}
        for g in genodigden:
            naam = f"lid_{g.pk}"
            self.namen[naam] = g.pk
            veld = forms.ChoiceField(
                label=f"{g.lid.user.naam} ({g.lid.get_rol_display()})",
                choices=Genodigde.Aanwezig.choices,
                widget=forms.RadioSelect,
                initial=g.aanwezig,
                error_messages={"required": f"Kies of {g.lid.user.naam} er was"},
            )
            veld.naast_elkaar = True  # type: ignore[attr-defined]
            self.fields[naam] = veld

    @property
    def aanwezig(self) -> dict[int, str]:
        return {pk: self.cleaned_data[naam] for naam, pk in self.namen.items()}


class PuntForm(VersieFormMixin, DekkendForm):
    """A consultation without a request, or another item."""

    vorm = forms.ChoiceField(
        label="Wat zet u op de agenda?",
        choices=[
            (Agendapunt.Vorm.CONSULTATIE, "Een consultatie: een vraag van een school, zonder aanvraag"),
            (Agendapunt.Vorm.PUNT, "Een ander punt"),
        ],
        widget=forms.RadioSelect,
    )
    titel = forms.CharField(label="Onderwerp in één zin", max_length=160, help_text=GEEN_NAMEN)
    school_id = forms.TypedChoiceField(
        label="Welke school vraagt dit?",
        coerce=int,
        empty_value=None,
        required=False,
        help_text="Alleen bij een consultatie.",
    )
    vraag = forms.CharField(
        label="De vraag, of wat vooraf te weten is",
        max_length=4000,
        required=False,
        widget=LANGE_TEKST,
        help_text=f"{GEEN_NAMEN} Vertel niet meer dan nodig is om mee te denken.",
    )
    voorbereider_id = forms.TypedChoiceField(
        label="Wie bereidt dit voor?", coerce=int, empty_value=None, required=False
    )

    def __init__(self, *args: Any, leden: list[Lidmaatschap], scholen: Iterable[School], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _keuze(self, "school_id").choices = [("", "Geen school"), *((s.pk, s.naam) for s in scholen)]
        _zet_voorbereiders(self, leden)

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or self.cleaned_data
        if schoon.get("vorm") == Agendapunt.Vorm.CONSULTATIE and not schoon.get("school_id"):
            self.add_error("school_id", "Kies de school die de vraag stelt.")
        if schoon.get("vorm") == Agendapunt.Vorm.CONSULTATIE and not schoon.get("vraag"):
            self.add_error("vraag", "Schrijf wat de school wil weten.")
        if schoon.get("vorm") == Agendapunt.Vorm.PUNT:
            schoon["school_id"] = None
        return schoon


class ZaakpuntForm(VersieFormMixin, DekkendForm):
    """What is asked of the commission about a case, who prepares it, and which papers go with it."""

    vraag = forms.CharField(
        label="Wat wilt u de commissie vragen?", max_length=4000, required=False, widget=LANGE_TEKST
    )
    voorbereider_id = forms.TypedChoiceField(
        label="Wie bereidt dit voor?", coerce=int, empty_value=None, required=False
    )
    stukken = forms.TypedMultipleChoiceField(
        label="Welke stukken gaan mee?",
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Kies alleen wat nodig is. Wie is uitgenodigd en geen belang heeft, kan ze lezen tot de vergadering "
        "is afgesloten.",
    )

    def __init__(self, *args: Any, leden: list[Lidmaatschap], documenten: Iterable[Document], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _zet_voorbereiders(self, leden)
        keuzes = [(doc.pk, f"{doc.titel} ({datum(doc.aangemaakt_op)})") for doc in documenten]
        _keuze(self, "stukken").choices = keuzes
        if not keuzes:
            del self.fields["stukken"]


class OpAgendaForm(VersieFormMixin, DekkendForm):
    """Put this case on an agenda."""

    soort = forms.ChoiceField(label="Waarvoor?", widget=forms.RadioSelect)
    vergadering = forms.ChoiceField(label="Op welke vergadering?")
    vraag = ZaakpuntForm.base_fields["vraag"]
    stukken = ZaakpuntForm.base_fields["stukken"]

    def __init__(
        self,
        *args: Any,
        soorten: dict[str, Agendasoort],
        vergaderingen: Iterable[Vergadering],
        documenten: Iterable[Document],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        _keuze(self, "soort").choices = [(sleutel, soort.label) for sleutel, soort in soorten.items()]
        _keuze(self, "soort").initial = next(iter(soorten), None)
        _keuze(self, "vergadering").choices = vergaderkeuzes(vergaderingen)
        keuzes = [(doc.pk, f"{doc.titel} ({datum(doc.aangemaakt_op)})") for doc in documenten]
        _keuze(self, "stukken").choices = keuzes
        if not keuzes:
            del self.fields["stukken"]

    def clean_vergadering(self) -> int | None:
        return als_id(self.cleaned_data["vergadering"])


class VerplaatsForm(VersieFormMixin, DekkendForm):
    naar = forms.ChoiceField(label="Naar welke vergadering?")

    def __init__(self, *args: Any, vergaderingen: Iterable[Vergadering], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _keuze(self, "naar").choices = vergaderkeuzes(vergaderingen)

    def clean_naar(self) -> int | None:
        return als_id(self.cleaned_data["naar"])


class UitkomstForm(VersieFormMixin, DekkendForm):
    """What came of it. A draft may lack the outcome."""

    uitkomst = forms.ChoiceField(label="Wat is de uitkomst?", widget=forms.RadioSelect, required=False)
    advies = forms.CharField(
        label="Advies of besluit, met de reden",
        max_length=8000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text="Dit komt zo in het verslag. Schrijf ‘de leerling’ en geen naam.",
    )
    verlieten = forms.TypedMultipleChoiceField(
        label="Wie ging bij dit punt weg, om een belang?",
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Wie een belang meldde of van wie wij het weten, staat al aangevinkt en telt altijd mee.",
    )
    keuze = forms.ChoiceField(required=False)
    verplicht_later = ("uitkomst",)
    field_order = ("uitkomst", "keuze", "advies", "verlieten")

    def __init__(self, *args: Any, punt: Agendapunt, genodigden: Iterable[Genodigde], op: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _keuze(self, "uitkomst").choices = [(sleutel, label) for sleutel, label in uitkomsten(punt).items()]
        _zet_keuze(self, punt, op)
        _keuze(self, "verlieten").choices = list({g.lid.user_id: g.lid.user.naam for g in genodigden}.items())


def _zet_keuze(form: forms.Form, punt: Agendapunt, op: date) -> None:
    """The question that this kind of item asks beside its outcome, when it asks one."""
    soort = agendasoort(punt)
    if punt.zaak is None or soort is None or soort.keuze is None:
        del form.fields["keuze"]
        return
    obj = process_van(punt.zaak).object_van(punt.zaak)
    veld = _keuze(form, "keuze")
    veld.label = soort.keuze.label
    veld.choices = [("", soort.keuze.leeg), *soort.keuze.keuzes(obj, op)]


class ActieForm(VersieFormMixin, DekkendForm):
    wat = forms.CharField(label="Wat moet er gebeuren?", max_length=300, help_text=GEEN_NAMEN)
    wie = forms.TypedChoiceField(label="Wie doet het?", coerce=int, error_messages={"required": "Kies een persoon"})
    uiterlijk = DatumField(label="Uiterlijk", required=False)
    punt = forms.TypedChoiceField(label="Bij welk punt?", coerce=int, empty_value=None, required=False)

    def __init__(
        self, *args: Any, genodigden: Iterable[Genodigde], punten: Iterable[Agendapunt], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        _keuze(self, "wie").choices = [("", "Kies een persoon"), *((g.lid_id, g.lid.user.naam) for g in genodigden)]
        namen = [(punt.pk, f"{punt.titel} {kenmerk(punt)}".strip()) for punt in punten]
        _keuze(self, "punt").choices = [("", "Geen punt in het bijzonder"), *namen]


class BevestigForm(VersieFormMixin, DekkendForm):
    """Only a button."""


def vergaderkeuzes(vergaderingen: Iterable[Vergadering]) -> list[tuple[str, str]]:
    """The first one first; last the list of what waits."""
    rijen = [(str(v.pk), f"{datum(v.begin)}, {tijd(v.begin)} uur") for v in vergaderingen]
    return [*rijen, (WACHT, "Nog geen: op de wachtlijst")]


def als_id(keuze: str) -> int | None:
    return None if keuze == WACHT else int(keuze)


def _zet_voorbereiders(form: forms.Form, leden: list[Lidmaatschap]) -> None:
    namen = {lid.user_id: lid.user.naam for lid in leden}
    _keuze(form, "voorbereider_id").choices = [("", "Nog niemand"), *namen.items()]

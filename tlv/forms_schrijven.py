"""The forms of the sections. Required means: needed to call the section finished; a draft takes anything."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from tlv.models import Categorie
from tlv.perioden import Uitstroomprofiel, mogelijke_eindes, richteinde
from ui.forms import DatumField, JaNeeField
from ui.notatie import datum
from workflow.forms_secties import RijForm, SectieForm, met_hoofdletter, regel, tekst

GRONDEN = [
    ("zml", "Zeer moeilijk lerend: IQ onder 55, blijvend veel hulp nodig, zeer kleine leerwinst"),
    ("sociaal_emotioneel", "Intensieve hulp nodig bij sociaal en emotioneel functioneren"),
    ("praktisch", "Intensieve hulp nodig bij praktische redzaamheid of gezondheid"),
    ("stapeling", "Stapeling: hulp nodig op meer gebieden, die samen plaatsing nodig maken"),
]


class SituatieForm(SectieForm):
    situatie = tekst(
        "Wat is er aan de hand?",
        "Beschrijf hoe het nu met de leerling gaat op school. Schrijf alleen op wat nodig is om te beoordelen.",
        fout="Beschrijf hoe het nu met de leerling gaat",
    )
    gronden = forms.MultipleChoiceField(
        label="Op welke grond vraagt u een plaats in het vso aan?",
        choices=GRONDEN,
        widget=forms.CheckboxSelectMultiple,
        help_text="Kies wat past. Meer dan één mag.",
    )
    gronden_toelichting = tekst("Waaruit blijkt dat?", "Noem feiten, en in welk stuk ze staan.", regels=4)
    uitstroomprofiel = forms.ChoiceField(
        label="Waar gaat de leerling naar verwachting heen na het vso?",
        choices=met_hoofdletter(Uitstroomprofiel.choices),
        widget=forms.RadioSelect,
        help_text="Dit staat ook in het OPP. Het bepaalt hoe lang een verklaring meestal geldt.",
    )
    einde = forms.TypedChoiceField(label="Tot wanneer vraagt u de verklaring aan?", empty_value=None)
    periode_reden = tekst(
        "Waarom deze periode?",
        "Alleen nodig als u langer vraagt dan gebruikelijk is bij dit uitstroomprofiel.",
        regels=3,
        verplicht=False,
    )
    categorie = forms.ChoiceField(
        label="Welke bekostigingscategorie vraagt u aan?",
        choices=met_hoofdletter(Categorie.choices),
        widget=forms.RadioSelect,
        help_text="Laag past bij de meeste leerlingen. Bij midden of hoog volgt een gesprek met de commissie.",
    )
    categorie_reden = tekst(
        "Waarom is laag niet genoeg?",
        "Alleen nodig bij midden of hoog. Ga uit van wat de leerling op school nodig heeft, niet van een diagnose. "
        "Een persoonsgebonden budget telt niet mee.",
        regels=4,
        verplicht=False,
    )

    def pas_aan(self) -> None:
        geboren, vandaag = self.context.leerling.geboortedatum, self.context.vandaag
        eindes = mogelijke_eindes(geboren=geboren, besloten=vandaag)
        keuzes = [("", "Kies een datum"), *((dag.isoformat(), datum(dag)) for dag in eindes)]
        veld = self.fields["einde"]
        assert isinstance(veld, forms.ChoiceField)
        veld.choices = keuzes
        kort = datum(richteinde("vervolgonderwijs", geboren=geboren, besloten=vandaag))
        lang = datum(richteinde("arbeid", geboren=geboren, besloten=vandaag))
        veld.help_text = (
            f"Gebruikelijk is bij vervolgonderwijs {kort}. Bij arbeid en dagbesteding is dat {lang}. "
            "Langer kan, met een reden."
        )

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or {}
        if schoon.get("categorie") in (Categorie.MIDDEN, Categorie.HOOG):
            self.eis_bij(schoon, "categorie_reden", "Leg uit waarom de categorie laag niet genoeg is")
        if self._langer_dan_gebruikelijk(schoon):
            self.eis_bij(schoon, "periode_reden", "Leg uit waarom de verklaring langer moet gelden dan gebruikelijk")
        return schoon

    def _langer_dan_gebruikelijk(self, schoon: Mapping[str, Any]) -> bool:
        if not schoon.get("einde") or not schoon.get("uitstroomprofiel"):
            return False
        richt = richteinde(
            schoon["uitstroomprofiel"],
            geboren=self.context.leerling.geboortedatum,
            besloten=self.context.vandaag,
        )
        return date.fromisoformat(schoon["einde"]) > richt


class BehoeftenForm(SectieForm):
    DOMEINEN = ("leren", "werkhouding", "sociaal_emotioneel", "praktisch", "omgeving")

    kern = tekst(
        "Wat heeft de leerling vooral nodig?",
        "Vat het samen in een paar zinnen. Hieronder kunt u het per gebied uitwerken.",
        regels=4,
    )
    leren = tekst("Leren en denken", "Wat heeft de leerling nodig om te leren?", regels=3, verplicht=False)
    werkhouding = tekst("Werken en taakgedrag", "Beginnen, volhouden, plannen, afmaken.", regels=3, verplicht=False)
    sociaal_emotioneel = tekst(
        "Omgaan met anderen en met gevoelens", "Contact met leerlingen en volwassenen, spanning, gedrag.",
        regels=3, verplicht=False,
    )  # fmt: skip
    praktisch = tekst(
        "Zelfredzaamheid en gezondheid", "Zelf kunnen, verzorging, lichaam, aanwezig kunnen zijn.",
        regels=3, verplicht=False,
    )  # fmt: skip
    omgeving = tekst("Thuis en vrije tijd", "Alleen wat voor school van belang is.", regels=3, verplicht=False)
    helpt = tekst("Wat helpt deze leerling?", "Sterke kanten en wat al werkt.", regels=3)
    belemmert = tekst("Wat staat in de weg?", regels=3)
    onderzoek_datum = DatumField(
        label="Wanneer zijn de capaciteiten het laatst onderzocht?",
        laatste=timezone.localdate,
        required=False,
        help_text="Voeg het verslag hieronder toe. Is er geen recent onderzoek? Vraag dan ontheffing.",
    )
    onderzoek_door = regel("Door wie?", "Naam en beroep.", verplicht=False)
    onderzoek_uitkomst = tekst("Wat kwam eruit, voor zover nodig?", regels=3, verplicht=False)

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or {}
        if not any(schoon.get(naam) for naam in self.DOMEINEN):
            self.add_error("leren", "Werk ten minste één gebied uit: wat heeft de leerling daar nodig?")
        if schoon.get("onderzoek_datum"):
            self.eis_bij(schoon, "onderzoek_door", "Vul in wie het onderzoek deed")
        return schoon


NIVEAUS = [
    ("", "Kies een niveau"),
    ("1", "1: basisondersteuning in de klas"),
    ("2", "2: basisondersteuning op school"),
    ("3", "3: extra hulp op school"),
    ("4", "4: extra hulp met anderen erbij"),
]


class InterventieForm(RijForm):
    wat = regel("Wat is er gedaan?")
    niveau = forms.ChoiceField(label="Niveau van ondersteuning", choices=NIVEAUS)
    van = DatumField(label="Vanaf", laatste=timezone.localdate)
    tot = DatumField(label="Tot en met", required=False, help_text="Laat leeg als het nog loopt.")
    door = regel("Door wie?", "Functie is genoeg.")
    effect = tekst("Wat was het effect?", regels=3)
    waarom_onvoldoende = tekst("Waarom was het niet genoeg?", regels=3)

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or {}
        van, tot = schoon.get("van"), schoon.get("tot")
        if van and tot and tot < van:
            self.add_error("tot", "De einddatum ligt voor de begindatum. Kijk de datums na.")
        return schoon


class InterventiesForm(SectieForm):
    """Only rows; the form itself carries the version."""


class WaaromNietForm(SectieForm):
    waarom = tekst(
        "Waarom kan uw school deze leerling niet bieden wat nodig is?",
        "Ga in op de eigen mogelijkheden van de school en van het schoolondersteuningsprofiel.",
        regels=6,
    )
    arrangement = tekst(
        "Welke lichtere hulp is overwogen, en waarom is die niet genoeg?",
        "Bijvoorbeeld een arrangement, ambulante begeleiding, symbiose of een tijdelijke plaats.",
        regels=5,
    )
    later_lichter = tekst("Kan het later met minder?", "Wat zou daarvoor nodig zijn?", regels=3, verplicht=False)


class DeelnemerForm(RijForm):
    naam = regel("Naam")
    functie = regel(
        "Functie of relatie", "Bijvoorbeeld mentor, ouder, schoolmaatschappelijk werker, leerplichtambtenaar."
    )


class KnooppuntForm(SectieForm):
    datum = DatumField(label="Wanneer was het knooppunt?", laatste=timezone.localdate)
    overwegingen = tekst("Wat is er overwogen?", "Noem ook wat ouders en leerling inbrachten.", regels=6)
    conclusie = tekst("Tot welke conclusie kwam het knooppunt?", regels=4)


class ConsultatieForm(SectieForm):
    gevraagd = JaNeeField(label="Is de commissie al eerder om raad gevraagd over deze leerling?")
    datum = DatumField(label="Wanneer?", laatste=timezone.localdate, required=False)
    met_wie = regel("Met wie?", verplicht=False)
    uitkomst = tekst("Wat was de raad, en wat is ermee gedaan?", regels=4, verplicht=False)

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or {}
        if schoon.get("gevraagd"):
            self.eis_bij(schoon, "datum", "Vul in wanneer de commissie om raad is gevraagd")
            self.eis_bij(schoon, "uitkomst", "Vul in wat de raad was")
        return schoon


class DialoogForm(SectieForm):
    school = regel(
        "Met welke school is gesproken?",
        "De school staat niet op de verklaring: die geldt voor elke vso-school in Nederland.",
    )
    datum = DatumField(label="Wanneer?", laatste=timezone.localdate)
    met_wie = regel("Met wie is gesproken?", "Naam en functie.")
    uitkomst = tekst(
        "Wat was de uitkomst?", "Wat kan die school bieden, en wanneer kan de leerling beginnen?", regels=4
    )


class BladzijdeField(forms.CharField):
    """Where in a paper something stands: read back as a page, for a bare number says nothing."""

    @staticmethod
    def in_woorden(waarde: str) -> str:
        if not waarde[:1].isdigit():
            return waarde
        return f"bladzijde {waarde}" if waarde.isdigit() else f"bladzijden {waarde}"


def _bladzijde(label: str, hulp: str = "", *, verplicht: bool = True) -> BladzijdeField:
    veld = BladzijdeField(
        label=label,
        help_text=hulp,
        required=verplicht,
        max_length=40,
        widget=forms.TextInput(attrs={"class": "invoer-kort"}),
    )
    veld.error_messages["required"] = f"Vul de bladzijde in waar dit staat: {label[:1].lower()}{label[1:]}"
    return veld


class OppForm(SectieForm):
    """Where the required content stands: the list for regular schools and what a commission reads (source 004)."""

    datum = DatumField(label="Datum van het OPP", laatste=timezone.localdate)
    blz_uitstroom = _bladzijde("Uitstroombestemming, met onderbouwing", "Bladzijde, bijvoorbeeld 3 of 3-5.")
    blz_factoren = _bladzijde("Factoren die helpen en belemmeren")
    blz_handelingsdeel = _bladzijde("Handelingsdeel: welke begeleiding, en door wie")
    blz_afwijkingen = _bladzijde(
        "Afwijkingen van het onderwijsprogramma", "Laat leeg als er geen zijn.", verplicht=False
    )
    blz_ontwikkeling = _bladzijde("Ontwikkeling in denken en leren")
    blz_functioneren = _bladzijde("Hoe de leerling het op school doet")
    blz_behoefte = _bladzijde("Wat de leerling nodig heeft")
    instemming = JaNeeField(
        label="Zijn de ouders het eens met het handelingsdeel?",
        help_text="Zonder instemming kunt u de aanvraag wel indienen.",
    )
    instemming_toelichting = tekst("Toelichting", "Nodig als ouders het niet eens zijn.", regels=3, verplicht=False)
    ouders_gezien_op = DatumField(
        label="Wanneer hebben de ouders het OPP gezien?", laatste=timezone.localdate, required=False
    )
    leerling_gezien_op = DatumField(
        label="Wanneer heeft de leerling het OPP gezien?",
        laatste=timezone.localdate,
        required=False,
        help_text="Nodig vanaf 16 jaar.",
    )

    def pas_aan(self) -> None:
        if not self.context.eigen_stem:
            self.fields["leerling_gezien_op"].help_text = "Nog niet nodig: dat geldt vanaf 16 jaar."

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or {}
        if schoon.get("instemming") is False:
            self.eis_bij(schoon, "instemming_toelichting", "Leg uit waarover ouders en school verschillen")
        return schoon


class GezinForm(SectieForm):
    betrokken = tekst(
        "Hoe zijn de ouders bij de aanvraag betrokken?",
        "Hun eigen mening vragen wij apart, na het bevriezen. Die schrijft u hier niet op.",
        regels=4,
    )
    gehoord = JaNeeField(label="Is met de leerling gesproken over deze aanvraag?")
    mening_leerling = tekst("Wat vindt de leerling?", "Liefst in eigen woorden.", regels=4, verplicht=False)
    waarom_niet_gehoord = tekst(
        "Waarom niet?", "Nodig als niet met de leerling is gesproken.", regels=3, verplicht=False
    )

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or {}
        if schoon.get("gehoord"):
            self.eis_bij(schoon, "mening_leerling", "Vul in wat de leerling vindt")
        elif schoon.get("gehoord") is False:
            self.eis_bij(schoon, "waarom_niet_gehoord", "Leg uit waarom niet met de leerling is gesproken")
        return schoon


class BijlagenForm(SectieForm):
    toelichting = tekst("Toelichting bij de stukken", regels=3, verplicht=False)

"""What is checked before a decision is signed (domain.md §3, "What makes decisions fall").

Each check looks at facts that are on record and answers with a sentence. `fout` stops the signature, `let_op` is shown
and kept with the decision, and is for the chair to weigh: a computer cannot judge whether reasons convince.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import timedelta

from organisations.actor import Actor
from organisations.mandaten import mandaat_van
from organisations.models import Mandaat, Mandaatproduct
from tlv import rules
from tlv.beslissers import waarom_niet_beslissen
from tlv.besluitbeeld import Beeld, categorielabel
from tlv.models import Advies, Besluit
from tlv.onafhankelijkheid import beroepsnaam, grootste_gelijkenis, opsomming, toegestane_beroepen
from ui.notatie import datum

GOED, LET_OP, FOUT = "goed", "let_op", "fout"

MOTIVERING_WOORDEN = 40
KERN_WOORDEN = 10
REDEN_WOORDEN = 5
GELIJKENIS_LET_OP = 0.35
"""Two experts on one pupil use the same words, but not the same sentences: above this share of equal phrases we ask."""
_NIETSZEGGEND = re.compile(r"^\W*(akkoord|conform( de)? advie\w*|zie advie\w*|eens|ok[eé]?)\W*$", re.IGNORECASE)


@dataclass(frozen=True)
class Toets:
    sleutel: str
    label: str
    stand: str
    uitleg: str

    @property
    def soort(self) -> str:
        """The badge that goes with it."""
        return {GOED: "success", LET_OP: "warning", FOUT: "error"}[self.stand]

    @property
    def woord(self) -> str:
        return {GOED: "In orde", LET_OP: "Let op", FOUT: "Nog nodig"}[self.stand]


@dataclass(frozen=True)
class Stuk:
    """What is judged: the case, the decision as it now reads, and who is about to sign (None: nobody in particular)."""

    beeld: Beeld
    besluit: Besluit
    tekenaar: Actor | None = None

    @property
    def verleent(self) -> bool:
        return self.besluit.soort == Besluit.Soort.VERLENEN

    @property
    def wijst_af(self) -> bool:
        return self.besluit.soort == Besluit.Soort.AFWIJZEN

    @property
    def heeft_periode(self) -> bool:
        """A granted vso-TLV has a period and a category; pro has neither (domain.md §2)."""
        return self.verleent and self.besluit.type == "vso"

    def besprak(self, soort: str) -> bool:
        return any(bespreking.soort == soort for bespreking in self.beeld.besprekingen)


Uitkomst = tuple[str, str]
Regel = Callable[[Stuk], Uitkomst | None]


def woorden(tekst: str) -> int:
    return len(re.findall(r"\w+", tekst))


def toets(stuk: Stuk) -> list[Toets]:
    """All checks that apply to this decision."""
    return list(_toets(stuk, TOETSEN))


def toets_buiten_behandeling(stuk: Stuk) -> list[Toets]:
    """A decision not to treat says nothing on the merits: only who signs and that reasons are given."""
    return list(_toets(stuk, BUITEN_BEHANDELING))


def fouten(toetsen: Iterable[Toets]) -> list[Toets]:
    return [t for t in toetsen if t.stand == FOUT]


def als_json(toetsen: Iterable[Toets]) -> list[dict[str, str]]:
    return [asdict(t) for t in toetsen]


def _toets(stuk: Stuk, lijst: tuple[tuple[str, str, Regel], ...]) -> Iterator[Toets]:
    for sleutel, label, regel in lijst:
        if uitkomst := regel(stuk):
            yield Toets(sleutel, label, *uitkomst)


# -- the advices ---------------------------------------------------------------------------------


def _soort_gekozen(s: Stuk) -> Uitkomst:
    if not (s.verleent or s.wijst_af):
        return FOUT, "Kies of u de verklaring verleent of afwijst."
    return GOED, "Verlenen." if s.verleent else "Afwijzen."


def _twee_adviezen(s: Stuk) -> Uitkomst:
    namen = {a.deskundige_id: a.deskundige.naam for a in s.beeld.adviezen}
    nodig = s.beeld.beleid.deskundigen_minimaal
    if len(namen) < nodig:
        return FOUT, f"Er zijn {len(namen)} adviezen van verschillende deskundigen. Nodig zijn er {nodig}."
    return GOED, f"Adviezen van {opsomming(list(namen.values()))}."


def _onafhankelijk(s: Stuk) -> Uitkomst:
    for advies in s.beeld.adviezen:
        naam = advies.deskundige.naam
        if advies.onafhankelijk_verklaard_op is None:
            return FOUT, f"{naam} heeft niet verklaard onafhankelijk te zijn."
        if advies.deskundige_id in s.beeld.op_school:
            return FOUT, f"{naam} werkt bij de school die aanvraagt. Vraag een andere deskundige."
    opgemerkt = [a.waarschuwing for a in s.beeld.adviezen if a.waarschuwing]
    if opgemerkt:
        return LET_OP, " ".join(opgemerkt)
    return GOED, "Elke deskundige verklaarde onafhankelijk te zijn en werkt niet bij de school."


def _beroep(s: Stuk) -> Uitkomst:
    """First an orthopedagoog or psycholoog; then another profession from the list (domain.md §3)."""
    eerste, tweede = (toegestane_beroepen(plek, s.beeld.beleid) for plek in (1, 2))
    paren = ((a, b) for a in s.beeld.adviezen for b in s.beeld.adviezen if a.pk != b.pk)
    if any(a.beroep in eerste and b.beroep in tweede for a, b in paren):
        return GOED, opsomming([f"{a.deskundige.naam} is {beroepsnaam(a.beroep)}" for a in s.beeld.adviezen]) + "."
    mag = opsomming([beroepsnaam(b) for b in eerste], "of")
    return FOUT, f"De beroepen passen niet: de eerste deskundige is {mag}, de tweede heeft een beroep uit de lijst."


def _type(s: Stuk) -> Uitkomst:
    anders = [a.deskundige.naam for a in s.beeld.adviezen if a.type and a.type != s.besluit.type]
    if anders:
        return FOUT, f"Het advies van {opsomming(anders)} gaat over een ander soort onderwijs."
    if any(not a.type for a in s.beeld.adviezen):
        return LET_OP, "Niet elk advies noemt het soort onderwijs."
    return GOED, "Elk advies is voor dit soort onderwijs geschreven."


def _gelijkenis(s: Stuk) -> Uitkomst:
    deel = grootste_gelijkenis(a.overwegingen for a in s.beeld.adviezen)
    if deel >= GELIJKENIS_LET_OP:
        return LET_OP, (
            f"De adviezen lijken voor {round(deel * 100)}% op elkaar. Vraag na of ze los van elkaar zijn geschreven."
        )
    return GOED, "De adviezen zijn te onderscheiden."


def _besproken(s: Stuk) -> Uitkomst:
    if not s.besprak("deskundigen"):
        return FOUT, "Leg vast wanneer u de adviezen met de deskundigen besprak, met wie en met welke uitkomst."
    return GOED, "Het gesprek met de deskundigen is vastgelegd."


# -- the reasons ---------------------------------------------------------------------------------


def _motivering(s: Stuk) -> Uitkomst:
    tekst = s.besluit.motivering.strip()
    if not tekst or _NIETSZEGGEND.match(tekst):
        return FOUT, "Schrijf waarom u zo besluit. Alleen instemmen met een advies is geen motivering."
    if woorden(tekst) < MOTIVERING_WOORDEN:
        return (
            FOUT,
            f"De motivering telt {woorden(tekst)} woorden. Leg in ten minste {MOTIVERING_WOORDEN} woorden uit waarom.",
        )
    return GOED, f"De motivering telt {woorden(tekst)} woorden."


def _open_plekken(s: Stuk) -> Uitkomst | None:
    b = s.besluit
    teksten = [
        b.motivering,
        b.periode_reden,
        b.categorie_reden,
        b.reactie_op_zienswijze,
        b.afwijking,
        *b.kernen.values(),
    ]
    if any("…" in tekst or "..." in tekst for tekst in teksten):
        return FOUT, "Er staat nog een open plek (…) in de tekst. Vul die in of haal die zin weg."
    return None


def _kernen(s: Stuk) -> Uitkomst:
    kaal = [a.deskundige.naam for a in s.beeld.adviezen if woorden(s.besluit.kernen.get(str(a.pk), "")) < KERN_WOORDEN]
    if kaal:
        return FOUT, f"Schrijf bij het advies van {opsomming(kaal)} de belangrijkste overweging voor in het besluit."
    return GOED, "De belangrijkste overwegingen van elk advies staan in het besluit."


def _arrangement(s: Stuk) -> Uitkomst | None:
    if not s.verleent:
        return None
    if re.search(r"arrangement|lichter|begeleiding op de|symbiose|ambulant", s.besluit.motivering, re.IGNORECASE):
        return GOED, "De motivering gaat in op lichtere hulp."
    return LET_OP, "De motivering zegt niet waarom een arrangement of andere lichtere hulp niet genoeg is."


def _criteria(s: Stuk) -> Uitkomst:
    if re.search(r"criteri|ondersteuningsplan|grond\b|gronden\b", s.besluit.motivering, re.IGNORECASE):
        return GOED, "De motivering noemt waaraan is getoetst."
    return LET_OP, f"De motivering noemt niet waaraan is getoetst: {s.beeld.beleid.criteria}."


def _zienswijze(s: Stuk) -> Uitkomst:
    gegeven = [z for z in s.beeld.zienswijzen if z.tekst.strip() or z.standpunt in ("deels", "oneens")]
    if not s.beeld.zienswijzen:
        return LET_OP, "Ouders en leerling gaven geen reactie. Ga na of daarom gevraagd is."
    if gegeven and woorden(s.besluit.reactie_op_zienswijze) < KERN_WOORDEN:
        return FOUT, "Ouders of leerling gaven een reactie. Schrijf hoe die in het besluit meeweegt."
    return (
        GOED,
        "De reactie van ouders en leerling is beantwoord." if gegeven else "Er was geen reactie die antwoord vraagt.",
    )


def verschillen(besluit: Besluit, advies: Advies) -> list[str]:
    """On which points the decision differs from one advice."""
    strekking = {"toewijzen": Besluit.Soort.VERLENEN, "afwijzen": Besluit.Soort.AFWIJZEN}.get(advies.strekking)
    if strekking and besluit.soort and strekking != besluit.soort:
        return [f"het advies is {advies.get_strekking_display()}"]
    if besluit.soort != Besluit.Soort.VERLENEN or besluit.type != "vso":
        return []
    punten = []
    if advies.einde and besluit.einde and advies.einde != besluit.einde:
        punten.append(f"het advies loopt tot en met {datum(advies.einde)}")
    if advies.categorie and besluit.categorie and advies.categorie != besluit.categorie:
        punten.append(f"het advies is categorie {advies.categorie}")
    return punten


def _afwijking_advies(s: Stuk) -> Uitkomst:
    anders = [
        f"{a.deskundige.naam}: {opsomming(punten)}" for a in s.beeld.adviezen if (punten := verschillen(s.besluit, a))
    ]
    if anders and woorden(s.besluit.afwijking) < REDEN_WOORDEN:
        return FOUT, f"U wijkt af van een advies ({'; '.join(anders)}). Leg uit waarom."
    return GOED, "De afwijking van een advies is uitgelegd." if anders else "Het besluit volgt beide adviezen."


def _afwijking_beleid(s: Stuk) -> Uitkomst | None:
    if not s.heeft_periode:
        return None
    punten = []
    if s.besluit.einde != s.beeld.perioden[0].einde and woorden(s.besluit.periode_reden) < REDEN_WOORDEN:
        punten.append("de periode")
    gids = s.beeld.categorie
    if gids and s.besluit.categorie != gids.categorie and woorden(s.besluit.categorie_reden) < REDEN_WOORDEN:
        punten.append("de categorie")
    if punten:
        return FOUT, f"U wijkt af van het uitgangspunt voor {opsomming(punten)}. Schrijf de reden erbij."
    return GOED, "Het besluit volgt de uitgangspunten, of zegt waarom niet."


def _onderzoek(s: Stuk) -> Uitkomst:
    op, maanden = s.beeld.verzoek.onderzoek_op, s.beeld.beleid.onderzoek_hoogstens_maanden_oud
    if op is None:
        return LET_OP, "De datum van het onderzoek staat niet in de aanvraag. Blijkt de behoefte uit recent onderzoek?"
    if op < s.beeld.vandaag - timedelta(days=round(maanden * 30.44)):
        return (
            LET_OP,
            f"Het onderzoek is van {datum(op)}, ouder dan {maanden} maanden. Zeg waarom het nog bruikbaar is.",
        )
    return GOED, f"Het onderzoek is van {datum(op)}."


def _diagnose(s: Stuk) -> Uitkomst | None:
    if s.wijst_af and re.search(r"diagnos", s.besluit.motivering, re.IGNORECASE):
        return LET_OP, "De motivering noemt een diagnose. Het ontbreken daarvan mag geen reden zijn om af te wijzen."
    return None


# -- who was heard -------------------------------------------------------------------------------


def _school_gehoord(s: Stuk) -> Uitkomst | None:
    if s.wijst_af:
        if s.besprak("school"):
            return GOED, "De school is gehoord voor de afwijzing."
        return FOUT, "Hoor eerst de school en leg dat gesprek vast: u wilt de aanvraag afwijzen."
    minder = _minder_dan_gevraagd(s)
    if minder and not s.besprak("school"):
        return LET_OP, f"De school vroeg om {minder}. Rust dat op feiten die zij niet gaf, hoor haar dan eerst."
    return None


def _minder_dan_gevraagd(s: Stuk) -> str:
    gevraagd = s.beeld.verzoek
    if not s.heeft_periode:
        return ""
    if gevraagd.categorie and rules.is_hoger(gevraagd.categorie, s.besluit.categorie):
        return f"categorie {gevraagd.categorie}"
    if gevraagd.einde and s.besluit.einde and s.besluit.einde < gevraagd.einde:
        return f"een verklaring tot en met {datum(gevraagd.einde)}"
    return ""


def _ouders_gehoord(s: Stuk) -> Uitkomst | None:
    """Parents (or pupil) who are expected to object are heard; a spoken view counts (domain.md §3)."""
    tegen = "oneens" if s.verleent else "eens"
    bezwaarden = [z for z in s.beeld.zienswijzen if z.standpunt == tegen]
    if not bezwaarden:
        return None
    if s.besprak("ouders") or all(z.wijze == "mondeling" for z in bezwaarden):
        return GOED, "Wie het niet eens is met dit besluit, is gehoord."
    return FOUT, "Ouders of leerling zijn het niet eens met dit besluit. Hoor hen eerst en leg het gesprek vast."


# -- period and category -------------------------------------------------------------------------


def _periode(s: Stuk) -> Uitkomst | None:
    if not s.verleent:
        return None
    bevindingen = rules.beoordeel_periode(
        route=s.beeld.aanvraag.route,
        begin=s.besluit.begin or s.beeld.begin,
        einde=s.besluit.einde,
        besloten_op=s.beeld.vandaag,
        geboren=s.beeld.geboren,
        vorige_einde=s.beeld.vorige_einde,
        ontheffing=s.besluit.ontheffing,
    )
    for stand in (FOUT, LET_OP):
        if meldingen := [b.melding for b in bevindingen if b.stand == stand]:
            return stand, " ".join(meldingen)
    einde = f"Tot en met {datum(s.besluit.einde)}." if s.besluit.einde else "Zonder einddatum."
    return GOED, einde


def _categorie(s: Stuk) -> Uitkomst | None:
    """Above laag: concrete reasons and a recorded talk of school and commission; no talk for EMB (domain.md §2)."""
    if not s.heeft_periode:
        return None
    if not s.besluit.categorie:
        return FOUT, "Kies een categorie."
    if s.besluit.categorie == "laag":
        return GOED, "Categorie laag."
    if woorden(s.besluit.categorie_reden) < KERN_WOORDEN:
        return FOUT, "Boven laag vraagt de categorie concrete redenen. Schrijf die op."
    if s.beeld.aanvraag.route != rules.EMB and not s.besprak("school"):
        return FOUT, "Boven laag hoort een gesprek van school en commissie. Leg dat gesprek vast."
    return GOED, f"Categorie {categorielabel(s.besluit.categorie)}, met redenen."


def _pgb(s: Stuk) -> Uitkomst | None:
    teksten = [s.besluit.categorie_reden, *(a.categorie_reden for a in s.beeld.adviezen)]
    if any(re.search(r"\bpgb\b|persoonsgebonden", tekst, re.IGNORECASE) for tekst in teksten):
        return LET_OP, "Bij de categorie wordt een pgb genoemd. Dat moet buiten beschouwing blijven."
    return None


# -- who decides ---------------------------------------------------------------------------------


def _mandaat(s: Stuk) -> Uitkomst | None:
    if s.tekenaar is None:
        return None
    mandaat, reden = mandaat_voor(s.tekenaar, s.besluit, s.beeld)
    if mandaat is None:
        return FOUT, reden
    return GOED, f"U tekent als {mandaat.functie}, namens {mandaat.namens}."


def _niet_betrokken(s: Stuk) -> Uitkomst | None:
    if s.tekenaar is None:
        return None
    if reden := waarom_niet_beslissen(s.tekenaar, s.beeld.aanvraag):
        return FOUT, reden
    return GOED, "U hebt niet geadviseerd over deze aanvraag en haar niet ingediend."


def mandaat_voor(actor: Actor, besluit: Besluit, beeld: Beeld) -> tuple[Mandaat | None, str]:
    buiten = besluit.soort == Besluit.Soort.BUITEN_BEHANDELING
    product = Mandaatproduct.BUITEN_BEHANDELING if buiten else Mandaatproduct.TLV
    return mandaat_van(actor, product, op=beeld.vandaag)


def _reden_buiten_behandeling(s: Stuk) -> Uitkomst:
    if not woorden(s.besluit.motivering):
        return FOUT, "Schrijf op wat er ontbreekt."
    return GOED, "Er staat wat ontbreekt."


TOETSEN: tuple[tuple[str, str, Regel], ...] = (
    ("soort", "Uitkomst gekozen", _soort_gekozen),
    ("adviezen", "Twee adviezen van verschillende deskundigen", _twee_adviezen),
    ("onafhankelijk", "Deskundigen onafhankelijk", _onafhankelijk),
    ("beroep", "Beroepen van de deskundigen", _beroep),
    ("type", "Adviezen over dit soort onderwijs", _type),
    ("gelijkenis", "Adviezen te onderscheiden", _gelijkenis),
    ("besproken", "Besproken met de deskundigen", _besproken),
    ("motivering", "Motivering", _motivering),
    ("open_plekken", "Geen open plekken", _open_plekken),
    ("kernen", "Overwegingen van de deskundigen", _kernen),
    ("arrangement", "Waarom lichtere hulp niet volstaat", _arrangement),
    ("criteria", "Getoetst aan eigen criteria", _criteria),
    ("zienswijze", "Reactie van ouders en leerling beantwoord", _zienswijze),
    ("afwijking_advies", "Afwijking van een advies uitgelegd", _afwijking_advies),
    ("afwijking_beleid", "Afwijking van het uitgangspunt uitgelegd", _afwijking_beleid),
    ("onderzoek", "Recent onderzoek", _onderzoek),
    ("diagnose", "Geen diagnose vereist", _diagnose),
    ("school_gehoord", "School gehoord", _school_gehoord),
    ("ouders_gehoord", "Ouders en leerling gehoord", _ouders_gehoord),
    ("periode", "Periode", _periode),
    ("categorie", "Categorie", _categorie),
    ("pgb", "Pgb buiten beschouwing", _pgb),
    ("mandaat", "Mandaat", _mandaat),
    ("niet_betrokken", "Wie besluit, is niet betrokken", _niet_betrokken),
)
BUITEN_BEHANDELING: tuple[tuple[str, str, Regel], ...] = (
    ("motivering", "Wat er ontbreekt", _reden_buiten_behandeling),
    ("mandaat", "Mandaat", _mandaat),
    ("niet_betrokken", "Wie besluit, is niet betrokken", _niet_betrokken),
)

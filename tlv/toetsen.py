"""What is checked before a decision is signed (domain.md §3, "What makes decisions fall").

Each check looks at facts that are on record and answers with a sentence. `fout` stops the signature, `let_op` is shown
and kept with the decision, and is for the chair to weigh: a computer cannot judge whether reasons convince.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import timedelta

from tlv import rules
from tlv import toetsregels_mensen as mensen
from tlv.besluitbeeld import categorielabel
from tlv.models import Advies, Besluit
from tlv.onafhankelijkheid import opsomming
from tlv.toetsstuk import (
    FOUT,
    GOED,
    KERN_WOORDEN,
    LET_OP,
    REDEN_WOORDEN,
    Regel,
    Stuk,
    Toets,
    Uitkomst,
    mandaat_voor,
    woorden,
)
from ui.notatie import datum

__all__ = ["FOUT", "GOED", "LET_OP", "Stuk", "Toets", "fouten", "mandaat_voor", "toets", "toets_buiten_behandeling"]

MOTIVERING_WOORDEN = 40
_NIETSZEGGEND = re.compile(r"^\W*(akkoord|conform( de)? advie\w*|zie advie\w*|eens|ok[eé]?)\W*$", re.IGNORECASE)


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


# -- the reasons -----------------------------------------------------------------------------------


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
        wat = f"de belangrijkste overweging op, in ten minste {KERN_WOORDEN} woorden. Die komt in het besluit."
        return FOUT, f"Schrijf bij het advies van {opsomming(kaal)} {wat}"
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


# -- period and category ---------------------------------------------------------------------------


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


def _reden_buiten_behandeling(s: Stuk) -> Uitkomst:
    if not woorden(s.besluit.motivering):
        return FOUT, "Schrijf op wat er ontbreekt."
    return GOED, "Er staat wat ontbreekt."


TOETSEN: tuple[tuple[str, str, Regel], ...] = (
    ("soort", "Uitkomst gekozen", mensen.soort_gekozen),
    ("adviezen", "Twee adviezen van verschillende deskundigen", mensen.twee_adviezen),
    ("onafhankelijk", "Deskundigen onafhankelijk", mensen.onafhankelijk),
    ("beroep", "Beroepen van de deskundigen", mensen.beroep),
    ("type", "Adviezen over dit soort onderwijs", mensen.type),
    ("gelijkenis", "Adviezen te onderscheiden", mensen.gelijkenis),
    ("besproken", "Besproken met de deskundigen", mensen.besproken),
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
    ("school_gehoord", "School gehoord", mensen.school_gehoord),
    ("ouders_gehoord", "Ouders en leerling gehoord", mensen.ouders_gehoord),
    ("periode", "Periode", _periode),
    ("categorie", "Categorie", _categorie),
    ("pgb", "Pgb buiten beschouwing", _pgb),
    ("mandaat", "Mandaat", mensen.mandaat),
    ("niet_betrokken", "Wie besluit, is niet betrokken", mensen.niet_betrokken),
)
BUITEN_BEHANDELING: tuple[tuple[str, str, Regel], ...] = (
    ("motivering", "Wat er ontbreekt", _reden_buiten_behandeling),
    ("mandaat", "Mandaat", mensen.mandaat),
    ("niet_betrokken", "Wie besluit, is niet betrokken", mensen.niet_betrokken),
)

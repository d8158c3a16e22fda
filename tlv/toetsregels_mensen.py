"""Checks about people: the experts and their advices, who was heard, who decides."""

from tlv import rules
from tlv.beslissers import waarom_niet_beslissen
from tlv.onafhankelijkheid import beroepsnaam, grootste_gelijkenis, opsomming, toegestane_beroepen
from tlv.toetsstuk import FOUT, GOED, LET_OP, Stuk, Uitkomst, mandaat_voor
from ui.notatie import datum

GELIJKENIS_LET_OP = 0.35
"""Two experts on one pupil use the same words, but not the same sentences: above this share of equal phrases we ask."""


# -- the advices -----------------------------------------------------------------------------------


def soort_gekozen(s: Stuk) -> Uitkomst:
    if not (s.verleent or s.wijst_af):
        return FOUT, "Kies of u de verklaring verleent of afwijst."
    return GOED, "Verlenen." if s.verleent else "Afwijzen."


def twee_adviezen(s: Stuk) -> Uitkomst:
    namen = {a.deskundige_id: a.deskundige.naam for a in s.beeld.adviezen}
    nodig = s.beeld.beleid.deskundigen_minimaal
    if len(namen) < nodig:
        return FOUT, f"Er zijn {len(namen)} adviezen van verschillende deskundigen. Nodig zijn er {nodig}."
    return GOED, f"Adviezen van {opsomming(list(namen.values()))}."


def onafhankelijk(s: Stuk) -> Uitkomst:
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


def beroep(s: Stuk) -> Uitkomst:
    """First an orthopedagoog or psycholoog; then another profession from the list (domain.md §3)."""
    eerste, tweede = (toegestane_beroepen(plek, s.beeld.beleid) for plek in (1, 2))
    paren = ((a, b) for a in s.beeld.adviezen for b in s.beeld.adviezen if a.pk != b.pk)
    if any(a.beroep in eerste and b.beroep in tweede for a, b in paren):
        return GOED, opsomming([f"{a.deskundige.naam} is {beroepsnaam(a.beroep)}" for a in s.beeld.adviezen]) + "."
    mag = opsomming([beroepsnaam(b) for b in eerste], "of")
    return FOUT, f"De beroepen passen niet: de eerste deskundige is {mag}, de tweede heeft een beroep uit de lijst."


def type(s: Stuk) -> Uitkomst:
    anders = [a.deskundige.naam for a in s.beeld.adviezen if a.type and a.type != s.besluit.type]
    if anders:
        return FOUT, f"Het advies van {opsomming(anders)} gaat over een ander soort onderwijs."
    if any(not a.type for a in s.beeld.adviezen):
        return LET_OP, "Niet elk advies noemt het soort onderwijs."
    return GOED, "Elk advies is voor dit soort onderwijs geschreven."


def gelijkenis(s: Stuk) -> Uitkomst:
    deel = grootste_gelijkenis(a.overwegingen for a in s.beeld.adviezen)
    if deel >= GELIJKENIS_LET_OP:
        return LET_OP, (
            f"De adviezen lijken voor {round(deel * 100)}% op elkaar. Vraag na of ze los van elkaar zijn geschreven."
        )
    return GOED, "De adviezen zijn te onderscheiden."


def besproken(s: Stuk) -> Uitkomst:
    if not s.besprak("deskundigen"):
        return FOUT, "Leg vast wanneer u de adviezen met de deskundigen besprak, met wie en met welke uitkomst."
    return GOED, "Het gesprek met de deskundigen is vastgelegd."


# -- who was heard ---------------------------------------------------------------------------------


def school_gehoord(s: Stuk) -> Uitkomst | None:
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


def ouders_gehoord(s: Stuk) -> Uitkomst | None:
    """Parents (or pupil) who are expected to object are heard; a spoken view counts (domain.md §3)."""
    tegen = "oneens" if s.verleent else "eens"
    bezwaarden = [z for z in s.beeld.zienswijzen if z.standpunt == tegen]
    if not bezwaarden:
        return None
    if s.besprak("ouders") or all(z.wijze == "mondeling" for z in bezwaarden):
        return GOED, "Wie het niet eens is met dit besluit, is gehoord."
    return FOUT, "Ouders of leerling zijn het niet eens met dit besluit. Hoor hen eerst en leg het gesprek vast."


# -- who decides -----------------------------------------------------------------------------------


def mandaat(s: Stuk) -> Uitkomst | None:
    if s.tekenaar is None:
        return None
    mandaat, reden = mandaat_voor(s.tekenaar, s.besluit, s.beeld)
    if mandaat is None:
        return FOUT, reden
    return GOED, f"U tekent als {mandaat.functie}, namens {mandaat.namens}."


def niet_betrokken(s: Stuk) -> Uitkomst | None:
    if s.tekenaar is None:
        return None
    if reden := waarom_niet_beslissen(s.tekenaar, s.beeld.aanvraag):
        return FOUT, reden
    return GOED, "U hebt niet geadviseerd over deze aanvraag en haar niet ingediend."

"""Rules about the period and the category of a TLV, as pure functions of dates (domain.md §2; source 004).

School years themselves are in `perioden`. Nothing here knows what day it is.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from tlv.perioden import (
    JONGST,
    OUDST,
    Uitstroomprofiel,
    einde_schooljaar,
    einde_schooljaar_van_leeftijd,
    is_einde_schooljaar,
    kortste_einde,
)
from ui.notatie import datum

EMB = "emb"
PRO = ("pro_aanmelding", "pro_zijinstroom")

FOUT, LET_OP = "fout", "let_op"


@dataclass(frozen=True)
class Voorstel:
    """A last day that fits the rules, why, and where that rule comes from. `einde` None: no end date (pro)."""

    einde: date | None
    reden: str
    bron: str


@dataclass(frozen=True)
class Bevinding:
    """What is wrong with a period (`fout`) or asks for attention (`let_op`), as a sentence."""

    stand: str
    melding: str


def schooljaar(dag: date) -> str:
    """The school year of a day, as people write it: 2025-2026."""
    eind = einde_schooljaar(dag).year
    return f"{eind - 1}-{eind}"


def voorstellen(*, route: str, profiel: str, geboren: date, besloten_op: date) -> list[Voorstel]:
    """Last days to choose from, the one that fits best first; never before the minimum."""
    if route in PRO:
        return [Voorstel(None, "Een verklaring voor praktijkonderwijs heeft geen einddatum.", "domein: pro")]
    minimum = kortste_einde(besloten_op)
    grens = einde_schooljaar_van_leeftijd(geboren, OUDST)
    if route == EMB:
        return _emb(minimum, grens)
    if profiel in (Uitstroomprofiel.ARBEID, Uitstroomprofiel.DAGBESTEDING):
        return _naar_uitstroom(profiel, minimum, einde_schooljaar_van_leeftijd(geboren, JONGST), grens)
    return [_minimum(minimum, besloten_op)]


def _minimum(minimum: date, besloten_op: date) -> Voorstel:
    reden = (
        f"Het besluit valt in schooljaar {schooljaar(besloten_op)}. De kortste periode is de rest van dat jaar en het "
        f"hele volgende: tot en met {datum(minimum)}. Bij uitstroom naar vervolgonderwijs is dat het uitgangspunt."
    )
    return Voorstel(minimum, reden, "hele schooljaren; uitstroomprofiel vervolgonderwijs")


def _naar_uitstroom(profiel: str, minimum: date, achttien: date, grens: date) -> list[Voorstel]:
    """Arbeid and dagbesteding: to the end of the school year of turning 18, longer (to 20) with reasons."""
    bron = f"uitstroomprofiel {profiel}"
    reden = (
        f"Bij uitstroom naar {profiel} loopt de verklaring tot het eind van het schooljaar waarin de leerling 18 wordt"
    )
    eerste = Voorstel(achttien, f"{reden}: {datum(achttien)}.", bron)
    if achttien < minimum:
        eerste = Voorstel(minimum, f"{reden}, maar nooit korter dan de kortste periode: {datum(minimum)}.", bron)
    lijst = [eerste]
    if grens > max(minimum, achttien):
        langer = (
            f"Langer, tot het eind van het schooljaar waarin de leerling 20 wordt ({datum(grens)}), mag met redenen."
        )
        lijst.append(Voorstel(grens, langer, f"{bron}, langer"))
    if minimum < achttien:
        lijst.append(Voorstel(minimum, f"De kortste periode die mag: tot en met {datum(minimum)}.", "hele schooljaren"))
    return lijst


def _emb(minimum: date, grens: date) -> list[Voorstel]:
    einde = max(minimum, grens)
    reden = (
        "Een leerling met een ernstige meervoudige beperking krijgt de verklaring voor de hele schoolloopbaan: "
        f"tot en met {datum(einde)}. De aanvraag en beide adviezen moeten die lange duur noemen."
    )
    return [Voorstel(einde, reden, "verlenging EMB")]


def voorstel_begin(*, besloten_op: date, vorige_einde: date | None) -> date:
    """First day: the day after a TLV that ends, when that joins on; otherwise the day of the decision."""
    if vorige_einde is None:
        return besloten_op
    aansluitend = vorige_einde + timedelta(days=1)
    aansluiten_mag = einde_schooljaar(aansluitend) >= einde_schooljaar(besloten_op)
    return aansluitend if aansluiten_mag else besloten_op


def gat(begin: date, vorige_einde: date | None) -> int:
    """Days without a valid TLV between the one that ended and this one."""
    return 0 if vorige_einde is None else max(0, (begin - vorige_einde).days - 1)


def beoordeel_periode(
    *,
    route: str,
    begin: date | None,
    einde: date | None,
    besloten_op: date,
    geboren: date,
    vorige_einde: date | None = None,
    ontheffing: bool = False,
) -> list[Bevinding]:
    """What stands in the way of this period, and what deserves attention. Empty: nothing does."""
    if begin is None:
        return [Bevinding(FOUT, "Vul in vanaf welke dag de verklaring geldt.")]
    gevonden = _beoordeel_begin(begin, besloten_op, vorige_einde)
    if route in PRO:
        if einde is not None:
            gevonden.append(Bevinding(FOUT, "Een verklaring voor praktijkonderwijs heeft geen einddatum."))
        return gevonden
    if einde is None:
        return [*gevonden, Bevinding(FOUT, "Vul in tot en met welke dag de verklaring geldt.")]
    return [*gevonden, *_beoordeel_einde(einde, besloten_op, geboren, ontheffing)]


def _beoordeel_begin(begin: date, besloten_op: date, vorige_einde: date | None) -> list[Bevinding]:
    sluit_aan = vorige_einde is not None and begin == vorige_einde + timedelta(days=1)
    gevonden = []
    if begin < besloten_op and not sluit_aan:
        tekst = (
            "De verklaring kan niet ingaan voor de dag van het besluit. Dat mag alleen als zij aansluit op een "
            "eerdere verklaring die afloopt."
        )
        gevonden.append(Bevinding(FOUT, tekst))
    if vorige_einde is not None and begin <= vorige_einde:
        gevonden.append(Bevinding(LET_OP, f"De vorige verklaring loopt nog tot en met {datum(vorige_einde)}."))
    if dagen := gat(begin, vorige_einde):
        tot = datum(vorige_einde or begin)
        tekst = f"De vorige verklaring eindigde op {tot}. Er vallen {dagen} dagen zonder verklaring."
        gevonden.append(Bevinding(LET_OP, tekst))
    return gevonden


def _beoordeel_einde(einde: date, besloten_op: date, geboren: date, ontheffing: bool) -> list[Bevinding]:
    minimum = kortste_einde(besloten_op)
    grens = einde_schooljaar_van_leeftijd(geboren, OUDST)
    if not is_einde_schooljaar(einde):
        return [Bevinding(FOUT, "De laatste dag is altijd een 31 juli: een verklaring geldt voor hele schooljaren.")]
    if einde < minimum:
        tekst = f"De periode is te kort. De eerste laatste dag die mag, is {datum(minimum)}."
        return [Bevinding(FOUT, tekst)]
    if einde > grens and not ontheffing:
        tekst = (
            f"De periode loopt verder dan het schooljaar waarin de leerling 20 wordt ({datum(grens)}). Dat kan alleen "
            "met een ontheffing van de inspectie. Kruis die aan en noem haar bij de reden."
        )
        return [Bevinding(FOUT, tekst)]
    return []


ZWAARTE = {"laag": 1, "midden": 2, "hoog": 3}
AARD = {
    "zml": "zeer moeilijk lerend",
    "ziek": "langdurig ziek",
    "gedrag": "gedrag of sociaal-emotioneel",
    "lichamelijk": "lichamelijke beperking",
    "meervoudig": "meervoudige beperking",
}
_CATEGORIE = {"zml": "laag", "ziek": "laag", "gedrag": "laag", "lichamelijk": "midden", "meervoudig": "hoog"}


@dataclass(frozen=True)
class Categorievoorstel:
    categorie: str
    reden: str
    bron: str


def voorstel_categorie(*, route: str, aard: str) -> Categorievoorstel | None:
    """The category that source 004 takes as its starting point; None for pro, which has none."""
    if route in PRO:
        return None
    if route == EMB:
        return Categorievoorstel(
            "hoog", "Een ernstige meervoudige beperking past bij categorie hoog.", "verlenging EMB"
        )
    if aard not in _CATEGORIE:
        return Categorievoorstel(
            "laag", "Laag is het uitgangspunt; hoger vraagt concrete redenen.", "handreiking categorie"
        )
    categorie = _CATEGORIE[aard]
    return Categorievoorstel(categorie, f"Bij {AARD[aard]} is {categorie} het uitgangspunt.", "handreiking categorie")


def is_hoger(categorie: str, dan: str) -> bool:
    return ZWAARTE.get(categorie, 0) > ZWAARTE.get(dan, 0)

"""Messages about a notice of default: the office at once and again when days begin to cost money; who sent it, too."""

from collections.abc import Iterable

from workflow import ontvangers
from workflow.process import Berichtregel, Ontvanger, Uitvoering

_bureau = ontvangers.bij(ontvangers.secretariaat, ontvangers.voorzitters)


def _als_er_dwangsom_is(u: Uitvoering) -> Iterable[Ontvanger]:
    return _bureau(u) if "dwangsom" in u.tussen else ()


def _school_die_stelde(u: Uitvoering) -> Iterable[Ontvanger]:
    return ontvangers.coordinatoren(u.zaak, u.vandaag) if u.tussen["ingebreke"].van_school else ()


def _gezin_dat_stelde(u: Uitvoering) -> Iterable[Ontvanger]:
    return [u.tussen["lid"]] if u.tussen["lid"] is not None else []


def _school_die_wacht(u: Uitvoering) -> Iterable[Ontvanger]:
    return ontvangers.coordinatoren(u.zaak, u.vandaag) if u.tussen["van_school"] else ()


def _gezin_dat_wacht(u: Uitvoering) -> Iterable[Ontvanger]:
    leden: list[Ontvanger] = u.tussen["gezin"]
    return leden


REGELS: dict[str, Berichtregel] = {
    "ingebreke_bureau": Berichtregel(
        aan=_bureau,
        onderwerp="Ingebrekestelling bij {nummer}",
        tekst="Op {ontvangen} kwam een ingebrekestelling over {leerling}. {gevolg} Kijk bij Termijnen van de zaak.",
        wettelijk=True,
    ),
    "ingebreke_school": Berichtregel(
        aan=_school_die_stelde,
        onderwerp="Uw ingebrekestelling bij {nummer}",
        tekst="Wij kregen op {ontvangen} uw ingebrekestelling over {leerling}. {gevolg} Lees onze brief.",
        wettelijk=True,
    ),
    "ingebreke_gezin": Berichtregel(
        aan=_gezin_dat_stelde,
        onderwerp="Wij kregen uw brief",
        tekst="Wij kregen uw brief over {leerling}. In onze brief leest u wat wij nu doen.",
        jij=("Wij kregen jouw brief", "Wij kregen jouw brief. In onze brief lees je wat wij nu doen."),
        wettelijk=True,
    ),
    "ingebreke_voorbij_bureau": Berichtregel(
        aan=_bureau,
        onderwerp="De twee weken zijn om: {nummer}",
        tekst="Er is nog geen besluit over {leerling} bekend. {gevolg}",
        wettelijk=True,
    ),
    "ingebreke_voorbij_school": Berichtregel(
        aan=_school_die_wacht,
        onderwerp="Nog geen besluit bij {nummer}",
        tekst="De twee weken na uw ingebrekestelling over {leerling} zijn om. "
        "Wij betalen u nu voor elke dag een dwangsom, tot het besluit er is, hoogstens 42 dagen.",
    ),
    "ingebreke_voorbij_gezin": Berichtregel(
        aan=_gezin_dat_wacht,
        onderwerp="Er is nog geen besluit",
        tekst="U kreeg nog geen besluit over {leerling}. U kunt nu naar de rechter gaan. Wilt u weten hoe? Bel ons.",
        jij=(
            "Er is nog geen besluit",
            "Je kreeg nog geen besluit. Je kunt nu naar de rechter gaan. Wil je weten hoe? Bel ons.",
        ),
    ),
    "ingebreke_ingetrokken_bureau": Berichtregel(
        aan=_bureau,
        onderwerp="Ingebrekestelling ingetrokken: {nummer}",
        tekst="De ingebrekestelling van {ontvangen} over {leerling} is ingetrokken. Die telt niet meer mee.",
    ),
    "ingebreke_ingetrokken_school": Berichtregel(
        aan=_school_die_stelde,
        onderwerp="Ingebrekestelling ingetrokken bij {nummer}",
        tekst="Uw ingebrekestelling van {ontvangen} over {leerling} is ingetrokken. Klopt dat niet? Bel ons.",
        wettelijk=True,
    ),
    "ingebreke_ingetrokken_gezin": Berichtregel(
        aan=_gezin_dat_stelde,
        onderwerp="Uw brief is ingetrokken",
        tekst="U trok uw brief van {ontvangen} over {leerling} in. Klopt dat niet? Bel ons.",
        jij=("Jouw brief is ingetrokken", "Je trok jouw brief van {ontvangen} in. Klopt dat niet? Bel ons."),
        wettelijk=True,
    ),
    "dwangsom_verschuldigd": Berichtregel(
        aan=_als_er_dwangsom_is,
        onderwerp="Dwangsom vaststellen: {nummer}",
        tekst="De dwangsom in de zaak van {leerling} is {bedrag}, over {dagen} dagen. "
        "Stel het bedrag vast, uiterlijk op {vaststellen}.",
        wettelijk=True,
    ),
    "dwangsom_vol_bureau": Berichtregel(
        aan=_als_er_dwangsom_is,
        onderwerp="De dwangsom is op zijn hoogst: {nummer}",
        tekst="Er is nog steeds geen besluit over {leerling}. De dwangsom is {bedrag} en loopt niet verder op. "
        "Stel het bedrag vast, uiterlijk op {vaststellen}. Beslis ook zo snel mogelijk.",
        wettelijk=True,
    ),
    "dwangsom_vastgesteld_school": Berichtregel(
        aan=_school_die_stelde,
        onderwerp="Dwangsom vastgesteld bij {nummer}",
        tekst="De dwangsom in de zaak van {leerling} is vastgesteld op {bedrag}. U krijgt daarover een besluit.",
        wettelijk=True,
    ),
}

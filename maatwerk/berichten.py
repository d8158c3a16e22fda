"""The messages of a maatwerk track: who is told what, in the inbox; mails say only that something is waiting."""

from collections.abc import Iterable

from organisations.rollen import Rol
from workflow import ontvangers
from workflow.process import Berichtregel, Ontvanger, Uitvoering

_school, _directeur = ontvangers.bij(ontvangers.coordinatoren), ontvangers.bij(ontvangers.directeuren)
_inbrengers = ontvangers.bij(ontvangers.coordinatoren, ontvangers.secretariaat)
"""The school of origin and the office, whichever of them brought it in."""
_commissie, _gezin = ontvangers.bij(ontvangers.bureau), ontvangers.bij(ontvangers.gezin)
_casemanager = ontvangers.bij(ontvangers.casemanagers)


def _gevraagde(u: Uitvoering) -> Iterable[Ontvanger]:
    return ontvangers.personen([u.data["casemanager_id"]], Rol.CASEMANAGER)


def _niet_meer_gevraagde(u: Uitvoering) -> Iterable[Ontvanger]:
    return [Ontvanger(user=u.doel.casemanager, rol=Rol.CASEMANAGER)]


def _oude_casemanagers(u: Uitvoering) -> Iterable[Ontvanger]:
    return ontvangers.personen(u.resultaat.get("oude_casemanagers", []), Rol.CASEMANAGER)


def _collegas_die_het_volgen(u: Uitvoering) -> Iterable[Ontvanger]:
    """Whoever could see the track: a draft that nobody saw concerns who wrote it alone."""
    yield from _school(u)
    if u.zaak.swv_sinds:
        yield from ontvangers.secretariaat(u.zaak, u.vandaag)
        yield from _oude_casemanagers(u)


def _gezin_dat_het_volgt(u: Uitvoering) -> Iterable[Ontvanger]:
    return _gezin(u) if u.zaak.gezin_sinds else ()


REGELS: dict[str, Berichtregel] = {
    "ingebracht_commissie": Berichtregel(
        aan=_commissie,
        onderwerp="Advies gevraagd over maatwerk",
        tekst="Het dossier van {leerling} is ingebracht, nummer {nummer}. De directeur wacht op advies.",
    ),
    "ingebracht_gezin": Berichtregel(
        aan=_gezin,
        onderwerp="Wij zoeken samen naar een plek",
        tekst="Voor {leerling} zoeken wij een plek die past. Het nummer is {nummer}. "
        "Een groep deskundigen geeft ons advies. Daarna beslist de directeur of er een casemanager komt. "
        "Een casemanager is iemand die alles regelt en met iedereen praat.",
        jij=(
            "Wij zoeken samen naar een plek",
            "Wij zoeken een plek die bij jou past. Het nummer is {nummer}. Een groep deskundigen geeft ons advies. "
            "Daarna beslist de directeur of er een casemanager komt. "
            "Een casemanager is iemand die alles regelt en met iedereen praat.",
        ),
        wettelijk=True,
    ),
    "intake_terug": Berichtregel(
        aan=_inbrengers,
        onderwerp="De commissie mist iets",
        tekst="De commissie kan nog niet adviseren over {leerling} ({nummer}). Lees de vraag in de zaak en vul aan.",
    ),
    "advies_directeur": Berichtregel(
        aan=_directeur,
        onderwerp="Advies van de commissie: {nummer}",
        tekst="De commissie heeft geadviseerd over {leerling}. Beslis of er een casemanager komt, en wie.",
    ),
    "advies_opnieuw": Berichtregel(
        aan=_commissie,
        onderwerp="De directeur heeft een vraag over een advies",
        tekst="De directeur vraagt om opnieuw te kijken naar {leerling} ({nummer}). De vraag staat in de zaak.",
    ),
    "geen_casemanager": Berichtregel(
        aan=_inbrengers,
        onderwerp="Geen casemanager: {nummer}",
        tekst="De directeur heeft besloten: er komt geen casemanager voor {leerling}. De reden staat in de brief.",
    ),
    "geen_casemanager_gezin": Berichtregel(
        aan=_gezin,
        onderwerp="Er is een besluit",
        tekst="Er komt geen casemanager voor {leerling}. In de brief leest u waarom. U kunt ons altijd bellen.",
        jij=(
            "Er is een besluit",
            "Er komt geen casemanager voor jou. In de brief lees je waarom. Je kunt ons altijd bellen.",
        ),
        wettelijk=True,
    ),
    "casemanager_gevraagd": Berichtregel(
        aan=_gevraagde,
        onderwerp="Wilt u casemanager zijn? ({nummer})",
        tekst="De directeur vraagt u als casemanager voor {nummer}. Lees de vraag en zeg ja of nee. "
        "Het dossier ziet u pas als u ja zegt.",
    ),
    "casemanager_zegt_nee": Berichtregel(
        aan=_directeur,
        onderwerp="De casemanager zegt nee: {nummer}",
        tekst="{casemanager} kan dit niet doen voor {leerling}. De reden staat in de zaak. Vraag iemand anders.",
    ),
    "vraag_ingetrokken": Berichtregel(
        aan=_niet_meer_gevraagde,
        onderwerp="Uw antwoord is niet meer nodig ({nummer})",
        tekst="De directeur heeft de vraag om casemanager te zijn voor {nummer} ingetrokken.",
    ),
    "aangesteld_casemanager": Berichtregel(
        aan=_casemanager,
        onderwerp="U bent casemanager: {nummer}",
        tekst="U bent aangesteld voor {leerling}. U kunt het dossier nu lezen. Spreek eerst de ouders.",
    ),
    "aangesteld": Berichtregel(
        aan=_inbrengers,
        onderwerp="Er is een casemanager: {nummer}",
        tekst="{casemanager} is casemanager voor {leerling}. Die spreekt eerst de ouders, en daarna de school.",
    ),
    "aangesteld_gezin": Berichtregel(
        aan=_gezin,
        onderwerp="Er is een casemanager",
        tekst="{casemanager} is de casemanager van {leerling}. U krijgt een telefoontje voor een gesprek. "
        "Er is ook een brief.",
        jij=(
            "Er is een casemanager",
            "{casemanager} is jouw casemanager. Wij bellen voor een gesprek. Er is ook een brief.",
        ),
        wettelijk=True,
    ),
    "aangesteld_directeur": Berichtregel(
        aan=_directeur,
        onderwerp="De casemanager zegt ja: {nummer}",
        tekst="{casemanager} is nu casemanager voor {leerling}. De brieven gaan naar school en ouders.",
    ),
    "ontheven": Berichtregel(
        aan=_oude_casemanagers,
        onderwerp="U bent geen casemanager meer: {nummer}",
        tekst="Uw aanstelling voor {nummer} is beëindigd. U ziet het dossier niet meer.",
    ),
    "ontheven_gezin": Berichtregel(
        aan=_gezin,
        onderwerp="U krijgt een andere casemanager",
        tekst="De casemanager van {leerling} stopt. Wij zoeken een andere. Wat al is gedaan, blijft bewaard.",
        jij=(
            "Je krijgt een andere casemanager",
            "Jouw casemanager stopt. Wij zoeken een andere. Wat al is gedaan, blijft bewaard.",
        ),
        wettelijk=True,
    ),
    "plek_gevonden_directeur": Berichtregel(
        aan=_directeur,
        onderwerp="Er is een plek gevonden: {nummer}",
        tekst="Voor {leerling} is een plek gevonden. De casemanager schrijft nu het plan van aanpak.",
    ),
    "beeindigd": Berichtregel(
        aan=_collegas_die_het_volgen,
        onderwerp="Maatwerktraject gestopt: {nummer}",
        tekst="Het maatwerktraject van {leerling} is gestopt. School en secretariaat lezen de reden in de zaak.",
    ),
    "beeindigd_gezin": Berichtregel(
        aan=_gezin_dat_het_volgt,
        onderwerp="Het zoeken naar een plek is gestopt",
        tekst="Wij zoeken niet verder naar een plek voor {leerling}. Wilt u weten waarom? Bel ons gerust.",
        jij=(
            "Het zoeken naar een plek is gestopt",
            "Wij zoeken niet verder naar een plek voor jou. Wil je weten waarom? Bel ons gerust.",
        ),
        wettelijk=True,
    ),
}

"""The actions of steps 7 and 8, declared as data, with their messages."""

from collections.abc import Iterable

from maatwerk import evalueren, plan, rechten, uitvoering
from maatwerk.besluiten import eis_reden, leg_reden_vast
from maatwerk.kosten import goedgekeurde
from maatwerk.plantekenen import hoofden_die_ontvangen
from maatwerk.termijnen import TERMIJNEN
from workflow import ontvangers
from workflow.process import Action, Berichtregel, Ontvanger, Uitvoering


def _sluit_af(u: Uitvoering) -> None:
    """What the plan did not need is free for others."""
    evalueren.sluit_af(u)
    plan.geef_geld_vrij(u)


def _hervat(u: Uitvoering) -> None:
    leg_reden_vast(u, "Het plan loopt door")


ACTIES = (
    Action(
        naam="evalueren",
        label="Beginnen met terugkijken",
        gebeurd="Begonnen met terugkijken",
        gezin="Wij vragen iedereen hoe het ging",
        icoon="message",
        mag=rechten.is_casemanager,
        voorbereiden=uitvoering.bereid_evalueren_voor,
        berichten=("evaluatie_gevraagd", "evaluatie_gevraagd_gezin"),
    ),
    Action(
        naam="uitvoering_hervatten",
        label="Toch verder uitvoeren",
        gebeurd="Toch verder uitgevoerd",
        gezin="Het plan loopt nog door",
        icoon="arrow-back-up",
        mag=rechten.is_casemanager,
        voorbereiden=eis_reden,
        daarna=_hervat,
    ),
    Action(
        naam="afsluiten",
        label="Traject afsluiten",
        gebeurd="Traject afgesloten",
        gezin="Het traject is klaar",
        icoon="check",
        mag=rechten.is_casemanager,
        voorbereiden=evalueren.bereid_afsluiten_voor,
        daarna=_sluit_af,
        stops=TERMIJNEN,
        berichten=("afgesloten_directeur", "afgesloten_school", "afgesloten_gezin"),
    ),
)


_gezin, _directeur = ontvangers.bij(ontvangers.gezin), ontvangers.bij(ontvangers.directeuren)
_school = ontvangers.bij(ontvangers.coordinatoren)


def _scholen_en_directeur(u: Uitvoering) -> Iterable[Ontvanger]:
    yield from ontvangers.coordinatoren(u.zaak, u.vandaag)
    yield from ontvangers.directeuren(u.zaak, u.vandaag)
    yield from hoofden_die_ontvangen(u, goedgekeurde(u.obj))


BERICHTEN: dict[str, Berichtregel] = {
    "evaluatie_gevraagd": Berichtregel(
        aan=_scholen_en_directeur,
        onderwerp="Hoe ging het? ({nummer})",
        tekst="Het plan voor {leerling} is uitgevoerd. Vertel kort hoe u het traject vond. "
        "U vindt de vraag bij uw werk of in de zaak.",
    ),
    "evaluatie_gevraagd_gezin": Berichtregel(
        aan=_gezin,
        onderwerp="Hoe vond u het?",
        tekst="Het plan voor {leerling} is uitgevoerd. Wij horen graag hoe het ging. Een paar woorden is genoeg. "
        "U mag het ook aan de casemanager vertellen.",
        jij=(
            "Hoe vond je het?",
            "Jouw plan is uitgevoerd. Wij horen graag hoe het ging. Een paar woorden is genoeg. "
            "Je mag het ook aan de casemanager vertellen.",
        ),
    ),
    "afgesloten_directeur": Berichtregel(
        aan=_directeur,
        onderwerp="Maatwerktraject afgesloten: {nummer}",
        tekst="Het traject van {leerling} is afgesloten. De samenvatting staat in de zaak, de lessen staan bij Lessen.",
    ),
    "afgesloten_school": Berichtregel(
        aan=_school,
        onderwerp="Maatwerktraject afgesloten: {nummer}",
        tekst="Het traject van {leerling} is afgesloten.",
    ),
    "afgesloten_gezin": Berichtregel(
        aan=_gezin,
        onderwerp="Het traject is klaar",
        tekst="Het traject voor {leerling} is klaar. U kunt alles blijven lezen. Hebt u vragen? Bel ons gerust.",
        jij=(
            "Het traject is klaar",
            "Jouw traject is klaar. Je kunt alles blijven lezen. Heb je vragen? Bel ons gerust.",
        ),
        wettelijk=True,
    ),
}

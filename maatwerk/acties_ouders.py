"""The actions of step 6, declared as data, and their messages: telling the parents, and what their answer leads to."""

from collections.abc import Iterable

from maatwerk import ouders, rechten
from maatwerk.besluiten import eis_reden, leg_reden_vast
from maatwerk.kosten import goedgekeurde
from maatwerk.plantekenen import hoofden_die_ontvangen
from workflow import ontvangers
from workflow.process import Action, Berichtregel, Ontvanger, Uitvoering


def _praat_opnieuw(u: Uitvoering) -> None:
    leg_reden_vast(u, "Opnieuw praten met de ouders")


ACTIES = (
    Action(
        naam="plan_vertellen",
        label="Plan besproken met de ouders",
        gebeurd="Plan besproken met de ouders",
        gezin="Wij bespraken het plan thuis",
        icoon="message",
        mag=rechten.is_directeur_of_casemanager,
        voorbereiden=ouders.bereid_vertellen_voor,
        daarna=ouders.vertel,
    ),
    Action(
        naam="ouders_akkoord",
        label="Iedereen tekende het plan",
        gezin="Iedereen tekende het plan. Het begint nu",
        icoon="check",
        mag=rechten.nooit,
        systeem=True,
        daarna=ouders.begin_uitvoering,
        berichten=("plan_begint", "plan_begint_gezin"),
    ),
    Action(
        naam="opnieuw_vertellen",
        label="Opnieuw met de ouders praten",
        gebeurd="Gekozen om opnieuw met de ouders te praten",
        gezin="Wij praten opnieuw over het plan",
        icoon="message",
        mag=rechten.is_casemanager,
        voorbereiden=eis_reden,
        daarna=_praat_opnieuw,
        berichten=("opnieuw_praten",),
    ),
    Action(
        naam="toch_uitvoeren",
        label="Plan toch uitvoeren",
        gebeurd="Besloten om het plan toch uit te voeren",
        gezin="De directeur besloot dat het plan begint",
        icoon="check",
        mag=rechten.is_directeur,
        voorbereiden=ouders.bereid_toch_uitvoeren_voor,
        daarna=ouders.voer_toch_uit,
        berichten=("plan_begint", "plan_begint_toch_gezin"),
        reauthenticate=True,
    ),
)


def _werkers(u: Uitvoering) -> Iterable[Ontvanger]:
    """Casemanager, director, the school of origin, and the head of the school that receives the pupil."""
    yield from ontvangers.casemanagers(u.zaak, u.vandaag)
    yield from ontvangers.directeuren(u.zaak, u.vandaag)
    yield from ontvangers.coordinatoren(u.zaak, u.vandaag)
    yield from hoofden_die_ontvangen(u, goedgekeurde(u.obj))


def _gezin(u: Uitvoering) -> Iterable[Ontvanger]:
    return ontvangers.gezin(u.zaak, u.vandaag)


def _directeur(u: Uitvoering) -> Iterable[Ontvanger]:
    return ontvangers.directeuren(u.zaak, u.vandaag)


BERICHTEN: dict[str, Berichtregel] = {
    "plan_begint": Berichtregel(
        aan=_werkers,
        onderwerp="Een plan van aanpak begint",
        tekst="Het plan voor {leerling} ({nummer}) wordt nu uitgevoerd. "
        "Wat u daarin doet, staat bij uw werk of in de zaak.",
    ),
    "plan_begint_gezin": Berichtregel(
        aan=_gezin,
        onderwerp="Het plan begint",
        tekst="Het plan voor {leerling} begint. U kunt het altijd lezen. Hebt u een vraag? Bel de casemanager.",
        jij=(
            "Het plan begint",
            "Jouw plan begint. Je kunt het altijd lezen. Heb je een vraag? Bel de casemanager.",
        ),
    ),
    "plan_begint_toch_gezin": Berichtregel(
        aan=_gezin,
        onderwerp="Het plan begint toch",
        tekst="Niet iedereen thuis is het eens met het plan voor {leerling}. De directeur besloot dat het toch begint. "
        "Wilt u weten waarom? Bel de casemanager.",
        jij=(
            "Het plan begint toch",
            "Niet iedereen thuis is het eens met jouw plan. De directeur besloot dat het toch begint. "
            "Wil je weten waarom? Bel de casemanager.",
        ),
        wettelijk=True,
    ),
    "opnieuw_praten": Berichtregel(
        aan=_directeur,
        onderwerp="Opnieuw praten over een plan",
        tekst="Niet iedereen tekende het plan voor {leerling} ({nummer}). De casemanager praat opnieuw met de ouders.",
    ),
}

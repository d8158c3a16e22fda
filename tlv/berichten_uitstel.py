"""Messages about dates that move: by mail without content; what the law asks to tell also on paper (ADR 25)."""

from workflow import ontvangers
from workflow.process import Berichtregel

_school, _gezin = ontvangers.bij(ontvangers.coordinatoren), ontvangers.bij(ontvangers.gezin)
IN_DE_BRIEF = "In de brief bij de documenten staat waarom."
IN_ONZE_BRIEF = "In onze brief leest u waarom."
IN_ONZE_BRIEF_JIJ = "In onze brief lees je waarom."


def _school_regel(onderwerp: str, tekst: str, *, wettelijk: bool = True) -> Berichtregel:
    return Berichtregel(
        aan=_school, onderwerp=onderwerp + " bij {nummer}", tekst=f"{tekst} {IN_DE_BRIEF}", wettelijk=wettelijk
    )


def _gezin_regel(onderwerp: str, tekst: str, *, wettelijk: bool = True) -> Berichtregel:
    jij = (onderwerp, f"{tekst.replace('{leerling}', 'jou')} {IN_ONZE_BRIEF_JIJ}")
    tekst = f"{tekst} {IN_ONZE_BRIEF}"
    return Berichtregel(aan=_gezin, onderwerp=onderwerp, tekst=tekst, jij=jij, wettelijk=wettelijk)


REGELS: dict[str, Berichtregel] = {
    "norm_verzet_school": _school_regel(
        "Streefdatum verzet",
        "De streefdatum voor het besluit over {leerling} was {oud}. Nu is dat {nieuw}.",
        wettelijk=False,
    ),
    "norm_verzet_gezin": _gezin_regel(
        "Wij beslissen op een andere dag",
        "Wij wilden uiterlijk op {oud} beslissen over {leerling}. Dat wordt {nieuw}.",
        wettelijk=False,
    ),
    "verdaagd_school": _school_regel(
        "Meer tijd nodig", "Wij kunnen niet uiterlijk op {oud} beslissen over {leerling}. Het wordt uiterlijk {nieuw}."
    ),
    "verdaagd_gezin": _gezin_regel(
        "Wij hebben meer tijd nodig",
        "Wij moesten uiterlijk op {oud} beslissen over {leerling}. De nieuwe laatste dag is {nieuw}.",
    ),
    "opgeschort_school": _school_regel(
        "Beslistermijn staat stil",
        "De beslistermijn voor {leerling} staat stil. De laatste dag was {oud}. De nieuwe laatste dag is {nieuw}.",
    ),
    "opgeschort_gezin": _gezin_regel(
        "Wij beslissen later",
        "Het besluit over {leerling} komt later. De laatste dag was {oud}. De nieuwe laatste dag is {nieuw}.",
    ),
    "hervat_school": _school_regel(
        "Beslistermijn loopt weer", "De beslistermijn voor {leerling} loopt weer. De laatste dag is nu {nieuw}."
    ),
    "hervat_gezin": _gezin_regel(
        "Wij kunnen weer verder", "Wij gaan verder met de aanvraag voor {leerling}. De laatste dag is nu {nieuw}."
    ),
    "opschorting_ongedaan_school": _school_regel(
        "Beslistermijn stond niet stil",
        "Wij schreven dat de beslistermijn voor {leerling} stilstond. Dat klopte niet. De laatste dag is {nieuw}.",
    ),
    "opschorting_ongedaan_gezin": _gezin_regel(
        "Onze vorige brief klopte niet",
        "Wij schreven dat de tijd stilstond voor {leerling}. Dat was niet goed. De laatste dag is {nieuw}.",
    ),
}

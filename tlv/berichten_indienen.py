"""Messages about filing and withdrawing a request."""

from collections.abc import Iterable

from workflow import ontvangers
from workflow.process import Berichtregel, Ontvanger, Uitvoering

_school, _secretariaat = ontvangers.bij(ontvangers.coordinatoren), ontvangers.bij(ontvangers.secretariaat)
_gezin = ontvangers.bij(ontvangers.gezin)


def _na_intrekken(u: Uitvoering) -> Iterable[Ontvanger]:
    """Whoever could see the case: a draft that nobody saw concerns the school alone."""
    if u.zaak.nummer:
        yield from _secretariaat(u)
        yield from ontvangers.deskundigen(u.zaak, u.vandaag)
    if u.zaak.gezin_sinds:
        yield from _gezin(u)


REGELS = {
    "ontvangen_school": Berichtregel(
        aan=_school,
        onderwerp="De aanvraag is ontvangen",
        tekst="De aanvraag voor {leerling} is ontvangen onder nummer {nummer}. "
        "Het secretariaat kijkt nu of alles er is.",
        wettelijk=True,
    ),
    "ontvangen_secretariaat": Berichtregel(
        aan=_secretariaat,
        onderwerp="Nieuwe aanvraag",
        tekst="Er is een aanvraag binnen voor {leerling}, nummer {nummer}. Kijk of die volledig is.",
    ),
    "ontvangen_gezin": Berichtregel(
        aan=_gezin,
        onderwerp="De school heeft een aanvraag gedaan",
        tekst="De school heeft een aanvraag gedaan voor {leerling}. Het nummer is {nummer}. "
        "U kunt zien hoe ver de aanvraag is. U kunt ook zeggen wat u ervan vindt.",
        jij=(
            "De school heeft een aanvraag gedaan",
            "De school heeft een aanvraag gedaan voor jou. Het nummer is {nummer}. "
            "Je kunt zien hoe ver de aanvraag is. Je kunt ook zeggen wat je ervan vindt.",
        ),
        wettelijk=True,
    ),
    "ingetrokken": Berichtregel(
        aan=_na_intrekken,
        onderwerp="De school heeft een aanvraag ingetrokken",
        tekst="De school heeft de aanvraag voor {leerling} ingetrokken. Er komt geen besluit.",
        jij=(
            "De school heeft een aanvraag ingetrokken",
            "De school heeft de aanvraag voor jou ingetrokken. Er komt geen besluit.",
        ),
    ),
}

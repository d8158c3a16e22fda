"""Messages around the decision: recalled, made known, handed over."""

from collections.abc import Iterable

from documents.models import Bekendmaking
from workflow import ontvangers
from workflow.process import Berichtregel, Ontvanger, Uitvoering

_school, _voorzitters = ontvangers.bij(ontvangers.coordinatoren), ontvangers.bij(ontvangers.voorzitters)


def _gezin_digitaal(u: Uitvoering) -> Iterable[Ontvanger]:
    """Who reads the decision here; whoever gets it by post is not sent to a page first."""
    rijen = u.zaak.bekendmakingen.filter(kanaal=Bekendmaking.Kanaal.DIGITAAL, school__isnull=True)
    accounts = set(rijen.values_list("ouder__user_id", flat=True)) | set(
        rijen.values_list("leerling__user_id", flat=True)
    )
    return [o for o in ontvangers.gezin(u.zaak, u.vandaag) if o.user is not None and o.user.pk in accounts]


def _als_er_post_is(u: Uitvoering) -> Iterable[Ontvanger]:
    wacht = u.zaak.bekendmakingen.filter(verzonden_op__isnull=True).exists()
    return ontvangers.secretariaat(u.zaak, u.vandaag) if wacht else []


REGELS: dict[str, Berichtregel] = {
    "besluit_teruggeroepen": Berichtregel(
        aan=_voorzitters,
        onderwerp="Besluit teruggeroepen bij {nummer}",
        tekst="Het besluit over {leerling} is teruggeroepen voordat het bekend was. Het concept ligt weer klaar.",
    ),
    "besluit_school": Berichtregel(
        aan=_school,
        onderwerp="Besluit op aanvraag {nummer}",
        tekst="Er is een besluit over {leerling}. U vindt de beschikking en de adviezen bij de documenten van de zaak.",
        wettelijk=True,
    ),
    "besluit_gezin": Berichtregel(
        aan=_gezin_digitaal,
        onderwerp="Er is een besluit",
        tekst="Wij hebben een besluit genomen over {leerling}. U kunt het besluit nu lezen. "
        "Bent u het er niet mee eens? Dan kunt u bezwaar maken. Hoe dat gaat, staat in de brief.",
        jij=(
            "Er is een besluit",
            "Wij hebben een besluit genomen over jou. Je kunt het besluit nu lezen. "
            "Ben je het er niet mee eens? Dan kun je bezwaar maken. Hoe dat gaat, staat in de brief.",
        ),
        wettelijk=True,
    ),
    "besluit_secretariaat": Berichtregel(
        aan=_als_er_post_is,
        onderwerp="Besluit per post versturen bij {nummer}",
        tekst="Het besluit over {leerling} is bekendgemaakt. Een of meer mensen krijgen het per post. "
        "U vindt de brieven bij ‘Te versturen’.",
    ),
}

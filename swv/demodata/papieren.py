"""The papers that schools add in the demo: each made and judged once, then used for every pupil."""

from dataclasses import replace

from documents.keuring import Keuring, keur
from documents.models import Documentsoort
from documents.render import html_naar_pdf

REGEL = "Dit is een fictief voorbeeld. Het hoort bij geen enkele leerling."
OPP = (
    (
        "Uitstroombestemming",
        "Waar de leerling naartoe werkt, en waarom dat past.",
        "Factoren die helpen en belemmeren.",
    ),
    ("Handelingsdeel", "Welke begeleiding er is, door wie, en wanneer die wordt geëvalueerd.", "Ontwikkeling."),
    ("Functioneren op school", "Hoe het gaat in de les, in de pauze en met huiswerk.", "Wat de leerling nodig heeft."),
)
ONDERZOEK = (
    ("Vraag en werkwijze", "Onderzoek naar capaciteiten op verzoek van de school.", "Gesprek, observatie en test."),
    ("Uitkomsten en advies", "De uitkomsten staan hier in het kort.", "Het advies richt zich op wat nodig is."),
)
KNOOPPUNT = (("Verslag van het knooppunt", "Aanwezig: ouders, school, jeugdhulp.", "Conclusie: zie de aanvraag."),)
SCAN = (("Ondertekend formulier", "Gelezen en ondertekend.", "Dit is een scan van een papieren formulier."),)
INHOUD = {
    Documentsoort.OPP: ("OPP.pdf", OPP),
    Documentsoort.ONDERZOEK: ("Verslag capaciteitenonderzoek.pdf", ONDERZOEK),
    Documentsoort.KNOOPPUNT: ("Verslag knooppunt.pdf", KNOOPPUNT),
    Documentsoort.HANDTEKENINGEN: ("Ondertekend formulier.pdf", SCAN),
    Documentsoort.VERSLAG: ("Verslag ergotherapie.pdf", KNOOPPUNT),
}


def maak_papieren() -> dict[str, Keuring]:
    """One verdict per kind of paper, by the same judge as a real upload."""
    return {soort: _keur(naam, blz) for soort, (naam, blz) in INHOUD.items()}


def _keur(naam: str, bladzijden: tuple[tuple[str, ...], ...]) -> Keuring:
    keuring = keur(html_naar_pdf(_html(naam, bladzijden)), naam)
    assert keuring.goedgekeurd, keuring.melding
    return replace(keuring, naam=naam)


def _html(naam: str, bladzijden: tuple[tuple[str, ...], ...]) -> str:
    delen = [
        f'<section style="break-after: page"><h1>{kop}</h1>{"".join(f"<p>{regel}</p>" for regel in regels)}'
        f"<p>{REGEL}</p></section>"
        for kop, *regels in bladzijden
    ]
    css = '<link rel="stylesheet" href="https://brief.invalid/static/css/brief.css">'
    titel = naam.removesuffix(".pdf")
    return (
        f'<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>{titel}</title>{css}</head>'
        f"<body>{''.join(delen)}</body></html>"
    )

"""What the signing room tells who signs: asked, reminded, replaced, withdrawn. To a pupil as to a pupil."""

from datetime import datetime

from django.utils import timezone

from documents import tekenen
from documents.models import Handtekening
from documents.tekenaccount import account_van
from organisations.models import User
from ui.notatie import datum
from workflow.berichten import Mededeling, schrijf_los_bericht
from workflow.process import Ontvanger

Tekst = tuple[str, str]
"""Subject and text."""
GEVRAAGD: tuple[Tekst, Tekst] = (
    (
        "Wilt u een stuk lezen en tekenen?",
        "Er ligt een stuk voor u klaar over {leerling}: {titel}. Lees het, en teken {dag}.",
    ),
    (
        "Wil je een stuk lezen en tekenen?",
        "Er ligt een stuk voor je klaar: {titel}. Lees het, en teken {dag}.",
    ),
)
HERINNERING: tuple[Tekst, Tekst] = (
    (
        "Herinnering: er wacht een stuk op uw handtekening",
        "Het stuk over {leerling} wacht nog op u: {titel}. Lees het, en teken {dag}.",
    ),
    (
        "Herinnering: er wacht een stuk op je handtekening",
        "Het stuk wacht nog op jou: {titel}. Lees het, en teken {dag}.",
    ),
)
VERVANGEN: tuple[Tekst, Tekst] = (
    (
        "Er is een nieuwe versie van een stuk",
        "Er is een nieuwe versie van {titel}, over {leerling}. Wat u eerder antwoordde, telt niet meer. "
        "De reden: {reden}",
    ),
    (
        "Er is een nieuwe versie van een stuk",
        "Er is een nieuwe versie van {titel}. Wat je eerder antwoordde, telt niet meer. De reden: {reden}",
    ),
)
INGETROKKEN: tuple[Tekst, Tekst] = (
    (
        "U hoeft een stuk niet meer te tekenen",
        "Het verzoek om te tekenen is ingetrokken: {titel}, over {leerling}. U hoeft niets te doen.",
    ),
    (
        "Je hoeft een stuk niet meer te tekenen",
        "Het verzoek om te tekenen is ingetrokken: {titel}. Je hoeft niets te doen.",
    ),
)


def meld(rij: Handtekening, soort: str, tekst: tuple[Tekst, Tekst], *, sleutel: str, nu: datetime) -> None:
    """Tell one signer; somebody without account or mail address gets a letter from the office.

    Who does not speak for the pupil any more is told nothing: these messages name the pupil, and say why.
    """
    if not tekenen.heeft_nog_stem(rij, timezone.localdate(nu)):
        return
    wat = Mededeling(
        soort=soort,
        onderwerp=tekst[0][0],
        tekst=tekst[0][1],
        jij=tekst[1],
        sleutel=sleutel,
        woorden={
            "reden": rij.stuk.vervallen_reden,
            "titel": rij.stuk.titel,
            "dag": f"uiterlijk {datum(rij.uiterlijk)}" if rij.uiterlijk else "op tijd",
        },
    )
    user = rij.user or User.objects.filter(pk=account_van(rij) or 0).first()
    schrijf_los_bericht(rij.stuk.zaak, Ontvanger(user=user, ouder=rij.ouder, rol=rij.rol), wat, nu=nu)

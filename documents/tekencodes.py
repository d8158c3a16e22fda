"""Codes in letters: read and sign one paper without an account. Looking uses nothing up; signing does."""

import secrets
from datetime import date, datetime, timedelta

from django.db.models import QuerySet

from cases.activeren import LENGTE, TEKENS, hash_van
from documents.models import Handtekening, Ondertekenstuk, Tekencode
from documents.tekenen import heeft_nog_stem

GELDIG = timedelta(days=30)
GEBRUIKT = "Met deze code is al geantwoord. Wilt u iets veranderen? Bel ons dan."
VERLOPEN = "Deze code is te oud. Bel ons. Dan sturen wij u een nieuwe code."
VERVANGEN = "Deze code werkt niet meer. Kijk in de nieuwste brief, of bel ons voor een nieuwe code."
GEEN_GEZAG = "Deze code werkt niet meer. Hebt u vragen? Bel ons gerust."
ONBEKEND = "Deze code en geboortedatum horen niet bij elkaar. Kijk ze na in uw brief."


def maak_code(rij: Handtekening, *, by_id: int, vandaag: date, nu: datetime) -> str:
    """A new code for this request; earlier ones stop working. Shown once: only the hash is kept."""
    rij.codes.filter(gebruikt_op__isnull=True, vervallen_op__isnull=True).update(vervallen_op=nu)
    code = "".join(secrets.choice(TEKENS) for _ in range(LENGTE))
    Tekencode.objects.create(
        handtekening=rij,
        code_hash=hash_van(code),
        gemaakt_op=nu,
        gemaakt_door_id=by_id,
        geldig_tot=vandaag + GELDIG,
    )
    return "-".join(code[i : i + 4] for i in range(0, LENGTE, 4))


def zoek(code: str, geboren: date) -> Tekencode | None:
    """The code from a letter, with the birth date of the pupil: something one has and something one knows."""
    gevonden = _codes().filter(code_hash=hash_van(code)).first()
    if gevonden is None or gevonden.handtekening.stuk.zaak.dossier.leerling.geboortedatum != geboren:
        return None
    return gevonden


def haal(pk: int) -> Tekencode | None:
    return _codes().filter(pk=pk).first()


def waarom_niet(code: Tekencode, *, vandaag: date) -> str:
    """Why nobody can sign with this code now, with what to do; empty when it works."""
    rij, stuk = code.handtekening, code.handtekening.stuk
    if code.gebruikt_op is not None or rij.geantwoord:
        return GEBRUIKT
    if stuk.uitslag == Ondertekenstuk.Uitslag.INGETROKKEN:
        return "U hoeft dit stuk niet meer te tekenen. Het verzoek is ingetrokken."
    if stuk.vervallen_op is not None:
        return "Er komt een nieuwe versie van dit stuk. U krijgt daarover een nieuwe brief."
    if stuk.zaak.gesloten_op is not None:
        return "U hoeft dit stuk niet meer te tekenen."
    if rij.uitkomst != Handtekening.Uitkomst.OPEN or code.vervallen_op is not None:
        return VERVANGEN
    if not heeft_nog_stem(rij, vandaag):  # a letter outlives gezag, and does not open anything after it
        return GEEN_GEZAG
    if code.geldig_tot < vandaag or (rij.verloopt_op is not None and rij.verloopt_op < vandaag):
        return VERLOPEN
    return ""


def _codes() -> QuerySet[Tekencode]:
    return Tekencode.objects.select_related(
        "handtekening__stuk__zaak__dossier__leerling",
        "handtekening__stuk__zaak__swv",
        "handtekening__stuk__document__bestand",
        "handtekening__ouder",
        "handtekening__leerling",
    )

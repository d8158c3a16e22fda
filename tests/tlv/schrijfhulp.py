"""A whole, valid request for the tests of writing and of what comes after."""

import io
from datetime import timedelta
from typing import Any

import segno
from django.utils import timezone
from PIL import Image

from cases.models import Zaak
from tests.factories import NU
from tlv.bevriezen import geldig_stuk
from tlv.perioden import kortste_einde
from workflow.edit import edit
from workflow.models import Onderdeel

EERDER = timezone.localdate()
KORT_GELEDEN = (EERDER - timedelta(days=40)).isoformat()

ANTWOORDEN: dict[str, dict[str, Any]] = {
    "situatie_en_verzoek": {
        "situatie": "Sam komt al maanden niet meer tot leren in een grote groep.",
        "gronden": ["sociaal_emotioneel"],
        "gronden_toelichting": "Zie het onderzoek, bladzijde 4.",
        "uitstroomprofiel": "vervolgonderwijs",
        "einde": kortste_einde(EERDER).isoformat(),
        "periode_reden": "Zo lang is nodig om weer op gang te komen.",
        "categorie": "laag",
        "categorie_reden": "",
    },
    "ondersteuningsbehoeften": {
        "kern": "Een kleine groep en een vaste volwassene.",
        "leren": "Korte opdrachten, veel herhaling.",
        "helpt": "Humor en duidelijkheid.",
        "belemmert": "Drukte en wisselingen.",
        "onderzoek_datum": KORT_GELEDEN,
        "onderzoek_door": "M. Wolters, orthopedagoog",
    },
    "interventies": {
        "interventies": [
            {
                "wat": "Rustplek en aangepast rooster",
                "niveau": "3",
                "van": "2025-09-01",
                "tot": None,
                "door": "mentor",
                "effect": "Minder spanning in de ochtend.",
                "waarom_onvoldoende": "In de middag loopt het nog steeds vast.",
            }
        ]
    },
    "waarom_niet": {"waarom": "De groepen zijn te groot.", "arrangement": "Ambulante begeleiding bood te weinig."},
    "knooppunt": {
        "datum": KORT_GELEDEN,
        "overwegingen": "Iedereen ziet dat het niet gaat.",
        "conclusie": "Aanvragen.",
        "deelnemers": [{"naam": "R. Bos", "functie": "mentor"}],
    },
    "consultatie": {"gevraagd": False},
    "dialoog": {
        "school": "De Springplank",
        "datum": KORT_GELEDEN,
        "met_wie": "T. Aker, teamleider",
        "uitkomst": "Plaats na de zomer.",
    },
    "opp": {
        "datum": KORT_GELEDEN,
        "blz_uitstroom": "2",
        "blz_factoren": "3",
        "blz_handelingsdeel": "4-5",
        "blz_ontwikkeling": "3",
        "blz_functioneren": "3",
        "blz_behoefte": "4",
        "instemming": True,
        "ouders_gezien_op": KORT_GELEDEN,
    },
    "ouders_en_leerling": {"betrokken": "Drie gesprekken.", "gehoord": True, "mening_leerling": "Graag rust."},
    "bijlagen": {},
}


def vul_in(zaak: Zaak, **anders: dict[str, Any]) -> None:
    """All sections filled in and finished; `sectie={...}` replaces answers of one section."""
    for sleutel, antwoorden in ANTWOORDEN.items():
        Onderdeel.objects.create(
            zaak=zaak,
            sleutel=sleutel,
            antwoorden={**antwoorden, **anders.get(sleutel, {})},
            afgerond=True,
            versie=1,
            bijgewerkt_op=NU - timedelta(hours=1),
        )


def png(breed: int = 20, hoog: int = 20) -> bytes:
    """A small picture, as from a phone."""
    uit = io.BytesIO()
    Image.new("RGB", (breed, hoog), "white").save(uit, "PNG")
    return uit.getvalue()


def pdf() -> bytes:
    """A small real PDF."""
    uit = io.BytesIO()
    segno.make_qr("dekkend").save(uit, kind="pdf")
    return uit.getvalue()


def bevries(aanvraag, wie, **data):
    edit(aanvraag.zaak_id, "bevriezen", by=wie, data=data)
    return geldig_stuk(aanvraag.zaak)


def teken(aanvraag, wie, rij, **anders):
    data = {
        "handtekening_id": rij.pk,
        "uitkomst": "getekend",
        "sha256": rij.stuk.sha256,
        "herbevestigd_op": timezone.now(),
        **anders,
    }
    edit(aanvraag.zaak_id, "handtekening", by=wie, data=data)
    rij.refresh_from_db()
    return rij


def wijzig(aanvraag, tekst="Drie gesprekken en een huisbezoek."):
    rij = Onderdeel.objects.get(zaak=aanvraag.zaak, sleutel="ouders_en_leerling")
    rij.antwoorden["betrokken"] = tekst
    rij.save()

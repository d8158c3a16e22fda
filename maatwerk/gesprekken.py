"""Step 3: the contact log, and the guarded order of talks: first the parents, then the school (source 000)."""

from datetime import date
from typing import Any

from deadlines import services as termijnen
from maatwerk.beleid import beleid_van
from maatwerk.besluiten import reden_van
from maatwerk.models import Contact, Netwerkpartner, Traject
from maatwerk.rechten import is_casemanager
from maatwerk.termijnen import OUDERS_SPREKEN
from workflow.fouten import Geweigerd
from workflow.process import Bewerking, Deel, Uitvoering

Met, Wijze = Contact.Met, Contact.Wijze
VERTEGENWOORDIGING = (Met.OUDERS, Met.LEERLING)
"""The pupil of 18 or older speaks for himself; below that a talk with the pupil alone is no talk with the parents."""
ZONDER_GESPREK = (Wijze.GEEN_GEHOOR, Wijze.BERICHT)
"""Trying to call, or writing, is contact and no conversation."""
VOLGORDE = "De casemanager spreekt eerst de ouders, en daarna de school. Schrijf op waarom het hier anders gaat."


def gesproken_met(traject: Traject, met: str, *, op: date) -> date | None:
    """The last conversation with them in this track."""
    rijen = traject.contacten.filter(met__in=_ook(traject, met, op)).exclude(wijze__in=ZONDER_GESPREK)
    return rijen.order_by("-op").values_list("op", flat=True).first()


def _ook(traject: Traject, met: str, op: date) -> tuple[str, ...]:
    """With an adult the parents are not who decides: the pupil is."""
    volwassen = met == Met.OUDERS and traject.zaak.dossier.leerling.is_meerderjarig(op)
    return VERTEGENWOORDIGING if volwassen else (met,)


def wijkt_af(traject: Traject, met: str, wijze: str, *, op: date) -> bool:
    """Whether this conversation comes before one that should have come first."""
    if wijze in ZONDER_GESPREK or met in (Met.OUDERS, Met.LEERLING, Met.DIRECTEUR):
        return False
    if gesproken_met(traject, Met.OUDERS, op=op) is None:
        return True
    return met == Met.PARTNER and gesproken_met(traject, Met.SCHOOL, op=op) is None


def _noteer(b: Bewerking) -> None:
    """One line in the log; a conversation with the parents starts the term to speak them again anew."""
    met, wijze, op = b.data["met"], b.data["wijze"], b.data.get("op") or b.by.vandaag
    if op > b.by.vandaag:
        raise Geweigerd("Een gesprek dat nog komt, hoort bij de afspraken.", veld="op")
    reden = str(b.data.get("reden_volgorde") or "").strip()
    if wijkt_af(b.obj, met, wijze, op=b.by.vandaag) and not reden:
        raise Geweigerd(VOLGORDE, veld="reden_volgorde")
    contact = Contact.objects.create(
        traject=b.obj,
        met=met,
        wijze=wijze,
        op=op,
        partner=_partner(b),
        notitie=str(b.data.get("notitie") or "").strip(),
        reden_volgorde=reden,
        door_id=b.by.persoon_id,
        moment=b.nu,
    )
    b.resultaat["id"] = contact.pk
    if met in _ook(b.obj, Met.OUDERS, b.by.vandaag) and wijze not in ZONDER_GESPREK:
        spreek_weer_voor(b.obj, op=b.by.vandaag)


def _partner(b: Bewerking) -> Netwerkpartner | None:
    if b.data["met"] != Met.PARTNER or not b.data.get("partner_id"):
        return None
    partner = Netwerkpartner.objects.filter(traject=b.obj, pk=b.data["partner_id"]).first()
    if partner is None:
        raise Geweigerd("Kies iemand uit het netwerk van deze leerling.", veld="partner_id")
    return partner


def spreek_weer_voor(traject: Traject, *, op: date) -> None:
    """The parents are spoken to again before this term ends; it runs from the last conversation."""
    termijnen.stop(traject.zaak, OUDERS_SPREKEN, op=op)
    laatste = gesproken_met(traject, Met.OUDERS, op=op) or op
    weken = beleid_van(traject).ouders_spreken_weken
    termijnen.start(traject.zaak, OUDERS_SPREKEN, vanaf=laatste, parameters={"weken": weken})


def _vul_aan(b: Bewerking) -> None:
    """More words with a line that was put down in two taps; who and when stay as they were."""
    rij = Contact.objects.filter(traject=b.obj, pk=b.data["contact_id"], door_id=b.by.persoon_id).first()
    if rij is None:
        raise Geweigerd("Alleen wie dit noteerde, kan het aanvullen.")
    rij.notitie = b.data["notitie"].strip()
    rij.save(update_fields=["notitie"])


DELEN = (
    Deel(
        naam="contact",
        label="Contact",
        mag=is_casemanager,
        schrijf=_noteer,
        sessie=False,
        gebeurd="Contact genoteerd",
        icoon="message",
    ),
    Deel(naam="contact_aanvullen", label="Contact aangevuld", mag=is_casemanager, schrijf=_vul_aan, sessie=False),
)


def bereid_verkenning_voor(u: Uitvoering) -> dict[str, Any]:
    """Parents and school were spoken to, or a reason tells why the search begins before that."""
    mist = [
        wie
        for met, wie in ((Met.OUDERS, "de ouders"), (Met.SCHOOL, "de school van herkomst"))
        if gesproken_met(u.obj, met, op=u.vandaag) is None
    ]
    if mist and not reden_van(u):
        raise Geweigerd(
            f"In het logboek staat nog geen gesprek met {' en '.join(mist)}. Noteer dat, of schrijf op waarom niet.",
            veld="reden",
        )
    u.vast["zonder_gesprek_met"] = len(mist)
    return {}

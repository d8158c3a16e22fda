"""Answers of the school: a supplement, or information somebody missed."""

from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from cases.compartimenten import Compartiment
from deadlines.models import kalender_uit_tabel
from deadlines.regels import informatietermijn
from documents.models import Document
from documents.services import leg_vast, verwijder
from organisations.actor import Actor
from organisations.rollen import Rol
from tlv import rechten
from tlv.beleid import beleid_van
from tlv.eisen import Eis, eis_van
from tlv.models import VOOR_INSTUREN, Aanvraag, Aanvulverzoek, Advies, Besluit, Eisbeoordeling, Eisstatus, Status
from tlv.onafhankelijkheid import opsomming
from tlv.stukken import compartiment_van, eis_gescand
from ui.notatie import datum
from workflow.fouten import Conflict, Geweigerd
from workflow.process import Bewerking, Deel, Uitvoering

VRAAG = "vraag"
"""Key of the free question in `antwoorden`, beside the keys of requirements."""

BIJ_WIE_VROEG = (Status.DESKUNDIGENADVIES, Status.TER_BESLUITVORMING)
"""Where a case goes on when a question stayed without an answer."""

LANGST = 8000
HOOGSTENS = 20
"""Files per item: enough for a case, too few to be a dump."""


def lopend_verzoek(aanvraag: Aanvraag) -> Aanvulverzoek | None:
    """What the school can answer now; after its term too, as long as the answer still counts."""
    if aanvraag.status in (Status.AANVULLING_GEVRAAGD, Status.INFORMATIE_GEVRAAGD):
        return aanvraag.aanvulverzoeken.filter(stand=Aanvulverzoek.Stand.OPEN).first()
    if aanvraag.status == Status.AANVULLING_VERLOPEN:
        return aanvraag.aanvulverzoeken.filter(
            soort=Aanvulverzoek.Soort.AANVULLING, stand=Aanvulverzoek.Stand.VERLOPEN
        ).first()
    return onbeantwoord().filter(aanvraag=aanvraag).first() if aanvraag.status in BIJ_WIE_VROEG else None


def onbeantwoord() -> QuerySet[Aanvulverzoek]:
    """Questions that passed without an answer, while the expert who asked still writes or the chair has not decided."""
    informatie = Aanvulverzoek.objects.filter(soort=Aanvulverzoek.Soort.INFORMATIE)
    later = informatie.filter(aanvraag=OuterRef("aanvraag"), pk__gt=OuterRef("pk"))
    schrijft = Advies.objects.filter(
        aanvraag=OuterRef("aanvraag"), deskundige=OuterRef("gevraagd_door"), stand=Advies.Stand.GEVRAAGD
    )
    return informatie.filter(
        ~Exists(later),
        Q(aanvraag__status=Status.TER_BESLUITVORMING) | Q(Exists(schrijft)),
        stand=Aanvulverzoek.Stand.VERLOPEN,
        aanvraag__status__in=BIJ_WIE_VROEG,
        aanvraag__terug_naar=F("aanvraag__status"),
    )


def gevraagde_punten(verzoek: Aanvulverzoek) -> list[tuple[str, Eis | None]]:
    """What exactly is asked: requirements by key, and the free question."""
    route = verzoek.aanvraag.route
    punten: list[tuple[str, Eis | None]] = [(sleutel, eis_van(route, sleutel)) for sleutel in verzoek.eisen]
    return [*punten, (VRAAG, None)] if verzoek.vraag else punten


def titel_van(eis: Eis | None, verzoek: Aanvulverzoek) -> str:
    if eis is not None:
        return eis.label
    return "De vraag" if verzoek.soort == Aanvulverzoek.Soort.INFORMATIE else "Verder vragen wij"


# -- answering, through `perform` ----------------------------------------------------------------


def ontvangen_op(u: Uitvoering) -> date:
    """The day on which an answer came in: that of the school is there at once, paper was there before (Awb 4:15)."""
    dag: date | None = u.data.get("ontvangen_op") if u.by.rol == Rol.SECRETARIAAT else None
    return dag or u.vandaag


def _toets_ontvangst(u: Uitvoering, verzoek: Aanvulverzoek) -> None:
    """The office says when a supplement came: not before it was asked, not after today."""
    if u.by.rol != Rol.SECRETARIAAT or verzoek.soort != Aanvulverzoek.Soort.AANVULLING:
        return
    if u.data.get("ontvangen_op") is None:
        raise Geweigerd("Vul in op welke dag de aanvulling binnenkwam.", veld="ontvangen_op")
    if not verzoek.gevraagd_op <= ontvangen_op(u) <= u.vandaag:
        raise Geweigerd(
            f"Wij vroegen de aanvulling op {datum(verzoek.gevraagd_op)}. Kies die dag of later, tot en met vandaag.",
            veld="ontvangen_op",
        )


def bereid_antwoord_voor(u: Uitvoering) -> dict[str, Any]:
    """Each item that was asked has a text or a file; also "this does not exist, because …" is an answer."""
    verzoek = lopend_verzoek(u.obj)
    if verzoek is None:
        raise Conflict("Er is nu geen aanvulling gevraagd.")
    gezien = u.data.get("verzoekversie")
    if gezien is not None and gezien != verzoek.versie:
        raise Conflict("Een collega heeft het antwoord ondertussen gewijzigd. Bekijk het eerst.")
    leeg = [
        titel_van(eis, verzoek) for sleutel, eis in gevraagde_punten(verzoek) if not is_beantwoord(verzoek, sleutel)
    ]
    if leeg:
        raise Geweigerd(
            f"Nog geen antwoord bij: {opsomming(leeg)}. Voeg een document toe, of schrijf waarom dat niet kan."
        )
    if not _is_iets_nieuws(verzoek):
        raise Geweigerd("Er is niets nieuws bij. Voeg toe wat nog ontbreekt, of schrijf waarom dat niet kan.")
    _toets_ontvangst(u, verzoek)
    eis_gescand(verzoek.documenten.all())
    return {}


bereid_informatie_voor = bereid_antwoord_voor


def is_beantwoord(verzoek: Aanvulverzoek, sleutel: str) -> bool:
    """A text, or a paper that is still there: the scanner may have taken one away."""
    antwoord = verzoek.antwoorden.get(sleutel, {})
    if (antwoord.get("tekst") or "").strip():
        return True
    over = verzoek.documenten.filter(pk__in=antwoord.get("documenten", []), verwijderd_op__isnull=True)
    return over.exists()


def _is_iets_nieuws(verzoek: Aanvulverzoek) -> bool:
    """What was found not to be enough does not count as a supplement once more."""
    if verzoek.beantwoord_op is None:
        return True
    nieuw = verzoek.documenten.filter(compartiment__in=VOOR_INSTUREN, verwijderd_op__isnull=True)
    return nieuw.exists() or not verzoek.antwoord.startswith(als_tekst(verzoek)[:LANGST])


def _antwoord_met_eerder(verzoek: Aanvulverzoek) -> str:
    """What was sent in before, and judged, stays to be read below what is sent in now."""
    nieuw, eerder = als_tekst(verzoek), verzoek.antwoord
    if verzoek.beantwoord_op is None or not eerder:
        return nieuw[:LANGST]
    if eerder.startswith(nieuw):
        return eerder
    return f"{nieuw}\n\nIn de aanvulling van {datum(verzoek.beantwoord_op)} stond:\n\n{eerder}"[:LANGST]


def leg_antwoord_vast(u: Uitvoering) -> None:
    """The answer is in: papers become part of the dossier, the items go back to the checklist, a draft refusal goes."""
    verzoek = lopend_verzoek_bij(u)
    verzoek.stand = Aanvulverzoek.Stand.BEANTWOORD
    verzoek.antwoord = _antwoord_met_eerder(verzoek)
    verzoek.beantwoord_op = ontvangen_op(u)
    verzoek.beantwoord_door_id = u.by.gebruiker_id
    verzoek.versie += 1
    verzoek.save()
    u.resultaat["gevraagd_door"] = verzoek.gevraagd_door_id
    for document in verzoek.documenten.filter(verwijderd_op__isnull=True):
        document.compartiment = compartiment_van(document.soort)
        document.save(update_fields=["compartiment"])
    for eis in Eisbeoordeling.objects.filter(aanvraag=u.obj, eis__in=verzoek.eisen):
        if eis.status == Eisstatus.ONTBREEKT:
            eis.status = Eisstatus.OPEN
            eis.versie += 1
            eis.save()
    u.obj.besluiten.filter(soort=Besluit.Soort.BUITEN_BEHANDELING, stand=Besluit.Stand.CONCEPT).delete()


def lopend_verzoek_bij(u: Uitvoering) -> Aanvulverzoek:
    """The request that is being answered; the state has already moved on, so it is found by its own stand."""
    stand = (Aanvulverzoek.Stand.OPEN, Aanvulverzoek.Stand.VERLOPEN)
    soort = Aanvulverzoek.Soort.AANVULLING if u.actie == "aanvullen" else Aanvulverzoek.Soort.INFORMATIE
    return u.obj.aanvulverzoeken.select_for_update().filter(soort=soort, stand__in=stand)[0]


def als_tekst(verzoek: Aanvulverzoek) -> str:
    """The answers in one text, for who reads the dossier."""
    delen = []
    for sleutel, eis in gevraagde_punten(verzoek):
        tekst = (verzoek.antwoorden.get(sleutel, {}).get("tekst") or "").strip()
        if tekst:
            delen.append(f"{titel_van(eis, verzoek)}\n{tekst}")
    return "\n\n".join(delen)


# -- "ik mis …" ----------------------------------------------------------------------------------


def bereid_informatievraag_voor(u: Uitvoering) -> dict[str, Any]:
    if not (u.data.get("vraag") or "").strip():
        raise Geweigerd("Schrijf op welke informatie u mist.", veld="vraag")
    return {"vanuit": u.obj.status}


def informatie_uiterlijk(aanvraag: Aanvraag, *, vandaag: date) -> date:
    dagen = beleid_van(aanvraag).informatie_dagen
    return informatietermijn(vandaag, dagen=dagen, kalender=kalender_uit_tabel()).einde or vandaag


def leg_informatievraag_vast(u: Uitvoering) -> None:
    verzoek = Aanvulverzoek.objects.create(
        aanvraag=u.obj,
        soort=Aanvulverzoek.Soort.INFORMATIE,
        vraag=u.data["vraag"].strip(),
        gevraagd_op=u.vandaag,
        gevraagd_door_id=u.by.persoon_id,
        uiterlijk=informatie_uiterlijk(u.obj, vandaag=u.vandaag),
    )
    u.resultaat["verzoek_id"] = verzoek.pk


# -- the draft of an answer, through `edit` ------------------------------------------------------


def mag_antwoord_schrijven(actor: Actor, aanvraag: Aanvraag) -> bool:
    return rechten.mag_aanvullen(actor, aanvraag) and lopend_verzoek(aanvraag) is not None


def _verzoekversie(b: Bewerking) -> int:
    verzoek = lopend_verzoek(b.obj)
    return verzoek.versie if verzoek else 0


def _haal_verzoek(b: Bewerking, sleutel: str) -> Aanvulverzoek:
    verzoek = lopend_verzoek(b.obj)
    if verzoek is None or sleutel not in dict(gevraagde_punten(verzoek)):
        raise Geweigerd("Dit punt is niet gevraagd. Alleen de gevraagde punten kunt u aanvullen.")
    return verzoek


def _schrijf_antwoorden(b: Bewerking) -> None:
    """Texts by item; only items that were asked."""
    for sleutel, tekst in b.data.get("teksten", {}).items():
        verzoek = _haal_verzoek(b, sleutel)
        verzoek.antwoorden = {
            **verzoek.antwoorden,
            sleutel: {**verzoek.antwoorden.get(sleutel, {}), "tekst": tekst},
        }
        Aanvulverzoek.objects.filter(pk=verzoek.pk).update(antwoorden=verzoek.antwoorden)
    nu_gevraagd = lopend_verzoek(b.obj)
    if nu_gevraagd is not None:
        Aanvulverzoek.objects.filter(pk=nu_gevraagd.pk).update(versie=F("versie") + 1)


def _voeg_bestand_toe(b: Bewerking) -> None:
    """A file that was judged before; only the school sees it until the supplement is sent in."""
    sleutel = b.data["punt"]
    verzoek = _haal_verzoek(b, sleutel)
    antwoord = verzoek.antwoorden.get(sleutel, {})
    if len(antwoord.get("documenten", [])) >= HOOGSTENS:
        raise Geweigerd(f"U kunt hoogstens {HOOGSTENS} bestanden bij één punt toevoegen.")
    kantoor = b.by.rol == Rol.SECRETARIAAT
    document = leg_vast(
        b.data["keuring"],
        zaak=b.zaak,
        actor=b.by,
        soort=b.data["soort"],
        compartiment=Compartiment.INTERN if kantoor else Compartiment.SCHOOL,
        nu=b.nu,
    )
    verzoek.documenten.add(document)
    _bewaar_documenten(verzoek, sleutel, [*antwoord.get("documenten", []), document.pk])
    b.resultaat["document_id"] = document.pk


def _verwijder_bestand(b: Bewerking) -> None:
    """Take a file out of the supplement before it is sent in."""
    sleutel = b.data["punt"]
    verzoek = _haal_verzoek(b, sleutel)
    ids = verzoek.antwoorden.get(sleutel, {}).get("documenten", [])
    document = Document.objects.filter(pk=b.data["document"], zaak=b.zaak, pk__in=ids).first()
    if document is None:
        raise Geweigerd("Dit bestand hoort niet bij de aanvulling.")
    if document.compartiment not in VOOR_INSTUREN:
        raise Geweigerd("Dit bestand is al ingestuurd. Het blijft bij de aanvraag.")
    verwijder(document, nu=b.nu)
    verzoek.documenten.remove(document)
    _bewaar_documenten(verzoek, sleutel, [pk for pk in ids if pk != document.pk])


def _bewaar_documenten(verzoek: Aanvulverzoek, sleutel: str, ids: list[int]) -> None:
    antwoord = {**verzoek.antwoorden.get(sleutel, {}), "documenten": ids}
    verzoek.antwoorden = {**verzoek.antwoorden, sleutel: antwoord}
    verzoek.save(update_fields=["antwoorden"])


DELEN: tuple[Deel, ...] = (
    Deel(
        naam="aanvulling",
        label="Antwoord van de school",
        mag=mag_antwoord_schrijven,
        versie=_verzoekversie,
        schrijf=_schrijf_antwoorden,
    ),
    Deel(
        naam="aanvulling_bestand",
        label="Bestand bij het antwoord",
        mag=mag_antwoord_schrijven,
        schrijf=_voeg_bestand_toe,
        sessie=False,
        schrijfwerk=True,
    ),
    Deel(
        naam="aanvulling_bestand_weg",
        label="Bestand uit het antwoord",
        mag=mag_antwoord_schrijven,
        schrijf=_verwijder_bestand,
        sessie=False,
        schrijfwerk=True,
    ),
)

"""Step 1: the intake from the PTO, what was explored before, the papers, and bringing it before the commission."""

from typing import Any

from cases.compartimenten import Compartiment
from cases.deelname import betrek_gezin
from cases.herkomst import aanvragende_school
from cases.models import Dossier, Zaak
from cases.toegang import mag_bewerken
from documents.models import Document, Documentsoort
from documents.quarantaine import in_wacht
from documents.services import leg_vast, verwijder
from maatwerk.beleid import SECTIE, beleid_van
from maatwerk.models import Intake, Status, Traject, Verkenning
from maatwerk.rechten import mag_intake
from organisations.actor import Actor
from organisations.beleid import geldige_versie
from organisations.models import School
from organisations.nummers import volgend_nummer
from organisations.versies import stand
from ui.notatie import datum
from workflow.fouten import Geweigerd, NietGevonden
from workflow.process import Aanvang, Begin, Bewerking, Deel, Uitvoering

NUMMERSOORT = "maatwerk"
VERKENNINGVELDEN = ("vorm", "waar", "waarom_niet")
INTAKEVELDEN = ("pto_datum", "pto_deelnemers", "pto_uitkomst", "ondersteuning", "vraag", "mening_ouders")
VERPLICHT = {
    "pto_datum": "de datum van het PTO",
    "pto_deelnemers": "wie er bij het PTO waren",
    "pto_uitkomst": "de uitkomst van het PTO",
    "ondersteuning": "wat de leerling nodig heeft",
    "vraag": "wat van een casemanager wordt verwacht",
}
"""What the commission needs before it can advise; the view of the parents is asked, and may be missing."""


# -- the start ----------------------------------------------------------------------------------------


def lopend_traject(dossier: Dossier, by: Actor) -> Zaak | None:
    """The track that runs for this pupil already, as far as this actor may see it."""
    return Zaak.objects.visible_to(by).open().filter(dossier=dossier, soort="maatwerk").first()


def school_van_traject(aanvang: Aanvang) -> School:
    """The school of origin; a second track beside one that runs is refused."""
    if Zaak.objects.open().filter(dossier=aanvang.dossier, soort="maatwerk").exists():
        raise Geweigerd("Voor deze leerling loopt al een maatwerktraject. Een tweede ernaast kan niet.")
    return aanvragende_school(aanvang.dossier, aanvang.by)


def maak_traject(aanvang: Aanvang, zaak: Zaak) -> None:
    Intake.objects.create(traject=Traject.objects.create(zaak=zaak))


BEGIN = Begin(
    mag=mag_bewerken,
    school=school_van_traject,
    maak=maak_traject,
    status=Status.INTAKE,
    gebeurd="Maatwerktraject begonnen",
    gezin="Wij begonnen met opschrijven wat er al is geprobeerd",
)


# -- writing ------------------------------------------------------------------------------------------


def _intakeversie(b: Bewerking) -> int:
    return int(Intake.objects.values_list("versie", flat=True).get(traject=b.obj))


def _schrijf_intake(b: Bewerking) -> None:
    intake = Intake.objects.select_for_update().get(traject=b.obj)
    dag = b.data.get("pto_datum")
    if dag and dag > b.by.vandaag:
        raise Geweigerd("Het PTO kan niet in de toekomst liggen.", veld="pto_datum")
    for veld in INTAKEVELDEN:
        if veld in b.data:
            setattr(intake, veld, b.data[veld])
    intake.versie += 1
    intake.save()


def verkenningstand(rij: Verkenning | None) -> int:
    """Which text of this option somebody has before him; 0 of one that is not there yet."""
    return stand({veld: getattr(rij, veld) for veld in VERKENNINGVELDEN}) if rij else 0


def _verkenningversie(b: Bewerking) -> int:
    return verkenningstand(Verkenning.objects.filter(traject=b.obj, pk=b.data.get("verkenning_id") or 0).first())


def _schrijf_verkenning(b: Bewerking) -> None:
    """Add, change or take away one option that was explored."""
    rij = _eigen(Verkenning, b) if b.data.get("verkenning_id") else Verkenning(traject=b.obj)
    if b.data.get("weg"):
        rij.delete()
        return
    for veld in VERKENNINGVELDEN:
        setattr(rij, veld, b.data[veld])
    rij.save()
    b.resultaat["id"] = rij.pk


def _eigen(model: type[Verkenning], b: Bewerking) -> Verkenning:
    rij = model.objects.filter(traject=b.obj, pk=b.data["verkenning_id"]).first()
    if rij is None:
        raise NietGevonden
    return rij


def _schrijf_stuk(b: Bewerking) -> None:
    """A paper for everybody in the track: added once it was judged, or taken away by who may write the intake."""
    if b.data.get("weg"):
        document = Document.objects.filter(zaak=b.zaak, pk=b.data["document_id"], brief="").first()
        if document is None or document.verwijderd_op is not None:
            raise NietGevonden
        verwijder(document, nu=b.nu)
        return
    document = leg_vast(
        b.data["keuring"],
        zaak=b.zaak,
        actor=b.by,
        soort=Documentsoort(b.data["soort"]),
        titel=b.data.get("titel", ""),
        compartiment=Compartiment.TRAJECT,
        nu=b.nu,
    )
    b.resultaat["id"] = document.pk


DELEN = (
    Deel(naam="intake", label="Intake", mag=mag_intake, versie=_intakeversie, schrijf=_schrijf_intake),
    Deel(
        naam="verkenning",
        label="Wat al is verkend",
        mag=mag_intake,
        versie=_verkenningversie,
        schrijf=_schrijf_verkenning,
        sessie=False,
        schrijfwerk=True,
    ),
    Deel(naam="stuk", label="Informatie bij de intake", mag=mag_intake, schrijf=_schrijf_stuk, sessie=False),
)


# -- bringing in ----------------------------------------------------------------------------------------


def ontbreekt(traject: Traject) -> list[str]:
    """What has to be written before the commission can advise, in words."""
    mist = [wat for veld, wat in VERPLICHT.items() if not getattr(traject.intake, veld)]
    if not traject.verkenningen.exists():
        mist.append("ten minste één mogelijkheid die is verkend, met waarom die niet genoeg is")
    return mist


def bereid_inbrengen_voor(u: Uitvoering) -> dict[str, Any]:
    if mist := ontbreekt(u.obj):
        raise Geweigerd(f"Er mist nog iets: {'; '.join(mist)}.")
    if in_wacht(Document.objects.filter(zaak=u.zaak)):
        raise Geweigerd("Een bestand wordt nog gecontroleerd op virussen. Breng het dossier over een minuut in.")
    return {"op": u.vandaag}


def breng_in(u: Uitvoering) -> None:
    """Number, receipt and the policy that binds; from now on the office and the family can follow it."""
    zaak = u.zaak
    zaak.ontvangen_op = zaak.ontvangen_op or u.vandaag
    if SECTIE not in zaak.beleid:
        versie = geldige_versie(zaak.swv_id, SECTIE, op=zaak.ontvangen_op)
        zaak.beleid = {**zaak.beleid, SECTIE: versie.pk if versie else None}
    if not zaak.nummer:
        jaar = zaak.ontvangen_op.year
        nummer = volgend_nummer(zaak.swv_id, NUMMERSOORT, jaar)
        zaak.nummer = beleid_van(u.obj).zaaknummer.format(jaar=jaar, volgnummer=nummer, swv=zaak.swv.nummer)
    zaak.swv_sinds = zaak.swv_sinds or u.vandaag
    zaak.gezin_sinds = zaak.gezin_sinds or u.vandaag
    betrek_gezin(zaak, u.vandaag)
    u.resultaat["nummer"] = zaak.nummer
    u.woorden["pto"] = datum(u.obj.intake.pto_datum)

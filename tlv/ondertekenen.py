"""Signatures on a frozen version: signing, declining, the family's view and consent, and all of it on paper.

Everything goes through `edit`: parts "bevriezen", "handtekening", "reactie", "handtekening_papier" and
"handtekening_bevestigen". A signature is bound to the hash of what the person saw.
"""

from datetime import UTC, date, datetime, time
from typing import Any

from django.utils import timezone

from cases.models import Doel, Leerling, Ouder, Toestemming, Zaak, Zienswijze
from documents import tekenen
from documents.models import Documentsoort, Handtekening
from organisations.actor import Actor
from organisations.rollen import Rol
from tlv import rechten
from tlv.bevriezen import TEKENAARS, schrijf_bevriezing, stand_van_bevriezen
from tlv.feiten import STUK
from tlv.models import VOOR_BESLUIT, Aanvraag, Kanaal
from tlv.stukken import voeg_toe
from workflow.fouten import Conflict, GeenRecht, Geweigerd, NietGevonden
from workflow.gezinslid import gezinslid_van
from workflow.perform import eis_herbevestigd
from workflow.process import Bewerking, Deel

Uitkomst = Handtekening.Uitkomst


# -- signing by staff ------------------------------------------------------------------------------


def mag_tekenen(actor: Actor, aanvraag: Aanvraag) -> bool:
    """Head and gedragswetenschapper, when they were asked, in the hat in which they were asked."""
    if actor.rol not in TEKENAARS:
        return False
    gevraagd = Handtekening.objects.filter(stuk__zaak=aanvraag.zaak, user_id=actor.persoon_id, rol=actor.rol)
    return gevraagd.exists()


def schrijf_handtekening(b: Bewerking) -> None:
    """Part "handtekening": handtekening_id, uitkomst (getekend or geweigerd), reden, sha256, herbevestigd_op."""
    rij = _open_rij(b, b.data["handtekening_id"])
    if rij.user_id != b.by.gebruiker_id or rij.rol != b.by.rol:
        raise GeenRecht
    _zelfde_versie(rij, b.data["sha256"])
    eis_herbevestigd(b.data.get("herbevestigd_op"), b.nu)
    uitkomst = Uitkomst(b.data["uitkomst"])
    if uitkomst not in (Uitkomst.GETEKEND, Uitkomst.GEWEIGERD):
        raise Geweigerd("Kies of u tekent of niet.", veld="uitkomst")
    reden = b.data.get("reden", "").strip()
    if uitkomst == Uitkomst.GEWEIGERD and not reden:
        raise Geweigerd("Leg uit waarom u niet tekent.", veld="reden")
    _zet(rij, uitkomst, op=b.nu, hoe="zelf ingelogd en opnieuw bevestigd", reden=reden)


def _open_rij(b: Bewerking, pk: int) -> Handtekening:
    """A request to sign on the version that counts, locked; a conflict when it was answered or overtaken."""
    rij = tekenen.haal_rij(b.zaak, pk, kamer=False)
    if rij.stuk.vervallen_op is not None or rij.uitkomst == Uitkomst.VERVALLEN:
        raise Conflict("De aanvraag is veranderd. Open de nieuwe versie en lees wat er anders is.")
    if rij.uitkomst != Uitkomst.OPEN:
        raise Conflict("Hierop is al geantwoord.")
    if b.obj.status not in VOOR_BESLUIT:
        raise Conflict("Er is al een besluit. Ondertekenen kan niet meer.")
    return rij


def _zelfde_versie(rij: Handtekening, sha256: str) -> None:
    if sha256 != rij.stuk.sha256:
        raise Conflict("De aanvraag is veranderd. Open de nieuwe versie en lees wat er anders is.")


def _zet(rij: Handtekening, uitkomst: str, *, op: datetime, hoe: str, reden: str = "", **extra: Any) -> None:
    rij.uitkomst, rij.op, rij.reden = uitkomst, op, reden
    rij.sha256 = rij.stuk.sha256
    rij.hoe_vastgesteld = hoe
    rij.wijze = extra.get("wijze", Handtekening.Wijze.DIGITAAL)
    rij.scan_id = extra.get("scan_id")
    rij.save()


# -- view and consent of the family ----------------------------------------------------------------


def mag_reageren(actor: Actor, aanvraag: Aanvraag) -> bool:
    """Whoever of the family may see the case may say what he or she thinks, until the decision."""
    return actor.is_gezin and aanvraag.status in VOOR_BESLUIT


def geef_reactie(b: Bewerking) -> None:
    """Part "reactie": standpunt, tekst, toestemmingen {doel: bool}; sha256 of the version that was shown, if any.

    Replaces an earlier view of the same person, and answers an open request to react on the frozen version. A view
    that was written before there was a version counts as a view alone: nobody signs what was not on the screen.
    """
    wie = gezinslid_van(b.zaak, b.by)
    standpunt = b.data["standpunt"]
    if standpunt not in Zienswijze.Standpunt.values:
        raise Geweigerd("Kies wat u van de aanvraag vindt.", veld="standpunt")
    leg_zienswijze_vast(b, wie, wijze=Zienswijze.Wijze.DIGITAAL)
    leg_toestemmingen_vast(b.zaak, wie, b.data.get("toestemmingen") or {}, op=b.by.vandaag)
    rij = Handtekening.objects.filter(
        stuk__zaak=b.zaak, stuk__soort=STUK, stuk__vervallen_op__isnull=True, uitkomst=Uitkomst.OPEN, **wie
    ).first()
    gezien = b.data.get("sha256") or ""
    if rij is None or not gezien:
        return
    _zelfde_versie(rij, gezien)
    _zet(rij, uitkomst_bij(standpunt), op=b.nu, hoe="zelf ingelogd")
    b.resultaat["handtekening_id"] = rij.pk


def uitkomst_bij(standpunt: str) -> str:
    """Somebody who disagrees has seen the request, and that is all it says."""
    return Uitkomst.GEZIEN if standpunt == Zienswijze.Standpunt.ONEENS else Uitkomst.GETEKEND


def leg_zienswijze_vast(b: Bewerking, wie: dict[str, Ouder | Leerling], *, wijze: str) -> Zienswijze:
    """The view as it is now; an earlier one stays on record as replaced."""
    Zienswijze.objects.filter(zaak=b.zaak, vervangen_op__isnull=True, **wie).update(vervangen_op=b.nu)
    zelf = wijze == Zienswijze.Wijze.DIGITAAL
    return Zienswijze.objects.create(
        zaak=b.zaak,
        standpunt=b.data["standpunt"],
        tekst=b.data.get("tekst", "").strip(),
        wijze=wijze,
        moment=b.nu,
        genoteerd_door_id=None if zelf else b.by.gebruiker_id,
        **wie,
    )


def leg_toestemmingen_vast(
    zaak: Zaak, wie: dict[str, Any], keuzes: dict[str, bool], *, op: date, op_papier: bool = False
) -> None:
    """One row per purpose that was answered; a changed answer ends the earlier row."""
    for doel, gegeven in keuzes.items():
        if doel not in Doel.values or gegeven is None:
            continue
        lopend = Toestemming.objects.filter(zaak=zaak, doel=doel, ingetrokken_op__isnull=True, **wie)
        if lopend.filter(gegeven=gegeven).exists():
            continue
        lopend.update(ingetrokken_op=op)
        Toestemming.objects.create(zaak=zaak, doel=doel, gegeven=gegeven, op=op, op_papier=op_papier, **wie)


# -- on paper --------------------------------------------------------------------------------------


def mag_papier(actor: Actor, aanvraag: Aanvraag) -> bool:
    return rechten.mag_aanvullen(actor, aanvraag) and aanvraag.status in VOOR_BESLUIT


def schrijf_papier(b: Bewerking) -> None:
    """Part "handtekening_papier": handtekening_id, uitkomst, op (the date on the form), keuring (of the scan), reden.

    For a parent or pupil no uitkomst, but standpunt, tekst and toestemmingen as they stand on the form.
    """
    rij = _open_rij(b, b.data["handtekening_id"])
    op: date = b.data["op"]
    if op > b.by.vandaag:
        raise Geweigerd("Deze datum ligt in de toekomst.", veld="op")
    overgetypt = b.obj.kanaal != Kanaal.DIGITAAL  # what was signed came first; the version is the copy of it
    if not overgetypt and op < timezone.localtime(rij.stuk.bevroren_op).date():
        raise Geweigerd(
            "De datum ligt niet tussen de dag van bevriezen en vandaag. Deze versie bestond toen niet.", veld="op"
        )
    scan = voeg_toe(b, soort=Documentsoort.HANDTEKENINGEN, keuring=b.data["keuring"])
    uitkomst = b.data.get("uitkomst", "")
    if rij.rol in (Rol.OUDER, Rol.LEERLING):
        wie: dict[str, Any] = {"ouder": rij.ouder} if rij.ouder_id else {"leerling": rij.leerling}
        leg_zienswijze_vast(b, wie, wijze=Zienswijze.Wijze.PAPIER)
        leg_toestemmingen_vast(b.zaak, wie, b.data.get("toestemmingen") or {}, op=op, op_papier=True)
        uitkomst = uitkomst_bij(b.data["standpunt"])
    moment = datetime.combine(op, time(12), tzinfo=UTC)
    hoe = f"op papier, ingevoerd door {b.by.naam}"[:120]
    _zet(rij, uitkomst, op=moment, hoe=hoe, reden=b.data.get("reden", ""), wijze="papier", scan_id=scan.pk)


def bevestig_papier(b: Bewerking) -> None:
    """Part "handtekening_bevestigen": somebody else of the secretariat, or the chair, compared scan and entry.

    What two people looked at is what counts; a secretariat of one person has the chair.
    """
    rij = tekenen.haal_rij(b.zaak, b.data["handtekening_id"], kamer=False)
    if rij.wijze != Handtekening.Wijze.PAPIER:
        raise NietGevonden
    if b.zaak.gesloten_op is not None:
        raise Conflict("Deze zaak is gesloten. Bevestigen kan niet meer.")
    tekenen.bevestig_papier(rij, door_id=b.by.persoon_id, nu=b.nu)


DELEN = (
    Deel(
        naam="bevriezen",
        label="Versie bevroren",
        mag=rechten.mag_schrijven,
        versie=lambda b: stand_van_bevriezen(b.obj, vandaag=b.by.vandaag),
        schrijf=schrijf_bevriezing,
        sessie=False,
        gebeurd="Versie bevroren om te ondertekenen",
        gezin="De aanvraag ligt klaar om te lezen",
        icoon="lock",
    ),
    Deel(
        naam="handtekening",
        label="Handtekening",
        mag=mag_tekenen,
        schrijf=schrijf_handtekening,
        sessie=False,
        gebeurd="Aanvraag ondertekend",
        voor_allen=True,
        gezin="De school zette een handtekening",
        icoon="signature",
    ),
    Deel(
        naam="reactie",
        label="Reactie",
        mag=mag_reageren,
        schrijf=geef_reactie,
        sessie=False,
        gebeurd="Reactie gegeven",
        voor_allen=True,
        icoon="message",
    ),
    Deel(
        naam="handtekening_papier",
        label="Handtekening op papier",
        mag=mag_papier,
        schrijf=schrijf_papier,
        sessie=False,
        gebeurd="Handtekening op papier toegevoegd",
        voor_allen=True,
        icoon="signature",
    ),
    Deel(
        naam="handtekening_bevestigen",
        label="Papieren handtekening bevestigen",
        mag=rechten.is_secretariaat_of_voorzitter,
        schrijf=bevestig_papier,
        sessie=False,
        gebeurd="Papieren handtekening bevestigd",
        voor_allen=True,
        icoon="signature",
    ),
)

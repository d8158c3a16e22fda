"""What the staff page of a track shows: the step, the one next action of this hat, and the rest in short."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse

from cases.compartimenten import leesbaar_voor
from maatwerk import evalueren, rechten, stappen
from maatwerk.eigen_taken import TE_LEZEN
from maatwerk.gesprekken import Met, gesproken_met
from maatwerk.models import Aanstelling, Optie, Status, Traject, Uitvoeringstaak
from maatwerk.opties import passende
from maatwerk.ouders import antwoorden_van_thuis
from maatwerk.schoolbelang import wil_een_ander
from maatwerk.toestanden import STAP, STAPNAMEN, STAPPEN_GEZIN
from organisations.actor import Actor
from organisations.rollen import SCHOOLROLLEN, Rol
from ui.notatie import datum
from workflow.afspraken import mag_afspreken
from workflow.stap import Stap
from workflow.tekentaken import te_tekenen


def _naar(naam: str, traject: Traject, *args: Any) -> str:
    return reverse(f"maatwerk:{naam}", args=[traject.zaak_id, *args])


def volgende_stap(actor: Actor, traject: Traject) -> Stap | None:
    """The one next action of this hat, or None when it is somebody else's turn."""
    zoek = _PER_ROL.get(actor.rol)
    stap = zoek(actor, traject) if zoek else None
    return stap or _vertel_hoe_het_ging(actor, traject)


def _vertel_hoe_het_ging(actor: Actor, traject: Traject) -> Stap | None:
    """School and director were asked to look back: until they told, it is theirs to do."""
    if not evalueren.mag_evalueren(actor, traject) or evalueren.eigen(actor, traject) is not None:
        return None
    uitleg = "Het plan is uitgevoerd. Een paar woorden is genoeg."
    return Stap("Vertel hoe het ging", _naar("evaluatie", traject), uitleg)


def _voor_inbrenger(actor: Actor, traject: Traject) -> Stap | None:
    if rechten.mag_intake(actor, traject):
        uitleg = "Schrijf op wat het PTO vond en wat al is verkend. Breng het daarna in."
        return Stap("Ga verder met de intake", _naar("intake", traject), uitleg)
    return None


def _voor_commissie(actor: Actor, traject: Traject) -> Stap | None:
    if traject.status == Status.BIJ_COMMISSIE and rechten.adviseert(actor, traject):
        uitleg = "Stond het op een agenda? Leg de uitkomst dan bij dat punt vast. Anders legt u hier het advies vast."
        return Stap("Leg het advies vast", _naar("advies", traject), uitleg)
    return _voor_inbrenger(actor, traject)


def _waarom_beslissen(traject: Traject) -> str:
    """What happened last: an advice, somebody who said no, or a casemanager who stopped."""
    laatste = traject.aanstellingen.select_related("casemanager").order_by("-pk").first()
    if laatste is not None and laatste.stand == Aanstelling.Stand.GEWEIGERD:
        return f"{laatste.casemanager.naam} zei nee. Vraag een ander."
    return "De casemanager stopt. Vraag een ander." if traject.terug_naar else "De commissie heeft geadviseerd."


def _voor_directeur(actor: Actor, traject: Traject) -> Stap | None:
    if traject.status == Status.BIJ_DIRECTEUR:
        return Stap("Beslis over een casemanager", _naar("besluit", traject), _waarom_beslissen(traject))
    if traject.status == Status.VERTELLEN:
        return Stap(
            "Bespreek het plan met de ouders", _naar("stap", traject, "plan_vertellen"), "Samen met de casemanager."
        )
    if traject.status == Status.PLAN_BIJ_DIRECTEUR:
        uitleg = "De casemanager en de ontvangende school hebben getekend."
        return Stap("Beslis over het plan", _naar("plan_besluit", traject), uitleg)
    if (rij := wil_een_ander(traject)) and rij.ander_gevraagd_op:
        uitleg = f"{rij.casemanager.naam} vraagt om een ander, sinds {datum(rij.ander_gevraagd_op)}. "
        uitleg += f"De reden: {rij.ander_gevraagd_om}"
        return Stap("Een andere casemanager", _naar("stap", traject, "casemanager_ontheffen"), uitleg)
    return None


def _voor_casemanager(actor: Actor, traject: Traject) -> Stap | None:
    if not rechten.is_casemanager(actor, traject):
        return None
    match traject.status:
        case Status.GESPREKKEN:
            return _eerste_gesprekken(actor, traject)
        case Status.VERKENNEN if passende(traject):
            return Stap("Verder met het plan", _naar("stap", traject, "plek_gevonden"), "Er is een plek die past.")
        case Status.VERKENNEN:
            return Stap("Werk de opties bij", _naar("opties", traject), "Stem steeds af met de ouders.")
        case Status.PLAN:
            return Stap(
                "Schrijf het plan van aanpak", _naar("plan", traject), "Met de offerte. U kunt tussendoor stoppen."
            )
        case Status.PLAN_TEKENEN:
            return _eigen_handtekening(actor, traject)
        case Status.VERTELLEN:
            uitleg = "Samen met de directeur. Leg daarna het gesprek vast."
            return Stap("Bespreek het plan met de ouders", _naar("stap", traject, "plan_vertellen"), uitleg)
        case Status.VERVOLG_KIEZEN:
            return _kies_vervolg(traject)
        case Status.UITVOERING:
            return Stap("Werk de taken bij", _naar("uitvoering", traject), "Volg of het plan lukt.")
        case Status.EVALUATIE:
            return Stap("Kijk terug en sluit af", _naar("evaluatie", traject), "Lees wat iedereen vertelde.")
    return None


def _eerste_gesprekken(actor: Actor, traject: Traject) -> Stap:
    for met, uitleg in (
        (Met.OUDERS, "Spreek eerst de ouders. Noteer daarna het gesprek."),
        (Met.SCHOOL, "U sprak de ouders. Spreek nu de school van herkomst."),
    ):
        if gesproken_met(traject, met, op=actor.vandaag) is None:
            return Stap("Noteer een gesprek", _naar("contact", traject), uitleg)
    uitleg = "U sprak de ouders en de school."
    return Stap("Begin met zoeken", _naar("stap", traject, "verkenning_starten"), uitleg)


def _eigen_handtekening(actor: Actor, traject: Traject) -> Stap | None:
    """The casemanager signs the plan too, as soon as its paper is there."""
    rij = te_tekenen(actor).filter(stuk__zaak_id=traject.zaak_id).first()
    if rij is None:
        return None
    return Stap("Lees en teken het plan", reverse("workflow:tekenen", args=[rij.pk]), "U tekent zelf ook.")


def _kies_vervolg(traject: Traject) -> Stap:
    """Somebody at home did not sign: three ways on, none of them before the others."""
    namen = ("opnieuw_vertellen", "plan_aanpassen", "verder_zoeken")
    keuzes = tuple(Stap(stappen.STAPPEN[naam].titel, _naar("stap", traject, naam)) for naam in namen)
    return Stap(
        "Kies het vervolg", keuzes[0].url, "Niet iedereen tekende het plan. Kies hoe het verdergaat.", keuzes=keuzes
    )


_PER_ROL: dict[str, Callable[[Actor, Traject], Stap | None]] = {
    Rol.COORDINATOR: _voor_inbrenger,
    Rol.SECRETARIAAT: _voor_commissie,
    Rol.VOORZITTER: _voor_commissie,
    Rol.PLV_VOORZITTER: _voor_commissie,
    Rol.DIRECTEUR_SWV: _voor_directeur,
    Rol.CASEMANAGER: _voor_casemanager,
}


def overige_acties(actor: Actor, traject: Traject, stap: Stap | None) -> list[Stap]:
    """What this hat may do beside the next step."""
    acties = []
    genoemd = {stap.url, *(keuze.url for keuze in stap.keuzes)} if stap else set()
    for naam in stappen.mogelijk(actor, traject):
        url = _naar("stap", traject, naam)
        if url not in genoemd:
            acties.append(Stap(stappen.STAPPEN[naam].titel, url))
    if mag_afspreken(actor, traject) and traject.zaak.is_open:
        acties.append(Stap("Afspraak maken", _naar("afspraak", traject)))
    if actor.is_swv_bureau and traject.status == Status.BIJ_COMMISSIE:
        acties.append(Stap("Agenda van de commissie", reverse("vergaderingen:zaak_agenda", args=[traject.zaak_id])))
    if rechten.is_casemanager(actor, traject):
        acties.append(Stap("Vraag om een andere casemanager", _naar("andere_casemanager", traject)))
    open_ = lopende_vraag(traject)
    if open_ is not None and rechten.is_directeur(actor, traject):
        acties.append(Stap("Vraag aan de casemanager intrekken", _naar("vraag_intrekken", traject, open_.pk)))
    return acties


def lopende_vraag(traject: Traject) -> Aanstelling | None:
    rijen = traject.aanstellingen.filter(stand=Aanstelling.Stand.GEVRAAGD)
    return rijen.select_related("casemanager").first()


def stappen_van(traject: Traject) -> list[dict[str, Any]]:
    """The eight steps of the source, with where the track stands."""
    return [{"label": naam, "toestand": _toestand(traject, nr)} for nr, naam in enumerate(STAPNAMEN, start=1)]


def stappen_voor_gezin(traject: Traject) -> list[dict[str, Any]]:
    """The same in words of the family; none of a track that was stopped, for which nothing is still to come."""
    if Status(traject.status) not in STAP and traject.status != Status.AFGESLOTEN:
        return []
    standen = [_toestand(traject, nr) for nr in range(1, len(STAPPEN_GEZIN) + 1)]
    return [
        {"label": gedaan if stand == "klaar" else komt, "toestand": stand}
        for stand, (komt, gedaan) in zip(standen, STAPPEN_GEZIN, strict=True)
    ]


def _toestand(traject: Traject, nr: int) -> str:
    nu = STAP.get(Status(traject.status), 0)
    if traject.status == Status.AFGESLOTEN or nr < nu:
        return "klaar"
    return "nu" if nr == nu else "straks"


def overzicht(actor: Actor, traject: Traject) -> dict[str, Any]:
    """The rest of the page, for whoever may read it."""
    leest_logboek = rechten.mag_logboek_lezen(actor, traject)
    return {
        "adviezen": traject.adviezen.select_related("casemanager", "door"),
        "besluiten": traject.besluiten.select_related("door"),
        "aanstellingen": traject.aanstellingen.select_related("casemanager"),
        "antwoorden": antwoorden_van_thuis(traject) if leest_logboek else [],
        "contacten": traject.contacten.select_related("partner")[:3] if leest_logboek else [],
        "opties": traject.opties.exclude(stand=Optie.Stand.VALT_AF) if leest_logboek else [],
        "eigen_taken": _taken_van_school(actor, traject),
        "mag_afspreken": mag_afspreken(actor, traject),
        "afspraken": traject.zaak.afspraken.prefetch_related("antwoorden__user"),
        "notities": traject.zaak.notities.filter(compartiment__in=leesbaar_voor(actor)).select_related("auteur")[:5],
        "ziet_toelichting": actor.rol == Rol.DIRECTEUR_SWV,
        "ziet_vraag_om_ander": actor.rol in (Rol.DIRECTEUR_SWV, Rol.CASEMANAGER),
    }


def _taken_van_school(actor: Actor, traject: Traject) -> list[Uitvoeringstaak]:
    """What the school of origin does in the plan, for that school."""
    if actor.rol not in SCHOOLROLLEN or traject.status not in TE_LEZEN:
        return []
    return list(traject.taken.filter(partij=Uitvoeringstaak.Partij.SCHOOL))

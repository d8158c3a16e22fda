"""What awaits whom in maatwerk tracks, beside the cases that are theirs to move on; and the tabs of the case page."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.urls import reverse

from cases.models import Zaak
from cases.samen import haal_samen
from maatwerk.eigen_taken import taken_van_school
from maatwerk.evalueren import mag_evalueren
from maatwerk.kosten import goedgekeurde
from maatwerk.models import VOOR_AANSTELLING, Aanstelling, Status, Traject
from maatwerk.plan import heeft_plan, mag_lezen
from maatwerk.rechten import mag_logboek_lezen
from maatwerk.terugkijken import te_doen
from organisations.actor import Actor
from organisations.models import Lidmaatschap
from organisations.rollen import SCHOOLROLLEN, Rol
from workflow.gemeenschappelijk import antwoordt
from workflow.process import Openstaand, Werktaak

HOOGSTENS = 20


def gevraagd_aan(actor: Actor) -> Iterable[Aanstelling]:
    """Questions to this person that wait for an answer."""
    if actor.rol != Rol.CASEMANAGER:
        return []
    rijen = Aanstelling.objects.filter(
        casemanager_id=actor.gebruiker_id, stand=Aanstelling.Stand.GEVRAAGD, traject__zaak__swv_id=actor.swv_id
    )
    return rijen.select_related("traject__zaak").order_by("uiterlijk", "pk")[:HOOGSTENS]


def wil_ander_van(actor: Actor) -> QuerySet[Aanstelling]:
    """Casemanagers who asked for another one, for the director who appoints."""
    if actor.rol != Rol.DIRECTEUR_SWV:
        return Aanstelling.objects.none()
    rijen = Aanstelling.objects.filter(stand=Aanstelling.Stand.AANVAARD, ander_gevraagd_op__isnull=False)
    rijen = rijen.filter(traject__zaak__in=Zaak.objects.visible_to(actor))
    return rijen.select_related("casemanager", "traject__zaak").order_by("ander_gevraagd_op", "pk")


def taken_van(actor: Actor) -> Iterable[Werktaak]:
    """To say yes or no, before the case can be read; what this school does in a plan, and to tell how it went; for the
    director also who asks for another casemanager.
    """
    vertellen, anderen = te_doen(actor)[:HOOGSTENS], wil_ander_van(actor)[:HOOGSTENS]
    haal_samen(vertellen, anderen)
    for traject in vertellen:
        yield Werktaak(
            titel=f"Vertel hoe het plan voor {traject.zaak.dossier.leerling.naam} ging",
            url=reverse("maatwerk:evaluatie", args=[traject.zaak_id]),
        )
    if actor.rol in SCHOOLROLLEN:
        for taak in taken_van_school(actor)[:HOOGSTENS]:
            yield Werktaak(
                titel=f"{taak.wat} (plan voor {taak.traject.zaak.dossier.leerling.naam})",
                url=reverse("maatwerk:eigen_taak", args=[taak.pk]),
                uiterlijk=taak.uiterlijk,
            )
    for rij in anderen:
        yield Werktaak(
            titel=f"{rij.casemanager.naam} vraagt om een andere casemanager in {rij.traject.zaak.nummer}",
            url=reverse("maatwerk:zaak", args=[rij.traject.zaak_id]),
        )
    for rij in gevraagd_aan(actor):
        yield Werktaak(
            titel=f"Zeg of u casemanager wilt zijn voor {rij.traject.zaak.nummer}",
            url=reverse("maatwerk:gevraagd", args=[rij.pk]),
            uiterlijk=rij.uiterlijk,
        )


def openstaand(lid: Lidmaatschap) -> Iterable[Openstaand]:
    """Tracks that this casemanager runs or was asked for: the director appoints another."""
    if lid.rol != Rol.CASEMANAGER:
        return
    rijen = Aanstelling.objects.filter(
        casemanager_id=lid.user_id,
        stand__in=[Aanstelling.Stand.GEVRAAGD, Aanstelling.Stand.AANVAARD],
        traject__zaak__swv_id=lid.swv_id,
    )
    for rij in rijen.select_related("traject__zaak").order_by("pk"):
        wat = "Casemanager gevraagd" if rij.stand == Aanstelling.Stand.GEVRAAGD else "Casemanager"
        yield Openstaand(wat, str(rij.traject.zaak), rij.uiterlijk)


def tabs(actor: Actor, zaak: Zaak) -> Iterable[tuple[str, str, str]]:
    """Tabs of the staff case page; the page itself decides who may open it."""
    yield "overzicht", "Overzicht", reverse("maatwerk:zaak", args=[zaak.pk])
    yield "intake", "Intake", reverse("maatwerk:intake", args=[zaak.pk])
    traject = Traject.objects.get(zaak=zaak)
    traject.zaak = zaak
    begonnen = zaak.status not in VOOR_AANSTELLING or traject.aangesteld_op
    if begonnen and mag_logboek_lezen(actor, traject):
        yield "contact", "Contact", reverse("maatwerk:contact", args=[zaak.pk])
        yield "netwerk", "Netwerk", reverse("maatwerk:netwerk", args=[zaak.pk])
        yield "opties", "Opties", reverse("maatwerk:opties", args=[zaak.pk])
        if zaak.status == Status.UITVOERING or traject.taken.exists():
            yield "uitvoering", "Uitvoering", reverse("maatwerk:uitvoering", args=[zaak.pk])
    if mag_evalueren(actor, traject) or (zaak.status == Status.AFGESLOTEN and mag_logboek_lezen(actor, traject)):
        yield "evaluatie", "Terugkijken", reverse("maatwerk:evaluatie", args=[zaak.pk])
    if begonnen and mag_lezen(actor, traject) and heeft_plan(traject):
        yield "plan", "Plan", reverse("maatwerk:plan", args=[zaak.pk])
        if goedgekeurde(traject):
            yield "kosten", "Kosten", reverse("maatwerk:kosten", args=[zaak.pk])
    yield "documenten", "Documenten", reverse("maatwerk:documenten", args=[zaak.pk])
    if (actor.is_school or antwoordt(actor)) and zaak.status != Status.INTAKE:
        yield "vragen", "Vragen", reverse("workflow:vragen", args=[zaak.pk])
    yield "verloop", "Verloop", reverse("workflow:verloop", args=[zaak.pk])

"""What awaits whom in the signing room: papers to sign, forms on paper to compare, people to call."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.urls import reverse

from cases.models import Zaak
from cases.samen import haal_samen
from documents.models import Handtekening, Ondertekenstuk
from documents.tekenaccount import van_persoon
from organisations.actor import Actor
from organisations.rollen import Rol
from workflow.process import Werktaak, process_van, processen
from workflow.tekenregel import NAKIJKERS

HOOGSTENS = 20


def tekentaken(actor: Actor) -> Iterable[Werktaak]:
    """To be signed by this person in this hat, what came on paper and was not compared yet, and who did not answer."""
    if not any(process.tekenregels for process in processen().values()):
        return
    tekenen, nakijken = te_tekenen(actor)[:HOOGSTENS], _na_te_kijken(actor)[:HOOGSTENS]
    bellen = _te_bellen(actor)[:HOOGSTENS]
    haal_samen(tekenen, nakijken, bellen)
    for rij in tekenen:
        naam = rij.stuk.zaak.dossier.leerling.naam
        yield Werktaak(
            titel=f"Lees en teken: {rij.stuk.titel}, {naam}",
            url=reverse("workflow:tekenen", args=[rij.pk]),
            uiterlijk=rij.uiterlijk,
        )
    for rij in nakijken:
        yield Werktaak(
            titel=f"Vergelijk een formulier op papier met het origineel: {rij.stuk.titel}, {rij.stuk.zaak}",
            url=reverse("workflow:tekenen_nakijken", args=[rij.pk]),
        )
    for rij in bellen:
        yield Werktaak(
            titel=f"Bel {rij.naam}, die nog niet tekende: {rij.stuk.titel}, {rij.stuk.zaak.dossier.leerling.naam}",
            url=reverse("workflow:tekenronde", args=[rij.stuk_id]),
            uiterlijk=rij.uiterlijk,
        )


def te_tekenen(actor: Actor) -> QuerySet[Handtekening]:
    """Requests that wait for this person."""
    rijen = verzoeken(actor).filter(uitkomst=Handtekening.Uitkomst.OPEN, stuk__vervallen_op__isnull=True)
    return rijen.filter(stuk__zaak__gesloten_op__isnull=True).order_by("uiterlijk", "pk")


def eigen_verzoeken(actor: Actor) -> list[Handtekening]:
    """The same with what was answered, newest first."""
    return list(verzoeken(actor).order_by("-pk")[:100])


def leest_als_deelnemer(actor: Actor) -> bool:
    """Family and casemanagers read what they were asked as long as they take part in the case."""
    return actor.is_gezin or actor.rol == Rol.CASEMANAGER


def verzoeken(actor: Actor) -> QuerySet[Handtekening]:
    """Every request to this person in this hat, as `tekendelen.is_gevraagd` judges one of them."""
    eigen = van_persoon(actor.gebruiker_id or 0, actor.rol)
    rijen = Handtekening.objects.filter(eigen, kamer=True, rol=actor.rol, uitgenodigd_op__isnull=False)
    rijen = rijen.exclude(uitkomst=Handtekening.Uitkomst.DOORGEGEVEN)
    if leest_als_deelnemer(actor):
        rijen = rijen.filter(stuk__zaak__in=Zaak.objects.visible_to(actor))
    if not actor.is_gezin:
        hoed = Q(school__isnull=True, stuk__zaak__swv=actor.swv_id)
        if actor.school_id is not None:
            hoed |= Q(school=actor.school_id)
        rijen = rijen.filter(hoed, stuk__zaak__gesloten_op__isnull=True)
    return rijen.select_related("stuk__zaak__dossier__leerling")


def _na_te_kijken(actor: Actor) -> QuerySet[Handtekening]:
    """Not those this person entered: a colleague compares them."""
    if actor.rol not in NAKIJKERS:
        return Handtekening.objects.none()
    geantwoord = ["getekend", "gezien", "geweigerd"]
    rijen = Handtekening.objects.filter(
        kamer=True,
        wijze=Handtekening.Wijze.PAPIER,
        bevestigd_door__isnull=True,
        uitkomst__in=geantwoord,
        opgevolgd_door__isnull=True,
        stuk__vervallen_op__isnull=True,
        stuk__zaak__in=Zaak.objects.visible_to(actor).open(),
    ).exclude(stuk__uitslag=Ondertekenstuk.Uitslag.VOLTOOID)
    rijen = rijen.exclude(Q(scan__auteur_id=actor.gebruiker_id) | Q(user_id=actor.gebruiker_id))
    return rijen.select_related("stuk__zaak")


def _te_bellen(actor: Actor) -> QuerySet[Handtekening]:
    """Who did not answer in time, for the role that calls then. Reminders have stopped by that day."""
    regels = (item for process in processen().values() for item in process.tekenregels.items())
    soorten = [soort for soort, regel in regels if actor.rol in regel.belt]
    if not soorten:
        return Handtekening.objects.none()
    rijen = Handtekening.objects.filter(
        kamer=True,
        uitkomst=Handtekening.Uitkomst.OPEN,
        uiterlijk__lt=actor.vandaag,
        stuk__soort__in=soorten,
        stuk__uitslag="",
        stuk__vervallen_op__isnull=True,
        stuk__zaak__in=Zaak.objects.visible_to(actor).open(),
    ).exclude(user_id=actor.gebruiker_id or 0)
    return rijen.select_related("stuk__zaak__dossier__leerling").order_by("uiterlijk", "pk")


def rondevraag(zaak: Zaak) -> QuerySet[Ondertekenstuk]:
    """All papers of a case in the room, newest first; for the page of the case."""
    stukken = zaak.ondertekenstukken.filter(kamer=True, soort__in=list(process_van(zaak).tekenregels))
    return stukken.order_by("-nummer", "-pk")


def rondes_voor(actor: Actor, zaak: Zaak, stukken: Iterable[Ondertekenstuk]) -> list[Ondertekenstuk]:
    """Of each kind the newest version, for who follows it or compares what came on paper."""
    nieuwste: dict[str, Ondertekenstuk] = {}
    for stuk in stukken:
        nieuwste.setdefault(stuk.soort, stuk)
    if not nieuwste:
        return []
    process = process_van(zaak)
    obj, regels = process.object_van(zaak), process.tekenregels
    obj.zaak = zaak
    return [s for s in nieuwste.values() if regels[s.soort].beheert(actor, obj) or regels[s.soort].kijkt_na(actor, obj)]

"""What awaits whom in TLV requests, beside the cases that are theirs to move on; and the tabs of the case page."""

from collections.abc import Iterable

from django.urls import reverse

from cases.models import Zaak
from cases.samen import haal_samen
from deadlines.models import kalender_uit_tabel
from documents.models import Handtekening
from organisations.actor import Actor
from organisations.mandaten import mandaat_van
from organisations.models import Lidmaatschap, Mandaatproduct
from organisations.rollen import Rol
from tlv.aanvullen import BIJ_WIE_VROEG, onbeantwoord
from tlv.models import BESLOTEN, Aanvraag, Advies, Besluit, Eisbeoordeling, Eisstatus, Status, Toelaatbaarheid
from tlv.overdracht import aan_ons
from tlv.terug import te_beoordelen
from tlv.versturen import te_versturen
from ui.notatie import geteld
from workflow.post import uiterlijk_op_de_post
from workflow.process import Openstaand, Werktaak

AAN_TE_VULLEN = (Status.AANVULLING_GEVRAAGD, Status.AANVULLING_VERLOPEN, Status.INFORMATIE_GEVRAAGD)

HOOGSTENS = 20
"""Tasks of one kind on the home page; those that are done make room for the next."""
MEESTE = 1000
"""Counting stops here."""


def taken_van(actor: Actor) -> Iterable[Werktaak]:
    """Signatures asked of this person, waivers to decide, decisions to send by post."""
    yield from _handtekeningen(actor)
    yield from _te_ontvangen(actor)
    if actor.rol == Rol.COORDINATOR:
        yield from _te_beantwoorden(actor)
    if actor.rol == Rol.SECRETARIAAT:
        yield from _te_versturen(actor)
    if actor.rol in (Rol.VOORZITTER, Rol.PLV_VOORZITTER):
        yield from _ontheffingen(actor)


def _handtekeningen(actor: Actor) -> Iterable[Werktaak]:
    open_ = Handtekening.objects.filter(
        stuk__zaak__in=Zaak.objects.visible_to(actor),
        user_id=actor.persoon_id,
        rol=actor.rol,
        uitkomst=Handtekening.Uitkomst.OPEN,
        kamer=False,
    ).select_related("stuk__zaak__dossier__leerling")
    for handtekening in open_.order_by("pk")[:HOOGSTENS]:
        yield Werktaak(
            titel=f"Onderteken de aanvraag voor {handtekening.stuk.zaak.dossier.leerling.naam}",
            url=reverse("tlv:ondertekenen", args=[handtekening.pk]),
            uiterlijk=handtekening.uiterlijk,
        )


def _te_versturen(actor: Actor) -> Iterable[Werktaak]:
    """And those that came back: counted in one question."""
    wacht = te_versturen(actor).values_list("klaargezet_op", flat=True)[: MEESTE + 1]
    terug = te_beoordelen(actor).values_list("terug_op", flat=True)[: MEESTE + 1]
    haal_samen(wacht, terug)
    if wacht:
        woord = "brief" if len(wacht) == 1 else "brieven"
        yield Werktaak(
            titel=f"{geteld(len(wacht), MEESTE)} {woord} per post versturen",
            url=reverse("tlv:postbak"),
            uiterlijk=uiterlijk_op_de_post(wacht[0], kalender_uit_tabel()),
        )
    if terug:
        woord = "besluit dat terugkwam" if len(terug) == 1 else "besluiten die terugkwamen"
        yield Werktaak(
            titel=f"{geteld(len(terug), MEESTE)} {woord} anders bezorgen", url=reverse("workflow:papier_terug")
        )


def _te_ontvangen(actor: Actor) -> Iterable[Werktaak]:
    """Declarations handed over to this school that nobody has said to have."""
    for rij in aan_ons(actor).filter(ontvangen_op__isnull=True)[:HOOGSTENS]:
        yield Werktaak(
            titel=f"Bevestig dat u de verklaring van {rij.aanvraag.zaak.dossier.leerling.naam} hebt",
            url=reverse("tlv:overdracht", args=[rij.pk]),
        )


def _te_beantwoorden(actor: Actor) -> Iterable[Werktaak]:
    """Questions whose term passed without an answer, as long as the answer still counts."""
    rijen = onbeantwoord().filter(aanvraag__zaak__in=Zaak.objects.visible_to(actor))
    for verzoek in rijen.select_related("aanvraag__zaak__dossier__leerling").order_by("uiterlijk", "pk")[:HOOGSTENS]:
        yield Werktaak(
            titel=f"Beantwoord alsnog de vraag over {verzoek.aanvraag.zaak.dossier.leerling.naam}",
            url=reverse("tlv:aanvulling", args=[verzoek.aanvraag.zaak_id]),
            uiterlijk=verzoek.uiterlijk,
        )


def _ontheffingen(actor: Actor) -> Iterable[Werktaak]:
    gevraagd = Eisbeoordeling.objects.filter(
        status=Eisstatus.ONTHEFFING_GEVRAAGD,
        aanvraag__zaak__swv_id=actor.swv_id,
        aanvraag__status__in=[Status.INGEDIEND, Status.AANGEVULD],
    ).select_related("aanvraag__zaak__dossier__leerling")
    status, soort = ("Als vervanger", "neutral") if als_vervanger(actor) else ("Te doen", "warning")
    for eis in gevraagd.distinct("aanvraag_id").order_by("aanvraag_id")[:HOOGSTENS]:
        yield Werktaak(
            status=status,
            soort=soort,
            titel=f"Beslis over een ontheffing in {eis.aanvraag.zaak.nummer}",
            url=reverse("tlv:ontheffing", args=[eis.aanvraag.zaak_id]),
        )


def al_gedaan(actor: Actor, zaak_ids: Iterable[int]) -> set[int]:
    """Experts who filed their advice have done their part."""
    if actor.rol != Rol.DESKUNDIGE:
        return set()
    ingediend = Advies.objects.filter(
        deskundige_id=actor.gebruiker_id, stand=Advies.Stand.INGEDIEND, aanvraag__zaak_id__in=list(zaak_ids)
    )
    return set(ingediend.values_list("aanvraag__zaak_id", flat=True))


def zonder_besluit(zaak_ids: Iterable[int]) -> set[int]:
    """Withdrawn by the school, archived since or not."""
    geen = Aanvraag.objects.filter(zaak_id__in=list(zaak_ids), bekendgemaakt_op__isnull=True)
    return set(geen.exclude(status__in=BESLOTEN).values_list("zaak_id", flat=True))


def als_vervanger(actor: Actor) -> str:
    """The deputy's turn comes when the chair is away (domain.md §9.4); until then these are the chair's cases."""
    if actor.rol != Rol.PLV_VOORZITTER:
        return ""
    return mandaat_van(actor, Mandaatproduct.TLV, op=actor.vandaag)[1]


def openstaand(lid: Lidmaatschap) -> Iterable[Openstaand]:
    """Advices asked of this expert and not filed yet."""
    if lid.rol != Rol.DESKUNDIGE:
        return
    gevraagd = Advies.objects.filter(
        deskundige_id=lid.user_id, stand=Advies.Stand.GEVRAAGD, aanvraag__zaak__swv_id=lid.swv_id
    )
    for advies in gevraagd.select_related("aanvraag__zaak").order_by("uiterlijk"):
        yield Openstaand("Advies gevraagd", str(advies.aanvraag.zaak), advies.uiterlijk)


def _besluit_te_zien(zaak: Zaak) -> bool:
    """Something to decide, or something decided."""
    if zaak.status in (Status.TER_BESLUITVORMING, Status.INFORMATIE_GEVRAAGD, Status.AANVULLING_VERLOPEN):
        return True
    genomen = [Besluit.Stand.ONDERTEKEND, Besluit.Stand.BEKENDGEMAAKT]
    return Besluit.objects.filter(aanvraag__zaak=zaak, stand__in=genomen).exists()


def _kan_alsnog(zaak: Zaak) -> bool:
    return zaak.status in BIJ_WIE_VROEG and onbeantwoord().filter(aanvraag__zaak=zaak).exists()


def tabs(actor: Actor, zaak: Zaak) -> Iterable[tuple[str, str, str]]:
    """Tabs of the staff case page; the page itself decides who may open it."""
    yield "overzicht", "Overzicht", reverse("tlv:zaak", args=[zaak.pk])
    status = zaak.status
    if actor.rol in (Rol.COORDINATOR, Rol.SECRETARIAAT) and status == Status.CONCEPT:
        yield "schrijven", "Aanvraag schrijven", reverse("tlv:schrijven", args=[zaak.pk])
    if actor.rol == Rol.COORDINATOR and (status in AAN_TE_VULLEN or _kan_alsnog(zaak)):
        yield "aanvulling", "Aanvullen", reverse("tlv:aanvulling", args=[zaak.pk])
    if actor.rol == Rol.SECRETARIAAT and status != Status.CONCEPT:
        yield "volledigheid", "Volledigheid", reverse("tlv:volledigheid", args=[zaak.pk])
        if status not in (Status.INGEDIEND, Status.AANVULLING_GEVRAAGD, Status.AANGEVULD):
            yield "deskundigen", "Deskundigen", reverse("tlv:deskundigen", args=[zaak.pk])
    if actor.is_swv_bureau and _besluit_te_zien(zaak):
        yield "besluiten", "Besluit", reverse("tlv:besluiten", args=[zaak.pk])
    if actor.rol == Rol.COORDINATOR and Toelaatbaarheid.objects.filter(besluit__aanvraag__zaak=zaak).exists():
        yield "overdracht", "Overdragen", reverse("tlv:overdracht_maken", args=[zaak.pk])
    if actor.rol == Rol.DESKUNDIGE:
        yield "advies", "Uw advies", reverse("tlv:advies", args=[zaak.pk])
    yield "documenten", "Documenten", reverse("tlv:documenten", args=[zaak.pk])
    if actor.is_school or actor.is_swv_bureau:
        yield "vragen", "Vragen", reverse("workflow:vragen", args=[zaak.pk])
    yield "verloop", "Verloop", reverse("workflow:verloop", args=[zaak.pk])
    if actor.rol in (Rol.VOORZITTER, Rol.PLV_VOORZITTER):
        yield "inzage", "Inzage", reverse("workflow:inzage", args=[zaak.pk])

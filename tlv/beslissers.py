"""Who may not decide: whoever advised on the case, filed it, or works for the applicant (domain.md §3, Experts)."""

from datetime import date

from django.db.models import Exists

from audit.models import Gebeurtenis, Soort
from cases.models import Ouder, Zaak
from documents.models import Handtekening
from organisations.actor import Actor
from organisations.models import Lidmaatschap
from tlv.models import Aanvraag, Advies

INGEDIEND = ("tlv.indienen", "tlv.aanvullen")


def waarom_niet_beslissen(actor: Actor, aanvraag: Aanvraag) -> str:
    """A Dutch sentence why this person, in whatever hat, may not decide on this case; empty when nothing is known."""
    wie, zaak = actor.gebruiker_id, aanvraag.zaak
    if wie is None:
        return "Alleen een persoon kan besluiten."
    feiten = _feiten(wie, actor.vandaag, aanvraag)
    if feiten["adviseert"]:
        return "U was als deskundige gevraagd voor deze aanvraag. Wie adviseert, besluit niet."
    if wie == zaak.schoolbehandelaar_id or feiten["diende_in"]:
        return "U werkte mee aan het indienen van deze aanvraag. Laat een ander besluiten."
    if wie == zaak.dossier.leerling.user_id or feiten["ouder"]:
        return "U bent familie van de leerling. Laat een ander besluiten."
    if feiten["tekent"]:
        return "U bent gevraagd de aanvraag te ondertekenen. Laat een ander besluiten."
    if feiten["op_school"]:
        return "U werkt bij de school die aanvraagt. Laat een ander besluiten."
    return ""


def _feiten(wie: int, dag: date, aanvraag: Aanvraag) -> dict[str, bool]:
    """What is on record about this person in this case, in one question. Family with or without gezag (Awb 2:4)."""
    zaak = aanvraag.zaak
    advies = Advies.objects.filter(aanvraag=aanvraag, deskundige_id=wie).exclude(stand=Advies.Stand.VERVALLEN)
    daden = Gebeurtenis.objects.filter(zaak_id=zaak.pk, gebruiker_id=wie, soort=Soort.SCHRIJVEN, actie__in=INGEDIEND)
    gevonden = Zaak.objects.filter(pk=zaak.pk).values(
        adviseert=Exists(advies),
        diende_in=Exists(daden),
        ouder=Exists(Ouder.objects.filter(leerling_id=zaak.dossier.leerling_id, user_id=wie)),
        tekent=Exists(Handtekening.objects.filter(stuk__zaak_id=zaak.pk, user_id=wie)),
        op_school=Exists(Lidmaatschap.objects.geldig_op(dag).filter(user_id=wie, school_id=zaak.school_id)),
    )
    return {naam: bool(waarde) for naam, waarde in gevonden.get().items()}

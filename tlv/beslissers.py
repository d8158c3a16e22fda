"""Who may not decide: whoever advised on the case, filed it, or works for the applicant (domain.md §3, Experts)."""

from audit.models import Gebeurtenis, Soort
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
    if aanvraag.adviezen.filter(deskundige_id=wie).exclude(stand=Advies.Stand.VERVALLEN).exists():
        return "U was als deskundige gevraagd voor deze aanvraag. Wie adviseert, besluit niet."
    if wie == zaak.schoolbehandelaar_id or _diende_in(wie, zaak.pk):
        return "U werkte mee aan het indienen van deze aanvraag. Laat een ander besluiten."
    if wie in _familie(aanvraag):
        return "U bent familie van de leerling. Laat een ander besluiten."
    if Handtekening.objects.filter(stuk__zaak=zaak, user_id=wie).exists():
        return "U bent gevraagd de aanvraag te ondertekenen. Laat een ander besluiten."
    if Lidmaatschap.objects.geldig_op(actor.vandaag).filter(user_id=wie, school_id=zaak.school_id).exists():
        return "U werkt bij de school die aanvraagt. Laat een ander besluiten."
    return ""


def _familie(aanvraag: Aanvraag) -> set[int | None]:
    """Pupil and parents, with or without gezag: whoever decides has no stake in it (Awb 2:4)."""
    leerling = aanvraag.zaak.dossier.leerling
    return {leerling.user_id, *leerling.ouders.values_list("user_id", flat=True)}


def _diende_in(gebruiker_id: int, zaak_id: int) -> bool:
    return Gebeurtenis.objects.filter(
        zaak_id=zaak_id, gebruiker_id=gebruiker_id, soort=Soort.SCHRIJVEN, actie__in=INGEDIEND
    ).exists()

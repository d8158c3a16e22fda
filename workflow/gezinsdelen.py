"""What the family does in any track: ask to put a fact right, and choose how letters come."""

from cases.compartimenten import Compartiment
from cases.models import Draad, Leerling, Notitie, Ouder, Vraagbericht
from organisations.actor import Actor
from workflow import ontvangers
from workflow.berichten import Mededeling, schrijf_los_bericht
from workflow.gezinslid import gezinslid_van
from workflow.process import Bewerking, Deel, Ontvanger


def is_gezin(actor: Actor, obj: object) -> bool:
    """Everyone of the family who may see the case; who that is, visible_to has decided."""
    return actor.is_gezin


# -- correction of facts ---------------------------------------------------------------------------


def vraag_correctie(b: Bewerking) -> None:
    """Part "correctie": the family says which fact is wrong (AVG 16).

    It is a message in the own conversation, and a note for school and samenwerkingsverband: the school, which wrote
    the fact, cannot read that conversation, and the other parent reads neither.
    """
    gezinslid_van(b.zaak, b.by)
    tekst = f"Verzoek om iets te verbeteren.\n\n{b.data['tekst'].strip()}"
    Vraagbericht.objects.create(
        zaak=b.zaak,
        draad=Draad.GEZIN,
        gezinslid_id=b.by.gebruiker_id,
        auteur_id=b.by.persoon_id,
        rol=b.by.rol,
        tekst=tekst,
        moment=b.nu,
    )
    Notitie.objects.create(
        zaak=b.zaak,
        auteur_id=b.by.persoon_id,
        rol=b.by.rol,
        compartiment=Compartiment.ZIENSWIJZE,
        tekst=tekst,
        moment=b.nu,
    )
    meld_kantoren(
        b,
        "correctie_gevraagd",
        onderwerp="Verzoek om iets te verbeteren",
        tekst="Een ouder of leerling vraagt om iets te verbeteren in {nummer} ({leerling}). "
        "U leest het bij de notities.",
    )


def meld_kantoren(b: Bewerking, soort: str, *, onderwerp: str, tekst: str) -> None:
    """Tell the school, and the samenwerkingsverband once the case has reached it."""
    wie: list[Ontvanger] = ontvangers.coordinatoren(b.zaak, b.by.vandaag)
    if b.zaak.swv_sinds is not None and b.zaak.swv_sinds <= b.by.vandaag:
        wie = [*wie, *ontvangers.secretariaat(b.zaak, b.by.vandaag)]
    for ontvanger in wie:
        user_id = ontvanger.user.pk if ontvanger.user else 0
        wat = Mededeling(
            soort=soort,
            onderwerp=onderwerp,
            tekst=tekst,
            sleutel=f"{soort}:{b.zaak.pk}:{b.by.gebruiker_id}:{b.nu.isoformat()}:u{user_id}",
        )
        schrijf_los_bericht(b.zaak, ontvanger, wat, nu=b.nu)


# -- digital post ----------------------------------------------------------------------------------


def kies_digitale_post(b: Bewerking) -> None:
    """Part "digitale_post": opt in to letters in this portal from today, or back to paper (domain.md §3)."""
    rij: Ouder | Leerling = next(iter(gezinslid_van(b.zaak, b.by).values()))
    if not b.data["digitaal"]:
        rij.digitaal_sinds = None
    elif rij.digitaal_sinds is None:
        rij.digitaal_sinds = b.by.vandaag
    rij.save(update_fields=["digitaal_sinds"])


GEZINSDELEN = (
    Deel(
        naam="correctie",
        label="Verzoek om verbetering",
        mag=is_gezin,
        schrijf=vraag_correctie,
        sessie=False,
        voor_allen=True,
    ),
    Deel(
        naam="digitale_post", label="Keuze voor digitale post", mag=is_gezin, schrijf=kies_digitale_post, sessie=False
    ),
)

"""What the family does beside reacting: withdraw a consent, ask for a correction, choose digital post.

The reaction itself is part "reactie" of `ondertekenen`; a view that was told in a talk is noted down here.
"""

from typing import Any

from cases.compartimenten import Compartiment
from cases.models import Doel, Draad, Leerling, Notitie, Ouder, Toestemming, Vraagbericht, Zaak, Zienswijze
from organisations.actor import Actor
from tlv import rechten
from tlv.feiten import gezaghebbers
from tlv.models import VOOR_BESLUIT, Aanvraag
from tlv.ondertekenen import gezinslid_van
from workflow import ontvangers
from workflow.berichten import Mededeling, schrijf_los_bericht
from workflow.fouten import Geweigerd
from workflow.process import Bewerking, Deel, Ontvanger

TE_LAAT = "Het besluit is al genomen. Een reactie kan nu niet meer bij de aanvraag."


def is_gezin(actor: Actor, aanvraag: Aanvraag) -> bool:
    """Everyone of the family who may see the case; who that is, visible_to has decided."""
    return actor.is_gezin


def mag_noteren(actor: Actor, aanvraag: Aanvraag) -> bool:
    return rechten.is_secretariaat(actor, aanvraag)


# -- consent ---------------------------------------------------------------------------------------


def trek_toestemming_in(b: Bewerking) -> None:
    """Part "toestemming_intrekken": consent for `doel` ends today, as easily as it was given (AVG 7:3)."""
    wie = gezinslid_van(b.zaak, b.by)
    rijen = Toestemming.objects.filter(
        zaak=b.zaak, doel=b.data["doel"], gegeven=True, ingetrokken_op__isnull=True, **wie
    )
    if not rijen.update(ingetrokken_op=b.by.vandaag):
        raise Geweigerd("U hebt hiervoor geen toestemming gegeven, of die al ingetrokken.")
    _meld_kantoren(
        b,
        "toestemming_ingetrokken",
        onderwerp="Een toestemming is ingetrokken",
        tekst="Bij de aanvraag voor {leerling} is een toestemming ingetrokken: "
        f"{Doel(b.data['doel']).label}. Gebruik de gegevens daar vanaf nu niet meer voor.",
    )


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
    _meld_kantoren(
        b,
        "correctie_gevraagd",
        onderwerp="Verzoek om iets te verbeteren",
        tekst="Een ouder of leerling vraagt om iets te verbeteren in de aanvraag voor {leerling}. "
        "U leest het bij de notities.",
    )


def _meld_kantoren(b: Bewerking, soort: str, *, onderwerp: str, tekst: str) -> None:
    """The school, and the samenwerkingsverband once the case has reached it."""
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


# -- the decision was opened -----------------------------------------------------------------------


def noteer_geopend(b: Bewerking) -> None:
    """Part "besluit_geopend": the first time this person opened the decision here."""
    wie = gezinslid_van(b.zaak, b.by)
    b.zaak.bekendmakingen.filter(geopend_op__isnull=True, **wie).update(geopend_op=b.nu)


# -- a view that was told in a talk ----------------------------------------------------------------


def personen_voor_reactie(zaak: Zaak, actor: Actor) -> list[tuple[str, str]]:
    """Whose view can be noted down: guardians with gezag today, and the pupil from 16."""
    leerling = zaak.dossier.leerling
    personen = [(f"ouder:{pk}", naam) for pk, naam in gezaghebbers(zaak, actor.vandaag).items()]
    if leerling.heeft_eigen_stem(actor.vandaag):
        personen.append((f"leerling:{leerling.pk}", f"{leerling.naam} (leerling)"))
    return personen


def noteer_reactie(b: Bewerking) -> None:
    """Part "reactie_noteren": what a parent or pupil said, in the words of that person; until the decision is signed.

    A written view stays beside it unless the person says that this one takes its place.
    """
    if b.obj.status not in VOOR_BESLUIT:
        raise Geweigerd("Het besluit is al ondertekend. Een reactie kan er niet meer bij.")
    if b.data["wie"] not in dict(personen_voor_reactie(b.zaak, b.by)):
        raise Geweigerd("Kies wie dit heeft verteld.", veld="wie")
    soort, _, pk = b.data["wie"].partition(":")
    wie = {f"{soort}_id": int(pk)}
    if b.data.get("vervangt"):
        Zienswijze.objects.filter(zaak=b.zaak, vervangen_op__isnull=True, **wie).update(vervangen_op=b.nu)
    rij = Zienswijze.objects.create(
        zaak=b.zaak,
        standpunt=b.data["standpunt"],
        tekst=b.data["tekst"].strip(),
        wijze=Zienswijze.Wijze.MONDELING,
        moment=b.nu,
        genoteerd_door_id=b.by.persoon_id,
        **wie,
    )
    b.resultaat["id"] = rij.pk


def _deel(naam: str, label: str, schrijf: Any, **meer: Any) -> Deel:
    return Deel(naam=naam, label=label, schrijf=schrijf, sessie=False, **{"mag": is_gezin, **meer})


DELEN: tuple[Deel, ...] = (
    _deel("toestemming_intrekken", "Toestemming ingetrokken", trek_toestemming_in, voor_allen=True),
    _deel("correctie", "Verzoek om verbetering", vraag_correctie, voor_allen=True),
    _deel("digitale_post", "Keuze voor digitale post", kies_digitale_post),
    _deel("besluit_geopend", "Besluit geopend", noteer_geopend),
    _deel("reactie_noteren", "Mondelinge reactie", noteer_reactie, mag=mag_noteren, voor_allen=True, icoon="message"),
)

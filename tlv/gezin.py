"""What the family does about a request beside reacting: withdraw a consent, open the decision.

The reaction itself is part "reactie" of `ondertekenen`; a view that was told in a talk is noted down here.
"""

from typing import Any

from cases.models import Doel, Toestemming, Zaak, Zienswijze
from organisations.actor import Actor
from tlv import rechten
from tlv.feiten import gezaghebbers
from tlv.models import VOOR_BESLUIT, Aanvraag
from workflow.fouten import Geweigerd
from workflow.gezinsdelen import is_gezin, meld_kantoren
from workflow.gezinslid import gezinslid_van
from workflow.process import Bewerking, Deel

TE_LAAT = "Het besluit is al genomen. Een reactie kan nu niet meer bij de aanvraag."


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
    meld_kantoren(
        b,
        "toestemming_ingetrokken",
        onderwerp="Een toestemming is ingetrokken",
        tekst="Bij de aanvraag voor {leerling} is een toestemming ingetrokken: "
        f"{Doel(b.data['doel']).label}. Gebruik de gegevens daar vanaf nu niet meer voor.",
    )


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
    _deel("besluit_geopend", "Besluit geopend", noteer_geopend),
    _deel("reactie_noteren", "Mondelinge reactie", noteer_reactie, mag=mag_noteren, voor_allen=True, icoon="message"),
)

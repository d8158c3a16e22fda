"""What is told around the last day of a term, and to whom; the days come from the policy that binds the case."""

from collections.abc import Iterable
from datetime import date

from cases.models import Zaak
from organisations.rollen import Rol
from tlv.beleid import beleid_van
from tlv.models import Advies
from workflow import ontvangers
from workflow.meldritme import Meldritme
from workflow.process import Ontvanger, Termijnmelding


def wie_nog_adviseert(zaak: Zaak, vandaag: date) -> Iterable[Ontvanger]:
    """Experts whose advice is not in: one who filed it has nothing to be reminded of."""
    gevraagd = Advies.objects.filter(aanvraag__zaak=zaak, stand=Advies.Stand.GEVRAAGD).select_related("deskundige")
    return [Ontvanger(user=advies.deskundige, rol=Rol.DESKUNDIGE) for advies in gevraagd]


def adviseurs_en_secretariaat(zaak: Zaak, vandaag: date) -> Iterable[Ontvanger]:
    adviseurs = list(wie_nog_adviseert(zaak, vandaag))
    return [*adviseurs, *ontvangers.secretariaat(zaak, vandaag)] if adviseurs else []


RITME = Meldritme(beleid_van)


def vooraf(aan: ontvangers.Kant, wat: str) -> Termijnmelding:
    return RITME.vooraf(aan, f"{wat} voor {{leerling}} is uiterlijk op {{dag}} nodig ({{termijn}}, {{over}}).")


def te_laat(aan: ontvangers.Kant, wat: str) -> Termijnmelding:
    return RITME.te_laat(
        aan, f"{wat} voor {{leerling}} was uiterlijk op {{dag}} nodig en is er nog niet ({{termijn}}, {{over}})."
    )


def stil(aan: ontvangers.Kant) -> Termijnmelding:
    """For a ground without a last day, such as a delay of the applicant (Awb 4:15, second paragraph under b)."""
    return Termijnmelding(
        aan=aan,
        elke=lambda aanvraag: beleid_van(aanvraag).stilstand_elke_dagen,
        onderwerp="Staat nog stil: {nummer}",
        tekst="De beslistermijn voor {leerling} staat stil sinds {dag}. Klopt dat nog? Kan de school weer verder, "
        "laat de termijn dan weer lopen: kies Termijnen bij de zaak. De school krijgt daar bericht van.",
    )

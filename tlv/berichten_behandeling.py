"""Messages between filing and the decision: supplement, completeness, experts, information."""

from collections.abc import Iterable

from organisations.rollen import Rol
from tlv.models import Status
from workflow import ontvangers
from workflow.process import Berichtregel, Ontvanger, Uitvoering

_school, _secretariaat = ontvangers.bij(ontvangers.coordinatoren), ontvangers.bij(ontvangers.secretariaat)
_gezin, _voorzitters = ontvangers.bij(ontvangers.gezin), ontvangers.bij(ontvangers.voorzitters)


def _deskundige_van_advies(u: Uitvoering) -> Iterable[Ontvanger]:
    return [Ontvanger(user=u.doel.deskundige, rol=Rol.DESKUNDIGE)]


def _nieuwe_deskundigen(u: Uitvoering) -> Iterable[Ontvanger]:
    return ontvangers.personen(u.resultaat.get("deskundigen", []), Rol.DESKUNDIGE)


def _vervallen_deskundigen(u: Uitvoering) -> Iterable[Ontvanger]:
    return ontvangers.personen(u.resultaat.get("vervallen_deskundigen", []), Rol.DESKUNDIGE)


def _als_alles_binnen(u: Uitvoering) -> Iterable[Ontvanger]:
    return _voorzitters(u) if u.obj.status == Status.TER_BESLUITVORMING else []


def _vrager(u: Uitvoering) -> Iterable[Ontvanger]:
    """Who asked for the information, in the hat in which it was asked."""
    vrager = u.resultaat.get("gevraagd_door")
    deskundige = [o for o in ontvangers.deskundigen(u.zaak, u.vandaag) if o.user and o.user.pk == vrager]
    return deskundige or [o for o in _voorzitters(u) if o.user and o.user.pk == vrager]


REGELS: dict[str, Berichtregel] = {
    "aanvulling_school": Berichtregel(
        aan=_school,
        onderwerp="Aanvulling gevraagd bij {nummer}",
        tekst="De aanvraag voor {leerling} is nog niet volledig. In de zaak staat wat nodig is, en wanneer.",
        wettelijk=True,
    ),
    "aanvulling_gezin": Berichtregel(
        aan=_gezin,
        onderwerp="Wij hebben de school om papieren gevraagd",
        tekst="De aanvraag voor {leerling} is nog niet compleet. De school zoekt de papieren die nog missen. "
        "U hoeft nu niets te doen.",
        jij=(
            "Wij hebben de school om papieren gevraagd",
            "Jouw aanvraag is nog niet compleet. De school zoekt de papieren die nog missen. "
            "Je hoeft nu niets te doen.",
        ),
    ),
    "aanvulling_ingetrokken": Berichtregel(
        aan=_school,
        onderwerp="Aanvulling niet meer nodig bij {nummer}",
        tekst="U hoeft de aanvraag voor {leerling} toch niet aan te vullen. Wij gaan verder met de controle. "
        "De beslistermijn loopt weer. De laatste dag is nu {nieuw}.",
        wettelijk=True,
    ),
    "aanvulling_ingetrokken_gezin": Berichtregel(
        aan=_gezin,
        onderwerp="De school hoeft niets meer te zoeken",
        tekst="Wij vroegen de school om papieren over {leerling}. Dat is niet meer nodig. "
        "Wij gaan verder met de aanvraag.",
        jij=(
            "De school hoeft niets meer te zoeken",
            "Wij vroegen de school om papieren over jou. Dat is niet meer nodig. Wij gaan verder met de aanvraag.",
        ),
    ),
    "aangevuld_secretariaat": Berichtregel(
        aan=_secretariaat,
        onderwerp="Aanvulling binnen bij {nummer}",
        tekst="De school heeft de aanvraag voor {leerling} aangevuld. Controleer of alles er nu is.",
    ),
    "verlopen_school": Berichtregel(
        aan=_school,
        onderwerp="Termijn voorbij bij {nummer}",
        tekst="De termijn om de aanvraag voor {leerling} aan te vullen is voorbij. "
        "Aanvullen kan nog, tot het besluit om niet te behandelen is getekend.",
        wettelijk=True,
    ),
    "verlopen_voorzitter": Berichtregel(
        aan=_voorzitters,
        onderwerp="Besluit om niet te behandelen ligt klaar bij {nummer}",
        tekst="De aanvulling voor {leerling} kwam niet op tijd. Het ontwerp van het besluit ligt klaar.",
    ),
    "onvoldoende_school": Berichtregel(
        aan=_school,
        onderwerp="De aanvulling bij {nummer} is niet genoeg",
        tekst="De aanvulling voor {leerling} is niet genoeg. In de zaak staat wat nog ontbreekt. "
        "Aanvullen kan nog, tot het besluit om niet te behandelen is getekend.",
        wettelijk=True,
    ),
    "onvoldoende_voorzitter": Berichtregel(
        aan=_voorzitters,
        onderwerp="Besluit om niet te behandelen ligt klaar bij {nummer}",
        tekst="De aanvulling voor {leerling} was niet genoeg. Het ontwerp van het besluit ligt klaar.",
    ),
    "volledig_school": Berichtregel(
        aan=_school,
        onderwerp="Aanvraag {nummer} is volledig",
        tekst="De aanvraag voor {leerling} is volledig. Nu geven deskundigen advies.",
    ),
    "volledig_gezin": Berichtregel(
        aan=_gezin,
        onderwerp="Alle papieren zijn er",
        tekst="Wij hebben alle papieren voor {leerling}. Nu geven deskundigen advies. U hoeft niets te doen.",
        jij=(
            "Alle papieren zijn er",
            "Wij hebben alle papieren over jou. Nu geven deskundigen advies. Je hoeft niets te doen.",
        ),
    ),
    "herroepen_school": Berichtregel(
        aan=_school,
        onderwerp="Aanvraag {nummer} is toch niet volledig",
        tekst="Wij hadden de aanvraag voor {leerling} volledig verklaard. Dat bleek niet te kloppen. "
        "De reden staat bij de vragen in de zaak.",
    ),
    "advies_gevraagd": Berichtregel(
        aan=_nieuwe_deskundigen,
        onderwerp="Advies gevraagd bij {nummer}",
        tekst="Wij vragen uw advies over de aanvraag voor {leerling}. U kunt het dossier lezen en uw advies schrijven.",
    ),
    "advies_vervallen": Berichtregel(
        aan=_vervallen_deskundigen,
        onderwerp="Advies niet meer nodig bij {nummer}",
        tekst="U hoeft nu geen advies te geven bij {nummer}. De aanvraag bleek nog niet volledig.",
    ),
    "advies_teruggegeven": Berichtregel(
        aan=_secretariaat,
        onderwerp="Deskundige geeft opdracht terug bij {nummer}",
        tekst="Een deskundige geeft het advies over {leerling} terug. Wijs een andere deskundige toe.",
    ),
    "opdracht_ingetrokken": Berichtregel(
        aan=_deskundige_van_advies,
        onderwerp="Uw advies is niet meer nodig bij {nummer}",
        tekst="Het secretariaat heeft de opdracht ingetrokken. U ziet het dossier niet meer.",
    ),
    "alle_adviezen_binnen": Berichtregel(
        aan=_als_alles_binnen,
        onderwerp="Adviezen binnen bij {nummer}",
        tekst="De adviezen over de aanvraag voor {leerling} zijn binnen. U kunt ze bespreken en besluiten.",
    ),
    "informatie_gevraagd": Berichtregel(
        aan=_school,
        onderwerp="Vraag over {nummer}",
        tekst="Er is nog informatie nodig over de aanvraag voor {leerling}. In de zaak leest u de vraag.",
    ),
    "informatie_gegeven": Berichtregel(
        aan=_vrager,
        onderwerp="Antwoord van de school bij {nummer}",
        tekst="De school heeft uw vraag over {leerling} beantwoord. U kunt verder.",
    ),
    "informatie_verlopen": Berichtregel(
        aan=_vrager,
        onderwerp="Geen antwoord van de school bij {nummer}",
        tekst="De school heeft uw vraag over {leerling} niet op tijd beantwoord. U gaat verder met wat er is. "
        "Zolang u niet klaar bent, kan de school nog antwoorden.",
    ),
    "informatie_verlopen_school": Berichtregel(
        aan=_school,
        onderwerp="Nog geen antwoord bij {nummer}",
        tekst="De termijn om de vraag over {leerling} te beantwoorden is voorbij. Antwoorden kan nog. "
        "Wacht er niet mee.",
    ),
}

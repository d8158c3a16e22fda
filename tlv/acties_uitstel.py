"""The actions by which a date of a request moves, declared as data; each with its letters and messages."""

from tlv import rechten, stilstand_voorbij, uitstel, uitstelbrief
from workflow.process import Action, Mag


def _actie(
    naam: str,
    *,
    bericht: str,
    label: str,
    gebeurd: str,
    gezin: str,
    icoon: str,
    mag: Mag = rechten.is_secretariaat_of_voorzitter,
) -> Action:
    return Action(
        naam=naam,
        label=label,
        gebeurd=gebeurd,
        gezin=gezin,
        icoon=icoon,
        mag=mag,
        voorbereiden=uitstel.bereid_voor,
        daarna=uitstel.leg_vast,
        papieren=(uitstelbrief.brieven,),
        berichten=(f"{bericht}_school", f"{bericht}_gezin"),
    )


ACTIES = (
    _actie(
        uitstel.VERZETTEN,
        bericht="norm_verzet",
        label="Streefdatum verzetten",
        gebeurd="Streefdatum verzet",
        gezin="Wij willen op een andere dag beslissen",
        icoon="calendar",
        mag=uitstel.mag_norm_verzetten,
    ),
    _actie(
        uitstel.VERDAGEN,
        bericht="verdaagd",
        label="Nieuwe datum melden voor de wettelijke termijn",
        gebeurd="Wettelijke beslistermijn verdaagd",
        gezin="Wij hebben meer tijd nodig voor het besluit",
        icoon="calendar",
    ),
    _actie(
        "opschorten_instemming",
        bericht="opgeschort",
        label="Uitstel met instemming van de school vastleggen",
        gebeurd="Wettelijke beslistermijn opgeschort met instemming van de school",
        gezin="De school vindt het goed dat wij later beslissen",
        icoon="player-pause",
    ),
    _actie(
        "opschorten_buitenland",
        bericht="opgeschort",
        label="Opschorten: wachten op informatie uit het buitenland",
        gebeurd="Wettelijke beslistermijn opgeschort: informatie gevraagd in het buitenland",
        gezin="Wij wachten op informatie uit het buitenland",
        icoon="player-pause",
    ),
    _actie(
        "opschorten_vertraging",
        bericht="opgeschort",
        label="Opschorten: de vertraging ligt aan de school",
        gebeurd="Wettelijke beslistermijn opgeschort: vertraging door de school",
        gezin="Wij kunnen nu niet verder. Wij wachten op de school",
        icoon="player-pause",
    ),
    _actie(
        "opschorten_overmacht",
        bericht="opgeschort",
        label="Opschorten door overmacht",
        gebeurd="Wettelijke beslistermijn opgeschort door overmacht",
        gezin="Er is iets gebeurd waardoor wij nu niet kunnen beslissen",
        icoon="player-pause",
    ),
    _actie(
        uitstel.BEEINDIGEN,
        bericht="hervat",
        label="Termijn weer laten lopen",
        gebeurd="Wettelijke beslistermijn loopt weer",
        gezin="Wij kunnen weer verder met de aanvraag",
        icoon="clock",
    ),
    _actie(
        uitstel.ONGEDAAN,
        bericht="opschorting_ongedaan",
        label="Opschorting ongedaan maken",
        gebeurd="Opschorting ongedaan gemaakt",
        gezin="De tijd stond toch niet stil",
        icoon="x",
    ),
    Action(
        naam=stilstand_voorbij.ACTIE,
        label="Wettelijke beslistermijn loopt weer",
        gezin="Wij kunnen weer verder met de aanvraag",
        icoon="clock",
        mag=rechten.nooit,
        systeem=True,
        voorbereiden=stilstand_voorbij.bereid_voor,
        daarna=stilstand_voorbij.leg_vast,
        papieren=(uitstelbrief.brieven,),
        berichten=("hervat_school", "hervat_gezin"),
    ),
)

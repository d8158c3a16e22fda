"""The parts of a case that meetings write; a workflow that declares `agendapunten` takes these among its `delen`."""

from typing import Any

from organisations.actor import Actor
from vergaderingen.models import mag_regelen
from vergaderingen.punten import zet_op_agenda
from vergaderingen.uitkomsten import DEEL, schrijf_uitkomst
from workflow.fouten import GeenRecht
from workflow.process import Bewerking, Deel, process_van

OP_AGENDA = "op_agenda"


def mag_op_agenda(actor: Actor, obj: Any) -> bool:
    """Who can put at least one kind of item on an agenda."""
    soorten = process_van(obj.zaak).agendapunten.values()
    return any(soort.mag(actor, obj) for soort in soorten)


def mag_uitkomst(actor: Actor, obj: Any) -> bool:
    return mag_regelen(actor)


def _zet(b: Bewerking) -> None:
    soort = process_van(b.zaak).agendapunten.get(b.data["soort"])
    if soort is None or not soort.mag(b.by, b.obj):
        raise GeenRecht
    punt = zet_op_agenda(
        b.zaak,
        b.data["soort"],
        by=b.by,
        nu=b.nu,
        vergadering_id=b.data.get("vergadering"),
        vraag=b.data.get("vraag", ""),
        stukken=b.data.get("stukken", ()),
    )
    b.resultaat["id"] = punt.pk


DELEN = (
    Deel(
        naam=OP_AGENDA,
        label="Op de agenda van de commissie",
        gebeurd="Op de agenda van de commissie gezet",
        icoon="calendar-event",
        mag=mag_op_agenda,
        schrijf=_zet,
        sessie=False,
    ),
    Deel(
        naam=DEEL,
        label="Uitkomst van een vergadering",
        gebeurd="In de vergadering van de commissie besproken",
        icoon="users",
        mag=mag_uitkomst,
        schrijf=schrijf_uitkomst,
        sessie=False,
    ),
)

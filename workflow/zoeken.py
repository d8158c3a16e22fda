"""Search as the header offers it: by pupil and case, and by the numbers that the workflows give."""

from cases.querysets import ziet_zaken
from cases.zoeken import Zoekuitkomst, lees_vraag, zoek
from organisations.actor import Actor
from workflow.process import processen


def mag_zoeken(actor: Actor) -> bool:
    """Whether there is anything to find in this hat: the FG and the administrator open no case."""
    return ziet_zaken(actor) and not actor.is_gezin


def zoek_alles(actor: Actor, q: str) -> Zoekuitkomst:
    nummer = lees_vraag(q).nummer
    ook = [ids for process in processen().values() if nummer and process.zoek for ids in process.zoek(actor, nummer)]
    return zoek(actor, q, ook=ook)

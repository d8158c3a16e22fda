"""The messages of the TLV process: who is told what."""

from tlv import berichten_behandeling
from workflow.process import Berichtregel

REGELS: dict[str, Berichtregel] = {**berichten_behandeling.REGELS}

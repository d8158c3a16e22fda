"""The messages of the TLV process: who is told what."""

from workflow.process import Berichtregel

REGELS: dict[str, Berichtregel] = {}

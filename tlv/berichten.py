"""The messages of the TLV process: who is told what."""

from tlv import berichten_behandeling, berichten_besluit, berichten_indienen, berichten_ingebreke, berichten_uitstel
from workflow.process import Berichtregel

REGELS: dict[str, Berichtregel] = {
    **berichten_indienen.REGELS,
    **berichten_behandeling.REGELS,
    **berichten_besluit.REGELS,
    **berichten_uitstel.REGELS,
    **berichten_ingebreke.REGELS,
}

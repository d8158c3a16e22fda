"""Sealing the checkpoints of the record with the key that also seals decisions, and judging those seals."""

import logging
from datetime import datetime

from audit.controle import Controle, maak_controlepunt
from audit.models import Controlepunt
from documents import zegel
from documents.zegelregister import onze_certificaten, registreer_sleutel

logger = logging.getLogger(__name__)


def zet_controlepunt(nu: datetime) -> Controlepunt | None:
    """Make and seal a checkpoint. Its number and hash also go to the log, which another system keeps."""
    registreer_sleutel(nu)
    punt = maak_controlepunt(zegel.onderteken_los, nu=nu)
    if punt is not None:
        logger.info("controlepunt", extra={"nummer": punt.nummer, "hash": punt.hash})
    return punt


def controle() -> Controle:
    """A check that knows all keys that are or were ours."""
    certificaten = onze_certificaten()
    return Controle(lambda inhoud, handtekening: zegel.controleer_los(inhoud, handtekening, certificaten=certificaten))

"""The chain of a Zaak, judged by the check that production uses."""

from audit.controle import Controle
from audit.models import Gebeurtenis, Soort


def ketenfouten(zaak_id: int) -> list[str]:
    """What is wrong with the chain of this Zaak: nothing, for a whole one in which every write is a link."""
    los = Gebeurtenis.objects.filter(zaak_id=zaak_id, soort=Soort.SCHRIJVEN, volgnummer=None)
    return [f"row {rij.pk} is in no chain" for rij in los] + list(Controle(lambda inhoud, zegel: "").fouten(zaak_id))

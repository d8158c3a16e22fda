"""Our own register: which keys are or were ours, and which documents we sealed."""

from datetime import datetime

from django.db import transaction

from documents.models import Zegel, Zegelsleutel
from documents.zegel import sleutel_in_gebruik


def registreer_sleutel(nu: datetime) -> Zegelsleutel:
    """The row of the key that is in use; a key seen for the first time closes the row of the one before it."""
    huidig = sleutel_in_gebruik()
    with transaction.atomic():
        rij, nieuw = Zegelsleutel.objects.get_or_create(
            vingerafdruk=huidig.vingerafdruk,
            defaults={
                "certificaat": huidig.certificaat,
                "keten": huidig.keten,
                "herkomst": huidig.herkomst,
                "in_gebruik_sinds": nu,
            },
        )
        if nieuw:
            Zegelsleutel.objects.filter(vervangen_op__isnull=True).exclude(pk=rij.pk).update(vervangen_op=nu)
    return rij


def onze_certificaten() -> list[str]:
    """All certificates that ever were ours: replacing a key never makes an old decision doubtful."""
    return list(Zegelsleutel.objects.order_by("pk").values_list("certificaat", flat=True))


def vervang(oud: Zegel, *, door: Zegel) -> None:
    """A corrected decision takes the place of an earlier one; the verification page tells so."""
    Zegel.objects.filter(pk=oud.pk).update(vervangen_door=door)


def trek_in(zegel: Zegel, *, nu: datetime) -> None:
    Zegel.objects.filter(pk=zegel.pk, ingetrokken_op__isnull=True).update(ingetrokken_op=nu)

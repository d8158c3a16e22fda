"""What the signing room does by itself: ask who is next, remind, let requests lapse. Safe to run twice."""

import logging
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from functools import partial

from celery.exceptions import SoftTimeLimitExceeded
from django.db import transaction
from django.utils import timezone

from documents.models import Handtekening, Ondertekenstuk
from documents.tekenen import lopende_stukken, stand
from organisations.actor import systeem
from workflow.edit import edit
from workflow.fouten import Conflict, Geweigerd, NietGevonden
from workflow.perform import haal_zaak_op_slot
from workflow.process import process_van
from workflow.tekenkamer import niet_meer_te_vragen, nodig_uit, nog_te_vragen, regel_van
from workflow.werk import na_elkaar

logger = logging.getLogger(__name__)


def verwerk_tekenkamer(*, vandaag: date, nu: datetime) -> None:
    """The sweep, catching up on any absence."""
    na_elkaar(
        partial(_volg_gezag, vandaag=vandaag, nu=nu),
        partial(_nodig_uit, lopende_stukken(), vandaag=vandaag, nu=nu),
        partial(_herinner, vandaag=vandaag, nu=nu),
        partial(_laat_verlopen, vandaag=vandaag, nu=nu),
    )


def leg_gemaakte_stukken_voor(*, vandaag: date, nu: datetime) -> int:
    """Papers that were made just now: the first people are asked."""
    gemaakt = lopende_stukken().filter(sha256="", document__bestand__isnull=False)
    return _nodig_uit(gemaakt, vandaag=vandaag, nu=nu)


def _nodig_uit(stukken: Iterable[Ondertekenstuk], *, vandaag: date, nu: datetime) -> int:
    return sum(_probeer(stuk.pk, partial(_een_uitnodigen, stuk.pk, vandaag=vandaag, nu=nu)) for stuk in list(stukken))


def _een_uitnodigen(stuk_id: int, *, vandaag: date, nu: datetime) -> bool:
    """Looked at without the lock first: most papers simply wait."""
    stuk = Ondertekenstuk.objects.select_related("document__bestand", "zaak__dossier__leerling").get(pk=stuk_id)
    if stuk.zaak.gesloten_op is not None or not _iemand_te_vragen(stuk):
        return False
    with transaction.atomic():
        zaak = haal_zaak_op_slot(stuk.zaak_id, systeem(vandaag))
        stuk = Ondertekenstuk.objects.select_related("document__bestand").get(pk=stuk_id)
        stuk.zaak = zaak
        return nodig_uit(stuk, vandaag=vandaag, nu=nu) > 0


def _iemand_te_vragen(stuk: Ondertekenstuk) -> bool:
    if not stuk.is_klaar:
        return stuk.document is not None and stuk.document.bestand is not None
    wachten = [rij for rij in stand(stuk).aan_de_beurt if rij.uitgenodigd_op is None]
    obj = process_van(stuk.zaak).object_van(stuk.zaak) if wachten else None
    return any(regel_van(stuk).groep_open(obj, rij.groep) for rij in wachten)


def _volg_gezag(*, vandaag: date, nu: datetime) -> int:
    return sum(_probeer(stuk.pk, partial(_een_volgen, stuk.pk, vandaag=vandaag, nu=nu)) for stuk in lopende_stukken())


def _een_volgen(stuk_id: int, *, vandaag: date, nu: datetime) -> bool:
    """While it is the turn of the family: looked at without the lock first, for gezag seldom changes."""
    stuk = Ondertekenstuk.objects.select_related("zaak__dossier__leerling").get(pk=stuk_id)
    huidig = stand(stuk).huidig
    if stuk.zaak.gesloten_op is not None or huidig is None or huidig.nummer != regel_van(stuk).gezin:
        return False
    if not (nog_te_vragen(stuk, vandaag) or niet_meer_te_vragen(stuk, vandaag)):
        return False
    edit(stuk.zaak_id, "tekenen_gezin", by=systeem(vandaag), data={"stuk_id": stuk_id}, nu=nu)
    return True


def _open_rijen() -> Iterable[Handtekening]:
    rijen = Handtekening.objects.filter(
        kamer=True, uitkomst=Handtekening.Uitkomst.OPEN, uitgenodigd_op__isnull=False, uiterlijk__isnull=False
    )
    return rijen.filter(stuk__vervallen_op__isnull=True, stuk__zaak__gesloten_op__isnull=True).select_related("stuk")


def _herinner(*, vandaag: date, nu: datetime) -> int:
    rijen = [rij for rij in _open_rijen() if te_herinneren(rij, vandaag)]
    return sum(
        _probeer(rij.stuk_id, partial(_schrijf, rij, "tekenen_herinneren", vandaag=vandaag, nu=nu)) for rij in rijen
    )


def te_herinneren(rij: Handtekening, vandaag: date) -> bool:
    """Whether one of the days of the rule has come since this person was asked or reminded last.

    Not on the day somebody was asked, and not after the last day: then it is for a person to call.
    """
    if rij.uiterlijk is None or rij.uitgenodigd_op is None or vandaag > rij.uiterlijk:
        return False
    momenten = (rij.uiterlijk - timedelta(days=dagen) for dagen in rij.stuk.inhoud.get("herinner", ()))
    laatste = max((moment for moment in momenten if moment <= vandaag), default=None)
    gehoord = max(rij.herinnerd_op or date.min, timezone.localdate(rij.uitgenodigd_op))
    return laatste is not None and gehoord < laatste


def _laat_verlopen(*, vandaag: date, nu: datetime) -> int:
    voorbij = [rij for rij in _open_rijen() if rij.verloopt_op is not None and rij.verloopt_op < vandaag]
    return sum(
        _probeer(rij.stuk_id, partial(_schrijf, rij, "tekenen_verlopen", vandaag=vandaag, nu=nu)) for rij in voorbij
    )


def _schrijf(rij: Handtekening, deel: str, *, vandaag: date, nu: datetime) -> bool:
    edit(rij.stuk.zaak_id, deel, by=systeem(vandaag), data={"handtekening_id": rij.pk}, nu=nu)
    return True


def _probeer(stuk_id: int, doe: Callable[[], bool]) -> bool:
    """What moved on needs nothing; what breaks off waits for the next sweep and never stops the others."""
    try:
        return doe()
    except (Conflict, Geweigerd, NietGevonden):
        return False
    except SoftTimeLimitExceeded:  # the worker has to stop, the next one goes on
        raise
    except Exception:  # whatever it is, the others have their turn
        logger.exception("tekenkamer: niet gelukt", extra={"stuk": stuk_id})
        return False

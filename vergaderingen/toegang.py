"""The doors to a meeting and to an item: who may see them, who has a stake, and what is kept of each read."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import F, Q
from django.utils import timezone

from audit.models import Soort
from audit.services import net_gelezen, record, record_lezing
from cases.grond import SWV, VERGADERING, grond
from cases.models import Ouder, Zaak
from cases.toegang import familie_van, weigergrond
from organisations.actor import Actor
from organisations.models import Lidmaatschap
from vergaderingen.models import UIT_TE_NODIGEN, Agendapunt, Belang, Genodigde, Vergadering, mag_regelen
from workflow.fouten import Conflict, GeenRecht, NietGevonden

GEMELD = "U hebt gemeld dat u hier een belang bij hebt."
FAMILIE = "U bent familie van deze leerling."
WERKT_ER = "U werkt bij de school waar dit over gaat."


def mag_vergaderen(actor: Actor) -> bool:
    """Who can be asked to a meeting at all."""
    return actor.rol in UIT_TE_NODIGEN


def eis_regelaar(actor: Actor) -> None:
    if not mag_regelen(actor):
        raise GeenRecht


# -- meetings --------------------------------------------------------------------------------------


def haal_vergadering(actor: Actor, vergadering_id: int, *, pagina: str) -> Vergadering:
    """The meeting, or NietGevonden when it is absent or not for this actor; the read is on record."""
    vergadering = _zichtbaar(actor, vergadering_id).select_related("commissie", "swv", "voorzitter", "verslag").first()
    if vergadering is None:
        weiger(actor, pagina, Vergadering, vergadering_id)
        raise NietGevonden
    _leg_lezen_vast(actor, pagina, vergadering)
    return vergadering


def _zichtbaar(actor: Actor, vergadering_id: int) -> Any:
    return Vergadering.objects.zichtbaar_voor(actor).filter(pk=vergadering_id)


def op_slot(actor: Actor, vergadering_id: int) -> Vergadering:
    """The meeting under a lock, for who organises. A case is locked before it (lock order Zaak first)."""
    vergadering: Vergadering | None = (
        _zichtbaar(actor, vergadering_id).select_for_update(of=("self",)).select_related("commissie", "swv").first()
    )
    if vergadering is None:
        weiger(actor, "bewerken", Vergadering, vergadering_id)
        raise NietGevonden
    eis_regelaar(actor)
    return vergadering


def eis_open(vergadering: Vergadering) -> None:
    if not vergadering.is_open:
        raise Conflict(f"Deze vergadering is ondertussen {vergadering.get_stand_display()}. Er is niets gewijzigd.")


def weiger(actor: Actor, wat: str, model: Any, pk: int) -> None:
    """Who asked for what is not there for them, at the office it belongs to."""
    bestaat = model.objects.filter(pk=pk).values_list("swv_id", flat=True).first()
    swv_id = bestaat or actor.swv_id
    record(
        actor,
        f"lezen:{wat}",
        soort=Soort.WEIGERING,
        swv_id=swv_id,
        object_soort=model._meta.label_lower,
        object_id=pk,
        **weigergrond(actor, "niet zichtbaar", swv_id),
    )


def grond_van(actor: Actor, vergadering: Vergadering) -> dict[str, Any]:
    """Why this meeting was visible: the office it belongs to, or an invitation."""
    been = SWV if mag_regelen(actor) else VERGADERING
    return grond(been, timezone.localdate(vergadering.gepland_op), actor=actor, rij=vergadering.pk)


def _leg_lezen_vast(actor: Actor, pagina: str, vergadering: Vergadering) -> None:
    if net_gelezen(actor, pagina, nu=timezone.now(), object_id=vergadering.pk):
        return
    record_lezing(
        actor,
        pagina,
        grond=grond_van(actor, vergadering),
        swv_id=vergadering.swv_id,
        object_soort="vergaderingen.vergadering",
        object_id=vergadering.pk,
    )


# -- items -----------------------------------------------------------------------------------------


def haal_punt(actor: Actor, punt_id: int, *, pagina: str) -> Agendapunt:
    """The item, or NietGevonden; one of a case is on record as a read of that case, also for its family.

    Whoever has a stake in it sees that it is there, and is refused what it says (GeenRecht).
    """
    punt = zichtbaar_punt(actor, punt_id)
    if punt is None:
        weiger(actor, pagina, Agendapunt, punt_id)
        raise NietGevonden
    if gesloten_voor(actor, [punt]):
        raise GeenRecht
    leg_punt_lezen_vast(actor, punt, pagina)
    return punt


def zichtbaar_punt(actor: Actor, punt_id: int) -> Agendapunt | None:
    """On the agenda of a visible meeting; what waits for one, or was taken off before, is for who organises."""
    punten = Agendapunt.objects.filter(pk=punt_id, swv_id=actor.swv_id or 0)
    if not mag_regelen(actor):
        punten = punten.filter(vergadering__in=Vergadering.objects.zichtbaar_voor(actor))
        punten = punten.filter(Agendapunt.op_agenda(F("vergadering__begin")))
    return punten.select_related(
        "vergadering__commissie",
        "vergadering__swv",
        "zaak__dossier__leerling",
        "zaak__school",
        "school",
        "voorbereider",
    ).first()


def punt_op_slot(actor: Actor, punt_id: int, *, ook: int | None = None) -> Agendapunt:
    """The item under a lock, with its case and its meeting locked before it, in that order; for who organises.

    `ook` is a second meeting to lock: both in the order of their numbers, so that two moves never wait in a circle.
    """
    gezien = zichtbaar_punt(actor, punt_id)
    if gezien is None:
        weiger(actor, "bewerken", Agendapunt, punt_id)
        raise NietGevonden
    eis_regelaar(actor)
    if gezien.zaak_id is not None:
        Zaak.objects.select_for_update(of=("self",)).get(pk=gezien.zaak_id)
    beide = {pk for pk in (gezien.vergadering_id, ook) if pk is not None}
    list(Vergadering.objects.select_for_update().filter(pk__in=beide, swv_id=gezien.swv_id).order_by("pk"))
    vergadering = op_slot(actor, gezien.vergadering_id) if gezien.vergadering_id is not None else None
    punt = Agendapunt.objects.select_for_update(of=("self",)).select_related("zaak", "school").get(pk=punt_id)
    if punt.vergadering_id != gezien.vergadering_id:
        raise Conflict("Dit punt staat ondertussen op een andere agenda. Er is niets gewijzigd.")
    punt.vergadering = vergadering
    return punt


def leg_punt_lezen_vast(actor: Actor, punt: Agendapunt, pagina: str, *, document_id: int | None = None) -> None:
    """What somebody read of a case through a meeting."""
    object_id = document_id or punt.pk
    if net_gelezen(actor, pagina, nu=timezone.now(), zaak_id=punt.zaak_id, object_id=object_id):
        return
    basis = punt.vergadering
    record_lezing(
        actor,
        pagina,
        grond=grond_van(actor, basis) if basis else grond(SWV, None, actor=actor, rij=punt.swv_id),
        swv_id=punt.swv_id,
        zaak_id=punt.zaak_id,
        leerling_id=punt.zaak.dossier.leerling_id if punt.zaak else None,
        object_soort="documents.document" if document_id else "vergaderingen.agendapunt",
        object_id=object_id,
    )


# -- a stake in it ---------------------------------------------------------------------------------


def gesloten_voor(actor: Actor, punten: Iterable[Agendapunt]) -> dict[int, str]:
    """Items that this person, whatever the hat, has a stake in, with why: reported, family, or works at the school."""
    punten = list(punten)
    if not punten:
        return {}
    ik = actor.persoon_id
    gemeld = set(Belang.objects.filter(user_id=ik, punt__in=punten).values_list("punt_id", flat=True))
    scholen = set(
        Lidmaatschap.objects.geldig_op(actor.vandaag)
        .filter(user_id=ik, school__isnull=False)
        .values_list("school_id", flat=True)
    )
    kinderen = set(Ouder.objects.filter(user_id=ik).values_list("leerling_id", flat=True))
    return {p.pk: waarom for p in punten if (waarom := _waarom(p, ik, gemeld, scholen, kinderen))}


def _waarom(punt: Agendapunt, ik: int, gemeld: set[int], scholen: set[int], kinderen: set[int]) -> str:
    if punt.pk in gemeld:
        return GEMELD
    if punt.zaak is not None:
        leerling = punt.zaak.dossier.leerling
        if leerling.pk in kinderen or leerling.user_id == ik:
            return FAMILIE
    return WERKT_ER if _school_van(punt) in scholen else ""


def _school_van(punt: Agendapunt) -> int:
    """A school that nobody works at when the item is about none."""
    return (punt.zaak.school_id if punt.zaak else punt.school_id) or 0


def belang_in(actor: Actor, zaak: Zaak) -> str:
    """Why this person does not speak for the commission about a case, in a meeting or outside it; empty when free."""
    if Belang.objects.filter(punt__zaak=zaak, user_id=actor.persoon_id).exists():
        return GEMELD
    hoeden = Lidmaatschap.objects.geldig_op(actor.vandaag).filter(user_id=actor.persoon_id, school_id=zaak.school_id)
    return WERKT_ER if hoeden.exists() else ""


def belanghebbenden(punt: Agendapunt, *, op: datetime) -> set[int]:
    """Of those who are asked to the meeting, the persons with a stake in this item."""
    genodigd = set(Genodigde.objects.filter(vergadering=punt.vergadering_id).values_list("lid__user_id", flat=True))
    werkt_er = Lidmaatschap.objects.geldig_op(timezone.localdate(op)).filter(
        school_id=_school_van(punt), user_id__in=genodigd
    )
    gevonden = set(werkt_er.values_list("user_id", flat=True))
    if punt.zaak is not None:
        gevonden |= familie_van(punt.zaak.dossier.leerling)
    return genodigd & (gevonden | set(punt.belangen.values_list("user_id", flat=True)))


def zonder_belang(actor: Actor, vergadering: Vergadering) -> bool:
    """Whether this person may read what came of every item of a meeting: its minutes are one paper."""
    punten = vergadering.punten.select_related("zaak__dossier__leerling")
    return not gesloten_voor(actor, punten)


def ziet_zaak(actor: Actor, zaak_id: int | None) -> bool:
    """Whether the case itself is open to this hat, apart from the meeting."""
    return zaak_id is not None and Zaak.objects.visible_to(actor).filter(Q(pk=zaak_id)).exists()

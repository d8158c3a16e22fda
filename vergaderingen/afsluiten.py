"""Who was there, closing, and the minutes: one sealed paper, with cases by number and initials."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from cases.compartimenten import Compartiment
from documents.briefgegevens_vergadering import VergaderverslagGegevens, Verslagactie, Verslagpunt
from documents.brieven import bevries, template_hash
from documents.codes import nieuwe_verificatie
from documents.models import Document, Documentsoort, Werkstatus
from documents.services import briefhoofd_van
from organisations.actor import Actor
from organisations.models import User
from ui.notatie import datum, tijd
from vergaderingen import meldingen
from vergaderingen.models import Actiepunt, Agendapunt, Genodigde, Vergadering
from vergaderingen.plannen import leg_vast
from vergaderingen.toegang import eis_open, op_slot
from vergaderingen.woorden import kenmerk, uitkomst, waar
from workflow.fouten import Conflict, Geweigerd
from workflow.papieren import eis_afdrukbaar
from workflow.werk import bied_werk_aan

Stand = Agendapunt.Stand
BRIEF = "vergaderverslag"


@transaction.atomic
def leg_presentie_vast(
    actor: Actor, vergadering_id: int, aanwezig: dict[int, str], *, versie: int | None, nu: datetime
) -> None:
    """Of every invited hat whether the person was there; may be corrected until the meeting is closed."""
    vergadering = op_slot(actor, vergadering_id)
    eis_open(vergadering)
    if not vergadering.is_begonnen(nu):
        raise Geweigerd("De vergadering is nog niet begonnen.")
    if versie is not None and versie != vergadering.presentie_versie:
        raise Conflict("Een ander wijzigde de lijst ondertussen. Vergelijk, en bewaar opnieuw.")
    for genodigde in vergadering.genodigden.select_for_update():
        genodigde.aanwezig = aanwezig.get(genodigde.pk, genodigde.aanwezig)
        genodigde.save(update_fields=["aanwezig"])
    vergadering.presentie_versie += 1
    vergadering.save(update_fields=["presentie_versie"])
    leg_vast(actor, "aanwezig", vergadering)


def wat_ontbreekt(vergadering: Vergadering, *, nu: datetime) -> list[str]:
    """What is to be done before the meeting can be closed, as sentences."""
    if not vergadering.is_begonnen(nu):
        return ["De vergadering is nog niet begonnen."]
    genodigden = list(vergadering.genodigden.select_related("lid"))
    ontbreekt = []
    if any(not g.aanwezig for g in genodigden):
        ontbreekt.append("Leg vast wie er waren en wie niet.")
    elif all(g.aanwezig == Genodigde.Aanwezig.NEE for g in genodigden):
        ontbreekt.append("Niemand was aanwezig. Last de vergadering af, of verbeter de lijst.")
    elif _was_er_niet(vergadering.voorzitter_id, genodigden):
        ontbreekt.append(f"{vergadering.voorzitter.naam} was er niet. Wijzig wie de vergadering voorzat.")
    punten = enumerate(vergadering.agenda(), 1)
    open_ = [(nr, punt.titel) for nr, punt in punten if punt.stand == Stand.GEPLAND]
    return ontbreekt + [f"Punt {nr}, {titel}: leg de uitkomst vast of schuif het punt door." for nr, titel in open_]


def _was_er_niet(user_id: int, genodigden: list[Genodigde]) -> bool:
    """Of whom that is recorded, in whatever hat the person was asked."""
    eigen = [g.aanwezig for g in genodigden if g.lid.user_id == user_id]
    return bool(eigen) and all(hoe == Genodigde.Aanwezig.NEE for hoe in eigen)


@transaction.atomic
def sluit_af(actor: Actor, vergadering_id: int, *, nu: datetime) -> Document:
    """Close, and put the minutes out to be made: frozen now, rendered and sealed by the worker."""
    vergadering = op_slot(actor, vergadering_id)
    eis_open(vergadering)
    if ontbreekt := wat_ontbreekt(vergadering, nu=nu):
        raise Geweigerd(" ".join(ontbreekt))
    gegevens = bevries(BRIEF, gegevens_van(vergadering, actor.naam, op=nu))
    eis_afdrukbaar(gegevens)
    document = Document.objects.create(
        swv=vergadering.swv,
        soort=Documentsoort.NOTULEN,
        titel=f"Verslag {vergadering.commissie.afkorting} {datum(vergadering.begin)}",
        naam=f"verslag-{timezone.localdate(vergadering.begin).isoformat()}.pdf",
        compartiment=Compartiment.INTERN,
        aangemaakt_op=nu,
        brief=BRIEF,
        gegevens=gegevens,
        sjabloonhash=template_hash(BRIEF),
        sleutel=f"verslag:{vergadering.pk}",
        te_verzegelen=True,
        werk=Werkstatus.WACHT,
    )
    vergadering.stand = Vergadering.Stand.AFGESLOTEN
    vergadering.afgesloten_op, vergadering.afgesloten_door_id = nu, actor.persoon_id
    vergadering.verslag = document
    vergadering.save()
    leg_vast(actor, "afsluiten", vergadering)
    meldingen.meld_verslag(vergadering, nu=nu)
    transaction.on_commit(bied_werk_aan)
    return document


def gegevens_van(vergadering: Vergadering, door: str, *, op: datetime) -> VergaderverslagGegevens:
    """What the minutes say: who was there, and of each item what came of it, in the words that were recorded."""
    genodigden = list(vergadering.genodigden.select_related("lid__user"))
    aanwezig = {g.lid.user_id: g.lid.user for g in genodigden if g.aanwezig == Genodigde.Aanwezig.JA}
    afwezig = {g.lid.user_id: g.lid.user for g in genodigden if g.lid.user_id not in aanwezig}
    punten = vergadering.agenda().select_related("zaak__dossier__leerling", "zaak__school")
    punten = punten.select_related("school").prefetch_related("belangen", "actiepunten__wie__user")
    los = vergadering.actiepunten.exclude(punt__in=[punt.pk for punt in punten]).select_related("wie__user")
    return VergaderverslagGegevens(
        hoofd=briefhoofd_van(vergadering.swv),
        commissie=vergadering.commissie.naam,
        datum=timezone.localdate(vergadering.begin),
        van=tijd(vergadering.begin),
        tot=tijd(vergadering.einde),
        waar=waar(vergadering),
        voorzitter=vergadering.voorzitter.naam,
        aanwezig=_namen(aanwezig),
        afwezig=_namen(afwezig),
        punten=[_punt(nr, punt, aanwezig) for nr, punt in enumerate(punten, 1)],
        acties=[_actie(actie) for actie in los],
        vastgesteld_door=door,
        vastgesteld_op=timezone.localdate(op),
        verificatie=nieuwe_verificatie(),
    )


def _namen(mensen: dict[int, User]) -> list[str]:
    return sorted((user.naam for user in mensen.values()), key=str.casefold)


def _punt(nr: int, punt: Agendapunt, aanwezig: dict[int, User]) -> Verslagpunt:
    verlieten = {
        belang.user_id: aanwezig[belang.user_id] for belang in punt.belangen.all() if belang.user_id in aanwezig
    }
    behandeld = punt.stand == Stand.BEHANDELD
    return Verslagpunt(
        nummer=nr,
        titel=punt.titel,
        kenmerk=kenmerk(punt),
        verlieten=_namen(verlieten),
        uitkomst=uitkomst(punt) if behandeld else _niet_behandeld(punt),
        advies=punt.advies if behandeld else "",
        acties=[_actie(actie) for actie in punt.actiepunten.all()],
    )


def _niet_behandeld(punt: Agendapunt) -> str:
    """What became of an item that the meeting did not deal with, or not any more."""
    if punt.stand == Stand.DOORGESCHOVEN:
        return "doorgeschoven naar een volgende vergadering"
    return punt.stand_in_woorden


def _actie(actie: Actiepunt) -> Verslagactie:
    return Verslagactie(wat=actie.wat, wie=actie.wie.user.naam, uiterlijk=actie.uiterlijk)

"""Two persons decide: one administrator or director asks, with a reason; another one confirms, in time."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from audit.services import record
from organisations.accountadres import OOK_ELDERS, MailadresBezet, is_bezet, ook_elders, zet_mailadres
from organisations.actor import Actor
from organisations.beheer import MANDAATGEVERS
from organisations.hoeden import DubbeleHoed, maak_hoed
from organisations.models import Lidmaatschap, User, Voorstel
from organisations.toegang import factoren
from organisations.toegang.bewijzen import vraag_aan
from organisations.toegang.models import Bewijssoort
from organisations.toegang.uitnodigen import nodig_uit, van_elders, vraag_voor_hoed
from organisations.toegang.wekken import wek

GELDIG = {
    Voorstel.Soort.HOED: timedelta(days=7),
    Voorstel.Soort.HERSTEL: timedelta(hours=24),
    Voorstel.Soort.MAIL: timedelta(days=7),
}
BESLUITEN = (Voorstel.Stand.BEVESTIGD, Voorstel.Stand.AFGEWEZEN, Voorstel.Stand.INGETROKKEN)


class VoorstelFout(Exception):
    """Why this cannot be asked or decided now, and what to do."""


@transaction.atomic
def stel_voor(actor: Actor, soort: Voorstel.Soort, user: User, *, reden: str, nu: datetime, **velden: Any) -> Voorstel:
    """Ask a second person. An earlier request of the same that has run out makes room."""
    if user.pk == actor.gebruiker_id:
        raise VoorstelFout("Dit kunt u niet voor uzelf vragen. Vraag een andere beheerder of de directeur.")
    if not reden.strip():
        raise VoorstelFout("Schrijf waarom. Een tweede persoon leest dit en moet het bevestigen.")
    User.objects.select_for_update(no_key=True).get(pk=user.pk)  # two who ask the same wait for each other
    sluit_verlopen(actor.eigen_swv_id, nu=nu)
    zelfde = Voorstel.objects.filter(
        swv_id=actor.eigen_swv_id, soort=soort, user=user, rol=velden.get("rol", ""), stand=Voorstel.Stand.OPEN
    )
    if zelfde.exists():
        raise VoorstelFout("Dit is al gevraagd en wacht op bevestiging. U vindt het bij Te bevestigen.")
    voorstel = Voorstel.objects.create(
        swv_id=actor.eigen_swv_id,
        soort=soort,
        user=user,
        reden=reden.strip(),
        gevraagd_door_id=actor.persoon_id,
        gevraagd_op=nu,
        geldig_tot=nu + GELDIG[soort],
        **velden,
    )
    _leg_vast(actor, "voorstel_doen", voorstel)
    _bericht_aan_tweede(actor, voorstel, nu=nu)
    return voorstel


def _bericht_aan_tweede(actor: Actor, voorstel: Voorstel, *, nu: datetime) -> None:
    """A mail without content to everybody who may confirm; a later one takes the place of one still to be sent."""
    tweede = _beslissers(actor).exclude(user_id=voorstel.user_id).select_related("user")
    for user in {lid.user_id: lid.user for lid in tweede if lid.user.has_usable_password()}.values():
        vraag_aan(Bewijssoort.BEVESTIGEN, email=user.email, user=user, nu=nu)
    transaction.on_commit(wek)


def vraag_herstel(actor: Actor, user: User, *, reden: str, nu: datetime) -> Voorstel:
    """Ask to take away the second factor of somebody who cannot log in any more."""
    if not _werkt_hier(actor, user):
        raise VoorstelFout("Deze persoon heeft hier nu geen rol. Geef eerst een rol, of vraag het elders.")
    if not factoren.soorten(user):
        raise VoorstelFout("Deze persoon heeft geen tweede stap ingesteld. Inloggen met het wachtwoord is genoeg.")
    return stel_voor(actor, Voorstel.Soort.HERSTEL, user, reden=reden, nu=nu)


def _werkt_hier(actor: Actor, user: User) -> bool:
    return Lidmaatschap.objects.geldig_op(actor.vandaag).bij_swv(actor.eigen_swv_id).filter(user=user).exists()


def sluit_verlopen(swv_id: int, *, nu: datetime) -> None:
    Voorstel.objects.filter(swv_id=swv_id, stand=Voorstel.Stand.OPEN, geldig_tot__lte=nu).update(
        stand=Voorstel.Stand.VERLOPEN
    )


def open_voor(actor: Actor, *, nu: datetime) -> QuerySet[Voorstel]:
    """What still waits in this samenwerkingsverband."""
    rijen = Voorstel.objects.filter(swv_id=actor.eigen_swv_id, stand=Voorstel.Stand.OPEN, geldig_tot__gt=nu)
    return rijen.select_related("user", "gevraagd_door").order_by("geldig_tot", "pk")


def te_bevestigen(actor: Actor, *, nu: datetime) -> QuerySet[Voorstel]:
    """What this person could confirm: asked by somebody else, about somebody else."""
    return open_voor(actor, nu=nu).exclude(gevraagd_door_id=actor.persoon_id).exclude(user_id=actor.persoon_id)


def anderen_die_bevestigen(actor: Actor) -> bool:
    """Whether there is a second person at all."""
    return _beslissers(actor).exists()


def _beslissers(actor: Actor) -> QuerySet[Lidmaatschap]:
    """The other administrators and directors of this samenwerkingsverband."""
    leden = Lidmaatschap.objects.werkzaam_op(actor.vandaag).filter(swv_id=actor.eigen_swv_id, rol__in=MANDAATGEVERS)
    return leden.exclude(user_id=actor.persoon_id)


@transaction.atomic
def beslis(actor: Actor, voorstel_id: int, besluit: Voorstel.Stand, *, nu: datetime) -> Voorstel:
    """Confirm or refuse as the second person, or withdraw as the first."""
    voorstel = (
        Voorstel.objects.select_for_update(of=("self",))
        .filter(pk=voorstel_id, swv_id=actor.eigen_swv_id, stand=Voorstel.Stand.OPEN, geldig_tot__gt=nu)
        .select_related("user")
        .first()
    )
    if voorstel is None:
        raise VoorstelFout("Dit verzoek wacht niet meer: het is al beslist, ingetrokken of verlopen.")
    _mag_beslissen(actor, voorstel, besluit)
    voorstel.stand = besluit
    voorstel.besloten_door_id = actor.persoon_id
    voorstel.besloten_op = nu
    voorstel.save(update_fields=["stand", "besloten_door", "besloten_op"])
    _leg_vast(actor, f"voorstel_{besluit}", voorstel)
    if besluit == Voorstel.Stand.BEVESTIGD:
        _voer_uit(actor, voorstel, nu=nu)
    return voorstel


def _mag_beslissen(actor: Actor, voorstel: Voorstel, besluit: Voorstel.Stand) -> None:
    zelf_gevraagd = voorstel.gevraagd_door_id == actor.gebruiker_id
    if voorstel.user_id == actor.gebruiker_id:
        raise VoorstelFout("Dit gaat over uzelf. Een ander moet beslissen.")
    if besluit == Voorstel.Stand.INGETROKKEN and not zelf_gevraagd:
        raise VoorstelFout("Alleen wie het vroeg kan het intrekken. U kunt het wel afwijzen.")
    if besluit != Voorstel.Stand.INGETROKKEN and zelf_gevraagd:
        raise VoorstelFout("U vroeg dit zelf. Een andere beheerder of de directeur moet beslissen.")
    if besluit == Voorstel.Stand.BEVESTIGD and not _nog_bevoegd(voorstel, op=actor.vandaag):
        raise VoorstelFout("Wie dit vroeg is geen beheerder of directeur meer. Wijs het af en vraag het zelf opnieuw.")
    herstel = voorstel.soort == Voorstel.Soort.HERSTEL and besluit == Voorstel.Stand.BEVESTIGD
    if herstel and not _werkt_hier(actor, voorstel.user):
        raise VoorstelFout("Deze persoon heeft hier nu geen rol meer. Wijs het verzoek af.")


def _nog_bevoegd(voorstel: Voorstel, *, op: date) -> bool:
    leden = Lidmaatschap.objects.geldig_op(op).filter(user_id=voorstel.gevraagd_door_id, rol__in=MANDAATGEVERS)
    return leden.filter(swv_id=voorstel.swv_id).exists()


def _voer_uit(actor: Actor, voorstel: Voorstel, *, nu: datetime) -> None:
    if voorstel.soort == Voorstel.Soort.HERSTEL:
        factoren.herstel_tweede_factor(voorstel.user)
        vraag_aan(Bewijssoort.HERSTEL, email=voorstel.user.email, user=voorstel.user, nu=nu)
        transaction.on_commit(wek)
        return
    if voorstel.soort == Voorstel.Soort.MAIL:
        _wijzig_mailadres(actor, voorstel, nu=nu)
        return
    van = voorstel.van or actor.vandaag
    if van_elders(voorstel.user, voorstel.swv_id):
        vraag_voor_hoed(actor, voorstel.user, rol=voorstel.rol, school=None, dagen=(van, voorstel.tot), nu=nu)
        return
    try:
        lid = maak_hoed(user=voorstel.user, rol=voorstel.rol, swv_id=voorstel.swv_id, van=van, tot=voorstel.tot)
    except DubbeleHoed as fout:
        raise VoorstelFout("Deze persoon heeft deze rol in die periode intussen al. Wijs dit verzoek af.") from fout
    record(
        actor,
        "hoed_geven",
        swv_id=voorstel.swv_id,
        object_soort="organisations.lidmaatschap",
        object_id=lid.pk,
        rol=lid.rol,
        gebruiker=lid.user_id,
        gevraagd_door=voorstel.gevraagd_door_id,
    )
    nodig_uit(actor, lid, nu=nu)


def _wijzig_mailadres(actor: Actor, voorstel: Voorstel, *, nu: datetime) -> None:
    """What held when it was asked is looked at again: a week went by."""
    if ook_elders(voorstel.user, voorstel.swv_id, op=actor.vandaag):
        raise VoorstelFout(f"{OOK_ELDERS} Wijs dit verzoek af.")
    if is_bezet(voorstel.email, voorstel.user):
        raise VoorstelFout("Dit mailadres hoort intussen bij een ander account. Wijs dit verzoek af.")
    try:
        zet_mailadres(actor, voorstel.user, voorstel.email, nu=nu, gevraagd_door=voorstel.gevraagd_door_id)
    except MailadresBezet as fout:
        raise VoorstelFout("Dit mailadres hoort intussen bij een ander account. Wijs dit verzoek af.") from fout


def _leg_vast(actor: Actor, actie: str, voorstel: Voorstel) -> None:
    record(
        actor,
        actie,
        swv_id=voorstel.swv_id,
        object_soort="organisations.voorstel",
        object_id=voorstel.pk,
        wat=voorstel.soort,
        rol=voorstel.rol,
        gebruiker=voorstel.user_id,
        gevraagd_door=voorstel.gevraagd_door_id,
    )

"""Who signs a plan, in which order, and what follows (source 000, steps 4 to 6).

First casemanager and head of the receiving school; then the director, whose approval is the signature; then the parents
and the pupil from 16, once they were told.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from cases.compartimenten import Compartiment
from cases.toegang import familie_van
from documents.models import Handtekening, Ondertekenstuk
from maatwerk import plan, rechten
from maatwerk.kosten import goedgekeurde
from maatwerk.models import Aanstelling, Status, Traject
from maatwerk.models_plan import Planversie
from maatwerk.plansecties import PLEK
from maatwerk.schoolbelang import eigen_belang, eigen_school
from organisations.actor import Actor
from organisations.hoeden import schoolleider
from organisations.models import Lidmaatschap, User
from organisations.rollen import Rol
from workflow import ontvangers
from workflow.fouten import Geweigerd
from workflow.process import Ontvanger, Uitvoering
from workflow.tekenkamer import (
    geldig_stuk,
    gezin_tekent,
    stand,
    teken_in_actie,
    trek_in,
    vervang_versie,
    vraag_handtekeningen,
)
from workflow.tekenregel import Tekenaar, Tekenregel

STUK = "maatwerk_plan"
"""Kind of the paper in the signing room."""
OPSTELLERS, DIRECTEUR, GEZIN = 1, 2, 3
WEIGERGEVOLG_OUDER = (
    "Het plan begint dan nog niet. De casemanager belt u. "
    "Samen bekijkt u wat er anders moet. Uw kind blijft ingeschreven op de school van nu. "
    "Kiest u ‘niet mee eens’? Dan kan de directeur besluiten dat het plan toch begint. "
    "Kiest u ‘ik teken niet’? Dan kan dat niet."
)
WEIGERGEVOLG_LEERLING = (
    "Het plan begint dan nog niet. De casemanager praat eerst met jou. "
    "Samen kijken jullie wat er anders moet. Je blijft ingeschreven op de school van nu. "
    "Kies je ‘niet mee eens’? Dan kan de directeur besluiten dat het plan toch begint. "
    "Kies je ‘ik teken niet’? Dan kan dat niet."
)
HOE_DIRECTEUR = "ingelogd; opnieuw bevestigd bij het goedkeuren"


def versie_bij(traject: Traject) -> Planversie | None:
    """The version that lies in the room: put before the signers, or approved and with the parents."""
    return plan.voorgelegde(traject) or goedgekeurde(traject)


def wie_tekent(traject: Traject, op: date) -> Iterable[Tekenaar]:
    """Everybody by name; a head of a school outside the samenwerkingsverband has no account and signs on paper."""
    versie = versie_bij(traject)
    if versie is None:
        return
    casemanager = _casemanager(traject)
    yield Tekenaar(
        rol=Rol.CASEMANAGER, naam=casemanager.naam, functie="casemanager", user=casemanager, groep=OPSTELLERS
    )
    yield _leiding(traject, versie, op)
    yield _directeur(traject, versie, op)
    yield from gezin_tekent(traject.zaak, op, groep=GEZIN)


def _casemanager(traject: Traject) -> User:
    rij = traject.aanstellingen.filter(stand=Aanstelling.Stand.AANVAARD).select_related("casemanager").first()
    if rij is None:
        raise Geweigerd("Er is geen casemanager aangesteld.")
    return rij.casemanager


def _leiding(traject: Traject, versie: Planversie, op: date) -> Tekenaar:
    """The head of the receiving school, unless that is family; of a place without one here, the name in the plan."""
    plek = versie.inhoud["secties"][PLEK]
    functie = f"directeur van {plek['school']}"[:120]
    wie = schoolleider(versie.school_id or 0, op=op, niet=familie_van(traject.zaak.dossier.leerling))
    naam = wie.naam if wie else plek.get("directeur_naam") or functie[:1].upper() + functie[1:]
    return Tekenaar(
        rol=Rol.SCHOOLDIRECTEUR,
        naam=naam,
        functie=functie,
        school=versie.school,
        user=wie,
        groep=OPSTELLERS,
    )


def hoofden_die_ontvangen(u: Uitvoering, versie: Planversie | None) -> list[Ontvanger]:
    """Who leads the school that receives the pupil, as far as it has accounts here: for messages."""
    if versie is None or versie.school_id is None:
        return []
    return ontvangers.leden(u.vandaag, Rol.SCHOOLDIRECTEUR, school_id=versie.school_id)


def _directeur(traject: Traject, versie: Planversie, op: date) -> Tekenaar:
    """A director who may decide about this offer; whoever approves in the end takes the request over."""
    zaak = traject.zaak
    leden = Lidmaatschap.objects.werkzaam_op(op).filter(swv_id=zaak.swv_id, rol=Rol.DIRECTEUR_SWV)
    gesorteerd = leden.select_related("user").order_by("van", "pk")
    lid = next((lid for lid in gesorteerd if not eigen_belang(traject, versie, lid.user_id, op=op)), None)
    if lid is None:
        raise Geweigerd("Er is geen directeur van het samenwerkingsverband die over het plan kan beslissen.")
    functie = f"directeur van {zaak.swv.naam}"[:120]
    return Tekenaar(rol=Rol.DIRECTEUR_SWV, naam=lid.user.naam, functie=functie, user=lid.user, groep=DIRECTEUR)


def getekend(traject: Traject) -> list[Handtekening]:
    """Who signed the version that lies in the room, for who decides about it."""
    stuk = geldig_stuk(traject.zaak, STUK)
    return [rij for rij in stand(stuk).rijen if rij.telt] if stuk else []


def groep_open(traject: Traject, groep: int) -> bool:
    """The director signs by approving, so not in the room itself; the parents once they were told."""
    if groep == OPSTELLERS:
        return traject.status == Status.PLAN_TEKENEN
    return groep == GEZIN and traject.status == Status.BIJ_OUDERS


def waarom_niet(user_id: int, rij: Handtekening, traject: Traject, op: date) -> str:
    """Nobody approves an own offer: who wrote it or receives the money does not sign as director, and who works at the
    receiving school does not sign as casemanager.
    """
    versie = versie_bij(traject) if rij.groep == DIRECTEUR or rij.rol == Rol.CASEMANAGER else None
    if versie is None:
        return ""
    if rij.groep == DIRECTEUR:
        return eigen_belang(traject, versie, user_id, op=op)
    return eigen_school(versie.school, user_id, op=op)


def weigergevolg(rij: Handtekening, traject: Traject) -> str:
    """What not signing means, before it is chosen."""
    if rij.groep == GEZIN:
        return WEIGERGEVOLG_LEERLING if rij.leerling_id else WEIGERGEVOLG_OUDER
    return "Het plan gaat dan terug naar de casemanager, die met u bespreekt wat er anders moet."


def uitleg(rij: Handtekening, traject: Traject) -> str:
    if rij.groep == GEZIN and rij.leerling_id:
        return "Dit is het plan voor je nieuwe plek. Teken je het? Dan ben je het ermee eens."
    if rij.groep == GEZIN:
        return "Dit is het plan voor de nieuwe plek. Tekent u het? Dan bent u het ermee eens."
    return "U tekent voor het plan van aanpak en voor de offerte in de bijlage."


def beheert(actor: Actor, traject: Traject) -> bool:
    """The casemanager follows the round, and the secretariat enters what comes on paper."""
    return rechten.is_casemanager(actor, traject) or rechten.is_secretariaat(actor, traject)


REGEL = Tekenregel(
    titel="Plan van aanpak",
    wie=wie_tekent,
    groep_open=groep_open,
    waarom_niet=waarom_niet,
    weigergevolg=weigergevolg,
    uitleg=uitleg,
    gezin=GEZIN,
    na_groep={OPSTELLERS: "plan_getekend"},
    na_getekend="ouders_akkoord",
    na_weigering="plan_niet_getekend",
    na_verlopen="plan_niet_getekend",
    beheert=beheert,
    belt=frozenset({Rol.CASEMANAGER}),
    in_te_trekken=False,
    eindnaam="plan.pdf",
    compartiment=Compartiment.TRAJECT,
)


# -- from the actions ------------------------------------------------------------------------------


def vraag(u: Uitvoering, versie: Planversie) -> None:
    """Put this version in the room. What everybody signed before makes way, and its signatures count no longer."""
    hoe: dict[str, Any] = {"document": versie.document, "by": u.by, "nu": u.nu}
    if geldig_stuk(u.zaak, STUK) is None:
        vraag_handtekeningen(u.zaak, STUK, **hoe)
    else:
        vervang_versie(u.zaak, STUK, reden=versie.reden, **hoe)


def trek_terug(u: Uitvoering, reden: str) -> None:
    """What lies in the room is not asked any more. What everybody signed stays what is carried out until a new version
    is there to be signed."""
    stuk = geldig_stuk(u.zaak, STUK)
    if stuk is not None and stuk.uitslag != Ondertekenstuk.Uitslag.VOLTOOID:
        trek_in(u.zaak, STUK, by=u.by, nu=u.nu, reden=reden)


def teken_als_directeur(u: Uitvoering) -> None:
    """The approval is the signature of the director: on the paper of this version, with the identity just confirmed."""
    teken_in_actie(u.zaak, STUK, groep=DIRECTEUR, by=u.by, nu=u.nu, hoe=HOE_DIRECTEUR)

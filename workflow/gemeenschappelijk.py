"""Parts that every workflow shares: notes, questions and answers, hand-over; appointments and signing come along."""

from django.db.models import Q

from cases.compartimenten import Compartiment, leesbaar_voor
from cases.models import Draad, Notitie, Vraagbericht
from organisations.actor import Actor
from organisations.models import User
from organisations.rollen import Rol
from workflow import ontvangers, tekendelen
from workflow.afspraken import AFSPRAAKDELEN
from workflow.berichten import Mededeling, schrijf_los_bericht
from workflow.fouten import Geweigerd
from workflow.gezinsdelen import GEZINSDELEN
from workflow.overnemen import kant_van_actor, overnemers_voor
from workflow.process import Bewerking, Deel, Ontvanger
from workflow.rechten import nooit


def mag_noteren(actor: Actor, obj: object) -> bool:
    """Staff note; family and outsiders do not."""
    return actor.is_school or actor.is_swv_bureau or actor.rol == Rol.GEDRAGSWETENSCHAPPER


def antwoordt(actor: Actor) -> bool:
    """Who speaks with school and family for the samenwerkingsverband: its offices, and the casemanager of the track.

    They read every thread of a case they see, for who answers has to know what was said (docs/adr/0033).
    """
    return actor.is_swv_bureau or actor.rol == Rol.CASEMANAGER


def mag_vragen(actor: Actor, obj: object) -> bool:
    """The school, who answers for the samenwerkingsverband and the family each have their thread."""
    return actor.is_school or antwoordt(actor) or actor.is_gezin


def mag_overdragen(actor: Actor, obj: object) -> bool:
    return actor.rol == Rol.COORDINATOR or actor.is_swv_bureau


def _noteer(b: Bewerking) -> None:
    compartiment = Compartiment(b.data["compartiment"])
    if compartiment not in leesbaar_voor(b.by) or compartiment in (Compartiment.ADVIES, Compartiment.BESLUIT):
        raise Geweigerd("Kies wie uw notitie mag lezen.", veld="compartiment")
    notitie = Notitie.objects.create(
        zaak=b.zaak,
        auteur_id=b.by.persoon_id,
        rol=b.by.rol,
        compartiment=compartiment,
        tekst=b.data["tekst"],
        moment=b.nu,
    )
    b.resultaat["id"] = notitie.pk


def _plaats_vraagbericht(b: Bewerking) -> None:
    """Write in the own thread; the office names the thread, and for a family which member."""
    draad, gezinslid_id = _draad_van(b)
    bericht = Vraagbericht.objects.create(
        zaak=b.zaak,
        draad=draad,
        gezinslid_id=gezinslid_id,
        auteur_id=b.by.persoon_id,
        rol=b.by.rol,
        tekst=b.data["tekst"],
        moment=b.nu,
    )
    b.resultaat["id"] = bericht.pk
    for ontvanger in _overkant(b, bericht):
        wat = Mededeling(
            soort="vraag",
            onderwerp="Nieuw bericht bij een zaak",
            tekst="Er is een nieuw bericht in {nummer} ({leerling}).",
            sleutel=f"vraag:{bericht.pk}:{ontvanger.user.pk if ontvanger.user else 0}",
        )
        schrijf_los_bericht(b.zaak, ontvanger, wat, nu=b.nu)


def _overkant(b: Bewerking, bericht: Vraagbericht) -> list[Ontvanger]:
    """Who reads the other side of the conversation."""
    if not antwoordt(b.by):
        vandaag = b.by.vandaag
        return [*ontvangers.secretariaat(b.zaak, vandaag), *ontvangers.casemanagers(b.zaak, vandaag)]
    if bericht.draad == Draad.SCHOOL:
        return ontvangers.coordinatoren(b.zaak, b.by.vandaag)
    gezin = ontvangers.gezin(b.zaak, b.by.vandaag)
    return [o for o in gezin if o.user is not None and o.user.pk == bericht.gezinslid_id]


def _draad_van(b: Bewerking) -> tuple[Draad, int | None]:
    if b.by.is_gezin:
        return Draad.GEZIN, b.by.gebruiker_id
    if b.by.is_school or b.data.get("draad", Draad.SCHOOL) == Draad.SCHOOL:
        return Draad.SCHOOL, None
    gezinslid_id: int | None = b.data.get("gezinslid_id")
    gezin = ontvangers.gezin(b.zaak, b.by.vandaag)
    if gezinslid_id is None or not any(o.user is not None and o.user.pk == gezinslid_id for o in gezin):
        raise Geweigerd("U kunt alleen schrijven aan een ouder met gezag of aan de leerling zelf.", veld="aan")
    return Draad.GEZIN, gezinslid_id


def _draag_over(b: Bewerking) -> None:
    """Hand the case to a colleague in the same organisation, within the own side (school or office)."""
    collega = b.data["collega_id"]
    if collega not in {rij.user.pk for rij in overnemers_voor(b.by, b.zaak)}:
        raise Geweigerd("Kies een collega die in deze zaak mag werken.", veld="collega_id")
    _zet_behandelaar(b, f"{kant_van_actor(b.by, b.zaak).veld}_id", collega)


def _zet_behandelaar(b: Bewerking, veld: str, collega: int) -> None:
    setattr(b.zaak, veld, collega)
    b.zaak.save(update_fields=[veld.removesuffix("_id")])
    b.resultaat["behandelaar_id"] = collega
    wat = Mededeling(
        soort="overgedragen",
        onderwerp="Een collega heeft u een zaak overgedragen",
        tekst="U behandelt voortaan {nummer} ({leerling}).",
        sleutel=f"overgedragen:{b.zaak.pk}:{collega}:{b.nu.isoformat()}",
    )
    schrijf_los_bericht(b.zaak, Ontvanger(user=User.objects.get(pk=collega)), wat, nu=b.nu)


def _draag_over_bij_vertrek(b: Bewerking) -> None:
    """Done by the system when a hat ends; who takes over was checked by `workflow.vertrek`."""
    _zet_behandelaar(b, f"{b.data['veld']}_id", b.data["collega_id"])


def notities_voor(actor: Actor) -> Q:
    """Filter on notes this hat may read."""
    return Q(compartiment__in=leesbaar_voor(actor))


GEMEENSCHAPPELIJKE_DELEN = (
    Deel(naam="notitie", label="Notitie", mag=mag_noteren, schrijf=_noteer, sessie=False),
    Deel(naam="vraag", label="Vraag of antwoord", mag=mag_vragen, schrijf=_plaats_vraagbericht, sessie=False),
    Deel(
        naam="overdragen",
        label="Overdracht aan collega",
        mag=mag_overdragen,
        schrijf=_draag_over,
        sessie=False,
        ook_familie=True,
    ),
    Deel(
        naam="overdragen_bij_vertrek",
        label="Overdracht aan collega, bij vertrek",
        mag=nooit,
        schrijf=_draag_over_bij_vertrek,
        sessie=False,
    ),
    *AFSPRAAKDELEN,
    *GEZINSDELEN,
    *tekendelen.DELEN,
)

"""Hand-over of a TLV by the applicant to the receiving school: just the papers chosen (domain.md §8)."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.timezone import localdate

from audit.models import Soort
from audit.services import record, record_lezing
from cases.compartimenten import Compartiment
from cases.grond import OVERDRACHT, grond
from cases.models import Doel, Leerling, Ouder, Zaak
from documents.models import Document, Documentsoort, Werkstatus
from organisations.actor import Actor, systeem
from organisations.models import School
from organisations.rollen import Rol
from tlv import rechten
from tlv.models import Aanvraag, Besluit, Overdracht, Status
from workflow.edit import edit
from workflow.fouten import GeenRecht, Geweigerd, NietGevonden
from workflow.models import Bericht
from workflow.ontvangers import leden
from workflow.post import bezorging
from workflow.process import Bewerking, Deel

ONTVANGERS = (Rol.COORDINATOR, Rol.SCHOOLDIRECTEUR)
SOORTEN = ("vso", "pro")


@dataclass(frozen=True)
class Toestemmingsregel:
    """What one person said about exchange of data; None: not asked or not answered."""

    naam: str
    gegeven: bool | None


def mag_overdragen(actor: Actor, aanvraag: Aanvraag) -> bool:
    return rechten.is_aanvrager(actor, aanvraag)


def kan(aanvraag: Aanvraag) -> bool:
    """There is a declaration to hand over."""
    bekend = aanvraag.status in (Status.BEKENDGEMAAKT, Status.ARCHIEF)
    return bekend and aanvraag.besluiten.filter(toelaatbaarheid__isnull=False).exists()


def ontvangende_scholen(zaak: Zaak) -> QuerySet[School]:
    """A running TLV is valid at any school of the kind in the country, so every one can be chosen."""
    return School.objects.filter(soort__in=SOORTEN, gesloten_op__isnull=True).exclude(pk=zaak.school_id)


def over_te_dragen(zaak: Zaak) -> QuerySet[Document]:
    """Papers the applicant has and may pass on: the decision, the OPP, what was filed with the request."""
    return zaak.documenten.filter(
        compartiment__in=[Compartiment.DOSSIER, Compartiment.BESLUIT],
        werk=Werkstatus.KLAAR,
        verwijderd_op__isnull=True,
        gezinslid__isnull=True,
    ).exclude(brief="begeleidende_brief_ouders")


def toestemmingen(zaak: Zaak, actor: Actor) -> list[Toestemmingsregel]:
    """The last word about exchange of who speaks for the pupil, and of the pupil from 16 (domain.md §1, §8)."""
    leerling = zaak.dossier.leerling
    regels = [Toestemmingsregel(o.naam, _gegeven(zaak, ouder=o)) for o in leerling.vertegenwoordigers(actor.vandaag)]
    if leerling.heeft_eigen_stem(actor.vandaag):
        regels.append(Toestemmingsregel(leerling.naam, _gegeven(zaak, leerling=leerling)))
    return regels


def _gegeven(zaak: Zaak, **wie: Ouder | Leerling) -> bool | None:
    laatste = zaak.toestemmingen.filter(doel=Doel.UITWISSELING, **wie).order_by("-op", "-pk").first()
    if laatste is None:
        return None
    return bool(laatste.gegeven and laatste.ingetrokken_op is None)


def mag_stukken(zaak: Zaak, actor: Actor) -> bool:
    """More than the decision itself goes only with consent of all these: others see what consent names."""
    regels = toestemmingen(zaak, actor)
    return bool(regels) and all(regel.gegeven for regel in regels)


def leesbaar(overdracht: Overdracht, actor: Actor) -> QuerySet[Document]:
    """What the receiving school may still open. Who takes consent back ends the reading of all but the decision (AVG 7
    lid 3), though not the record that it was handed over; who never answered since, because he or she turned 16 or came
    to speak for the pupil only later, took nothing back.
    """
    documenten = overdracht.documenten.filter(verwijderd_op__isnull=True).select_related("bestand")
    if any(regel.gegeven is False for regel in toestemmingen(overdracht.aanvraag.zaak, actor)):
        return documenten.filter(soort=Documentsoort.BESCHIKKING)
    return documenten


def draag_over(b: Bewerking) -> None:
    if not kan(b.obj):
        raise Geweigerd("Er is nog geen bekendgemaakte verklaring om over te dragen.")
    school = ontvangende_scholen(b.zaak).filter(pk=b.data["school_id"]).first()
    if school is None:
        raise Geweigerd("Kies een school uit de lijst.", veld="school")
    documenten = list(over_te_dragen(b.zaak).filter(pk__in=b.data["documenten"]))
    if not documenten:
        raise Geweigerd("Kies ten minste één stuk.", veld="documenten")
    meer = [d for d in documenten if d.soort != Documentsoort.BESCHIKKING]
    if meer and not mag_stukken(b.zaak, b.by):
        raise Geweigerd(
            "Niet iedereen die daarover gaat, gaf toestemming om gegevens uit te wisselen. "
            "Draag alleen de beschikking over.",
            veld="documenten",
        )
    overdracht = Overdracht.objects.create(
        aanvraag=b.obj, school=school, overgedragen_op=b.nu, overgedragen_door_id=b.by.persoon_id
    )
    overdracht.documenten.set(documenten)
    _bericht(b, overdracht)
    b.resultaat["id"] = overdracht.pk


def _bericht(b: Bewerking, overdracht: Overdracht) -> None:
    """Tell the receiving school; it does not see the case, so the message stands by itself."""
    for ontvanger in leden(b.by.vandaag, *ONTVANGERS, school_id=overdracht.school_id):
        assert ontvanger.user is not None
        weg = bezorging(ontvanger.user, ontvanger.user.email, wettelijk=False, nu=b.nu)
        Bericht.objects.get_or_create(
            sleutel=f"overdracht:{overdracht.pk}:u{ontvanger.user.pk}",
            defaults={
                "soort": "overdracht",
                "user": ontvanger.user,
                "rol": ontvanger.rol,
                "email": ontvanger.user.email,
                "onderwerp": "Een school draagt een verklaring aan u over",
                "tekst": f"{b.zaak.school} draagt een toelaatbaarheidsverklaring aan u over. "
                "U vindt die bij ‘Register’, onder ‘Aan ons overgedragen’.",
                "aangemaakt_op": b.nu,
                "werk": weg.werk,
                "bundel": weg.niet_voor is not None,
                "volgende_poging_op": weg.niet_voor,
            },
        )


def bevestig(b: Bewerking) -> None:
    """The receiving school has it. The school does not see the case, so the system writes, naming who confirmed."""
    if not b.by.is_systeem:
        raise GeenRecht
    rij = Overdracht.objects.select_for_update().get(pk=b.data["overdracht_id"], aanvraag=b.obj)
    if rij.ontvangen_op is None:
        rij.ontvangen_op, rij.ontvangen_door_id = b.nu, b.data["ontvangen_door"]
        rij.save(update_fields=["ontvangen_op", "ontvangen_door"])


def aan_ons(actor: Actor) -> QuerySet[Overdracht]:
    """What was handed over to the school of this hat."""
    if actor.rol not in ONTVANGERS:
        return Overdracht.objects.none()
    return (
        Overdracht.objects.filter(school_id=actor.school_id or 0)
        .select_related("aanvraag__zaak__dossier__leerling", "aanvraag__zaak__school", "school")
        .order_by("-overgedragen_op")
    )


def haal(actor: Actor, overdracht_id: int, *, wat: str) -> Overdracht:
    """The one door for the receiving school; the read or the refusal is recorded."""
    rij = aan_ons(actor).filter(pk=overdracht_id).first()
    if rij is None:
        record(actor, f"lezen:{wat}", soort=Soort.WEIGERING, swv_id=actor.swv_id, grond="niet zichtbaar")
        raise NietGevonden
    zaak = rij.aanvraag.zaak
    record_lezing(
        actor,
        wat,
        grond=grond(OVERDRACHT, localdate(rij.overgedragen_op), actor=actor, rij=rij.pk),
        swv_id=zaak.swv_id,
        zaak_id=zaak.pk,
        leerling_id=zaak.dossier.leerling_id,
        object_soort="tlv.overdracht",
        object_id=rij.pk,
    )
    return rij


def bevestig_ontvangst(actor: Actor, overdracht: Overdracht) -> None:
    zaak = overdracht.aanvraag.zaak
    record(
        actor,
        "tlv.overdracht.ontvangen",
        swv_id=zaak.swv_id,
        zaak_id=zaak.pk,
        leerling_id=zaak.dossier.leerling_id,
        object_soort="tlv.overdracht",
        object_id=overdracht.pk,
    )
    data = {"overdracht_id": overdracht.pk, "ontvangen_door": actor.gebruiker_id}
    edit(zaak.pk, "overdracht_ontvangen", by=systeem(actor.vandaag), data=data)


def verklaring_van(overdracht: Overdracht) -> Besluit | None:
    return overdracht.aanvraag.besluiten.filter(toelaatbaarheid__isnull=False).first()


DELEN: tuple[Deel, ...] = (
    Deel(
        naam="overdracht",
        label="Overdracht aan de nieuwe school",
        mag=mag_overdragen,
        schrijf=draag_over,
        sessie=False,
        gebeurd="TLV overgedragen aan de nieuwe school",
        voor_allen=True,
        gezin="De school gaf de TLV door aan de nieuwe school",
        icoon="send",
    ),
    Deel(
        naam="overdracht_ontvangen",
        label="Overdracht ontvangen",
        mag=rechten.nooit,
        schrijf=bevestig,
        sessie=False,
        gebeurd="Nieuwe school heeft de TLV ontvangen",
        voor_allen=True,
        gezin="De nieuwe school heeft de TLV ontvangen",
        icoon="check",
    ),
)

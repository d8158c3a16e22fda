"""Step 3: the network of people who think along, and what each may be told (domain.md §8: consent is per purpose)."""

from collections.abc import Iterable
from datetime import date

from cases.models import Leerling, Ouder
from maatwerk.models import Deeltoestemming, Netwerkpartner, Traject
from maatwerk.rechten import is_casemanager
from workflow.edit import eis_gezien
from workflow.fouten import Geweigerd, NietGevonden
from workflow.process import Bewerking, Deel

Doel = Deeltoestemming.Doel
VELDEN = ("naam", "functie", "organisatie", "email", "telefoon", "bijdrage")


def partner_van(traject: Traject, partner_id: int) -> Netwerkpartner:
    partner = Netwerkpartner.objects.filter(traject=traject, pk=partner_id).first()
    if partner is None:
        raise NietGevonden
    return partner


def _schrijf_partner(b: Bewerking) -> None:
    if b.data.get("partner_id"):
        partner = partner_van(b.obj, b.data["partner_id"])
        eis_gezien(partner.versie, b.data.get("partnerversie"))
        partner.versie += 1
    else:
        partner = Netwerkpartner(traject=b.obj, sinds=b.by.vandaag)
    for veld in VELDEN:
        setattr(partner, veld, str(b.data.get(veld) or "").strip())
    partner.save()
    b.resultaat["id"] = partner.pk


def _beeindig_partner(b: Bewerking) -> None:
    """Who leaves the network keeps no paper to open, and no consent to be told."""
    partner = partner_van(b.obj, b.data["partner_id"])
    if partner.tot is not None:
        return
    partner.tot = b.by.vandaag
    partner.versie += 1
    partner.save()
    partner.toestemmingen.filter(ingetrokken_op__isnull=True).update(ingetrokken_op=b.by.vandaag)
    partner.stukken.filter(ingetrokken_op__isnull=True).update(ingetrokken_op=b.nu)


# -- consent ----------------------------------------------------------------------------------------


def wie_toestemt(leerling: Leerling, op: date) -> list[Ouder | None]:
    """Whose consent is needed to share: everybody who speaks for the pupil, or from 16 the pupil alone (None)."""
    return [None] if leerling.heeft_eigen_stem(op) else [*leerling.vertegenwoordigers(op)]


def ontbrekende_toestemming(partner: Netwerkpartner, doel: str, *, op: date) -> list[str]:
    """Who has not consented to this purpose, by name; empty when sharing is allowed."""
    leerling = partner.traject.zaak.dossier.leerling
    return _ontbreekt(partner, doel, leerling, wie_toestemt(leerling, op), op=op)


def _ontbreekt(
    partner: Netwerkpartner, doel: str, leerling: Leerling, nodig: list[Ouder | None], *, op: date
) -> list[str]:
    gaven = {
        rij.ouder_id
        for rij in partner.toestemmingen.all()
        if rij.doel == doel and rij.ingetrokken_op is None and rij.gegeven_op <= op
    }
    if not nodig:
        return ["een ouder met gezag"]
    return [ouder.naam if ouder else leerling.naam for ouder in nodig if (ouder.pk if ouder else None) not in gaven]


def lopend_met_ontbrekend(traject: Traject, doel: str, *, op: date) -> list[tuple[Netwerkpartner, list[str]]]:
    """Everybody in the network, each with whose consent is missing; in as many questions for one as for twenty."""
    leerling = traject.zaak.dossier.leerling
    nodig = wie_toestemt(leerling, op)
    return [(partner, _ontbreekt(partner, doel, leerling, nodig, op=op)) for partner in lopend(traject)]


def _leg_toestemming_vast(b: Bewerking) -> None:
    partner = partner_van(b.obj, b.data["partner_id"])
    if partner.tot is not None:
        raise Geweigerd("Deze persoon doet niet meer mee in het netwerk.")
    ouder = _gever(b)
    if b.data["gegeven_op"] > b.by.vandaag:
        raise Geweigerd("De toestemming kan niet in de toekomst liggen.", veld="gegeven_op")
    loopt = partner.toestemmingen.filter(doel=b.data["doel"], ouder=ouder, ingetrokken_op__isnull=True)
    if loopt.exists():
        raise Geweigerd("Deze toestemming staat er al.")
    rij = Deeltoestemming.objects.create(
        partner=partner,
        doel=b.data["doel"],
        ouder=ouder,
        gegeven_door=ouder.naam if ouder else b.zaak.dossier.leerling.naam,
        gegeven_op=b.data["gegeven_op"],
        hoe=b.data["hoe"].strip(),
        genoteerd_door_id=b.by.persoon_id,
    )
    b.resultaat["id"] = rij.pk


def _gever(b: Bewerking) -> Ouder | None:
    """`wie` is the id of a parent with gezag, or 0 for the pupil of 16 or older."""
    for ouder in wie_toestemt(b.zaak.dossier.leerling, b.by.vandaag):
        if (ouder.pk if ouder else 0) == b.data["wie"]:
            return ouder
    raise Geweigerd("Kies iemand die toestemming kan geven.", veld="wie")


def _trek_toestemming_in(b: Bewerking) -> None:
    """At once, and what was shared on it can not be opened any more."""
    rij = Deeltoestemming.objects.filter(partner__traject=b.obj, pk=b.data["toestemming_id"]).first()
    if rij is None:
        raise NietGevonden
    if rij.ingetrokken_op is not None:
        return
    rij.ingetrokken_op = b.by.vandaag
    rij.save(update_fields=["ingetrokken_op"])
    if rij.doel == Doel.STUKKEN:
        rij.partner.stukken.filter(ingetrokken_op__isnull=True).update(ingetrokken_op=b.nu)


def lopend(traject: Traject) -> Iterable[Netwerkpartner]:
    rijen = traject.netwerk.filter(tot__isnull=True)
    return rijen.prefetch_related("toestemmingen", "stukken__document")


DELEN = (
    Deel(naam="partner", label="Iemand in het netwerk", mag=is_casemanager, schrijf=_schrijf_partner, sessie=False),
    Deel(naam="partner_weg", label="Uit het netwerk", mag=is_casemanager, schrijf=_beeindig_partner, sessie=False),
    Deel(
        naam="deeltoestemming",
        label="Toestemming om te delen",
        mag=is_casemanager,
        schrijf=_leg_toestemming_vast,
        sessie=False,
        gebeurd="Toestemming om te delen genoteerd",
    ),
    Deel(
        naam="deeltoestemming_intrekken",
        label="Toestemming om te delen ingetrokken",
        mag=is_casemanager,
        schrijf=_trek_toestemming_in,
        sessie=False,
    ),
)

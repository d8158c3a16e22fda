"""The secretariat judges a possible double: merge the two dossiers, or keep them apart with a reason.

A merge moves rows and deletes none. What moved is kept by id on the pair, so that a wrong merge can be undone
(`cases.splitsen`).
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from django.db import IntegrityError, models, transaction
from django.db.models import Q

from audit.services import record
from cases.adres import ADRESVELDEN
from cases.delen import NAAMVELDEN
from cases.fouten import Conflict, GeenRecht, Geweigerd, NietGevonden
from cases.models import (
    Dossier,
    Gezag,
    Inschrijving,
    Leerling,
    MogelijkeDubbel,
    Ouder,
    Schoolbetrokkene,
    Zaak,
)
from cases.services import leg_schrijven_vast, leg_weigering_vast
from cases.zoeken import normaliseer, zoektekst_van
from organisations.actor import Actor
from organisations.rollen import Rol

PERSONALIA = (*NAAMVELDEN, *ADRESVELDEN, "adres_geheim", "telefoon", "email", "digitaal_sinds")


@dataclass
class Verplaatst:
    """Everything a merge changed, by id: what moved (and from whom), and what was added to who stays."""

    rijen: dict[str, list[int]] = field(default_factory=dict)
    terug: list[dict[str, Any]] = field(default_factory=list)
    gezag: list[int] = field(default_factory=list)
    accounts: list[int] = field(default_factory=list)
    paren: list[dict[str, Any]] = field(default_factory=list)
    gegevens_van: str = "bestaand"
    swv_sinds: str | None = None
    leerling_account: bool = False

    def noteer(self, soort: type[models.Model], veld: str, ids: list[int], van: int) -> None:
        self.rijen.setdefault(f"{soort._meta.label_lower}.{veld}", []).extend(ids)
        self.terug.append({"soort": soort._meta.label_lower, "veld": veld, "van": van, "ids": ids})


def met_samengevoegde(leerling_ids: Iterable[int]) -> set[int]:
    """These pupils, and all that were merged into one of them: the record of those days keeps their numbers."""
    alle = nieuw = set(leerling_ids)
    while nieuw := set(Leerling.objects.filter(samengevoegd_met__in=nieuw).values_list("pk", flat=True)) - alle:
        alle = alle | nieuw
    return alle


def dubbelen_voor(actor: Actor) -> models.QuerySet[MogelijkeDubbel]:
    """The pairs this actor may judge: those of the own samenwerkingsverband, for the secretariat."""
    if actor.rol != Rol.SECRETARIAAT:
        return MogelijkeDubbel.objects.none()
    paren = MogelijkeDubbel.objects.filter(swv_id=actor.swv_id)
    return paren.select_related("bestaand__leerling", "bestaand__school", "nieuw__leerling", "nieuw__school")


def houd_apart(dubbel_id: int, *, by: Actor, reden: str, nu: datetime) -> None:
    """These are two pupils; the reason is kept and the pair is not offered again."""
    with transaction.atomic():
        dubbel = _open_paar(dubbel_id, by)
        rond_af(dubbel, MogelijkeDubbel.Uitkomst.APART, by, reden, nu)
        for dossier in (dubbel.bestaand, dubbel.nieuw):
            leg_schrijven_vast(by, "dossier.apart_houden", dossier, dubbel_id=dubbel.pk)


def voeg_samen(
    dubbel_id: int,
    *,
    by: Actor,
    gegevens_van: str,
    reden: str,
    nu: datetime,
    versies: tuple[int, int] | None = None,
) -> Dossier:
    """Everything of the newer dossier goes to the older one; `gegevens_van` says whose personal data are right.

    The personal data that lose are kept on the pupil row that lapses. Raises Conflict when a dossier has changed since
    the page was shown.
    """
    try:
        with transaction.atomic():
            dubbel = _open_paar(dubbel_id, by)
            if versies is not None and versies != (dubbel.bestaand.versie, dubbel.nieuw.versie):
                raise Conflict("Een van de dossiers is ondertussen gewijzigd. Vergelijk ze opnieuw.")
            _voeg_paar_samen(dubbel, by, gegevens_van)
            rond_af(dubbel, MogelijkeDubbel.Uitkomst.SAMENGEVOEGD, by, reden, nu)
            wie = {"dubbel_id": dubbel.pk, "blijft": dubbel.bestaand.pk, "vervalt": dubbel.nieuw.pk}
            for dossier in (dubbel.bestaand, dubbel.nieuw):
                leg_schrijven_vast(by, "dossier.samenvoegen", dossier, **wie)
            return dubbel.bestaand
    except (NietGevonden, GeenRecht, Conflict, Geweigerd) as weigering:
        leg_weigering_vast(by, "dossier.samenvoegen", weigering)
        raise


def _voeg_paar_samen(dubbel: MogelijkeDubbel, by: Actor, gegevens_van: str) -> None:
    """Moves everything, and keeps in the pair what was moved, so that it can be undone."""
    blijft, vervalt = dubbel.bestaand, dubbel.nieuw
    verplaatst = _verplaats(blijft, vervalt, by)
    verplaatst.gegevens_van = gegevens_van
    if gegevens_van == "nieuw":
        wissel_personalia(blijft.leerling, vervalt.leerling)
    _sluit(blijft, vervalt, verplaatst)
    _verleg_andere_paren(blijft, vervalt, dubbel, verplaatst)
    dubbel.verplaatst = asdict(verplaatst)


def _open_paar(dubbel_id: int, by: Actor) -> MogelijkeDubbel:
    """The pair and both dossiers, locked (dossiers in order of their number)."""
    if by.rol != Rol.SECRETARIAAT:
        raise GeenRecht
    paar = dubbelen_voor(by).filter(pk=dubbel_id).first()
    if paar is None:
        raise NietGevonden
    ids = sorted([paar.bestaand_id, paar.nieuw_id])
    dossiers = {d.pk: d for d in Dossier.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk")}
    dubbel = MogelijkeDubbel.objects.select_for_update().get(pk=dubbel_id)
    if dubbel.uitkomst != MogelijkeDubbel.Uitkomst.OPEN:
        raise Conflict(f"Dit paar is al beoordeeld: {dubbel.get_uitkomst_display()}.")
    dubbel.bestaand, dubbel.nieuw = dossiers[dubbel.bestaand_id], dossiers[dubbel.nieuw_id]
    if dubbel.bestaand.samengevoegd_met_id or dubbel.nieuw.samengevoegd_met_id:
        raise Conflict("Een van deze dossiers is al samengevoegd met een ander dossier.")
    return dubbel


def rond_af(dubbel: MogelijkeDubbel, uitkomst: str, by: Actor, reden: str, nu: datetime) -> None:
    dubbel.uitkomst = uitkomst
    dubbel.beoordeeld_door_id = by.gebruiker_id
    dubbel.beoordeeld_op = nu
    dubbel.reden = reden
    dubbel.save()


def _verplaats(blijft: Dossier, vervalt: Dossier, by: Actor) -> Verplaatst:
    verplaatst = Verplaatst()
    for zaak_id in _verleg(Zaak, "dossier", vervalt, blijft, verplaatst):
        record(
            by,
            "zaak.ander_dossier",
            swv_id=blijft.swv_id,
            zaak_id=zaak_id,
            leerling_id=blijft.leerling_id,
            van_dossier=vervalt.pk,
            naar_dossier=blijft.pk,
        )
    _verleg(Schoolbetrokkene, "dossier", vervalt, blijft, verplaatst)
    _verleg_gezin(blijft.leerling, vervalt.leerling, verplaatst)
    _verleg(Inschrijving, "leerling", vervalt.leerling, blijft.leerling, verplaatst)
    _verleg_rest(vervalt.leerling, blijft.leerling, verplaatst, behalve={Ouder, Inschrijving, Dossier, Leerling})
    return verplaatst


def _verleg(
    soort: type[models.Model], veld: str, van: models.Model, naar: models.Model, verplaatst: Verplaatst
) -> list[int]:
    """Point every row at the other owner; the ids of what moved. What cannot stand beside a row there stays behind."""
    ids = list(soort._default_manager.filter(**{veld: van}).order_by("pk").values_list("pk", flat=True))
    if ids and not _wijs_naar(soort, ids, veld, naar):
        ids = [pk for pk in ids if _wijs_naar(soort, [pk], veld, naar)]
    if ids:
        verplaatst.noteer(soort, veld, ids, van.pk)
    return ids


def _wijs_naar(soort: type[models.Model], ids: list[int], veld: str, naar: models.Model) -> bool:
    """False, and nothing changed, when one of these cannot stand beside what is there already."""
    try:
        with transaction.atomic():
            soort._default_manager.filter(pk__in=ids).update(**{veld: naar})
    except IntegrityError:
        return False
    return True


def verwijzingen(naar: type[models.Model]) -> list[tuple[type[models.Model], str]]:
    """Every key of whatever room that points at this kind of row, also one that has no name for the way back."""
    velden = [relatie for relatie in naar._meta.get_fields(include_hidden=True) if relatie.one_to_many]
    return [(relatie.related_model, relatie.field.name) for relatie in velden]  # type: ignore[misc, union-attr]


def _verleg_rest(
    van: models.Model, naar: models.Model, verplaatst: Verplaatst, *, behalve: set[type[models.Model]]
) -> None:
    """Rows of whatever room that point here (views, consents, delivery, the register) follow the person."""
    for soort, veld in verwijzingen(type(van)):
        if soort not in behalve:
            _verleg(soort, veld, van, naar, verplaatst)


def _verleg_gezin(blijft: Leerling, vervalt: Leerling, verplaatst: Verplaatst) -> None:
    """Parents move along; the very same person twice becomes one, and what only looks alike stays two."""
    bekend = list(blijft.ouders.all())
    for ouder in vervalt.ouders.all():
        zelfde = next((ander for ander in bekend if is_zelfde_ouder(ouder, ander)), None)
        if zelfde is None:
            Ouder.objects.filter(pk=ouder.pk).update(leerling=blijft)
            verplaatst.noteer(Ouder, "leerling", [ouder.pk], vervalt.pk)
            continue
        _verleg_rest(ouder, zelfde, verplaatst, behalve={Gezag})
        verplaatst.gezag += _neem_gezag_over(ouder, zelfde)
        if zelfde.user_id is None and ouder.user_id is not None:
            zelfde.user_id = ouder.user_id
            zelfde.save(update_fields=["user"])
            verplaatst.accounts.append(zelfde.pk)


def _neem_gezag_over(van: Ouder, naar: Ouder) -> list[int]:
    """Gezag only the lapsing copy knew of; when both have rows the older dossier's rows count. Gives the new ids."""
    if naar.gezag.exists():
        return []
    return [
        naar.gezag.create(van=rij.van, tot=rij.tot, bron=rij.bron, bron_einde=rij.bron_einde).pk
        for rij in van.gezag.all()
    ]


def is_zelfde_ouder(een: Ouder, ander: Ouder) -> bool:
    """The very same: name, relation, and nothing in contact data, account or gezag that says otherwise."""
    if normaliseer(een.naam) != normaliseer(ander.naam) or een.relatie != ander.relatie:
        return False
    if een.user_id and ander.user_id and een.user_id != ander.user_id:
        return False
    velden = (*ADRESVELDEN, "adres_geheim", "email", "telefoon", "organisatie", "digitaal_sinds", "tolk")
    if any(getattr(een, veld) != getattr(ander, veld) for veld in velden):
        return False
    return _gezag_van(een) == _gezag_van(ander) or not _gezag_van(een) or not _gezag_van(ander)


def _gezag_van(ouder: Ouder) -> list[tuple[Any, Any]]:
    return sorted(((g.van, g.tot) for g in ouder.gezag.all()), key=str)


def wissel_personalia(een: Leerling, ander: Leerling) -> None:
    """Exchange the personal data, so that the row that lapses keeps what is replaced."""
    for veld in PERSONALIA:
        waarde = getattr(een, veld)
        setattr(een, veld, getattr(ander, veld))
        setattr(ander, veld, waarde)
    for leerling in (een, ander):
        leerling.zoektekst = zoektekst_van(leerling)
        leerling.save()


def _sluit(blijft: Dossier, vervalt: Dossier, verplaatst: Verplaatst) -> None:
    verplaatst.swv_sinds = blijft.swv_sinds.isoformat() if blijft.swv_sinds else None
    if blijft.leerling.user_id is None and vervalt.leerling.user_id is not None:
        verplaatst.leerling_account = True
        Leerling.objects.filter(pk=blijft.leerling_id).update(user_id=vervalt.leerling.user_id)
    Leerling.objects.filter(pk=vervalt.leerling_id).update(samengevoegd_met=blijft.leerling)
    vervalt.samengevoegd_met = blijft
    vervalt.versie += 1
    blijft.versie += 1
    blijft.swv_sinds = blijft.swv_sinds or vervalt.swv_sinds
    vervalt.save(update_fields=["samengevoegd_met", "versie"])
    blijft.save(update_fields=["versie", "swv_sinds"])


def _verleg_andere_paren(blijft: Dossier, vervalt: Dossier, dit: MogelijkeDubbel, verplaatst: Verplaatst) -> None:
    """Other open pairs with the dossier that lapsed are about the one that stays, unless that pair is known."""
    open_paren = MogelijkeDubbel.objects.filter(
        Q(bestaand=vervalt) | Q(nieuw=vervalt), uitkomst=MogelijkeDubbel.Uitkomst.OPEN
    ).exclude(pk=dit.pk)
    for paar in open_paren:
        verplaatst.paren.append({"id": paar.pk, "bestaand_id": paar.bestaand_id, "nieuw_id": paar.nieuw_id})
        ander_id = paar.nieuw_id if paar.bestaand_id == vervalt.pk else paar.bestaand_id
        eerst, later = sorted([blijft.pk, ander_id])
        if MogelijkeDubbel.objects.filter(bestaand_id=eerst, nieuw_id=later).exists():
            paar.uitkomst = MogelijkeDubbel.Uitkomst.APART
            paar.reden = "vervallen: het dossier is samengevoegd"
        else:
            paar.bestaand_id, paar.nieuw_id = eerst, later
        paar.save()

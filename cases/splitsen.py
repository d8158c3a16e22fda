"""Undoing a merge: everything goes back to where it came from, as long as nothing was built upon it."""

from datetime import date, datetime
from typing import Any

from django.db import models, transaction

from audit.models import Gebeurtenis, Soort
from audit.services import record
from cases.fouten import Conflict, GeenRecht, Geweigerd, NietGevonden
from cases.models import Dossier, Gezag, Leerling, MogelijkeDubbel, Ouder, Zaak
from cases.samenvoegen import dubbelen_voor, rond_af, verwijzingen, wissel_personalia
from cases.services import leg_schrijven_vast, leg_weigering_vast
from organisations.actor import Actor
from organisations.rollen import Rol

TE_OUD = "Deze dossiers zijn samengevoegd toen nog niet werd bewaard wat daarvoor nodig is."
VERDER_GEWERKT = (
    "Er is na het samenvoegen iets veranderd in het dossier of in een aanvraag. Wat daarna kwam, hoort bij beide "
    "dossiers en kan niet vanzelf uit elkaar."
)


def waarom_niet(dubbel: MogelijkeDubbel) -> str:
    """Why this merge cannot be undone any more, as a sentence; empty when it can."""
    if "terug" not in dubbel.verplaatst:
        return TE_OUD
    samen = Gebeurtenis.objects.filter(actie="dossier.samenvoegen", bijzonderheden__dubbel_id=dubbel.pk)
    laatste = samen.order_by("-id").values_list("id", flat=True).first()
    later = Gebeurtenis.objects.filter(soort=Soort.SCHRIJVEN, id__gt=laatste or 0)
    leerlingen = [dubbel.bestaand.leerling_id, dubbel.nieuw.leerling_id]
    zaken = Zaak.objects.filter(dossier_id=dubbel.bestaand_id).values("pk")
    gewerkt = later.filter(leerling_id__in=leerlingen).exists() or later.filter(zaak_id__in=zaken).exists()
    return VERDER_GEWERKT if gewerkt else ""


def splits(dubbel_id: int, *, by: Actor, reden: str, nu: datetime) -> None:
    """These were two pupils after all: each dossier is again what it was; the reason is kept on the pair."""
    try:
        with transaction.atomic():
            dubbel = _samengevoegd_paar(dubbel_id, by)
            if weigering := waarom_niet(dubbel):
                raise Conflict(weigering)
            bleef, verviel = dubbel.bestaand, dubbel.nieuw
            _zet_terug(dubbel.verplaatst, bleef, by)
            if dubbel.verplaatst["gegevens_van"] == "nieuw":
                wissel_personalia(bleef.leerling, verviel.leerling)
            _open_weer(bleef, verviel, dubbel.verplaatst)
            rond_af(dubbel, MogelijkeDubbel.Uitkomst.APART, by, f"Samenvoegen ongedaan gemaakt: {reden}"[:400], nu)
            for dossier in (bleef, verviel):
                leg_schrijven_vast(by, "dossier.splitsen", dossier, dubbel_id=dubbel.pk)
    except (NietGevonden, GeenRecht, Conflict, Geweigerd) as geweigerd:
        leg_weigering_vast(by, "dossier.splitsen", geweigerd)
        raise


def _samengevoegd_paar(dubbel_id: int, by: Actor) -> MogelijkeDubbel:
    if by.rol != Rol.SECRETARIAAT:
        raise GeenRecht
    paar = dubbelen_voor(by).filter(pk=dubbel_id).first()
    if paar is None:
        raise NietGevonden
    ids = sorted([paar.bestaand_id, paar.nieuw_id])
    dossiers = {d.pk: d for d in Dossier.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk")}
    dubbel = MogelijkeDubbel.objects.select_for_update().get(pk=dubbel_id)
    if dubbel.uitkomst != MogelijkeDubbel.Uitkomst.SAMENGEVOEGD:
        raise Conflict(f"Dit paar is niet samengevoegd: {dubbel.get_uitkomst_display()}.")
    dubbel.bestaand, dubbel.nieuw = dossiers[dubbel.bestaand_id], dossiers[dubbel.nieuw_id]
    if dubbel.bestaand.samengevoegd_met_id:
        raise Conflict("Dit dossier is daarna met nog een ander dossier samengevoegd. Maak dat eerst ongedaan.")
    return dubbel


def _zet_terug(verplaatst: dict[str, Any], bleef: Dossier, by: Actor) -> None:
    soorten = _soorten()
    for zet in verplaatst["terug"]:
        rijen = soorten[zet["soort"]]._default_manager.filter(pk__in=zet["ids"])
        rijen.update(**{f"{zet['veld']}_id": zet["van"]})
        if zet["soort"] == "cases.zaak":
            for zaak_id in zet["ids"]:
                record(
                    by,
                    "zaak.ander_dossier",
                    swv_id=bleef.swv_id,
                    zaak_id=zaak_id,
                    leerling_id=bleef.leerling_id,
                    van_dossier=bleef.pk,
                    naar_dossier=zet["van"],
                )
    Gezag.objects.filter(pk__in=verplaatst["gezag"]).delete()
    Ouder.objects.filter(pk__in=verplaatst["accounts"]).update(user=None)
    for paar in verplaatst["paren"]:
        MogelijkeDubbel.objects.filter(pk=paar["id"]).update(
            bestaand_id=paar["bestaand_id"],
            nieuw_id=paar["nieuw_id"],
            uitkomst=MogelijkeDubbel.Uitkomst.OPEN,
            reden="",
        )


def _soorten() -> dict[str, type[models.Model]]:
    """Every kind of row that can point at a dossier, a pupil or a guardian, of whatever room."""
    return {soort._meta.label_lower: soort for model in (Dossier, Leerling, Ouder) for soort, _ in verwijzingen(model)}


def _open_weer(bleef: Dossier, verviel: Dossier, verplaatst: dict[str, Any]) -> None:
    if verplaatst["leerling_account"]:
        Leerling.objects.filter(pk=bleef.leerling_id).update(user=None)
    Leerling.objects.filter(pk=verviel.leerling_id).update(samengevoegd_met=None)
    verviel.samengevoegd_met = None
    sinds = verplaatst["swv_sinds"]
    bleef.swv_sinds = date.fromisoformat(sinds) if sinds else None
    for dossier in (bleef, verviel):
        dossier.versie += 1
        dossier.save(update_fields=["samengevoegd_met", "versie", "swv_sinds"])

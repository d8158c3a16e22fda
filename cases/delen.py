"""The parts of a dossier and how each is written. Called by `services.bewerk_dossier` only, with the dossier locked."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar

from django.db import models

from cases.adres import ADRESVELDEN, is_verborgen
from cases.fouten import Geweigerd, NietGevonden
from cases.gezag import Periode, waarom_niet_beeindigen, waarom_niet_toevoegen
from cases.matching import leg_dubbelen_vast
from cases.models import Dossier, Gezag, Inschrijving, Leerling, Ouder, Schoolbetrokkene
from cases.zoeken import zoektekst_van
from organisations.actor import Actor
from organisations.models import School
from organisations.rollen import Rol

NAAMVELDEN = ("voornamen", "roepnaam", "tussenvoegsel", "achternaam", "geboortedatum")
M = TypeVar("M", bound=models.Model)


@dataclass
class Dossierbewerking:
    """One call of `bewerk_dossier`: `rij_id` names the child row, None makes a new one."""

    dossier: Dossier
    by: Actor
    data: dict[str, Any]
    nu: datetime
    rij_id: int | None = None
    resultaat: dict[str, Any] = field(default_factory=dict)

    @property
    def leerling(self) -> Leerling:
        return self.dossier.leerling


def _zet(rij: models.Model, data: dict[str, Any], velden: tuple[str, ...]) -> None:
    for naam in velden:
        if naam in data:
            setattr(rij, naam, data[naam])


def zet_adres(persoon: Leerling | Ouder, data: dict[str, Any], by: Actor) -> None:
    """Write the address. Who may not read a secret one can replace it; empty boxes leave it as it is.

    Such a person cannot take the secrecy off without giving the address anew: that would show what was hidden.
    """
    nieuw = {naam: data.get(naam) or "" for naam in ADRESVELDEN}
    geheim = bool(data.get("adres_geheim"))
    if is_verborgen(by, persoon) and not any(nieuw.values()):
        if not geheim:
            raise Geweigerd(
                "Het bekende adres is geheim en blijft verborgen. Vul het adres in dat niet geheim is.",
                veld="straat",
            )
        return
    _zet(persoon, nieuw, ADRESVELDEN)
    persoon.adres_geheim = geheim


def schrijf_leerling(b: Dossierbewerking) -> None:
    """Names, birth, address and contact; a changed name or date of birth is matched again, blind."""
    leerling = b.leerling
    oud = [getattr(leerling, naam) for naam in NAAMVELDEN]
    zet_adres(leerling, b.data, b.by)
    _zet(leerling, b.data, (*NAAMVELDEN, "telefoon", "email", "digitaal_sinds"))
    leerling.zoektekst = zoektekst_van(leerling)
    leerling.save()
    if oud != [getattr(leerling, naam) for naam in NAAMVELDEN]:
        leg_dubbelen_vast(b.dossier, vandaag=b.by.vandaag)


def _eigen_rij(soort: type[M], b: Dossierbewerking, **eigenaar: Any) -> M:
    """The row to change, locked; it must belong to this dossier."""
    rij = soort._default_manager.select_for_update(of=("self",)).filter(pk=b.rij_id, **eigenaar).first()
    if rij is None:
        raise NietGevonden
    return rij


def _rij_of_nieuw(soort: type[M], b: Dossierbewerking, **eigenaar: Any) -> M:
    return soort(**eigenaar) if b.rij_id is None else _eigen_rij(soort, b, **eigenaar)


def schrijf_inschrijving(b: Dossierbewerking) -> None:
    """An enrolment: at the own school it opens the dossier; elsewhere it only says where the pupil is."""
    rij = _rij_of_nieuw(Inschrijving, b, leerling=b.leerling)
    school: School = b.data["school"]
    bureau = b.by.rol == Rol.SECRETARIAAT and school.swv_id == b.dossier.swv_id
    eigen = bureau or school.pk == b.by.school_id
    rij.geeft_toegang = eigen or (rij.geeft_toegang and rij.school_id == school.pk)
    _zet(rij, b.data, ("school", "soort", "leerjaar", "niveau", "van", "tot"))
    if rij.tot is not None and rij.tot < rij.van:
        raise Geweigerd("De laatste dag kan niet voor de eerste dag liggen.", veld="tot")
    rij.save()
    b.resultaat["id"] = rij.pk


def schrijf_ouder(b: Dossierbewerking) -> None:
    """A parent or representative; gezag given with a new person becomes a dated row of its own."""
    ouder = _rij_of_nieuw(Ouder, b, leerling=b.leerling)
    if b.rij_id is None and b.data.get("zelfde_adres"):
        _neem_adres_over(b.leerling, ouder)
    else:
        zet_adres(ouder, b.data, b.by)
    _zet(ouder, b.data, ("naam", "organisatie", "relatie", "email", "telefoon", "tolk", "digitaal_sinds"))
    ouder.save()
    if b.rij_id is None and b.data.get("gezag"):
        _voeg_gezag_toe(ouder, b.data["gezag_van"], None, b.data.get("gezag_bron", ""))
    b.resultaat["id"] = ouder.pk


def _neem_adres_over(leerling: Leerling, ouder: Ouder) -> None:
    """The address of the pupil, secret when that is: it is copied without being shown."""
    for naam in (*ADRESVELDEN, "adres_geheim"):
        setattr(ouder, naam, getattr(leerling, naam))


def _voeg_gezag_toe(ouder: Ouder, van: date, tot: date | None, bron: str) -> Gezag:
    bestaande = [Periode(rij.van, rij.tot) for rij in ouder.gezag.all()]
    if reden := waarom_niet_toevoegen(bestaande, Periode(van, tot)):
        raise Geweigerd(reden, veld="van")
    return Gezag.objects.create(ouder=ouder, van=van, tot=tot, bron=bron)


def schrijf_gezag(b: Dossierbewerking) -> None:
    """Gezag from a date on, with how that was established; `rij_id` is the person."""
    ouder = _eigen_rij(Ouder, b, leerling=b.leerling)
    gezag = _voeg_gezag_toe(ouder, b.data["van"], b.data.get("tot"), b.data["bron"])
    b.resultaat["id"] = gezag.pk


def beeindig_gezag(b: Dossierbewerking) -> None:
    """Gezag ends on a day, with how that was established; the row stays."""
    gezag = _eigen_rij(Gezag, b, ouder__leerling=b.leerling)
    if reden := waarom_niet_beeindigen(Periode(gezag.van, gezag.tot), b.data["tot"]):
        raise Geweigerd(reden, veld="tot")
    gezag.tot, gezag.bron_einde = b.data["tot"], b.data["bron_einde"]
    gezag.save(update_fields=["tot", "bron_einde"])


def schrijf_schoolbetrokkene(b: Dossierbewerking) -> None:
    """Who at school is involved; no longer involved is a date, not a deletion."""
    rij = _rij_of_nieuw(Schoolbetrokkene, b, dossier=b.dossier)
    _zet(rij, b.data, ("naam", "functie", "telefoon", "email", "tot"))
    rij.save()
    b.resultaat["id"] = rij.pk


SCHRIJVERS: dict[str, Callable[[Dossierbewerking], None]] = {
    "leerling": schrijf_leerling,
    "inschrijving": schrijf_inschrijving,
    "ouder": schrijf_ouder,
    "gezag": schrijf_gezag,
    "gezag-einde": beeindig_gezag,
    "betrokkene": schrijf_schoolbetrokkene,
}

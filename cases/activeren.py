"""An account for a parent or pupil: a code on paper, made by school or secretariat, used once, after a code by mail."""

import hashlib
import secrets
from datetime import date, datetime, timedelta

from django.contrib.auth import authenticate
from django.db import transaction
from django.db.models import QuerySet

from audit.services import record
from cases.fouten import GeenRecht, Geweigerd, NietGevonden
from cases.models import Activeringscode, Leerling, Ouder
from cases.services import haal_dossier_op_slot
from cases.toegang import FAMILIE, mag_bewerken, werkt_aan_eigen_gezin
from organisations.actor import Actor, actor_voor
from organisations.models import Lidmaatschap, User
from organisations.rollen import Rol
from organisations.toegang.wachtwoord import zet_wachtwoord

GELDIG = timedelta(days=30)
TEKENS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""No letters and digits that look alike on paper. Twelve of them are 60 bits: guessing is hopeless."""
LENGTE = 12


def maak_code(dossier_id: int, *, by: Actor, nu: datetime, ouder_id: int | None = None) -> str:
    """A new code for one parent (or without `ouder_id` the pupil). Earlier unused codes stop working.

    For an account, or for a new password of who has one (cases.herstel).
    """
    with transaction.atomic():
        dossier = haal_dossier_op_slot(dossier_id, by)
        if not mag_bewerken(by, dossier):
            raise GeenRecht
        if werkt_aan_eigen_gezin(by, dossier.leerling):
            raise Geweigerd(FAMILIE)
        ouder = None if ouder_id is None else _ouder_met_gezag(dossier.leerling, ouder_id, by.vandaag)
        leerling = None if ouder else _leerling_met_stem(dossier.leerling, by.vandaag)
        oud = Activeringscode.objects.filter(ouder=ouder, leerling=leerling, gebruikt_op__isnull=True)
        oud.update(geldig_tot=by.vandaag - timedelta(days=1))
        code = "".join(secrets.choice(TEKENS) for _ in range(LENGTE))
        rij = Activeringscode.objects.create(
            ouder=ouder,
            leerling=leerling,
            code_hash=_hash(code),
            gemaakt_op=nu,
            gemaakt_door_id=by.persoon_id,
            geldig_tot=by.vandaag + GELDIG,
        )
        record(
            by,
            "activeringscode_maken",
            swv_id=dossier.swv_id,
            leerling_id=dossier.leerling_id,
            object_soort="cases.activeringscode",
            object_id=rij.pk,
        )
    return "-".join(code[i : i + 4] for i in range(0, LENGTE, 4))


def _ouder_met_gezag(leerling: Leerling, ouder_id: int, vandaag: date) -> Ouder:
    ouder = leerling.ouders.prefetch_related("gezag").filter(pk=ouder_id).first()
    if ouder is None:
        raise NietGevonden
    if not ouder.heeft_gezag(vandaag):
        raise Geweigerd("Deze ouder heeft nu geen gezag en krijgt daarom geen account bij dit dossier.")
    return ouder


def _leerling_met_stem(leerling: Leerling, vandaag: date) -> Leerling:
    if not leerling.heeft_eigen_stem(vandaag):
        raise Geweigerd("Een leerling krijgt een eigen account vanaf 16 jaar.")
    return leerling


def toets(code: str, *, email: str, wachtwoord: str, vandaag: date) -> str:
    """Whether this code can be used with this address and password; nothing is used up. Returns the hash of the code.

    Somebody who has an account (a second child) proves it with the password of that account.
    """
    code_hash = hash_van(code)
    _bruikbaar(Activeringscode.objects.filter(code_hash=code_hash), vandaag)
    bestaand = User.objects.met_mail(email).first()
    if bestaand is not None and authenticate(username=bestaand.email, password=wachtwoord) is None:
        raise Geweigerd(
            "Met dit mailadres is al een account. Vul het wachtwoord van dat account in.", veld="wachtwoord"
        )
    return code_hash


def _bruikbaar(codes: QuerySet[Activeringscode], vandaag: date) -> Activeringscode:
    """The code, when it still works. One sentence, that does not tell what was wrong."""
    rij = codes.filter(gebruikt_op__isnull=True, geldig_tot__gte=vandaag).first()
    if rij is None:
        raise Geweigerd("Deze code klopt niet of is verlopen. Vraag de school om een nieuwe code.", veld="code")
    drager = rij.ouder or rij.leerling
    assert drager is not None
    if drager.user_id is not None:
        raise Geweigerd("Voor deze persoon is er al een account. Log daarmee in.", veld="code")
    return rij


@transaction.atomic
def activeer(code_hash: str, *, email: str, versleuteld: str, vandaag: date, nu: datetime) -> Lidmaatschap:
    """Use up a code that `toets` approved, after the mail address was proven; `versleuteld` is the hashed password."""
    rij = _bruikbaar(Activeringscode.objects.select_for_update(of=("self",)).filter(code_hash=code_hash), vandaag)
    drager: Ouder | Leerling | None = rij.ouder or rij.leerling
    assert drager is not None
    user = _account(rij, email, versleuteld)
    rol = Rol.OUDER if rij.ouder_id else Rol.LEERLING
    lid, _ = Lidmaatschap.objects.get_or_create(user=user, rol=rol, defaults={"van": vandaag})
    drager.user = user
    drager.save(update_fields=["user"])
    rij.gebruikt_op = nu
    rij.save(update_fields=["gebruikt_op"])
    record(
        actor_voor(lid, vandaag=vandaag),
        "account_activeren",
        leerling_id=rij.ouder.leerling_id if rij.ouder else rij.leerling_id,
        object_soort="cases.activeringscode",
        object_id=rij.pk,
    )
    return lid


def _account(rij: Activeringscode, email: str, versleuteld: str) -> User:
    bestaand = User.objects.met_mail(email).first()
    if bestaand is not None:
        return bestaand
    naam = rij.ouder.naam if rij.ouder else str(rij.leerling)
    user = User.objects.create_user(email, naam=naam)
    zet_wachtwoord(user, versleuteld=versleuteld, eerste=True)
    return user


def hash_van(code: str) -> str:
    """The hash of a code as somebody types it over."""
    return _hash(_kaal(code))


def _kaal(code: str) -> str:
    return "".join(teken for teken in code.upper() if teken in TEKENS)


def _hash(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()

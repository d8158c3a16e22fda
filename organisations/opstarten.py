"""The first administrator, made from the command line by who runs the site: nobody could confirm it yet."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from audit.services import Systeem, record
from organisations.hoeden import DubbeleHoed, maak_hoed
from organisations.models import Commissie, Lidmaatschap, Samenwerkingsverband, User
from organisations.rollen import Rol
from organisations.toegang.bewijzen import maak_link, vraag_aan
from organisations.toegang.models import Bewijssoort


class NogNiet(Exception):
    """Why nothing was done, and what to give."""


@transaction.atomic
def begin(*, nummer: str, swv_naam: str, naam: str, email: str, rol: str, erbij: bool, nu: datetime) -> str:
    """The secret of an invitation link; empty for who has a password already."""
    vandaag = localdate(nu)
    swv = Samenwerkingsverband.objects.filter(nummer=nummer).first() or _maak_swv(nummer, swv_naam)
    beheerders = Lidmaatschap.objects.geldig_op(vandaag).filter(swv=swv, rol=Rol.BEHEERDER)
    if beheerders.exists() and not erbij:
        raise NogNiet("Er is al een beheerder. Die kan anderen uitnodigen. Toch nog iemand van hier uit? Geef --erbij.")
    user = User.objects.met_mail(email).first() or User.objects.create_user(email, naam=naam)
    try:
        lid = maak_hoed(user=user, rol=rol, swv=swv, van=vandaag)
    except DubbeleHoed as fout:
        raise NogNiet("Deze persoon heeft deze rol al.") from fout
    record(
        Systeem(),
        "eerste_beheerder",
        swv_id=swv.pk,
        object_soort="organisations.lidmaatschap",
        object_id=lid.pk,
        rol=rol,
        gebruiker=user.pk,
    )
    if user.has_usable_password():
        return ""
    return maak_link(vraag_aan(Bewijssoort.UITNODIGING, email=user.email, user=user, nu=nu), nu=nu)


def _maak_swv(nummer: str, naam: str) -> Samenwerkingsverband:
    """With a commission of its own; name and address follow on the page of the samenwerkingsverband."""
    if not naam.strip():
        raise NogNiet(f"Er is nog geen samenwerkingsverband {nummer}. Geef --swv-naam om het te maken.")
    commissie = Commissie.objects.create(naam="Commissie van toelaatbaarheid", afkorting="CvT")
    return Samenwerkingsverband.objects.create(nummer=nummer, naam=naam.strip(), commissie=commissie)

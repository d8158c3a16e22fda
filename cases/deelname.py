"""Who of the family takes part in a case by name: recorded when the case becomes theirs to follow."""

from datetime import date

from cases.models import Betrokkene, Zaak
from organisations.rollen import Rol


def betrek_gezin(zaak: Zaak, op: date) -> None:
    """Whoever speaks for the pupil, and the pupil from 16, take part by name from this day on."""
    leerling = zaak.dossier.leerling
    for ouder in leerling.vertegenwoordigers(op):
        Betrokkene.objects.get_or_create(
            zaak=zaak,
            ouder=ouder,
            rol=Rol.OUDER,
            tot=None,
            defaults={"user": ouder.user, "naam": ouder.naam, "van": op, "grond": "gezag"},
        )
    if leerling.heeft_eigen_stem(op):
        Betrokkene.objects.get_or_create(
            zaak=zaak,
            rol=Rol.LEERLING,
            tot=None,
            defaults={
                "user": leerling.user,
                "naam": leerling.naam,
                "van": op,
                "grond": "leerling van 16 jaar of ouder",
            },
        )

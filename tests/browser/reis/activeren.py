"""Run as a program: give a family its accounts. Activating an account is a later step of the product itself."""

import json
import os
import sys

import django

from swv import embedded


def main(koppelingen: list[tuple[str, str, str]]) -> None:
    """Per person: role (ouder or leerling), name in the dossier, mail address of the account."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "swv.settings")
    embedded.start_where_needed()
    django.setup()
    from cases.models import Leerling, Ouder  # noqa: PLC0415 - needs django.setup()
    from organisations.models import User  # noqa: PLC0415
    from organisations.rollen import Rol  # noqa: PLC0415
    from swv.demodata.basis import geef_hoed  # noqa: PLC0415
    from swv.demodata.personen import WACHTWOORD  # noqa: PLC0415

    for rol, naam, email in koppelingen:
        user = User.objects.filter(email=email).first()
        if user is None:
            user = User.objects.create_user(email, naam=naam, password=WACHTWOORD)
            geef_hoed(user, Rol(rol), swv=None, school=None)  # type: ignore[arg-type]
        if rol == Rol.OUDER:
            Ouder.objects.filter(naam=naam).update(user=user)
        else:
            Leerling.objects.filter(roepnaam=naam.split()[0]).update(user=user)


if __name__ == "__main__":
    main([tuple(rij) for rij in json.loads(sys.argv[1])])

"""Run as a program: an empty site gets the people of the demo and a sealing key, and no cases."""

import os

import django

from swv import embedded


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "swv.settings")
    embedded.start_where_needed()
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 - needs django.setup()
    from django.utils import timezone  # noqa: PLC0415

    from swv.demodata.basis import maak_basis  # noqa: PLC0415

    call_command("zegel_demosleutel", verbosity=0)
    maak_basis(vandaag=timezone.localdate())


if __name__ == "__main__":
    main()

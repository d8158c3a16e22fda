"""The sweeps as they would run so many days from now."""

import sys
from datetime import timedelta

import django

django.setup()

from django.utils import timezone  # noqa: E402

from workflow.meldingen import verwerk_meldingen  # noqa: E402
from workflow.sweeps import verwerk_verstreken  # noqa: E402

if __name__ == "__main__":
    later = timedelta(days=int(sys.argv[1]))
    verwerk_verstreken(vandaag=timezone.localdate() + later, nu=timezone.now())
    verwerk_meldingen(vandaag=timezone.localdate() + later, nu=timezone.now())

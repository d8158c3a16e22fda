"""How a process of the press begins. Apart, because nothing here may need Django before it is set up."""

from pathlib import Path

import django
from django.conf import settings


def begin(state: Path) -> None:
    django.setup()
    settings.STATE_DIR = state

"""The sections of the request and the signatures on its frozen version."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from workflow.process import Deel, Papier, Uitvoering


DELEN: tuple[Deel, ...] = ()

"""Tests run against a real PostgreSQL and a real broker, started here when nobody gave an address."""

import os

import pytest

from swv import embedded


def pytest_configure(config: pytest.Config) -> None:
    """Once per run: workers of pytest-xdist use the servers of the process that started them."""
    if not hasattr(config, "workerinput"):
        embedded.start_where_needed()
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # playwright runs its own event loop

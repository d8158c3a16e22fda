import pytest

from tests.maatwerk.trajectloop import Trajectloop


@pytest.fixture
def loop(db: None) -> Trajectloop:
    """A track that was just begun by the secretariat."""
    return Trajectloop()

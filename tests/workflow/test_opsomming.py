"""A list in a message is cut off, and says how many lines more there are."""

import pytest

from workflow.opsomming import GETOOND, opgesomd


@pytest.mark.parametrize("aantal", [0, 1, GETOOND])
def test_what_fits_is_shown_whole(aantal: int) -> None:
    assert opgesomd(["x"] * aantal, aantal=aantal) == ["- x"] * aantal


def test_what_does_not_fit_is_counted_also_when_it_was_not_kept() -> None:
    assert opgesomd(["x"] * (GETOOND + 3), aantal=GETOOND + 3)[-1] == "En nog 3."
    kort = opgesomd(["x"] * GETOOND, aantal=99, waar="Zie het bestand.")
    assert kort == ["- x"] * GETOOND + [f"En nog {99 - GETOOND}. Zie het bestand."]

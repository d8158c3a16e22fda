"""The FG reads words, not names of functions."""

import pytest

from workflow.views.logboek import wat


@pytest.mark.parametrize(
    ("actie", "woorden"),
    [
        ("tlv.indienen", "Aanvraag ingediend"),
        ("tlv.bewerken:notitie", "Notitie"),
        ("lezen:gezin_besluit", "gezin besluit"),
        ("demo_inloggen", "demo inloggen"),
    ],
)
def test_an_action_reads_as_words(actie: str, woorden: str) -> None:
    assert wat(actie) == woorden

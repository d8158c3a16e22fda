"""What one act made for one person is found by its key, and nothing else is taken for it."""

import pytest

from workflow.sleutels import daad_en_persoon


@pytest.mark.parametrize(
    ("sleutel", "verwacht"),
    [
        ("verdaagd_gezin:12:4:o7", "12:4:o7"),
        ("uitstel:12:4:u7", "12:4:u7"),
        ("uitstel:12:4:school", ""),  # to no person
        ("stilstand:12:2026-03-09:u7", ""),  # of a term, not of an act
        ("termijn:12:2026-05-04:2026-04-20:u7", ""),
        ("overgedragen:12:4:2026-03-09T10:00:00+00:00", ""),
        ("beschikking:12:4", ""),
        ("", ""),
        (None, ""),
    ],
)
def test_case_act_and_person_are_read_from_the_key_of_an_act_alone(sleutel: str | None, verwacht: str) -> None:
    assert daad_en_persoon(sleutel) == verwacht

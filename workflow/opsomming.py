"""A list in a message: the first lines, and how many more there are."""

from collections.abc import Sequence

GETOOND = 20


def opgesomd(regels: Sequence[str], *, aantal: int, waar: str = "") -> list[str]:
    """Lines of a text; `aantal` is how many there are in all, `waar` the sentence that says where the others are."""
    getoond = [f"- {regel}" for regel in regels[:GETOOND]]
    meer = aantal - len(getoond)
    return [*getoond, f"En nog {meer}. {waar}".strip()] if meer > 0 else getoond

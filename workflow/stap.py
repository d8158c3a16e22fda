"""What somebody can do now on the page of a case, as a button: the same on the pages of every workflow."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Stap:
    """One thing to do; `zacht` when it is to look rather than to act."""

    label: str
    url: str
    uitleg: str = ""
    zacht: bool = False
    keuzes: tuple["Stap", ...] = ()
    """When it is a choice between acts: these, and `label` names the choice."""

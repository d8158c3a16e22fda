"""Which tests run where and in which order, so that several workers are done at the same time."""

from xdist.scheduler import LoadScopeScheduling

LANG = (
    "tests/browser/reis/",
    "tests/swv/test_toegang.py",
    "tests/bench/",
    "tests/soak/",
    "tests/swv/draaien/",
    "tests/browser/",
)
"""What takes a minute or more by itself, the longest first: no worker is left with one of these when the others end."""
SAMEN = ("tests/browser/reis/", "tests/swv/draaien/", "tests/tlv/test_vijandige_bestanden")
"""What shares a running site, or files that take seconds to make and to judge, is made by one worker only."""


def rang(nodeid: str) -> int:
    return next((nummer for nummer, lang in enumerate(LANG) if nodeid.startswith(lang)), len(LANG))


class PerModule(LoadScopeScheduling):
    """A module is the work of one worker: its fixtures are made once."""

    def _split_scope(self, nodeid: str) -> str:
        module = nodeid.partition("::")[0]
        return next((map_ for map_ in SAMEN if module.startswith(map_)), module)

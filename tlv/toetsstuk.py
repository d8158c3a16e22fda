"""What a check before signing looks at, and how it answers."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from organisations.actor import Actor
from organisations.mandaten import mandaat_van
from organisations.models import Mandaat, Mandaatproduct
from tlv.besluitbeeld import Beeld
from tlv.models import Besluit

GOED, LET_OP, FOUT = "goed", "let_op", "fout"

KERN_WOORDEN = 10
REDEN_WOORDEN = 5


@dataclass(frozen=True)
class Toets:
    sleutel: str
    label: str
    stand: str
    uitleg: str

    @property
    def soort(self) -> str:
        """The badge that goes with it."""
        return {GOED: "success", LET_OP: "warning", FOUT: "error"}[self.stand]

    @property
    def woord(self) -> str:
        return {GOED: "In orde", LET_OP: "Let op", FOUT: "Nog nodig"}[self.stand]


@dataclass(frozen=True)
class Stuk:
    """What is judged: the case, the decision as it now reads, and who is about to sign (None: nobody in particular)."""

    beeld: Beeld
    besluit: Besluit
    tekenaar: Actor | None = None

    @property
    def verleent(self) -> bool:
        return self.besluit.soort == Besluit.Soort.VERLENEN

    @property
    def wijst_af(self) -> bool:
        return self.besluit.soort == Besluit.Soort.AFWIJZEN

    @property
    def heeft_periode(self) -> bool:
        """A granted vso-TLV has a period and a category; pro has neither (domain.md §2)."""
        return self.verleent and self.besluit.type == "vso"

    def besprak(self, soort: str) -> bool:
        return any(bespreking.soort == soort for bespreking in self.beeld.besprekingen)


Uitkomst = tuple[str, str]
Regel = Callable[[Stuk], Uitkomst | None]


def woorden(tekst: str) -> int:
    return len(re.findall(r"\w+", tekst))


def mandaat_voor(actor: Actor, besluit: Besluit, beeld: Beeld) -> tuple[Mandaat | None, str]:
    buiten = besluit.soort == Besluit.Soort.BUITEN_BEHANDELING
    product = Mandaatproduct.BUITEN_BEHANDELING if buiten else Mandaatproduct.TLV
    return mandaat_van(actor, product, op=beeld.vandaag)

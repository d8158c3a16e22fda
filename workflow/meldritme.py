"""On which days people are told of a term, in every workflow: by the policy that binds the case."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from workflow.ontvangers import Kant
from workflow.process import Termijnmelding


@dataclass(frozen=True)
class Meldritme:
    """`beleid` gives, of the workflow's own row, a policy with `herinneringen_dagen` and `te_laat_(elke_)dagen`."""

    beleid: Callable[[Any], Any]

    def vooraf(self, aan: Kant, tekst: str) -> Termijnmelding:
        return Termijnmelding(
            aan=aan,
            dagen=lambda obj: self.beleid(obj).herinneringen_dagen,
            onderwerp="Denk aan {nummer}: {over}",
            tekst=tekst,
        )

    def te_laat(self, aan: Kant, tekst: str, *, onderwerp: str = "Te laat: {nummer}") -> Termijnmelding:
        return Termijnmelding(
            aan=aan,
            dagen=lambda obj: self.beleid(obj).te_laat_dagen,
            elke=lambda obj: self.beleid(obj).te_laat_elke_dagen,
            onderwerp=onderwerp,
            tekst=tekst,
        )

"""One driver: performs acts on its own cases and writes down, outside the database, what was accepted.

    python -m tests.soak.drijver GROOTBOEK STOP ZAAK…

An answer that did not come (the database went down in the middle) is asked for again with the same key.
"""

import json
import os
import random
import sys
import time
import uuid
from pathlib import Path
from typing import Any

import django

django.setup()

from django.db import DatabaseError, InterfaceError, connection  # noqa: E402

from cases.models import Zaak  # noqa: E402
from tests.soak.wereld import secretaris  # noqa: E402
from tlv.models import Aanvraag, Eisbeoordeling, Eisstatus, Status  # noqa: E402
from workflow.fouten import Conflict, Geweigerd  # noqa: E402
from workflow.perform import perform  # noqa: E402

LETTERS = 0.05
LAAT_LIGGEN = 0.1
RUST = 0.02
TEMPO = float(os.environ.get("SOAK_TEMPO", "0"))
"""Seconds for each act, so that the load is that of people and not all that the machine can bear; 0 is without end."""


class Drijver:
    def __init__(self, grootboek: Path, stop: Path, zaken: list[int]) -> None:
        self.boek = grootboek.open("a")
        self.stop = stop
        self.zaken = zaken
        self.toeval = random.Random(os.getpid())
        self.liggen: set[int] = set()

    def rijd(self) -> None:
        volgende = time.monotonic()
        while not self.stop.exists():
            try:
                if self._een_stap():
                    volgende += TEMPO
            except (DatabaseError, InterfaceError):
                self._opnieuw_verbinden()
            except (Conflict, Geweigerd) as fout:
                self._schrijf(soort="geweigerd", reden=type(fout).__name__)
            time.sleep(max(RUST, volgende - time.monotonic()))

    def _een_stap(self) -> bool:
        zaak = Zaak.objects.get(pk=self.toeval.choice(self.zaken))
        actie, data = self._kies(zaak)
        if actie:
            self._vraag_tot_antwoord(zaak, actie, data)
        return bool(actie)

    def _kies(self, zaak: Zaak) -> tuple[str, dict[str, Any]]:
        status = Aanvraag.objects.values_list("status", flat=True).get(zaak=zaak)
        if status == Status.VOLLEDIG:
            return "volledig_herroepen", {"reden": "Een fout."}
        if status == Status.AANVULLING_GEVRAAGD:
            if zaak.pk in self.liggen:
                return "", {}
            if self.toeval.random() < LAAT_LIGGEN:
                self.liggen.add(zaak.pk)  # this one is left for the term to lapse
                return "", {}
            return "aanvulling_intrekken", {}
        if status != Status.INGEDIEND:
            return "", {}
        eis = Eisbeoordeling.objects.filter(aanvraag__zaak=zaak)
        if self.toeval.random() < LETTERS:
            eerste = eis.order_by("pk").first()
            assert eerste is not None
            eis.filter(pk=eerste.pk).update(status=Eisstatus.OPEN)
            return "aanvulling_vragen", {"eisen": [eerste.eis], "toelichting": "Graag."}
        eis.update(status=Eisstatus.VOLDAAN)
        return "volledig_verklaren", {}

    def _vraag_tot_antwoord(self, zaak: Zaak, actie: str, data: dict[str, Any]) -> None:
        """The key is written before the act: of a driver that is killed it is known what it was about to do."""
        sleutel = uuid.uuid4().hex
        self._schrijf(soort="poging", sleutel=sleutel, zaak=zaak.pk, actie=actie)
        while True:
            try:
                perform(zaak.pk, actie, by=secretaris(zaak), data=data, sleutel=sleutel)
                break
            except (DatabaseError, InterfaceError):
                if self.stop.exists():
                    return
                self._opnieuw_verbinden()
        self._schrijf(soort="aanvaard", sleutel=sleutel, zaak=zaak.pk, actie=actie)

    def _opnieuw_verbinden(self) -> None:
        connection.close()
        time.sleep(0.2)

    def _schrijf(self, **regel: Any) -> None:
        self.boek.write(json.dumps({"op": time.time(), **regel}) + "\n")
        self.boek.flush()


if __name__ == "__main__":
    Drijver(Path(sys.argv[1]), Path(sys.argv[2]), [int(pk) for pk in sys.argv[3:]]).rijd()

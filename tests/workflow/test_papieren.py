"""A letter with characters that no font of ours can print never goes out with empty boxes."""

import pytest

from cases.compartimenten import Compartiment
from documents.brieven import bevries
from documents.models import Document, Werkstatus
from organisations.actor import Actor, systeem
from tests.factories import NU, VANDAAG
from tests.tlv.volledigheid_hulp import doe, ingediend, status
from tlv.models import Aanvraag, Status
from tlv.volledigheid import aanvul_berekening, brief_aan_school
from workflow.fouten import Geweigerd
from workflow.papieren import leg_papier_klaar
from workflow.process import Papier

pytestmark = pytest.mark.django_db


def test_a_person_is_told_before_anything_is_sent(aanvraag: Aanvraag, secretariaat: Actor) -> None:
    zaak = ingediend(aanvraag)
    with pytest.raises(Geweigerd, match="niet afdrukken in de brief: 王"):
        doe(zaak, "aanvulling_vragen", secretariaat, eisen=["knooppunt"], vraag="Wie is 王?")
    assert status(zaak) == Status.INGEDIEND
    assert not Document.objects.exists() and not zaak.aanvulverzoeken.exists()


def test_with_nobody_at_the_keyboard_the_letter_waits_to_fail_visibly(aanvraag: Aanvraag, secretariaat: Actor) -> None:
    zaak = ingediend(aanvraag)
    einde = aanvul_berekening(zaak, vandaag=VANDAAG).einde or VANDAAG
    brief = brief_aan_school(zaak, [], vraag="王", uiterlijk=einde, vandaag=VANDAAG, door=None)
    papier = Papier(
        brief="aanvulverzoek",
        titel="Verzoek",
        naam="verzoek.pdf",
        gegevens=bevries("aanvulverzoek", brief),
        compartiment=Compartiment.DOSSIER,
        sleutel="proef",
    )
    with pytest.raises(Geweigerd):
        leg_papier_klaar(zaak.zaak, papier, nu=NU, by=secretariaat)
    assert leg_papier_klaar(zaak.zaak, papier, nu=NU, by=systeem(VANDAAG)).werk == Werkstatus.WACHT

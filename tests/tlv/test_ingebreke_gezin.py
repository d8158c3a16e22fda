"""A notice of default by a parent or the pupil: two weeks, no penalty, and what the family reads of it."""

import re
from datetime import date, timedelta

import pytest

from deadlines.kalender import Kalender
from deadlines.models import Termijn
from documents.models import Document
from tests import factories
from tests.b1 import bezwaren
from tests.tlv.ingebreke_hulp import EERSTE, KWAM, LAATSTE, VOL, WEKEN_TOT, lopend, m, moeder, ronde, stel, zaak
from tests.tlv.uitstel_hulp import doe
from tests.tlv.volledigheid_hulp import Mensen
from tlv.gezinsbeeld import termijnen_voor_gezin
from tlv.gezinsrijen import Gezinsrijen
from tlv.ingebrekebrief import Inhoud
from tlv.models import Aanvraag
from workflow.fouten import Geweigerd
from workflow.models import Bericht, Ingebrekestelling

__all__ = ["m", "zaak"]
pytestmark = pytest.mark.django_db


def test_a_parent_who_wrote_before_the_request_was_withdrawn_reads_that_nobody_decides(
    zaak: Aanvraag, m: Mensen
) -> None:
    doe(zaak, "intrekken", m.coordinator, date(2026, 5, 27))
    stel(zaak, m, van=f"o{moeder(zaak).pk}", vandaag=date(2026, 6, 1))
    brief = Document.objects.get(brief="uitstel_gezin").gegevens
    zinnen = [*brief["alineas"], brief["kader"]]
    assert "Wij beslissen dus niet meer" in brief["kader"] and "naar de rechter" not in " ".join(zinnen)
    assert bezwaren(f"<main><p>{'</p><p>'.join(zinnen)}</p></main>") == []
    assert lopend("ingebreke") == []


def test_a_parent_is_owed_no_penalty_and_can_go_to_court(zaak: Aanvraag, m: Mensen) -> None:
    """The penalty is the applicant's (Awb 4:17, first paragraph); an interested party appeals (6:12)."""
    ouder = moeder(zaak)
    rij = stel(zaak, m, van=f"o{ouder.pk}")
    assert (rij.naam, rij.van_school) == ("Sanne Mulder", False)
    brief = Document.objects.get(brief="uitstel_gezin").gegevens
    zinnen = [*brief["alineas"], brief["kader"]]
    assert bezwaren(f"<main><p>{'</p><p>'.join(zinnen)}</p></main>") == []
    assert not Document.objects.filter(brief="uitstel_school").exists(), "the school need not know"
    ronde(EERSTE)
    assert (lopend("ingebreke"), lopend("dwangsom")) == ([], [])
    assert "naar de rechter" in Bericht.objects.get(soort="ingebreke_voorbij_gezin").tekst
    assert not Bericht.objects.filter(soort="ingebreke_voorbij_school").exists()


def test_school_and_parent_can_both_send_one(zaak: Aanvraag, m: Mensen) -> None:
    stel(zaak, m)
    stel(zaak, m, date(2026, 5, 7), van=f"o{moeder(zaak).pk}")
    assert sorted(map(str, lopend("ingebreke"))) == ["2026-05-20", "2026-05-21"]
    ronde(EERSTE)
    assert lopend("ingebreke") == [date(2026, 5, 21)]


def test_what_a_parent_withdraws_says_nothing_of_the_penalty_to_the_school(zaak: Aanvraag, m: Mensen) -> None:
    stel(zaak, m)
    rij = stel(zaak, m, van=f"o{moeder(zaak).pk}")
    ronde(EERSTE)
    doe(zaak, "ingebreke_intrekken", m.secretariaat, EERSTE, rij=rij.pk, ingetrokken_op=EERSTE)
    assert lopend("dwangsom") == [VOL]
    assert "dwangsom" not in Bericht.objects.filter(soort="ingebreke_ingetrokken_bureau")[0].tekst
    assert not Bericht.objects.filter(soort="ingebreke_ingetrokken_school").exists()


def test_each_parent_can_send_one_and_each_has_two_weeks(zaak: Aanvraag, m: Mensen) -> None:
    """Who goes to court has to have written first, each for themselves (Awb 6:12)."""
    vader = factories.OuderFactory(leerling=zaak.zaak.dossier.leerling, account=True, naam="Omar Mulder")
    stel(zaak, m, van=f"o{moeder(zaak).pk}")
    assert stel(zaak, m, date(2026, 5, 7), van=f"o{vader.pk}").naam == "Omar Mulder"
    assert sorted(map(str, lopend("ingebreke"))) == ["2026-05-20", "2026-05-21"]
    with pytest.raises(Geweigerd, match="Er is al een ingebrekestelling van Omar Mulder"):
        stel(zaak, m, date(2026, 5, 8), van=f"o{vader.pk}")
    ronde(EERSTE)
    ronde(date(2026, 5, 22))
    verteld = Bericht.objects.filter(soort="ingebreke_voorbij_gezin").order_by("pk").values_list("user_id", flat=True)
    assert list(verteld) == [moeder(zaak).user_id, vader.user_id]


def test_the_family_reads_one_day_when_school_and_parent_both_wrote(zaak: Aanvraag, m: Mensen) -> None:
    stel(zaak, m, date(2026, 5, 7), van=f"o{moeder(zaak).pk}")
    stel(zaak, m, date(2026, 5, 7) - timedelta(days=1), vandaag=date(2026, 5, 7))
    rijen = Gezinsrijen(termijnen=list(Termijn.objects.filter(zaak=zaak.zaak)))
    weken = [rij.einde for rij in termijnen_voor_gezin(rijen) if rij.soort == "ingebreke"]
    assert weken == [WEKEN_TOT]


def test_the_messages_to_the_family_are_plain(zaak: Aanvraag, m: Mensen) -> None:
    stel(zaak, m, van=f"o{moeder(zaak).pk}")
    ronde(EERSTE)
    teksten = Bericht.objects.filter(soort__endswith="_gezin").values_list("tekst", flat=True)
    assert len(teksten) == 2
    assert bezwaren(f"<main><p>{'</p><p>'.join(teksten)}</p></main>") == []


@pytest.mark.parametrize("beslissen_tot", [LAATSTE, KWAM])
def test_a_pupil_reads_the_letter_as_a_pupil(beslissen_tot: date) -> None:
    rij = Ingebrekestelling(afzender="gezin", naam="Mila Mulder", ontvangen_op=KWAM, beslissen_tot=beslissen_tot)
    inhoud = Inhoud(rij, Kalender.volgens_regel(), KWAM)
    zinnen = " ".join([*inhoud.alineas_gezin("Mila", jij=True), inhoud.kader()])
    assert not re.search(r"\b(u|uw)\b|Mila", zinnen, re.IGNORECASE)
    assert ("te vroeg" in zinnen) == (beslissen_tot == KWAM)

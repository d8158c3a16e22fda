"""The derivation in a letter about a date ends on the date that the letter names, whatever day it began."""

from datetime import date, timedelta
from typing import Any

import pytest

from deadlines import services as termijnen
from deadlines.dwangsom import twee_weken
from deadlines.kalender import Kalender
from deadlines.models import kalender_uit_tabel
from documents import brieven
from tests import factories
from tests.documents.test_brieven import MOMENT, tekst
from tlv import uitstel
from tlv.models import Aanvraag, Status
from tlv.uitstelbrief import Inhoud, schoolbrief
from ui.notatie import datum

REGEL = Kalender.volgens_regel()
STARTS = [
    pytest.param(date(2026, 3, 9), id="ends-on-a-monday"),
    pytest.param(date(2026, 10, 30), id="ends-on-christmas-day-before-a-weekend"),
    pytest.param(date(2026, 2, 9), id="ends-on-easter-monday"),
    pytest.param(date(2026, 3, 19), id="ends-on-ascension-day"),
    pytest.param(date(2026, 6, 20), id="ends-on-a-saturday"),
    pytest.param(date(2026, 11, 6), id="ends-on-new-years-day"),
]
ACTIES = [uitstel.VERDAGEN, uitstel.VERZETTEN, "opschorten_instemming", "opschorten_overmacht"]


def gevolg(aanvraag: Aanvraag, actie: str, start: date) -> tuple[uitstel.Gevolg, dict[str, Any], date]:
    """What the act would do, two weeks after receipt."""
    factories.zet_status(aanvraag, Status.DESKUNDIGENADVIES)
    wet = termijnen.start(aanvraag.zaak, "beslistermijn", vanaf=start)
    termijnen.start(aanvraag.zaak, "servicenorm", vanaf=start)
    vandaag = start + timedelta(days=14)
    assert wet.einde is not None
    later = wet.einde + timedelta(days=14) if actie == uitstel.VERDAGEN else start + timedelta(days=30)
    data = {
        "reden": "Een deskundige is ziek.",
        "nieuwe_datum": kalender_uit_tabel().eerstvolgende_werkdag(later),
        "ingestemd_op": vandaag,
        "ingestemd_door": "Mevrouw De Wit",
        "vindplaats": "brief bij de documenten",
        "eerste_dag": vandaag + timedelta(days=actie == "opschorten_instemming"),
        "laatste_dag": vandaag + timedelta(days=9),
    }
    return uitstel.gevolg(aanvraag, actie, data, vandaag=vandaag), data, vandaag


@pytest.mark.django_db
@pytest.mark.parametrize("actie", ACTIES)
@pytest.mark.parametrize("start", STARTS)
def test_the_last_step_ends_on_the_date_that_is_named(aanvraag: Aanvraag, actie: str, start: date) -> None:
    wat, data, vandaag = gevolg(aanvraag, actie, start)
    brief = schoolbrief(aanvraag, Inhoud(actie, wat, data), vandaag=vandaag, door=None)
    assert brief.nieuw is not None and datum(brief.nieuw) in brief.kader
    assert datum(brief.nieuw) in brief.stappen[-1].tekst
    if actie == uitstel.VERDAGEN:
        eerder = " ".join(stap.tekst for stap in brief.stappen[:-1])
        assert uitstel.in_woorden(wat.oud.einde) in brief.alineas[0]
        assert uitstel.in_woorden(wat.oud.einde) in eerder, "also how the old date came about"


@pytest.mark.django_db
def test_what_can_be_done_after_the_new_date_stands_under_it_and_names_it(aanvraag: Aanvraag) -> None:
    """Christmas is a Friday, Boxing Day a Saturday: the term of the law ended on Monday the 28th."""
    wat, data, vandaag = gevolg(aanvraag, uitstel.VERDAGEN, date(2026, 10, 30))
    brief = schoolbrief(aanvraag, Inhoud(uitstel.VERDAGEN, wat, data), vandaag=vandaag, door=None)
    assert wat.oud.einde == date(2026, 12, 28)
    gelezen = tekst(brieven.maak("uitstel_school", brieven.bevries("uitstel_school", brief), gemaakt_op=MOMENT))
    stukken = (
        "28 december 2026 te beslissen",
        "U krijgt het besluit uiterlijk op 11 januari 2027",
        "Is er na 11 januari 2027 nog geen besluit?",
        "Zo komen wij aan de datum",
        "25 december 2026 is geen werkdag",
        "De laatste dag wordt daarom 28 december 2026",
        "De nieuwe datum is 11 januari 2027",
    )
    plekken = [gelezen.index(stuk) for stuk in stukken]
    assert plekken == sorted(plekken)


@pytest.mark.parametrize("start", STARTS)
def test_so_do_the_two_weeks_after_a_notice_of_default(start: date) -> None:
    weken = twee_weken(start, kalender=REGEL)
    assert weken.einde is not None and datum(weken.einde) in weken.stappen[-1].wat

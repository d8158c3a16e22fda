"""The messages of one act are written together: as many statements for five people as for one."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from deadlines import services as termijnen
from deadlines.models import Termijn
from documents.models import Werkstatus
from maatwerk.models import Status
from organisations.models import User
from organisations.rollen import Rol
from tests import factories
from tests.factories import NU, VANDAAG
from tests.maatwerk.trajectloop import Trajectloop
from tlv.models import Aanvraag
from workflow.berichten import Mededeling, _schrijf
from workflow.models import Bericht
from workflow.models_post import Mailkeuze, Onbestelbaar, Papierpost
from workflow.post import INHALEN, Bezorging, bezorgingen, in_een_mail, volgende_dagmail
from workflow.process import Ontvanger

pytestmark = pytest.mark.django_db


def test_an_act_that_tells_five_people_and_starts_a_term_asks_few_questions() -> None:
    loop = Trajectloop().breng_naar(Status.CASEMANAGER_GEVRAAGD)
    voor = Bericht.objects.count()
    with CaptureQueriesContext(connection) as gevraagd:
        loop.doe("casemanager_aanvaardt")
    assert Bericht.objects.count() == voor + 5
    over = [sql["sql"] for sql in gevraagd if "workflow_bericht" in sql["sql"]]
    assert len(over) == 2, "which are there, and those that are not"
    assert sum("volgende_termijn = (" in sql["sql"] for sql in gevraagd) == 1
    assert len(gevraagd) <= 66


def _aan(rol: str, sleutel: str, *, wettelijk: bool = False) -> tuple[Ontvanger, Mededeling]:
    user = factories.UserFactory()
    return Ontvanger(user=user, rol=rol), Mededeling(
        soort="proef", onderwerp="Proef", tekst=f"Aan {rol}", sleutel=sleutel, wettelijk=wettelijk
    )


def test_who_has_two_hats_is_told_once_in_the_first(aanvraag: Aanvraag) -> None:
    een, twee = _aan(Rol.SECRETARIAAT, "proef:1"), _aan(Rol.CASEMANAGER, "proef:1")
    _schrijf(aanvraag.zaak, [een, twee], nu=NU)
    _schrijf(aanvraag.zaak, [twee], nu=NU)
    assert Bericht.objects.get(sleutel="proef:1").rol == Rol.SECRETARIAAT


def test_each_gets_it_in_the_way_that_fits(aanvraag: Aanvraag) -> None:
    dood, dag, uit, wet = (_aan(Rol.OUDER, f"proef:{nr}", wettelijk=nr in (0, 3)) for nr in range(4))
    assert dood[0].user and dag[0].user and uit[0].user and wet[0].user
    Onbestelbaar.objects.create(email=dood[0].user.email.upper(), sinds=NU)
    for wie, wijze in ((dag, Mailkeuze.Wijze.DAG), (uit, Mailkeuze.Wijze.UIT), (wet, Mailkeuze.Wijze.UIT)):
        Mailkeuze.objects.create(user=wie[0].user, wijze=wijze)
    _schrijf(aanvraag.zaak, [dood, dag, uit, wet], nu=NU)
    stand = list(Bericht.objects.order_by("pk").values_list("sleutel", "werk", "volgende_poging_op"))
    assert stand == [
        ("proef:0", Werkstatus.VERVALLEN, None),
        ("proef:1", Werkstatus.WACHT, volgende_dagmail(NU)),
        ("proef:2", Werkstatus.VERVALLEN, None),
        ("proef:3", Werkstatus.WACHT, None),
    ]
    assert Papierpost.objects.get().bericht.sleutel == "proef:0"


def test_after_an_absence_who_is_mailed_at_once_gets_one_mail() -> None:
    wie: User = factories.UserFactory()
    with in_een_mail():
        assert bezorgingen([(wie, wie.email, False), (None, "ouder@thuis.example", False)], nu=NU) == [
            Bezorging(niet_voor=NU + INHALEN),
            Bezorging(),
        ]
    assert bezorgingen([], nu=NU) == []


def test_the_next_date_of_another_case_does_not_wait_for_this_one(aanvraag: Aanvraag) -> None:
    ander = factories.AanvraagFactory().zaak
    with termijnen.samen(aanvraag.zaak):
        eigen = termijnen.start(aanvraag.zaak, "beslistermijn", vanaf=VANDAAG)
        vreemd = termijnen.start(ander, "beslistermijn", vanaf=VANDAAG + timedelta(days=7))
        ander.refresh_from_db()
        assert ander.volgende_termijn == vreemd.einde
    aanvraag.zaak.refresh_from_db()
    assert aanvraag.zaak.volgende_termijn == eigen.einde
    with pytest.raises(RuntimeError), termijnen.samen(aanvraag.zaak):
        raise RuntimeError
    Termijn.objects.all().delete()
    assert termijnen.volgende(aanvraag.zaak) is None, "and the one that broke off leaves nothing behind"

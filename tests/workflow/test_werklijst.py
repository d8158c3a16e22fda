"""The home page: own work first, which term is meant, and finished cases out of the way."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from deadlines import services as termijnen
from documents.models import Handtekening
from organisations.actor import Actor
from organisations.models import Afwezigheid, School
from organisations.rollen import Rol
from tests import factories
from tests.factories import NU, VANDAAG
from tests.tlv import besluitzaak as bz
from tests.tlv.schrijfhulp import vul_in
from tlv.models import Aanvraag, Status
from ui.notatie import datum
from workflow.edit import edit
from workflow.werklijst import werklijst

pytestmark = pytest.mark.django_db
Als = Callable[[Actor], Client]


def test_a_list_names_the_term_that_ends_first(aanvraag: Aanvraag, secretariaat: Actor, als: Als) -> None:
    factories.zet_status(aanvraag, Status.INGEDIEND)
    termijnen.start(aanvraag.zaak, "beslistermijn", vanaf=VANDAAG)
    termijnen.start(aanvraag.zaak, "volledigheidsnorm", vanaf=VANDAAG)
    (regel,) = werklijst(secretariaat).te_doen
    assert regel.loopt == "streefdatum voor de controle"
    assert "streefdatum voor de controle" in als(secretariaat).get(reverse("workflow:home")).content.decode()
    termijnen.stop(aanvraag.zaak, "volledigheidsnorm", op=VANDAAG)
    (regel,) = werklijst(secretariaat).te_doen
    assert regel.loopt == "wettelijke beslistermijn"


def test_a_term_of_the_law_that_has_passed_comes_before_our_own_date(
    aanvraag: Aanvraag, secretariaat: Actor, als: Als
) -> None:
    factories.zet_status(aanvraag, Status.INGEDIEND)
    wet = termijnen.start(aanvraag.zaak, "beslistermijn", vanaf=VANDAAG)
    norm = termijnen.start(aanvraag.zaak, "volledigheidsnorm", vanaf=VANDAAG)
    assert wet.einde is not None and norm.einde is not None
    for dag, voorbij in ((wet.einde, None), (wet.einde + timedelta(1), wet.einde)):
        (regel,) = werklijst(replace(secretariaat, vandaag=dag)).te_doen
        assert (regel.termijn, regel.wet) == (norm.einde, voorbij)
    pagina = als(secretariaat).get(reverse("workflow:home")).content.decode()
    assert pagina.index("Wettelijke termijn voorbij") < pagina.index(datum(wet.einde)) < pagina.index(datum(norm.einde))
    pagina = als(secretariaat).get(reverse("tlv:termijnen", args=[aanvraag.zaak_id])).content.decode()
    assert "De wettelijke beslistermijn is voorbij" in pagina and "artikel 4:17 Awb" in pagina
    assert f"{reverse('deadlines:termijnrekenaar')}?regel=dwangsom" in pagina
    termijnen.stop(aanvraag.zaak, "beslistermijn", op=VANDAAG)
    assert "Wettelijke termijn voorbij" not in als(secretariaat).get(reverse("workflow:home")).content.decode()


def test_that_somebody_wrote_that_it_is_late_is_read_by_the_offices_and_gives_no_place_elsewhere(
    aanvraag: Aanvraag, secretariaat: Actor, coordinator: Actor, school: School
) -> None:
    """Signed and not known yet: of the terms only the two weeks run, and it may be a parent who wrote."""
    ander = factories.AanvraagFactory(zaak__dossier__school=school)
    for rij in (aanvraag, ander):
        factories.zet_status(rij, Status.DESKUNDIGENADVIES)
    termijnen.start(aanvraag.zaak, "ingebreke", vanaf=VANDAAG, kenmerk="o5")
    termijnen.start(ander.zaak, "servicenorm", vanaf=VANDAAG)
    bureau, thuis = werklijst(secretariaat), werklijst(coordinator)
    gelezen = {r.pk: (r.loopt, r.termijn) for r in (*bureau.te_doen, *bureau.wacht, *bureau.binnenkort)}
    loopt, einde = gelezen[aanvraag.zaak_id]
    assert loopt == "twee weken na de ingebrekestelling" and einde is not None
    assert [(r.pk, r.loopt, r.termijn is None) for r in thuis.wacht] == [
        (ander.zaak_id, "streefdatum voor het besluit", False),
        (aanvraag.zaak_id, "", True),
    ]


def test_an_objection_term_is_no_work(aanvraag: Aanvraag, secretariaat: Actor) -> None:
    factories.zet_status(aanvraag, Status.BEKENDGEMAAKT)
    termijnen.start(aanvraag.zaak, "bezwaar", vanaf=VANDAAG, kenmerk="bekendmaking:1")
    (regel,) = werklijst(secretariaat).klaar
    assert regel.loopt == ""


@pytest.mark.parametrize("rol", [Rol.COORDINATOR, Rol.SECRETARIAAT, Rol.VOORZITTER])
def test_a_case_whose_decision_is_known_waits_for_nobody(
    aanvraag: Aanvraag, school: School, als: Als, rol: Rol
) -> None:
    factories.zet_status(aanvraag, Status.BEKENDGEMAAKT)
    wie = factories.actor(rol, school if rol == Rol.COORDINATOR else school.swv)
    lijst = werklijst(wie)
    assert (len(lijst.klaar), lijst.te_doen, lijst.wacht, lijst.binnenkort) == (1, [], [], [])
    pagina = als(wie).get(reverse("workflow:home")).content.decode()
    assert "1 zaak is klaar: het besluit is bekend" in pagina
    assert "Er is geen zaak waarin u op een ander wacht." in pagina


def test_many_cases_of_others_do_not_push_out_own_work(
    aanvraag: Aanvraag, school: School, coordinator: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The own draft has no term, and what is overdue elsewhere has: it still stands on top."""
    monkeypatch.setattr("workflow.werklijst.HOOGSTENS", 2)
    for _ in range(3):
        ander = factories.AanvraagFactory(
            zaak__dossier=factories.DossierFactory(school=school), status=Status.INGEDIEND
        )
        ander.zaak.volgende_termijn = VANDAAG - timedelta(5)
        ander.zaak.save()
    lijst = werklijst(coordinator)
    assert [regel.pk for regel in lijst.te_doen] == [aanvraag.zaak_id]
    assert len(lijst.binnenkort) == 2


def test_a_signature_past_its_date_is_marked_late(aanvraag: Aanvraag, school: School, als: Als) -> None:
    vul_in(aanvraag.zaak)
    directeur = factories.actor(Rol.SCHOOLDIRECTEUR, school)
    coordinator = factories.actor(Rol.COORDINATOR, school)
    edit(aanvraag.zaak_id, "bevriezen", by=coordinator, data={}, nu=NU)
    (taak,) = werklijst(directeur).taken
    assert (taak.status, taak.soort) == ("Te doen", "warning")
    assert taak.uiterlijk is not None
    later = factories.actor(
        Rol.SCHOOLDIRECTEUR,
        school,
        user=factories.org.User.objects.get(pk=directeur.gebruiker_id),
        vandaag=taak.uiterlijk + timedelta(1),
    )
    (taak,) = werklijst(later).taken
    assert (taak.status, taak.soort) == ("Te laat", "error")


def test_the_deputy_sees_the_cases_of_the_chair_apart_until_the_chair_is_away(aanvraag: Aanvraag, als: Als) -> None:
    swv = aanvraag.zaak.swv
    voorzitter, plv = (factories.actor(rol, swv) for rol in (Rol.VOORZITTER, Rol.PLV_VOORZITTER))
    bz.mandaat(voorzitter)
    bz.mandaat(plv, plaatsvervangend=True)
    factories.zet_status(aanvraag, Status.TER_BESLUITVORMING)
    lijst = werklijst(plv)
    assert ([r.pk for r in lijst.als_vervanger], lijst.te_doen) == ([aanvraag.zaak_id], [])
    pagina = als(plv).get(reverse("workflow:home")).content.decode()
    assert "Als vervanger" in pagina and "U tekent alleen als" in pagina
    assert [r.pk for r in werklijst(voorzitter).te_doen] == [aanvraag.zaak_id]
    Afwezigheid.objects.create(user_id=voorzitter.persoon_id, van=VANDAAG, tot=VANDAAG)
    lijst = werklijst(plv)
    assert ([r.pk for r in lijst.te_doen], lijst.als_vervanger) == ([aanvraag.zaak_id], [])


def test_a_draft_whose_signatures_were_due_says_so_first(
    aanvraag: Aanvraag, school: School, coordinator: Actor, als: Als
) -> None:
    factories.AanvraagFactory.create(zaak__dossier=factories.DossierFactory(school=school))
    vul_in(aanvraag.zaak)
    edit(aanvraag.zaak_id, "bevriezen", by=coordinator, data={})
    Handtekening.objects.exclude(rol=Rol.OUDER).update(uiterlijk=VANDAAG - timedelta(days=2))
    regel = werklijst(coordinator).te_doen[0]
    assert (regel.pk, regel.termijn, regel.loopt) == (
        aanvraag.zaak_id,
        VANDAAG - timedelta(days=2),
        "handtekeningen nodig",
    )


def test_home_shows_the_first_ten_and_the_way_to_the_rest(
    school: School, coordinator: Actor, secretariaat: Actor, als: Als
) -> None:
    for _ in range(11):
        aanvraag = factories.AanvraagFactory.create(zaak__dossier=factories.DossierFactory(school=school))
        factories.zet_status(aanvraag, Status.INGEDIEND)
    pagina = als(secretariaat).get(reverse("workflow:home")).content.decode()
    assert "Hier staan de eerste 10 van 11." in pagina
    assert pagina.count('data-label="Nummer"') == 10
    assert 'data-label="School"' in pagina
    assert 'data-label="School"' not in als(coordinator).get(reverse("workflow:home")).content.decode()

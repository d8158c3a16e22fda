"""Who may do what with a request: every rule for every role and state, and every row of the table of actions."""

from collections.abc import Callable
from typing import Any

import pytest

from cases.compartimenten import Compartiment
from cases.models import Zaak
from documents.models import Documentsoort
from organisations.actor import Actor
from organisations.rollen import Rol
from tests import factories
from tests.rollen import ELDERS, iemand, wie
from tlv import (
    aanvullen,
    besluiten,
    deskundigen,
    gezin,
    ondertekenen,
    overdracht,
    rechten,
    stukken,
    uitstel,
    volledigheid,
)
from tlv.beleid import TlvBeleid
from tlv.models import Aanvraag, Advies, Kanaal, Status
from tlv.process import PROCESS

AANVRAGER: set[str] = {Rol.COORDINATOR}
BUREAU: set[str] = {Rol.SECRETARIAAT}
VOORZITTERS: set[str] = {Rol.VOORZITTER, Rol.PLV_VOORZITTER}
COMMISSIE: set[str] = {Rol.SECRETARIAAT, Rol.COMMISSIELID, *VOORZITTERS}
FAMILIE: set[str] = {Rol.OUDER, Rol.LEERLING}
VOOR_BESLUIT = {
    "concept",
    "ingediend",
    "aanvulling_gevraagd",
    "aangevuld",
    "aanvulling_verlopen",
    "volledig",
    "deskundigenadvies",
    "informatie_gevraagd",
    "ter_besluitvorming",
}
IETS_MIST = {"aanvulling_gevraagd", "aanvulling_verlopen", "informatie_gevraagd"}
Regel = Callable[[Actor, Any], bool]


def aanvraag(status: str = Status.CONCEPT, *, kanaal: str = Kanaal.DIGITAAL) -> Aanvraag:
    return Aanvraag(zaak=Zaak(soort="tlv", swv_id=1, school_id=1), status=status, kanaal=kanaal)


def advies(stand: str = Advies.Stand.GEVRAAGD, *, deskundige: int = 1) -> Advies:
    return Advies(aanvraag=aanvraag(Status.DESKUNDIGENADVIES), deskundige_id=deskundige, stand=stand)


@pytest.mark.parametrize(
    ("regel", "rollen"),
    [
        (rechten.is_aanvrager, AANVRAGER),
        (rechten.is_secretariaat, BUREAU),
        (rechten.is_voorzitter, VOORZITTERS),
        (rechten.mag_aanvullen, AANVRAGER | BUREAU),
        (rechten.is_secretariaat_of_voorzitter, BUREAU | VOORZITTERS),
        (rechten.nooit, set()),
        (besluiten.mag_concept, VOORZITTERS),
        (besluiten.mag_bespreking, BUREAU | VOORZITTERS),
        (overdracht.mag_overdragen, AANVRAGER),
        (gezin.mag_noteren, BUREAU),
    ],
    ids=lambda wat: getattr(wat, "__name__", ""),
)
def test_a_rule_is_for_these_roles_of_the_own_school_and_samenwerkingsverband(regel: Regel, rollen: set[str]) -> None:
    assert wie(regel, aanvraag()) == rollen
    assert wie(regel, aanvraag(), school=ELDERS) == rollen - AANVRAGER
    assert wie(regel, aanvraag(), swv=ELDERS) == rollen & AANVRAGER


@pytest.mark.parametrize("status", Status.values)
def test_a_request_is_written_as_a_draft_only(status: str) -> None:
    concept = status == "concept"
    assert wie(rechten.mag_schrijven, aanvraag(status)) == (AANVRAGER if concept else set())
    op_papier = aanvraag(status, kanaal="papier")
    assert wie(rechten.mag_schrijven, op_papier) == (AANVRAGER | BUREAU if concept else set())
    assert wie(rechten.mag_schrijven, op_papier, school=ELDERS, swv=ELDERS) == set()


def test_a_request_on_paper_is_filed_by_school_or_secretariat_a_digital_one_by_the_school() -> None:
    assert wie(rechten.mag_indienen, aanvraag()) == AANVRAGER
    for kanaal in set(Kanaal.values) - {"digitaal"}:
        assert wie(rechten.mag_indienen, aanvraag(kanaal=kanaal)) == AANVRAGER | BUREAU
    assert wie(rechten.mag_indienen, aanvraag(kanaal="papier"), school=ELDERS, swv=ELDERS) == set()


@pytest.mark.parametrize("status", Status.values)
def test_papers_are_added_by_who_works_on_what_was_asked_for(status: str) -> None:
    verwacht = AANVRAGER | BUREAU if status in IETS_MIST else AANVRAGER if status == "concept" else set()
    for regel in (stukken.mag_stukken, PROCESS.deel("ontheffing").mag):
        assert wie(regel, aanvraag(status)) == verwacht
        assert wie(regel, aanvraag(status), school=ELDERS, swv=ELDERS) == set()


@pytest.mark.parametrize("status", Status.values)
def test_judging_completeness_waits_for_a_filed_request_and_ends_with_it(status: str) -> None:
    te_beoordelen = status in ("ingediend", "aangevuld")
    wacht = te_beoordelen or status == "aanvulling_gevraagd"
    assert wie(volledigheid.mag_eis_beoordelen, aanvraag(status)) == (BUREAU if te_beoordelen else set())
    assert wie(volledigheid.mag_ontheffing_geven, aanvraag(status)) == (VOORZITTERS if wacht else set())
    for regel in (volledigheid.mag_eis_beoordelen, volledigheid.mag_ontheffing_geven):
        assert wie(regel, aanvraag(status), swv=ELDERS) == set()


@pytest.mark.parametrize("status", Status.values)
def test_the_family_reacts_and_paper_is_signed_until_the_decision(status: str) -> None:
    open_ = status in VOOR_BESLUIT
    assert wie(ondertekenen.mag_reageren, aanvraag(status)) == (FAMILIE if open_ else set())
    assert wie(ondertekenen.mag_papier, aanvraag(status)) == (AANVRAGER | BUREAU if open_ else set())
    assert wie(ondertekenen.mag_papier, aanvraag(status), school=ELDERS, swv=ELDERS) == set()


@pytest.mark.parametrize("status", sorted(set(Status.values) - IETS_MIST - set(aanvullen.BIJ_WIE_VROEG)))
def test_there_is_nothing_to_answer_while_nothing_was_asked(status: str) -> None:
    assert aanvullen.lopend_verzoek(aanvraag(status)) is None
    assert wie(aanvullen.mag_antwoord_schrijven, aanvraag(status)) == set()


@pytest.mark.django_db
@pytest.mark.parametrize("status", aanvullen.BIJ_WIE_VROEG)
def test_there_is_nothing_to_answer_late_when_nothing_was_asked(status: str) -> None:
    rij = factories.AanvraagFactory()
    factories.zet_status(rij, status)
    assert aanvullen.lopend_verzoek(Aanvraag.objects.get(pk=rij.pk)) is None


def test_an_advice_is_for_the_expert_who_was_asked_in_that_hat() -> None:
    assert wie(rechten.is_deze_deskundige, advies()) == {Rol.DESKUNDIGE}
    assert wie(rechten.is_deze_deskundige, advies(), gebruiker=ELDERS) == set()
    assert wie(rechten.is_opdrachtgever, advies()) == BUREAU
    assert wie(rechten.is_opdrachtgever, advies(), swv=ELDERS) == set()


@pytest.mark.parametrize("stand", Advies.Stand.values)
def test_the_offices_read_an_advice_once_it_is_filed_and_its_author_until_it_lapses(stand: str) -> None:
    auteur = {Rol.DESKUNDIGE} if stand in ("gevraagd", "ingediend") else set()
    bureau = COMMISSIE if stand == "ingediend" else set()
    assert wie(deskundigen.mag_advies_lezen, advies(stand)) == auteur | bureau
    assert wie(deskundigen.mag_advies_lezen, advies(stand), swv=ELDERS) == auteur


@pytest.mark.parametrize("soort", Documentsoort.values)
def test_what_one_person_signed_is_kept_apart_from_the_papers_of_all(soort: str) -> None:
    eigen = soort in ("toestemming", "handtekeningen")
    assert stukken.compartiment_van(soort) == (Compartiment.ZIENSWIJZE if eigen else Compartiment.DOSSIER)


def test_a_declaration_is_not_handed_over_before_the_decision_is_known() -> None:
    for status in set(Status.values) - {"bekendgemaakt", "archief"}:
        assert not overdracht.kan(aanvraag(status)), status


ACTIES: dict[str, set[str]] = {
    "indienen": AANVRAGER,
    "aanvulling_vragen": BUREAU,
    "aanvulling_intrekken": BUREAU,
    "aanvullen": AANVRAGER | BUREAU,
    "aanvulling_laten_verlopen": set(),
    "aanvulling_onvoldoende": BUREAU,
    "volledig_verklaren": BUREAU,
    "volledig_herroepen": BUREAU,
    "deskundigen_toewijzen": BUREAU,
    "advies_indienen": {Rol.DESKUNDIGE},
    "advies_teruggeven": {Rol.DESKUNDIGE},
    "opdracht_intrekken": BUREAU,
    "extra_advies_vragen": VOORZITTERS,
    "informatie_geven": AANVRAGER | BUREAU,
    "informatie_laten_verlopen": set(),
    "verlenen": VOORZITTERS,
    "afwijzen": VOORZITTERS,
    "terugroepen": VOORZITTERS,
    "buiten_behandeling_stellen": VOORZITTERS,
    "bekendmaken": VOORZITTERS,
    "intrekken": AANVRAGER,
    "archiveren": BUREAU,
    "norm_verzetten": BUREAU | VOORZITTERS,
    "beslistermijn_verdagen": BUREAU | VOORZITTERS,
    "opschorten_instemming": BUREAU | VOORZITTERS,
    "opschorten_buitenland": BUREAU | VOORZITTERS,
    "opschorten_vertraging": BUREAU | VOORZITTERS,
    "opschorten_overmacht": BUREAU | VOORZITTERS,
    "opschorting_beeindigen": BUREAU | VOORZITTERS,
    "opschorting_ongedaan": BUREAU | VOORZITTERS,
    "opschorting_voorbij": set(),
    "ingebreke_stellen": BUREAU | VOORZITTERS,
    "ingebreke_intrekken": BUREAU | VOORZITTERS,
    "ingebreke_voorbij": set(),
    "dwangsom_vol": set(),
    "dwangsom_vaststellen": BUREAU | VOORZITTERS,
}
VAN_HET_SYSTEEM = {
    "aanvulling_laten_verlopen",
    "informatie_laten_verlopen",
    "opschorting_voorbij",
    "ingebreke_voorbij",
} | {"dwangsom_vol"}
IN_DE_DATABASE = {"informatie_vragen"}
"""An expert with an open advice, or the chair: see `test_an_expert_asks_for_information_while_…`."""


def test_every_action_is_for_exactly_these_roles() -> None:
    doelen = {action.naam: advies() if action.doel is Advies else aanvraag() for action in PROCESS.actions}
    gevonden = {a.naam: wie(a.mag, doelen[a.naam]) for a in PROCESS.actions if a.naam not in IN_DE_DATABASE}
    assert gevonden == ACTIES
    assert {a.naam for a in PROCESS.actions if a.systeem} == VAN_HET_SYSTEEM


def test_the_policy_of_the_case_says_who_of_the_office_moves_its_own_date(monkeypatch: pytest.MonkeyPatch) -> None:
    door = ["commissielid", "coordinator", "directeur_swv", "ouder"]
    monkeypatch.setattr(uitstel, "beleid_van", lambda aanvraag: TlvBeleid(norm_verzetten_door=door))
    assert wie(uitstel.mag_norm_verzetten, aanvraag()) == {Rol.COMMISSIELID}
    assert wie(uitstel.mag_norm_verzetten, aanvraag(), swv=ELDERS) == set()


def test_who_decides_confirms_again_who_he_is() -> None:
    tekent = {"verlenen", "afwijzen", "buiten_behandeling_stellen", "advies_indienen"}
    assert {action.naam for action in PROCESS.actions if action.reauthenticate} == tekent


SCHOOL: set[str] = {Rol.COORDINATOR, Rol.SCHOOLDIRECTEUR}
DELEN: dict[str, set[str]] = {
    "notitie": SCHOOL | COMMISSIE | {Rol.GEDRAGSWETENSCHAPPER},
    "vraag": SCHOOL | COMMISSIE | FAMILIE | {Rol.CASEMANAGER},
    "overdragen": AANVRAGER | COMMISSIE,
    "overdragen_bij_vertrek": set(),
    "afspraak": COMMISSIE | {Rol.CASEMANAGER},
    "afspraak_verzetten": COMMISSIE | {Rol.CASEMANAGER},
    "afspraak_afzeggen": COMMISSIE | {Rol.CASEMANAGER},
    "afspraak_antwoord": FAMILIE,
    "ontheffing": AANVRAGER,
    "document": AANVRAGER,
    "bevriezen": AANVRAGER,
    "reactie": FAMILIE,
    "handtekening_papier": AANVRAGER | BUREAU,
    "handtekening_bevestigen": BUREAU | VOORZITTERS,
    "eis": set(),
    "ontheffing_besluit": set(),
    "aanvulling": set(),
    "aanvulling_bestand": set(),
    "aanvulling_bestand_weg": set(),
    "besluit": VOORZITTERS,
    "bespreking": BUREAU | VOORZITTERS,
    "venster": VOORZITTERS,
    "verzending": BUREAU,
    "printen": BUREAU,
    "verzending_ongedaan": BUREAU,
    "besluit_terug": BUREAU,
    "besluit_terug_beoordeeld": BUREAU,
    "overdracht": AANVRAGER,
    "overdracht_ontvangen": set(),
    "toestemming_intrekken": FAMILIE,
    "correctie": FAMILIE,
    "digitale_post": FAMILIE,
    "besluit_geopend": FAMILIE,
    "reactie_noteren": BUREAU,
    "op_agenda": set(),
    "agendauitkomst": BUREAU | VOORZITTERS,
    **{
        f"tekenen_{naam}": set()
        for naam in (
            "gezin",
            "met_code",
            "papier",
            "nakijken",
            "opnieuw",
            "herinneren",
            "verlopen",
            "code",
            "intrekken",
        )
    },
}
"""For a digital draft. Nothing of a request is signed in the signing room."""
OP_NAAM = {"handtekening", "advies", "tekenen", "tekenen_doorgeven"}
"""For who was asked by name."""


def test_every_part_of_a_draft_is_for_exactly_these_roles() -> None:
    gevonden = {deel.naam: wie(deel.mag, aanvraag()) for deel in PROCESS.delen if deel.naam not in OP_NAAM}
    onderdelen = {naam: rollen for naam, rollen in gevonden.items() if naam.startswith("onderdeel:")}
    assert len(onderdelen) == 10
    assert set(map(frozenset, onderdelen.values())) == {frozenset(AANVRAGER)}
    assert {naam: rollen for naam, rollen in gevonden.items() if naam not in onderdelen} == DELEN


def test_after_filing_the_office_judges_and_nobody_writes() -> None:
    ingediend = {naam: wie(PROCESS.deel(naam).mag, aanvraag("ingediend")) for naam in ("eis", "ontheffing_besluit")}
    assert ingediend == {"eis": BUREAU, "ontheffing_besluit": VOORZITTERS}
    geschreven = [deel for deel in PROCESS.delen if deel.naam.startswith("onderdeel:")]
    assert all(wie(deel.mag, aanvraag("ingediend")) == set() for deel in geschreven)


def test_only_handing_over_is_left_to_who_is_family_of_the_pupil() -> None:
    assert {deel.naam for deel in PROCESS.delen if deel.ook_familie} == {"overdragen"}


def test_who_was_never_asked_to_sign_is_not_looked_up() -> None:
    for rol in set(Rol.values) - {Rol.SCHOOLDIRECTEUR, Rol.GEDRAGSWETENSCHAPPER}:
        assert not ondertekenen.mag_tekenen(iemand(rol), aanvraag())

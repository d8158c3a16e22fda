"""Who may do what in a track: every rule for every role, here and elsewhere, and every row of the table of actions."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from cases.models import Zaak
from maatwerk import plantekenen, rechten
from maatwerk.models import MET_CASEMANAGER, Aanstelling, Status, Traject
from maatwerk.process import PROCESS
from organisations.actor import Actor
from organisations.rollen import SCHOOLROLLEN, Rol
from tests.maatwerk.trajectloop import Trajectloop
from tests.rollen import ELDERS, iemand, wie

COORDINATOR: set[str] = {Rol.COORDINATOR}
BUREAU: set[str] = {Rol.SECRETARIAAT}
VOORZITTERS: set[str] = {Rol.VOORZITTER, Rol.PLV_VOORZITTER}
DIRECTEUR: set[str] = {Rol.DIRECTEUR_SWV}
BUREAUROLLEN: set[str] = {rol.value for rol in Rol if iemand(rol).is_swv_bureau}
SCHOOL: set[str] = set(SCHOOLROLLEN)
Regel = Callable[[Actor, Any], bool]


def traject(status: str = Status.INTAKE) -> Traject:
    return Traject(zaak=Zaak(soort="maatwerk", swv_id=1, school_id=1), status=status)


def vraag(stand: str = Aanstelling.Stand.GEVRAAGD, *, casemanager: int = 1) -> Aanstelling:
    return Aanstelling(traject=traject(Status.CASEMANAGER_GEVRAAGD), casemanager_id=casemanager, stand=stand)


@pytest.mark.parametrize(
    ("regel", "rollen"),
    [
        (rechten.is_inbrenger, COORDINATOR | BUREAU),
        (rechten.mag_intake, COORDINATOR | BUREAU),
        (rechten.adviseert, BUREAU | VOORZITTERS),
        (rechten.is_directeur, DIRECTEUR),
        (rechten.mag_beeindigen, COORDINATOR | BUREAU | DIRECTEUR),
        (rechten.nooit, set()),
    ],
    ids=lambda wat: getattr(wat, "__name__", ""),
)
def test_a_rule_is_for_these_roles_of_the_own_school_and_samenwerkingsverband(regel: Regel, rollen: set[str]) -> None:
    assert wie(regel, traject()) == rollen
    assert wie(regel, traject(), school=ELDERS) == rollen - COORDINATOR
    assert wie(regel, traject(), swv=ELDERS) == rollen & COORDINATOR


@pytest.mark.parametrize("status", Status.values)
def test_what_also_depends_on_the_state(status: str) -> None:
    begin = status == Status.INTAKE
    assert wie(rechten.mag_intake, traject(status)) == (COORDINATOR | BUREAU if begin else set())
    assert wie(rechten.mag_agenderen, traject(status)) == (
        BUREAU | VOORZITTERS if status == Status.BIJ_COMMISSIE else set()
    )
    zonder_casemanager = [rol for rol in map(str, Rol) if rol != Rol.CASEMANAGER]
    beeindigt = wie(rechten.mag_beeindigen, traject(status), rollen=zonder_casemanager)
    assert beeindigt == DIRECTEUR | (COORDINATOR | BUREAU if begin else set())
    leest = wie(rechten.mag_intake_lezen, traject(status), rollen=zonder_casemanager)
    assert leest == SCHOOL | BUREAUROLLEN | DIRECTEUR
    assert wie(rechten.mag_logboek_lezen, traject(status), rollen=zonder_casemanager) == DIRECTEUR


@pytest.mark.parametrize("stand", Aanstelling.Stand.values)
def test_who_was_asked_answers_in_that_hat_until_answered(stand: str) -> None:
    gevraagd = {Rol.CASEMANAGER.value} if stand == Aanstelling.Stand.GEVRAAGD else set()
    assert wie(rechten.is_gevraagde, vraag(stand)) == gevraagd
    assert wie(rechten.is_gevraagde, vraag(stand), swv=ELDERS) == set()
    assert wie(rechten.is_gevraagde, vraag(stand), gebruiker=2) == set()
    assert wie(rechten.vroeg_casemanager, vraag(stand)) == DIRECTEUR
    assert wie(rechten.vroeg_casemanager, vraag(stand), swv=ELDERS) == set()


# -- the casemanager of this very track ---------------------------------------------------------------


@pytest.fixture
def aangesteld(loop: Trajectloop) -> Trajectloop:
    zet(loop, "casemanager", Aanstelling.Stand.AANVAARD)
    return loop


def in_stand(loop: Trajectloop, status: str = Status.VERKENNEN) -> Traject:
    """The track as it would be in that state: a rule looks at the row that it is given."""
    return Traject(pk=loop.rij.pk, zaak=loop.rij.zaak, status=status)


def zet(loop: Trajectloop, casemanager: str, stand: str) -> Aanstelling:
    return Aanstelling.objects.create(
        traject=loop.rij,
        casemanager_id=loop.mensen[casemanager].persoon_id,
        stand=stand,
        gevraagd_op=loop.nu.date(),
        gevraagd_door_id=loop.mensen["directeur"].persoon_id,
        beantwoord_op=None if stand == Aanstelling.Stand.GEVRAAGD else loop.nu.date(),
    )


@pytest.mark.parametrize(
    "regel",
    [rechten.is_casemanager, rechten.is_directeur_of_casemanager, rechten.mag_logboek_lezen, rechten.mag_intake_lezen],
)
def test_the_casemanager_who_was_appointed_and_no_other(aangesteld: Trajectloop, regel: Regel) -> None:
    casemanager, tweede = (aangesteld.als(wie) for wie in ("casemanager", "tweede"))
    assert regel(casemanager, in_stand(aangesteld)) and not regel(tweede, in_stand(aangesteld))
    assert not regel(casemanager, in_stand(Trajectloop())), "another track"
    andere_hoed = replace(casemanager, rol=Rol.OUDER)
    assert not regel(andere_hoed, in_stand(aangesteld))


@pytest.mark.parametrize("status", Status.values)
def test_the_casemanager_takes_part_from_the_appointment_to_the_closing(aangesteld: Trajectloop, status: str) -> None:
    casemanager, rij = aangesteld.als("casemanager"), in_stand(aangesteld, status)
    assert rechten.is_casemanager(casemanager, rij) is (status in MET_CASEMANAGER)
    assert rechten.mag_beeindigen(casemanager, rij) is False


@pytest.mark.parametrize("stand", sorted(set(Aanstelling.Stand.values) - {"aanvaard"}))
def test_being_asked_having_refused_or_having_stopped_is_not_being_appointed(loop: Trajectloop, stand: str) -> None:
    zet(loop, "casemanager", stand)
    assert not rechten.is_casemanager(loop.als("casemanager"), in_stand(loop))


def test_from_the_case_only_who_was_asked_for_it_answers(loop: Trajectloop) -> None:
    zet(loop, "casemanager", Aanstelling.Stand.GEVRAAGD)
    zet(Trajectloop(), "tweede", Aanstelling.Stand.GEVRAAGD)
    assert rechten.is_gevraagd_voor(loop.als("casemanager"), loop.rij.zaak)
    for naam in ("tweede", "directeur", "secretariaat"):
        assert not rechten.is_gevraagd_voor(loop.als(naam), loop.rij.zaak), naam
    Aanstelling.objects.update(stand=Aanstelling.Stand.GEWEIGERD, beantwoord_op=loop.nu.date())
    assert not rechten.is_gevraagd_voor(loop.als("casemanager"), loop.rij.zaak)


# -- the signing of the plan and the door of its pages --------------------------------------------------


def test_casemanager_and_secretariat_follow_the_round_of_a_plan(aangesteld: Trajectloop) -> None:
    rij = in_stand(aangesteld, Status.PLAN_TEKENEN)
    mogen = {naam for naam in aangesteld.mensen if plantekenen.beheert(aangesteld.als(naam), rij)}
    assert mogen == {"casemanager", "secretariaat"}


@pytest.mark.parametrize("status", Status.values)
def test_those_who_drew_it_up_sign_first_and_the_family_once_told(status: str) -> None:
    open_ = {groep for groep in (1, 2, 3) if plantekenen.groep_open(traject(status), groep)}
    verwacht = {Status.PLAN_TEKENEN: {plantekenen.OPSTELLERS}, Status.BIJ_OUDERS: {plantekenen.GEZIN}}
    assert open_ == verwacht.get(Status(status), set())


# -- the table of actions ------------------------------------------------------------------------------

PER_ROL: dict[str, set[str]] = {
    "inbrengen": COORDINATOR | BUREAU,
    "intake_teruggeven": BUREAU | VOORZITTERS,
    "adviseren": BUREAU | VOORZITTERS,
    "advies_terugvragen": DIRECTEUR,
    "niet_inschakelen": DIRECTEUR,
    "inschakelen": DIRECTEUR,
    "casemanager_ontheffen": DIRECTEUR,
    "beeindigen": COORDINATOR | BUREAU | DIRECTEUR,
    "plan_teruggeven": DIRECTEUR,
    "plan_goedkeuren": DIRECTEUR,
    "toch_uitvoeren": DIRECTEUR,
    "plan_getekend": set(),
    "plan_niet_getekend": set(),
    "ouders_akkoord": set(),
}
VOOR_GEVRAAGDE: dict[str, set[str]] = {
    "casemanager_aanvaardt": {Rol.CASEMANAGER},
    "casemanager_weigert": {Rol.CASEMANAGER},
    "vraag_intrekken": DIRECTEUR,
}
VAN_CASEMANAGER = {
    "verkenning_starten",
    "plek_gevonden",
    "verder_zoeken",
    "evalueren",
    "uitvoering_hervatten",
    "afsluiten",
    "plan_voorleggen",
    "plan_terugnemen",
    "plan_aanpassen",
    "opnieuw_vertellen",
}
SAMEN = {"plan_vertellen"}


def test_every_action_is_in_one_of_the_tables() -> None:
    allen = [*PER_ROL, *VOOR_GEVRAAGDE, *VAN_CASEMANAGER, *SAMEN]
    assert sorted(actie.naam for actie in PROCESS.actions) == sorted(allen)


@pytest.mark.parametrize("naam", PER_ROL)
def test_an_action_is_for_these_roles(naam: str) -> None:
    """Begun, so nobody is casemanager yet: who may do what as the casemanager is the next test."""
    mag = PROCESS.action(naam).mag
    assert wie(mag, traject()) == PER_ROL[naam]
    assert wie(mag, traject(), swv=ELDERS) == PER_ROL[naam] & COORDINATOR


@pytest.mark.parametrize("naam", VOOR_GEVRAAGDE)
def test_an_answer_is_for_who_was_asked_and_taking_back_for_who_asked(naam: str) -> None:
    assert wie(PROCESS.action(naam).mag, vraag()) == VOOR_GEVRAAGDE[naam]


@pytest.mark.parametrize("naam", sorted(VAN_CASEMANAGER | SAMEN))
def test_an_action_of_the_casemanager_is_of_the_one_of_this_track(aangesteld: Trajectloop, naam: str) -> None:
    mag = PROCESS.action(naam).mag
    mogen = {naam for naam in aangesteld.mensen if mag(aangesteld.als(naam), in_stand(aangesteld))}
    assert mogen == ({"casemanager", "directeur"} if naam in SAMEN else {"casemanager"})


# -- the table of parts -----------------------------------------------------------------------------------

ALTIJD = tuple(Status.values)
LOOPT = tuple(MET_CASEMANAGER)
CM, CO, SE, VZ, DI, OU = "casemanager", "coordinator", "secretariaat", "voorzitter", "directeur", "ouder"
DEELTABEL: dict[str, dict[tuple[str, ...], set[str]]] = {
    "notitie": {ALTIJD: {CO, SE, VZ}},
    "vraag": {ALTIJD: {CM, "tweede", CO, OU, SE, VZ}},
    "overdragen": {ALTIJD: {CO, SE, VZ}},
    "overdragen_bij_vertrek": {},
    **{f"afspraak{wat}": {ALTIJD: {CM, "tweede", SE, VZ}} for wat in ("", "_verzetten", "_afzeggen")},
    "afspraak_antwoord": {ALTIJD: {OU}},
    "andere_casemanager": {LOOPT: {CM}},
    "correctie": {ALTIJD: {OU}},
    "digitale_post": {ALTIJD: {OU}},
    "tekenen": {},
    "tekenen_doorgeven": {},
    "tekenen_met_code": {},
    "tekenen_verlopen": {},
    "tekenen_gezin": {},
    "tekenen_papier": {ALTIJD: {SE, VZ}, LOOPT: {CM}},
    "tekenen_code": {ALTIJD: {SE, VZ}, LOOPT: {CM}},
    "tekenen_nakijken": {ALTIJD: {SE, VZ}},
    "tekenen_opnieuw": {ALTIJD: {SE}, LOOPT: {CM}},
    "tekenen_herinneren": {ALTIJD: {SE}, LOOPT: {CM}},
    "tekenen_intrekken": {ALTIJD: {SE}, LOOPT: {CM}},
    **{naam: {("intake",): {CO, SE}} for naam in ("intake", "verkenning", "stuk")},
    **{naam: {LOOPT: {CM}} for naam in ("contact", "contact_aanvullen", "partner", "partner_weg")},
    **{naam: {LOOPT: {CM}} for naam in ("deeltoestemming", "deeltoestemming_intrekken", "delen", "delen_stoppen")},
    **{naam: {LOOPT: {CM}} for naam in ("optie", "optie_stand")},
    **{naam: {("uitvoering",): {CM}} for naam in ("taak", "aanpassing")},
    "taak_vertellen": {("uitvoering",): {CO, OU}},
    "evaluatie": {("evaluatie",): {CM, CO, DI, OU}},
    "evaluatie_noteren": {("evaluatie",): {CM}},
    **{
        f"onderdeel:plan_{deel}": {("plan",): {CM}} for deel in ("plek", "doelen", "afspraken", "evaluaties", "offerte")
    },
    "kosten": {("uitvoering", "evaluatie"): {CM, SE}},
    "op_agenda": {("bij_commissie",): {SE, VZ}},
    "agendauitkomst": {ALTIJD: {SE, VZ}},
}
"""Part → in which states → who writes it. Who signs is asked by name, for one paper; the system is not asked."""


def test_every_part_is_in_the_table() -> None:
    assert sorted(deel.naam for deel in PROCESS.delen) == sorted(DEELTABEL)


@pytest.mark.parametrize("naam", sorted(DEELTABEL))
def test_a_part_is_written_by_these_people_in_these_states(aangesteld: Trajectloop, naam: str) -> None:
    mag = PROCESS.deel(naam).mag
    mensen = {wie: aangesteld.als(wie) for wie in aangesteld.mensen} | {"systeem": aangesteld.systeem()}
    for status in Status.values:
        mogen = {wie for wie, actor in mensen.items() if mag(actor, in_stand(aangesteld, status))}
        verwacht = set().union(*(wie for standen, wie in DEELTABEL[naam].items() if status in standen))
        assert mogen == verwacht, status


def test_what_binds_the_samenwerkingsverband_asks_who_you_are_once_more() -> None:
    opnieuw = {actie.naam for actie in PROCESS.actions if actie.reauthenticate}
    assert opnieuw == {"niet_inschakelen", "inschakelen", "plan_goedkeuren", "toch_uitvoeren"}

"""The two doors for writing, `perform` and `edit`: who is let through, and when a form counts as sent before."""

from contextlib import nullcontext
from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from audit.models import Gebeurtenis, Soort
from cases.models import Notitie, Zaak
from organisations.actor import Actor, systeem
from organisations.models import Lidmaatschap
from organisations.rollen import Rol
from tests import factories
from tests.factories import NU, VANDAAG
from tests.factories import vraag_advies as advies
from tests.rollen import wie
from tlv.models import Aanvraag, Advies, Status
from tlv.process import PROCESS
from workflow.edit import edit
from workflow.fouten import Conflict, GeenRecht, Geweigerd, HerbevestigingNodig, NietGevonden
from workflow.inbox import _zichtbaar
from workflow.perform import eis_herbevestigd, perform
from workflow.zoeken import mag_zoeken

pytestmark = pytest.mark.django_db
INTREKKEN = {"reden": "De leerling verhuist."}
NOTITIE = {"tekst": "Gebeld.", "compartiment": "school"}


@pytest.fixture
def ingediend(aanvraag: Aanvraag) -> Aanvraag:
    factories.zet_status(aanvraag, Status.INGEDIEND)
    return aanvraag


@pytest.fixture
def ander(ingediend: Aanvraag) -> Aanvraag:
    return factories.AanvraagFactory(zaak__dossier__school=ingediend.zaak.school, status=Status.INGEDIEND)


def weiger(soort: type[Exception], zaak_id: int, actie: str, by: Actor, **meer: object) -> None:
    with pytest.raises(soort):
        perform(zaak_id, actie, by=by, **meer)  # type: ignore[arg-type]


# -- perform ----------------------------------------------------------------------------------------


def test_a_case_that_does_not_exist_is_not_found(coordinator: Actor) -> None:
    weiger(NietGevonden, 987654, "intrekken", coordinator)
    with pytest.raises(NietGevonden):
        edit(987654, "notitie", by=coordinator, data=NOTITIE)


def test_what_only_the_system_does_no_person_does_whatever_the_rule_says(
    ingediend: Aanvraag, secretariaat: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    for naam in ("aanvulling_laten_verlopen", "informatie_laten_verlopen"):
        monkeypatch.setitem(PROCESS.action(naam).__dict__, "mag", lambda actor, obj: True)
        weiger(GeenRecht, ingediend.zaak_id, naam, secretariaat)
        weiger(Conflict, ingediend.zaak_id, naam, systeem(VANDAAG))


def test_family_of_the_pupil_does_not_work_on_the_case_and_the_system_does(ingediend: Aanvraag) -> None:
    ouder = factories.OuderFactory(leerling=ingediend.zaak.dossier.leerling, account=True)
    actor = factories.actor(Rol.COORDINATOR, ingediend.zaak.school, user=ouder.user)
    weiger(Geweigerd, ingediend.zaak_id, "intrekken", actor, data=INTREKKEN)
    with pytest.raises(Geweigerd):
        edit(ingediend.zaak_id, "notitie", by=actor, data=NOTITIE)
    eigen = factories.actor(Rol.OUDER, user=ouder.user)
    edit(ingediend.zaak_id, "digitale_post", by=eigen, data={"digitaal": True, "akkoord": True})


def test_a_child_row_of_another_case_is_not_found_here(
    ingediend: Aanvraag, ander: Aanvraag, secretariaat: Actor
) -> None:
    for aanvraag in (ingediend, ander):
        factories.zet_status(aanvraag, Status.DESKUNDIGENADVIES)
    hier, daar = (advies(aanvraag, factories.UserFactory()) for aanvraag in (ingediend, ander))
    data = {"reden": "ziek"}
    for doel_id in (daar.pk, None, 987654):
        weiger(NietGevonden, ingediend.zaak_id, "opdracht_intrekken", secretariaat, data=data, doel_id=doel_id)
    perform(ingediend.zaak_id, "opdracht_intrekken", by=secretariaat, data=data, doel_id=hier.pk)
    hier.refresh_from_db()
    daar.refresh_from_db()
    assert (hier.stand, daar.stand) == (Advies.Stand.VERVALLEN, Advies.Stand.GEVRAAGD)


@pytest.mark.parametrize(
    ("geleden", "geldt"),
    [(None, False), (0, True), (300, True), (301, False), (-1, False)],
)
def test_identifying_again_counts_for_five_minutes(geleden: int | None, geldt: bool) -> None:
    op = None if geleden is None else NU - timedelta(seconds=geleden)
    with nullcontext() if geldt else pytest.raises(HerbevestigingNodig):
        eis_herbevestigd(op, NU)


def test_the_right_version_is_no_conflict_and_without_one_nothing_is_compared(
    ingediend: Aanvraag, coordinator: Actor
) -> None:
    weiger(Conflict, ingediend.zaak_id, "intrekken", coordinator, data=INTREKKEN, versie=ingediend.zaak.versie + 1)
    perform(ingediend.zaak_id, "intrekken", by=coordinator, data=INTREKKEN, versie=ingediend.zaak.versie)
    weiger(Conflict, ingediend.zaak_id, "intrekken", coordinator, data=INTREKKEN)


def test_deciding_without_identifying_again_is_refused_only_when_everything_else_is_right(
    ingediend: Aanvraag, voorzitter: Actor, secretariaat: Actor
) -> None:
    weiger(Conflict, ingediend.zaak_id, "verlenen", voorzitter)
    factories.zet_status(ingediend, Status.TER_BESLUITVORMING)
    weiger(GeenRecht, ingediend.zaak_id, "verlenen", secretariaat)
    weiger(HerbevestigingNodig, ingediend.zaak_id, "verlenen", voorzitter)
    te_lang = timezone.now() - timedelta(minutes=6)
    weiger(HerbevestigingNodig, ingediend.zaak_id, "verlenen", voorzitter, herbevestigd_op=te_lang)
    weiger(Geweigerd, ingediend.zaak_id, "verlenen", voorzitter, herbevestigd_op=timezone.now())


# -- the same form twice ----------------------------------------------------------------------------


def test_a_used_key_is_a_conflict_for_another_case_act_or_hat(
    ingediend: Aanvraag, ander: Aanvraag, coordinator: Actor
) -> None:
    sleutel = factories.sleutel()
    collega = factories.actor(Rol.COORDINATOR, ingediend.zaak.school)
    eerst = perform(ingediend.zaak_id, "intrekken", by=coordinator, data=INTREKKEN, sleutel=sleutel)
    weiger(Conflict, ander.zaak_id, "intrekken", coordinator, data=INTREKKEN, sleutel=sleutel)
    weiger(Conflict, ingediend.zaak_id, "intrekken", collega, data=INTREKKEN, sleutel=sleutel)
    weiger(Conflict, ingediend.zaak_id, "indienen", coordinator, data=INTREKKEN, sleutel=sleutel)
    weiger(Conflict, ingediend.zaak_id, "intrekken", coordinator, data=INTREKKEN, sleutel=sleutel, doel_id=1)
    weiger(Conflict, ingediend.zaak_id, "intrekken", coordinator, data=INTREKKEN)
    nog_eens = perform(ingediend.zaak_id, "intrekken", by=coordinator, data=INTREKKEN, sleutel=sleutel)
    assert replace(nog_eens, herhaald=False) == eerst and nog_eens.herhaald


def test_a_used_key_with_other_data_is_a_conflict_so_that_nothing_typed_is_dropped_in_silence(
    ingediend: Aanvraag, coordinator: Actor
) -> None:
    """Back, another reason, and sent again: that the first one counts is told, not hidden."""
    sleutel = factories.sleutel()
    perform(ingediend.zaak_id, "intrekken", by=coordinator, data=INTREKKEN, sleutel=sleutel)
    weiger(Conflict, ingediend.zaak_id, "intrekken", coordinator, data={"reden": "Toch iets anders."}, sleutel=sleutel)
    perform(ingediend.zaak_id, "intrekken", by=coordinator, data=INTREKKEN, sleutel=sleutel)


def test_a_note_sent_twice_is_written_once_and_the_key_of_somebody_else_is_a_conflict(
    ingediend: Aanvraag, ander: Aanvraag, coordinator: Actor
) -> None:
    sleutel = factories.sleutel()

    def noteer(zaak: Zaak, by: Actor, deel: str = "notitie", **data: str) -> object:
        return edit(zaak.pk, deel, by=by, data=NOTITIE | data, sleutel=sleutel)

    eerst = noteer(ingediend.zaak, coordinator)
    assert noteer(ingediend.zaak, coordinator) == eerst
    assert Notitie.objects.count() == 1
    collega = factories.actor(Rol.COORDINATOR, ingediend.zaak.school)
    for zaak, by, deel in (
        (ander.zaak, coordinator, "notitie"),
        (ingediend.zaak, collega, "notitie"),
        (ingediend.zaak, coordinator, "vraag"),
    ):
        with pytest.raises(Conflict):
            noteer(zaak, by, deel)
    noteer(ingediend.zaak, coordinator, tekst="Iets anders.")
    assert Notitie.objects.count() == 2
    edit(ingediend.zaak_id, "notitie", by=coordinator, data=NOTITIE)
    edit(ingediend.zaak_id, "notitie", by=coordinator, data=NOTITIE)
    assert Notitie.objects.count() == 4, "without a key every send is a write"


# -- edit ------------------------------------------------------------------------------------------


def test_a_part_is_for_who_may_write_it_and_the_system_is_not_asked(
    ingediend: Aanvraag, coordinator: Actor, secretariaat: Actor
) -> None:
    with pytest.raises(GeenRecht):
        edit(ingediend.zaak_id, "venster", by=secretariaat, data={})
    with pytest.raises(Geweigerd, match="geen ondertekend besluit"):
        edit(ingediend.zaak_id, "venster", by=systeem(VANDAAG), data={})
    rij = Gebeurtenis.objects.filter(soort=Soort.WEIGERING).earliest("pk")
    assert (rij.actie, rij.bijzonderheden) == ("bewerken:venster", {"grond": "GeenRecht"})


def test_the_version_that_was_read_must_be_the_one_that_is_there(ingediend: Aanvraag, voorzitter: Actor) -> None:
    factories.zet_status(ingediend, Status.TER_BESLUITVORMING)
    with pytest.raises(Conflict) as fout:
        edit(ingediend.zaak_id, "besluit", by=voorzitter, data={}, verwachte_versie=7)
    assert fout.value.huidig == {"versie": 0}
    assert edit(ingediend.zaak_id, "besluit", by=voorzitter, data={}, verwachte_versie=0).versie == 1
    assert edit(ingediend.zaak_id, "besluit", by=voorzitter, data={}).versie == 2


def test_going_back_twice_and_saving_again_says_saved_only_of_what_is_stored(
    ingediend: Aanvraag, voorzitter: Actor
) -> None:
    """The older page carries its own key, version and text; the newer text stays, and nobody is told otherwise."""
    factories.zet_status(ingediend, Status.TER_BESLUITVORMING)
    sleutel_a, sleutel_b = factories.sleutel(), factories.sleutel()

    def bewaar(tekst: str, sleutel: str, versie: int | None) -> int:
        data = {"motivering": tekst}
        zaak_id = ingediend.zaak_id
        return edit(zaak_id, "besluit", by=voorzitter, data=data, sleutel=sleutel, verwachte_versie=versie).versie

    assert [bewaar("A", sleutel_a, 0), bewaar("A", sleutel_a, 0)] == [1, 1], "a double click"
    assert bewaar("B", sleutel_b, 1) == 2
    for versie in (0, None):
        with pytest.raises(Conflict) as fout:
            bewaar("A", sleutel_a, versie)
        assert fout.value.huidig == {"versie": 2}
    assert ingediend.besluiten.get().motivering == "B"


# -- what one sees in all hats ------------------------------------------------------------------------


def test_the_inbox_opens_what_any_hat_of_today_sees(ingediend: Aanvraag, ander: Aanvraag) -> None:
    user = factories.UserFactory()
    factories.lidmaatschap(Rol.FG, ingediend.zaak.swv, user=user)
    ids = [ingediend.zaak_id, ander.zaak_id]

    def ziet(zaken: list[int]) -> set[int]:
        return _zichtbaar(zaken, Lidmaatschap.objects.filter(user=user), VANDAAG)

    assert ziet(ids) == set()
    factories.lidmaatschap(Rol.COORDINATOR, ingediend.zaak.school, user=user)
    factories.lidmaatschap(Rol.SECRETARIAAT, ingediend.zaak.swv, user=user)
    assert ziet(ids) == set(ids)
    assert ziet([ander.zaak_id]) == {ander.zaak_id}


def test_who_opens_cases_and_is_no_family_searches() -> None:
    assert wie(mag_zoeken, rollen=Rol.values) == set(Rol) - {Rol.FG, Rol.BEHEERDER, Rol.OUDER, Rol.LEERLING}

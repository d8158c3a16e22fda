"""The story of a TLV request: everyone reads how it ended, nobody reads it before it is published."""

from datetime import timedelta

import pytest

from cases.models import Dossier, Ouder
from organisations.actor import Actor, systeem
from organisations.models import Samenwerkingsverband, User
from organisations.rollen import Rol
from tests import factories
from tests.factories import NU, VANDAAG
from tests.tlv import besluitzaak as bz
from tlv.models import Aanvraag
from tlv.process import PROCESS
from workflow.edit import edit
from workflow.perform import perform
from workflow.start import start
from workflow.tijdlijn import tijdlijn

pytestmark = pytest.mark.django_db
LATER = NU + timedelta(hours=3)
JA, NEE = "Wij namen het besluit: ja", "Wij namen het besluit: nee"


@pytest.fixture
def chair(swv: Samenwerkingsverband) -> Actor:
    return bz.actor_met_mandaat(Rol.VOORZITTER, swv)


@pytest.fixture
def vader(aanvraag: Aanvraag) -> Actor:
    ouder = factories.OuderFactory(leerling=aanvraag.zaak.dossier.leerling, account=True, digitaal_sinds=VANDAAG)
    assert ouder.user is not None
    return factories.actor(Rol.OUDER, user=ouder.user)


@pytest.fixture
def klaar(aanvraag: Aanvraag) -> Aanvraag:
    return bz.klaar_om_te_besluiten(aanvraag)


def titels(actor: Actor, aanvraag: Aanvraag) -> list[str]:
    aanvraag.zaak.refresh_from_db()
    return [regel.titel for regel in tijdlijn(actor, aanvraag.zaak)]


def maak_bekend(aanvraag: Aanvraag) -> None:
    document = bz.besluit_van(aanvraag).document
    assert document is not None
    bz.maak_klaar(document)
    perform(aanvraag.zaak_id, "bekendmaken", by=systeem(VANDAAG), nu=LATER)


def test_a_signed_decision_is_told_outside_the_offices_only_after_publication(
    klaar: Aanvraag, chair: Actor, coordinator: Actor, vader: Actor
) -> None:
    bz.schrijf_concept(klaar, chair)
    bz.teken(klaar, chair)
    assert "TLV verleend" in titels(chair, klaar)
    assert "TLV verleend" not in titels(coordinator, klaar)
    assert JA not in titels(vader, klaar)
    maak_bekend(klaar)
    assert titels(coordinator, klaar)[-2:] == ["TLV verleend", "Besluit bekendgemaakt"]
    assert titels(vader, klaar)[-2:] == [JA, "Het besluit is aan iedereen bekendgemaakt"]


def test_a_recalled_decision_is_never_told_outside_the_offices(
    klaar: Aanvraag, chair: Actor, coordinator: Actor, vader: Actor
) -> None:
    bz.schrijf_concept(klaar, chair)
    bz.teken(klaar, chair)
    perform(klaar.zaak_id, "terugroepen", by=chair, data={"reden": "verkeerd"}, nu=NU)
    bz.bespreek(klaar, "school")
    bz.bespreek(klaar, "ouders")
    bz.schrijf_concept(klaar, chair, soort="afwijzen", afwijking="De groep die nodig is, heeft de school nu zelf.")
    bz.teken(klaar, chair, "afwijzen")
    maak_bekend(klaar)
    assert [t for t in titels(chair, klaar) if t.startswith(("TLV", "Besluit"))] == [
        "TLV verleend",
        "Besluit teruggeroepen",
        "TLV afgewezen",
        "Besluit bekendgemaakt",
    ]
    assert {"TLV verleend", "Besluit teruggeroepen"}.isdisjoint(titels(coordinator, klaar))
    assert titels(coordinator, klaar)[-2:] == ["TLV afgewezen", "Besluit bekendgemaakt"]
    assert JA not in titels(vader, klaar)
    assert NEE in titels(vader, klaar)


def test_the_story_begins_with_the_start(dossier: Dossier, coordinator: Actor) -> None:
    zaak_id = start("tlv", dossier.pk, by=coordinator, nu=NU, data={})
    aanvraag = Aanvraag.objects.get(zaak_id=zaak_id)
    assert titels(coordinator, aanvraag) == ["Aanvraag begonnen"]


def test_a_reaction_is_told_to_school_and_offices_and_not_to_the_other_parent(
    klaar: Aanvraag, chair: Actor, coordinator: Actor, vader: Actor
) -> None:
    moeder_user: User = factories.UserFactory.create()
    moeder = Ouder.objects.get(leerling=klaar.zaak.dossier.leerling, naam="Moeder Voorbeeld")
    Ouder.objects.filter(pk=moeder.pk).update(user=moeder_user)
    secretaris = factories.actor(Rol.SECRETARIAAT, klaar.zaak.swv)
    data = {"wie": f"ouder:{moeder.pk}", "standpunt": "eens", "tekst": "Goed zo."}
    edit(klaar.zaak_id, "reactie_noteren", by=secretaris, data=data, nu=NU)
    for actor in (chair, coordinator):
        assert "Mondelinge reactie" in titels(actor, klaar)
    assert "Mondelinge reactie" not in titels(vader, klaar)


def test_only_signed_decisions_are_kept_back_and_each_has_its_end() -> None:
    geheim = {action.naam for action in PROCESS.actions if action.geheim}
    assert geheim == {"verlenen", "afwijzen", "buiten_behandeling_stellen", "terugroepen"}
    assert [action.naam for action in PROCESS.actions if action.openbaart] == ["bekendmaken"]
    assert [action.naam for action in PROCESS.actions if action.doet_teniet] == ["terugroepen"]


def test_every_action_is_told_to_the_family_in_words_of_its_own() -> None:
    zonder = {action.naam for action in PROCESS.actions if not action.gezin and not action.doet_teniet}
    assert zonder == set()

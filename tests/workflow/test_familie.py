"""Who is family of the pupil does not work on the case, in whatever hat; the own hat of a parent is untouched."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from audit.models import Gebeurtenis, Soort
from cases.activeren import maak_code
from cases.fouten import Geweigerd
from cases.models import Ouder
from organisations.actor import Actor
from organisations.models import Samenwerkingsverband, School, User
from organisations.rollen import Rol
from tests import factories
from tests.tlv import volledigheid_hulp as hulp
from tlv.models import Aanvraag
from workflow.edit import edit
from workflow.perform import perform
from workflow.start import start

pytestmark = pytest.mark.django_db
NU = factories.NU


@pytest.fixture
def ingediend(aanvraag: Aanvraag) -> Aanvraag:
    hulp.alles_in_orde(hulp.ingediend(aanvraag))
    return aanvraag


@pytest.fixture
def oma(ingediend: Aanvraag, secretariaat: Actor) -> Ouder:
    """Works at the secretariat and is a guardian of the pupil, by the same account, whether or not with gezag now."""
    user = User.objects.get(pk=secretariaat.gebruiker_id)
    leerling = ingediend.zaak.dossier.leerling
    ouder: Ouder = factories.OuderFactory(leerling=leerling, user=user, gezag=False)  # type: ignore[assignment]
    return ouder


def test_who_is_family_performs_no_act_and_is_told_so(ingediend: Aanvraag, secretariaat: Actor, oma: Ouder) -> None:
    with pytest.raises(Geweigerd, match="U bent familie van deze leerling"):
        perform(ingediend.zaak_id, "volledig_verklaren", by=secretariaat, nu=NU)
    assert Aanvraag.objects.get(pk=ingediend.pk).status == "ingediend"
    assert Gebeurtenis.objects.filter(soort=Soort.WEIGERING, zaak_id=ingediend.zaak_id).exists()


def test_who_is_family_writes_nothing_in_the_case(ingediend: Aanvraag, secretariaat: Actor, oma: Ouder) -> None:
    with pytest.raises(Geweigerd, match="familie"):
        edit(ingediend.zaak_id, "notitie", by=secretariaat, data={"tekst": "x", "compartiment": "intern"}, nu=NU)


def test_the_page_says_it_in_a_sentence_and_keeps_the_text(
    als: Callable[[Actor], Client], ingediend: Aanvraag, secretariaat: Actor, oma: Ouder
) -> None:
    pad = reverse("workflow:notities", args=[ingediend.zaak_id])
    antwoord = als(secretariaat).post(pad, {"tekst": "Gebeld met school", "compartiment": "intern"})
    assert antwoord.status_code == 422
    html = antwoord.content.decode()
    assert "U bent familie van deze leerling" in html
    assert "Gebeld met school" in html


def test_the_case_can_be_handed_over_but_not_to_family(
    ingediend: Aanvraag, secretariaat: Actor, swv: Samenwerkingsverband, oma: Ouder
) -> None:
    collega = factories.actor(Rol.SECRETARIAAT, swv)
    with pytest.raises(Geweigerd, match="Kies een collega"):
        edit(ingediend.zaak_id, "overdragen", by=collega, data={"collega_id": secretariaat.gebruiker_id}, nu=NU)
    edit(ingediend.zaak_id, "overdragen", by=secretariaat, data={"collega_id": collega.gebruiker_id}, nu=NU)
    ingediend.zaak.refresh_from_db()
    assert ingediend.zaak.behandelaar_id == collega.gebruiker_id


def test_a_coordinator_makes_no_code_and_no_case_for_the_own_child(
    aanvraag: Aanvraag, coordinator: Actor, school: School
) -> None:
    leerling = aanvraag.zaak.dossier.leerling
    factories.OuderFactory(leerling=leerling, user=User.objects.get(pk=coordinator.gebruiker_id))
    ander = factories.OuderFactory(leerling=leerling)
    with pytest.raises(Geweigerd, match="familie"):
        maak_code(aanvraag.zaak.dossier_id, by=coordinator, nu=NU, ouder_id=ander.pk)
    with pytest.raises(Geweigerd, match="familie"):
        start("tlv", aanvraag.zaak.dossier_id, by=coordinator, nu=NU, data={})


def test_a_parent_in_the_own_hat_still_writes(ingediend: Aanvraag) -> None:
    ouder = factories.OuderFactory(leerling=ingediend.zaak.dossier.leerling, account=True)
    by = factories.actor(Rol.OUDER, user=ouder.user)
    edit(ingediend.zaak_id, "vraag", by=by, data={"tekst": "Wanneer hoor ik iets?"}, nu=NU)
    assert ingediend.zaak.vraagberichten.count() == 1

"""People around a request that is ready to be filed."""

from datetime import date

import pytest

from organisations.models import User, VasteGedragswetenschapper
from organisations.rollen import Rol
from tests import factories
from tests.tlv.schrijfhulp import vul_in


@pytest.fixture
def directeur(school):
    return factories.actor(Rol.SCHOOLDIRECTEUR, school)


@pytest.fixture
def gedragswetenschapper(swv, school):
    wie = factories.actor(Rol.GEDRAGSWETENSCHAPPER, swv)
    VasteGedragswetenschapper.objects.create(
        school=school, user=User.objects.get(pk=wie.gebruiker_id or 0), van=date(2025, 8, 1)
    )
    return wie


@pytest.fixture
def moeder(aanvraag):
    return factories.OuderFactory(leerling=aanvraag.zaak.dossier.leerling, naam="Moeder Een", account=True)


@pytest.fixture
def als_moeder(moeder):
    return factories.actor(Rol.OUDER, user=moeder.user)


@pytest.fixture
def klaar(aanvraag, directeur, gedragswetenschapper, moeder):
    """A request that is filled in, with everyone who has to sign."""
    vul_in(aanvraag.zaak)
    return aanvraag

"""The mails of logging in say "je" to a pupil, and "u" to everybody else."""

import re

import pytest
from django.core import mail
from django.utils import timezone

from organisations.models import School, User
from organisations.rollen import Rol
from organisations.toegang import bewijzen
from organisations.toegang.models import Bewijssoort
from tests import factories

pytestmark = pytest.mark.django_db


def verstuurd(user: User, soort: Bewijssoort) -> str:
    """What was mailed, without the link: one secret in a hundred has "Uw" in it."""
    bewijzen.vraag_aan(soort, email=user.email, user=user, nu=timezone.now())
    assert bewijzen.verstuur_wachtende(timezone.now()) == 1
    return re.sub(r"https?://\S+", "", f"{mail.outbox[-1].subject}\n{mail.outbox[-1].body}")


@pytest.mark.parametrize("soort", [Bewijssoort.CODE, Bewijssoort.WACHTWOORD])
def test_a_pupil_is_addressed_as_a_pupil(soort: Bewijssoort) -> None:
    tekst = verstuurd(factories.lidmaatschap(Rol.LEERLING).user, soort)
    assert "Heb je d" in tekst and "Dan hoef je niets te doen." in tekst
    assert re.findall(r"\b[Uu]w?\b", tekst) == []


@pytest.mark.parametrize("soort", [Bewijssoort.CODE, Bewijssoort.WACHTWOORD])
def test_a_parent_and_who_works_here_as_well_are_addressed_with_u(soort: Bewijssoort, school: School) -> None:
    ouder, ook = factories.lidmaatschap(Rol.OUDER).user, factories.lidmaatschap(Rol.LEERLING).user
    factories.lidmaatschap(Rol.COORDINATOR, school, user=ook)
    for user in (ouder, ook):
        assert "Hebt u d" in verstuurd(user, soort)

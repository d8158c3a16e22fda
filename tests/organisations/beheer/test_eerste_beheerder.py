"""`manage.py eerste_beheerder`: one link, once, for the first person; not a back door afterwards."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from audit.models import Gebeurtenis
from organisations.models import Lidmaatschap, Samenwerkingsverband, User
from organisations.rollen import Rol

pytestmark = pytest.mark.django_db
NIEUW = "vier-woorden-zijn-genoeg"


def _roep(**opties: object) -> str:
    uit = StringIO()
    standaard = {"mail": "lot@lindestreek.example", "naam": "Lot Verweij", "swv": "VO9911", "swv_naam": "Streek"}
    call_command("eerste_beheerder", stdout=uit, **{**standaard, **opties})
    return uit.getvalue()


def test_it_makes_the_samenwerkingsverband_and_a_link_that_opens_the_account(client: Client) -> None:
    link = "/uitnodiging/" + _roep().strip().rpartition("/uitnodiging/")[2]
    lid = Lidmaatschap.objects.get(user__email="lot@lindestreek.example")
    assert (lid.rol, str(lid.swv), lid.user.has_usable_password()) == (Rol.BEHEERDER, "Streek", False)
    assert client.post(link, {"wachtwoord": NIEUW, "nog_eens": NIEUW}).status_code == 302
    assert User.objects.get(pk=lid.user_id).check_password(NIEUW)
    assert Client().get(link).status_code == 410
    assert Gebeurtenis.objects.filter(actie="eerste_beheerder", object_id=lid.pk).exists()


def test_with_an_administrator_it_refuses_unless_asked() -> None:
    _roep()
    with pytest.raises(CommandError, match="--erbij"):
        _roep(mail="piet@lindestreek.example")
    assert not User.objects.filter(email="piet@lindestreek.example").exists()
    assert "/uitnodiging/" in _roep(mail="piet@lindestreek.example", erbij=True, rol="directeur_swv")
    assert Samenwerkingsverband.objects.filter(nummer="VO9911").count() == 1


def test_an_address_that_only_looks_the_same_is_somebody_else() -> None:
    """`ı` becomes an I in upper case: whoever has the address with that letter would have become administrator."""
    ander = User.objects.create_user("lot@l\u0131ndestreek.example", naam="Iemand", password=NIEUW)
    assert "/uitnodiging/" in _roep()
    assert Lidmaatschap.objects.get(rol=Rol.BEHEERDER).user.email == "lot@lindestreek.example"
    assert not ander.lidmaatschappen.exists()


@pytest.mark.parametrize(
    ("opties", "zin"),
    [
        ({"mail": "geen adres"}, "e-mail"),
        ({"swv": "1234"}, "PO of VO"),
        ({"swv_naam": ""}, "--swv-naam"),
        ({"naam": " "}, "Nodig"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_made(opties: dict[str, str], zin: str) -> None:
    with pytest.raises(CommandError, match=zin):
        _roep(**opties)
    assert not User.objects.exists() and not Samenwerkingsverband.objects.exists()

"""No page of the bench asks the database more than it may, whatever hangs on the case and in whatever state it is."""

from collections.abc import Callable, Iterator

import pytest
from django.db import transaction
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from bench.plannen import afgeluisterd
from bench.rapport import MEEST_VRAGEN
from bench.sessies import PAGINAS, ZAAK, vast, zaken
from organisations.actor import Actor
from organisations.rollen import Rol
from tests.bench.volle_zaken import Volheid, maak_volle_zaken

pytestmark = pytest.mark.django_db
BESLUIT = {"besluit": zaken("tlv:besluiten", status="ter_besluitvorming")}
OOK = {
    Rol.SCHOOLDIRECTEUR: {"zaak": ZAAK},
    Rol.GEDRAGSWETENSCHAPPER: {"zaak": ZAAK},
    Rol.COMMISSIELID: {"zaak": ZAAK, **BESLUIT},
    Rol.PLV_VOORZITTER: {"zaak": ZAAK, **BESLUIT},
    Rol.LEERLING: {"thuis": vast("workflow:home"), "gezin": zaken("tlv:gezin")},
}
"""The pages of one case for hats that the bench leaves out, because they are much like another."""
ALLES = PAGINAS | OOK
VAN_DE_TEST = ("SAVEPOINT", "RELEASE SAVEPOINT")
"""Where the site begins and ends a transaction, within the one that the test puts around everything."""
GELEZEN = 'INSERT INTO "audit_lezing"'
"""Who looks for the first time leaves a row in the record, or several at once: that one statement does not count."""


@pytest.fixture(scope="module")
def volheid(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Volheid]:
    """Made once, in a transaction around all tests here."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield maak_volle_zaken()
        transaction.set_rollback(True)


@pytest.mark.parametrize("rol", ALLES)
def test_no_page_asks_more_than_it_may(rol: str, volheid: Volheid, als: Callable[[Actor], Client]) -> None:
    actor = volheid.actoren[rol]
    client = als(actor)
    client.get("/")  # the first page writes into the session
    standen = {zaak.pk: status for status, zaak in volheid.zaken.items()}
    gevraagd = {}
    for naam, maak in ALLES[rol].items():
        adressen = maak(actor)
        assert adressen, f"no {naam} for a {rol}"
        for adres in adressen:
            stand = next((standen[int(deel)] for deel in adres.split("/") if deel.isdigit()), "")
            gevraagd[naam, stand] = len(_vragen(client, adres))
    te_veel = {waar: aantal for waar, aantal in gevraagd.items() if aantal > MEEST_VRAGEN}
    assert te_veel == {}, f"a page of a {rol} asks more than {MEEST_VRAGEN} questions: see the name and the state"


def _vragen(client: Client, adres: str) -> list[str]:
    """What a first visit asks: everything from the session on."""
    with afgeluisterd() as gehoord:
        antwoord = client.get(adres)
    assert antwoord.status_code == 200, adres
    vragen = [sql for sql, _ in gehoord if not sql.startswith(VAN_DE_TEST)]
    eerste = next((nr for nr, sql in enumerate(vragen) if sql.startswith(GELEZEN)), len(vragen))
    return vragen[:eerste] + vragen[eerste + 1 :]

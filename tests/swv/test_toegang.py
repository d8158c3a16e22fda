"""Default deny, for every address of the site: nobody gets in unseen, no other school, no role by accident."""

from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from organisations.actor import Actor
from organisations.models import Samenwerkingsverband, School
from organisations.rollen import Rol
from tests import factories
from tlv.models import Aanvraag, Status

pytestmark = pytest.mark.django_db

OPENBAAR = {
    "start",
    "demo_als",
    "demo_postvak",
    "gezond",
    "gereed",
    "organisations:inloggen",
    "organisations:tweede_stap",
    "organisations:nieuwe_code",
    "organisations:passkey_opties",
    "organisations:passkey_gebruiken",
    "organisations:wachtwoord_vergeten",
    "organisations:wachtwoord_kiezen",
    "organisations:hulp",
    "organisations:privacy",
    "organisations:toegankelijkheid",
    "cases:activeren",
    "documents:echt",
    "documents:echt_code",
    "ui:stijlgids",
}
"""Pages without log-in: the front door, sign-in, health, and the public check of a decision."""


def _paden(resolver: URLResolver, voor: str = "", ruimte: str = "") -> Iterator[tuple[str, str]]:
    """Every address of the URLconf, with 999999 in the place of each argument, and its name."""
    for deel in resolver.url_patterns:
        pad = voor + str(deel.pattern)
        if isinstance(deel, URLResolver):
            yield from _paden(deel, pad, deel.namespace or ruimte)
        elif isinstance(deel, URLPattern):
            naam = f"{ruimte}:{deel.name}" if ruimte else str(deel.name)
            yield naam, pad


PADEN = dict(_paden(get_resolver()))
BESLOTEN = {naam: pad for naam, pad in PADEN.items() if not naam.startswith("ui:") and naam not in OPENBAAR}
VAN_ZAAK = {naam: pad for naam, pad in BESLOTEN.items() if "<int:zaak_id>" in pad}


def _vul(pad: str, **waarden: int | str) -> str:
    for soort in ("int", "str", "slug"):
        for stuk in list(_namen(pad, soort)):
            standaard: int | str = 999_999 if soort == "int" else "onbekend"
            pad = pad.replace(f"<{soort}:{stuk}>", str(waarden.get(stuk, standaard)))
    return "/" + pad


def _namen(pad: str, soort: str) -> Iterator[str]:
    for stuk in pad.split(f"<{soort}:")[1:]:
        yield stuk.partition(">")[0]


@pytest.mark.parametrize("naam", sorted(BESLOTEN))
@pytest.mark.parametrize("methode", ["get", "post"])
def test_without_log_in_every_page_leads_to_the_log_in_page(client: Client, naam: str, methode: str) -> None:
    antwoord = getattr(client, methode)(_vul(BESLOTEN[naam]))
    assert antwoord.status_code == 302
    assert antwoord.headers["Location"].startswith("/inloggen/")


@pytest.fixture
def van_elders(swv: Samenwerkingsverband) -> Samenwerkingsverband:
    return factories.SwvFactory()


@pytest.mark.parametrize("status", [Status.CONCEPT, Status.TER_BESLUITVORMING, Status.BEKENDGEMAAKT])
def test_a_case_of_another_school_or_samenwerkingsverband_does_not_exist(
    als: Callable[[Actor], Client],
    aanvraag: Aanvraag,
    andere_school: School,
    van_elders: Samenwerkingsverband,
    status: Status,
) -> None:
    if status != Status.CONCEPT:
        factories.zet_status(aanvraag, status)
    vreemden = [factories.actor(rol, andere_school) for rol in (Rol.COORDINATOR, Rol.SCHOOLDIRECTEUR)]
    vreemden += [
        factories.actor(rol, van_elders)
        for rol in (Rol.SECRETARIAAT, Rol.VOORZITTER, Rol.COMMISSIELID, Rol.DESKUNDIGE, Rol.DIRECTEUR_SWV)
    ]
    vreemden += [factories.actor(Rol.OUDER), factories.actor(Rol.LEERLING)]
    fout = {}
    for vreemde in vreemden:
        client = als(vreemde)
        for naam, pad in VAN_ZAAK.items():
            for methode in ("get", "post"):
                code = getattr(client, methode)(_vul(pad, zaak_id=aanvraag.zaak_id)).status_code
                if code not in (404, 405):
                    fout[vreemde.rol, naam, methode] = code
    assert fout == {}


@pytest.mark.parametrize("status", [Status.INGEDIEND, Status.DESKUNDIGENADVIES, Status.TER_BESLUITVORMING])
def test_no_page_of_an_own_case_ends_in_an_error_for_any_role(
    als: Callable[[Actor], Client], aanvraag: Aanvraag, school: School, swv: Samenwerkingsverband, status: Status
) -> None:
    factories.zet_status(aanvraag, status)
    eigen = [factories.actor(rol, school) for rol in (Rol.COORDINATOR, Rol.SCHOOLDIRECTEUR)]
    eigen += [
        factories.actor(rol, swv)
        for rol in (Rol.SECRETARIAAT, Rol.VOORZITTER, Rol.PLV_VOORZITTER, Rol.COMMISSIELID, Rol.DIRECTEUR_SWV)
    ]
    fout = {}
    for persoon in eigen:
        client = als(persoon)
        for naam, pad in VAN_ZAAK.items():
            for methode in ("get", "post"):
                code = getattr(client, methode)(_vul(pad, zaak_id=aanvraag.zaak_id)).status_code
                if code >= 500:
                    fout[persoon.rol, naam, methode] = code
    assert fout == {}

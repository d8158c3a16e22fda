"""Every form of the site counts once, and every form that changes a row says which version it showed."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import Resolver404, resolve
from pytest_django.plugin import DjangoDbBlocker

from organisations.actor import Actor
from tests.swv import matrix
from tests.swv.wereld import EIGEN, Wereld, maak_wereld

pytestmark = pytest.mark.django_db
KAAL = {"ui/_gebruiker.html"}
KALE_DOELEN = {"organisations:hoed_wisselen", "organisations:uitloggen"}
"""Another hat, and logging out: nothing is written that could be written twice."""
VOOR_HET_INLOGGEN = {
    "organisations/inloggen.html",
    "organisations/tweede_stap.html",
    "organisations/wachtwoord_vergeten.html",
    "organisations/wachtwoord_kiezen.html",
    "organisations/rol_aannemen.html",
    "organisations/uitnodiging.html",
    "cases/activeren.html",
    "cases/activeren_mail.html",
    "documents/echt.html",
    "swv/start.html",
    "ui/stijlgids.html",
}
"""Asked of who is not logged in: a brake guards them, and a code or link works once by itself."""
NIEUW = "adds a row: nothing of somebody else is overwritten"
EIGEN_ACCOUNT = "about the own account or the own choice of one person"
OORDEEL = "a judgement on what waits: refused when it was judged meanwhile"
ZONDER_VERSIE = {
    "organisations:mandaat_nieuw": NIEUW,
    "organisations:afwezig_nieuw": NIEUW,
    "organisations:gebruiker_nieuw": NIEUW,
    "organisations:hoed_nieuw": NIEUW,
    "organisations:beroep_nieuw": NIEUW,
    "organisations:afwezigheid_nieuw": NIEUW,
    "organisations:herstel_vragen": NIEUW,
    "organisations:import_nieuw": NIEUW,
    "organisations:herbevestigen": EIGEN_ACCOUNT,
    "organisations:wachtwoord_wijzigen": EIGEN_ACCOUNT,
    "organisations:wachtwoord_vergeten": EIGEN_ACCOUNT,
    "organisations:passkey_naam": EIGEN_ACCOUNT,
    "cases:activeren": EIGEN_ACCOUNT,
    "deadlines:feestdag_nieuw": NIEUW,
    "workflow:onbestelbaar": NIEUW,
    "workflow:papier": OORDEEL,
    "workflow:storingen": NIEUW,
    "workflow:mailkeuze": EIGEN_ACCOUNT,
    "workflow:termijnen": EIGEN_ACCOUNT,
    "workflow:termijnen_maand": EIGEN_ACCOUNT,
    "tlv:gezin_post": EIGEN_ACCOUNT,
    "tlv:bespreking": NIEUW,
    "tlv:papier": OORDEEL,
    "cases:dubbel_ongedaan": OORDEEL,
    "tlv:postbak_ongedaan": OORDEEL,
    "documents:echt": "public: writes nothing",
}
"""Forms with something to fill in, and no version. A form that is only a button needs none: what it does depends on the
state of its row, and the door of that row refuses when it moved on."""
WIE_EERST = 2
"""How many of the people who may open a page look at it."""


@pytest.fixture(scope="module")
def wereld(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Wereld]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield maak_wereld()
        transaction.set_rollback(True)


def test_every_form_in_a_template_carries_the_mark_that_makes_it_count_once() -> None:
    zonder = []
    for bestand in (Path(settings.BASE_DIR) / "templates").rglob("*.html"):
        naam = str(bestand.relative_to(Path(settings.BASE_DIR) / "templates"))
        for form in re.findall(r'<form[^>]*method="post".*?</form>', bestand.read_text(), re.S):
            if "{% csrf_token %}" not in form and not (naam in KAAL and '{% csrf_token "kaal" %}' in form):
                zonder.append(naam)
    assert zonder == []


def _bladzijden(wereld: Wereld) -> Iterator[tuple[str, str, str]]:
    """(role, name, path) for pages that some role may open, a few people each."""
    blokken = matrix.lees()
    for relatie, welke in (("eigen-open", "open"), ("eigen-lopend", "lopend"), ("eigen-gesloten", "gesloten")):
        waarden = wereld.waarden[getattr(wereld, welke).zaak_id]
        for naam, pad in matrix.adressen():
            codes = blokken[relatie].get((naam, "GET"), {})
            wie = [rol for rol, code in codes.items() if code == "200"]
            for rol in wie[:WIE_EERST] + wie[-1:]:
                yield rol, naam, matrix.vul(naam, pad, waarden)


def _formulieren(html: str, pad: str) -> Iterator[tuple[str, str]]:
    """(name of the address it is sent to, the form)."""
    for form in re.findall(r'<form[^>]*method="post".*?</form>', html, re.S):
        doel = re.search(r'<form[^>]*action="([^"]*)"', form)
        try:
            yield resolve((doel.group(1) if doel else "").partition("?")[0] or pad).view_name, form
        except Resolver404:
            yield f"{doel}: nowhere", form


def _in_te_vullen(form: str) -> bool:
    """Whether there is something to type or to choose."""
    soorten = re.findall(r"<input[^>]*type=\"(\w+)\"", form)
    return bool({"hidden", "submit"} < {*soorten, "hidden", "submit"} or "<textarea" in form or "<select" in form)


def test_every_form_that_changes_a_row_has_its_version(wereld: Wereld, als: Callable[[Actor], Client]) -> None:
    per_rol = defaultdict(set)
    for rol, naam, pad in _bladzijden(wereld):
        per_rol[rol].add((naam, pad))
    zonder_merk, zonder_versie, gezien = set(), set(), set()
    for rol, bladzijden in per_rol.items():
        client = als(wereld.actoren[EIGEN][rol])
        for _, pad in sorted(bladzijden):
            with transaction.atomic():
                antwoord = client.get(pad)
                transaction.set_rollback(True)
            html = antwoord.headers.get("Content-Type", "").startswith("text/html")
            if antwoord.status_code != 200 or antwoord.streaming or not html:
                continue
            for doel, form in _formulieren(antwoord.content.decode(), pad):
                gezien.add(doel)
                if 'name="formuliermerk"' not in form and doel not in KALE_DOELEN:
                    zonder_merk.add(doel)
                if _in_te_vullen(form) and not re.search(r'name="([\w-]+-)?(versie(_\w+)?|sha256)"', form):
                    zonder_versie.add(doel)
    assert zonder_merk == set()
    anders = sorted(zonder_versie ^ set(ZONDER_VERSIE))
    assert not anders, f"a form without version, or an exception that is not needed: {' '.join(anders)}"
    assert len(gezien) > 40

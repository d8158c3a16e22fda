"""The forms on a page: each counts once, and each that changes a row says which version it showed."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from django.urls import Resolver404, resolve

KALE_DOELEN = {"organisations:hoed_wisselen", "organisations:uitloggen"}
"""Another hat, and logging out: nothing is written that could be written twice."""
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
    "organisations:passkey_nieuw": EIGEN_ACCOUNT,
    "organisations:app_instellen": EIGEN_ACCOUNT,
    "cases:activeren": EIGEN_ACCOUNT,
    "deadlines:feestdag_nieuw": NIEUW,
    "workflow:onbestelbaar": NIEUW,
    "workflow:papier": OORDEEL,
    "workflow:storingen": NIEUW,
    "workflow:mailkeuze": EIGEN_ACCOUNT,
    "workflow:agenda_maken": EIGEN_ACCOUNT,
    "workflow:termijnen": EIGEN_ACCOUNT,
    "workflow:termijnen_maand": EIGEN_ACCOUNT,
    "workflow:gezin_post": EIGEN_ACCOUNT,
    "tlv:bespreking": NIEUW,
    "tlv:papier": OORDEEL,
    "cases:dubbel_ongedaan": OORDEEL,
    "tlv:postbak_ongedaan": OORDEEL,
    "tlv:besluit_terug": OORDEEL,
    "vergaderingen:afgelasten": OORDEEL,
    "workflow:tekenen_papier": OORDEEL,
    "workflow:tekenen_nakijken": OORDEEL,
    "workflow:tekenronde_intrekken": OORDEEL,
    "workflow:tekencode": "a code from a letter: looking writes nothing",
    "maatwerk:gedeeld": "a code that somebody was told: nothing is filled in that could be lost",
    "maatwerk:contact_snel": NIEUW,
    "documents:echt": "public: writes nothing",
}
"""Forms with something to fill in, and no version. A form that is only a button needs none: what it does depends on the
state of its row, and the door of that row refuses when it moved on."""


class Formulier(NamedTuple):
    """Where it is sent to, and what it carries."""

    doel: str
    merk: bool
    versie: bool
    """Also when there is nothing to fill in: then it needs none."""


def op_pagina(html: str, pad: str) -> Iterator[Formulier]:
    for form in re.findall(r'<form[^>]*method="post".*?</form>', html, re.S):
        versie = re.search(r'name="([\w-]+-)?(versie(_\w+)?|sha256)"', form)
        yield Formulier(_doel(form, pad), 'name="formuliermerk"' in form, bool(versie) or not _in_te_vullen(form))


def keur(formulieren: set[Formulier]) -> None:
    assert {f.doel for f in formulieren if not f.merk and f.doel not in KALE_DOELEN} == set()
    anders = sorted({f.doel for f in formulieren if not f.versie} ^ set(ZONDER_VERSIE))
    assert not anders, f"a form without version, or an exception that is not needed: {' '.join(anders)}"
    assert len({f.doel for f in formulieren}) > 40


def _doel(form: str, pad: str) -> str:
    """The name of the address."""
    doel = re.search(r'<form[^>]*action="([^"]*)"', form)
    try:
        return resolve(((doel and doel[1]) or pad).partition("?")[0]).view_name
    except Resolver404:
        return f"{doel}: nowhere"


def _in_te_vullen(form: str) -> bool:
    """Whether there is something to type or to choose."""
    soorten = re.findall(r"<input[^>]*type=\"(\w+)\"", form)
    return bool({"hidden", "submit"} < {*soorten, "hidden", "submit"} or "<textarea" in form or "<select" in form)

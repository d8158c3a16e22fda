"""The deadline as people see it, in words for staff and in plainer words for parents."""

import re
from datetime import date
from html import unescape

import pytest
import textstat
from django.template import Context, Template
from django.utils.html import strip_tags

from cases.models import Zaak
from deadlines import services
from deadlines.models import Termijn

ONTVANGEN = date(2026, 3, 9)
VERBODEN = ("betreffende", "middels", "indien", "derhalve", "conform", "zienswijze")


def html(termijn: Termijn, vandaag: date, voor: str = "") -> str:
    sjabloon = Template("{% load termijnen %}{% termijn termijn voor=voor %}")
    termijn = Termijn.objects.get(pk=termijn.pk)
    return sjabloon.render(Context({"termijn": termijn, "vandaag": vandaag, "voor": voor}))


def tekst(termijn: Termijn, vandaag: date, voor: str = "") -> str:
    return plat(html(termijn, vandaag, voor))


def plat(bron: str) -> str:
    return re.sub(r"\s+", " ", unescape(strip_tags(bron))).strip()


@pytest.fixture
def beslistermijn(zaak: Zaak) -> Termijn:
    termijn = services.start(zaak, "beslistermijn", vanaf=ONTVANGEN)
    services.opschorten(zaak, "beslistermijn", van=date(2026, 3, 16), uiterlijk=date(2026, 4, 7))
    return termijn


@pytest.fixture
def hervat(zaak: Zaak, beslistermijn: Termijn) -> Termijn:
    services.hervatten(zaak, "beslistermijn", op=date(2026, 3, 27))
    return beslistermijn


def test_it_shows_the_date_and_what_is_left(hervat: Termijn) -> None:
    assert "uiterlijk 18 mei 2026 · nog 12 dagen" in tekst(hervat, date(2026, 5, 6))


def test_it_explains_the_date_step_by_step_with_articles(hervat: Termijn) -> None:
    uitleg = tekst(hervat, date(2026, 5, 6))
    assert "Hoe komt u aan deze datum?" in uitleg
    assert "Van 17 maart 2026 tot en met 26 maart 2026 stond de termijn stil: 10 dagen." in uitleg
    assert "De datum werd 14 mei 2026." in uitleg
    assert "14 mei 2026 is geen werkdag (Hemelvaartsdag)." in uitleg
    assert "Artikel 4:15, eerste lid, Algemene wet bestuursrecht" in uitleg


def test_a_suspended_term_says_since_when(beslistermijn: Termijn) -> None:
    assert "stilgelegd sinds 17 maart 2026 · einddatum nu hoogstens 26 mei 2026" in tekst(
        beslistermijn, date(2026, 3, 20)
    )
    assert "stilgelegd vanaf 17 maart 2026" in tekst(beslistermijn, date(2026, 3, 16))


def test_suspension_without_an_end_in_sight_has_no_date(zaak: Zaak) -> None:
    termijn = services.start(zaak, "beslistermijn", vanaf=ONTVANGEN)
    services.opschorten(zaak, "beslistermijn", van=date(2026, 3, 16), grond="overmacht")
    uitleg = tekst(termijn, date(2026, 4, 1))
    assert "stilgelegd sinds 17 maart 2026 · nog geen einddatum" in uitleg
    assert "Waarom is er nog geen datum?" in uitleg


def test_late_is_said_in_words(hervat: Termijn) -> None:
    assert "3 dagen te laat" in tekst(hervat, date(2026, 5, 21))


def test_an_objection_term_that_ended_is_not_called_late(zaak: Zaak) -> None:
    termijn = services.start(zaak, "bezwaar", vanaf=date(2025, 11, 14))
    assert "liep tot en met 29 december 2025" in tekst(termijn, date(2026, 1, 5))


def test_a_stopped_term_says_when(zaak: Zaak, hervat: Termijn) -> None:
    services.stop(zaak, "beslistermijn", op=date(2026, 5, 11))
    assert "afgerond op 11 mei 2026" in tekst(hervat, date(2026, 5, 12))


def test_it_needs_no_script_and_no_inline_style(hervat: Termijn) -> None:
    bron = html(hervat, date(2026, 5, 6))
    assert "<details" in bron
    assert "style=" not in bron
    assert "<script" not in bron


class TestForParents:
    def test_it_says_who_does_what_by_when(self, hervat: Termijn) -> None:
        uitleg = tekst(hervat, date(2026, 5, 6), voor="gezin")
        assert uitleg.startswith("Wij beslissen uiterlijk op 18 mei 2026. Dat is over 12 dagen.")
        assert "Hoe komen wij aan deze datum?" in uitleg

    @pytest.mark.parametrize("soort", ["servicenorm", "aanvultermijn", "volledigheidsnorm", "bezwaar"])
    def test_every_kind_has_its_own_sentence(self, zaak: Zaak, soort: str) -> None:
        termijn = services.start(zaak, soort, vanaf=ONTVANGEN)
        assert "uiterlijk op" in tekst(termijn, ONTVANGEN, voor="gezin") or soort == "bezwaar"

    @pytest.mark.parametrize("vandaag", [date(2026, 3, 20), date(2026, 5, 6), date(2026, 6, 20)])
    def test_the_words_are_plain(self, beslistermijn: Termijn, vandaag: date) -> None:
        bron = html(beslistermijn, vandaag, voor="gezin")
        uitleg = plat(re.sub(r"<small>.*?</small>|<summary.*?</summary>", " ", bron, flags=re.DOTALL))
        zinnen = [zin.split() for zin in re.split(r"[.!?]\s", uitleg) if zin.strip()]
        textstat.set_lang("nl")
        assert max(len(zin) for zin in zinnen) <= 20
        assert sum(map(len, zinnen)) / len(zinnen) <= 12
        assert not [woord for woord in VERBODEN if woord in uitleg.lower()]
        assert textstat.flesch_reading_ease(uitleg) >= 65

    @pytest.mark.parametrize("vandaag", [date(2026, 3, 20), date(2026, 5, 6), date(2026, 9, 1)])
    def test_a_pupil_is_never_addressed_with_u(self, zaak: Zaak, vandaag: date) -> None:
        """Without an end in sight, running, and past its date."""
        termijn = services.start(zaak, "beslistermijn", vanaf=ONTVANGEN)
        if vandaag < date(2026, 4, 1):
            services.opschorten(zaak, "beslistermijn", van=date(2026, 3, 16), grond="overmacht")
        sjabloon = Template('{% load termijnen %}{% termijn termijn voor="gezin" %}')
        rij = Termijn.objects.get(pk=termijn.pk)
        gelezen = plat(sjabloon.render(Context({"termijn": rij, "vandaag": vandaag, "jij": True})))
        assert gelezen and not re.search(r"\b[Uu]w?\b", gelezen), gelezen

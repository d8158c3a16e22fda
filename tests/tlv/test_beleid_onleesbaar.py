"""Policy that does not hold is refused when it is written; stored all the same, a sentence says so and nothing breaks.

A version becomes unreadable when it was written past the door, or when what may stand in it grew narrower.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from cases.models import Zaak
from deadlines import services as termijnen
from deadlines.models import Termijn, kalender_uit_tabel
from organisations.actor import Actor
from organisations.beleid import BeleidFout, leg_versie_vast
from organisations.models import Beleidsversie, Samenwerkingsverband
from organisations.rollen import Rol
from tests import factories
from tests.tlv.gezin_voorbeeld import besluit_bekend, maak_gezin
from tests.tlv.volledigheid_hulp import ingediend
from tlv.beleid import TlvBeleid
from tlv.models import Aanvraag, Status
from workflow.controle import bevindingen
from workflow.models import Bericht
from workflow.stilstand import meld_stilstand

pytestmark = pytest.mark.django_db
Als = Callable[[Actor], Client]
KAPOT = {"servicenorm_weken": "vaak"}
ZIN = "is niet goed vastgelegd. De beheerder van het samenwerkingsverband kan dat herstellen."


def bind_kapot(zaak: Zaak) -> Beleidsversie:
    """Past the door, as by hand in the database."""
    versie = Beleidsversie.objects.create(
        swv=zaak.swv, sectie="tlv", vanaf=date(2020, 1, 1), bron="test", waarden=KAPOT
    )
    Zaak.objects.filter(pk=zaak.pk).update(beleid={"tlv": versie.pk})
    return versie


@pytest.mark.parametrize(
    ("waarden", "veld"),
    [
        ({"servicenorm_weken": "vaak"}, "servicenorm_weken"),
        ({"servicenorm_weken": 1_000_000}, "servicenorm_weken"),
        ({"aanvulling_weken": 53}, "aanvulling_weken"),
        ({"herinneringen_dagen": [14, 10**9]}, "herinneringen_dagen"),
        ({"te_laat_elke_dagen": 10**9}, "te_laat_elke_dagen"),
        ({"terugroep_minuten": 10**12}, "terugroep_minuten"),
        ({"norm_verzetten_door": ["keizer"]}, "norm_verzetten_door"),
        ({"eerste_beroepen": ["tovenaar"]}, "eerste_beroepen"),
        ({"eerste_beroepen": []}, "eerste_beroepen"),
        ({"deskundigen_minimaal": 3, "deskundigen_maximaal": 2}, "het geheel"),
        ({"zaaknummer": "{jaar}"}, "zaaknummer"),
        ({"zaaknummer": "{volgnummer}"}, "zaaknummer"),
        ({"zaaknummer": "{jaar}-{volgnummer}-{naam}"}, "zaaknummer"),
        ({"zaaknummer": "{jaar}-{volgnummer.__class__}"}, "zaaknummer"),
        ({"zaaknummer": "{jaar}-{volgnummer:999999999d}"}, "zaaknummer"),
        ({"zaaknummer": "{jaar}-{volgnummer"}, "zaaknummer"),
        ({"zaaknummer": "aanvraag-van-{swv}-{jaar}-{volgnummer:04d}"}, "zaaknummer"),
        ({"zaaknummer": "{jaar}\n{volgnummer}"}, "zaaknummer"),
        ({"tlv_nummer": "{swv}"}, "tlv_nummer"),
        ({"bestaat_niet": 1}, "bestaat_niet"),
        (["servicenorm_weken"], "het geheel"),
    ],
)
def test_what_does_not_hold_is_not_written(swv: Samenwerkingsverband, waarden: Any, veld: str) -> None:
    with pytest.raises(BeleidFout) as fout:
        leg_versie_vast(swv.pk, "tlv", vanaf=date(2026, 1, 1), bron="test", waarden=waarden)
    assert fout.value.velden == [veld] and veld in fout.value.melding
    assert not Beleidsversie.objects.exists()


def test_what_holds_is_written_and_another_section_is_not(swv: Samenwerkingsverband) -> None:
    waarden = {"zaaknummer": "{swv}-{jaar}-{volgnummer:05d}", "norm_verzetten_door": ["voorzitter"]}
    versie = leg_versie_vast(swv.pk, "tlv", vanaf=date(2026, 1, 1), bron="test", waarden=waarden)
    beleid = TlvBeleid.model_validate(Beleidsversie.objects.get(pk=versie.pk).waarden)
    assert beleid.norm_verzetten_door == [Rol.VOORZITTER]
    assert beleid.zaaknummer.format(swv="VO9901", jaar=2026, volgnummer=7) == "VO9901-2026-00007"
    with pytest.raises(BeleidFout, match="Kies uit: tlv"):
        leg_versie_vast(swv.pk, "weer", vanaf=date(2026, 1, 1), bron="test", waarden={})


def _paginas_van_een_zaak(deel: Any = None, naam: str = "") -> Iterator[str]:
    """Every address that needs a case and nothing else."""
    for patroon in (deel or get_resolver()).url_patterns:
        if isinstance(patroon, URLResolver):
            yield from _paginas_van_een_zaak(patroon, f"{patroon.namespace}:" if patroon.namespace else naam)
        elif isinstance(patroon, URLPattern) and set(patroon.pattern.converters) == {"zaak_id"}:
            yield f"{naam}{patroon.name}"


@pytest.mark.parametrize("status", [Status.CONCEPT, Status.INGEDIEND, Status.AANGEVULD, Status.TER_BESLUITVORMING])
def test_no_page_of_its_cases_breaks_and_those_that_need_it_say_why(status: str, als: Als) -> None:
    """The client raises what a view does not catch."""
    gezin = maak_gezin(status=status)
    bind_kapot(gezin.zaak)
    namen = sorted(set(_paginas_van_een_zaak()))
    assert len(namen) > 30
    gezegd = 0
    for wie in (gezin.coordinator, gezin.secretariaat, gezin.voorzitter, gezin.moeder, gezin.leerling):
        client = als(wie)
        for naam in namen:
            antwoord = client.get(reverse(naam, args=[gezin.zaak.pk]))
            assert antwoord.status_code < 500, (naam, wie.rol)
            if antwoord.status_code == 409:
                gezegd += ZIN in " ".join(antwoord.content.decode().split())
    assert gezegd > 0


def test_the_family_still_reads_the_decision(als: Als) -> None:
    gezin = maak_gezin(status=Status.TER_BESLUITVORMING)
    besluit_bekend(gezin)
    bind_kapot(gezin.zaak)
    antwoord = als(gezin.moeder).get(reverse("tlv:gezin_besluit", args=[gezin.zaak.pk]))
    assert antwoord.status_code == 200
    assert "Schrijf een brief aan het samenwerkingsverband." in antwoord.content.decode()


def test_what_was_typed_stays_in_the_form(als: Als, aanvraag: Aanvraag, secretariaat: Actor) -> None:
    factories.zet_status(aanvraag, Status.DESKUNDIGENADVIES)
    loopt = termijnen.start(aanvraag.zaak, "beslistermijn", vanaf=timezone.localdate())
    assert loopt.einde is not None
    bind_kapot(aanvraag.zaak)
    dag = kalender_uit_tabel().eerstvolgende_werkdag(loopt.einde + timedelta(days=7))
    velden = {"nieuwe_datum_dag": dag.day, "nieuwe_datum_maand": dag.month, "nieuwe_datum_jaar": dag.year}
    pad = reverse("tlv:termijn_wijzigen", args=[aanvraag.zaak_id, "verdagen"])
    antwoord = als(secretariaat).post(pad, {**velden, "reden": "Veel zieken deze maand", "bevestig": "1"})
    html = " ".join(antwoord.content.decode().split())
    assert antwoord.status_code == 422
    assert ZIN in html and "Veel zieken deze maand" in html
    assert Termijn.objects.filter(verdaagd_op__isnull=False).count() == 0


def test_the_page_of_policy_says_which_version_and_what(
    als: Als, aanvraag: Aanvraag, swv: Samenwerkingsverband
) -> None:
    bind_kapot(aanvraag.zaak)
    leg_versie_vast(swv.pk, "tlv", vanaf=date(2021, 1, 1), bron="goed", waarden={"informatie_dagen": 13})
    html = als(factories.actor(Rol.BEHEERDER, swv)).get(reverse("organisations:beleid")).content.decode()
    assert "Deze versie is niet te lezen" in html
    assert "Streeftermijn voor het besluit, in weken na volledigheid" in html
    assert '<dd class="breek">13</dd>' in html


def test_the_termijnrekenaar_goes_on_with_the_standard_and_says_so(als: Als, secretariaat: Actor) -> None:
    Beleidsversie.objects.create(
        swv_id=secretariaat.swv_id, sectie="tlv", vanaf=date(2020, 1, 1), bron="test", waarden=KAPOT
    )
    antwoord = als(secretariaat).get(reverse("deadlines:termijnrekenaar"))
    html = antwoord.content.decode()
    assert antwoord.status_code == 200
    assert "Wij rekenen zolang met de standaardtermijnen." in html and "(6 weken, beleid)" in html


def test_it_keeps_nobody_else_from_being_asked_about_what_stands_still(aanvraag: Aanvraag, secretariaat: Actor) -> None:
    goed: Aanvraag = factories.AanvraagFactory(zaak__dossier=factories.DossierFactory(school=aanvraag.zaak.school))
    for rij in (aanvraag, goed):
        ingediend(rij)
        termijnen.opschorten(rij.zaak, "beslistermijn", van=factories.VANDAAG, grond="vertraging")
    bind_kapot(aanvraag.zaak)
    dag = factories.VANDAAG + timedelta(days=20)
    assert meld_stilstand(vandaag=dag, nu=factories.NU + timedelta(days=20)) == 1
    assert {b.zaak_id for b in Bericht.objects.filter(soort="termijn_stil_beslistermijn")} == {goed.zaak_id}


def test_the_weekly_check_tells_of_it(aanvraag: Aanvraag) -> None:
    bind_kapot(aanvraag.zaak)
    regels = [b for b in bevindingen(vandaag=factories.VANDAAG, nu=factories.NU) if "te lezen" in b.wat]
    assert [(b.waar, b.wat, b.swv_id) for b in regels] == [
        ("beleid tlv vanaf 2020-01-01", "is niet te lezen: servicenorm_weken", aanvraag.zaak.swv_id)
    ]

"""Each check before signing: what makes it say no, what makes it ask for attention."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from organisations.actor import Actor
from organisations.models import Samenwerkingsverband, User
from organisations.rollen import Rol
from tests import factories
from tests.tlv import besluitzaak as bz
from tlv.beslissers import waarom_niet_beslissen
from tlv.besluitbeeld import beeld_van, concept_of_voorstel, kernvoorstel
from tlv.models import Aanvraag, Advies, Bespreking
from tlv.toetsen import FOUT, GOED, LET_OP, Stuk, Toets, toets

pytestmark = pytest.mark.django_db
Verander = Callable[[Aanvraag], None]


@pytest.fixture
def zaak(aanvraag: Aanvraag) -> Aanvraag:
    return bz.klaar_om_te_besluiten(aanvraag)


@pytest.fixture
def chair(swv: Samenwerkingsverband) -> Actor:
    return bz.actor_met_mandaat(Rol.VOORZITTER, swv)


def uitkomst(zaak: Aanvraag, chair: Actor, **velden: Any) -> dict[str, Toets]:
    """The checks of the proposed draft with a motivation, and what this test changes in it."""
    beeld = beeld_van(zaak, vandaag=chair.vandaag)
    besluit = concept_of_voorstel(beeld)
    standaard = {"motivering": bz.MOTIVERING, "reactie_op_zienswijze": bz.REACTIE}
    for naam, waarde in {**standaard, **velden}.items():
        setattr(besluit, naam, waarde)
    return {t.sleutel: t for t in toets(Stuk(beeld, besluit, chair))}


def test_a_complete_case_has_nothing_against_signing(zaak: Aanvraag, chair: Actor) -> None:
    assert {t.sleutel: t.uitleg for t in uitkomst(zaak, chair).values() if t.stand != GOED} == {}


@pytest.mark.parametrize(
    ("velden", "sleutel", "stand"),
    [
        ({"soort": ""}, "soort", FOUT),
        ({"motivering": ""}, "motivering", FOUT),
        ({"motivering": "Akkoord."}, "motivering", FOUT),
        ({"motivering": "conform de adviezen"}, "motivering", FOUT),
        ({"motivering": "Te kort om iets te zeggen."}, "motivering", FOUT),
        ({"motivering": bz.MOTIVERING + " Dat is omdat …"}, "open_plekken", FOUT),
        ({"kernen": {}}, "kernen", FOUT),
        ({"reactie_op_zienswijze": ""}, "zienswijze", FOUT),
        ({"motivering": bz.MOTIVERING.replace("criteria in het ondersteuningsplan", "regels")}, "criteria", LET_OP),
        ({"motivering": "Het kind heeft rust nodig volgens de criteria. " * 8}, "arrangement", LET_OP),
        ({"einde": date(2028, 7, 31)}, "afwijking_advies", FOUT),
        ({"einde": date(2028, 7, 31), "periode_reden": ""}, "afwijking_beleid", FOUT),
        ({"einde": date(2026, 7, 31)}, "periode", FOUT),
        ({"einde": None}, "periode", FOUT),
        ({"einde": date(2040, 7, 31)}, "periode", FOUT),
        ({"begin": date(2026, 1, 5)}, "periode", FOUT),
        ({"categorie": ""}, "categorie", FOUT),
        ({"categorie": "hoog", "categorie_reden": "zwaar"}, "categorie", FOUT),
        ({"categorie_reden": "Er is ook een pgb van de gemeente."}, "pgb", LET_OP),
        ({"soort": "afwijzen"}, "school_gehoord", FOUT),
        ({"soort": "afwijzen"}, "ouders_gehoord", FOUT),
        ({"soort": "afwijzen", "motivering": bz.MOTIVERING + " Een diagnose ontbreekt."}, "diagnose", LET_OP),
    ],
)
def test_what_the_draft_itself_lacks(
    zaak: Aanvraag, chair: Actor, velden: dict[str, Any], sleutel: str, stand: str
) -> None:
    gevonden = uitkomst(zaak, chair, **velden)[sleutel]
    assert (gevonden.stand, bool(gevonden.uitleg)) == (stand, True)


def _een_advies(zaak: Aanvraag) -> None:
    zaak.adviezen.filter(volgorde=2).update(stand=Advies.Stand.GEVRAAGD)


def _zelfde_tekst(zaak: Aanvraag) -> None:
    zaak.adviezen.update(overwegingen=bz.OVERWEGINGEN[0])


def _ander_type(zaak: Aanvraag) -> None:
    zaak.adviezen.filter(volgorde=2).update(type="pro")


def _geen_eerste_beroep(zaak: Aanvraag) -> None:
    zaak.adviezen.filter(volgorde=1).update(beroep="onderwijskundige")


def _werkt_op_school(zaak: Aanvraag) -> None:
    advies = zaak.adviezen.get(volgorde=1)
    factories.lidmaatschap(Rol.SCHOOLDIRECTEUR, zaak.zaak.school, user=advies.deskundige)


def _gewaarschuwd(zaak: Aanvraag) -> None:
    zaak.adviezen.filter(volgorde=1).update(waarschuwing="Werkt bij hetzelfde schoolbestuur.")


def _niet_besproken(zaak: Aanvraag) -> None:
    Bespreking.objects.filter(aanvraag=zaak).delete()


def _oud_onderzoek(zaak: Aanvraag) -> None:
    zaak.zaak.onderdelen.filter(sleutel="ondersteuningsbehoeften").update(antwoorden={"onderzoek_datum": "2022-01-10"})


def _onderzoek_onbekend(zaak: Aanvraag) -> None:
    zaak.zaak.onderdelen.filter(sleutel="ondersteuningsbehoeften").delete()


def _ouders_oneens(zaak: Aanvraag) -> None:
    zaak.zaak.zienswijzen.update(standpunt="oneens")


def _geen_reactie(zaak: Aanvraag) -> None:
    zaak.zaak.zienswijzen.all().delete()


def _meer_gevraagd(zaak: Aanvraag) -> None:
    onderdeel = zaak.zaak.onderdelen.get(sleutel="situatie_en_verzoek")
    onderdeel.antwoorden = {**onderdeel.antwoorden, "categorie": "midden"}
    onderdeel.save()


@pytest.mark.parametrize(
    ("verander", "sleutel", "stand"),
    [
        (_een_advies, "adviezen", FOUT),
        (_zelfde_tekst, "gelijkenis", LET_OP),
        (_ander_type, "type", FOUT),
        (_geen_eerste_beroep, "beroep", FOUT),
        (_werkt_op_school, "onafhankelijk", FOUT),
        (_gewaarschuwd, "onafhankelijk", LET_OP),
        (_niet_besproken, "besproken", FOUT),
        (_oud_onderzoek, "onderzoek", LET_OP),
        (_onderzoek_onbekend, "onderzoek", LET_OP),
        (_ouders_oneens, "ouders_gehoord", FOUT),
        (_geen_reactie, "zienswijze", LET_OP),
        (_meer_gevraagd, "school_gehoord", LET_OP),
    ],
)
def test_what_the_case_lacks(zaak: Aanvraag, chair: Actor, verander: Verander, sleutel: str, stand: str) -> None:
    verander(zaak)
    assert uitkomst(zaak, chair)[sleutel].stand == stand


def test_parents_who_disagree_and_told_so_in_a_talk_were_heard(zaak: Aanvraag, chair: Actor) -> None:
    zaak.zaak.zienswijzen.update(standpunt="oneens", wijze="mondeling")
    assert uitkomst(zaak, chair)["ouders_gehoord"].stand == GOED


def test_a_higher_category_needs_reasons_and_a_talk_with_the_school(zaak: Aanvraag, chair: Actor) -> None:
    reden = "De leerling heeft de hele dag verpleegkundige hulp en aangepaste ruimtes nodig."
    hoger = {"categorie": "midden", "categorie_reden": reden}
    assert uitkomst(zaak, chair, **hoger)["categorie"].stand == FOUT
    bz.bespreek(zaak, "school")
    assert uitkomst(zaak, chair, **hoger)["categorie"].stand == GOED


def test_deviating_with_reasons_is_allowed(zaak: Aanvraag, chair: Actor) -> None:
    gevonden = uitkomst(
        zaak,
        chair,
        einde=date(2028, 7, 31),
        periode_reden="Twee jaar rust, omdat elke wisseling de leerling maanden kost.",
        afwijking="Beide deskundigen noemen een jaar, maar zien zelf dat dat krap is.",
    )
    assert gevonden["afwijking_advies"].stand == GOED
    assert gevonden["afwijking_beleid"].stand == GOED


def test_beyond_twenty_with_an_exemption(zaak: Aanvraag, chair: Actor) -> None:
    laat = {"einde": date(2032, 7, 31)}
    assert uitkomst(zaak, chair, **laat)["periode"].stand == FOUT
    assert uitkomst(zaak, chair, **laat, ontheffing=True)["periode"].stand == GOED


def test_pro_has_no_period_or_category_to_check(zaak: Aanvraag, chair: Actor) -> None:
    Aanvraag.objects.filter(pk=zaak.pk).update(route="pro_zijinstroom")
    zaak.adviezen.update(type="pro", einde=None, categorie="")
    gevonden = uitkomst(Aanvraag.objects.get(pk=zaak.pk), chair)
    assert gevonden["periode"].stand == GOED
    assert "categorie" not in gevonden
    assert "afwijking_beleid" not in gevonden


def test_mandate_and_involvement_are_checked_of_who_signs(zaak: Aanvraag, voorzitter: Actor, chair: Actor) -> None:
    assert uitkomst(zaak, voorzitter)["mandaat"].stand == FOUT
    assert uitkomst(zaak, chair)["mandaat"].stand == GOED
    zaak.zaak.schoolbehandelaar_id = chair.gebruiker_id
    zaak.zaak.save()
    assert uitkomst(zaak, chair)["niet_betrokken"].stand == FOUT


def test_the_proposed_consideration_is_the_start_of_the_advice() -> None:
    tekst = "Eerste zin. Tweede zin. " + "Lange zin met woorden " * 60
    assert kernvoorstel(tekst) == "Eerste zin. Tweede zin."
    assert kernvoorstel("") == ""


@pytest.mark.parametrize("gezag", [True, False])
def test_family_of_the_pupil_does_not_decide(zaak: Aanvraag, voorzitter: Actor, gezag: bool) -> None:
    """Awb 2:4; a hat of chair does not take the hat of a parent off."""
    assert waarom_niet_beslissen(voorzitter, zaak) == ""
    leerling = zaak.zaak.dossier.leerling
    factories.OuderFactory(leerling=leerling, user=User.objects.get(pk=voorzitter.gebruiker_id), gezag=gezag)
    assert "familie" in waarom_niet_beslissen(voorzitter, zaak)

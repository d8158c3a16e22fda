"""The check that all holds: silent about what is whole, a sentence and exit code 1 for each thing that is not."""

from collections.abc import Callable
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from deadlines import services as termijnen
from deadlines.models import Termijn
from documents import opslag
from documents.models import Document, Werkstatus
from documents.werk import verwerk_wachtende
from organisations.models import Samenwerkingsverband
from organisations.rollen import Rol
from tests import factories
from tests.tlv import besluitzaak
from tlv.models import Aanvraag, Status
from workflow.controle import bevindingen, meld_wekelijks
from workflow.models import Bericht

pytestmark = pytest.mark.django_db
NU, VANDAAG = factories.NU, factories.VANDAAG


@pytest.fixture
def zaak_met_alles(aanvraag: Aanvraag, swv: Samenwerkingsverband) -> Aanvraag:
    """Decided, with a sealed letter, running terms and a mail that was sent."""
    voorzitter = besluitzaak.actor_met_mandaat(Rol.VOORZITTER, swv)
    besluitzaak.klaar_om_te_besluiten(aanvraag)
    termijnen.start(aanvraag.zaak, "aanvultermijn", vanaf=VANDAAG)
    besluitzaak.schrijf_concept(aanvraag, voorzitter)
    besluitzaak.teken(aanvraag, voorzitter)
    verwerk_wachtende(NU)
    Bericht.objects.all().update(werk=Werkstatus.KLAAR, verzonden_op=NU)
    Bericht.objects.create(
        zaak=aanvraag.zaak,
        soort="proef",
        onderwerp="x",
        tekst="x",
        sleutel="proef",
        aangemaakt_op=NU,
        werk=Werkstatus.KLAAR,
        verzonden_op=NU,
    )
    return aanvraag


def _gevonden(op: date = VANDAAG) -> list[str]:
    return [str(b) for b in bevindingen(vandaag=op, nu=NU + (op - VANDAAG))]


def _verzegeld(aanvraag: Aanvraag) -> Document:
    return Document.objects.get(zaak=aanvraag.zaak, te_verzegelen=True)


def test_what_is_whole_gives_nothing(zaak_met_alles: Aanvraag) -> None:
    assert _gevonden() == []


def _verschuif_einde(a: Aanvraag) -> None:
    Termijn.objects.filter(zaak=a.zaak).update(einde=VANDAAG + timedelta(days=99))


def _verkeerde_datum(a: Aanvraag) -> None:
    a.zaak.__class__.objects.filter(pk=a.zaak_id).update(volgende_termijn=VANDAAG)


def _bestand_weg(a: Aanvraag) -> None:
    bestand = _verzegeld(a).bestand
    assert bestand is not None
    opslag.opslag.delete(bestand.opslagnaam)


def _zegel_weg(a: Aanvraag) -> None:
    _verzegeld(a).zegel.delete()


def _mail_niet_gemerkt(a: Aanvraag) -> None:
    Bericht.objects.filter(sleutel="proef").update(verzonden_op=None)


def _mail_vergeten(a: Aanvraag) -> None:
    Bericht.objects.filter(sleutel="proef").update(
        werk=Werkstatus.BEZIG, verzonden_op=None, aangemaakt_op=NU - timedelta(days=3)
    )


@pytest.mark.parametrize(
    ("bederf", "zin"),
    [
        (_verschuif_einde, "eindigt volgens de feiten op"),
        (_verkeerde_datum, "eerstvolgende termijn"),
        (_bestand_weg, "is er niet"),
        (_zegel_weg, "zonder passend zegel"),
        (_mail_niet_gemerkt, "is niet verstuurd"),
        (_mail_vergeten, "is niet verstuurd"),
    ],
)
def test_each_thing_that_does_not_hold_is_found(
    zaak_met_alles: Aanvraag, bederf: Callable[[Aanvraag], None], zin: str
) -> None:
    bederf(zaak_met_alles)
    assert any(zin in regel for regel in _gevonden())


def test_a_lapse_that_was_not_dealt_with_is_found_and_so_is_one_without_effect(aanvraag: Aanvraag) -> None:
    factories.zet_status(aanvraag, Status.AANVULLING_GEVRAAGD)
    termijn = termijnen.start(aanvraag.zaak, "aanvultermijn", vanaf=VANDAAG)
    later = VANDAAG + timedelta(days=40)
    assert any("nog niet verwerkt" in regel for regel in _gevonden(later))
    Termijn.objects.filter(pk=termijn.pk).update(afgehandeld_op=NU)
    assert any("niet gebeurd" in regel for regel in _gevonden(later))


def test_the_command_says_so_in_dutch_with_an_exit_code(aanvraag: Aanvraag) -> None:
    factories.zet_status(aanvraag, Status.INGEDIEND)
    termijnen.start(aanvraag.zaak, "beslistermijn", vanaf=timezone.localdate())
    uit = StringIO()
    call_command("termijnen_controle", stdout=uit)
    assert uit.getvalue().endswith("Alles klopt.\n")
    Termijn.objects.update(einde=timezone.localdate() + timedelta(days=3))
    with pytest.raises(CommandError, match="2 bevindingen") as fout:
        call_command("termijnen_controle", stdout=uit)
    assert fout.value.returncode == 1


def test_the_administrator_hears_it_once_a_week(aanvraag: Aanvraag, swv: Samenwerkingsverband) -> None:
    beheerder = factories.actor(Rol.BEHEERDER, swv)
    elders = factories.actor(Rol.BEHEERDER, factories.SwvFactory())
    factories.zet_status(aanvraag, Status.INGEDIEND)
    termijnen.start(aanvraag.zaak, "beslistermijn", vanaf=VANDAAG)
    aanvraag.zaak.__class__.objects.filter(pk=aanvraag.zaak_id).update(volgende_termijn=VANDAAG)
    for dag in range(5):  # Monday 9 March to Friday
        meld_wekelijks(vandaag=VANDAAG + timedelta(days=dag), nu=NU + timedelta(days=dag))
    [bericht] = Bericht.objects.filter(user_id=beheerder.gebruiker_id)
    assert bericht.onderwerp == "Wekelijkse controle: 1 bevinding"
    assert aanvraag.zaak.nummer in bericht.tekst
    [ander] = Bericht.objects.filter(user_id=elders.gebruiker_id)
    assert ander.onderwerp.endswith("alle termijnen kloppen")
    meld_wekelijks(vandaag=VANDAAG + timedelta(days=7), nu=NU + timedelta(days=7))
    assert Bericht.objects.filter(user_id=beheerder.gebruiker_id).count() == 2

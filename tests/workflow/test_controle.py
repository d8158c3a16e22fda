"""The check that all holds: silent about what is whole, a sentence and exit code 1 for each thing that is not."""

from collections.abc import Callable
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from deadlines import services as termijnen
from deadlines.models import Termijn
from documents import opslag, veeg
from documents.models import Document, Werkstatus
from documents.werk import verwerk_wachtende
from organisations.actor import Actor
from organisations.models import Samenwerkingsverband
from organisations.rollen import Rol
from tests import factories
from tests.tlv import besluitzaak
from tlv.models import Aanvraag, Status
from workflow import controle, controleronde
from workflow.controle import bevindingen
from workflow.controleronde import controleer_verder
from workflow.models import Bericht, Controleronde
from workflow.vermist import meld_vermist

pytestmark = pytest.mark.django_db
NU, VANDAAG = factories.NU, factories.VANDAAG


@pytest.fixture
def zaak_met_alles(aanvraag: Aanvraag, swv: Samenwerkingsverband) -> Aanvraag:
    """Decided, with a sealed letter, running terms and a mail that was sent."""
    voorzitter = besluitzaak.actor_met_mandaat(Rol.VOORZITTER, swv)
    besluitzaak.klaar_om_te_besluiten(aanvraag)
    termijnen.start(aanvraag.zaak, "volledigheidsnorm", vanaf=VANDAAG)
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


def _verkeerde_groep(a: Aanvraag) -> None:
    Termijn.objects.filter(zaak=a.zaak).update(stil_tot=VANDAAG)


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


def _mail_mislukt(a: Aanvraag) -> None:
    Bericht.objects.filter(sleutel="proef").update(
        werk=Werkstatus.MISLUKT, verzonden_op=None, laatste_fout="550 onbekend"
    )


def _brief_mislukt(a: Aanvraag) -> None:
    Document.objects.filter(zaak=a.zaak).update(werk=Werkstatus.MISLUKT, laatste_fout="het sjabloon is stuk")


@pytest.mark.parametrize(
    ("bederf", "zin"),
    [
        (_verschuif_einde, "eindigt volgens de feiten op"),
        (_verkeerde_datum, "eerstvolgende termijn"),
        (_verkeerde_groep, "niet in de juiste groep"),
        (_bestand_weg, "is er niet"),
        (_zegel_weg, "zonder passend zegel"),
        (_mail_niet_gemerkt, "is niet verstuurd"),
        (_mail_vergeten, "is niet verstuurd"),
        (_mail_mislukt, "is mislukt: 550 onbekend (zie ‘Mislukt werk’)"),
        (_brief_mislukt, "is mislukt: het sjabloon is stuk"),
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
        assert controleer_verder(vandaag=VANDAAG + timedelta(days=dag), nu=NU + timedelta(days=dag)) == (dag == 0)
    [bericht] = Bericht.objects.filter(user_id=beheerder.gebruiker_id)
    assert bericht.onderwerp == "Wekelijkse controle: 1 bevinding"
    assert aanvraag.zaak.nummer in bericht.tekst
    [ander] = Bericht.objects.filter(user_id=elders.gebruiker_id)
    assert ander.onderwerp.endswith("alle termijnen kloppen")
    controleer_verder(vandaag=VANDAAG + timedelta(days=7), nu=NU + timedelta(days=7))
    assert Bericht.objects.filter(user_id=beheerder.gebruiker_id).count() == 2


def test_the_check_goes_on_where_it_was_and_finds_each_thing_once(
    zaak_met_alles: Aanvraag, swv: Samenwerkingsverband, monkeypatch: pytest.MonkeyPatch
) -> None:
    beheerder = factories.actor(Rol.BEHEERDER, swv)
    monkeypatch.setattr(controle, "PARTIJ", 1)
    _verschuif_einde(zaak_met_alles)
    verwacht = [b for b in bevindingen(vandaag=VANDAAG, nu=NU) if b.swv_id == swv.pk]
    stukken = 1
    while not controleer_verder(vandaag=VANDAAG, nu=NU, budget=0):
        assert not Bericht.objects.filter(user_id=beheerder.gebruiker_id).exists()
        stukken += 1
        assert stukken < 100
    assert stukken > len(controle.STAPPEN)
    assert Controleronde.objects.get().gevonden[str(swv.pk)]["aantal"] == len(verwacht) >= 2
    assert Bericht.objects.get(user_id=beheerder.gebruiker_id).tekst.count("\n- ") == len(verwacht)


def test_a_check_that_keeps_failing_is_on_record_and_told(
    zaak_met_alles: Aanvraag, swv: Samenwerkingsverband, monkeypatch: pytest.MonkeyPatch
) -> None:
    beheerder = factories.actor(Rol.BEHEERDER, swv)

    def stuk(*args: object) -> None:
        raise OperationalError

    monkeypatch.setattr(controle.Stap, "bladzijde", stuk)
    for poging in range(1, controleronde.HOOGSTENS + 1):
        with pytest.raises(OperationalError):
            controleer_verder(vandaag=VANDAAG, nu=NU)
        ronde = Controleronde.objects.get()
        assert (ronde.pogingen, ronde.laatste_fout, ronde.klaar_op) == (poging, "OperationalError", None)
    assert controleer_verder(vandaag=VANDAAG, nu=NU)
    assert not controleer_verder(vandaag=VANDAAG, nu=NU), "not again this week"
    assert Bericht.objects.get(user_id=beheerder.gebruiker_id).onderwerp == "Wekelijkse controle: niet gelukt"


def test_one_row_that_cannot_be_looked_at_is_a_finding_and_stops_nothing(
    zaak_met_alles: Aanvraag, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stuk(*args: object) -> None:
        raise KeyError

    _zegel_weg(zaak_met_alles)
    monkeypatch.setattr(controle, "_van_termijn", stuk)
    gevonden = _gevonden()
    assert any("is niet na te kijken (KeyError)" in regel for regel in gevonden)
    assert any("zonder passend zegel" in regel for regel in gevonden)


def test_missing_files_are_told_to_the_administrator_once(
    zaak_met_alles: Aanvraag, swv: Samenwerkingsverband, als: Callable[[Actor], Client]
) -> None:
    beheerder, home = factories.actor(Rol.BEHEERDER, swv), reverse("workflow:home")
    assert "Alles loopt" in als(beheerder).get(home).content.decode()
    factories.actor(Rol.BEHEERDER, factories.SwvFactory())
    assert meld_vermist(veeg.veeg_bestanden(NU).vermist, vandaag=VANDAAG, nu=NU) == 0
    _bestand_weg(zaak_met_alles)
    for dag in range(3):
        vermist = veeg.veeg_bestanden(NU + timedelta(days=dag)).vermist
        assert meld_vermist(vermist, vandaag=VANDAAG, nu=NU + timedelta(days=dag)) == (dag == 0)
    bericht = Bericht.objects.get(soort="bestanden_vermist")
    assert bericht.user_id == beheerder.gebruiker_id and zaak_met_alles.zaak.nummer in bericht.tekst
    html = als(beheerder).get(home).content.decode()
    assert "Er is een bestand weg of beschadigd" in html and "Alles loopt" not in html

"""A parent who wrote that the decision is late gets an account, or stands in two dossiers: it stays one person."""

from datetime import date

import pytest
from django.contrib.auth.hashers import make_password

from cases.activeren import activeer, maak_code, toets
from cases.models import Ouder, Zaak
from organisations.actor import Actor, actor_voor
from organisations.rollen import Rol
from tests import factories
from tests.tlv.ingebreke_hulp import EERSTE, KWAM, m, ronde, stel, zaak
from tests.tlv.uitstel_hulp import doe, nu, op
from tests.tlv.volledigheid_hulp import Mensen
from tlv.gezinsrijen import rijen_van
from tlv.models import Aanvraag
from workflow.fouten import Geweigerd
from workflow.gezinslid import gezinslid
from workflow.models import Bericht
from workflow.tijdlijn import tijdlijn

pytestmark = pytest.mark.django_db
WACHTWOORD = "een lang wachtwoord 7"
__all__ = ("m", "zaak")


def krijgt_account(ouder: Ouder, zaak: Aanvraag) -> Actor:
    """By the code on paper, in the middle of the case."""
    school = op(factories.actor(Rol.COORDINATOR, zaak.zaak.school), KWAM)
    code = maak_code(zaak.zaak.dossier_id, by=school, nu=nu(KWAM), ouder_id=ouder.pk)
    code_hash = toets(code, email="omar@thuis.example", wachtwoord=WACHTWOORD, vandaag=KWAM)
    versleuteld = make_password(WACHTWOORD)
    return actor_voor(
        activeer(code_hash, email="omar@thuis.example", versleuteld=versleuteld, vandaag=KWAM, nu=nu(KWAM)),
        vandaag=EERSTE,
    )


def test_who_wrote_before_having_an_account_is_told_when_the_weeks_are_over(zaak: Aanvraag, m: Mensen) -> None:
    ouder = factories.OuderFactory(leerling=zaak.zaak.dossier.leerling, naam="Omar Mulder")
    stel(zaak, m, van=f"o{ouder.pk}")
    vader = krijgt_account(ouder, zaak)
    thuis = Zaak.objects.get(pk=zaak.zaak_id)
    gelezen = rijen_van(gezinslid(vader, thuis), Aanvraag.objects.get(pk=zaak.pk))
    assert "ingebreke" in {rij.soort for rij in gelezen.termijnen}
    with pytest.raises(Geweigerd, match="Er is al een ingebrekestelling van Omar Mulder"):
        stel(zaak, m, date(2026, 5, 8), van=f"o{ouder.pk}")
    ronde(EERSTE)
    assert Bericht.objects.get(soort="ingebreke_voorbij_gezin").user_id == vader.gebruiker_id
    verhaal = [regel.titel for regel in tijdlijn(vader, Zaak.objects.get(pk=zaak.zaak_id))]
    assert "Wij zijn nog steeds te laat met ons besluit" in verhaal


def test_who_withdraws_after_getting_an_account_is_told(zaak: Aanvraag, m: Mensen) -> None:
    ouder = factories.OuderFactory(leerling=zaak.zaak.dossier.leerling, naam="Omar Mulder")
    rij = stel(zaak, m, van=f"o{ouder.pk}")
    vader = krijgt_account(ouder, zaak)
    doe(zaak, "ingebreke_intrekken", m.secretariaat, EERSTE, rij=rij.pk, ingetrokken_op=EERSTE)
    assert Bericht.objects.get(soort="ingebreke_ingetrokken_gezin").user_id == vader.gebruiker_id

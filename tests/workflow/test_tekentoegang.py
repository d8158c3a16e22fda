"""The doors of the signing room: to the own request, and to a round; each refusal is on record, each read once."""

from dataclasses import replace
from datetime import timedelta

import pytest

from audit.models import Gebeurtenis, Lezing, Soort
from cases import grond as gronden
from cases.models import Gezag, Zaak
from documents.models import Handtekening, Ondertekenstuk
from organisations.actor import Actor
from organisations.models import School
from organisations.rollen import Rol
from tests import factories
from tests.factories import NU, VANDAAG
from tests.workflow.tekenhulp import SOORT, Kamer, met_regel
from workflow.fouten import GeenRecht, NietGevonden
from workflow.process import process_van
from workflow.tekentoegang import haal_eigen, haal_in_ronde, haal_ronde, leest_nog

pytestmark = pytest.mark.django_db
NERGENS = 999_999


@pytest.fixture
def kamer(kamer: Kamer) -> Kamer:
    kamer.vraag()
    return kamer


def weigeringen() -> list[tuple[str, int | None]]:
    rijen = Gebeurtenis.objects.filter(soort=Soort.WEIGERING).order_by("pk")
    return list(rijen.values_list("actie", "zaak_id"))


def test_the_own_request_opens_and_somebody_elses_does_not(kamer: Kamer) -> None:
    rij = kamer.rij(kamer.casemanager)
    assert haal_eigen(kamer.casemanager, rij.pk) == rij
    assert weigeringen() == []
    with pytest.raises(NietGevonden):
        haal_eigen(kamer.casemanager, kamer.rij(kamer.hoofd).pk)
    assert weigeringen() == [("lezen:tekenen", kamer.zaak.pk)]


def test_what_is_not_there_is_not_there_for_anybody(kamer: Kamer) -> None:
    for wie in (kamer.casemanager, kamer.secretaris, kamer.moeder):
        for haal in (haal_eigen, haal_in_ronde, haal_ronde):
            with pytest.raises(NietGevonden):
                haal(wie, NERGENS)
    assert set(weigeringen()) == {("lezen:tekenen", None), ("lezen:tekenronde", None)}


def test_who_manages_the_round_is_told_that_a_request_is_somebody_elses(kamer: Kamer) -> None:
    rij = kamer.rij(kamer.casemanager)
    with pytest.raises(GeenRecht):
        haal_eigen(kamer.secretaris, rij.pk)
    elders = factories.actor(Rol.SECRETARIAAT, factories.SwvFactory())
    with pytest.raises(NietGevonden):
        haal_eigen(elders, rij.pk)


def test_nobody_reads_before_being_asked(kamer: Kamer) -> None:
    rij = kamer.rij(kamer.directeur)
    Handtekening.objects.filter(pk=rij.pk).update(uitgenodigd_op=None)
    with pytest.raises((NietGevonden, GeenRecht)):
        haal_eigen(kamer.directeur, rij.pk)


def test_the_round_opens_for_who_manages_it_or_compares_and_nobody_else(kamer: Kamer, andere_school: School) -> None:
    stuk = kamer.stuk()
    for wie in (kamer.secretaris, kamer.collega):
        assert haal_ronde(wie, stuk.pk)[0] == stuk
        rij, regel = haal_in_ronde(wie, kamer.rij(kamer.hoofd).pk)
        assert (rij, rij.stuk, regel.titel) == (kamer.rij(kamer.hoofd), stuk, "Plan van aanpak")
    with pytest.raises(GeenRecht):
        haal_ronde(kamer.directeur, stuk.pk)
    assert weigeringen() == []
    for vreemd in (kamer.hoofd, factories.actor(Rol.COORDINATOR, andere_school)):
        with pytest.raises(NietGevonden):
            haal_ronde(vreemd, stuk.pk)
    assert weigeringen() == [("lezen:tekenronde", kamer.zaak.pk)] * 2


def lezingen(wie: Actor) -> list[tuple[str | None, int]]:
    return [(rij.grond["been"], rij.object_id) for rij in Lezing.objects.filter(hoed_id=wie.hoed_id).order_by("pk")]


def test_a_read_is_on_record_once_with_the_ground_on_which(kamer: Kamer) -> None:
    """The head sees nothing of the case: being asked to sign is the ground. Who sees the case reads as always."""
    rij = kamer.rij(kamer.hoofd)
    for _ in range(2):
        haal_eigen(kamer.hoofd, rij.pk)
    assert lezingen(kamer.hoofd) == [(gronden.TEKENAAR, rij.pk)]
    lezing = Lezing.objects.get(hoed_id=kamer.hoofd.hoed_id)
    assert (lezing.zaak_id, lezing.object_soort) == (kamer.zaak.pk, "documents.handtekening")
    for _ in range(2):
        haal_ronde(kamer.secretaris, kamer.stuk().pk)
    (been, _), *meer = lezingen(kamer.secretaris)
    assert been != gronden.TEKENAAR and meer == []


def test_what_is_open_or_answered_stays_to_be_read_and_what_is_over_only_with_the_case(kamer: Kamer) -> None:
    kamer.antwoord(kamer.casemanager)
    eerst = {wie.rol: kamer.rij(wie) for wie in (kamer.casemanager, kamer.hoofd)}
    assert leest_nog(kamer.casemanager, eerst[kamer.casemanager.rol]) and leest_nog(kamer.hoofd, eerst[kamer.hoofd.rol])
    kamer.nieuwe_versie()
    for wie in (kamer.casemanager, kamer.hoofd):
        over = Handtekening.objects.get(pk=eerst[wie.rol].pk)
        assert not leest_nog(wie, over), "replaced by a new version"
        assert leest_nog(kamer.secretaris, over), "who sees the case reads every version"
    assert leest_nog(kamer.hoofd, kamer.rij(kamer.hoofd))


def test_the_ground_counts_from_the_invitation(kamer: Kamer) -> None:
    rij = kamer.rij(kamer.hoofd)
    Handtekening.objects.filter(pk=rij.pk).update(uitgenodigd_op=NU + timedelta(days=3))
    haal_eigen(kamer.hoofd, rij.pk)
    assert Lezing.objects.get(hoed_id=kamer.hoofd.hoed_id).grond["sinds"] == str(VANDAAG + timedelta(days=3))


def test_family_reads_what_it_was_asked_as_long_as_it_sees_the_case(kamer: Kamer) -> None:
    """The reading is on record as one of the case, for that is why it may."""
    Handtekening.objects.filter(stuk=kamer.stuk()).update(uitgenodigd_op=NU)
    rij = kamer.rij(kamer.moeder)
    assert haal_eigen(kamer.moeder, rij.pk) == rij
    assert Lezing.objects.get(hoed_id=kamer.moeder.hoed_id).grond["been"] != gronden.TEKENAAR
    andere = factories.OuderFactory(
        leerling=factories.AanvraagFactory.create().zaak.dossier.leerling, user_id=kamer.moeder.persoon_id
    )
    Zaak.objects.exclude(pk=kamer.zaak.pk).update(gezin_sinds=VANDAAG, swv_sinds=VANDAAG)
    Gezag.objects.exclude(ouder=andere).update(tot=VANDAAG - timedelta(days=1))
    with pytest.raises(NietGevonden):
        haal_eigen(kamer.moeder, rij.pk)
    assert Zaak.objects.visible_to(kamer.moeder).exists(), "of another child"


def test_a_round_of_a_kind_without_a_rule_is_for_nobody(kamer: Kamer) -> None:
    stuk, rij = kamer.stuk(), kamer.rij(kamer.casemanager)
    Ondertekenstuk.objects.filter(pk=stuk.pk).update(soort="onbekend")
    with pytest.raises(NietGevonden):
        haal_ronde(kamer.secretaris, stuk.pk)
    Ondertekenstuk.objects.filter(pk=stuk.pk).update(soort=stuk.soort, kamer=False)
    Handtekening.objects.filter(stuk=stuk).update(kamer=False)
    for haal, pk in ((haal_ronde, stuk.pk), (haal_eigen, rij.pk)):
        with pytest.raises(NietGevonden):
            haal(kamer.secretaris, pk)


def test_who_manages_and_who_compares_each_open_the_round(kamer: Kamer) -> None:
    """One may do without being the other."""
    stuk = kamer.stuk()
    regel = process_van(kamer.zaak).tekenregels[SOORT]
    for beheert, kijkt_na in ((True, False), (False, True), (False, False)):
        anders = replace(regel, beheert=lambda *_, ja=beheert: ja, kijkt_na=lambda *_, ja=kijkt_na: ja)
        with met_regel(anders):
            if beheert or kijkt_na:
                assert haal_ronde(kamer.secretaris, stuk.pk)[0] == stuk
                continue
            with pytest.raises(GeenRecht):
                haal_ronde(kamer.secretaris, stuk.pk)

"""Two people press at the same moment, on two connections: nothing is signed twice, lost, or sealed in vain."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connections

from documents import tekencodes
from documents.models import Document, Handtekening, Tekencode, Tekenfeit
from documents.tekenen import stand
from organisations.actor import systeem
from organisations.models import School
from tests.documents.maak import tekst_pdf
from tests.factories import NU, VANDAAG
from tests.workflow.tekenhulp import Kamer, maak_kamer, met_tekenkamer
from tlv.models import Aanvraag
from workflow.edit import edit
from workflow.fouten import Conflict, GeenRecht, Geweigerd, NietGevonden
from workflow.sweeps import voer_automatisch_uit, voer_tekenacties_uit

pytestmark = pytest.mark.django_db(transaction=True)
Doe = Callable[[], Any]


@pytest.fixture
def kamer(aanvraag: Aanvraag, andere_school: School, settings: Any, tmp_path: Any) -> Iterator[Kamer]:
    settings.BESTANDEN_DIR = tmp_path
    with met_tekenkamer(maak_kamer(aanvraag, andere_school)) as kamer:
        kamer.vraag()
        yield kamer


def tegelijk(*samen: Doe) -> list[bool]:
    """Which of these came to be."""
    startschot = Barrier(len(samen))

    def druk(doe: Doe) -> bool:
        startschot.wait(timeout=20)
        try:
            doe()
        except (Conflict, GeenRecht, Geweigerd, NietGevonden):
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(len(samen)) as pool:
        return list(pool.map(druk, samen))


def naar_het_gezin(kamer: Kamer) -> None:
    for wie in (kamer.casemanager, kamer.hoofd, kamer.directeur):
        kamer.antwoord(wie)


def test_two_tabs_give_one_answer(kamer: Kamer) -> None:
    wel, niet = tegelijk(
        lambda: kamer.antwoord(kamer.hoofd), lambda: kamer.antwoord(kamer.hoofd, "geweigerd", reden="Toch niet.")
    )
    assert wel != niet
    assert kamer.rij(kamer.hoofd).uitkomst == ("getekend" if wel else "geweigerd")


def test_who_signs_while_it_is_withdrawn_signed_before_or_not_at_all(kamer: Kamer) -> None:
    stuk = kamer.stuk()
    _, ingetrokken = tegelijk(
        lambda: kamer.antwoord(kamer.hoofd),
        lambda: kamer.doe("tekenen_intrekken", kamer.secretaris, stuk_id=stuk.pk, reden="Toch niet."),
    )
    assert ingetrokken
    assert set(stuk.handtekeningen.values_list("uitkomst", flat=True)) == {"vervallen"}


def test_who_signs_while_a_new_version_comes_has_not_signed_that_one(kamer: Kamer) -> None:
    oud = kamer.stuk()
    rij = kamer.rij(kamer.hoofd)
    _, nieuw = tegelijk(
        lambda: kamer.antwoord(kamer.hoofd, rij=rij), lambda: kamer.nieuwe_versie(data=tekst_pdf("Plan 2"))
    )
    assert nieuw and kamer.stuk().pk != oud.pk
    assert kamer.rij(kamer.hoofd).uitkomst == "open"


def test_the_last_two_who_sign_at_once_make_one_final_paper(kamer: Kamer) -> None:
    naar_het_gezin(kamer)
    kamer.papier(kamer.rij(kamer.vader))
    rij = kamer.rij(kamer.vader)
    assert tegelijk(lambda: kamer.antwoord(kamer.moeder), lambda: kamer.kijk_na(rij)) == [True, True]
    stuk = kamer.stuk()
    assert stuk.uitslag == "voltooid" and stand(stuk).compleet
    assert Document.objects.filter(brief="bewijsblad").count() == 1
    assert Tekenfeit.objects.filter(soort="voltooid").count() == 1


def test_one_code_in_two_browsers_answers_once(kamer: Kamer) -> None:
    naar_het_gezin(kamer)
    rij = kamer.rij(kamer.vader)
    kamer.doe("tekenen_code", kamer.secretaris, handtekening_id=rij.pk)
    code = tekencodes.haal(Tekencode.objects.get().pk)
    assert code is not None
    data = {"handtekening_id": rij.pk, "code_id": code.pk, "sha256": code.handtekening.stuk.sha256, "reden": "Nee."}

    def met(uitkomst: str) -> None:
        alles = {**data, "uitkomst": uitkomst}
        edit(kamer.aanvraag.zaak_id, "tekenen_met_code", by=systeem(VANDAAG), data=alles, nu=NU)

    assert sorted(tegelijk(lambda: met("getekend"), lambda: met("geweigerd"))) == [False, True]


def test_paper_and_a_click_of_the_same_person_are_one_answer(kamer: Kamer) -> None:
    rij = kamer.rij(kamer.hoofd)
    assert sorted(tegelijk(lambda: kamer.antwoord(kamer.hoofd), lambda: kamer.papier(rij))) == [False, True]


def test_two_reminders_at_once_are_one(kamer: Kamer) -> None:
    rij = kamer.rij(kamer.hoofd)

    def herinner() -> None:
        kamer.doe("tekenen_herinneren", kamer.secretaris, handtekening_id=rij.pk)

    assert sorted(tegelijk(herinner, herinner)) == [False, True]


def test_the_page_and_the_sweep_act_upon_a_fact_once(kamer: Kamer) -> None:
    kamer.antwoord(kamer.hoofd)
    kamer.antwoord(kamer.casemanager)
    tegelijk(
        lambda: voer_tekenacties_uit(kamer.zaak, vandaag=VANDAAG, nu=NU),
        lambda: voer_automatisch_uit(vandaag=VANDAAG, nu=NU),
    )
    assert kamer.gedaan == ["proef_naar_directeur"]
    assert not Tekenfeit.objects.filter(afgehandeld_op=None).exists()
    assert Handtekening.objects.filter(stuk=kamer.stuk(), uitkomst="getekend").count() == 2
